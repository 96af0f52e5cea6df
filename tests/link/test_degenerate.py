"""Records of one kind of thing only: they end quickly, in groups that make sense."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date, timedelta

import pytest

from gowah.link.duck import duck
from gowah.link.linked import Terms, clustered
from gowah.link.model import shipped_weights
from gowah.link.profile import Profile
from gowah.link.rows import rows_of
from gowah.words import Settings, load_tables

TABLES = load_tables(("afghanistan",))
DISTRICTS = sorted(place.id for place in TABLES.places.values() if place.kind == "district")
PLAIN = Profile(
    mention=0, text=0, key="", published=date(2022, 4, 22), days=((date(2022, 4, 21), date(2022, 4, 21)),),
    places=("AF-BAL.mazar-e-sharif",),
    terms={"site": ("mosque",), "community": (), "perpetrator": (), "tactic": ()},
    tolls={"killed": ((11, 11),), "injured": (), "hurt": ()}, names=frozenset(), capitals=True, sentence=frozenset(), spelled=frozenset(), point=None, row=False, stance="asserts",
    at=0, another=False,
)  # fmt: skip


def profile(n: int, **other: object) -> Profile:
    """The n-th of many, each in a report of its own."""
    return replace(PLAIN, mention=2 * n + 1, text=2 * n, key=f"{n:08}", **other)  # type: ignore[arg-type]


def day(n: int) -> tuple[tuple[date, date], ...]:
    """The n-th day, as a mention has it."""
    one = date(2000, 1, 1) + timedelta(days=n)
    return ((one, one),)


def identical(n: int) -> Profile:
    return profile(n)


def different(n: int) -> Profile:
    place = DISTRICTS[n % len(DISTRICTS)]
    return profile(n, days=day(n // len(DISTRICTS) * 5), places=(place,), tolls={**PLAIN.tolls, "killed": ((n, n),)})


def undated(n: int) -> Profile:
    place = DISTRICTS[n % len(DISTRICTS)]
    return profile(n, days=(), published=None, places=(place,), tolls={**PLAIN.tolls, "killed": ((n % 97, n % 97),)})


def one_place(n: int) -> Profile:
    return profile(n, days=day(n % 5000 * 3), tolls={**PLAIN.tolls, "killed": ((n % 89, n % 89),)})


def one_day(n: int) -> Profile:
    return profile(n, tolls={**PLAIN.tolls, "killed": ((n, n),)}, published=date(2022, 4, 22))


def bare(n: int) -> Profile:
    return profile(n, days=(), published=None, places=(), terms=dict.fromkeys(PLAIN.terms, ()),
                   tolls=dict.fromkeys(PLAIN.tolls, ()))  # fmt: skip


def groups(make: object, size: int) -> tuple[list[list[int]], float]:
    found = [make(n) for n in range(size)]  # type: ignore[operator]
    began = time.monotonic()
    terms = Terms(copied={}, settings=Settings(), weights=shipped_weights())
    clusters = [each.mentions for each in clustered(rows_of(found, TABLES, Settings().link), terms, duck)]
    assert sorted(n for cluster in clusters for n in cluster) == sorted(each.mention for each in found)
    return clusters, time.monotonic() - began


SENSE = [
    (identical, lambda found, size: len(found) == 1),
    (different, lambda found, size: len(found) == size),
    (undated, lambda found, size: len(found) > size // 100),
    (one_place, lambda found, size: len(found) >= min(size, 5000)),
    (one_day, lambda found, size: 1 <= len(found) < size),
    (bare, lambda found, size: len(found) == size),
]


@pytest.mark.parametrize(("make", "sensible"), SENSE)
def test_three_thousand_of_one_kind(make: object, sensible: object) -> None:
    found, _ = groups(make, 3000)
    assert sensible(found, 3000)  # type: ignore[operator]


@pytest.mark.slow
@pytest.mark.parametrize(("make", "sensible"), SENSE)
def test_a_hundred_thousand_of_one_kind_end_within_a_minute_of_two_processors(make: object, sensible: object) -> None:
    worked = time.process_time()
    found, seconds = groups(make, 100_000)
    worked = time.process_time() - worked
    print(f"{make.__name__}: {len(found)} groups in {seconds:.0f} s, {worked:.0f} s of the processors")  # type: ignore[attr-defined]
    assert sensible(found, 100_000)  # type: ignore[operator]
    assert worked < 120
