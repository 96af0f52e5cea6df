"""Which rows of `hand/` the claims rest on: whoever adds a name wants to know whether it was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from gowah.model import Mention, Term, Where
from gowah.words import Tables, find_names


@dataclass(frozen=True, slots=True, kw_only=True)
class HandRow:
    """A row made by hand: its table, its id or code, and how many values of the claims in force it has a part in."""

    table: str
    code: str
    values: int


def hand_rows(tables: Tables, mentions: Iterable[Mention]) -> tuple[HandRow, ...]:
    """Every place and term of `hand/` in the order of the tables, with the number of values that it has a part in.

    It has a part in a value that it names, and in one whose quote holds its name (a word of speech, an outlet).
    """
    rows = [(table, code) for table, _, code in (row.partition(": ") for row in dict.fromkeys(tables.hand_rows))]
    rows = [(table, code) for table, code in rows if table == "places" or code in tables.terms.get(table, {})]
    if not rows:
        return ()
    used: Counter[tuple[str, str]] = Counter()
    quoted: dict[str, frozenset[tuple[str, str]]] = {}
    for mention in mentions:
        for _, value in mention.values():
            if value.quote not in quoted:
                quoted[value.quote] = frozenset((span.table, span.code) for span in find_names(value.quote, tables))
            named = {value.value.code} if isinstance(value.value, Term) else {value.of_whom}
            place = value.value.place if isinstance(value.value, Where) else None
            used.update(
                (table, code) for table, code in rows
                if (table, code) in quoted[value.quote] or (code == place if table == "places" else code in named)
            )  # fmt: skip
    return tuple(HandRow(table=table, code=code, values=used[table, code]) for table, code in rows)
