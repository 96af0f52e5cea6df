"""Dates of publication that cannot be: no day is taken, and it is said."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gowah.model import Kept, Problem, ReadText, Role
from gowah.read.doubts import judged

Reader = Callable[..., ReadText]
BODY = "A bomb went off beside a bus in the east of the town on Friday and killed four people, the governor said."


def kept(at: str = "2022-10-01T23:00:00Z") -> Kept:
    return Kept(
        role=Role.ORIGINAL, digest="0" * 64, media_type="text/plain", size=1, taken_from="a.txt", taken_at=at, name="a.txt"
    )  # fmt: skip


def day_and_problems(text: ReadText) -> tuple[str | None, tuple[Problem, ...]]:
    found, problems = judged(text, kept())
    assert found.text == text.text
    return found.described.published, problems


@pytest.mark.parametrize(
    ("written", "what"),
    [
        ("2099-99-99", "impossible date 2099-99-99: there is no such day"),
        ("2022-02-30", "impossible date 2022-02-30"),
        ("30/02/2022", "impossible date 30/02/2022"),
        ("0000-00-00", "impossible date"),
        ("31 April 2022", "impossible date: there is no such day"),
        ("1400-07-31", "impossible date 1400-07-31"),
        ("۳۱ میزان ۱۴۰۰", "impossible date"),
        ("2093-01-01", "impossible date 2093-01-01: it is after the day the report was kept"),
        ("2022-10-03", "impossible date 2022-10-03"),
        ("03/04/2022", "could be day and month, or month and day"),
        ("last week", "bears no date of publication"),
        ("2022", "bears no date of publication"),
    ],
)
def test_no_day_is_taken_from_a_date_that_cannot_be(read: Reader, written: str, what: str) -> None:
    day, [problem] = day_and_problems(read(f"Publisher: Valley Post\nPublished: {written}\nTitle: Blast\n\n{BODY}"))
    assert day is None
    assert what in problem.what
    assert problem.hint


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2022-09-30", "2022-09-30"),
        ("2022-10-02", "2022-10-02"),  # it may be tomorrow there already
        ("25/12/2021", "2021-12-25"),
        ("04/04/2022", "2022-04-04"),
        ("۳۰ میزان ۱۴۰۰", "2021-10-22"),
    ],
)
def test_any_other_day_is_taken_as_it_stands(read: Reader, written: str, day: str) -> None:
    assert day_and_problems(read(f"Publisher: Valley Post\nPublished: {written}\n\n{BODY}")) == (day, ())
