"""Mentions → incidents: which reports speak of one attack, and what it most probably was."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gowah.link import weights
from gowah.model import Certainty, Evidence, Incident, Speaker
from gowah.testing.evidence import HandReport, build, claim, count, exactly, report
from gowah.words import Settings, load_tables

TABLES = load_tables(("afghanistan",))
KUNDUZ = {"when": "2021-10-08", "where": "AF-KDZ", "site": "mosque", "community": "shia"}


def link(evidence: Evidence, rulings: Sequence[tuple[str, int, int]] = ()) -> list[Incident]:
    return list(weights.link(evidence.texts, evidence.mentions, rulings, TABLES, Settings()))


def grouped(evidence: Evidence, rulings: Sequence[tuple[str, int, int]] = ()) -> list[set[str]]:
    """The publishers of each incident."""
    name = {text.entry: text.described.publisher or text.file for text in evidence.texts}
    of = {mention.entry: name[mention.text] for mention in evidence.mentions}
    return sorted(({of[n] for n in incident.mentions} for incident in link(evidence, rulings)), key=sorted)


def attack(
    publisher: str, published: str, sentence: str = "A bomb went off in a mosque.", **values: object
) -> HandReport:
    """A report of one attack."""
    by = values.pop("by", [])
    certainty = values.pop("certainty", Certainty.STATED)
    return report(
        publisher, published,
        claim("attack", f"{sentence} ({publisher})", by=by, certainty=certainty, **values),  # type: ignore[arg-type]
        language="en",
    )  # fmt: skip


def test_reports_of_one_attack_are_one_incident() -> None:
    evidence = build(
        attack("Wire", "2021-10-08", killed=count(46), **KUNDUZ),
        attack("Sun", "2021-10-09", killed=exactly(72), **KUNDUZ),
        attack("Far", "2021-10-16", when="2021-10-15", where="AF-KAN", site="mosque", community="shia"),
    )
    assert grouped(evidence) == [{"Far"}, {"Sun", "Wire"}]


def test_two_attacks_in_one_report_are_two() -> None:
    same = {"when": "2022-04-19", "where": "AF-KAB", "community": "hazara", "killed": exactly(6)}
    evidence = build(
        report("Wire", "2022-04-19", claim("attack", "A bomb hit a school.", **same),
               claim("attack", "A bomb hit another school.", **same), language="en"),
    )  # fmt: skip
    assert len(link(evidence)) == 2


TOLD = {
    "when": "2022-09-29",
    "where": "AF-BAL.dawlatabad",
    "site": "mosque",
    "killed": exactly(8),
    "injured": exactly(20),
}
CLAIM = "Islamic State says that it bombed the mosque near the city."


def told_twice(sentence: str = CLAIM, published: str = "2022-09-30", **values: object) -> int:
    """How many incidents a report makes that gives an attack with its toll, and further down says this."""
    first = claim("attack", "A bomb killed eight in a mosque.", tactic="planted-bomb", **TOLD)  # type: ignore[arg-type]
    second = claim("attack", sentence, perpetrator="islamic-state", **values)  # type: ignore[arg-type]
    return len(link(build(report("Wire", published, first, "Shops stayed shut.", second, language="en"))))


def test_an_attack_that_one_report_comes_back_to_is_one() -> None:
    assert told_twice(where="AF-BAL.mazar-e-sharif", site="mosque", tactic="planted-bomb") == 1
    assert told_twice(where="AF-BAL", tactic="planted-bomb", when="2022-09-29") == 1


@pytest.mark.parametrize("values", [
    {"where": "AF-BAL.mazar-e-sharif", "site": "school", "tactic": "planted-bomb"},
    {"where": "AF-BAL.mazar-e-sharif", "site": "mosque", "tactic": "shooting"},
    {"where": "AF-KDZ", "site": "mosque", "tactic": "planted-bomb"},
    {"where": "AF-BAL", "site": "mosque", "tactic": "planted-bomb", "when": "2022-09-27"},
    {"where": "AF-BAL", "site": "mosque", "tactic": "planted-bomb", "killed": exactly(2)},
    {"sentence": "Islamic State bombed a second mosque.", "where": "AF-BAL", "site": "mosque", "tactic": "planted-bomb"},
    {"published": "2022-12-30", "where": "AF-BAL.mazar-e-sharif", "tactic": "planted-bomb"},
])  # fmt: skip
def test_what_differs_is_another_attack_though_it_gives_no_toll(values: dict[str, object]) -> None:
    assert told_twice(**values) == 2  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "sentence", ["A bomb in the mosque killed 46.", "در مسجد ۴۶ تن کشته شدند", "په جومات کې ۴۶ کسان ووژل شول"]
)
@pytest.mark.parametrize("published", ["2021-10-09", "2021-10-14", "2021-10-28"])
def test_a_mention_without_a_day_finds_the_attack_of_its_place_site_and_toll(sentence: str, published: str) -> None:
    city = {"where": "AF-KDZ.kunduz-city", "site": "mosque", "killed": exactly(46)}
    undated = attack("Later", published, sentence, **city)
    other = attack("Old", "2021-08-02", when="2021-08-01", **{**city, "killed": exactly(4)})
    assert grouped(build(attack("Wire", "2021-10-08", when="2021-10-08", **city), undated, other)) == [
        {"Later", "Wire"}, {"Old"},
    ]  # fmt: skip


def test_a_date_that_contradicts_keeps_attacks_apart_whatever_else_they_share() -> None:
    bus = {"where": "AF-BAL", "site": "vehicle", "community": "hazara", "killed": exactly(9), "injured": exactly(13)}
    evidence = build(
        attack("Wire", "2022-04-29", when="2022-04-28", **bus), attack("Sun", "2022-05-26", when="2022-05-25", **bus)
    )
    assert grouped(evidence) == [{"Sun"}, {"Wire"}]


def test_a_report_that_is_a_day_off_still_joins() -> None:
    evidence = build(
        attack("Wire", "2021-10-08", killed=exactly(46), **KUNDUZ),
        attack("Sun", "2021-10-09", killed=exactly(46), **{**KUNDUZ, "when": "2021-10-07"}),
    )
    assert grouped(evidence) == [{"Sun", "Wire"}]


def test_another_province_is_another_attack() -> None:
    evidence = build(
        attack("Wire", "2021-10-08", **KUNDUZ), attack("Sun", "2021-10-08", **{**KUNDUZ, "where": "AF-BAL"})
    )
    assert grouped(evidence) == [{"Sun"}, {"Wire"}]


def test_a_neighbouring_attack_on_the_same_day_is_another() -> None:
    evidence = build(
        attack("Wire", "2022-04-19", when="2022-04-19", where="AF-KAB", site="school", killed=exactly(6),
               tactic="planted-bomb"),
        attack("Sun", "2022-04-19", when="2022-04-19", where="AF-KAB", site="market", killed=exactly(31),
               tactic="shooting", community="sikh"),
    )  # fmt: skip
    assert grouped(evidence) == [{"Sun"}, {"Wire"}]


def test_no_chain_joins_what_dates_keep_apart() -> None:
    """An undated mention fits both; it goes to one of them, and they stay two."""
    evidence = build(
        attack("Wire", "2022-04-28", when="2022-04-28", where="AF-BAL", site="vehicle", killed=exactly(9)),
        attack("Week", "2022-05-26", where="AF-BAL", site="vehicle", killed=exactly(9)),
        attack("Sun", "2022-05-25", when="2022-05-25", where="AF-BAL", site="vehicle", killed=exactly(9)),
    )
    assert {"Wire", "Sun"} not in [found & {"Wire", "Sun"} for found in grouped(evidence)]


def test_an_undated_mention_needs_more_than_a_province() -> None:
    evidence = build(
        attack("Wire", "2021-10-08", **KUNDUZ), attack("Year", "2021-12-30", where="AF-KDZ", site="mosque")
    )
    assert grouped(evidence) == [{"Wire"}, {"Year"}]


def test_a_report_older_than_the_attack_does_not_speak_of_it() -> None:
    evidence = build(
        attack("Wire", "2021-10-08", killed=exactly(46), injured=exactly(143), **KUNDUZ),
        attack("Past", "2021-09-01", where="AF-KDZ", site="mosque", community="shia", killed=exactly(46),
               injured=exactly(143)),
    )  # fmt: skip
    assert grouped(evidence) == [{"Past"}, {"Wire"}]


def test_a_name_in_two_scripts_is_one_name() -> None:
    school = {"when": "2022-04-19", "where": "AF-KAB", "site": "education-centre"}
    evidence = build(
        attack("Wire", "2022-04-19", "A grenade went off at the Tanvir Centre", **school),
        attack("صبح", "2022-04-20", "در مرکز تنویر بم منفجر شد", **school),
    )
    (incident,) = link(evidence)
    (joined,) = [one for one in incident.links if one.joined]
    assert ("names", "one rare shared") in [(part.comparison, part.found) for part in joined.parts]


def test_a_ruling_beats_the_scores_both_ways() -> None:
    evidence = build(
        attack("Wire", "2021-10-08", **KUNDUZ), attack("Sun", "2021-10-09", **KUNDUZ),
        attack("Far", "2021-10-16", when="2021-10-15", where="AF-KAN", site="mosque"),
    )  # fmt: skip
    wire, sun, far = (mention.entry for mention in evidence.mentions)
    assert grouped(evidence, [("different_incident", wire, sun)]) == [{"Far"}, {"Sun"}, {"Wire"}]
    assert grouped(evidence, [("same_incident", wire, far)]) == [{"Far", "Sun", "Wire"}] or grouped(
        evidence, [("same_incident", wire, far)]
    ) == [{"Far", "Wire"}, {"Sun"}]
    undone = [("different_incident", wire, sun), ("same_incident", sun, wire)]
    assert grouped(evidence, undone) == [{"Far"}, {"Sun", "Wire"}]


def test_a_score_is_the_sum_of_its_parts() -> None:
    evidence = build(attack("Wire", "2021-10-08", **KUNDUZ), attack("Sun", "2021-10-09", **KUNDUZ))
    (incident,) = link(evidence)
    (joined,) = incident.links
    assert joined.joined
    assert joined.score == sum(part.weight for part in joined.parts) >= 0
    assert ("when", "same day") in [(part.comparison, part.found) for part in joined.parts]


def test_what_is_only_supposed_is_no_incident_and_a_denial_joins_the_attack() -> None:
    supposed = attack("Fear", "2021-10-01", certainty=Certainty.HYPOTHETICAL, perpetrator="iskp", site="mosque")
    denial = attack("Office", "2021-10-10", certainty=Certainty.DENIED, killed=exactly(46), **KUNDUZ)
    evidence = build(supposed, denial, attack("Wire", "2021-10-08", killed=exactly(46), **KUNDUZ))
    (incident,) = link(evidence)
    assert incident.mentions in [(evidence.mentions[2].entry,), tuple(m.entry for m in evidence.mentions[1:])]
    assert evidence.mentions[0].entry not in incident.mentions


def test_the_attribute_most_outlets_bear_out_is_chosen() -> None:
    evidence = build(
        attack("Wire", "2021-10-08", **KUNDUZ), attack("Month", "2021-10-30", **{**KUNDUZ, "when": "2021-10-01/2021-10-31"}),
        attack("Sun", "2021-10-09", **{**KUNDUZ, "when": "2021-10-07"}),
    )  # fmt: skip
    (incident,) = link(evidence)
    assert incident.when is not None
    assert incident.when.earliest in ("2021-10-07", "2021-10-08")
    assert incident.when.precision == "day"
    chosen = dict(incident.chosen)
    assert set(chosen) == {"when", "where", "site", "community"}


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ([("iskp", "claimed"), ("iskp", "suspected")], "claimed"),
        ([("iskp", "attributed"), ("iskp", "suspected")], "attributed"),
        ([("iskp", "suspected")], "suspected"),
        ([("taliban", "attributed"), ("taliban", "denied")], "disputed"),
        ([("taliban", "denied")], "denied"),
        ([("iskp", "claimed"), ("taliban", "denied")], "claimed"),
    ],
)
def test_who_did_it_is_graded_apart(said: list[tuple[str, str]], status: str) -> None:
    evidence = build(*(
        attack(f"Outlet {n}", "2021-10-08", perpetrator=group, responsibility=word, by=[f"speaker {n}"], **KUNDUZ)
        for n, (group, word) in enumerate(said)
    ))  # fmt: skip
    (incident,) = link(evidence)
    assert incident.responsibility.status == status
    assert incident.responsibility.by is not None
    assert incident.responsibility.by.code == said[0][0]
    assert Speaker(name="speaker 0") in incident.responsibility.speakers


def test_nobody_named_is_unknown() -> None:
    (incident,) = link(build(attack("Wire", "2021-10-08", **KUNDUZ)))
    assert incident.responsibility.status == "unknown"
    assert incident.responsibility.by is None


DAYS = ["2021-10-07", "2021-10-08", "2021-10-09", "2021-11-20", "2021-10-01/2021-10-31", None]
PLACES = ["AF-KDZ", "AF-BAL", "AF-KAB", "AF", None]


@st.composite
def reports(draw: st.DrawFn) -> list[HandReport]:
    found = []
    for n in range(draw(st.integers(1, 7))):
        values: dict[str, object] = {}
        for name, choices in (("when", DAYS), ("where", PLACES), ("site", ["mosque", "school", "vehicle", None]),
                              ("community", ["shia", "hazara", "sikh", None])):  # fmt: skip
            chosen = draw(st.sampled_from(choices))
            if chosen:
                values[name] = chosen
        values["killed"] = exactly(draw(st.integers(1, 60)))
        found.append(attack(f"Outlet {n}", f"2021-10-{8 + n:02}", **values))
    return found


@settings(max_examples=12, deadline=None)
@given(reports(), st.randoms(use_true_random=False), st.integers(0, 500))
def test_incidents_do_not_depend_on_ids_or_order_of_arrival(
    found: list[HandReport], random: object, start: int
) -> None:
    shuffled = list(found)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert grouped(build(*found)) == grouped(build(*shuffled, start=start))


@settings(max_examples=12, deadline=None)
@given(reports())
def test_every_mention_is_in_exactly_one_incident(found: list[HandReport]) -> None:
    evidence = build(*found)
    held = [n for incident in link(evidence) for n in incident.mentions]
    assert sorted(held) == sorted(mention.entry for mention in evidence.mentions)


@settings(max_examples=12, deadline=None)
@given(reports(), st.integers(0, 6))
def test_a_report_kept_twice_changes_no_grouping(found: list[HandReport], n: int) -> None:
    again = [*found, found[n % len(found)]]
    assert grouped(build(*again)) == grouped(build(*found))


def test_a_thousand_reports_of_one_attack_link_quickly() -> None:
    evidence = build(*(attack(f"Outlet {n}", "2021-10-08", "It went off.", **KUNDUZ) for n in range(1000)))
    (incident,) = link(evidence)
    assert len(incident.mentions) == 1000


@pytest.mark.parametrize("values", [{}, {"where": "AF"}, {"killed": exactly(5)}])
def test_mentions_that_say_nothing_stay_apart(values: dict[str, object]) -> None:
    evidence = build(*(attack(f"Outlet {n}", "2021-10-08", f"It went off {n}.", **values) for n in range(60)))
    assert len(link(evidence)) == 60


def pair(first: dict[str, object], second: dict[str, object], published: str = "2021-10-09") -> int:
    """How many incidents two reports make."""
    return len(link(build(attack("Wire", "2021-10-08", **first), attack("Sun", published, **second))))


def test_the_funeral_and_the_mosque_in_which_it_was_held_do_not_contradict() -> None:
    city = {"when": "2021-10-08", "where": "AF-KDZ.kunduz-city", "killed": exactly(7)}
    undated = {name: value for name, value in city.items() if name != "when"}
    assert pair({**city, "site": "mosque"}, {**undated, "site": "funeral"}) == 1
    assert pair({**city, "site": "mosque"}, {**undated, "site": "hospital", "killed": exactly(4)}) == 2


def test_a_place_of_worship_may_be_the_mosque() -> None:
    undated = {"where": "AF-KDZ.kunduz-city", "site": "worship-site"}
    assert pair({"when": "2021-10-08", **undated, "site": "mosque"}, undated) == 1
    assert pair({"when": "2021-10-08", **undated, "site": "school"}, undated) == 2


def test_a_large_number_that_few_days_have_tells_more_than_one_that_many_have() -> None:
    kabul = {"when": "2021-08-26", "where": "AF-KAB.kabul", "killed": exactly(85)}
    told = [attack("Wire", "2021-08-27", **kabul), attack("Sun", "2021-08-28", **kabul)]
    rest = [
        attack(f"Old {n}", f"2021-0{n}-02", when=f"2021-0{n}-01", where="AF-KDZ", killed=exactly(85))
        for n in range(1, 6)
    ]

    def found(reports: Sequence[HandReport]) -> set[str]:
        links = [one for incident in link(build(*reports)) for one in incident.links if one.joined]
        return {part.found for one in links for part in one.parts if part.comparison == "killed"}

    assert found(told) == {"same rare number"}
    assert found([*told, *rest]) == {"same large number"}


def test_another_province_is_a_slip_where_the_day_and_both_tolls_are_the_same() -> None:
    car = {"when": "2023-03-02", "site": "vehicle", "perpetrator": "iskp", "tactic": "planted-bomb"}
    there, here = {**car, "where": "AF-NAN.jalalabad"}, {**car, "where": "AF-KAB"}
    assert (
        pair(
            {**there, "killed": exactly(2), "injured": exactly(3)},
            {**here, "killed": exactly(2), "injured": exactly(3)},
        )
        == 1
    )
    assert pair({**there, "killed": exactly(2)}, {**here, "killed": exactly(2)}) == 2
