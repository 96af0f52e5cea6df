"""Why two mentions are one incident, or are not: the score of the pair as a sum of parts, worked out when asked for."""

from __future__ import annotations

from typing import Any

from gowah.errors import UsageMistake
from gowah.hooks import Comparing, plugins
from gowah.model import Incident, entry_id
from gowah.model.codec import to_tree
from gowah.record.record import Record
from gowah.record.rulings import mention_of
from gowah.views import Cards

FORBIDDEN = -50_000
"""Millibits below which a part forbids the link, whatever speaks for it."""


def pair_card(record: Record, one: str, other: str) -> dict[str, Any]:
    """What speaks for and against two mentions being one attack, as a card. Raises `UsageMistake`."""
    evidence = record.evidence()
    with record._view() as view:
        a, b = (mention_of(view, id) for id in (one, other))
        rulings = view.pair_rulings()
    if a == b:
        raise UsageMistake(f"{one} and {other} are one mention", hint="Give two mentions (e12 e15) or incidents.")
    linker = next((each for each in plugins("link") if isinstance(each, Comparing)), None)
    if linker is None:
        raise UsageMistake("the linker in use does not tell how it compares")
    settings, tables = record.settings, record.tables
    parts = linker.compare(evidence.texts, evidence.mentions, rulings, tables, settings, evidence.families, (a, b))
    holds: dict[int, Incident] = {entry: each for each in evidence.incidents for entry in each.mentions}
    cards = Cards(evidence, tables)
    incidents = [holds[entry].id if entry in holds else None for entry in (a, b)]
    return {
        "card": "pair", "mentions": [cards.card(entry_id(entry)) for entry in (a, b)], "incidents": incidents,
        "joined": incidents[0] is not None and incidents[0] == incidents[1], "threshold": settings.link.threshold,
        "score": sum(part.weight for part in parts), "parts": [to_tree(part) for part in parts],
        "forbidden": any(part.weight <= FORBIDDEN for part in parts),
    }  # fmt: skip
