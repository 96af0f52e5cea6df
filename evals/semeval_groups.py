"""Items → groups: the closest two groups are merged first, as long as they are close enough.

Two groups are as close as the middle between their best pair and their average pair, as in Gowah's linker: one good
link helps a meagre story in, and a chain of lukewarm ones joins nothing.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping

Pair = tuple[int, int]
Near = tuple[float, int, float]
"""Sum of scores, how many pairs have one, and the best of them."""


def groups(size: int, scores: Mapping[Pair, float], *, stranger: float) -> list[list[int]]:
    """The items 0..size-1 in groups. `stranger` is the score of a pair that has none; a merge needs more than 0."""
    members = {n: [n] for n in range(size)}
    near: dict[int, dict[int, Near]] = {n: {} for n in range(size)}
    for (a, b), score in scores.items():
        near[a][b] = near[b][a] = (score, 1, score)

    def close(a: int, b: int) -> float:
        total, many, best = near[a][b]
        pairs = len(members[a]) * len(members[b])
        return ((total + (pairs - many) * stranger) / pairs + best) / 2

    queue = [(-close(a, b), a, b) for a in near for b in near[a] if a < b and close(a, b) > 0]
    heapq.heapify(queue)
    while queue:
        score, a, b = heapq.heappop(queue)
        if a not in members or b not in members or b not in near[a] or -score != close(a, b):
            continue
        members[a] += members.pop(b)
        del near[a][b]
        for other, (total, many, best) in near.pop(b).items():
            if other == a:
                continue
            del near[other][b]
            known = near[a].get(other, (0.0, 0, best))
            near[a][other] = near[other][a] = (known[0] + total, known[1] + many, max(known[2], best))
        for other in near[a]:
            if close(a, other) > 0:
                first, second = min(a, other), max(a, other)
                heapq.heappush(queue, (-close(first, second), first, second))
    return sorted(sorted(group) for group in members.values())
