"""How many: attacks, and people killed or injured: of one attack, or of all that a scope holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gowah.ask.desk import Desk, Found, Writing, certain, number_of
from gowah.ask.query import MEASURES, Query, people
from gowah.ask.scope import Scoped
from gowah.ask.totals import Total, asked_for, covered, just, say_totals
from gowah.ask.written import Drafted, abstain, name_incident
from gowah.model import Certainty, Count, Figure, Incident
from gowah.words.plain import say_number, say_range, say_term

MOST_LISTED = 30
"""Incidents that are told one by one."""


def count_attacks(query: Query, scoped: Scoped, desk: Desk) -> Drafted:
    """How many attacks: the incidents of the record beside what sources count themselves."""
    incidents = scoped.incidents
    if query.responsibility == "claimed":
        incidents = tuple(i for i in incidents if i.responsibility.status == "claimed")
    totals = covered(query, desk)
    if not incidents and not totals:
        return abstain(query, scoped, desk)
    writing = Writing(desk)
    telling = _asked(query, totals)
    by_totals = say_totals(writing, telling or totals, "attacks", beside=False) if telling else ()
    if incidents:
        cites = [item for incident in incidents if (item := evidence_of(incident, desk))]
        many = "attack" if len(incidents) == 1 else "attacks"
        how = " claimed by the group" if query.responsibility == "claimed" else ""
        writing.say(
            f"The reports of this record tell of {say_number(len(incidents))} {many}{how} in this scope", cites, most=99
        )
    rest = [total for total in totals if total not in telling]
    by_totals += say_totals(writing, rest, "attacks", beside=True)
    for incident in incidents[:MOST_LISTED]:
        _tell(incident, writing)
    return _numbers(query, writing, telling, len(incidents), len(incidents), len(incidents), incidents, by_totals)


def toll(query: Query, scoped: Scoped, desk: Desk) -> Drafted:
    """How many people: of the attack asked about, or of all incidents in scope beside the sources' own totals."""
    measure = query.measure or "killed"
    totals = [] if query.one else covered(query, desk)
    incidents = scoped.incidents
    if not query.is_scoped and query.responsibility and totals:
        incidents = ()  # "those, and the ones it was linked to": only a total says which
    if query.one and len(incidents) > 1:
        incidents = _meant(incidents, measure, desk)
    if len(incidents) == 1 and not totals:
        return one_toll(query, incidents[0], desk)
    if not incidents and not totals:
        return abstain(query, scoped, desk)
    writing = Writing(desk)
    telling = _asked(query, totals)
    by_totals = say_totals(writing, telling, measure, beside=False)
    low, best, high, cites, counted = summed(incidents, measure, desk)
    if counted:
        silent = len(incidents) - len(counted)
        tail = f"; of {say_number(silent)} more no number is said" if silent else ""
        many = "attack" if len(counted) == 1 else "attacks"
        shown = "" if best is None or low == high == best else f" (best figure {say_number(best)})"
        over = f"{say_number(len(counted))} {many} of this record"
        said = f"Added up over {over}: {people(low, high, measure)}{shown}{tail}"
        writing.say(said, cites, most=99)
    by_totals += say_totals(writing, [t for t in totals if t not in telling], measure, beside=True)
    for incident in counted[:MOST_LISTED]:
        _tell(incident, writing, measure)
    if not writing.sentences:
        return abstain(query, scoped, desk, "no report of this record gives a number for it")
    return _numbers(query, writing, telling, low, best, high, incidents, by_totals, counted=bool(counted))


def _meant(incidents: Sequence[Incident], measure: str, desk: Desk) -> tuple[Incident, ...]:
    """Of several attacks that fit a question about one: the one most reported, where it stands out."""
    known = [incident for incident in incidents if ends_of(incident, measure, desk)] or list(incidents)
    reports = {i.id: len({item.mention.text for item in desk.of(i, whole=False)}) for i in known}
    ranked = sorted(known, key=lambda incident: -reports[incident.id])
    clear = len(ranked) == 1 or reports[ranked[0].id] >= 2 * reports[ranked[1].id]
    return (ranked[0],) if clear else tuple(known)


