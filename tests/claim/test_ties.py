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


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Analysts say the Haqqani network gave ISKP cells money and cars.", "linked"),
        ("ISKP buys its explosives from people close to the Haqqani network.", "linked"),
        ("ISKP has received explosives from Lashkar-e-Jhangvi since 2019.", "linked"),
        ("Al-Qaeda has trained men of the Haqqani network for years.", "linked"),
        ("Members of Lashkar-e-Jhangvi have fought alongside ISKP in the city.", "linked"),
        ("Fighters moved back and forth between Lashkar-e-Jhangvi and ISKP.", "linked"),
        ("ISKP and the Taliban have been at each other's throats since 2015.", "rival"),
        ("ISKP regards the Taliban as apostates.", "rival"),
        ("ISKP has clashed with the Taliban in Kunar since 2016.", "rival"),
        ("The Taliban hunted down ISKP cells in Kabul all winter.", "rival"),
        ("Lashkar-e-Jhangvi has pledged itself to Islamic State.", "part of"),
        ("ISKP answers to Islamic State.", "part of"),
        ("The Haqqani network denies that it has ever worked with ISKP.", "denied"),
        ("The Taliban have rejected reports of a secret deal with ISKP.", "denied"),
        ("ISKP is not, as many believe, a creature of the Haqqani network.", "denied"),
    ],
)
def test_ways_to_speak_of_ties(sentence: str, kind: str) -> None:
    [tie] = said(report(sentence), "tie")
    assert tie["kind"] == kind


@pytest.mark.parametrize(
    "sentence",
    [
        "The Taliban said that ISKP sent fighters to Kabul.",
        "The Taliban gave money to the families of those killed by ISKP.",
        "The Taliban said ISKP called Hazaras infidels.",
        "The Taliban say ISKP commands 2,000 men.",
        "The Taliban denied that ISKP had attacked the mosque.",
    ],
)
def test_who_speaks_of_a_group_has_no_tie_to_it(sentence: str) -> None:
    assert said(report(sentence), "tie") == []


def test_a_tie_told_and_then_denied_is_two_statements() -> None:
    ties = said(report("A UN report ties ISKP to the TTP. The TTP denied it."), "tie")
    assert [tie["kind"] for tie in ties] == ["linked", "denied"]


def test_a_tie_is_of_the_subject_and_not_of_the_group_named_beside_it() -> None:
    ties = said(report("ISKP, the local arm of Islamic State, has fought the Taliban since 2015."), "tie")
    assert {"from": "iskp", "to": "taliban", "kind": "rival", "as_of": "2015-01-01.."} in ties
    assert len(ties) == 2


def test_the_owner_of_a_branch_stands_right_beside_the_word() -> None:
    [tie] = said(report("ISIS-K is the Islamic State's branch in the region, founded in 2015."), "tie")
    assert (tie["from"], tie["to"], tie["kind"]) == ("iskp", "islamic-state", "part of")
