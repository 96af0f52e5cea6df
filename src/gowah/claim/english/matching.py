"""Whether two passages can speak of one attack: their days, places and named sites must not rule each other out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from gowah.claim.english.evidence import Evidence
from gowah.words import DateSpan, NameSpan, Tables

MOST = 40
"""Different days, places and sites that are held against others; what one attack is told to have beyond is a list."""

_KIN: tuple[frozenset[str], ...] = (
    frozenset({"mosque", "shrine", "temple", "church"}),
    frozenset({"school", "education-centre"}),
    frozenset({"street", "market", "vehicle", "gathering", "checkpoint", "funeral"}),
    frozenset({"home", "village", "street"}),
)
"""Kinds of site that reports use for one and the same spot."""

_WEEK = frozenset(range(7))
_Days = tuple[str, str, bool]  # earliest, latest, whether it is one day
_Spot = tuple[str, frozenset[str]]  # code and proper name of a site


class Ground:
    """The different days, places and sites of an attack or of a passage, each once, in the order of the text.

    `weekdays` (0: Monday) are of reports of no known day; `whole`: a site is told with a day, a place or a toll of
    its own.
    """

    __slots__ = ("_finest", "days", "places", "sites", "weekdays", "whole")

    def __init__(self, items: Iterable[Evidence] = ()) -> None:
        self.days: dict[_Days, None] = {}
        self.weekdays: set[int] = set()
        self.places: dict[str, None] = {}
        self.sites: dict[_Spot, None] = {}
        self._finest: frozenset[str] | None = None
        self.whole = False
        for item in items:
            tolls = (not toll.part and toll.count.high != 0 for toll in item.tolls)
            self.whole = self.whole or bool(item.sites and (item.dates or item.places or any(tolls)))
            self.dated(item.dates)
            self.weekdays.update(item.weekdays)
            self.stand(item)

    def __bool__(self) -> bool:
        return bool(self.days or self.weekdays or self.places or self.sites)

    def dated(self, dates: Iterable[DateSpan]) -> None:
        """Takes in days."""
        for when in (span.when for span in dates):
            if len(self.days) < MOST:
                self.days[when.earliest or "", when.latest or "9999", when.precision == "day"] = None

    def stand(self, item: Evidence) -> None:
        """Takes in place and site."""
        self._places(item.places)
        for site in item.sites:
            if len(self.sites) < MOST:
                self.sites[site.code, site.proper] = None

    def _places(self, names: Iterable[NameSpan]) -> None:
        for name in names:
            if name.code not in self.places and len(self.places) < MOST:
                self.places[name.code] = None
                self._finest = None

    def finest(self, land: Land) -> frozenset[str]:
        """The places that hold none of the others."""
        if self._finest is None:
            above = {holder for code in self.places for holder in land.above(code) if holder != code}
            self._finest = frozenset(self.places.keys() - above)
        return self._finest


class Land:
    """Which places hold which, looked up once for each."""

    __slots__ = ("_above", "_tables")

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._above: dict[str, frozenset[str]] = {}

    def above(self, code: str) -> frozenset[str]:
        """The ids of the place and of all that hold it."""
        known = self._above.get(code)
        if known is None:
            known = self._above[code] = frozenset(row.id for row in self._tables.ancestors(code))
        return known

    def related(self, a: str, b: str) -> bool:
        """True when one place holds the other."""
        return b in self.above(a) or a in self.above(b)


def conflict(known: Ground, said: Ground, land: Land) -> bool:
    """True when what is said cannot be of the attack known."""
    if said.days and known.days and not any(_overlap(a, b) for a in said.days for b in known.days):
        return True
    if not _on_same_weekday(known, said):
        return True
    if said.sites and known.sites:
        named = [proper for _, proper in said.sites if proper]
        others = [proper for _, proper in known.sites if proper] if named else []
        if named and others:
            return not any(_alike(a, b) for a in named for b in others)
    if (
        said.places
        and known.places
        and not any(land.related(a, b) for a in said.finest(land) for b in known.finest(land))
    ):
        return True
    if not (said.sites and known.sites) or any(_kin(a, b) for a, _ in said.sites for b, _ in known.sites):
        return False
    return said.whole


def _on_same_weekday(known: Ground, said: Ground) -> bool:
    """False where a day of the week is none of those on which the other was."""
    for one, other in ((known, said), (said, known)):
        if one.weekdays and not one.days:
            fits = other.weekdays | {day for when in other.days for day in _weekdays_of(when)}
            if fits and not one.weekdays & fits:
                return False
    return True


def _weekdays_of(when: _Days) -> frozenset[int]:
    """The days of the week of a short span; all of them where it is a week or has an open end."""
    if not when[0] or when[1] == "9999":
        return _WEEK
    first, last = date.fromisoformat(when[0]), date.fromisoformat(when[1])
    many = (last - first).days + 1
    return frozenset((first.weekday() + n) % 7 for n in range(many)) if many < len(_WEEK) else _WEEK


def score(known: Ground, said: Ground, land: Land) -> float:
    """How much of the ground of an attack a passage names."""
    found = 0.0
    if any(_overlap(a, b) and a[2] == b[2] is True for a in said.days for b in known.days):
        found += 2
    found += 3 * any(a & b for _, a in said.sites for _, b in known.sites)
    found += any(a == b for a, _ in said.sites for b, _ in known.sites)
    return found + any(land.related(a, b) for a in said.places for b in known.places)


def _overlap(first: _Days, last: _Days) -> bool:
    return first[0] <= last[1] and last[0] <= first[1]


def _kin(a: str, b: str) -> bool:
    return a == b or any(a in kin and b in kin for kin in _KIN)


def _alike(a: frozenset[str], b: frozenset[str]) -> bool:
    return bool(a & b) or any(x[:4] == y[:4] and abs(len(x) - len(y)) < 3 for x in a for y in b if len(x) > 4 < len(y))
