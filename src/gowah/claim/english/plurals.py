"""Whether a passage sums up several attacks (a total) or tells of one: the line between `totals` and `attacks`."""

from __future__ import annotations

import itertools
import re
from datetime import date

from gowah.claim.english.ordinals import without_ordinal
from gowah.claim.english.sentence import Sentence

_NOUNS = (
    r"(?:attacks|bombings|incidents|killings|assaults|shootings|raids|strikes|massacres|explosions|blasts"
    r"|abductions|kidnappings|episodes|events|cases)\b"
)
_PLURAL = re.compile(r"\b" + _NOUNS, re.IGNORECASE)
_COUNTED = re.compile(r"\s+(?:of\s+(?:these|the|those|its|such)\s+)?(?:[\w-]+\s+){0,3}?" + _NOUNS, re.IGNORECASE)
_MORE = re.compile(r"\s+(?:more|others?|further)\b", re.IGNORECASE)
_TWIN = re.compile(
    r"\b(?:twin|double|triple|dual|coordinated|simultaneous|back-to-back|consecutive|near-simultaneous)\s+(?:[\w-]+\s+){0,2}?"
    + _NOUNS,
    re.IGNORECASE,
)
_LOUD = re.compile(r"\b(?:explosions|blasts|bombs|detonations|shootings)\b", re.IGNORECASE)
_MANY_PLACES = re.compile(
    r"\b(?:in|across)\s+(?:two|three|four|five|six|seven|eight|nine|ten|\d+|several|various|different"
    r"|many)\s+(?:\w+\s+)?"
    r"(?:cities|provinces|districts|places|towns|regions|countries)\b",
    re.IGNORECASE,
)
_IN_ATTACKS = re.compile(
    r"\b(?:in|over|across|during)\s+(?:\w+\s+){0,2}(?:attacks|bombings|incidents|killings)\b", re.IGNORECASE
)
_IN_SO_MANY_DAYS = re.compile(
    r"\b(?:in|within|over|during)\s+(?:the\s+)?(?:last\s+|past\s+)?(?:two|three|four|five|six|seven|eight"
    r"|nine|ten|several|\d+)\s+(?:days|weeks|months|years)\b",
    re.IGNORECASE,
)
_THOSE_ATTACKS = re.compile(
    r"\b(?:these|those|such|the|recent|repeated|several|many)\s+(?:\w+\s+)?(?:attacks|assaults|incidents"
    r"|massacres|killings)\b",
    re.IGNORECASE,
)
_HAVE_KILLED = re.compile(
    r"\b(?:attacks|assaults|bombings|massacres|killings)\b[^.;]{0,60}\bhave\s+(?:killed|left|injured"
    r"|wounded|cost|claimed)\b",
    re.IGNORECASE,
)
_SERIES = re.compile(
    r"\b(?:series|string|wave|spate|succession|campaign|rash)\s+of\s+(?:[\w-]+\s+){0,3}?" + _NOUNS, re.IGNORECASE
)
_ON_A_WAY = re.compile(
    r"\b(?:between|from|linking|connecting|joining)\s+(?:the\s+)?(?:[\w-]+\s+)?(?:(?:provinces|districts|cities|towns|villages)\s+of\s+)?$",
    re.IGNORECASE,
)
_MONTH = 31  # days
_BACK = 2  # sentences over which "in them" means the attacks counted before
_ALL_OF_THEM = re.compile(r"\bin\s+(?:all\s+of\s+)?(?:them|these|those)\b", re.IGNORECASE)
_IN_THOSE = re.compile(r"\W*in\s+(?:all\s+of\s+)?(?:them|these|those),\s", re.IGNORECASE)
_REPEATED = re.compile(
    r"\b(?:several|many|countless|\w+) times\s+(?:of late|recently|lately|since|in|over|this|before)\b"
    r"|\brepeatedly\b|\b(?:time and|again and) again\b",
    re.IGNORECASE,
)
_TOGETHER = re.compile(r"\b(?:together|combined|taken together|added up|in sum|all in all|all told)\b", re.IGNORECASE)
_NUMBER = r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+)"
_THE_SO_MANY = re.compile(rf"\bthe {_NUMBER} (?:have|had) (?:together )?(?:cost|left|killed|claimed)\b", re.I)
_ALL_SO_MANY = re.compile(r"\s*all (?:of )?(?:the )?\d+ (?:casualties|dead|victims|people killed)\b", re.I)
_BOTH = re.compile(
    r"\b(?:dead|killed)\s+(?:and|or)\s+(?:wounded|injured|hurt),?\s+(?:together|combined|taken together)\b", re.I
)
_THE_ONE = re.compile(
    r"\b(?:worst|deadliest|bloodiest|latest|last|first)\b[^.;]{0,60}\b(?:was|is|being)\s+(?:the\s+one|that)\s+(?:of|on|in|at)\b",
    re.IGNORECASE,
)
"""One of several: "The worst of this year was the one of 12 September"."""
_ONE_AFTER_THE_OTHER = re.compile(
    r"\b(?:ha[sv]e|had)\s+(?:[\w-]+\s+)?(?:been\s+(?:[\w-]+\s+)?(?:killed|murdered|wounded|injured|shot|stabbed)|lost\s+their|died)\b"
    r"|\bsince\b|\bso\s+far\s+this\b|\b(?:in|over|during)\s+the\s+(?:past|last)\b",
    re.IGNORECASE,
)
_OVER_TIME = re.compile(
    r"\b(?:in|over|during|within)\s+the\s+(?:past|last)\s+(?:[\w-]+\s+)?(?:weeks|months?|quarter|years?)\b"
    r"|\bsince\s+the\s+(?:start|beginning)\s+of\b|\bsince\s+last\s+(?:spring|summer|autumn|fall|winter|year)\b"
    r"|\bso\s+far\s+this\s+year\b",
    re.IGNORECASE,
)
_ONE_DEED = re.compile(
    r"\b(?:a|an|the|one|this|that|in)\s+(?:[\w-]+\s+){0,3}?"
    r"(?:attack|bombing|assault|shooting|raid|massacre|explosion|blast|ambush|strike|siege)\b",
    re.IGNORECASE,
)
_SPANNING = re.compile(
    r"(?:between|from|since|during|over|in the|in)\s+$|^(?:between|from|since|during|over)\b", re.IGNORECASE
)


