"""The parsers themselves, without the process that would catch what they raise: any input is a text or a problem."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gowah.model import Problem, ReadText
from gowah.read.draft import Source
from gowah.read.forms import parsed
from gowah.words import Settings
from gowah.words.media import ARCHIVER, ARCHIVER_PAGE, CSV, ODS, ODT, RTF, TELEGRAM, TELEGRAM_PAGE, XLS, XLSX

RELAXED = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])


def check(content: bytes, media_type: str) -> None:
    found = parsed(Source(content=content, media_type=media_type, name="x"), Settings())
    assert isinstance(found, ReadText | Problem)
    if isinstance(found, Problem):
        assert found.hint
        return
    found.text.encode("utf-8")
    ends = [0]
    for block in found.layout:
        assert ends[-1] <= block.start < block.end <= len(found.text)
        assert found.text[ends[-1] : block.start].strip() == ""
        ends.append(block.end)
    assert found.text[ends[-1] :].strip() == ""


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)
TEXT = st.text(max_size=30)
MESSAGE = st.fixed_dictionaries(
    {"type": st.just("message") | JSON, "text": TEXT | st.lists(TEXT | st.fixed_dictionaries({"text": TEXT | JSON})) | JSON},
    optional={
        "date": st.sampled_from(["2023-10-13T14:05:33", "0000-99-99T99:99"]) | JSON, "from": TEXT | JSON,
        "from_id": st.sampled_from(["user1", "channel1"]) | JSON, "forwarded_from": TEXT | JSON, "forwarded_from_id": JSON,
    },
)  # fmt: skip
CHAT = st.fixed_dictionaries(
    {"messages": st.lists(MESSAGE, max_size=4) | JSON},
    optional={
        "name": TEXT | JSON,
        "type": st.sampled_from(["public_channel", "personal_chat", "private_group"]) | JSON,
    },
)


@RELAXED
@given(
    st.one_of(
        CHAT,
        JSON,
        st.fixed_dictionaries({"chats": st.fixed_dictionaries({"list": st.lists(CHAT | JSON, max_size=3) | JSON})}),
    )
)
def test_any_export_of_telegram(export: object) -> None:
    check(json.dumps(export).encode(), TELEGRAM)


@RELAXED
@given(
    JSON
    | st.fixed_dictionaries(
        {"metadata": JSON | st.dictionaries(st.sampled_from(["url", "title", "content", "timestamp"]), TEXT | JSON)}
    )
)
def test_any_json_of_an_archiver(told: object) -> None:
    check(json.dumps(told).encode(), ARCHIVER)


HTML = st.lists(
    st.sampled_from([
        '<div class="page_header"><div class="text bold">', "News", "</div>", '<div class="message default">', "<br>",
        '<div class="message service">', '<div class="body">', '<div class="from_name">', '<div class="text">', "<b>", "</b>",
        '<div class="pull_right date details" title="13.10.2023 14:05:33">', '<div class="forwarded body">', "words & more",
        '<table class="metadata">', "<tr>", "<td>", "content", "</td>", "</tr>", "timestamp", "2023-10-13", "\x00", "<!--",
    ]),
    max_size=40,
)  # fmt: skip


@RELAXED
@given(HTML, st.sampled_from([TELEGRAM_PAGE, ARCHIVER_PAGE]))
def test_any_page_of_an_export(parts: list[str], media_type: str) -> None:
    check("".join(parts).encode(), media_type)


RICH = st.lists(
    st.sampled_from([
        b"{", b"}", b"\\par ", b"\\cell ", b"\\row ", b"\\intbl ", b"\\pard ", b"{\\footnote ", b"{\\info{\\title ", b"\\u1575?",
        b"\\u-10179?", b"\\u-8704?", b"\\'c7", b"\\uc2 ", b"\\f1 ", b"{\\fonttbl{\\f1\\fcharset178 A;}}", b"words ", b"\\*", b"\\",
        b"\\bin5 ", b"\\ansicpg1256 ", b"\\v ", b"\\v0 ", b"\\ls1 ", b"\\outlinelevel1 ", b"{\\creatim\\yr2022\\mo4\\dy1}", b"\\line ",
        b"\\ansicpg65001 ", b"\\ansicpg7 ", b"\xd0\xa0", b"\\yr-5", b"\\~", b"\\nestcell ", b"\\nestrow ",
    ]),
    max_size=60,
)  # fmt: skip


@RELAXED
@given(RICH)
def test_any_rtf(parts: list[bytes]) -> None:
    check(b"{\\rtf1 " + b"".join(parts), RTF)


@RELAXED
@given(
    st.binary(max_size=300),
    st.sampled_from([ODT, ODS, XLS, XLSX, RTF, TELEGRAM, TELEGRAM_PAGE, ARCHIVER, ARCHIVER_PAGE]),
)
def test_any_bytes(content: bytes, media_type: str) -> None:
    check(content, media_type)


CELL = st.text(max_size=12) | st.sampled_from(
    ["2023-10-13", "{'url': 'https://a.example', 'content': 'x'}", "https://[::1"]
)


@RELAXED
@given(
    st.sampled_from(["Link,Archive status,Upload timestamp,Text content", "status,metadata,media"]),
    st.lists(st.lists(CELL, max_size=5), max_size=4),
)
@pytest.mark.parametrize("quote", [True, False])
def test_any_sheet_of_links(quote: bool, header: str, rows: list[list[str]]) -> None:
    sign = '"' if quote else ""
    check(
        "\n".join([header, *(",".join(f"{sign}{cell}{sign}" for cell in row) for row in rows)]).encode(
            "utf-8", "replace"
        ),
        CSV,
    )
