"""Rows of mentions → groups and the links that make them, by way of an engine."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import version as installed
from importlib.resources import files
from operator import itemgetter
from typing import Any

import numpy as np

from gowah.hooks import Memo
from gowah.link.among import finished, likeness, telling_names
from gowah.link.clusters import APART, Copy, Pair
from gowah.link.copies import Copied
from gowah.link.engine import Engine, Opening
from gowah.link.joining import NEARLY, RULED, Joined, Rules, Scorer, explained, join
from gowah.link.levels import comparisons
from gowah.link.memory import LEAST_ROWS, Known, Memory, digest_of
from gowah.link.model import Weights, write_weights
from gowah.link.ragged import Ints, digests, number
from gowah.link.rows import Rows, rows
from gowah.link.units import ruled, unit_pairs, units_of
from gowah.model import Link, Mention, Part, SourceText
from gowah.model.codec import packed
from gowah.words.settings import Settings
from gowah.words.tables import Tables

SHOWN = 100
"""Links kept of an incident: those that speak most for it, then those that nearly would."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """Mentions of one attack, whether one of them asserts it, and the links between them and to others, best first."""

    mentions: list[int]
    asserted: bool
    links: list[Link]


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Under what is linked: rulings as (verdict, mention, mention), copied sentences, settings and weights."""

    rulings: Sequence[tuple[str, int, int]] = ()
    copied: Copied
    settings: Settings
    weights: Weights


def linked(
    texts: Sequence[SourceText], mentions: Sequence[Mention], terms: Terms, tables: Tables, opening: Opening,
    memo: Memo | None,
) -> list[Cluster]:  # fmt: skip
    """Each mention in exactly one cluster."""
    of_rows = of_pairs = None
    if memo is not None and len(mentions) >= LEAST_ROWS:
        of_rows = Memory(
            memo=memo, under=digest_of(_program(), packed((tables.places, tables.terms, terms.settings.link.days)))
        )
        of_pairs = replace(of_rows, under=digest_of(_program(), _scoring(terms)))
    return clustered(rows(texts, mentions, tables, terms.settings.link, of_rows), terms, opening, of_pairs)


@cache
def _program() -> str:
    """What the rows and scores come from besides what they are made of: the program's parts that make them."""
    found = [f"{name} {installed(name)}" for name in ("gowah", "splink", "duckdb")]
    for room in ("link", "words", "data/common"):
        for file in sorted((files("gowah") / room).iterdir(), key=lambda file: file.name):
            if file.name.endswith((".py", ".csv")):
                found += [file.name, file.read_text(encoding="utf-8")]
    return digest_of(*found)


def _scoring(terms: Terms) -> str:
    return f"{terms.settings.link.threshold - NEARLY} {comparisons(terms.settings.link)} {write_weights(terms.weights)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ready:
    """Look-alikes as units, each a list of rows; the engine's table of one row for each; and rulings on units."""

    units: list[list[int]]
    table: Any
    rules: Rules


def _ready(found: Rows, terms: Terms) -> _Ready:
    together, apart = ruled(found.mentions, terms.rulings)
    names = telling_names(found.own)
    units, home = units_of(likeness(found.own, names), found.texts, together, apart)
    heads = np.array([unit[0] for unit in units])
    sentences = [frozenset[str]().union(*(terms.copied.get(found.mentions[n], ()) for n in unit)) for unit in units]
    table = finished(
        found.own.take(heads), names.take(heads), [[found.texts[n] for n in unit] for unit in units],
        [sorted(number(f"copied {each}") for each in its) for its in sentences],
    )  # fmt: skip
    rules = Rules(
        threshold=terms.settings.link.threshold, together=unit_pairs(together, home), apart=unit_pairs(apart, home),
        copied={n: _copy(its, found, units[n]) for n, its in enumerate(sentences) if its},
        tables=_tables(found, units),
    )  # fmt: skip
    return _Ready(units=units, table=table, rules=rules)


def _scorer(engine: Engine, ready: _Ready, terms: Terms, known: Known | None = None) -> Scorer:
    compared = comparisons(terms.settings.link)
    return Scorer(engine=engine, compared=compared, weights=terms.weights, size=len(ready.units), known=known)


def clustered(found: Rows, terms: Terms, opening: Opening, memory: Memory | None = None) -> list[Cluster]:
    """Each of these rows in exactly one cluster."""
    ready = _ready(found, terms)
    known = Known(memory=memory, rows=digests(ready.table, without=_NOT_COMPARED)) if memory else None
    with opening() as engine:
        scorer = _scorer(engine, ready, terms, known)
        joined = join(scorer, ready.table, ready.rules)
        links = _links(scorer, joined, ready.rules, [[found.mentions[n] for n in unit] for unit in ready.units])
    stances = found.own.column("stance").to_pylist()
    return [
        Cluster(
            mentions=[found.mentions[n] for n in members], links=links.get(place, []),
            asserted=any(stances[n] == "asserts" for n in members),
        )
        for place, cluster in enumerate(joined.groups)
        if (members := sorted(n for unit in cluster for n in ready.units[unit]))
    ]  # fmt: skip


