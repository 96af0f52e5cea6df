"""What people need, whom they asked, what came of it."""

from __future__ import annotations

import pytest
from said import said, story


def test_a_lack_and_the_request_after_it_are_one_need() -> None:
    text = story(
        "Victims and their families lack medical care and support. They have asked the Taliban for both and have "
        "received neither."
    )
    assert said(text, "need") == [
        {
            "who": "Victims and their families",
            "need": "medical care and support",
            "asked_of": "the Taliban",
            "met": "no",
        }
    ]


@pytest.mark.parametrize(
    ("outcome", "met"),
    [
        ("", "unknown"),
        (" None had received any by Monday.", "no"),
        (" Nobody has answered.", "no"),
        (" The tents came on Tuesday.", "yes"),
        (" The governor refused.", "no"),
        (" So far only two of the nine families have been given one.", "partly"),
    ],
)
def test_the_outcome_stands_in_the_next_sentence(outcome: str, met: str) -> None:
    text = story("Nine families of the wounded have asked the governor for tents." + outcome)
    [need] = said(text, "need")
    assert need == {
        "who": "Nine families of the wounded", "need": "tents", "asked_of": "the governor", "met": met,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "need", "asked_of"),
    [
        ("Survivors have called on the ministry of health to pay for operations.", "pay for operations", "the ministry of health"),
        ("The hospital appealed to Kabul for blood.", "blood", "Kabul"),
        ("Relatives asked the provincial authorities to have the girl sent abroad.", "have the girl sent abroad", "the provincial authorities"),
        ("The Taliban have been asked by survivors for guards.", "guards", "The Taliban"),
    ],
)  # fmt: skip
def test_ways_to_ask(sentence: str, need: str, asked_of: str) -> None:
    [found] = said(story(sentence), "need")
    assert (found["need"], found["asked_of"]) == (need, asked_of)


@pytest.mark.parametrize(
    "sentence",
    [
        "A resident asked not to be named.",
        "Journalists are requested to take their news from the police.",
        "What do the families need?",
        "We asked people who follow the group about its size.",
        "The Taliban need time, a trader said.",
        "Anyone with information is asked to call the police.",
        "The gunmen demanded cash and jewellery.",
        "The boy had injuries that needed treatment.",
    ],
)
def test_what_is_no_need(sentence: str) -> None:
    assert said(story(sentence), "need") == []


@pytest.mark.parametrize(
    ("words", "who", "need", "asked_of", "met"),
    [
        ("Families of the dead have written to the United Nations for help to leave. There has been no reply.", "Families", "help to leave", "United Nations", "no"),
        ("The governor granted the elders' request for guards at the shrine.", "elders", "guards", "governor", "yes"),
        ("The imam had applied last May to the police for permission to keep a gun and was turned down.", "imam", "permission", "police", "no"),
        ("Lawyers have asked Germany on behalf of six wounded girls for medical visas; all six were refused.", "six wounded girls", "visas", "Germany", "no"),
        ("The widows' committee demands compensation from the ministry of martyrs.", "widows", "compensation", "ministry of martyrs", "unknown"),
        ("The elders went to the governor and asked that the road be patrolled.", "elders", "road be patrolled", "the governor", "unknown"),
        ("The parents asked the Taliban for the names of those arrested, and were sent away.", "parents", "names", "Taliban", "no"),
        ("Four wounded men asked Berlin for visas. Berlin has not answered them.", "Four wounded men", "visas", "Berlin", "no"),
        ("The imam wrote to the mayor for street lights, and two were installed in a week.", "imam", "lights", "mayor", "yes"),
        ("The rights group urged the Human Rights Council to open an independent inquiry into the killings.", "rights group", "inquiry", "Human Rights Council", "unknown"),
        ("Mr Karimi asked readers for any news of his brother, who has not been seen since the blast.", "Karimi", "news", "readers", "unknown"),
        ("For the nine wounded who still need surgery the union has written to twenty embassies. Nothing came of it.", "nine", "surgery", "embassies", "no"),
    ],
)  # fmt: skip
def test_ways_to_ask_and_what_came_of_it(words: str, who: str, need: str, asked_of: str, met: str) -> None:
    [found] = said(story(words), "need")
    assert who in str(found["who"])
    assert need in str(found["need"])
    assert asked_of in str(found["asked_of"])
    assert found["met"] == met


