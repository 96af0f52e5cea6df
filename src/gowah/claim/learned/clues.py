"""The words themselves as numbers: their ends, their neighbours and what the tables know of them."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

from gowah.claim.learned.words import Word

AFFIXES = 1 << 13
_NEAR = (-2, -1, 0, 1, 2)
FLAGS = ("place", "nation", "group", "number", "mark", "first", "quoted")
PER_WORD = len(_NEAR) + 2 + len(FLAGS)
"""Clues of each word; a clue that is missing is number 0."""


def known_words(vocabulary: Sequence[str]) -> dict[str, int]:
    """Word -> number from 1; every other word is 0."""
    return {word: number for number, word in enumerate(vocabulary, 1)}


def size(vocabulary: int) -> int:
    """How many different clues there are."""
    return 1 + len(_NEAR) * (vocabulary + 1) + 2 * AFFIXES + len(FLAGS)


def clues(words: Sequence[Word], known: dict[str, int], flags: Sequence[frozenset[str]]) -> list[list[int]]:
    """The numbers of each word's clues, `PER_WORD` of them; `flags` are what the page knows of each word."""
    numbers = [known.get(word.lower, 0) for word in words]
    width = len(known) + 1
    affixes = 1 + len(_NEAR) * width
    marks = affixes + 2 * AFFIXES
    found = []
    for index, word in enumerate(words):
        row = []
        for block, step in enumerate(_NEAR):
            at = index + step
            inside = 0 <= at < len(words) and words[at].sentence == word.sentence
            row.append(1 + block * width + numbers[at] if inside and numbers[at] else 0)
        row.append(affixes + _digest(word.lower[:4]) % AFFIXES)
        row.append(affixes + AFFIXES + _digest(word.lower[-3:]) % AFFIXES)
        row += [marks + number if flag in flags[index] else 0 for number, flag in enumerate(FLAGS)]
        found.append(row)
    return found


def _digest(part: str) -> int:
    return zlib.crc32(part.encode("utf-8"))
