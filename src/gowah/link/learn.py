"""Weights learned from a record: how often each thing is found between two at random, and between two of one attack.

The first shares (u) come from random pairs. The second (m) from Splink's expectation maximisation over pairs of one day
and pairs of one toll, starting from the weights in force; what people ruled counts on top. What was never found, what
forbids a link, and how a report comes back to an attack keep their weights.
"""

from __future__ import annotations

import logging
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from splink import Linker

from gowah.errors import UsageMistake
from gowah.link.among import finished, likeness, telling_names
from gowah.link.clusters import Pair
from gowah.link.duck import duck
from gowah.link.engine import Engine
from gowah.link.joining import Rules, Scorer, explained, join
from gowah.link.levels import Comparison, comparisons
from gowah.link.model import NEVER, Weights
from gowah.link.rows import rows
from gowah.link.splinked import TABLE, settings_of
from gowah.link.units import ruled, unit_pairs, units_of
from gowah.model import Mention, SourceText
from gowah.words.settings import Settings
from gowah.words.tables import Tables

FEWEST_MENTIONS, FEWEST_LINKS = 200, 100
SAMPLED = 200_000
EM_PAIRS = (
    "l.from1 = r.from1",
    "l.killed_least = r.killed_least and coalesce(l.injured_least, -1) = coalesce(r.injured_least, -1)",
)
"""Pairs among which there are enough of one attack; what they share by choice is learned from the other rule."""
RULED_AS = 5
"""Pairs found by EM that one pair ruled by a person counts for."""
_STRONGEST = 12_000
_MILLION = 1_000_000

Shares = dict[str, dict[str, float]]


