"""The records of a web archive (WARC), one by one and bounded, and the pages among them.

A crawler's archive holds many pages, and with each page its pictures and scripts. Each page becomes an original: its
response record byte for byte, uncompressed. An archive of a single page is kept whole (`files`).
"""

from __future__ import annotations

import gzip
import hashlib
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO
from urllib.parse import urldefrag, urljoin, urlsplit

from gowah.keep.taken import harmless
from gowah.keep.tally import Tally, TooMuch
from gowah.model import Found, Kept, Problem, Role
from gowah.words.media import WARC

_LONGEST_LINE = 65_536
_MOST_LINES = 200
_PIECE = 1 << 20
_PAGES = ("text/html", "application/xhtml+xml", "application/pdf", "text/plain")


class BrokenArchive(ValueError):
    """The bytes are no records of a web archive."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One record. `status` is that of the HTTP answer, 0 where there is none; `raw` the record as it stands."""

    kind: str
    url: str
    status: int
    content_type: str
    location: str
    raw: bytes

    @property
    def is_page(self) -> bool:
        """True for an answer that a reader of the web would call a page or a document."""
        return self.kind in ("response", "resource") and self.content_type in _PAGES and self.status < 300


def records(stream: IO[bytes], tally: Tally) -> Iterator[Record | None]:
    """The answers of an archive, packed or not; None for one larger than an original may be.

    Raises `BrokenArchive` where the records end before the file does, and `TooMuch`.
    """
    try:
        yield from _records(stream, tally)
    except (zlib.error, EOFError, gzip.BadGzipFile):
        raise BrokenArchive from None


def _records(stream: IO[bytes], tally: Tally) -> Iterator[Record | None]:
    head = stream.read(2)
    stream.seek(0)
    lines: IO[bytes] | gzip.GzipFile = gzip.GzipFile(fileobj=stream) if head == b"\x1f\x8b" else stream
    while True:
        first = _line(lines, tally)
        if not first:
            return
        if not first.strip():
            continue
        if not first.startswith(b"WARC/"):
            raise BrokenArchive
        top, fields = _fields(first, lines, tally)
        try:
            length = int(fields.get("content-length", ""))
        except ValueError:
            raise BrokenArchive from None
        if length < 0:
            raise BrokenArchive
        if fields.get("warc-type") not in ("response", "resource"):
            _skip(lines, length, tally)
        elif length > tally.largest:
            _skip(lines, length, tally)
            yield None
        else:
            yield _record(fields, top, _block(lines, length, tally))


def _line(lines: IO[bytes] | gzip.GzipFile, tally: Tally) -> bytes:
    line = lines.readline(_LONGEST_LINE + 1)
    tally.spend_line(len(line))
    if len(line) > _LONGEST_LINE:
        raise BrokenArchive
    return line


def _fields(first: bytes, lines: IO[bytes] | gzip.GzipFile, tally: Tally) -> tuple[bytes, dict[str, str]]:
    top = [first]
    while (line := _line(lines, tally)).strip():
        top.append(line)
        if len(top) > _MOST_LINES:
            raise BrokenArchive
    return b"".join([*top, line]), _named(top[1:])


def _named(lines: list[bytes]) -> dict[str, str]:
    """Header lines -> field name in lower case: value; the first of a name counts."""
    found: dict[str, str] = {}
    for line in lines:
        name, sign, value = line.decode("utf-8", "replace").partition(":")
        if sign:
            found.setdefault(name.strip().lower(), value.strip())
    return found


def _skip(lines: IO[bytes] | gzip.GzipFile, length: int, tally: Tally) -> None:
    while length > 0:
        piece = lines.read(min(length, _PIECE))
        if not piece:
            raise BrokenArchive
        tally.spend(len(piece))
        length -= len(piece)


def _block(lines: IO[bytes] | gzip.GzipFile, length: int, tally: Tally) -> bytes:
    if length > tally.left:
        raise TooMuch
    block = lines.read(length)
    tally.spend(len(block))
    if len(block) < length:
        raise BrokenArchive
    return block


def _record(fields: dict[str, str], top: bytes, block: bytes) -> Record:
    answer: dict[str, str] = {}
    status = 0
    if fields["warc-type"] == "response" and block.startswith(b"HTTP/"):
        head = block[:_LONGEST_LINE].split(b"\r\n\r\n", 1)[0].split(b"\r\n")
        answer = _named(head[1:_MOST_LINES])
        code = head[0].split(b" ")[1:2]
        status = int(code[0]) if code and code[0].isdigit() and len(code[0]) == 3 else 0
    content_type = answer.get("content-type") or ("" if status else fields.get("content-type", ""))
    return Record(
        kind=fields["warc-type"], url=fields.get("warc-target-uri", "").strip("<>"), status=status,
        content_type=content_type.partition(";")[0].strip().lower(), location=answer.get("location", ""),
        raw=top + block + b"\r\n\r\n",
    )  # fmt: skip


def pages_of(
    stream: IO[bytes], *, where: str, at: str, tally: Tally, wanted: set[str] | None = None
) -> Iterator[Found | Problem]:
    """The pages of an archive, an original each. `wanted` are their addresses where a list of pages names them.

    An address that was sent on leads to the page that it was sent on to. What is found is taken out of `wanted`.
    """
    sought = {urldefrag(url).url for url in wanted} if wanted else set()
    found_urls: set[str] = set()
    seen: set[str] = set()
    for record in records(stream, tally):
        if record is None:
            yield Problem(
                where=where, what=f"a page in it is larger than {tally.largest:,} bytes",
                hint="Raise max_bytes under [keep] in gowah.toml.",
            )  # fmt: skip
            continue
        url = urldefrag(record.url).url
        if record.location and 300 <= record.status < 400:
            if url in sought:
                found_urls.add(url)
                sought.add(urldefrag(_onward(url, record.location)).url)
            continue
        if url in sought if sought else record.is_page:
            found_urls.add(url)
            found = _page(record, where, at, tally.largest)
            if found.kept.digest not in seen:
                seen.add(found.kept.digest)
                yield found
    if wanted is not None:
        wanted -= {each for each in wanted if urldefrag(each).url in found_urls}


def _onward(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError:
        return url


def _page(record: Record, where: str, at: str, largest: int) -> Found:
    payload = _payload(record.raw, largest)
    try:
        parts = urlsplit(record.url)
        name = parts.path.rstrip("/").rsplit("/", 1)[-1] or parts.hostname or "page"
    except ValueError:
        name = "page"
    kept = Kept(
        role=Role.ORIGINAL, digest=hashlib.sha256(record.raw).hexdigest(), media_type=WARC, size=len(record.raw),
        taken_from=f"{where}!{harmless(record.url)}", taken_at=at, name=harmless(name)[:200],
        content_digest=hashlib.sha256(payload).hexdigest() if payload is not None else None,
    )  # fmt: skip
    return Found(kept=kept, content=record.raw)


def _payload(raw: bytes, largest: int) -> bytes | None:
    """The page without transfer and content coding; None where it cannot be unpacked within bounds."""
    from warcio.archiveiterator import ArchiveIterator

    try:
        for record in ArchiveIterator(io.BytesIO(raw)):
            payload: bytes = record.content_stream().read(largest + 1)
            return payload if len(payload) <= largest else None
    except Exception:  # the library raises what its decoders raise; the record itself is kept all the same
        return None
    return None


def count_pages(stream: IO[bytes], tally: Tally) -> int:
    """How many pages an archive holds, as far as it can be read."""
    count = 0
    try:
        for record in records(stream, tally):
            count += record is not None and record.is_page
    except (BrokenArchive, TooMuch):
        return count
    return count
