"""The part of a text that is in one script: a report in two languages is read by the claimers of both."""

from __future__ import annotations

import re
from dataclasses import replace

from gowah.model import Block, SourceText
from gowah.words import is_persian_script

OWN = frozenset({"title", "heading", "paragraph", "item", "row"})
"""Kinds of block in which a text speaks itself."""
_LINE = re.compile(r"[^\n]+")
_ARABIC_LETTER = re.compile(r"[\u0620-\u064a\u066e-\u06d3]")
_LATIN_LETTER = re.compile(r"[A-Za-z]")
_ENOUGH = {True: 40, False: 200}
"""Letters of the Arabic script, of the Latin script: fewer are names, addresses, a menu of languages."""


_PERSIAN = frozenset({"prs", "fa", "ps", "fa-af", "pbt", "pus", "per", "fas"})


def is_persian(text: SourceText) -> bool:
    """True for a text marked as Dari or Pashto, or in the Arabic script."""
    return (text.described.language or "").lower() in _PERSIAN or is_persian_script(text.text)


def part_in_script(text: SourceText, *, persian: bool) -> SourceText | None:
    """The text with blanks for the lines that are in the other script; None where hardly any are left.

    Offsets hold: what is not blank stands where it stood.
    """
    letter = _ARABIC_LETTER if persian else _LATIN_LETTER
    if not letter.search(text.text):
        return None
    body = text.text
    blocks = text.layout or (Block(kind="paragraph", start=0, end=len(body)),)
    parts: list[str] = []
    at, letters = 0, 0
    for start, end in sorted((b.start, min(b.end, len(body))) for b in blocks if b.kind in OWN):
        for line in _LINE.finditer(body, max(at, start), end):
            if is_persian_script(line[0]) is persian:
                letters += len(letter.findall(line[0]))
            else:
                parts += [body[at : line.start()], " " * len(line[0])]
                at = line.end()
    if letters < _ENOUGH[persian]:
        return None
    return replace(text, text="".join([*parts, body[at:]]))
