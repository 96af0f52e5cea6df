"""What is compared as one: rulings turned into pairs, and mentions that cannot be told apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence

from gowah.link.clusters import Pair
from gowah.model import Verdict


def ruled(mentions: Sequence[int], rulings: Sequence[tuple[str, int, int]]) -> tuple[list[Pair], set[Pair]]:
    """Pairs of positions ruled the same and ruled different; of two rulings on one pair the later holds."""
    at = {mention: n for n, mention in enumerate(mentions)}
    last: dict[Pair, str] = {}
    for verdict, a, b in rulings:
        if a in at and b in at and a != b and verdict in (Verdict.SAME_INCIDENT, Verdict.DIFFERENT_INCIDENT):
            low, high = sorted((at[a], at[b]))
            last[low, high] = str(verdict)
    apart = {pair for pair, verdict in last.items() if verdict == Verdict.DIFFERENT_INCIDENT}
    together: list[Pair] = []
    group = {n: {n} for pair in last for n in pair}
    for (a, b), verdict in sorted(last.items()):
        # A ruling that two are different also holds against a chain of others that would join them.
        clash = any((min(x, y), max(x, y)) in apart for x in group[a] for y in group[b])
        if verdict == Verdict.SAME_INCIDENT and not clash:
            together.append((a, b))
            merged = group[a] | group[b]
            for n in merged:
                group[n] = merged
    return together, apart


def units_of(
    likeness: Sequence[Hashable], texts: Sequence[int], together: Sequence[Pair], apart: set[Pair]
) -> tuple[list[list[int]], list[int]]:
    """Mentions of different texts that cannot be told apart are one unit, so copies weigh nothing.

    `likeness` is what such share, `texts` where each stands. The k-th of the look-alikes in one text goes into the
    k-th unit. Mentions that a ruling names stay alone.
    """
    named = {n for pair in [*together, *apart] for n in pair}
    units: dict[Hashable, list[int]] = {}
    seen: dict[tuple[Hashable, int], int] = defaultdict(int)
    home = [0] * len(texts)
    for n, (like, text) in enumerate(zip(likeness, texts, strict=True)):
        key: Hashable = ("alone", n)
        if n not in named:
            key = (like, seen[like, text])
            seen[like, text] += 1
        units.setdefault(key, []).append(n)
    for number, unit in enumerate(units.values()):
        for n in unit:
            home[n] = number
    return list(units.values()), home


def unit_pairs(pairs: Iterable[Pair], home: Sequence[int]) -> frozenset[Pair]:
    """The pairs of mentions as pairs of units, the lower first; a pair within one unit says nothing."""
    ordered = (sorted((home[a], home[b])) for a, b in pairs)
    return frozenset((low, high) for low, high in ordered if low != high)
