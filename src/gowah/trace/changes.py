"""What a copy says otherwise than its origin: changed words and changed values (kinds as in `gowah dump`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gowah.model import Change, Mention
from gowah.trace.derive import Derivation
from gowah.trace.value_changes import value_changes
from gowah.trace.word_changes import word_changes
from gowah.words.tables import Tables


def changes(one: Derivation, by_text: Mapping[int, Sequence[Mention]], tables: Tables) -> tuple[Change, ...]:
    """Every change between a text and the one it draws on, each kind and property once, in the order of the text.

    A text that only cites is no copy: what it leaves out or says in its own way is its own.
    """
    if one.relation == "cites" or not one.directed:
        return ()
    its = one.comparison
    earlier = by_text.get(its.earlier.source.entry, ())
    later = by_text.get(its.later.source.entry, ())
    found = [*word_changes(one, tables), *value_changes(one, earlier, later, tables)]
    distinct = {(change.kind, change.property, change.before, change.after): change for change in found}
    return tuple(sorted(distinct.values(), key=_place))


def _place(change: Change) -> tuple[object, ...]:
    at = change.after_span or change.before_span
    return (at.start if at else -1, change.kind, change.property, change.before, change.after)
