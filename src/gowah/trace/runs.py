"""Which texts share runs of words: a cheap look at every text, so that only texts that share some are taken apart.

Every run of `length` words is a number; equal numbers in two texts are a run that both hold. Unlike MinHash, which
samples, this misses no shared run, also of a paragraph in a long page, and a sort of whole numbers is faster than any
sampling of them. The numbers are sorted a portion at a time, so that memory holds one portion of them.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from gowah.model import SourceText
from gowah.words.script import FILLER, fold

_WORD = re.compile(r"[^\W_]+")
_LONGEST = 60_000  # words of a text that are looked at
_PORTION = 4_000_000  # runs sorted at a time
_COMMON = 60  # texts that a run may occur in and still lead from each to all the others
_EARLIEST = 3  # texts to which a more common one leads
_LEAST = 3  # runs that only two texts hold, or more of commoner ones, that a pair shares at least
_UNIT = 1000  # weight of a run that only two texts hold
_COMMONEST = 250  # weight of a run that all hold: a story that everybody prints is a copy too
_SMOOTH = 20  # texts assumed beside those at hand, so that a small record is not taken for the world
_OWN = 3  # texts of one outlet that may hold a run which is none of its templates
_PROPOSED = 24  # texts laid beside each one, the likeliest first

Numbers = NDArray[np.uint64]
Places = NDArray[np.int64]
Counted = tuple[Numbers, Places]
"""Pairs of texts, each as one number, and the weight of the runs that they share."""


def sharing(texts: Sequence[SourceText], length: int) -> list[tuple[int, int]]:
    """Pairs of positions, the lower first, of texts that share runs of so many words; for each text the likeliest.

    Runs that one outlet alone uses often (its templates) count for nothing. Texts come in the order of their contents.
    """
    spelled, ends = _spelled(texts)
    portions = max(1, len(spelled) // _PORTION)
    known: dict[str, int] = {}
    outlets = np.array([_outlet(n, text, known) for n, text in enumerate(texts)], dtype=np.int64)
    if len(spelled) < length:
        return []
    runs, holders = _runs(spelled, ends, length)
    counted = []
    for portion in range(portions):
        mine = runs % np.uint64(portions) == portion
        counted.append(_pairs(runs[mine], holders[mine], outlets, len(texts)))
    return _likeliest(_added(counted), len(texts))


def _outlet(n: int, text: SourceText, known: dict[str, int]) -> int:
    """A number for the publisher; a text without one is by itself."""
    name = text.described.publisher
    return known.setdefault(name, -1 - len(known)) if name else n


def _spelled(texts: Iterable[SourceText]) -> tuple[Numbers, Places]:
    """All words of all texts as numbers that depend on the word alone, and where each text ends."""
    numbers: dict[str, int] = {}
    parts: list[Numbers] = []
    ends: list[int] = []
    length = 0
    for text in texts:
        folded = fold(text.text)
        forms = _WORD.findall(folded.replace(FILLER, "") if FILLER in folded else folded)[:_LONGEST]
        for form in set(forms).difference(numbers):
            numbers[form] = int.from_bytes(blake2b(form.encode("utf-8", "replace"), digest_size=8).digest(), "big")
        parts.append(np.fromiter(map(numbers.__getitem__, forms), dtype=np.uint64, count=len(forms)))
        length += len(forms)
        ends.append(length)
    return np.concatenate(parts or [np.empty(0, np.uint64)]), np.array(ends, dtype=np.int64)


def _runs(spelled: Numbers, ends: Places, length: int) -> tuple[Numbers, NDArray[np.int32]]:
    """A number for each run of words within one text, and the text that holds it."""
    count = len(spelled) - length + 1
    runs = spelled[:count].copy()
    for n in range(1, length):
        runs *= np.uint64(0x9E3779B97F4A7C15)
        runs ^= runs >> np.uint64(29)
        runs += spelled[n : n + count]
    holders = np.repeat(np.arange(len(ends), dtype=np.int32), np.diff(ends, prepend=0))
    within = holders[:count] == holders[length - 1 :]
    return runs[within], holders[:count][within]


def _pairs(runs: Numbers, holders: NDArray[np.int32], outlets: Places, texts: int) -> Counted:
    """Each pair of texts that share a run, as lower * texts + higher, and the weight of what they share."""
    order = np.lexsort((holders, runs))
    runs, holders = runs[order], holders[order]
    first = np.ones(len(runs), dtype=bool)
    first[1:] = (runs[1:] != runs[:-1]) | (holders[1:] != holders[:-1])
    runs, holders = runs[first], holders[first]
    if not len(runs):
        return _added([])
    starts = np.flatnonzero(np.concatenate(([True], runs[1:] != runs[:-1])))
    sizes = np.diff(np.append(starts, len(runs)))
    by = outlets[holders]
    several = np.minimum.reduceat(by, starts) != np.maximum.reduceat(by, starts)
    told = (sizes > 1) & (several | (sizes <= _OWN))  # one outlet alone uses its templates again and again
    starts, sizes = starts[told], sizes[told]
    return _added([_led(holders[starts[sizes == n][:, None] + np.arange(n)], texts) for n in np.unique(sizes)])


def _weight(holding: int, texts: int) -> int:
    """Of a run that so many of all texts hold: the rarer, the more it tells; thousandths of one that two hold."""
    rarity = math.log((texts + _SMOOTH) / holding) / math.log((texts + _SMOOTH) / 2)
    return max(_COMMONEST, round(_UNIT * rarity))


def _led(members: NDArray[np.int32], texts: int) -> Counted:
    """The pairs of rows of texts, a row for each run; what very many hold leads from each to the earliest only."""
    size = members.shape[1]
    low, high = np.triu_indices(size, 1)
    if size > _COMMON:
        low, high = low[low < _EARLIEST], high[low < _EARLIEST]
    wide = members.astype(np.uint64)
    pairs, weights = np.unique((wide[:, low] * np.uint64(texts) + wide[:, high]).ravel(), return_counts=True)
    return pairs, weights.astype(np.int64) * _weight(size, texts)


def _added(parts: Sequence[Counted]) -> Counted:
    """The same pairs of several tables added up."""
    if not parts:
        return np.empty(0, np.uint64), np.empty(0, np.int64)
    pairs, back = np.unique(np.concatenate([pairs for pairs, _ in parts]), return_inverse=True)
    return pairs, np.bincount(back, np.concatenate([weights for _, weights in parts]), len(pairs)).astype(np.int64)


def _likeliest(found: Counted, texts: int) -> list[tuple[int, int]]:
    """The pairs that are, of one of the two at least, among those that share most with it; then the earlier."""
    pairs, weights = found
    pairs, weights = pairs[weights >= _LEAST * _UNIT], weights[weights >= _LEAST * _UNIT]
    low, high = np.divmod(pairs, np.uint64(max(1, texts)))
    kept: set[tuple[int, int]] = set()
    for one, other in ((low, high), (high, low)):
        order = np.lexsort((other, -weights, one))
        mine, others = one[order].astype(np.int64), other[order].astype(np.int64)
        begins = np.flatnonzero(np.concatenate(([True], mine[1:] != mine[:-1]))) if len(mine) else mine
        rank = np.arange(len(mine)) - np.repeat(begins, np.diff(np.append(begins, len(mine))))
        near = rank < _PROPOSED
        kept.update(zip(np.minimum(mine, others)[near].tolist(), np.maximum(mine, others)[near].tolist(), strict=True))
    return sorted(kept)
