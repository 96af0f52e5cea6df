"""Words for made-up stories and for what never lived (`data/common/fiction.csv`)."""

from __future__ import annotations

from functools import cache

from gowah.words import fold
from gowah.words.sheets import sheet


@cache
def words_of(kind: str) -> tuple[str, ...]:
    """The words of a kind: `work`, `maybe`, `tells`, `unliving`, those of drills and mock courts, or `sport`."""
    return tuple(word for row in sheet("fiction") if row["kind"] == kind for word in row["words"].split("|"))


@cache
def _unliving() -> frozenset[str]:
    return frozenset(fold(word) for word in words_of("unliving"))


def is_unliving(word: str) -> bool:
    """True for what no attack kills: "engine", "prices"."""
    return fold(word) in _unliving()
