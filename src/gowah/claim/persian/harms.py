"""The words for harm in a clause, and what a number before them counts: people or things."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from gowah.claim.persian.clauses import Clause
from gowah.claim.persian.cues import HARMS, PEOPLE, Cue, forms
from gowah.model import Count
from gowah.words import Word

_PARTED = (
    ("killed", "life", "life taken"),  # `جان دو کودک را گرفت`
    ("hurt", "target", "target taken"),  # `هدف تیراندازی … قرار گرفتند`
    ("injured", "hospital", "taken there"),  # `۴۸ تن به شفاخانه انتقال یافتند`
)
_APART = 9  # words between the parts of a harm


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """A count of people who came to harm. `noun`: what sort of people are counted, if the text says so.

    `of_whom` is set where the text makes it a part of the whole. `told`: no number stands there, people are named or
    told of one by one. `since`: they were among the injured and died later.
    """

    property: str
    count: Count
    start: int
    end: int
    clause: Clause
    of_whom: str | None = None
    noun: str | None = None
    told: bool = False
    since: bool = False


def harms_of(clause: Clause) -> list[Cue]:
    """Harm cues outside the speaker's name, the longest where they overlap ("کشته و زخمی" is one)."""
    cues = [cue for cue in clause.of(*HARMS, *PEOPLE) if not clause.names_speaker(cue.start, cue.end)]
    none = clause.of("no harm", "figure")
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


def is_later_death(clause: Clause) -> bool:
    """`یکی از زخمیان دیشب جان باخت و شمار به چهار رسید`: somebody wounded died after the attack."""
    harms = harms_of(clause)
    return any(died_of_wounds(clause, who, then) for who, then in pairwise(harms)) and bool(clause.of("changes"))


def died_of_wounds(clause: Clause, who: Cue, then: Cue) -> bool:
    """`یو ټپي مړ شو`, `چهار تن از زخمی‌ها جان سپردند`: the first says who they were, the second what came to them."""
    if who.kind not in ("injured", "injured people") or then.kind != "killed":
        return False
    between = clause.quote(who.end, then.start)
    words = clause.sentence.words[who.last + 1 : then.first]
    apart = any(word.form in forms("joint") | forms("copula") | forms("that") for word in words)
    return not apart and not any(mark in between for mark in "،,؛:") and who.last < then.first
