"""What of a row depends on all other mentions: which names and places are rare, and which tell nothing at all.

Days and not mentions are counted, for an attack that very many tell of is still one attack.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from gowah.link.arrow import SCHEMA
from gowah.link.levels import BITS, TOLLS
from gowah.link.ragged import Flags, Ints, Ragged, goes_with, lists, mixed, ragged

RARE = 4
"""A name, place or number is rare while the mentions that have it tell of no more than so many days."""
SCARCE = 40
"""A name is scarce while they tell of no more than one in so many of all days."""
_FEWEST, _SHARE = 12, 5


def telling_names(own: Any) -> Ragged:
    """The names of each row (of `table.own`) without those in very many different sentences ("city", "north")."""
    called = ragged(own.column("called"))
    said = own.column("said").to_numpy()
    names, sentences = goes_with(called.values, said[called.owner])
    often = max(_FEWEST, len(np.unique(said)) // _SHARE)
    return called.only(~_among(called.values, names[sentences > often]))


def likeness(own: Any, names: Ragged) -> list[tuple[int, int]]:
    """What two rows share that cannot be told apart."""
    of_names = np.where(own.column("vague").to_numpy(), 0, names.sums())
    return list(zip(own.column("likeness").to_pylist(), of_names.tolist(), strict=True))


def finished(own: Any, names: Ragged, texts: Sequence[Sequence[int]], copied: Sequence[Sequence[int]]) -> Any:
    """The rows with all columns; `texts` are the reports that each stands in, `copied` its copied sentences."""
    stood = ragged(own.column("stood"))
    large = {name: ragged(own.column(f"{name}_large")) for name in TOLLS}
    often, usual = _often(own, (names, stood, *large.values()))
    made: dict[str, Ragged] = {
        "texts": lists([sorted(set(its)) for its in texts]), "copied": lists(copied), "names": names,
        "rare": names.only(~_among(names.values, often)), "scarce": names.only(~_among(names.values, usual)),
        "quiet": stood.only(~_among(stood.values, often)),
    }  # fmt: skip
    made |= {f"{name}_rare": its.only(~_among(its.values, often)) for name, its in large.items()}
    tables = len({text for its, row in zip(texts, own.column("row").to_pylist(), strict=True) if row for text in its})
    for name, kind in (("cells", "lined"), ("figures", "figured")):
        its = ragged(own.column(kind))
        made[name] = _grains(its if tables > 1 else its.only(np.zeros(len(its.values), dtype=bool)))
    columns: dict[str, Any] = {name: own.column(name) for name in SCHEMA.names if name in own.column_names}
    columns |= {"unit": pa.array(np.arange(own.num_rows))} | {name: its.arrow() for name, its in made.items()}
    columns["telling"] = pa.array(made["cells"].sizes, mask=made["cells"].sizes == 0)
    return pa.table({name: columns[name] for name in SCHEMA.names}, SCHEMA)


def _grains(words: Ragged) -> Ragged:
    """Each word of tables' rows as many times over as it is rare: shared, so much is shared with it."""
    if not len(words.values):
        return words
    _, back, many = np.unique(words.values, return_inverse=True, return_counts=True)
    rows = np.count_nonzero(words.sizes)
    worth = np.rint(np.log2(rows / many[back]) / BITS).astype(np.int64)
    within = np.arange(int(worth.sum())) - np.repeat(np.cumsum(worth) - worth, worth)
    grains = mixed(np.repeat(words.values, worth) + within).view(np.int64)
    sizes = np.bincount(words.owner, weights=worth, minlength=len(words.sizes))
    return Ragged(values=grains, sizes=sizes.astype(np.int64))


def _often(own: Any, words: Sequence[Ragged]) -> tuple[Ints, Ints]:
    """Words that go with more than a few days, and those that go with many: to share them tells little."""
    day = own.column("day").to_numpy(zero_copy_only=False)
    dated = ~np.isnan(day.astype(np.float64))
    every = len(np.unique(day[dated]))
    shared, days = (np.concatenate(parts) for parts in zip(*(_dated(its, day, dated) for its in words), strict=True))
    found, counts = goes_with(shared, days)
    return found[counts > RARE], found[counts > max(RARE, every // SCARCE)]


def _dated(words: Ragged, day: Any, dated: Flags) -> tuple[Ints, Ints]:
    kept = words.only(dated[words.owner])
    return kept.values, day[kept.owner].astype(np.int64)


def _among(values: Ints, wanted: Ints) -> Flags:
    """Which values are among the wanted, which are sorted."""
    if not len(wanted):
        return np.zeros(len(values), dtype=bool)
    at = np.minimum(np.searchsorted(wanted, values), len(wanted) - 1)
    found: Flags = wanted[at] == values
    return found
