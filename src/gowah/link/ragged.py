"""Columns of lists as two arrays of numbers, so that what is asked of a whole record is asked of all lists at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ragged:
    """`values` of all lists one after the other, `sizes` how many each list has; an absent list is an empty one."""

    values: Ints
    sizes: Ints

    @property
    def owner(self) -> Ints:
        """For each value the number of its list."""
        return np.repeat(np.arange(len(self.sizes)), self.sizes)

    def only(self, kept: Flags) -> Ragged:
        """The lists with those values alone for which `kept` is true."""
        sizes = np.bincount(self.owner[kept], minlength=len(self.sizes))
        return Ragged(values=self.values[kept], sizes=sizes.astype(np.int64))

    def take(self, rows: Ints) -> Ragged:
        """The lists of these rows, in their order."""
        starts, sizes = (np.cumsum(self.sizes) - self.sizes)[rows], self.sizes[rows]
        within = np.arange(int(sizes.sum())) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        return Ragged(values=self.values[np.repeat(starts, sizes) + within], sizes=sizes)

    def sums(self) -> Ints:
        """For each list a number that is the same for lists of the same values, in whatever order."""
        ends = np.concatenate([[0], np.cumsum(self.sizes)])
        running = np.concatenate([np.zeros(1, np.uint64), np.cumsum(mixed(self.values), dtype=np.uint64)])
        found: Ints = (running[ends[1:]] - running[ends[:-1]]).view(np.int64)
        return found

    def arrow(self) -> Any:
        """An Arrow column of lists; absent where empty."""
        offsets = np.concatenate([[0], np.cumsum(self.sizes)]).astype(np.int32)
        return pa.ListArray.from_arrays(
            pa.array(offsets), pa.array(self.values, pa.int64()), mask=pa.array(self.sizes == 0)
        )


def ragged(column: Any) -> Ragged:
    """An Arrow column of lists as numbers."""
    whole = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    sizes = pc.fill_null(pc.list_value_length(whole), 0).to_numpy(zero_copy_only=False).astype(np.int64)
    return Ragged(values=pc.list_flatten(whole).to_numpy(zero_copy_only=False).astype(np.int64), sizes=sizes)


def lists(found: Sequence[Sequence[int]]) -> Ragged:
    """Lists of numbers as arrays."""
    sizes = np.fromiter(map(len, found), np.int64, len(found))
    return Ragged(values=np.fromiter((n for its in found for n in its), np.int64, int(sizes.sum())), sizes=sizes)


def number(words: str) -> int:
    """A number for words that is theirs in every record and run: 64 bits of their digest."""
    return int.from_bytes(blake2b(words.encode("utf-8", "replace"), digest_size=8).digest(), "little", signed=True)


def mixed(values: Ints, seed: int = 0) -> npt.NDArray[np.uint64]:
    """Each number scattered over 64 bits (the last step of SplitMix64)."""
    bits = values.astype(np.int64).view(np.uint64) + np.uint64((0x9E3779B97F4A7C15 * (seed + 1)) % 2**64)
    bits = (bits ^ (bits >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    bits = (bits ^ (bits >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed_: npt.NDArray[np.uint64] = bits ^ (bits >> np.uint64(31))
    return mixed_


def goes_with(words: Ints, others: Ints) -> tuple[Ints, Ints]:
    """(each word once, with how many different others it is paired): `words` and `others` are paired by position."""
    order = np.lexsort((others, words))
    a, b = words[order], others[order]
    new = np.ones(len(a), dtype=bool)
    new[1:] = (a[1:] != a[:-1]) | (b[1:] != b[:-1])
    found, counts = np.unique(a[new], return_counts=True)
    return found, counts.astype(np.int64)


def digests(table: Any, without: Sequence[str] = ()) -> Ints:
    """For each row of an Arrow table a number that two rows share only if all their values are the same."""
    total = np.zeros(table.num_rows, dtype=np.uint64)
    for seed, field in enumerate(table.schema):
        if field.name in without:
            continue
        column = table.column(field.name)
        if pa.types.is_list(field.type):
            values = ragged(column).sums()
        elif pa.types.is_string(field.type):
            coded = column.combine_chunks().dictionary_encode()
            known = np.array([number(word) for word in coded.dictionary.to_pylist()] or [0], dtype=np.int64)
            values = known[pc.fill_null(coded.indices, 0).to_numpy(zero_copy_only=False)]
        elif pa.types.is_floating(field.type):
            values = pc.fill_null(column, 1e300).to_numpy().view(np.int64)
        else:
            values = pc.fill_null(pc.cast(column, pa.int64()), -(2**62)).to_numpy()
        total += mixed(values, seed + 1)
    return total.view(np.int64)
