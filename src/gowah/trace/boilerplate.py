"""Sentences that stand in many texts which otherwise share nothing: footers, disclaimers, stock phrases."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations, pairwise

from gowah.trace.sentences import Page, Sentence

_TEXTS = 4  # texts that a stock sentence stands in at least
_SAMPLE = 8  # of them, the texts that are compared with each other
_UNLIKE = 50  # percent of the shorter one's other contents below which two texts are no copies
_LAST = 4  # sentences at the end of a text, where its footer stands


def without_boilerplate(pages: Sequence[Page]) -> list[Page]:
    """The pages without their stock sentences; a sentence that copies of one story share is none."""
    often = Counter(key for page in pages for key in {s.said.blanked for s in page.sentences})
    holding: dict[str, list[tuple[Page, Sentence]]] = defaultdict(list)
    for page in pages:
        for key, sentence in {s.said.blanked: s for s in page.sentences if often[s.said.blanked] >= _TEXTS}.items():
            holding[key].append((page, sentence))
    stock = {
        key for key, held in holding.items() if 2 * sum(_at_the_end(*one) for one in held) > len(held) and _unlike(held)
    }
    if not stock:
        return list(pages)
    kept = []
    for page in pages:
        sentences = tuple(s for s in page.sentences if s.said.blanked not in stock)
        if sentences:
            kept.append(page if len(sentences) == len(page.sentences) else replace(page, sentences=sentences))
    return kept


def _at_the_end(page: Page, sentence: Sentence) -> bool:
    return sentence.n >= page.sentences[-1].n - _LAST + 1


def _unlike(held: Sequence[tuple[Page, Sentence]]) -> bool:
    """Most neighbours among the texts, and most of a sample, have little else in common."""
    pairs = [*combinations(held[:_SAMPLE], 2), *pairwise(held)]
    stock = frozenset().union(*(sentence.tokens for _, sentence in held))
    apart = sum(_alike(a.tokens - stock, b.tokens - stock) < _UNLIKE for (a, _), (b, _) in pairs)
    return 2 * apart > len(pairs)


def _alike(a: frozenset[str], b: frozenset[str]) -> int:
    return 100 * len(a & b) // max(1, min(len(a), len(b)))
