"""Ties between groups, through whom, since when, and who denies them."""

from __future__ import annotations

import pytest
from said import report, said, speakers


def test_a_question_is_answered_by_the_sentence_after_it() -> None:
    text = report("# Is IS-K linked to the Taliban?", "Indirectly, yes, via the Haqqani network, researchers claim.")
    assert said(text, "tie") == [{"from": "iskp", "to": "taliban", "via": "haqqani-network", "kind": "linked"}]
    assert speakers(text, "tie") == [("researchers",)]


def test_a_question_alone_states_nothing() -> None:
    assert said(report("# Is IS-K linked to the Taliban?", "That is hard to say."), "tie") == []


def test_no_is_a_denial() -> None:
    [tie] = said(report("# Is IS-K linked to the Taliban?", "No, the Taliban say."), "tie")
    assert tie["kind"] == "denied"


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("IS-K is the branch of the Islamic State group in Afghanistan.", "part of"),
        ("The Taliban and IS-K are open enemies.", "rival"),
        ("The Taliban have been at war with IS-K for years.", "rival"),
        ("IS-K has links to the Taliban.", "linked"),
        ("IS-K and the Haqqani network cooperated on several attacks.", "linked"),
        ("The Taliban say that they have no ties to IS-K.", "denied"),
        ("We found no evidence that IS-K is linked to the Taliban.", "denied"),
    ],
)
def test_kinds_of_tie(sentence: str, kind: str) -> None:
    [tie] = said(report(sentence), "tie")
    assert tie["kind"] == kind


def test_the_two_are_those_named_beside_each_other_and_not_the_way_between_them() -> None:
    text = report(
        "IS-K has an indirect link to the Taliban by way of the Haqqani network.",
        'The analyst Namuna Misali said: "The two groups collaborated on attacks between 2019 and 2021."',
    )
    first, second = said(text, "tie")
    assert first == {"from": "iskp", "to": "taliban", "via": "haqqani-network", "kind": "linked"}
    assert (second["from"], second["to"], second["as_of"]) == ("iskp", "taliban", "2019-01-01..2021-12-31")
    assert "Namuna Misali" in speakers(text, "tie")[1][-1]


def test_who_maintains_ties_does_not_speak_of_them() -> None:
    text = report("Al-Qaida maintains close ties with the Taliban, UN monitors say.")
    assert speakers(text, "tie") == [("UN monitors",)]


def test_a_name_is_no_tie() -> None:
    assert said(report("The Harbour Institute studies IS-K and the Taliban."), "tie") == []


def test_ties_of_a_group_to_attacks_are_no_ties_of_groups() -> None:
    text = report("Since the Taliban entered Kabul, IS-K has claimed 11 attacks, and the evidence ties it to 4 others.")
    assert said(text, "tie") == []
