"""PDF: lines as printed → paragraphs; page heads, feet and numbers left out; properties from info and XMP."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import takewhile
from statistics import median
from typing import Any

from gowah.model import Problem, ReadText
from gowah.read.draft import Head, Piece, Source, clean, folded
from gowah.read.heads import unnamed_in
from gowah.read.lines import Line, paragraphs
from gowah.read.pieces import composed
from gowah.words import Settings

_LINE = re.compile(r"[^\r\n\x02\ufffe]*[\x02\ufffe]|[^\r\n\x02\ufffe]+")  # the last sign: a word broken at a line end
_GAP = 1.5  # of the line's height: wider than any space between words, so it parts cells
_MARGIN = 3  # lines at the top and at the foot of a page among which heads and feet are looked for
_NUMBERS = re.compile(r"(?:page\s*|p\.\s*|-\s*|صفحه\s*|صفحهٔ\s*)?\d{1,4}(?:\s*(?:of|/|از)\s*\d{1,4})?(?:\s*-)?", re.I)
_XMP = re.compile(rb"<x:xmpmeta.{0,200000}?</x:xmpmeta>", re.S)
_XMP_FIELDS = {
    "title": ("dc:title",), "author": ("dc:creator",), "publisher": ("dc:publisher",),
    "language": ("dc:language",), "published": ("dc:date", "xmp:CreateDate"),
}  # fmt: skip
_SHOWN_TITLE = 1.2  # times the size of the body


def read_pdf(source: Source, settings: Settings) -> ReadText | Problem:
    """A PDF's text. Encrypted, broken or endless ones are a `Problem`; a scan comes out empty."""
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
                hint="Keep the part that matters, or raise max_pages under [read].",
            )  # fmt: skip
        pages: list[list[Line]] = []
        left = settings.read.max_characters
        for number in range(len(document)):
            page = _lines(document, number, pypdfium2)
            left -= sum(len(line.text) for line in page)
            if left < 0:
                break  # the reader refuses the whole for its length
            pages.append(page)
        properties = _xmp(source.content).over(_running_head(pages), _info(document))
    finally:
        document.close()
    return composed(_pieces(pages), properties)


def _pieces(pages: Sequence[Sequence[Line]]) -> list[Piece]:
    bodies = _without_margins(pages)
    found = list(paragraphs(bodies))
    sizes = [line.height for page in bodies for line in page]
    if found and sizes and found[0].kind == "heading" and _first_height(bodies) > _SHOWN_TITLE * median(sizes):
        found[0] = Piece(kind="title", text=found[0].text)
    return found


def _first_height(pages: Sequence[Sequence[Line]]) -> float:
    return next((line.height for page in pages for line in page), 0.0)


def _lines(document: Any, number: int, pypdfium2: Any) -> list[Line]:
    """The lines of a page in reading order; a page that cannot be loaded has none."""
    try:
        page = document[number]
        textpage = page.get_textpage()
        text = textpage.get_text_range()
        placed = len(text) == textpage.count_chars()
        found = [_line(textpage, match, placed) for match in _LINE.finditer(text)]
        textpage.close()
        page.close()
    except pypdfium2.PdfiumError:
        return []
    return [line for line in found if line.text.strip()]


def _line(textpage: Any, match: re.Match[str], placed: bool) -> Line:
    bare = match[0].strip()
    if not placed or not bare:
        return Line(text=clean(bare), left=0.0, right=0.0, bottom=0.0, height=0.0)
    start = match.start() + len(match[0]) - len(match[0].lstrip())
    boxes = [textpage.get_charbox(index, loose=True) for index in (start, start + len(bare) - 1)]
    height = max(box[3] - box[1] for box in boxes)
    text = list(bare)
    for space in re.finditer(r"(?<=\S) (?=\S)", bare):
        before = textpage.get_charbox(start + space.start() - 1)
        after = textpage.get_charbox(start + space.end())
        if height and max(after[0] - before[2], before[0] - after[2]) > _GAP * height:
            text[space.start()] = "\t"
    return Line(
        text=clean("".join(text)), left=min(box[0] for box in boxes), right=max(box[2] for box in boxes),
        bottom=min(box[1] for box in boxes), height=height,
    )  # fmt: skip


def _without_margins(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages without what is printed on each of them: from the edge inwards, up to the first line of the report."""
    counts: Counter[str] = Counter()
    for page in pages:
        counts.update({_same(line.text) for edge in _edges(page) for line in edge})
    needed = max(2, len(pages) // 3)

    def is_margin(line: Line) -> bool:
        return counts[_same(line.text)] >= needed or _NUMBERS.fullmatch(folded(line.text)) is not None

    bodies = []
    for page in pages:
        outer = {id(line) for edge in _edges(page) for line in takewhile(is_margin, edge)}
        bodies.append([line for line in page if id(line) not in outer])
    return bodies


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
    info = document.get_metadata_dict()
    day = re.match(r"D?:?(\d{4})(\d{2})(\d{2})", info.get("CreationDate", ""))
    return Head(fields={
        "title": _told(info.get("Title")), "author": _told(info.get("Author")),
        "published": _iso("-".join(day.groups())) if day else "",
    })  # fmt: skip


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
