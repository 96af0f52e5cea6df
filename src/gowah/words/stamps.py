"""The stamps that open each message in a WhatsApp export: `13/10/2023, 14:05 - `, `[10/13/23, 2:05:33 PM] `.

Phones write them in their owner's way: any order of day, month and year, any digits, any signs, direction marks
anywhere. A stamp says which numbers stand in it; which of them is the day, a single one often leaves open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from gowah.words.script import FILLER, fold

MARK = "\u200e"
"""Set by iPhones before the program's own words: `image omitted`."""

_HEAD = 100
_F = FILLER + "*"
_STAMP = re.compile(
    rf"{_F}\[?{_F}(\d{{1,4}}){_F}([./-]){_F} ?{_F}(\d{{1,2}}){_F}\2{_F} ?{_F}(\d{{1,4}})\.?{_F}"  # the date
    rf"(?:[,،] ?| ){_F}(?:[^\W\d_]{{1,4}} )?{_F}"  # `, `, ` at `
    rf"(\d{{1,2}}){_F}[:.]{_F}(\d{{2}})(?:{_F}[:.]{_F}\d{{2}})?{_F}"  # the time
    rf"(?: ?{_F}([^\W\d_{FILLER}][^\d\]:{FILLER}-]{{0,11}}?))?{_F}"  # `pm`, `ب.ظ`
    rf"(?:{_F}\]{_F} ?|{_F} - ){_F}"
)
_SENDER = re.compile(rf"{_F}(?:~ ?)?([^:\n\"]{{1,80}}?):(?: |$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """Three numbers of a date in their order, the clock as written, and where the words after it begin.

    `half` is the word for the half of the day, folded, or empty. `end` is an offset into the line. `marked` lines
    begin with a sign that iPhones set before what the program itself says or adds.
    """

    numbers: tuple[int, int, int]
    year_first: bool
    dotted: bool
    hour: int
    minute: int
    half: str
    end: int
    marked: bool


def stamp_of(line: str) -> Stamp | None:
    """The stamp that a line begins with."""
    found = _STAMP.match(fold(line[:_HEAD]))
    if not found:
        return None
    first, sign, second, third, hour, minute, half = found.groups()
    if (len(first) > 2) == (len(third) > 2) and len(first) > 2:
        return None
    if int(hour) > 24 or int(minute) > 59:
        return None
    return Stamp(
        numbers=(int(first), int(second), int(third)), year_first=len(first) > 2, dotted=sign == ".",
        hour=int(hour) % 24, minute=int(minute), half=(half or "").strip(" ."), end=found.end(),
        marked=line.startswith(MARK),
    )  # fmt: skip


def sender_of(words: str) -> tuple[str, int] | None:
    """(sender, where the message begins) of what stands after a stamp; None for a note of the program itself."""
    found = _SENDER.match(fold(words[:_HEAD]))
    return (words[found.start(1) : found.end(1)].strip(), found.end()) if found else None


def is_whatsapp(text: str) -> bool:
    """True when a text begins as such an export does: a stamp, then more of them, and a sender after one."""
    lines = [line for line in text.lstrip("\ufeff").split("\n", 60)[:60] if line.strip()]
    if not lines or stamp_of(lines[0]) is None:
        return False
    stamped = [(stamp, line) for line in lines if (stamp := stamp_of(line))]
    return len(stamped) > 1 and any(sender_of(line[stamp.end :]) for stamp, line in stamped)
