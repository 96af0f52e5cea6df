"""The trained reader of roles: vectors and clues of the words, their neighbours, sentence and page -> probabilities."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from gowah.claim.learned.clues import FLAGS, clues, known_words
from gowah.claim.learned.encoder import Encoder, encoder, layer, stored
from gowah.claim.learned.page import flags
from gowah.claim.learned.reading import Reading, Role
from gowah.claim.learned.words import Word
from gowah.words import Tables

Array = Any
Window = tuple[Array, list[int]]
"""States of the pieces of a window, and where each word begins."""


class Reader:
    """Reads words into the probabilities of roles, traits and of telling of an attack."""

    def __init__(self, encoder: Encoder, members: Sequence[Mapping[str, Array]], about: Mapping[str, Any]) -> None:
        self._encoder = encoder
        self._members = members
        self._known = known_words(about["vocabulary"])
        self._traits: dict[str, int] = about["traits"]

    def read(self, words: Sequence[Word], tables: Tables) -> Reading:
        """The probabilities for every word and sentence of a text."""
        if not words:
            kinds = {name: np.zeros((0, size), np.float32) for name, size in self._traits.items()}
            return Reading(words=(), roles=np.zeros((0, len(Role), 3)), kinds=kinds, sentences=np.zeros((0, 1)))
        numbers = np.array(clues(words, self._known, flags(words, tables)))
        windows = [self._encoder.lowest(words[start:end]) for start, end in self._encoder.windows(words)]
        places = np.array([word.sentence for word in words])
        told = [_Member(weights, self._traits).read(windows, numbers, places) for weights in self._members]
        roles, kinds, telling = (sum(part) / len(told) for part in zip(*told, strict=True))
        cuts = np.cumsum([0, *self._traits.values()])
        named = {name: kinds[:, cuts[i] : cuts[i + 1]] for i, name in enumerate(self._traits)}
        return Reading(words=tuple(words), roles=roles, kinds=named, sentences=telling)


class _Member:
    """One trained network; several, trained on different texts, are asked and their answers averaged."""

    def __init__(self, weights: Mapping[str, Array], traits: Mapping[str, int]) -> None:
        self._weights = weights
        self._traits = traits

    def read(self, windows: Sequence[Window], numbers: Array, places: Array) -> tuple[Array, Array, Array]:
        """(roles, traits one after the other, sentences) from the windows and the words' clues and sentences."""
        vectors = np.concatenate([self._upper(state)[firsts] for state, firsts in windows])
        state = self._state(vectors, numbers)
        one = np.zeros(len(places), int)
        sentence = self._most(state, places, "sentence")
        page = self._most(state, one, "page")
        whole = np.concatenate([state, sentence[places], page[one]], 1)
        hidden = np.maximum(self._linear(whole, "hidden"), 0)
        roles = _softmax(self._linear(hidden, "roles").reshape(len(places), len(Role), 3))
        told = np.concatenate([sentence, page[np.zeros(len(sentence), int)]], 1)
        telling = 1 / (1 + np.exp(-self._linear(told, "telling")))
        return roles, self._kinds(hidden), telling

    def _upper(self, state: Array) -> Array:
        """The states after the layers of its own, if it has any."""
        own = sorted(int(name.split(".")[0]) for name in self._weights if name.endswith(".qkv.w"))
        for index in own:
            state = layer(state, self._weights, str(index))
        return state

    def _state(self, vectors: Array, numbers: Array) -> Array:
        """A row for each word from its vector, its clues and its neighbours."""
        if "flags.w" in self._weights:
            lexical = (numbers[:, -len(FLAGS) :] > 0).astype(np.float32) @ self._weights["flags.w"].T
        else:
            lexical = self._weights["clues.w"][numbers].sum(1)
        state = np.maximum(np.concatenate([self._linear(vectors, "vector"), lexical], 1), 0)
        state = np.maximum(self._linear(_beside(state), "near"), 0)
        return state + np.maximum(self._linear(_beside(state), "far"), 0)

    def _most(self, state: Array, places: Array, name: str) -> Array:
        """The greatest of each value over the words of a sentence, or of the page."""
        found = np.zeros((int(places[-1]) + 1, self._weights[f"{name}.b"].shape[0]), np.float32)
        np.maximum.at(found, places, np.maximum(self._linear(state, name), 0))
        return found

    def _kinds(self, hidden: Array) -> Array:
        raw, found, at = self._linear(hidden, "traits"), [], 0
        for size in self._traits.values():
            found.append(_softmax(raw[:, at : at + size]))
            at += size
        return np.concatenate(found, 1)

    def _linear(self, state: Array, name: str) -> Array:
        return state @ self._weights[f"{name}.w"].T + self._weights[f"{name}.b"]


def _beside(state: Array) -> Array:
    """Each row with the one before and the one after it."""
    none = np.zeros((1, state.shape[1]), state.dtype)
    return np.concatenate([np.concatenate([none, state[:-1]]), state, np.concatenate([state[1:], none])], 1)


def _softmax(state: Array) -> Array:
    raised = np.exp(state - state.max(-1, keepdims=True))
    return raised / raised.sum(-1, keepdims=True)


@cache
def reader() -> Reader:
    """The shipped reader, read once."""
    home = files("gowah") / "claim" / "learned" / "weights"
    weights = stored("reader.npz")
    numbers = sorted({name.split(".")[0] for name in weights})
    members = [{name[2:]: array for name, array in weights.items() if name.startswith(f"{one}.")} for one in numbers]
    for member in members:
        if "clues.w" in member:
            member["clues.w"][0] = 0  # a clue that is missing
    return Reader(encoder(), members, json.loads((home / "reader.json").read_text(encoding="utf-8")))
