"""Numbers that nobody can mean: what a claimer read of a property beyond its bound is left out, and said.

The bounds are the column `most` of `data/common/properties.csv`; a record's own rows replace them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from gowah.model import Claimed, Count, Problem, SourceText, Value
from gowah.words import Tables

_OF_NUMBERS = frozenset({"total", "group"})
_GROUND = frozenset({"when", "where", "site"})


def within_bounds(found: Iterable[Claimed], where: str, tables: Tables) -> Iterator[Claimed | Problem]:
    """The mentions without the values that are beyond belief, then one Problem for each property that had such."""
    beyond: Counter[tuple[str, str]] = Counter()
    for claimed in found:
        kept = tuple(value for value in claimed.values if not _is_beyond(claimed.kind, value, tables))
        if len(kept) == len(claimed.values):
            yield claimed
            continue
        beyond.update((claimed.kind, v.property) for v in claimed.values if v not in kept)
        if _says_something(claimed.kind, kept):
            yield replace(claimed, values=kept)
    for (kind, property), many in sorted(beyond.items()):
        most = tables.properties[kind, property].most or 0
        yield Problem(
            where=where,
            what=f"{many} number{'s were' if many > 1 else ' was'} not claimed: "
            f"the {property} of one {kind} are believed up to {most:,}",
            hint="Nobody can have counted so many. If somebody did, raise the bound in hand/properties.csv.",
        )


def as_stored(claimed: Claimed, text: SourceText) -> Claimed:
    """The mention with its quotes as the stored text has them, marks included."""
    if all(text.text[value.start : value.end] == value.quote for value in claimed.values):
        return claimed
    values = (replace(value, quote=text.text[value.start : value.end]) for value in claimed.values)
    return replace(claimed, values=tuple(values))


def _says_something(kind: str, kept: tuple[Value, ...]) -> bool:
    """A sum or a strength is nothing without its number, an attack nothing without victims, day and place."""
    if kind in _OF_NUMBERS:
        return any(isinstance(value.value, Count) for value in kept)
    if kind == "attack":
        return any(isinstance(value.value, Count) or value.property in _GROUND for value in kept)
    return bool(kept)


def _is_beyond(kind: str, value: Value, tables: Tables) -> bool:
    row = tables.properties.get((kind, value.property))
    if row is None or row.most is None or not isinstance(value.value, Count):
        return False
    return max(value.value.low or 0, value.value.high or 0) > row.most
