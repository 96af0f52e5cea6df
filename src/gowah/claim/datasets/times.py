"""When a row's event was, by the dataset's own codes for how sure the day is; nothing is made more precise."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date, timedelta

from gowah.claim.datasets.rows import Row
from gowah.model import Problem, Value, When
from gowah.words import find_dates, read_date


def when(row: Row) -> Iterator[Value | Problem]:
    """The days of the event, or the Problem that the row does not say them so that one could."""
    try:
        found = _by_days(row) if "date_start" in row.cells else _by_parts(row)
    except (ValueError, OverflowError):
        found = None
    if found is None:
        yield _no_date(row)
        return
    first, last, fields = found
    if first > last:
        yield Problem(
            where=row.place, what="the event ends before it begins",
            hint=f"The row's days were left out. Correct {row.column('date_start')} or {row.column('date_end')}.",
        )  # fmt: skip
        return
    cells = [row.cells[field].said for field in fields]
    written = " to ".join(dict.fromkeys(cells)) if "date_start" in fields else "-".join(cells)
    yield row.value(
        "when", When(earliest=first.isoformat(), latest=last.isoformat(), as_written=written), *fields
    )  # fmt: skip


def _no_date(row: Row) -> Problem:
    field = "date_start" if "date_start" in row.names else "year"
    hint = (
        f"Write the day under {row.column(field)} as 2022-04-19."
        if field == "date_start"
        else (
            f"Write the year under {row.column(field)} in four digits, month and day as numbers, 0 where nobody knows."
        )
    )
    return Problem(where=row.place, what="the row has no date that can be read", hint=hint)


Found = tuple[date, date, tuple[str, ...]]
"""First day, last day, and the fields that say so."""


def _by_days(row: Row) -> Found | None:
    first = _day(row.said("date_start"))
    last = _day(row.said("date_end")) if "date_end" in row.cells else first
    if first is None or last is None:
        return None
    ends = ("date_start", "date_end") if "date_end" in row.cells else ("date_start",)
    slack = row.means("slack")
    if slack is None or slack[0] == "day" or first != last:
        return first, last, ends
    return (*_around(first, slack[0]), ends)


def _around(day: date, slack: str) -> tuple[date, date]:
    """The days that "within the month" and the like leave open, where a dataset gives one day for them."""
    if slack == "month":
        return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])
    if slack == "year":
        return day.replace(month=1, day=1), day.replace(month=12, day=31)
    few = timedelta(days=int(slack.removeprefix("days ")))
    return day - few, day + few


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words[:10])
    except ValueError:
        return read_date(words)


def _by_parts(row: Row) -> Found | None:
    """Year, month and day in columns of their own, 0 for what is not known; words beside them may say it better."""
    parts = [_part(row.said(field)) for field in ("year", "month", "day")]
    year, month, day = parts
    if not year:
        return None
    fields = tuple(field for field, part in zip(("year", "month", "day"), parts, strict=True) if part)
    if month and day:
        first = last = date(year, month, day)
    else:
        first, last = _around(date(year, month or 1, 1), "month" if month else "year")
    if "date_words" not in row.cells:
        return first, last, fields
    for span in find_dates(row.said("date_words"), None):
        if span.when.earliest is None or span.when.latest is None:
            continue
        told = date.fromisoformat(span.when.earliest), date.fromisoformat(span.when.latest)
        if told[0] <= last and first <= told[1]:
            return (*told, ("date_words",))
    if first == last:  # the day is an estimate, and nothing tells how good
        return (*_around(first, "month"), fields[:2])
    return first, last, fields


def _part(words: str) -> int | None:
    return int(float(words)) if words else None
