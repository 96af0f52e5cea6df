"""Cue words of Dari and Pashto (`data/common/persian_cues.csv`) and where they stand in a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from gowah.words import Word
from gowah.words.sheets import folded_words, language_forms, sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A cue at code points [start, end) of the text, words [first, last] of its sentence."""

    kind: str
    start: int
    end: int
    first: int
    last: int


@cache
def _phrases() -> dict[str, tuple[tuple[tuple[str, ...], frozenset[str]], ...]]:
    """First word -> (all words, kinds), the longest first."""
    kinds: dict[tuple[str, ...], set[str]] = {}
    for row in sheet("persian_cues"):
        for form in language_forms(row, "forms"):
            kinds.setdefault(folded_words(form), set()).add(row["cue"])
    found: dict[str, list[tuple[tuple[str, ...], frozenset[str]]]] = {}
    for words, names in kinds.items():
        found.setdefault(words[0], []).append((words, frozenset(names)))
    return {first: tuple(sorted(rows, key=lambda row: (-len(row[0]), row[0]))) for first, rows in found.items()}


@cache
def forms(kind: str) -> frozenset[str]:
    """The one-word forms of a kind of cue, folded; codes as they are."""
    return frozenset(
        words[0]
        for row in sheet("persian_cues")
        if row["cue"] == kind
        for form in language_forms(row, "forms")
        if len(words := folded_words(form)) == 1
    )


def find_cues(words: Sequence[Word]) -> tuple[Cue, ...]:
    """Every cue in a sentence's words: of each kind the longest at its place; kinds may overlap."""
    known = _phrases()
    found: list[Cue] = []
    until: dict[str, int] = {}
    for n, word in enumerate(words):
        for phrase, kinds in known.get(word.form, ()):
            if tuple(other.form for other in words[n : n + len(phrase)]) != phrase:
                continue
            last = n + len(phrase) - 1
            for kind in sorted(kinds):
                if n >= until.get(kind, 0):
                    until[kind] = last + 1
                    found.append(Cue(kind=kind, start=word.start, end=words[last].end, first=n, last=last))
    return tuple(found)