def parts_between(found: Rows, terms: Terms, opening: Opening, a: int, b: int) -> tuple[Part, ...]:
    """The parts of the score of two of the mentions, whether they would be compared or not."""
    ready = _ready(found, terms)
    home = {found.mentions[n]: unit for unit, its in enumerate(ready.units) for n in its}
    one, other = sorted((home[a], home[b]))
    with opening() as engine:
        scorer = _scorer(engine, ready, terms)
        scorer.open(ready.table)
        parts = _parts(terms.weights, explained(scorer, [(one, other)]).levels)[0]
    return _with_ruling(parts, ready.rules, (one, other))


def _with_ruling(parts: tuple[Part, ...], rules: Rules, pair: Pair) -> tuple[Part, ...]:
    if pair in rules.together:
        return (*parts, Part(comparison="ruling", found="same incident", weight=RULED))
    if pair in rules.apart:
        return (*parts, Part(comparison="ruling", found="different incident", weight=APART))
    return parts


def _copy(sentences: frozenset[str], found: Rows, unit: Sequence[int]) -> Copy:
    return Copy(sentences=sentences, reports=frozenset(found.texts[n] for n in unit))


def _tables(found: Rows, units: Sequence[Sequence[int]]) -> Ints | None:
    """The text of each unit that is a row of one table, -1 for others; None where there are no two tables."""
    row = found.own.column("row").to_pylist()
    texts = [{found.texts[n] for n in unit if row[n]} for unit in units]
    numbers = {text: n for n, text in enumerate(sorted(set().union(*texts)))}
    if len(numbers) < 2:
        return None
    return np.array([numbers[min(its)] if len(its) == 1 else -1 for its in texts], dtype=np.int64)


_NOT_COMPARED = ("unit", "seeks", "found", "seeking")


def _links(scorer: Scorer, joined: Joined, rules: Rules, units: Sequence[Sequence[int]]) -> dict[int, list[Link]]:
    """The links of each group, best first: between the first mentions of two units, and between the copies in one."""
    group = np.empty(len(units), dtype=np.int64)
    for n, cluster in enumerate(joined.groups):
        group[cluster] = n
    shown = _shown(joined, group) | rules.together | {(n, n) for n, unit in enumerate(units) if len(unit) > 1}
    found = explained(scorer, shown)
    parts = _parts(scorer.weights, found.levels)
    scores = [sum(part.weight for part in its) for its in parts]
    ranked: dict[int, list[tuple[bool, int, int, int, Link]]] = defaultdict(list)
    ones, others = group[found.a].tolist(), group[found.b].tolist()
    for a, b, kind, one, other in zip(
        found.a.tolist(), found.b.tolist(), found.kinds.tolist(), ones, others, strict=True
    ):
        its, score = parts[kind], scores[kind]
        if (a, b) in rules.together:
            its, score = _with_ruling(its, rules, (a, b)), score + RULED
        for mention in units[b][1:SHOWN] if a == b else units[b][:1]:
            lead = units[a][0]
            low, high = (lead, mention) if lead < mention else (mention, lead)
            row = (one != other, -score, low, high, Link(a=low, b=high, parts=its, joined=one == other))
            ranked[one].append(row)
            if one != other:
                ranked[other].append(row)
    return {n: [row[-1] for row in sorted(its, key=_place)[:SHOWN]] for n, its in ranked.items()}


_place = itemgetter(0, 1, 2, 3)


def _parts(weights: Weights, kinds: Sequence[Sequence[tuple[str, str]]]) -> list[tuple[Part, ...]]:
    """The parts of the score of each kind of pair."""
    prior = weights.part("prior", "any pair")
    known = {level: weights.part(*level) for level in {level for levels in kinds for level in levels}}
    return [(prior, *(known[level] for level in levels)) for levels in kinds]


def _shown(joined: Joined, group: Ints) -> set[Pair]:
    """The pairs that people may want to see of each group: those joined, best first, and those nearly joined."""
    a, b = joined.a, joined.b
    crossing = group[a] != group[b]
    pair = np.concatenate([np.arange(len(a)), np.flatnonzero(crossing)])
    of = np.concatenate([group[a], group[b][crossing]])
    order = np.lexsort((b[pair], a[pair], -joined.score[pair], crossing[pair], of))
    ranked = of[order]
    place = np.arange(len(order)) - np.searchsorted(ranked, ranked)
    best = np.unique(pair[order][place < SHOWN])
    return set(zip(a[best].tolist(), b[best].tolist(), strict=True))
