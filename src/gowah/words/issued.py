"""When each part of a text was issued: a page has one day, a chat or a live blog one for every message."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gowah.model import SourceText
from gowah.words.calendars import OF_REPORTS
from gowah.words.dates import find_dates


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Code points [start, end) of a text that were issued on one day; None where nobody says when."""

    start: int
    end: int
    day: date | None


def published(text: SourceText) -> date | None:
    """The day of publication of the whole, where the text says one."""
    try:
        day = date.fromisoformat((text.described.published or "")[:10])
    except ValueError:
        return None
    return day if day.year in OF_REPORTS else None


def issued(text: SourceText) -> tuple[Stretch, ...]:
    """The text cut where an `entry` block opens a message or post of its own; the stretches cover it whole.

    An entry whose line gives no date is of the same day as what stands before it.
    """
    day, begin = published(text), 0
    found: list[Stretch] = []
    for block in sorted((b for b in text.layout if b.kind == "entry"), key=lambda b: b.start):
        if block.start > begin:
            found.append(Stretch(start=begin, end=block.start, day=day))
            begin = block.start
        day = _day(text.text[block.start : block.end], day) or day
    return (*found, Stretch(start=begin, end=max(begin, len(text.text)), day=day))


def issued_at(stretches: Sequence[Stretch], at: int) -> date | None:
    """The day of what stands at a code point of a text that `issued` has cut."""
    place = bisect_right(stretches, at, key=lambda stretch: stretch.start)
    return stretches[max(0, place - 1)].day


def has_posts(text: SourceText) -> bool:
    """True for a chat, a live blog, a mail with others in it: its parts have days of their own."""
    return any(block.kind == "entry" for block in text.layout)


def _day(line: str, before: date | None) -> date | None:
    days = (span.when.earliest for span in find_dates(line, before) if span.when.precision == "day")
    return next((date.fromisoformat(day) for day in days if day is not None), None)
