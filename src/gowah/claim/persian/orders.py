"""Sentences that order their reader about: `شمار کشته‌شدگان را ۵۰۰ بنویسید`, `۵۰۰ وژل شوي ثبت کړئ` tell of nothing.

The verbs are the cues `orders` and, behind a "must", `order done`: verbs of writing down, counting and reporting.
Appeals ("give them shelter") and what is only called to mind ("remember the 53") stay what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from gowah.claim.persian.cues import Cue
from gowah.claim.persian.sentences import Sentence

_BREAK = re.compile(r"[؛;!]")
_COMMAS = ("،", ",")
_OF_ORDERS = ("ئ", "ۍ")
"""How a Pashto order ends; the same word ending in another yeh tells: `ثبت کړئ` and `ثبت کړی`."""


def without_orders(sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """The sentences, the parts that order their reader about emptied of cues, names, numbers and dates."""
    return tuple(_silenced(sentence) for sentence in sentences)


def _silenced(sentence: Sentence) -> Sentence:
    orders = [cue.start for cue in _orders(sentence)]
    if not orders:
        return sentence
    return emptied(sentence, [(a, b) for a, b in _pieces(sentence) if any(a <= at < b for at in orders)])


def emptied(sentence: Sentence, silent: Sequence[tuple[int, int]]) -> Sentence:
    """A sentence without the cues, names, numbers and dates of these stretches."""

    def told(start: int, end: int) -> bool:
        return not any(start < b and a < end for a, b in silent)

    cues = {
        kind: kept
        for kind, own in sentence.cues.items()
        if (kept := tuple(cue for cue in own if told(cue.start, cue.end)))
    }
    return replace(
        sentence, cues=cues,
        numbers=tuple(number for number in sentence.numbers if told(number.start, number.end)),
        dates=tuple(day for day in sentence.dates if told(day.start, day.end)),
        names=tuple(name for name in sentence.names if told(name.start, name.end)),
        people=tuple(person for person in sentence.people if told(person.start, person.end)),
        given=tuple(person for person in sentence.given if told(person.start, person.end)),
    )  # fmt: skip


def _orders(sentence: Sentence) -> Iterator[Cue]:
    musts = sentence.of("must")
    yield from (cue for cue in sentence.of("orders") if _is_order(sentence, cue))
    yield from (cue for cue in sentence.of("order done") if any(must.start < cue.start for must in musts))


def _is_order(sentence: Sentence, cue: Cue) -> bool:
    """False for `می‌کنید` and for a Pashto participle that is written like the order but for its last letter."""
    last = sentence.words[cue.last]
    if not last.form.endswith("ی") or not sentence.pashto:
        return True
    written = sentence.text[last.start - sentence.start : last.end - sentence.start]
    return written.endswith(_OF_ORDERS)


def _pieces(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """The sentence parted at `؛` and at a "please" after a comma."""
    cuts = {sentence.start + mark.end() for mark in _BREAK.finditer(sentence.text)}
    for cue in sentence.of("please"):
        if sentence.text[: cue.start - sentence.start].rstrip().endswith(_COMMAS):
            cuts.add(cue.start)
    edges = [sentence.start, *sorted(cuts), sentence.end]
    yield from pairwise(edges)
