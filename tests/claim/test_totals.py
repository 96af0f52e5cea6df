"""Sums over several attacks: what is counted, what is claimed and what only linked, what it covers, and what is no sum."""

from __future__ import annotations

import pytest
from said import claims, report, said, speakers

from gowah.model import Where


def test_claimed_linked_and_all_are_three_totals_of_one_scope() -> None:
    text = report(
        "Since August 2021, IS-K has claimed 13 attacks on Hazaras and has been linked to at least 3 more, killing and "
        "injuring at least 700 people, Human Rights Watch says."
    )
    scope = {"perpetrator": "iskp", "community": "hazara", "period": "2021-08-01.."}
    assert said(text, "total") == [
        {"attacks": "13", **scope, "responsibility": "claimed"},
        {"attacks": "3..", **scope, "responsibility": "linked"},
        {"hurt": "700..", **scope, "responsibility": "all"},
    ]
    assert speakers(text, "total") == [("Human Rights Watch",)] * 3


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("IS-K has put its name to six attacks on Hazaras.", "claimed"),
        ("Six attacks on Hazaras were claimed by IS-K.", "claimed"),
        ("IS-K took responsibility for six attacks on Hazaras.", "claimed"),
        ("IS-K is suspected of six attacks on Hazaras.", "linked"),
        ("Six attacks on Hazaras have been attributed to IS-K.", "linked"),
        ("IS-K has been implicated in six attacks on Hazaras.", "linked"),
        ("Six attacks on Hazaras were claimed by IS-K or attributed to it.", "all"),
        ("IS-K carried out six attacks on Hazaras.", "all"),
    ],
)
def test_the_words_that_claim_and_those_that_only_link(sentence: str, status: str) -> None:
    [total] = said(report(sentence), "total")
    assert total == {"attacks": "6", "perpetrator": "iskp", "community": "hazara", "responsibility": status}


def test_a_later_sentence_takes_over_what_it_leaves_unsaid() -> None:
    text = report(
        "Between January and June 2022 IS-K claimed nine attacks on Sikhs. At least two others have been tied to it. "
        "Those 11 attacks left 40 people dead or injured."
    )
    scope = {"perpetrator": "iskp", "community": "sikh", "period": "2022-01-01..2022-06-30"}
    assert said(text, "total") == [
        {"attacks": "9", **scope, "responsibility": "claimed"},
        {"attacks": "2..", **scope, "responsibility": "linked"},
        {"attacks": "11", "hurt": "40", **scope, "responsibility": "all"},
    ]


def test_so_many_of_so_many() -> None:
    text = report("IS-K has claimed eight of the 12 bombings recorded in Kabul since January 2022.")
    first, second = said(text, "total")
    assert (first["attacks"], first["responsibility"]) == ("8", "claimed")
    assert (second["attacks"], second["responsibility"]) == ("12", "all")


def test_it_goes_on_about_those_named_before() -> None:
    text = report("IS-K has hunted Hazaras for years. Since August 2021 it has claimed responsibility for 13 attacks.")
    [total] = said(text, "total")
    assert (total["perpetrator"], total["community"]) == ("iskp", "hazara")


def test_a_total_with_a_scope_of_its_own_takes_nothing_over() -> None:
    text = report(
        "IS-K has claimed 13 attacks on Hazaras since August 2021.",
        "According to UNAMA, more than 120 people were killed and injured in recent attacks on Shia gatherings in Kabul.",
    )
    last = said(text, "total")[-1]
    assert (last["hurt"], last["community"]) == ("121..", "shia")
    assert not {"perpetrator", "period"} & set(last)
    assert speakers(text, "total")[-1] == ("UNAMA",)


def test_killed_or_injured_is_not_killed() -> None:
    [total] = said(
        report("More than 120 people lost their lives or were injured in attacks on Shias in Kabul."), "total"
    )
    assert (total["hurt"], total.get("killed")) == ("121..", None)
    [total] = said(report("At least 89 people were killed and 140 injured in attacks on Shias in Kabul."), "total")
    assert (total["killed"], total["injured"]) == ("89..", "140")


@pytest.mark.parametrize(
    "sentence",
    [
        "Nine people were killed when a bomb went off in a mosque in Kabul on 3 May 2022.",
        "Two bombs killed nine people in a mosque in Kunduz on Friday.",
        "How many attacks has IS-K claimed since August 2021?",
        "IS-K has about 3,000 fighters.",
        "At least 3 more people died in hospital.",
        "These are two attacks, not one.",
    ],
)
def test_what_is_no_total(sentence: str) -> None:
    assert said(report(sentence, published="2022-05-04"), "total") == []


