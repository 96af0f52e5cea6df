"""Texts → families of passages: propose pairs, lay them side by side, follow each passage to its origin."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from gowah.model import Count, Family, Mention, SourceText
from gowah.trace.boilerplate import without_boilerplate
from gowah.trace.changes import changes
from gowah.trace.credits import credits, own_work, read
from gowah.trace.direction import Facts, Reader
from gowah.trace.families import families
from gowah.trace.outlets import Outlets
from gowah.trace.pairs import Beside
from gowah.trace.parts import shared_out
from gowah.trace.proposals import Pair, by_facts
from gowah.trace.rarity import Rarity
from gowah.trace.rulings import Ruling, ruled
from gowah.trace.runs import RUN, sharing
from gowah.trace.sentences import Page, pages
from gowah.trace.unkept import agencies, unkept_families
from gowah.trace.wording import Wording
from gowah.words.settings import Settings
from gowah.words.tables import Tables

_PASSAGE = 8 * RUN  # shared runs of words that are more than a phrase: eleven words in a row that no third text has


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
        claimed = judged.entries() | (by_text.keys() or {text.entry for text in texts})  # nothing yet: any may tell
        reusing = _reusing(texts, claimed, settings)
        telling, drawing = _looked_at(claimed, reusing)
        wording = Wording(tables, settings)
        found = without_boilerplate(pages([t for t in texts if t.entry in drawing], telling, wording))
        rarity = Rarity(found)
        at = {page.source.entry: n for n, page in enumerate(found)}
        pairs = {(min(at[a], at[b]), max(at[a], at[b])) for a, b in reusing if a in at and b in at}
        by_fact = by_facts(found, {n for entry, n in at.items() if entry in telling}, rarity)
        pairs |= {(min(at[a], at[b]), max(at[a], at[b])) for a, b in judged.same if a in at and b in at}
        beside = {**dict.fromkeys(by_fact, False), **dict.fromkeys(pairs, True)}
        readers = _readers(found, by_text, tables, wording.small)
        side_by_side = Beside(
            pages=found, readers=readers, judged=judged, rarity=rarity, settings=settings.trace, tables=tables
        )
        drawn = shared_out(side_by_side.derivations(beside), settings.trace)
        kept = families(found, drawn, agencies(found), judged.apart, lambda one: changes(one, by_text, tables))
        yield from kept
        taken = {member.text for family in kept for member in family.members}
        yield from unkept_families(found, taken, tables)


def _reusing(texts: Sequence[SourceText], claimed: Set[int], settings: Settings) -> dict[Pair, int]:
    """Pairs of entries of texts that share runs of words, and the weight of what they share.

    Texts that nobody claims from decide no count: a phrase or two that two of them share is not looked into.
    """
    ordered = sorted(texts, key=_order)
    entries = [text.entry for text in ordered]
    shared = sharing(ordered, settings.trace.shingle)
    found = {(entries[a], entries[b]): weight for a, b, weight in shared}
    return {pair: weight for pair, weight in found.items() if weight >= _PASSAGE or not claimed.isdisjoint(pair)}


def _looked_at(claimed: Set[int], reusing: Mapping[Pair, int]) -> tuple[set[int], set[int]]:
    """The texts whose facts are traced, and all that are: those that share words with another.

    What nobody claims from is traced by its words alone, unless it shares some with a text that somebody claims from,
    or a passage with one that does, by however many others between.
    """
    beside: dict[int, list[int]] = defaultdict(list)
    telling = set(claimed)
    for (a, b), weight in reusing.items():
        if not claimed.isdisjoint((a, b)):
            telling |= {a, b}
        if weight >= _PASSAGE:
            beside[a].append(b)
            beside[b].append(a)
    reached = sorted(telling)
    while reached:
        new = [other for other in beside.get(reached.pop(), ()) if other not in telling]
        telling.update(new)
        reached += new
    return telling, telling.union(*reusing)


def _order(text: SourceText) -> tuple[str, str, str, int]:
    """By content, as far as it is known before anything is read; ids only between equals."""
    return (text.described.published or "9999", text.described.publisher or "", text.text, text.entry)


def _readers(
    found: Sequence[Page], by_text: Mapping[int, Sequence[Mention]], tables: Tables, small: Set[str]
) -> list[Reader]:
    outlets = Outlets(found, tables, small)
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
