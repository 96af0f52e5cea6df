"""Finding a name however it is dressed: case, accents, letter variants, separators, escapes, order.

A text is laid out as *pieces*: runs of letters or digits in one plain form, each knowing which characters
of the original it came from. `Hus%C3%A1in_DAD`, `hussain&nbsp;dad`, `HussainDad` and one typed with letters of another
script that are drawn alike then look alike.
"""

from __future__ import annotations

import base64
import binascii
import html
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from urllib.parse import unquote, unquote_to_bytes

from gowah.words import fold, is_persian_script
from gowah.words.kin import skeleton
from gowah.words.lookalikes import LOOKALIKES

_ASCII_RUN = re.compile(r"[a-z]+|[0-9]+")
_ESCAPE = re.compile(r"(?:%[0-9A-Fa-f]{2})+|&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_PACKED = (re.compile(r"[A-Za-z0-9+_-]{8,}"), re.compile(r"[A-Za-z0-9+/_-]{8,}"))
MARK = "▮▮▮"
"""What stands where something was cut."""
FEWEST = 4
"""Consonants that a whole name must have to be recognised by them in another script."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A plain run of letters or digits and the characters [start, end) of the original it came from."""

    form: str
    start: int
    end: int


@lru_cache(maxsize=20_000)
def pieces(text: str) -> tuple[Piece, ...]:
    """The text's runs of letters and runs of digits, escapes undone, accents and invisible marks dropped."""
    if text.isascii() and "%" not in text and "&" not in text:
        return tuple(Piece(run[0], run.start(), run.end()) for run in _ASCII_RUN.finditer(text.lower()))
    found: list[Piece] = []
    form, start, end = "", 0, 0
    for char, first, last in _plain(text):
        alike = form and char.isalpha() == form[-1].isalpha()
        if form and not (char.isalnum() and alike):
            found.append(Piece(form, start, end))
            form = ""
        if char.isalnum():
            start = start if form else first
            form, end = form + char, last
    if form:
        found.append(Piece(form, start, end))
    return tuple(found)


def _plain(text: str) -> Iterator[tuple[str, int, int]]:
    """(plain character, start, end) of the original; a separator is a space."""
    for run, start, end in _decoded(text):
        for shown in unicodedata.normalize("NFKD", run):
            category = unicodedata.category(shown)
            if category in ("Mn", "Me", "Cf") or shown == "ـ":
                continue
            for char in fold(shown.translate(LOOKALIKES)).casefold():
                yield (char if char.isalnum() else " "), start, end


def _decoded(text: str) -> Iterator[tuple[str, int, int]]:
    """Characters with their places, percent- and HTML-escapes undone (twice, for those wrapped twice)."""
    at = 0
    for escape in _ESCAPE.finditer(text):
        yield from ((text[n], n, n + 1) for n in range(at, escape.start()))
        undone = _undo(_undo(escape[0]))
        yield from ((char, escape.start(), escape.end()) for char in undone)
        at = escape.end()
    yield from ((text[n], n, n + 1) for n in range(at, len(text)))


def _undo(escape: str) -> str:
    if escape.startswith("%"):
        return unquote_to_bytes(escape).decode("utf-8", "replace")
    return html.unescape(escape)


def unpacked(text: str) -> Iterator[str]:
    """What base64-looking parts of a URL hold, where that is text."""
    for part in (part for pattern in _PACKED for part in pattern.findall(text)):
        padded = part + "=" * (-len(part) % 4)
        try:
            yield base64.b64decode(padded, altchars=b"-_", validate=True).decode("utf-8")
        except (binascii.Error, ValueError):
            continue


@dataclass(frozen=True)
class Names:
    """Names to look for: the forms their words may stand in, joined; and the consonants of whole names, for the
    other script: (`latin` or `persian`, where to look) with the joined `skeleton`.
    """

    joined: frozenset[str]
    longest: int
    sounds: frozenset[tuple[str, str]] = frozenset()

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where any of the names stands in a text, from piece to piece; may overlap."""
        laid = pieces(text)
        for n, first in enumerate(laid):
            form = ""
            for piece in laid[n:]:
                form += piece.form
                if len(form) > self.longest:
                    break
                if form in self.joined:
                    yield first.start, piece.end
        if self.scripts:
            yield from self._heard(laid)

    @cached_property
    def scripts(self) -> frozenset[str]:
        """Where names are listened for."""
        return frozenset(script for script, _ in self.sounds)

    def _heard(self, laid: tuple[Piece, ...]) -> Iterator[tuple[int, int]]:
        """Where the consonants of a whole name stand in the other script, over no more than six words."""
        for n, first in enumerate(laid):
            script, heard = _script(first.form), ""
            if script not in self.scripts:
                continue
            for piece in laid[n : n + 6]:
                if _script(piece.form) != script:
                    break
                heard += skeleton(piece.form)
                if (script, heard) in self.sounds:
                    yield first.start, piece.end

    def inside(self, url: str) -> bool:
        """True where a name stands anywhere in a URL: also glued to other letters, escaped twice, or packed."""
        long = [name for name in self.joined if len(name) >= 8]
        for shown in (url, unquote(url), unquote(unquote(url)), *unpacked(url)):
            glued = "".join(piece.form for piece in pieces(shown))
            if any(True for _ in self.spans(shown)) or any(name in glued for name in long):
                return True
        return False


def names_of(forms: Iterable[tuple[str, ...]], whole: Iterable[tuple[str, ...]] = ()) -> Names:
    """A finder for names given as tuples of plain words; `whole` names are also heard in the other script."""
    joined = frozenset("".join(words) for words in forms if any(words))
    sounds = {
        ("latin" if _script(words[0]) == "persian" else "persian", "".join(skeleton(word) for word in words))
        for words in whole
        if len(words) > 1
    }
    heard = frozenset((script, sound) for script, sound in sounds if len(sound) >= FEWEST)
    return Names(joined, max(map(len, joined), default=0), heard)


def _script(form: str) -> str:
    return "persian" if is_persian_script(form) else "latin"


def cut(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with each span replaced by one visible mark; spans that touch become one."""
    merged: list[list[int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1] + 1:
            merged[-1][1] = max(merged[-1][1], end)
        elif end > start:
            merged.append([start, end])
    at, parts = 0, []
    for start, end in merged:
        parts += [text[at:start], MARK]
        at = end
    return "".join([*parts, text[at:]])
