"""One attack told of by two claimers in the same words of one report: it is one mention to whoever links and counts.

Claimers do not know of each other. Where the words that two of them quote overlap, each mention of the one goes with
the mention of the other that it agrees with most; a mention has at most one of each claimer beside it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from gowah.model import Count, Datum, Mention, Term, Value, Verdict, When, Where

_AGREES, _TOUCHES, _DIFFERS = 10, 1, -4


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """Mentions of one attack in one report, and all their values under the name of one of them."""

    whole: Mention
    mentions: tuple[Mention, ...]


def bundles(mentions: Sequence[Mention], rulings: Iterable[tuple[str, int, int]]) -> list[Bundle]:
    """Every mention in exactly one bundle, in their order; what a person ruled different stays apart."""
    by_text: dict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_text[mention.text].append(mention)
    apart = {frozenset((a, b)) for verdict, a, b in rulings if verdict == Verdict.DIFFERENT_INCIDENT}
    home = {mention.entry: [mention] for mention in mentions}
    for told in by_text.values():
        if len({mention.tool for mention in told}) > 1:
            _gather(told, apart, home)
    seen: set[int] = set()
    found = []
    for mention in mentions:
        if mention.entry not in seen:
            seen.update(other.entry for other in home[mention.entry])
            found.append(_bundle(home[mention.entry]))
    return found


def _gather(told: Sequence[Mention], apart: set[frozenset[int]], home: dict[int, list[Mention]]) -> None:
    """The best pair first; content decides between equals, never an id."""
    scored = [(_agreement(a, b), a, b) for a, b in _meeting(told) if a.tool != b.tool]
    scored.sort(key=lambda pair: (-pair[0], sorted((_content(pair[1]), _content(pair[2])))))
    for score, a, b in scored:
        one, other = home[a.entry], home[b.entry]
        if score <= 0 or one is other or {m.tool for m in one} & {m.tool for m in other}:
            continue
        if any(frozenset((x.entry, y.entry)) in apart for x in one for y in other):
            continue
        merged = [*one, *other]
        for mention in merged:
            home[mention.entry] = merged


def _meeting(told: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """The pairs whose values reach over each other's places, in the order of the text: others share no words."""
    reaches = []
    for mention in told:
        values = [value for _, value in mention.values()]
        if values:
            reaches.append((min(value.start for value in values), max(value.end for value in values), mention))
    reaches.sort(key=lambda reach: reach[:2])
    for n, (_, end, mention) in enumerate(reaches):
        for start, _, other in islice(reaches, n + 1, None):
            if start >= end:
                break
            yield mention, other


def _content(mention: Mention) -> tuple[object, ...]:
    anchor = mention.claimed.anchor
    return (anchor.start, anchor.end, mention.tool, repr(mention.claimed.values))


def _agreement(one: Mention, other: Mention) -> int:
    """How much two mentions speak of the same in the same words."""
    mine, its = ([value for _, value in mention.values()] for mention in (one, other))
    score = 0
    for a in mine:
        touching = [b for b in its if a.start < b.end and b.start < a.end]
        score += _TOUCHES if touching else 0
        alike = [b for b in touching if (a.property, a.of_whom) == (b.property, b.of_whom)]
        if alike:
            score += _AGREES if any(_meaning(a) == _meaning(b) for b in alike) else _DIFFERS
    return score


def _meaning(value: Value) -> Datum:
    datum = value.value
    return replace(datum, as_written="") if isinstance(datum, Count | When | Where | Term) else datum


def _bundle(mentions: Sequence[Mention]) -> Bundle:
    if len(mentions) == 1:
        return Bundle(whole=mentions[0], mentions=(mentions[0],))
    ordered = sorted(mentions, key=lambda mention: (-len(mention.claimed.values), _content(mention)))
    lead = ordered[0]
    values = tuple(value for mention in ordered for _, value in mention.values())
    whole = replace(lead, claimed=replace(lead.claimed, values=tuple(dict.fromkeys(values))), struck=())
    return Bundle(whole=whole, mentions=tuple(ordered))
