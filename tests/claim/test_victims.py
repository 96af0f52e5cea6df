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
