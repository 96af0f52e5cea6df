"""What the public may see, gathered once: every page, dataset and opening is made from this and nothing else.

A *statement* is one value of a claim as it may be shown: the `Value` with names cut, private speakers
unnamed and homes coarsened. A leaf of the sealed body is opened in the proof where the statement has the
same leaf, and stays shut where it was cut, so what is proved is exactly what is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from functools import cached_property

from gowah.model import (
    Count,
    Datum,
    Described,
    Evidence,
    Figure,
    Incident,
    Mention,
    Money,
    SourceText,
    Speaker,
    Term,
    Text,
    Value,
    When,
    Where,
    entry_id,
    value_id,
)  # fmt: skip
from gowah.model.canonical import leaves
from gowah.model.codec import to_tree
from gowah.publish.protect import Guard, guard
from gowah.words import Settings, Tables
from gowah.words.dataset_forms import dataset_in
from gowah.words.plain import SOMEBODY, say_speakers, say_value

MEASURES = ("killed", "injured", "hurt")
NAMELESS = "an outlet that is not named"
DATASET = "a dataset of events"
"""What stands for a publisher: of a report, and of a table of rows, which seldom names one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report as it may be named: never its file, author or path. `published` is an ISO date."""

    entry: int
    source: int
    outlet: str
    title: str | None
    published: str | None
    language: str | None
    url: str | None
    ocr_confidence: int | None = None  # percent, of a text that was recognised in pictures

    @property
    def id(self) -> str:
        """`e4`, the entry of the text."""
        return entry_id(self.entry)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One value that a report gives, with the words it stands in. `page` is where it is shown in full."""

    id: str
    mention: int
    kind: str
    value: Value
    said: str
    told: str
    report: Report
    page: str
    cut: bool

    @property
    def href(self) -> str:
        """The place of this statement, from the top of the release."""
        return f"{self.page}#{self.id}"


@dataclass(frozen=True, kw_only=True)
class Content:
    """Everything that is published. `openings`: entry -> leaf paths whose content appears."""

    size: int
    settings: Settings
    tables: Tables
    guard: Guard
    reports: tuple[Report, ...]
    incidents: tuple[Incident, ...]
    figures: tuple[Figure, ...]
    statements: tuple[Statement, ...]
    evidence: Evidence
    held_back: int
    openings: tuple[tuple[int, tuple[str, ...]], ...]

    def of_incident(self, incident: str) -> tuple[Statement, ...]:
        """The statements about an incident, in the order of reports."""
        return tuple(self.by_page.get(page_of(incident), ()))

    @cached_property
    def by_page(self) -> dict[str, list[Statement]]:
        """Page -> the statements shown there."""
        found: dict[str, list[Statement]] = {}
        for statement in self.statements:
            found.setdefault(statement.page, []).append(statement)
        return found

    @cached_property
    def by_incident(self) -> dict[str, list[Figure]]:
        """Incident -> its figures, under every rule."""
        found: dict[str, list[Figure]] = {}
        for figure in self.figures:
            if figure.scope.incident:
                found.setdefault(figure.scope.incident, []).append(figure)
        return found

    def tolls(self, incident: str) -> dict[str, Figure]:
        """Measure -> the incident's figure under the rule that is shown first."""
        rule = self.settings.count.rule
        return {f.measure: f for f in reversed(self.by_incident.get(incident, [])) if f.rule == rule}


def page_of(incident: str) -> str:
    """The path of an incident's page from the top of the release."""
    return f"incidents/{incident}.html"


def gather(evidence: Evidence, tables: Tables, settings: Settings) -> Content:
    """What may be shown of a state of the record, in an order that depends on content only."""
    shield = guard(evidence, tables)
    shown, held = _not_too_new(evidence, settings.publish.delay_days)
    hidden = {mention for incident in held for mention in incident.mentions}
    openings: dict[int, set[str]] = {}
    reports = {text.entry: _report(text, shield, openings) for text in evidence.texts}
    home = {mention: page_of(incident.id) for incident in shown for mention in incident.mentions}
    statements = [
        statement
        for mention in evidence.mentions
        if mention.entry not in hidden and mention.text in reports
        for statement in _statements(mention, reports[mention.text], home, shield, openings)
    ]
    gone = {incident.id for incident in held}
    return Content(
        size=evidence.size, settings=settings, tables=tables, guard=shield, held_back=len(held),
        reports=tuple(sorted(reports.values(), key=_report_order)),
        incidents=tuple(sorted((_at_most(incident, shield) for incident in shown), key=_incident_order)),
        figures=tuple(f for f in evidence.figures if not gone.intersection({*f.incidents, f.scope.incident})),
        statements=tuple(sorted(statements, key=_statement_order)), evidence=evidence,
        openings=tuple((entry, tuple(sorted(paths))) for entry, paths in sorted(openings.items()) if paths),
    )  # fmt: skip


