"""Texts → families of passages: propose pairs, lay them side by side, follow each passage to its origin."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property

from gowah.model import Count, Family, Mention, SourceText
from gowah.trace.boilerplate import without_boilerplate
from gowah.trace.changes import changes
from gowah.trace.compare import Comparison, Rarity, compare
from gowah.trace.credits import credits, own_work, read
from gowah.trace.derive import Derivation, citation, derivation
from gowah.trace.direction import Facts, Reader, credit_to, direction
from gowah.trace.families import families
from gowah.trace.outlets import Outlets
from gowah.trace.parts import shared_out
from gowah.trace.proposals import Pair, by_facts, promising
from gowah.trace.rulings import Ruled, Ruling, as_ruled, ruled
from gowah.trace.runs import sharing
from gowah.trace.sentences import Page, pages
from gowah.trace.unkept import agencies, unkept_families
from gowah.words.settings import Settings
from gowah.words.tables import Tables


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageTracer:
    """Finds families by reused sentences, retold contents, credits and, across languages, facts in order."""

    name: str = "gowah-trace-passages"
    version: str = "1.0.0"

    def trace(
        self, texts: Sequence[SourceText], mentions: Sequence[Mention], rulings: Sequence[Ruling],
        tables: Tables, settings: Settings,
    ) -> Iterator[Family]:  # fmt: skip
        """Families of passages, in the order of their origins' contents; whatever is in none stands alone.

        `rulings` are (verdict, text, text) in the order they were made.
        """
        judged = ruled(rulings)
        by_text: dict[int, list[Mention]] = defaultdict(list)
        for mention in mentions:
            by_text[mention.text].append(mention)
        reusing = _reusing(texts, settings)
        telling, drawing = _looked_at(texts, by_text.keys(), judged.entries(), [*reusing, *judged.same])
        found = without_boilerplate(pages([t for t in texts if t.entry in drawing], telling, tables, settings))
        rarity = Rarity(found)
        at = {page.source.entry: n for n, page in enumerate(found)}
        pairs = {(min(at[a], at[b]), max(at[a], at[b])) for a, b in reusing if a in at and b in at}
        by_fact = by_facts(found, {n for entry, n in at.items() if entry in telling}, rarity)
        pairs |= {(min(at[a], at[b]), max(at[a], at[b])) for a, b in judged.same if a in at and b in at}
        beside = {**dict.fromkeys(by_fact, False), **dict.fromkeys(pairs, True)}
        readers = _readers(found, by_text, tables)
        drawn = shared_out(_derivations(found, beside, judged, readers, rarity, settings), settings.trace)
        kept = families(found, drawn, agencies(found), judged.apart, lambda one: changes(one, by_text, tables))
        yield from kept
        taken = {member.text for family in kept for member in family.members}
        yield from unkept_families(found, taken, tables)


def _reusing(texts: Sequence[SourceText], settings: Settings) -> list[Pair]:
    """Pairs of entries of texts that share runs of words."""
    ordered = sorted(texts, key=_order)
    return [(ordered[a].entry, ordered[b].entry) for a, b in sharing(ordered, settings.trace.shingle)]


def _looked_at(
    texts: Sequence[SourceText], claimed: Set[int], ruled_same: Set[int], reusing: Sequence[Pair]
) -> tuple[set[int], set[int]]:
    """The texts whose facts are traced, and all that are: those that share words with another.

    What nobody claims from is traced by its words alone, unless it shares words, by however many others between, with a
    text that somebody claims from. Where nothing was claimed yet every text may tell something.
    """
    beside: dict[int, list[int]] = defaultdict(list)
    for a, b in reusing:
        beside[a].append(b)
        beside[b].append(a)
    telling = (set(claimed) or {text.entry for text in texts}).union(ruled_same)
    reached = sorted(telling)
    while reached:
        new = [other for other in beside.get(reached.pop(), ()) if other not in telling]
        telling.update(new)
        reached += new
    return telling, telling.union(beside)


def _order(text: SourceText) -> tuple[str, str, str, int]:
    """By content, as far as it is known before anything is read; ids only between equals."""
    return (text.described.published or "9999", text.described.publisher or "", text.text, text.entry)


def _readers(found: Sequence[Page], by_text: Mapping[int, Sequence[Mention]], tables: Tables) -> list[Reader]:
    outlets = Outlets(found, tables)
    readers = []
    for page in found:
        lines = read(page, outlets)
        readers.append(
            Reader(
                credits={credit.outlet: credit for credit in credits(page, outlets, lines)},
                own=own_work(page, outlets, lines),
                tolls=_tolls(by_text.get(page.source.entry, ())),
            )
        )
    return readers


def _tolls(mentions: Sequence[Mention]) -> Facts:
    """Which numbers stand for which toll; a bound counts by its number."""
    facts = set()
    for mention in mentions:
        for _, value in mention.values("killed", "injured", "hurt"):
            if isinstance(value.value, Count):
                number = value.value.low if value.value.low is not None else value.value.high
                if number:
                    facts.add((value.property, number))
    return frozenset(facts)


def _derivations(
    found: Sequence[Page], beside: Mapping[Pair, bool], judged: Ruled, readers: Sequence[Reader], rarity: Rarity,
    settings: Settings,
) -> list[Derivation]:  # fmt: skip
    """How each text draws on others; `beside` tells of each pair whether they share runs of words.

    Of several texts of a cited outlet the best-fitting one is meant.
    """
    drawn: list[Derivation] = []
    cited: dict[tuple[int, str], Derivation] = {}
    for (a, b), reusing in sorted(beside.items()):
        credited = credit_to(readers[a], found[b]) or credit_to(readers[b], found[a])
        entries = (found[a].source.entry, found[b].source.entry)
        if not judged.may_share(*entries):
            continue
        one_origin = judged.one_origin(*entries)
        if not credited and not one_origin and not promising(found[a], found[b], rarity, reusing=reusing):
            continue
        both = _BothWays(a=found[a], b=found[b], rarity=rarity)
        told = direction(found[a], found[b], readers[a], readers[b], both.ahead)
        its, child, parent = (both.forth, b, a) if told is None or told[0] else (both.back, a, b)
        why = told[1] if told else "no date, credit or dateline"
        one = derivation(
            its, readers[child], readers[parent], settings.trace, why=why, directed=told is not None
        )  # fmt: skip
        if told is None:
            turned = derivation(both.back, readers[a], readers[b], settings.trace, why=why, directed=False)
            one = turned if one is None else replace(one, turned=turned)
        if one is None and one_origin:
            one = as_ruled(its, why=why, directed=told is not None)
        if one is not None:
            drawn.append(one)
        elif told and (named := citation(its, readers[child])):
            key = (child, found[parent].source.outlet)
            best = cited.get(key)
            if best is None or _fits(named) > _fits(best):
                cited[key] = named
    return drawn + [cited[key] for key in sorted(cited)]


@dataclass(frozen=True, kw_only=True)
class _BothWays:
    """Two pages, each explained by the other; worked out when it is asked for, once."""

    a: Page
    b: Page
    rarity: Rarity

    @cached_property
    def forth(self) -> Comparison:
        """b explained by a."""
        return compare(self.a, self.b, self.rarity)

    @cached_property
    def back(self) -> Comparison:
        """a explained by b."""
        return compare(self.b, self.a, self.rarity)

    def ahead(self) -> int:
        """Percent points by which a explains b better than b explains a."""
        return self.forth.share() - self.back.share()


def _fits(named: Derivation) -> tuple[int, int, int]:
    """How well a cited text explains the crediting sentences, and the page around them."""
    its = named.comparison
    return (sum(its.covered.values()), sum(its.covered[n] for n in named.sentences), len(its.shared))
