"""A score drawn as a sum of parts: an SVG in which each bar begins where the one before it ended.

Each bar has its words and its number beside it, and for and against differ in pattern too, so that no colour is needed
to read it; the colours are those of the page, by day and by night.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from gowah.model import Part

WIDTH, ROW, WORDS, NUMBERS, TOP = 640, 20, 270, 70, 6
"""Units of the drawing: its width, the height of a row, room for words and numbers."""
DECIDES = 50_000
"""Millibits from which a part decides alone; drawn to scale, it would hide all else."""


def waterfall(parts: Sequence[Part], title: str) -> str:
    """The drawing of a score; the line is 0, from which on two mentions may be one incident."""
    ends = [0]
    for part in parts:
        ends.append(ends[-1] + (0 if abs(part.weight) >= DECIDES else part.weight))
    low, high = min(ends), max(ends)
    room = WIDTH - WORDS - NUMBERS

    def x(millibits: int) -> float:
        return WORDS + room * (millibits - low) / max(1, high - low)

    height = TOP + ROW * (len(parts) + 1) + TOP
    drawn = [
        f'<svg class="waterfall" viewBox="0 0 {WIDTH} {height}" role="img"><title>{escape(title)}</title>',
        f'<line class="tick" x1="{x(0):.1f}" x2="{x(0):.1f}" y1="{TOP}" y2="{height - TOP}"/>',
    ]
    rows = [(f"{part.comparison}: {part.found}", part.weight) for part in parts]
    for n, ((words, weight), before, after) in enumerate(zip(rows, ends, ends[1:], strict=False)):
        drawn.append(_row(n, words, weight, before, after, x))
    total = sum(part.weight for part in parts)
    drawn.append(_row(len(rows), "together", total, 0, ends[-1], x))
    return "".join([*drawn, "</svg>"])


def _row(n: int, words: str, weight: int, before: int, after: int, x: Callable[[int], float]) -> str:
    y = TOP + ROW * n
    left, right = sorted((x(before), x(after)))
    kind = "for" if weight > 0 else "against"
    number = f"{'+' if weight >= 0 else '−'}{abs(weight) / 1000:.1f}"
    if abs(weight) >= DECIDES:
        number = "decides" if weight > 0 else "forbids"
    return (
        f'<text class="axis" x="{WORDS - 8}" y="{y + 14}" text-anchor="end">{escape(words)}</text>'
        f'<rect class="{kind}" x="{left:.1f}" y="{y + 4}" width="{max(1.0, right - left):.1f}" height="{ROW - 7}"/>'
        f'<text class="axis" x="{WIDTH - 4}" y="{y + 14}" text-anchor="end">{number}</text>'
    )
