"""Sentences as the English finders see them: words, names, numbers and dates with offsets in the stored text.

The lexicon comes first (`gowah.words`), the parser after it, and only when a finder asks for a sentence's tokens; a
sentence in which the lexicon finds nothing has none, as no finder could claim anything from it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache, wraps
from typing import Any, TypeVar

from gowah.claim.english.parse import Token, is_like_a_word
from gowah.claim.english.parses import Parses
from gowah.claim.english.split import blocks_of, parts_of, spans
from gowah.model import Block, Certainty, Datum, SourceText, Speaker, Value
from gowah.words import DateSpan, NameSpan, NumberSpan, Settings, Tables, find_dates, find_names, find_numbers, issued
from gowah.words.brands import brand_numbers
from gowah.words.markup import code_spans

MOST_CHARACTERS = 600_000
"""Code points of a text that are read for claims; what lies beyond is reported as a Problem by the claimer."""

MOST_PARSED = 150_000
"""Code points in sentences with names or numbers: a text that has more of them is read so far and no further."""

_MOST_NAMES, _MOST_NUMBERS = 150, 40  # in one sentence; what has more is a table or junk, and is passed over

CUES = frozenset({"harm", "deeds", "blame", "speech", "doubt", "tallies", "turns"})
"""The tables of cue words; a code belongs to one of them only."""
IDIOM = "idiom"
"""The code of sayings that hold a word of harm or of a deed and tell of none: "dead on our feet"."""
_MERGED = frozenset({"groups", "places", "organisations", "communities", "outlets"})
_HYPHENATED = re.compile(r"\b[A-Z][\w’']*(?:-\w[\w’']*)+")
_DIGITS = re.compile(r"\d+")
_NO_LETTERS = re.compile(r"[\W\d_]+")

Spanned = TypeVar("Spanned", NameSpan, NumberSpan, DateSpan)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sentence:
    """A sentence of a kept text. All offsets are code points of `text.text`.

    `index` is its place among the text's sentences; `names` holds the spans of all tables, cues included; `previous`
    is the sentence before it; `parses` holds the tokens of the whole text; `day` is when it was issued, in a chat or
    live blog the day of its entry; `memo` what was once worked out of all this (`once`).
    """

    text: SourceText
    block: Block
    index: int
    start: int
    end: int
    parses: Parses
    names: tuple[NameSpan, ...]
    numbers: tuple[NumberSpan, ...]
    dates: tuple[DateSpan, ...]
    day: date | None = None
    previous: Sentence | None = None
    memo: dict[object, Any] = field(default_factory=dict, init=False, repr=False)

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The words as parsed; () where the lexicon found nothing."""
        return self.parses.of(self.start)

    @property
    def words(self) -> str:
        """The sentence as written."""
        return self.text.text[self.start : self.end]

    def quote(self, start: int | None = None, end: int | None = None) -> str:
        """The text from `start` to `end` (none: the whole sentence)."""
        return self.text.text[self.start if start is None else start : self.end if end is None else end]

    def value(
        self, property: str, datum: Datum, span: tuple[int, int] | None = None, *, speakers: tuple[Speaker, ...] = (),
        certainty: Certainty = Certainty.STATED, of_whom: str | None = None,
    ) -> Value:  # fmt: skip
        """A value quoted from `span` (none: the sentence), white space around it left out."""
        start, end = span or (self.start, self.end)
        while start < end and self.text.text[start].isspace():
            start += 1
        while end > start and self.text.text[end - 1].isspace():
            end -= 1
        return Value(
            property=property, value=datum, quote=self.text.text[start:end], start=start, end=end, speakers=speakers,
            certainty=certainty, of_whom=of_whom,
        )  # fmt: skip

    def named(self, *tables: str, within: tuple[int, int] | None = None) -> tuple[NameSpan, ...]:
        """The names of these tables, in order, within a span."""
        found: tuple[NameSpan, ...] | None = self.memo.get(tables)
        if found is None:
            found = self.memo[tables] = tuple(name for name in self.names if name.table in tables)
        return _between(found, within)

    def cues(self, *codes: str, within: tuple[int, int] | None = None) -> tuple[NameSpan, ...]:
        """The words of these classes of the cue table, in order, within a span."""
        key = (CUES, codes)
        found: tuple[NameSpan, ...] | None = self.memo.get(key)
        if found is None:
            found = tuple(name for name in self.names if name.code in codes and name.table in CUES)
            self.memo[key] = found
        return _between(found, within)

    def tokens_in(self, start: int, end: int) -> tuple[Token, ...]:
        """The tokens that overlap a span."""
        first = bisect_right(_ends(self), start)
        return self.tokens[first : max(first, bisect_left(_starts(self), end))]

    def token_at(self, offset: int) -> Token | None:
        """The token that covers an offset."""
        at = bisect_right(_starts(self), offset) - 1
        return self.tokens[at] if at >= 0 and offset < self.tokens[at].end else None

    def head_of(self, start: int, end: int) -> Token | None:
        """The token of a span whose governor lies outside it; None without tokens."""
        inside = self.tokens_in(start, end)
        held = {token.i for token in inside}
        return next((token for token in inside if token.head not in held or token.head == token.i), None)

    def children(self, token: Token, *deps: str) -> tuple[Token, ...]:
        """The words that a word governs directly, of these dependencies (none: all)."""
        below = _governed(self).get(token.i, ())
        return tuple(t for t in below if t.dep in deps) if deps else below

    def ancestors(self, token: Token) -> Iterator[Token]:
        """Its governor, that one's governor, and so on to the root."""
        seen = {token.i}
        while token.head not in seen:
            token = self.tokens[token.head]
            seen.add(token.i)
            yield token

    def subtree(self, token: Token) -> tuple[Token, ...]:
        """The word and all that hangs on it, in order."""
        held, waiting = {token.i}, [token]
        while waiting:
            below = [t for t in self.children(waiting.pop()) if t.i not in held]
            held.update(t.i for t in below)
            waiting += below
        return tuple(self.tokens[i] for i in sorted(held))

    def reach(self, token: Token) -> tuple[int, int]:
        """The span of a word's subtree."""
        below = self.subtree(token)
        return below[0].start, below[-1].end

    def number_of(self, token: Token) -> NumberSpan | None:
        """The number that counts this noun (or that the word itself is)."""
        held = {token.i} | {
            t.i for t in self.children(token, "nummod", "amod", "det", "advmod", "quantmod", "compound")
        }
        for number in self.numbers:
            if any(t.i in held for t in self.tokens_in(number.number_start, number.number_end)):
                return number
        return None

    def nearest_date(self, offset: int) -> DateSpan | None:
        """The date closest to an offset, the earlier one where two are as close."""
        return min(self.dates, key=lambda d: (max(d.start - offset, offset - d.end, 0), d.start), default=None)