def is_twin(sentence: Sentence, offset: int) -> bool:
    """ "Twin bombings", "coordinated attacks": one attack, though the noun at `offset` is a plural."""
    return any(m.start() < offset - sentence.start < m.end() for m in _TWIN.finditer(sentence.words))


def is_total(sentence: Sentence, start: int, end: int) -> bool:
    """True when [start, end) counts attacks, or counts people over several attacks or a period."""
    start, end = without_ordinal(sentence, start, end)
    words = sentence.text.text[start:end]
    together = bool(sentence.cues("together", within=(start, end)))
    harmed = bool(sentence.cues("lose", "kill", "die", "dead", "injure", "casualty", within=(start, end)))
    if _THE_ONE.search(words):
        return False
    if harmed and _TOGETHER.search(_BOTH.sub("", words)):
        return True
    if _IN_SO_MANY_DAYS.search(words) and harmed:
        return True
    if _REPEATED.search(words) or (harmed and _THE_SO_MANY.search(words)):
        return True
    if harmed and _ALL_SO_MANY.match(words) and _counted_before(sentence):
        return True
    if harmed and _two_places(sentence, start, end):
        return True
    if harmed and _SERIES.search(words) and not _has_day(sentence, start, end) and not _one_spot(sentence, start, end):
        return True
    if _PLURAL.search(words) is None:
        all_of_them = bool(_ALL_OF_THEM.search(words)) and not _has_day(sentence, start, end)
        opens = harmed and all_of_them and bool(_IN_THOSE.match(words))
        counted = harmed and all_of_them and _counted_before(sentence)
        over = _over_period(sentence, start, end)
        long = _over_months(sentence, start, end) or bool(_OVER_TIME.search(words))
        each = harmed and long and bool(_ONE_AFTER_THE_OTHER.search(words))
        over_time = each and not _one_attack(sentence, start, end)
        return opens or counted or over_time or (together and (all_of_them or over))
    if _two_places(sentence, start, end):
        return True
    if counts_attacks(sentence, start, end):
        return (
            together
            or bool(_MANY_PLACES.search(words))
            or _over_period(sentence, start, end)
            or not _one_spot(sentence, start, end)
        )
    if _over_period(sentence, start, end) or _MANY_PLACES.search(words):
        return True
    if _has_day(sentence, start, end) or _TWIN.search(words):
        return False
    return any(pattern.search(words) for pattern in (_IN_ATTACKS, _THOSE_ATTACKS, _HAVE_KILLED))


