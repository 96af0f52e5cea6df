"""Words that say little, and names that are the same in two scripts.

Used where two texts are laid side by side: `function_words` are left out of a comparison of contents, and
`skeleton` lets "Mumtaz" meet "ممتاز" without a dictionary.
"""

from __future__ import annotations

import csv
import io
from functools import cache
from importlib.resources import files

from gowah.words.script import fold

_PAIRS = {"sh": "š", "kh": "x", "gh": "g", "ch": "č", "zh": "j", "ph": "f", "th": "t", "ck": "k", "dh": "d"}
"""Two Latin letters that write one consonant of the Arabic script."""

_CONSONANTS = {
    **dict.fromkeys("bب", "b"), **dict.fromkeys("pپ", "p"), **dict.fromkeys("tتطټ", "t"), **dict.fromkeys("sسصث", "s"),
    **dict.fromkeys("jجژځ", "j"), **dict.fromkeys("čچڅ", "č"), **dict.fromkeys("xخ", "x"), **dict.fromkeys("dدډ", "d"),
    **dict.fromkeys("zزذضظږ", "z"), **dict.fromkeys("rرړ", "r"), **dict.fromkeys("šشښ", "š"),
    **dict.fromkeys("gگغګ", "g"),
    **dict.fromkeys("fف", "f"), **dict.fromkeys("kqcکقك", "k"), **dict.fromkeys("lل", "l"), **dict.fromkeys("mم", "m"),
    **dict.fromkeys("nنڼ", "n"),
}  # fmt: skip
"""Letter -> its sound; vowels, h, w, v and y are left out, because the scripts write them differently."""


@cache
def skeleton(word: str) -> str:
    """The consonants of a word in either script, in order, doubles once: `Mumtaz` and `ممتاز` are `mmtz`.

    Doubles within one Latin word are written out of habit ("Hussain") and count once; across a vowel they stay.
    """
    form = fold(word).strip()
    for pair, sound in _PAIRS.items():
        form = form.replace(pair, sound)
    sounds: list[str] = []
    before = ""
    for letter in form:
        sound = _CONSONANTS.get(letter, "")
        if sound and letter != before:
            sounds.append(sound)
        before = letter
    return "".join(sounds)


@cache
def function_words() -> frozenset[str]:
    """Folded words of all languages that carry no news (`data/common/function_words.csv`)."""
    sheet = (files("gowah") / "data" / "common" / "function_words.csv").read_text(encoding="utf-8")
    return frozenset(fold(word) for row in csv.DictReader(io.StringIO(sheet)) for word in row["words"].split())
