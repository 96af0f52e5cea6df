"""Which mentions are compared at all.

Two that have a day and a province each can only be one attack if these agree, so one key finds them all: the province
and the day. Whoever lacks a day or a province seeks by what it has (the place, the kind of target, a proper name, the
day) among all that have it. A true pair is lost only where the two share nothing of that. A key that very many share
would compare all with all: there a mention meets only its neighbours in the order of place, day and toll.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from gowah.link.levels import SOON
from gowah.link.profile import Profile
from gowah.words.settings import LinkSettings
from gowah.words.tables import Tables

LARGEST = 150
"""Mentions with one key, all of which are compared with all."""
NEIGHBOURS = 15
_LONGEST_BY_DAY = 62
_SHORT = 7


def keys(profile: Profile, tables: Tables, settings: LinkSettings) -> tuple[set[str], set[str], bool]:
    """(keys under which a mention seeks, keys under which it can be found, whether it seeks by its names too).

    A pair needs one that seeks. All seek by their reports and copied sentences, and can be found by their names.
    """
    days = set(_days(profile, settings))
    provinces = {row.id for place in profile.places if (row := tables.within(place, "province"))}
    placed = bool(provinces) and all(tables.within(place, "province") for place in profile.places)
    dated = bool(days)
    seeks = {f"{province} {day}" for province in provinces for day in days} | set(_toll_keys(profile))
    met = {f"day {day}" for day in days}
    met |= set(_place_keys(profile, provinces, tables))
    if profile.row:
        its = set(_row_keys(profile, settings, 0))
        met |= its
        seeks |= set() if dated else its | set(_row_keys(profile, settings, 1))
    if not dated:
        seeks |= {f"{province} {day}" for province in provinces for day in _news(profile)}
        seeks |= {key for key in met if not key.startswith("day ")}
    if not placed:
        seeks |= met
    return seeks, seeks | met, not (dated and placed)


def _days(profile: Profile, settings: LinkSettings) -> Iterator[str]:
    """Each day, and for short spans the days around it: two that are at most `settings.days` apart share one."""
    for start, end in profile.days:
        length = (end - start).days
        if length <= _LONGEST_BY_DAY:
            before, after = ((settings.days + 1) // 2, settings.days // 2) if length <= _SHORT else (0, 0)
            yield from _stretch(start, -before, length + after)


def _stretch(start: date, first: int, last: int) -> Iterator[str]:
    return ((start + timedelta(days=n)).isoformat() for n in range(first, last + 1))


def _news(profile: Profile) -> Iterator[str]:
    """A mention without a date is most likely news of the days before its report."""
    return _stretch(profile.published, -SOON, 0) if profile.published else iter(())


def _toll_keys(profile: Profile) -> Iterator[str]:
    """The day with both tolls: a slip of the pen may have put the attack into another province."""
    for start, end in profile.days:
        if start == end:
            for killed in profile.tolls["killed"]:
                yield from (f"{start} {killed} {injured}" for injured in profile.tolls["injured"])


def _row_keys(profile: Profile, settings: LinkSettings, around: int) -> Iterator[str]:
    """A table's row without a day is sought by the year with the sides, the place's sound, or its spot on the map.

    Each also with the toll, for where very many share a year. `around`: how many tenths of a degree about the spot.
    """
    span = timedelta(days=settings.days)
    years = {year for start, end in profile.days for year in range((start - span).year, (end + span).year + 1)}
    what = [f"sound {sound}" for sound in profile.sounds]
    what += [f"sides {' '.join(sorted(profile.sides[0]))} {' '.join(sorted(profile.sides[1]))}"]
    if profile.point:
        north, east = (round(degrees * 10) for degrees in profile.point)
        steps = range(-around, around + 1)
        what += [f"spot {north + n} {east + m}" for n in steps for m in steps]
    tolls = ["", *(f" {sense} {told}" for sense, told in profile.figures)]
    return (f"{each} {year}{toll}" for each in what for year in years for toll in tolls)


def _place_keys(profile: Profile, provinces: Iterable[str], tables: Tables) -> Iterator[str]:
    """Each place finer than a province, and the town that holds it; with the kind of target, the province too."""
    for place in profile.places:
        row = tables.places.get(place)
        if row and row.kind not in ("country", "province"):
            town = tables.within(place, "city") or tables.within(place, "district")
            yield from {f"place {place}", f"place {town.id}" if town else f"place {place}"}
    for province in provinces:
        for site in profile.terms["site"]:
            for kind in tables.broader("sites", site):
                yield f"site {province} {kind.code}"


_STEPS = f"(values {', '.join(f'({n})' for n in range(1, NEIGHBOURS + 1))}) as steps(step)"

KEYS = """select unit, EXPLODE(seeks) as key, true as seeks from mentions where seeks is not null
    union all select unit, EXPLODE(found) as key, false as seeks from mentions where found is not null
    union all select unit, EXPLODE(names) as key, seeking as seeks from mentions where names is not null
    union all select unit, EXPLODE(texts) as key, true as seeks from mentions where texts is not null
    union all select unit, EXPLODE(copied) as key, true as seeks from mentions where copied is not null"""

USEFUL = """select k.unit, k.key, k.seeks, s.size from keys k join
    (select key, count(*) as size from keys group by key having count(*) > 1 and max(case when seeks then 1 end) = 1) s
    on k.key = s.key"""

ORDERED = f"""select k.unit, k.key, row_number() over (partition by k.key order by
    m.town, m.local_up, coalesce(m.from1, m.published), m.killed_least, m.unit) as place
    from useful k join mentions m on k.unit = m.unit where k.size > {LARGEST}"""

PAIRS = f"""select distinct l.unit as join_key_l, r.unit as join_key_r, '0' as match_key
    from useful l join useful r on l.key = r.key and l.unit < r.unit
    where l.size <= {LARGEST} and (l.seeks or r.seeks)
    union
    select distinct least(l.unit, r.unit) as join_key_l, greatest(l.unit, r.unit) as join_key_r, '0' as match_key
    from (select unit, key, place + step as place from ordered cross join {_STEPS}) l
    join ordered r on l.key = r.key and l.place = r.place"""
"""Candidate pairs, each once. `ordered` is the crowd of each key that very many share."""
