"""Workbooks (XLSX) whose cells lie far apart: one in the last corner makes a sheet of 17 thousand million cells.

Their rows and columns without any cell are taken out of the file's XML before it is read, so that what is read has the
size of what is there. Nothing else is changed: no cell is lost, and none changes its order.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable

_CELL = re.compile(rb"(<(?:\w+:)?c\b[^<>]*?\sr\s*=\s*[\"'])([A-Z]{1,3})([0-9]{1,7})(?=[\"'])")
_SHEET = b"sheetData"
_Places = tuple[set[bytes], set[bytes]]  # the letters of columns and the digits of rows that have a cell


def drawn_together(content: bytes, most: int) -> bytes | None:
    """The workbook, its empty rows and columns taken out if it has more than `most` cells with them; None where it has
    as many without. What is no such workbook comes back as it is: its reader says what is wrong with it."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = [name for name in archive.namelist() if name.lower().endswith(".xml")]
            sheets = {name: data for name in names if _SHEET in (data := archive.read(name))}
            places = {name: _places(data) for name, data in sheets.items()}
            if sum(map(_spread, places.values())) <= most:
                return content
            if sum(len(columns) * len(rows) for columns, rows in places.values()) > most:
                return None
            out = io.BytesIO()
            with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
                for name in dict.fromkeys(archive.namelist()):
                    sheet = sheets.get(name)
                    packed.writestr(name, archive.read(name) if sheet is None else _moved(sheet, *places[name]))
            return out.getvalue()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, KeyError, OSError, EOFError):
        return content


def _places(sheet: bytes) -> _Places:
    columns: set[bytes] = set()
    rows: set[bytes] = set()
    for found in _CELL.finditer(sheet):
        columns.add(found[2])
        rows.add(found[3])
    return columns, rows


def _spread(places: _Places) -> int:
    """How many cells a sheet has from the first to the last that is used."""
    columns, rows = [_number(letters) for letters in places[0]], [int(digits) for digits in places[1]]
    return (max(columns) - min(columns) + 1) * (max(rows) - min(rows) + 1) if columns else 0


def _moved(sheet: bytes, columns: Iterable[bytes], rows: Iterable[bytes]) -> bytes:
    """The sheet with the n-th column that is used as its n-th, and so for its rows."""
    letters = {name: _letters(n) for n, name in enumerate(sorted(columns, key=_number), 1)}
    numbers = sorted({int(row) for row in rows})
    place = {number: n for n, number in enumerate(numbers, 1)}
    digits = {row: b"%d" % place[int(row)] for row in rows}
    return _CELL.sub(lambda found: found[1] + letters[found[2]] + digits[found[3]], sheet)


def _number(letters: bytes) -> int:
    """`A` is 1, `Z` 26, `AA` 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _letters(number: int) -> bytes:
    found = b""
    while number:
        number, rest = divmod(number - 1, 26)
        found = bytes([65 + rest]) + found
    return found
