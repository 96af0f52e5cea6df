"""Dates in a text, in English, Dari and Pashto, Gregorian and Solar Hijri, as spans of days.

What is said relative to the day of publication ("on Friday", "دیروز") is worked out from it, and left
out when that is unknown. Nothing is made more precise than it is written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from gowah.model import When
from gowah.words.calendars import GREGORIAN, OF_REPORTS, SOLAR, days, solar_year
from gowah.words.datescan import Part, cues, ends_with, scan, words_after, words_before
from gowah.words.script import fold, is_persian_script

_LINK = re.compile(
    r"\s{0,2}(?:-|to|and|until|till|through|تا(?: پایان| ختم| اخیر| آخر)?(?: ماه| سال)?|الی|و|او|تر)\s{1,2}|\s?-\s?"
)
_BESIDE = re.compile(
    r"(?:[\s,،(]|روز|د |په |ورځ|ورځی|مازدیگر|ماښام|صبح|شام|عصر|night|morning|evening|afternoon|the |a )*"
)
_LOOSE = frozenset({"weekday", "relative"})
_SLACK = timedelta(days=2)

Days = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class DateSpan:
    """A time at code points [start, end); `relative` if it took the day of publication to resolve."""

    start: int
    end: int
    when: When
    relative: bool


@dataclass(frozen=True, slots=True)
class _Time:
    start: int
    end: int
    days: Days
    relative: bool
    part: Part


def find_dates(text: str, published: date | None) -> tuple[DateSpan, ...]:
    """Every date in the text that can be resolved, sorted, none overlapping.

    Days, months, years, seasons; ranges ("between 2019 and 2021"); open ends ("since August 2021",
    "until June 2022"); weekdays (the last such day not after `published`), "yesterday", "last month",
    "three days ago".
    """
    folded = fold(text)
    if published is not None and published.year not in OF_REPORTS:
        published = None  # a slip or a lie: nothing is so many days before it
    times = _joined(folded, _resolved(text, folded, published))
    return tuple(
        DateSpan(
            start=time.start, end=time.end, relative=time.relative,
            when=When(earliest=_iso(time.days[0]), latest=_iso(time.days[1]), as_written=text[time.start : time.end]),
        )
        for time in times
    )  # fmt: skip


def read_date(text: str) -> date | None:
    """The one day that a header line names, such as `27 August 2021, 14:20 GMT` or `۱۷ میزان ۱۴۰۰`; else None."""
    line = text[:400]
    for part in scan(line, fold(line)):
        if part.kind == "date" and part.year is not None and part.day is not None and part.day_to is None:
            found = days(part.calendar, part.year, part.month, part.day)
            if found is not None:
                return found[0]
    return None


def dated(text: str, folded: str) -> list[tuple[int, int]]:
    """Where the text speaks of time (resolved or not): numbers there are no counts."""
    parts = scan(text, folded)
    ranged = {n for n in range(len(parts)) if _linked(folded, parts, n)}
    return [
        (part.start, part.end) for n, part in enumerate(parts) if part.sure or n in ranged or (n and n - 1 in ranged)
    ]


def _linked(folded: str, parts: tuple[Part, ...], n: int) -> bool:
    """True when a part and the next are the ends of a range of years or months."""
    if n + 1 >= len(parts):
        return False
    a, b = parts[n], parts[n + 1]
    return (
        {a.kind, b.kind} <= {"date", "year"} and (b.sure or (a.sure and b.kind == a.kind))
        and _LINK.fullmatch(folded, a.end, b.start) is not None
    )  # fmt: skip


def _resolved(text: str, folded: str, published: date | None) -> list[_Time]:
    parts = scan(text, folded)
    persian = is_persian_script(text)
    times: list[_Time] = []
    n = 0
    while n < len(parts):
        part = parts[n]
        if _linked(folded, parts, n) and (both := _span(folded, part, parts[n + 1], published)):
            times.append(both)
            n += 2
            continue
        n += 1
        if not part.sure:
            continue
        got = _days_of(part, published, persian)
        if got is not None and all(day is None or day.year in OF_REPORTS for day in got):
            relative = part.kind in ("weekday", "relative", "ago", "lately") or (
                part.kind == "date" and part.year is None
            )
            times.append(_bounded(folded, _Time(part.start, part.end, got, relative, part)))
    return times


def _span(folded: str, a: Part, b: Part, published: date | None) -> _Time | None:
    """`between 2019 and 2021`, `January to April 2021`, `from 3 to 10 May`: None when the ends do not fit."""
    if a.year is None and b.year is not None:
        a = replace(a, year=b.year, calendar=b.calendar)
    elif b.year is None and a.year is not None and b.kind == "date":
        b = replace(b, year=a.year)
    if a.calendar != b.calendar or (a.day is None) != (b.day is None):
        return None
    first, last = _days_of(a, published, False), _days_of(b, published, False)
    if first is None or last is None or first[0] is None or last[1] is None or first[0] >= last[1]:
        return None
    before = words_before(folded, a.start, 3)
    opened = next((n for n in range(len(before) - 1, -1, -1) if before[n] in _BETWEEN), None)
    link = _LINK.fullmatch(folded, a.end, b.start)
    if link is not None and link[0].strip() in ("and", "و", "او") and opened is None:
        return None
    start = folded.rindex(before[opened], 0, a.start) if opened == len(before) - 1 and before else a.start
    return _Time(start, b.end, (first[0], last[1]), a.year is None, a)


_BETWEEN = frozenset(("between", "from", "بین", "میان", "از", "د", "له"))


def _days_of(part: Part, published: date | None, persian: bool) -> Days | None:
    if part.kind in ("date", "year"):
        return _calendar_days(part, published)
    if part.kind == "season":
        year, month = part.year or 0, part.month or 0
        first = days(GREGORIAN, year, month)
        last = days(GREGORIAN, year + (month == 12), (month + 1) % 12 + 1)
        return (first[0], last[1]) if first and last else None
    if published is None:
        return None
    if part.kind == "lately":
        begin = _since(published, part.value, part.unit)
        return (begin, published) if begin else None
    if part.kind == "weekday":
        back = (published.weekday() - part.value) % 7
        day = published - timedelta(days=back if back or not part.last else 7)
        return day, day
    return _relative(part, published, persian)


def _calendar_days(part: Part, published: date | None) -> Days | None:
    year = part.year
    if year is None:
        if published is None or part.month is None:
            return None
        year = solar_year(published) if part.calendar == SOLAR else published.year
        if part.years is not None:
            found = days(part.calendar, year + part.years, part.month, part.day)
            return (found[0], found[1]) if found else None
        found = days(part.calendar, year, part.month, part.day)
        if (
            found is None
            or found[0] > published + (_SLACK if part.day else timedelta())
            or (part.last and found[1] >= published)
        ):
            year -= 1
    first = days(part.calendar, year, part.month, part.day)
    last = days(part.calendar, year, part.month, part.day_to) if part.day_to else first
    return (first[0], last[1]) if first and last and first[0] <= last[1] else None


def _relative(part: Part, published: date, persian: bool) -> Days | None:
    steps = -part.value if part.kind == "ago" else part.value
    try:
        match part.unit:
            case "day":
                day = published + timedelta(days=steps)
                return day, day
            case "week" if part.kind == "ago":
                day = published + timedelta(weeks=steps)
                return day - timedelta(days=3), day + timedelta(days=3)
            case "week":
                # weeks begin on Saturday where Dari and Pashto are written, on Monday elsewhere
                first = published - timedelta(days=(published.weekday() + 2) % 7 if persian else published.weekday())
                first += timedelta(weeks=steps)
                return first, min(first + timedelta(days=6), published)
            case "month":
                if persian and part.kind == "relative":
                    return _solar_month(published, steps)
                count = published.year * 12 + published.month - 1 + steps
                found = days(GREGORIAN, count // 12, count % 12 + 1)
            case _:
                persian = persian and part.unit == "year"
                calendar = SOLAR if persian else GREGORIAN
                found = days(calendar, (solar_year(published) if persian else published.year) + steps)
    except (OverflowError, ValueError):
        return None
    return (found[0], min(found[1], published) if steps == 0 else found[1]) if found else None


def _since(published: date, count: int, unit: str) -> date | None:
    """The day that many days, weeks, months or years before; None where that is before all calendars."""
    if unit in ("day", "week"):
        try:
            return published - timedelta(**{f"{unit}s": count})
        except OverflowError:
            return None
    months = published.year * 12 + published.month - 1 - count * (12 if unit == "year" else 1)
    found = days(GREGORIAN, months // 12, months % 12 + 1)
    first = found[0] if found else published
    return min(first + timedelta(days=published.day - 1), found[1]) if found else first


def _solar_month(published: date, steps: int) -> Days | None:
    year = solar_year(published)
    month = next(m for m in range(12, 0, -1) if (found := days(SOLAR, year, m)) and found[0] <= published)
    count = year * 12 + month - 1 + steps
    found = days(SOLAR, count // 12, count % 12 + 1)
    return (found[0], min(found[1], published) if steps == 0 else found[1]) if found else None


def _bounded(folded: str, time: _Time) -> _Time:
    """Opens an end after "since", "until", "before", "after"."""
    before = words_before(folded, time.start, 2)
    after = words_after(folded, time.end, 3)
    first, last = time.days
    if first is None or last is None:
        return time
    if ends_with(before, cues("since")) or any(after[:n] in cues("onward") for n in (1, 2, 3)):
        return replace(time, days=(first, None)) if not _closed(folded, time.end) else time
    if ends_with(before, cues("after")):
        return replace(time, days=(last + timedelta(days=1), None)) if time.part.day is None else time
    if ends_with(before, cues("until")):
        return replace(time, days=(None, last))
    if ends_with(before, cues("before")) and time.part.day is None and time.part.kind in ("date", "year"):
        return replace(time, days=(None, first - timedelta(days=1)))
    return time


def _closed(folded: str, end: int) -> bool:
    """`since Friday on` is open; `on` before a noun is only a preposition."""
    after = words_after(folded, end, 2)
    return after[:1] == ("on",) and len(after) > 1


def _joined(folded: str, times: list[_Time]) -> list[_Time]:
    """`Friday, 8 October 2021` and `نن جمعه، د …` are one time: the more exact of the two."""
    kept: list[_Time] = []
    for time in times:
        if kept and _beside(folded, kept[-1], time):
            other = kept[-1]
            pair = {other.part.kind, time.part.kind}
            if pair & _LOOSE and pair <= {*_LOOSE, "date"} and _is_day(other) and _is_day(time):
                best = min(other, time, key=lambda item: (item.part.kind != "date", item.part.kind != "relative"))
                kept[-1] = replace(best, start=other.start, end=time.end)
                continue
        kept.append(time)
    return kept


def _beside(folded: str, one: _Time, next_one: _Time) -> bool:
    """True where a time stands right behind another: not in the paragraph below, nor a line below a whole date."""
    gap = folded[one.end : next_one.start]
    if len(gap) >= 24 or not _BESIDE.fullmatch(gap):
        return False
    lines = gap.count("\n")
    return not lines or (lines == 1 and (one.part.kind in _LOOSE or any(mark in gap for mark in ",،(")))


def _is_day(time: _Time) -> bool:
    return time.days[0] is not None and time.days[0] == time.days[1]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
