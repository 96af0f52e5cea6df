"""What went unreported, where and why."""

from __future__ import annotations

import pytest
from said import claims, report, said

from gowah.model import Certainty


def test_area_and_reason() -> None:
    text = report(
        "More attacks are likely to have gone unreported because of the crackdown on the media, above all in the provinces."
    )
    assert said(text, "gap") == [{"area": "the provinces", "reason": "the crackdown on the media"}]
    assert {value.certainty for claimed in claims(text, "gap") for value in claimed.values} == {Certainty.HEDGED}


@pytest.mark.parametrize(
    "sentence",
    [
        "With the press muzzled, many attacks in the provinces may never have become known.",
        "Since the media were gagged, attacks in the provinces often go unreported.",
        "Nobody in the provinces dares to talk to reporters.",
        "In the provinces newspapers have closed, so attacks there often never become known.",
    ],
)
def test_ways_to_say_it(sentence: str) -> None:
    [gap] = said(report(sentence), "gap")
    assert gap["area"] == "the provinces"
    assert gap["reason"]


def test_two_sentences_of_one_passage_are_one_gap() -> None:
    text = report("The true number is probably higher. In Ghor, attacks go unreported because reporters have fled.")
    assert said(text, "gap") == [{"area": "Ghor", "reason": "reporters have fled"}]


@pytest.mark.parametrize(
    "sentence",
    [
        "It is not known who did it.",
        "The number of dead is higher than first reported.",
        "Kotal Daily could not reach the district.",
        "Are all attacks reported?",
    ],
)
def test_what_is_no_gap(sentence: str) -> None:
    assert said(report(sentence), "gap") == []
