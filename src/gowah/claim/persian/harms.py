"""The words for harm in a clause, and what a number before them counts: people or things."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from gowah.claim.persian.clauses import Clause
from gowah.claim.persian.cues import Cue, forms
from gowah.model import Count
from gowah.words import Word

HARMS = ("killed", "injured", "hurt", "abducted")
_PARTED = (
    ("killed", "life", "life taken"),  # `جان دو کودک را گرفت`
    ("hurt", "target", "target taken"),  # `هدف تیراندازی … قرار گرفتند`
    ("injured", "hospital", "taken there"),  # `۴۸ تن به شفاخانه انتقال یافتند`
)
_APART = 9  # words between the parts of a harm
PEOPLE = ("killed people", "injured people", "hurt people")


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """A count of people who came to harm. `noun`: what sort of people are counted, if the text says so.

    `of_whom` is set where the text makes it a part of the whole.
    """

    property: str
    count: Count
    start: int
    end: int
    clause: Clause
    of_whom: str | None = None
    noun: str | None = None


def harms_of(clause: Clause) -> list[Cue]:
    """Harm cues outside the speaker's name, the longest where they overlap ("کشته و زخمی" is one)."""
    cues = [cue for cue in clause.of(*HARMS, *PEOPLE) if not clause.names_speaker(cue.start, cue.end)]
    none = clause.of("no harm")
    cues = [cue for cue in cues if not any(cue.first <= other.last and cue.last >= other.first for other in none)]
    cues += _parted(clause)
    kept: list[Cue] = []
    for cue in sorted(cues, key=lambda cue: (cue.first - cue.last, cue.first, cue.kind not in PEOPLE)):
        if all(cue.last < other.first or cue.first > other.last for other in kept):
            kept.append(cue)
    return sorted(kept, key=lambda cue: cue.first)


def _parted(clause: Clause) -> Iterator[Cue]:
    """Harms whose words stand apart: `جان دو کودک را گرفت`, `سه پسرش را از دست داد`."""
    words = clause.sentence.words
    for kind, first, last in _PARTED:
        for cue in clause.of(last):
            before = words[max(0, cue.first - _APART) : cue.first]
            said = any(word.form in forms(first) and word.start >= clause.start for word in before)
            if said and (kind == "killed" or _of_people(clause, before)):
                yield replace(cue, kind=kind)
    for cue in clause.of("loses"):
        before = words[max(0, cue.first - _APART) : cue.first]
        if _of_people(clause, before):
            yield replace(cue, kind="killed")


def _of_people(clause: Clause, words: Sequence[Word]) -> bool:
    return any(is_person(clause, word) or word.form in forms("classifier") | forms("kin") for word in words)


def is_thing(clause: Clause, nouns: Sequence[Word]) -> bool:
    """True when the first noun after a number is a unit, a site, a weapon or an attack."""
    if not nouns:
        return False
    first = nouns[0]
    if first.form in forms("unit"):
        return True
    return any(
        name.table in ("sites", "tactics", "places") and name.start <= first.start < name.end
        for name in clause.sentence.names
    ) and not is_person(clause, first)


def is_person(clause: Clause, word: Word) -> bool:
    """True for a word that names a sort of people or a community; a community's house is none."""
    tables = {name.table for name in clause.sentence.names if name.start <= word.start < name.end}
    return "of_whom" in tables or ("communities" in tables and "sites" not in tables)
