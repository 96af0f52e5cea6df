"""Attacks on the way from one place to another: somewhere "between Bamyan and Daikundi"."""

from __future__ import annotations

import re

from gowah.claim.english.evidence import Evidence
from gowah.model import Where
from gowah.words import NameSpan, Tables

ALONG = 5
"""UCDP's where_prec for a line, a coast or a vague region."""

_LEAD = re.compile(
    r"\b(?:between|link(?:s|ing)|connect(?:s|ing)|join(?:s|ing)|road\s+from|way\s+from|highway\s+from)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_JOINT = re.compile(r"\s+(?:and|to|with)\s+(?:the\s+)?|\s?[-–]\s?", re.IGNORECASE)
_ROAD = re.compile(r"\s+(?:main\s+)?(?:road|highway|route|track|motorway|line)\b", re.IGNORECASE)


def on_the_way(item: Evidence, place: NameSpan, tables: Tables) -> Where | None:
    """The narrowest place that holds both ends of the way that `place` is an end of; None where it is none."""
    text, known = item.sentence.text.text, [p for p in item.places if p.code in tables.places]
    for first in known:
        for second in known:
            joined = first.end <= second.start and _JOINT.fullmatch(text, first.end, second.start)
            if not joined or place not in (first, second) or first.code == second.code:
                continue
            led = _LEAD.search(text, max(item.sentence.start, first.start - 30), first.start)
            if led or _ROAD.match(text, second.end, item.sentence.end):
                above = {row.id for row in tables.ancestors(second.code)}
                common = next((row.id for row in tables.ancestors(first.code) if row.id in above), None)
                words = " ".join(text[first.start : second.end].split())
                return Where(place=common, precision=ALONG, as_written=words) if common else None
    return None
