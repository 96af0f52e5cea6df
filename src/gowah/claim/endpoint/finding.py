"""Words of an answer in the text: found letter by letter, but for white space, or not taken at all."""

from __future__ import annotations

import re
from itertools import islice

from gowah.model import Span

_LONGEST = 2_000  # code points of a quote
_AROUND = 160
_IN_NUMBERS = (".", ",", "\u066b", "\u066c")


def occurrences(text: str, words: str, within: Span, most: int = 2) -> list[Span]:
    """Where the words stand in a stretch of the text, at most so many times; runs of white space are alike."""
    tokens = words.split()
    if not tokens or len(words) > _LONGEST:
        return []
    pattern = re.compile(r"\s+".join(map(re.escape, tokens)))
    found = islice(pattern.finditer(text, within.start, within.end), most)
    return [Span(start=match.start(), end=match.end()) for match in found]


def the_one(text: str, words: str, *stretches: Span) -> Span | None:
    """The only place where the words stand, in the first stretch in which there is just one."""
    for stretch in stretches:
        found = occurrences(text, words, stretch)
        if len(found) == 1 and _whole(text, found[0]):
            return found[0]
    return None


def _whole(text: str, span: Span) -> bool:
    """False where a number or word is cut: "3 people" is not said by "13 people", nor "300" by "2,300"."""
    before, after = text[max(0, span.start - 2) : span.start], text[span.end : span.end + 2]
    opens, closes = text[span.start], text[span.end - 1]
    if (before[-1:].isalnum() and opens.isalnum()) or (after[:1].isalnum() and closes.isalnum()):
        return False
    cut_before = opens.isdigit() and before[-1:] in _IN_NUMBERS and before[:1].isdigit()
    cut_after = closes.isdigit() and after[:1] in _IN_NUMBERS and after[1:].isdigit()
    return not (cut_before or cut_after)


def around(text: str, span: Span) -> Span:
    """The line that a quote stands in, no more than some words to each side of it."""
    start = text.rfind("\n\n", max(0, span.start - _AROUND), span.start)
    end = text.find("\n\n", span.end, span.end + _AROUND)
    return Span(
        start=start + 2 if start >= 0 else max(0, span.start - _AROUND),
        end=end if end >= 0 else min(len(text), span.end + _AROUND),
    )
