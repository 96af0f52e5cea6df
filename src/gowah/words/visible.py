"""What hides in a text made visible where it is shown: signs that turn letters round, control signs, look-alikes.

A text is stored as it was found. Shown raw, a sign of direction can make "13" of "31" and a control sign can rewrite a
terminal; a word that mixes scripts can pass for another. Marks and joiners that Persian and Arabic are written with
(LRM, RLM, ZWNJ between their letters) stay as they are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_SIGNS = {
    "\u202a": "LRE", "\u202b": "RLE", "\u202c": "PDF", "\u202d": "LRO", "\u202e": "RLO",
    "\u2066": "LRI", "\u2067": "RLI", "\u2068": "FSI", "\u2069": "PDI",
    "\u200b": "ZWSP", "\u200c": "ZWNJ", "\u200d": "ZWJ", "\u2060": "WJ", "\ufeff": "BOM",
}  # fmt: skip
"""Unicode's own short names."""

_LATIN = "A-Za-z\u00aa\u00ba\u00c0-\u024f\u1e00-\u1eff"
_OTHER = "\u0370-\u03ff\u0400-\u052f\u0531-\u058a\u13a0-\u13ff\u1c80-\u1c8f\u1f00-\u1fff\u2c80-\u2cff\ua640-\ua69f"
_MARKED = re.compile(
    r"(?P<turn>[\u202a-\u202e\u2066-\u2069])"
    rf"|(?<=[{_LATIN}])(?P<gap>[\u200b-\u200d\u2060\ufeff])(?=[{_LATIN}{_OTHER}])"
    r"|(?P<control>[\x00-\x08\x0b-\x1f\x7f-\x9f]|[\U000e0000-\U000e007f]+)"
    rf"|(?P<word>(?<![^\W\d_])(?:[{_LATIN}]+[{_OTHER}]|[{_OTHER}]+[{_LATIN}])[^\W\d_]*)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A piece of a text as it is shown, the `mark` put after it, and `why` it is there; no mark where nothing hides."""

    text: str
    mark: str = ""
    why: str = ""


def shown(text: str) -> Iterator[Shown]:
    """The text in pieces; where something is hidden, a piece with its mark."""
    at = 0
    for found in _MARKED.finditer(text):
        if at < found.start():
            yield Shown(text=text[at : found.start()])
        at = found.end()
        yield _of(found)
    if at < len(text):
        yield Shown(text=text[at:])


def visible(text: str) -> str:
    """The text as one line of plain letters shows it: `⟨RLO⟩`, `␛`, `Kаbul⟨Latin+Cyrillic⟩`."""
    if not _MARKED.search(text):
        return text
    return "".join(piece.text + piece.mark for piece in shown(text))


def _of(found: re.Match[str]) -> Shown:
    sign = found[0][0]
    if word := found["word"]:
        scripts = "+".join(dict.fromkeys(unicodedata.name(char, "?").split()[0].title() for char in word))
        return Shown(
            text=word,
            mark=f"⟨{scripts}⟩",
            why=f"this word mixes letters of {scripts}; it may not be what it looks like",
        )
    if found["turn"]:
        why = f"a sign that changes the direction of letters (U+{ord(sign):04X}) stands here"
        return Shown(text="", mark=f"⟨{_SIGNS[sign]}⟩", why=why)
    why = f"a sign that cannot be seen (U+{ord(sign):04X}) stands here"
    if found["gap"]:
        return Shown(text="", mark=f"⟨{_SIGNS[sign]}⟩", why=why)
    picture = chr(0x2400 + ord(sign)) if sign < " " else "␡" if sign == "\x7f" else f"⟨U+{ord(sign):04X}⟩"
    return Shown(text="", mark=picture, why=why)
