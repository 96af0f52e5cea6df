"""Profiles → groups and the links that make them, by way of an engine."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from heapq import nsmallest

from gowah.link.arrow import arrow_table
from gowah.link.clusters import Pair
from gowah.link.engine import Opening
from gowah.link.joining import RULED, Found, Joined, Rules, Scorer, explained, join
from gowah.link.levels import comparisons
from gowah.link.model import Weights
from gowah.link.profile import Profile
from gowah.link.table import columns
from gowah.link.units import ruled, unit_pairs, units_of
from gowah.model import Link, Part
from gowah.words.settings import Settings
from gowah.words.tables import Tables

SHOWN = 100
"""Links kept of an incident: those that speak most for it, then those that nearly would."""


def clustered(
    found: Sequence[Profile],
    rulings: Sequence[tuple[str, int, int]],
    tables: Tables,
    settings: Settings,
    weights: Weights,
    opening: Opening,
) -> tuple[list[list[int]], list[Link]]:
    """Groups of positions in `found`, and the links between their mentions."""
    together, apart = ruled(found, rulings)
    units, home = units_of(found, together, apart)
    heads = [found[unit[0]] for unit in units]
    rules = Rules(threshold=settings.link.threshold, together=unit_pairs(together, home), apart=unit_pairs(apart, home))
    table = arrow_table(columns(heads, [[found[n].text for n in unit] for unit in units], tables, settings.link))
    with opening() as engine:
        scorer = Scorer(engine=engine, compared=comparisons(settings.link), weights=weights, size=len(units))
        joined = join(scorer, table, rules)
        shown = _shown(joined, units, rules)
        links = list(_links(explained(scorer, shown), found, units, joined, rules, weights))
    return [sorted(n for unit in cluster for n in units[unit]) for cluster in joined.groups], links


def _shown(joined: Joined, units: Sequence[Sequence[int]], rules: Rules) -> set[Pair]:
    """The pairs that people may want to see: those joined, best first, those nearly joined, and copies."""
    at = {unit: n for n, cluster in enumerate(joined.groups) for unit in cluster}
    by_group: dict[int, list[tuple[bool, int, Pair]]] = defaultdict(list)
    for a, b, score in zip(joined.a.tolist(), joined.b.tolist(), joined.score.tolist(), strict=True):
        for group in {at[a], at[b]}:
            by_group[group].append((at[a] != at[b], -score, (a, b)))
    best = {pair for its in by_group.values() for _, _, pair in nsmallest(SHOWN, its)}
    return best | rules.together | {(n, n) for n, unit in enumerate(units) if len(unit) > 1}


def _links(
    explained: Iterable[Found], found: Sequence[Profile], units: Sequence[Sequence[int]], joined: Joined, rules: Rules,
    weights: Weights,
) -> Iterator[Link]:  # fmt: skip
    """What was found of each pair as a sum of parts, between the first mentions of two units or the copies in one."""
    at = {unit: n for n, cluster in enumerate(joined.groups) for unit in cluster}
    for pair in explained:
        parts = (weights.part("prior", "any pair"), *(weights.part(name, words) for name, words in pair.levels))
        if (pair.a, pair.b) in rules.together:
            parts = (*parts, Part(comparison="ruling", found="same incident", weight=RULED))
        others = units[pair.b][1:SHOWN] if pair.a == pair.b else units[pair.b][:1]
        for n in others:
            low, high = sorted((found[units[pair.a][0]].mention, found[n].mention))
            yield Link(a=low, b=high, parts=parts, joined=at[pair.a] == at[pair.b])
