"""Letters: one folded form for all the ways a word is typed, and which script a text is in.

`fold` changes code points one for one, so an offset into the folded text is an offset into the text.
"""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256
from typing import NamedTuple

FILLER = "\u0640"
"""Stands where the folded text has nothing to say: tatweel, vowel marks, direction marks."""

_ALIKE = {
    "ی": "يىېۍئےۓ", "ک": "كڪ", "گ": "ګ", "ه": "ةۀۂەھہ", "ا": "أإٱ", "و": "ؤۇ",
    "'": "‘’ʼʻ`´", '"': "“”„«»", "-": "‐‑‒–—−",
}  # fmt: skip
_SAME = {ord(char): form for form, chars in _ALIKE.items() for char in chars}
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200c\u202f\u205f\u3000"
_WORD = re.compile(r"[^\W_]+")
_LETTER = re.compile(r"[^\W\d_]")
_ARABIC = re.compile(
    r"[\u0620-\u064a\u066e-\u06d3\u06d5\u06ee-\u06ef\u06fa-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]"
)
_PASHTO = re.compile(r"[ټځڅډړږښګڼېۍ]")


class _Folding(dict[int, str]):
    """Code point -> its folded form, worked out when first met."""

    def __missing__(self, point: int) -> str:
        folded = self[point] = _folded(chr(point))
        return folded


def _folded(char: str) -> str:
    if char in _SPACES:
        return " "
    if ord(char) in _SAME:
        return _SAME[ord(char)]
    category = unicodedata.category(char)
    if category == "Nd":
        return str(unicodedata.decimal(char))
    if category in ("Mn", "Me", "Cf") or char == FILLER:
        return FILLER
    parts = unicodedata.normalize("NFKD", char)
    base, marks = parts[0], parts[1:]
    if base != char and category[0] == "L" and all(unicodedata.combining(mark) for mark in marks) and char != "آ":
        return _folded(base)
    low = char.lower()
    return low if len(low) == 1 else char


_FOLDING = _Folding()


class Word(NamedTuple):
    """Code points [start, end) of a text; `form` is folded and without fillers."""

    start: int
    end: int
    form: str


def fold(text: str) -> str:
    """The text with one form for each letter and digit; as long as the text, code point by code point.

    Lower case; Arabic yeh and kaf as in Dari, all of Pashto's yehs alike; accents off; every script's
    digits as 0 to 9; no-break spaces and ZWNJ as spaces; quotation marks and dashes straight; vowel,
    direction and stretching marks as `FILLER`.
    """
    if text.isascii():  # the same, many times as fast
        return text.lower().replace("`", "'")
    return text.translate(_FOLDING)


def words(text: str) -> tuple[Word, ...]:
    """The runs of letters and digits of a text; what is between them (spaces, hyphens, ZWNJ) parts them."""
    folded = fold(text)
    if FILLER not in folded:
        return tuple([Word(*found.span(), found[0]) for found in _WORD.finditer(folded)])
    return tuple(
        Word(*found.span(), form) for found in _WORD.finditer(folded) if (form := found[0].replace(FILLER, ""))
    )


def is_persian_script(text: str) -> bool:
    """True when more than half of the letters are of the Arabic script (Dari, Pashto, Persian, Arabic)."""
    arabic = 0 if text.isascii() else len(_ARABIC.findall(text))
    return arabic > 0 and 2 * arabic > len(_LETTER.findall(text))


def is_pashto(text: str) -> bool:
    """True when letters that Pashto has and Dari has not are at least one in fifty of the Arabic ones."""
    pashto = 0 if text.isascii() else len(_PASHTO.findall(text))
    return pashto > 0 and 50 * pashto > len(_ARABIC.findall(text))


def words_digest(text: str) -> str:
    """SHA-256 (hex) of a text's letters and digits alone, folded: a comma or a space more changes nothing."""
    return sha256("".join(letter for letter in fold(text) if letter.isalnum()).encode("utf-8", "replace")).hexdigest()
