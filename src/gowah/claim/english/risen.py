"""Tolls that the same report goes beyond: "The toll rises to nine … an earlier report had said seven"."""

from __future__ import annotations

import re

from gowah.claim.english.events import Event

_THEN = re.compile(
    r"\b(?:(?:earlier|previous|initial|first|preliminary)\s+(?:\w+\s+)?(?:reports?|tolls?|counts?|figures?|estimates?|number|statements?|accounts?)"
    r"|(?:had|have|was|were)\s+(?:earlier|previously|initially|at\s+first)"
    r"|(?:earlier|previously|initially)\s+(?:\w+\s+)?(?:said|reported|put|given|gave|announced|confirmed)"
    r"|(?:earlier|initially|at\s+first|previously),?\s+(?:\w+\s+){1,3}(?:said|reported|put|gave|spoke))\b",
    re.IGNORECASE,
)
_NOW = re.compile(
    r"\b(?:ris(?:es?|en|ing)|rose|climb(?:s|ed)|grown?|grew|increased|jumped|now|gone\s+up|went\s+up|reached|raised|revised"
    r"|updated|corrected|lowered|fallen|up\s+from|higher)\b",
    re.IGNORECASE,
)


def counted(event: Event) -> dict[str, tuple[tuple[int, int | None], ...]]:
    """What the text gives numbers of in the attack (those killed, injured …): where each stands, and its least."""
    wholes = [t for i in event.items for t in i.tolls if not (t.lone or t.part) and t.count.high != 0]
    names = {toll.property for toll in wholes}
    return {name: tuple((t.start, t.count.low) for t in wholes if t.property == name) for name in names}


def superseded(event: Event) -> frozenset[int]:
    """Indexes of sentences whose tolls are those of an earlier report, where another sentence says how they changed."""
    told = [(item, {(t.property, t.count.low) for t in item.tolls if not t.part}) for item in event.items]
    new = {
        toll
        for item, own in told
        for toll in own
        if _NOW.search(item.sentence.words) and not _is_old(item.sentence.words)
    }
    changed = {property for property, _ in new}
    return frozenset(
        item.sentence.index
        for item, own in told
        if _is_old(item.sentence.words) and own and not own & new and {property for property, _ in own} <= changed
    )


def _is_old(words: str) -> bool:
    return bool(_THEN.search(words)) and _NOW.search(words) is None
