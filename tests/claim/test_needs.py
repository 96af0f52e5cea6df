"""What people need, whom they asked, what came of it."""

from __future__ import annotations

import pytest
from said import report, said


def test_a_lack_and_the_request_after_it_are_one_need() -> None:
    text = report(
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
    text = report("Nine families of the wounded have asked the governor for tents." + outcome)
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
    [found] = said(report(sentence), "need")
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
    assert said(report(sentence), "need") == []
