"""Days and places that two passages tell: where both differ, one form of words tells two events and nothing was copied.

Short news of violence is written after a pattern: "gunmen killed seven people in …, an ambulance took the dead to …".
A copy may garble a place, or a day within the week; it does not tell of another place on another day.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from gowah.trace.derive import Derivation
from gowah.trace.sentences import Page
from gowah.words.dates import find_dates
from gowah.words.tables import Tables

_SAME_DAYS = 2  # days apart that two days written out may be, and be one
_SLIP = 6  # days by which a copy may garble a day


def not_a_pattern(one: Derivation, tables: Tables) -> Derivation | None:
    """The derivation, at most suspected where the day is another; None where the place is another too."""
    its = one.comparison
    beside = {**its.nearest, **its.reused}
    ours = [n for n in one.sentences if n in beside]
    theirs = sorted({beside[n].earlier for n in ours})
    places = [_places(page, ns, tables) for page, ns in ((its.earlier, theirs), (its.later, ours))]
    elsewhere = all(places) and not any(_one_place(a, b, tables) for a in places[0] for b in places[1])
    days = [_days(page, ns) for page, ns in ((its.earlier, theirs), (its.later, ours))]
    gap = min((abs((a - b).days) for a in days[0] for b in days[1]), default=0)
    if elsewhere and gap > _SAME_DAYS:
        return None
    return replace(one, certain=False) if gap > _SLIP else one


def _days(page: Page, sentences: Iterable[int]) -> set[date]:
    """The days that are written out with their year; what is told by the day of publication moves with a copy."""
    pieces = [page.source.text[page.by_n[n].start : page.by_n[n].end] for n in sentences if n in page.by_n]
    times = [one.when for piece in pieces for one in find_dates(piece, None) if one.when.precision == "day"]
    return {date.fromisoformat(when.earliest) for when in times if when.earliest}


def _places(page: Page, sentences: Iterable[int], tables: Tables) -> set[str]:
    """The finest places named, no countries."""
    named = {code for n in sentences if n in page.by_n for table, code, *_ in page.by_n[n].names if table == "places"}
    broader = {row.id for code in named for row in [*tables.ancestors(code)][1:]}
    return {code for code in named - broader if code in tables.places and tables.places[code].kind != "country"}


def _one_place(a: str, b: str, tables: Tables) -> bool:
    """One is the other or lies within it."""
    return any(row.id == b for row in tables.ancestors(a)) or any(row.id == a for row in tables.ancestors(b))
