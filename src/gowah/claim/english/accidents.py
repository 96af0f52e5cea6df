"""Deaths that are nobody's deed: road accidents, floods, earthquakes, illness, a stove that set a house on fire."""

from __future__ import annotations

from collections.abc import Sequence

from gowah.claim.english.sentence import Sentence
from gowah.words import NameSpan

_BLIND = frozenset(
    {
        "hit", "hits", "hitting", "struck", "striking", "strike", "rocked", "rocks", "shook", "shakes", "shaken",
        "storm", "storms", "exploded", "explodes", "exploding", "explode", "blew up", "blown up", "went off",
        "ripped through", "tore through", "slammed into", "rammed", "incident", "incidents", "explosion",
        "explosions", "blast", "blasts", "bang", "mine", "charge", "charges", "device", "burned down", "burnt down",
    }
)  # fmt: skip
"""Words for deeds that floods, gas and lorries do as well."""


def is_accident(sentence: Sentence, start: int, end: int, triggers: Sequence[NameSpan]) -> bool:
    """True when the passage names an accident, a disaster or an illness, and nothing in it tells of an attack.

    A suicide bomber who brings a roof down, or gunmen who fire on survivors of a flood, are an attack.
    """
    if not sentence.cues("accident", within=(start, end)):
        return False
    deeds = (cue for cue in triggers if cue.code != "kill")
    wilful = any(" ".join(cue.as_written.lower().split()) not in _BLIND for cue in deeds)
    return not wilful and not sentence.cues("attackers", within=(start, end))


def is_mishap(sentence: Sentence) -> bool:
    """True for a whole sentence that tells of an accident or illness: "The disease has killed 39 children"."""
    return is_accident(sentence, sentence.start, sentence.end, sentence.cues("attack", "strike", "abduct"))
