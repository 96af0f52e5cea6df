"""Numbers that the words right before them take back: "rose to 17 from 14", "seven, not eleven", "dead 5 (was 4)"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from gowah.claim.english.sentence import Sentence

_QUALIFIED = (
    r"\s+(?:about\s+|at\s+least\s+|some\s+|the\s+"
    r"|an?\s+(?:earlier|initial|previous)\s+(?:count|toll|figure|estimate|tally)\s+of\s+)*$"
)
_INSTEAD = re.compile(
    r"(?:\b(?:instead\s+of|rather\s+than|in\s+place\s+of|up\s+from|down\s+from|revised\s+from|and\s+not)|,\s+not|\((?:was|were|from|formerly|previously))"
    + _QUALIFIED,
    re.IGNORECASE,
)
_FROM = re.compile(r"\bfrom" + _QUALIFIED, re.IGNORECASE)
_NOT_ONE = re.compile(r"^not" + _QUALIFIED, re.IGNORECASE)
_MOVED = re.compile(
    r"\b(?:ris(?:es?|en|ing)|rose|rais(?:es?|ed|ing)|climb(?:s|ed|ing)?|gr[eo]wn?|increas(?:es?|ed|ing)|jump(?:s|ed)"
    r"|revis(?:es?|ed|ing)|lower(?:s|ed|ing)?|reduc(?:es?|ed|ing)|cut(?:s|ting)?|correct(?:s|ed|ing)|chang(?:es?|ed)"
    r"|updat(?:es?|ed|ing)|fell|fallen|drop(?:s|ped)?|went|gone|up|down|toll|figure|doubled|tripled)\b",
    re.IGNORECASE,
)
_AT_FIRST = re.compile(
    r"(?:\b(?:at\s+first|initially|earlier|previously|first|had|originally)\s+(?:\w+\s+){0,2}?"
    r"(?:said|reported|put|given|gave|spoken\s+of|spoke\s+of|announced|counted|listed|mentioned|estimated|confirmed)\b"
    r"|\b(?:raising|revising|lowering|correcting|retracting|withdrawing)\s+(?:its|an?|the|their)\s+(?:earlier|initial|previous|first|preliminary)\b"
    r"|\b(?:an\s+)?(?:earlier|initial|previous|preliminary)\s+(?:\w+\s+)?(?:count|toll|figure|estimate|tally|statement|report|number)s?\s+(?:of|had|said|gave|put|spoke)\b)"
    r"[^;.]{0,60}$",
    re.IGNORECASE,
)


def is_bygone(sentence: Sentence, start: int, others: Iterable[int]) -> bool:
    """True for a number at `start` that the text takes back for one of the `others`, numbers of the same thing."""
    rest = [other for other in others if other != start]
    if not rest:
        return False
    text = sentence.text.text
    near = text[max(sentence.start, start - 60) : start]
    if _INSTEAD.search(near) or (_NOT_ONE.match(near.lstrip("\"“'‘")) and start - sentence.start < 12):
        return True
    if _FROM.search(near) and _MOVED.search(text, sentence.start, start):
        return True
    before = [other for other in rest if other < start]
    return bool(before) and _AT_FIRST.search(text[before[-1] : start]) is not None
