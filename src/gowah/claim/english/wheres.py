"""Which of the places that a report names is where an attack was."""

from __future__ import annotations

from collections.abc import Sequence

from gowah.claim.english.events import Event
from gowah.claim.english.evidence import Evidence
from gowah.words import NameSpan, Tables
from gowah.words.whereabouts import OPEN


def place_of(event: Event, passages: Sequence[Evidence], tables: Tables) -> tuple[Evidence, NameSpan] | None:
    """The passage that says best where the attack was, and the place in it; `passages` are the event's, in order."""
    own = {place.code for item in event.items if not item.titled for place in item.places}
    told = [(item, place) for item in passages for place in item.places if _agrees(place, own, tables)]
    if not told and not event.aside:
        told = [(item, place) for item in event.borrowed for place in item.places]
    return _of_unknown_province(event, tables) or _most_specific(told, tables)


def _of_unknown_province(event: Event, tables: Tables) -> tuple[Evidence, NameSpan] | None:
    """A name of several places of which it is open which one is meant, where the first to place the attack names no
    other: a province named later on is as likely the other's."""
    first = next((item for item in event.items if item.places), None)
    if first is None or any(place.doubt != OPEN and tables.within(place.code, "province") for place in first.places):
        return None
    return next(((first, place) for place in first.places if place.doubt == OPEN), None)


def _agrees(place: NameSpan, own: set[str], tables: Tables) -> bool:
    """True for a place that holds one of the attack's own or lies in it; "May 25, Herat and Kabul" tells of both."""
    if not own or place.code in own:
        return True
    above = {row.id for row in tables.ancestors(place.code)}
    return bool(above & own) or any(row.id == place.code for code in own for row in tables.ancestors(code))


def _most_specific(told: list[tuple[Evidence, NameSpan]], tables: Tables) -> tuple[Evidence, NameSpan] | None:
    """The place that most of the places named agree with, and its finest refinement among them."""
    known = [(item, place) for item, place in told if place.code in tables.places]
    if not known:
        return None
    above = {code: {row.id for row in tables.ancestors(code)} for code in {place.code for _, place in known}}

    def support(place: NameSpan) -> int:
        return len(above[place.code] & above.keys())

    def depth(place: NameSpan) -> int:
        return len(above[place.code])

    first = max(known, key=lambda k: (support(k[1]), -k[1].start))[1]
    line = [k for k in known if first.code in above[k[1].code] or k[1].code in above[first.code]]
    return max(
        line,
        key=lambda k: (support(k[1]), -tables.precision(k[1].code), depth(k[1]), -k[1].start),
    )
