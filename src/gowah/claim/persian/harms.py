"""The words for harm in a clause, and what a number before them counts: people or things."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gowah.claim.persian.clauses import Clause
from gowah.claim.persian.cues import Cue, forms
from gowah.model import Count
from gowah.words import Word

HARMS = ("killed", "injured", "hurt", "abducted")
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
    kept: list[Cue] = []
    for cue in sorted(cues, key=lambda cue: (cue.first - cue.last, cue.first, cue.kind not in PEOPLE)):
        if all(cue.last < other.first or cue.first > other.last for other in kept):
            kept.append(cue)
    return sorted(kept, key=lambda cue: cue.first)


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
    """True for a word that names a sort of people or a community."""
    return any(
        name.table in ("of_whom", "communities") and name.start <= word.start < name.end
        for name in clause.sentence.names
    )