def learned(
    texts: Sequence[SourceText], mentions: Sequence[Mention], rulings: Sequence[tuple[str, int, int]], tables: Tables,
    settings: Settings, weights: Weights, *, seed: int = 1,
) -> Weights:  # fmt: skip
    """A model with new weights. Raises `UsageMistake` where there is too little to learn from."""
    found = rows(texts, mentions, tables, settings.link, None)
    together, apart = ruled(found.mentions, rulings)
    names = telling_names(found.own)
    units, home = units_of(likeness(found.own, names), found.texts, together, apart)
    same, different = unit_pairs(together, home), unit_pairs(apart, home)
    if len(units) < FEWEST_MENTIONS:
        raise _too_few(f"{len(units)} different mentions of attacks, and {FEWEST_MENTIONS} are needed")
    heads = np.array([unit[0] for unit in units])
    its_texts = [[found.texts[n] for n in unit] for unit in units]
    table = finished(found.own.take(heads), names.take(heads), its_texts, [()] * len(units))
    compared = tuple(each for each in comparisons(settings.link) if each.name not in ("report", "copy"))
    with duck() as engine:
        scorer = Scorer(engine=engine, compared=comparisons(settings.link), weights=weights, size=len(units))
        joined = join(scorer, table, Rules(threshold=settings.link.threshold, together=same, apart=different))
        linked = sum(len(group) * (len(group) - 1) // 2 for group in joined.groups)
        if linked < FEWEST_LINKS:
            raise _too_few(f"{linked} pairs of mentions that are one attack, and {FEWEST_LINKS} are needed")
        at_random = _shares(scorer, _sample(len(units), seed), compared)
        of_one = _by_em(engine, compared, weights, at_random)
        of_one = _with_ruled(of_one, scorer, same, linked)
        at_random = _with_ruled(at_random, scorer, different, linked)
    prior = linked / (len(units) * (len(units) - 1) / 2)
    return _model(weights, compared, of_one, at_random, prior)


def _too_few(what: str) -> UsageMistake:
    hint = "The weights in force stay. Keep more reports first, or rule on pairs with gowah same and gowah different."
    return UsageMistake(f"too little to learn from: the record has {what}", hint=hint)


def _sample(size: int, seed: int) -> set[Pair]:
    """Pairs drawn at random, or all where there are few."""
    if size * (size - 1) // 2 <= SAMPLED:
        return {(a, b) for a in range(size) for b in range(a + 1, size)}
    drawn = np.sort(np.random.default_rng(seed).integers(0, size, (SAMPLED, 2)), axis=1)
    return {(a, b) for a, b in drawn.tolist() if a != b}


def _shares(scorer: Scorer, pairs: set[Pair], compared: Sequence[Comparison]) -> Shares:
    counts: dict[str, Counter[str]] = {each.name: Counter() for each in compared}
    found = explained(scorer, pairs)
    for levels, often in zip(found.levels, np.bincount(found.kinds).tolist(), strict=True):
        for name, words in levels:
            if name in counts:
                counts[name][words] += often
    return {name: {words: n / its.total() for words, n in its.items()} for name, its in counts.items()}


def _by_em(engine: Engine, compared: Sequence[Comparison], weights: Weights, at_random: Shares) -> Shares:
    """The shares among pairs of one attack as Splink finds them; absent where it found none."""
    settings = settings_of(engine, compared, weights)
    for each, said in zip(compared, settings["comparisons"], strict=True):
        levels = [level for level in said["comparison_levels"] if not level.get("is_null_level")]
        us = [max(at_random[each.name].get(level.words, 0.0), 1e-7) for level in each.levels]
        odds = [math.pow(2, weights.weight(each.name, level.words) / 1000) for level in each.levels]
        ms = [u * ratio for u, ratio in zip(us, odds, strict=True)]
        for level, m, u in zip(levels, ms, us, strict=True):
            level["m_probability"], level["u_probability"] = max(m / sum(ms), 1e-9), u
    linker = Linker(engine.named(TABLE), settings, validate_settings=False, log_level=logging.ERROR)
    for rule in EM_PAIRS:
        linker.training.estimate_parameters_using_expectation_maximisation(rule, fix_u_probabilities=True)
    trained = linker.misc.save_model_to_json()["comparisons"]
    return {each.name: _trained(each, said) for each, said in zip(compared, trained, strict=True)}


def _trained(each: Comparison, said: Mapping[str, list[dict[str, object]]]) -> dict[str, float]:
    levels = [level for level in said["comparison_levels"] if not level.get("is_null_level")]
    shares = ((level.words, got.get("m_probability")) for level, got in zip(each.levels, levels, strict=True))
    return {words: float(m) for words, m in shares if isinstance(m, int | float) and m > 1e-6}


def _with_ruled(shares: Shares, scorer: Scorer, pairs: frozenset[Pair], linked: int) -> Shares:
    """What people ruled outweighs what was found without them: each pair counts as several."""
    if not pairs:
        return shares
    own = _shares(scorer, set(pairs), [each for each in scorer.compared if each.name in shares])
    share = min(0.5, RULED_AS * len(pairs) / (RULED_AS * len(pairs) + linked))
    return {
        name: {
            words: (1 - share) * its.get(words, 0.0) + share * own[name].get(words, 0.0)
            for words in its.keys() | own[name].keys()
        }
        if own[name]
        else its
        for name, its in shares.items()
    }


def _model(
    weights: Weights, compared: Sequence[Comparison], of_one: Shares, at_random: Shares, prior: float
) -> Weights:
    table = {name: dict(levels) for name, levels in weights.table.items()}
    shares: dict[str, dict[str, tuple[int, int]]] = {}
    for each in compared:
        for level in each.levels:
            m, u = of_one[each.name].get(level.words), at_random[each.name].get(level.words)
            if m and u and weights.weight(each.name, level.words) > NEVER:
                table[each.name][level.words] = _millibits(m / u)
                shares.setdefault(each.name, {})[level.words] = (round(m * _MILLION), round(u * _MILLION))
    table["prior"] = {"any pair": _millibits(prior / (1 - prior), strongest=40_000)}
    return replace(weights, name="learned", version=weights.version + 1, table=table, shares=shares)


def _millibits(odds: float, strongest: int = _STRONGEST) -> int:
    return max(-strongest, min(strongest, round(1000 * math.log2(odds))))
