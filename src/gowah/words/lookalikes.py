"""Letters that look like Latin ones, and marks that nobody sees: what a reader reads, whatever was typed.

"Аhmad" with a Cyrillic capital, "Ah\\u200bmad" with an invisible space and "Ａｈｍａｄ" in full width are one name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_LIKE = {
    "A": "АΑᎪ", "B": "ВΒᏴ", "C": "СϹᏟ", "D": "Ꭰ", "E": "ЕΕᎬ", "F": "Ϝ", "G": "ԌᏀ", "H": "НΗᎻ", "I": "ІΙӀ", "J": "ЈᎫͿ",
    "K": "КΚᏦK", "L": "ᏞԼ", "M": "МΜᎷ", "N": "Ν", "O": "ОΟՕ", "P": "РΡᏢ", "Q": "Ԛ", "R": "ᎡᏒ", "S": "ЅᏚՏ", "T": "ТΤᎢ",
    "U": "ՍԱ", "V": "ѴᏙ", "W": "ԜᎳ", "X": "ХΧ", "Y": "ҮΥУ", "Z": "ΖᏃ",
    "a": "аαɑ", "b": "Ьƅ", "c": "сϲ", "d": "ԁ", "e": "еҽє", "f": "ք", "g": "ɡցԍ", "h": "һհ", "i": "іιıɩ", "j": "јϳ",
    "k": "кκ", "l": "ӏǀ", "m": "м", "n": "пոռη", "o": "оοօσ", "p": "рρ", "q": "ԛգ", "r": "гᴦ", "s": "ѕꜱ", "t": "тτ",
    "u": "υսц", "v": "νѵᴠ", "w": "ԝѡաω", "x": "хχ", "y": "уγүყ", "z": "ᴢ",
}  # fmt: skip
LOOKALIKES = {ord(like): letter for letter, likes in _LIKE.items() for like in likes}
"""Code point of a letter of another script -> the Latin letter that it is drawn as."""

_LETTERS = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_UNSEEN = ("Cf", "Mn", "Me")
_JOINER = "\u200c"


def as_read(text: str) -> tuple[str, Sequence[int]]:
    """The text as it is read, and where each of its code points stands in the text as it was typed.

    Invisible marks and accents apart are left out (a joiner between letters that are not Latin is a space), letters of
    full width and the like are plain, and a word drawn in Latin letters alone is written in them.
    """
    if text.isascii():
        return text, range(len(text))
    chars: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        shown = _shown(char)
        if char == _JOINER and not (chars and _LATIN.match(chars[-1])):
            shown = " "
        if shown:
            chars.append(shown)
            places.append(place)
    return _LETTERS.sub(_in_latin, "".join(chars)), places


def _shown(char: str) -> str:
    """One character for a character, or none for what is not seen."""
    if char.isascii():
        return char
    if unicodedata.category(char) in _UNSEEN or char == "\u0640":
        return ""
    if unicodedata.decomposition(char).startswith(("<wide>", "<font>", "<circle>", "<narrow>", "<super>", "<sub>")):
        plain = unicodedata.normalize("NFKD", char)
        return plain if len(plain) == 1 else char
    return char


def _in_latin(word: re.Match[str]) -> str:
    """The word in Latin letters where each of its letters is one or looks like one."""
    drawn = word[0].translate(LOOKALIKES)
    return drawn if all(_LATIN.match(letter) for letter in drawn) else word[0]
