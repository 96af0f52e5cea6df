"""Second speakers whose verb is left out: "police put the dead at six and a school list at nine"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from gowah.claim.english.attributions import Attribution
from gowah.claim.english.sentence import Sentence

_NEXT = re.compile(
    r"(?:[,;]\s+(?:and\s+|but\s+|while\s+)?|\s(?:and|but|while)\s+)"
    r"(?P<name>(?:(?:the|an?|some|other)\s+)?[^,;:.\d\"“”()–—]{2,60}?)\s+(?:(?P<link>at|of|as|to|about)\s+)?$",
    re.IGNORECASE,
)
_LINK = re.compile(r"\b(at|of|as|to|about)\s+$", re.IGNORECASE)
_ENDS = re.compile(r"\s*(?:[,.;:)!?]|$|(?:dead|killed|in\s+all|so\s+far)\b|(?:and|but|while)\s)", re.IGNORECASE)
_DETERMINED = re.compile(r"(?:the|an?|some|other)\s", re.IGNORECASE)
_HARM = ("kill", "dead", "die", "injure", "casualty", "attack", "strike")
_BODIES = ("organisations", "groups", "outlets")


def gapped(sentence: Sentence, start: int, end: int) -> Iterator[Attribution]:
    """In what somebody is said to count, the stretches that another one counts, each to the next such speaker."""
    numbers = [n for n in sentence.numbers if start <= n.start and n.end <= end and not _in_date(sentence, n.start)]
    text, found = sentence.text.text, []
    for one, number in pairwise(numbers):
        match = _NEXT.search(text, one.end, number.start)
        if match is None or not _ENDS.match(text, number.end, sentence.end):
            continue
        first = _LINK.search(text, start, one.start)
        if (first[1].lower() if first else None) != (match["link"].lower() if match["link"] else None):
            continue
        if _can_count(sentence, *match.span("name")):
            found.append(match.span("name"))
    for at, name in enumerate(found):
        stop = found[at + 1][0] if at + 1 < len(found) else end
        yield Attribution(start=name[1], end=stop, name=name)


def _in_date(sentence: Sentence, offset: int) -> bool:
    return any(d.start <= offset < d.end for d in sentence.dates)


def _can_count(sentence: Sentence, start: int, end: int) -> bool:
    within = (start, end)
    if sentence.cues(*_HARM, within=within) or any(t.pos in ("VERB", "AUX") for t in sentence.tokens_in(*within)):
        return False
    if sentence.cues("office", within=within) or sentence.named(*_BODIES, within=within):
        return True
    words = sentence.text.text[start:end]
    people = bool(sentence.cues("private", within=within)) or words.lower().endswith(("list", "register"))
    return people and bool(_DETERMINED.match(words))
