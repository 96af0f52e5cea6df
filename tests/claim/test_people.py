"""Persons of armed groups: role, group, reward; and nobody else."""

from __future__ import annotations

import pytest
from said import claims, report, said, tables

from gowah.model import Level


@pytest.mark.parametrize(
    "sentence",
    [
        "There is a reward of $5 million (£3.6 million) on the head of Khalil Haqqani, a leader of the Haqqani network.",
        "Khalil Haqqani, who is a leader of the Haqqani network, has a bounty of US$5m (£3.6m) on his head.",
        "For Khalil Haqqani, a leader of the Haqqani network, 5 million dollars (3.6 million pounds) are on offer.",
    ],
)
def test_role_group_and_a_reward_in_two_currencies(sentence: str) -> None:
    [person] = said(report(sentence), "person")
    assert person == {
        "name": "Khalil Haqqani", "role": "leader of the Haqqani network", "group": "haqqani-network",
        "reward": [(5_000_000, "USD"), (3_600_000, "GBP")],
    }  # fmt: skip


def test_role_and_reward_in_two_sentences_are_one_person() -> None:
    text = report("Khalil Haqqani is a leader of the Haqqani network. A reward of $5 million is offered for him.")
    [person] = said(text, "person")
    assert (person["role"], person["reward"]) == ("leader of the Haqqani network", (5_000_000, "USD"))


@pytest.mark.parametrize(
    "sentence",
    [
        "Namuna Khayali is the leader of IS-K.",
        "The leader of IS-K is Namuna Khayali.",
        "The leader of IS-K, Namuna Khayali, has not been seen.",
        "Namuna Khayali, the leader of IS-K, has not been seen.",
    ],
)
def test_ways_to_name_a_leader(sentence: str) -> None:
    [person] = said(report(sentence), "person")
    assert (person["name"], person["group"]) == ("Namuna Khayali", "iskp")
    assert str(person["role"]).startswith("leader")


@pytest.mark.parametrize(
    "sentence",
    [
        'Namuna Khayali, the director of a hospital in Kabul, said: "We are full."',
        "Namuna Khayali, a teacher, was killed by IS-K.",
        "The reward for patience is peace.",
    ],
)
def test_who_is_no_person_of_a_group(sentence: str) -> None:
    assert said(report(sentence), "person") == []


def test_nothing_of_a_person_is_open() -> None:
    text = report("Namuna Khayali is the leader of IS-K. A reward of $5 million is offered for him.")
    [person] = claims(text, "person")
    assert all(tables().level("person", value.property) is not Level.OPEN for value in person.values)


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("# Who leads ISKP?", "Qasim Daraki, an engineer from Logar."),
        ("# Who runs ISKP?", "Since 2020 a man called Qasim Daraki has."),
        ("Qasim Daraki speaks for ISKP.",),
        ("ISKP is led by Qasim Daraki, also known as Abu Yahya.",),
        ("Commander Qasim Daraki of ISKP died in the raid.",),
        ("Qasim Daraki, whom Kabul calls ISKP's chief recruiter, is at large.",),
        ("The second man of ISKP is Qasim Daraki.",),
        ("ISKP's first emir, Qasim Daraki, was killed in 2016.",),
    ],
)
def test_ways_to_say_who_leads(paragraphs: tuple[str, ...]) -> None:
    [person] = said(report(*paragraphs), "person")
    assert (person["name"], person["group"]) == ("Qasim Daraki", "iskp")


def test_what_a_state_will_pay_for_a_leader_is_a_reward_and_for_a_patient_none() -> None:
    [person] = said(
        report(
            "# Who leads ISKP?",
            "Qasim Daraki, an engineer from Logar. The United States will pay up to $5 million for him.",
        ),
        "person",
    )
    assert person["reward"] == (5000000.0, "USD")
    paid = report("The fund will pay up to $5,000 for the treatment of Zalmay Torak, a victim of the ISKP bombing.")
    assert said(paid, "person") == []


def test_who_leads_something_else_is_nobody_of_a_group() -> None:
    assert said(report("# Who leads the search?", "Zalmay Torak, a fireman."), "person") == []


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("ISKP has been led since 2020 by Qasim Daraki.", "leader"),
        ("Qasim Daraki leads ISKP.", "leader"),
        ("Qasim Daraki commands ISKP.", "commander"),
    ],
)
def test_who_leads_is_its_leader(words: str, role: str) -> None:
    [person] = said(report(words), "person")
    assert (person["name"], person["role"], person["group"]) == ("Qasim Daraki", role, "iskp")


def test_who_speaks_for_a_police_run_by_a_group_is_none_of_its_men() -> None:
    assert said(report("Qasim Daraki, spokesman for the Taliban-run police in Ghazni, said so."), "person") == []


def test_a_reward_is_out_for_those_who_planned_an_attack() -> None:
    words = (
        "The state will pay up to $5 million for news of Qasim Daraki, the leader of ISKP.",
        "The same sum is on offer for information on those who planned the airport bombing in Kabul.",
    )
    named, unnamed = said(report(*words), "person")
    assert named["reward"] == unnamed["reward"] == (5000000.0, "USD")
    assert (unnamed["name"], unnamed["role"]) == ("those who planned the airport bombing in Kabul", "planner")
    assert said(report("Police praised those who planned the rescue and paid $5 million for it."), "person") == []
