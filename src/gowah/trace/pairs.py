"""Two texts side by side: which of them draws on the other, and how."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from gowah.trace.apart import not_a_pattern
from gowah.trace.compare import Comparison, Table, beside, compare
from gowah.trace.derive import Derivation, citation, derivation
from gowah.trace.direction import Reader, credit_to, direction
from gowah.trace.hands import side_by_side, two_hands
from gowah.trace.proposals import Pair, promising
from gowah.trace.rarity import Rarity
from gowah.trace.rulings import Ruled, as_ruled
from gowah.trace.sentences import Page
from gowah.words.settings import TraceSettings
from gowah.words.tables import Tables

Packed = tuple[Any, ...]
"""A derivation as plain tuples, its pages as positions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """All that is known of the texts that are laid side by side."""

    pages: Sequence[Page]
    readers: Sequence[Reader]
    judged: Ruled
    rarity: Rarity
    settings: TraceSettings
    tables: Tables

    def derivations(self, proposed: Mapping[Pair, bool]) -> list[Derivation]:
        """How each text draws on others; `proposed` tells of each pair whether they share runs of words.

        Of several texts of a cited outlet the best-fitting one is meant.
        """
        drawn: list[Derivation] = []
        cited: dict[tuple[int, str], Derivation] = {}
        at = {id(page): n for n, page in enumerate(self.pages)}
        for one in self._found(sorted(proposed.items()), at):
            if one.relation != "cites":
                drawn.append(one)
                continue
            key = (at[id(one.comparison.later)], one.comparison.earlier.source.outlet)
            best = cited.get(key)
            if best is None or _fits(one) > _fits(best):
                cited[key] = one
        return drawn + [cited[key] for key in sorted(cited)]

    def _found(self, pairs: Sequence[tuple[Pair, bool]], at: Mapping[int, int]) -> Iterator[Derivation]:
        if not two_hands(pairs):
            yield from self._all(pairs)
            return

        def work(some: Sequence[tuple[Pair, bool]]) -> list[Packed]:
            return [_packed(one, at) for one in self._all(some)]

        for stretch in side_by_side(work, pairs):
            yield from (self._unpacked(one) for one in stretch)

    def _all(self, pairs: Sequence[tuple[Pair, bool]]) -> Iterator[Derivation]:
        for (a, b), reusing in pairs:
            one = self._one(a, b, reusing=reusing)
            if one is not None:
                yield one

    def _one(self, a: int, b: int, *, reusing: bool) -> Derivation | None:
        """How one of two texts draws on the other, or cites it."""
        first, second, readers = self.pages[a], self.pages[b], self.readers
        entries = (first.source.entry, second.source.entry)
        if not self.judged.may_share(*entries):
            return None
        credited = credit_to(readers[a], second) or credit_to(readers[b], first)
        one_origin = self.judged.one_origin(*entries)
        if not credited and not one_origin and not promising(first, second, self.rarity, reusing=reusing):
            return None
        both = _BothWays(a=first, b=second, rarity=self.rarity)
        days = (self.rarity.day(first, second), self.rarity.day(second, first))
        told = direction((first, second), (readers[a], readers[b]), days, both.ahead)
        its, child, parent = (both.forth, b, a) if told is None or told[0] else (both.back, a, b)
        why = told[1] if told else "no date, credit or dateline"
        one = self._drawn(its, readers[child], readers[parent], why=why, directed=told is not None)
        if told is None:
            turned = self._drawn(both.back, readers[a], readers[b], why=why, directed=False)
            one = turned if one is None else replace(one, turned=turned)
        if one is None and one_origin:
            one = as_ruled(its, why=why, directed=told is not None)
        return one if one is not None or told is None else citation(its, readers[child])

    def _drawn(self, its: Comparison, reader: Reader, origin: Reader, *, why: str, directed: bool) -> Derivation | None:
        found = derivation(its, reader, origin, self.settings, why=why, directed=directed)
        return found and not_a_pattern(found, self.tables)

    def _unpacked(self, packed: Packed) -> Derivation:
        earlier, later, (days, covered, total, *rest), (sentences, relation, reason, certain, directed), turned = packed
        reused, nearest, shared, new, named, same_language = rest
        page = self.pages[later]
        comparison = Comparison(
            earlier=self.pages[earlier], later=page, days=days, covered=covered,
            total=total or self.rarity.totals(page), reused=reused, nearest=nearest, shared=shared,
            new=new, named=named, same_language=same_language,
        )  # fmt: skip
        return Derivation(
            comparison=comparison, sentences=sentences, relation=relation, reason=reason, certain=certain,
            directed=directed, turned=turned and self._unpacked(turned),
        )  # fmt: skip


def _packed(one: Derivation, at: Mapping[int, int]) -> Packed:
    its = one.comparison
    total = None if its.same_language else its.total
    return (
        at[id(its.earlier)], at[id(its.later)],
        (its.days, its.covered, total, its.reused, its.nearest, its.shared, its.new, its.named, its.same_language),
        (one.sentences, one.relation, one.reason, one.certain, one.directed),
        one.turned and _packed(one.turned, at),
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class _BothWays:
    """Two pages, each explained by the other; worked out when it is asked for, once."""

    a: Page
    b: Page
    rarity: Rarity

    @cached_property
    def table(self) -> Table | None:
        """Their sentences side by side, those of a in columns."""
        return beside(self.a, self.b, self.rarity)

    @cached_property
    def forth(self) -> Comparison:
        """b explained by a."""
        return compare(self.a, self.b, self.rarity, self.table)

    @cached_property
    def back(self) -> Comparison:
        """a explained by b."""
        return compare(self.b, self.a, self.rarity, None if self.table is None else self.table.T)

    def ahead(self) -> int:
        """Percent points by which a explains b better than b explains a."""
        return self.forth.share() - self.back.share()


def _fits(named: Derivation) -> tuple[int, int, int]:
    """How well a cited text explains the crediting sentences, and the page around them."""
    its = named.comparison
    return (sum(its.covered.values()), sum(its.covered[n] for n in named.sentences), len(its.shared))
