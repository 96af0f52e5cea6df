"""Rows as an Arrow table and its columns as numbers: the form in which tables go into an engine and come back."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from gowah.link.clusters import Ints
from gowah.link.table import FLAGS, LISTS, POINTS, WHOLE, WORDS, Columns

_DAYS = {"published", "from1", "to1", "from2", "to2"}
SCHEMA = pa.schema(
    [(name, pa.int32() if name in _DAYS else pa.int64()) for name in WHOLE]
    + [(name, pa.list_(pa.int32())) for name in LISTS]
    + [(name, pa.float64()) for name in POINTS]
    + [(name, pa.bool_()) for name in FLAGS]
    + [(name, pa.string()) for name in WORDS]
)


def arrow_table(columns: Columns) -> Any:
    """The columns of `link/table.py` as an Arrow table."""
    return pa.table({field.name: pa.array(columns[field.name], field.type) for field in SCHEMA}, SCHEMA)


def numbers(table: Any, *names: str) -> tuple[Ints, ...]:
    """Columns of whole numbers as arrays."""
    return tuple(table.column(name).to_numpy().astype(np.int64) for name in names)
