"""Telling a form by its bytes, and only then by its name."""

from __future__ import annotations

import io
import time
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gowah.words.media import sniff


def office(folder: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(f"{folder}/document.xml", "<x/>")
    return out.getvalue()


MAIL = b"Received: from a\r\nMessage-ID: <1@a>\r\nFrom: a@example.org\r\nSubject: Blast\r\n\r\nText"


@pytest.mark.parametrize(
    ("content", "name", "media_type"),
    [
        (b"%PDF-1.7\n", "report.txt", "application/pdf"),
        (b"<!DOCTYPE html><p>a", "report", "text/html"),
        (b"\xef\xbb\xbf <!-- saved --> <html lang=en>", "x", "text/html"),
        ("<html>".encode("utf-16"), "x", "text/html"),
        (b"Only words.", "page.html", "text/plain"),
        (b"<p>A fragment", "page.html", "text/html"),
        (b"a,b\n1,2\n", "events.CSV", "text/csv"),
        (b"a\tb\n1\t2\n", "events.tsv", "text/tab-separated-values"),
        (MAIL, "letter", "message/rfc822"),
        (b"From: us\nSubject: a\nDate: b\n\nText", "report.txt", "text/plain"),
        (b"WARC/1.1\r\n", "x", "application/warc"),
        (office("word"), "x", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (office("xl"), "x.docx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (office("other"), "x.docx", "application/zip"),
        (b"\x7fELF\x02\x01\x01" + bytes(99), "report.txt", "application/octet-stream"),
        (bytes(99), "report.txt", "application/x-empty"),
        ("گزارش".encode("cp1256", "replace"), "report.txt", "text/plain"),
        ("A blast.".encode("utf-16-le"), "report.txt", "text/plain"),
        ("انفجار در کابل، سه تن کشته شدند.\n".encode("utf-16-be"), "report.txt", "text/plain"),
    ],
)
def test_forms(content: bytes, name: str, media_type: str) -> None:
    assert sniff(content, name) == media_type


def test_a_head_full_of_comments_is_told_at_once() -> None:
    begun = time.monotonic()
    assert sniff(b"<!-- a -->" * 800 + b"x") == "text/plain"
    assert sniff(b"<!--" * 2_000) == "text/plain"
    assert time.monotonic() - begun < 1


@given(st.binary(max_size=600), st.text(max_size=12))
def test_any_bytes_have_a_form(content: bytes, name: str) -> None:
    assert "/" in sniff(content, name)
