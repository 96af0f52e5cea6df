"""Two texts side by side: which sentences of the later one the earlier one explains, and how well."""

from __future__ import annotations

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz.distance import LCSseq

from gowah.trace.facts import persian, universal
from gowah.trace.facts import weight as fact_weight
from gowah.trace.sentences import Page, Sentence

_SMOOTH = 5  # texts assumed beside those at hand, so that a small record is not taken for the world
_FLOOR = 150  # least weight of a content: where all reports tell one story, its words still tell something
_WINDOW = 40  # sentences of a long text that are laid beside another at a time
_REUSED = 60  # percent of a sentence's words found in order in another: it was reused
_SHORTEST = 4  # words a reused sentence has at least
_COMMON = 60  # texts that a content may occur in and still propose a pair
_TOGETHER = 6  # numbers of a sentence of which any two propose a pair
_RUN = 2000  # weight of a run of words that two texts share
_EARLIEST = 3  # texts with which every other is compared, where a run of words is very common
_PROMISING = 15  # percent of the shorter text's contents that are in both, where one may draw on the other
_PROPOSED = 24  # texts laid beside each one, the likeliest first


Contents = Mapping[int, frozenset[str]]
"""Sentence -> its contents."""


class Rarity:
    """Weights of contents: rare ones tell more. Copies of one text count once, so they weigh nothing."""

    def __init__(self, pages: Iterable[Page]) -> None:
        distinct = {page.tokens for page in pages}
        self._size = len(distinct) + _SMOOTH
        self._in = Counter(token for tokens in distinct for token in tokens)
        self._weights: dict[tuple[str, bool], int] = {}
        self._pages: dict[int, int] = {}

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
    before, after = _contents(earlier, later, same_language=same_language)
    have = frozenset().union(*(before[s.n] for s in source)) if source else frozenset()
    covered, total, reused, nearest = {}, {}, {}, {}
    for sentence in later.sentences:
        # A name that no table knows tells only where it is in both: most words of another script are no names.
        weights = {
            token: fact_weight(token) if token[0] in "~^" else rarity.weight(token, token in sentence.weak)
            for token in after[sentence.n]
            if token[0] not in "~^" or token in have
        }
        total[sentence.n] = sum(weights.values())
        covered[sentence.n] = sum(weight for token, weight in weights.items() if token in have)
        best = _nearest(sentence, source, same_language, weights, before)
        if best and same_language and best.score >= _REUSED and best.words >= _SHORTEST:
            reused[sentence.n] = best
            covered[sentence.n] = max(covered[sentence.n], total[sentence.n] * best.score // 100)
        elif best:
            nearest[sentence.n] = best
    numbers = sorted({token for s in later.sentences for token in s.tokens if token[0] == "#"})
    return Comparison(
        earlier=earlier, later=later, covered=covered, total=total, reused=reused, nearest=nearest,
        shared=tuple(n for n in numbers if n in have), new=tuple(n for n in numbers if n not in have),
        named=tuple(sorted({t for tokens in after.values() for t in tokens if t[0] in "~^" and t in have})),
        same_language=same_language,
    )  # fmt: skip


def _contents(earlier: Page, later: Page, *, same_language: bool) -> tuple[Contents, Contents]:
    """What is compared of each sentence: all contents, or across languages those that are the same in all."""
    if same_language:
        return ({s.n: s.tokens for s in earlier.sentences}, {s.n: s.tokens for s in later.sentences})
    one_script = persian(earlier) == persian(later)
    return universal(earlier, one_script=one_script), universal(later, one_script=one_script)


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


def _nearest(
    sentence: Sentence, source: Sequence[Sentence], same_language: bool, weights: Mapping[str, int], before: Contents
) -> Aligned | None:
    """The sentence sharing most words in order; across languages, most facts."""
    best: tuple[int, int, int, int] | None = None
    for other in source:
        shared = before[other.n] & weights.keys()
        if not shared:
            continue
        if same_language:
            common = LCSseq.similarity(sentence.forms, other.forms)
            score = 100 * common // len(sentence.forms)
        else:
            common, score = len(shared), 100 * sum(weights[t] for t in shared) // max(1, sum(weights.values()))
        rank = (score, common, -other.n, common)
        if best is None or rank > best:
            best = rank
    if best is None:
        return None
    return Aligned(later=sentence.n, earlier=-best[2], score=best[0], words=best[1])


def proposed(pages: Sequence[Page], rarity: Rarity, shingle: int) -> list[tuple[int, int]]:
    """Pairs of positions worth laying side by side: they share a run of words, or much of what is rare in them.

    Runs that only one outlet uses again and again (its templates) propose nothing. Texts are taken one after the other
    through an index of what they hold, so that no table of pairs is ever kept.
    """
    holding: dict[object, list[int]] = defaultdict(list)
    for n, page in enumerate(pages):
        for key in _keys(page, rarity, shingle):
            holding[key].append(n)
    shared: dict[object, list[int]] = {}
    held: list[list[object]] = [[] for _ in pages]  # of each text, what others hold too
    for key, members in holding.items():
        if len(members) > 1 and _tells(key, members, pages):
            shared[key] = members
            for n in members:
                held[n].append(key)
    del holding
    found: set[tuple[int, int]] = set()
    for n, keys in enumerate(held):
        evidence: Counter[int] = Counter()
        for key in keys:
            weight = rarity.weight(key) if isinstance(key, str) else _RUN
            for other in _led_to(n, shared[key]):
                evidence[other] += weight
        del evidence[n]
        likely = heapq.nsmallest(_PROPOSED, evidence.items(), key=lambda item: (-item[1], item[0]))
        found.update((min(n, other), max(n, other)) for other, _ in likely)
    return sorted(found)


def _keys(page: Page, rarity: Rarity, shingle: int) -> set[object]:
    """What a text is found by: its rarer contents, its runs of words, and numbers that stand together.

    "17 killed, 38 wounded" leads from one language to another where neither number is rare by itself.
    """
    keys: set[object] = {token for token in page.tokens if rarity.often(token) <= _COMMON}
    for sentence in page.sentences:
        forms = sentence.forms
        numbers = sorted(token for token in sentence.tokens if token[0] == "#")[:_TOGETHER]
        keys.update(f"{a} {b}" for a, b in combinations(numbers, 2))
        keys.update(forms[i : i + shingle] for i in range(len(forms) - shingle + 1))
    return keys


def _tells(key: object, members: Sequence[int], pages: Sequence[Page]) -> bool:
    """A content of few texts, or a run of words that not only one outlet uses."""
    if isinstance(key, str):
        return len(members) <= _COMMON
    return len({pages[n].publisher or n for n in members}) > 1


def _led_to(n: int, members: Sequence[int]) -> Sequence[int]:
    """The texts that something in this one leads to; what very many copy leads to the earliest, and these to all."""
    if len(members) <= _COMMON or n in members[:_EARLIEST]:
        return members
    return members[:_EARLIEST]


def promising(a: Page, b: Page, rarity: Rarity) -> bool:
    """One of the two may draw on the other: much of the shorter one's contents, or several facts, are in both."""
    if a.language != b.language:
        return len([token for token in a.facts & b.facts if token[0] == "#"]) > 1
    shared = rarity.sum(a.tokens & b.tokens)
    return 100 * shared >= _PROMISING * min(rarity.of(a), rarity.of(b))
