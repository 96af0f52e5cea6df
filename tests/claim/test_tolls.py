"""How many: tolls, their parts, their speakers."""

from __future__ import annotations

import pytest
from said import claims, plain, report

MEASURES = ("killed", "injured", "hurt", "abducted")


def tolls(sentence: str) -> list[tuple[str, object, str | None]]:
    """(property, count, of whom) of every toll that is asserted, in order."""
    text = report(f"{sentence}", published="2022-10-03")
    values = [v for c in claims(text, "attack") for v in c.values if v.property in MEASURES and v.certainty != "denied"]
    return sorted({(v.property, plain(v.value), v.of_whom) for v in values}, key=str)


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("A bomb in Herat killed nine people and wounded 15.", [("injured", "15", None), ("killed", "9", None)]),
        ("At least six people were killed and 11 wounded in Herat.", [("injured", "11", None), ("killed", "6..", None)]),
        ("The blast in Herat left more than 120 dead.", [("killed", "121..", None)]),
        ("Police put the dead at six after the blast in Herat.", [("killed", "6", None)]),
        ("The toll of the bombing in Herat rose to 72.", [("killed", "72", None)]),
        ("The bomb in Herat killed or injured 20 people.", [("hurt", "20", None)]),
        ("In Herat the blast killed and wounded more than 100.", [("hurt", "101..", None)]),
        ("Between 30 and 35 people were killed in the blast in Herat.", [("killed", "30..35", None)]),
        ("No one was killed in the blast in Herat.", [("killed", "0", None)]),
        ("Gunmen killed three men in Ghor.", [("killed", "3", "men"), ("killed", "3", None)]),
        ("Two gunmen killed five people in Ghor.", [("killed", "5", None)]),
        ("Gunmen abducted nine people in Ghor on Monday.", [("abducted", "9", None)]),
        ("Forty-six people lost their lives in a blast in Herat.", [("killed", "46", None)]),
        ("The hospital counted 35 bodies and more than 50 wounded people after the blast in Herat.",
         [("injured", "51..", None), ("killed", "35", None)]),
    ],
)  # fmt: skip
def test_tolls_of_a_sentence(sentence: str, wanted: list[tuple[str, object, str | None]]) -> None:
    assert tolls(sentence) == sorted(wanted, key=str)


@pytest.mark.parametrize(
    ("sentence", "whole", "parts"),
    [
        ("A blast in Herat killed 85 people, 13 of them women.", "85", {("13", "women")}),
        ("Gunmen in Herat killed a worshipper and a guard.", "2", {("1", "worshippers"), ("1", "security-forces")}),
        ("Two women and a girl were killed in Herat.", "3", {("2", "women"), ("1", "girls")}),
        ("Three people, including a child, were killed by a mine in Herat.", "3", {("1", "children")}),
        ("A blast killed 53 people in Herat, and 46 of them were girls.", "53", {("46", "girls")}),
    ],
)
def test_parts_are_never_wholes(sentence: str, whole: str, parts: set[tuple[str, str]]) -> None:
    found = tolls(sentence)
    assert [count for _, count, of_whom in found if of_whom is None] == [whole]
    assert {(count, of_whom) for _, count, of_whom in found if of_whom} == parts


@pytest.mark.parametrize(
    "sentence",
    [
        "Zahra, 12, watched the blast in Herat on Monday.",
        "A 17-year-old boy filmed the blast in Herat on Monday.",
        "Two bombs exploded in Herat on Monday.",
        "The blast in Herat on Monday damaged 40 houses.",
        "The blast in Herat on Monday was heard for 12 kilometres.",
    ],
)
def test_numbers_that_are_no_toll(sentence: str) -> None:
    assert tolls(sentence) == []


def test_attackers_who_died_are_no_victims() -> None:
    found = tolls("Gunmen killed five people at a mosque in Herat on Monday. The two attackers were shot dead.")
    assert [(count, of_whom) for _, count, of_whom in found] == [("2", "attackers"), ("5", None)]


def test_each_number_keeps_its_own_speaker() -> None:
    text = report(
        "A blast in a mosque in Kabul killed more than 50 people on Friday, the leader of the mosque said. The interior "
        "ministry's spokesman put it at 10 dead and 15 wounded. The office of the governor still gives 11 dead.",
        published="2022-04-29",
    )
    said = {
        plain(v.value): tuple(s.name for s in v.speakers)
        for c in claims(text, "attack")
        for v in c.values
        if v.property == "killed"
    }
    assert said == {
        "51..": ("leader of the mosque",),
        "10": ("interior ministry's spokesman",),
        "11": ("office of the governor",),
    }


def test_a_quote_is_the_clause_that_carries_the_number() -> None:
    text = report(
        "Two civilians were killed in Herat on Monday; four others were wounded, police said.", published="2022-04-29"
    )
    quotes = {v.property: v.quote for c in claims(text, "attack") for v in c.values if v.of_whom is None}
    assert quotes["killed"] == "Two civilians were killed in Herat on Monday"
    assert quotes["injured"] == "four others were wounded, police said."


@pytest.mark.parametrize("title", ["alert(1)> six killed in Kabul", "Six killed <img src=x onerror=alert(1)> in Kabul"])
def test_digits_in_the_markup_of_a_title_are_no_toll(title: str) -> None:
    text = report(f"# {title}", "A bomb killed six people in Kabul on Tuesday, police said.", published="2022-04-20")
    tolls = {plain(v.value) for c in claims(text, "attack") for v in c.values if v.property == "killed"}
    assert tolls == {"6"}