Worked = TypeVar("Worked")


def once(work: Callable[[Sentence], Worked]) -> Callable[[Sentence], Worked]:
    """What is worked out of a sentence is kept with it: each finder asks again."""

    @wraps(work)
    def kept(sentence: Sentence) -> Worked:
        if work not in sentence.memo:
            sentence.memo[work] = work(sentence)
        found: Worked = sentence.memo[work]
        return found

    return kept


@once
def _starts(sentence: Sentence) -> list[int]:
    return [token.start for token in sentence.tokens]


@once
def _ends(sentence: Sentence) -> list[int]:
    return [token.end for token in sentence.tokens]


@once
def _governed(sentence: Sentence) -> dict[int, tuple[Token, ...]]:
    below: dict[int, list[Token]] = {}
    for token in sentence.tokens:
        if token.head != token.i:
            below.setdefault(token.head, []).append(token)
    return {head: tuple(tokens) for head, tokens in below.items()}


def _between(names: tuple[NameSpan, ...], within: tuple[int, int] | None) -> tuple[NameSpan, ...]:
    """Those of these names that lie in a span."""
    if within is None or not names:
        return names
    low, high = within
    return tuple(name for name in names if low <= name.start and name.end <= high)


Row = tuple[Block, int, int]
"""The block and code points [start, end) of a sentence."""


def rows_of(text: SourceText) -> tuple[Row, ...]:
    """Where the sentences of a text are, up to `MOST_CHARACTERS`; page furniture and program code are left out."""
    body = text.text[:MOST_CHARACTERS]
    shut = code_spans(body)
    return tuple(
        (block, start, end)
        for block in blocks_of(text)
        if block.start < len(body)
        for part in parts_of(Block(kind=block.kind, start=block.start, end=min(block.end, len(body))), shut)
        for start, end in spans(body, part)
    )


def names_in(text: SourceText, rows: Sequence[Row], tables: Tables) -> tuple[NameSpan, ...]:
    """The names of the tables in the sentences of a text; a place that several bear is settled by the whole of it."""
    found = find_names(_without_junk(text.text[:MOST_CHARACTERS], rows, None), tables)
    return tuple(name for name in found if name.code != IDIOM)


def sentences(
    text: SourceText, tables: Tables, settings: Settings, *, rows: Sequence[Row] | None = None,
    names: Sequence[NameSpan] | None = None, counted: frozenset[int] | None = None,
    dated: frozenset[int] | None = None, known: Parses | None = None,
) -> Iterator[Sentence]:  # fmt: skip
    """The sentences of a text in order, at `rows` (none: `rows_of` it), with its `names` (none: `names_in` it).

    `counted`, `dated`: the starts of those in which numbers, and dates, are looked for (none: all); `known`: parses of
    the same text made before.
    """
    rows = rows_of(text) if rows is None else rows
    names = names_in(text, rows, tables) if names is None else names
    body = text.text[:MOST_CHARACTERS]
    to_count = _without_junk(body, rows, counted)
    numbers = _numbers(text, to_count, settings)
    dates, day_at = _dates(text, to_count if dated == counted else _without_junk(body, rows, dated))
    found = [_found(body, start, end, names, numbers, dates) for _, start, end in rows]
    worth: list[tuple[int, int, Found]] = []
    left = MOST_PARSED
    for index, ((_, start, end), own) in enumerate(zip(rows, found, strict=True)):
        if not _worth_parsing(body, start, end, own):
            continue
        left -= end - start
        if left < 0:
            rows, found = rows[:index], found[:index]
            break
        worth.append((start, end, own))
    ready = {start: (end, _one_word(body, start, end, own[0])) for start, end, own in worth}
    likely = frozenset(ready if counted is None else ())  # of a text not known to matter each is parsed when asked for
    parses = Parses(body, ready, likely, known)
    previous = None
    for index, ((block, start, end), own) in enumerate(zip(rows, found, strict=True)):
        previous = Sentence(
            text=text, block=block, index=index, start=start, end=end, parses=parses,
            names=own[0], numbers=own[1], dates=own[2], day=day_at(start), previous=previous,
        )  # fmt: skip
        yield previous


