"""Who goes on speaking, which day is meant, and what is counted by an ordinal."""

from __future__ import annotations

import pytest
from said import report, said, tables

from gowah.claim import english
from gowah.model import Claimed, SourceText
from gowah.words import Settings


def voices(text: SourceText, property: str) -> list[tuple[str, ...]]:
    """The speakers of each toll of this property."""
    found = [c for c in english.claim(text, tables(), Settings()) if isinstance(c, Claimed) and c.kind == "attack"]
    return [tuple(s.name for s in v.speakers) for c in found for v in c.values if v.property == property]


@pytest.mark.parametrize(
    "words",
    [
        "Ten people died in Herat on 3 May 2022, said Dr Najib Omar. “We have 30 wounded.”",
        "Ten people died in Herat on 3 May 2022, Dr Najib Omar said. Thirty were wounded.",
        "Dr Najib Omar: Ten people died in Herat on 3 May 2022 and 30 were wounded.",
        "According to Dr Najib Omar ten died in Herat on 3 May 2022; 30 were wounded, he said.",
    ],
)
def test_an_attribution_goes_on(words: str) -> None:
    assert voices(report(words), "injured") == [("Dr Najib Omar",)]


def test_our_own_count_after_an_attribution_is_our_own() -> None:
    text = report("Ten people died in Herat on 3 May 2022, police said. At two hospitals we counted 30 wounded.")
    assert voices(text, "injured") == [()]


def test_in_a_statement_somebody_put_the_dead_at_a_number() -> None:
    text = report("In a statement on the bombing in Herat, the interior ministry put the dead at 18.")
    assert voices(text, "killed") == [("interior ministry",)]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        (
            "On Sunday the town buried nine men killed when gunmen stormed a mosque in Herat the day before.",
            "2022-06-18",
        ),
        ("By noon on Sunday the toll of the bombing in Herat had climbed to nine dead.", ""),
        ("A year ago today a bomb killed nine people in Herat.", "2021-06-20"),
    ],
)
def test_which_day_is_meant(words: str, day: str) -> None:
    (attack,) = said(report(words, published="2022-06-20"), "attack")
    assert attack.get("when", "..") == f"{day}..{day}"


def test_the_day_may_stand_in_the_sentence_before() -> None:
    text = report("On Thursday 12 September 2024 four men stopped a bus in Herat. They shot dead nine passengers.")
    assert [row["when"] for row in said(text, "attack")] == ["2024-09-12..2024-09-12"]


def test_an_ordinal_counts_attacks() -> None:
    text = report("This is the ninth attack on Hazaras since the start of 2024, and the nine have cost 63 lives.")
    (total,) = said(text, "total")
    assert (total["attacks"], total["killed"], total["community"]) == ("9", "63", "hazara")
    assert said(text, "attack") == []


@pytest.mark.parametrize(
    "words", ["It was the first big attack in Herat since 2020.", "A second blast went off in Herat minutes later."]
)
def test_an_ordinal_that_counts_nothing(words: str) -> None:
    assert said(report(words, published="2022-06-20"), "total") == []


def test_a_total_takes_period_and_country_from_the_heading() -> None:
    text = report(
        "# Attacks on minorities in Afghanistan: April 2022",
        "In sum: six attacks in the month, of which ISKP claimed two.",
        published="2022-05-03",
    )
    first, second = said(text, "total")
    assert (first["attacks"], first["period"], first["place"]) == ("6", "2022-04-01..2022-04-30", "AF")
    assert (second["attacks"], second["responsibility"], second["perpetrator"]) == ("2", "claimed", "iskp")


def test_twin_bombings_at_a_school_are_one_attack() -> None:
    text = report("At least six people were killed in twin bombings at a boys' school in Kabul on Tuesday.",
                  published="2022-04-21")  # fmt: skip
    assert (len(said(text, "attack")), said(text, "total")) == (1, [])


@pytest.mark.parametrize(
    "words",
    [
        "If the explosives found in Herat had gone off, hundreds might have died.",
        "Thousands could have died in Herat on Friday, the governor said.",
    ],
)
def test_who_might_have_died_did_not(words: str) -> None:
    assert said(report(words, published="2022-04-21"), "attack") == []
