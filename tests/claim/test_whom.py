"""Whom the words for a speaker mean, and who counts where the verb is left out."""

from __future__ import annotations

import pytest
from said import report, tables

from gowah.claim.english.sentence import sentences
from gowah.claim.english.speakers import carried_on
from gowah.words import Settings


def voice(words: str, number: str, *, publisher: str = "Example News") -> list[str]:
    """Who is said to give the number."""
    text = report(words, published="2022-10-03", publisher=publisher)
    for sentence in sentences(text, tables(), Settings()):
        for found in sentence.numbers:
            if sentence.quote(found.start, found.end).lower() == number:
                return [speaker.name for speaker in carried_on(sentence, found.start, found.end)]
    raise AssertionError(f"{number!r} is not in the text")


@pytest.mark.parametrize(
    ("words", "speakers"),
    [
        ("The toll rose to nine, according to the list kept by the burial committee.", ["burial committee"]),
        ("Nine people died, according to the Star Institute's research.", ["Star Institute"]),
        ("A report by the ministry said nine people had died.", ["ministry"]),
        ("Reports, including one by a national broadcaster, which speak of nine deaths are mistaken.",
         ["national broadcaster"]),
        ("The interior ministry has not changed its count of nine.", ["interior ministry"]),
        ("Nurses said ten had died. The governor has not changed his figure of nine.", ["governor"]),
        ("The mayor said the dead were seven, correcting a police count of nine.", ["mayor", "police"]),
        ("The paper gave only the official figure of nine.", ["paper", "official figure"]),
        ("We mourn the pir, about 60; according to the news agency Orbit nine people were hurt.",
         ["news agency Orbit"]),
        ("Nine people were killed (@StarWatch).", ["Star Watch"]),
        ("Nine killed and two wounded says police spokesman Omar Gul to @Orbit.", ["police spokesman Omar Gul"]),
        ("Our own callers name nine wounded men.", ["callers"]),
        ("The worst raid of the year, by the prefect's count, was the first: nine dead.", ["prefect"]),
    ],
)  # fmt: skip
def test_whose_word_it_is(words: str, speakers: list[str]) -> None:
    assert voice(words, "nine") == speakers


@pytest.mark.parametrize(
    ("words", "first", "second"),
    [
        ("Police put the dead at six and a school list at nine.", "Police", "school list"),
        ("Police spoke of six, the commissioner of nine.", "Police", "commissioner"),
        ("The UN counted six dead and the ministry nine.", "UN", "ministry"),
        ("Doctors gave the number of dead as six, the mosque committee as nine.", "Doctors", "mosque committee"),
    ],
)
def test_a_second_speaker_takes_over_without_a_verb(words: str, first: str, second: str) -> None:
    assert voice(words, "six") == [first]
    assert voice(words, "nine") == [second]


@pytest.mark.parametrize(
    "words",
    [
        "Police put the dead at six and the injured at nine.",
        "The UN counted six dead and wounded nine.",
        "Police said six men and nine women were killed.",
        "Police said six were killed at the hospital and nine at the mosque.",
    ],
)
def test_no_second_speaker_where_others_are_counted(words: str) -> None:
    assert len(voice(words, "nine")) == 1
    assert voice(words, "nine") == voice(words, "six")


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("A former police officer said little. The same officer put the dead at nine.", "former police officer"),
        ("The UN mission reported on Monday. The mission counted nine dead.", "UN mission"),
        ("Balkh police spokesman Omar Gul came. Mr. Gul said nine had died.", "Balkh police spokesman Omar Gul"),
        ("The governor of Ghor rejected the report. Nine rebels died, a spokesman said.",
         "spokesman, governor of Ghor"),
        ("Rights International called for an inquiry. It said so on Monday. The Taliban said no. "
         "Rights International said men had been shot. The group said nine had died.", "Rights International"),
        ("Islamic State claimed the attack. The group said it had killed nine men.", "Islamic State"),
        ("The driver died. The hospital said nine were hurt.", "hospital"),
    ],
)  # fmt: skip
def test_who_is_meant(words: str, speaker: str) -> None:
    assert voice(words, "nine") == [speaker]


def test_the_organisation_of_its_own_report_is_the_outlet() -> None:
    words = "The fire was unlawful, Clear Rights said today. The organization concluded that the army shot nine men."
    assert voice(words, "nine", publisher="Clear Rights") == []


def test_one_who_is_quoted_speaks_on_in_the_next_sentence() -> None:
    words = "The blast killed a worshipper and a guard, the ministry spokesman said. Nine people were wounded."
    assert voice(words, "nine") == ["ministry spokesman"]
    words = "The families of the dead said they got no help. Their kin need food, and nine wounded men need surgery."
    assert voice(words, "nine") == []


@pytest.mark.parametrize(
    "words",
    ["The total number of patients received is now nine.", "Our reporter counted nine dead."],
)
def test_a_count_alone_and_our_own_reporter_are_no_speakers(words: str) -> None:
    assert voice(words, "nine") == []


def test_blanks_between_words_are_no_word() -> None:
    assert voice("Omar  Gul came. \t The \n mission \u00a0 met. \n\t Gul said nine had died.", "nine") == ["Omar Gul"]
