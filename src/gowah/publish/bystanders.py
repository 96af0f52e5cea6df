"""A safety net: names of people that no claimer recognised, found by their shape where texts tell of attacks, and at
the positions where people are named wherever these stand.

Nobody's name is left out for being unknown; left out are those who speak for an office, and who publishes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from gowah.model import Evidence, SourceText
from gowah.words import Tables, find_names
from gowah.words.given_names import find_given
from gowah.words.naming import find_announced, is_in_office
from gowah.words.people import PersonSpan, lower_words, people_of
from gowah.words.script import words

_BLANK = re.compile(r"\n[ \t]*\n")
_SURE = frozenset({"title", "work", "given", "listed", "called", "renamed", "mourned", "named", "age", "kin", "owner"})
_KIN = frozenset({"mourned", "named", "age", "kin", "owner", "household", "filiation"})
"""Beside kin an office does not count: the son of a minister is at risk as anybody is."""
_LONGEST = 600_000
"""Code points of a text that are looked through, as many as are read for claims."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bystander:
    """A name, and the code points [start, end) of the text (an entry) where it stands, if it stands in one."""

    name: str
    text: int | None = None
    start: int = 0
    end: int = 0


def bystanders(evidence: Evidence, tables: Tables) -> Iterator[Bystander]:
    """Names in the titles and paragraphs that tell of attacks; elsewhere those that kinship, age, work, a title, a
    list, a table of given names or the position marks."""
    found = list(_all(evidence, tables))
    public = _public(evidence, tables)
    public |= {_forms(seen.name) for seen, cues in found if cues == {"office"}}
    for seen, cues in found:
        if cues & _KIN or (cues != {"office"} and not any(_forms(seen.name) <= names for names in public)):
            yield seen


def _all(evidence: Evidence, tables: Tables) -> Iterator[tuple[Bystander, frozenset[str]]]:
    """Every name with its cues, of those who speak in public too."""
    common = lower_words(text.text[:_LONGEST] for text in evidence.texts)
    told: dict[int, list[tuple[int, int]]] = {}
    for mention in evidence.mentions:
        if mention.claimed.kind in ("attack", "victim", "total"):
            spans = told.setdefault(mention.text, [])
            spans += [(value.start, value.end) for value in mention.claimed.values]
    for text in evidence.texts:
        telling = told.get(text.entry, [])
        for start, passage, tells in _passages(text, telling):
            for person in _people(passage, tables, common, tells):
                seen = Bystander(
                    name=person.name, text=text.entry, start=start + person.start, end=start + person.end
                )  # fmt: skip
                yield seen, person.cues
        for person in _people(text.described.title or "", tables, common, bool(telling)):
            yield Bystander(name=person.name), person.cues
    for said in _speakers(evidence):
        for person in _people(said, tables, common, False):
            yield Bystander(name=person.name), person.cues


def _people(passage: str, tables: Tables, common: frozenset[str], tells: bool) -> Iterator[PersonSpan]:
    names, usual = find_names(passage, tables), common | lower_words((passage,))
    shaped = people_of(passage, names, usual)
    found = [person for person in shaped if tells or person.cues & _SURE]
    yield from (*found, *find_given(passage, names, usual), *find_announced(passage, names, usual))


def _passages(text: SourceText, telling: list[tuple[int, int]]) -> Iterator[tuple[int, str, bool]]:
    """(start, passage, whether it tells of an attack) of a text's blocks; rows of tables count as telling of none."""
    body = text.text[:_LONGEST]
    blocks = [(block.start, block.end, block.kind) for block in text.layout]
    if not blocks:
        edges = [0, *(gap.end() for gap in _BLANK.finditer(body)), len(body)]
        blocks = [(start, end, "paragraph") for start, end in pairwise(edges)]
    for start, end, kind in blocks:
        heads = kind in ("title", "heading") and bool(telling)
        tells = heads or any(a < end and start < b for a, b in telling)
        if start < len(body):
            yield start, body[start:end], tells and kind != "row"


def _speakers(evidence: Evidence) -> list[str]:
    """The words for those who speak in public."""
    values = (value for mention in evidence.mentions for value in mention.claimed.values)
    return sorted({speaker.name for value in values for speaker in value.speakers if not speaker.private})


def _public(evidence: Evidence, tables: Tables) -> set[frozenset[str]]:
    """The words of those who speak for an office, and of those who publish: a name within them is public."""
    names = {said for said in _speakers(evidence) if is_in_office(said, tables)}
    names |= {text.described.publisher for text in evidence.texts if text.described.publisher}
    return {_forms(name) for name in names}


def _forms(name: str) -> frozenset[str]:
    return frozenset(word.form for word in words(name))
