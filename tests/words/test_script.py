"""Folding: one form for many spellings, and never a code point more or less."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gowah.words import fold, is_pashto, is_persian_script, words


@settings(deadline=None)
@given(st.text())
def test_fold_keeps_the_length_and_is_settled_at_once(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@settings(deadline=None)
@given(st.text())
def test_words_lie_where_they_say(text: str) -> None:
    end = 0
    for word in words(text):
        assert end <= word.start < word.end <= len(text)
        assert word.form
        assert word.form in fold(text[word.start : word.end]).replace("\u0640", "")
        end = word.end


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("كابل", "کابل"), ("علي", "علی"), ("۱۴۰۰", "1400"), ("٣", "3"), ("ناحیة", "ناحیه"), ("“Shi’a”", "\"shi'a\""),
        ("Kābul", "kabul"), ("2019–2021", "2019-2021"), ("کشته\u200cشدگان", "کشته شدگان"), ("برېد", "برید"),
    ],
)  # fmt: skip
def test_spellings_that_are_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_marks_and_direction_signs_are_no_part_of_a_word() -> None:
    assert [word.form for word in words("\u202bگفتهٔ \u200eاو\u202c کـــابل")] == ["گفته", "او", "کابل"]


def test_scripts_and_languages() -> None:
    assert is_persian_script("در کابل (Kabul) انفجار شد")
    assert not is_persian_script("An explosion in Kabul (کابل)")
    assert is_pashto("په کندهار کې پر جومات برید وشو")
    assert not is_pashto("در قندهار بر مسجد حمله شد")
