"""Keeping a web page: what is fetched, what is refused, what is stored. The server is started by the test."""

from __future__ import annotations

import gzip
import hashlib
import io
import threading
import time
import zlib
from collections.abc import Iterator, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from gowah.keep import web
from gowah.keep.warc import warc
from gowah.keep.web import WebKeeper
from gowah.keep.wire import Exchange, is_public
from gowah.model import Found, Problem
from gowah.words import Settings
from gowah.words.settings import KeepSettings

AT = "2022-10-01T08:00:00Z"
PAGE = "<!doctype html><title>Blast</title><p>A blast in گندم.".encode()
SEEN: list[tuple[str, dict[str, str]]] = []
ANSWERS: dict[str, tuple[int, dict[str, str], bytes]] = {
    "/page": (200, {"Content-Type": "text/html; charset=utf-8"}, PAGE),
    "/zipped": (200, {"Content-Encoding": "gzip"}, gzip.compress(PAGE)),
    "/deflated": (200, {"Content-Encoding": "deflate"}, zlib.compress(PAGE)),
    "/bomb": (200, {"Content-Encoding": "gzip"}, gzip.compress(bytes(30_000_000))),
    "/brotli": (200, {"Content-Encoding": "br"}, b"xx"),
    "/garbled": (200, {"Content-Encoding": "gzip"}, b"no gzip"),
    "/empty": (200, {}, b"  "),
    "/missing": (404, {}, b"no"),
    "/big": (200, {}, b"x" * 50_000),
    "/once": (302, {"Location": "/page", "Set-Cookie": "a=b"}, b""),
    "/round": (302, {"Location": "/round"}, b""),
    "/to-file": (302, {"Location": "file:///etc/passwd"}, b""),
    "/to-inside": (302, {"Location": "http://inside.example/page"}, b""),
    "/to-login": (302, {"Location": "http://zahra:secret@news.example/"}, b""),
    "/a%20b?q=%C3%A9": (200, {}, PAGE),
}


class Handler(BaseHTTPRequestHandler):
    """Answers from the table above; two paths misbehave."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        SEEN.append((self.path, dict(self.headers)))
        if self.path == "/slow":
            time.sleep(2.5)
        if self.path == "/chunks":
            self.send_response(200)
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            for n in range(0, len(PAGE), 7):
                piece = PAGE[n : n + 7]
                self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
            self.wfile.write(b"0\r\n\r\n")
            return
        if self.path == "/cut":
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            self.wfile.write(b"half")
            self.close_connection = True
            return
        if self.path == "/noise":
            self.wfile.write(b"\x00\x01 no web server\r\n\r\n")
            self.close_connection = True
            return
        status, headers, body = ANSWERS.get(self.path, ANSWERS["/missing"])
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        return


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_address[1]
    server.shutdown()


def here(host: str, port: int) -> Sequence[str]:
    """Every name leads to the test's own server."""
    return ["127.0.0.1"]


LOCAL = WebKeeper(resolve=here)


def keep(url: str, keeper: WebKeeper = LOCAL, **options: int) -> Found | Problem:
    settings = Settings(keep=KeepSettings(**{"allow_private_addresses": True, **options}))  # type: ignore[arg-type]
    found = keeper.keep(url, at=AT, settings=settings)
    assert found is not None
    [item] = list(found)
    return item


def kept(url: str, **options: int) -> Found:
    found = keep(url, **options)
    assert isinstance(found, Found), found
    return found


def refused(url: str, **options: int) -> Problem:
    problem = keep(url, **options)
    assert isinstance(problem, Problem)
    assert problem.hint
    return problem


def responses(found: Found) -> list[tuple[str, str, str, bytes]]:
    """(record type, address, status, payload) of each record of a kept page, as another program reads them."""
    return [
        (
            record.rec_type,
            record.rec_headers.get_header("WARC-Target-URI"),
            record.http_headers.statusline,
            record.content_stream().read(),
        )
        for record in ArchiveIterator(io.BytesIO(found.content), check_digests="raise")
    ]


