"""The toll of one attack: little reports, and the range that an honest recorder would write down."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from gowah.count import in_words, origins
from gowah.model import Certainty, Evidence, Family, Figure, Member, Span, Speaker, family_id
from gowah.testing.evidence import HandClaim, Plain, build, claim, count, exactly, part, report
from gowah.words import Settings, load_tables

TABLES = load_tables(("afghanistan",))
ONE = {"incident": "the attack", "when": "2022-04-19", "where": "AF-KAB"}


def said(sentence: str, *by: str | Speaker, certainty: Certainty = Certainty.STATED, **values: Plain) -> HandClaim:
    """What one speaker says of the attack."""
    return claim("attack", sentence, by=by, certainty=certainty, **{**ONE, **values})  # type: ignore[arg-type]


def family(evidence: Evidence, *publishers: str, certain: bool = True) -> Family:
    """The whole texts of these outlets as a family, the first being the origin."""
    chosen = [next(t for t in evidence.texts if t.described.publisher == name) for name in publishers]
    members = tuple(
        Member(text=t.entry, source=t.source, spans=(Span(start=0, end=len(t.text)),), reason="",
               relation="verbatim" if n else "original", certain=certain or not n)
        for n, t in enumerate(chosen)
    )  # fmt: skip
    first = chosen[0].entry
    return Family(id=family_id(first, 0), origin=first, origin_name="", members=members, certain=certain)


def figure(evidence: Evidence, measure: str = "killed", families: Sequence[Family] = ()) -> Figure:
    """The figure of the only attack."""
    found = origins.count(
        evidence.texts, evidence.mentions, families, evidence.incidents, TABLES, Settings()
    )  # fmt: skip
    return next(f for f in found if f.scope.incident and f.measure == measure)


def ends(found: Figure) -> tuple[int | None, int | None, int | None]:
    return found.low, found.best, found.high


def why(found: Figure, value: str) -> set[tuple[str, str]]:
    return {(d.end, d.because) for d in found.deciders if d.value == value}


def test_at_least_stays_open() -> None:
    found = figure(build(report("Wire", "2022-04-19", said("At least 13 died.", killed=count(13)))))
    assert ends(found) == (13, 13, None)
    assert in_words(found) == "at least 13 killed; 1 report, 1 origin"


def test_another_origin_bounds_what_is_open() -> None:
    found = figure(build(
        report("Wire", "2022-04-19", said("At least 13 died.", killed=count(13))),
        report("Sun", "2022-04-19", said("15 died.", killed=exactly(15))),
    ))  # fmt: skip
    assert (found.low, found.high) == (13, 15)


def test_an_open_number_above_all_others_leaves_the_end_open() -> None:
    found = figure(build(
        report("Wire", "2022-04-19", said("More than 50 died.", killed=count(51))),
        report("Sun", "2022-04-19", said("10 died.", killed=exactly(10))),
    ))  # fmt: skip
    assert (found.low, found.high) == (10, None)


def test_most_origins_decide_the_best_not_most_reports() -> None:
    evidence = build(
        report("Wire", "2022-04-19", said("30 died.", killed=exactly(30))),
        report("Copy one", "2022-04-20", said("30 died there.", killed=exactly(30))),
        report("Copy two", "2022-04-20", said("30 died in it.", killed=exactly(30))),
        report("Sun", "2022-04-19", said("20 died.", killed=exactly(20))),
        report("Star", "2022-04-19", said("20 were killed.", killed=exactly(20))),
    )
    found = figure(evidence, families=[family(evidence, "Wire", "Copy one", "Copy two")])
    assert ends(found) == (20, 20, 30)
    assert (found.reports, found.origins_low, found.origins_high) == (5, 3, 3)
    assert in_words(found) == "20 (20 to 30) killed; 5 reports, 3 origins"


def test_a_number_changed_in_copying_decides_nothing() -> None:
    evidence = build(
        report("Wire", "2022-04-19", said("13 died.", killed=exactly(13))),
        report("Copy", "2022-04-20", said("30 died.", killed=exactly(30))),
    )
    found = figure(evidence, families=[family(evidence, "Wire", "Copy")])
    assert ends(found) == (13, 13, 13)
    (copied,) = [n for mention in evidence.mentions[1:] for n, value in mention.values("killed")]
    assert why(found, copied) == {("none", "changed in copying; the origin says otherwise")}


def test_a_suspected_copy_is_merged_below_and_split_above() -> None:
    evidence = build(
        report("Wire", "2022-04-19", said("13 died.", killed=exactly(13))),
        report("Echo", "2022-04-20", said("13 people died.", killed=exactly(13))),
    )
    found = figure(evidence, families=[family(evidence, "Wire", "Echo", certain=False)])
    assert (found.origins_low, found.origins_high) == (1, 2)
    assert in_words(found) == "13 killed; 2 reports, 1 to 2 origins"
    assert found.grade == "provisional"


def test_two_reports_of_one_ministry_statement_are_one_origin() -> None:
    found = figure(build(
        report("Wire", "2022-04-19", said("The Taliban said 6 died.", "Taliban", killed=exactly(6))),
        report("Sun", "2022-04-19", said("Taliban: 6 killed.", "Taliban", killed=exactly(6))),
    ))  # fmt: skip
    assert (found.reports, found.origins_low, found.origins_high) == (2, 1, 1)
    assert found.grade == "provisional"


def test_two_unnamed_residents_are_merged_below_only_if_they_may_be_one() -> None:
    plain = figure(build(
        report("Wire", "2022-04-19", said("6 died, a shopkeeper said.", "a shopkeeper", killed=exactly(6))),
        report("Sun", "2022-04-19", said("A shopkeeper counted 6.", "a shopkeeper", killed=exactly(6))),
    ))  # fmt: skip
    assert (plain.origins_low, plain.origins_high) == (1, 2)
    private = Speaker(name="a shopkeeper", private=True)
    apart = figure(build(
        report("Wire", "2022-04-19", said("6 died, a shopkeeper said.", private, killed=exactly(6))),
        report("Sun", "2022-04-19", said("A shopkeeper counted 6.", private, killed=exactly(6))),
    ))  # fmt: skip
    assert (apart.origins_low, apart.origins_high) == (2, 2)


def test_two_independent_origins_are_not_provisional() -> None:
    found = figure(build(
        report("Wire", "2022-04-19", said("6 died.", killed=exactly(6))),
        report("Sun", "2022-04-19", said("6 were killed.", killed=exactly(6))),
    ), "incidents")  # fmt: skip
    assert found.grade == "two origins"
    assert ends(found) == (1, 1, 1)


def test_a_risen_toll_supersedes_the_outlets_earlier_one() -> None:
    evidence = build(
        report("Wire", "2022-04-19", said("46 died.", killed=exactly(46)), file="one.txt"),
        report("Wire", "2022-04-21", said("72 died.", killed=exactly(72)), file="two.txt"),
        report("Sun", "2022-04-19", said("50 died.", killed=exactly(50))),
    )
    found = figure(evidence)
    assert ends(found) == (50, 72, 72)
    (first,) = [name for name, _ in evidence.mentions[0].values("killed")]
    assert why(found, first) == {("none", "the same source later gave another number")}


def test_parts_are_never_added_and_never_decide() -> None:
    found = figure(build(
        report("Wire", "2022-04-19", said("11 died.", killed=exactly(11)),
               said("Four women died.", killed=part("women", exactly(4)))),
    ))  # fmt: skip
    assert ends(found) == (11, 11, 11)


def test_a_denial_stands_beside_the_range() -> None:
    evidence = build(
        report("Wire", "2022-04-19", said("13 died.", killed=exactly(13))),
        report("Office", "2022-04-20",
               said("Nobody was killed.", certainty=Certainty.DENIED, killed=exactly(0))),
    )  # fmt: skip
    found = figure(evidence)
    assert ends(found) == (13, 13, 13)
    assert (found.reports, found.origins_low) == (1, 1)
    (denied,) = [name for name, _ in evidence.mentions[1].values("killed")]
    assert {end for end, _ in why(found, denied)} == {"none"}


def test_the_perpetrators_own_boast_decides_nothing_beside_others() -> None:
    boast = said("IS-K said 300 died.", "ISKP", killed=exactly(300), perpetrator="iskp")
    found = figure(
        build(report("Tracker", "2022-04-19", boast), report("Wire", "2022-04-19", said("46.", killed=exactly(46))))
    )
    assert ends(found) == (46, 46, 46)
    assert ends(figure(build(report("Tracker", "2022-04-19", boast)))) == (300, 300, 300)


def test_attackers_counted_in_are_set_aside() -> None:
    found = figure(build(
        report("Wire", "2022-04-19", said("2 died.", killed=exactly(2))),
        report("Star", "2022-04-19", said("4 died, gunmen included.", killed=exactly(4), attackers_included="yes")),
    ))  # fmt: skip
    assert ends(found) == (2, 2, 2)


def test_a_headline_that_says_less_exactly_decides_nothing() -> None:
    found = figure(build(
        report("Wire", "2022-04-19", said("More than 80 dead", killed=count(81)),
               said("At least 85 people died, an official said.", "an official", killed=count(85))),
    ))  # fmt: skip
    assert ends(found) == (85, 85, None)


def test_killed_and_injured_known_apart_add_up_to_hurt() -> None:
    evidence = build(
        report("Wire", "2022-04-19", said("6 died and 11 were wounded.", killed=exactly(6), injured=exactly(11))),
        report("Aid", "2022-04-19", said("At least 20 were killed or hurt.", hurt=count(20))),
    )
    assert ends(figure(evidence, "hurt")) == (17, 17, 17)
    alone = build(evidence_report := report("Aid", "2022-04-19", said("At least 20 were hit.", hurt=count(20))))
    assert evidence_report.file == "aid.txt"
    assert ends(figure(alone, "hurt")) == (20, 20, None)


def test_only_the_dead_known_leaves_hurt_open() -> None:
    evidence = build(report("Wire", "2022-04-19", said("6 died.", killed=exactly(6))))
    assert ends(figure(evidence, "hurt")) == (6, 6, None)


@pytest.mark.parametrize(("low", "best", "high", "words"), [
    (3, 3, 3, "3"), (6, 11, 12, "11 (6 to 12)"), (13, 13, None, "at least 13"), (10, 15, None, "15 (at least 10)"),
    (None, 35, 35, "at most 35"), (None, None, None, "unknown"), (1200, None, 1300, "1,200 to 1,300"),
])  # fmt: skip
def test_a_range_in_words(low: int | None, best: int | None, high: int | None, words: str) -> None:
    base = figure(build(report("Wire", "2022-04-19", said("6 died.", killed=exactly(6)))))
    told = Figure(
        id="", measure="killed", scope=base.scope, rule="best", low=low, best=best, high=high, reports=8, origins_low=2,
        origins_high=3,
    )  # fmt: skip
    assert in_words(told) == f"{words} killed; 8 reports, 2 to 3 origins"


def test_every_value_of_the_toll_is_accounted_for() -> None:
    evidence = build(
        report("Wire", "2022-04-19", said("46 died.", killed=exactly(46))),
        report("Copy", "2022-04-20", said("46 dead.", killed=exactly(46))),
        report("Sun", "2022-04-20", said("60 buried.", killed=exactly(60))),
        report("Week", "2022-04-25", said("About 50 died.", killed=exactly(50, about=True))),
    )
    found = figure(evidence, families=[family(evidence, "Wire", "Copy")])
    assert {decider.value for decider in found.deciders} == set(found.values)
    assert all(decider.because for decider in found.deciders)


FIRST = report("Wire", "2022-04-19", said("Seven died, the hospital said.", "the hospital", killed=exactly(7)))
CORRECTED = (
    said("The toll rose to nine, officials said.", "officials", killed=exactly(9)),
    said("An earlier report had said seven.", "an earlier report", killed=exactly(7)),
)


@pytest.mark.parametrize("day", ["2022-04-20", "2022-04-19"])
@pytest.mark.parametrize("copied", [False, True])
def test_an_outlet_that_corrects_itself_is_taken_at_its_last_word(day: str, copied: bool) -> None:
    """Whoever is named for it, on the next day or the same, whether or not the second text repeats the first."""
    evidence = build(FIRST, report("Wire", day, *CORRECTED, file="two.txt"))
    first, second = evidence.texts
    members = tuple(
        Member(text=t.entry, source=t.source, spans=(Span(start=0, end=len(t.text)),), reason="", relation=how)
        for t, how in ((first, "original"), (second, "partial"))
    )
    one = Family(id=family_id(first.entry, 0), origin=first.entry, origin_name="", members=members)
    found = figure(evidence, families=[one] if copied else [])
    assert ends(found) == (9, 9, 9)
    olds = [name for n in (0, 2) for name, _ in evidence.mentions[n].values("killed")]
    assert [why(found, old) for old in olds] == [{("none", "the same source later gave another number")}] * 2


def test_another_outlets_number_is_not_corrected_with_it() -> None:
    sun = report("Sun", "2022-04-19", said("Seven were killed.", killed=exactly(7)))
    evidence = build(FIRST, sun, report("Wire", "2022-04-20", *CORRECTED, file="two.txt"))
    assert (figure(evidence).low, figure(evidence).high) == (7, 9)


def test_a_speaker_who_stands_by_a_number_is_not_corrected_by_another() -> None:
    second = report(
        "Wire", "2022-04-20", said("Nine died, a shopkeeper said.", "a shopkeeper", killed=exactly(9)),
        said("The hospital still counts seven.", "the hospital", killed=exactly(7)), file="two.txt",
    )  # fmt: skip
    assert (figure(build(FIRST, second)).low, figure(build(FIRST, second)).high) == (7, 9)


def test_a_copy_of_another_outlet_with_another_number_is_no_correction() -> None:
    evidence = build(FIRST, report("Echo", "2022-04-20", said("Nine died.", killed=exactly(9))))
    assert ends(figure(evidence, families=[family(evidence, "Wire", "Echo")])) == (7, 7, 7)
