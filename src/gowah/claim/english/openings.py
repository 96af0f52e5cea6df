"""Which sentences can begin to tell of an attack or a sum, before anything is parsed.

Each test is wider than what the finders ask of the parsed sentence, so that whatever they find is let through, with
one exception made on purpose: an everyday word such as "hit" or "strike" with nothing but a day beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gowah.claim.english.accidents import is_mishap
from gowah.claim.english.evidence import figurative
from gowah.claim.english.ground import may_be_hit
from gowah.claim.english.ordinals import ordinals_of
from gowah.claim.english.quantities import PROPERTY, UNITS
from gowah.claim.english.sentence import Sentence
from gowah.words import NameSpan, NumberSpan, fold
from gowah.words.numerals import openers

FRAGMENT = 14
"""Words: so short a sentence may give the day or place of the deed that follows it ("21 April, Herat.")."""

_DEEDS = ("attack", "strike", "kill", "abduct")
_EVERYDAY = frozenset({
    "attack", "attacks", "attacked", "attacking", "hit", "hits", "hitting", "strike", "strikes", "striking", "struck",
    "target", "targets", "targeted", "targeting", "charge", "charges", "storm", "storms", "stormed", "storming",
    "threw", "thrown", "planted", "hurled", "shook", "shakes", "shaken", "rocked", "rocks", "ripped", "tore", "blew",
    "incident", "incidents", "mine", "bang", "device",
})  # fmt: skip
"""Words for deeds that matches, markets and the weather share: with a day alone they tell of no attack."""
_WHO = ("of_whom", "roles", "communities")
_PERSONS = ("people", "private", "attackers")
_LOOKS_BACK = re.compile(r"(?:It|This|That)\s+(?:is|was|came|comes|happened)\b", re.IGNORECASE)
_ANY_DAY = re.compile(
    r"\b(?:(?:day|night|evening|morning|afternoon)\b|years?\s+ago\b|prayers?\b|sermon\b|mass\b|service\b)",
    re.IGNORECASE,
)
_ONE = re.compile(r"\b(?:an?|no)\s+", re.IGNORECASE)
_OTHER_PHRASE = re.compile(
    r"\b(?:of|in|on|at|for|with|to|from|by|and|or|but|who|which|that|when|as|is|was|are|were|has|had|have|will|would)\s",
    re.IGNORECASE,
)
_NOBODY = re.compile(r"\b(?:nobody|none|no\s+one)\b", re.IGNORECASE)
_SUFFERED = re.compile(r"\b(?:he|she|they|we)\s+(?:was|were|has\s+been|have\s+been|had\s+been|is|are)\b", re.IGNORECASE)
_NEXT_WORD = re.compile(r"\s?([^\W\d_]+|%)")
_NAME = re.compile(r"\b[A-ZÀ-Þ][\w’'.-]*(?:\s+(?:(?:al|ul|ur|ud|bin|ibn|de|e|i)\s+)*[A-ZÀ-Þ][\w’'.-]*)+")
_LISTED = re.compile(r"[A-ZÀ-Þ][\w’'-]+(?:,?\s+\(?\d{1,3}\)?)?(?:,|;|\s+and|\s+&)\s+(?:and\s+)?[A-ZÀ-Þ]")
"""Names in a list, each of one word perhaps."""
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]+")
_NEAR = 60  # code points between a number or article and the noun


def may_begin(sentence: Sentence, before: Sequence[Sentence] = ()) -> bool:
    """Whether it may be the first to tell of an attack; `before`: short sentences that may give its day or place."""
    return _may_hurt(sentence) or _may_do(sentence, before)


def is_open(sentence: Sentence) -> bool:
    """Whether it may tell of an attack or a sum for all that its names say; numbers and dates are not known yet."""
    if any(name.code == "deed" for name in sentence.named("sums")):
        return True
    if is_mishap(sentence):
        return False
    if "toll" in sentence.words.lower() or (sentence.cues(*PROPERTY) and _could_hurt(sentence)):
        return True
    found = [cue for cue in sentence.cues(*_DEEDS) if not figurative(sentence, cue)]
    everyday = all(cue.as_written.lower() in _EVERYDAY for cue in found)
    return bool(found and not everyday) or bool(sentence.named("places", "sites") or sentence.cues("attackers"))


def _could_hurt(sentence: Sentence) -> bool:
    """Whether a word of harm may tell of people: beside any number, or as `_may_hurt` has it without one."""
    words = sentence.words
    if _DIGIT.search(words) or not openers("prs").isdisjoint(_WORD.findall(fold(words))):
        return True
    return _without_number(sentence)


def may_sum(sentence: Sentence) -> bool:
    """Whether the words of the sentence may count attacks: "13 attacks", "nine more", "the third attack this year"."""
    deeds = [name for name in sentence.named("sums") if name.code == "deed"]
    if not deeds or not sentence.numbers:
        return False
    if any(_counts(sentence, deed) for deed in deeds if deed.as_written.lower().endswith("s")):
        return True
    return next(ordinals_of(sentence), None) is not None


def _counts(sentence: Sentence, deed: NameSpan) -> bool:
    """A plural of attacks; of "claims", which insurers get too, only a number of them."""
    if deed.as_written.lower() != "claims":
        return True
    return any(0 <= deed.start - number.end < _NEAR for number in sentence.numbers)


def _may_hurt(sentence: Sentence) -> bool:
    """Whether it may count people who came to harm: a word of harm, and a number or several persons."""
    if not sentence.cues(*PROPERTY):
        return bool(sentence.numbers) and "toll" in sentence.words.lower()
    if any(_may_count_people(sentence, number) for number in sentence.numbers):
        return True
    return _without_number(sentence)


def _without_number(sentence: Sentence) -> bool:
    """Whether it may tell of people who are not counted."""
    persons = [*sentence.named(*_WHO), *sentence.cues(*_PERSONS)]
    if _NOBODY.search(sentence.words) or _SUFFERED.search(sentence.words):
        return True
    if any(_is_one(sentence, person) for person in persons):
        return True
    if _LISTED.search(sentence.words):
        return True
    return len({name.start for name in persons}) + len(list(_named(sentence))) > 1


def _may_count_people(sentence: Sentence, number: NumberSpan) -> bool:
    if number.age:  # "a 16-year-old was killed" is one
        return True
    if number.year_like or any(d.start <= number.start < d.end for d in sentence.dates):
        return False
    after = _NEXT_WORD.match(sentence.text.text, number.end, sentence.end)
    if after is None:
        return True
    thing = sentence.cues("animals", within=(after.start(1), sentence.end))
    return after[1] not in UNITS and after[1] != "%" and not any(name.start == after.start(1) for name in thing)


def _is_one(sentence: Sentence, person: NameSpan) -> bool:
    """ "A young worshipper", "no civilian"; in "a cast of villagers" the villagers are not counted."""
    text = sentence.text.text
    return any(
        not _OTHER_PHRASE.search(text, one.end(), person.start)
        for one in _ONE.finditer(text, max(sentence.start, person.start - _NEAR), person.start)
    )


def _named(sentence: Sentence) -> Iterator[str]:
    """Runs of two capitalised words or more, each of which may be somebody's name."""
    for run in _NAME.finditer(sentence.words):
        if not any(name.start - sentence.start <= run.start() < name.end - sentence.start for name in _known(sentence)):
            yield run[0]


