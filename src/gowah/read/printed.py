"""The lines of a PDF's page: as the file has them where that is the order of reading, else glyph by glyph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from gowah.read.bidi import is_right
from gowah.read.draft import clean
from gowah.read.lines import Line

_LINE = re.compile(r"[^\r\n\x02\ufffe]*[\x02\ufffe]|[^\r\n\x02\ufffe]+")  # the last sign: a word broken at a line end
_GAP = 1.5  # of the line's height: wider than any space between words, so it parts cells
_NUMBER = re.compile(r"(?<=[^\s\d])\d{1,3}(?!\d)|\d{2,}")
_SMALLER = 0.8


def printed_lines(document: Any, number: int) -> list[Line]:
    """The lines of a page in reading order; a page that cannot be loaded has none."""
    import pypdfium2
    from pypdfium2 import raw

    try:
        page = document[number]
        textpage = page.get_textpage()
        text = textpage.get_text_range()
        lines = None if any(map(is_right, text)) else _in_file_order(textpage, text)
        if lines is None:
            from gowah.read.glyphs import placed_lines

            lines = placed_lines(textpage, raw, page.get_rotation())
        textpage.close()
        page.close()
    except pypdfium2.PdfiumError:
        return []
    return [line for line in lines if line.text.strip()]


def _in_file_order(textpage: Any, text: str) -> list[Line] | None:
    """The lines as they come; None where they lie side by side, have cells, or bear raised figures."""
    placed = len(text) == textpage.count_chars()
    lines = []
    for match in _LINE.finditer(text):
        line = _line(textpage, match, placed)
        if placed and ("\t" in line.text or _has_raised(textpage, match)):
            return None
        if line.text:
            lines.append(line)
    return None if placed and _are_beside(lines) else lines


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


def _has_raised(textpage: Any, match: re.Match[str]) -> bool:
    """True when a figure follows a sign that is larger than it, as the mark of a footnote does."""
    for number in _NUMBER.finditer(match[0]):
        first = match.start() + (number.start() - 1 if number.start() and len(number[0]) < 4 else number.start())
        a, b = (textpage.get_charbox(at, loose=True) for at in (first, match.start() + number.end() - 1))
        if b[3] - b[1] < _SMALLER * (a[3] - a[1]):
            return True
    return False


def _are_beside(lines: Sequence[Line]) -> bool:
    """True when a line stands beside another, as in columns and tables."""
    for a, b in pairwise(sorted(lines, key=lambda line: -line.bottom)):
        if a.bottom - b.bottom < 0.5 * min(a.height, b.height) and (a.right < b.left or b.right < a.left):
            return True
    return False
