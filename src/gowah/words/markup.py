"""What of a text is written for machines: data, markup, program code. Nobody says anything in it.

Line by line, so that a bracket left open at the head of a report cannot take the rest of it away; inside a line of
prose only what stands in braces is cut out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

_ANY = re.compile(r"[{}<=`]|\[/\w|\w\([\"']|[\"']\s?:|^[ \t]*[\[\](),;]+[ \t]*$", re.MULTILINE)
_LINE = re.compile(r"[^\n]+")
_MOST = 2_000  # code points of a line that is looked at as a whole: program code is written in short lines
_VALUE = r"(?:[\"'{\[\d-]|true\b|false\b|null\b|None\b|True\b|False\b)"
_MEMBER = re.compile(rf"[\[{{,\s]*[\"'][\w .-]{{1,60}}[\"']\s?:\s*{_VALUE}")
_BRACKETS = re.compile(r"[\[\]{}(),;\s]+")
_ASSIGNED = re.compile(
    r"(?:\|\s*)?(?:(?:let|var|const|export|set|my|SET)\s+)?[$@]?\w[\w.\[\]\"'-]*\s*[-+*:=!<>]?={1,2}\s*\S"
)
_CALL = re.compile(r"(?:[\w.]+\s+){0,3}[\w.]+\([^\n]*\)\s?[;:{]?")
_ARGUMENT = re.compile(r"[\"'=]")
_FENCE = re.compile(r"```|~~~")
_TAG = re.compile(r"</?[A-Za-z!?][^<>\n]{0,2000}>")
_LAYOUT = re.compile(
    r"</?(?:a|abbr|b|big|br|cite|em|font|i|img|mark|q|s|small|span|strong|sub|sup|time|tt|u|wbr)\b", re.I
)
_CLOSED = re.compile(r"</([A-Za-z][\w:-]{0,40})>")
_PAIRED = re.compile(r"\[([A-Za-z]\w{0,30})[^\[\]\n]{0,60}\][^\n]{0,2000}?\[/\1\]")
"""`[name] … [/name]`."""
_WORD = re.compile(r"[^\W\d_]+")
_SAYS = 5  # words outside the tags of a line: so many say something
_BRACE = re.compile(r"[{}]")
_PAIR = re.compile(r"[\"']?[\w-][\w -]{0,60}[\"']? ?[:=]")
_MARK = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]|\[\d{1,3}(?:;\d{1,3})*m(?!\s*\])"
    r"|(?<![\w*_])(?:\*{1,3}|_{1,3})(?=[^\s*_])|(?<=[^\s*_])(?:\*{1,3}|_{1,3})(?![\w*_])"
)
"""What only says how words look: `**bold**`, `_slanted_`, the colours of a terminal."""


def unmarked(text: str) -> str:
    """The text with blanks for the marks that say how its words look; every offset holds."""
    if not any(mark in text for mark in ("*", "_", "\x1b", "[")):
        return text
    return _MARK.sub(lambda mark: " " * len(mark[0]), text)


@lru_cache(maxsize=2)
def code_spans(text: str) -> tuple[tuple[int, int], ...]:
    """The (start, end) of lines, and of stretches within lines, that are data, markup or program code; in order."""
    if not _ANY.search(text):
        return ()
    found: list[tuple[int, int]] = []
    for start, end in _spans(text):
        if found and start <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        elif start < end:
            found.append((start, end))
    return tuple(found)


def _spans(text: str) -> Iterator[tuple[int, int]]:
    lines = [span for m in _LINE.finditer(text) if (span := _bare(text, m.start(), m.end())) is not None]
    fenced = _fenced(text, lines)
    for number, (start, end) in enumerate(lines):
        if number in fenced or _is_code(text, start, end):
            yield start, end
        else:
            yield from _inside(text, start, end)


def _bare(text: str, start: int, end: int) -> tuple[int, int] | None:
    """A line without the white space around it; None where there is nothing else."""
    line = text[start:end]
    words = line.strip()
    start += len(line) - len(line.lstrip())
    return (start, start + len(words)) if words else None


def _fenced(text: str, lines: list[tuple[int, int]]) -> frozenset[int]:
    """The numbers of the lines between two fences, these included; a fence left open fences nothing."""
    marks = [number for number, (start, end) in enumerate(lines) if _FENCE.match(text, start, end)]
    pairs = zip(marks[::2], marks[1::2], strict=False)
    return frozenset(number for first, last in pairs for number in range(first, last + 1))


def _is_code(text: str, start: int, end: int) -> bool:
    if end - start > _MOST:
        return False
    if _MEMBER.match(text, start, end) or _BRACKETS.fullmatch(text, start, end) or _ASSIGNED.match(text, start, end):
        return True
    if text[end - 1] == "{" or (text[end - 1] == ";" and text.find("=", start, end) > 0):
        return True
    if _CALL.fullmatch(text, start, end) and _ARGUMENT.search(text, start, end):
        return True
    tags = [m.span() for m in _TAG.finditer(text, start, end)]
    return bool(tags) and _words_outside(text, start, end, tags) < _SAYS


def _words_outside(text: str, start: int, end: int, tags: list[tuple[int, int]]) -> int:
    said, at = 0, start
    for a, b in [*tags, (end, end)]:
        said += len(_WORD.findall(text, at, a))
        at = b
    return said


def _inside(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Within a line of prose: braces that hold names with values, and tags (closed on the line, or
    with attributes) that say more than how words look."""
    shut = {m[1].lower() for m in _CLOSED.finditer(text, start, end)}
    spans = [
        m.span()
        for m in _TAG.finditer(text, start, end)
        if not _LAYOUT.match(m[0]) and ("=" in m[0] or m[0].strip("</>").lower() in shut)
    ]
    paired = [m.span() for m in _PAIRED.finditer(text, start, end)] if text.find("[/", start, end) >= 0 else []
    yield from sorted([*spans, *paired, *_braced(text, start, end)])


def _braced(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    depth, opened = 0, start
    for mark in _BRACE.finditer(text, start, end):
        if mark[0] == "{":
            opened = mark.start() if depth == 0 else opened
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0 and _PAIR.search(text, opened, mark.end()):
                yield opened, mark.end()
    if depth and _PAIR.search(text, opened + 1, min(end, opened + 80)):
        yield opened, end
