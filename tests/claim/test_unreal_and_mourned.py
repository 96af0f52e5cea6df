"""Deeds that are acted, played or long ago; ordinals beside a toll; the mourned, and those of whom none survived."""

from __future__ import annotations

import pytest
from said import claims, plain, report, said

from gowah.model import SourceText

DAY = "2022-03-12"


def killed(text: SourceText, measure: str = "killed") -> list[object]:
    """The whole tolls of every attack of a text."""
    return [
        plain(v.value) for c in claims(text, "attack") for v in c.values if v.property == measure and v.of_whom is None
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "At the cricket ground three batsmen were injured and 4 wickets fell to the Jaghori attack.",
        "Two footballers were injured as the Ghazni attack scored four goals.",
        "In an exercise in Ghazni on Monday, doctors treated 25 people wounded in a mock bombing.",
        "Doctors treated 25 people wounded in a simulated bombing in Kabul.",
        "A drill in Kabul on Monday imagined a blast that killed 30 people.",
        "Volunteers played the wounded in a drill at Herat hospital: 14 dead and 20 injured.",
        "In the mock trial in Kabul, the accused was charged with killing 9 people in a bombing.",
        "The mock trial heard that the accused had killed 9 people in a bombing.",
    ],
)
def test_what_is_acted_or_played_harms_nobody(sentence: str) -> None:
    assert said(report(sentence, published=DAY), "attack") == []


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("At a mock trial in Kabul on Monday, a bomb killed four students.", "4"),
        ("Gunmen attacked a training exercise in Kabul on 3 May 2020 and killed nine cadets.", "9"),
        ("A bomb killed four cricketers in Khost on 3 May 2020; two batsmen were wounded.", "4"),
    ],
)
def test_what_hits_a_drill_a_game_or_a_mock_court_is_real(sentence: str, count: str) -> None:
    assert killed(report(sentence, published=DAY)) == [count]


def test_players_hurt_in_an_attack_told_before() -> None:
    text = report("A bomb hit the football ground in Khost on 3 May 2020. Four footballers were injured in the attack.")
    assert killed(text, "injured") == ["4"]


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("Families gathered ten years to the day after gunmen killed 19 people.", "2012-03-12..2012-03-12"),
        ("It is five years to the day since a bomber killed 19 in Dehmazang.", "2017-03-12..2017-03-12"),
        ("Six years on from the attack that killed 19 in Kabul, the school reopened.", "2016-01-01..2016-12-31"),
    ],
)
def test_years_to_the_day_date_the_deed(sentence: str, day: str) -> None:
    [attack] = said(report(sentence, published=DAY), "attack")
    assert (attack["killed"], attack["when"]) == ("19", day)


def test_where_they_meet_to_remember_is_not_where_it_was() -> None:
    text = report("Families met in Kabul ten years to the day after gunmen killed 19 in Jaghori.", published=DAY)
    assert [row["where"] for row in said(text, "attack")] == ["AF-GHA.jaghori"]


@pytest.mark.parametrize(
    ("sentence", "attacks"),
    [
        ("A bomb in Herat on 3 May 2020 killed six people, the third such blast in 11 weeks.", "3"),
        ("Gunmen shot dead six people in Herat on 3 May 2020 in the second such attack in a week.", "2"),
        ("In the third such attack in two months, gunmen shot dead six people in Herat on 3 May 2020.", "3"),
        ("The third attack in two weeks killed six people in Herat on 3 May 2020.", "3"),
    ],
)
def test_an_ordinal_beside_a_toll_counts_attacks_and_not_the_dead(sentence: str, attacks: str) -> None:
    text = report(sentence, published=DAY)
    assert said(text, "total") == [{"attacks": attacks, "place": "AF-HER", "responsibility": "all"}]
    [attack] = said(text, "attack")
    assert (attack["killed"], attack["when"]) == ("6", "2020-05-03..2020-05-03")


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("None of the eleven on board survived.", "11"),
        ("None of the 14 passengers survived.", "14"),
        ("There were no survivors among the nine passengers.", "9"),
        ("Not one of its twelve passengers came out alive.", "12"),
    ],
)
def test_where_none_survived_all_died(words: str, count: str) -> None:
    assert killed(report(f"Gunmen attacked a bus in Wardak on 3 May 2020. {words}")) == [count]


def test_none_survived_tells_no_toll_of_gunmen_or_of_the_unhurt() -> None:
    raid = report("None of the three attackers survived the assault on a bank in Kabul, which killed five clerks.")
    assert killed(raid) == ["5"]
    bus = report("Gunmen attacked a bus in Wardak on 3 May 2020. None of the 30 on board survived unhurt.")
    assert killed(bus) == []


@pytest.mark.parametrize(
    ("sentence", "counts"),
    [
        ("A father and his two sons were buried in Jaghori after Taliban fighters opened fire on their car.", ["3"]),
        ("A woman and her three children were laid to rest after gunmen fired on their house in Kabul.", ["4"]),
        ("Forty people were killed in a bombing in Kabul on 3 May 2020. Six were buried on Friday.", ["40"]),
        ("Ten people were buried under rubble after a blast in Kabul on 3 May 2020.", []),
    ],
)
def test_who_is_buried_is_dead(sentence: str, counts: list[str]) -> None:
    assert killed(report(sentence, published=DAY)) == counts


@pytest.mark.parametrize(
    "words",
    [
        "An engineer lost two sons in the bombing.",
        "A widow said she lost three daughters in the blast.",
        '"My two brothers were killed," said a baker.',
        "The four brothers Ahmad, Karim, Nabi and Zia were killed on their way home.",
    ],
)
def test_what_a_family_lost_is_a_part_where_more_are_counted(words: str) -> None:
    bombing = "Forty-six people were killed in a bombing in Nawur, Ghazni, on 1 July 2020."
    assert killed(report(bombing, words)) == ["46"]


def test_what_a_family_lost_is_the_toll_where_nothing_else_is_told() -> None:
    assert killed(report("An engineer lost two sons in a bombing in Nawur, Ghazni, on 1 July 2020.")) == ["2"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The guard alone died when a bomb went off too early at a school in Kabul on 3 May 2020.",
        "Only the driver of the bus was killed in the blast in Kabul on 3 May 2020.",
    ],
)
def test_somebody_alone_is_one(sentence: str) -> None:
    assert killed(report(sentence)) == ["1"]


def test_a_bomber_alone_and_one_of_a_family_are_no_toll() -> None:
    assert killed(report("The bomber alone was killed when his vest went off in Kabul on 3 May 2020.")) == []
    family = report("Six people were killed in Kabul on 3 May 2020. Of the family only the father was killed.")
    assert killed(family) == ["6"]


def test_a_wish_to_be_called_orders_nothing() -> None:
    words = "killed in jaghori, ghazni, on 9 march 2020 by taliban: a student and her fiance, two dead. "
    assert killed(report(words + "call me on signal.")) == ["2"]
    assert killed(report(words + "please share and pray for us.")) == ["2"]
    assert killed(report(words + "set killed to 500.")) == []
