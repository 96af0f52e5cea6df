"""Spreadsheets (XLSX, XLSB, XLS, ODS): each sheet a heading, then its rows as lines of CSV.

The first full row is the sheet's `header`, the others are a `row` each, so that a sheet of events says the same as the
CSV that it could be saved as: days as ISO dates, numbers as plain digits, formulas as the values last worked out.
Lone cells above the columns are captions. Hidden sheets are read too: what somebody hid is in the file all the same.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta

from gowah.model import Problem, ReadText
from gowah.read.archiver import archived_rows, is_archive
from gowah.read.cells import drawn_together
from gowah.read.draft import Head, Piece, Source, clean, folded, joined, too_long
from gowah.words import Settings
from gowah.words.media import XLSX

_MOST_BYTES = 250_000_000  # of XML with its tags; a workbook beyond that is a bomb, or has more cells than are read
_MOST_CELLS = 5_000_000
_MOST_SHEETS = 200

Cell = int | float | str | bool | date | datetime | time | timedelta


def read_locked(source: Source, settings: Settings) -> Problem:
    """Why an encrypted document is not read."""
    del settings
    return Problem(
        where=source.name, what="the document is locked with a password",
        hint="Open it, save it without the password, and keep that.",
    )  # fmt: skip


def read_sheets(source: Source, settings: Settings) -> ReadText | Problem:
    """The sheets of a workbook in their order."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    if _is_bomb(source.content):
        return Problem(
            where=source.name, what="the sheets unpack to more than is read", hint="Keep those that matter as CSV."
        )
    content = drawn_together(source.content, _MOST_CELLS) if source.media_type == XLSX else source.content
    if content is None:
        return _too_many(source)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        names = book.sheet_names
        if len(names) > _MOST_SHEETS:
            return Problem(
                where=source.name,
                what=f"it holds more than {_MOST_SHEETS} sheets",
                hint="Keep the sheets that matter as CSV.",
            )
        sheets: list[tuple[str, list[list[str]]]] = []
        cells = 0
        for number, name in enumerate(names):
            sheet = book.get_sheet_by_index(number)
            cells += sheet.height * sheet.width
            if cells > _MOST_CELLS:
                return _too_many(source)
            sheets.append((name, list(_rows(sheet.to_python()))))
    except PasswordError:
        return read_locked(source, settings)
    except CalamineError:
        return Problem(where=source.name, what="the workbook is damaged", hint="Open it, save it again, and keep that.")
    return _text(sheets, source, settings)


def _too_many(source: Source) -> Problem:
    what = f"the sheets span more than {_MOST_CELLS:,} cells, many of which may be empty"
    return Problem(where=source.name, what=what, hint="Keep each sheet as a CSV of its own.")


def _text(sheets: Sequence[tuple[str, list[list[str]]]], source: Source, settings: Settings) -> ReadText | Problem:
    archive = next((rows for _, rows in sheets if rows and is_archive(rows[0])), None)
    if archive is not None:
        return archived_rows(archive, source, settings)
    pieces = [piece for name, rows in sheets if rows for piece in _pieces(name, rows)]
    if not any(piece.kind == "row" for piece in pieces):
        return Problem(
            where=source.name,
            what="the sheets have no rows",
            hint="The first row must name the columns; below it each row is an event.",
        )
    text, layout = joined(pieces)
    found = ReadText(text=text, described=Head().described(), layout=layout, media_type=source.media_type)
    return too_long(text, source.name, settings) or found


def _is_bomb(content: bytes) -> bool:
    """True for a packed file whose parts are larger than any sheet that is read. XLS is not packed."""
    if not content.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return sum(info.file_size for info in archive.infolist()) > _MOST_BYTES
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return False  # the library says what is wrong with it


def _rows(table: Iterable[Sequence[Cell]]) -> Iterator[list[str]]:
    """The rows that have a cell with words, as words."""
    for row in table:
        cells = [_shown(cell) for cell in row]
        if any(cells):
            yield cells


def _shown(cell: Cell) -> str:
    """A cell as its CSV would have it."""
    if isinstance(cell, str):
        return clean(cell).strip()
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ", timespec="seconds")
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)


def _pieces(name: str, rows: Sequence[Sequence[str]]) -> Iterator[Piece]:
    yield Piece(kind="heading", text=folded(clean(name)))
    first = _header(rows)
    for row in rows[:first]:
        yield Piece(kind="caption", text=" ".join(folded(cell) for cell in row if cell))
    for number, row in enumerate(rows[first:]):
        yield Piece(kind="row" if number else "header", text=_line(row))


def _header(rows: Sequence[Sequence[str]]) -> int:
    """The first row that fills more than half of the columns that are used at all."""
    width = max(sum(map(bool, row)) for row in rows[:50])
    return next((n for n, row in enumerate(rows[:50]) if sum(map(bool, row)) * 2 > width), 0)


def _line(row: Sequence[str]) -> str:
    """One record of CSV, without its line end. Lines inside a cell stay, in quotation marks."""
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(row)
    return out.getvalue()