def test_one_call_on_three_bodies_is_three_requests() -> None:
    text = story(
        "We call on the governor to guard the road, on foreign governments to open medical visas, and on the UN to set up "
        "an inquiry. No visa has been offered."
    )
    assert [(need["asked_of"], need["met"]) for need in said(text, "need")] == [
        ("the governor", "unknown"),
        ("foreign governments", "no"),
        ("the UN", "unknown"),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Teachers asked for smaller classes.",
        "The family asked reporters for privacy.",
        "The minister called on all Afghans to remain calm.",
        "The club needs a win on Saturday.",
        "He went to the market for bread.",
        "She wrote to her sister for the wedding.",
        "The attackers demanded money and fled.",
        "The kidnappers asked the family for a ransom.",
        "The prosecutor demanded ten years in prison.",
    ],
)
def test_wishes_of_everyday_news_are_no_needs(sentence: str) -> None:
    assert said(story(sentence), "need") == []


@pytest.mark.parametrize(
    ("words", "asked_of"),
    [
        ("Parents of the wounded want guards at the gate; the district police have said no.", "the district police"),
        ("The wounded were refused at the district clinic.", "the district clinic"),
    ],
)
def test_who_answered_was_asked(words: str, asked_of: str) -> None:
    assert [row["asked_of"] for row in said(story(words), "need")] == [asked_of]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The ministry should compensate the families, the group said.", {"need": "compensate the families", "asked_of": "The ministry", "met": "unknown"}),
        ("The mission recommends that the authorities open an independent investigation.", {"need": "open an independent investigation", "asked_of": "the authorities", "met": "unknown"}),
        ("Two ambulances are requested from donors.", {"need": "Two ambulances", "asked_of": "donors", "met": "unknown"}),
        ("Blood is needed at the gate of the hospital.", {"need": "Blood", "met": "no"}),
        ("No survivor whom we met has received any compensation.", {"who": "survivor", "need": "any compensation", "met": "no"}),
        ("The council repeated its appeal, addressed to the governor, for an inquiry.", {"need": "an inquiry", "asked_of": "the governor", "met": "unknown"}),
        ("From the embassies we ask visas for the wounded.", {"who": "we", "need": "visas for the wounded", "asked_of": "the embassies", "met": "unknown"}),
        ("The widows had gone to the provincial office for help with the hospital bills, without success.", {"who": "The widows", "need": "help with the hospital bills", "asked_of": "the provincial office", "met": "no"}),
        ("Need: three tents. Requested from: the mayor. Status: declined.", {"need": "three tents", "asked_of": "the mayor", "met": "no"}),
        ("The union called for the protection of its members.", {"who": "The union", "need": "the protection of its members", "met": "unknown"}),
    ],
)  # fmt: skip
def test_needs_that_no_word_of_asking_tells(sentence: str, expected: dict[str, str]) -> None:
    assert said(story(sentence), "need") == [expected]


@pytest.mark.parametrize(
    "sentence",
    [
        "If the ministry should compensate the families, it would be the first time.",
        "The authorities should not help the attackers.",
        "Readers should know that the school stands by the river.",
        "Some 300 people came to the mosque for the funeral.",
        "The driver is wanted by the police.",
    ],
)
def test_what_is_no_need_of_anybody(sentence: str) -> None:
    assert said(story(sentence), "need") == []


def test_what_those_who_asked_were_told_instead_is_a_refusal() -> None:
    text = story("The widow had asked the governor for a guard. She was told that guards were for officials.")
    [need] = said(text, "need")
    assert need["met"] == "no"
