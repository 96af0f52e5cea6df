#!/usr/bin/env python3
"""The crash data of meltt (Donnay, Dunford, McGrath, Backer & Cunningham 2019), a special case of linking lists.

    evals/meltt.py [FOLDER] [--km 4] [--days 2]

Three lists of crashes name cars, colours and damage each in its own words; taxonomies say what these words have in
common. Two rows may be one crash if they stand in two lists, lie within so many kilometres and days, and agree in each
taxonomy at some level; a crash told as one day and one told as several are kept apart, as meltt does. The finest
agreement is joined first, then the nearest, and no two rows of one list. Published: 195 rows, 140 crashes, 34 matches
(21 of all three lists, 5, 4 and 4 of two).
"""

from __future__ import annotations

import argparse
import csv
import math
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path

HOME = Path(__file__).resolve().parents[2] / "shared" / "data" / "meltt"
LISTS = ("crash_data1", "crash_data2", "crash_data3")
TAXONOMIES = ("model_tax", "color_tax", "damage_tax")
_EARTH_KM = 6371.0

Taxonomy = Mapping[tuple[str, str], tuple[str, ...]]
"""(list, word) -> what it is a kind of, the finest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Crash:
    """A row of a list; days as ordinals, `kinds` a chain of each taxonomy."""

    source: str
    first: int
    last: int
    latitude: float
    longitude: float
    kinds: tuple[tuple[str, ...], ...]


def main() -> int:
    """Prints how many crashes there are, and how many are told of in which lists."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=HOME)
    parser.add_argument("--km", type=float, default=4.0)
    parser.add_argument("--days", type=int, default=2)
    args = parser.parse_args()
    if not (args.folder / f"{LISTS[0]}.csv").is_file():
        print(f"skipped: there are no lists of crashes at {args.folder}")
        return 0
    rows = crashes(args.folder)
    groups = matched(rows, args.km, args.days)
    told = Counter(tuple(sorted(rows[n].source for n in group)) for group in groups if len(group) > 1)
    print(f"{len(rows)} rows, {len(groups)} crashes, {told.total()} matches")
    for lists, many in sorted(told.items(), key=lambda item: (-len(item[0]), item[0])):
        print(f"{many:4}  {', '.join(lists)}")
    return 0


def crashes(folder: Path) -> list[Crash]:
    """The rows of the three lists."""
    known = [_taxonomy(folder / f"taxonomy_{name}.csv") for name in TAXONOMIES]
    found = []
    for source in LISTS:
        for row in _rows(folder / f"{source}.csv"):
            kinds = tuple(
                taxonomy[source, row[name]] for name, taxonomy in zip(TAXONOMIES, known, strict=True)
            )  # fmt: skip
            days = [date.fromisoformat(row[name]).toordinal() for name in ("date", "enddate")]
            found.append(Crash(
                source=source, first=days[0], last=days[1], latitude=float(row["latitude"]),
                longitude=float(row["longitude"]), kinds=kinds,
            ))  # fmt: skip
    return found


def _taxonomy(path: Path) -> Taxonomy:
    return {
        (row["data.source"], row["base.categories"]): tuple(said for name, said in row.items() if "_level" in name)
        for row in _rows(path)
    }


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def matched(rows: Sequence[Crash], km: float, days: int) -> list[list[int]]:
    """The rows in groups of one crash, each with one row of a list at most."""
    fitting = []
    for a, b in combinations(range(len(rows)), 2):
        agreement = _agreement(rows[a], rows[b])
        far, apart = _kilometres(rows[a], rows[b]), _gap(rows[a], rows[b])
        if agreement is not None and far <= km and apart <= days:
            fitting.append((agreement, far, apart, a, b))
    home = {n: [n] for n in range(len(rows))}
    for *_, a, b in sorted(fitting):
        if not {rows[n].source for n in home[a]} & {rows[n].source for n in home[b]}:
            together = home[a] + home[b]
            home.update(dict.fromkeys(together, together))
    return sorted({min(group): sorted(group) for group in home.values()}.values())


def _agreement(a: Crash, b: Crash) -> int | None:
    """The levels at which their kinds agree, summed (less is finer); None where they cannot be one crash."""
    if a.source == b.source or (a.first == a.last) != (b.first == b.last):
        return None
    levels = [
        next((level for level, (x, y) in enumerate(zip(*pair, strict=True)) if x == y), None)
        for pair in zip(a.kinds, b.kinds, strict=True)
    ]
    known = [level for level in levels if level is not None]
    return sum(known) if len(known) == len(levels) else None


def _gap(a: Crash, b: Crash) -> int:
    return max(0, a.first - b.last, b.first - a.last)


def _kilometres(a: Crash, b: Crash) -> float:
    north, other = math.radians(a.latitude), math.radians(b.latitude)
    east = math.radians(a.longitude - b.longitude)
    half = math.sin((north - other) / 2) ** 2 + math.cos(north) * math.cos(other) * math.sin(east / 2) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(half))


if __name__ == "__main__":
    sys.exit(main())
