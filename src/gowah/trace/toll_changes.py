"""Changes of the tolls of one event: another number, another unit, a rival figure or a whole event left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gowah.model import Change, Count, Mention, Span, Value
from gowah.trace.derive import Derivation
from gowah.trace.events import TOLLS, Told, near, same_events, told
from gowah.words.tables import Tables

_RETOLD = ("translation", "paraphrase")
_SEVERAL = 2  # events that a retelling keeps, so that it is one of a list of events


def between(kind: str, before: Value, after: Value, name: str | None = None) -> Change:
    """A change from one value to another."""
    return Change(
        property=name or after.property, before=before.quote, after=after.quote, kind=kind,
        before_span=Span(start=before.start, end=before.end), after_span=Span(start=after.start, end=after.end),
    )  # fmt: skip


def toll_changes(
    one: Derivation, earlier: Sequence[Mention], later: Sequence[Mention], tables: Tables
) -> Iterator[Change]:
    """Changes between the tolls of the events that both texts tell."""
    pairs = same_events(one, earlier, later, tables)
    known = {value for s in one.comparison.earlier.sentences for number in s.numbers for value in number.worth}
    for before, after in pairs:
        yield from _numbers(before, after, known)
    if one.relation not in _RETOLD:
        return  # an excerpt leaves out by its nature
    kept = {value for s in one.comparison.later.sentences for number in s.numbers for value in number.worth}
    told_again = {id(before): before for before, _ in pairs}
    for before in told_again.values():
        yield from _left_out(before, [after for b, after in pairs if b is before], kept)
    if len(told_again) >= _SEVERAL:
        yield from _events_left_out(earlier, list(told_again.values()), kept)


def _numbers(before: Mention, after: Mention, known: set[int]) -> Iterator[Change]:
    """Another number in the place of one that the copy no longer tells; `known` are all numbers of the origin."""
    for name in TOLLS:
        old, new = told([before], name), told([after], name)
        gone = [t for t in old if not _among(t.number, new)]
        come = [t for t in new if not _among(t.number, old)]
        others = told([before], *(other for other in TOLLS if other != name))
        for told_now in come:
            turned = swapped([before], [after], name)
            unit = _among(told_now.number, others) and not turned
            if gone and not unit and (turned or told_now.number not in known):
                kind = "scope" if _of_several(told_now, before, name) else "number"
                yield between(kind, gone[0].value, told_now.value)
                break


def _among(number: int, some: Sequence[Told]) -> bool:
    return any(near(number, each.number) for each in some)


def swapped(before: Sequence[Mention], after: Sequence[Mention], name: str) -> bool:
    """The dead of the one are the wounded of the other."""
    other = {"killed": "injured", "injured": "killed"}.get(name)
    return other is not None and any(_among(each.number, told(after, other)) for each in told(before, name))


def _of_several(after: Told, before: Mention, name: str) -> bool:
    """The sum of two tolls that the origin tells apart, attackers among them: what is counted changed."""
    apart = [v.value.low for _, v in before.values(name) if v.of_whom == "attackers" and isinstance(v.value, Count)]
    apart += [each.number for each in told([before], *TOLLS) if each.value.property != name]
    return any(each.number + other == after.number for each in told([before], name) for other in apart if other)


def _left_out(before: Mention, after: Sequence[Mention], kept: set[int]) -> Iterator[Change]:
    """Of two figures for one toll only one came over."""
    for name in TOLLS:
        old, new = told([before], name), {each.number for each in told(after, name)}
        if len(new) != 1 or not any(near(each.number, number) for each in old for number in new):
            continue  # nothing of it came over, or figures that disagree still stand side by side
        for each in old:
            if not any(near(each.number, number) for number in kept):
                yield _omitted(each.value)


def _events_left_out(earlier: Sequence[Mention], held: Sequence[Mention], kept: set[int]) -> Iterator[Change]:
    """Of a list of events some did not come over, with none of their figures."""
    for mention in earlier:
        figures = told([mention], *TOLLS)
        if mention.claimed.kind != "attack" or mention in held or not figures:
            continue
        if not any(near(each.number, number) for each in figures for number in kept if number > 2):
            yield _omitted(figures[0].value)


def _omitted(value: Value) -> Change:
    return Change(
        property=value.property, before=value.quote, after="", kind="scope",
        before_span=Span(start=value.start, end=value.end),
    )  # fmt: skip
