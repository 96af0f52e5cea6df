"""Splink scores pairs: the one file that knows it.

Splink gets the table, the pairs, and for each level the odds that our model gives it; it adds up logarithms of odds,
and rounded to millibits its sum is the sum of the model's whole numbers, on every machine and engine.
"""

from __future__ import annotations

import logging
import math
from collections.abc import Sequence
from typing import Any

from splink import Linker

from gowah.link.engine import Engine, spelled
from gowah.link.levels import Comparison
from gowah.link.model import Weights

_U = 1e-9
"""Any small share: only the ratio of the two shares counts."""
TABLE = "mentions"
ID = "unit"


def scored(
    engine: Engine, compared: Sequence[Comparison], weights: Weights, pairs: str, into: str, *,
    least: int | None = None, shown: bool = False,
) -> None:  # fmt: skip
    """Makes the table `into` (a, b, score in millibits) of the table `pairs` (join_key_l, join_key_r, match_key).

    Only scores of at least `least`; with `shown` the number of the level found in each comparison too (`g_0`, `g_1` …,
    None where there was nothing to compare).
    """
    floor = None if least is None else (least - 0.5) / 1000
    settings = settings_of(engine, compared, weights, shown=shown)
    asked = (engine.columns(TABLE), pairs, floor, repr(settings))
    if asked not in _WRITTEN:
        written, found = _written(engine, settings, pairs, floor)
        if written and len(_WRITTEN) < _MOST_WRITTEN:
            _WRITTEN[asked] = written, found
    else:
        written, found = _WRITTEN[asked]
        for sql in written:
            engine.run(sql)
    levels = (
        "".join(f", gamma_{each.name.replace(' ', '_')} as g_{n}" for n, each in enumerate(compared)) if shown else ""
    )
    engine.make(
        into, "select unit_l as a, unit_r as b, cast(round(match_weight * 1000) as int) as score"
        f"{levels} from {found}",
    )  # fmt: skip
    engine.drop(found)


_WRITTEN: dict[tuple[object, ...], tuple[tuple[str, ...], str]] = {}
"""The statements that Splink wrote before, and the table that they make: writing takes longer than a small link."""
_MOST_WRITTEN = 64


def _written(engine: Engine, settings: dict[str, Any], pairs: str, floor: float | None) -> tuple[tuple[str, ...], str]:
    """Has Splink score the pairs; the statements it ran, where the engine heard them, and the table they made."""
    with engine.heard() as statements:
        linker = Linker(engine.named(TABLE), settings, validate_settings=False, log_level=logging.ERROR)
        linker.table_management.register_blocked_pairs_for_predict(engine.named(pairs))
        found = linker.inference.predict(threshold_match_weight=floor, warning_mode="never")
    return tuple(statements), str(found.physical_name)


def settings_of(
    engine: Engine, compared: Sequence[Comparison], weights: Weights, *, shown: bool = False
) -> dict[str, Any]:
    """Splink's settings for these comparisons under these weights."""
    return {
        "link_type": "dedupe_only", "unique_id_column_name": ID, "sql_dialect": engine.api.sql_dialect.sql_dialect_str,
        "probability_two_random_records_match": 1 / (1 + math.pow(2, -weights.prior / 1000)),
        "comparisons": [_comparison(engine, each, weights) for each in compared],
        "blocking_rules_to_generate_predictions": [],
        "retain_matching_columns": shown, "retain_intermediate_calculation_columns": False,
    }  # fmt: skip


def _comparison(engine: Engine, each: Comparison, weights: Weights) -> dict[str, Any]:
    levels: list[dict[str, Any]] = []
    if each.unknown:
        levels.append({"sql_condition": spelled(each.unknown, engine.words), "is_null_level": True})
    for level in each.levels:
        odds = math.pow(2, weights.weight(each.name, level.words) / 1000)
        levels.append({
            "sql_condition": spelled(level.sql, engine.words), "label_for_charts": level.words,
            "m_probability": _U * odds, "u_probability": _U,
        })  # fmt: skip
    return {"output_column_name": each.name, "comparison_levels": levels}


def level_of(each: Comparison, number: int | None) -> str | None:
    """The words of the level that Splink calls by this number: it counts down to 0; -1 is nothing to compare."""
    return None if number is None or number < 0 else each.levels[len(each.levels) - 1 - number].words
