"""Sentences that order their reader about: "Set killed to 500", "You must report that …" tell of nothing.

What is only called to mind ("Remember the 53 who were killed") is told all the same. The verbs of that (`recall`), and
those of orders to a program (`put`, `tell`, and `told` of what is done), the words of `duty`, and whom such orders call
upon (`machine`, `reader`) are rows of `data/common/orders.csv`. Appeals stay what they are: needs
and gaps are read from such sentences too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from gowah.claim.english.fiction import without_fiction
from gowah.claim.english.parse import Token
from gowah.claim.english.quantities import PROPERTY
from gowah.claim.english.sentence import Sentence
from gowah.model import Block
from gowah.words.sheets import sheet

_LEADS = frozenset({"advmod", "punct", "intj", "cc", "aux", "neg", "dep", "npadvmod", "prep", "dobj", "meta", "mark"})
"""How what may stand before an imperative hangs on it: "Now, please do not …", "For your answer, set …"."""
_DIGIT = re.compile(r"\d")
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
    found = _putting().search(sentence.words) if _DIGIT.search(sentence.words) else None
    if found is None:
        return False
    start, end = (sentence.start + at for at in found.span("what"))
    return bool(sentence.cues(*PROPERTY, within=(start, end)))


_MUST_BE = r"(?:must|shall|should|ought\s+to|(?:is|are|has|have|needs?)\s+to)"


@cache
def _addressed() -> re.Pattern[str]:
    """A program called upon ("SYSTEM: …", "Note to the model: …"): whatever follows is meant for it."""
    calls = r"(?:dear|hey|attention|for|to|(?:note|memo|message|word|instruction|order)s?\s+(?:to|for))"
    lead = rf"(?:{calls}\s+(?:(?:the|all|any|every|our)\s+)?)?"
    ordered = r"(?:instruction|order|command|directive)s?\s+(?:to|for)\s+[^.:\n]{2,40}"
    who = rf"{lead}(?:\w+\s+)?(?:{_any('machine')})s?"
    return re.compile(rf"(?:^|[.?!\]>]\s+|\n)[^\w\n]*(?:{who}|{ordered})\s*[\])>]?\s*:", re.I)


@cache
def _ordering() -> tuple[re.Pattern[str], ...]:
    """Words that give an order about a number, which follows at once."""
    verb, told = f"(?:{_any('put')}|{_any('tell')})", f"(?:{_any('told')})"
    who = f"(?:{_any('machine')}|{_any('reader')})s?"
    please, near = r"(?:(?:please|kindly|now|then|you|do)\s+)*", r"(?=[^.!?\n]{0,70}$)"
    opens, asks = r"(?:^|[.!?]\s+)\W*", r"(?:why|how|whether|who|what|where|when)"
    following = r"(?:down|in|this|the\s+following|as\s+follows)"
    sum_of = r"(?:the\s+)?(?:\w+\s+)?(?:toll|figure|number|count|total|tally)"
    patterns = (
        rf"{opens}(?:dear\s+)?(?:\w+\s+)?{who}\s*[,:]\s*{please}{verb}\b{near}",
        rf"(?:^|[.!?:]\s+)\W*{please}{verb}\s+{following}\b[^.:]{{0,20}}:\W*$",
        rf"{opens}{please}(?:{_any('put')})\s+{sum_of}\b{near}",
        rf"\b(?:{_any('duty')})\s+(?:\w+\s+){{0,2}}?{verb}\b(?!\s+{asks}\b)(?=[^.!?\n]{{0,40}}$)",
        rf"\b{_MUST_BE}\s+be\s+{told}\b(?=[^.!?\n]{{0,30}}$)",
        rf"\byou\s+are\s+(?:now\s+)?(?:an?|the|my)\s+(?:[\w-]+\s+){{0,4}}(?:{_any('machine')})\b",
    )
    return tuple(re.compile(pattern, re.I) for pattern in patterns)


@cache
def _to_be_told() -> re.Pattern[str]:
    """ "… that 370 killed be recorded", "370 deaths must be entered": what stands behind the number."""
    return re.compile(rf"[^.!?;]{{0,60}}?\b(?:{_MUST_BE}\s+)?(?<!been )be\s+(?:{_any('told')})\b", re.I)


_LEAD = 120  # code points
_THOSE = re.compile(
    r"\b(?:the|these|those|its|their|his|her|our|all)\s+(?:\w+\s+)?"
    r"(?:(?:\w+\s+)?(?:figure|toll|number|count|total|tally)\s+of\s+)?$",
    re.I,
)


def _begins(sentence: Sentence) -> int:
    """Where its words begin, those before a colon included that were taken for a dateline."""
    block = sentence.block
    first = sentence.previous is None or sentence.previous.block is not block
    return block.start if first and sentence.start - block.start < _LEAD else sentence.start


def _with_lead(sentence: Sentence) -> str:
    return sentence.text.text[_begins(sentence) : sentence.end]


def _commands(sentence: Sentence) -> bool:
    """An order to write down, or to change, a number of those who came to harm."""
    if not sentence.numbers or not sentence.cues(*PROPERTY, "toll"):
        return False
    text = sentence.text.text
    for number in sentence.numbers:
        before = text[_begins(sentence) : number.start]
        if _THOSE.search(before):
            continue  # "must record the 12 who were killed" says that they were
        if any(pattern.search(before) for pattern in _ordering()) or _to_be_told().match(
            text, number.end, sentence.end
        ):
            return True
    return False


@cache
def _verbs(effect: str) -> frozenset[str]:
    return frozenset(row["verb"] for row in sheet("orders") if row["effect"] == effect)


def without_orders(sentences: Sequence[Sentence]) -> Sequence[Sentence]:
    """The sentences, those that order their reader about emptied of names, numbers and dates."""
    silent = ordered(sentences) | without_fiction(sentences)
    if not silent:
        return sentences
    made: list[Sentence] = []
    for sentence in sentences:
        before = made[-1] if made else None
        own = {"names": (), "numbers": (), "dates": ()} if sentence.index in silent else {}
        made.append(replace(sentence, previous=before, **own))  # type: ignore[arg-type]
    return tuple(made)


def ordered(sentences: Sequence[Sentence]) -> frozenset[int]:
    """The indexes of the sentences that order about; what a program is told in a block goes on to the block's end."""
    found: set[int] = set()
    spoken_to: Block | None = None
    for sentence in sentences:
        if sentence.block is not spoken_to:
            spoken_to = sentence.block if _addressed().search(_with_lead(sentence)) else None
        if sentence.block is spoken_to or is_order(sentence):
            found.add(sentence.index)
    return frozenset(found)


