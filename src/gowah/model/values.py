"""What a claim can say: counts, times, places, terms, money, text. All immutable.

Every value keeps `as_written`, the words of the source, and is never made more precise than they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


class Datum:
    """Base of the value types, so that a field may hold any of them."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Count(Datum):
    """How many. `low` and `high` are inclusive; an absent end is open ("at least 13" = 13..).

    "more than 120" is 121..; "about 3,000" is 3000, 3000 with `about`; "no one" is 0, 0.
    """

    low: int | None = None
    high: int | None = None
    about: bool = False
    as_written: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class When(Datum):
    """A span of days, both ends inclusive, ISO 8601 (`2022-04-19`); an absent end is unknown."""

    earliest: str | None = None
    latest: str | None = None
    as_written: str = ""

    @property
    def precision(self) -> str | None:
        """`day`, `week` (2 to 7 days), `month` (to 31), `year` or longer; None when an end is open."""
        if self.earliest is None or self.latest is None:
            return None
        days = (date.fromisoformat(self.latest) - date.fromisoformat(self.earliest)).days + 1
        return "day" if days == 1 else "week" if days <= 7 else "month" if days <= 31 else "year"


@dataclass(frozen=True, slots=True, kw_only=True)
class Where(Datum):
    """A place of the gazetteer, or the smallest one known to hold it.

    `place` is an id of `data/places.csv` (ISO 3166 codes for countries and provinces) or absent;
    `precision` is UCDP's where_prec: 1 exact, 2 within 25 km, 3 district, 4 province, 5 vague or
    linear, 6 country, 7 water or air.
    """

    place: str | None = None
    precision: int = 6
    as_written: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term(Datum):
    """A code of one of the word tables (groups, communities, sites, tactics, …)."""

    code: str
    as_written: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Money(Datum):
    """An amount in whole units of an ISO 4217 currency."""

    amount: int
    currency: str
    as_written: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(Datum):
    """Words for which there is no finer type."""

    text: str


DATUM_TYPES: dict[str, type[Datum]] = {
    "count": Count, "when": When, "where": Where, "term": Term, "money": Money, "text": Text,
}  # fmt: skip
"""The tag under `type` in the canonical form -> the class."""


def wording(datum: Datum) -> str:
    """The words of the source that a value rests on."""
    return datum.text if isinstance(datum, Text) else str(getattr(datum, "as_written", ""))
