"""What a copy says otherwise than its origin: changed words and changed values (kinds as in `gowah dump`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gowah.model import Change, Mention
from gowah.trace.derive import Derivation
from gowah.trace.toll_changes import toll_changes
from gowah.trace.value_changes import value_changes
from gowah.trace.word_changes import word_changes
from gowah.words.tables import Tables


def changes(one: Derivation, by_text: Mapping[int, Sequence[Mention]], tables: Tables) -> tuple[Change, ...]:
    """Every change between a text and the one it draws on, each kind and property once, in the order of the text.

    A text that only cites is no copy: what it leaves out or says in its own way is its own, what it misquotes is not.
    """
    if not one.directed:
        return ()
    its = one.comparison
    earlier = by_text.get(its.earlier.source.entry, ())
    later = by_text.get(its.later.source.entry, ())
    tolls = () if one.relation == "cites" else tuple(toll_changes(one, earlier, later, tables))
    worded = [change for change in word_changes(one, tables) if not _explained(change, tolls)]
    found = [*worded, *tolls, *value_changes(one, earlier, later, tables)]
    distinct = {(change.kind, change.property, change.before, change.after): change for change in found}
    return tuple(sorted(distinct.values(), key=_place))


def _explained(worded: Change, tolls: Sequence[Change]) -> bool:
    """A number that the claims know to be a sum is not another number in the place of one."""
    at = worded.after_span
    return worded.kind == "number" and any(
        toll.kind == "scope" and at and toll.after_span and toll.after_span.start <= at.start < toll.after_span.end
        for toll in tolls
    )


def _place(change: Change) -> tuple[object, ...]:
    at = change.after_span or change.before_span
    return (at.start if at else -1, change.kind, change.property, change.before, change.after)
