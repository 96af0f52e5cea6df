"""Incidents as their stories tell of them: each attribute with what the stories say for each of its values."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from statistics import median_high

from semeval_docs import Report, city_key
from semeval_linking import linked, name_key
from semeval_outlets import at_home
from semeval_story import INJURED, KILLED, Person, Story

Name = tuple[str, ...]
"""The parts of a name, in small letters."""
Shares = Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """Stories of one incident. `days` (as ordinals), `towns` and `states` have shares of what is said, `places` and
    `harms` the shares of the stories that name a place and tell of a harm; `issued` is the day of the first story."""

    docs: tuple[str, ...]
    issued: int
    days: Mapping[int, float]
    towns: Shares
    states: Shares
    places: Shares
    harms: Shares
    killed: int
    injured: int
    people: tuple[tuple[Name, Person], ...]
    named: frozenset[Name]
    involved: frozenset[Name]


def incidents_of(stories: Sequence[Story], reports: Mapping[str, Report]) -> list[Incident]:
    """The stories, those of one incident together."""
    return [incident_of(group, reports) for group in linked(at_home(stories, reports), reports)]


def incident_of(group: Sequence[Story], reports: Mapping[str, Report]) -> Incident:
    """What the stories of a group say."""
    told = [story for story in group if story.killed + story.injured] or list(group)
    days = _together(story.days for story in group)
    return Incident(
        docs=tuple(sorted(story.doc_id for story in group)),
        issued=min(ordinal(reports[story.doc_id].dct) for story in group),
        days={ordinal(day): share for day, share in days.items()},
        towns=_together(story.towns for story in group), states=_together(story.states for story in group),
        places=_together((tuple((key, 1.0) for key in _keys(story.places)) for story in group), len(group)),
        harms={
            KILLED: sum(story.killed > 0 for story in group) / len(group),
            INJURED: sum(story.injured > 0 for story in group) / len(group),
        },
        killed=median_high(story.killed for story in told), injured=median_high(story.injured for story in told),
        people=tuple((parts_of(person.name), person) for person in _people(group)),
        named=ways_to_ask(name.split() for story in group for name in story.names),
        involved=ways_to_ask(name.split() for story in group for name in story.involved),
    )  # fmt: skip


def ordinal(day: str) -> int:
    """An ISO day as a number; 0 for none."""
    return date.fromisoformat(day).toordinal() if day else 0


def parts_of(name: str) -> Name:
    """The parts of a name in small letters, without "Jr."."""
    parts = re.sub(r"[^\w\s'’-]", "", name).lower().split()
    return tuple(part for part in parts if part not in ("jr", "sr", "ii", "iii", "iv"))


def ways_to_ask(names: Iterable[Sequence[str]]) -> frozenset[Name]:
    """How people of these names may be asked for: `("first", "jane")`, `("full_name", "jane", "doe")`."""
    found: set[Name] = set()
    for parts in names:
        found.add(("first", parts[0]))
        found.add(("full_name", parts[0], parts[-1]))
        found.update(("last", *parts[-many:]) for many in range(1, len(parts)))
    return frozenset(found)


def _keys(places: Iterable[str]) -> set[str]:
    return {_key(place) for place in places}


@cache
def _key(place: str) -> str:
    return city_key(place)


def _together(said: Iterable[Sequence[tuple[str, float]]], stories: int = 0) -> dict[str, float]:
    """The mean of shares over `stories`, or over those that say anything."""
    whole: defaultdict[str, float] = defaultdict(float)
    many = 0
    for shares in said:
        many += bool(shares)
        for key, share in shares:
            whole[key] += share
    return {key: share / (stories or many) for key, share in whole.items()}


def _people(group: Sequence[Story]) -> list[Person]:
    """Each of the named once, killed rather than injured."""
    people: dict[tuple[str, str], Person] = {}
    for story in group:
        for person in story.people:
            known = people.get(name_key(person.name))
            if person.name and (known is None or (known.fate != KILLED and person.fate == KILLED)):
                people[name_key(person.name)] = person
    return list(people.values())


def harmed(incident: Incident, kind: str) -> int:
    """How many were killed or injured."""
    return incident.killed if kind == KILLED else incident.injured if kind == INJURED else 0
