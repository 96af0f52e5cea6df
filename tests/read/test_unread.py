"""Files that cannot be read: each problem says what is wrong, where, and what to do, in words for a newcomer."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable

import pytest

from gowah.model import ReadText
from gowah.read.forms import unread
from gowah.words.media import ODT, TELEGRAM, ZIP, sniff

Fail = Callable[..., object]
SAID = {"id": 1, "type": "message", "date": "2022-03-04T10:00:00", "text": "Four people were killed."}
CHAT = {"name": "Valley News", "type": "public_channel", "id": 5, "messages": [SAID]}


@pytest.mark.parametrize(
    ("export", "what"),
    [
        ({**CHAT, "messages": []}, "the list under `messages` is empty"),
        ({**CHAT, "messages": {"1": SAID}}, "no list under `messages`"),
        ({**CHAT, "messages": [{"id": 1, "text": "Four"}]}, "none of its 1 messages has the `type` “message”"),
        ({**CHAT, "messages": [{**SAID, "text": ""}] * 2}, "none of its 2 messages has words under `text`"),
        ({"about": "x", "chats": {"about": "x"}}, "nor chats under `chats` and `list`"),
    ],
)
def test_which_key_an_export_of_telegram_lacks_is_said(fail: Fail, export: dict[str, object], what: str) -> None:
    problem = fail(json.dumps(export), "result.json", media_type=TELEGRAM)
    assert what in problem.what  # type: ignore[attr-defined]
    assert "Export the chat again" in problem.hint  # type: ignore[attr-defined]


@pytest.mark.parametrize("order", [("name", "id", "type", "messages"), ("id", "messages", "name", "type"), ("type", "messages")])  # fmt: skip
def test_an_export_whose_keys_were_sorted_is_one_all_the_same(
    read: Callable[..., ReadText], order: tuple[str, ...]
) -> None:
    rows = [{**SAID, "date_unixtime": "1646388000", "from": "Valley News"}]
    export = json.dumps({key: rows if key == "messages" else CHAT[key] for key in order}).encode()
    assert sniff(export, "result.json") == TELEGRAM
    assert "Four people were killed." in read(export, "result.json").text


@pytest.mark.parametrize("data", [{"title": "x", "body": "Four people were killed."}, {"messages": "none"}])
def test_other_json_is_left_alone_and_the_known_keys_are_named(data: dict[str, str]) -> None:
    media_type = sniff(json.dumps(data).encode(), "a.json")
    assert media_type == "application/json"
    assert "`messages`" in unread("a.json", media_type).hint


@pytest.mark.parametrize(
    ("media_type", "what", "hint"),
    [
        ("application/msword", "(.doc)", "DOCX"), ("audio/mpeg", "sound", "Write down"), ("video/mp4", "video", "Write"),
        ("application/xml", "XML", "text"), ("image/heic", "pictures", "PNG"), ("application/x-odd", "x-odd", "PDF"),
    ],
)  # fmt: skip
def test_a_file_that_no_reader_knows(media_type: str, what: str, hint: str) -> None:
    problem = unread("a", media_type)
    assert what in problem.what
    assert hint in problem.hint
    assert problem.hint.startswith("It is kept as it is.")


def test_what_a_packed_file_says_of_itself_is_shown_only_where_it_is_known() -> None:
    def packed(said: str) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("mimetype", said)
            archive.writestr("content.xml", "<a/>")
        return out.getvalue()

    assert sniff(packed(ODT)) == ODT
    assert sniff(packed("application/ana-doe-was-here")) == ZIP


def test_a_page_without_words_is_not_taken_for_a_scan(fail: Fail) -> None:
    page = "<html><body><div id='root'></div><script>app()</script></body></html>"
    assert "browser" in fail(page, "a.html").hint  # type: ignore[attr-defined]


def test_a_table_that_does_not_fit_its_header_tells_how_it_was_parted(fail: Fail) -> None:
    problem = fail("date;killed;place\n2022-01-01\n1\n", "a.csv")
    assert "semicolons" in problem.hint  # type: ignore[attr-defined]
