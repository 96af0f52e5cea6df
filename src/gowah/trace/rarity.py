"""What tells texts apart: the weight of each content by its rarity; and each text's contents as rows of numbers."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from gowah.trace.facts import universal
from gowah.trace.sentences import Page

_SMOOTH = 5  # texts assumed beside those at hand, so that a small record is not taken for the world
_FLOOR = 150  # least weight of a content: where all reports tell one story, its words still tell something

Codes = NDArray[np.int32]
"""Contents, each as the number that stands for it."""


@dataclass(frozen=True, slots=True)
class Contents:
    """Of a text: each content of each sentence, the sentence's place and the weight there; then each content once."""

    codes: Codes
    places: Codes
    weights: Codes
    distinct: Codes


class Rarity:
    """Weights of contents: rare ones tell more. Copies of one text count once, so they weigh nothing."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self._codes: dict[str, int] = {}
        told = [self._coded(page) for page in pages]
        once = {distinct.tobytes(): distinct for *_, distinct in told}
        self._size = len(once) + _SMOOTH
        every = np.concatenate([np.empty(0, np.int32), *once.values()])
        self._in: Codes = np.bincount(every, minlength=len(self._codes)).astype(np.int32)
        self._strong, self._weak = self._weights()
        self._held = {
            id(page): Contents(codes, places, np.where(weak, self._weak[codes], self._strong[codes]), distinct)
            for page, (codes, places, weak, distinct) in zip(pages, told, strict=True)
        }
        self._sums = {at: int(self._strong[held.distinct].sum()) for at, held in self._held.items()}
        self._totals: dict[int, Mapping[int, int]] = {}
        self._facts: dict[tuple[int, bool], Mapping[int, frozenset[str]]] = {}
        self._mark = np.zeros(len(self._codes), dtype=np.bool_)
        self._local = np.zeros(len(self._codes), dtype=np.int32)

    def weight(self, token: str, weak: bool = False) -> int:
        """Thousandths of the natural log of rarity; numbers count double, names and capitals half."""
        code = self._codes[token]
        return int(self._weak[code] if weak else self._strong[code])

    @property
    def rarest(self) -> int:
        """The weight of numbers that stand together in no other text."""
        return 2 * round(1000 * math.log(self._size))

    def often(self, token: str) -> int:
        """In how many distinct texts it occurs."""
        return int(self._in[self._codes[token]])

    def of(self, page: Page) -> int:
        """The weights of all contents of a page."""
        return self._sums[id(page)]

    def contents(self, page: Page) -> Contents:
        """The contents of a page with their weights."""
        return self._held[id(page)]

    def totals(self, page: Page) -> Mapping[int, int]:
        """The weights of the contents of each sentence together."""
        known = self._totals.get(id(page))
        if known is None:
            held, rows = self._held[id(page)], page.rows[0]
            sums = np.bincount(held.places, held.weights, len(rows)).astype(np.int64)
            known = self._totals[id(page)] = dict(zip(rows, sums.tolist(), strict=True))
        return known

    def day(self, page: Page, other: Page) -> str:
        """When a page published what the other has too: of a chat the day of the message that shares most with it."""
        if not page.posts:
            return page.published
        held = self._held[id(page)]
        shared = np.where(self.among(held.codes, self._held[id(other)].distinct), held.weights, 0)
        sums: dict[str, int] = {}
        for place, weight in zip(held.places.tolist(), shared.tolist(), strict=True):
            day = page.issued(page.rows[0][place])
            sums[day] = sums.get(day, 0) + weight
        return max(sorted(sums), key=lambda day: sums[day], default=page.published)

    def shared(self, a: Page, b: Page) -> int:
        """The weights of the contents that two pages share."""
        ours = self._held[id(a)].distinct
        return int(self._strong[ours[self.among(ours, self._held[id(b)].distinct)]].sum())

    def among(self, codes: Codes, others: Codes) -> NDArray[np.bool_]:
        """Which of these contents are among the others."""
        self._mark[others] = True
        found = self._mark[codes]
        self._mark[others] = False
        return found

    def distinct_weight(self, codes: Codes) -> int:
        """The weights of these contents, each once."""
        return int(self._strong[np.unique(codes)].sum())

    def facts(self, page: Page, *, one_script: bool) -> Mapping[int, frozenset[str]]:
        """What its sentences say that is the same in every language (`universal`), worked out once."""
        known = self._facts.get((id(page), one_script))
        if known is None:
            known = self._facts[id(page), one_script] = universal(page, one_script=one_script)
        return known

    def meeting(self, a: tuple[Codes, Codes, int], b: tuple[Codes, Codes, int]) -> NDArray[np.bool_]:
        """Which sentences of the one share contents with which of the other; each (contents, places, sentences)."""
        (codes, places, rows), (others, beside, columns) = a, b
        common = np.flatnonzero(self.among(codes, others))
        codes, places = codes[common], places[common]
        back = np.flatnonzero(self.among(others, codes))
        self._local[codes] = np.arange(len(codes))
        held = np.zeros((rows, len(codes)), dtype=np.float32)
        held[places, self._local[codes]] = 1
        there = np.zeros((len(codes), columns), dtype=np.float32)
        there[self._local[others[back]], beside[back]] = 1
        return np.asarray(held @ there > 0)

    def _coded(self, page: Page) -> tuple[Codes, Codes, NDArray[np.bool_], Codes]:
        """Contents as numbers, their sentences' places, which are weak there; and each content once."""
        codes: list[int] = []
        places: list[int] = []
        weak: list[bool] = []
        numbered = self._codes
        for place, sentence in enumerate(page.sentences):
            strong, faint = sentence.said.strong, sentence.said.weak
            codes += [numbered.setdefault(token, len(numbered)) for token in chain(strong, faint)]
            places += [place] * (len(strong) + len(faint))
            weak += [False] * len(strong) + [True] * len(faint)
        coded = np.array(codes, dtype=np.int32)
        return coded, np.array(places, dtype=np.int32), np.array(weak, dtype=np.bool_), np.unique(coded)

    def _weights(self) -> tuple[Codes, Codes]:
        """Of each content where it is strong, and where it is weak."""
        rarity = {n: round(1000 * math.log(self._size / (n + 1))) for n in np.unique(self._in).tolist()}
        plain = np.array([rarity[n] for n in self._in.tolist()], dtype=np.int32)
        number = np.array([token[0] == "#" for token in self._codes], dtype=np.bool_)
        strong = np.where(number, 2 * plain, plain)
        weak = np.where(number, 2 * plain, plain // 2)
        return np.maximum(strong, _FLOOR), np.maximum(weak, _FLOOR)
