"""Which numbers count people who came to harm: ages, money, those let go and numbers taken back do not."""

from __future__ import annotations

import pytest
from said import plain, report, tables

from gowah.claim.english.certainty import certainty_of
from gowah.claim.english.sentence import sentences
from gowah.claim.english.tolls import tolls
from gowah.words import Settings


def wholes(words: str) -> dict[str, object]:
    """Property -> number of those whom a sentence tells of, parts and numbers taken back left out."""
    (sentence,) = sentences(report(words, published="2022-05-05"), tables(), Settings())
    return {toll.property: plain(toll.count) for toll in tolls(sentence) if not toll.part and not toll.elliptical}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Her brother Karim (31) was among the six people killed in the bus.", {"killed": "6"}),
        (
            "A bomb killed four porters and wounded a cook and his wife, 58, at the gate.",
            {"killed": "4", "injured": "2"},
        ),
        ("Four people died in the raid; the youngest was eleven.", {"killed": "4"}),
        ("The old judge, who survived the bombing, died at 84.", {}),
        ("The blast killed nine people and did damage of €2,000.", {"killed": "9"}),
        ("Three in ten of those wounded were brought in on foot.", {}),
        ("The clinic lost two tanks of oxygen in the blast.", {}),
        ("He spoke to a neighbour whose son was killed in the blast.", {}),
    ],
)
def test_ages_money_and_things_are_no_tolls(words: str, expected: dict[str, object]) -> None:
    assert wholes(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Armed men seized five surveyors on the pass and killed a driver.", {"abducted": "5", "killed": "1.."}),
        ("Six soldiers fell in the ambush.", {"killed": "6"}),
        ("Prices fell by six points after the ambush.", {}),
        ("Four villagers were taken away by gunmen and two are still missing.", {"abducted": "4"}),
        ("Two nurses held since Sunday were wounded.", {"injured": "2"}),
        ("A minibus took nine teachers to the district before the ambush.", {}),
        ("Soldiers freed eleven hostages, and two guards were wounded.", {"injured": "2"}),
    ],
)
def test_everyday_words_tell_what_came_to_people(words: str, expected: dict[str, object]) -> None:
    assert {name: str(count).rstrip(".") for name, count in wholes(words).items()} == {
        name: str(count).rstrip(".") for name, count in expected.items()
    }


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The death toll of the bombing climbed from 14 to 17.", {"killed": "17"}),
        ("The toll rose to 17 from 14.", {"killed": "17"}),
        ("Seven men, not eleven, were killed.", {"killed": "7"}),
        ("The shelling left nine dead instead of 12, the ministry said.", {"killed": "9"}),
        ("The number of victims of the raid stands at nine.", {"killed": "9"}),
    ],
)
def test_numbers_that_are_taken_back(words: str, expected: dict[str, object]) -> None:
    assert wholes(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("A gardener and a tailor were killed at the gate.", {"killed": "2"}),
        ("The shell killed a teacher, a driver and two pupils.", {"killed": "4"}),
        ("Raiders killed a couple and their four children.", {"killed": "6"}),
        ("Six people died at the mill, four men and two women.", {"killed": "6"}),
        ("It took five lives, the fifth a coach who died of his burns.", {"killed": "5"}),
        ("Seven porters and one cook lost their life.", {"killed": "8"}),
        ("Six people died at the mill, and the bomber died too.", {"killed": "6"}),
        ("One person was killed and another critically injured.", {"killed": "1", "injured": "1"}),
        ("A beekeeper was shot dead in front of his hives.", {"killed": "1"}),
        ("| Killed: 3 | Wounded: 1 |", {"killed": "3", "injured": "1"}),
    ],
)
def test_deaths_told_one_by_one_are_added_up(words: str, expected: dict[str, object]) -> None:
    assert wholes(words) == expected


def test_a_number_that_does_something_else_is_no_elliptical_toll() -> None:
    text = report("Four people died in the raid. Police reached the place; one suspect is in custody.")
    found = [toll for sentence in sentences(text, tables(), Settings()) for toll in tolls(sentence)]
    assert [plain(toll.count) for toll in found] == ["4"]


def test_what_is_feared_to_have_happened_is_hedged() -> None:
    (sentence,) = sentences(report("Officials fear that 20 people were killed in the mine."), tables(), Settings())
    (toll,) = tolls(sentence)
    assert certainty_of(sentence, toll.start, toll.end) == "hedged"
