"""People named as victims: protected claims, tied to their attack."""

from __future__ import annotations

from said import claims, report, said


def test_a_named_victim_belongs_to_the_attack() -> None:
    text = report(
        "A bomb on a minibus killed six people in Kabul on Saturday. One of the dead is Nasim Rahyab, who worked for a television channel.",
        published="2021-11-14",
    )
    (victim,) = claims(text, "victim")
    (attack,) = claims(text, "attack")
    assert victim.about == attack.anchor
    row = said(text, "victim")[0]
    assert (row["name"], row["harm"], row["occupation"]) == (
        "Nasim Rahyab",
        "killed",
        "worked for a television channel",
    )


def test_age_and_occupation() -> None:
    row = said(
        report("Gunmen in Herat on Monday killed Ahmad Karimi, 34, at his shop.", published="2022-05-04"), "victim"
    )[0]
    assert (row["name"], row["age"], row["harm"]) == ("Ahmad Karimi", "34", "killed")


def test_officials_and_witnesses_are_no_victims() -> None:
    text = report(
        "Nine people were killed in Herat on Monday, said Mohammad Reza, whose brother was there.",
        published="2022-05-04",
    )
    assert claims(text, "victim") == []
