"""Rewards for people whom nobody has named yet: "The same sum is on offer for those who planned the bombing"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gowah.claim.english.context import cues
from gowah.claim.english.persons import voices
from gowah.claim.english.sentence import Sentence
from gowah.model import Claimed, Money, Span, Text

Sum = tuple[int, int, Money]
_ROLES = {
    "planned": "planner", "plotted": "planner", "organised": "organiser", "organized": "organiser",
    "financed": "financier", "funded": "financier", "masterminded": "mastermind", "led": "leader",
    "commanded": "commander",
}  # fmt: skip
_THOSE = re.compile(
    rf"\b(?:those|anyone|whoever|the\s+(?:men|people|persons))\s+(?:who\s+)?(?P<verb>{'|'.join(_ROLES)})\s+"
    r"(?P<what>(?:the|an?)\s+[^,;:.]{2,80})",
    re.IGNORECASE,
)
_SAME_SUM = re.compile(r"\bthe\s+same\s+(?:sum|amount|reward|money|figure|price)\b", re.IGNORECASE)


def sought(sentence: Sentence, sums: Sequence[Sum], before: Sequence[Sum]) -> Claimed | None:
    """Those whom a reward is out for by what they did; `before`: the sums offered last, which "the same sum" is."""
    those = _THOSE.search(sentence.words) if cues(sentence, "posts", "reward") else None
    same = _SAME_SUM.search(sentence.words)
    if those is None or not (sums or (same and before)):
        return None
    start, end = sentence.start + those.start(), sentence.start + those.end()
    if not sums and same is not None:
        at = sentence.start + same.start(), sentence.start + same.end()
        sums = [(*at, money) for _, _, money in before]
    speakers = voices(sentence, start, end)
    values = [
        sentence.value("name", Text(text=" ".join(those[0].split())), (start, end)),
        sentence.value("role", Text(text=_ROLES[those["verb"].lower()]), (start, end), speakers=speakers),
        *(sentence.value("reward", money, speakers=speakers) for _, _, money in sums),
    ]
    return Claimed(kind="person", anchor=Span(start=start, end=end), values=tuple(values))