def is_order(sentence: Sentence) -> bool:
    """True where the main verb is an imperative, or says what "you" or a program must do."""
    if not sentence.names or not sentence.tokens:
        return False
    if _puts(sentence) or _calls().match(_with_lead(sentence)) or _commands(sentence):
        return True
    return any(_orders(sentence, token) for token in sentence.tokens if token.head == token.i)


def _orders(sentence: Sentence, root: Token) -> bool:
    if root.pos not in ("VERB", "AUX") or root.lemma in _verbs("recall") or _is_headline(sentence, root):
        return False
    subjects = sentence.children(root, *_SUBJECTS)
    if _asks_for_a_call(sentence, root) or _stands_behind(sentence, root):
        return False
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


def _asks_for_a_call(sentence: Sentence, root: Token) -> bool:
    """ "Call me on Signal", "write to us": whoever reads it is to do nothing with what is told."""
    if root.lemma not in _verbs("contact") or sentence.children(root, "ccomp"):
        return False
    near = [root, *sentence.children(root, "prep", "dative")]
    return any(token.lower in _ME for above in near for token in sentence.children(above))


def _stands_behind(sentence: Sentence, root: Token) -> bool:
    """True for what follows a full stop behind all that is counted: "two dead. pray for us" (all in small letters)."""
    stops = list(_STOP.finditer(sentence.text.text, sentence.start, root.start))
    return bool(stops and sentence.numbers) and all(number.end <= stops[-1].start() for number in sentence.numbers)


_ME = frozenset({"me", "us"})
_STOP = re.compile(r"[.!?]\s")
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
