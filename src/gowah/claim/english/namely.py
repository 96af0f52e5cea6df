"""Those whom a sentence names and does not count: "killed A, his wife B and two guards" is one, one and two.

Where it tells of the deed itself those named are all of them; of whom is told besides ("X was among the wounded", "my
sister was hurt") there is one at least.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from gowah.claim.english.harmed import LISTED, harmed
from gowah.claim.english.harms import harms_of
from gowah.claim.english.quantities import PROPERTY, Quantity
from gowah.claim.english.sentence import Sentence
from gowah.claim.english.toll import Toll
from gowah.model import Count
from gowah.words import NameSpan

_AND = re.compile(r"(?:,?\s*(?:aged?\s+)?\d{1,3})?\s*(?:,\s*)?(?:and|along\s+with|as\s+well\s+as)\s+", re.IGNORECASE)
_BESIDE_NAME = re.compile(r"\s*(?:,\s*)?(?:(?:named|called|identified\s+as)\s+|\d{1,3},\s*)?", re.IGNORECASE)
_SOME_OF_THEM = re.compile(
    r"\b(?:among|amongst|also|including|includes?|one\s+of|two\s+of|too|as\s+well|them)\b", re.IGNORECASE
)
_KNOWN_AS = re.compile(r",?\s+(?:named|called|identified\s+as|by\s+the\s+name\s+of|known\s+as)\s+(?=[A-Z])")

_APPOSED = re.compile(r"[A-Z][^\W\d_]+,\s+(?:\d{1,3},\s+)?$")
"""The name before what somebody is: "Karim, a baker"."""


def named_tolls(sentence: Sentence, found: Sequence[Toll], open_ones: Sequence[Quantity]) -> list[Toll]:
    """A toll of one for each person whom a sentence names as harmed and does not count.

    What "and" joins to the last of them ("A, B and three others") is taken from the `open_ones`.
    """
    if sentence.block.kind in ("title", "heading") or not sentence.cues(*PROPERTY):
        return []
    made: list[Toll] = []
    text = sentence.text.text
    known = [(t.start, t.end) for t in found]
    joined: list[tuple[int, Toll]] = []
    for (start, end), property in reversed(list(harmed(sentence, attacked=False))):
        same = [toll for toll in found if toll.property == property and not toll.part]
        chain = [toll for toll in same if _AND.fullmatch(text, min(end, toll.end), max(start, toll.start))]
        chain += [toll for at, toll in joined if LISTED.fullmatch(text, end, at)]
        if (same and not chain) or any(_is_same(sentence, (start, end), other) for other in known):
            continue
        harm = chain[0].harm if chain else _word_of(sentence, property)
        if harm is None:
            continue
        joined += [(start, toll) for toll in chain[:1]]
        count = Count(low=1, high=1, as_written=sentence.quote(start, end))
        made.append(Toll(property=property, count=count, start=start, end=end, harm=harm, lone=not chain))
        if not chain and (more := _others(sentence, made[-1], end, open_ones)):
            made += more
            joined.append((start, more[0]))
    return made


def _others(sentence: Sentence, toll: Toll, end: int, open_ones: Sequence[Quantity]) -> list[Toll]:
    """The number that "and" joins to the last name of a list."""
    after = (q for q in open_ones if q.start >= end and not q.bare and _AND.fullmatch(sentence.text.text, end, q.start))
    return [
        Toll(property=toll.property, count=q.count, start=q.start, end=q.end, harm=toll.harm, of_whom=q.of_whom)
        for q in after
    ]


def _word_of(sentence: Sentence, property: str) -> NameSpan | None:
    return next((cue for cue in harms_of(sentence) if PROPERTY[cue.code] == property), None)


def _is_same(sentence: Sentence, name: tuple[int, int], other: tuple[int, int]) -> bool:
    """ "A teacher, Ahmad Example", "Ahmad Example, a teacher": one and the same."""
    first, second = sorted((name, other))
    between = sentence.text.text[first[1] : second[0]]
    if first[1] > second[0] or _BESIDE_NAME.fullmatch(between):
        return True
    head, noun = sentence.head_of(*name), sentence.head_of(*other)
    return (
        head is not None
        and noun is not None
        and ((head.dep == "appos" and head.head == noun.i) or (noun.dep == "appos" and noun.head == head.i))
    )


def told_of(sentence: Sentence, found: list[Toll], kin: set[int], named: set[int]) -> list[Toll]:
    """ "They killed my sister", "X and Y were among the dead": so many at least."""
    return [_open(sentence, toll, kin, named) for toll in found]


def _open(sentence: Sentence, toll: Toll, kin: set[int], listed: set[int]) -> Toll:
    if toll.part or toll.count.high is None or toll.of_whom == "attackers":
        return toll
    by_kin = toll.start in kin and toll.count.high == 1
    text, near = sentence.text.text, max(sentence.start, toll.start - 60)
    named = _KNOWN_AS.match(text, toll.end, sentence.end) or _APPOSED.search(text[near : toll.start])
    by_name = toll.count.high == 1 and named is not None
    if by_kin or (((toll.lone and toll.start in listed) or by_name) and not _tells_all(sentence, toll)):
        return replace(toll, count=replace(toll.count, high=None), lone=True)
    return toll


def _tells_all(sentence: Sentence, toll: Toll) -> bool:
    """Whether the sentence tells of the deed, and not of some of those whom it hit."""
    if _SOME_OF_THEM.search(sentence.words):
        return False
    if toll.harm is not None and toll.harm.code in ("kill", "injure", "abduct") and toll.harm.end <= toll.start:
        return True
    if (toll.count.low or 0) > 1:
        return True
    return bool(sentence.dates or sentence.named("places") or sentence.cues("attack", "strike", "attackers"))
