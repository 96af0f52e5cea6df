"""Ordinals that count: "the ninth attack on Hazaras since the start of the year" says that there were nine.

"The third journalist killed in the past twelve months" counts the dead in the same way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from gowah.claim.english.sentence import Sentence
from gowah.model import Count
from gowah.words import NameSpan
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

_OPENS = re.compile(r"\W*the\s+", re.IGNORECASE)
_CLOSES = re.compile(r"[,;]\s")
_IN_THE = re.compile(
    r"\W*(?:in|during)\s+(?:what\s+(?:was|is)\s+)?(?:the|its|their|a|at\s+least\s+the)\s+", re.IGNORECASE
)
_BESIDE = re.compile(
    r"(?:[,;–—-]\s*|\s)(?:(?:in|making\s+it|in\s+what\s+(?:was|is|police\s+called)|and\s+(?:it\s+)?(?:was|is))\s+)?"
    r"(?:the|its|their|a|at\s+least\s+the)\s+$",
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


def without_ordinal(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """[start, end) without an ordinal beside what it tells: "… killed six, the third such blast in 11 weeks".

    What such a phrase counts are attacks over a time; the deed that the rest tells of is one of them.
    """
    text = sentence.text.text
    for at, behind, _, _, _ in ordinals_of(sentence):
        closes = _CLOSES.search(text, behind, end)
        stop = closes.start() if closes else end
        opens = _BESIDE.search(text, start, at)
        if opens and _harms(sentence, start, opens.start()) and not text[stop:end].strip(" \n.;:!”\"’')"):
            return start, opens.start()
        if closes and _IN_THE.fullmatch(text, start, at):
            return closes.end(), end
        harm = next(iter(_harms(sentence, behind, end)), None)
        if (
            harm is not None
            and _SO_FAR.fullmatch(text[behind : harm.start].strip())
            and _OPENS.fullmatch(text, start, at)
        ):
            return harm.start, end  # "The third attack in two weeks killed seven"
    return start, end


def _harms(sentence: Sentence, start: int, end: int) -> tuple[NameSpan, ...]:
    return sentence.cues("kill", "die", "dead", "injure", "casualty", "abduct", within=(start, end))


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