def test_a_page_is_kept_with_its_headers_as_warc(port: int) -> None:
    url = f"http://news.example:{port}/page"
    found = kept(url)
    assert found.kept.media_type == "application/warc"
    assert found.kept.digest == hashlib.sha256(found.content).hexdigest()
    assert found.kept.content_digest == hashlib.sha256(PAGE).hexdigest()
    assert (found.kept.taken_from, found.kept.name, found.kept.size) == (url, "page", len(found.content))
    response, request = responses(found)
    assert response == ("response", url, "200 OK", PAGE)
    assert request[:3] == ("request", url, "/page HTTP/1.1")
    assert b"Content-Type: text/html; charset=utf-8" in found.content
    assert b"WARC-Date: 2022-10-01T08:00:00Z" in found.content


def test_nothing_is_told_about_who_asks(port: int) -> None:
    kept(f"http://news.example:{port}/once")
    for _, headers in SEEN[-2:]:
        assert set(headers) == {"Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"}


@pytest.mark.parametrize("path", ["/zipped", "/deflated", "/chunks"])
def test_the_same_page_packed_is_the_same_source(port: int, path: str) -> None:
    found = kept(f"http://news.example:{port}{path}")
    assert found.kept.content_digest == hashlib.sha256(PAGE).hexdigest()
    assert responses(found)[0][3] == PAGE


def test_a_redirect_is_followed_and_kept(port: int) -> None:
    found = kept(f"http://news.example:{port}/once")
    assert found.kept.taken_from.endswith("/once")
    assert [status for kind, _, status, _ in responses(found) if kind == "response"] == ["302 Found", "200 OK"]


def test_the_same_exchange_gives_the_same_file() -> None:
    raw = b"HTTP/1.1 200 OK\r\nX-Odd:  two  spaces\r\nContent-Length: 2\r\n\r\nhi"
    exchange = Exchange(
        url="http://news.example/", address="1.1.1.1", request=b"GET / HTTP/1.1\r\nHost: news.example\r\n\r\n",
        response=raw, status=200, headers=(), body=b"hi",
    )  # fmt: skip
    assert warc([exchange], AT) == warc([exchange], AT)
    assert warc([exchange], AT) != warc([exchange, exchange], AT)


def test_other_letters_in_an_address(port: int) -> None:
    assert (
        kept(f"http://news.example:{port}/a b?q=é#اول").kept.taken_from == f"http://news.example:{port}/a%20b?q=%C3%A9"
    )


@pytest.mark.parametrize(
    ("path", "what"),
    [
        ("/missing", "answered 404"),
        ("/round", "more than 5 times"),
        ("/to-file", "away from the web"),
        ("/to-login", "user name"),
        ("/bomb", "unpacks to more than"),
        ("/brotli", "not asked for"),
        ("/garbled", "cannot be unpacked"),
        ("/empty", "empty page"),
        ("/cut", "broke off"),
        ("/noise", "as a web server does"),
    ],
)
def test_what_cannot_be_kept_is_a_sentence(port: int, path: str, what: str) -> None:
    problem = refused(f"http://news.example:{port}{path}")
    assert what in problem.what
    assert problem.where == "news.example"


def test_bounds_of_size_and_time(port: int) -> None:
    assert "more than 10,000 bytes" in refused(f"http://news.example:{port}/big", max_bytes=10_000).what
    begun = time.monotonic()
    assert "took too long" in refused(f"http://news.example:{port}/slow", timeout=1).what
    assert time.monotonic() - begun < 2


def test_nobody_listens() -> None:
    assert "could not be reached" in refused("http://news.example:1/page").what


def test_a_name_without_address() -> None:
    def nowhere(host: str, port: int) -> Sequence[str]:
        raise OSError(host)

    problem = keep("http://zahra.example/story", WebKeeper(resolve=nowhere))
    assert isinstance(problem, Problem)
    assert problem.where == "zahra.example"


