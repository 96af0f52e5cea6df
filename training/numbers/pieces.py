"""Words cut into the pieces of a fixed vocabulary, the likeliest cut (unigram model, Kudo 2018), with their places."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

_WORD = r"[^\s\u200b-\u200f\ufeff]+"  # the vocabulary was made of texts whose zero-width joiners were spaces
_HEAD = "\u2581"  # stands before the first piece of a word
_LONGEST = 200  # characters of a word that are cut; the rest of a longer one is not read
_REMEMBERED = 50_000


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece: its number, and the characters text[start:end] that it stands for."""

    number: int
    start: int
    end: int


class Cutter:
    """Cuts texts; `pieces` in the order of their numbers, the likelihood of each in `scores`."""

    def __init__(self, pieces: Sequence[str], scores: Sequence[float], unknown: int = 3) -> None:
        self._numbers: Mapping[str, int] = {piece: number for number, piece in enumerate(pieces) if number > unknown}
        self._scores = [float(score) for score in scores]
        self._unknown, self._worst = unknown, min(self._scores) - 10
        self._longest = max(map(len, pieces))
        self._known: dict[str, tuple[Piece, ...]] = {}

    def cut(self, text: str) -> Iterator[Piece]:
        """The pieces of a text, in order."""
        for word in re.finditer(_WORD, text):
            for piece in self._word(word[0]):
                yield Piece(piece.number, word.start() + piece.start, word.start() + piece.end)

    def _word(self, word: str) -> tuple[Piece, ...]:
        if word not in self._known:
            if len(self._known) > _REMEMBERED:
                self._known.clear()
            self._known[word] = tuple(self._likeliest(word[:_LONGEST]))
        return self._known[word]

    def _likeliest(self, word: str) -> list[Piece]:
        plain, places = _plain(word)
        best, back = [0.0] + [-math.inf] * len(plain), [(0, 0)] * (len(plain) + 1)
        for start in range(len(plain)):
            if best[start] + self._worst > best[start + 1]:
                best[start + 1], back[start + 1] = best[start] + self._worst, (start, self._unknown)
            for end in range(start + 1, min(len(plain), start + self._longest) + 1):
                number = self._numbers.get(plain[start:end])
                if number is not None and best[start] + self._scores[number] > best[end]:
                    best[end], back[end] = best[start] + self._scores[number], (start, number)
        found, end = [], len(plain)
        while end:
            start, number = back[end]
            found.append(Piece(number, places[start], max(places[end - 1] + (end > 1), places[start])))
            end = start
        return found[::-1]


def _plain(word: str) -> tuple[str, list[int]]:
    """The word as the vocabulary spells it, a mark before it, and where in the word each of its characters stands."""
    letters, places = [_HEAD], [0]
    for place, letter in enumerate(word):
        for each in unicodedata.normalize("NFKC", letter):
            if unicodedata.category(each) not in {"Cf", "Cc"} and not each.isspace():
                letters.append(each)
                places.append(place)
    return "".join(letters), places
