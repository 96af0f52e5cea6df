"""Hostile and damaged input: a sentence for each, within its time, and the next report is read as if nothing had been."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

import pytest

from gowah.model import Problem, ReadText
from gowah.read.draft import Source
from gowah.read.worker import parsed_apart
from gowah.words import Settings
from gowah.words.media import CSV, DOCX, EMAIL, HTML, PDF, PLAIN, TSV, WARC
from gowah.words.settings import ReadSettings

Reader = Callable[..., ReadText]
Attempt = Callable[..., ReadText | Problem | None]
LEAD = "Four people were killed when a bomb went off beside a bus on Friday, the governor said."

BOMBS = {
    "nested": "<div>" * 100_000 + LEAD,
    "nested inline": "<b>" * 100_000 + LEAD,
    "many tags": "<p>x</p>" * 100_000,
    "more tags than are read": "<p>x" * 500_000,
    "one long attribute": f"<p class='{'related ' * 500_000}'>{LEAD}</p>",
    "entities": "<!DOCTYPE html [<!ENTITY a 'lol'><!ENTITY b '&a;&a;&a;'>]><p>" + "&b;" * 50_000,
    "open comment": "<!--" * 100_000,
    "open script": "<script>" + "x" * 1_000_000,
    "unclosed quotes": "<a href='" * 50_000,
    "many labels": "<h3>Related</h3><p>a</p>" * 20_000,
    "nested tables": "<table><tr><td>" * 5_000 + LEAD,
    "nested lists": "<ul><li>" * 20_000 + LEAD,
    "many breaks": "<br>" * 200_000 + LEAD,
    "one endless line": "<p>" + "word " * 400_000,
    "many headings": "<h1>a title of a story</h1>" * 30_000,
    "deep json": '<script type="application/ld+json">' + "[" * 100_000 + "</script>" + LEAD,
    "times without words": "<p><time datetime='2023-10-13T10:00'>10:00</time></p>" * 30_000,
    "times in one block": "<time>10:00</time> 10:00<br><br>" * 40_000,
    "raised marks in raised marks": "<p>13" + "<sup>" * 50_000 + "1",
    "ten million digits": "<p>" + "7" * 10_000_000,
    "posts without end": '<script type="application/ld+json">{"@type":"LiveBlogPosting","liveBlogUpdate":['
    + '{"articleBody":"a <b <b"},' * 15_000
    + "{}]}</script>",
    "a frame of nothing": "<html><frameset></frameset></html>",
    "xml first": f"<?xml version='1.0' encoding='utf-16'?><html><p>{LEAD}</p></html>",
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_pages_made_to_hurt(read_any: Attempt, bomb: str) -> None:
    begun = time.monotonic()
    found = read_any("<!doctype html>" + BOMBS[bomb] if bomb != "xml first" else BOMBS[bomb], "page.html")
    assert isinstance(found, ReadText | Problem)
    assert time.monotonic() - begun < 25
    if isinstance(found, Problem):
        assert found.hint


def test_after_a_report_that_takes_too_long_the_next_is_read(read_any: Attempt, read: Reader) -> None:
    read("<p>warm</p>", "page.html")
    slow = "<!doctype html>" + "<div class='a'><h3>Related</h3><p>word one two</p>" * 60_000
    found = read_any(slow, "page.html", settings=Settings(read=ReadSettings(timeout=0)))
    assert isinstance(found, Problem)
    assert "longer than 0 seconds" in found.what
    assert read(f"<p>{LEAD}</p>", "page.html").text == LEAD


def test_fifty_megabytes_of_text(fail: Callable[..., Problem]) -> None:
    problem = fail(b"Four people were killed. " * 2_000_000)
    assert "longer than 20,000,000 characters" in problem.what
    assert "max_characters" in problem.hint


def test_the_bound_on_characters_holds_for_every_form(fail: Callable[..., Problem]) -> None:
    small = Settings(read=ReadSettings(max_characters=50))
    for content, name in ((LEAD, "a.txt"), (f"<p>{LEAD}</p>", "a.html"), (f"a,b\n1,{LEAD}", "a.csv")):
        assert "longer than 50 characters" in fail(content, name, settings=small).what


def test_a_long_text_without_a_break_is_read_in_time(read: Reader) -> None:
    spaces = " " * 300_000
    for text in (
        f"a{spaces}b\n\na{spaces}1",
        f"a.{spaces}b",
        '"' * 300_000 + "a",
        "." * 300_000 + "a",
        "a, " * 100_000,
        "A " * 150_000,
        "word " * 200_000,
        "word\n" * 200_000,
        "word\n\n" * 100_000,
        "a: b\n" * 50_000,
        "\n" * 300_000 + LEAD,
        "1" * 10_000_000,
        "۱" * 1_000_000,
        "1,5 " * 100_000,
        "\u202e" * 300_000 + LEAD,
        f"{LEAD}\n\n(" + "ا" * 300_000,
        "From: a\n" * 50_000,
        "10:00\n\n" * 50_000,
        " " * 300_000 + LEAD,
    ):
        begun = time.monotonic()
        read(text)
        assert time.monotonic() - begun < 6, repr(text[:12])


@pytest.mark.parametrize(
    "mail",
    [
        "From: a\n" * 100_000,
        "Message-ID: <1>\nFrom: a\nSubject: b\n\n" + "From: a\nDate: b\n" * 50_000,
        "Message-ID: <1>\nFrom: a\nContent-Type: message/rfc822\n\n" * 3_000 + LEAD,
        "Message-ID: <1>\nContent-Type: multipart/mixed; boundary=a\n\n" + "--a\n\nx\n" * 20_000,
        f"Message-ID: <1>\nFrom: {'<' * 5_000}a@b\nDate: {'1' * 5_000}\nSubject: x\n\n{LEAD}",
    ],
)
def test_mails_made_to_hurt(read_any: Attempt, mail: str) -> None:
    begun = time.monotonic()
    assert isinstance(read_any(mail, "a.eml", media_type=EMAIL), ReadText | Problem)
    assert time.monotonic() - begun < 25


def test_direction_marks_look_alikes_and_nuls_stay_as_they_are(read: Reader) -> None:
    text = "K\u0430bul \u202eabc\u202c\u2067انفجار\u2069 kil\u200dled 4\u0301 in \ufb01re."
    assert read(f"{text}\x00", media_type=PLAIN).text == text
    assert read(f"<p>{text}</p>", "a.html").text == text


def test_messages_name_no_one(fail: Callable[..., Problem]) -> None:
    content = b"%PDF-1.7 Zahra Karimi " + b"\x00" * 99
    assert "Zahra" not in repr(fail(content, "a.pdf"))


SEEDS = {
    PLAIN: f"Publisher: Post\nPublished: 2022-03-04\nTitle: Bus\n\n{LEAD}\n- item\n",
    HTML: f"<!doctype html><title>Bus | Post</title><h1>Bus</h1><p>{LEAD}</p><ul><li>a<li>b</ul><table><tr><td>a<td>b</table>",
    CSV: f'id,note\n1,"{LEAD}"\n2,x\n',
    TSV: f"id\tnote\n1\t{LEAD}\n",
    EMAIL: f"Message-ID: <1>\nFrom: a\nDate: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\n{LEAD}\n--b\nContent-Type: text/html\n\n<p>a</p>\n--b--\n",
    WARC: "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a/\r\nContent-Type: application/http\r\nContent-Length: 40\r\n\r\nHTTP/1.1 200 OK\r\n\r\nFour were killed.\r\n\r\n",
    PDF: "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Kids[]/Count 0>>endobj trailer<</Root 1 0 R>>",
    DOCX: "PK\x03\x04[Content_Types].xml word/document.xml",
}


@pytest.mark.parametrize("media_type", SEEDS)
def test_damage_never_raises(read_any: Attempt, media_type: str) -> None:
    seed = SEEDS[media_type].encode("latin-1", "replace")
    for number in range(60):
        chance = random.Random(f"{media_type} {number}")
        raw = bytearray(seed)
        for _ in range(chance.randrange(1, 12)):
            at = chance.randrange(len(raw))
            choice = chance.randrange(4)
            if choice == 0:
                raw[at] = chance.randrange(256)
            elif choice == 1:
                del raw[at : at + chance.randrange(1, 9)]
            elif choice == 2:
                raw[at:at] = chance.randbytes(chance.randrange(1, 9))
            else:
                raw[at:at] = raw[max(0, at - 30) : at]
            raw = raw or bytearray(b"x")
        found = read_any(bytes(raw), "x", media_type=media_type)
        assert isinstance(found, ReadText | Problem)
        if isinstance(found, ReadText):
            found.text.encode("utf-8")
            assert all(0 <= block.start < block.end <= len(found.text) for block in found.layout)


def test_a_parser_that_dies_is_a_problem(read: Reader) -> None:
    read("<p>warm</p>", "page.html")
    from gowah.read import worker

    process = worker._WORKER._process
    assert process is not None
    process.kill()
    process.wait()
    assert isinstance(
        parsed_apart(Source(content=b"<p>Four died.</p>", media_type=HTML, name="a"), Settings()), ReadText
    )
