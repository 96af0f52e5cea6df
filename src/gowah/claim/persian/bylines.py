"""Who speaks in a whole passage: a name at its end (`… — والی پروان`, `(داکتر صدیق)`, `منبع: پژواک`)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from gowah.claim.persian.clauses import Clause
from gowah.claim.persian.cues import forms
from gowah.claim.persian.naming import frame_of, is_public, until
from gowah.claim.persian.sentences import Sentence
from gowah.model import Speaker

_DASH = re.compile(r"(?:^|[.!»”؟]\s*)[—–]\s*(?P<name>[^—–:«»()]{2,90})[.)]?$")
_BRACKET = re.compile(r"\((?P<name>[^()]{2,70})\)\s*[.۔]?$")
_SOURCE = re.compile(r"(?:^|[.؛]\s*)(?P<word>\w+)\s*[:؛]\s*(?P<name>[^:؛.()]{2,60})[.۔]?$")


def signed(told: Sequence[Sequence[Clause]]) -> tuple[tuple[Clause, ...], ...]:
    """The clauses; those of a paragraph that nobody speaks are spoken by whoever signs it."""
    found: list[tuple[Clause, ...]] = []
    for _, group in groupby(told, key=lambda own: own[0].sentence.paragraph if own else -1):
        own = list(group)
        signature = _signature(own[-1][0].sentence) if own and own[-1] else None
        if signature is None:
            found += [tuple(clauses) for clauses in own]
            continue
        start, speaker = signature
        found += [tuple(_by(clause, start, speaker) for clause in clauses) for clauses in own]
    return tuple(found)


def _by(clause: Clause, start: int, speaker: Speaker) -> Clause:
    unsaid = not clause.speakers and clause.start < start
    return replace(clause, speakers=(speaker,)) if unsaid else clause


def _signature(sentence: Sentence) -> tuple[int, Speaker] | None:
    """(where it begins, who signs) of a paragraph's last sentence."""
    for shape in (_DASH, _BRACKET, _SOURCE):
        found = shape.search(sentence.text)
        if found is None:
            continue
        words = sentence.between(*(sentence.start + place for place in found.span("word"))) if shape is _SOURCE else ()
        if shape is _SOURCE and not any(word.form in forms("source") for word in words):
            continue
        first, last = (sentence.start + place for place in found.span("name"))
        frame = frame_of(sentence, first, until(sentence, first, last), (last, last))
        known = frame is not None and (shape is _SOURCE or is_public(sentence, frame))
        if frame is not None and frame.speakers and known:
            return sentence.start + found.start(), frame.speakers[0]
    return None
