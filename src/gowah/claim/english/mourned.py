"""Those whom their kin lost, or who were buried, and those of whom none survived: tolls that no word of killing tells.

"An engineer lost two sons", "my two brothers were killed" and "six were buried" count some of the dead; where a report
counts more, they are a part of these. "None of the eleven on board survived" counts them all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from gowah.claim.english.quantities import Quantity
from gowah.claim.english.sentence import Sentence
from gowah.claim.english.toll import Toll
from gowah.words import NameSpan
from gowah.words.sheets import language_forms, sheet

_BURIED = frozenset({"buried", "laid to rest", "interred"})
_WAS = re.compile(r"\b(?:was|were|been|be|being|are|is)\s+(?:\w+\s+)?$", re.IGNORECASE)
_ALIVE = re.compile(
    r"\s+(?:alive|under|underneath|beneath|in\s+(?:the\s+)?(?:rubble|snow|mud|debris|avalanche))\b", re.IGNORECASE
)
_OWN = re.compile(r"(?:\b(?:my|our|his|her|their|the)|['’]s?)\s+$", re.IGNORECASE)
_NONE_OF = re.compile(
    r"\b(?:none|no\s+one|nobody|not\s+(?:a\s+single\s+)?(?:one|person|soul))\s+(?:of|among|amongst|from|out\s+of)\s+(?:the|its|their|these"
    r"|those|our|all)?\s*$",
    re.IGNORECASE,
)
_SURVIVED = re.compile(
    r"[^.;:]{0,60}?\b(?:survived\b(?!\s+(?:un\w+|without|intact))|lived\b(?!\s+in)|(?:came|got|made\s+it|come|gotten|walked|escaped)\s+(?:out\s+)?alive)\b",
    re.IGNORECASE,
)
_NO_SURVIVORS = re.compile(
    r"\bno\s+survivors?\s+(?:among|amongst|from|of|out\s+of)\s+(?:the|its|their|all)?\s*$", re.IGNORECASE
)
_NEAR = 30  # code points


@cache
def _kinsfolk() -> frozenset[str]:
    rows = (row for row in sheet("people_cues") if row["cue"] == "kinsfolk")
    return frozenset(form.lower() for row in rows for form in language_forms(row, "forms_en"))


def is_buried(sentence: Sentence, harm: NameSpan) -> bool:
    """ "A father and his two sons were buried": who is laid to rest is dead; who is buried under rubble may live."""
    text = sentence.text.text
    if " ".join(harm.as_written.lower().split()) not in _BURIED or _ALIVE.match(text, harm.end, sentence.end):
        return False
    return bool(_WAS.search(text[max(sentence.start, harm.start - 25) : harm.start]))


def is_some(sentence: Sentence, quantity: Quantity, harm: NameSpan) -> bool:
    """True for those who were buried, and for the sons, sisters … of somebody, in so many."""
    if is_buried(sentence, harm):
        return True
    words = sentence.quote(quantity.start, quantity.end).lower().split()
    if quantity.single or not words or words[-1] not in _kinsfolk():
        return False
    before = sentence.text.text[max(sentence.start, quantity.start - 20) : quantity.start]
    return harm.code == "lose" or bool(_OWN.search(before))


def all_lost(sentence: Sentence, found: Sequence[Toll]) -> Iterator[Toll]:
    """ "None of the eleven on board survived", "no survivors among the nine passengers"."""
    text = sentence.text.text
    for number in sentence.numbers:
        if number.age or number.year_like or any(toll.start <= number.start < toll.end for toll in found):
            continue
        before = text[sentence.start : number.start]
        if sentence.cues("attackers", within=(number.end, min(sentence.end, number.end + _NEAR))):
            continue  # "none of the three gunmen survived"
        if (_NONE_OF.search(before) and _SURVIVED.match(text, number.end, sentence.end)) or _NO_SURVIVORS.search(
            before
        ):
            yield Toll(property="killed", count=number.count, start=number.start, end=number.end)


def may_tell_all_lost(sentence: Sentence) -> bool:
    """Whether its words may say that none survived."""
    words = sentence.words.lower()
    return bool(sentence.numbers) and ("surviv" in words or "alive" in words or "lived" in words)
