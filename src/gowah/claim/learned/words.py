"""A text cut into words, sentences and paragraphs, whatever its case; positions in code points."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+|[^\w\s]|_")
_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_STOP = frozenset(".!?")
_CLOSING = frozenset("\"')]”’»")
_SHORT = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "gen",
        "lt",
        "lieut",
        "col",
        "capt",
        "maj",
        "sgt",
        "cpl",
        "pvt",
        "brig",
        "adm",
        "cmdr",
        "msgr",
        "rev",
        "fr",
        "sr",
        "sra",
        "st",
        "ste",
        "gov",
        "sen",
        "rep",
        "pres",
        "no",
        "nos",
        "jr",
        "inc",
        "ltd",
        "co",
        "corp",
        "vs",
        "etc",
        "dept",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "eng",
        "lic",
        "ing",
    ]
)
"""Words that a full stop shortens, rather than ends a sentence after."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A run of letters and digits, or one mark; `sentence` and `paragraph` number from 0 in the text."""

    start: int
    end: int
    lower: str
    sentence: int
    paragraph: int


def words(text: str, start: int = 0, end: int | None = None) -> tuple[Word, ...]:
    """The words of text[start:end], in order."""
    stop = len(text) if end is None else end
    breaks = [match.start() for match in _PARAGRAPH.finditer(text, start, stop)]
    spans = [(match.start(), match.end()) for match in _WORD.finditer(text, start, stop)]
    found: list[Word] = []
    sentence = paragraph = 0
    for index, (begin, close) in enumerate(spans):
        if found:
            fresh = paragraph < len(breaks) and breaks[paragraph] < begin
            while paragraph < len(breaks) and breaks[paragraph] < begin:
                paragraph += 1
            sentence += fresh or _ends(text, spans, index - 1)
        found.append(
            Word(start=begin, end=close, lower=text[begin:close].lower(), sentence=sentence, paragraph=paragraph)
        )
    return tuple(found)


def _ends(text: str, spans: list[tuple[int, int]], last: int) -> bool:
    """Whether a sentence ends with the word `last`: a stop, perhaps quotes after it, then white space."""
    after = spans[last][1]
    if spans[last + 1][0] == after:  # no space between
        return False
    mark = last
    while mark >= 0 and text[spans[mark][0] : spans[mark][1]] in _CLOSING:
        mark -= 1
    if mark < 1 or text[spans[mark][0]] not in _STOP:
        return False
    if text[spans[mark][0]] != ".":
        return True
    before, at = spans[mark - 1]
    word = text[before:at].lower()
    glued = at == spans[mark][0]
    # "U.S." and "J. R." do not end a sentence, nor does "Gen."; two spaces after it say that it does
    wide = "\n" in text[after : spans[last + 1][0]] or spans[last + 1][0] - after > 1
    if glued and (len(word) == 1 and word.isalpha()):
        return wide and mark >= 3 and text[spans[mark - 2][0]] == "." and spans[last + 1][0] - after > 1
    return not (glued and word in _SHORT)


def sentences(found: tuple[Word, ...]) -> tuple[tuple[int, int], ...]:
    """(first word, word after the last) of each sentence."""
    cuts = [i for i in range(len(found)) if i == 0 or found[i].sentence != found[i - 1].sentence]
    return tuple(itertools.pairwise([*cuts, len(found)])) if cuts else ()
