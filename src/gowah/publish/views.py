"""An incident, a figure, a family as a page shows them: words and links made ready for the templates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from gowah.model import Change, Family, Figure, Incident, Part, Scope, Span, Term, When
from gowah.publish.content import MEASURES, Content, Report, Statement, page_of
from gowah.publish.datasets import grade, origins
from gowah.publish.waterfall import waterfall
from gowah.words.plain import (
    PRECISION,
    TABLE_OF,
    say_day,
    say_number,
    say_place,
    say_site,
    say_spot,
    say_term,
    say_what,
    say_when,
)  # fmt: skip

MEASURE_NAMES = {
    "incidents": "Incidents",
    "attacks": "Attacks",
    "killed": "Killed",
    "injured": "Injured",
    "hurt": "Killed or injured",
}
FACTS = ("when", "where", "site", "community", "tactic", "perpetrator")
ORDER = (*FACTS, "responsibility", "killed", "injured", "hurt", "abducted", "attackers_included")
"""Properties in the order in which a page shows them; others follow by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A row of an incident's summary: what is held true, and the statements it was taken from."""

    id: str
    name: str
    said: str
    note: str
    chosen: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The statements that stand in one sentence in the words of one speaker."""

    quote: str
    told: str
    report: Report
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberView:
    """A report's part in a family."""

    report: Report
    relation: str
    reason: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyView:
    """Reports that go back to one origin, or one that stands alone."""

    title: str
    members: tuple[MemberView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkView:
    """Why two mentions are one incident; `drawn` is a picture of the score, empty beyond the first few."""

    first: Statement
    second: Statement
    parts: tuple[Part, ...]
    score: int
    drawn: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentView:
    """All that an incident's page and its row in the table need."""

    incident: Incident
    page: str
    title: str
    when: str
    where: str
    precision: str
    responsibility: str
    reports: int
    origins: str
    grade: str | None
    tolls: dict[str, Figure | None]
    figures: tuple[Figure, ...]
    other_rules: tuple[Figure, ...]
    facts: tuple[Fact, ...]
    groups: tuple[Group, ...]
    families: tuple[FamilyView, ...]
    links: tuple[LinkView, ...]
    unknown: tuple[str, ...]
    sample: str


def incident_view(content: Content, incident: Incident) -> IncidentView:
    """An incident made ready for its page."""
    own = content.of_incident(incident.id)
    tolls = content.tolls(incident.id)
    reports, low, high = origins(content, incident)
    main = {id(figure) for figure in tolls.values()}
    return IncidentView(
        incident=incident, page=page_of(incident.id), title=title_of(content, incident), when=say_when(incident.when),
        where=say_place(incident.where, content.tables),
        precision=PRECISION.get(incident.where.precision, "") if incident.where else "",
        responsibility=say_responsibility(content, incident), reports=reports, origins=say_origins(low, high),
        grade=grade(content, incident),
        tolls={name: tolls.get(name) if name in MEASURES else None for name in MEASURE_NAMES},
        figures=tuple(tolls[measure] for measure in MEASURES if measure in tolls),
        other_rules=tuple(
            sorted((f for f in content.by_incident.get(incident.id, []) if id(f) not in main), key=_rule_order)
        ),
        facts=tuple(_facts(content, incident, own)), groups=sentences(own), families=_families(content, own),
        links=_links(incident, own), unknown=tuple(_unknown(own)), sample=own[0].id if own else "",
    )  # fmt: skip


def title_of(content: Content, incident: Incident) -> str:
    """`Suicide bombing: mosque, Kunduz`: what, on what, where; no more than is known."""
    what = say_what(incident.tactic, content.tables)
    site = say_site(incident.site, content.tables)
    place = say_spot(incident.where, content.tables) if incident.where else ""
    detail = ", ".join(part for part in ("" if site and site.lower() in place.lower() else site, place) if part)
    title = f"{what}: {detail}" if detail else what
    return title[:1].upper() + title[1:]


def say_responsibility(content: Content, incident: Incident) -> str:
    """`claimed by ISKP`, `suspected: ISKP`, `unknown`."""
    held = incident.responsibility
    by = say_term("groups", held.by or incident.perpetrator, content.tables) if held.by or incident.perpetrator else ""
    if held.status == "unknown":
        return f"unclaimed; {by} named" if by else "unknown"
    said = {"claimed": "claimed by", "attributed": "attributed to", "suspected": "suspected:", "denied": "denied by",
            "disputed": "disputed:"}.get(held.status, held.status)  # fmt: skip
    return f"{said} {by}".strip() if by else held.status


def say_origins(low: int, high: int) -> str:
    """`1 origin`, `2 to 4 origins`."""
    number = say_number(low) if low == high else f"{low:,} to {high:,}"
    return f"{number} origin{'' if low == high == 1 else 's'}"


def say_scope(content: Content, scope: Scope) -> str:
    """A figure's scope in words: `attacks on Hazara, claimed by ISKP, in Kabul, since 15 August 2021`."""
    tables = content.tables
    said = []
    for property, code in (("tactic", scope.tactic), ("site", scope.site)):
        if code:
            said.append(say_term(TABLE_OF[property], Term(code=code), tables))
    if scope.community:
        said.append(f"attacks on: {say_term('communities', Term(code=scope.community), tables)}")
    if scope.perpetrator:
        said.append(f"by: {say_term('groups', Term(code=scope.perpetrator), tables)}")
    if scope.responsibility:
        said.append(scope.responsibility)
    if scope.place:
        row = tables.places.get(scope.place)
        said.append(f"in {row.name if row else scope.place}")
    if scope.earliest or scope.latest:
        said.append(say_when(When(earliest=scope.earliest, latest=scope.latest)))
    return ", ".join(said) or "all incidents of this record"


def _rule_order(figure: Figure) -> tuple[str, int, str]:
    names = list(MEASURE_NAMES)
    return figure.rule, names.index(figure.measure) if figure.measure in names else 99, figure.measure


def _facts(content: Content, incident: Incident, own: tuple[Statement, ...]) -> Iterator[Fact]:
    """The chosen value of each attribute; where the choice is not recorded, all that is said of it."""
    chosen: dict[str, list[str]] = {}
    for name, value in incident.chosen:
        chosen.setdefault(name, []).append(value)
    for name in FACTS:
        datum = getattr(incident, name)
        support = tuple(s for s in own if s.id in chosen.get(name, ()))
        support = support or tuple(s for s in own if s.value.property == name and not s.value.of_whom)
        if name == "when":
            said = say_when(datum)
            note = "" if not datum or datum.precision == "day" else f"precision: {datum.precision or 'open'}"
        elif name == "where":
            said, note = say_place(datum, content.tables), PRECISION.get(datum.precision, "") if datum else ""
        else:
            said, note = say_term(TABLE_OF[name], datum, content.tables), ""
        yield Fact(id=name, name=name.capitalize(), said=said, note=note, chosen=support)
    held = incident.responsibility
    support = tuple(s for s in own if s.id in held.values) or tuple(
        s for s in own if s.value.property == "responsibility"
    )
    yield Fact(
        id="responsibility",
        name="Responsibility",
        said=say_responsibility(content, incident),
        note="graded apart from the attack",
        chosen=support,
    )


def sentences(statements: Iterable[Statement]) -> tuple[Group, ...]:
    """Statements gathered by the sentence they stand in, in the order of the first of each."""
    found: dict[tuple[object, ...], list[Statement]] = {}
    for statement in statements:
        value = statement.value
        found.setdefault((statement.report.entry, value.start, value.end, statement.told), []).append(statement)
    rank = {name: n for n, name in enumerate(ORDER)}

    def order(statement: Statement) -> tuple[int, str, str, str]:
        value = statement.value
        return rank.get(value.property, len(rank)), value.property, statement.said, value.of_whom or ""

    return tuple(
        Group(
            quote=own[0].value.quote,
            told=own[0].told,
            report=own[0].report,
            statements=tuple(sorted(own, key=order)),
        )
        for own in found.values()
    )


def _families(content: Content, own: tuple[Statement, ...]) -> tuple[FamilyView, ...]:
    """The families whose passages hold any of these statements; then the reports that are in none."""
    reports = {report.entry: report for report in content.reports}
    here = {statement.report.entry for statement in own}
    views, placed = [], set()
    for family in content.evidence.families:
        inside = {s.report.entry for s in own if _holds(family, s)}
        if len(inside) < 2 and not (inside and any(m.text not in here for m in family.members)):
            continue
        placed |= inside
        members = tuple(
            MemberView(report=reports[m.text], relation=m.relation, reason=m.reason, changes=m.changed)
            for m in family.members if m.text in reports
        )  # fmt: skip
        origin = (
            reports[family.origin].outlet
            if family.origin in reports
            else family.origin_name or "an origin that was not kept"
        )
        sure = "" if family.certain else ", suspected"
        views.append(FamilyView(title=f"{len(members)} reports, one origin{sure}: {origin}", members=members))
    views.sort(key=lambda view: (-len(view.members), view.title))
    alone = sorted(
        (reports[entry] for entry in here - placed), key=lambda r: (r.published or "9999", r.outlet, r.title or "")
    )
    if alone:
        title = f"{len(alone)} report{'' if len(alone) == 1 else 's'} that stand{'s' if len(alone) == 1 else ''} alone"
        lone = (MemberView(report=report, relation="", reason="", changes=()) for report in alone)
        views.append(FamilyView(title=title, members=tuple(lone)))
    return tuple(views)


def _holds(family: Family, statement: Statement) -> bool:
    place = Span(start=statement.value.start, end=statement.value.end)
    return any(
        member.text == statement.report.entry
        and (not member.spans or any(span.start < place.end and place.start < span.end for span in member.spans))
        for member in family.members
    )


def _links(incident: Incident, own: tuple[Statement, ...]) -> tuple[LinkView, ...]:
    first: dict[int, Statement] = {}
    for statement in own:
        first.setdefault(statement.mention, statement)
    joined = [link for link in incident.links if link.joined and link.a in first and link.b in first]
    return tuple(
        LinkView(
            first=first[link.a], second=first[link.b], parts=link.parts, score=link.score,
            drawn=waterfall(link.parts, _DRAWN_TITLE) if n < _DRAWN else "",
        )
        for n, link in enumerate(joined)
    )  # fmt: skip


_DRAWN = 6
"""Scores of an incident that are drawn; the others are told in words."""
_DRAWN_TITLE = "What speaks for and against the two being one attack, in bits"


def _unknown(own: tuple[Statement, ...]) -> Iterator[str]:
    """What no report of this record says about the incident, plainly."""
    said = {statement.value.property for statement in own}
    lines = {
        "when": "When it happened.", "where": "Where it happened.", "community": "Which community was attacked.",
        "perpetrator": "Who did it: no report here names a group.", "killed": "How many people were killed.",
        "injured": "How many people were injured.",
    }  # fmt: skip
    yield from (line for name, line in lines.items() if name not in said)
    if "hurt" in said and not said & {"killed", "injured"}:
        yield "How the killed and the injured divide: sources give them together only."
    yield "Whatever was not reported, or stands in reports that this record does not hold."


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """Values that decide one end of a range for one reason, or stand beside it: (value, its statements)."""

    end: str
    because: str
    values: tuple[tuple[str, tuple[Statement, ...]], ...]


def reasons(figure: Figure, where_is: Mapping[str, Statement]) -> tuple[Why, ...]:
    """A figure's deciders gathered by end and reason, the ends first."""
    grouped: dict[tuple[str, str], list[Statement]] = {}
    for decider in figure.deciders:
        own = grouped.setdefault((decider.end, decider.because), [])
        if decider.value in where_is:
            own.append(where_is[decider.value])
    rank = {"low": 0, "best": 1, "high": 2}
    return tuple(
        Why(end=end if end in rank else "beside", because=because, values=_by_value(grouped[end, because]))
        for end, because in sorted(grouped, key=lambda key: (rank.get(key[0], 9), key[1]))
    )


def _by_value(statements: Iterable[Statement]) -> tuple[tuple[str, tuple[Statement, ...]], ...]:
    """(value, one statement of each outlet that gives it), in the order given."""
    found: dict[str, dict[str, Statement]] = {}
    for statement in statements:
        found.setdefault(statement.said, {}).setdefault(statement.report.outlet, statement)
    return tuple((said, tuple(own.values())) for said, own in found.items())


def one_each(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """The first statement of each outlet."""
    found: dict[str, Statement] = {}
    for statement in statements:
        found.setdefault(statement.report.outlet, statement)
    return tuple(found.values())


def is_known(figure: Figure) -> bool:
    """True where anything is known of a figure."""
    return (figure.low, figure.best, figure.high) != (None, None, None)


def span_of(figure: Figure) -> str:
    """The range of a figure in the short form of tables: `46–72`, `13 or more`, `up to 9`."""
    if figure.low is None and figure.high is None:
        return "range unknown"
    if figure.high is None:
        return f"{figure.low:,} or more"
    if figure.low is None:
        return f"up to {figure.high:,}"
    return f"{figure.low:,}–{figure.high:,}" if figure.low != figure.high else f"{figure.low:,}"


def say_bits(weight: int) -> str:
    """Millibits as bits for and against: `+3.2 bits`, `−0.5 bits`."""
    tenths = (abs(weight) + 50) // 100
    return f"{'−' if weight < 0 else '+'}{tenths // 10}.{tenths % 10} bits"


def say_published(iso: str) -> str:
    """A report's date; what is no date is shown as it is."""
    try:
        return say_day(iso)
    except ValueError:
        return iso
