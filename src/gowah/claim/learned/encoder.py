"""What the words mean, in numpy: a small frozen transformer (BERT, Devlin et al. 2019; MiniLM, Wang et al. 2020).

Its matrices are kept as eight-bit integers with one scale a row; see training/card.md.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from gowah.claim.learned.pieces import Pieces
from gowah.claim.learned.words import Word, sentences

Array = Any
_TINY = 1e-12
WINDOW = 254
"""Word pieces that are read at a time; a sentence is cut only where it is longer."""


class Encoder:
    """Turns words into vectors that tell them by their context."""

    def __init__(self, weights: Mapping[str, Array], about: Mapping[str, Any]) -> None:
        self._weights = weights
        self.pieces = Pieces({piece: number for number, piece in enumerate(about["vocabulary"])})
        self._taken: Sequence[int] = about["taken"]  # the layers whose states are given, the last one last
        self._heads: int = about["heads"]

    @property
    def width(self) -> int:
        """How long a word's vector is."""
        return len(self._taken) * int(self._weights["places"].shape[1])

    def encode(self, words: Sequence[Word]) -> Array:
        """A row for each word."""
        rows = np.zeros((len(words), self.width), np.float32)
        for start, end in self.windows(words):
            rows[start:end] = self._window(words[start:end])
        return rows

    def windows(self, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
        """Runs of whole sentences that fit; a sentence too long is cut."""
        start = size = 0
        for first, last in sentences(tuple(words)):
            lengths = [len(self.pieces.of(word.lower)) for word in words[first:last]]
            if size and size + sum(lengths) > WINDOW:
                yield start, first
                start, size = first, 0
            for index, length in enumerate(lengths, first):
                if size + length > WINDOW:
                    yield start, index
                    start, size = index, 0
                size += length
        if start < len(words):
            yield start, len(words)

    def _window(self, words: Sequence[Word]) -> Array:
        ids, firsts = [self.pieces.start], []
        for word in words:
            firsts.append(len(ids))
            ids += self.pieces.of(word.lower)
        ids.append(self.pieces.stop)
        w = self._weights
        state = w["words"][ids].astype(np.float32) * w["words.scale"][ids][:, None] + w["places"][: len(ids)]
        state = _normal(state, w["embed.norm.w"], w["embed.norm.b"])
        taken = []
        for layer in range(self._taken[-1]):
            state = self._layer(state, f"{layer}")
            if layer + 1 in self._taken:
                taken.append(state[firsts])
        return np.concatenate(taken, 1)

    def _layer(self, state: Array, name: str) -> Array:
        w = self._weights
        length, width = state.shape
        size = width // self._heads
        query, key, value = _linear(state, w, f"{name}.qkv").reshape(length, 3, self._heads, size).transpose(1, 2, 0, 3)
        weight = query @ key.transpose(0, 2, 1) / np.sqrt(np.float32(size))
        weight = np.exp(weight - weight.max(-1, keepdims=True))
        weight /= weight.sum(-1, keepdims=True)
        joined = (weight @ value).transpose(1, 0, 2).reshape(length, width)
        state = _normal(state + _linear(joined, w, f"{name}.out"), w[f"{name}.norm1.w"], w[f"{name}.norm1.b"])
        inner = _linear(_gelu(_linear(state, w, f"{name}.up")), w, f"{name}.down")
        return _normal(state + inner, w[f"{name}.norm2.w"], w[f"{name}.norm2.b"])


def _linear(state: Array, weights: Mapping[str, Array], name: str) -> Array:
    return state @ weights[f"{name}.w"].T + weights[f"{name}.b"]


def _normal(state: Array, weight: Array, bias: Array) -> Array:
    centred = state - state.mean(-1, keepdims=True)
    return centred / np.sqrt((centred * centred).mean(-1, keepdims=True) + _TINY) * weight + bias


def _gelu(x: Array) -> Array:
    """x times the normal distribution's share below x; erf by Abramowitz and Stegun 7.1.26 (error under 2e-7)."""
    z = np.abs(x) * np.float32(0.7071067811865476)
    t = 1 / (1 + np.float32(0.3275911) * z)
    poly = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    erf = np.copysign(1 - poly * np.exp(-z * z), x)
    return (0.5 * x * (1 + erf)).astype(np.float32)


def stored(name: str) -> dict[str, Array]:
    """The arrays of a shipped file; matrices kept as small integers come back as numbers, but for the vocabulary's."""
    home = files("gowah") / "claim" / "learned" / "weights"
    with np.load(io.BytesIO((home / name).read_bytes()), allow_pickle=False) as kept:
        arrays = {key: kept[key] for key in kept.files}
    wide = {}
    for key, array in arrays.items():
        if array.dtype == np.int8 and key.endswith(".w"):
            wide[key] = array.astype(np.float32) * arrays[f"{key}.scale"][:, None]
        else:
            wide[key] = array.astype(np.float32) if array.dtype == np.float16 else array
    return wide


@cache
def encoder() -> Encoder:
    """The shipped encoder, read once."""
    home = files("gowah") / "claim" / "learned" / "weights"
    return Encoder(stored("encoder.npz"), json.loads((home / "encoder.json").read_text(encoding="utf-8")))
