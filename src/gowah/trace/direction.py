"""Which of two texts draws on the other: by credit, by day, by what holds what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from gowah.trace.credits import Credit
from gowah.trace.credits import credit_to as credited
from gowah.trace.sentences import Page
from gowah.words.dates import find_dates

TIMELY = 14  # days within which an uncredited copy in other words appears
_AHEAD = 15  # percent points by which the container explains the contained better than the reverse
_ENTRIES = 3  # entries of a page that gathers what others say
_ANY_YEAR = date(2000, 12, 31)  # a leap year, that any day and month be found in it

Facts = frozenset[tuple[str, int]]
"""(property, number) of the tolls a text gives, from its claims."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """What is known of a page beside its words: whom it credits, where it reports itself, its tolls."""

    credits: Mapping[str, Credit]
    own: frozenset[int]
    tolls: Facts


def credit_to(later: Reader, earlier: Page) -> Credit | None:
    """The credit that a text gives to another's outlet."""
    return credited(later.credits, earlier)


def direction(
    a: Page, b: Page, a_reader: Reader, b_reader: Reader, ahead: Callable[[], int]
) -> tuple[bool, str] | None:
    """(whether b is the derived one, why), or None where nothing tells.

    Credit first, then the day of publication, then containment: `ahead` gives by how many percent points a explains b
    better than b explains a. A text without a date is never ordered by containment alone.
    """
    forth, other = credit_to(b_reader, a), credit_to(a_reader, b)
    if forth and not other and not _after(a, b):
        return True, f"explicit attribution: it credits {forth.outlet}"
    if other and not forth and not _after(b, a):
        return False, f"explicit attribution: it credits {other.outlet}"
    if not a.published or not b.published:
        return _by_datelines(a, b)
    if a.published != b.published:
        first, second = sorted((a.published, b.published))
        return a.published < b.published, f"earlier publication: {first} before {second}"
    gathered = [_gathers(page) for page in (a, b)]
    if gathered[0] != gathered[1]:
        return gathered[1], "published the same day, on a page that gathers posts and excerpts"
    gap = ahead()
    if abs(gap) >= _AHEAD:
        return gap > 0, "containment: published the same day, and the other text holds all this and more"
    own_tag = [bool(page.agency) and _own_tag(page) for page in (a, b)]
    if own_tag[0] != own_tag[1]:
        return own_tag[0], "the other text carries its own agency's dateline"
    return None


def _by_datelines(a: Page, b: Page) -> tuple[bool, str] | None:
    """By the days of two datelines that give no year ("Nov 18"), where neither text tells more and they are near."""
    first, second = (_dateline_day(page) for page in (a, b))
    if a.published or b.published or first is None or second is None or first == second:
        return None
    if abs((first - second).days) > TIMELY:
        return None
    earlier, later = sorted((first, second))
    return first < second, f"earlier dateline: {earlier:%m-%d} before {later:%m-%d}"


def _dateline_day(page: Page) -> date | None:
    """The day of a dateline in a year of no meaning; None for none."""
    found = find_dates(page.source.described.dateline or "", _ANY_YEAR)
    days = {one.when.earliest for one in found if one.when.precision == "day"}
    return date.fromisoformat(day) if len(days) == 1 and (day := days.pop()) else None


def _gathers(page: Page) -> bool:
    """A live blog, a chat or a newsletter: a page of several entries."""
    return sum(block.kind == "entry" for block in page.source.layout) >= _ENTRIES


def _after(a: Page, b: Page) -> bool:
    return bool(a.published and b.published) and a.published > b.published


def _own_tag(page: Page) -> bool:
    return (page.agency or "").lower() in (page.publisher or "").lower()
