"""Mentions as rows of one flat table: what is costly to work out for a pair is a column here.

Ids and words are numbers (`Numbers`), dates are days since the year 1, lists are empty never but absent. Columns:

    unit, texts, stands, another, stance, toll          which mention, in which reports, and how it is told
    published, from1..to1, from2..to2               days; the second span repeats the first where there is one only
    place, struck, spot, town, province, country    its own finest places, by kind
    local, local_up, province_up, reach, wide, root what holds them; lat, lon of the one place that is a point
    <term>, <term>_up                               codes, and they with all broader ones
    <toll>_points, _least, _most, _low, _high       the numbers told, their ends, and the ends of all they allow
    summed                                          whether `hurt` is killed and injured added up
    row, spelled, spells                            whether it is a table's row; its places' letters, and how many
    names, rare, scarce, sentence, len, bits                   proper names, those that go with few days; words
    quiet                                           its own places that go with few days
    seeks, found                                    keys by which mentions find each other (`link/blocking.py`)
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from zlib import crc32

from gowah.link.blocking import keys
from gowah.link.levels import TABLE_OF, TOLLS
from gowah.link.profile import Ends, Profile
from gowah.words.settings import LinkSettings
from gowah.words.tables import Place, Tables

LISTS = (
    "texts", "struck", "spot", "town", "province", "country", "local", "local_up", "province_up", "reach", "wide",
    "root", *(f"{name}{end}" for name in TABLE_OF for end in ("", "_up")), *(f"{name}_points" for name in TOLLS),
    "names", "rare", "scarce", "spelled", "quiet", "sentence", "seeks", "found",
)  # fmt: skip
WHOLE = (
    "unit", "stands", "published", "from1", "to1", "from2", "to2", "place", "len", "bits", "spells",
    *(f"{name}_{end}" for name in TOLLS for end in ("least", "most", "low", "high")),
)  # fmt: skip
POINTS = ("lat", "lon")
FLAGS = ("another", "toll", "summed", "row")
WORDS = ("stance",)

LOCAL = {"district", "city"}
SPOT = {"area", "village", "site"}
_SCARCE = 40
"""A name is scarce while they tell of no more than one in so many of all days."""
OPEN = 1_000_000_000
"""The upper end of "at least"; no toll comes near."""
_RARE = 4
"""A name or place is rare while the mentions that have it tell of no more than so many days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """Each word a number, in the order of first sight."""

    known: dict[str, int] = field(default_factory=dict)

    def of(self, words: Iterable[str]) -> list[int] | None:
        """The numbers of the words; None for none."""
        return sorted({self.known.setdefault(word, len(self.known)) for word in words}) or None


Row = dict[str, Any]
Columns = dict[str, list[Any]]


def columns(
    found: Sequence[Profile], texts: Sequence[Iterable[int]], tables: Tables, settings: LinkSettings
) -> Columns:
    """A row for each profile, in their order; `texts` are the reports that the k-th stands in."""
    numbers = Numbers()
    often, usual = _often(found)
    places: dict[tuple[str, ...], Row] = {}
    made: Columns = {name: [] for name in (*WHOLE, *LISTS, *POINTS, *FLAGS, *WORDS)}
    for n, (profile, its) in enumerate(zip(found, texts, strict=True)):
        if profile.places not in places:
            places[profile.places] = _places(profile.places, tables, numbers)
        row: Row = {"unit": n, "texts": sorted(set(its)), "stands": profile.at, "another": profile.another}
        row |= {"stance": profile.stance, "toll": any(profile.tolls[name] for name in TOLLS)}
        row |= _days(profile) | places[profile.places]
        if profile.point:
            row["lat"], row["lon"] = profile.point
        row["row"], row["spelled"], row["spells"] = profile.row, numbers.of(profile.spelled), len(profile.spelled)
        for name, table in TABLE_OF.items():
            codes = profile.terms[name]
            row[name] = numbers.of(codes)
            broader = [each.code for code in codes for each in tables.broader(table, code)]
            row[f"{name}_up"] = numbers.of(broader or codes)
        for name in TOLLS:
            row |= _tolls(name, profile.tolls[name])
        row |= _harmed(profile)
        row["names"] = numbers.of(profile.names)
        row["rare"], row["scarce"] = numbers.of(profile.names - often), numbers.of(profile.names - usual)
        row["quiet"] = numbers.of(place for place in profile.places if place not in often)
        row["sentence"] = numbers.of(profile.sentence)
        row["bits"] = _bits(profile.sentence)
        row["len"] = len(profile.sentence) if len(profile.sentence) >= _FEWEST_WORDS else None
        seeks, met = keys(profile, row["texts"], tables, settings)
        row["seeks"], row["found"] = numbers.of(seeks), numbers.of(met - seeks)
        for name, column in made.items():
            column.append(row[name])
    return made