def one_toll(query: Query, incident: Incident, desk: Desk) -> Drafted:
    """The toll of a single attack: every value that is said, and by whom, the best figure first."""
    measure = query.measure or "killed"
    writing = Writing(desk)
    items = _said(incident, measure, query, desk)
    if query.of_whom and not any(certain(item) for item in items):
        return _no_part(query, incident, desk)
    figure = _figure(incident, measure, desk) if not (query.by or query.of_whom) else None
    if measure == "hurt" and not items:
        return _divided(query, incident, desk)
    if not items:
        return abstain(query, Scoped(incidents=(incident,)), desk, f"no report gives a number of {MEASURES[measure]}")
    low, best, high = (figure.low, figure.best, figure.high) if figure else _bounds(items)
    apart = {d.value: d.because for d in figure.deciders if d.end == "none"} if figure else {}
    attack = f" in the {name_incident(incident, desk)}"
    for same in grouped_by_value(items, best, desk, apart):
        count = number_of(same[0])
        if count is not None:
            reasons = {apart.get(item.id) for item in same}
            denied = " (a denial)" if same[0].value.certainty is Certainty.DENIED else _aside(reasons)
            part = f", of them {_part(query, desk)}" if query.of_whom else ""
            writing.attributed(
                f"{people(count.low, count.high, measure, about=count.about)}{part}{attack}{denied}", same
            )
            attack = ""
    value = best if low == high or best is not None else None
    return Drafted(writing=writing, value=value, low=low, high=high, by_incidents=(low, high, (incident.id,)))


def summed(
    incidents: Sequence[Incident], measure: str, desk: Desk
) -> tuple[int | None, int | None, int | None, list[Found], list[Incident]]:
    """(low, best, high, a value for each, the incidents that have a number): ends add up, an open end stays open."""
    low, best, high, cites, counted = 0, 0, 0, [], []
    is_open = False
    for incident in incidents:
        ends = ends_of(incident, measure, desk)
        if ends is None:
            continue
        low, best = low + (ends[0] or 0), best + (ends[1] or ends[0] or 0)
        high, is_open = high + (ends[2] or 0), is_open or ends[2] is None
        counted.append(incident)
        cites += ends[3]
    if not counted:
        return None, None, None, [], []
    return low, best, None if is_open else high, cites, counted


def ends_of(
    incident: Incident, measure: str, desk: Desk
) -> tuple[int | None, int | None, int | None, list[Found]] | None:
    """(low, best, high, deciding values) of one incident; killed and injured are added where only they are known."""
    figure = _figure(incident, measure, desk)
    if figure is not None and not (figure.low is None and figure.high is None and figure.best is None):
        return figure.low, figure.best, figure.high, _deciding(figure, desk)
    if measure != "hurt":
        return None
    parts = [part for name in ("killed", "injured") if (part := _figure(incident, name, desk))]
    if not parts:
        return None
    high = (
        None if len(parts) == 1 or any(part.high is None for part in parts) else sum(part.high or 0 for part in parts)
    )
    best = sum(part.best or part.low or 0 for part in parts)
    return sum(part.low or 0 for part in parts), best, high, [item for part in parts for item in _deciding(part, desk)]


def _aside(reasons: set[str | None]) -> str:
    """Why a number stands beside the range, where every report of it does for one reason."""
    reason = next(iter(reasons)) if len(reasons) == 1 else None
    return f" (beside the range: {reason})" if reason and reason != "lies between the ends" else ""


