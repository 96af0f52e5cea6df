"""Rows of two tables: a table has each attack once, so a row has one partner at most in another.

Where several rows of one table are like one of another, who is left without a partner counts too: scores are weighed
against those of all rivals on either side, over and over until that changes little (Sinkhorn & Knopp 1967), and the
best of what is left makes a pair.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from gowah.link.clusters import Flags, Ints

ROUNDS = 20
_ALONE = -10.0
"""Bits of a row's having no partner at all."""
_SEEN = 6
"""Decimals of a bit that count: the same on every machine."""


def rivals(a: Ints, b: Ints, score: Ints, table: Ints) -> Flags:
    """Which of the pairs (a, b), with scores in millibits above the threshold, are of rows that have better partners.

    `table` is the number of the table that each row stands in, -1 for what is no row of a table.
    """
    found = np.zeros(len(a), dtype=bool)
    of_two = np.flatnonzero((table[a] >= 0) & (table[b] >= 0) & (table[a] != table[b]))
    if not len(of_two):
        return found
    a, b, score = a[of_two], b[of_two], score[of_two]
    # A row may have a partner in each other table.
    width = int(table.max()) + 1
    seats, seat = np.unique(np.concatenate([a * width + table[b], b * width + table[a]]), return_inverse=True)
    left, right = seat[: len(a)], seat[len(a) :]
    weighed = _weighed(left, right, score / 1000, len(seats))
    order = np.lexsort((b, a, -score, -weighed))
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    found[of_two] = ~_paired(left, right, rank, len(seats))
    return found


def _weighed(left: Ints, right: Ints, bits: npt.NDArray[np.float64], size: int) -> npt.NDArray[np.float64]:
    """What speaks for each pair against all rivals of the two."""
    against = np.zeros(size)
    for _ in range(ROUNDS):
        share = np.exp2(bits - against[left] - against[right])
        whole = np.bincount(left, share, size) + np.bincount(right, share, size) + np.exp2(_ALONE - against)
        against += np.log2(whole) / 2
    found: npt.NDArray[np.float64] = np.round(bits - against[left] - against[right], _SEEN)
    return found


def _paired(left: Ints, right: Ints, rank: Ints, size: int) -> Flags:
    """The pairs that one gets by taking always the first in rank of which neither has a partner yet."""
    taken = np.zeros(size, dtype=bool)
    paired = np.zeros(len(rank), dtype=bool)
    free = np.arange(len(rank))
    while len(free):
        first = np.full(size, len(rank), dtype=np.int64)
        np.minimum.at(first, left[free], rank[free])
        np.minimum.at(first, right[free], rank[free])
        best = free[(first[left[free]] == rank[free]) & (first[right[free]] == rank[free])]
        paired[best] = True
        taken[left[best]] = taken[right[best]] = True
        free = free[~(taken[left[free]] | taken[right[free]])]
    return paired
