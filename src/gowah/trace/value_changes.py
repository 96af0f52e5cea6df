"""Changes seen in the claims: what is counted, by whom, over which time, and who is said to have done it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gowah.model import Certainty, Change, Count, Mention, Span, Term, Value, When
from gowah.trace.derive import Derivation
from gowah.words.script import fold
from gowah.words.tables import Tables

_TOLLS = ("killed", "injured", "hurt")
_STRENGTH = {"denied": 0, "unknown": 1, "none": 1, "suspected": 2, "linked": 2, "attributed": 3, "claimed": 4, "all": 3}
"""How firmly an act is laid at somebody's door."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """A number as a claim gives it."""

    kind: str
    mention: Mention
    value: Value
    number: int


def value_changes(
    one: Derivation, earlier: Sequence[Mention], later: Sequence[Mention], tables: Tables
) -> Iterator[Change]:
    """Changes between the claims of two texts, the later ones within the passages it took over."""
    was, now = _told(earlier), [told for told in _told(later) if _inside(one, told.value)]
    yield from _units(was, now)
    if one.comparison.same_language:
        yield from _speakers(one, was, now)
        yield from _periods(earlier, later)
        yield from _responsibility(earlier, later, tables)
        yield from _totals(earlier, later)
        yield from _as_of(was, now)


def _told(mentions: Sequence[Mention]) -> list[_Told]:
    found = []
    for mention in mentions:
        for _, value in mention.values(*_TOLLS, "attacks", "strength", whole=True):
            count = value.value
            number = (count.low if count.low is not None else count.high) if isinstance(count, Count) else None
            if number:
                found.append(_Told(kind=mention.claimed.kind, mention=mention, value=value, number=number))
    return found


def _inside(one: Derivation, value: Value) -> bool:
    """The value stands in a sentence that was taken over, or in the title."""
    chosen = set(one.sentences)
    return any(
        s.start <= value.start < s.end and (s.n in chosen or s.kind == "title") for s in one.comparison.later.sentences
    )


def _between(kind: str, before: Value, after: Value, name: str | None = None) -> Change:
    return Change(
        property=name or after.property, before=before.quote, after=after.quote, kind=kind,
        before_span=Span(start=before.start, end=before.end), after_span=Span(start=after.start, end=after.end),
    )  # fmt: skip


def _near(a: int, b: int) -> bool:
    """One number, give or take the one that "more than" adds."""
    return abs(a - b) <= 1 if min(a, b) > 20 else a == b


def _units(was: Sequence[_Told], now: Sequence[_Told]) -> Iterator[Change]:
    """Killed-or-injured, or injured, became killed."""
    for after in now:
        if after.value.property not in ("killed", "injured"):
            continue
        same = [before for before in was if _near(before.number, after.number) and before.value.property in _TOLLS]
        worse = ("hurt", "injured") if after.value.property == "killed" else ("hurt",)
        if same and all(before.value.property in worse for before in same):
            yield _between("unit", same[0].value, after.value)


def _speakers(one: Derivation, was: Sequence[_Told], now: Sequence[_Told]) -> Iterator[Change]:
    """Somebody's word became the outlet's own: nobody is named any more for a number that somebody gave."""
    text = fold(one.comparison.later.source.text)
    for after in now:
        name = after.value.property
        again = [t for t in now if t.value.property == name and t.number == after.number]
        same = [t for t in was if t.value.property == name and not _in_title(one, t.value)]
        same = [t for t in same if _near(t.number, after.number) or _stands_beside(one, t.value, after.value)]
        if not same or any(told.value.speakers for told in again) or not all(told.value.speakers for told in same):
            continue
        speaker = same[0].value.speakers[-1]
        if not any(part in text for part in fold(speaker.name).split() if len(part) > 4):
            yield _between("lost qualifier", same[0].value, after.value, "speaker")


def _stands_beside(one: Derivation, before: Value, after: Value) -> bool:
    """The sentences of the two values were laid side by side."""
    its = one.comparison
    here = next((s.n for s in its.later.sentences if s.start <= after.start < s.end), -1)
    aligned = {**its.nearest, **its.reused}.get(here)
    there = next((s.n for s in its.earlier.sentences if s.start <= before.start < s.end), -2)
    return aligned is not None and aligned.earlier == there


def _in_title(one: Derivation, value: Value) -> bool:
    return any(s.kind == "title" and s.start <= value.start < s.end for s in one.comparison.earlier.sentences)


def _periods(earlier: Sequence[Mention], later: Sequence[Mention]) -> Iterator[Change]:
    """The time that a total covers, or the day of an attack, was lost or made vaguer."""
    for after in later:
        for before in earlier:
            if after.claimed.kind != before.claimed.kind or not _same_numbers(before, after):
                continue
            if after.claimed.kind == "total":
                old, new = _whens(before, "period"), _whens(after, "period")
                if old and not new:
                    yield _dropped("period", "period", old[0], after)
                elif old and new and not any(_same_time(a, b) for a in old for b in new):
                    yield _between("period", old[0], new[0])
    yield from _vaguer_days(earlier, later)


