"""Local news tells of people one by one: each is one person, with what became of them."""

from __future__ import annotations

import itertools
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gowah.claim.english.casualties import people_of_story, with_people
from gowah.claim.english.fates import individuals
from gowah.claim.english.sentence import sentences
from gowah.model import Block, Described, SourceText, Term
from gowah.words import Settings, Tables, load_tables


@cache
def tables() -> Tables:
    return load_tables(("afghanistan",))


def source(title: str, body: str) -> SourceText:
    text = f"{title}\n\n{body}"
    layout = (
        Block(kind="title", start=0, end=len(title)),
        Block(kind="paragraph", start=len(title) + 2, end=len(text)),
    )
    return SourceText(
        entry=1, source=0, file="a.txt", media_type="text/plain", layout=layout, text=text,
        described=Described(language="en", published="2017-03-02"),
    )  # fmt: skip


def fates(title: str, body: str = "") -> list[tuple[str | None, int | None]]:
    story = people_of_story(tuple(sentences(source(title, body), tables(), Settings())))
    return [(person.fate, person.age) for person in story]


@pytest.mark.parametrize(("said", "fate"), [
    ("A 16-year-old boy was shot in the leg Monday.", "injured"),
    ("A man was shot and killed outside a bar.", "killed"),
    ("The woman was pronounced dead at the scene.", "killed"),
    ("A teen is in critical condition after a shooting.", "injured"),
    ("Police shot and killed a man.", "killed"),
    ("The deputy accidentally shot himself in the foot.", "injured"),
    ("A father killed himself.", "killed"),
    ("The shooting left a man dead.", "killed"),
    ("Jane Doe, 23, died at a hospital.", "killed"),
    ("A man shot his brother.", None),  # the man is well
    ("A man was charged with murder.", None),
    ("A woman told police that she saw it.", None),
    ("A girl was not hurt.", None),
])  # fmt: skip
def test_what_became_of_the_first_person(said: str, fate: str | None) -> None:
    assert individuals(said, (), ())[0].fate == fate


def test_one_person_told_of_four_times_is_one() -> None:
    assert fates(
        "Boy, 16, shot dead in park",
        "A 16-year-old boy was shot in a park on Monday. The teen was taken to a hospital, where he died. "
        "He was identified as John Example. Example, 16, was a student.",
    ) == [("killed", 16)]


def test_two_people_of_one_sentence_are_two() -> None:
    assert fates("A 20-year-old man is dead and a 16-year-old boy is wounded after a shooting.") == [
        ("killed", 20), ("injured", 16),
    ]  # fmt: skip


def test_what_two_people_share() -> None:
    assert [fate for fate, _ in fates("A man and a woman were shot on Friday.")] == ["injured", "injured"]
    assert [fate for fate, _ in fates("A gunman opened fire, killing a man and his wife.")] == ["killed", "killed"]


def test_a_fatal_shooting_killed_somebody() -> None:
    assert fates("Police investigate fatal shooting", "It happened on Main Street.") == [("killed", None)]
    assert fates("Homicide detectives speak to pupils", "They spoke for an hour.") == []


def test_other_years_are_other_stories() -> None:
    assert fates("Boy, 9, shot", "A 9-year-old boy was shot. In 2015, a 40-year-old man was killed there.") == [
        ("injured", 9),
    ]  # fmt: skip


def test_claims_are_quoted_and_name_nobody_twice() -> None:
    text = source("Boy, 16, shot dead", "A 16-year-old boy was shot on Monday. The boy died at a hospital.")
    (claim,) = with_people((), tuple(sentences(text, tables(), Settings())))
    assert claim.kind == "victim"
    assert all(text.text[value.start : value.end] == value.quote for value in claim.values)
    harms = [v.value.code for v in claim.values if v.property == "harm" and isinstance(v.value, Term)]
    assert "killed" in harms
    again = tuple(with_people((claim,), ()))
    assert again == (claim,)


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("Aa ,.123-'shot died he man"), max_size=200) | st.text(max_size=200))
def test_any_words_are_read_within_their_bounds(words: str) -> None:
    people = individuals(words, ["Doe"], ())
    assert all(0 <= one.start < one.end <= len(words) for one in people)
    assert all(a.end <= b.start for a, b in itertools.pairwise(people))


@pytest.mark.parametrize(("said", "known"), [
    ("A man accidentally shot the friend in the leg.", [None, "injured"]),
    ("Five-year-old Kason Guyton was shot and killed.", ["killed"]),
    ("Police found the victim, 24-year-old Randy Iler, with a gunshot wound.", ["injured"]),
    ("A relative of one of the injured asked for help.", [None]),
    ("A boy shoots self with a gun.", ["injured"]),
])  # fmt: skip
def test_each_person_has_the_fate_told_of_them(said: str, known: list[str | None]) -> None:
    assert [one.fate for one in individuals(said, (), ())] == known


def test_another_told_again_after_the_heading_is_no_third() -> None:
    assert fates("Teen dead, another injured", "A teen is dead and another is injured after shots were fired.") == [
        ("killed", None), ("injured", None),
    ]  # fmt: skip


def test_people_told_once_are_told_once_however_often_they_are_asked_for() -> None:
    text = source("Boy, 10, shot", "A 10-year-old boy was shot. Jane Doe, 23, was hurt. Another man was shot.")
    found = tuple(sentences(text, tables(), Settings()))
    once = list(with_people([], found))
    assert list(with_people(once, found)) == once
