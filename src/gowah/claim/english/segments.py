"""Where a sentence passes from one event to another: "The attack came a week after a bombing in …"."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from gowah.claim.english.sentence import Sentence
from gowah.claim.english.toll import Toll
from gowah.words import DateSpan, NameSpan

_AFTER = re.compile(
    r"""\b(?:(?:came|comes|happened|occurred|took\ place|follows|is|was)\s+(?:[\w-]+\s+){0,4}?"""
    r"""(?:hours?|days?|weeks?|months?)\s+(?:after|since|before)|(?:came|comes|happened|occurred)\s+"""
    r"""(?:just\s+|only\s+|shortly\s+|soon\s+|right\s+)?(?:after|before)|followed|follows"""
    r"""|(?<!to\ the\ )(?:hours?|days?|weeks?|months?)\s+(?:after|since|before)"""
    r"""|in\ the\ wake\ of|on\ the\ heels\ of|similar\ to|reminiscent\ of|as\ did|unlike)\s""",
    re.IGNORECASE | re.VERBOSE,
)
_EARLIER = re.compile(
    r"(?:an?|one|two|three|four|five|six|seven|ten|several|some|just|only|less than an?|a few)\s+"
    r"(?:\w+\s+)?(?:days?|weeks?|months?|years?)\s+"
    r"(?:earlier|before|ago|previously)\b",
    re.IGNORECASE,
)
_BESIDES = re.compile(
    r"^(?:Besides|Apart from|In addition to|Like|As with)\b[^,]{1,60}(?:,[^,]{1,80})?,", re.IGNORECASE
)


def segments(sentence: Sentence, found: tuple[Toll, ...] = ()) -> Iterator[tuple[int, int, bool]]:
    """(start, end, aside) of the parts of a sentence that may speak of different events."""
    text, at = sentence.text.text, sentence.start
    colon = sentence.words.find(": ")
    told = (
        colon > 0
        and any(toll.start > sentence.start + colon for toll in found)
        and " " in sentence.words[:colon].strip()
    )
    apart = told and any(t.pos in ("VERB", "AUX") for t in sentence.tokens_in(sentence.start, sentence.start + colon))
    marks = sorted(
        m.end() for m in re.finditer(r";|: ", sentence.words) if m[0] == ";" or (apart and m.start() == colon)
    )
    for stop in [*(sentence.start + mark for mark in marks), sentence.end]:
        yield from _halves(sentence, text, at, stop, found)
        at = stop


def _halves(
    sentence: Sentence, text: str, start: int, end: int, found: tuple[Toll, ...]
) -> Iterator[tuple[int, int, bool]]:
    if _EARLIER.match(text[start:end].lstrip()):
        yield start, end, True
        return
    besides = _BESIDES.match(text[start:end])
    if besides and any(start + besides.end() <= toll.start for toll in found):
        yield start, start + besides.end(), True
        start += besides.end()
    cut = _AFTER.search(text, start, end)
    if cut and _speaks_of_event(sentence, cut.end(), end, found):
        if start < cut.start():
            yield start, cut.start(), False
        yield cut.start(), end, True
        return
    cuts = [start, *_between_tolls(sentence, start, end, found), end]
    for a, b in itertools.pairwise(cuts):
        yield a, b, False


def _speaks_of_event(sentence: Sentence, start: int, end: int, found: tuple[Toll, ...]) -> bool:
    deeds = sentence.cues("attack", "strike", within=(start, end))
    told = any(start <= toll.start < end for toll in found)
    where = sentence.named("sites", "places", within=(start, end)) or any(
        start <= d.start < end for d in sentence.dates
    )
    return bool(told or deeds) and bool(where or told)


def _between_tolls(sentence: Sentence, start: int, end: int, found: tuple[Toll, ...]) -> Iterator[int]:
    """Where a sentence passes from one event with its site or place to the next: the last comma or "and" before it."""
    wholes = [t for t in found if start <= t.start < end and not t.part and not t.elliptical and t.count.high != 0]
    text = sentence.text.text
    for first, second in itertools.pairwise(wholes):
        if first.property != second.property:
            continue
        a: NameSpan | DateSpan | None = _ground(sentence, start, end, first, None)
        b: NameSpan | DateSpan | None = _ground(sentence, start, end, second, a) if isinstance(a, NameSpan) else None
        if a is None or b is None:
            a, b = _two_days(sentence, start, end, first, second)
        if a is None or b is None:
            continue
        after, before = max(first.end, a.end), min(second.start, b.start)
        gap = max(text.rfind(", ", after, before), text.rfind(" and ", after, before))
        if gap > 0:
            yield gap + 1


def _two_days(
    sentence: Sentence, start: int, end: int, first: Toll, second: Toll
) -> tuple[DateSpan | None, DateSpan | None]:
    """The dates of two tolls that lie apart: "in April six died at …, and in May 2021 at least 85 outside …"."""
    dates = [d for d in sentence.dates if start <= d.start < end and d.when.earliest and d.when.latest]
    if len(dates) < 2:
        return None, None
    a, b = (min(dates, key=lambda d: abs(d.start - toll.start)) for toll in (first, second))
    apart = (a.when.latest or "") < (b.when.earliest or "") or (b.when.latest or "") < (a.when.earliest or "")
    return (a, b) if apart and a.start < b.start else (None, None)


def _ground(sentence: Sentence, start: int, end: int, toll: Toll, other: NameSpan | None) -> NameSpan | None:
    """The site nearest to a toll, of another kind than that of the `other` toll."""
    sites = [n for n in sentence.named("sites", within=(start, end)) if other is None or n.code != other.code]
    near = [(abs(n.start - toll.start), n.start, n) for n in sites if abs(n.start - toll.start) < 90]
    return min(near, key=lambda row: row[:2])[2] if near else None