def _known(sentence: Sentence) -> tuple[NameSpan, ...]:
    return sentence.named("places", "organisations", "outlets")


def _may_do(sentence: Sentence, before: Sequence[Sentence]) -> bool:
    """Whether it may tell of a deed that has a day, a place or a site of its own."""
    found = tuple(cue for cue in sentence.cues(*_DEEDS) if not figurative(sentence, cue))
    armed = bool(sentence.cues("attackers"))
    sites = sentence.named("sites")
    if not found:
        return armed and bool(sites)
    ground = [sentence, *before]
    everyday = not armed and all(cue.as_written.lower() in _EVERYDAY for cue in found)
    if any(s.named("places") for s in ground) or any(may_be_hit(sentence, s, found, placed=everyday) for s in sites):
        return True
    return not everyday and (any(is_ground(s) for s in before) or _has_day(sentence))


def is_ground(sentence: Sentence) -> bool:
    """Whether it names a day, a place or a site."""
    return _has_day(sentence) or bool(sentence.named("places", "sites"))


def _has_day(sentence: Sentence) -> bool:
    return bool(sentence.dates or _ANY_DAY.search(sentence.words))


def is_fragment(sentence: Sentence) -> bool:
    """Whether it is so short, or looks back so, that it may set the ground for what follows in its block."""
    short = len(sentence.words.split()) <= FRAGMENT or bool(_LOOKS_BACK.match(sentence.words))
    return short and is_ground(sentence)
