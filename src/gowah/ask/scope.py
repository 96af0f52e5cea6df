"""Which incidents and which mentions a question is about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from gowah.ask.desk import Desk, Found, certain, plain_words
from gowah.ask.query import Query
from gowah.model import Incident, Mention, Term, When, Where
from gowah.words import Tables, find_names, is_persian_script
from gowah.words.kin import skeleton

Narrow = Callable[[list[Incident]], list[Incident]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scoped:
    """The incidents asked about, and the filter that left none where there are none."""

    incidents: tuple[Incident, ...]
    missing: str | None = None


def placed(query: Query, desk: Desk) -> Query:
    """The query with names of outlets moved from `names` to `by`, and "this period" made that of the reports."""
    days = sorted(day for text in desk.texts.values() if (day := text.described.published))
    if query.this_period and query.period is None and days:
        query = replace(query, period=When(earliest=days[0], latest=days[-1], as_written="this period"))
    known = {word for text in desk.texts.values() for word in plain_words(text.outlet)}
    near = {word for incident in desk.incidents for word in _around(incident, desk)} if query.names else set()
    by = tuple(name for name in query.names if plain_words(name) <= known and not plain_words(name) <= near)
    if not by:
        return query
    names = tuple(name for name in query.names if name not in by)
    return replace(query, by=(*query.by, " ".join(by)), names=names)


def incidents_of(query: Query, desk: Desk) -> Scoped:
    """The incidents that pass every filter.

    A question about one attack may call a place of learning a school: site and tactic then only prefer.
    """
    kept = list(desk.incidents)
    steps: list[tuple[str, object, Narrow]] = [
        ("community", query.communities, lambda all: _with(all, desk, "community", "communities", query.communities)),
        ("group", query.groups, lambda all: [i for i in all if _by_group(i, desk, query.groups)]),
        ("time", query.period, lambda all: [i for i in all if query.period and overlaps(i.when, query.period)]),
        ("time", query.months, lambda all: [i for i in all if _in_month(i.when, query.months)]),
        ("place", query.places, lambda all: _at_places(all, desk, query.places)),
        ("name", query.names, lambda all: _best_named(all, desk, query.names)),
        ("site", query.sites, lambda all: _with(all, desk, "site", "sites", query.sites)),
        ("tactic", query.tactics, lambda all: _with(all, desk, "tactic", "tactics", query.tactics)),
    ]
    for label, asked, narrow in steps:
        narrowed = narrow(kept) if asked else kept
        if kept and not narrowed and not (query.one and label in ("site", "tactic")):
            return Scoped(incidents=(), missing=label)
        kept = narrowed or kept
    return Scoped(incidents=tuple(kept))


def overlaps(when: When | None, period: When) -> bool:
    """True when a time lies in a period or, where vague, at least touches it; unknown times do not."""
    if when is None or (when.earliest is None and when.latest is None):
        return False
    first, last = when.earliest or when.latest or "", when.latest or when.earliest or ""
    return first <= (period.latest or "9999") and last >= (period.earliest or "0000")


def within_period(inner: When | None, outer: When, *, slack: int = 31) -> bool:
    """True when a period of a total lies inside the one asked for, give or take `slack` days at either end."""
    if inner is None:
        return False
    starts = outer.earliest is None or (inner.earliest is not None and _days(outer.earliest, inner.earliest) >= -slack)
    ends = outer.latest is None or (inner.latest is not None and _days(inner.latest, outer.latest) >= -slack)
    return starts and ends


def same_period(a: When | None, b: When | None, *, slack: int = 31) -> bool:
    """True when two periods begin alike and neither ends before the other allows; open ends agree with any."""
    if a is None or b is None:
        return a is b
    if a.earliest and b.earliest and abs(_days(a.earliest, b.earliest)) > slack:
        return False
    return not (a.latest and b.latest and abs(_days(a.latest, b.latest)) > slack)


def values_by_property(items: Sequence[Found]) -> dict[str, Found]:
    """The first value of each property of one mention."""
    found: dict[str, Found] = {}
    for item in items:
        found.setdefault(item.value.property, item)
    return found


def code_of(item: Found | None) -> str | None:
    """The code a value holds."""
    return item.value.value.code if item and isinstance(item.value.value, Term) else None


def time_of(item: Found | None) -> When | None:
    """The time a value holds, where it says one."""
    when = item.value.value if item else None
    return when if isinstance(when, When) and (when.earliest or when.latest) else None


def paragraph(mention: Mention, desk: Desk) -> str:
    """The lines of the text in which a mention and its values stand."""
    text = desk.texts[mention.text].text
    spans = [
        (mention.claimed.anchor.start, mention.claimed.anchor.end),
        *((v.start, v.end) for v in mention.claimed.values),
    ]
    lines = {(text.rfind("\n", 0, start) + 1, _line_end(text, end)) for start, end in spans}
    return "\n".join(text[start:end] for start, end in sorted(lines))


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _days(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def _with(
    incidents: Sequence[Incident], desk: Desk, property: str, table: str, wanted: Sequence[str]
) -> list[Incident]:
    """The incidents of which some report says one of the codes or one under it.

    Of sites and tactics a wider word will do too: who asks of a minibus means what another calls a vehicle.
    """
    tables = desk.tables
    wider = property in ("site", "tactic")
    kept = []
    for incident in incidents:
        codes = {code_of(item) for item in desk.of(incident, property) if certain(item)}
        chosen = getattr(incident, property)
        codes |= {chosen.code} if chosen else set()
        pairs = [(code, want) for code in codes for want in wanted]
        if any(
            tables.is_a(table, code, want) or (wider and code and tables.is_a(table, want, code))
            for code, want in pairs
        ):
            kept.append(incident)
    return kept


def _by_group(incident: Incident, desk: Desk, groups: Sequence[str]) -> bool:
    """True when the incident is held to be a group's: claimed by it, or laid at its door."""
    held = [term for term in (incident.perpetrator, incident.responsibility.by) if term]
    return any(desk.tables.is_a("groups", term.code, group) for term in held for group in groups)


