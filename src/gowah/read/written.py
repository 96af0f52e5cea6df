"""The lines of a plain text, and what the marks of Markdown before them say they are.

A mark (`# `, `- `, `> `) is furniture: the line begins behind it, and the text stays as it was written. A text is taken
for Markdown only where it plainly is, since `#` and `-` stand in other texts too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

RULE = re.compile(r"[\s_=*~#-]{3,}")
"""A line of signs that parts what stands above it from what stands below."""

_HEADING = re.compile(r"(#{1,6})[ \t]+(?=[^\s#])")
_ALONE = re.compile(r"(?:\A|\n[ \t]*\n)#{1,3}[ \t]+[^\W\d_][^\n]*\n[ \t]*\n")
_CLOSING = re.compile(r"[ \t]+#+$")
_ITEM = re.compile(r"(?:[-*+•]|\d{1,3}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?(?=\S)")
_QUOTED = re.compile(r"(?:>[ \t]?)+")
_ROW = re.compile(r"\|.*\|.*")
_GRID = re.compile(r"\|?(?:\s*:?-{3,}:?\s*\|)+(?:\s*:?-{3,}:?\s*)?")
_UNDER = re.compile(r"={3,}|-{3,}")
_FENCE = re.compile(r"```|~~~")
_STRONG = re.compile(r"(\*\*|__)(?=\S)[^*_\n]{1,200}(?<=\S)\1")
_WHOLE = re.compile(r"(\*{1,3}|_{1,3})(?=[^\s*_])[^*_\n]+(?<=\S)\1")
_FRONT = re.compile(r"---[ \t]*\n((?:[\w -]{1,40}:[^\n]*\n|[ \t]+[^\n]*\n|-[ \t][^\n]*\n){1,40})---[ \t]*(?:\n|\Z)")
_SEEN, _SEEN_SIGNS = 400, 60_000  # lines, code points in which its marks are looked for
_ENOUGH = 2  # headings or words in bold: one alone may be by chance


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Code points [start, end) of the text, outer white space and marks left out, and what stands there.

    `mark` is the kind of block that a mark of Markdown makes it; empty where there is none.
    """

    start: int
    end: int
    text: str
    mark: str = ""


def paragraphs_of(text: str) -> list[list[Line]]:
    """Runs of lines without a blank one between them; a heading of Markdown stands alone."""
    found: list[list[Line]] = [[]]
    marks = _Marks(text) if is_markdown(text) else None
    for match in re.finditer(r"[^\n]+|\n(?=\s*?\n)", text):
        line = match[0]
        bare = line.strip()
        if not bare:
            if found[-1]:
                found.append([])
            continue
        start = match.start() + len(line) - len(line.lstrip())
        one = Line(start=start, end=start + len(bare), text=bare)
        if marks is None:
            found[-1].append(one)
        else:
            marks.add(one, found)
    return [lines for lines in found if lines]


def is_markdown(text: str) -> bool:
    """Whether marks stand in a text as nobody but Markdown sets them."""
    if (text.startswith("---") and _FRONT.match(text)) or _ALONE.search(text, 0, _SEEN_SIGNS):
        return True
    headings = strong = 0
    for number, line in enumerate(_first_lines(text)):
        if _GRID.fullmatch(line) and "|" in line:
            return True
        heading = _HEADING.match(line) is not None
        if heading and number == 0:
            return True
        headings += heading
        strong += _STRONG.search(line[:1_000]) is not None
    return headings >= _ENOUGH or strong >= _ENOUGH


def _first_lines(text: str) -> Iterator[str]:
    lines = (line.strip() for line in text[:_SEEN_SIGNS].split("\n"))
    for _, line in zip(range(_SEEN), filter(None, lines), strict=False):
        yield line


class _Marks:
    """Reads the marks line by line: what stands between two fences is code, and has none."""

    def __init__(self, text: str) -> None:
        front = _FRONT.match(text)
        self._front = front.end() if front else 0
        self._fenced = False

    def add(self, line: Line, found: list[list[Line]]) -> None:
        """Puts a line with its mark where it belongs."""
        before = found[-1]
        one = self._read(line)
        is_grid = not self._fenced and _GRID.fullmatch(line.text) is not None
        if is_grid and before and not before[-1].mark and "|" in before[-1].text:
            before[-1] = replace(before[-1], mark="row")
        if one.mark == "header" and len(before) == 1 and not before[0].mark and _UNDER.fullmatch(line.text):
            found += [[replace(before.pop(), mark="heading"), one], []]
        elif one.mark == "heading":
            found += [[one], []]
        elif before and (before[-1].mark == "front") != (one.mark == "front"):
            found.append([one])
        elif not one.mark and "|" in line.text and before and before[-1].mark in ("row", "header"):
            before.append(replace(one, mark="row"))
        else:
            before.append(one)

    def _read(self, line: Line) -> Line:
        """The line behind its mark."""
        if line.start < self._front:
            return replace(line, mark="front")
        if _FENCE.match(line.text):
            self._fenced = not self._fenced
            return replace(line, mark="header")
        if self._fenced:
            return line
        if RULE.fullmatch(line.text) or ("|" in line.text and _GRID.fullmatch(line.text)):
            return replace(line, mark="header")
        if found := _HEADING.match(line.text):
            closing = _CLOSING.search(line.text)
            return _bare(line, found.end(), closing.start() if closing else len(line.text), "heading")
        if found := _ITEM.match(line.text):
            return _bare(line, found.end(), len(line.text), "item")
        if _ROW.fullmatch(line.text):
            inner = line.text.strip("| \t")
            return _bare(line, line.text.index(inner), len(line.text.rstrip("| \t")), "row") if inner else line
        quoted = _QUOTED.match(line.text)
        return _bare(line, quoted.end() if quoted else 0, len(line.text), "")


def _bare(line: Line, start: int, end: int, mark: str) -> Line:
    """A part of a line, without the stars of one that is bold as a whole."""
    words = line.text[start:end]
    if found := _WHOLE.fullmatch(words):
        start, end = start + len(found[1]), end - len(found[1])
    if start >= end:
        return line
    return Line(start=line.start + start, end=line.start + end, text=line.text[start:end], mark=mark)
