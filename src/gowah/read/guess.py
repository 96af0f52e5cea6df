"""Which of the old one-byte encodings bytes are in: the one in which their letters make words."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice

_ENCODINGS = (
    "cp1252", "cp1256", "iso8859_6", "mac_roman", "mac_farsi", "mac_arabic", "cp1251", "koi8_r", "cp1254", "cp850",
    "cp866", "cp864",
)  # fmt: skip
"""The likelier first: the first of the best is taken."""

_MOST_SIGNS = 3_000
_BEYOND = re.compile(r"[^\x00-\x7f]")
_LATIN = frozenset("éèêëàâáäãåæçñóòôöõøíìîïúùûüßşğıœéÉÀÇÑÓÍÁÚÜÖÄŞĞİ")
_ARABIC = frozenset("اآأإةبپتثجچحخدذرزژسشصضطظعغفقکكگلمنوهیيىئءؤ")
_ARABIC_OFTEN = frozenset("انيیلمروتدهبسکكشفةأ")
_CYRILLIC_OFTEN = frozenset("оеаинтсрвлкмдпуяы")
_QUOTES_OPEN, _QUOTES_CLOSE = frozenset("“‘„«"), frozenset("”’»…")
_DASHES = frozenset("–—")
_PLAIN = frozenset("£€°·•§©،؛؟٪")
_GOOD, _FAIR, _ODD, _WRONG, _NEVER = 1.0, 0.4, -0.5, -2.0, -5.0


def guessed(content: bytes) -> str:
    """The likeliest encoding of a sample that has bytes beyond ASCII in it."""
    return max(_ENCODINGS, key=lambda encoding: _score(content, encoding))


def _score(content: bytes, encoding: str) -> float:
    text = content.decode(encoding, "replace")
    places = (found.start() for found in islice(_BEYOND.finditer(text), _MOST_SIGNS))
    return sum(_fitness(text[at - 1 : at] or " ", text[at], text[at + 1 : at + 2] or " ") for at in places)


def _fitness(before: str, char: str, after: str) -> float:
    """How well a sign stands between two others."""
    if char.isalpha():
        return _of_letter(before, char, after)
    if char.isdigit():
        return _FAIR if not before.isalpha() and not after.isalpha() else _ODD
    if char in "\u00a0\u200c\u200d\u200e\u200f":
        return 0.0
    if char in _QUOTES_OPEN:
        return _GOOD if after.isalnum() and not before.isalnum() else _ODD
    if char in _QUOTES_CLOSE:
        inside = before.isalpha() and after.isalpha()
        return _FAIR if inside else _GOOD if before.isalnum() or before in ".,!?" else _ODD
    if char in _DASHES:
        if before.isalpha() and after.isalpha():
            return _ODD
        return _GOOD if before.isspace() == after.isspace() else _ODD
    if char in _PLAIN:
        return _FAIR if not (before.isalpha() and after.isalpha()) else _WRONG
    return _NEVER if not char.isprintable() or char == "\ufffd" else _WRONG


def _of_letter(before: str, char: str, after: str) -> float:
    kind = _script(char)
    if any(near.isalpha() and _script(near) is not kind for near in (before, after)):
        return _WRONG
    if char.isupper() and before.islower():
        return _WRONG
    return kind(char)


def _script(char: str) -> Callable[[str], float]:
    """What scores the letters of a script."""
    if "\u0600" <= char <= "\u06ff" or "\ufb50" <= char <= "\ufefc":
        return _arabic
    return _cyrillic if "\u0400" <= char <= "\u04ff" else _latin


def _latin(char: str) -> float:
    return _FAIR if char in _LATIN else _ODD


def _arabic(char: str) -> float:
    if char in _ARABIC_OFTEN:
        return _GOOD
    return _FAIR if char in _ARABIC else _ODD


def _cyrillic(char: str) -> float:
    if char in _CYRILLIC_OFTEN:
        return _GOOD
    return _FAIR if "\u0410" <= char <= "\u044f" else _ODD
