"""Cue words of Dari and Pashto (`data/common/persian_cues.csv`) and where they stand in a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from gowah.words import Word
from gowah.words.persian_cues import persian_cues, verb_forms

HARMS = ("killed", "injured", "hurt", "abducted")
"""Kinds of cue that say what came to people."""
PEOPLE = ("killed people", "injured people", "hurt people")
"""Kinds of cue for people to whom it came."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A cue at code points [start, end) of the text, words [first, last] of its sentence."""

    kind: str
    start: int
    end: int
    first: int
    last: int


@cache
def _phrases() -> tuple[dict[str, tuple[int, ...]], dict[tuple[str, ...], tuple[str, ...]]]:
    """First word -> how many words its phrases have, the longest first; phrase -> its kinds, in order."""
    kinds: dict[tuple[str, ...], set[str]] = {}
    lengths: dict[str, set[int]] = {}
    for kind, words in persian_cues():
        kinds.setdefault(words, set()).add(kind)
        lengths.setdefault(words[0], set()).add(len(words))
    return (
        {first: tuple(sorted(sizes, reverse=True)) for first, sizes in lengths.items()},
        {words: tuple(sorted(names)) for words, names in kinds.items()},
    )


@cache
def forms(kind: str) -> frozenset[str]:
    """The one-word forms of a kind of cue, folded; codes as they are."""
    return frozenset(words[0] for cue, words in persian_cues() if cue == kind and len(words) == 1)


@cache
def finite() -> frozenset[str]:
    """The last words of verbs: what may end a clause."""
    ends = {words[-1] for rows in verb_forms().values() for words in rows}
    return frozenset(ends | {words[-1] for cue, words in persian_cues() if cue in ("kills", "says")})


def find_cues(words: Sequence[Word]) -> tuple[Cue, ...]:
    """Every cue in a sentence's words: of each kind the longest at its place; kinds may overlap."""
    lengths, known = _phrases()
    said = [word.form for word in words]
    found: list[Cue] = []
    until: dict[str, int] = {}
    for n, word in enumerate(words):
        for length in lengths.get(word.form, ()):
            last = n + length - 1
            if last >= len(said):
                continue
            for kind in known.get(tuple(said[n : n + length]), ()):
                if n >= until.get(kind, 0):
                    until[kind] = last + 1
                    found.append(Cue(kind=kind, start=word.start, end=words[last].end, first=n, last=last))
    return tuple(found)
