"""Two calendars: months by any name (`data/common/months.csv`) and the days that a year, month or day spans."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from functools import cache

from persiantools.jdatetime import JalaliDate

from gowah.words.sheets import folded_words, language_forms, sheet

SOLAR = "solar-hijri"
GREGORIAN = "gregorian"
OF_REPORTS = range(1000, 3000)
"""Gregorian years in which a report's days can lie. No arithmetic on them can leave the calendar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A month of a calendar; `shy` names mean other things too and want a year beside them."""

    calendar: str
    number: int
    shy: bool
    english: bool


@cache
def months() -> dict[str, tuple[Month, ...]]:
    """Folded name -> the months that bear it, those of months.csv first that stand there first."""
    found: dict[str, dict[tuple[str, int], Month]] = {}
    for row in sheet("months"):
        for form in language_forms(row, "forms"):
            month = Month(
                calendar=row["calendar"], number=int(row["month"]),
                shy=row["shy"] == "yes", english=row["language"] == "en",
            )  # fmt: skip
            found.setdefault(" ".join(folded_words(form)), {}).setdefault((month.calendar, month.number), month)
    return {form: tuple(rows.values()) for form, rows in found.items()}


def calendar_of(year: int) -> str | None:
    """The calendar in which a bare year is near our time: 1300-1450 Solar Hijri, 1900-2100 Gregorian."""
    return SOLAR if 1300 <= year <= 1450 else GREGORIAN if 1900 <= year <= 2100 else None


def days(calendar_name: str, year: int, month: int | None = None, day: int | None = None) -> tuple[date, date] | None:
    """First and last day (Gregorian) of a year, a month or a day; None if there is no such day."""
    if month is None:
        first, last = days(calendar_name, year, 1), days(calendar_name, year, 12)
        return (first[0], last[1]) if first and last else None
    try:
        if calendar_name == SOLAR:
            length = JalaliDate.days_in_month(month, year)
            begin = JalaliDate(year, month, day or 1).to_gregorian()
            end = begin if day else JalaliDate(year, month, length).to_gregorian()
        else:
            begin = date(year, month, day or 1)
            end = begin if day else date(year, month, calendar.monthrange(year, month)[1])
    except (ValueError, IndexError, OverflowError):
        return None
    return (begin, end) if begin.year in OF_REPORTS and end.year in OF_REPORTS else None


def solar_year(day: date) -> int:
    """The Solar Hijri year of a Gregorian day."""
    return int(JalaliDate.to_jalali(day).year)
