"""What the first lines of a report say of it: labelled lines, bylines, the head of a post."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from gowah.read.draft import Head, folded
from gowah.read.labels import fields, key, labels
from gowah.words.dates import read_date
from gowah.words.script import FILLER, fold

_LABELLED = re.compile(r"\s*([^\s:：][^:：\n]{0,40}?)\s*[:：](?!//)\s*(.*)", re.S)
_SEGMENTS = re.compile(r"\s*(?:[·•|/]|\s[-–—]\s|&bull;|,\s*(?=by\b))\s*", re.I)
_BY = re.compile(r"\bby\s+(.{2,80})", re.I)
_BY_NAME = re.compile(r"(?:^|[\s|·•,])By\s+[A-Z]")
_CLOCK = re.compile(r"\b\d{1,2}:\d{2}(?::\d{2})?\b")
_DURATION = re.compile(r"\b\d+\s*(?:min(?:ute)?s?|words?)\b(?:\s*read)?", re.I)
_NUMERIC = re.compile(r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}")
_MONTHLY = re.compile(r"[^\W\d]{3,}")
_NO_AUTHOR = re.compile(r"[\d@]|https?:")
_LONGEST_BYLINE = 160
_AROUND = " \t*_"  # `**Published:** 4 March 2022`, as Markdown has it


def label_of(line: str) -> tuple[str, str] | None:
    """(field, value) of a labelled line such as `Published: 2021-10-05`; None for any other line."""
    found = _LABELLED.match(line)
    if not found:
        return None
    field = fields().get(key(found[1]))
    return (field, found[2].strip(_AROUND)) if field else None


def head_of(pairs: Sequence[tuple[str, str]]) -> Head:
    """The head that labelled lines give; a date that cannot be read is left out."""
    given: dict[str, str] = {}
    for field, written in pairs:
        if field == "other":
            continue
        day = read_date(written) if field in ("published", "updated") else None
        value = day.isoformat() if day else ""
        if field not in ("published", "updated"):
            value = folded(written)
        if value:
            given.setdefault(field, value)
    updated = given.pop("updated", "")
    if updated:
        given.setdefault("published", updated)
    return Head(fields=given)


def date_in(text: str) -> str:
    """The ISO date that a short line such as a byline gives; empty when it gives none."""
    for segment in [*_segments(text), text]:
        bare = _DURATION.sub(" ", _CLOCK.sub(" ", segment))
        if not re.search(r"\d", bare):
            continue
        # A bare number is no date: a day, month and year, or digits in the form of one, must be there.
        if not (_NUMERIC.search(fold(bare)) or (_MONTHLY.search(bare) and re.search(r"\b\d{4}\b", fold(bare)))):
            continue
        day = read_date(_after_label(bare.strip(" ,·•|")))
        if day:
            return day.isoformat()
    return ""


def byline(text: str, *, marked: bool = False) -> Head:
    """What a byline gives: `published`, `author`. `marked`: the page itself calls it one, so a lone name is too."""
    return Head(fields={"published": date_in(text), "author": author_in(text, marked=marked)})


def author_in(text: str, *, marked: bool = False) -> str:
    """Whose name a byline gives: `By X`, `Posted … by X`, or the part beside a date that has no digit.

    `marked`: the page itself says that this is a byline, so that a lone name is one too.
    """
    for line in text.split("\n"):
        found = _BY.search(line)
        if found:
            # "Ana Doe, March 4, 2022": the name ends where digits begin.
            name = re.split(r",[^,]*\d", _segments(found[1])[0])[0].strip(" .,")
            if name and not _NO_AUTHOR.search(name):
                return folded(name)
        pair = label_of(line)
        if pair and pair[0] == "author" and not _NO_AUTHOR.search(pair[1]):
            return folded(pair[1])
    return unnamed_in(text) if marked or (date_in(text) and len(_segments(text)) > 1) else ""


def unnamed_in(text: str) -> str:
    """The first part of a byline that has no digit and no label: a name or a desk."""
    for segment in _segments(text):
        if segment and not re.search(r"\d", fold(segment)) and key(segment) not in labels("byline"):
            return folded(segment)
    return ""


def is_byline(text: str) -> bool:
    """True for a short line that is about the report: who wrote it, when. A sentence is none."""
    words = len(text.split())
    if not words or len(text) > _LONGEST_BYLINE or words > 24 or text.rstrip().endswith((".", "!", "?", "؟", "۔", ":")):
        return False
    if starts_with_byline(text) or (words <= 12 and _BY_NAME.search(text)):
        return True
    return bool(date_in(text)) and (words <= 8 or len(_segments(text)) > 1)


def starts_with_byline(text: str) -> bool:
    """True when a line begins with `By`, `Posted`, or their like in another language."""
    plain = fold(text).replace(FILLER, "").strip()
    if not _byline_labels().match(plain):
        return False
    return bool(date_in(text)) or len(plain.split()) <= 10


@cache
def _byline_labels() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(map(re.escape, sorted(labels('byline'))))})(?:\s*:|\s)")


def _segments(text: str) -> list[str]:
    return [part for part in (piece.strip() for line in text.split("\n") for piece in _SEGMENTS.split(line)) if part]


def _after_label(text: str) -> str:
    """`Posted Aug 29, 2021 by Staff` → `Aug 29, 2021`."""
    plain = fold(text)
    for label in sorted(labels("byline"), key=len, reverse=True):
        if plain.startswith(label) and len(label) < len(text) and not text[len(label)].isalnum():
            text = text[len(label) :]
            break
    return re.split(r"\bby\b", text, flags=re.I)[0].strip(" :,")
