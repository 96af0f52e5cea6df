"""Which texts share runs of words: a cheap look at every text, so that only texts that share some are taken apart.

Every run of `length` words is a number; equal numbers in two texts are a run that both hold. Unlike MinHash, which
samples, this misses no shared run, also of a paragraph in a long page, and a sort of whole numbers is faster than any
sampling of them. Texts become numbers a batch at a time, and the numbers are sorted a portion at a time: no object is
ever made of a word, and memory holds eight bytes of each.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gowah.model import SourceText
from gowah.trace.limits import COMMON, PROPOSED
from gowah.words.script import FILLER, fold

_LONGEST = 60_000  # words of a text that are looked at
_BATCH = 2_000_000  # code points that are turned into numbers at a time
_PORTION = 4_000_000  # runs sorted at a time
_EARLIEST = 3  # texts to which a run leads that more than COMMON hold
_LEAST = 3  # runs that only two texts hold, or more of commoner ones, that a pair shares at least
RUN = 1000  # weight of a run that only two texts hold
_COMMONEST = 250  # weight of a run that all hold: a story that everybody prints is a copy too
_SMOOTH = 20  # texts assumed beside those at hand, so that a small record is not taken for the world
_OWN = 3  # texts of one outlet that may hold a run which is none of its templates
_PLANE, _POINTS = 0x10000, 0x110000  # code points of most scripts, and all there are
_BASE = 0x100000001B3
_BACK = pow(_BASE, -1, 1 << 64)  # times the other it is 1, as numbers of 64 bits go
_STIR = np.uint64(0x9E3779B97F4A7C15)

Numbers = NDArray[np.uint64]
Places = NDArray[np.int64]
Counted = tuple[Numbers, Places]
"""Pairs of texts, each as one number, and the weight of the runs that they share."""


def sharing(texts: Sequence[SourceText], length: int) -> list[tuple[int, int, int]]:
    """Pairs of positions, the lower first, of texts that share runs of so many words; for each text the likeliest.

    Third comes the weight of what they share: `RUN` for each run that no third text holds, less for commoner ones.
    Runs that one outlet alone uses often (its templates) count for nothing. Texts come in the order of their contents.
    """
    known: dict[str, int] = {}
    outlets = np.array([_outlet(n, text, known) for n, text in enumerate(texts)], dtype=np.int64)
    low = max(1, (len(texts) - 1).bit_length())  # bits of a number that tell who holds the run; the others tell which
    batches = [_held(batch, length, low) for batch in _batches(texts)]
    portions = max(1, sum(map(len, batches)) // _PORTION)
    counted = []
    for portion in range(portions):
        mine = [runs[(runs >> np.uint64(low)) % np.uint64(portions) == portion] for runs in batches]
        counted.append(_pairs(np.concatenate([np.empty(0, np.uint64), *mine]), low, outlets))
    return _likeliest(_added(counted), len(texts))


def _outlet(n: int, text: SourceText, known: dict[str, int]) -> int:
    """A number for the publisher; a text without one is by itself."""
    name = text.described.publisher
    return known.setdefault(name, -1 - len(known)) if name else n


def _batches(texts: Sequence[SourceText]) -> Iterator[list[tuple[int, str]]]:
    """Texts folded, with their positions, so many code points at a time."""
    batch: list[tuple[int, str]] = []
    size = 0
    for n, text in enumerate(texts):
        folded = fold(text.text[:_BATCH])
        batch.append((n, folded.replace(FILLER, "") if FILLER in folded else folded))
        size += len(folded)
        if size >= _BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


@cache
def _letters(points: int) -> NDArray[np.bool_]:
    """Of each code point below, whether words are made of it."""
    return np.fromiter(map(str.isalnum, map(chr, range(points))), dtype=np.bool_, count=points)


def _spelled(texts: Sequence[str]) -> tuple[Numbers, NDArray[np.int32]]:
    """All words as numbers that depend on their letters alone, and of each the place of its text among these."""
    joined = "\n".join(texts)
    if joined.isascii():
        points: NDArray[Any] = np.frombuffer(joined.encode("ascii"), dtype=np.uint8)
    else:
        points = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    known = _letters(_PLANE if points.max(initial=0) < _PLANE else _POINTS)[points]
    lettered = np.concatenate(([False], known, [False]))
    edges = np.flatnonzero(lettered[1:] != lettered[:-1])
    starts, lengths = edges[::2], edges[1::2] - edges[::2]
    if not len(starts):
        return np.empty(0, np.uint64), np.empty(0, np.int32)
    firsts = np.concatenate(([0], np.cumsum(lengths)[:-1]))  # of each word, its first letter's place among all letters
    size = len(joined).bit_length()
    letters = points[known].astype(np.uint64) * _powers(_BASE, size)[: lengths.sum()]
    words = np.add.reduceat(letters, firsts) * _powers(_BACK, size)[firsts]  # as if each stood at the beginning
    ends = np.cumsum([len(text) + 1 for text in texts])
    held = np.searchsorted(ends, starts, side="right").astype(np.int32)
    if np.bincount(held).max() > _LONGEST:
        kept = np.arange(len(held)) - np.searchsorted(held, held) < _LONGEST
        words, held = words[kept], held[kept]
    return _stirred(words), held


@cache
def _powers(base: int, doublings: int) -> Numbers:
    """The first powers of a number, two to the `doublings` of them."""
    return np.multiply.accumulate(np.full(1 << doublings, base, dtype=np.uint64))


def _stirred(numbers: Numbers) -> Numbers:
    """Numbers of which every bit depends on every bit of the old ones."""
    numbers = (numbers ^ (numbers >> np.uint64(32))) * _STIR
    return numbers ^ (numbers >> np.uint64(29))


def _runs(words: Numbers, held: NDArray[np.int32], length: int) -> tuple[Numbers, NDArray[np.int32]]:
    """A number for each run of words within one text, and the place of that text."""
    count = len(words) - length + 1
    if count < 1:
        return words[:0], held[:0]
    runs = words[:count].copy()
    for n in range(1, length):
        runs = _stirred(runs) + words[n : n + count]
    within = held[:count] == held[length - 1 :]
    return runs[within], held[:count][within]


def _held(batch: Sequence[tuple[int, str]], length: int, low: int) -> Numbers:
    """Every run of these texts and who holds it, in one number each: the holder in the last `low` bits."""
    runs, places = _runs(*_spelled([text for _, text in batch]), length)
    positions, bits = np.array([n for n, _ in batch], dtype=np.uint64), np.uint64(low)
    return (_stirred(runs) >> bits << bits) | positions[places]


def _pairs(held: Numbers, low: int, outlets: Places) -> Counted:
    """Each pair of texts that share a run, as lower * texts + higher, and the weight of what they share."""
    held = _distinct(held)
    runs = held >> np.uint64(low)
    starts = np.flatnonzero(_new(runs))
    sizes = np.diff(np.append(starts, len(runs)))
    starts, sizes = starts[sizes > 1], sizes[sizes > 1]
    counted = []
    for size in np.unique(sizes).tolist():
        rows = held[starts[sizes == size][:, None] + np.arange(size)] & np.uint64((1 << low) - 1)
        by = outlets[rows.astype(np.int64)]
        told = (size <= _OWN) | (by != by[:, :1]).any(axis=1)  # one outlet alone uses its templates again and again
        counted.append(_led(rows[told], len(outlets)))
    return _added(counted)


def _distinct(numbers: Numbers) -> Numbers:
    """Sorted, each once; `np.unique` makes a table of them, which takes longer where most are there but once."""
    numbers = np.sort(numbers)
    return numbers[_new(numbers)]


def _new(numbers: Numbers) -> NDArray[np.bool_]:
    """Where in a row of sorted numbers another one begins."""
    first = np.ones(len(numbers), dtype=np.bool_)
    first[1:] = numbers[1:] != numbers[:-1]
    return first


def _weight(holding: int, texts: int) -> int:
    """Of a run that so many of all texts hold: the rarer, the more it tells; thousandths of one that two hold."""
    rarity = math.log((texts + _SMOOTH) / holding) / math.log((texts + _SMOOTH) / 2)
    return max(_COMMONEST, round(RUN * rarity))


def _led(members: Numbers, texts: int) -> Counted:
    """The pairs of rows of texts, a row for each run; what very many hold leads from each to the earliest only."""
    size = members.shape[1]
    low, high = np.triu_indices(size, 1)
    if size > COMMON:
        low, high = low[low < _EARLIEST], high[low < _EARLIEST]
    pairs, weights = np.unique((members[:, low] * np.uint64(texts) + members[:, high]).ravel(), return_counts=True)
    return pairs, weights.astype(np.int64) * _weight(size, texts)


def _added(parts: Sequence[Counted]) -> Counted:
    """The same pairs of several tables added up."""
    if not parts:
        return np.empty(0, np.uint64), np.empty(0, np.int64)
    pairs, back = np.unique(np.concatenate([pairs for pairs, _ in parts]), return_inverse=True)
    return pairs, np.bincount(back, np.concatenate([weights for _, weights in parts]), len(pairs)).astype(np.int64)


def _likeliest(found: Counted, texts: int) -> list[tuple[int, int, int]]:
    """The pairs that are, of one of the two at least, among those that share most with it; then the earlier."""
    pairs, weights = found
    pairs, weights = pairs[weights >= _LEAST * RUN], weights[weights >= _LEAST * RUN]
    low, high = np.divmod(pairs, np.uint64(max(1, texts)))
    kept = np.zeros(len(pairs), dtype=np.bool_)
    for one, other in ((low, high), (high, low)):
        order = np.lexsort((other, -weights, one))
        begins = np.flatnonzero(_new(one[order]))
        rank = np.arange(len(order)) - np.repeat(begins, np.diff(np.append(begins, len(order))))
        kept[order[rank < PROPOSED]] = True
    return list(zip(low[kept].tolist(), high[kept].tolist(), weights[kept].tolist(), strict=True))
