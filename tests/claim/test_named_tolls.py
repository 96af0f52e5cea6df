"""Tolls told by names, by parts, by verbs that share a subject: what a sentence counts without a plain number."""

from __future__ import annotations

import pytest
from said import plain, report, tables

from gowah.claim.english.sentence import sentences
from gowah.claim.english.tolls import tolls
from gowah.words import Settings


def wholes(words: str) -> dict[str, object]:
    """Property -> number of those whom a sentence tells of, parts left out."""
    (sentence,) = sentences(report(words, published="2022-05-05"), tables(), Settings())
    return {toll.property: plain(toll.count) for toll in tolls(sentence) if not toll.part}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("A 14-year-old girl was shot dead and her two brothers were wounded.", {"killed": "1", "injured": "2"}),
        ("Gunmen killed Ali Rezai, his wife Fatima and their son Mahdi at their home.", {"killed": "3"}),
        ("Sheikh Karim Wafa, his colleague Nasir Amini and three other passengers lost their lives.", {"killed": "5"}),
        ("Dr Amena Sharifi was killed by a magnetic bomb.", {"killed": "1"}),
        ("An imam and his two sons were shot dead on their way home.", {"killed": "3"}),
        ("Four members of a Sikh family died in the fire.", {"killed": "4"}),
        ("Mrs Rahimi's son was killed by gunmen.", {"killed": "1.."}),
    ],
)
def test_people_told_by_names_and_kin_are_counted(words: str, expected: dict[str, object]) -> None:
    assert wholes(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Eleven of the 30 passengers were killed.", {"killed": "11"}),
        ("Gunmen abducted six men from a bus and later killed two of them.", {"abducted": "6", "killed": "2"}),
        ("The hospital received 43 casualties, three of whom died on arrival.", {"hurt": "43", "killed": "3"}),
        ("Two of the injured later died in hospital.", {"killed": "2"}),
        ("Seven worshippers lost their lives and another 15 were hurt.", {"killed": "7", "injured": "15"}),
        ("Of the 39 wounded in its care four were not expected to live.", {"injured": "39"}),
    ],
)
def test_a_part_that_came_to_another_harm_is_a_toll_of_its_own(words: str, expected: dict[str, object]) -> None:
    assert wholes(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("At least nine passengers were dragged off a bus and executed.", {"killed": "9.."}),
        ("Forty people suffered injuries, some of them serious.", {"injured": "40"}),
        ("The ministry put the number of dead at 18 and the injured at 23.", {"killed": "18", "injured": "23"}),
        ("Elders spoke of thirty graves, perhaps thirty-one.", {"killed": "30..31"}),
        ("A boy of nine lost both legs.", {}),
    ],
)
def test_whose_number_it_is(words: str, expected: dict[str, object]) -> None:
    assert wholes(words) == expected
