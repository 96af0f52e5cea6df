"""Footnotes: taken from the feet of pages, where they cut sentences in two, to the end of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from statistics import median

from gowah.read.draft import Piece
from gowah.read.lines import Line

_MARK = re.compile(r"(?:[\u00b9\u00b2\u00b3\u2070-\u2079]{1,3}|\d{1,3}\.?(?=\s)|\[\d{1,3}\]|[*†‡])\s*[^\s\d.,%-]")
_SMALL = 0.92  # of the size of the body
_BROKEN = re.compile(r"\w[-\x02\u00ad\ufffe]$")


def without_notes(pages: Sequence[Sequence[Line]]) -> tuple[list[list[Line]], list[Piece]]:
    """(the pages without their footnotes, the footnotes, each an `item`)."""
    sizes = [line.height for page in pages for line in page for _ in range(len(line.text) // 10)]
    body = median(sizes) if sizes else 0.0
    bodies: list[list[Line]] = []
    notes: list[Line] = []
    for page in pages:
        below = _at_foot(page, _SMALL * body)
        bodies.append([line for line in page if id(line) not in below])
        notes += [line for line in page if id(line) in below]
    return bodies, list(_items(notes))


def _at_foot(page: Sequence[Line], small: float) -> set[int]:
    """The lines in small type with which each column of a page ends, from the first that bears a mark."""
    found: set[int] = set()
    for room in {line.room for line in page}:
        column = sorted((line for line in page if line.room == room), key=lambda line: line.bottom)
        foot: list[Line] = []
        for line in column:
            if not 0 < line.height < small or "\t" in line.text:
                break
            foot.append(line)
        while foot and not _MARK.match(foot[-1].text):
            foot.pop()
        if len(foot) < len(column):
            found.update(map(id, foot))
    return found


def _items(lines: Sequence[Line]) -> Iterator[Piece]:
    parts: list[str] = []
    for line in lines:
        if _MARK.match(line.text) and parts:
            yield Piece(kind="item", text="".join(parts))
            parts = []
        if parts and _BROKEN.search(parts[-1][-2:]) and line.text[:1].islower():
            parts[-1] = parts[-1][:-1]
        elif parts:
            parts.append(" ")
        parts.append(line.text)
    if parts:
        yield Piece(kind="item", text="".join(parts))
