"""Word documents (DOCX): paragraphs, headings, lists and tables in the order of the document."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from gowah.model import Problem, ReadText
from gowah.read.draft import Head, Piece, Source, clean, folded
from gowah.read.pieces import composed
from gowah.words import Settings

_BYTES_A_CHARACTER = 8  # of XML, with its tags; a document beyond that is a bomb or no report
_LEAST_BOUND = 50_000_000
_LIBRARY = "python-docx"
"""What an unedited template of this library names as author: its properties say nothing of a report."""


def read_word(source: Source, settings: Settings) -> ReadText | Problem:
    """A document's text; what its first lines say goes before what its properties say."""
    bound = max(settings.read.max_characters * _BYTES_A_CHARACTER, _LEAST_BOUND)
    try:
        with zipfile.ZipFile(io.BytesIO(source.content)) as archive:
            if sum(info.file_size for info in archive.infolist()) > bound:
                return Problem(
                    where=source.name,
                    what="the document unpacks to more than is read",
                    hint="Open it, save its words as plain text, and keep that.",
                )
    except zipfile.BadZipFile:
        return _damaged(source)
    from docx import Document

    try:
        document = Document(io.BytesIO(source.content))
    except (KeyError, ValueError, zipfile.BadZipFile):
        return _damaged(source)
    return composed(list(_pieces(document)), _properties(document.core_properties))


def _damaged(source: Source) -> Problem:
    return Problem(where=source.name, what="the document is damaged", hint="Open it in Word and save it again.")


def _properties(core: Any) -> Head:
    if core.author == _LIBRARY:
        return Head()
    day = core.modified or core.created
    return Head(fields={
        "title": folded(core.title or ""), "author": folded(core.author or ""), "language": core.language or "",
        "published": day.date().isoformat() if day else "",
    })  # fmt: skip


def _pieces(document: Any) -> Iterator[Piece]:
    styles: dict[str | None, str] = {}
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            yield from _rows(block)
            continue
        text = _lines(block.text)
        if text:
            yield Piece(kind=_kind(block, styles), text=text)


def _kind(paragraph: Any, styles: dict[str | None, str]) -> str:
    """`styles`: the names by id that were looked up before; the library goes through all of them each time."""
    id = paragraph._p.style
    if id not in styles:
        styles[id] = (paragraph.style.name if paragraph.style is not None else "") or ""
    style = styles[id]
    numbered = paragraph._p.pPr is not None and paragraph._p.pPr.numPr is not None
    if style == "Title":
        return "title"
    if style.startswith("Heading"):
        return "heading"
    if style.startswith("Caption"):
        return "caption"
    return "item" if numbered or style.startswith("List") else "paragraph"


def _rows(table: Any) -> Iterator[Piece]:
    """Its rows, read cell by cell: the library would write a cell out for each column that it claims to span."""
    from docx.table import _Cell

    above: dict[int, str] = {}  # column -> what the cell there says, for one below that is merged with it
    for tr in table._tbl.tr_lst:
        said: dict[int, str] = {}
        column = tr.grid_before
        for tc in tr.tc_lst:
            goes_on = tc.vMerge == "continue"
            said[column] = above.get(column, "") if goes_on else folded(clean(_Cell(tc, table).text))
            column += max(1, tc.grid_span)
        above = said
        text = "\t".join(said.values()).strip()
        if text:
            yield Piece(kind="row", text=text)


def _lines(text: str) -> str:
    return "\n".join(line for line in (folded(line) for line in clean(text).replace("\v", "\n").split("\n")) if line)
