"""Strips of text as they stand on a page → rows in the order of reading: columns one after another, tables by row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from gowah.read.bidi import is_right

_WIDE = 0.6  # of the page: a strip that lies over several columns
_BINS = 240
_STRAYS = 0.04  # the share of strips that may lie across a gutter
_LEAST_STRIPS = 4  # of a column
_SHORTEST = 16  # signs of a line that fills its column of prose
_UNEQUAL = 2.2
_FILLED = 0.6  # of a column's width, and of its letters that stand in such lines
_CELL, _ALIKE = 1.5, 0.75  # of the height: a gap that parts cells wherever it stands, or one above another
_NEAR = 20  # lines above, among which the row with most cells is
_PITCH = 2.2  # of the height: lines further apart are not of one cell
_CLOSER, _FURTHER = 1.12, 1.2  # times the least distance of a table's lines: within a row, and between rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """Text on one base line without a wide gap, in points; `left` is where it begins, whatever its direction."""

    text: str
    left: float
    right: float
    base: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Strips side by side: one of prose, several of a table. `room` is (left, right) of the column it stands in."""

    strips: tuple[Strip, ...]
    room: tuple[float, float]


def rows(strips: Sequence[Strip]) -> Iterator[Row]:
    """The strips of a page in the order of reading."""
    gutters = _gutters(strips)
    if not gutters:
        yield from _in_column(strips)
        return
    waiting: list[Strip] = []
    for strip in sorted(strips, key=lambda strip: -strip.base):
        if any(strip.left < gutter < strip.right for gutter in gutters):
            yield from _side_by_side(waiting, gutters)
            yield from _in_column([strip])
            waiting = []
        else:
            waiting.append(strip)
    yield from _side_by_side(waiting, gutters)


def _side_by_side(strips: Sequence[Strip], gutters: Sequence[float]) -> Iterator[Row]:
    for column in _columns(strips, gutters):
        if column:
            yield from _in_column(column)


def _columns(strips: Sequence[Strip], gutters: Sequence[float]) -> list[list[Strip]]:
    found: list[list[Strip]] = [[] for _ in range(len(gutters) + 1)]
    for strip in strips:
        found[sum(gutter < (strip.left + strip.right) / 2 for gutter in gutters)].append(strip)
    return found


def _gutters(strips: Sequence[Strip]) -> list[float]:
    """Where the columns of prose part; empty on a page of one column, and where the columns are those of a table."""
    if len(strips) < 2 * _LEAST_STRIPS:
        return []
    left, right = min(strip.left for strip in strips), max(strip.right for strip in strips)
    narrow = [strip for strip in strips if strip.right - strip.left < _WIDE * (right - left)]
    if len(narrow) < 2 * _LEAST_STRIPS or right <= left:
        return []
    scale = _BINS / (right - left)
    covered = [0] * (_BINS + 1)
    for strip in narrow:
        for at in range(int((strip.left - left) * scale), int((strip.right - left) * scale) + 1):
            covered[min(at, _BINS)] += 1
    free = [count <= max(1, int(_STRAYS * len(narrow))) for count in covered]
    least = 0.5 * median(strip.height for strip in strips) * scale
    gutters = [
        left + _emptiest(covered, a, b) / scale for a, b in _stretches(free) if b - a >= least and a > 0 and b < _BINS
    ]
    parts = _columns([s for s in strips if not any(s.left < g < s.right for g in gutters)], gutters)
    return gutters if gutters and _are_prose(parts) else []


def _emptiest(covered: Sequence[int], begin: int, end: int) -> float:
    """The middle of the longest part of a stretch over which the fewest strips lie."""
    fewest = min(covered[begin:end])
    a, b = max(_stretches([count == fewest for count in covered[begin:end]]), key=lambda part: part[1] - part[0])
    return begin + (a + b) / 2


def _stretches(free: Sequence[bool]) -> Iterator[tuple[int, int]]:
    begin = -1
    for at, is_free in enumerate((*free, False)):
        if is_free and begin < 0:
            begin = at
        elif not is_free and begin >= 0:
            yield begin, at
            begin = -1


