"""The agency and the dateline with which a wire report begins: `KABUL, Aug 27 (Agency) - …`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gowah.model import Block
from gowah.read.labels import key, labels

_PLACE = r"[A-Z][A-Z.'’ -]{2,40}[A-Z](?:,\s+[A-Z][\w.' -]{2,30}?)?"
_DAY = r"(?:[A-Z][a-z]{2,8}\.?\s+\d{1,2}(?:,\s+\d{4})?|\d{1,2}\s+[A-Z][a-z]{2,8}\.?(?:\s+\d{4})?)"
_BRACKETED = rf"\([A-Z][\w'’ .-]{{1,30}},\s+{_DAY}\)"  # (London, January 12, 2023)
_LONG = r"[A-Z][\w'’ -]{2,30},\s+\d{1,2}\s+[A-Z][a-z]{2,8}\.?(?:\s+\d{4})?"  # Kabul, 9 August 2022
_AGENCY = r"\((?P<agency>[A-Z][\w .&'/-]{1,40})\)"
_DATELINE = re.compile(
    rf"(?P<dateline>{_PLACE}(?:,\s+{_DAY})?|{_LONG}|{_BRACKETED})\s*(?:{_AGENCY})?\s*(?:--|[-–—]|:)\s"
)
_CREDIT = re.compile(rf"{_AGENCY}\s*(?:--|[-–—])\s")

# In Arabic script, which has no capitals, a place of a few words opens a wire report only with a day or an agency.
_WORD = r"[\u0620-\u06ff\u200c]{2,20}"
_FEW = rf"{_WORD}(?:[ -]{_WORD}){{0,2}}"
_EASTERN_DAY = rf"\d{{1,2}}\s+{_WORD}(?:\s+\d{{4}})?"
_EASTERN_AGENCY = r"[(«](?P<agency>[^()«»\d\n]{2,40})[)»]"
_EASTERN = re.compile(
    rf"(?P<dateline>{_FEW}(?P<day>\s*[،,/]\s*{_EASTERN_DAY})?)\s*(?:{_EASTERN_AGENCY})?\s*(?:--|[-–—ـ/]|:)\s"
)
_GREAT = r"[A-Z][\w'’&-]*"
_SAID_TODAY = re.compile(
    rf"(?P<name>{_GREAT}(?:\s+(?:(?:of|for|and|in|on|to)\s+(?:the\s+)?)?{_GREAT}){{1,7}})\s+said\s+today\b"
)
_LONGEST_OPENING = 2_000
_ENDED = re.compile(r"[.!?؟۔:…][\"'”’»)\]]*$")
_REACH = 200
_LONGEST_CREDIT = 60


def wire_of(text: str, layout: Sequence[Block]) -> tuple[str | None, str | None]:
    """(agency, dateline) of the first paragraph, or an agency that a byline or the last line credits; None for none."""
    opening = _opening(text, layout)
    if opening is None:
        return None, None
    start = text[opening.start : opening.start + _REACH]
    found = _DATELINE.match(start) or _CREDIT.match(start) or _eastern(start)
    given = found.groupdict() if found and not _opens_speech(found) else {}
    return given.get("agency") or _credited(text, layout), given.get("dateline")


def released_by(text: str, layout: Sequence[Block], dateline: str | None) -> str | None:
    """Who issued a release, by its formula: `(London, May 4, 2022) – …, Rights Watch said today.`; None for others."""
    opening = _opening(text, layout)
    if opening is None or not (dateline or "").startswith("("):
        return None
    found = _SAID_TODAY.search(text, opening.start, min(opening.end, opening.start + _LONGEST_OPENING))
    return " ".join(found["name"].split()) if found else None


def _opening(text: str, layout: Sequence[Block]) -> Block | None:
    """The first paragraph; the second where that opens as a release does, a title above it standing unmarked."""
    first = [block for block in layout if block.kind == "paragraph"][:2]
    if (
        len(first) == 2
        and text[first[1].start] == "("
        and not _ENDED.search(text[first[0].start : first[0].end].rstrip())
    ):
        return first[1]
    return first[0] if first else None


def _opens_speech(found: re.Match[str]) -> bool:
    """`HOST (Ana Doe):` names who speaks; with a colon only a day or a known agency makes a dateline."""
    given = found.groupdict()
    named = (
        given.get("agency") and found[0].rstrip().endswith(":") and not re.search(r"\d", given.get("dateline") or "")
    )
    return bool(named) and key(given["agency"]) not in labels("agency")


def _eastern(start: str) -> re.Match[str] | None:
    found = _EASTERN.match(start)
    return found if found and (found["day"] or found["agency"]) else None


def _credited(text: str, layout: Sequence[Block]) -> str | None:
    """The agency that a byline names (`By Agency Staff`), or that the last line is no more than."""
    last = [layout[-1]] if layout and layout[-1].kind in ("paragraph", "byline", "heading") else []
    for block in [*(block for block in layout[:8] if block.kind == "byline"), *last]:
        if block.end - block.start > _LONGEST_CREDIT:
            continue
        for part in re.split(r"[|·•/,\n]|\bwith\b|\band\b", text[block.start : block.end]):
            bare = re.sub(r"^\s*(?:by|source|via)\b[\s:]*|\b(?:staff|writers?)\b", " ", part, flags=re.I).strip(
                " ()[]–—-."
            )
            if key(bare) in labels("agency"):
                return bare
    return None
