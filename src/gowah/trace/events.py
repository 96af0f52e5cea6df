"""The same event in two texts: attacks of a copy beside those of its origin, by day, place, tolls and sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gowah.model import Count, Mention, Term, Value, When, Where
from gowah.trace.derive import Derivation
from gowah.words.tables import Tables

TOLLS = ("killed", "injured", "hurt")
_ENOUGH = 2  # points that make two attacks one
_FIGURE, _DAY, _PLACE, _BESIDE, _TRAIT = 3, 2, 1, 2, 1
_OTHER = -4  # another day, or a place that has nothing to do with it


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A number as a claim gives it."""

    kind: str
    mention: Mention
    value: Value
    number: int


def told(mentions: Sequence[Mention], *names: str) -> list[Told]:
    """The numbers of these properties (none: tolls, attacks and strengths), parts of tolls left out."""
    found = []
    for mention in mentions:
        for _, value in mention.values(*(names or (*TOLLS, "attacks", "strength")), whole=True):
            count = value.value
            number = (count.low if count.low is not None else count.high) if isinstance(count, Count) else None
            if number:
                found.append(Told(kind=mention.claimed.kind, mention=mention, value=value, number=number))
    return found


def near(a: int, b: int) -> bool:
    """One number, give or take the one that "more than" adds."""
    return abs(a - b) <= 1 if min(a, b) > 20 else a == b


def beside(one: Derivation, before: int, after: int) -> bool:
    """The sentences at these code points of the origin and of the copy were laid side by side."""
    its = one.comparison
    here = next((s.n for s in its.later.sentences if s.start <= after < s.end), -1)
    aligned = {**its.nearest, **its.reused}.get(here)
    there = next((s.n for s in its.earlier.sentences if s.start <= before < s.end), -2)
    return aligned is not None and aligned.earlier == there


def same_events(
    one: Derivation, earlier: Sequence[Mention], later: Sequence[Mention], tables: Tables
) -> list[tuple[Mention, Mention]]:
    """Each attack of the copy with the attack of its origin that is likeliest the same, in the order of the copy."""
    attacks = [mention for mention in earlier if mention.claimed.kind == "attack"]
    pairs = []
    for after in later:
        if after.claimed.kind != "attack" or not attacks:
            continue
        best = max(attacks, key=lambda before: (_likeness(one, before, after, tables), -before.claimed.anchor.start))
        if _likeness(one, best, after, tables) >= _ENOUGH:
            pairs.append((best, after))
    return pairs


def _likeness(one: Derivation, before: Mention, after: Mention, tables: Tables) -> int:
    old, new = ({(t.value.property, t.number) for t in told([m], *TOLLS)} for m in (before, after))
    points = _FIGURE * min(2, len(old & new)) + _days(before, after) + _places(before, after, tables)
    points += _TRAIT * len(_terms(before) & _terms(after))
    spots = [v.start for _, v in after.values(*TOLLS)] or [after.claimed.anchor.start]
    there = [v.start for _, v in before.values(*TOLLS)] or [before.claimed.anchor.start]
    return points + _BESIDE * any(beside(one, a, b) for a in there for b in spots)


def _days(before: Mention, after: Mention) -> int:
    old, new = ([v.value for _, v in m.values("when") if isinstance(v.value, When)] for m in (before, after))
    old, new = ([w for w in some if w.earliest and w.latest] for some in (old, new))
    if not old or not new:
        return 0
    meet = any(
        (a.earliest or "") <= (b.latest or "") and (b.earliest or "") <= (a.latest or "") for a in old for b in new
    )
    return _DAY if meet else _OTHER


def _places(before: Mention, after: Mention, tables: Tables) -> int:
    old, new = ({v.value.place for _, v in m.values("where") if isinstance(v.value, Where)} for m in (before, after))
    above = [{row.id for place in some for row in tables.ancestors(place)} for some in (old, new)]
    return _PLACE if old & above[1] or new & above[0] else 0


def _terms(mention: Mention) -> set[tuple[str, str]]:
    return {(v.property, v.value.code) for _, v in mention.values("site", "tactic") if isinstance(v.value, Term)}
