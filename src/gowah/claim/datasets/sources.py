"""Whose word a row rests on: dataset ← office ← who told the office, a chain for each source that a cell packs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from gowah.claim.datasets.rows import Lookup, Row
from gowah.claim.naming import is_personal
from gowah.model import Speaker

_LONGEST = 120
_PARTS = re.compile(r"[;|\n]")
_ARTICLES = re.compile(r'[;|]\s*(?=")|(?<=")\s*[;|]|[;|](?=[^"]*$)')
_OUTLET = re.compile(r'["\s]*([^",;|\d]{2,120}?)[\s,]*(?=[",\d]|$)')
_CITED = re.compile(r'["“][^"”]*["”]\s*,?\s*([^,."“”\d]{2,120}?)\s*(?=[,.(]|$)')
_KNOWN = ("organisations", "groups", "outlets", "roles", "places", "communities", "of_whom")


def chains(row: Row) -> tuple[tuple[Speaker, ...], ...]:
    """The chains of speakers, outermost first; () where the row names no source."""
    offices = list(dict.fromkeys(_offices(row)))
    tellers = list(dict.fromkeys(_tellers(row)))
    if offices and tellers and min(len(offices), len(tellers)) > 1:
        tellers = []  # nothing says which of them told which office
    told: list[tuple[Speaker, ...]] = [(Speaker(name=office),) for office in offices] or [()]
    behind: list[tuple[Speaker, ...]] = [(teller,) for teller in tellers] or [()]
    found = (row.speaker + office + _new(teller, office) for office, teller in product(told, behind))
    return tuple(dict.fromkeys(chain for chain in found if chain != row.speaker))


def _new(teller: tuple[Speaker, ...], office: tuple[Speaker, ...]) -> tuple[Speaker, ...]:
    """An office that is its own source is named once."""
    return tuple(one for one in teller if all(one.name.lower() != other.name.lower() for other in office))


def _offices(row: Row) -> Iterator[str]:
    if "source" in row.cells:
        yield from _clean(_PARTS.split(row.said("source")))
    elif "source_article" in row.cells:
        found = (_OUTLET.match(part) for part in _ARTICLES.split(row.said("source_article")))
        yield from _clean([match[1] for match in found if match])
    for field in ("citation.1", "citation.2", "citation.3"):
        yield from _clean([match[1] for match in [_CITED.search(row.said(field))] if match])


def _clean(names: list[str]) -> Iterator[str]:
    for name in names:
        plain = name.strip(" \t\n\"'“”.,(:-")
        if 1 < len(plain) <= _LONGEST and any(sign.isalpha() for sign in plain):
            yield plain


def _tellers(row: Row) -> Iterator[Speaker]:
    """Who told it, without the names of persons; where only a person is named, a private speaker."""
    for said in _clean(_PARTS.split(row.said("source_original"))):
        parts = list(_clean(said.split(",")))
        open_ones = [part for part in parts if not _personal(part, row.lookup)]
        for part in open_ones:
            if not _only_place(part, row.lookup):
                yield Speaker(name=part)
        if parts and not open_ones:
            yield Speaker(name=said, private=True)
    for said in _clean(_PARTS.split(row.said("witness"))):
        yield Speaker(name=said, private=True)


def _personal(words: str, lookup: Lookup) -> bool:
    return is_personal(words, [name for name in lookup.names(words) if name.table in _KNOWN])


def _only_place(words: str, lookup: Lookup) -> bool:
    return any(name.table == "places" and name.as_written == words for name in lookup.names(words))
