"""The key of MUC-4 laid on the words of its reports: which words play which role where, with which traits."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from gowah.claim.learned.words import Word

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
sys.path[:0] = [str(SHARED / "evals"), str(ROOT / "evals")]

import muc4  # noqa: E402
import muc4_score as scorer  # noqa: E402

__all__ = ["SLOTS", "TRAITS", "TRAIT_SLOTS", "load", "muc4", "occurrences", "project", "scorer", "tagged"]
SLOTS = (
    "PERP: INDIVIDUAL ID",
    "PERP: ORGANIZATION ID",
    "PHYS TGT: ID",
    "HUM TGT: NAME",
    "HUM TGT: DESCRIPTION",
    "INCIDENT: INSTRUMENT ID",
)
"""The string slots, in the order of `gowah.claim.learned.reading.Role`."""
TRAITS = {
    "type": ("ATTACK", "BOMBING", "KIDNAPPING", "ARSON", "ROBBERY", "FORCED WORK STOPPAGE"),
    "htype": (
        "CIVILIAN",
        "POLITICAL FIGURE",
        "GOVERNMENT OFFICIAL",
        "LAW ENFORCEMENT",
        "LEGAL OR JUDICIAL",
        "ACTIVE MILITARY",
        "SECURITY GUARD",
        "FORMER GOVERNMENT OFFICIAL",
        "FORMER ACTIVE MILITARY",
        "DIPLOMAT",
    ),
    "heff": ("-", "DEATH", "INJURY", "NO INJURY OR DEATH", "NO INJURY", "REGAINED FREEDOM"),
    "ptype": (
        "OTHER",
        "COMMERCIAL",
        "ENERGY",
        "TRANSPORT VEHICLE",
        "GOVERNMENT OFFICE OR RESIDENCE",
        "COMMUNICATIONS",
        "ORGANIZATION OFFICE",
        "FINANCIAL",
        "CIVILIAN RESIDENCE",
        "DIPLOMAT OFFICE OR RESIDENCE",
        "TRANSPORTATION ROUTE",
        "LAW ENFORCEMENT FACILITY",
        "POLITICAL FIGURE OFFICE OR RESIDENCE",
    ),
    "peff": ("-", "SOME DAMAGE", "DESTROYED", "NO DAMAGE", "PROPERTY TAKEN FROM TARGET"),
    "conf": (
        "REPORTED AS FACT",
        "SUSPECTED OR ACCUSED",
        "SUSPECTED OR ACCUSED BY AUTHORITIES",
        "CLAIMED OR ADMITTED",
        "POSSIBLE",
    ),
}
TRAIT_SLOTS = {
    "htype": ("HUM TGT: TYPE", (3, 4)),
    "heff": ("HUM TGT: EFFECT OF INCIDENT", (3, 4)),
    "ptype": ("PHYS TGT: TYPE", (2,)),
    "peff": ("PHYS TGT: EFFECT OF INCIDENT", (2,)),
    "conf": ("PERP: ORGANIZATION CONFIDENCE", (1,)),
}
"""Trait -> its slot of the key and the roles that have it."""
_WORD = re.compile(r"[^\W_]+|[^\w\s]|_")


def load(name: str) -> list[dict[str, Any]]:
    """The reports of `dev`, `tst1` or `tst2`."""
    path = SHARED / "data" / "muc4" / f"{name}.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def occurrences(forms: Sequence[str], string: str) -> set[tuple[int, int]]:
    """Where the words of a key string stand: (first word, word after the last)."""
    wanted = _WORD.findall(string.lower())
    while wanted and not wanted[0][0].isalnum() and wanted[0] not in '"[':
        wanted = wanted[1:]
    while wanted and not wanted[-1][0].isalnum() and wanted[-1] not in '"]':
        wanted = wanted[:-1]
    size = len(wanted)
    return {(i, i + size) for i in range(len(forms) - size + 1) if wanted and forms[i : i + size] == wanted}


def tagged(template: Any, slot: str, fill: Any) -> list[str]:
    """The values of a slot whose cross-reference names one of the fill's strings."""
    found = []
    for other in template.slots.get(slot, []):
        near = any(scorer._content(a) == scorer._content(b) for a in other.tags for b in fill.values)
        if near or set(other.tags) & set(fill.values):
            found += other.values
    return found


def project(report: dict[str, Any], words: Sequence[Word]) -> list[dict[str, Any]]:
    """The key's strings in the text: role, words, template, fill, traits, and whether it is surely meant."""
    forms, spans = [word.lower for word in words], []
    for number, record in enumerate(report["templates"]):
        template = scorer.parse_template(record)
        mine = []
        for role, slot in enumerate(SLOTS):
            for index, fill in enumerate(template.slots.get(slot, [])):
                found = set().union(*(occurrences(forms, value) for value in fill.values))
                whole = [a for a in found if not any(b != a and b[0] <= a[0] and a[1] <= b[1] for b in found)]
                traits = {}
                for trait, (name, roles) in TRAIT_SLOTS.items():
                    values = tagged(template, name, fill) if role in roles else []
                    if values or (role in roles and TRAITS[trait][0] == "-"):
                        traits[trait] = values or ["-"]
                kind = template.slots["INCIDENT: TYPE"][0].values[0]
                mine += [
                    {
                        "role": role,
                        "start": a,
                        "end": b,
                        "template": number,
                        "fill": index,
                        "traits": traits,
                        "type": kind,
                    }
                    for a, b in sorted(whole)
                ]
        _settle(mine, words)
        spans += mine
    return spans


def _settle(spans: list[dict[str, Any]], words: Sequence[Word]) -> None:
    """Marks as sure a lone occurrence and one whose sentence holds another string of the template."""
    name = lambda span: (span["role"], span["fill"])
    number = Counter(map(name, spans))
    beside = defaultdict(set)
    for span in spans:
        beside[words[span["start"]].sentence].add(name(span))
    for span in spans:
        others = beside[words[span["start"]].sentence] - {name(span)}
        span["sure"] = number[name(span)] == 1 or bool(others)
    known = {name(span) for span in spans if span["sure"]}
    for span in spans:
        span["sure"] |= name(span) not in known
