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


CHAT = b"13/10/2023, 14:05 - Zahra: A bomb went off.\n13/10/2023, 14:06 - Reza: Three were killed.\n"
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
        (b"{\\rtf1\\ansi A blast.}", "report.doc", "application/rtf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "x.xls", "application/msword"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "x.doc", "application/vnd.ms-excel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "x.doc", "application/octet-stream"),
        (b"\x00\x00\x00\x20ftypisom" + bytes(99), "x", "video/mp4"),
        (b"body { color: red }", "style.css", "text/css"),
        (CHAT, "words", "text/x-whatsapp-chat"),
        (CHAT, "chat.csv", "text/csv"),
        (b'{"name": "News", "type": "public_channel", "id": 1, "messages": []}', "x", "application/x-telegram-export"),
        (b'{"messages": []}', "x.json", "application/json"),
        (b'{"status": "success", "metadata": {}, "media": []}', "x.json", "application/x-auto-archiver"),
        (b"\x7fELF\x02\x01\x01" + bytes(99), "report.txt", "application/octet-stream"),
        (bytes(99), "report.txt", "application/x-empty"),
        ("گزارش".encode("cp1256", "replace"), "report.txt", "text/plain"),
        ("A blast.".encode("utf-16-le"), "report.txt", "text/plain"),
        ("انفجار در کابل، سه تن کشته شدند.\n".encode("utf-16-be"), "report.txt", "text/plain"),
    ],
)
def test_forms(content: bytes, name: str, media_type: str) -> None:
    assert sniff(content, name) == media_type


def test_a_zip_of_documents_is_no_document() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.docx", office("word"))
        archive.writestr("b.xlsx", office("xl"))
    assert sniff(out.getvalue()) == "application/zip"


def test_a_head_full_of_comments_is_told_at_once() -> None:
    begun = time.monotonic()
    assert sniff(b"<!-- a -->" * 800 + b"x") == "text/plain"
    assert sniff(b"<!--" * 2_000) == "text/plain"
    assert time.monotonic() - begun < 1


@given(st.binary(max_size=600), st.text(max_size=12))
def test_any_bytes_have_a_form(content: bytes, name: str) -> None:
    assert "/" in sniff(content, name)
