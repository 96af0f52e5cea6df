"""One page that draws on several texts which share nothing: each of its passages to the text that explains it best.

Two originals are never joined through a page that copies both. Where the page bears no date and the originals
do, it is the one that drew on them: two unrelated texts cannot each have copied their half of it by chance.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from gowah.trace.derive import Derivation, narrowed
from gowah.trace.sentences import Page
from gowah.words.settings import TraceSettings

_CHANGE = 3000  # weight that a change from one text to another within a paragraph costs
_BORDER = 1500  # the same where a paragraph ends
_TOGETHER = "a page without a date that joins passages of texts which share none"

Related = frozenset[frozenset[int]]
"""Pairs of pages, by identity, of which one draws on the other."""


def shared_out(found: Sequence[Derivation], settings: TraceSettings) -> list[Derivation]:
    """The derivations, those of a page that joins unrelated texts narrowed to the passage that is each text's."""
    related = frozenset(_ends(one) for one in found)
    ways: dict[int, list[tuple[int, Derivation]]] = defaultdict(list)  # page -> (position in found, seen from it)
    for n, one in enumerate(found):
        for seen in (one, one.turned):
            if seen is not None and seen.relation != "cites":
                ways[id(seen.comparison.later)].append((n, seen))
    better: dict[int, Derivation] = {}
    for seen_from in ways.values():
        parts = _parts(seen_from, related, settings)
        for n, part in parts.items():
            known = better.get(n)
            if known is None or (part.directed and not known.directed):
                better[n] = part
    gone = {n for n, part in better.items() if not part.sentences}
    return [better.get(n, one) for n, one in enumerate(found) if n not in gone]


def _ends(one: Derivation) -> frozenset[int]:
    return frozenset((id(one.comparison.earlier), id(one.comparison.later)))


def _parts(ways: Sequence[tuple[int, Derivation]], related: Related, settings: TraceSettings) -> dict[int, Derivation]:
    """Position -> the way narrowed to its passage; one without a rival is left out, one that holds none is empty."""
    rivals = {n: [(m, other) for m, other in ways if m != n and not _kin(one, other, related)] for n, one in ways}
    holding = {n: _narrowed(one, [other for _, other in rivals[n]], settings) for n, one in ways if rivals[n]}
    parts: dict[int, Derivation] = {}
    for n, one in ways:
        left = [other for m, other in rivals[n] if holding.get(m) is not None]
        if not left:
            continue
        part = _narrowed(one, left, settings)
        if part is None:
            if one.directed:
                continue  # a later choice finds nothing free
            parts[n] = replace(one, sentences=())
            continue
        dated = part.comparison.earlier.published and any(other.comparison.earlier.published for other in left)
        if not part.directed and dated and not part.comparison.later.published:
            part = replace(part, directed=True, reason=f"{part.reason.split('; ')[0]}; {_TOGETHER}")
        parts[n] = part
    return parts


def _kin(a: Derivation, b: Derivation, related: Related) -> bool:
    pair = frozenset((id(a.comparison.earlier), id(b.comparison.earlier)))
    return len(pair) == 1 or pair in related


def _narrowed(one: Derivation, rivals: Sequence[Derivation], settings: TraceSettings) -> Derivation | None:
    """What of a way is left beside its rivals: itself, a narrower one, or None."""
    kept = _allotted(one, rivals)
    return one if kept == one.sentences else narrowed(one, kept, settings)


def _allotted(one: Derivation, rivals: Sequence[Derivation]) -> tuple[int, ...]:
    """The sentences that the cheapest division of the page among all these texts leaves to the first.

    Each sentence counts for a text by the weight of its contents that the text explains; to pass from one text
    to another costs, less so between paragraphs, so that no lone sentence is torn out of a passage.
    """
    page = one.comparison.later
    explained: list[Mapping[int, int]] = [way.comparison.covered for way in (one, *rivals)]
    best = [0] * len(explained)
    back: list[list[int]] = []
    for place, sentence in enumerate(page.sentences):
        cost = _cost(page, place)
        top = max(range(len(best)), key=lambda k: (best[k], -k))
        came = [k if best[k] >= best[top] - cost else top for k in range(len(best))]
        back.append(came)
        best = [max(best[k], best[top] - cost) + explained[k].get(sentence.n, 0) for k in range(len(best))]
    at = max(range(len(best)), key=lambda k: (best[k], -k))
    mine = set()
    for sentence, came in zip(reversed(page.sentences), reversed(back), strict=True):
        if at == 0:
            mine.add(sentence.n)
        at = came[at]
    return tuple(n for n in one.sentences if n in mine)


def _cost(page: Page, place: int) -> int:
    if place == 0:
        return 0
    between = page.source.text[page.sentences[place - 1].end : page.sentences[place].start]
    return _BORDER if "\n" in between else _CHANGE
