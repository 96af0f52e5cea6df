"""Who "the mission" or "Mr. Kell" is: whoever the text named so in full shortly before.

Only one person or body is looked for, and only backwards; where nothing fits, the words stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator

from gowah.claim.english.naming import name_span, speaker_at
from gowah.claim.english.parse import Token
from gowah.claim.english.sentence import Sentence
from gowah.model import Speaker

_FAR = 12  # sentences over which a body or somebody in office stays known
_DEFINITE = frozenset({"the", "that", "this", "same", "latter"})
_MISTER = frozenset({"mr", "mrs", "ms", "dr"})
_CROWDS = frozenset({"police", "army", "government", "military", "media", "opposition", "public", "navy"})
"""Bodies that a text seldom names twice in other words: "the police" says all that there is to say."""


def is_bare(sentence: Sentence, head: Token, span: tuple[int, int]) -> bool:
    """ "The mission", "the same officer": one known person or body and nothing more about them."""
    words = [t.lower for t in sentence.tokens_in(*span) if t.i != head.i and t.pos != "PUNCT"]
    return bool(words) and all(word in _DEFINITE for word in words) and head.tag == "NN"


def is_surname(sentence: Sentence, head: Token, span: tuple[int, int]) -> bool:
    """ "Kell", "Mr. Kell": a name of one word that no table knows."""
    if head.pos != "PROPN" or sentence.named("groups", "organisations", "outlets", "places", within=span):
        return False
    return all(t.lower.rstrip(".") in _MISTER for t in sentence.tokens_in(*span) if t.i != head.i and t.pos != "PUNCT")


def named_before(sentence: Sentence, head: Token, span: tuple[int, int]) -> Speaker | None:
    """The fuller name under which the text told of "the mission" or "Kell" before; None where it did not."""
    if not is_surname(sentence, head, span):
        if head.lower in _CROWDS or not is_bare(sentence, head, span):
            return None
        if not sentence.cues("office", "private", within=(head.start, head.end)):
            return None
    for at, token in _back(sentence, head):
        if not f" {token.lower}".endswith(f" {head.lower}") or token.tag == "NNS":  # a known name is one token
            continue
        whole = at.tokens[token.head] if token.dep == "appos" else token  # "police spokesman Omar Gul"
        start, end = name_span(at, whole if at.cues("office", "private", within=name_span(at, whole)) else token)
        more = [t for t in at.tokens_in(start, end) if t.pos in ("NOUN", "PROPN", "ADJ") and t.i != token.i]
        more += [token] if " " in token.text else []
        if more and not any(t.lower in _DEFINITE for t in more) and (speaker := speaker_at(at, start, end)):
            return speaker
    return None


def _back(sentence: Sentence, head: Token) -> Iterator[tuple[Sentence, Token]]:
    """The words before `head`, the nearest first."""
    for token in reversed(sentence.tokens[: head.i]):
        yield sentence, token
    at = sentence.previous
    for _ in range(_FAR):
        if at is None:
            return
        if head.lower in at.words.lower():  # no other sentence is worth parsing
            for token in reversed(at.tokens):
                yield at, token
        at = at.previous
