"""Rows of two tables: one partner each, and the best for all rather than for the first."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from gowah.link.lists import rivals

Scored = list[tuple[int, int, int]]


def left(pairs: Scored, table: list[int]) -> list[tuple[int, int]]:
    """The pairs that are not given up for better ones."""
    columns = (np.array([pair[n] for pair in pairs], dtype=np.int64) for n in range(3))
    given_up = rivals(*columns, np.array(table, dtype=np.int64))
    return [pair[:2] for pair, out in zip(pairs, given_up, strict=True) if not out]


def test_a_row_goes_with_the_best_of_its_rivals() -> None:
    assert left([(0, 2, 9000), (0, 3, 4000), (1, 3, 5000)], [0, 0, 1, 1]) == [(0, 2), (1, 3)]


def test_nobody_is_left_over_for_a_little_better_a_pair() -> None:
    pairs = [(0, 2, 20_000), (0, 3, 20_500), (1, 3, 20_400)]
    assert left(pairs, [0, 0, 1, 1]) == [(0, 2), (1, 3)]


def test_a_row_has_a_partner_in_each_other_table() -> None:
    pairs = [(0, 1, 5000), (0, 2, 4000), (1, 2, 3000)]
    assert left(pairs, [0, 1, 2]) == [(0, 1), (0, 2), (1, 2)]


def test_what_is_no_row_of_a_table_has_no_rivals() -> None:
    pairs = [(0, 1, 5000), (0, 2, 4000), (1, 3, 3000), (2, 3, 100)]
    assert left(pairs, [0, -1, -1, 0]) == [pair[:2] for pair in pairs]


@given(st.dictionaries(st.tuples(st.integers(0, 5), st.integers(6, 11)), st.integers(0, 60_000)), st.randoms())
def test_at_most_one_partner_each_whatever_the_order(scores: dict[tuple[int, int], int], chance: object) -> None:
    pairs = [(a, b, score) for (a, b), score in scores.items()]
    table = [0] * 6 + [1] * 6
    found = left(pairs, table)
    assert len({a for a, _ in found}) == len({b for _, b in found}) == len(found)
    # Nobody stays alone beside somebody else who does: with these two the pair could have been kept.
    met_a, met_b = {a for a, _ in found}, {b for _, b in found}
    assert all(a in met_a or b in met_b for a, b, _ in pairs)
    chance.shuffle(pairs)  # type: ignore[attr-defined]
    assert sorted(left(pairs, table)) == sorted(found)
