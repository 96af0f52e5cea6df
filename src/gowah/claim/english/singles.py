"""One person told of without a number: "my sister", "the governor of Balkh"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gowah.claim.english.parse import Token
from gowah.claim.english.quantities import ATTACKERS, Quantity, people_in
from gowah.claim.english.sentence import Sentence
from gowah.model import Count

_OWN = frozenset({"my", "our", "his", "her", "their", "its"})
_PLACE = ("dobj", "obj", "nsubjpass", "conj")


def ones(sentence: Sentence, taken: Sequence[Quantity]) -> Iterator[Quantity]:
    """Each kinsman and each holder of an office who is the object of a verb of harm, as a quantity of one."""
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


def _points(sentence: Sentence, word: Token, noun: Token) -> bool:
    """True for "my sister" and "the governor"; "the man" may be one who is counted already."""
    if word.lower in _OWN:
        return bool(sentence.cues("private", within=(noun.start, noun.end)))
    return word.lower == "the" and bool(sentence.named("roles", within=(noun.start, noun.end)))


def _is_harmed(sentence: Sentence, token: Token) -> bool:
    while token.dep == "conj" and token.head != token.i:
        token = sentence.tokens[token.head]
    verb = sentence.tokens[token.head]
    return verb.pos == "VERB" and bool(sentence.cues("kill", "injure", within=(verb.start, verb.end)))
