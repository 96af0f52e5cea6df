"""The dead and the hurt named one after another: "killed A, 24, and B, 30", "A, B and C were abducted".

Such lists hold names that no table and no cue knows: their place beside a word of harm says that they are people.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from gowah.claim.english.ages import people_words
from gowah.claim.english.quantities import PROPERTY
from gowah.claim.english.sentence import Sentence, once
from gowah.words import NameSpan, fold
from gowah.words.given_names import is_given
from gowah.words.people import cue_words

_WORD = r"[A-Z][^\W\d_]*(?:[’'-][^\W\d_]+)*(?<!['’]s)"
_NAME = rf"{_WORD}(?:\s+(?:al|ul|bin|ibn)(?=\s[A-Z])|[ \t]+{_WORD}){{0,4}}"
_AGE = r"(?:\s*,\s*(?:aged?\s+|who\s+was\s+)?\d{1,3}\b(?!\s+[a-z]+s\b)|\s*[(\[/]\s*(?:aged?\s+)?\d{1,3}\s*[)\]]?)?"
_JOINT = r"\s*(?:,\s*(?:and\s+)?|;\s*(?:and\s+)?|\band\s+|&\s*)(?:\d{1,2}[.)]\s+)?"
_NUMBERED = r"(?:\d{1,2}[.)]\s+)"
_BEFORE_LIST = re.compile(
    r"(?:\s+(?:and|or)\s+(?:injur|wound|kill|abduct|kidnapp)\w+)?"
    r"(?:[^.;:,]{0,60}?\b(?:was|were|are|is|include[sd]?|including|as)\b|\s+(?:in|on|at)\b[^.;:]{0,50}:)?\s*:?\s*"
)
_OPENS = re.compile(r"\W*(?:(?:among|of)\s+)?(?:(?:the|those|all)\s+)?(?:\w+\s+)?", re.IGNORECASE)
_AFTER_LIST = re.compile(
    r"\s*,?\s*(?:(?:have|has|had)\s+)?(?:(?:both|all(?:\s+(?:three|four|five|six))?)\s+)?"
    r"(?:(?:was|were|been|is|are|also|later|reportedly|then|being|among\s+(?:the|those))\s+)*"
)
_NUMBER = re.compile(r"\s+\d")
_MOST = 60  # names of one list
_NO_PEOPLE = ("places", "groups", "organisations", "outlets", "sites", "of_whom", "roles", "tactics", "weapons")
_NOUNS = ("people", "private", "attackers", "office", "attack", "toll", "accident")
_PASSIVE = frozenset({"auxpass", "nsubjpass"})


@lru_cache(maxsize=1)
def _item() -> re.Pattern[str]:
    """A name, with what may stand before it ("his wife", "the teacher") and the age behind it."""
    lead = "|".join(re.escape(form) for cue in ("kin", "work", "title") for form in cue_words(cue))
    return re.compile(
        rf"(?:{_NUMBERED})?(?:(?:(?:his|her|their|the|a|an|two|both)\s+)?(?:\d{{1,3}}-year-old\s+)?(?:(?i:{lead})\.?,?\s+))?"
        rf"(?P<name>{_NAME}){_AGE}"
    )


_NEXT = re.compile(_JOINT)


@once
def rolls(sentence: Sentence) -> tuple[tuple[tuple[int, int], str], ...]:
    """(name, property) of each person whom a list beside a word of harm names, in order."""
    found: dict[tuple[int, int], str] = {}
    for cue in sentence.cues(*PROPERTY):
        for name in _named_by(sentence, cue):
            found.setdefault(name, PROPERTY[cue.code])
    return tuple(sorted(found.items()))


def _named_by(sentence: Sentence, cue: NameSpan) -> list[tuple[int, int]]:
    text = sentence.text.text
    if cue.code in ("kill", "injure", "abduct", "casualty", "dead") and not _is_passive(sentence, cue):
        lead = _BEFORE_LIST.match(text, cue.end, sentence.end)
        for start in {cue.end + len(text[cue.end : cue.end + 3]) - len(text[cue.end : cue.end + 3].lstrip(" :"))} | (
            {lead.end()} if lead and _lists(sentence, cue, lead) else set()
        ):
            names = list(_list_at(sentence, start))
            if names:
                return names
    if cue.code != "dead" and not _is_active(sentence, cue):
        return list(_list_before(sentence, cue))
    return []


def _lists(sentence: Sentence, cue: NameSpan, lead: re.Match[str]) -> bool:
    """ "Killed in Herat were X and Y", "the dead: X, Y": the word of harm opens what the list ends."""
    return bool(lead[0].strip()) and _OPENS.fullmatch(sentence.words[: cue.start - sentence.start]) is not None


def _is_passive(sentence: Sentence, cue: NameSpan) -> bool:
    return any(
        token.tag == "VBN" and any(child.dep in _PASSIVE and child.i < token.i for child in sentence.children(token))
        for token in sentence.tokens_in(cue.start, cue.end)
    )


def _is_active(sentence: Sentence, cue: NameSpan) -> bool:
    """A verb that somebody does to others; who died does nothing to anybody."""
    if cue.code == "die":
        return False
    return not _is_passive(sentence, cue)


def _list_at(sentence: Sentence, start: int) -> Iterator[tuple[int, int]]:
    text, at = sentence.text.text, start
    for _ in range(_MOST):
        item = _item().match(text, at, sentence.end)
        if item is None or not _is_name(sentence, *item.span("name")):
            return
        yield item.span("name")
        joint = _NEXT.match(text, item.end(), sentence.end)
        if joint is None:
            return
        at = joint.end()


def _list_before(sentence: Sentence, cue: NameSpan) -> Iterator[tuple[int, int]]:
    """The list that ends where "were killed" begins, however far before it begins."""
    text, until = sentence.text.text, -1
    for item in _item().finditer(text, sentence.start, cue.start):
        if item.start() < until:
            continue
        names = list(_list_at(sentence, item.start()))
        if not names:
            continue
        last = _item_end(sentence, names[-1])
        after = _AFTER_LIST.match(text, last, sentence.end)
        if after is not None and after.end() == cue.start:
            if len(names) > 1 or last > names[-1][1] or is_given(fold(sentence.quote(*names[0]).split()[0])):
                yield from names
            return
        until = last


def _item_end(sentence: Sentence, name: tuple[int, int]) -> int:
    item = _item().match(sentence.text.text, name[0], sentence.end)
    return item.end() if item else name[1]


def _is_name(sentence: Sentence, start: int, end: int) -> bool:
    """True for capitals that stand for nothing that the tables know, a family's name apart."""
    whole = [name for name in sentence.named(*_NO_PEOPLE, "communities") if name.start < end and start < name.end]
    if any(name.start == start and (name.end >= end or name.table != "communities") for name in whole):
        return False
    if any(name.start < end and start < name.end for name in sentence.cues(*_NOUNS)):
        return False
    if any(day.start < end and start < day.end for day in sentence.dates):
        return False
    if _NUMBER.match(sentence.text.text, end):
        return False  # "Room 12"
    words = sentence.quote(start, end).split()
    if fold(words[-1]) in people_words() or any(word.isupper() and len(word) > 2 for word in words):
        return False
    tokens = sentence.tokens_in(start, end)
    return any(token.pos == "PROPN" for token in tokens) and not any(token.tag == "NNPS" for token in tokens)
