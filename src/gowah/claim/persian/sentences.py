"""A text as the sentences of its own: each with its words, cues, numbers, dates and names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol, TypeVar

from gowah.claim.persian.counting import counting, markers
from gowah.claim.persian.cues import Cue, find_cues, forms
from gowah.claim.scripts import OWN
from gowah.model import Block, SourceText
from gowah.words import (
    DateSpan,
    NameSpan,
    NumberSpan,
    Settings,
    Stretch,
    Tables,
    Word,
    find_dates,
    find_names,
    find_numbers,
    fold,
    is_pashto,
    issued,
    words,
)  # fmt: skip
from gowah.words.markup import code_spans
from gowah.words.people import PersonSpan, people_of
from gowah.words.persian_given import persian_given

_PASHTO = frozenset({"ps", "pus", "pbt"})
_END = re.compile(r"[.!?؟۔…]+[\"»”')\]]*(?=\s|$)|\n\s*\n")
MAX_SENTENCE = 2_000
"""Code points: what runs on longer is cut, so that no rule sees more."""


class _Spanned(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


S = TypeVar("S", bound=_Spanned)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sentence:
    """Code points [start, end) of the text; everything in it is given in code points of the text."""

    start: int
    end: int
    kind: str  # of the block: title, heading, paragraph, item, row
    paragraph: int  # number of the block
    text: str
    words: tuple[Word, ...]
    cues: Mapping[str, tuple[Cue, ...]]  # by kind
    numbers: tuple[NumberSpan, ...]
    dates: tuple[DateSpan, ...]
    names: tuple[NameSpan, ...]
    people: tuple[PersonSpan, ...] = ()
    given: tuple[PersonSpan, ...] = ()  # given names alone or in a list
    day: date | None = None  # on which its part of the text was issued
    pashto: bool = False

    @property
    def asks(self) -> bool:
        """True for a question: it tells of nothing."""
        return self.text.rstrip(' "»”)').endswith(("؟", "?"))

    def of(self, *kinds: str) -> tuple[Cue, ...]:
        """The sentence's cues of these kinds."""
        if len(kinds) == 1:
            return self.cues.get(kinds[0], ())
        found = [cue for kind in kinds for cue in self.cues.get(kind, ())]
        return tuple(sorted(found, key=lambda cue: (cue.start, -cue.end, cue.kind)))

    def has(self, *kinds: str) -> bool:
        """True when a cue of one of these kinds stands in the sentence."""
        return any(kind in self.cues for kind in kinds)

    def named(self, *tables: str) -> tuple[NameSpan, ...]:
        """The names of these tables in the sentence."""
        return tuple(name for name in self.names if name.table in tables)

    def word_at(self, offset: int) -> int:
        """The number of the first word that begins at or after a code point."""
        return bisect_left(self.words, offset, key=lambda word: word.start)

    def between(self, start: int, end: int) -> tuple[Word, ...]:
        """The words that lie within code points [start, end)."""
        return tuple(word for word in self.words if start <= word.start and word.end <= end)


def sentences(source: SourceText, tables: Tables, settings: Settings) -> tuple[Sentence, ...]:
    """The sentences of a text's own blocks (no headers, captions, related stories or program code), in order."""
    text = source.text
    all_words = words(text)
    numbers = find_numbers(text, dict(settings.claim.vague))
    parts = issued(source)
    dates = _dates(text, parts)
    names = _placed(text, find_names(text, tables), numbers)
    numbers = counting(text, numbers, names, all_words)
    people = people_of(text, names, frozenset())
    given = tuple(_given(text, names, people))
    blocks = source.layout or (Block(kind="paragraph", start=0, end=len(text)),)
    shut = code_spans(text)
    listed = frozenset(end for _, end in markers(fold(text)))
    pashto = is_pashto(text) or (source.described.language or "").lower() in _PASHTO
    found = []
    for n, block in enumerate(blocks):
        if block.kind not in OWN or not 0 <= block.start < block.end <= len(text):
            continue
        for start, end in _split(text, block, shut, listed):
            own = _within(all_words, start, end)
            found.append(
                Sentence(
                    start=start,
                    end=end,
                    kind=block.kind,
                    paragraph=n,
                    text=text[start:end],
                    words=own,
                    cues=_by_kind(find_cues(own)),
                    numbers=_within(numbers, start, end),
                    dates=_within(dates, start, end),
                    names=_within(names, start, end),
                    people=_within(people, start, end),
                    given=_within(given, start, end),
                    pashto=pashto or is_pashto(text[start:end]),
                    day=next((part.day for part in parts if part.start <= start < part.end), None),
                )
            )
    return tuple(found)


