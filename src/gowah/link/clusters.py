"""Mentions → groups: the best-supported merge first, and none that a cannot-link forbids.

Two groups are as close as the middle between their best pair and their average pair, pairs that no block brought
together counting as strangers. So one good link helps a meagre mention in, and a chain of lukewarm links cannot
join two attacks, as it would in connected components.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """Items that go together, and how near the other groups are."""

    members: list[int]
    near: dict[int, tuple[int, int, int]] = field(default_factory=dict)  # other -> (sum of scores, pairs, best)


def groups(
    size: int,
    scores: Mapping[Pair, int],
    together: Sequence[Pair],
    may: Callable[[int, int], bool],
    *,
    stranger: int,
    threshold: int,
) -> list[list[int]]:
    """The items 0..size-1 as groups, in order of their first item.

    `scores` are in millibits, for pairs (lower, higher); `together` are joined before anything else;
    `may` says whether two items may share a group; `stranger` is the score of a pair not compared.
    """
    found = {n: _Group(members=[n]) for n in range(size)}
    home = list(range(size))
    for (a, b), score in scores.items():
        found[a].near[b] = found[b].near[a] = (score, 1, score)
    for a, b in together:
        if home[a] != home[b]:
            _merge(found, home, home[a], home[b])
    queue = [
        (-_closeness(found, a, b, stranger), _order(found, a, b), a, b)
        for a in found
        for b in found[a].near
        if a < b and _closeness(found, a, b, stranger) >= threshold
    ]
    heapq.heapify(queue)
    while queue:
        score, _, a, b = heapq.heappop(queue)
        if a not in found or b not in found or -score != _closeness(found, a, b, stranger):
            continue
        if not all(may(x, y) for x in found[a].members for y in found[b].members):
            found[a].near.pop(b)
            found[b].near.pop(a)
            continue
        kept = _merge(found, home, a, b)
        for other in sorted(found[kept].near):
            near = _closeness(found, kept, other, stranger)
            if near >= threshold:
                low, high = sorted((kept, other))
                heapq.heappush(queue, (-near, _order(found, low, high), low, high))
    return sorted(sorted(group.members) for group in found.values())


def _closeness(found: dict[int, _Group], a: int, b: int, stranger: int) -> int:
    """Millibits, rounded down: between the best pair and the average, which strangers drag down."""
    total, compared, best = found[a].near.get(b, (0, 0, stranger))
    pairs = len(found[a].members) * len(found[b].members)
    return ((total + (pairs - compared) * stranger) // pairs + best) // 2


def _order(found: dict[int, _Group], a: int, b: int) -> Pair:
    first, second = min(found[a].members), min(found[b].members)
    return (first, second) if first < second else (second, first)


def _merge(found: dict[int, _Group], home: list[int], a: int, b: int) -> int:
    """b goes into a; the id that stays."""
    if len(found[a].near) + len(found[a].members) < len(found[b].near) + len(found[b].members):
        a, b = b, a
    gone = found.pop(b)
    found[a].members.extend(gone.members)
    for n in gone.members:
        home[n] = a
    found[a].near.pop(b, None)
    for other, (total, compared, best) in gone.near.items():
        if other == a:
            continue
        found[other].near.pop(b)
        known = found[a].near.get(other, (0, 0, best))
        joined = (known[0] + total, known[1] + compared, max(known[2], best))
        found[a].near[other] = found[other].near[a] = joined
    return a
