"""Texts → sentences with positions, words and facts: what tracing lays side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from gowah.model import Block, SourceText
from gowah.trace.masthead import Masthead, masthead
from gowah.words.kin import function_words
from gowah.words.names import find_names
from gowah.words.numbers import find_numbers
from gowah.words.script import words
from gowah.words.settings import Settings
from gowah.words.tables import Tables

_LEFT_OUT = frozenset({"header", "byline", "related"})
"""Blocks that say nothing of the news: metadata, credits, links to other stories."""

_END = re.compile(r"[.!?؟۔؛][\"'”’»)\]]*\s+")
_PARAGRAPH = re.compile(r"\S.*?(?=\n\s*\n|\Z)", re.DOTALL)
_DATELINE = re.compile(r"\s*[^\W\d_][^\n(]{0,60}?\(([^()\n]{2,40})\)\s*[-–—]+\s+")
_NAMING = frozenset({"groups", "communities", "places", "organisations"})
_STEM = 5  # letters of a word that are compared: "killed" and "killing" are one
_FEW = 2  # numbers up to this are too common to tell texts apart
_LONGEST = 400  # words of a sentence that are looked at
_MOST = 4000  # sentences of a text that are looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number in a sentence: bare value, ends with its qualifier, and where it stands; `age` if it is one."""

    value: int
    low: int | None
    high: int | None
    about: bool
    start: int
    end: int
    as_written: str
    age: bool = False

    @property
    def qualified(self) -> bool:
        """Said with "at least", "about", "more than" or the like."""
        return self.about or self.low is None or self.high is None

    @property
    def worth(self) -> tuple[int, ...]:
        """The bare number, or both of "50 to 60"."""
        closed = self.low is not None and self.high is not None and self.low != self.high
        return (self.value, self.high) if closed and self.high is not None else (self.value,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """Code points [start, end) of a text. `tokens` are contents: `#46`, `@places AF-KDZ`, `killi`.

    `weak` are tokens of words with a capital, which independent reports of one event share too.
    """

    n: int
    start: int
    end: int
    kind: str
    forms: tuple[str, ...]
    tokens: frozenset[str]
    weak: frozenset[str]
    numbers: tuple[Number, ...]
    names: tuple[tuple[str, str, int, int], ...]


@dataclass(frozen=True)
class Page:
    """A text ready for comparison. `agency` is the tag of its dateline, such as `AP`."""

    source: SourceText
    sentences: tuple[Sentence, ...]
    agency: str | None
    head: Masthead

    @cached_property
    def tokens(self) -> frozenset[str]:
        """The contents of all its sentences."""
        return frozenset().union(*(sentence.tokens for sentence in self.sentences))

    @cached_property
    def facts(self) -> frozenset[str]:
        """Those of its contents that are the same in every language: numbers and names of the tables."""
        return frozenset(token for token in self.tokens if token[0] in "#@")

    @property
    def published(self) -> str:
        """ISO date, or empty."""
        return self.head.day

    @property
    def publisher(self) -> str | None:
        """The outlet as the reader found it; a name read off its head tells only by whom it is meant."""
        return self.source.described.publisher

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


def page(source: SourceText, tables: Tables, settings: Settings) -> Page:
    """A text cut into sentences; nothing of its header, byline or related stories is left."""
    found: list[Sentence] = []
    agency = source.described.agency
    if agency and f"({agency}):" in source.text:
        agency = None  # "HOST (Ana Doe):" opens what somebody says, no report of an agency
    for block in source.layout or _paragraphs(source.text):
        if block.kind in _LEFT_OUT:
            continue
        start = block.start
        tag = _DATELINE.match(source.text, block.start, block.end)
        if tag:
            agency, start = agency or tag[1].strip(), tag.end()
        for low, high in _split(source.text, start, block.end):
            if len(found) < _MOST:
                found.append(_sentence(len(found), source.text, low, high, block.kind, tables, settings))
    head = masthead(source, agency, tables)
    told = tuple(s for s in found if s.forms and s.start >= head.end)
    return Page(source=source, sentences=told, agency=agency, head=head)


def _paragraphs(text: str) -> Iterator[Block]:
    for found in _PARAGRAPH.finditer(text):
        yield Block(kind="paragraph", start=found.start(), end=found.end())


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


def _sentence(n: int, text: str, start: int, end: int, kind: str, tables: Tables, settings: Settings) -> Sentence:
    piece = text[start:end]
    spelled = words(piece)[:_LONGEST]
    numbers = _numbers(piece, start, settings)
    names = tuple((s.table, s.code, s.start, s.end) for s in find_names(piece, tables) if s.table in _NAMING)
    taken = [(number.start - start, number.end - start) for number in numbers] + [name[2:] for name in names]
    tokens = {f"#{value}" for number in numbers for value in number.worth if value > _FEW}
    weak = {f"@{table} {code}" for table, code, _, _ in names}
    little = function_words()
    for word in spelled:
        inside = any(low <= word.start < high for low, high in taken)
        if inside or word.form in little or word.form.isdigit() or len(word.form) < 3:
            continue
        (weak if word.start > 0 and piece[word.start].isupper() else tokens).add(word.form[:_STEM])
    return Sentence(
        n=n, start=start, end=end, kind=kind, forms=tuple(word.form for word in spelled),
        tokens=frozenset(tokens | weak), weak=frozenset(weak), numbers=numbers,
        names=tuple((table, code, start + low, start + high) for table, code, low, high in names),
    )  # fmt: skip


def _numbers(piece: str, offset: int, settings: Settings) -> tuple[Number, ...]:
    found = []
    for span in find_numbers(piece, dict(settings.claim.vague)):
        if span.year_like or span.vague:
            continue
        found.append(
            Number(
                value=span.value, low=span.count.low, high=span.count.high, about=span.count.about,
                start=offset + span.start, end=offset + span.end, as_written=piece[span.start : span.end],
                age=span.age,
            )
        )  # fmt: skip
    return tuple(found)


def pages(sources: Sequence[SourceText], tables: Tables, settings: Settings) -> list[Page]:
    """All texts, in the order of their contents; texts without a sentence are left out."""
    found = [page(source, tables, settings) for source in sources]
    return sorted((one for one in found if one.sentences), key=lambda one: (one.order, one.source.entry))
