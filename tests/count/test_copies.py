"""Trace, link and count together: a copy changes no figure."""

from __future__ import annotations

from gowah.count import origins
from gowah.link import weights
from gowah.model import Evidence, Family, Member, Span
from gowah.testing.evidence import HandReport, build, claim, count, exactly, report
from gowah.trace import passages
from gowah.words import Settings, load_tables

TABLES = load_tables(("afghanistan",))
REST = [
    "The prayer hall was full because of the feast, and the doors open outward only.",
    "Men carried the wounded on doors and carpets to a clinic two streets away.",
    "The governor promised guards for the other mosques of the old quarter.",
]


def story(outlet: str, day: str, sentence: str = "A bomb killed at least 46 people and wounded 143.") -> HandReport:
    where = {"when": "2021-10-08", "where": "AF-KDZ", "site": "mosque", "community": "shia"}
    return report(
        outlet, day, claim("attack", sentence, **where, killed=count(46), injured=exactly(143)), *REST, language="en"
    )  # fmt: skip


def tolls(evidence: Evidence) -> dict[str, tuple[object, ...]]:
    settings = Settings()
    families = list(passages.trace(evidence.texts, evidence.mentions, (), TABLES, settings))
    incidents = list(weights.link(evidence.texts, evidence.mentions, (), TABLES, settings))
    assert len(incidents) == 1
    return {
        f.measure: (f.low, f.best, f.high, f.origins_low, f.origins_high, f.grade)
        for f in origins.count(evidence.texts, evidence.mentions, families, incidents, TABLES, settings)
        if f.scope.incident
    }


def test_a_verbatim_copy_changes_no_figure_and_no_count_of_origins() -> None:
    alone = build(story("Wire", "2021-10-08"))
    copied = build(story("Wire", "2021-10-08"), story("Sheet", "2021-10-09"), story("Star", "2021-10-10"))
    assert tolls(copied) == tolls(alone)


def test_a_copy_that_changed_the_number_changes_no_figure() -> None:
    alone = build(story("Wire", "2021-10-08"))
    where = {"when": "2021-10-08", "where": "AF-KDZ", "site": "mosque", "community": "shia"}
    changed = report(
        "Star", "2021-10-09",
        claim("attack", "A bomb killed 64 people and wounded 143.", **where, killed=exactly(64), injured=exactly(143)),
        *REST, language="en",
    )  # fmt: skip
    assert tolls(build(story("Wire", "2021-10-08"), changed)) == tolls(alone)


def test_a_suspected_copy_is_not_believed_against_what_it_seems_to_copy() -> None:
    where = {"when": "2021-10-08", "where": "AF-KDZ", "site": "mosque", "community": "shia"}
    evidence = build(
        report("Wire", "2021-10-08", claim("attack", "A bomb killed 13 people.", **where, killed=exactly(13))),
        report("Star", "2021-10-09", claim("attack", "Thirty were slain by a bomb.", **where, killed=exactly(30))),
    )
    first, second = evidence.texts
    members = tuple(
        Member(text=text.entry, source=text.source, spans=(Span(start=0, end=len(text.text)),), relation=relation,
               reason="", certain=relation == "original")
        for text, relation in ((first, "original"), (second, "paraphrase"))
    )  # fmt: skip
    families = [Family(id="f", origin=first.entry, members=members)]
    incidents = list(weights.link(evidence.texts, evidence.mentions, (), TABLES, Settings()))

    def best(families: list[Family]) -> set[int | None]:
        figures = origins.count(evidence.texts, evidence.mentions, families, incidents, TABLES, Settings())
        return {f.best for f in figures if f.scope.incident and f.measure == "killed"}

    assert best([]) == {30}  # the latest of two that know nothing of each other
    assert best(families) == {13}
