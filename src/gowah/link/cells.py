"""A mention that stands in a row of a table: the row alone is its sentence, and it may give a point on the map."""

from __future__ import annotations

import csv
import math
from bisect import bisect_right
from functools import lru_cache

from gowah.model import Block, SourceText
from gowah.words.sheets import sheet


def row_at(text: SourceText, at: int) -> str | None:
    """The row of a table at this position; its neighbours are other attacks."""
    rows = _spans(text.layout, "row")
    n = bisect_right(rows, (at, len(text.text)))
    if not n or not rows[n - 1][0] <= at < rows[n - 1][1]:
        return None
    return text.text[slice(*rows[n - 1])]


def has_rows(text: SourceText) -> bool:
    """Whether the text is a table of attacks."""
    return bool(_spans(text.layout, "row"))


def point(text: SourceText, row: str) -> tuple[float, float] | None:
    """Latitude and longitude of a row, if the table's header names columns for them and they are degrees."""
    headers = _spans(text.layout, "header")
    if not headers:
        return None
    where = _columns(text.text[slice(*headers[0])])
    if where is None:
        return None
    cells = _cells(row, where[0])
    try:
        latitude, longitude = float(cells[where[1]]), float(cells[where[2]])
    except (IndexError, ValueError):
        return None
    known = math.isfinite(latitude) and math.isfinite(longitude)
    return (latitude, longitude) if known and abs(latitude) <= 90 and abs(longitude) <= 180 else None


@lru_cache(maxsize=64)
def _spans(layout: tuple[Block, ...], kind: str) -> list[tuple[int, int]]:
    return sorted((block.start, block.end) for block in layout if block.kind == kind)


@lru_cache(maxsize=64)
def _columns(header: str) -> tuple[str, int, int] | None:
    """What parts the cells, and the numbers of the columns of latitude and longitude."""
    mark = max(",;\t|", key=header.count)
    names = [cell.strip().lower() for cell in _cells(header, mark)]
    found = []
    for field in ("latitude", "longitude"):
        known = {row["column"].lower() for row in sheet("dataset_columns") if row["field"] == field}
        found.append(next((n for n, name in enumerate(names) if name in known), None))
    return None if found[0] is None or found[1] is None else (mark, found[0], found[1])


def _cells(line: str, mark: str) -> list[str]:
    return next(csv.reader([line.replace("\n", " ")], delimiter=mark), [])
