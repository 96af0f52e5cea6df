"""Dates in three languages and two calendars."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from persiantools.jdatetime import JalaliDate

from gowah.words import find_dates, read_date

SATURDAY = date(2022, 1, 22)
DARI = ["حمل", "ثور", "جوزا", "سرطان", "اسد", "سنبله", "میزان", "عقرب", "قوس", "جدی", "دلو", "حوت"]
PASHTO = ["وري", "غويي", "غبرګولي", "چنګاښ", "زمري", "وږي", "تلې", "لړم", "لیندۍ", "مرغومي", "سلواغې", "کب"]
DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


def said(text: str, published: date | None = SATURDAY) -> list[str]:
    """Each date as `earliest..latest`, `?` after what was worked out from the day of publication."""
    spans = find_dates(text, published)
    assert all(span.when.as_written == text[span.start : span.end] for span in spans)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    return [
        (
            f"{s.when.earliest}"
            if s.when.earliest == s.when.latest
            else f"{s.when.earliest or ''}..{s.when.latest or ''}"
        )
        + ("?" if s.relative else "")
        for s in spans
    ]


@settings(deadline=None)
@given(st.dates(date(1950, 1, 1), date(2050, 12, 31)))
def test_every_day_reads_back_in_both_calendars(day: date) -> None:
    solar = JalaliDate.to_jalali(day)
    year, number = str(solar.year).translate(DIGITS), str(solar.day).translate(DIGITS)
    for text in (
        day.isoformat(),
        f"{day:%d %B %Y}",
        f"{day:%B} {day.day}, {day.year}",
        f"{number} {DARI[solar.month - 1]} {year}",
        f"{year}/{str(solar.month).translate(DIGITS)}/{number}",
        f"د {year} کال د {PASHTO[solar.month - 1]} په {number}مه",
    ):
        assert read_date(text) == day, text
        assert said(text, None) == [day.isoformat()], text


@settings(deadline=None)
@given(st.dates(date(1950, 1, 1), date(2050, 12, 31)), st.integers(0, 6))
def test_a_weekday_is_the_last_such_day_not_after_publication(published: date, weekday: int) -> None:
    name = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][weekday]
    [text] = said(f"The attack happened on {name}.", published)
    day = date.fromisoformat(text.rstrip("?"))
    assert day.weekday() == weekday
    assert timedelta() <= published - day < timedelta(days=7)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("27 August 2021, 14:20 GMT", "2021-08-27"),
        ("2021-10-05T12:00:00Z", "2021-10-05"),
        ("14 Mizan 1400 (6 October 2021)", "2021-10-06"),
        ("۱۷ میزان ۱۴۰۰", "2021-10-09"),
        ("۲۳ تله ۱۴۰۰", "2021-10-15"),
        ("بیست و سوم میزان ۱۴۰۰", "2021-10-15"),
        ("Tue, 05 Oct 2021 10:00:00 +0000", "2021-10-05"),
        ("13/04/2021", "2021-04-13"),
        ("03/04/2021", None),  # nobody can tell the month
        ("30 February 2021", None),
        ("no date", None),
    ],
)
def test_header_lines(line: str, day: str | None) -> None:
    assert read_date(line) == (date.fromisoformat(day) if day else None)


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("On Friday, 8 October 2021, at noon", ["2021-10-08"]),
        ("between 2019 and 2021", ["2019-01-01..2021-12-31"]),
        ("from January to April 2021", ["2021-01-01..2021-04-30"]),
        ("between 19 and 21 April 2022", ["2022-04-19..2022-04-21"]),
        ("since August 2021", ["2021-08-01.."]),
        ("until June 2021", ["..2021-06-30"]),
        ("in August 2021", ["2021-08-01..2021-08-31"]),
        ("in 2021, 77 attacks", ["2021-01-01..2021-12-31"]),
        ("in the summer of 2020", ["2020-06-01..2020-08-31"]),
        ("yesterday, last month", ["2022-01-21?", "2021-12-01..2021-12-31?"]),
        ("three days ago", ["2022-01-19?"]),
        ("on 30 December", ["2021-12-30?"]),
        ("In October 12 people died", ["2021-10-01..2021-10-31?"]),
        ("at its peak", []),
        ("They may march after Friday prayers", []),
        ("روز جمعه، ۱۶ میزان ۱۴۰۰، یک", ["2021-10-08"]),
        ("شام امروز، شنبه دوم دلو ۱۴۰۰", ["2022-01-22"]),
        ("روز هشتم سنبله", ["2021-08-30?"]),
        ("انفجار دیروز", ["2022-01-21?"]),
        ("از ماه اسد ۱۴۰۰ تا کنون", ["2021-07-23.."]),
        ("بین سال‌های ۲۰۱۹ و ۲۰۲۱", ["2019-01-01..2021-12-31"]),
        ("نن جمعه، د ۱۴۰۰ کال د تلې په ۲۳مه", ["2021-10-15"]),
        ("پرون په کابل کې", ["2022-01-21?"]),
        ("میزان خسارات روشن نیست و او می‌گوید ۵ تن", []),
    ],
)
def test_in_a_text(text: str, dates: list[str]) -> None:
    assert said(text) == dates


@pytest.mark.parametrize("text", ["on Friday", "yesterday", "on 27 August", "in March", "دیروز", "پرون", "هشتم سنبله"])
def test_what_hangs_on_publication_is_left_out_without_it(text: str) -> None:
    assert said(text, None) == []
