"""Which mentions are compared at all: those that share a day, a place, a name, or a report.

A true pair must not be lost, so the keys are generous; a key shared by very many mentions tells nothing
and is left to the others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta

from gowah.link.compare import SOON
from gowah.link.profile import Profile
from gowah.words.settings import LinkSettings
from gowah.words.tables import Tables

_LONGEST_BY_DAY = 62
_LARGEST_BLOCK = 400


def candidates(found: Sequence[Profile], tables: Tables, settings: LinkSettings) -> list[tuple[int, int]]:
    """Pairs of positions in `found` worth comparing, each once, in order."""
    pairs: set[tuple[int, int]] = set()
    for keys in (_day_keys, _place_keys, _name_keys, _news_keys, _story_keys):
        blocks: dict[str, list[int]] = defaultdict(list)
        for n, profile in enumerate(found):
            for key in sorted(set(keys(profile, tables, settings))):
                blocks[key].append(n)
        for members in blocks.values():
            if len(members) <= _LARGEST_BLOCK:
                pairs.update((a, b) for i, a in enumerate(members) for b in members[i + 1 :])
            else:  # neighbours in the order of content still meet
                pairs.update((a, b) for i, a in enumerate(members) for b in members[i + 1 : i + 16])
    return sorted(pairs)


def _provinces(profile: Profile, tables: Tables) -> list[str]:
    rows = (tables.within(place, "province") for place in profile.places)
    return sorted({row.id for row in rows if row})


def _day_keys(profile: Profile, tables: Tables, settings: LinkSettings) -> Iterator[str]:
    """Each day, and for short spans the days around it that a report may have meant."""
    for start, end in profile.days:
        length = (end - start).days
        if length > _LONGEST_BY_DAY:
            continue
        slack = settings.days if length <= 7 else 0
        for n in range(-slack, length + slack + 1):
            yield (start + timedelta(days=n)).isoformat()


def _place_keys(profile: Profile, tables: Tables, settings: LinkSettings) -> Iterator[str]:
    """Each place finer than a province; with the kind of target, the province too. Mentions without a day need this."""
    for place in profile.places:
        row = tables.places.get(place)
        if row and row.kind not in ("country", "province"):
            yield f"place {place}"
            city = tables.within(place, "city") or tables.within(place, "district")
            if city and city.id != place:
                yield f"place {city.id}"
    for province in _provinces(profile, tables):
        for site in profile.terms["site"]:
            for kind in tables.broader("sites", site):
                yield f"site {province} {kind.code}"


def _name_keys(profile: Profile, tables: Tables, settings: LinkSettings) -> Iterator[str]:
    for name in profile.names:
        if len(name) >= 4:
            yield f"name {name}"


def _news_keys(profile: Profile, tables: Tables, settings: LinkSettings) -> Iterator[str]:
    """Province and day; a mention without a date is taken for news of the days before its report."""
    days = [start for start, end in profile.days if (end - start).days <= 7]
    if not profile.days and profile.published:
        days = [profile.published - timedelta(days=n) for n in range(SOON + 1)]
    for province in _provinces(profile, tables):
        for day in days:
            yield f"news {province} {day.isoformat()}"


def _story_keys(profile: Profile, tables: Tables, settings: LinkSettings) -> Iterator[str]:
    """The report, which may come back to an attack that it has told."""
    yield f"story {profile.text}"