def _are_prose(columns: Sequence[Sequence[Strip]]) -> bool:
    """True when each column holds lines that run on, and not the cells of a table."""
    if any(len(column) < _LEAST_STRIPS for column in columns):
        return False
    widths = [max(s.right for s in column) - min(s.left for s in column) for column in columns]
    if max(widths) > _UNEQUAL * min(widths):
        return False
    for column, width in zip(columns, widths, strict=True):
        # By letters, not by lines: a small table may stand in a column of prose.
        letters = sum(len(strip.text) for strip in column)
        full = (s for s in column if len(s.text) >= _SHORTEST and s.right - s.left >= _FILLED * width)
        if sum(len(strip.text) for strip in full) < _FILLED * letters:
            return False
    firsts = [strip.text[:1] for column in columns for strip in column]
    going_on = sum(first.islower() or is_right(first or " ") for first in firsts)
    return going_on * 4 >= len(firsts)


def _in_column(strips: Sequence[Strip]) -> Iterator[Row]:
    room = (min(strip.left for strip in strips), max(strip.right for strip in strips))
    lines: list[list[Strip]] = []
    for strip in sorted(strips, key=lambda strip: -strip.base):
        if lines and abs(lines[-1][0].base - strip.base) <= 0.3 * strip.height:
            lines[-1].append(strip)
        else:
            lines.append([strip])
    for line in lines:
        line.sort(key=lambda strip: strip.left)
    parted = [_parted(line, [*(lines[n - 1 : n] if n else []), *lines[n + 1 : n + 2]]) for n, line in enumerate(lines)]
    yield from (Row(strips=tuple(line), room=room) for line in _wrapped(parted))


def _parted(line: Sequence[Strip], neighbours: Sequence[Sequence[Strip]]) -> list[Strip]:
    """A line's cells: a gap parts them when it is wide, or when the line above or below has one there as well."""
    done = [line[0]]
    others = [(a.right, b.left) for near in neighbours for a, b in pairwise(near)]
    for strip in line[1:]:
        before = done[-1]
        height = max(before.height, strip.height)
        alike = strip.left - before.right > _ALIKE * height and any(
            b - a > _ALIKE * height and a < strip.left and before.right < b for a, b in others
        )
        if alike or strip.left - before.right > _CELL * height:
            done.append(strip)
        else:
            done[-1] = replace(before, text=f"{before.text} {strip.text}", right=strip.right, height=height)
    return done


def _wrapped(lines: Sequence[Sequence[Strip]]) -> Iterator[list[Strip]]:
    """The rows of tables whose cells take several lines, each made one; all other lines as they are."""
    at = 0
    while at < len(lines):
        end = at + 1
        while len(lines[at]) > 1 and end < len(lines) and _is_table(lines, at, end):
            end += 1
        yield from _table(lines[at:end])
        at = end


def _is_table(lines: Sequence[Sequence[Strip]], begin: int, at: int) -> bool:
    line, before = lines[at], lines[at - 1]
    if before[0].base - line[0].base > _PITCH * 2 * line[0].height:
        return False
    widest = max(lines[max(begin, at - _NEAR) : at], key=len)
    return len(line) > 1 or (
        _cell_of(line[0], widest) is not None and before[0].base - line[0].base <= _PITCH * line[0].height
    )


def _table(lines: Sequence[Sequence[Strip]]) -> Iterator[list[Strip]]:
    gaps = [a[0].base - b[0].base for a, b in pairwise(lines)]
    least = min(gaps, default=0.0)
    tells = any(gap >= _FURTHER * least for gap in gaps)
    row = list(lines[0])
    for line, gap in zip(lines[1:], gaps, strict=True):
        cells = [_cell_of(strip, row) for strip in line]
        fits = None not in cells and len(set(cells)) == len(cells)
        goes_on = gap <= _CLOSER * least if tells else 0 not in cells and len(cells) < len(row)
        if not (fits and goes_on and len(row) > 1):
            yield row
            row = list(line)
            continue
        for cell, strip in zip(cells, line, strict=True):
            if cell is not None:
                row[cell] = _with_more(row[cell], strip)
    yield row


def _cell_of(strip: Strip, row: Sequence[Strip]) -> int | None:
    """Which cell of a row a strip stands under; None when that is none, or more than one."""
    found = [n for n, cell in enumerate(row) if cell.left < strip.right and strip.left < cell.right]
    return found[0] if len(found) == 1 else None


def _with_more(cell: Strip, strip: Strip) -> Strip:
    broken = re.search(r"\w-$", cell.text) is not None and strip.text[:1].islower()
    text = cell.text[:-1] + strip.text if broken else f"{cell.text} {strip.text}"
    # Its base stays that of its first line: the next line's distance is measured from the line before, not from it.
    return replace(cell, text=text, left=min(cell.left, strip.left), right=max(cell.right, strip.right))
