"""What a sentence says, wherever it stands: its words as letters, its contents, its numbers and names.

A stream of news says the same words, and whole sentences, again and again: each word and each sentence is read once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from sys import intern
from typing import Any
from zlib import crc32

from gowah.trace.forms import forms_in
from gowah.words.kin import function_words
from gowah.words.names import find_names
from gowah.words.numbers import find_numbers
from gowah.words.script import words
from gowah.words.settings import Settings
from gowah.words.tables import Tables

_NAMING = frozenset({"groups", "communities", "places", "organisations"})
_STEM = 5  # letters of a word that are compared: "killed" and "killing" are one
_FEW = 2  # numbers up to this are too common to tell texts apart
_LONGEST = 400  # words of a sentence that are looked at
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


Name = tuple[str, str, int, int]
"""(table, code, start, end) of a name of the tables."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a sentence says; places count from its beginning. Contents are `#46`, `@places AF-KDZ`, `killi`.

    `weak` are those of words with a capital and of names, which independent reports of one event share too, `strong`
    all others. `spelled` has a letter for each word, so that rows of words are compared as rows of letters are; in
    `blanked` all words with digits have the same.
    """

    spelled: str
    blanked: str
    strong: tuple[str, ...]
    weak: tuple[str, ...]
    numbers: tuple[Number, ...] = ()
    names: tuple[Name, ...] = ()

    def packed(self) -> tuple[Any, ...]:
        """All it holds, in plain tuples."""
        blanked = None if self.blanked == self.spelled else self.blanked
        return self.spelled, blanked, self.strong, self.weak, self.numbers, self.names

    @classmethod
    def unpacked(cls, packed: Sequence[Any]) -> Said:
        """As it was packed, in another process."""
        spelled, blanked, strong, weak, numbers, names = packed
        return cls(
            spelled=spelled, blanked=blanked or spelled, strong=tuple(map(intern, strong)),
            weak=tuple(map(intern, weak)), numbers=numbers, names=names,
        )  # fmt: skip


class _Forms(dict[str, tuple[str, str]]):
    """Folded word -> the letter that stands for it, and its stem, or "" where it says nothing."""

    def __missing__(self, form: str) -> tuple[str, str]:
        tells = len(form) > 2 and form not in function_words() and not form.isdigit()
        sign = chr(_SIGNS + crc32(form.encode("utf-8", "replace")) % _SIGNS_IN_ALL)
        known = self[form] = (sign, intern(form[:_STEM]) if tells else "")
        return known


class _Written(dict[str, tuple[str, str, str]]):
    """Word of ASCII letters -> the letter that stands for it, its stem if it is written small, its stem if not."""

    def __init__(self, forms: _Forms, small: set[str]) -> None:
        self._forms, self._small = forms, small

    def __missing__(self, word: str) -> tuple[str, str, str]:
        sign, stem = self._forms[word.lower()]
        if word[0].islower():
            self._small.add(word.lower())
        known = self[word] = (sign, "", stem) if word[0].isupper() else (sign, stem, "")
        return known


class Wording:
    """Reads sentences; remembers those it has read, and in `small` the words that some text writes small."""

    def __init__(self, tables: Tables, settings: Settings) -> None:
        self.tables = tables
        self.small: set[str] = set()
        self._vague = dict(settings.claim.vague)
        self._forms = _Forms()
        self._written = _Written(self._forms, self.small)
        self._said: dict[tuple[str, bool], Said] = {}

    def said(self, piece: str, *, telling: bool) -> Said:
        """What a sentence says; of one that is not `telling` only the words are read, no names and no numbers."""
        known = self._said.get((piece, telling))
        if known is None:
            known = self._said[piece, telling] = self._told(piece) if telling else self._worded(piece)
        return known

    def forget(self) -> None:
        """No longer remembers sentences: each takes memory, and few come again once all texts are read."""
        self._said.clear()

    def _told(self, piece: str) -> Said:
        names = tuple([(s.table, s.code, s.start, s.end) for s in find_names(piece, self.tables) if s.table in _NAMING])
        numbers = tuple(_numbers(piece, self._vague))
        return self._placed(piece, numbers, names) if names or numbers else self._worded(piece)

    def _worded(self, piece: str) -> Said:
        """From the words alone."""
        words_ = forms_in(piece)[:_LONGEST] if piece.isascii() else ()
        if not words_:
            return self._placed(piece, (), ())
        signs, small, great = zip(*map(self._written.__getitem__, words_), strict=True)
        strong, weak = set(small), set(great[1:])
        (strong if piece[0].isalnum() else weak).add(great[0])  # with its first capital no sentence makes a name
        return _said(words_, "".join(signs), strong, weak)

    def _placed(self, piece: str, numbers: tuple[Number, ...], names: tuple[Name, ...]) -> Said:
        """What is part of a number or a name is no word of its own."""
        taken = [(number.start, number.end) for number in numbers] + [name[2:] for name in names]
        strong = {intern(f"#{value}") for number in numbers for value in number.worth if value > _FEW}
        weak = {intern(f"@{table} {code}") for table, code, _, _ in names}
        forms, signs = [], []
        for start, _, form in words(piece)[:_LONGEST]:
            sign, stem = self._forms[form]
            forms.append(form)
            signs.append(sign)
            if piece[start].islower():
                self.small.add(form)
            if stem and not any(low <= start < high for low, high in taken):
                (weak if start and piece[start].isupper() else strong).add(stem)
        return _said(forms, "".join(signs), strong, weak, numbers, names)


def _said(
    forms: Sequence[str], signs: str, strong: set[str], weak: set[str], numbers: tuple[Number, ...] = (),
    names: tuple[Name, ...] = (),
) -> Said:  # fmt: skip
    """`strong` and `weak` may hold "" for words that say nothing."""
    blanked = signs
    if _DIGIT.search("".join(forms)):
        blanked = "".join([_BLANK if _DIGIT.search(form) else sign for form, sign in zip(forms, signs, strict=True)])
    strong.discard("")
    weak.discard("")
    return Said(
        spelled=signs, blanked=blanked, strong=tuple(strong - weak), weak=tuple(weak), numbers=numbers, names=names
    )  # fmt: skip


def _numbers(piece: str, vague: Mapping[str, int]) -> Iterator[Number]:
    for span in find_numbers(piece, vague):
        if not span.year_like and not span.vague:
            yield Number(
                value=span.value, low=span.count.low, high=span.count.high, about=span.count.about,
                start=span.start, end=span.end, as_written=piece[span.start : span.end], age=span.age,
            )  # fmt: skip