def _vaguer_days(earlier: Sequence[Mention], later: Sequence[Mention]) -> Iterator[Change]:
    old = [value for mention in earlier if mention.claimed.kind == "attack" for value in _whens(mention, "when")]
    new = [value for mention in later if mention.claimed.kind == "attack" for value in _whens(mention, "when")]
    days = {value.value.earliest for value in new if isinstance(value.value, When) and value.value.precision == "day"}
    for after in new:
        for before in old:
            a, b = before.value, after.value
            if (
                not (isinstance(a, When) and isinstance(b, When))
                or a.precision != "day"
                or b.precision in (None, "day")
            ):
                continue
            within = (b.earliest or "") <= (a.earliest or "") <= (b.latest or "")
            if within and a.earliest not in days:
                yield _between("period", before, after)


def _same_numbers(before: Mention, after: Mention) -> bool:
    old, new = ({t.number for t in _told([mention])} for mention in (before, after))
    return bool(old & new)


def _whens(mention: Mention, name: str) -> list[Value]:
    return [value for _, value in mention.values(name) if isinstance(value.value, When)]


def _same_time(a: Value, b: Value) -> bool:
    one, two = a.value, b.value
    if not (isinstance(one, When) and isinstance(two, When)):
        return False
    return (one.earliest, one.latest) == (two.earliest, two.latest)


def _dropped(kind: str, name: str, before: Value, after: Mention) -> Change:
    return Change(
        property=name, before=before.quote, after="", kind=kind,
        before_span=Span(start=before.start, end=before.end), after_span=after.claimed.anchor,
    )  # fmt: skip


def _responsibility(earlier: Sequence[Mention], later: Sequence[Mention], tables: Tables) -> Iterator[Change]:
    """Suspected became did it: the firmest word of the copy is firmer than the firmest of its origin."""
    old, new = _firmest(earlier, tables), _firmest(later, tables)
    for group, (strength, after) in sorted(new.items(), key=lambda item: item[0]):
        before = old.get(group)
        if before and before[0] < strength <= 3 and before[0] == 2:
            yield _between("lost qualifier", before[1], after, "responsibility")


def _firmest(mentions: Sequence[Mention], tables: Tables) -> dict[str, tuple[int, Value]]:
    found: dict[str, tuple[int, Value]] = {}
    for mention in mentions:
        if mention.claimed.kind != "attack":
            continue
        named = [v for _, v in mention.values("perpetrator") if isinstance(v.value, Term)]
        graded = [v for _, v in mention.values("responsibility") if isinstance(v.value, Term)]
        for value in graded or named:
            strength = _STRENGTH.get(getattr(value.value, "code", ""), 1) if graded else _STRENGTH["attributed"]
            if value.certainty is Certainty.DENIED:
                continue
            strength -= value.certainty is Certainty.HEDGED and strength > _STRENGTH["suspected"]
            for group in named:
                rows = [row.code for row in tables.broader("groups", getattr(group.value, "code", None))]
                if rows and strength > found.get(rows[-1], (-1, value))[0]:
                    found[rows[-1]] = (strength, value)
    return found


def _totals(earlier: Sequence[Mention], later: Sequence[Mention]) -> Iterator[Change]:
    """Attacks claimed and attacks linked were told apart; the copy adds them up, or keeps only the claimed ones."""
    old, new = _by_status(earlier), _by_status(later)
    if "claimed" not in old or "linked" not in old or "linked" in new or not new:
        return
    linked = old["linked"]
    sums = {told.number for told in new.values()} & {old["claimed"].number + linked.number}
    kind = "lost qualifier" if sums else "scope"
    after = next(told for status, told in sorted(new.items()) if not sums or told.number in sums)
    if sums or after.number == old["claimed"].number:
        yield _between(kind, linked.value, after.value, "attacks")


def _by_status(mentions: Sequence[Mention]) -> dict[str, _Told]:
    found: dict[str, _Told] = {}
    for told in _told(mentions):
        if told.kind == "total" and told.value.property == "attacks":
            codes = [v.value.code for _, v in told.mention.values("responsibility") if isinstance(v.value, Term)]
            found.setdefault(codes[0] if codes else "all", told)
    return found


def _as_of(was: Sequence[_Told], now: Sequence[_Told]) -> Iterator[Change]:
    """A strength of the past ("at its peak") became one of today."""
    for after in now:
        for before in was:
            if after.value.property == before.value.property == "strength" and after.number == before.number:
                old, new = _whens(before.mention, "as_of"), _whens(after.mention, "as_of")
                if old and not new:
                    yield _dropped("tense", "as_of", old[0], after.mention)
