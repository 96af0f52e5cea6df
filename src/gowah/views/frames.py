"""Tables as pandas data frames, for notebooks. pandas is loaded only when one is asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from gowah.model.canonical import Tree
from gowah.model.codec import to_tree

if TYPE_CHECKING:
    import pandas


def as_rows(things: Sequence[object]) -> list[dict[str, Tree]]:
    """Frozen values as rows; what is unknown has no key."""
    return [row for thing in things if isinstance(row := to_tree(thing), dict)]


def frame(rows: Sequence[Mapping[str, object]], columns: Sequence[str]) -> pandas.DataFrame:
    """A data frame of these rows with these columns, in order; nested values are left as they are."""
    import pandas

    return pandas.DataFrame([[row.get(column) for column in columns] for row in rows], columns=list(columns))
