#!/usr/bin/env python3
"""How fast a million event claims are linked, beside bare Splink on the same table with the same candidate pairs.

    benchmarks/link.py [--rows 1000000] [--seed 1] [--only ours|bare]

The claims are synthetic and seeded: attacks in 340 provinces over ten years, each told by one to twelve reports that
give the day before or after, leave out a fifth of what they could say, name the province for the town and count
otherwise. Bare is what Splink's tutorial gives: stock comparisons of the same columns, weights by EM (not timed), its
threshold of .5, its connected components. Both run in a process of their own, on two threads; finding the pairs is
timed in both.
"""

from __future__ import annotations

import argparse
import json
import logging
import resource
import subprocess
import sys
import time
from collections.abc import Iterable
from typing import Any

import numpy as np
import pyarrow as pa

from gowah.link.arrow import SCHEMA
from gowah.link.blocking import KEYS, ORDERED, PAIRS, USEFUL
from gowah.link.duck import duck
from gowah.link.joining import Rules, Scorer, join
from gowah.link.levels import TABLE_OF, TOLLS, comparisons
from gowah.link.model import shipped_weights
from gowah.link.table import OPEN
from gowah.words import Settings

PROVINCES, TOWNS, DAYS, FIRST = 340, 12, 3650, 735_000
BASE = 100_000
"""Numbers of one kind of thing begin this far from those of the next."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=["ours", "bare"])
    args = parser.parse_args()
    if args.only:
        table, truth = claims(args.rows, args.seed)
        found = (ours if args.only == "ours" else bare)(table)
        found |= {"F1": f1(found.pop("root"), truth), "peak GB": peak()}
        print(json.dumps(found))
        return 0
    said = {}
    for which in ("ours", "bare"):
        command = [sys.executable, __file__, "--rows", str(args.rows), "--seed", str(args.seed), "--only", which]
        printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        said[which] = json.loads(printed.splitlines()[-1])
        print(which, said[which])
    for unit in ("seconds", "of the processors"):
        print(f"ours ÷ bare, {unit}: {said['ours'][unit] / said['bare'][unit]:.2f}")
    return 0


def peak() -> float:
    """Gigabytes of memory that this process has held at the most."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6, 2)


def claims(size: int, seed: int) -> tuple[Any, np.ndarray]:
    """The table of `link/table.py`, and for each row the attack that it tells of."""
    random = np.random.default_rng(seed)
    copies = np.minimum(random.geometric(0.25, size), 12)
    truth = np.repeat(np.arange(size), copies)[:size]
    events = truth[-1] + 1
    event = {
        "province": random.integers(0, PROVINCES, events), "town": random.integers(0, TOWNS, events),
        "day": FIRST + random.integers(0, DAYS, events), "name": random.integers(0, 50_000, events),
        "killed": 1 + (random.pareto(1.2, events) * 2).astype(int).clip(0, 400),
        **{name: random.integers(0, 12, events) for name in TABLE_OF},
    }  # fmt: skip
    event["injured"] = event["killed"] * random.integers(0, 4, events)
    words = random.integers(0, 30_000, (events, 14))
    order = random.permutation(size)
    truth = truth[order]
    told = {name: values[truth] for name, values in event.items()}
    return _table(told, words[truth], random), truth


