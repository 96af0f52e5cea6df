"""Figures over many attacks: each incident once, sums of ends, and laws that hold for any record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gowah.count import figure_id, origins
from gowah.errors import UsageMistake
from gowah.model import Evidence, Family, Figure, Scope
from gowah.testing.evidence import HandReport, build, claim, count, exactly, report
from gowah.words import Settings, load_tables
from gowah.words.settings import CountSettings

TABLES = load_tables(("afghanistan",))


def figures(evidence: Evidence, families: Sequence[Family] = ()) -> list[Figure]:
    return list(origins.count(evidence.texts, evidence.mentions, families, evidence.incidents, TABLES, Settings()))


def of(evidence: Evidence, measure: str, **scope: str) -> Figure:
    (found,) = [f for f in figures(evidence) if f.measure == measure and f.scope == Scope(**scope)]
    return found


TWO = build(
    report("Wire", "2021-10-08", claim(
        "attack", "A bomb killed at least 46 in Kunduz.", incident="kunduz", when="2021-10-08", where="AF-KDZ",
        community="hazara", perpetrator="iskp", responsibility="claimed", killed=count(46))),
    report("Sun", "2022-04-19", claim(
        "attack", "Six died in Kabul.", incident="kabul", when="2022-04-19", where="AF-KAB", community="sikh",
        perpetrator="iskp", responsibility="suspected", killed=exactly(6))),
    report("League", "2022-08-24", claim(
        "total", "It claimed 13 attacks with 700 killed.", attacks=exactly(13), killed=exactly(700), perpetrator="iskp")),
)  # fmt: skip


def test_the_sum_of_all_attacks_leaves_totals_of_sources_out() -> None:
    found = of(TWO, "killed")
    assert (found.low, found.best, found.high) == (52, 52, None)
    assert len(found.incidents) == 2


def test_a_perpetrators_incidents_surely_and_possibly() -> None:
    found = of(TWO, "incidents", perpetrator="iskp")
    assert (found.low, found.best, found.high) == (1, 2, 2)


@pytest.mark.parametrize(
    ("scope", "killed"),
    [
        ({"place": "AF-KDZ"}, 46), ({"place": "AF-KAB"}, 6), ({"place": "AF"}, 52), ({"community": "hazara"}, 46),
        ({"community": "shia"}, 46), ({"community": "sikh"}, 6), ({"perpetrator": "iskp"}, 52),
        ({"earliest": "2021-01-01", "latest": "2021-12-31"}, 46), ({"earliest": "2022-04-01", "latest": "2022-04-30"}, 6),
        ({"perpetrator": "iskp", "responsibility": "claimed"}, 46),
    ],
)  # fmt: skip
def test_by_place_community_perpetrator_and_period(scope: dict[str, str], killed: int) -> None:
    assert of(TWO, "killed", **scope).low == killed


def test_an_id_names_what_a_figure_covers() -> None:
    scope = Scope(community="hazara")
    assert figure_id(scope, "killed", "best") == figure_id(Scope(community="hazara"), "killed", "best")
    others = {
        figure_id(scope, "injured", "best"),
        figure_id(Scope(), "killed", "best"),
        figure_id(scope, "killed", "x"),
    }
    assert figure_id(scope, "killed", "best") not in others
    assert figure_id(Scope(), "killed", "best").startswith("n-")
    assert len(figure_id(Scope(), "killed", "best")) == 14


def test_ids_are_unique() -> None:
    ids = [figure.id for figure in figures(TWO)]
    assert len(ids) == len(set(ids))


def test_an_unknown_rule_is_the_callers_mistake() -> None:
    recipe = replace(Settings(), count=CountSettings(rule="guess"))
    with pytest.raises(UsageMistake):
        list(origins.count(TWO.texts, TWO.mentions, (), TWO.incidents, TABLES, recipe))


def test_no_incident_no_figure() -> None:
    assert figures(build()) == []


@st.composite
def reports(draw: st.DrawFn) -> list[HandReport]:
    found = []
    for n in range(draw(st.integers(1, 6))):
        low = draw(st.integers(0, 90))
        number = draw(st.sampled_from([count(low), exactly(low), exactly(low, about=True)]))
        by = draw(st.sampled_from([[], ["Taliban"], ["a nurse"]]))
        found.append(report(
            f"Outlet {n}", f"2022-04-{10 + draw(st.integers(0, 9))}",
            claim("attack", f"A bomb killed some ({n}).", by=by, incident=draw(st.sampled_from(["a", "b"])),
                  when="2022-04-09", where="AF-KAB", killed=number),
        ))  # fmt: skip
    return found


def ranges(evidence: Evidence, families: Sequence[Family] = ()) -> list[tuple[object, ...]]:
    """What a reader sees of all figures, without ids."""
    return sorted(
        (f.measure, str(replace(f.scope, incident="one") if f.scope.incident else f.scope), str((f.low, f.best, f.high)),
         f.reports, f.origins_low, f.origins_high, f.grade or "")
        for f in figures(evidence, families)
    )  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(reports(), st.randoms(use_true_random=False), st.integers(0, 99))
def test_no_figure_depends_on_ids_or_order(found: list[HandReport], random: object, start: int) -> None:
    shuffled = list(found)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert ranges(build(*shuffled, start=start)) == ranges(build(*found))


@settings(max_examples=60, deadline=None)
@given(reports())
def test_low_best_high_stand_in_order_and_origins_are_bounded(found: list[HandReport]) -> None:
    for figure in figures(build(*found)):
        assert figure.low is None or figure.best is None or figure.low <= figure.best
        assert figure.high is None or figure.best is None or figure.best <= figure.high
        assert figure.origins_low <= figure.origins_high <= figure.reports


@settings(max_examples=40, deadline=None)
@given(reports())
def test_an_independent_report_never_lowers_the_number_of_origins(found: list[HandReport]) -> None:
    more = report("Newcomer", "2022-04-20", claim(
        "attack", "We counted the dead ourselves.", incident="a", when="2022-04-09", where="AF-KAB", killed=exactly(33)))  # fmt: skip
    before = {f.scope.place: f for f in figures(build(*found)) if f.measure == "killed" and f.scope.place == "AF-KAB"}
    after = {
        f.scope.place: f for f in figures(build(*found, more)) if f.measure == "killed" and f.scope.place == "AF-KAB"
    }
    for place, figure in before.items():
        assert after[place].origins_low >= figure.origins_low
        assert after[place].origins_high >= figure.origins_high
