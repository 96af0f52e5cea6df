"""Is it so? Yes or no with the scope it holds in: hurt is not killed, a copy is no second witness."""

from __future__ import annotations

from gowah.ask.conditions import near, say_gaps
from gowah.ask.desk import Desk, Found, Writing, certain, number_of
from gowah.ask.numbers import ends_of, tell
from gowah.ask.people import say_responsibility
from gowah.ask.query import MEASURES, Query, people
from gowah.ask.scope import Scoped, incidents_of, inside
from gowah.ask.totals import Total, totals_of
from gowah.ask.written import Drafted, abstain, name_incident
from gowah.model import Change
from gowah.words.plain import say_count


def yes_or_no(query: Query, scoped: Scoped, desk: Desk) -> Drafted:
    """The answer to a question that wants a yes or a no; an abstention where neither is said."""
    match query.about:
        case "sum":
            return _may_add(query, desk)
        case "nothing" | "happened":
            return _happened(query, scoped, desk)
        case "claimed":
            return _claimed(query, scoped, desk)
    if query.numbers:
        return _number(query, scoped, desk)
    return _anybody(query, scoped, desk)


def _anybody(query: Query, scoped: Scoped, desk: Desk) -> Drafted:
    """Was anyone killed or hurt?"""
    measure = query.measure or "hurt"
    for incident in scoped.incidents[:1] if query.one else scoped.incidents:
        ends = ends_of(incident, measure, desk)
        if ends is None or (ends[0] or 0) == 0 < (ends[2] if ends[2] is not None else 1):
            continue
        writing = Writing(desk)
        yes = (ends[0] or 0) > 0
        said = f"{'Yes' if yes else 'No'}: {people(ends[0], ends[2], measure)}"
        writing.attributed(f"{said} in the {name_incident(incident, desk)}", ends[3])
        return Drafted(
            writing=writing, value=yes, low=ends[0], high=ends[2], by_incidents=(ends[0], ends[2], (incident.id,))
        )
    why = "the reports do not say, or contradict each other on, whether anyone was" if scoped.incidents else None
    return abstain(query, scoped, desk, why)


def _happened(query: Query, scoped: Scoped, desk: Desk) -> Drafted:
    """Did attacks happen there? That nothing is reported is never taken for nothing happened."""
    wants_none = query.about == "nothing"
    if not scoped.incidents and not wants_none:
        return abstain(query, scoped, desk)
    writing = Writing(desk)
    rows = near("gap", query, desk) if query.is_scoped else []
    lead = "No: " if wants_none else "Yes: "
    for incident in scoped.incidents[:12]:
        tell(incident, writing)
    if wants_none:
        say_gaps(writing, rows[:4])
    if not writing.sentences:
        return abstain(
            query, scoped, desk, "no report of this record speaks of it; that is no proof that nothing happened"
        )
    writing.sentences[0] = f"{lead}{writing.sentences[0]}"
    ids = tuple(incident.id for incident in scoped.incidents)
    return Drafted(writing=writing, value=not wants_none, by_incidents=(len(ids), len(ids), ids) if ids else None)


def _claimed(query: Query, scoped: Scoped, desk: Desk) -> Drafted:
    """Did this group claim it, do it?"""
    if not scoped.incidents:
        wide = Query(text=query.text, kind="yesno", places=query.places, period=query.period, names=query.names,
                     communities=query.communities, sites=query.sites, one=query.one, months=query.months)  # fmt: skip
        others = incidents_of(wide, desk)
        if not others.incidents or not query.one:
            return abstain(query, scoped, desk)
        scoped = others
    writing = Writing(desk)
    statuses = set()
    for incident in scoped.incidents[:6]:
        held = incident.responsibility
        ours = held.by is not None and any(desk.tables.is_a("groups", held.by.code, group) for group in query.groups)
        statuses.add(held.status if ours or not query.groups else "another" if held.by else held.status)
        say_responsibility(incident, writing)
    if not writing.sentences:
        return abstain(query, scoped, desk, "no report of this record says who did it")
    value = "claimed" in statuses
    if not value and statuses & {"attributed", "suspected", "disputed"}:
        writing.sentences[0] = f"Not claimed, but named: {writing.sentences[0]}"
        return Drafted(writing=writing, value=False)
    writing.sentences[0] = f"{'Yes' if value else 'No'}: {writing.sentences[0]}"
    return Drafted(writing=writing, value=value)


