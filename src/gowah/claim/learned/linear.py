"""Decisions by adding up weights: logistic regression over named features, read from a table of plain numbers."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Linear:
    """One decision: its outcomes, each one's bias, and the weights (one an outcome) of each known feature."""

    outcomes: tuple[str, ...]
    biases: tuple[float, ...]
    weights: Mapping[str, Sequence[float]]

    def probabilities(self, features: Iterable[str]) -> tuple[float, ...]:
        """How likely each outcome is; features never seen in training count for nothing."""
        totals = list(self.biases)
        for feature in features:
            row = self.weights.get(feature)
            if row is not None:
                for index, weight in enumerate(row):
                    totals[index] += weight
        top = max(totals)
        shares = [math.exp(total - top) for total in totals]
        whole = sum(shares)
        return tuple(share / whole for share in shares)

    def likely(self, features: Iterable[str]) -> float:
        """Of a decision between no and yes: how likely yes is."""
        return self.probabilities(features)[-1]

    def choose(self, features: Iterable[str]) -> tuple[str, float]:
        """The likeliest outcome and how likely it is."""
        found = self.probabilities(features)
        best = max(range(len(found)), key=found.__getitem__)
        return self.outcomes[best], found[best]


def binned(name: str, value: float, edges: Sequence[float]) -> str:
    """A feature that says between which two edges a number lies."""
    return f"{name}<{sum(value >= edge for edge in edges)}"


SHARES = (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.97)
"""Edges for probabilities."""
STEPS = (0, 1, 2, 3, 4, 6, 9, 14, 20, 30)
"""Edges for distances and counts."""
