"""Web archives of many pages, WARC and WACZ: every page an original, every digest checked."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import random
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from gowah.keep import files
from gowah.model import Found, Kept, Original, Problem, ReadText
from gowah.read import documents
from gowah.words import Settings
from gowah.words.media import WACZ, WARC, sniff
from gowah.words.settings import KeepSettings

AT = "2022-10-01T08:00:00Z"
BUS, BAZAAR = "https://valley.example/bus", "https://valley.example/bazaar"
LEAD = "Four people were killed when a bomb went off beside a {} on Friday, the governor said."


def page(what: str) -> bytes:
    return f"<h1>{what.title()} bombed</h1><p>{LEAD.format(what)}</p>".encode()


Answer = tuple[str, str, dict[str, str], bytes]
HTML = {"Content-Type": "text/html; charset=utf-8"}
ANSWERS: tuple[Answer, ...] = (
    ("https://valley.example/1", "301 Moved", {"Location": "/bus"}, b""),
    (BUS, "200 OK", HTML, page("bus")),
    ("https://valley.example/a.png", "200 OK", {"Content-Type": "image/png"}, b"\x89PNG\r\n\x1a\n"),
    ("https://valley.example/gone", "404 Not Found", HTML, b"<p>gone"),
    (BAZAAR, "200 OK", {**HTML, "Content-Encoding": "gzip"}, gzip.compress(page("bazaar"))),
)


def warc(*answers: Answer, packed: bool = True) -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("x", {"software": "test"}))
    for url, status, headers, payload in answers:
        head = StatusAndHeaders(status, list(headers.items()), protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(url, "response", payload=io.BytesIO(payload), http_headers=head))
    return out.getvalue()


def wacz(archive: bytes, pages: list[str], change: Callable[[dict[str, bytes]], None] | None = None) -> bytes:
    lines = [{"format": "json-pages-1.0", "id": "pages"}, *({"url": url, "ts": AT, "title": "A page"} for url in pages)]
    parts = {
        "archive/data.warc.gz": archive, "indexes/index.cdx.gz": b"index",
        "pages/pages.jsonl": "\n".join(map(json.dumps, lines)).encode(),
    }  # fmt: skip
    resources = [
        {
            "name": name.split("/")[1],
            "path": name,
            "hash": "sha256:" + hashlib.sha256(part).hexdigest(),
            "bytes": len(part),
        }
        for name, part in parts.items()
    ]
    parts["datapackage.json"] = json.dumps(
        {"profile": "data-package", "wacz_version": "1.1.1", "resources": resources}
    ).encode()
    digest = "sha256:" + hashlib.sha256(parts["datapackage.json"]).hexdigest()
    parts["datapackage-digest.json"] = json.dumps({"path": "datapackage.json", "hash": digest}).encode()
    if change:
        change(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, part in parts.items():
            made.writestr(name, part)
    return out.getvalue()


def keep(path: Path, content: bytes, **bounds: int) -> list[Found | Problem]:
    path.write_bytes(content)
    found = files.keep(str(path), at=AT, settings=Settings(keep=KeepSettings(**bounds)))  # type: ignore[arg-type]
    assert found is not None
    return list(found)


def kept(items: list[Found | Problem]) -> list[Kept]:
    return [item.kept for item in items if isinstance(item, Found)]


def problems(items: list[Found | Problem]) -> list[str]:
    return [item.what for item in items if isinstance(item, Problem)]


def text_of(item: Found | Problem) -> ReadText:
    assert isinstance(item, Found)
    found = documents.read(Original(entry=1, kept=item.kept, content=item.content), Settings())
    assert isinstance(found, ReadText)
    return found


@pytest.mark.parametrize("packed", [True, False])
def test_each_page_of_a_warc_is_an_original(tmp_path: Path, packed: bool) -> None:
    path = tmp_path / "crawl.warc.gz"
    found = keep(path, warc(*ANSWERS, packed=packed))
    assert [(one.taken_from, one.name, one.media_type) for one in kept(found)] == [
        (f"{path}!{BUS}", "bus", WARC), (f"{path}!{BAZAAR}", "bazaar", WARC),
    ]  # fmt: skip
    assert not problems(found)
    assert [text_of(item).described.url for item in found] == [BUS, BAZAAR]
    assert text_of(found[1]).text == f"Bazaar bombed\n\n{LEAD.format('bazaar')}"


def test_a_page_is_the_same_source_wherever_it_was_packed(tmp_path: Path) -> None:
    found = keep(tmp_path / "crawl.warc", warc(*ANSWERS))
    assert kept(found)[1].content_digest == hashlib.sha256(page("bazaar")).hexdigest()


def test_the_records_are_as_they_stood(tmp_path: Path) -> None:
    whole = warc(*ANSWERS, packed=False)
    found = keep(tmp_path / "crawl.warc", whole)
    assert all(isinstance(item, Found) and item.content in whole for item in found)


def test_a_warc_of_one_page_is_kept_whole(tmp_path: Path) -> None:
    whole = warc(*ANSWERS[:4])
    [one] = keep(tmp_path / "bus.warc.gz", whole)
    assert isinstance(one, Found)
    assert one.content == whole
    assert text_of(one).described.url == BUS


def test_the_pages_of_a_wacz(tmp_path: Path) -> None:
    content = wacz(warc(*ANSWERS), ["https://valley.example/1", BAZAAR + "#top"])
    assert sniff(content, "a.zip") == WACZ
    path = tmp_path / "capture.wacz"
    found = keep(path, content)
    assert [one.taken_from for one in kept(found)] == [
        f"{path}!archive/data.warc.gz!{BUS}", f"{path}!archive/data.warc.gz!{BAZAAR}",
    ]  # fmt: skip
    assert not problems(found)
    assert text_of(found[0]).text.startswith("Bus bombed")


def test_only_the_pages_of_the_list_are_pages(tmp_path: Path) -> None:
    found = keep(tmp_path / "a.wacz", wacz(warc(*ANSWERS), [BUS, "https://valley.example/never"]))
    assert [one.name for one in kept(found)] == ["bus"]
    assert problems(found) == ["1 pages of its list were not found in it"]


def changed(name: str, content: bytes) -> Callable[[dict[str, bytes]], None]:
    return lambda parts: parts.update({name: content})


@pytest.mark.parametrize(
    ("change", "left", "what"),
    [
        (
            changed("archive/data.warc.gz", warc((BUS, "200 OK", HTML, page("market")))),
            0,
            "this part was damaged or changed after the capture",
        ),
        (changed("pages/pages.jsonl", b'{"url": "x"}'), 2, "this part was damaged or changed after the capture"),
        (changed("datapackage.json", b"{}"), 0, "list of its parts was damaged or changed"),
        (
            changed("archive/more.warc", warc((BUS + "2", "200 OK", HTML, page("market")))),
            2,
            "notes no digest of this part",
        ),
        (lambda parts: parts.pop("indexes/index.cdx.gz"), 2, "lists this part and does not hold it"),
        (changed("datapackage.json", b"{" * 100_000), 0, "broken"),
        (changed("datapackage-digest.json", b"not json"), 0, "broken"),
    ],
)
def test_what_was_changed_after_the_capture_is_said_and_not_taken(
    tmp_path: Path, change: Callable[[dict[str, bytes]], None], left: int, what: str
) -> None:
    found = keep(tmp_path / "a.wacz", wacz(warc(*ANSWERS), [BUS, BAZAAR], change))
    assert len(kept(found)) == left
    assert what in problems(found)[0]
    assert not [one for one in kept(found) if "market" in one.name]


def test_a_wacz_in_a_zip_is_opened(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("post/capture.wacz", wacz(warc(*ANSWERS), [BUS]))
        made.writestr("post/words.txt", LEAD)
    assert [one.name for one in kept(keep(tmp_path / "a.zip", out.getvalue()))] == ["bus", "words.txt"]


def test_a_bomb_in_a_web_archive(tmp_path: Path) -> None:
    big = warc((BUS, "200 OK", HTML, bytes(30_000_000)), *ANSWERS)
    assert "far more than its own size" in problems(keep(tmp_path / "a.wacz", wacz(big, [BUS]), max_expansion=2))[0]
    line = gzip.compress(b"WARC/1.0\r\nA: " + b"a" * 30_000_000)
    [found] = keep(tmp_path / "b.warc.gz", line)
    assert isinstance(found, Found)  # no page in it can be told; the reader says that it is broken


@pytest.mark.parametrize("line", [b"\r\n", b"WARC/1.0\r\nWARC-Type: request\r\nContent-Length: 0\r\n\r\n"])
def test_no_number_of_records_holds_the_keeper_up(tmp_path: Path, line: bytes) -> None:
    content = gzip.compress(warc(*ANSWERS, packed=False) + line * (80_000_000 // len(line)), 1)
    begun = time.monotonic()
    found = keep(tmp_path / "a.warc.gz", content)
    assert time.monotonic() - begun < 60  # twice gone through; ten seconds each on a machine at rest
    assert "far more than its own size" in problems(found)[-1]


def test_a_page_beyond_the_bound(tmp_path: Path) -> None:
    noise = random.Random(1).randbytes(9_000).hex().encode()
    found = keep(tmp_path / "a.warc", warc(*ANSWERS, (BUS + "2", "200 OK", HTML, noise)), max_bytes=5_000)
    assert len(kept(found)) == 2
    assert "larger than 5,000 bytes" in problems(found)[0]


@pytest.mark.parametrize("seed", range(30))
def test_damaged_web_archives(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    whole = wacz(warc(*ANSWERS), [BUS, BAZAAR]) if seed % 2 else warc(*ANSWERS, packed=seed % 4 == 0)
    raw = bytearray(whole)
    for _ in range(1 + seed % 5):
        raw[chance.randrange(4, len(raw))] = chance.randrange(256)
    assert keep(tmp_path / "a.bin", bytes(raw[: len(raw) - chance.randrange(0, 99)] if seed % 3 else raw))


CHAT = "13/10/2023, 14:05 - Zahra: A bomb went off.\n13/10/2023, 14:06 - Zahra: Three were killed.\n"


def test_a_chat_in_a_zip_is_kept_under_nobodys_name(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("WhatsApp Chat with Zahra.txt", CHAT)
        made.writestr("IMG-20231013-WA0001.jpg", b"\xff\xd8\xff\xe0")
    chat, picture = kept(keep(tmp_path / "chat.zip", out.getvalue()))
    assert (chat.name, picture.name) == ("WhatsApp chat.txt", "IMG-20231013-WA0001.jpg")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("WhatsApp Chat with Zahra.txt", "WhatsApp chat.txt"), ("WhatsApp Chat - Zahra.zip", "WhatsApp chat.zip"),
        ("گپ واتساپ با زهرا", "WhatsApp chat"), ("report.txt", "report.txt"),
    ],
)  # fmt: skip
def test_no_problem_names_whom_a_chat_was_with(tmp_path: Path, name: str, shown: str) -> None:
    [problem] = keep(tmp_path / name, b"")
    assert isinstance(problem, Problem)
    assert problem.where == f"{tmp_path}/{shown}"
