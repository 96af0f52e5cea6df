"""The head of a text without labels: the outlet's name, its day, a title, as a printed page or a letter begins.

THE VALLEY REVIEW               Valley Observer, Saturday 4 March 2022        COUNCIL FOR THE VALLEY
4 March 2022                                                                  Public statement
                                Bus bombed in the east                        Issued 4 March 2022
Bus bombed in the east
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gowah.read.draft import folded
from gowah.read.heads import author_in, date_in, is_byline, label_of, starts_with_byline
from gowah.read.labels import counted, labels
from gowah.words.dates import find_dates
from gowah.words.datescan import scan
from gowah.words.script import fold

_MOST_LINES, _MOST_PARAGRAPHS = 12, 5
_LONGEST_LINE, _MOST_WORDS = 130, 18
_LONGEST_NAME, _MOST_OF_NAME = 80, 8  # characters and words of an outlet's name
_SENTENCE = re.compile(r"[.!۔…][\"'”’»)\]]*$")
_DIVIDED = re.compile(r"\s+[-–—]\s+|\s*[|·•]\s*")
_ASIDE = re.compile(r"\s*\([^()]{1,40}\)\s*$")
_SMALL = frozenset({"of", "the", "for", "and", "in", "on", "de", "la", "to", "from", "at", "y", "von", "du", "des"})
_WEEKDAY = re.compile(r"[\s,،]*(?:\b[a-z]{3,6}day|(?:[^\W\d_]{2,5}[\s\u200c-])?شنبه|جمعه)?[\s,،]*$", re.IGNORECASE)
_LATIN = re.compile(r"[A-Za-zÀ-ÿ]")
_SECTION_WORDS = 3
_SHORT = 10  # words of a line that gives a day and ends as a sentence does
_PLACED = re.compile(
    r"[A-Z][\w'’]+,\s+[^,]{0,12}\d|.*\b(?:no|nr|index|date|as of|issued|broadcast|posted|updated)\b", re.IGNORECASE
)
"""`Geneva, 4 March`: where it was written, not by whom; `Issued 4 March`, `Update No. 1 (as of 4 March)`."""
_NUMBERED = re.compile(r"(?P<name>\D+?)(?: \d{1,3}|(?<=[^\W\d_]{2})\d)")
_MOST_NUMBERED = 2  # words before the number of a name
_HANDLE = re.compile(r"^(?P<outlet>[^@()]{3,60})\s\(@\w{2,30}\)$")
_OUTLET_OF_BYLINE = re.compile(r"^by\s+[^,]{2,60},\s*(?P<outlet>[^,\d]{3,80}),\s*[^,]*\d", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Masthead:
    """What the first `lines` of a text say; `title` is the number of the line that is its title, if one is."""

    lines: int
    publisher: str = ""
    published: str = ""
    author: str = ""
    title: int | None = None


def masthead(paragraphs: Sequence[Sequence[str]]) -> Masthead | None:
    """The masthead of a text that begins with one: None where it begins with its title or its first sentence."""
    head = _head_lines(paragraphs)
    if not head:
        return None
    lines = [line for _, line in head]
    top = sum(number == 0 for number, _ in head)
    day = next((found for line in lines if (found := day_of(line))), "")
    author = next((found for line in lines if starts_with_byline(line) and (found := author_in(line))), "")
    first = _opening(head, top)
    if first is None and not any(map(_outlet_in, lines)):
        return None
    section = top == 1 and _is_section(lines[0])
    named = name_of(lines[0]) if first and not section else ""
    publisher = named or next((found for line in lines if (found := _outlet_in(line))), "")
    after = first or 0
    below = [*range(max(after, top), len(lines)), *range(after, top)]
    title = next((at for at in below if _is_title(lines[at])), None)
    if not (publisher or (section and title)) or (
        title is None and not (day and _stands_alone(lines[:top], len(lines)))
    ):
        return None
    used = top if title is None else max(title + 1, top if after else 0)
    while used < len(lines) and _is_about(lines[used]):
        used += 1
    return Masthead(lines=used, publisher=publisher, published=day, author=author, title=title)


def _opening(head: Sequence[tuple[int, str]], top: int) -> int | None:
    """After how many lines the title may stand, where the first line names the outlet; None where it does not."""
    lines = [line for _, line in head]
    if top == 1 and _is_section(lines[0]):
        return 1 if len(lines) > 1 else None
    if not name_of(lines[0]):
        return None
    if day_of(lines[0]):
        return 1
    if top > 1:
        dated = any(day_of(line) for line in lines[1:top])
        below = len(head) > top or _is_great(lines[0])
        return 1 if below or (dated and top > 2) else None
    if len(lines) == 1:
        return None
    if _unnumbered(lines[0]) != lines[0] and _is_title(lines[1]):
        return 1
    beside = [line for number, line in head if number == head[1][0]]
    if _is_section(lines[1]) and len(lines[0].split()) > _SECTION_WORDS:
        return 2
    return 1 if _is_title(lines[1]) and any(day_of(line) for line in beside[1:]) else None


def _stands_alone(top: Sequence[str], lines: int) -> bool:
    """A letter, a statement or a transcript: no title below the outlet's name in capitals, or below several lines."""
    first = top[0]
    return len(top) > 1 and (_is_great(first) or lines > len(top) > 2)


