"""Days of the week in reports of which nobody knows when they were issued: they tell attacks apart all the same."""

from __future__ import annotations

import pytest
from said import report, said

WRITTEN_OUT = "A bomb killed five people at a mosque in Kabul on 12 May 2022."  # a Thursday


@pytest.mark.parametrize(
    "other",
    [
        "The attack on Monday wounded 12 people.",
        "On Monday a bomb wounded 12 people.",
        "Monday's attack wounded 12 people in Kabul.",
        "A bomb wounded 12 people in Kabul on Monday.",
    ],
)
def test_a_weekday_that_does_not_fit_the_date_is_another_attack(other: str) -> None:
    for text in (report(WRITTEN_OUT, other), report(f"{WRITTEN_OUT} {other}"), report(other, WRITTEN_OUT)):
        found = said(text, "attack")
        assert sorted((row.get("killed", ""), row.get("injured", ""), row.get("when", "")) for row in found) == [
            ("", "12", ""),
            ("5", "", "2022-05-12..2022-05-12"),
        ]


@pytest.mark.parametrize(
    "other", ["The attack on Thursday wounded 12 people.", "Police said on Monday that the attack wounded 12 people."]
)
def test_a_weekday_that_fits_or_is_that_of_the_telling_is_no_other_attack(other: str) -> None:
    [attack] = said(report(WRITTEN_OUT, other), "attack")
    assert (attack["killed"], attack["injured"], attack["when"]) == ("5", "12", "2022-05-12..2022-05-12")


def test_two_weekdays_are_two_attacks() -> None:
    found = said(
        report("A bomb killed five people in Kabul on Monday.", "On Tuesday a bomb killed 7 people."), "attack"
    )
    assert [row["killed"] for row in found] == ["5", "7"]


def test_a_day_earlier_is_the_weekday_before() -> None:
    [attack] = said(
        report(
            "Mourners in Herat on Tuesday buried 14 people killed when a bomber struck a procession a day earlier.",
            "Forty others were wounded in Monday's attack.",
        ),
        "attack",
    )
    assert (attack["killed"], attack["injured"]) == ("14", "40")


def test_where_the_day_of_issue_is_known_the_weekday_is_a_day() -> None:
    found = said(report(WRITTEN_OUT, "The attack on Monday wounded 12 people.", published="2022-05-20"), "attack")
    assert [row["when"] for row in found] == ["2022-05-12..2022-05-12", "2022-05-16..2022-05-16"]


def test_a_date_that_names_its_weekday_is_one_day() -> None:
    [attack] = said(
        report("On 12 May 2022, a Thursday, a bomb killed five people in Kabul.", published="2022-06-20"), "attack"
    )
    assert attack["when"] == "2022-05-12..2022-05-12"
