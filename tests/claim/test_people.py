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
