"""How English says that news is kept from being told: two words of the table `silences` and what stands between them.

"The families were told | not to | speak", "no | correspondent", "the telephones | work for an hour a day". Any word of
the first kind goes with any of the second, so that a way to say it need not have been met before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gowah.claim.english.context import cues
from gowah.claim.english.sentence import Sentence

_UP_TO = r"(?:[\w’'-]+\s+){{0,{0}}}?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hush:
    """A statement at code points [start, end); `explains`: it tells why nothing is heard, not only that it is so."""

    start: int
    end: int
    explains: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    """Two kinds of words and what may stand between them; what must follow, or stand in the sentence besides."""

    first: str
    between: re.Pattern[str]
    second: str
    explains: bool = True
    then: re.Pattern[str] | None = None
    besides: re.Pattern[str] | None = None


def _words(pattern: str) -> re.Pattern[str]:
    """`<n>` stands for up to n words."""
    return re.compile(re.sub(r"<(\d)>", lambda m: _UP_TO.format(m[1]), pattern), re.IGNORECASE)


_HEARD = re.compile(
    r"\b(?:hear|hears|heard|learn|learns|learned|learnt|reach|reached|reaches|news|know|known|report|reports|reported"
    r"|told|tell|counted|claimed|figures|recorded|contact|details|rumours|rumors|word)\b",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"\s+(?!of\b)(?:[\w’'-]+\s+){0,4}?(?:from|out of|reach\w*)\b", re.IGNORECASE)
_ON_THE_GROUND = re.compile(
    r"\s+(?:in|there|at all|on the ground|now|here|(?:who|to|that)\s+(?:write|count|report|tell|ask|see)\w*"
    r"|(?:[\w’'-]+\s+){0,3}?(?:left|works?|remains?|there))\b",
    re.IGNORECASE,
)
_PAIRS = (
    _Pair(first="line", between=_words(r"\s+<8>"), second="cut", besides=_HEARD),
    _Pair(first="cut", between=_words(r"\s+<3>"), second="line", besides=_HEARD),
    _Pair(first="order", between=_words(r"\s+<6>(?:not\s+to|never\s+to|against|to\s+stop)\s+<2>"), second="telling"),
    _Pair(first="order", between=_words(r"\s+<4>(?:to\s+)?<4>"), second="quiet"),
    _Pair(first="forbid", between=_words(r"\s+<4>(?:to\s+|from\s+)?<2>"), second="telling"),
    _Pair(first="telling", between=_words(r"\s+<4>(?:was|were|is|are|been|being)\s+<1>"), second="forbid"),
    _Pair(first="unwilling", between=_words(r"\s+(?:to\s+|of\s+)?<2>"), second="telling"),
    _Pair(first="none", between=_words(r"\s+<2>"), second="watcher", then=_ON_THE_GROUND),
    _Pair(first="none", between=_words(r"\s+(?:who\s+)?<1>"), second="keep", explains=False),
    _Pair(first="none", between=_words(r"\s+<2>"), second="news", explains=False, then=_ABOUT),
    _Pair(first="teller", between=_words(r"\s+<8>"), second="withdraw"),
    _Pair(first="figures", between=_words(r"\s+<8>"), second="partial", explains=False),
)  # fmt: skip
_SPEAKER = re.compile(r"\bwho\s+(?:is|was|are|were|has\s+been|had\s+been|have\s+been)\s+$", re.IGNORECASE)
_TAKEN = _Pair(first="watcher", between=_words(r",?\s+<6>"), second="taken")
_NOTHING_CAME = re.compile(
    r"\bnothing\s+(?:at all\s+)?(?:has\s+|had\s+|have\s+)?(?:reached|reaches|comes?|came)\s+(?:us|to us|out|through)\b"
    r"|\bnothing\s+(?:at all\s+)?(?:has\s+|had\s+)?(?:come|reached)\s+(?:us|to us|out of|from)\b",
    re.IGNORECASE,
)
_WE_CANNOT = re.compile(
    r"\bwe\s+(?:still\s+|simply\s+)?(?:do\s+not|don['’]t|did\s+not|cannot|can['’]t|could\s+not|couldn['’]t"
    r"|(?:are|were|have been)\s+(?:unable|not able)\s+to|can)\s+(?:know|tell|say\s+nothing|verify|check|visit|document"
    r"|establish|count|learn|hear|enter|record)\b"
    r"(?!\s+(?:\w+\s+){0,2}?(?:who|why|whether|if|which|the motive|whom)\b)",
    re.IGNORECASE,
)
_NOT_VERIFIED = re.compile(
    r"\b(?:unable|not\s+able|not\s+been\s+able|impossible)(?:\s+for\s+\w+)?\s+to\s+(?:verify|document|visit|monitor|enter"
    r"|record|count|corroborate|investigate)\s+(?:[\w’'-]+\s+){0,3}?(?:incidents?|attacks?|killings?|deaths?|cases|reports"
    r"|(?:in|of|from)\s+)",
    re.IGNORECASE,
)
_NO_ENTRY = re.compile(
    r"\b(?:no|without|denied|refused|lost|lacks?|lacked|not (?:been )?(?:given|granted))\s+(?:had\s+)?(?:any\s+)?"
    r"(?:access|entry)\s+(?:to|into)\s+(?:[\w’'-]+\s+){0,3}?$",
    re.IGNORECASE,
)
_FOR_EVERY = re.compile(
    r"\bfor\s+every\s+[^.;]{3,50}\b(?:hear|heard|know|learn|reported|recorded|count|counted)\b[^.;]{1,60}"
    r"\b(?:not|never|n['’]t|more|others)\b",
    re.IGNORECASE,
)
_OF_WATCHERS = re.compile(
    r"\s+(?:[^.;:]{0,60}?\W)?(?:none|nobody|no one|fled|gone|left|remain|remains|remained)\b", re.I
)


def hushes(sentence: Sentence) -> tuple[Hush, ...]:
    """Every such statement in a sentence, in order; not what police or ministers will not say of a case."""
    found = [hush for pair in _PAIRS for hush in _paired(sentence, pair)]
    found += _no_entry(sentence)
    found += _few_left(sentence)
    for pattern in (_NOTHING_CAME, _WE_CANNOT, _NOT_VERIFIED, _FOR_EVERY):
        for match in pattern.finditer(sentence.words):
            start, end = sentence.start + match.start(), sentence.start + match.end()
            found += [Hush(start=start, end=end, explains=False), *_paired(sentence, _TAKEN)]
    return tuple(sorted(set(found), key=lambda hush: (hush.start, hush.end)))


def _paired(sentence: Sentence, pair: _Pair) -> Iterator[Hush]:
    text = sentence.text.text
    seconds = cues(sentence, "silences", pair.second)
    firsts = cues(sentence, "silences", pair.first) if seconds else ()
    if firsts and pair.besides is not None and not _heard_of(sentence, pair.besides):
        return
    for first in firsts:
        for second in seconds:
            if second.start <= first.end or pair.between.fullmatch(text, first.end, second.start) is None:
                continue
            if pair.then is not None and not pair.then.match(text, second.end, sentence.end):
                continue
            if pair.first == "forbid" and _SPEAKER.search(text, sentence.start, first.start):
                continue  # a doctor "who is not allowed to talk" talks
            if pair.first == "unwilling" and _is_of_office(sentence, first.start):
                continue
            yield Hush(start=first.start, end=second.end, explains=pair.explains)
            break


def _is_of_office(sentence: Sentence, offset: int) -> bool:
    """Police, commanders and ministers who will not talk keep their own counsel: nobody silenced them."""
    before = (sentence.start, offset)
    office = any(name.code != "doctor" for name in sentence.named("roles", within=before))
    return office or bool(cues(sentence, "aid", "not-in-need", within=before))


def _heard_of(sentence: Sentence, pattern: re.Pattern[str]) -> bool:
    """What is cut explains a silence only where somebody speaks of hearing: here or in the sentence before."""
    before = sentence.previous
    same = before is not None and before.block == sentence.block
    return bool(pattern.search(sentence.words)) or bool(same and before and pattern.search(before.words))


def _no_entry(sentence: Sentence) -> Iterator[Hush]:
    """ "No access to X", a place: who lacks access to water lacks something else."""
    for name in sentence.named("places"):
        found = _NO_ENTRY.search(sentence.text.text, max(sentence.start, name.start - 60), name.start)
        if found:
            yield Hush(start=found.start(), end=name.end, explains=True)


def _few_left(sentence: Sentence) -> Iterator[Hush]:
    """ "Of eleven journalists nine have fled", "of the women in our newsroom none works"."""
    text = sentence.text.text
    for cue in cues(sentence, "silences", "watcher"):
        opened = re.search(r"\bof\s+[^.;:]{1,40}$", text[sentence.start : cue.start], re.IGNORECASE)
        rest = _OF_WATCHERS.match(text, cue.end, sentence.end) if opened else None
        if opened and rest:
            yield Hush(start=sentence.start + opened.start(), end=rest.end(), explains=True)