def _number(query: Query, scoped: Scoped, desk: Desk) -> Drafted:
    """Did so many die? Held against what is said of just that measure, and of its likes."""
    measure = query.measure or "killed"
    low, _ = query.numbers[0]
    pool = [item for incident in scoped.incidents for item in desk.of(incident, *MEASURES)]
    pool += [total.item for name in MEASURES for total in totals_of(desk, name) if _of_scope(total, query, desk)]
    same = [
        item for item in pool if (c := number_of(item)) and low is not None and low in (c.low, c.high, (c.low or 0) - 1)
    ]
    changed = {item.id: change for item in same if (change := _changed(item, desk))}
    straight = [i for i in same if i.value.property == measure and certain(i) and i.id not in changed]
    other = [i for i in same if i.value.property != measure and certain(i)]
    writing = Writing(desk)
    if straight:
        count = number_of(straight[0])
        writing.attributed(
            f"Yes: {people(count.low, count.high, measure, about=count.about) if count else ''}", straight
        )
        return Drafted(writing=writing, value=True)
    if other:
        count = number_of(other[0])
        said = f"{say_count(count) if count else ''} are {MEASURES[other[0].value.property]}"
        writing.attributed(f"No: {said}, which is not the same as {MEASURES[measure]}", other)
        for item in same:
            if item.id in changed and item.value.property == measure:
                change = changed[item.id]
                printed = f"{desk.outlet(item)} prints it as {MEASURES[measure]}"
                writing.say(f"{printed}: a copy that changed its origin ({change.kind})", [item])
        return Drafted(writing=writing, value=False)
    return _against_range(query, scoped, desk, measure)


def _against_range(query: Query, scoped: Scoped, desk: Desk, measure: str) -> Drafted:
    """No source gives the number: no where it lies outside all that is said, else unknown."""
    low, high = query.numbers[0]
    if len(scoped.incidents) == 1 and (ends := ends_of(scoped.incidents[0], measure, desk)):
        outside = (low is not None and ends[2] is not None and low > ends[2]) or (
            high is not None and ends[0] is not None and high < ends[0]
        )
        within = (low is None or (ends[0] or 0) >= low) and (high is None or (ends[2] is not None and ends[2] <= high))
        if outside or within:
            writing = Writing(desk)
            said = f"{'Yes' if within else 'No'}: reports give {people(ends[0], ends[2], measure)}"
            writing.attributed(f"{said} in the {name_incident(scoped.incidents[0], desk)}", ends[3])
            return Drafted(writing=writing, value=within, low=ends[0], high=ends[2])
    return abstain(query, scoped, desk, "no report of this record gives that number for what is asked")


def _of_scope(total: Total, query: Query, desk: Desk) -> bool:
    """True when a total is about the groups, communities and places of the question, or leaves them open."""
    tables = desk.tables
    return (
        (
            not query.groups
            or total.perpetrator is None
            or any(tables.is_a("groups", total.perpetrator, g) for g in query.groups)
        )
        and (not query.communities or any(tables.is_a("communities", total.community, c) for c in query.communities))
        and (not query.places or any(inside(tables, total.place, place) for place in query.places))
    )


def _changed(item: Found, desk: Desk) -> Change | None:
    """What a copy changed in just this number, if it did."""
    family = desk.family(item)
    count = number_of(item)
    if family is None or family.origin == item.mention.text or count is None:
        return None
    for other in desk.found.values():
        same = number_of(other) if other.mention.text == family.origin else None
        if (
            same
            and (same.low, other.value.property) == (count.low, "hurt")
            and item.value.property in ("killed", "injured")
        ):
            return Change(property=item.value.property, before="hurt", after=item.value.property, kind="unit")
    for member in family.members:
        if member.text == item.mention.text:
            for change in member.changed:
                span = change.after_span
                touches = span is None or (span.start < item.value.end and item.value.start < span.end)
                if (
                    change.kind in ("unit", "number", "scope")
                    and touches
                    and change.property in (item.value.property, "hurt", "killed", "injured")
                ):
                    return change
    return None


def _may_add(query: Query, desk: Desk) -> Drafted:
    """May two totals be added? Not where they may count the same attacks, which totals of like scope do."""
    totals = [t for name in MEASURES for t in totals_of(desk, name)]
    asked = [low for low, high in query.numbers if low == high]
    chosen: list[Total] = []
    for number in asked:
        fits = [t for t in totals if (c := number_of(t.item)) and number in (c.low, c.high)]
        named = [t for t in fits if any(desk.spoken_by(t.item, [name]) for name in query.by)]
        kept, _ = desk.independent([t.item for t in named or fits])
        chosen += [t for t in fits if t.item.id in {item.id for item in kept}][:1]
    if len(chosen) < 2:
        return abstain(query, Scoped(incidents=()), desk, "the totals to be added are not found in this record")
    writing = Writing(desk)
    first, second = chosen[:2]
    writing.say(
        "No: the two totals may count the same attacks, and each has a scope of its own", [first.item, second.item]
    )
    for total in (first, second):
        count = number_of(total.item)
        measure = total.item.value.property
        what = "" if measure == "attacks" else f"{MEASURES[measure]} in "
        writing.attributed(f"{say_count(count) if count else ''} {what}{total.scope(desk.tables)}", [total.item])
    return Drafted(writing=writing, value=False)
