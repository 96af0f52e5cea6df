"""Deeds of years before: "the first anniversary of the bombing that killed 85", "ten years ago today 30 were killed".

They are background, with a day of their own as far as the years tell it, and never what the report is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from gowah.claim.english.countback import Stretch, main_clause, tells
from gowah.claim.english.sentence import Sentence
from gowah.claim.english.toll import Toll
from gowah.model import When
from gowah.words import DateSpan

_WORDS = (
    ("a", "an", "one", "first"), ("two", "second"), ("three", "third"), ("four", "fourth"), ("five", "fifth"),
    ("six", "sixth"), ("seven", "seventh"), ("eight", "eighth"), ("nine", "ninth"), ("ten", "tenth"),
    ("eleven", "eleventh"), ("twelve", "twelfth"), ("thirteen", "thirteenth"), ("fourteen", "fourteenth"),
    ("fifteen", "fifteenth"),
)  # fmt: skip
_TENS = {"twenty": 20, "twentieth": 20, "thirty": 30, "thirtieth": 30, "forty": 40, "fortieth": 40, "fifty": 50}
_NUMBERS = {word: n for n, words in enumerate(_WORDS, 1) for word in words} | _TENS
_TO_THE_DAY = r"(?:to\s+the\s+(?:very\s+)?(?:day|week|month|hour),?\s+)?"
_MANY = rf"(?P<many>{'|'.join(sorted(_NUMBERS, key=len, reverse=True))}|\d{{1,2}})"
_NTH = (
    rf"(?:(?P<nth>{'|'.join(sorted(_NUMBERS, key=len, reverse=True))}|\d{{1,2}}(?:st|nd|rd|th)?)(?:[\s-]+years?)?\s+)?"
)
_ANNIVERSARY = re.compile(
    rf"\b{_NTH}(?:\w+\s+)?(?:anniversar(?:y|ies)|commemorations?)\s+(?:of|since)\s|\b(?:marks?|marked|marking)\s+"
    rf"(?:exactly\s+)?{_MANY}\s+(?P<unit>years?|decades?)\s+{_TO_THE_DAY}(?:since|after)\s",
    re.IGNORECASE,
)
_YEARS_AFTER = re.compile(
    rf"(?:\b(?:came|comes|happened|occurred|is|was)\s+(?:\w+\s+){{0,3}}?)?\b{_MANY}\s+(?P<unit>years?|decades?)\s+{_TO_THE_DAY}(?P<since>after|since|before|on\s+from)\s",
    re.IGNORECASE,
)
_OPENING = re.compile(
    rf"\W*(?:(?:and|but|exactly|just|only|almost|nearly|about|around|some|more\s+than|over|on\s+this\s+day,?)\s+)*{_MANY}\s+"
    r"(?P<unit>years?|decades?)\s+(?:(?P<way>ago|earlier|before(?!\s+(?:he|she|it|they|we|the|an?)\b)|previously)(?:\s+(?P<near>today|to\s+the\s+day|this\s+(?:week|month)))?"
    rf"\b|{_TO_THE_DAY}(?P<since>after|since|on\s+from)\s)",
    re.IGNORECASE,
)
_NEAR = timedelta(days=31)  # of the day itself on which an anniversary is marked
_WEEK = timedelta(days=7)


def looked_back(sentence: Sentence, parts: Iterable[Stretch], found: tuple[Toll, ...]) -> Iterator[Stretch]:
    """The stretches of a sentence, those apart that tell of a deed of years before."""
    for part in parts:
        yield from _parted(sentence, part, found)


def _may_look_back(words: str) -> bool:
    """Whether small letters hold a word that every pattern for it asks for: most sentences have none."""
    return any(word in words for word in ("year", "decade", "anniversar", "commemoration"))


def _parted(sentence: Sentence, part: Stretch, found: tuple[Toll, ...]) -> Iterator[Stretch]:
    text = sentence.text.text
    back = _OPENING.match(text, part.start, part.end) if part.day is None else None
    if back is not None:
        yield from _opened(sentence, part, back, found)
        return
    back = None
    if part.day is None and _may_look_back(text[part.start : part.end].lower()):
        back = _ANNIVERSARY.search(text, part.start, part.end) or _YEARS_AFTER.search(text, part.start, part.end)
    if back is None or not tells(sentence, back.end(), part.end, found):
        yield part
        return
    start = part.start
    if tells(sentence, part.start, back.start(), found):
        yield replace(part, end=back.start())
        start = back.start()
    told = any(back.end() <= toll.start < part.end for toll in found)
    if not told:  # of a deed alone no more is told than that it was
        if start < back.start():
            yield replace(part, start=start, end=back.start())
        yield Stretch(start=back.start(), end=part.end, aside=True)
        return
    if sentence.named("places", within=(back.end(), part.end)):
        start = back.start()  # "Families met in X ten years to the day after gunmen killed 19 in Y"
    yield Stretch(start=start, end=part.end, aside=True, day=_day(sentence, back), undated=True)


def _opened(sentence: Sentence, part: Stretch, back: re.Match[str], found: tuple[Toll, ...]) -> Iterator[Stretch]:
    """ "Ten years ago today …", "Two years after gunmen killed 24, nobody has been arrested"."""
    end = part.end
    if back["since"]:
        joint = main_clause(sentence, back.end())
        end = joint if joint is not None and joint < part.end else part.end
        if not tells(sentence, back.end(), end, found):
            yield part
            return
    elif not tells(sentence, part.start, part.end, found):
        yield part
        return
    yield Stretch(start=part.start, end=end, aside=True, day=_day(sentence, back), undated=True)
    if end < part.end:
        yield replace(part, start=end)


def _day(sentence: Sentence, back: re.Match[str]) -> DateSpan | None:
    """So many years before the day of issue: that day, some days about it, or that year; None where none is known."""
    if sentence.day is None:
        return None
    groups = back.groupdict()
    years = _count(groups.get("many") or groups.get("nth"))
    if years is not None and (groups.get("unit") or "").lower().startswith("decade"):
        years *= 10
    words = " ".join(back[0].split())
    when = _window(sentence.day, years, groups, words)
    return DateSpan(start=back.start(), end=back.end(), when=when, relative=True)


def _window(issued: date, years: int | None, groups: dict[str, str | None], words: str) -> When:
    if years is None:
        return When(earliest=None, latest=(_before(issued, 1) + _NEAR).isoformat(), as_written=words)
    if groups.get("way") or groups.get("since"):
        near = "to the day" if "to the day" in words.lower() else " ".join((groups.get("near") or "").lower().split())
        if near in ("today", "to the day"):
            day = _before(issued, years).isoformat()
            return When(earliest=day, latest=day, as_written=words)
        if not near:
            year = issued.year - years
            return When(earliest=f"{year}-01-01", latest=f"{year}-12-31", as_written=words)
        slack = _WEEK if near.endswith("week") else _NEAR
    else:
        slack = _NEAR
    day_then = _before(issued, years)
    return When(
        earliest=(day_then - slack).isoformat(), latest=(day_then + slack).isoformat(), as_written=words
    )  # fmt: skip


def _count(word: str | None) -> int | None:
    if word is None:
        return None
    digits = re.match(r"\d+", word)
    return int(digits[0]) if digits else _NUMBERS.get(word.lower())


def _before(day: date, years: int) -> date:
    try:
        return day.replace(year=max(1, day.year - years))
    except ValueError:  # 29 February
        return day.replace(year=max(1, day.year - years), day=28)