def _table(told: dict[str, np.ndarray], words: np.ndarray, random: np.random.Generator) -> Any:
    size = len(words)

    def left_out(share: float = 0.2) -> np.ndarray:
        return random.random(size) < share

    published = told["day"] + random.integers(0, 3, size)
    day = told["day"] + np.where(random.random(size) < 0.1, random.integers(-1, 2, size), 0)
    undated = left_out(0.1)
    place = told["province"] * TOWNS + told["town"]
    vague = left_out()
    columns: dict[str, Any] = {
        "unit": np.arange(size), "texts": _lists(10 * BASE * 100 + np.arange(size)), "stands": np.zeros(size, int),
        "another": np.zeros(size, bool), "toll": np.ones(size, bool), "summed": np.zeros(size, bool),
        "row": np.zeros(size, bool), "spells": np.zeros(size, int), "capitals": np.ones(size, bool),
        "seeking": np.zeros(size, bool),
        "stance": np.full(size, "asserts"), "published": published, "place": np.ones(size, int),
        **{name: pa.array(day, pa.int32(), mask=undated) for name in ("from1", "to1", "from2", "to2")},
        "province": _lists(told["province"], ~vague), "province_up": _lists(told["province"]),
        "reach": _lists(told["province"]), "root": _lists(np.full(size, BASE - 1)),
        **{name: _lists(BASE + place, vague) for name in ("town", "local", "local_up")},
        "lat": pa.array(30 + told["province"] / 6 + told["town"] / 90, mask=vague),
        "lon": pa.array(60 + told["province"] % 6 + told["town"] / 30, mask=vague),
    }  # fmt: skip
    for n, name in enumerate(TABLE_OF, 2):
        wrong = np.where(random.random(size) < 0.05, random.integers(0, 12, size), told[name])
        missing = left_out()
        columns[name] = _lists(n * BASE + wrong, missing)
        columns[f"{name}_up"] = _lists(np.stack([n * BASE + wrong, n * BASE + 100 + wrong // 4], axis=1), missing)
    for name in TOLLS[:2]:
        columns |= _toll(name, told[name], left_out(), random)
    named = left_out(0.6)
    columns |= {name: _lists(8 * BASE + told["name"], named) for name in ("names", "rare", "scarce")}
    swapped = np.where(random.random(words.shape) < 0.5, random.integers(0, 30_000, words.shape), words)
    columns |= {"sentence": _lists(np.sort(9 * BASE + swapped, axis=1)), "len": np.full(size, swapped.shape[1])}
    columns["bits"] = np.bitwise_or.reduce(1 << (swapped * 2654435761 >> 7) % 63, axis=1)
    columns |= _keys(told["province"], place, day, undated, vague, published)
    return pa.table({
        field.name: pa.array(columns[field.name], field.type) if isinstance(columns.get(field.name), np.ndarray)
        else columns[field.name].cast(field.type) if field.name in columns else pa.nulls(size, field.type)
        for field in SCHEMA
    }, SCHEMA)  # fmt: skip


def _toll(name: str, number: np.ndarray, missing: np.ndarray, random: np.random.Generator) -> dict[str, Any]:
    otherwise = (number * random.uniform(0.8, 1.2, len(number))).astype(int)
    told = np.where(random.random(len(number)) < 0.3, otherwise, number)
    open_ended = random.random(len(number)) < 0.2
    ends = {"least": told, "most": told, "low": told, "high": np.where(open_ended, OPEN, told)}
    return {f"{name}_points": _lists(told, missing)} | {
        f"{name}_{end}": pa.array(values, pa.int32(), mask=missing) for end, values in ends.items()
    }


def _keys(
    province: np.ndarray, place: np.ndarray, day: np.ndarray, undated: np.ndarray, vague: np.ndarray,
    published: np.ndarray,
) -> dict[str, Any]:  # fmt: skip
    """As `blocking.keys`: province and day; without a day, province and the days before the report, or the town."""
    around = np.where(undated[:, None], published[:, None] - np.arange(4), day[:, None] + np.array([-1, 0, 1, 1]))
    by_day = province[:, None] * 10_000 + around - FIRST + 10
    towns = 500 * BASE + place
    seeks = [row[:4] for row in np.concatenate([by_day, towns[:, None]], axis=1)]
    seeking = [
        np.append(row, town) if late and not unsure else np.unique(row)
        for row, town, late, unsure in zip(seeks, towns, undated, vague, strict=True)
    ]
    met = _lists(towns, vague)
    return {"seeks": _ragged(seeking), "found": met}


def _ragged(rows: list[np.ndarray]) -> Any:
    offsets = np.concatenate([[0], np.cumsum([len(row) for row in rows])])
    return pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), pa.array(np.concatenate(rows), pa.int32()))


def _lists(values: np.ndarray, missing: np.ndarray | None = None) -> Any:
    """Each row of the array as a list; none where missing."""
    wide = values.reshape(len(values), -1)
    offsets = pa.array(np.arange(len(wide) + 1) * wide.shape[1], pa.int32())
    mask = None if missing is None else pa.array(missing)
    return pa.ListArray.from_arrays(offsets, pa.array(wide.ravel(), pa.int32()), mask=mask)


def ours(table: Any) -> dict[str, Any]:
    """Seconds of the clock and of the processors, pairs compared, and for each row the first of its group."""
    compared = comparisons(Settings().link)
    with duck() as engine:
        began, worked = time.monotonic(), time.process_time()
        scorer = Scorer(engine=engine, compared=compared, weights=shipped_weights(), size=table.num_rows)
        joined = join(scorer, table, Rules())
        seconds, worked = time.monotonic() - began, time.process_time() - worked
        pairs = engine.rows("select count(*) as n from pairs").to_pylist()[0]["n"]
    root = np.empty(table.num_rows, dtype=np.int64)
    for group in joined.groups:
        root[group] = group[0]
    took = {"seconds": round(seconds, 1), "of the processors": round(worked, 1)}
    return {**took, "pairs": pairs, "groups": len(joined.groups), "root": root}


def bare(table: Any) -> dict[str, Any]:
    """The same of bare Splink."""
    from splink import Linker

    with duck() as engine:
        began, worked = time.monotonic(), time.process_time()
        engine.take("mentions", table)
        for name, sql in (("keys", KEYS), ("useful", USEFUL), ("ordered", ORDERED), ("pairs", PAIRS)):
            engine.make(name, sql)
        seconds, worked = time.monotonic() - began, time.process_time() - worked
        linker = Linker(engine.named("mentions"), _stock(), log_level=logging.ERROR)
        linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
        by_toll = (
            "l.killed_least = r.killed_least and l.injured_least = r.injured_least and l.province_up = r.province_up"
        )
        for rule in ("l.from1 = r.from1 and l.province_up = r.province_up", by_toll):
            linker.training.estimate_parameters_using_expectation_maximisation(rule)
        linker.table_management.invalidate_cache()
        began, busy = time.monotonic(), time.process_time()
        linker.table_management.register_blocked_pairs_for_predict(engine.named("pairs"))
        edges = linker.inference.predict(threshold_match_probability=0.5, warning_mode="never")
        groups = linker.clustering.cluster_pairwise_predictions_at_threshold(edges, threshold_match_probability=0.5)
        seconds, worked = seconds + time.monotonic() - began, worked + time.process_time() - busy
        found = groups.as_pyarrow_table()
        pairs = engine.rows("select count(*) as n from pairs").to_pylist()[0]["n"]
    root = np.empty(table.num_rows, dtype=np.int64)
    root[found["unit"].to_numpy()] = found["cluster_id"].to_numpy()
    took = {"seconds": round(seconds, 1), "of the processors": round(worked, 1)}
    return {**took, "pairs": pairs, "groups": len(np.unique(root)), "root": root}


def _stock() -> dict[str, Any]:
    import splink.comparison_level_library as cll
    import splink.comparison_library as cl

    def arrays(column: str, sizes: Iterable[int] = (1,)) -> Any:
        return cl.ArrayIntersectAtSizes(column, list(sizes))

    def near(column: str) -> Any:
        return cl.CustomComparison(
            output_column_name=column,
            comparison_levels=[
                cll.NullLevel(column), cll.ExactMatchLevel(column), cll.PercentageDifferenceLevel(column, 0.25),
                cll.ElseLevel(),
            ],
        )  # fmt: skip

    days = cl.CustomComparison(
        output_column_name="day",
        comparison_levels=[
            cll.NullLevel("from1"), cll.ExactMatchLevel("from1"), cll.AbsoluteDifferenceLevel("from1", 1),
            cll.AbsoluteDifferenceLevel("from1", 3), cll.ElseLevel(),
        ],
    )  # fmt: skip
    return {
        "link_type": "dedupe_only", "unique_id_column_name": "unit", "sql_dialect": "duckdb",
        "probability_two_random_records_match": 1 / 200_000,
        "comparisons": [
            each.get_comparison("duckdb").as_dict()
            for each in (
                days, arrays("town"), cl.DistanceInKMAtThresholds("lat", "lon", [15, 60]), *map(arrays, TABLE_OF),
                *map(near, ("killed_least", "injured_least")), arrays("names"), arrays("sentence", (9, 6)),
            )
        ],
        "blocking_rules_to_generate_predictions": [],
        "retain_matching_columns": False, "retain_intermediate_calculation_columns": False,
    }  # fmt: skip


def f1(root: np.ndarray, truth: np.ndarray) -> float:
    """Pairwise F1 of the groups against the truth."""

    def pairs(labels: np.ndarray) -> int:
        counts = np.unique(labels, return_counts=True)[1]
        return int((counts * (counts - 1) // 2).sum())

    both = pairs(root * (truth.max() + 1) + truth)
    return round(2 * both / (pairs(root) + pairs(truth)), 4)


if __name__ == "__main__":
    sys.exit(main())
