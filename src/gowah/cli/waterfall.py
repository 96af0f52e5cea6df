"""A score drawn as a sum of parts, in letters: each bar begins where the one before it ended."""

from __future__ import annotations

from collections.abc import Sequence

WIDTH = 41
"""Columns of the bars."""
DECIDES = 50_000
"""Millibits from which a part decides alone: what forbids a link, or a ruling. To scale it would hide all else."""
FOR, AGAINST, NOTHING, ALONE = "█", "▒", "·", "✕"


def waterfall(parts: Sequence[tuple[str, int]], threshold: int) -> list[str]:
    """Lines for the parts (words, weight in millibits) and their sum, in bits; `│` marks the threshold."""
    ends = [0]
    for _, weight in parts:
        ends.append(ends[-1] + (0 if abs(weight) >= DECIDES else weight))
    low, high = min(*ends, threshold), max(*ends, threshold)
    step = max(1, -(-(high - low) // (WIDTH - 1)))
    mark = (threshold - low) // step
    wide = max(len(words) for words, _ in (*parts, ("together", 0)))
    lines = []
    for (words, weight), before, after in zip(parts, ends, ends[1:], strict=False):
        bar = _bar((before - low) // step, (after - low) // step, weight, mark)
        lines.append(f"{words:<{wide}}  {bar}  {_bits(weight):>8}")
    total = sum(weight for _, weight in parts)
    bar = _bar(mark, (ends[-1] - low) // step, ends[-1] - threshold, mark)
    return [*lines, f"{'together':<{wide}}  {bar}  {_bits(total):>8}"]


def _bar(start: int, end: int, weight: int, mark: int) -> str:
    first, last = sorted((start, end))
    cells = [" "] * WIDTH
    cells[mark] = "│"
    if abs(weight) >= DECIDES or not weight:
        cells[first] = ALONE if weight else NOTHING
    else:
        cells[first : max(last, first + 1)] = (FOR if weight > 0 else AGAINST) * max(last - first, 1)
    return "".join(cells[:WIDTH])


def _bits(weight: int) -> str:
    if abs(weight) >= DECIDES:
        return "decides" if weight > 0 else "forbids"
    return f"{'+' if weight >= 0 else '−'}{abs(weight) / 1000:.1f}"
