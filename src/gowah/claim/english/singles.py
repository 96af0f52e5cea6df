"""One person told of without a number: "my sister", "the governor of Balkh"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gowah.claim.english.parse import Token
from gowah.claim.english.quantities import ATTACKERS, Quantity, people_in
from gowah.claim.english.sentence import Sentence
from gowah.model import Count

_OWN = frozenset({"my", "our", "his", "her", "their", "its"})
_PLACE = ("dobj", "obj", "nsubjpass", "nsubj", "conj")


def ones(sentence: Sentence, taken: Sequence[Quantity]) -> Iterator[Quantity]:
    """Each kinsman and each holder of an office whom a verb of harm hits, as a quantity of one."""
    for token in sentence.tokens:
        if token.pos != "NOUN" or token.tag == "NNS" or token.dep not in _PLACE or not _is_harmed(sentence, token):
            continue
        if any(quantity.start <= token.start < quantity.end for quantity in taken):
            continue
        start = next((t.start for t in sentence.children(token, "poss", "det") if _points(sentence, t, token)), None)
        people = people_in(sentence, token.start, token.end)
        if start is None or people == ATTACKERS or sentence.cues("attackers", within=(token.start, token.end)):
            continue
        count = Count(low=1, high=1, as_written=sentence.quote(start, token.end))
        yield Quantity(
            start=start, end=token.end, number_end=start, count=count, head=token.i, of_whom=people, bare=False,
            single=True,
        )  # fmt: skip


def sole(sentence: Sentence, taken: Sequence[Quantity]) -> Iterator[Quantity]:
    """ "The guard alone died", "only the driver was killed": one, and nobody besides."""
    text = sentence.text.text
    for token in sentence.tokens:
        if token.pos != "NOUN" or token.tag == "NNS" or token.dep not in _PLACE or not _is_harmed(sentence, token):
            continue
        the = next((t for t in sentence.children(token, "det", "poss") if t.i < token.i), None)
        if the is None or any(quantity.start <= token.start < quantity.end for quantity in taken):
            continue
        only = _ONLY.search(text, max(sentence.start, the.start - _LEAD), the.start)
        if not (only or _ALONE.match(text, token.end, sentence.end)) or sentence.children(token, "conj"):
            continue
        count = Count(low=1, high=1, as_written=sentence.quote(the.start, token.end))
        yield Quantity(
            start=the.start, end=token.end, number_end=the.start, count=count, head=token.i,
            of_whom=people_in(sentence, token.start, token.end), bare=False, single=True,
        )  # fmt: skip


_ONLY = re.compile(r"\bonly\s+$", re.IGNORECASE)
_ALONE = re.compile(r"\s+alone\b", re.IGNORECASE)
_LEAD = 8  # code points


def _points(sentence: Sentence, word: Token, noun: Token) -> bool:
    """True for "my sister", "X's sister" and "the governor"; "the man" may be counted already, but not in a list."""
    within = (noun.start, noun.end)
    private = bool(sentence.cues("private", within=within))
    if word.lower in _OWN or (private and word.dep == "poss" and word.pos == "PROPN"):
        return private
    if word.lower != "the" and word.dep != "poss":
        return False
    listed = noun.dep == "conj" or bool(sentence.children(noun, "conj"))
    return bool(sentence.named("roles", within=within)) or (listed and bool(sentence.named("of_whom", within=within)))


def _is_harmed(sentence: Sentence, token: Token) -> bool:
    while token.dep == "conj" and token.head != token.i:
        token = sentence.tokens[token.head]
    verb = sentence.tokens[token.head]
    harms = ("die",) if token.dep == "nsubj" else ("kill", "injure")
    return verb.pos == "VERB" and bool(sentence.cues(*harms, within=(verb.start, verb.end)))
