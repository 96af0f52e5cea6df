"""Changes seen in the claims: what is counted, by whom, over which time, and who is said to have done it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gowah.model import Certainty, Change, Mention, Span, Term, Value, When
from gowah.trace.derive import Derivation
from gowah.trace.events import TOLLS, Told, beside, near, told
from gowah.trace.toll_changes import between, swapped
from gowah.words.script import fold
from gowah.words.tables import Tables

_STRENGTH = {"denied": 0, "unknown": 1, "none": 1, "suspected": 2, "linked": 2, "attributed": 3, "claimed": 4, "all": 3}
"""How firmly an act is laid at somebody's door."""


def value_changes(
    one: Derivation, earlier: Sequence[Mention], later: Sequence[Mention], tables: Tables
) -> Iterator[Change]:
    """Changes between the claims of two texts, the later ones within the passages it took over.

    A text that only cites may misquote; what it leaves out, and what it says in its own voice, is its own.
    """
    was, now = told(earlier), [each for each in told(later) if _inside(one, each.value)]
    yield from _units(was, now)
    yield from _totals(earlier, later)
    yield from _as_of(was, now)
    if one.comparison.same_language and one.relation != "cites":
        yield from _speakers(one, was, now)
        yield from _periods(earlier, later)
        yield from _vaguer_days(earlier, later)
        yield from _responsibility(earlier, later, tables)


def _inside(one: Derivation, value: Value) -> bool:
    """The value stands in a sentence that was taken over, or in the title."""
    chosen = set(one.sentences)
    return any(
        s.start <= value.start < s.end and (s.n in chosen or s.kind == "title") for s in one.comparison.later.sentences
    )


def _units(was: Sequence[Told], now: Sequence[Told]) -> Iterator[Change]:
    """Killed-or-injured, or injured, became killed; killed became killed-or-injured."""
    for after in now:
        name = after.value.property
        if name not in TOLLS or swapped([t.mention for t in was], [after.mention], name):
            continue
        same = [before for before in was if near(before.number, after.number) and before.value.property in TOLLS]
        worse = {"killed": ("hurt", "injured"), "injured": ("hurt",), "hurt": ("killed",)}[name]
        if same and all(before.value.property in worse for before in same):
            yield between("unit", same[0].value, after.value)


def _speakers(one: Derivation, was: Sequence[Told], now: Sequence[Told]) -> Iterator[Change]:
    """Somebody's word became the outlet's own: nobody is named any more for a number that somebody gave."""
    text = fold(one.comparison.later.source.text)
    for after in now:
        name = after.value.property
        again = [t for t in now if t.value.property == name and t.number == after.number]
        same = [t for t in was if t.value.property == name and not _in_title(one, t.value)]
        same = [t for t in same if near(t.number, after.number) or beside(one, t.value.start, after.value.start)]
        if not same or any(t.value.speakers for t in again) or not all(t.value.speakers for t in same):
            continue
        speaker = same[0].value.speakers[-1]
        if not any(part in text for part in fold(speaker.name).split() if len(part) > 4):
            yield between("lost qualifier", same[0].value, after.value, "speaker")


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
                    yield between("period", old[0], new[0])


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
                yield between("period", before, after)


def _same_numbers(before: Mention, after: Mention) -> bool:
    old, new = ({t.number for t in told([mention])} for mention in (before, after))
    return bool(old & new)


def _whens(mention: Mention, name: str) -> list[Value]:
    return [value for _, value in mention.values(name) if isinstance(value.value, When)]


def _same_time(a: Value, b: Value) -> bool:
    one, two = a.value, b.value
    if not (isinstance(one, When) and isinstance(two, When)):
        return False
    said_alike = bool(one.as_written) and fold(one.as_written) == fold(two.as_written)
    return said_alike or (one.earliest, one.latest) == (two.earliest, two.latest)


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
            yield between("lost qualifier", before[1], after, "responsibility")


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
    sums = {each.number for each in new.values()} & {old["claimed"].number + linked.number}
    kind = "lost qualifier" if sums else "scope"
    after = next(each for status, each in sorted(new.items()) if not sums or each.number in sums)
    if sums or after.number == old["claimed"].number:
        yield between(kind, linked.value, after.value, "attacks")


def _by_status(mentions: Sequence[Mention]) -> dict[str, Told]:
    found: dict[str, Told] = {}
    for each in told(mentions):
        if each.kind == "total" and each.value.property == "attacks":
            codes = [v.value.code for _, v in each.mention.values("responsibility") if isinstance(v.value, Term)]
            found.setdefault(codes[0] if codes else "all", each)
    return found


def _as_of(was: Sequence[Told], now: Sequence[Told]) -> Iterator[Change]:
    """A strength of the past ("at its peak") became one of today."""
    for after in now:
        for before in was:
            if after.value.property == before.value.property == "strength" and after.number == before.number:
                old, new = _whens(before.mention, "as_of"), _whens(after.mention, "as_of")
                if old and not new:
                    yield _dropped("tense", "as_of", old[0], after.mention)
