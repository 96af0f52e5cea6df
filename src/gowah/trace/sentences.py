"""Texts → sentences with positions, words and facts: what tracing lays side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from typing import Any

from gowah.model import Block, SourceText
from gowah.trace.cues import cues_in
from gowah.trace.hands import side_by_side, two_hands
from gowah.trace.masthead import Masthead, masthead
from gowah.trace.wording import Name, Number, Said, Wording
from gowah.words.issued import Stretch, has_posts, issued, issued_at
from gowah.words.script import fold

_LEFT_OUT = frozenset({"header", "byline", "related"})
"""Blocks that say nothing of the news: metadata, credits, links to other stories."""

_END = re.compile(r"[.!?؟۔؛][\"'”’»)\]]*\s+")
_BREAK = re.compile(r"\n\s*\n\s*")
_DATELINE = re.compile(r"\s*[^\W\d_][^\n(]{0,60}?\(([^()\n]{2,40})\)\s*[-–—]+\s+")
_NONE: frozenset[str] = frozenset()
_MOST = 4000  # sentences of a text that are looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """Code points [start, end) of a text, and what they say, its numbers and names at their places in the text."""

    n: int
    start: int
    end: int
    kind: str
    said: Said
    numbers: tuple[Number, ...] = ()
    names: tuple[Name, ...] = ()

    @property
    def spelled(self) -> str:
        """A letter for each word."""
        return self.said.spelled

    @property
    def tokens(self) -> frozenset[str]:
        """Its contents."""
        return frozenset(chain(self.said.strong, self.said.weak))

    @property
    def figures(self) -> frozenset[str]:
        """Those of its contents that are numbers."""
        return frozenset(t for t in self.said.strong if t[0] == "#") if self.numbers else _NONE

    @property
    def common(self) -> frozenset[str]:
        """Those that are neither numbers nor names, nor written with a capital."""
        return frozenset(token for token in self.said.strong if token[0] not in "#@")


@dataclass(frozen=True)
class Page:
    """A text ready for comparison. `agency` is the tag of its dateline, such as `AP`."""

    source: SourceText
    sentences: tuple[Sentence, ...]
    agency: str | None
    head: Masthead

    @cached_property
    def by_n(self) -> Mapping[int, Sentence]:
        """Its sentences by their numbers."""
        return {sentence.n: sentence for sentence in self.sentences}

    @cached_property
    def rows(self) -> tuple[tuple[int, ...], tuple[str, ...]]:
        """Its sentences' numbers, and their words as letters."""
        return tuple([s.n for s in self.sentences]), tuple([s.said.spelled for s in self.sentences])

    @cached_property
    def body(self) -> Mapping[int, int]:
        """How many words each of its sentences has, titles left out."""
        return {s.n: len(s.said.spelled) for s in self.sentences if s.kind != "title"}

    @property
    def tokens(self) -> frozenset[str]:
        """The contents of all its sentences; made anew each time, for there are many."""
        return frozenset(chain.from_iterable(chain(s.said.strong, s.said.weak) for s in self.sentences))

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Those of its contents that are numbers."""
        return frozenset().union(*(sentence.figures for sentence in self.sentences if sentence.numbers))

    @cached_property
    def cues(self) -> frozenset[str]:
        """The cues that may stand somewhere in its words."""
        return cues_in(fold(self.source.text))

    @cached_property
    def facts(self) -> frozenset[str]:
        """Those of its contents that are the same in every language: numbers and names of the tables."""
        told = (s.said for s in self.sentences if s.numbers or s.names)
        return frozenset(token for said in told for token in chain(said.strong, said.weak) if token[0] in "#@")

    @property
    def published(self) -> str:
        """ISO date, or empty."""
        return self.head.day

    @cached_property
    def posts(self) -> tuple[Stretch, ...]:
        """The days of its parts, where it is a chat or a live blog: its messages have days of their own."""
        return issued(self.source) if has_posts(self.source) else ()

    def issued(self, n: int) -> str:
        """The day on which its sentence of this number was published, ISO, or empty."""
        day = issued_at(self.posts, self.by_n[n].start) if self.posts else None
        return day.isoformat() if day else self.published

    @property
    def publisher(self) -> str | None:
        """The outlet as the reader found it; a name read off its head tells only by whom it is meant."""
        return self.source.described.publisher

    @property
    def outlet(self) -> str | None:
        """Its publisher, or else the likeliest of the names that stand at its head."""
        return self.publisher or next(iter(self.head.names), None)

    @cached_property
    def known_as(self) -> tuple[str, ...]:
        """Whatever another text may name it by: its names, and its organisations of the tables."""
        return (*self.head.names, *sorted(self.head.codes))

    @property
    def language(self) -> str:
        """The language of its words, as far as known."""
        return (self.source.described.language or "").split("-")[0]

    @cached_property
    def order(self) -> tuple[str, str, str]:
        """By content, never by id: time, outlet, words."""
        return (self.published or "9999", self.publisher or "", self.source.text)


def page(source: SourceText, wording: Wording, *, telling: bool) -> Page:
    """A text cut into sentences; nothing of its header, byline or related stories is left.

    Of a text that is not `telling` only the words are read, no names and no numbers.
    """
    found: list[Sentence] = []
    agency, text = source.described.agency, source.text
    for block in source.layout or _paragraphs(text):
        if block.kind in _LEFT_OUT:
            continue
        start = block.start
        tag = _DATELINE.match(text, block.start, block.end)
        if tag:
            agency, start = agency or tag[1].strip(), tag.end()
        for low, high in _split(text, start, block.end):
            if len(found) < _MOST:
                found.append(
                    _sentence(len(found), low, high, block.kind, wording.said(text[low:high], telling=telling))
                )
    head = masthead(source, agency, wording.tables)
    told = tuple([s for s in found if s.said.spelled and s.start >= head.end])
    return Page(source=source, sentences=told, agency=agency, head=head)


def _sentence(n: int, start: int, end: int, kind: str, said: Said) -> Sentence:
    if not said.numbers and not said.names:
        return Sentence(n=n, start=start, end=end, kind=kind, said=said)
    numbers = [replace(one, start=start + one.start, end=start + one.end) for one in said.numbers]
    names = [(table, code, start + low, start + high) for table, code, low, high in said.names]
    return Sentence(n=n, start=start, end=end, kind=kind, said=said, numbers=tuple(numbers), names=tuple(names))


def _paragraphs(text: str) -> Iterator[Block]:
    at = len(text) - len(text.lstrip())
    for gap in _BREAK.finditer(text, at):
        yield Block(kind="paragraph", start=at, end=gap.start())
        at = gap.end()
    if at < len(text):
        yield Block(kind="paragraph", start=at, end=len(text))


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Sentences of a block. A full stop before a figure or a small letter ends none ("Aug. 30")."""
    at = start
    for mark in _END.finditer(text, start, end):
        follows = text[mark.end() : mark.end() + 1]
        if mark[0][0] == "." and (follows.isdigit() or follows.islower()):
            continue
        yield at, mark.end() - (len(mark[0]) - len(mark[0].rstrip()))
        at = mark.end()
    if text[at:end].strip():
        yield at, at + len(text[at:end].rstrip())