def published_fields(evidence: Evidence, tables: Tables, settings: Settings) -> dict[int, set[str]]:
    """Entry id -> paths of the leaves (`values.3.quote`) whose content stands in the release uncut."""
    return {entry: set(paths) for entry, paths in gather(evidence, tables, settings).openings}


def shown_incidents(evidence: Evidence, settings: Settings) -> tuple[Incident, ...]:
    """The incidents that a release shows: all but those held back by `delay_days`."""
    return tuple(_not_too_new(evidence, settings.publish.delay_days)[0])


def _not_too_new(evidence: Evidence, delay: int) -> tuple[list[Incident], list[Incident]]:
    """Incidents to show, and those held back because fewer than `delay` days had passed at the last sighting."""
    seen = [kept.taken_at[:10] for _, kept in evidence.sightings]
    seen += [text.described.published for text in evidence.texts if text.described.published]
    if not delay or not seen:
        return list(evidence.incidents), []
    limit = (date.fromisoformat(max(seen)) - timedelta(days=delay)).isoformat()
    new = [incident for incident in evidence.incidents if ((incident.when and incident.when.latest) or "9999") > limit]
    return [incident for incident in evidence.incidents if incident not in new], new


def _report(text: SourceText, shield: Guard, openings: dict[int, set[str]]) -> Report:
    described = text.described
    shown = Described(
        title=described.title and shield.cut(described.title),
        publisher=described.publisher and shield.cut(described.publisher),
        published=described.published, language=described.language, url=shield.url(described.url),
        ocr_confidence=described.ocr_confidence,
    )  # fmt: skip
    for field in fields(shown):
        said = getattr(shown, field.name)
        if said is not None and said == getattr(described, field.name):
            openings.setdefault(text.entry, set()).add(f"described.{field.name}")
    is_table = any(block.kind == "row" for block in text.layout)
    return Report(
        entry=text.entry, source=text.source, title=shown.title,
        outlet=shown.publisher or ((dataset_in(text) or DATASET) if is_table else NAMELESS),
        published=shown.published, language=shown.language, url=shown.url, ocr_confidence=shown.ocr_confidence,
    )  # fmt: skip


def _statements(
    mention: Mention, report: Report, home: dict[int, str], shield: Guard, openings: dict[int, set[str]]
) -> Iterator[Statement]:
    for number, value in enumerate(mention.claimed.values):
        if not shield.may(mention.claimed.kind, value):
            continue
        shown = _shown(mention, value, shield)
        after = dict(leaves(to_tree(shown)))
        same = [path for path, leaf in leaves(to_tree(value)) if path in after and after[path] == leaf]
        openings.setdefault(mention.entry, set()).update(f"values.{number}.{path}" for path in same)
        openings[mention.entry].add("kind")
        yield Statement(
            id=value_id(mention.entry, number), mention=mention.entry, kind=mention.claimed.kind, value=shown,
            said=say_value(value.property, shown.value, shield.tables), cut=shown.quote != value.quote,
            told=say_speakers(report.outlet, shown.speakers), report=report,
            page=home.get(mention.entry, "statements.html"),
        )  # fmt: skip


def _shown(mention: Mention, value: Value, shield: Guard) -> Value:
    """The value as it may be shown."""

    def cut(said: str) -> str:
        return shield.cut_beside(mention, value, said)

    who = tuple(
        Speaker(name=SOMEBODY, private=True) if speaker.private else Speaker(name=cut(speaker.name))
        for speaker in value.speakers
    )
    datum = shield.where(mention.entry, value.value) if isinstance(value.value, Where) else value.value
    return replace(value, value=_cut(datum, cut), quote=shield.cut_quote(mention, value), speakers=who)


def _cut(datum: Datum, cut: Callable[[str], str]) -> Datum:
    if isinstance(datum, Text):
        return Text(text=cut(datum.text))
    if isinstance(datum, Count | When | Where | Term | Money):
        return replace(datum, as_written=cut(datum.as_written))
    return datum


def _at_most(incident: Incident, shield: Guard) -> Incident:
    """The incident with its place no finer than its mentions may be shown."""
    if incident.where is None or not shield.homes.intersection(incident.mentions):
        return incident
    at_home = next(iter(sorted(shield.homes.intersection(incident.mentions))))
    return replace(incident, where=shield.where(at_home, incident.where))


def _report_order(report: Report) -> tuple[str, ...]:
    return report.published or "9999", report.outlet, report.title or "", report.url or ""


def _incident_order(incident: Incident) -> tuple[str, ...]:
    when = incident.when or When()
    where = incident.where.place if incident.where else None
    return when.earliest or "9999", when.latest or "9999", where or "", incident.id


def _statement_order(statement: Statement) -> tuple[object, ...]:
    return (
        *_report_order(statement.report),
        statement.value.start,
        statement.kind,
        statement.value.property,
        statement.said,
    )
