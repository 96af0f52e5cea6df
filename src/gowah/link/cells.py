"""A mention that stands in a row of a table: the row alone is its sentence, and it may give a point on the map."""

from __future__ import annotations

import csv
import math
from bisect import bisect_right
from collections.abc import Mapping
from functools import lru_cache

from gowah.model import Block, SourceText
from gowah.words.sheets import sheet

_EMPTY = ("", "NA", "N/A", "null", "None")


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


def fields(text: SourceText, row: str) -> dict[str, str]:
    """What a row gives under the columns that the table's header names and Gowah knows, by field."""
    headers = _spans(text.layout, "header")
    if not headers:
        return {}
    mark, columns = _columns(text.text[slice(*headers[0])])
    cells = [cell.strip() for cell in _cells(row, mark)]
    return {field: cells[n] for field, n in columns if n < len(cells) and cells[n] not in _EMPTY}


def point(given: Mapping[str, str]) -> tuple[float, float] | None:
    """Latitude and longitude of a row, if it has them and they are degrees."""
    try:
        latitude, longitude = float(given["latitude"]), float(given["longitude"])
    except (KeyError, ValueError):
        return None
    known = math.isfinite(latitude) and math.isfinite(longitude)
    return (latitude, longitude) if known and abs(latitude) <= 90 and abs(longitude) <= 180 else None


@lru_cache(maxsize=64)
def _spans(layout: tuple[Block, ...], kind: str) -> list[tuple[int, int]]:
    return sorted((block.start, block.end) for block in layout if block.kind == kind)


@lru_cache(maxsize=64)
def _columns(header: str) -> tuple[str, tuple[tuple[str, int], ...]]:
    """What parts the cells, and (field, number of its column) for the fields of datasets that the header names."""
    mark = max(",;\t|", key=header.count)
    at = {cell.strip().lower(): n for n, cell in reversed(list(enumerate(_cells(header, mark))))}
    found: dict[str, int] = {}
    for row in sheet("dataset_columns"):
        if row["column"].lower() in at:
            found.setdefault(row["field"], at[row["column"].lower()])
    return mark, tuple(found.items())


def _cells(line: str, mark: str) -> list[str]:
    return next(csv.reader([line.replace("\n", " ")], delimiter=mark), [])
