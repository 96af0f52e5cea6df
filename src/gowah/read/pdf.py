"""PDF: lines as printed → paragraphs; page heads, feet and numbers left out; properties from info and XMP."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import takewhile
from statistics import median
from typing import Any

from gowah.model import Problem, ReadText
from gowah.read.draft import Head, Piece, Source, clean, folded
from gowah.read.heads import unnamed_in
from gowah.read.lines import Line, paragraphs
from gowah.read.notes import without_notes
from gowah.read.ocr import NOT_INSTALLED, PICTURED, Seen, described_as_seen, is_installed
from gowah.read.pictured import is_picture, pages_seen
from gowah.read.pieces import composed
from gowah.read.printed import printed_lines
from gowah.words import Settings

_MARGIN = 3  # lines at the top and at the foot of a page among which heads and feet are looked for
_NUMBERS = re.compile(r"(?:page\s*|p\.\s*|-\s*|صفحه\s*|صفحهٔ\s*)?\d{1,4}(?:\s*(?:of|/|از)\s*\d{1,4})?(?:\s*-)?", re.I)
_PRINTED = re.compile(r"\d{1,4}/\d{1,4}|\d{1,4}[./]\d{1,2}[./]\d{2,4}[,،]? \d{1,2}:\d{2}(?:\s?[AP]M)?")
_ADDRESS = re.compile(r"https?://[^\s…]*[^\s….]")
_BROWSER = re.compile(r"Mozilla/|Skia/|Chrom(?:e|ium)|WebKit|Firefox|Safari", re.I)
_XMP = re.compile(rb"<x:xmpmeta.{0,200000}?</x:xmpmeta>", re.S)
_XMP_FIELDS = {
    "title": ("dc:title",), "author": ("dc:creator",), "publisher": ("dc:publisher",),
    "language": ("dc:language",), "published": ("dc:date", "xmp:CreateDate"),
}  # fmt: skip
_SHOWN_TITLE = 1.2  # times the size of the body


def read_pdf(source: Source, settings: Settings) -> ReadText | Problem:
    """A PDF's text. Encrypted, broken or endless ones are a `Problem`; so are pages which are pictures, unless
    `source.scans` says that they are to be recognised by Tesseract."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(source.content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            return Problem(
                where=source.name, what="the PDF is locked with a password", hint="Open it and print it to a new PDF."
            )
        return Problem(where=source.name, what="the PDF is broken", hint="Fetch it again, or print it to a new PDF.")
    try:
        if len(document) > settings.read.max_pages:
            return Problem(
                where=source.name, what=f"the PDF has more than {settings.read.max_pages:,} pages",
                hint="Keep the part that matters, or raise max_pages under [read] in gowah.toml.",
            )  # fmt: skip
        pages: list[list[Line]] = []
        left = settings.read.max_characters
        for number in range(len(document)):
            page = printed_lines(document, number)
            left -= sum(len(line.text) for line in page)
            if left < 0:
                break  # the reader refuses the whole for its length
            pages.append(page)
        pictured = [number for number, page in enumerate(pages) if is_picture(document, number, page)]
        if pictured and not source.scans and (is_installed() or not any(pages)):
            return Problem(where=source.name, what=PICTURED, hint=NOT_INSTALLED.hint)
        properties = _xmp(source.content).over(_running_head(pages), _address(pages), _info(document))
        if pictured or _BROWSER.search(f"{_property(document, 'Creator')} {_property(document, 'Producer')}"):
            # The day on which a page was printed or scanned is not the day on which it was published.
            properties = Head(fields={**properties.fields, "published": ""})
        if not source.scans or not pictured:
            text = composed(_pieces(pages), properties)
            return replace(text, described=replace(text.described, unread_pages=len(pictured) or None))
        seen = pages_seen(document, pictured, settings)
    finally:
        document.close()
    return described_as_seen(composed(_with_seen(pages, pictured, seen), properties), seen)


def _with_seen(pages: Sequence[Sequence[Line]], pictured: Sequence[int], seen: Seen) -> list[Piece]:
    """The pieces of printed pages and of those that were recognised, in the order of the document."""
    found: list[Piece] = []
    begin = 0
    for number, pieces in zip(pictured, seen.pages, strict=False):
        found += [*_pieces(pages[begin:number]), *pieces]
        begin = number + 1
    return [*found, *_pieces(pages[begin:])]


