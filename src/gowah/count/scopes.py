"""Figures over many incidents: by perpetrator, community, place, period, responsibility, and all.

Each incident counts once in a scope. A total that a source gives is never added: it covers attacks that
are already here, or that nobody described.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Sequence
from datetime import date

from gowah.count.figures import figure_id
from gowah.count.incidents import Counted
from gowah.count.origins import Units
from gowah.model import Figure, Incident, Scope
from gowah.words.tables import Tables

_UNSURE = ("suspected", "disputed", "denied", "unknown")


def scopes(incident: Incident, tables: Tables) -> Iterator[Scope]:
    """Every scope that an incident lies in; an attack on Hazaras is one on Shia too, as the tables say."""
    yield Scope()
    status = incident.responsibility.status
    yield Scope(responsibility=status)
    for group in _broader("groups", incident.perpetrator.code if incident.perpetrator else None, tables):
        yield Scope(perpetrator=group)
        yield Scope(perpetrator=group, responsibility=status)
    for community in _broader("communities", incident.community.code if incident.community else None, tables):
        yield Scope(community=community)
    if incident.where:
        for row in tables.ancestors(incident.where.place):
            if row.kind in ("province", "country"):
                yield Scope(place=row.id)
    for earliest, latest in _periods(incident):
        yield Scope(earliest=earliest, latest=latest)


def _broader(table: str, code: str | None, tables: Tables) -> list[str]:
    if code is None or code in ("unknown", "other"):
        return []
    return [row.code for row in tables.broader(table, code)] or [code]


def _periods(incident: Incident) -> Iterator[tuple[str, str]]:
    """The year and the month that surely hold the incident."""
    if not incident.when or not incident.when.earliest or not incident.when.latest:
        return
    first, last = date.fromisoformat(incident.when.earliest), date.fromisoformat(incident.when.latest)
    if first.year == last.year:
        yield f"{first.year:04}-01-01", f"{first.year:04}-12-31"
        if first.month == last.month:
            days = calendar.monthrange(first.year, first.month)[1]
            yield f"{first:%Y-%m}-01", f"{first:%Y-%m}-{days:02}"


def summed(counted: Sequence[Counted], scope: Scope, measure: str, rule: str, units: Units) -> Figure:
    """One measure over these incidents: the sums of their ends, each incident once.

    An incident without a number adds nothing to low and best and leaves high open. For the measure
    `incidents` of a perpetrator, low leaves out those in which its part is only suspected or disputed.
    """
    its = [one.figures[measure] for one in counted if measure in one.figures]
    low = sum(figure.low or 0 for figure in its)
    best = sum(figure.best or 0 for figure in its)
    whole = len(its) == len(counted) and all(figure.high is not None for figure in its)
    high = sum(figure.high or 0 for figure in its) if whole else None
    if measure == "incidents" and scope.perpetrator and not scope.responsibility:
        low -= sum(one.incident.responsibility.status in _UNSURE for one in counted)
    texts = {text for one in counted if measure in one.figures for text in one.texts}
    origins_low, origins_high = units.of_texts(sorted(texts))
    return Figure(
        id=figure_id(scope, measure, rule), measure=measure, scope=scope, rule=rule,
        low=low if its else None, best=best if its else None, high=high, reports=len(texts),
        origins_low=origins_low, origins_high=origins_high,
        incidents=tuple(sorted((one.incident.id for one in counted), key=_by_number)),
        values=tuple(value for figure in its for value in figure.values),
    )  # fmt: skip


def _by_number(incident: str) -> tuple[int, str]:
    return (len(incident), incident)
