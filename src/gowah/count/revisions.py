"""A toll that its own source corrects: "the toll rose to nine; an earlier report had said seven"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from gowah.count.origins import OWN, Statement, own_name

SUPERSEDED = "the same source later gave another number"

Ends = tuple[int | None, int | None]


def ends(one: Statement) -> Ends:
    """The number of a statement, without its words."""
    return one.count.low, one.count.high


def follows(later: Sequence[Statement], earlier: Sequence[Statement]) -> bool:
    """One text of an outlet comes after another of it: by its date or, on one day, because it knows both numbers."""
    a, b = earlier[0], later[0]
    if a.text == b.text or a.outlet != b.outlet or (a.published and b.published and a.published > b.published):
        return False
    if a.published and b.published and a.published < b.published:
        return True
    return {ends(one) for one in earlier} < {ends(one) for one in later}


def by_text(found: Sequence[Statement]) -> Mapping[int, list[Statement]]:
    """The statements of each text."""
    texts: dict[int, list[Statement]] = defaultdict(list)
    for one in found:
        texts[one.text].append(one)
    return texts


def superseded(found: Sequence[Statement]) -> dict[str, str]:
    """Statements that their source took back: id -> why.

    Where a later text of the outlet gives the old number as that of before, it falls in both texts. Otherwise the
    latest word of one outlet, or of one named speaker, stands; with the outlet's own word falls what it rested on.
    """
    reasons = dict.fromkeys(_taken_back(found), SUPERSEDED)
    for one in found:
        later = [o for o in found if _same_source(one, o) and one.published and one.published < o.published]
        if any(ends(o) != ends(one) for o in later):
            reasons[one.id] = SUPERSEDED
    for held in by_text(found).values():
        own = {ends(one) for one in held if one.voice == OWN and one.id in reasons}
        still = {ends(one) for one in held if one.voice == OWN and one.id not in reasons}
        reasons |= {one.id: SUPERSEDED for one in held if ends(one) in own - still}
    return reasons


def _taken_back(found: Sequence[Statement]) -> set[str]:
    texts = list(by_text(found).values())
    gone: set[str] = set()
    for later in texts:
        for earlier in texts:
            if not follows(later, earlier):
                continue
            old = {ends(one) for one in later if _of_before(one, later, earlier)}
            gone |= {one.id for one in (*later, *earlier) if ends(one) in old}
    return gone


def _of_before(one: Statement, later: Sequence[Statement], earlier: Sequence[Statement]) -> bool:
    """A number of the earlier text beside another one, in the same mouth or in nobody's who gave it then."""
    if ends(one) not in {ends(other) for other in earlier}:
        return False
    then = {other.voice.key for other in earlier if ends(other) == ends(one)}
    new = [other for other in later if ends(other) not in {ends(known) for known in earlier}]
    return any(other.voice.key == one.voice.key or one.voice.key not in then for other in new)


def _same_source(a: Statement, b: Statement) -> bool:
    if (a.text == b.text and not _of_two_posts(a, b)) or a.voice.key != b.voice.key:
        return False
    return a.voice.named or (a.outlet == b.outlet and not any(s.private for s in a.value.speakers[-1:]))


def _of_two_posts(a: Statement, b: Statement) -> bool:
    """Two days' posts of one channel or live blog. In a chat without a publisher they may be of two people."""
    return a.published != b.published and a.outlet != own_name(a.text)
