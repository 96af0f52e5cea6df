"""The words by which pages and headers label their parts, in all languages (`data/common/labels.csv`)."""

from __future__ import annotations

import re
from functools import cache

from gowah.words.script import FILLER, fold
from gowah.words.sheets import sheet

_COUNTED = ("harm", "deeds", "of_whom", "tactics")
_NAMES = ("name", "aliases_en", "aliases_prs", "aliases_ps")
_LONGEST = 120
_COUNT = re.compile(r"^\d+ (?=comments?$)|\s*\(\d+\)$")  # "2 comments", "Comments (2)"


def key(label: str) -> str:
    """A label without case, marks, signs and counts around it: `  Read More: ` is `read more`."""
    plain = _COUNT.sub("", " ".join(fold(label).replace(FILLER, "").split()))
    return plain.strip(" :|-*_#>.»«…[]()!'\"")


@cache
def labels(kind: str) -> frozenset[str]:
    """The labels of a kind, as `key` has them."""
    return frozenset(key(row["label"]) for row in sheet("labels") if row["kind"] == kind)


@cache
def counted() -> frozenset[str]:
    """Words after which a number counts people, deeds or parts of a series: with it they are nobody's name."""
    cells = (cell for table in _COUNTED for row in sheet(table) for column, cell in row.items() if column in _NAMES)
    forms = (fold(form).strip() for cell in cells for form in cell.split("|"))
    return frozenset(form for form in forms if " " not in form) | labels("series")


@cache
def fields() -> dict[str, str]:
    """The label of a header line -> the field that it gives; `other` for lines that give none."""
    known = ("publisher", "published", "updated", "title", "author", "url", "language", "other")
    # Where two fields share a label, the one named first in the sheet has it.
    found: dict[str, str] = {}
    for row in sheet("labels"):
        if row["kind"] in known:
            found.setdefault(key(row["label"]), row["kind"])
    return found


@cache
def opening(kind: str) -> re.Pattern[str]:
    """Matches a folded text that begins with a label of two words or more."""
    longer = sorted((label for label in labels(kind) if " " in label), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longer)))


def starts_with_label(text: str, kind: str) -> bool:
    """True when a text is such a label, or begins with one set off by a sign or its own end."""
    plain = fold(text[:_LONGEST]).replace(FILLER, "").strip(" |-*#>»«…[](\"'\n\t")
    first = plain.split("\n", 1)[0]
    if key(first) in labels(kind):
        return True
    before, sign, _ = first.partition(":")
    return bool(sign) and key(before) in labels(kind)
