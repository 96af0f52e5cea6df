"""Who speaks, told by the look of a sentence: behind it, in a dash or bracket, by whose count, citing whom."""

from __future__ import annotations

import pytest
from said import report, tables

from gowah.claim.english.sentence import Sentence, sentences
from gowah.claim.english.speakers import carried_on
from gowah.words import Settings


def voice(words: str, number: str) -> list[str]:
    """The speakers of the last sentence's number, outermost first."""
    found: list[Sentence] = list(sentences(report(words, publisher="Example News"), tables(), Settings()))
    sentence = next(s for s in reversed(found) if number in s.words)
    at = sentence.start + sentence.words.rindex(number)
    return [speaker.name for speaker in carried_on(sentence, at, at + len(number))]


@pytest.mark.parametrize(
    ("words", "speakers"),
    [
        ("A mine killed seven men in the pass, elders and drivers said.", ["elders and drivers"]),
        ("Seven men died in the pass, the governor's spokesman, Omar Gul, said.", ["governor's spokesman, Omar Gul"]),
        ("Seven men died in the pass, nurse Sima Noor told the radio by phone.", ["nurse Sima Noor"]),
        ("Seven men died, the mayor told state TV, and a boy was wounded.", ["mayor"]),
        ("Seven men dead in shooting at the pass - police", ["police"]),
        ("Seven dead in shooting at the pass (interior ministry).", ["interior ministry"]),
        ("Seven men died in the pass, by the prefect's count.", ["prefect"]),
        ("The ministry's figure, corrected at noon, is seven dead.", ["ministry"]),
        ("Seven men died in the pass, said a statement of the ministry of interior.", ["ministry of interior"]),
        ("The Star quoted a nurse as saying that seven men died in the pass.", ["Star", "nurse"]),
        ("Officers found seven bodies in the pass, Sheriff Ali Kell said.", ["Sheriff Ali Kell"]),
        ("The Red Cross condemned the raid that killed seven men.", ["Red Cross"]),
        ("The mayor came at noon. He said seven men were dead.", ["mayor"]),
    ],
)  # fmt: skip
def test_who_speaks(words: str, speakers: list[str]) -> None:
    assert voice(words, "Seven" if "Seven" in words else "seven") == speakers


def test_the_clause_behind_a_semicolon_is_said_by_the_same() -> None:
    assert voice("Two men were killed, the mayor said; seven were hurt by stones.", "seven") == ["mayor"]


@pytest.mark.parametrize(
    "words",
    [
        "Initial findings indicate that seven men died.",
        "Men in uniform opened fire on the queue: seven men died.",
        "Herat: seven men died in the pass.",
        "The town mourned seven men killed on Monday.",
        "The raid, not the first, killed seven men.",
    ],
)
def test_what_cannot_speak_is_no_speaker(words: str) -> None:
    assert voice(words, "seven") == []
