"""Texts → sentences with positions, words and facts: what tracing lays side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from zlib import crc32

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
_SIGNS, _SIGNS_IN_ALL = 0x10000, 0x100000  # the code points that stand for words
_BLANK = "#"
_DIGIT = re.compile(r"\d")


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
class Said:
    """What a sentence says, wherever it stands. `tokens` are contents: `#46`, `@places AF-KDZ`, `killi`.

    `weak` are tokens of words with a capital, which independent reports of one event share too; `spelled` has a letter
    for each word, so that rows of words are compared as rows of letters are; in `blanked` all words with digits have
    the same. `small` are its words that begin with a small letter. Places count from its beginning.
    """

    forms: tuple[str, ...]
    spelled: str
    blanked: str
    tokens: frozenset[str]
    weak: frozenset[str]
    numbers: tuple[Number, ...]
    names: tuple[tuple[str, str, int, int], ...]
    small: frozenset[str]


Known = dict[tuple[str, bool], Said]
"""Words of a sentence, and whether its names and numbers were read, -> what it says."""


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """Code points [start, end) of a text, and what they say."""

    n: int
    start: int
    end: int
    kind: str
    said: Said

    @property
    def forms(self) -> tuple[str, ...]:
        """Its words, folded."""
        return self.said.forms

    @property
    def spelled(self) -> str:
        """A letter for each word."""
        return self.said.spelled

    @property
    def tokens(self) -> frozenset[str]:
        """Its contents."""
        return self.said.tokens

    @property
    def weak(self) -> frozenset[str]:
        """Those of its contents that independent reports of one event share too."""
        return self.said.weak

    @cached_property
    def numbers(self) -> tuple[Number, ...]:
        """Its numbers, at their places in the text."""
        return tuple(replace(one, start=self.start + one.start, end=self.start + one.end) for one in self.said.numbers)

    @cached_property
    def names(self) -> tuple[tuple[str, str, int, int], ...]:
        """Names of the tables: (table, code, start, end), at their places in the text."""
        return tuple((table, code, self.start + low, self.start + high) for table, code, low, high in self.said.names)


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
    def tokens(self) -> frozenset[str]:
        """The contents of all its sentences."""
        return frozenset().union(*(sentence.tokens for sentence in self.sentences))

    @cached_property
    def numbers(self) -> tuple[str, ...]:
        """Those of its contents that are numbers, sorted."""
        return tuple(sorted(token for token in self.tokens if token[0] == "#"))

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


def page(source: SourceText, tables: Tables, settings: Settings, known: Known, *, telling: bool) -> Page:
    """A text cut into sentences; nothing of its header, byline or related stories is left.

    `known` holds what sentences say that were met before: copies are read once. Of a text that is not `telling` only
    the words are read, no names and no numbers in words.
    """
    found: list[Sentence] = []
    agency = source.described.agency
    for block in source.layout or _paragraphs(source.text):
        if block.kind in _LEFT_OUT:
            continue
        start = block.start
        tag = _DATELINE.match(source.text, block.start, block.end)
        if tag:
            agency, start = agency or tag[1].strip(), tag.end()
        for low, high in _split(source.text, start, block.end):
            if len(found) < _MOST:
                piece = source.text[low:high]
                said = known.get((piece, telling))
                if said is None:
                    said = _said(piece, tables, settings) if telling else _worded(piece, (), ())
                    known[piece, telling] = said
                found.append(Sentence(n=len(found), start=low, end=high, kind=block.kind, said=said))
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


def _said(piece: str, tables: Tables, settings: Settings) -> Said:
    names = tuple((s.table, s.code, s.start, s.end) for s in find_names(piece, tables) if s.table in _NAMING)
    return _worded(piece, tuple(_numbers(piece, settings)), names)


def _worded(piece: str, numbers: tuple[Number, ...], names: tuple[tuple[str, str, int, int], ...]) -> Said:
    spelled = words(piece)[:_LONGEST]
    taken = [(number.start, number.end) for number in numbers] + [name[2:] for name in names]
    free = [w for w in spelled if not any(low <= w.start < high for low, high in taken)] if taken else spelled
    strong = {f"#{value}" for number in numbers for value in number.worth if value > _FEW}
    weak = {f"@{table} {code}" for table, code, _, _ in names}
    little = function_words()
    for start, _, form in free:
        if len(form) > 2 and form not in little and not form.isdigit():
            (weak if start and piece[start].isupper() else strong).add(form[:_STEM])
    forms = tuple([form for _, _, form in spelled])
    signs = "".join(map(_sign, forms))
    return Said(
        forms=forms, spelled=signs, blanked=_blanked(forms) if _DIGIT.search(piece) else signs,
        tokens=frozenset(strong | weak), weak=frozenset(weak), numbers=numbers, names=names,
        small=frozenset([form for start, _, form in spelled if piece[start].islower()]),
    )  # fmt: skip


def _blanked(forms: Sequence[str]) -> str:
    return "".join([_BLANK if any(map(str.isdigit, form)) else _sign(form) for form in forms])


@lru_cache(maxsize=200_000)
def _sign(form: str) -> str:
    """A letter for a word; two words in a million have the same."""
    return chr(_SIGNS + crc32(form.encode("utf-8", "replace")) % _SIGNS_IN_ALL)


def _numbers(piece: str, settings: Settings) -> Iterator[Number]:
    for span in find_numbers(piece, dict(settings.claim.vague)):
        if not span.year_like and not span.vague:
            yield Number(
                value=span.value, low=span.count.low, high=span.count.high, about=span.count.about,
                start=span.start, end=span.end, as_written=piece[span.start : span.end], age=span.age,
            )  # fmt: skip


def pages(sources: Sequence[SourceText], telling: Set[int], tables: Tables, settings: Settings) -> list[Page]:
    """All texts, in the order of their contents; texts without a sentence are left out.

    `telling` are the entries of those whose names and numbers are read too.
    """
    known: Known = {}
    found = [page(source, tables, settings, known, telling=source.entry in telling) for source in sources]
    return sorted((one for one in found if one.sentences), key=lambda one: (one.order, one.source.entry))