def _one_attack(sentence: Sentence, start: int, end: int) -> bool:
    """True when the passage names a day, a site or one deed: what happened there did not happen over a year."""
    words = sentence.text.text[start:end]
    return bool(
        _has_day(sentence, start, end) or sentence.named("sites", within=(start, end)) or _ONE_DEED.search(words)
    )


def _two_places(sentence: Sentence, start: int, end: int) -> bool:
    """ "Attacks in Ghor, Ghazni and Wardak"."""
    places = sentence.named("places", within=(start, end))
    text = sentence.text.text
    return any(
        a.code != b.code
        and text[a.end : b.start] == " and "
        and not _ON_A_WAY.search(text, max(sentence.start, a.start - 45), a.start)
        for a, b in itertools.pairwise(places)
    )


def _counted_before(sentence: Sentence) -> bool:
    """True when a sentence shortly before counts attacks, so that "in them" speaks of several."""
    before = sentence.previous
    while before is not None and sentence.index - before.index <= _BACK:
        if counts_attacks(before, before.start, before.end) and is_total(before, before.start, before.end):
            return True
        before = before.previous
    return False


def counts_attacks(sentence: Sentence, start: int, end: int) -> bool:
    """True when a number of at least two counts attacks in [start, end)."""
    text = sentence.text.text
    for number in sentence.numbers:
        most = number.count.high if number.count.high is not None else 2
        if not (start <= number.start < end) or number.age or number.year_like or most < 2:
            continue
        stop = min(end, number.number_end + 45)
        if _COUNTED.match(text, number.number_end, stop):
            return True
        if _MORE.match(text, number.number_end, stop) and _PLURAL.search(text, start, number.start):
            return True
    return False


def _has_day(sentence: Sentence, start: int, end: int) -> bool:
    return any(d.when.precision == "day" and start <= d.start < end for d in sentence.dates)


def _one_spot(sentence: Sentence, start: int, end: int) -> bool:
    """Several blasts at one spot or on one day are one attack."""
    sites = {name.code for name in sentence.named("sites", within=(start, end))}
    return bool(_LOUD.search(sentence.text.text, start, end)) and (_has_day(sentence, start, end) or len(sites) <= 1)


def _over_months(sentence: Sentence, start: int, end: int) -> bool:
    """True when a date in the passage is longer than a month, an open one counted up to the day of issue."""
    issued = sentence.day.isoformat() if sentence.day else None
    spans = [(d.when.earliest, d.when.latest or issued) for d in sentence.dates if start <= d.start < end]
    return any(a and b and (date.fromisoformat(b) - date.fromisoformat(a)).days > _MONTH for a, b in spans)


def _over_period(sentence: Sentence, start: int, end: int) -> bool:
    """True when a date in the passage is a period: open, longer than a month, or "between", "from … to"."""
    text = sentence.text.text
    for told in sentence.dates:
        if not start <= told.start < end:
            continue
        when = told.when
        if when.earliest is None or when.latest is None or when.precision == "year":
            return True
        spanning = _SPANNING.search(text[max(sentence.start, told.start - 10) : told.start]) or _SPANNING.match(
            text[told.start : told.end]
        )
        if when.precision == "month" and sentence.block.kind in ("title", "heading"):
            return True
        if when.precision in ("month", "week") and spanning:
            return True
    return False
