"""Which texts are laid side by side: those that share runs of words, and those that tell of the same facts."""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Sequence, Set
from itertools import combinations

from gowah.trace.limits import COMMON, PROPOSED
from gowah.trace.rarity import Rarity
from gowah.trace.sentences import Page

_TOGETHER = 6  # numbers of a sentence of which any two propose a pair
_PROMISING = 15  # percent of the shorter text's contents that are in both, where one may draw on the other
_NUMBERS = 2  # numbers in both, without which neither retells nor translates the other

_BESIDE = " #"  # between two numbers that stand together

Pair = tuple[int, int]


def by_facts(pages: Sequence[Page], telling: Set[int], rarity: Rarity) -> list[Pair]:
    """Pairs of positions of texts that hold much of what is rare in each other; only those that tell something.

    Texts are taken one after the other through an index of what they hold, so that no table of pairs is ever kept.
    """
    holding: dict[str, list[int]] = defaultdict(list)
    held: dict[int, list[str]] = {}
    for n in sorted(telling):
        held[n] = sorted(_keys(pages[n], rarity))
        for key in held[n]:
            holding[key].append(n)
    found: set[Pair] = set()
    for n, keys in held.items():
        evidence: Counter[int] = Counter()
        for key in keys:
            if 1 < len(holding[key]) <= COMMON:
                weight = rarity.rarest if _BESIDE in key else rarity.weight(key)
                for other in holding[key]:
                    evidence[other] += weight
        del evidence[n]
        likely = heapq.nsmallest(PROPOSED, evidence.items(), key=lambda item: (-item[1], item[0]))
        found.update((min(n, other), max(n, other)) for other, _ in likely)
    return sorted(found)


def _keys(page: Page, rarity: Rarity) -> set[str]:
    """What a text is found by: its rarer contents, and numbers that stand together.

    "17 killed, 38 wounded" leads from one language to another where neither number is rare by itself.
    """
    keys = {token for token in page.tokens if rarity.often(token) <= COMMON}
    for sentence in page.sentences:
        numbers = sorted(sentence.figures)[:_TOGETHER]
        keys.update(f"{a} {b}" for a, b in combinations(numbers, 2))
    return keys


def promising(a: Page, b: Page, rarity: Rarity, *, reusing: bool) -> bool:
    """One of the two may draw on the other: much of the shorter one's contents is in both.

    Of texts that share no run of words (`reusing`) neither draws on the other unless they share numbers.
    """
    across = a.language != b.language
    if (across or not reusing) and len(a.numbers & b.numbers) < _NUMBERS:
        return False
    if across:
        return True
    return 100 * rarity.shared(a, b) >= _PROMISING * min(rarity.of(a), rarity.of(b))
