"""The figures of one incident: its tolls, and how many origins say that it happened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gowah.count.figures import figure_id, grade
from gowah.count.origins import Statement, Units, bounds
from gowah.count.tolls import MEASURES, NO_END, Toll, toll
from gowah.model import Certainty, Decider, Figure, Incident, Mention, Scope, Term
from gowah.words.tables import Tables

_TOLD = (*MEASURES, "abducted")


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """An incident with its figures by measure: incidents, killed, injured, hurt."""

    incident: Incident
    figures: Mapping[str, Figure]
    texts: frozenset[int]


def counted(incident: Incident, mentions: Sequence[Mention], units: Units, tables: Tables, rule: str) -> Counted:
    """The figures of one incident; `mentions` are its own."""
    attackers = {mention.entry: _counts_attackers(mention) for mention in mentions}
    tolls = {
        measure: toll(units.statements(mentions, measure), incident.perpetrator, attackers, tables)
        for measure in MEASURES
    }
    scope = Scope(incident=incident.id)
    figures = {"incidents": _happened(incident, mentions, units, scope, rule)}
    for measure in ("killed", "injured"):
        if tolls[measure].all:
            figures[measure] = _figure(incident, measure, tolls[measure], scope, rule)
    hurt = _hurt(incident, tolls, scope, rule)
    if hurt:
        figures["hurt"] = hurt
    return Counted(incident=incident, figures=figures, texts=frozenset(mention.text for mention in mentions))


def _counts_attackers(mention: Mention) -> bool:
    said = [value for _, value in mention.values("attackers_included") if isinstance(value.value, Term)]
    return any(getattr(value.value, "code", "") == "yes" and value.certainty is Certainty.STATED for value in said)


def _happened(incident: Incident, mentions: Sequence[Mention], units: Units, scope: Scope, rule: str) -> Figure:
    """One incident; its origins are those of its tolls, and of the reports that give none."""
    told = [one for one in units.statements(mentions, *_TOLD) if one.value.certainty is not Certainty.DENIED]
    with_toll = {one.mention for one in told}
    bare = [_first_value(mention, units) for mention in mentions if mention.entry not in with_toll]
    every = told + [one for one in bare if one]
    low, high = bounds(every)
    return Figure(
        id=figure_id(scope, "incidents", rule), measure="incidents", scope=scope, rule=rule, low=1, best=1, high=1,
        reports=len({mention.text for mention in mentions}), origins_low=low, origins_high=high,
        incidents=(incident.id,), values=tuple(one.id for one in sorted(every, key=_order)), grade=grade(low),
    )  # fmt: skip


def _first_value(mention: Mention, units: Units) -> Statement | None:
    found = [one for one in units.statements([mention]) if one.value.certainty is not Certainty.DENIED]
    return found[0] if found else None


def _order(one: Statement) -> tuple[object, ...]:
    return one.order


def _figure(incident: Incident, measure: str, its: Toll, scope: Scope, rule: str) -> Figure:
    """`values` holds every value of the measure; those that count as evidence make the origins."""
    evidence = [one for one in its.all if not one.value.of_whom and one.value.certainty is not Certainty.DENIED]
    low, high = bounds(evidence)
    return Figure(
        id=figure_id(scope, measure, rule), measure=measure, scope=scope, rule=rule,
        low=its.low, best=its.best, high=its.high, reports=len({one.text for one in evidence}),
        origins_low=low, origins_high=high, incidents=(incident.id,), deciders=its.deciders,
        values=tuple(one.id for one in its.all), grade=grade(low),
    )  # fmt: skip


def _hurt(incident: Incident, tolls: Mapping[str, Toll], scope: Scope, rule: str) -> Figure | None:
    """Killed or injured together.

    Where the two are known apart, their ends are added, and what sources say of both together stands beside.
    Where only one is known, it is the least; what sources say of both together then counts if it is more.
    """
    killed, injured, both = tolls["killed"], tolls["injured"], tolls["hurt"]
    every = [*killed.all, *injured.all, *both.all]
    evidence = [one for one in every if not one.value.of_whom and one.value.certainty is not Certainty.DENIED]
    if not evidence:
        return None
    apart = [part for part in (killed, injured) if part.used]
    if len(apart) == 2:
        low, best, high = _sum(apart, "low"), _sum(apart, "best"), _sum(apart, "high")
        deciders = _beside(both, "stands beside: killed and injured are known apart")
    elif both.used:
        low = max([both.low or 0, *(part.low or 0 for part in apart)])
        best = max([both.best or 0, *(part.best or 0 for part in apart)])
        high = None if both.high is None or any(part.high is None for part in apart) else max(both.high, best)
        deciders = both.deciders
    elif apart:
        low, best, high = apart[0].low, apart[0].best, None
        deciders = ()
    else:
        low = best = high = None
        deciders = both.deciders
    reasons = (
        [d for part in apart for d in part.deciders if d.end != NO_END] if not both.used or len(apart) == 2 else []
    )
    origins = bounds(evidence)
    return Figure(
        id=figure_id(scope, "hurt", rule), measure="hurt", scope=scope, rule=rule, low=low, best=best, high=high,
        reports=len({one.text for one in evidence}), origins_low=origins[0], origins_high=origins[1],
        incidents=(incident.id,), deciders=(*reasons, *deciders), values=tuple(one.id for one in every),
        grade=grade(origins[0]),
    )  # fmt: skip


def _sum(parts: Sequence[Toll], end: str) -> int | None:
    ends = [getattr(part, end) for part in parts]
    return None if any(number is None for number in ends) else sum(ends)


def _beside(both: Toll, because: str) -> tuple[Decider, ...]:
    return tuple(Decider(end=NO_END, value=one.id, because=because) for one in both.all)