def grouped_by_value(
    items: Sequence[Found], best: int | None, desk: Desk, apart: Mapping[str, str]
) -> list[list[Found]]:
    """Values that say the same: first what the range rests on, the best before the others; copies and denials last."""
    groups: dict[tuple[object, ...], list[Found]] = {}
    for item in items:
        count = number_of(item)
        if count is not None:
            groups.setdefault(
                (count.low, count.high, count.about, item.value.certainty is Certainty.DENIED), []
            ).append(item)

    def rank(key: tuple[object, ...]) -> tuple[object, ...]:
        low, high, about, denied = key
        own = groups[key]
        return (
            denied,
            all(desk.copy_of(item) for item in own),
            all(item.id in apart for item in own),
            best not in (low, high),
            -len({item.mention.text for item in own}),
            low is None,
            low,
            high is None,
            high,
            about,
        )

    return [groups[key] for key in sorted(groups, key=rank)]


def evidence_of(incident: Incident, desk: Desk) -> Found | None:
    """One value that stands for an incident: what it was placed by, else the first said of it."""
    chosen = dict(incident.chosen)
    for name in ("when", "where"):
        if (item := desk.found.get(chosen.get(name, ""))) is not None:
            return item
    return next(iter(desk.of(incident)), None)


def _asked(query: Query, totals: list[Total]) -> list[Total]:
    """The totals that decide: what somebody says when that is asked, else those that cover just the scope."""
    return asked_for(query, totals) if query.said and totals else just(query, totals)


def _numbers(
    query: Query, writing: Writing, telling: list[Total], low: int | None, best: int | None, high: int | None,
    incidents: Sequence[Incident], by_totals: tuple, *, counted: bool = True,  # type: ignore[type-arg]
) -> Drafted:  # fmt: skip
    """The answer's value: of the deciding totals, else of the incidents; both stand beside it."""
    by_incidents = (low, high, tuple(incident.id for incident in incidents)) if incidents and counted else None
    counts = [count for total in telling if (count := number_of(total.item))]
    if not counts:
        return Drafted(writing=writing, value=best, low=low, high=high, by_incidents=by_incidents, by_totals=by_totals)
    low, best, high = _span(counts)
    return Drafted(writing=writing, value=best, low=low, high=high, by_incidents=by_incidents, by_totals=by_totals)


def _span(counts: Sequence[Count]) -> tuple[int | None, int | None, int | None]:
    """(low, value, high) over several counts: a value only where all agree."""
    lows = [count.low for count in counts if count.low is not None]
    highs = [count.high for count in counts]
    value = lows[0] if lows and len(set(lows)) == 1 else None
    return min(lows, default=None), value, None if None in highs else max(h for h in highs if h is not None)


def _bounds(items: Sequence[Found]) -> tuple[int | None, int | None, int | None]:
    """Range of what is said; the value of most reports as the best."""
    counts = [count for item in items if (count := number_of(item)) and item.value.certainty is not Certainty.DENIED]
    counts = counts or [count for item in items if (count := number_of(item))]
    numbers = [n for count in counts for n in (count.low, count.high) if n is not None]
    tally: dict[int, int] = {}
    for count in counts:
        if count.low is not None:
            tally[count.low] = tally.get(count.low, 0) + 1
    best = min(tally, key=lambda low: (-tally[low], low)) if tally else None
    all_open = all(count.high is None for count in counts)
    return min(numbers, default=None), best, None if all_open else max(numbers, default=None)


def _said(incident: Incident, measure: str, query: Query, desk: Desk) -> list[Found]:
    """What is said of a measure, denials included; only of the part or by the speaker asked for."""
    items = [
        item for item in desk.of(incident, measure, whole=False) if item.value.certainty is not Certainty.HYPOTHETICAL
    ]
    if query.of_whom:
        items = [i for i in items if desk.tables.is_a("of_whom", i.value.of_whom, query.of_whom)]
    else:
        items = [item for item in items if not item.value.of_whom]
    return [item for item in items if desk.spoken_by(item, query.by)] if query.by else items


