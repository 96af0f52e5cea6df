"""Ages, addresses and others told after a victim: none of them is a toll, and nobody is counted twice."""

from __future__ import annotations

import pytest
from said import claims, report, tables

from gowah.claim.english.casualties import people_of_story
from gowah.claim.english.sentence import sentences
from gowah.model import Count
from gowah.words import Settings


@pytest.mark.parametrize(
    "words",
    [
        "A gunman opened fire in Kabul. Ali Reza and Omar Gul, both 21, were killed.",
        "A gunman opened fire in Kabul. Another teen, also 15, was shot in the foot.",
        "Two boys, ages 15 and 16, were shot by a gunman in Kabul.",
        "Three men, ages 17, 18 and 22, were shot by a gunman in Kabul.",
        "Omar Gul, of the 1300 block of Hill Avenue, was shot in Kabul.",
    ],
)
def test_ages_and_houses_are_no_tolls(words: str) -> None:
    counts = [
        value.value.high
        for claimed in claims(report(words), "attack")
        for value in claimed.values
        if isinstance(value.value, Count) and value.property in ("killed", "injured", "hurt")
    ]
    assert all(high is not None and high <= 3 for high in counts)


def fates(*paragraphs: str) -> list[tuple[int | None, str | None]]:
    """Age and fate of everybody of the story, in the order of the text."""
    told = tuple(sentences(report(*paragraphs), tables(), Settings()))
    return [(person.age, person.fate) for person in people_of_story(told)]


def test_a_second_one_of_the_same_age_is_somebody_else() -> None:
    words = "A 15-year-old was shot dead on Friday.", "A second teen, also 15 years old, was shot in the foot."
    assert fates(*words) == [(15, "killed"), (15, "injured")]


def test_a_second_one_is_one_of_two_who_are_known() -> None:
    words = (
        "A 17-year-old boy was shot dead and another teenager was injured on Friday.",
        "A second victim, Ali Batey, 16, was taken to the Hill Hospital.",
    )
    assert fates(*words) == [(17, "killed"), (16, "injured")]


def test_who_is_shot_by_his_own_gun_is_hurt() -> None:
    words = "An 18-year-old man was charged on Friday.", '"The weapon went off and shot him in the thigh," he said.'
    assert fates(*words) == [(18, "injured")]


def test_an_officer_who_is_only_quoted_is_nobody_hurt() -> None:
    words = "A woman was shot on Friday.", "According to Sgt. Dan Marshall, the woman is expected to recover."
    assert fates(*words) == [(None, "injured")]
