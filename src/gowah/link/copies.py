"""Mentions in sentences that repeat each other: where one report copied the other, they most likely tell one attack.

The families of passages (`trace`) lay each sentence of a copy beside the sentence it repeats. A mention knows the
sentence it stands in and those beside it, so that two copies of one sentence know each other too.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from gowah.link.cells import has_rows
from gowah.model import Family, Mention, SourceText, Span

Copied = Mapping[int, frozenset[str]]
"""Mention -> the sentences that it shares with others, by text and place."""

_TELLING = ("killed", "injured", "hurt", "tactic")


def copied(families: Iterable[Family], mentions: Sequence[Mention], texts: Mapping[int, SourceText]) -> Copied:
    """The sentences of each mention that has any. Rows of tables have none: they are compared as rows already."""
    at: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for mention in mentions:
        if mention.text in texts and has_rows(texts[mention.text]):
            continue
        told = {value.start for _, value in mention.values(*_TELLING)} | {mention.claimed.anchor.start}
        at[mention.text].extend((start, mention.entry) for start in told)
    for its in at.values():
        its.sort()
    found: dict[int, set[str]] = defaultdict(set)
    for family in families:
        for member in family.members:
            for pair in member.pairs:
                both = ((pair.origin_text, pair.origin), (member.text, pair.member))
                names = {f"{text} {span.start}" for text, span in both}
                for text, span in both:
                    for entry in _within(at.get(text, ()), span):
                        found[entry] |= names
    return {entry: frozenset(names) for entry, names in found.items()}


def _within(told: Sequence[tuple[int, int]], span: Span) -> set[int]:
    """The mentions that tell something in these words."""
    first, last = (bisect_left(told, (end, -1)) for end in (span.start, span.end))
    return {entry for _, entry in told[first:last]}
