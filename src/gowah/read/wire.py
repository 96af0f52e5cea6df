"""The agency and the dateline with which a wire report begins: `KABUL, Aug 27 (Agency) - …`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gowah.model import Block

_PLACE = r"[A-Z][A-Z.'’ -]{2,40}[A-Z](?:,\s+[A-Z][\w.' -]{2,30}?)?"
_DAY = r"[A-Z][a-z]{2,8}\.?\s+\d{1,2}(?:,\s+\d{4})?"
_LONG = r"[A-Z][\w'’ -]{2,30},\s+\d{1,2}\s+[A-Z][a-z]{2,8}\.?(?:\s+\d{4})?"  # Kabul, 9 August 2022
_AGENCY = r"\((?P<agency>[A-Z][\w .&'/-]{1,40})\)"
_DATELINE = re.compile(rf"(?P<dateline>{_PLACE}(?:,\s+{_DAY})?|{_LONG})\s*(?:{_AGENCY})?\s*(?:--|[-–—]|:)\s")
_CREDIT = re.compile(rf"{_AGENCY}\s*(?:--|[-–—])\s")


def wire_of(text: str, layout: Sequence[Block]) -> tuple[str | None, str | None]:
    """(agency, dateline) of the first paragraph; None for what it does not give."""
    for block in layout:
        if block.kind != "paragraph":
            continue
        start = text[block.start : block.start + 200]
        found = _DATELINE.match(start) or _CREDIT.match(start)
        if not found:
            return None, None
        given = found.groupdict()
        return given.get("agency"), given.get("dateline")
    return None, None
