"""Sentences that open by counting back to a deed: "Two days after gunmen killed nine at a mosque, the town mourns".

What such a sentence looks back to is the story itself where the rest of it tells of no other deed; its day is so many
days before that of the rest, or before the day on which the report was issued.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from gowah.claim.english.sentence import Sentence
from gowah.claim.english.toll import Toll
from gowah.model import When
from gowah.words import DateSpan

_NUMBERS = ("a", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_COUNTED = re.compile(
    r"(?:(?:just|only|barely|some|almost|nearly)\s+)?(?P<many>an?|one|two|three|four|five|six|seven|eight|nine|ten"
    r"|\d{1,2})\s+(?P<unit>hours?|days?|weeks?)\s+after\s",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    r"(?:[^\W\d_][\w.&’' -]{1,40}:\s+)(?:[\"“]\s*)?(?:an?|one|two|three|four|five|six|seven|ten|several|a\s+few)\s+"
    r"(?:days?|weeks?|months?|years?)\s+(?:earlier|before|ago)\b",
    re.IGNORECASE,
)
"""The same behind the name of who speaks, as in an interview: "R.: Two days earlier …"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A part [start, end) of a sentence; `aside`: it looks back from the story; `day`: what its opening counts to;
    `undated`: days named in it are not its own."""

    start: int
    end: int
    aside: bool
    day: DateSpan | None = None
    undated: bool = False


def stretches(sentence: Sentence, parts: Iterable[tuple[int, int, bool]], found: tuple[Toll, ...]) -> Iterator[Stretch]:
    """The (start, end, aside) of a sentence's parts as stretches, an opening that counts back apart from the rest."""
    opened = _COUNTED.match(sentence.words)
    joint = main_clause(sentence, opened.end()) if opened else None
    if opened and joint is not None and tells(sentence, sentence.start, joint, found):
        told = tells(sentence, joint, sentence.end, found)  # "… gunmen killed two clerics": that is the story then
        yield Stretch(start=sentence.start, end=joint, aside=told, day=_day(sentence, opened, joint))
        yield Stretch(start=joint, end=sentence.end, aside=False)
        return
    quoted = bool(_EARLIER.match(sentence.words))
    for start, end, aside in parts:
        yield Stretch(start=start, end=end, aside=aside or quoted)


def main_clause(sentence: Sentence, after: int) -> int | None:
    """Where, behind a comma, the clause begins that the sentence hangs on; None where it begins with that clause."""
    root = next((t for t in sentence.tokens if t.head == t.i), None)
    subject = next(iter(sentence.children(root, "nsubj", "nsubjpass", "expl", "csubj")), None) if root else None
    if subject is None:
        return None
    start = sentence.reach(subject)[0]
    before = sentence.text.text[sentence.start : start].rstrip()
    return start if before.endswith(",") and sentence.start + after < start else None


def tells(sentence: Sentence, start: int, end: int, found: tuple[Toll, ...]) -> bool:
    """True when a part tells of a deed or its victims."""
    deeds = sentence.cues("attack", "strike", "kill", "abduct", within=(start, end))
    deeds = deeds or sentence.cues("attackers", within=(start, end))
    return bool(deeds) or any(start <= toll.start < end for toll in found)


def _day(sentence: Sentence, opened: re.Match[str], joint: int) -> DateSpan | None:
    """So many days before the day of the rest of the sentence, or else before the day of issue."""
    told = [d.when.earliest for d in sentence.dates if d.start >= joint and d.when.precision == "day"]
    since = date.fromisoformat(told[0]) if told and told[0] else sentence.day
    if since is None:
        return None
    many, unit = opened["many"].lower(), opened["unit"].lower()
    count = int(many) if many.isdigit() else 1 if many == "an" else _NUMBERS.index(many) or 1
    length = 7 if unit.startswith("week") else 0 if unit.startswith("hour") else 1
    slack = timedelta(days=0 if length == 1 else 1)
    middle = since - timedelta(days=count * length)
    latest = middle if length == 0 else middle + slack
    when = When(
        earliest=(middle - slack).isoformat(), latest=latest.isoformat(), as_written=" ".join(opened[0].split())
    )  # fmt: skip
    start = sentence.start + opened.start()
    return DateSpan(start=start, end=sentence.start + opened.end(), when=when, relative=True)
