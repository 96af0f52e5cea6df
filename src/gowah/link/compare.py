"""Two mentions side by side: what forbids that they are one attack, and what speaks for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import product

from gowah.link.model import Weights
from gowah.link.profile import TOLLS, Profile
from gowah.model import Link, Part
from gowah.words.settings import LinkSettings
from gowah.words.tables import Tables

TABLE_OF = {"site": "sites", "community": "communities", "perpetrator": "groups", "tactic": "tactics"}
"""Property -> the table its codes come from."""

_LOCAL = {"district", "city"}
_SPOT = {"area", "village", "site"}
SOON = 3
"""Days within which a report without a date is taken for news."""
WEEKS = 21
"""Days within which it most likely still speaks of that attack rather than of an older one."""


def forbidden(a: Profile, b: Profile, tables: Tables, settings: LinkSettings) -> str | None:
    """Why the two cannot be one attack, whatever else they share; None if they may be."""
    if a.text == b.text and not told_again(a, b, tables):
        return "named apart in one report"
    if a.days and b.days:
        if min(_gap(x, y) for x, y in product(a.days, b.days)) > settings.days:
            return "their dates contradict"
    elif any(_reported_before(x, y, settings) for x, y in ((a, b), (b, a))):
        return "one was reported before the other happened"
    if where(a.places, b.places, tables) == "other provinces":
        return "in other provinces"
    return None


def told_again(a: Profile, b: Profile, tables: Tables) -> bool:
    """Two mentions in one report may be one attack that it comes back to: one of them adds no toll and no other day.

    Nothing of it may contradict the other, and the later may not say that it was another attack.
    """
    later = a if a.at > b.at else b
    if a.at == b.at or later.another or a.stance != b.stance or (_has_toll(a) and _has_toll(b)):
        return False
    if a.days and b.days and all(_gap(x, y) for x, y in product(a.days, b.days)):
        return False
    if where(a.places, b.places, tables) == "other provinces":
        return False
    found = {name: terms(a.terms[name], b.terms[name], table, tables) for name, table in TABLE_OF.items()}
    return "other" not in found.values() and found["site"] != "kin"


def _has_toll(one: Profile) -> bool:
    return any(one.tolls[name] for name in TOLLS)


def compare(a: Profile, b: Profile, tables: Tables, weights: Weights) -> tuple[Part, ...]:
    """The parts of the score of two mentions; each tells what was compared and what was found."""
    again = a.text == b.text and told_again(a, b, tables)
    parts = [weights.part("prior", "any pair"), weights.part("when", when(a, b))]
    parts.append(weights.part("where", _in_one_story(where(a.places, b.places, tables), again)))
    if again:
        parts.append(weights.part("report", "told again"))
    for name, table in TABLE_OF.items():
        parts.append(weights.part(name, terms(a.terms[name], b.terms[name], table, tables)))
    for name in TOLLS:
        parts.append(weights.part(name, tolls(a.tolls[name], b.tolls[name])))
    parts.append(weights.part("names", names(a.names, b.names)))
    parts.append(weights.part("wording", wording(a.sentence, b.sentence)))
    return tuple(part for part in parts if part.weight or part.found != "unknown")


def link(a: Profile, b: Profile, parts: tuple[Part, ...], joined: bool) -> Link:
    """The record of a comparison, the lower id first."""
    low, high = sorted((a.mention, b.mention))
    return Link(a=low, b=high, parts=parts, joined=joined)


def when(a: Profile, b: Profile) -> str:
    """How two dates agree, by their distance and precision."""
    if not a.days or not b.days:
        return _undated(a, b)
    return min((_dates(x, y) for x, y in product(a.days, b.days)), key=_DATE_ORDER.index)


_DATE_ORDER = (
    "same day", "overlap within a week", "a day apart", "overlap within a month", "days apart", "overlap within a year",
    "contradict",
)  # fmt: skip


def _dates(x: tuple[date, date], y: tuple[date, date]) -> str:
    gap = _gap(x, y)
    if gap:
        return "a day apart" if gap == 1 else "days apart" if gap <= 7 else "contradict"
    longest = max((end - start).days + 1 for start, end in (x, y))
    if longest == 1:
        return "same day"
    return "overlap within a " + ("week" if longest <= 7 else "month" if longest <= 31 else "year")


def _gap(x: tuple[date, date], y: tuple[date, date]) -> int:
    return max(0, (y[0] - x[1]).days, (x[0] - y[1]).days)


def _undated(a: Profile, b: Profile) -> str:
    if a.days or b.days:
        dated, other = (a, b) if a.days else (b, a)
        waited = [(other.published - day).days for day, _ in dated.days] if other.published else []
        if any(0 <= days <= SOON for days in waited):
            return "one undated, published within days"
        return "one undated, published within weeks" if any(0 <= days <= WEEKS for days in waited) else "one undated"
    near = a.published and b.published and abs((a.published - b.published).days) <= SOON
    return "both undated, published within days" if near else "both undated"


def _reported_before(undated: Profile, dated: Profile, settings: LinkSettings) -> bool:
    if undated.days or not dated.days or undated.published is None:
        return False
    return min(start for start, _ in dated.days) > undated.published + timedelta(days=settings.days)


def where(a: Sequence[str], b: Sequence[str], tables: Tables) -> str:
    """How two lists of places agree: the best of their pairs."""
    if not a or not b:
        return "unknown"
    return min((_places(x, y, tables) for x, y in product(a, b)), key=_PLACE_ORDER.index)


def _in_one_story(found: str, again: bool) -> str:
    """A story names the district, and later the township: two places near each other are no contradiction then."""
    return "near, in one story" if again and found.startswith("other parts of one") else found


_PLACE_ORDER = (
    "same named site", "same spot", "same city or district", "spot within the city or district", "same province",
    "within the province", "other parts of one city", "same country", "within the country", "unknown",
    "other parts of one province", "other provinces",
)  # fmt: skip


def _places(a: str, b: str, tables: Tables) -> str:
    up_a, up_b = list(tables.ancestors(a)), list(tables.ancestors(b))
    if not up_a or not up_b:
        return "unknown"
    ids_b = {row.id for row in up_b}
    common = next((row for row in up_a if row.id in ids_b), None)
    if common is None:
        return "other provinces"
    if a == b:
        if common.kind in _SPOT:
            return "same named site" if common.kind == "site" else "same spot"
        return f"same {_level(common.kind)}"
    if common.id in (a, b):
        level = _level(common.kind)
        return "spot within the city or district" if level == "city or district" else f"within the {level}"
    provinces = {row.id for up in (up_a, up_b) for row in up if row.kind == "province"}
    if len(provinces) > 1:
        return "other provinces"
    return "other parts of one city" if common.kind in _LOCAL | _SPOT else "other parts of one province"


def _level(kind: str) -> str:
    return "city or district" if kind in _LOCAL | _SPOT else kind if kind in ("province", "country") else "country"


def terms(a: Sequence[str], b: Sequence[str], table: str, tables: Tables) -> str:
    """How two lists of codes agree: the same, one a kind of the other, kin (one parent), or other."""
    if not a or not b:
        return "unknown"
    return min((_codes(x, y, table, tables) for x, y in product(a, b)), key=_TERM_ORDER.index)


_TERM_ORDER = ("same", "kind of", "kin", "other")


def _codes(x: str, y: str, table: str, tables: Tables) -> str:
    if x == y:
        return "same"
    if tables.is_a(table, x, y) or tables.is_a(table, y, x):
        return "kind of"
    tops = [{row.code for row in tables.broader(table, code)} for code in (x, y)]
    return "kin" if tops[0] & tops[1] else "other"


Ends = tuple[int | None, int | None]


def tolls(a: Sequence[Ends], b: Sequence[Ends]) -> str:
    """How two lists of numbers agree; "at least 11" fits 12, and 11 is near 12 but far from 40."""
    if not a or not b:
        return "unknown"
    return min((_numbers(x, y) for x, y in product(a, b)), key=_TOLL_ORDER.index)


_TOLL_ORDER = ("same number", "fits", "near", "apart", "far apart", "unknown")


def _numbers(x: Ends, y: Ends) -> str:
    points = [ends[0] if ends[0] is not None else ends[1] for ends in (x, y)]
    if points[0] is None or points[1] is None:
        return "unknown"
    low, high = sorted((points[0], points[1]))
    if low == high:
        return "same number"
    far = high > 3 * low + 5
    fits = all(one[1] is None or other[0] is None or other[0] <= one[1] for one, other in ((x, y), (y, x)))
    if fits and not far:
        return "fits"
    return "near" if high <= low * 1.3 + 1 else "far apart" if far else "apart"


def names(a: frozenset[str], b: frozenset[str]) -> str:
    """Whether the two name the same mosque, school or street, in whatever script."""
    if not a or not b:
        return "unknown"
    shared = len(a & b)
    return "several shared" if shared > 1 else "one shared" if shared else "none shared"


def wording(a: frozenset[str], b: frozenset[str]) -> str:
    """Whether the two sentences use the same words."""
    if len(a) < 4 or len(b) < 4:
        return "its own"
    share = 100 * len(a & b) // len(a | b)
    return "nearly the same words" if share >= 60 else "much alike" if share >= 35 else "its own"
