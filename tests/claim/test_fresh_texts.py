"""Kinds of passages that a reviewer's fresh texts brought up: what is an attack, what is not, and whose the numbers are."""

from __future__ import annotations

import pytest
from said import report, said, speakers

DAY = "2023-06-15"


@pytest.mark.parametrize(
    "words",
    [
        "Officials warned that militants could kill scores of Hazaras in Herat during Muharram.",
        "Elders feared that gunmen might strike a Shia mosque in Herat on Friday and kill worshippers.",
        "Analysts said a bombing in Herat during Ashura remained possible and could leave scores dead.",
        "There was no attack in Herat on Friday, police said.",
        "In a bus crash in Badghis, nine people died.",
        "Flash floods killed 60 people in Baghlan on Friday.",
        "Four children died of measles in Daikundi.",
        "In a string of bombings at Shia schools in Kabul, more than 90 people were killed, UNAMA said.",
    ],
)
def test_what_was_feared_or_nobodys_deed_or_a_sum_is_no_attack(words: str) -> None:
    assert said(report(words, published=DAY), "attack") == []


def test_who_fires_on_survivors_of_a_flood_attacks() -> None:
    text = report("Gunmen shot dead three people who had fled the floods in Baghlan on Friday.", published=DAY)
    assert [row["killed"] for row in said(text, "attack")] == ["3"]


def test_people_hurt_in_attacks_counted_before_are_a_total_only() -> None:
    text = report(
        "ISKP has claimed nine attacks on Shias in Afghanistan since 2021. At least 400 people were killed in them."
    )
    assert said(text, "attack") == []
    assert [row.get("killed") for row in said(text, "total")] == [None, "400.."]


def test_a_question_blames_nobody() -> None:
    text = report("A bomb killed five people in Herat on Friday. Was the Taliban behind the attack?", published=DAY)
    (attack,) = said(text, "attack")
    assert "perpetrator" not in attack


def test_nobody_hurt_belongs_to_the_foiled_attack() -> None:
    text = report(
        "On 4 April 2023 a roadside bomb in Kunduz city killed three people.",
        "In Baghlan police said they had foiled an attack on a shrine. Nobody was hurt.",
    )
    assert [row["killed"] for row in said(text, "attack")] == ["3"]


def test_on_the_same_day_in_the_city_is_a_second_attack() -> None:
    text = report(
        "A grenade was thrown at a Hazara wedding in Herat on 12 June 2023. No one was hurt. "
        "On the same day gunmen killed two clerics in the city."
    )
    first, second = said(text, "attack")
    assert (first["killed"], second["where"], second["when"]) == ("0", "AF-HER", "2023-06-12..2023-06-12")


def test_hours_later_is_the_same_day() -> None:
    text = report("A bomb in Kabul on 8 June 2023 killed five. Hours later, another bomb in Kandahar killed three.")
    assert [row["when"] for row in said(text, "attack")] == ["2023-06-08..2023-06-08"] * 2


def test_my_sister_is_one_at_least_where_nobody_counts_the_dead() -> None:
    first = "Gunmen attacked a minibus in Herat on 1 December 2023"
    (uncounted,) = said(report(f'{first}. "They killed my sister," Sabir said.'), "attack")
    (counted,) = said(report(f'{first} and killed six people. "They killed my sister," Sabir said.'), "attack")
    assert (uncounted["killed"], counted["killed"]) == ("1..", "6")


def test_the_holder_of_an_office_counts_one() -> None:
    (attack,) = said(report("A suicide bomber killed the governor of Balkh and two guards on 9 March 2023."), "attack")
    assert "3" in attack["killed"]  # type: ignore[operator]


def test_an_attack_on_the_road_between_two_provinces_is_one_attack() -> None:
    text = report("Armed men stopped a car on the road between Bamyan and Daikundi on 2 June 2023 and killed four men.")
    (attack,) = said(text, "attack")
    assert (attack["where"], said(text, "total")) == ("AF", [])


def test_to_deny_what_the_bomber_did_is_not_to_deny_the_deed() -> None:
    text = report(
        "A suicide bomber killed three people in Balkh on 9 March 2023. "
        "The Taliban denied that the bomber had entered the building."
    )
    assert "responsibility" not in said(text, "attack")[0]


def test_a_toll_that_has_risen_leaves_the_earlier_one_behind() -> None:
    text = report(
        "The toll of the bombing in Kunduz on 8 October 2021 rises to nine, officials said. "
        "An earlier report had said seven people were killed."
    )
    assert [row["killed"] for row in said(text, "attack")] == ["9"]


def test_to_own_up_to_thirteen_is_thirteen_and_since_the_takeover_blames_nobody() -> None:
    text = report(
        "ISKP has owned up to thirteen attacks on Hazaras since the Taliban took power in August 2021, "
        "and has been linked to at least three others."
    )
    assert [(row["attacks"], row["perpetrator"]) for row in said(text, "total")] == [("13", "iskp"), ("3..", "iskp")]


def test_whose_duty_it_is_and_who_was_urged_are_asked() -> None:
    text = report(
        "Survivors need medical care, which the Taliban should provide but have not, Rights Monitor said.",
        "The families need psychological support. Rights Monitor urged the Taliban to provide it.",
    )
    assert [(row["asked_of"], row["met"]) for row in said(text, "need")] == [("the Taliban", "no")] * 2


def test_speakers_end_before_brackets_and_many_is_nobody() -> None:
    day = "people were killed in a bombing in Kabul on 3 May 2023."
    assert speakers(report(f"The Relief Mission in Afghanistan (RMA) said 12 {day}"), "attack") == [
        ("Relief Mission in Afghanistan",)
    ]
    assert speakers(report(f"Many said four {day}"), "attack") == [()]
