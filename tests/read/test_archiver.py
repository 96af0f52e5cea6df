"""What the auto-archiver writes: its JSON, its page, its sheet and its CSV database, each with the words of a post."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import UTC, datetime

import openpyxl
import pytest

from gowah.claim.english.pipeline import is_english
from gowah.model import Problem, ReadText, SourceText
from gowah.words.media import ARCHIVER, ARCHIVER_PAGE, sniff

Reader = Callable[..., ReadText]
Blocks = Callable[[ReadText], list[tuple[str, str]]]

URL = "https://social.example/zahra/status/1"
WORDS = "A bomb went off in the bazaar.\n\nThree people were killed."
METADATA = {
    "status": "generic_extractor: success",
    "metadata": {
        "_processed_at": "2023-10-15 08:00:00+00:00", "url": URL, "title": "Bazaar bombed", "content": WORDS,
        "timestamp": "2023-10-13 14:05:33+00:00", "author": "Zahra", "total_size": 12,
    },
    "media": [{"filename": "a.mp4", "key": "a.mp4", "urls": ["a.mp4"], "properties": {"hash": "SHA3-512:ab"}}],
}  # fmt: skip


def test_the_json_of_a_post(read: Reader, blocks: Blocks) -> None:
    content = json.dumps(METADATA, indent=4, ensure_ascii=False)
    assert sniff(content.encode(), "metadata.json") == ARCHIVER
    found = read(content, "metadata.json")
    assert blocks(found) == [
        ("title", "Bazaar bombed"), ("paragraph", "A bomb went off in the bazaar."),
        ("paragraph", "Three people were killed."),
    ]  # fmt: skip
    described = found.described
    assert (described.url, described.published, described.author, described.publisher) == (
        URL,
        "2023-10-13",
        None,
        None,
    )


PAGE = f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{URL}</title><style>h2 {{ white-space: normal; }}</style></head>
<body><div id="notification"></div>
<h2>Archived media for <span class="copy">{URL}</span> - <a href="{URL}">open</a></h2>
<p><b>title:</b> '<span class="copy">Bazaar bombed</span>'</p>
<h2 class="center">content 1 item(s)</h2>
<table class="content"><tr><th>about</th><th>files and preview</th></tr><tr><td>key: a.mp4</td><td>Nobody was killed.</td></tr></table>
<h2 class="center">metadata</h2>
<table class="metadata"><tr><th>key</th><th>value</th></tr>
<tr><td>url</td><td><span class="copy"><a href="{URL}">{URL}</a></span></td></tr>
<tr><td>title</td><td><span class="copy">Bazaar bombed</span></td></tr>
<tr><td>content</td><td><span class="copy">{WORDS}</span></td></tr>
<tr><td>timestamp</td><td><span class="copy">2023-10-13 14:05:33+00:00</span></td></tr></table>
<p class="center">Made with <a href="https://github.com/bellingcat/auto-archiver">bellingcat/auto-archiver</a></p></body></html>"""


def test_the_page_of_a_post(read: Reader) -> None:
    assert sniff(PAGE.encode(), "a.html") == ARCHIVER_PAGE
    found = read(PAGE, "a.html")
    assert found.text == f"Bazaar bombed\n\n{WORDS}"
    assert (found.described.url, found.described.published) == (URL, "2023-10-13")


HEADER = ["Link", "Archive status", "Archive date", "Upload timestamp", "Upload title", "Text content", "Hash"]
ROWS = [
    [URL, "success", "2023-10-15", "2023-10-13T14:05:33+00:00", "Bazaar bombed", WORDS, "ab"],
    ["https://t.example/x", "nothing archived", "2023-10-15", "", "", "", ""],
    ["https://t.example/y", "success", "2023-10-15", "2023-10-14T09:00:00+00:00", "Five were", "Five were wounded.", "cd"],
]  # fmt: skip
BLOCKS = [
    ("entry", "2023-10-13 14:05 social.example"), ("paragraph", "Bazaar bombed"),
    ("paragraph", "A bomb went off in the bazaar."), ("paragraph", "Three people were killed."),
    ("entry", "2023-10-14 09:00 t.example"), ("paragraph", "Five were wounded."),
]  # fmt: skip


def as_csv(rows: list[list[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


def as_xlsx(rows: list[list[str]]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(("name", "write"), [("links.csv", as_csv), ("links.xlsx", as_xlsx)])
def test_a_sheet_of_links(read: Reader, blocks: Blocks, name: str, write: Callable[[list[list[str]]], bytes]) -> None:
    content = write([HEADER, *ROWS])
    found = read(content, name)
    assert blocks(found) == BLOCKS
    text = SourceText(
        entry=2, source=1, file=name, media_type=sniff(content, name), described=found.described, layout=found.layout,
        text=found.text,
    )  # fmt: skip
    assert is_english(text)  # its words are prose, although a table held them


def test_the_csv_database(read: Reader, blocks: Blocks) -> None:
    metadata = {
        "_processed_at": datetime(2023, 10, 15, 8, 0, tzinfo=UTC), "url": URL, "title": "Bazaar bombed",
        "timestamp": datetime(2023, 10, 13, 14, 5, 33), "content": f'{WORDS}\n\n"It\'s loud", بمب.',
    }  # fmt: skip
    found = read(
        as_csv([["status", "metadata", "media"], ["success", repr(metadata), "[]"], ["x", "{'a': [[[", ""]]), "db.csv"
    )
    assert blocks(found) == [*BLOCKS[:4], ("paragraph", '"It\'s loud", بمب.')]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (json.dumps(METADATA)[:-90], "damaged"),
        (json.dumps({"status": "x", "metadata": {"url": URL}, "media": []}), "no words"),
        (json.dumps({"status": "x", "metadata": {"url": 5, "content": ["a"]}, "media": []}), "no words"),
        ('{"status": "x", "metadata": {"a": ' + "[" * 100_000, "damaged"),
    ],
)
def test_what_has_no_words(fail: Callable[..., Problem], content: str, what: str) -> None:
    assert what in fail(content, "metadata.json").what