def pages(sources: Sequence[SourceText], telling: Set[int], wording: Wording) -> list[Page]:
    """All texts, in the order of their contents; texts without a sentence are left out.

    `telling` are the entries of those whose names and numbers are read too.
    """
    found: list[Page] = []
    if two_hands(sources):
        for read, small in side_by_side(lambda some: _packed(some, telling, wording), sources):
            wording.small.update(small)
            start = len(found)
            found += [
                _unpacked(one, source) for one, source in zip(read, sources[start : start + len(read)], strict=True)
            ]
    else:
        found = [page(source, wording, telling=source.entry in telling) for source in sources]
    wording.forget()
    return sorted((one for one in found if one.sentences), key=lambda one: (one.order, one.source.entry))


Packed = tuple[list[Any], set[str]]
"""Pages as plain tuples, and the words that they write small."""


def _packed(sources: Sequence[SourceText], telling: Set[int], wording: Wording) -> Packed:
    read = [page(source, wording, telling=source.entry in telling) for source in sources]
    wording.forget()
    return [
        (one.agency, one.head, [(s.n, s.start, s.end, s.kind, *s.said.packed()) for s in one.sentences]) for one in read
    ], wording.small


def _unpacked(packed: Any, source: SourceText) -> Page:
    agency, head, told = packed
    sentences = [_sentence(n, start, end, kind, Said.unpacked(said)) for n, start, end, kind, *said in told]
    return Page(source=source, sentences=tuple(sentences), agency=agency, head=head)