def _given(text: str, names: Sequence[NameSpan], people: Sequence[PersonSpan]) -> Iterator[PersonSpan]:
    taken = {at for person in people for at in range(person.start, person.end)}
    for start, end, cue in persian_given(text, names):
        if start not in taken and end - 1 not in taken:
            yield PersonSpan(start=start, end=end, name=" ".join(text[start:end].split()), cues=frozenset({cue}))


def _placed(text: str, names: Sequence[NameSpan], numbers: Sequence[NumberSpan]) -> tuple[NameSpan, ...]:
    """The names without a place that is a count after all: `درې نور ورک دي` is three others, no valley."""
    starts = [number.number_start for number in numbers]
    kept = []
    for name in names:
        at = bisect_left(starts, name.start)
        number = numbers[at] if at < len(numbers) and starts[at] == name.start else None
        rest = words(text[number.number_end : name.end]) if number is not None and number.number_end < name.end else ()
        if not (name.table == "places" and rest and all(word.form in forms("classifier") for word in rest)):
            kept.append(name)
    return tuple(kept)


def _by_kind(cues: Sequence[Cue]) -> dict[str, tuple[Cue, ...]]:
    found: dict[str, list[Cue]] = {}
    for cue in cues:
        found.setdefault(cue.kind, []).append(cue)
    return {kind: tuple(own) for kind, own in found.items()}


def _split(
    text: str, block: Block, shut: Sequence[tuple[int, int]], listed: frozenset[int]
) -> Iterator[tuple[int, int]]:
    for start, end in _outside(block, shut):
        at = start
        for mark in _END.finditer(text, start, end):
            if mark.start() in listed:
                continue  # `۱. علی ۲. رضا`
            yield from _cut(text, at, mark.end())
            at = mark.end()
        yield from _cut(text, at, end)


def _outside(block: Block, shut: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """What is left of a block without these stretches, which are in order."""
    at = block.start
    for start, end in shut[max(0, bisect_left(shut, (block.start, 0)) - 1) :]:
        if start >= block.end:
            break
        if at < start:
            yield at, start
        at = max(at, end)
    if at < block.end:
        yield at, block.end


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The trimmed span, in pieces of at most `MAX_SENTENCE`."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    for piece in range(start, end, MAX_SENTENCE):
        yield piece, min(end, piece + MAX_SENTENCE)


def _within(spans: Sequence[S], start: int, end: int) -> tuple[S, ...]:
    first = bisect_left(spans, start, key=lambda span: span.start)
    found = []
    for at in range(first, len(spans)):  # no slice: that would copy the rest of the text's spans each time
        span = spans[at]
        if span.start >= end:
            break
        if span.end <= end:
            found.append(span)
    return tuple(found)


def _dates(text: str, parts: Sequence[Stretch]) -> tuple[DateSpan, ...]:
    """The dates of a text, each resolved against the day on which its part was issued."""
    found: list[DateSpan] = []
    for part in parts:
        for span in find_dates(text[part.start : part.end], part.day):
            found.append(replace(span, start=span.start + part.start, end=span.end + part.start))
    return tuple(found)
