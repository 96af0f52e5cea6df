"""A printed page, glyph by glyph → its lines: for pages on which the order of the file is not that of reading.

Such are pages in columns, tables, and everything in a script that is written from the right. Of each sign its box
and base line are asked for; where most letters run from the right, the page is mirrored, so that a line begins at
its `left` in either direction.
"""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from gowah.read.bidi import joins, lettered, runs_right, written
from gowah.read.columns import Row, Strip, rows
from gowah.read.draft import clean
from gowah.read.lines import Line

_SPACE, _TIGHT = 0.2, 0.17  # of the line's height: a gap that is a space; and where no spaces are printed
_SPACED = 0.05  # the share of printed spaces in a text that has them
_CELL = 0.6  # a gap that may part cells or columns
_SAME_LINE = 0.4  # how far from a line's base a sign may stand: raised and lowered ones do
_RAISED = 0.12
_SHORT = 8  # glyphs
_SMALLER = 0.8
_UNJOINED = 0.04  # of the height: letters of one word that would touch, had nothing been written between them
_NON_JOINER = "\u200c"
_HIGH = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_BREAKS = frozenset("\x02\ufffe\u00ad")


@dataclass(frozen=True, slots=True, kw_only=True)
class Glyph:
    """A printed sign: its box, `base` line, and the size of its letters."""

    char: str
    left: float
    right: float
    base: float
    height: float

    @property
    def middle(self) -> float:
        """Half way between its sides."""
        return (self.left + self.right) / 2


def placed_lines(textpage: Any, raw: Any, turn: int = 0) -> list[Line]:
    """The lines of a page in the order of reading; cells of a row are parted by tabs. `turn`: degrees clockwise."""
    glyphs = list(_glyphs(textpage, raw, turn))
    if not glyphs:
        return []
    right = runs_right("".join(glyph.char for glyph in glyphs))
    if right:
        glyphs = [_mirrored(glyph) for glyph in glyphs]
    spaces = sum(glyph.char == " " and glyph.right > glyph.left for glyph in glyphs)
    gap = _SPACE if spaces > _SPACED * len(glyphs) else _TIGHT
    rows_of_page = [(row, max(glyph.height for glyph in row)) for row in _rows(glyphs)]
    usual = median(height for _, height in rows_of_page)
    strips = [_strip(run, gap, height, right=right) for row, height in rows_of_page for run in _runs(row, usual)]
    return [_line(row) for row in rows(strips)]


def _glyphs(textpage: Any, raw: Any, turn: int) -> Iterator[Glyph]:
    handle, box = textpage.raw, raw.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(textpage.count_chars()):
        char = chr(raw.FPDFText_GetUnicode(handle, index))
        if char in "\r\n\x00" or (raw.FPDFText_IsGenerated(handle, index) == 1 and char not in _BREAKS):
            continue
        raw.FPDFText_GetLooseCharBox(handle, index, box)
        raw.FPDFText_GetCharOrigin(handle, index, x, y)
        yield _turned(clean(char), box, x.value, y.value, turn)


def _turned(char: str, box: Any, x: float, y: float, turn: int) -> Glyph:
    """A glyph as it lies before the reader, on a page that is shown turned."""
    left, right, bottom, top, base = box.left, box.right, box.bottom, box.top, y
    if turn == 90:
        left, right, bottom, top, base = box.bottom, box.top, -box.right, -box.left, -x
    elif turn == 180:
        left, right, bottom, top, base = -box.right, -box.left, -box.top, -box.bottom, -y
    elif turn == 270:
        left, right, bottom, top, base = -box.top, -box.bottom, box.left, box.right, x
    return Glyph(char=char, left=left, right=right, base=base, height=top - bottom)


def _mirrored(glyph: Glyph) -> Glyph:
    return Glyph(char=glyph.char, left=-glyph.right, right=-glyph.left, base=glyph.base, height=glyph.height)


def _rows(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """The glyphs that stand on one base line, across the whole page, from the top to the foot."""
    reach = _SAME_LINE * median(glyph.height for glyph in glyphs)
    row: list[Glyph] = []
    base = 0.0
    for glyph in sorted(glyphs, key=lambda glyph: -glyph.base):
        if row and base - glyph.base > reach:
            yield row
            row = []
        if not row:
            base = glyph.base
        row.append(glyph)
    if row:
        yield row


def _runs(row: Sequence[Glyph], usual: float) -> Iterator[list[Glyph]]:
    """The parts of a row between gaps too wide to be spaces; each begins and ends with ink."""
    run: list[Glyph] = []
    spaces: list[Glyph] = []
    edge = 0.0
    for glyph in sorted(row, key=lambda glyph: glyph.middle):
        if glyph.char.isspace():
            if glyph.right > glyph.left:
                spaces.append(glyph)
            continue
        if run and glyph.left - edge > _CELL * max(glyph.height, run[-1].height, usual):
            yield run
            run = []
        elif run:
            run += spaces
        edge = max(edge, glyph.right) if run else glyph.right
        spaces = []
        run.append(glyph)
    if run:
        yield run


def _height(run: Sequence[Glyph], line: float) -> float:
    """The height of a run's letters: of its own, unless it is short and its boxes are those of the ink alone."""
    heights = [glyph.height for glyph in run]
    uniform = min(heights) > 0.95 * max(heights) and len(run) > 1
    return max(heights) if uniform or len(run) > _SHORT else line


def _strip(run: Sequence[Glyph], gap: float, line: float, *, right: bool) -> Strip:
    """The text of a run, with spaces where gaps are, and small raised digits as such (`13¹`, not `131`)."""
    height = _height(run, line)
    base = median(glyph.base for glyph in run)
    signs: list[str] = []
    inked: list[tuple[int, Glyph]] = []
    edge = run[0].left
    for glyph in run:
        char = lettered(glyph.char)
        if char.isspace():
            signs += [] if signs[-1:] == [" "] else [" "]
            continue
        if unicodedata.combining(char[0]) and inked:
            # A mark stands over or under its letter, and comes before or after it as programs please.
            at, _ = min(inked[-3:], key=lambda placed: abs(placed[1].middle - glyph.middle))
            signs[at] += char
            continue
        if glyph.height < _SMALLER * height and glyph.base > base + _RAISED * height and len(run) > 1:
            char = char.translate(_HIGH)
        if glyph.left - edge > gap * height and signs[-1:] != [" "]:
            signs.append(" ")
        elif inked and right and joins(signs[-1][0], char[0]) and glyph.left - edge > _UNJOINED * height:
            signs.append(_NON_JOINER)
        inked.append((len(signs), glyph))
        signs.append(char)
        edge = max(edge, glyph.right)
    left = min(glyph.left for glyph in run)
    return Strip(text=written(signs, right=right), left=left, right=edge, base=base, height=height)


def _line(row: Row) -> Line:
    return Line(
        text="\t".join(strip.text for strip in row.strips), left=min(strip.left for strip in row.strips),
        right=max(strip.right for strip in row.strips), bottom=min(strip.base for strip in row.strips),
        height=max(strip.height for strip in row.strips), room=row.room,
    )  # fmt: skip
