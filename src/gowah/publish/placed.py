"""Names that places and people share: where a word stands as a place's, it says nothing of a person.

The other way round: what somebody here is named by is looked for all the same, though some town bears that name too. In
doubt a word is a person's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from gowah.publish.disguise import pieces
from gowah.words import NameSpan, Tables, find_names
from gowah.words.sheets import language_forms, sheet

_OWNED = re.compile(r"['’]s\b")
_HELD = re.compile(r"\s{0,2}[,،]\s{0,2}|\s\(")  # between a town and what holds it
_REACH = 30
_BODIES = frozenset({"groups", "organisations"})


def place_words(tables: Tables, *, alone: bool) -> frozenset[str]:
    """The words of the names of places; `alone`: only of those whose bare name needs no words around it."""
    rows = (row for row in tables.places.values() if not (alone and row.needs_context))
    return frozenset(piece.form for row in rows for _, alias in row.aliases for piece in pieces(alias))


def body_words(tables: Tables) -> frozenset[str]:
    """The words of the names, of several words, of groups and organisations: "Army of Example"."""
    named = ([piece.form for piece in pieces(alias)] for table, _, _, alias in tables.names if table in _BODIES)
    return frozenset(word for words in named if len(words) > 1 for word in words)


def name_words(names: Iterable[Sequence[str]], listed: frozenset[str]) -> frozenset[str]:
    """The words of names of two words and more in which nothing is `listed` as a word of another sort: first and last
    names that people bear here."""
    return frozenset(word for words in names if len(words) > 1 and not listed.intersection(words) for word in words)


def stands_as_place(text: str, start: int, end: int, tables: Tables) -> bool:
    """True where one word at [start, end) is part of a longer name of a place, a group or an organisation, or where the
    words around it are a place's."""
    if any(map(str.isspace, text[start:end])):
        return False
    names = find_names(text, tables)
    holding = [name for name in names if name.start <= start and end <= name.end]
    if any(name.end - name.start > end - start for name in holding if name.table in _BODIES | {"places"}):
        return True
    places = [name for name in names if name.table == "places"]
    here = [name for name in holding if name.table == "places"]
    return bool(here) and _surely(text, start, end, places, tables)


def _surely(text: str, start: int, end: int, places: Sequence[NameSpan], tables: Tables) -> bool:
    if _OWNED.match(text, end):
        return False
    before, after = _cues()
    if before.search(text, max(0, start - _REACH), start) or after.match(text, end):
        return True
    own = {row.id for name in places if (name.start, name.end) == (start, end) for row in tables.ancestors(name.code)}
    return any(_HELD.fullmatch(text, end, name.start) and name.code in own for name in places if name.start > end)


@cache
def _cues() -> tuple[re.Pattern[str], re.Pattern[str]]:
    forms = {
        row["cue"]: "|".join(
            re.escape(form) for column in ("forms_en", "forms_prs", "forms_ps") for form in language_forms(row, column)
        )
        for row in sheet("place_cues")
    }
    side, before, after = forms["side"], forms["surely before"], forms["surely after"]
    return (
        re.compile(rf"\b(?:{before})\s+(?:(?:{side})\s+)?\Z", re.IGNORECASE),
        re.compile(rf"\s+(?:{after})\b", re.IGNORECASE),
    )
