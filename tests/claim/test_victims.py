"""People named as victims: protected claims, tied to their attack."""

from __future__ import annotations

import pytest
from said import claims, plain, report, said


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


def named(*paragraphs: str) -> list[tuple[object, object]]:
    """(name, harm) of each victim of a report."""
    return [(row["name"], row["harm"]) for row in said(report(*paragraphs, published="2022-05-04"), "victim")]


def test_a_family_killed_together() -> None:
    assert named("Gunmen killed Abdul Wahid Rezai, his wife Masuma and their son Mahdi, 4, at their home.") == [
        ("Abdul Wahid Rezai", "killed"),
        ("Masuma", "killed"),
        ("Mahdi", "killed"),
    ]


def test_a_list_of_the_dead() -> None:
    text = "A bomb killed three people in Kabul on Monday. They were named as Sami Qurbani, 34, Zahra Haidari and Ali Reza-Mirzai, 19."
    assert named(text) == [("Sami Qurbani", "killed"), ("Zahra Haidari", "killed"), ("Ali Reza-Mirzai", "killed")]


def test_a_list_of_the_arrested_is_none_of_victims() -> None:
    assert (
        named("A bomb killed three people in Kabul. The suspects were identified as Sami Qurbani and Omid Zalmai.")
        == []
    )


def test_the_one_killed_is_named_in_the_next_sentence() -> None:
    text = "Gunmen killed a Hazara doctor in Herat on Tuesday. Dr Nematullah Sultani had just left his clinic."
    assert named(text) == [("Nematullah Sultani", "killed")]


def test_headings_that_mourn() -> None:
    attack = "Gunmen killed a teacher in Herat on Tuesday."
    for heading in ("Slain: {}", "Funeral held for {}", "Herat mourns {}", "In memory of {}"):
        assert named("# " + heading.format("Jawad Behzadi"), attack) == [("Jawad Behzadi", "killed")], heading


def test_kin_speak_of_a_victim() -> None:
    text = "A bomb killed six people at a school in Kabul. “He loved books,” Sabir's sister said."
    assert named(text) == [("Sabir", "killed")]


def test_a_neighbour_who_saw_it_is_a_witness() -> None:
    text = "Gunmen killed a doctor in Herat on Tuesday. Neighbour Mohammad Taqi Hashemi, who was at his window, saw the attackers."
    assert named(text) == []
    text = "Gunmen killed a doctor in Herat on Tuesday. Mohammad Taqi Hashemi saw the attackers."
    assert named(text) == []


def told(*paragraphs: str) -> list[dict[str, object]]:
    """Each victim of a report as {property: value}."""
    return said(report(*paragraphs, published="2022-05-04"), "victim")


def test_people_without_names_are_told_apart_by_age_and_sex() -> None:
    rows = told("Gunmen killed six people in Herat on Tuesday. A girl aged 12 was hit as families ran. She lives.")
    assert [(row["sex"], row["age"], row["harm"]) for row in rows] == [("female", "12", "injured")]


def test_a_kinswoman_named_is_one_person_with_her_sex() -> None:
    rows = told("Gunmen killed Abdul Wahid Rezai and his wife Masuma at their home in Herat on Tuesday.")
    assert [(row["name"], row.get("sex")) for row in rows] == [("Abdul Wahid Rezai", None), ("Masuma", "female")]


def test_a_toll_of_one_is_nobody_in_particular() -> None:
    assert told("One person was killed and two were injured by a bomb in Herat on Tuesday, police said.") == []


def test_who_tells_of_the_dead_and_who_killed_them_are_no_victims() -> None:
    for words in (
        "A bomb killed nine people in Herat on Tuesday. A health worker spoke of “eight or nine” dead.",
        "A bomb killed nine people in Herat on Tuesday. A man from the ministry put it at 10 dead and 15 wounded.",
        "A boy with a bag of explosives killed dozens of pupils in Herat on Tuesday.",
        "Gunmen killed nine people in Herat on Tuesday. No woman and no child was hurt, police said.",
        "Two men shot nine people dead in Herat on Tuesday. One gunman, 23, was shot dead by guards.",
    ):
        assert told(words) == [], words


def test_one_man_who_lives_is_not_the_one_killed_before() -> None:
    rows = told("Gunmen killed Ahmad Karimi in Herat on Tuesday. One man was hit in the hip and lives.")
    assert [(row.get("name"), row["harm"]) for row in rows] == [("Ahmad Karimi", "killed")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Mrs Rahimi's son was killed by gunmen in Kabul on Monday.",
        "Mr Karimi's two daughters were wounded in the blast in Kabul.",
        "Gunmen killed Mrs Rahimi's son in Kabul on Monday.",
        "Gunmen killed the son of Mrs Rahimi in Kabul on Monday.",
        "Mourners buried Mrs Rahimi's son, killed on Monday by a bomb in Kabul.",
        "The killing of Mrs Rahimi's son in Kabul shook the street.",
        "The body of Mrs Rahimi's son, killed on Monday in Kabul, was found.",
        "Ahmad Rahimi's house was hit and his neighbour killed in Kabul.",
        "Five people were killed in Kabul, according to Mrs Rahimi.",
        "Her brother was among the dead in Kabul, according to Mrs Zahra Rahimi.",
        "A bomb killed five people in Kabul. As Mr Karimi tells it, his uncle was among the dead.",
    ],
)
def test_whose_son_it_was_and_who_said_so_is_no_victim(sentence: str) -> None:
    assert [v for c in claims(report(sentence), "victim") for v in c.values if v.property == "name"] == []


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Mrs Rahimi's husband, Ahmad Karimi, was killed in Kabul.", "Ahmad Karimi"),
        ("Ahmad Karimi's death in the blast in Kabul shook the street.", "Ahmad Karimi"),
        ("Mrs Rahimi was killed in Kabul on Monday.", "Rahimi"),
    ],
)
def test_who_was_killed_is_one_whoever_they_belong_to(sentence: str, name: str) -> None:
    assert name in [
        plain(v.value) for c in claims(report(sentence), "victim") for v in c.values if v.property == "name"
    ]
