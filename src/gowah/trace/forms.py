"""The words of a piece of text, folded or as written, where nobody asks where they stand: many times as fast."""

from __future__ import annotations

import re

from gowah.words.script import FILLER

_WORD = re.compile(r"[^\W_]+")
_APART = bytes(point if chr(point).isalnum() else 32 for point in range(128)) + bytes(128)


def forms_in(text: str) -> list[str]:
    """The runs of letters and digits, as `gowah.words.words` would find them."""
    if text.isascii():
        return text.encode("ascii").translate(_APART).decode("ascii").split()
    return _WORD.findall(text.replace(FILLER, "") if FILLER in text else text)