def _pieces(pages: Sequence[Sequence[Line]]) -> list[Piece]:
    bodies, notes = without_notes(_without_margins(pages))
    found = list(paragraphs(bodies))
    sizes = [line.height for page in bodies for line in page]
    if found and sizes and found[0].kind == "heading" and _first_height(bodies) > _SHOWN_TITLE * median(sizes):
        found[0] = Piece(kind="title", text=found[0].text)
    return [*found, *notes]


def _first_height(pages: Sequence[Sequence[Line]]) -> float:
    return next((line.height for page in pages for line in page), 0.0)


def _without_margins(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages without what is printed on each of them: from the edge inwards, up to the first line of the report."""
    counts: Counter[str] = Counter()
    for page in pages:
        counts.update({_same(line.text) for edge in _edges(page) for line in edge})
    needed = max(2, len(pages) // 3)

    def is_margin(line: Line) -> bool:
        number = _NUMBERS.fullmatch(folded(line.text)) is not None
        return counts[_same(line.text)] >= needed or number or _is_by_browser(line)

    bodies = []
    for page in pages:
        outer = {id(line) for edge in _edges(page) for line in takewhile(is_margin, edge)}
        bodies.append([line for line in page if id(line) not in outer])
    return bodies


def _is_by_browser(line: Line) -> bool:
    """True for what browsers print around a page: day, time and title at its head, address and `1/3` at its foot."""
    cells = line.text.split("\t")
    return len(cells) > 1 and any(_PRINTED.fullmatch(cell.strip()) for cell in cells)


def _address(pages: Sequence[Sequence[Line]]) -> Head:
    """The address that a browser prints at the foot of a page; a long one is cut, and then none."""
    cells = (cell for page in pages[:1] for line in page if _is_by_browser(line) for cell in line.text.split("\t"))
    return Head(fields={"url": next((cell for cell in cells if _ADDRESS.fullmatch(cell)), "")})


def _running_head(pages: Sequence[Sequence[Line]]) -> Head:
    """The name at the head of every page is the publisher's, unless it is the title of the report."""
    tops = [max(page, key=lambda line: line.bottom).text for page in pages if page]
    if len(tops) < 2 or len({_same(top) for top in tops}) > 1:
        return Head()
    body = {folded(line.text) for page in _without_margins(pages) for line in page}
    name = unnamed_in(tops[0])
    return Head(fields={} if name in body else {"publisher": name})


def _edges(page: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The topmost and the lowest lines, outermost first: where they stand on the paper, not in the file."""
    by_height = sorted(page, key=lambda line: line.bottom)
    return by_height[::-1][:_MARGIN], by_height[:_MARGIN]


def _same(text: str) -> str:
    return re.sub(r"\d+", "0", folded(text))


def _info(document: Any) -> Head:
    day = re.match(r"D?:?(\d{4})(\d{2})(\d{2})", _property(document, "CreationDate"))
    return Head(fields={
        "title": _told(_property(document, "Title")), "author": _told(_property(document, "Author")),
        "published": _iso("-".join(day.groups())) if day else "",
    })  # fmt: skip


def _property(document: Any, name: str) -> str:
    """A property of the document; "" where it is none that can be read, which says nothing against the pages."""
    try:
        return str(document.get_metadata_value(name) or "")
    except UnicodeDecodeError:
        return ""


def _xmp(content: bytes) -> Head:
    """What the XMP packet says, read with patterns: no XML parser, so no entities to blow up."""
    found = _XMP.search(content)
    if not found:
        return Head()
    packet = clean(found[0].decode("utf-8", "replace"))
    fields: dict[str, str] = {}
    for field, tags in _XMP_FIELDS.items():
        for tag in tags:
            inner = re.search(rf"<{tag}[^>]*>(.{{0,2000}}?)</{tag}>", packet, re.S)
            value = _told(html.unescape(re.sub(r"<[^>]*>", " ", inner[1]))) if inner else ""
            if field == "published":
                value = _iso(value[:10])
            if value:
                fields.setdefault(field, value)
    return Head(fields=fields)


def _told(value: str | None) -> str:
    """A property that says something: programs write `untitled`, `(unspecified)`, or the name of a file."""
    plain = folded(value or "")
    empty = plain.lower() in ("", "untitled", "unspecified", "(unspecified)", "anonymous", "unknown", "x-default")
    return "" if empty or re.search(r"\.(?:docx?|pdf|indd|odt|rtf|txt)$", plain, re.I) else plain


def _iso(text: str) -> str:
    """`text` if it is an ISO day, else nothing."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""