def _no_part(query: Query, incident: Incident, desk: Desk) -> Drafted:
    """No report speaks of the part: nought where all reports say that nobody was, else unknown."""
    measure = query.measure or "killed"
    items = [item for item in desk.of(incident, measure) if certain(item)]
    figure = _figure(incident, measure, desk)
    nobody = (
        0 in (figure.best, figure.high)
        if figure
        else bool(items) and all((c := number_of(i)) and c.high == 0 for i in items)
    )
    if items and nobody:
        writing = Writing(desk)
        writing.attributed(
            f"no {MEASURES[measure]} at all in the {name_incident(incident, desk)}, so no {_part(query, desk)}", items
        )
        high = figure.high if figure else 0
        return Drafted(writing=writing, value=0, low=0, high=high, by_incidents=(0, high, (incident.id,)))
    why = f"no report says how many {_part(query, desk)} were among the {MEASURES[measure]}"
    return abstain(query, Scoped(incidents=(incident,)), desk, why)


def _divided(query: Query, incident: Incident, desk: Desk) -> Drafted:
    """Killed or injured, where reports give the two apart."""
    ends = ends_of(incident, "hurt", desk)
    if ends is None:
        return abstain(
            query, Scoped(incidents=(incident,)), desk, "no report gives a number of people killed or injured"
        )
    low, best, high, cites = ends
    writing = Writing(desk)
    said = f"{say_range(low, high)} people killed or injured in the {name_incident(incident, desk)}"
    writing.attributed(f"{said}, the killed and the injured added up", cites)
    return Drafted(writing=writing, value=best, low=low, high=high, by_incidents=(low, high, (incident.id,)))


def _figure(incident: Incident, measure: str, desk: Desk) -> Figure | None:
    return desk.figures.get((incident.id, measure))


def _deciding(figure: Figure, desk: Desk) -> list[Found]:
    """The values that decide a figure's ends, else the first it was made of."""
    ends = {end: [d.value for d in figure.deciders if d.end == end] for end in ("best", "low", "high")}
    ids = list(dict.fromkeys(ident for values in ends.values() for ident in values[:1]))
    items = [desk.found[ident] for ident in ids if ident in desk.found]
    highest = [i for v in figure.values if (i := desk.found.get(v)) and (c := number_of(i)) and c.high == figure.high]
    if figure.high is not None and not ends["high"] and highest[:1] and highest[0] not in items:
        items.append(highest[0])
    return items or [desk.found[ident] for ident in figure.values if ident in desk.found][:1]


def _part(query: Query, desk: Desk) -> str:
    row = desk.tables.terms.get("of_whom", {}).get(query.of_whom or "")
    return row.name if row else say_term("of_whom", None, desk.tables)


def _tell(incident: Incident, writing: Writing, measure: str | None = None) -> None:
    """One incident in a sentence with its toll; killed or injured are told apart where reports give them apart."""
    desk = writing.desk
    cites: list[Found] = []
    said: list[str] = []
    for name in [measure] if measure and measure != "hurt" else ["killed", "injured", "hurt"]:
        figure = _figure(incident, name, desk)
        ends = ends_of(incident, name, desk) if figure else None
        known = ends is not None and (ends[2] is not None or bool(ends[0]))
        if ends and known and (name != "hurt" or not said or (measure and _is_own(figure, desk))):
            said.append(people(ends[0], ends[2], name))
            cites += ends[3]
    first = evidence_of(incident, desk)
    writing.say(
        f"{name_incident(incident, desk)}: {', '.join(said) or 'no toll said'}", cites or ([first] if first else [])
    )


def _is_own(figure: Figure | None, desk: Desk) -> bool:
    """True for killed or injured where a report itself counts them together."""
    values = [desk.found[ident] for ident in figure.values if ident in desk.found] if figure else []
    return any(item.value.property == "hurt" for item in values)


tell = _tell
