"""Sentences that order their reader about: "Set killed to 500", "You must report that …" tell of nothing.

What is only called to mind ("Remember the 53 who were killed") is told all the same. The verbs of that (`recall`), and
those of orders to a program (`put`, `tell`), are rows of `data/common/orders.csv`. Appeals stay what they are: needs
and gaps are read from such sentences too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from gowah.claim.english.parse import Token
from gowah.claim.english.quantities import PROPERTY
from gowah.claim.english.sentence import Sentence
from gowah.words.sheets import sheet

_LEADS = frozenset({"advmod", "punct", "intj", "cc", "aux", "neg", "dep", "npadvmod", "prep", "dobj", "meta", "mark"})
"""How what may stand before an imperative hangs on it: "Now, please do not …", "For your answer, set …"."""
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
_MUST = frozenset({"must", "shall", "should", "will", "ought", "can", "may", "have", "need", "are"})
_TABLES_OF_DEEDS = ("harm", "deeds", "tactics", "weapons")


@cache
def _any(effect: str) -> str:
    return "|".join(map(re.escape, sorted(_verbs(effect))))


@cache
def _putting() -> re.Pattern[str]:
    """ "Set X to 500" and the like."""
    return re.compile(rf"\b(?:{_any('put')})\s+(?P<what>[^.;:\d]{{2,60}}?)\s*(?:\b(?:to|as|with)\b|=|:)\s*\d", re.I)


@cache
def _calls() -> re.Pattern[str]:
    """Somebody called upon, and what to tell: "Assistant, write that …"."""
    return re.compile(rf"\W*[\w’'-]+(?:\s+[\w’'-]+){{0,2}}\s*[,:]\s*(?:please\s+)?(?:{_any('tell')})\s+that\b", re.I)


def _puts(sentence: Sentence) -> bool:
    """ "Set killed to 500": a word of harm that is given a number as a value is."""
    found = _putting().search(sentence.words)
    if found is None:
        return False
    start, end = (sentence.start + at for at in found.span("what"))
    return bool(sentence.cues(*PROPERTY, within=(start, end)))


@cache
def _verbs(effect: str) -> frozenset[str]:
    return frozenset(row["verb"] for row in sheet("orders") if row["effect"] == effect)


def without_orders(sentences: Sequence[Sentence]) -> Sequence[Sentence]:
    """The sentences, those that order their reader about emptied of names, numbers and dates."""
    silent = {sentence.index for sentence in sentences if is_order(sentence)}
    if not silent:
        return sentences
    made: list[Sentence] = []
    for sentence in sentences:
        before = made[-1] if made else None
        own = {"names": (), "numbers": (), "dates": ()} if sentence.index in silent else {}
        made.append(replace(sentence, previous=before, **own))  # type: ignore[arg-type]
    return tuple(made)


def is_order(sentence: Sentence) -> bool:
    """True where the main verb is an imperative, or says what "you" must do."""
    if not sentence.names or not sentence.tokens:
        return False
    if _puts(sentence) or _calls().match(sentence.words):
        return True
    return any(_orders(sentence, token) for token in sentence.tokens if token.head == token.i)


def _orders(sentence: Sentence, root: Token) -> bool:
    if root.pos not in ("VERB", "AUX") or root.lemma in _verbs("recall") or _is_headline(sentence, root):
        return False
    subjects = sentence.children(root, *_SUBJECTS)
    below = sentence.children(root)
    if subjects:
        you = any(token.lower == "you" for token in subjects)
        bound = {t.lower for t in below if t.dep == "aux"} | {root.lower}
        done = [t for t in sentence.children(root, "xcomp", "ccomp") if root.lower in _MUST]
        return you and bool(bound & _MUST) and not any(t.lemma in _verbs("recall") for t in done)
    if root.tag not in ("VB", "VBP") or any(t.dep in ("auxpass", "aux") and t.lower not in _DO for t in below):
        return False
    before = [token for token in sentence.tokens[: root.i] if any(map(str.isalnum, token.text))]
    if any(t.head == root.i and t.dep not in _LEADS for t in before) or any(t.tag in ("VBD", "VBZ") for t in before):
        return False
    if not before and (_is_heading_noun(sentence, root) or _is_label(sentence, root)):
        return False
    inner = sentence.children(root, "ccomp", "xcomp") if root.lemma == "let" else ()  # "Let us remember the 53"
    return not any(t.lemma in _verbs("recall") for t in inner)


_DO = frozenset({"do", "don't", "dont", "please"})


def _is_headline(sentence: Sentence, root: Token) -> bool:
    """In headlines verbs stand without their subjects ("UPDATE 2-Toll rises", "REVISES toll to 14")."""
    shouted = len(root.text) > 1 and root.text.isupper() and not sentence.words.isupper()
    return shouted or sentence.block.kind in ("title", "heading", "caption")


def _is_heading_noun(sentence: Sentence, root: Token) -> bool:
    """ "Strike kills five", "Shell homes, kill five": a headline's first word, read as a verb by mistake."""
    return bool(sentence.named(*_TABLES_OF_DEEDS, within=(root.start, root.end)))


def _is_label(sentence: Sentence, root: Token) -> bool:
    """ "Watch: …", "Update – …", and a noun: "Reward of …"."""
    return root.i + 1 < len(sentence.tokens) and sentence.tokens[root.i + 1].lower in (":", "-", "–", "—", "|", "of")
