"""Web archives (WARC): the page that was fetched, read by what it is."""

from __future__ import annotations

import io
from dataclasses import replace
from email.message import Message
from typing import Any
from urllib.parse import urlsplit

from gowah.model import Problem, ReadText
from gowah.read.draft import Source
from gowah.read.forms import PARSERS, parsed
from gowah.read.ocr import NOT_INSTALLED, PICTURED
from gowah.words import Settings
from gowah.words.media import EMPTY, PICTURES, PLAIN, WARC, sniff

_MOST_RECORDS = 10_000
_NO_PAGE = 300  # from here on an HTTP status says that something else came: redirects, errors
_PAGES = ("text/html", "application/xhtml+xml", "application/pdf")


def read_archive(source: Source, settings: Settings) -> ReadText | Problem:
    """The text of the one page in an archive; `described.url` is the address unless the page names its own."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    pages: dict[str, tuple[bytes, str]] = {}
    limit = settings.keep.max_bytes
    try:
        for number, record in enumerate(ArchiveIterator(io.BytesIO(source.content))):
            if number >= _MOST_RECORDS:
                break
            url = record.rec_headers.get_header("WARC-Target-URI") or ""
            if record.rec_type not in ("response", "resource") or not url or _status(record) >= _NO_PAGE:
                continue
            payload = record.content_stream().read(limit + 1)
            if len(payload) > limit:
                return Problem(
                    where=source.name,
                    what="the page unpacks to more than is read",
                    hint="Open it, save its words as plain text, and keep that.",
                )
            pages[url] = (payload, _content_type(record))
    except ArchiveLoadFailed:
        return Problem(where=source.name, what="the web archive is broken", hint="Fetch the page again.")
    if len(pages) > 1:  # a page as a browser captures it comes with its pictures and scripts
        documents = {url: page for url, page in pages.items() if page[1].partition(";")[0].strip().lower() in _PAGES}
        pages = documents or pages
    if len(pages) != 1:
        return Problem(
            where=source.name, what=f"the web archive holds {len(pages)} pages, and one is read",
            hint="Keep each page in an archive of its own.",
        )  # fmt: skip
    url, (payload, content_type) = next(iter(pages.items()))
    return _page(source, url, payload, content_type, settings)


def _page(source: Source, url: str, payload: bytes, content_type: str, settings: Settings) -> ReadText | Problem:
    header = Message()
    header["Content-Type"] = content_type or "application/octet-stream"
    media_type = sniff(payload, _path(url))
    if media_type == PLAIN and header.get_content_type() in PARSERS:
        media_type = header.get_content_type()  # plain text has no mark of its own; the server may know more
    if media_type in (WARC, EMPTY):
        return Problem(where=source.name, what="the web archive holds no page", hint="Fetch the page again.")
    declared = header.get_param("charset")
    if media_type in PICTURES and not source.scans:
        return Problem(where=source.name, what=PICTURED, hint=NOT_INSTALLED.hint)
    inner = Source(
        content=payload, media_type=media_type, name=source.name, scans=source.scans,
        declared=declared if isinstance(declared, str) else "",
    )  # fmt: skip
    found = parsed(inner, settings)
    if isinstance(found, Problem) or found.described.url:
        return found
    return replace(found, described=replace(found.described, url=url))


def _path(url: str) -> str:
    try:
        return urlsplit(url).path
    except ValueError:
        return ""


def _status(record: Any) -> int:
    code = record.http_headers.get_statuscode() if record.http_headers else ""
    return int(code) if code.isdecimal() else 0


def _content_type(record: Any) -> str:
    headers = record.http_headers
    return (headers.get_header("Content-Type") if headers else record.rec_headers.get_header("Content-Type")) or ""