def _at_places(incidents: Sequence[Incident], desk: Desk, places: Sequence[str]) -> list[Incident]:
    """Incidents in the places; failing that, those placed no finer than what holds one, whose sentences name it."""
    spots = {incident.id: _spots(incident, desk) for incident in incidents}
    held = [i for i in incidents if any(inside(desk.tables, spot, place) for spot in spots[i.id] for place in places)]
    if held:
        return held
    wide = [i for i in incidents if any(inside(desk.tables, place, spot) for spot in spots[i.id] for place in places)]
    share = {i.id: _share(i, desk, lambda quote: _names_place(quote, desk, places)) for i in wide}
    best = max(share.values(), default=0)
    return [incident for incident in wide if best and share[incident.id] == best]


def _spots(incident: Incident, desk: Desk) -> set[str]:
    found = {
        item.value.value.place
        for item in desk.of(incident, "where")
        if isinstance(item.value.value, Where) and certain(item)
    }
    found |= {incident.where.place} if incident.where else set()
    return {place for place in found if place}


def _names_place(quote: str, desk: Desk, places: Sequence[str]) -> bool:
    named = [span.code for span in find_names(quote, desk.tables) if span.table == "places"]
    return any(inside(desk.tables, code, place) for code in named for place in places)


def _share(incident: Incident, desk: Desk, test: Callable[[str], bool]) -> int:
    """Percent of an incident's sentences that pass a test."""
    quotes = {(i.mention.text, i.value.start): i.value.quote for i in desk.of(incident, whole=False)}
    return 100 * sum(1 for quote in quotes.values() if test(quote)) // max(1, len(quotes))


def inside(tables: Tables, spot: str | None, place: str) -> bool:
    """True when a place is another or lies in it."""
    return any(row.id == place for row in tables.ancestors(spot))


def _in_month(when: When | None, months: Sequence[tuple[int, int, int]]) -> bool:
    if when is None or when.earliest is None or when.latest is None:
        return False
    first, last = date.fromisoformat(when.earliest), date.fromisoformat(when.latest)
    return any(
        (first.month, last.month) == (month, month) and first.day <= until and last.day >= since
        for month, since, until in months
    )


def _around(incident: Incident, desk: Desk) -> set[str]:
    mentions = {item.mention.entry: item.mention for item in desk.of(incident, whole=False)}
    found = {word for mention in mentions.values() for word in plain_words(paragraph(mention, desk))}
    return found | {f"~{skeleton(word)}" for word in found if is_persian_script(word)}


def _best_named(incidents: Sequence[Incident], desk: Desk, names: Sequence[str]) -> list[Incident]:
    """The incidents near whose mentions most of the names stand; none where fewer than half do anywhere.

    Where a report tells of two attacks side by side, the one whose own sentences hold the names far more often.
    """
    score: dict[str, tuple[int, int]] = {}
    for incident in incidents:
        near = _around(incident, desk)
        held = _share(incident, desk, lambda quote: any(_stands(name, plain_words(quote)) for name in names))
        score[incident.id] = sum(1 for name in names if _stands(name, near)), held
    best = max(score.values(), default=(0, 0))
    if 2 * best[0] < len(names) or best[0] == 0:
        return []
    return [i for i in incidents if score[i.id][0] == best[0] and 4 * score[i.id][1] >= best[1]]


def _stands(name: str, near: set[str]) -> bool:
    """True when all words of a name are near, also in the other script."""
    return all(
        word in near or (len(skeleton(word)) >= 3 and f"~{skeleton(word)}" in near) for word in plain_words(name)
    )
