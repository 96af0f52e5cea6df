"""Who speaks where only the layout tells: "Police: three dead", turns of an interview, "A boxer named X: “…”"."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from gowah.claim.english.sentence import Sentence

_LEAD = re.compile(r"[-–—•*\s]*(?P<name>[^:;.!?\"“”\n]{2,90}?)\s*:\s+(?=\S)")
_TURN = re.compile(
    r"^[ \t]*(?P<name>[A-Z][\w’'.-]*(?:[ ](?:[A-Z][\w’'.-]*|&|of|and|the|al)){0,6}|Q|A):[ \t]+\S", re.MULTILINE
)
_REPLIES = re.compile(
    r"[ \t]*(?:\*?\d+\.?[ \t]+)?(?P<name>[A-Z][^:\n(]{3,70}?)[ \t]*(?:\([^)\n]*\))?[ \t]*:[ \t]*$", re.MULTILINE
)
_LONG_ANSWER = 16  # sentences of a written answer
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_OFTEN = 2  # turns that make a conversation
_NO_NAME = ("harm", "deeds", "tactics", "needs", "places", "sites")
_LABEL = re.compile(
    r"(?:what|when|where|who|seen|by|remark|note|notes|date|time|place|location|type|group|target|source|update|title"
    r"|subject|from|to|cc|photo|caption|read|related|more|dead|killed|wounded|injured|casualties|victims)\b",
    re.IGNORECASE,
)


def lead_of(sentence: Sentence) -> tuple[int, int] | None:
    """Code points of the name that a sentence opens with before a colon, where it names somebody who can speak."""
    lead = _LEAD.match(sentence.words)
    if lead is None or _LABEL.match(lead["name"]):
        return None
    start, end = sentence.start + lead.start("name"), sentence.start + lead.end("name")
    tokens = sentence.tokens_in(start, end)
    verbs = any(t.pos in ("VERB", "AUX") and t.tag in _FINITE for t in tokens)
    told_of = any(t.lower in ("who", "whose", "that") for t in tokens)  # "A boxer who gave his name as X: …"
    if (verbs and not told_of) or _is_place(sentence, start, end):  # "Men opened fire on the queue: …", "Herat: …"
        return None
    says = sentence.cues("say", within=(start, end))
    if says and (says[-1].end == end or "," in lead["name"]):  # "he says: …", "yes, say researchers, but only: …"
        return None
    if sentence.cues("office", "private", within=(start, end)):
        return start, end
    titled = any(name.code == "title" for name in sentence.named("name_parts", within=(start, end)))
    if titled or sentence.named("organisations", "outlets", "groups", within=(start, end)):
        return start, end
    if lead["name"] in turns_of(sentence.text.text) or sentence.words[lead.end() :].startswith(("“", '"')):
        return None if sentence.named(*_NO_NAME, within=(start, end)) else (start, end)
    return None


def _is_place(sentence: Sentence, start: int, end: int) -> bool:
    return any(name.start <= start and end <= name.end for name in sentence.named("places"))


def turn_of(sentence: Sentence) -> tuple[int, int] | None:
    """Code points of the name of whose turn it is in a conversation: the label that opened its line."""
    text = sentence.text.text
    names = turns_of(text)
    line = max(sentence.block.start, text.rfind("\n", 0, sentence.start) + 1)
    opened = _TURN.match(text, line) if names else None
    while names and opened is None and line > sentence.block.start:
        line = max(sentence.block.start, text.rfind("\n", 0, line - 1) + 1)
        opened = _TURN.match(text, line)
    return opened.span("name") if opened and opened["name"] in names and opened.start() <= sentence.start else None


def reply_of(sentence: Sentence) -> tuple[Sentence, int, int] | None:
    """Whose written answer a sentence is part of: an office that stands on a line of its own before it.

    "Senator X:" / "Will the minister state …" / "Minister for Interior (written reply):" / "(a) Nine were killed."
    Returns the sentence of that line, with the code points of the name.
    """
    at, text = sentence, sentence.text.text
    for _ in range(_LONG_ANSWER):
        line = max(at.block.start, text.rfind("\n", 0, at.start) + 1)
        for start in (line, text.rfind("\n", 0, max(line - 1, 0)) + 1):
            found = _REPLIES.match(text, start)
            if found is None or found.end() > sentence.start or found.start() < at.start:
                continue
            if at.cues("office", within=found.span("name")) or at.named("organisations", within=found.span("name")):
                return at, *found.span("name")
            return None
        before = at.previous
        if before is None:
            return None
        at = before
    return None


@lru_cache(maxsize=4)
def turns_of(text: str) -> frozenset[str]:
    """The names that open lines again and again, as those of an interview do; () where nobody converses."""
    found = [turn["name"] for turn in _TURN.finditer(text) if not _LABEL.match(turn["name"])]
    often = {name for name, times in Counter(found).items() if times >= _OFTEN}
    return frozenset(often) if len(often) > 1 else frozenset()
