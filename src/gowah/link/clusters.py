"""Scored pairs → groups: the best-supported merge first, and none that a cannot-link forbids.

Pairs at or above the threshold make components. Where all pairs of a component are such, it is one group. Any other is
worked through: two groups are as close as the middle between their best pair and their average pair, so one good link
helps a meagre mention in, and a chain of lukewarm links cannot join two attacks, as it would in connected components.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Pair = tuple[int, int]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
APART = -10_000_000
"""The score of a pair that a person ruled different."""
_GONE = np.iinfo(np.int64).min
"""How close a group is to one that it may not join, to itself, and to one that is no more."""


def components(size: int, a: Ints, b: Ints) -> Ints:
    """For each of the items 0..size-1 the least item that pairs (a, b) lead to from it."""
    root = np.arange(size, dtype=np.int64)
    while len(a):
        low = np.minimum(root[a], root[b])
        np.minimum.at(root, root[a], low)
        np.minimum.at(root, root[b], low)
        while not np.array_equal(deeper := root[root], root):
            root = deeper
        open_ = root[a] != root[b]
        a, b = a[open_], b[open_]
    return root


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """All pairs of the items of one component, as positions in it, with their scores in millibits."""

    a: Ints
    b: Ints
    score: Ints


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """An item with copies: the sentences that it shares with them, and the reports that it stands in."""

    sentences: frozenset[str]
    reports: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Groups:
    """Groups by the position of their first item: the sum of scores between each two, the best, the worst.

    `barred`: whatever either is joined with, the two stay apart.
    """

    total: Ints
    best: Ints
    worst: Ints
    barred: Flags
    size: Ints
    near: Ints
    home: Ints


def groups(
    size: int, pairs: Scored, together: Iterable[Pair], copied: Mapping[int, Copy], *, threshold: int, never: int
) -> list[list[int]]:  # fmt: skip
    """The positions 0..size-1 as groups, in order of their first.

    `together` are joined before anything else, and are to others what the nearer of the two is: who may join one may
    join both, whatever dates and places the other gives. Groups with a pair of `never` or less between them stay apart;
    a pair of `APART` or less stays apart in any case. Then those that share a sentence that was copied are joined, best
    first, and in the same way, for what a copy garbled is nothing that anybody says; two of one report stay apart in
    any case. Then all others.
    """
    total = np.zeros((size, size), dtype=np.int64)
    total[pairs.a, pairs.b] = total[pairs.b, pairs.a] = pairs.score
    near = np.where(total <= never, _GONE, total)
    np.fill_diagonal(near, _GONE)
    within = _shared(size, {n: copy.reports for n, copy in copied.items()})
    barred = (total <= APART) | (within & (total <= never))
    found = _Groups(
        total=total, best=total.copy(), worst=total.copy(), barred=barred, near=near,
        size=np.ones(size, dtype=np.int64), home=np.arange(size),
    )  # fmt: skip
    for a, b in together:
        first, second = sorted((int(found.home[a]), int(found.home[b])))
        if first != second:
            _merge(found, first, second, never, nearer=True)
    shared = _shared(size, {n: copy.sentences for n, copy in copied.items()})
    for first, second in _best(found, threshold, shared):
        _merge(found, first, second, never, nearer=True)
        shared[first] |= shared[second]
        shared[:, first] |= shared[:, second]
    for first, second in _best(found, threshold):
        _merge(found, first, second, never, nearer=False)
    return [np.flatnonzero(found.home == head).tolist() for head in np.unique(found.home).tolist()]


def _shared(size: int, its_things: Mapping[int, Iterable[object]]) -> Flags:
    """Which of the items 0..size-1 share a thing."""
    shared = np.zeros((size, size), dtype=bool)
    holders: dict[object, list[int]] = defaultdict(list)
    for n, things in its_things.items():
        for thing in things:
            holders[thing].append(n)
    for its in holders.values():
        shared[np.ix_(its, its)] = True
    return shared


def _best(found: _Groups, threshold: int, among: Flags | None = None) -> Iterator[Pair]:
    """The closest two groups, as long as any are close enough; whoever asks for the next has merged them."""
    while True:
        near = found.near if among is None else np.where(among, found.near, _GONE)
        first, second = divmod(int(near.argmax()), len(near))
        if near[first, second] < threshold:
            return
        yield first, second


def _merge(found: _Groups, a: int, b: int, never: int, *, nearer: bool) -> None:
    """The group of b goes into that of a, which comes before it."""
    total, best, worst = _nearer(found, a, b) if nearer else _joined(found, a, b)
    found.total[a] = found.total[:, a] = total
    found.best[a] = found.best[:, a] = best
    found.worst[a] = found.worst[:, a] = worst
    found.barred[a] |= found.barred[b]
    found.barred[:, a] = found.barred[a]
    found.size[a] += found.size[b]
    found.home[found.home == b] = a
    near = (total // (found.size[a] * found.size) + best) // 2
    near[worst <= never] = _GONE
    near[found.home != np.arange(len(near))] = _GONE
    near[a] = _GONE
    found.near[a] = found.near[:, a] = near
    found.near[b] = found.near[:, b] = _GONE


def _joined(found: _Groups, a: int, b: int) -> tuple[Ints, Ints, Ints]:
    return (
        found.total[a] + found.total[b], np.maximum(found.best[a], found.best[b]),
        np.minimum(found.worst[a], found.worst[b]),
    )  # fmt: skip


def _nearer(found: _Groups, a: int, b: int) -> tuple[Ints, Ints, Ints]:
    """What stands for two groups that are surely one: to each other group the nearer of them, counted for both."""
    mean_a, mean_b = (found.total[n] // (found.size[n] * found.size) for n in (a, b))
    worst_a, worst_b = found.worst[a], found.worst[b]
    first = (worst_a > worst_b) | ((worst_a == worst_b) & (mean_a >= mean_b))
    total = np.where(first, mean_a, mean_b) * (found.size[a] + found.size[b]) * found.size
    best = np.where(first, found.best[a], found.best[b])
    worst = np.where(first, worst_a, worst_b)
    apart = found.barred[a] | found.barred[b]
    own = _joined(found, a, b)
    return np.where(apart, own[0], total), np.where(apart, own[1], best), np.where(apart, own[2], worst)
