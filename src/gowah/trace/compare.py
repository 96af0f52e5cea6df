"""Two texts side by side: which sentences of the later one the earlier one explains, and how well."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import LCSseq
from rapidfuzz.process import cdist

from gowah.trace.facts import persian, universal
from gowah.trace.facts import weight as fact_weight
from gowah.trace.sentences import Page, Sentence

_SMOOTH = 5  # texts assumed beside those at hand, so that a small record is not taken for the world
_FLOOR = 150  # least weight of a content: where all reports tell one story, its words still tell something
_WINDOW = 40  # sentences of a long text that are laid beside another at a time
_REUSED = 60  # percent of a sentence's words found in order in another: it was reused
_SHORTEST = 4  # words a reused sentence has at least

Contents = Mapping[int, Set[str]]
"""Sentence -> its contents."""

Weighed = Mapping[int, Mapping[str, int]]
"""Sentence -> its contents with their weights."""


class Rarity:
    """Weights of contents: rare ones tell more. Copies of one text count once, so they weigh nothing."""

    def __init__(self, pages: Iterable[Page]) -> None:
        distinct = {page.tokens for page in pages}
        self._size = len(distinct) + _SMOOTH
        self._in = Counter(token for tokens in distinct for token in tokens)
        self._weights: dict[tuple[str, bool], int] = {}
        self._pages: dict[int, int] = {}
        self._sentences: dict[int, tuple[Weighed, Mapping[int, int]]] = {}

    def weight(self, token: str, weak: bool = False) -> int:
        """Thousandths of the natural log of rarity; numbers count double, names and capitals half."""
        known = self._weights.get((token, weak))
        if known is None:
            rarity = round(1000 * math.log(self._size / (self._in[token] + 1)))
            known = max(_FLOOR, rarity * 2 if token.startswith("#") else rarity // 2 if weak else rarity)
            self._weights[token, weak] = known
        return known

    def sum(self, tokens: Iterable[str]) -> int:
        """The weights of these contents together."""
        return sum(self.weight(token) for token in tokens)

    def of(self, page: Page) -> int:
        """The weights of all contents of a page."""
        known = self._pages.get(id(page))
        if known is None:
            known = self._pages[id(page)] = self.sum(page.tokens)
        return known

    def contents(self, page: Page) -> tuple[Weighed, Mapping[int, int]]:
        """Sentence -> its contents with their weights; sentence -> their sum."""
        known = self._sentences.get(id(page))
        if known is None:
            weighed = {s.n: {t: self.weight(t, t in s.weak) for t in s.tokens} for s in page.sentences}
            known = self._sentences[id(page)] = weighed, {n: sum(its.values()) for n, its in weighed.items()}
        return known

    def often(self, token: str) -> int:
        """In how many distinct texts it occurs."""
        return self._in[token]


@dataclass(frozen=True, slots=True, kw_only=True)
class Aligned:
    """A sentence of the later text beside its nearest one in the earlier. `score`: percent of its words, in order."""

    later: int
    earlier: int
    score: int
    words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """How far `earlier` explains `later`.

    `covered` and `total` are weights per sentence of the later text; `reused` the sentences taken over word
    for word or nearly; `nearest` the best match of each other sentence that shares contents; `shared` and
    `new` are the numbers of the later text that the earlier one has and has not; `named`, across languages, the names
    and days in both that are in no table.
    """

    earlier: Page
    later: Page
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
        chosen = sorted(self.total) if sentences is None else list(sentences)
        total = sum(self.total[n] for n in chosen)
        return 100 * sum(self.covered[n] for n in chosen) // total if total else 0

    def plain_share(self, sentences: Iterable[int] | None = None) -> int:
        """Percent of the common words alone, without numbers, names and capitals: independent reports share those."""
        chosen = set(self.total) if sentences is None else set(sentences)
        held = frozenset().union(*(s.tokens for s in self.earlier.sentences))
        own = {t for s in self.later.sentences if s.n in chosen for t in s.tokens - s.weak if t[0] not in "#@"}
        return 100 * len(own & held) // len(own) if own else 0

    def words_reused(self, sentences: Iterable[int] | None = None) -> int:
        """Percent of the words of these sentences (all but the title) that stand in reused ones."""
        body = {s.n: len(s.forms) for s in self.later.sentences if s.kind != "title"}
        chosen = body if sentences is None else {n: body[n] for n in sentences if n in body}
        total = sum(chosen.values())
        return 100 * sum(words for n, words in chosen.items() if n in self.reused) // total if total else 0

    def earlier_reused(self) -> int:
        """Percent of the words of the earlier text that came over into the later."""
        body = {s.n: len(s.forms) for s in self.earlier.sentences if s.kind != "title"}
        taken = {aligned.earlier for aligned in self.reused.values()}
        total = sum(body.values())
        return 100 * sum(words for n, words in body.items() if n in taken) // total if total else 0


def compare(earlier: Page, later: Page, rarity: Rarity) -> Comparison:
    """Lay the later text beside the stretch of the earlier one that explains most of it."""
    same_language = earlier.language == later.language
    source = _stretch(earlier, later, rarity)
    if same_language:
        before: Contents = {s.n: s.tokens for s in source}
        have = earlier.tokens if source is earlier.sentences else frozenset().union(*before.values())
        after, total = rarity.contents(later)
    else:
        before, after, have = _across(earlier, later, source, rarity)
        total = {n: sum(weights.values()) for n, weights in after.items()}
    covered = {n: sum([weights[t] for t in weights.keys() & have]) for n, weights in after.items()}
    reused, nearest = {}, {}
    nearby = _in_order if same_language else _by_facts
    for best in nearby(later, source, before, after, total):
        n = best.later
        if same_language and best.score >= _REUSED and best.words >= _SHORTEST:
            reused[n] = best
            covered[n] = max(covered[n], total[n] * best.score // 100)
        else:
            nearest[n] = best
    numbers = later.numbers
    return Comparison(
        earlier=earlier, later=later, covered=covered, total=total, reused=reused, nearest=nearest,
        shared=tuple(n for n in numbers if n in have), new=tuple(n for n in numbers if n not in have),
        named=() if same_language else tuple(sorted({t for its in after.values() for t in its if t[0] in "~^"})),
        same_language=same_language,
    )  # fmt: skip


def _across(
    earlier: Page, later: Page, source: Sequence[Sentence], rarity: Rarity
) -> tuple[Contents, Weighed, frozenset[str]]:
    """What is the same in all languages: of each sentence of the one, of the other with its weight, and all of the one.

    A name that no table knows tells only where it is in both: most words of another script are no names.
    """
    one_script = persian(earlier) == persian(later)
    before = universal(earlier, one_script=one_script)
    have = frozenset().union(*(before[s.n] for s in source))
    weak = {s.n: s.weak for s in later.sentences}
    after = {
        n: {
            t: fact_weight(t) if t[0] in "~^" else rarity.weight(t, t in weak[n])
            for t in facts
            if t[0] not in "~^" or t in have
        }
        for n, facts in universal(later, one_script=one_script).items()
    }
    return before, after, have


def _stretch(earlier: Page, later: Page, rarity: Rarity) -> Sequence[Sentence]:
    sentences = earlier.sentences
    if len(sentences) <= _WINDOW:
        return sentences
    best: tuple[int, int] = (-1, 0)
    for start in range(0, len(sentences), _WINDOW // 2):
        window = sentences[start : start + _WINDOW]
        tokens = frozenset().union(*(s.tokens for s in window)) & later.tokens
        found = sum(rarity.weight(token) for token in sorted(tokens))
        best = max(best, (found, -start))
    return sentences[-best[1] : -best[1] + _WINDOW]


def _in_order(
    later: Page, source: Sequence[Sentence], before: Contents, after: Weighed, total: Mapping[int, int]
) -> Iterator[Aligned]:
    """Each sentence beside the one that shares most of its words in the same order, the first of equals."""
    table = cdist(
        [s.spelled for s in later.sentences], [s.spelled for s in source], scorer=LCSseq.similarity, dtype=np.int32
    )
    ranked = np.argsort(-table, axis=1, kind="stable")
    for sentence, row, order in zip(later.sentences, table.tolist(), ranked.tolist(), strict=True):
        for at in order:
            if not row[at]:
                break
            if not after[sentence.n].keys().isdisjoint(before[source[at].n]):
                score = 100 * row[at] // len(sentence.forms)
                yield Aligned(later=sentence.n, earlier=source[at].n, score=score, words=row[at])
                break


def _by_facts(
    later: Page, source: Sequence[Sentence], before: Contents, after: Weighed, total: Mapping[int, int]
) -> Iterator[Aligned]:
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
            yield Aligned(later=sentence.n, earlier=-best[2], score=best[0], words=best[1])
