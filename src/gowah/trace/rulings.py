"""What people ruled on origins: two texts rest on one, or they do not. A ruling overrides whatever tracing finds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gowah.model import Verdict
from gowah.trace.compare import Comparison
from gowah.trace.derive import Derivation

Ruling = tuple[str, int, int]
"""(verdict, text, text), by entries."""

_WHY = "ruled by a person to rest on one origin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruled:
    """Pairs of texts, the lower entry first, that were ruled to rest on one origin, and on two."""

    same: frozenset[tuple[int, int]]
    apart: frozenset[tuple[int, int]]

    def entries(self) -> frozenset[int]:
        """All texts that a ruling says to be of one origin with another."""
        return frozenset(entry for pair in self.same for entry in pair)

    def may_share(self, a: int, b: int) -> bool:
        """Whether no ruling keeps the two apart."""
        return (min(a, b), max(a, b)) not in self.apart

    def one_origin(self, a: int, b: int) -> bool:
        """Whether a ruling says that the two rest on one origin."""
        return (min(a, b), max(a, b)) in self.same


def ruled(rulings: Sequence[Ruling]) -> Ruled:
    """In the order they were made: of two rulings on one pair the later holds."""
    last: dict[tuple[int, int], str] = {}
    for verdict, a, b in rulings:
        if a != b and verdict in (Verdict.SAME_ORIGIN, Verdict.DIFFERENT_ORIGIN):
            last[min(a, b), max(a, b)] = str(verdict)
    found = {
        verdict: frozenset(pair for pair, its in last.items() if its == verdict)
        for verdict in (Verdict.SAME_ORIGIN, Verdict.DIFFERENT_ORIGIN)
    }
    return Ruled(same=found[Verdict.SAME_ORIGIN], apart=found[Verdict.DIFFERENT_ORIGIN])


def as_ruled(its: Comparison, *, why: str, directed: bool) -> Derivation:
    """The later text of a comparison drawing on the earlier, because a person says so: where they agree, else whole."""
    told = tuple(n for n in sorted(its.total) if its.covered[n]) or tuple(sorted(its.total))
    relation = "paraphrase" if its.same_language else "translation"
    return Derivation(
        comparison=its, sentences=told, relation=relation, certain=True, directed=directed, reason=f"{_WHY}; {why}"
    )
