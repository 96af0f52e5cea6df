"""Pages kept as WARC, read as what they are."""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from gowah.model import Problem, ReadText

Reader = Callable[..., ReadText]
LEAD = "Four people were killed when a bomb went off beside a bus on Friday, the governor said."
URL = "https://valley.example/bus"


def archive(*answers: tuple[str, str, dict[str, str], bytes], zipped: bool = False) -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=zipped)
    for url, status, headers, payload in answers:
        head = StatusAndHeaders(status, list(headers.items()), protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(url, "response", payload=io.BytesIO(payload), http_headers=head))
    return out.getvalue()


PAGE = f"<h1>Bus bombed</h1><p>{LEAD}</p>".encode()


@pytest.mark.parametrize("zipped", [False, True])
def test_a_page(read: Reader, zipped: bool) -> None:
    found = read(
        archive((URL, "200 OK", {"Content-Type": "text/html; charset=utf-8"}, PAGE), zipped=zipped), "bus.warc"
    )
    assert found.text == f"Bus bombed\n\n{LEAD}"
    assert (found.described.url, found.described.title) == (URL, "Bus bombed")


def test_packed_and_in_an_old_encoding(read: Reader) -> None:
    payload = gzip.compress("<h1>انفجار</h1><p>سه تن در شهر کشته و پنج تن زخمي شدند.</p>".encode("cp1256"))
    headers = {"Content-Type": "text/html; charset=windows-1256", "Content-Encoding": "gzip"}
    assert "سه تن در شهر" in read(archive((URL, "200 OK", headers, payload)), "bus.warc").text


def test_redirects_are_passed_over(read: Reader) -> None:
    kept = archive(("https://v.example/1", "302 Found", {"Location": URL}, b""), (URL, "200 OK", {}, PAGE))
    assert read(kept, "bus.warc").described.url == URL


def test_pictures_and_errors_beside_the_page_are_passed_over(read: Reader) -> None:
    kept = archive(
        ("https://v.example/a.png", "200 OK", {"Content-Type": "image/png"}, b"\x89PNG\r\n\x1a\n"),
        ("https://v.example/gone", "404 Not Found", {"Content-Type": "text/html"}, b"<p>gone"),
        (URL, "200 OK", {"Content-Type": "text/html"}, PAGE),
    )
    assert read(kept, "bus.warc").described.url == URL


def test_a_table_behind_an_address(read: Reader) -> None:
    found = read(archive((URL, "200 OK", {"Content-Type": "text/csv"}, b"id,best\n1,4\n")), "x.warc")
    assert [block.kind for block in found.layout] == ["header", "row"]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"WARC/1.0\r\nbroken", "web archive"),
        (archive(), "empty"),
        (archive((URL, "200 OK", {}, PAGE), (URL + "2", "200 OK", {}, PAGE)), "holds 2 pages"),
        (archive((URL, "200 OK", {"Content-Type": "video/mp4"}, b"\x00\x00\x00\x18ftypisom")), "video is not read"),
        (archive((URL, "200 OK", {}, b"")), "no page"),
    ],
)
def test_what_is_no_page(fail: Callable[..., Problem], content: bytes, what: str) -> None:
    assert what in fail(content, "x.warc").what
