"""Two texts side by side: which sentences of the later one the earlier one explains, and how well."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq
from rapidfuzz.process import cdist

from gowah.trace.facts import persian
from gowah.trace.facts import weight as fact_weight
from gowah.trace.rarity import Codes, Contents, Rarity
from gowah.trace.sentences import Page, Sentence

_WINDOW = 40  # sentences of a long text that are laid beside another at a time
_REUSED = 60  # percent of a sentence's words found in order in another: it was reused
_SHORTEST = 4  # words a reused sentence has at least


class Aligned(NamedTuple):
    """A sentence of the later text beside its nearest one in the earlier. `score`: percent of its words, in order."""

    later: int
    earlier: int
    score: int
    words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """How far `earlier` explains `later`.

    `days` are those on which the two published what they share; `covered` and `total` are weights per sentence of the
    later text; `reused` the sentences taken over word for word or nearly; `nearest` the best match of each other
    sentence that shares contents; `shared` and `new` are the numbers of the later text that the earlier one has and has
    not; `named`, across languages, the names and days in both that are in no table.
    """

    earlier: Page
    later: Page
    days: tuple[str, str]
    covered: Mapping[int, int]
    total: Mapping[int, int]
    reused: Mapping[int, Aligned]
    nearest: Mapping[int, Aligned]
    shared: tuple[str, ...]
    new: tuple[str, ...]
    named: tuple[str, ...]
    same_language: bool

    def share(self, sentences: Iterable[int] | None = None) -> int:
        """Percent of the contents of these sentences (all) that are explained."""
        chosen = self.total.keys() if sentences is None else list(sentences)
        total = sum([self.total[n] for n in chosen])
        return 100 * sum([self.covered[n] for n in chosen]) // total if total else 0

    def told(self, n: int) -> int:
        """Percent of the contents of one sentence that are explained."""
        return 100 * self.covered[n] // self.total[n] if self.total[n] else 0

    def plain_share(self, sentences: Iterable[int] | None = None) -> int:
        """Percent of the common words alone, without numbers, names and capitals: independent reports share those."""
        chosen = set(self.total) if sentences is None else set(sentences)
        own = frozenset().union(*(s.common for s in self.later.sentences if s.n in chosen))
        return 100 * len(own & self.earlier.tokens) // len(own) if own else 0

    def words_reused(self, sentences: Iterable[int] | None = None) -> int:
        """Percent of the words of these sentences (all but the title) that stand in reused ones."""
        body = self.later.body
        chosen = body if sentences is None else [n for n in sentences if n in body]
        total = sum([body[n] for n in chosen])
        return 100 * sum([body[n] for n in chosen if n in self.reused]) // total if total else 0

    def earlier_reused(self) -> int:
        """Percent of the words of the earlier text that came over into the later."""
        body = self.earlier.body
        taken = {aligned.earlier for aligned in self.reused.values()}
        total = sum(body.values())
        return 100 * sum([words for n, words in body.items() if n in taken]) // total if total else 0


Table = NDArray[np.int32]
"""Of each sentence of the one text (rows) and each of the other, how many words they share in the same order."""


def compare(earlier: Page, later: Page, rarity: Rarity, table: Table | None = None) -> Comparison:
    """Lay the later text beside the stretch of the earlier one that explains most of it.

    `table`: as `beside` makes it.
    """
    first, source = _stretch(earlier, later, rarity)
    if earlier.language == later.language:
        return _in_words(earlier, later, first, len(source), rarity, table)
    return _across(earlier, later, source, rarity)


def beside(earlier: Page, later: Page, rarity: Rarity) -> Table | None:
    """Of two short texts of one language; turned, it serves to compare them the other way round."""
    if earlier.language != later.language or max(len(earlier.sentences), len(later.sentences)) > _WINDOW:
        return None
    return _table(earlier, later, 0, len(earlier.sentences), rarity)


def _table(earlier: Page, later: Page, first: int, length: int, rarity: Rarity) -> Table:
    """Sentences that share no content share no words."""
    rows, columns = later.rows[1], earlier.rows[1][first : first + length]
    table = cdist(rows, columns, scorer=LCSseq.similarity, dtype=np.int32)
    ours, its = rarity.contents(later), _within(rarity.contents(earlier), first, length)
    return np.where(rarity.meeting((ours.codes, ours.places, len(rows)), (*its, length)), table, 0)


def _within(its: Contents, first: int, length: int) -> tuple[Codes, Codes]:
    """The contents of a stretch of sentences, and their places in it."""
    if not first and (not len(its.places) or its.places[-1] < length):
        return its.codes, its.places
    places = its.places - first
    inside = (places >= 0) & (places < length)
    return its.codes[inside], places[inside]


def _in_words(earlier: Page, later: Page, first: int, length: int, rarity: Rarity, table: Table | None) -> Comparison:
    """Two texts of one language, by all their words, within a stretch of the earlier one."""
    ours = rarity.contents(later)
    codes, _ = _within(rarity.contents(earlier), first, length)
    order, spelled = later.rows
    explained = np.where(rarity.among(ours.codes, codes), ours.weights, 0)
    covered = np.bincount(ours.places, explained, len(order)).astype(np.int64).tolist()
    total = rarity.totals(later)
    reused: dict[int, Aligned] = {}
    nearest: dict[int, Aligned] = {}
    numbered = earlier.rows[0]
    best = _best(_table(earlier, later, first, length, rarity) if table is None else table)
    for place, (at, words) in enumerate(best):
        if words:
            n, score = order[place], 100 * words // len(spelled[place])
            told = score >= _REUSED and words >= _SHORTEST
            (reused if told else nearest)[n] = Aligned(n, numbered[first + at], score, words)
            if told:
                covered[place] = max(covered[place], total[n] * score // 100)
    whole = length == len(earlier.sentences)
    stretch = earlier.sentences[first : first + length]
    have = earlier.numbers if whole else frozenset().union(*(s.figures for s in stretch))
    return Comparison(
        earlier=earlier, later=later, days=(rarity.day(earlier, later), rarity.day(later, earlier)),
        covered=dict(zip(order, covered, strict=True)), total=total, reused=reused, nearest=nearest,
        shared=tuple(sorted(later.numbers & have)), new=tuple(sorted(later.numbers - have)), named=(),
        same_language=True,
    )  # fmt: skip


def _best(table: Table) -> Iterable[tuple[int, int]]:
    """For each sentence of the later text the place of the one nearest to it, the first of equals, and their words."""
    if not table.shape[1]:
        return [(0, 0)] * len(table)
    return zip(table.argmax(axis=1).tolist(), table.max(axis=1).tolist(), strict=True)


def _across(earlier: Page, later: Page, source: Sequence[Sentence], rarity: Rarity) -> Comparison:
    """By what is the same in all languages.

    A name that no table knows tells only where it is in both: most words of another script are no names.
    """
    one_script = persian(earlier) == persian(later)
    before = rarity.facts(earlier, one_script=one_script)
    have = frozenset().union(*(before[s.n] for s in source))
    after = {}
    for sentence in later.sentences:
        weak = frozenset(sentence.said.weak)
        facts = rarity.facts(later, one_script=one_script)[sentence.n]
        after[sentence.n] = {
            t: fact_weight(t) if t[0] in "~^" else rarity.weight(t, t in weak)
            for t in facts
            if t[0] not in "~^" or t in have
        }
    total = {n: sum(weights.values()) for n, weights in after.items()}
    nearest = {best.later: best for best in _by_facts(later, source, before, after, total)}
    return Comparison(
        earlier=earlier, later=later, days=(rarity.day(earlier, later), rarity.day(later, earlier)), reused={},
        nearest=nearest, total=total,
        covered={n: sum([weights[t] for t in weights.keys() & have]) for n, weights in after.items()},
        shared=tuple(sorted(later.numbers & have)), new=tuple(sorted(later.numbers - have)),
        named=tuple(sorted({t for its in after.values() for t in its if t[0] in "~^"})), same_language=False,
    )  # fmt: skip


def _stretch(earlier: Page, later: Page, rarity: Rarity) -> tuple[int, Sequence[Sentence]]:
    """The sentences of a long text that share most with the other, and the place of the first of them."""
    sentences = earlier.sentences
    if len(sentences) <= _WINDOW:
        return 0, sentences
    its = rarity.contents(earlier)
    shared = rarity.among(its.codes, rarity.contents(later).distinct)
    codes, places = its.codes[shared], its.places[shared]
    starts = range(0, len(sentences), _WINDOW // 2)
    found = [rarity.distinct_weight(codes[(places >= start) & (places < start + _WINDOW)]) for start in starts]
    first = starts[found.index(max(found))]
    return first, sentences[first : first + _WINDOW]


def _by_facts(
    later: Page, source: Sequence[Sentence], before: Mapping[int, frozenset[str]],
    after: Mapping[int, Mapping[str, int]], total: Mapping[int, int],
) -> Iterator[Aligned]:  # fmt: skip
    """Each sentence beside the one that shares most of its facts."""
    for sentence in later.sentences:
        weights = after[sentence.n]
        best: tuple[int, int, int] | None = None
        for other in source:
            shared = weights.keys() & before[other.n]
            if shared:
                score = 100 * sum(weights[t] for t in shared) // max(1, total[sentence.n])
                best = max(best or (-1, 0, 0), (score, len(shared), -other.n))
        if best:
            yield Aligned(sentence.n, -best[2], best[0], best[1])