def _is_great(line: str) -> bool:
    return _DIVIDED.split(line, maxsplit=1)[0].isupper()


def _is_about(line: str) -> bool:
    return is_byline(line) or starts_with_byline(line) or bool(day_of(line) or _outlet_in(line))


def _outlet_in(line: str) -> str:
    """The outlet in `by X, The Outlet, 4 March`, `The Outlet, 4 March`, `Prepared by X`, `The Outlet (@handle)`."""
    if (by := _OUTLET_OF_BYLINE.match(line)) or (by := _HANDLE.match(line)):
        return folded(by["outlet"])
    plain = fold(line)
    for label in sorted(labels("publisher"), key=len, reverse=True):
        if " " in label and plain.startswith(label + " "):
            return name_of(line[len(label) :].split(",", maxsplit=1)[0])
    spans = find_dates(line, None)
    return name_of(line) if spans and spans[0].start > 3 and day_of(line) and not _PLACED.match(line) else ""


def named_above(line: str, below: str) -> str:
    """The outlet's name in the line above the labels, where the line below them is a title; else empty."""
    return name_of(line) if _is_title(below) and not _is_body(below) else ""


def name_of(line: str) -> str:
    """The outlet's name that opens a masthead: what stands before a bar, a dash or the day. Empty for a sentence."""
    days = [span.start for span in find_dates(line, None)]
    name = _WEEKDAY.sub("", line[: min(days, default=len(line))])
    name = _ASIDE.sub("", _DIVIDED.split(name)[0]).strip(" ,،;.(")
    words = _unnumbered(name).split()
    if not words or len(name) > _LONGEST_NAME or len(words) > _MOST_OF_NAME or re.search(r"[\d:؛]", " ".join(words)):
        return ""
    if _LATIN.search(name):
        great = [word for word in words if word.lower() not in _SMALL]
        if not great or not all(word[0].isupper() or not word[0].isalpha() for word in great):
            return ""
    return folded(name)


def _unnumbered(name: str) -> str:
    """`Kabul 24` without its number, where that is part of a name; no toll, no day, no part of a series."""
    plain = fold(name)
    found = _NUMBERED.fullmatch(plain)
    before = found["name"].split() if found else []
    if found is None or len(before) > _MOST_NUMBERED or any(word in counted() for word in before):
        return name
    return name if any(part.kind == "date" for part in scan(name, plain)) else name[: found.end("name")]


def day_of(line: str) -> str:
    """The one day with its year that a head line gives, ISO 8601; empty where it gives none or a period."""
    if len(line) > _LONGEST_LINE:
        return ""
    for part in _DIVIDED.split(line):
        if (pair := label_of(part)) and pair[0] == "published" and (told := date_in(pair[1])):
            return told
    given = {
        span.when.earliest
        for span in find_dates(line, None)
        if span.when.earliest and span.when.earliest == span.when.latest
    }
    if len(given) == 1:
        return given.pop() or ""
    return date_in(line) if not given else ""


def _head_lines(paragraphs: Sequence[Sequence[str]]) -> list[tuple[int, str]]:
    """(number of the paragraph, line) of the short lines with which a text begins, before its first sentence."""
    found: list[tuple[int, str]] = []
    for number, lines in enumerate(paragraphs[:_MOST_PARAGRAPHS]):
        for line in lines:
            if len(found) == _MOST_LINES or _is_body(line):
                return found
            found.append((number, line))
    return found


def _is_body(line: str) -> bool:
    words = len(line.split())
    if day_of(line) and words <= (_SHORT if _SENTENCE.search(line) else _MOST_WORDS):
        return False  # `Broadcast: 4 March 2022. May contain errors.`, but no `4 March 2022, a town: five killed …`
    return len(line) > _LONGEST_LINE or words > _MOST_WORDS or (words > 6 and bool(_SENTENCE.search(line)))


def _is_section(line: str) -> bool:
    """`OPINION`, `OBITUARIES`: a word or three in capitals above the title."""
    return line.isupper() and len(line.split()) <= _SECTION_WORDS and _unnumbered(line) == line


def _is_title(line: str) -> bool:
    if day_of(line) or is_byline(line) or starts_with_byline(line) or label_of(line) or _is_section(line):
        return False
    return len(line.split()) > 2 and not line.endswith((",", "،", ":", ";"))
