"""A safety net: names of people that no claimer recognised, found by their shape where texts tell of attacks.

Nobody's name is left out for being unknown; left out are those who speak for an office, and who publishes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from gowah.model import Evidence, SourceText
from gowah.words import Tables, find_names
from gowah.words.given_names import find_given
from gowah.words.people import PersonSpan, lower_words, people_of
from gowah.words.script import words

_BLANK = re.compile(r"\n[ \t]*\n")
_SURE = frozenset({"title", "kin", "work", "age", "mourned", "named", "owner", "given", "listed", "called", "renamed"})
_LONGEST = 600_000
"""Code points of a text that are looked through, as many as are read for claims."""


def bystanders(evidence: Evidence, tables: Tables) -> Iterator[str]:
    """Names in the titles and paragraphs that tell of attacks; elsewhere those that kinship, age, work, a title, a list
    or a table of given names marks."""
    common = lower_words(text.text[:_LONGEST] for text in evidence.texts)
    public = _public(evidence)
    told: dict[int, list[tuple[int, int]]] = {}
    for mention in evidence.mentions:
        if mention.claimed.kind in ("attack", "victim", "total"):
            spans = told.setdefault(mention.text, [])
            spans += [(value.start, value.end) for value in mention.claimed.values]
    for text in evidence.texts:
        telling = told.get(text.entry, [])
        passages = [*_passages(text, telling)]
        if text.described.title:
            passages.append((text.described.title, bool(telling)))
        for passage, tells in passages:
            for person in _people(passage, tables, common):
                if (tells or person.cues & _SURE) and not _is_public(person, public):
                    yield person.name


def _people(passage: str, tables: Tables, common: frozenset[str]) -> Iterator[PersonSpan]:
    names, usual = find_names(passage, tables), common | lower_words((passage,))
    yield from people_of(passage, names, usual)
    yield from find_given(passage, names, usual)


def _passages(text: SourceText, telling: list[tuple[int, int]]) -> Iterator[tuple[str, bool]]:
    """(passage, whether it tells of an attack) of a text's blocks; rows of tables count as telling of none."""
    body = text.text[:_LONGEST]
    blocks = [(block.start, block.end, block.kind) for block in text.layout]
    if not blocks:
        edges = [0, *(gap.end() for gap in _BLANK.finditer(body)), len(body)]
        blocks = [(start, end, "paragraph") for start, end in pairwise(edges)]
    for start, end, kind in blocks:
        heads = kind in ("title", "heading") and bool(telling)
        tells = heads or any(a < end and start < b for a, b in telling)
        if start < len(body):
            yield body[start:end], tells and kind != "row"


def _public(evidence: Evidence) -> list[frozenset[str]]:
    """The words of those who speak in public, and of those who publish."""
    speakers = {
        speaker.name
        for mention in evidence.mentions
        for value in mention.claimed.values
        for speaker in value.speakers
        if not speaker.private
    }
    names = speakers | {text.described.publisher for text in evidence.texts if text.described.publisher}
    return [frozenset(word.form for word in words(name)) for name in sorted(names)]


def _is_public(person: PersonSpan, public: list[frozenset[str]]) -> bool:
    """True where all words of the name stand in the words for one public speaker: "police chief Example Sample"."""
    own = frozenset(word.form for word in words(person.name))
    return not person.cues & {"mourned", "named", "age", "kin", "owner"} and any(own <= names for names in public)
