"""Hostile texts: whatever stands in them, the words are read to the end, and soon."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gowah.words import find_dates, find_money, find_names, find_numbers, load_tables, read_date

TABLES = load_tables(("afghanistan",))


def read_all(text: str) -> None:
    for span in (
        *find_numbers(text, {}), *find_dates(text, date(2022, 1, 1)), *find_names(text, TABLES), *find_money(text),
    ):  # fmt: skip
        assert 0 <= span.start < span.end <= len(text)
    read_date(text)


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("0159۰۴,.٬-–:/$£ \n\u202e\u200c\0andtoMayدوصدسهوتا۲۳مهکال"), max_size=200))
def test_nothing_crashes(text: str) -> None:
    read_all(text)


@pytest.mark.parametrize(
    "unit", ["1", "1 ", "1,", "one ", "twenty-", "and ", "May ", "2021-", "Friday ", "between ", "سه ", "۱۴۰۰ د ", "\0",
             "\u202e", "\u0640", "is ", "Dasht-e ", "$", "صد و ", "a", "١٬"],
)  # fmt: skip
def test_time_grows_no_faster_than_the_text(unit: str) -> None:
    def seconds(size: int) -> float:
        text = (unit * (size // len(unit) + 1))[:size]
        begin = time.process_time()
        read_all(text)
        return time.process_time() - begin

    seconds(1000)
    small, large = seconds(2_000), seconds(16_000)
    assert large < 24 * small + 0.5  # eight times the text, three times over for noise; a square law gives 64


def test_ten_million_digits_are_no_number() -> None:
    assert find_numbers("1" * 10_000_000, {}) == ()
