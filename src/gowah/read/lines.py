"""Printed lines → paragraphs: joined over line ends, pages and broken words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from gowah.read.draft import Piece
from gowah.read.heads import label_of

_END = re.compile(r"[.!?؟۔:][\"'”’»)\]]*$")
_SOFT = re.compile(r"[\x02\u00ad\ufffe]$")
_BROKEN = re.compile(r"(\w+)(?:-|[\x02\u00ad\ufffe])$")
_BULLET = re.compile(r"(?:[-*•‣▪●–]\s+|\(?[a-z]\)\s+|\([ivx]{1,4}\)\s+|\d{1,2}\)\s+)\S")
_HYPHENED = re.compile(r"(?=\b(\w+-\w+))\w+")  # each of a chain: `well-to-do` is well-to and to-do
_LONGEST_HEADING = 120
_LONGEST_WORD = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A printed line, in points from the page's lower left corner; all zero when its place is unknown.

    A tab stands where a gap is wider than between words. `room` is (left, right) of the column it stands in, where
    columns were found. On a page that is read from the right, `left` is where lines begin all the same.
    """

    text: str
    left: float
    right: float
    bottom: float
    height: float
    room: tuple[float, float] | None = None


def paragraphs(pages: Sequence[Sequence[Line]]) -> Iterator[Piece]:
    """The paragraphs, headings, items and rows of a document."""
    lines = [(number, line) for number, page in enumerate(pages) for line in page]
    if not lines:
        return
    body = _Body([line for _, line in lines], "\n".join(line.text for _, line in lines))
    run: list[Line] = []
    before: tuple[int, Line] | None = None
    for number, line in lines:
        if before is not None and run and body.parts(before[1], line, turned=number != before[0]):
            yield body.piece(run)
            run = []
        run.append(line)
        before = (number, line)
    yield body.piece(run)


class _Body:
    """What is usual in a document: the size of its letters, the pitch and the width of its lines."""

    def __init__(self, lines: Sequence[Line], text: str) -> None:
        self._hyphened = frozenset(_HYPHENED.findall(text))
        self._height = median(line.height for line in lines)
        pitches = [a.bottom - b.bottom for a, b in pairwise(lines)]
        near = [pitch for pitch in pitches if 0 < pitch < 3 * self._height]
        self._pitch = _lower_quartile(near) if near else 0.0
        self._right = max(line.right for line in lines)
        self._left = min(line.left for line in lines)

    def parts(self, a: Line, b: Line, *, turned: bool) -> bool:
        """True when a new paragraph begins with line `b`, which comes after `a`."""
        if "\t" in a.text or "\t" in b.text or label_of(a.text) or label_of(b.text) or _BULLET.match(b.text):
            return True
        ended = _END.search(a.text) is not None
        if self._height == 0.0:
            return ended and len(a.text) < 60
        if abs(a.height - b.height) > 0.12 * self._height:
            return True
        if turned or b.bottom > a.bottom:
            return ended or self._is_heading([a])  # the next page or column: a sentence may go on there
        if self._pitch and a.bottom - b.bottom > 1.3 * self._pitch:
            return True
        left, right = a.room or (self._left, self._right)
        short = a.right - left < 0.8 * (right - left)
        return ended and (short or b.left > a.left + self._height)

    def piece(self, run: Sequence[Line]) -> Piece:
        """The block that these lines are."""
        text = self._joined(run)
        if "\t" in text:
            return Piece(kind="row", text=text)
        if _BULLET.match(text):
            return Piece(kind="item", text=text)
        return Piece(kind="heading" if self._is_heading(run) else "paragraph", text=text)

    def _is_heading(self, run: Sequence[Line]) -> bool:
        text = " ".join(line.text for line in run)
        if len(text) > _LONGEST_HEADING or label_of(text):
            return False
        larger = min(line.height for line in run) > 1.12 * self._height > 0
        return larger or (len(run) == 1 and len(text) <= 60 and text.isupper() and self._height > 0)

    def _joined(self, run: Sequence[Line]) -> str:
        parts = [run[0].text]
        for line in run[1:]:
            last = parts[-1]
            broken = _BROKEN.search(last[-_LONGEST_WORD:])
            if broken and line.text[:1].islower():
                parts[-1] = last[:-1] + ("-" if self._has_hyphen(broken[1], line.text) else "")
            elif broken:
                parts[-1] = _SOFT.sub("-", last)  # "Mazar-e-" and "Sharif": the hyphen is part of the name
            else:
                parts.append(" ")
            parts.append(line.text)
        return _SOFT.sub("-", "".join(parts))

    def _has_hyphen(self, before: str, after: str) -> bool:
        """True when the document writes this word with a hyphen elsewhere too."""
        rest = re.match(r"\w+", after)
        return bool(rest) and f"{before}-{rest[0] if rest else ''}" in self._hyphened


def _lower_quartile(values: Sequence[float]) -> float:
    return sorted(values)[len(values) // 4]
