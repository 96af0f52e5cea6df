"""Logged records: paragraphs of labelled lines, such as `Group: …`, `Place: …`, "hurt, by the claim: over 60".

Each line is a sentence of its own (`split`). What a line says holds for the record; lines with other labels than those
of a place, a day, a group or a toll say nothing of the attack.
"""

from __future__ import annotations

import re

from gowah.claim.english.sentence import Sentence
from gowah.claim.english.split import LABELLED, label_lines

GROUND = re.compile(
    r"(?:type|kind|category|claimed by|claimant|perpetrator|by|place|location|date|when|where|group|target|city"
    r"|province|day)\s*:",
    re.IGNORECASE,
)
"""Labels of lines that give the ground of an attack or who did it."""
_TELLS = re.compile(
    r"(?:what|what happened|remark|remarks|note|notes|summary|details?|description|comment|event|incident|attack|text"
    r"|message|report|update|our view)\b[^:\n]{0,30}:",
    re.IGNORECASE,
)
_BY = re.compile(r"^[ \t]*(?:group|by|claimed by|claimant|speaker|issued by|from)\s*:[ \t]*(.{2,80})$", re.I | re.M)
_CLAIM = re.compile(r"^[^:\n]{0,40}\bclaim[^:\n]{0,20}:|^\s*(?:type|kind|category)\s*:[^\n]{0,40}\bclaim", re.I | re.M)


def in_record(sentence: Sentence) -> bool:
    """True for a line of a paragraph of labelled lines."""
    return bool(LABELLED.match(sentence.words)) and len(label_lines(sentence.text.text, sentence.block)) > 1


def is_silent(sentence: Sentence) -> bool:
    """True for a line of a record that says nothing of an attack: `seen: …`, `Channel: …`."""
    if not in_record(sentence) or GROUND.match(sentence.words) or _TELLS.match(sentence.words):
        return False
    label = LABELLED.match(sentence.words)
    end = sentence.start + label.end() if label else sentence.start
    return not sentence.cues("kill", "die", "dead", "injure", "casualty", "abduct", within=(sentence.start, end))


def claimed_in(sentence: Sentence) -> bool:
    """True when the record that a line belongs to logs a claim."""
    return in_record(sentence) and bool(_CLAIM.search(_record(sentence)))


def claimant(sentence: Sentence) -> str | None:
    """Who speaks in a record: the words of its line `Group:` or `by:`."""
    found = _BY.search(_record(sentence)) if in_record(sentence) else None
    return " ".join(found[1].split()).strip(" .,;") if found else None


def by_claimant(sentence: Sentence) -> bool:
    """True for a line whose label says that it gives the claim's own words or figures: "hurt, by the claim: …"."""
    label = LABELLED.match(sentence.words)
    return label is not None and "claim" in label[0].lower() and claimant(sentence) is not None


def _record(sentence: Sentence) -> str:
    return sentence.text.text[sentence.block.start : sentence.block.end]