# ---------------------------------------------------------------- addresses that are refused

PRIVATE = [
    "127.0.0.1", "10.0.0.1", "172.16.5.5", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1",
    "255.255.255.255", "192.0.2.1", "198.18.0.1", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1",
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:7f00:1::", "::127.0.0.1",
    "2001:db8::1", "not an address", "",
]  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_addresses_that_are_not_public_are_refused(address: str) -> None:
    keeper = WebKeeper(resolve=lambda host, port: [address])
    problem = keep("http://news.example/page", keeper, allow_private_addresses=False)
    assert isinstance(problem, Problem)
    assert "private, local or reserved" in problem.what


def test_public_addresses_are_not() -> None:
    assert all(map(is_public, ["1.1.1.1", "93.184.216.34", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101"]))


@given(st.ip_addresses(v=4))
def test_an_address_is_as_public_inside_ipv6(address: object) -> None:
    assert is_public(f"::ffff:{address}") == is_public(f"64:ff9b::{address}") == is_public(str(address))


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]", "0x7f.1", "2130706433", "127.1"])
def test_this_machine_is_refused_by_any_of_its_names(host: str, port: int) -> None:
    problem = keep(f"http://{host}:{port}/page", web, allow_private_addresses=False)
    assert isinstance(problem, Problem)
    assert "private" in problem.what or "no address" in problem.what or "not be reached" in problem.what


def test_one_private_address_among_public_ones_is_enough() -> None:
    keeper = WebKeeper(resolve=lambda host, port: ["1.1.1.1", "10.0.0.1"])
    assert isinstance(keep("http://news.example/", keeper, allow_private_addresses=False), Problem)


def test_a_redirect_is_checked_like_the_first_address(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    # The test's server stands for a public one; what it sends on to is private.
    monkeypatch.setattr("gowah.keep.wire.is_public", lambda address: address == "127.0.0.1")
    keeper = WebKeeper(resolve=lambda host, port: ["10.0.0.7"] if host == "inside.example" else ["127.0.0.1"])
    problem = keep(f"http://news.example:{port}/to-inside", keeper, allow_private_addresses=False)
    assert isinstance(problem, Problem)
    assert "inside.example leads to a private" in problem.what


def test_a_name_is_resolved_once_and_the_answer_is_what_is_connected_to(port: int) -> None:
    asked: list[str] = []

    def rebinding(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["203.0.113.9"]

    assert isinstance(keep(f"http://news.example:{port}/page", WebKeeper(resolve=rebinding)), Found)
    assert asked == ["news.example"]


@pytest.mark.parametrize(
    "url",
    [
        "http://zahra:secret@news.example/", "http://zahra@news.example/",
        "http://", "http:///page", "http://[::1", "http://a b/",
        "http://news.example:99999/", "http://news.example:0/", "https://" + "a" * 300 + ".example/",
        "http://news.example/\r\nHost: evil",
    ],
)  # fmt: skip
def test_bad_addresses_never_raise_and_tell_no_secrets(url: str) -> None:
    found = keep(url, WebKeeper(resolve=lambda host, port: []))
    assert isinstance(found, Problem)
    assert "zahra" not in repr(found)
    assert "secret" not in repr(found)


def test_a_path_or_a_question_is_never_in_a_message(port: int) -> None:
    problem = refused(f"http://news.example:{port}/missing/zahra-karimi?name=zahra#zahra")
    assert "zahra" not in repr(problem)


@given(st.text(max_size=60))
def test_any_address_at_all(rest: str) -> None:
    found = WebKeeper(resolve=lambda host, port: []).keep("http://" + rest, at=AT, settings=Settings())
    assert found is not None
    assert all(isinstance(item, Problem) for item in found)


def test_a_path_is_for_another_keeper() -> None:
    assert web.keep("reports/http.txt", at=AT, settings=Settings()) is None
