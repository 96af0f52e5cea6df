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
    pages: tuple[Page, Page], readers: tuple[Reader, Reader], days: tuple[str, str], ahead: Callable[[], int]
) -> tuple[bool, str] | None:
    """Of pages a and b (whether b is the derived one, why), or None where nothing tells.

    Credit first, then the day of publication of what they share, then containment: `ahead` gives by how many percent
    points a explains b better than b explains a. A text without a date is never ordered by containment alone.
    """
    a, b = pages
    forth, other = credit_to(readers[1], a), credit_to(readers[0], b)
    known = all(days)
    if forth and not other and not (known and days[0] > days[1]):
        return True, f"explicit attribution: it credits {forth.outlet}"
    if other and not forth and not (known and days[1] > days[0]):
        return False, f"explicit attribution: it credits {other.outlet}"
    if not known:
        return None if any(days) else _by_datelines(a, b)
    if days[0] != days[1]:
        return days[0] < days[1], f"earlier publication: {min(days)} before {max(days)}"
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
    """By the days of two datelines that give no year ("Nov 18"), where they are near each other."""
    first, second = (_dateline_day(page) for page in (a, b))
    if first is None or second is None or first == second:
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


def _own_tag(page: Page) -> bool:
    return (page.agency or "").lower() in (page.publisher or "").lower()
