"""Outlets whose names end in a number ("Valley 24"): that number counts nobody.

A name is known by where it stands: beside a verb of saying, behind the dash of a headline, alone on its line, before a
word for a station, or because the report is that outlet's own. Known once, it is known in the whole text, save where
people are counted in the town whose name it bears ("in Valley 24 people were killed").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from gowah.words.sheets import language_forms, sheet

_NAME = r"(?:[A-Z][\w’'-]*[ \t]+){1,3}"
_CANDIDATE = re.compile(rf"(?<![\w’'-])(?P<name>{_NAME})(?P<number>\d{{1,3}})(?![\w%,.:/-]*\d|[\w%])")
_STATION = re.compile(
    r"(?:['’]s)?[ \t]+(?:TV|Television|Radio|News|Online|channel|network|website|correspondent|reporter)\b"
)
_DASHED = re.compile(r"(?:[ \t][-–—]|[|·•(])[ \t]*$")
_ENDS = re.compile(r"[ \t]*(?:\)[ \t]*)?(?:\n|\Z)")
_OPENS = re.compile(r"(?:^|\n)[ \t]*$")
_LEADS = re.compile(r"[ \t]*:[ \t]")
_STOPS = re.compile(r"[ \t]*(?:[,.;:)\"”]|\n|\Z)")
_IN = re.compile(r"\b(?:in|at|near|from|of|around|outside|across|inside)[ \t]+(?:the[ \t]+)?$", re.IGNORECASE)
_COUNTED = re.compile(
    r"[ \t]+(?:(?:more|other|innocent|unarmed|young)[ \t]+)?(?:people|persons?|civilians?|men|women|children|others"
    r"|worshippers|pupils|students|passengers|bodies|dead|wounded|injured"
    r"|(?:were|was|are|have|had)\b|(?:killed|hurt)[ \t]*(?:,|\.|\n|\Z|and\b|in\b|at\b|by\b|when\b|after\b|as\b))",
    re.IGNORECASE,
)
_NEAR = 40  # code points before a name in which a word for its saying stands


def brand_numbers(text: str, publisher: str | None) -> tuple[tuple[int, int], ...]:
    """The (start, end) of each number that is the end of an outlet's name, in order."""
    return _numbers(text, publisher or "")


@lru_cache(maxsize=2)
def _numbers(text: str, publisher: str) -> tuple[tuple[int, int], ...]:
    found = list(_CANDIDATE.finditer(text))
    sure = [match for match in found if _is_named(text, match, publisher)]
    known = {_key(match) for match in sure}
    again = (match for match in found if match not in sure and _key(match) in known)
    spans = [match.span("number") for match in (*sure, *(match for match in again if not _counts(text, match)))]
    return tuple(sorted(spans))


def _key(match: re.Match[str]) -> tuple[str, str]:
    return match["name"].split()[-1], match["number"]


def _is_named(text: str, match: re.Match[str], publisher: str) -> bool:
    start, end = match.span()
    name = " ".join(match[0].split())
    if match["name"].split()[-1].lower() in _of_harm():
        return False
    if publisher and re.search(rf"\b{re.escape(name)}\b", publisher):
        return not _counts(text, match)
    before, opens = text[max(0, start - _NEAR) : start], bool(_OPENS.search(text[:start][-4:]) or start == 0)
    if _STATION.match(text, end) or (opens and (_ENDS.match(text, end) or _LEADS.match(text, end))):
        return True
    if _DASHED.search(before) and _ENDS.match(text, end):
        return True
    if _said_by().search(before) and _STOPS.match(text, end):
        return True
    return bool(_says().match(text, end)) and not _counts(text, match)


def _counts(text: str, match: re.Match[str]) -> bool:
    """True where the number counts people rather than belongs to the name."""
    town = match.start() + match["name"].rstrip().rfind(match["name"].split()[-1])
    before = text[max(0, town - _NEAR) : town]
    return bool(_IN.search(before) or _COUNTED.match(text, match.end()))


@cache
def _forms(table: str, codes: frozenset[str]) -> tuple[str, ...]:
    rows = [row for row in sheet(table) if row["code"] in codes]
    return tuple(form for row in rows for form in (row["name"], *language_forms(row, "aliases_en")))


@cache
def _of_harm() -> frozenset[str]:
    harms = frozenset(row["code"] for row in sheet("harm"))
    forms = (*_forms("harm", harms), *_forms("tallies", frozenset({"toll", "people"})))
    return frozenset(form.split()[-1].lower() for form in forms)


def _either(forms: Iterator[str]) -> str:
    return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))


@cache
def _says() -> re.Pattern[str]:
    """What stands behind a name whose bearer speaks: "… 24 reported", "… 24 has said"."""
    verbs = _either(iter(_forms("speech", frozenset({"say"}))))
    return re.compile(
        rf"(?:['’]s?)?[ \t]+(?:has[ \t]+|have[ \t]+|also[ \t]+|[a-z]+ly[ \t]+)?(?:{verbs})\b", re.IGNORECASE
    )


@cache
def _said_by() -> re.Pattern[str]:
    """What stands before it: "according to … 24", "said … 24", "told … 24"."""
    words = _either(iter(_forms("speech", frozenset({"say", "say-noun"}))))
    return re.compile(
        rf"\b(?:{words}|via|source:)[ \t]+(?:the[ \t]+)?(?:broadcaster[ \t]+|channel[ \t]+)?$", re.IGNORECASE
    )