Found = tuple[tuple[NameSpan, ...], tuple[NumberSpan, ...], tuple[DateSpan, ...]]


def _numbers(text: SourceText, body: str, settings: Settings) -> Sequence[NumberSpan]:
    """The numbers in a text's body; those in the names of channels ("Valley 24") left out."""
    found = find_numbers(body, dict(settings.claim.vague)) if body else ()
    brands = set(brand_numbers(text.text[:MOST_CHARACTERS], text.described.publisher)) if found else ()
    return [number for number in found if (number.number_start, number.number_end) not in brands] if brands else found


def _without_junk(text: str, rows: Sequence[Row], only: frozenset[int] | None) -> str:
    """The text with blanks for stretches that no one reads as a sentence, so that they cost no time; "" where no
    sentence is left."""
    if only is not None and not only:
        return ""
    junk = [
        (start, end) for _, start, end in rows if (only is not None and start not in only) or _is_junk(text[start:end])
    ]
    if not junk:
        return text
    parts, at = [], 0
    for start, end in junk:
        parts += [text[at:start], " " * (end - start)]
        at = end
    return "".join([*parts, text[at:]])


def is_dense(words: str) -> bool:
    """True for a stretch that is passed over as no sentence, with the numbers of a table or words upon words."""
    return _is_junk(words) or len(_DIGITS.findall(words)) > _MOST_NUMBERS


@lru_cache(maxsize=512)
def _letters(words: str) -> int:
    return len(words) - sum(map(len, _NO_LETTERS.findall(words)))


@lru_cache(maxsize=512)
def _is_junk(words: str) -> bool:
    """Hardly any letters, numbers upon numbers, or a few words over and over."""
    if 3 * _letters(words) < len(words) or len(_DIGITS.findall(words)) > 2 * _MOST_NUMBERS:
        return True
    each = words.split()
    return len(each) > 60 and 8 * len(set(each)) < len(each)


def _found(
    text: str, start: int, end: int, names: Sequence[NameSpan], numbers: Sequence[NumberSpan], dates: Sequence[DateSpan]
) -> Found:
    """What the lexicon found in a sentence; nothing where it is too dense to be one."""
    own = _inside(names, start, end), _inside(numbers, start, end), _inside(dates, start, end)
    if len(own[0]) > _MOST_NAMES or len(own[1]) > _MOST_NUMBERS:
        return (), (), ()
    return own


def _dates(text: SourceText, body: str) -> tuple[list[DateSpan], Callable[[int], date | None]]:
    """The dates of the text, each stretch read against its own day; and the day on which an offset was issued."""
    stretches = issued(text)
    found: list[DateSpan] = []
    for stretch in stretches if body else ():
        for span in find_dates(body[stretch.start : stretch.end], stretch.day):
            found.append(replace(span, start=span.start + stretch.start, end=span.end + stretch.start))
    begins = [stretch.start for stretch in stretches]
    return found, lambda offset: stretches[max(0, bisect_right(begins, offset) - 1)].day


def _inside(found: Sequence[Spanned], start: int, end: int) -> tuple[Spanned, ...]:
    first = bisect_left(found, start, key=lambda span: span.start)
    inside = []
    for at in range(first, len(found)):  # no slice: that would copy the rest of the text's names each time
        span = found[at]
        if span.start >= end:
            break
        if span.end <= end:
            inside.append(span)
    return tuple(inside)


def _worth_parsing(text: str, start: int, end: int, own: Found) -> bool:
    return bool(own[0] or own[1]) and 2 * _letters(text[start:end]) > end - start


def _one_word(text: str, start: int, end: int, names: Iterable[NameSpan]) -> tuple[tuple[int, int], ...]:
    """Spans that the parser shall take as one word: names in several words, and hyphenated capitalised words."""
    found = [
        (name.start, name.end)
        for name in names
        if name.table in _MERGED
        and text[name.start].isupper()
        and (not text[name.start : name.end].isalnum() or is_like_a_word(text[name.start : name.end]))
    ]
    if text.find("-", start, end) >= 0:
        found += [match.span() for match in _HYPHENATED.finditer(text, start, end)]
    merged: list[tuple[int, int]] = []
    for a, b in sorted(found, key=lambda span: (span[0], -span[1])):
        if not merged or a >= merged[-1][1]:
            merged.append((a, b))
    return tuple(merged)
