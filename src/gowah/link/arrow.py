"""Rows as an Arrow table and its columns as numbers: the form in which tables go into an engine and come back."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from gowah.link.ragged import Ints
from gowah.link.table import (
    AMONG_LISTS,
    AMONG_WHOLE,
    FLAGS,
    LISTS,
    OWN_FLAGS,
    OWN_LISTS,
    OWN_WHOLE,
    OWN_WORDS,
    POINTS,
    WHOLE,
    WORDS,
    Columns,
)  # fmt: skip

_DAYS = {"published", "from1", "to1", "from2", "to2", "day"}


def _fields(whole: tuple[str, ...], lists: tuple[str, ...], flags: tuple[str, ...], words: tuple[str, ...]) -> Any:
    return [
        *((name, pa.int32() if name in _DAYS else pa.int64()) for name in whole),
        *((name, pa.list_(pa.int64())) for name in lists), *((name, pa.bool_()) for name in flags),
        *((name, pa.string()) for name in words),
    ]  # fmt: skip


_POINTS = [(name, pa.float64()) for name in POINTS]
OWN = pa.schema(
    _fields((*WHOLE, *OWN_WHOLE), (*LISTS, *OWN_LISTS), (*FLAGS, *OWN_FLAGS), (*WORDS, *OWN_WORDS)) + _POINTS
)
"""Columns of `table.own`."""
SCHEMA = pa.schema(_fields(("unit", *WHOLE, *AMONG_WHOLE), (*LISTS, *AMONG_LISTS), FLAGS, WORDS) + _POINTS)
"""Columns that an engine gets."""


def own_table(columns: Columns) -> Any:
    """The columns of `table.own` as an Arrow table."""
    return pa.table({field.name: pa.array(columns[field.name], field.type) for field in OWN}, OWN)


def numbers(table: Any, *names: str) -> tuple[Ints, ...]:
    """Columns of whole numbers as arrays."""
    return tuple(table.column(name).to_numpy().astype(np.int64) for name in names)
