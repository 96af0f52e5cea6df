"""What linking remembers between two runs: profiles as rows of numbers, and scores of pairs of such rows.

Each thing is remembered under what it comes from. Of a pair that is a digest of each of the two finished rows, so that
a score counts only as long as nothing that could change it has changed, and linking with memory gives what linking
without it gives.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

import numpy as np
import pyarrow as pa

from gowah.hooks import Memo
from gowah.link.ragged import Ints

LEAST_ROWS = 200
"""Fewer rows are scored sooner than what is known of them is looked up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """Tables by name. `under`: all that they come from besides their rows: program, tables, model, settings."""

    memo: Memo
    under: str

    def recall(self, name: str) -> Any | None:
        """The Arrow table remembered under this name, if it comes from the same."""
        data = self.memo.recall(f"link-{name}")
        if data is None:
            return None
        try:
            table = pa.ipc.open_stream(data).read_all()
        except (pa.ArrowException, OSError, ValueError):
            return None
        return table if (table.schema.metadata or {}).get(b"under") == self.under.encode() else None

    def remember(self, name: str, table: Any, rows: bytes = b"") -> None:
        """Keeps an Arrow table under this name."""
        marked = table.replace_schema_metadata({"under": self.under, "rows": rows})
        sink = pa.BufferOutputStream()
        options = pa.ipc.IpcWriteOptions(compression="zstd")
        with pa.ipc.new_stream(sink, marked.schema, options=options) as stream:
            stream.write_table(marked)
        self.memo.remember(f"link-{name}", sink.getvalue().to_pybytes())

    def pairs(self, name: str, rows: Ints) -> Any | None:
        """What was remembered of pairs: a table with columns a and b, now numbers of `rows`, which are digests."""
        held = self.recall(name)
        if held is None:
            return None
        at = _positions(np.frombuffer(held.schema.metadata[b"rows"], np.int64), rows)
        a, b = (at[held.column(side).to_numpy()] for side in _SIDES)
        there = (a >= 0) & (b >= 0)
        low, high = np.minimum(a, b)[there], np.maximum(a, b)[there]
        kept = held.filter(pa.array(there))
        return pa.table({"a": low, "b": high, **{name: kept.column(name) for name in kept.column_names[2:]}})

    def remember_pairs(self, name: str, rows: Ints, table: Any) -> None:
        """Keeps a table of pairs of these rows; its first columns are a and b."""
        both = np.concatenate([table.column(side).to_numpy() for side in _SIDES])
        used, places = np.unique(both, return_inverse=True)
        a, b = np.split(places.astype(np.int32), 2)
        rest = {name: table.column(name) for name in table.column_names[2:]}
        self.remember(name, pa.table({"a": a, "b": b, **rest}), rows[used].tobytes())


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is remembered of pairs of these rows, which are digests."""

    memory: Memory
    rows: Ints


_SIDES = ("a", "b")


def _positions(known: Ints, rows: Ints) -> Ints:
    """For each digest known the number of the row that has it; -1 where none has it, or several on either side."""
    found, first, counts = np.unique(rows, return_index=True, return_counts=True)
    alone, where = found[counts == 1], first[counts == 1]
    if not len(alone) or not len(known):
        return np.full(len(known), -1)
    at = np.minimum(np.searchsorted(alone, known), len(alone) - 1)
    _, back, often = np.unique(known, return_inverse=True, return_counts=True)
    return np.where((alone[at] == known) & (often[back] == 1), where[at], -1)


def digest_of(*things: bytes | str) -> str:
    """A digest of several things in order."""
    made = blake2b(digest_size=16)
    for thing in things:
        data = thing.encode() if isinstance(thing, str) else thing
        made.update(len(data).to_bytes(8, "little") + data)
    return made.hexdigest()
