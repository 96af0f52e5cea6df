"""What a text calls itself in its first lines, where nobody could tell its publisher or its day from labels.

A statement opens with its author's name, a paper with its own, a wire with its tag: whoever repeats the text names it
by these. The lines are read for tracing only; nothing of them is entered as the text's publisher.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gowah.model import Described, SourceText
from gowah.words.dates import find_dates
from gowah.words.datescan import scan
from gowah.words.names import find_names
from gowah.words.script import fold, words
from gowah.words.tables import Tables, TermRow

_LINES = 8  # lines at the top of a text that may be its head
_FIRST = 2  # of them, those that may give its name
_LONGEST = 16  # words of a line of the head
_NAME = 6  # words of a name in it
_NAMES = 4  # names that a text is known by at most
_BESIDE = 4  # words beside a day in a line that gives the day of issue and no news
_MOST = 60  # percent of a line that the name of an organisation fills, where the line is that name
_PARTS = re.compile(r"\s+[-–—|•·]\s+|[,،;|•·()\[\]]")
_CLAUSE = re.compile(r"[.;|•]\s")
_BYLINE = re.compile(r"\s*by\b", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Masthead:
    """The names a text goes by, the likeliest first; the organisations of the tables it is of; its day, or empty.

    Up to `end`, in code points, there is nothing but name and day.
    """

    names: tuple[str, ...]
    codes: frozenset[str]
    day: str
    end: int = 0


def masthead(source: SourceText, agency: str | None, tables: Tables) -> Masthead:
    """From the reader's description; what that leaves open, from the dateline's tag and the first lines."""
    about = source.described
    if about.publisher:
        names: tuple[str, ...] = (about.publisher,)
    else:
        told = [*([agency] if agency else []), *_names(source.text, tables)]
        names = tuple(dict.fromkeys(told))[:_NAMES]
    codes = {code for name in names for code in _organisations(name, tables)}
    end = 0 if about.publisher else _end(source.text, names)
    return Masthead(names=names, codes=frozenset(codes), day=about.published or _day(source.text, about), end=end)


def _end(text: str, names: tuple[str, ...]) -> int:
    """Where the first lines end that hold nothing but a name of the text, or a day and few words."""
    at = 0
    for line in text[:4000].split("\n"):
        nameless = line.strip() and not any(name in line and 2 * len(name) >= len(line) for name in names)
        if nameless and not _day_of(line):
            return at
        at += len(line) + 1
    return at


def _head(text: str) -> Iterator[str]:
    """The short lines before the first long one."""
    taken = 0
    for line in text[:4000].split("\n"):
        if line.strip():
            taken += 1
            if len(line.split()) > _LONGEST or taken > _LINES:
                return
            yield line.strip()


def _names(text: str, tables: Tables) -> Iterator[str]:
    """Names in the first lines and in the line under a byline. What stands before a colon is a label or a topic."""
    after_byline = False
    for n, line in enumerate(_head(text)):
        if (n < _FIRST or after_byline) and not _BYLINE.match(line) and ":" not in line:
            yield from (part for part in map(_bare, _PARTS.split(line)) if _is_name(part, tables))
        after_byline = bool(_BYLINE.match(line))


def _bare(part: str) -> str:
    return part.strip(" -–—\"'“”«»")


def _is_name(part: str, tables: Tables) -> bool:
    """A few words without a figure or a time, and no more than a place or a group."""
    if not 0 < len(words(part)) <= _NAME or any(sign.isdigit() for sign in fold(part)):
        return False
    if 2 * sum(time.end - time.start for time in scan(part, fold(part))) > len(part):
        return False
    return not any(n.end - n.start == len(part) and n.table != "organisations" for n in find_names(part, tables))


def _organisations(name: str, tables: Tables) -> Iterator[str]:
    """The organisations whose name this is, nearly all of it: an office "of the UN" is not the UN."""
    for found in find_names(name, tables):
        filled = 100 * (found.end - found.start) >= _MOST * len(name)
        if found.table == "organisations" and filled and _proper(tables.terms["organisations"][found.code]):
            yield f"@organisations {found.code}"


def _proper(row: TermRow) -> bool:
    """The name of one body, not a word for many ("police", "hospital")."""
    short = any(alias.isupper() and len(alias) > 2 for _, alias in row.aliases)
    return short or all(part[0].isupper() for part in row.name.split() if len(part) > 3)


def _day(text: str, about: Described) -> str:
    """The day that a line of the head, or a dateline, gives."""
    return next(filter(None, map(_day_of, [*_head(text), about.dateline or ""])), "")


def _day_of(line: str) -> str:
    """The day that a line gives beside few other words."""
    for clause in _CLAUSE.split(line):
        times = scan(clause, fold(clause))
        for found in find_dates(clause, None):
            spans = [(found.start, found.end), *((time.start, time.end) for time in times)]
            rest = [w for w in words(clause) if not w.form.isdigit() and not any(a <= w.start < b for a, b in spans)]
            if found.when.precision == "day" and found.when.earliest and len(rest) <= _BESIDE:
                return found.when.earliest
    return ""
