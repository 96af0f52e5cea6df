"""Whose words: the chain of speakers, and the certainty of what they say."""

from __future__ import annotations

import pytest
from said import claims, report, tables

from gowah.claim.english.certainty import certainty_of
from gowah.claim.english.sentence import Sentence, sentences
from gowah.claim.english.speakers import speakers_of
from gowah.words import Settings


def _sentences(*paragraphs: str, publisher: str | None = "Example News") -> list[Sentence]:
    return list(sentences(report(*paragraphs, published="2022-10-03", publisher=publisher), tables(), Settings()))


def _chain(text: str, words: str, *, publisher: str | None = "Example News") -> list[str]:
    for sentence in _sentences(text, publisher=publisher):
        at = sentence.words.find(words)
        if at >= 0:
            return [s.name for s in speakers_of(sentence, sentence.start + at, sentence.start + at + len(words))]
    raise AssertionError(f"{words!r} is not in the text")


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("Nine people were killed in Herat.", []),
        ("Police said nine people were killed.", ["Police"]),
        ("Nine people were killed, police said on Friday.", ["police"]),
        ("Nine people were killed, according to health officials.", ["health officials"]),
        ("According to the UN mission, nine people were killed.", ["UN mission"]),
        ("Human Rights Watch said that UNAMA counted nine people killed.", ["Human Rights Watch", "UNAMA"]),
        ("The blast, residents said, left nine people dead.", ["residents"]),
        ('"We counted nine people dead," a nurse told reporters.', ["nurse"]),
        ('"It was dark. Nine people died at once," said Ali Reza, a driver.', ["Ali Reza, a driver"]),
        ("Doctors said two died, while a clinic run by a charity counted nine people dead.", ["clinic"]),
    ],
)
def test_chains(text: str, chain: list[str]) -> None:
    words = "nine people" if "nine people" in text else "Nine people"
    assert _chain(text, words) == chain


def test_a_pronoun_is_the_speaker_before_it() -> None:
    text = "A spokesman for the governor of Ghor rejected the report. He said nine people had been killed."
    assert _chain(text, "nine people") == ["spokesman for the governor of Ghor"]


def test_the_publisher_is_the_outlet_itself() -> None:
    text = "Nine people were killed in Ghor, Lantern Rights Group said today."
    assert _chain(text, "Nine people", publisher="Lantern Rights Group") == []
    assert _chain(text, "Nine people") == ["Lantern Rights Group"]


@pytest.mark.parametrize(
    ("text", "private"),
    [
        ("A shopkeeper, Hussain Dad, said nine people had died.", True),
        ("Residents said nine people had died.", True),
        ("A Taliban spokesman said nine people had died.", False),
        ("The interior ministry said nine people had died.", False),
        ("Human Rights Watch said nine people had died.", False),
    ],
)
def test_people_at_risk_are_private(text: str, private: bool) -> None:
    (sentence,) = _sentences(text)
    at = sentence.start + sentence.words.find("nine")
    assert [s.private for s in speakers_of(sentence, at, at + 4)] == [private]


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("Nine people were killed in Herat.", "stated"),
        ("Nine people were reportedly killed in Herat.", "hedged"),
        ("Nine people may have been killed in Herat.", "hedged"),
        ("If the wall falls, nine people would be killed.", "hypothetical"),
        ("Were nine people killed in Herat?", "hypothetical"),
        ("The Taliban denied that nine people were killed.", "denied"),
        ("It is not true that nine people were killed.", "denied"),
    ],
)
def test_certainty(text: str, certainty: str) -> None:
    (sentence,) = _sentences(text)
    at = sentence.start + sentence.words.lower().find("nine people")
    assert certainty_of(sentence, at, at + 11) == certainty


def test_a_written_answer_is_the_offices_that_heads_it() -> None:
    text = report(
        "Questions and replies",
        "*27. Senator A. Turi:\nWill the Minister for Interior state the number of persons killed in the attack?",
        "Minister for Interior (written reply):\n(a) On 3rd February, 2025, a convoy was fired upon. "
        "Nine persons were killed, and 14 persons sustained injuries.",
    )
    [attack] = claims(text, "attack")
    [killed] = [value for value in attack.values if value.property == "killed"]
    assert [speaker.name for speaker in killed.speakers] == ["Minister for Interior"]


def test_the_initials_of_the_outlet_are_its_own_voice() -> None:
    text = report("A bomb went off at a school. FPN said nine people were killed.", publisher="Free Pens Network")
    [attack] = claims(text, "attack")
    assert [value.speakers for value in attack.values if value.property == "killed"] == [()]
