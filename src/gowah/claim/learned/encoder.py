"""What the words mean, in numpy: the layers of a small transformer (BERT, Devlin et al. 2019; MiniLM, Wang et al.).

Its matrices are kept as eight-bit integers with one scale a row; see training/roles/card.md.
"""

from __future__ import annotations

import io
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from gowah.claim.learned.pieces import Pieces
from gowah.claim.learned.words import Word, sentences

Array = Any
_TINY = 1e-12
_HEADS = 12
WINDOW = 254
"""Word pieces that are read at a time; a sentence is cut only where it is longer."""


class Encoder:
    """Turns words into the states from which the networks read on."""

    def __init__(self, weights: Mapping[str, Array], about: Mapping[str, Any]) -> None:
        self._weights = weights
        self.pieces = Pieces({piece: number for number, piece in enumerate(about["vocabulary"])})
        self._layers: int = about["layers"]

    def windows(self, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
        """Runs of whole sentences that fit, of about one length; a sentence too long is cut."""
        sizes = [len(self.pieces.of(word.lower)) for word in words]
        fair = sum(sizes) / max(1, math.ceil(sum(sizes) / WINDOW))
        start = size = 0
        for first, last in sentences(tuple(words)):
            length = sum(sizes[first:last])
            if size and (size + length / 2 > fair or size + length > WINDOW):
                yield start, first
                start, size = first, 0
            for index in range(first, last):
                if size + sizes[index] > WINDOW:
                    yield start, index
                    start, size = index, 0
                size += sizes[index]
        if start < len(words):
            yield start, len(words)

    def lowest(self, words: Sequence[Word]) -> tuple[Array, list[int]]:
        """The states of the pieces of one window after the layers that all networks share; each word's first piece."""
        ids, firsts = [self.pieces.start], []
        for word in words:
            firsts.append(len(ids))
            ids += self.pieces.of(word.lower)
        ids.append(self.pieces.stop)
        w = self._weights
        state = w["words"][ids].astype(np.float32) * w["words.scale"][ids][:, None] + w["places"][: len(ids)]
        state = _normal(state, w["embed.norm.w"], w["embed.norm.b"])
        for index in range(self._layers):
            state = layer(state, w, str(index))
        return state, firsts


def layer(state: Array, w: Mapping[str, Array], name: str) -> Array:
    """The states after one layer, whose matrices bear the name."""
    length, width = state.shape
    size = width // _HEADS
    query, key, value = _linear(state, w, f"{name}.qkv").reshape(length, 3, _HEADS, size).transpose(1, 2, 0, 3)
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
