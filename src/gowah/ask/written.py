"""What an answerer hands back: the writing with its value, or an abstention that says why and what is known."""

from __future__ import annotations

from dataclasses import dataclass, replace

from gowah.ask.desk import Desk, Found, Writing
from gowah.ask.query import Query
from gowah.ask.scope import Scoped
from gowah.model import Incident, Term, TotalSaid
from gowah.words.plain import say_range, say_site, say_spot, say_term, say_what, say_when


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """An answer before it is sealed into an `Answer`."""

    writing: Writing
    value: int | bool | str | tuple[str, ...] | None = None
    low: int | None = None
    high: int | None = None
    by_incidents: tuple[int | None, int | None, tuple[str, ...]] | None = None
    by_totals: tuple[TotalSaid, ...] = ()
    reason: str | None = None

    @property
    def abstained(self) -> bool:
        """True when the record cannot answer."""
        return self.reason is not None


def name_incident(incident: Incident, desk: Desk) -> str:
    """`suicide bombing of 8 October 2021 (mosque, Kunduz)`: what, when, where, no more than is known."""
    tables = desk.tables
    what = say_what(incident.tactic, tables).lower()
    time = incident.when if incident.when and (incident.when.earliest or incident.when.latest) else None
    when = "" if time is None else f" of {say_when(time)}" if time.earliest and time.latest else f", {say_when(time)}"
    spot = say_spot(incident.where, tables) if incident.where and incident.where.place else ""
    site = say_site(incident.site, tables).lower()
    detail = [part for part in ("" if site and site in spot.lower() else site, spot) if part]
    return f"{what}{when} ({', '.join(detail)})" if detail else f"{what}{when}"


def abstain(query: Query, scoped: Scoped, desk: Desk, reason: str | None = None) -> Drafted:
    """Why the record cannot answer, and what it does know that is nearest, cited."""
    writing = Writing(desk)
    why = reason or _why(query, scoped, desk)
    if scoped.incidents:
        for incident in scoped.incidents[:3]:
            items = _placing(incident, desk)
            writing.say(f"What the record does know: {name_incident(incident, desk)}", items)
    elif scoped.missing == "time" or reason is None:
        _span_known(query, desk, writing)
    return Drafted(writing=writing, reason=why)


def _why(query: Query, scoped: Scoped, desk: Desk) -> str:
    tables = desk.tables
    match scoped.missing:
        case "time":
            when = say_when(query.period) if query.period else "the months named"
            return f"no report of this record speaks of such an attack in the period asked for ({when})"
        case "place":
            where = " or ".join(tables.places[place].name for place in query.places)
            return f"no report of this record speaks of such an attack in {where}"
        case "community":
            who = " or ".join(say_term("communities", Term(code=code), tables) for code in query.communities)
            return f"no report of this record speaks of an attack on {who}"
        case "group":
            who = " or ".join(say_term("groups", Term(code=code), tables) for code in query.groups)
            return f"no report of this record lays such an attack at the door of {who}"
        case "name":
            return "no report of this record holds the name asked about in connection with such an attack"
        case "site" | "tactic":
            table, codes = (f"{scoped.missing}s", query.sites if scoped.missing == "site" else query.tactics)
            what = " or ".join(say_term(table, Term(code=code), tables).lower() for code in codes)
            return f"no report of this record speaks of such an attack ({what})"
    return "no report of this record speaks of it"


def _span_known(query: Query, desk: Desk, writing: Writing) -> None:
    """Which time the record's incidents cover, where the question lies outside; cited at both ends."""
    wide = replace(query, period=None, months=())
    dated = [i for i in desk.incidents if i.when and i.when.earliest and i.when.latest]
    if not dated or not (query.period or query.months) or wide == query:
        return
    first, last = dated[0], max(dated, key=lambda i: (i.when and i.when.latest) or "")
    items = [*_placing(first, desk)[:1], *_placing(last, desk)[:1]]
    ends = f"{say_when(first.when)} to {say_when(last.when)}"
    writing.say(
        f"What the record does know: its attacks lie between {ends}, {say_range(len(dated), len(dated))} with a date",
        items,
    )


def _placing(incident: Incident, desk: Desk) -> list[Found]:
    """The values an incident's time and place were taken from."""
    chosen = dict(incident.chosen)
    items = [desk.found[chosen[name]] for name in ("when", "where") if chosen.get(name) in desk.found]
    return items or desk.of(incident)[:1]