def test_a_total_is_never_an_attack() -> None:
    text = report(
        "Since August 2021, IS-K has claimed 13 attacks on Hazaras and has been linked to at least 3 more, killing and "
        "injuring at least 700 people.",
        "More than 120 people were killed and injured in recent attacks on Shia gatherings in Kabul.",
        "In all, 14 attacks on mosques left 136 people dead between April and June 2022.",
    )
    assert said(text, "attack") == []


def test_what_was_counted_since_a_day_was_counted_until_the_report() -> None:
    text = report("IS-K has claimed 13 attacks on Hazaras since August 2021.", published="2022-08-24")
    assert [row["period"] for row in said(text, "total")] == ["2021-08-01..2022-08-24"]


def test_or_until_the_day_up_to_which_the_report_says_that_its_figures_go() -> None:
    text = report(
        "IS-K has claimed 13 attacks on Hazaras since August 2021.",
        "The figures cover attacks up to 17 August 2022 that were reported by two sources.",
        published="2022-08-24",
    )
    assert [row["period"] for row in said(text, "total")] == ["2021-08-01..2022-08-17"]


def test_in_the_last_fortnight_is_counted_back_from_the_day_of_issue() -> None:
    text = report("In the last fortnight IS-K has claimed two bombings in Herat.", published="2022-08-18")
    assert [row["period"] for row in said(text, "total")] == ["2022-08-04..2022-08-18"]


def test_six_of_these_attacks_fall_into_the_period_of_all_of_them() -> None:
    text = report(
        "# Attacks on minorities, 1 April to 30 June 2022",
        "In the quarter the Service documented 14 attacks in Afghanistan. IS-K claimed six of these attacks.",
    )
    assert [row["period"] for row in said(text, "total")] == ["2022-04-01..2022-06-30"] * 2


def test_a_country_that_is_not_named_is_not_written_as_a_town_in_it() -> None:
    text = report("A bomb went off in Herat.", "The monitor counted nine attacks on Hazaras in 2022.")
    (total,) = claims(text, "total")
    (place,) = [value.value for value in total.values if value.property == "place"]
    assert isinstance(place, Where)
    assert (place.place, place.as_written) == ("AF", "")


def test_so_many_of_those_counted_before() -> None:
    text = report(
        "The observatory recorded 34 attacks in 2024. IS-K acknowledged 15 of the 34; 11 were not claimed by anyone."
    )
    assert [(t["attacks"], t["responsibility"], t.get("perpetrator")) for t in said(text, "total")] == [
        ("34", "all", None), ("15", "claimed", "iskp"), ("11", "all", None),
    ]  # fmt: skip


def test_the_third_journalist_killed_counts_people_and_no_attacks() -> None:
    text = report(
        "A reporter was shot. She is the third journalist killed in Afghanistan in the past twelve months.",
        published="2024-10-04",
    )
    assert said(text, "total") == [
        {"killed": "3", "place": "AF", "period": "2023-10-04..2024-10-04", "responsibility": "all"}
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "14 members of the community have been killed in Quetta since the start of the year.",
        "In the past six months 14 members of the community have been killed in Quetta.",
    ],
)
def test_people_killed_one_after_the_other_are_no_attack(sentence: str) -> None:
    text = report(sentence, published="2024-10-04")
    assert [t["killed"] for t in said(text, "total")] == ["14"]
    assert said(text, "attack") == []


def test_the_solar_year_begins_in_spring() -> None:
    text = report(
        "Since the beginning of this solar year we have recorded 11 attacks on Hazaras.", published="2024-12-19"
    )
    [total] = said(text, "total")
    assert total["period"] == "2024-03-20..2024-12-19"


def test_people_killed_in_one_attack_of_a_long_year_are_its_toll() -> None:
    text = report("Since January 2024, nine people have died of their wounds from the bombing of a mosque in Kabul.")
    assert said(text, "total") == []


def test_the_line_that_adds_up_a_list() -> None:
    text = report("Total for the period: 10 attacks, 81 killed, 145 injured.")
    assert said(text, "total") == [{"attacks": "10", "killed": "81", "injured": "145", "responsibility": "all"}]
