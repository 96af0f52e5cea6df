"""Mentions as rows of one flat table: what is costly to work out for a pair is a column here.

Ids and words are numbers (`Numbers`), dates are days since the year 1, lists are empty never but absent. What follows
from a mention alone (`own`) is worked out once; what depends on all others (`link/among.py`) whenever they change.
Columns:

    unit, texts, stands, another, stance, toll          which mention, in which reports, and how it is told
    published, from1..to1, from2..to2               days; the second span repeats the first where there is one only
    place, struck, spot, town, province, country    its own finest places, by kind
    local, local_up, province_up, reach, wide, root what holds them; lat, lon of the one place that is a point
    <term>, <term>_up                               codes, and they with all broader ones
    sorts                                           the sorts of its sites: buildings, ways, occasions …
    <toll>_points, _least, _most, _low, _high       the numbers told, their ends, and the ends of all they allow
    summed                                          whether `hurt` is killed and injured added up
    row, spelled, spells, sounds                    whether it is a table's row; its places' letters, how many, sounds
    attackers, targets, numbers, senses             of a table's row: words for its sides, tolls by their senses
    capitals                                        whether capitals tell its names
    sentence, len, bits                             words
    seeks, found                                    keys by which mentions find each other (`link/blocking.py`)
    seeking                                         whether it seeks by its names too

and, among all others:

    names, rare, scarce                             proper names, those that go with few days
    quiet, <toll>_rare                              its own places and large numbers that go with few days
    copied                                          sentences that others copied or that are copies (`link/copies.py`)
    cells, figures                                  of a table's row: words, and numbers in their sense, each as many
                                                    times over as it is rare; telling is how many cells there are

and, only to work out the latter, `called`, `stood`, `<toll>_large`: all of its names, places and large numbers; `lined`
and `figured`, the words and the numbers of a table's row; `said`, its sentence as one number; `day`, the one day it
tells of; `likeness`, what two share that cannot be told apart but by their names (`vague` ones share nothing but
copies); `key`, by which mentions are ordered.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any
from zlib import crc32

from gowah.link.blocking import keys
from gowah.link.levels import DOZEN, TABLE_OF, TOLLS
from gowah.link.profile import Ends, Profile
from gowah.link.ragged import number
from gowah.words.settings import LinkSettings
from gowah.words.sheets import sheet
from gowah.words.tables import Place, Tables

LISTS = (
    "struck", "spot", "town", "province", "country", "local", "local_up", "province_up", "reach", "wide",
    "root", *(f"{name}{end}" for name in TABLE_OF for end in ("", "_up")), *(f"{name}_points" for name in TOLLS),
    "sorts", "spelled", "sounds", "attackers", "targets", "numbers", "senses", "sentence", "seeks", "found",
)  # fmt: skip
AMONG_LISTS = (
    "texts", "names", "rare", "scarce", "quiet", *(f"{name}_rare" for name in TOLLS), "copied",
    "cells", "figures",
)  # fmt: skip
"""Lists that depend on other mentions."""
AMONG_WHOLE = ("telling",)
"""Numbers that do."""
WHOLE = (
    "stands", "published", "from1", "to1", "from2", "to2", "place", "len", "bits", "spells",
    *(f"{name}_{end}" for name in TOLLS for end in ("least", "most", "low", "high")),
)  # fmt: skip
POINTS = ("lat", "lon")
FLAGS = ("another", "toll", "summed", "row", "capitals", "seeking")
WORDS = ("stance",)
OWN_LISTS = ("called", "stood", "lined", "figured", *(f"{name}_large" for name in TOLLS))
OWN_WHOLE = ("said", "day", "likeness")
OWN_FLAGS = ("vague",)
OWN_WORDS = ("key",)

LOCAL = {"district", "city"}
SPOT = {"area", "village", "site"}
OPEN = 1_000_000_000
"""The upper end of "at least"; no toll comes near."""
_WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """Each word as its number (`ragged.number`), worked out once."""

    known: dict[str, int] = field(default_factory=dict)

    def of(self, words: Iterable[str]) -> list[int] | None:
        """The numbers of the words; None for none."""
        return sorted({self.one(word) for word in words}) or None

    def one(self, word: str) -> int:
        """The number of a word."""
        found = self.known.get(word)
        if found is None:
            found = self.known[word] = number(word)
        return found


Row = dict[str, Any]
Columns = dict[str, list[Any]]


def own(found: Sequence[Profile], tables: Tables, settings: LinkSettings) -> Columns:
    """A row for each profile, in their order, of what follows from it alone."""
    numbers = Numbers()
    parts: dict[tuple[object, ...], Row] = {}
    names = (*WHOLE, *LISTS, *POINTS, *FLAGS, *WORDS, *OWN_LISTS, *OWN_WHOLE, *OWN_FLAGS, *OWN_WORDS)
    made: Columns = {name: [] for name in names}
    for profile in found:
        row = _own_row(profile, tables, numbers, parts)
        seeks, met, row["seeking"] = keys(profile, tables, settings)
        row["seeks"], row["found"] = numbers.of(seeks), numbers.of(met - seeks)
        for name, column in made.items():
            column.append(row[name])
    return made


def _own_row(profile: Profile, tables: Tables, numbers: Numbers, parts: dict[tuple[object, ...], Row]) -> Row:
    """`parts`: of places, terms and tolls met before."""
    row: Row = {"stands": profile.at, "another": profile.another, "stance": profile.stance, "row": profile.row}
    row["toll"] = any(profile.tolls[name] for name in TOLLS)
    if profile.places not in parts:
        parts[profile.places] = _places(profile.places, tables, numbers)
    row |= _days(profile) | parts[profile.places]
    if profile.point:
        row["lat"], row["lon"] = profile.point
    for name in TABLE_OF:
        terms = (name, profile.terms[name])
        if terms not in parts:
            parts[terms] = _terms(*terms, tables, numbers)
        row |= parts[terms]
    row["sorts"] = numbers.of(_sorts().get(code, "building") for code in profile.terms["site"])
    for name in TOLLS:
        tolls = (name, profile.tolls[name])
        if tolls not in parts:
            parts[tolls] = _tolls(*tolls) | {f"{name}_large": numbers.of(_large(*tolls))}
        row |= parts[tolls]
    row |= _harmed(profile)
    row["spelled"], row["spells"] = numbers.of(profile.spelled), len(profile.spelled)
    row["called"], row["capitals"] = numbers.of(profile.names), profile.capitals
    row["sentence"], row["bits"] = numbers.of(profile.sentence), _bits(profile.sentence)
    row["len"] = len(profile.sentence) if len(profile.sentence) >= _FEWEST_WORDS else None
    row["lined"] = numbers.of(f"cell {word}" for word in profile.sentence if word.isalpha()) if profile.row else None
    row["figured"] = row["numbers"] = numbers.of(f"{sense} {told}" for sense, told in profile.figures)
    row["senses"] = numbers.of(sense for sense, _ in profile.figures)
    row["attackers"], row["targets"] = (numbers.of(side) for side in profile.sides)
    row["sounds"] = numbers.of(profile.sounds)
    row["said"] = number(" ".join(sorted(profile.sentence)))
    row["key"], row["vague"] = profile.key, not (profile.days and profile.places)
    # Vague mentions of different reports stay apart; those of a report kept twice do not.
    row["likeness"] = number(profile.key if row["vague"] else repr(profile.signature))
    return row


_FEWEST_WORDS = 4


def _terms(name: str, codes: Sequence[str], tables: Tables, numbers: Numbers) -> Row:
    broader = [each.code for code in codes for each in tables.broader(TABLE_OF[name], code)]
    return {name: numbers.of(codes), f"{name}_up": numbers.of(broader or codes)}


def _bits(words: Iterable[str]) -> int:
    bits = 0
    for word in words:
        bits |= 1 << crc32(word.encode()) % 63
    return bits


def _large(name: str, counts: Sequence[Ends]) -> set[str]:
    """The large numbers that are told of this toll."""
    told = {end for ends in counts for end in ends if end is not None}
    return {f"{name} {number}" for number in told if number >= DOZEN}


@lru_cache(maxsize=1)
def _sorts() -> dict[str, str]:
    """Code of a site -> its sort, where that is not a building (`data/common/link_cues.csv`)."""
    rows = (row for row in sheet("link_cues") if row["cue"].startswith("site: "))
    return {code: row["cue"].removeprefix("site: ") for row in rows for code in row["words"].split("|")}


def _days(profile: Profile) -> Row:
    spans = [(start.toordinal(), end.toordinal()) for start, end in profile.days[:2]]
    first, last = (spans[0], spans[-1]) if spans else ((None, None), (None, None))
    return {
        "published": _ordinal(profile.published), "from1": first[0], "to1": first[1], "from2": last[0], "to2": last[1],
        "day": _one_day(profile),
    }  # fmt: skip


def _one_day(profile: Profile) -> int | None:
    """The day that it tells of, or without any that of its report."""
    start, end = profile.days[0] if profile.days else (profile.published, profile.published)
    return start.toordinal() if start and end and (end - start).days <= _WEEK else None


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
        "stood": numbers.of(places),
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