_FEWEST_WORDS = 4


def _bits(words: Iterable[str]) -> int:
    bits = 0
    for word in words:
        bits |= 1 << crc32(word.encode()) % 63
    return bits


def _often(found: Sequence[Profile]) -> tuple[set[str], set[str]]:
    """Names and places that go with more than a few days, and those that go with many: to share them tells little.

    Days and not mentions are counted, for an attack that very many tell of is still one attack.
    """
    days: dict[str, set[date]] = {}
    every: set[date] = set()
    for profile in found:
        own = {start for start, end in profile.days[:1] if (end - start).days <= 7}
        if not profile.days and profile.published:
            own.add(profile.published)
        every |= own
        for name in {*profile.names, *profile.places}:
            days.setdefault(name, set()).update(own)
    many = max(_RARE, len(every) // _SCARCE)
    often = {name for name, its in days.items() if len(its) > _RARE}
    return often, {name for name in often if len(days[name]) > many}


def _days(profile: Profile) -> Row:
    spans = [(start.toordinal(), end.toordinal()) for start, end in profile.days[:2]]
    first, last = (spans[0], spans[-1]) if spans else ((None, None), (None, None))
    return {
        "published": _ordinal(profile.published), "from1": first[0], "to1": first[1], "from2": last[0], "to2": last[1]
    }  # fmt: skip


def _ordinal(day: date | None) -> int | None:
    return day.toordinal() if day else None


def _places(places: Sequence[str], tables: Tables, numbers: Numbers) -> Row:
    """Which places hold which, so that two rows tell by shared numbers how near they are."""
    up = {place: list(tables.ancestors(place)) for place in places}
    own = [chain[0] for chain in up.values() if chain]
    above = {row.id: row for chain in up.values() for row in chain}
    within = {place: next((row.id for row in chain if row.kind == "province"), None) for place, chain in up.items()}
    by_kind = {
        "struck": {"site"}, "spot": SPOT - {"site"}, "town": LOCAL, "province": {"province"}, "local": LOCAL | SPOT,
    }  # fmt: skip
    row: Row = {name: numbers.of(_ids(own, kinds)) for name, kinds in by_kind.items()}
    return row | {
        "place": len(own) or None,
        "country": numbers.of(each.id for each in own if each.kind not in LOCAL | SPOT | {"province"}),
        "local_up": numbers.of(_ids(above.values(), LOCAL | SPOT)),
        "province_up": numbers.of(_ids(above.values(), {"province"})),
        "reach": numbers.of(province for province in within.values() if province),
        "wide": numbers.of(up[each.id][-1].id for each in own if not within[each.id]),
        "root": numbers.of(chain[-1].id for chain in up.values() if chain),
    } | _point(own)  # fmt: skip


def _ids(found: Iterable[Place], kinds: set[str]) -> list[str]:
    return [row.id for row in found if row.kind in kinds]


def _point(own: Sequence[Place]) -> Row:
    """Where the one place is, if it is small enough for a distance to mean something."""
    one = own[0] if len(own) == 1 and own[0].kind in LOCAL | SPOT else None
    known = one is not None and one.latitude is not None and one.longitude is not None
    return {"lat": one.latitude if one and known else None, "lon": one.longitude if one and known else None}


def _harmed(profile: Profile) -> Row:
    """Killed and injured together, for reports that tell only that: told as such, or added up (`summed`)."""
    killed, injured = profile.tolls["killed"], profile.tolls["injured"]
    summed = not profile.tolls["hurt"] and len(killed) == 1 and len(injured) == 1
    if not summed:
        return {"summed": False}
    low, high = (_sum(killed[0][n], injured[0][n]) for n in (0, 1))
    return {"summed": True} | _tolls("hurt", ((low, high),))


def _sum(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one + other


_TOLL_ENDS = ("_points", "_least", "_most", "_low", "_high")


def _tolls(name: str, counts: Sequence[Ends]) -> Row:
    told = sorted({min(end, OPEN) for ends in counts for end in ends if end is not None})
    ends = [name + end for end in _TOLL_ENDS]
    if not told:
        return dict.fromkeys(ends)
    low = min(0 if low is None else min(low, OPEN) for low, _ in counts)
    high = max(OPEN if high is None else min(high, OPEN) for _, high in counts)
    return dict(zip(ends, (told, told[0], told[-1], low, high), strict=True))
