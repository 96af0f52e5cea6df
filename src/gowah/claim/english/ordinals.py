"""Ordinals that count: "the ninth attack on Hazaras since the start of the year" says that there were nine.

"The third journalist killed in the past twelve months" counts the dead in the same way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from gowah.claim.english.sentence import Sentence
from gowah.model import Count
from gowah.words.sheets import language_forms, sheet

_DEED = (
    r"(?P<noun>attack|bombing|blast|explosion|assault|killing|massacre|shooting|abduction|raid|incident|claim|murder)\b"
)
_GOES_ON = re.compile(r"\s+(?:of\s+(?:its|this|that)\s+kind\s+)?", re.IGNORECASE)
_SO_FAR = re.compile(
    r"\b(?:since|so far|this (?:year|month|week|quarter|spring|summer|autumn|winter)|in (?:the )?(?:last|past)\b"
    r"|in (?:as many|less than|under|two|three|four|five|six|seven|eight|nine|ten|twelve|a|\d+) (?:\w+ )?"
    r"(?:days|weeks|fortnight|months|month|years|year|week)|in (?:that|this|the) (?:month|year|quarter|period|week)"
    r"|within (?:a|the) (?:day|week|month|year)|we have (?:logged|recorded|documented|counted))\b",
    re.IGNORECASE,
)


def ordinals_of(sentence: Sentence) -> Iterator[tuple[int, int, int, Count, str]]:
    """(start, end of the phrase, end of the ordinal, how many, the noun) of each ordinal that counts attacks.

    Only where the sentence says over what time it counts: "a second blast minutes later" counts none.
    """
    if not _SO_FAR.search(sentence.words):
        return
    for found in _pattern().finditer(sentence.text.text, sentence.start, sentence.end):
        many = _ordinals().get(found["ordinal"].lower()) or int(re.sub(r"\D", "", found["ordinal"]) or 0)
        noun = (found["noun"] or "").lower()
        if many > 1 or noun == "claim":  # "the first attack since …" sums up nothing
            count = Count(low=many, high=many, as_written=found["ordinal"])
            yield found.start("ordinal"), found.end(), found.end("ordinal"), count, noun


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:the|its|their|a|at least the|(?:was|is)\s+the)\s+{_ordinal()}\s+"
        rf"(?:(?:(?:such|similar|\w+)\s+){{0,3}}?{_DEED}|(?=(?:in|on|against|of)\s))",
        re.IGNORECASE,
    )


def killed_so_far(sentence: Sentence) -> tuple[int, int, Count] | None:
    """(start, end, how many) of "the third journalist killed in the past twelve months"."""
    if not _SO_FAR.search(sentence.words):
        return None
    for found in _killed().finditer(sentence.text.text, sentence.start, sentence.end):
        many = _ordinals().get(found["ordinal"].lower()) or int(re.sub(r"\D", "", found["ordinal"]) or 0)
        if many > 1:
            count = Count(low=many, high=many, as_written=found["ordinal"])
            return found.start("ordinal"), found.end("ordinal"), count
    return None


@cache
def _killed() -> re.Pattern[str]:
    return re.compile(
        rf"\bthe\s+{_ordinal()}\s+(?:[\w-]+\s+){{1,3}}?(?:(?:to\s+be|to\s+have\s+been|who\s+was)\s+)?"
        r"(?:killed|murdered|assassinated|slain|shot\s+dead)\b",
        re.IGNORECASE,
    )


def _ordinal() -> str:
    words = "|".join(sorted(map(re.escape, _ordinals()), key=len, reverse=True))
    return rf"(?P<ordinal>{words}|\d{{1,3}}(?:st|nd|rd|th))"


@cache
def _ordinals() -> dict[str, int]:
    rows = [row for row in sheet("numbers") if row["kind"] == "ordinal" and row["language"] == "en"]
    return {form.lower(): int(row["value"]) for row in rows for form in language_forms(row, "form")}
