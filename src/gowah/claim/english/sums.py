"""How many attacks a sentence counts, claimed or only linked; and when its tolls are those of several attacks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from gowah.claim.english.context import cues
from gowah.claim.english.ordinals import ordinals_of
from gowah.claim.english.parse import Token
from gowah.claim.english.plurals import is_total, is_twin
from gowah.claim.english.sentence import Sentence
from gowah.claim.english.toll import Toll
from gowah.model import Count
from gowah.words import NameSpan, NumberSpan

_NEAR = 4  # words between a number and the noun it counts
_CLOSE = 3  # words between "claimed" and a number without a noun
_FAR = 18  # words between "claimed" and a number with one
_LONG = 7  # days: what is summed up over so long is more than one attack
_STOP = re.compile(r"[.;:!?()\"“”]|,(?!\d)")
_BARS = frozenset({"VERB", "AUX", "ADP", "NOUN", "PROPN", "CCONJ", "SCONJ", "PRON"})
_OWNED = re.compile(r"\bown(?:s|ed|ing)?\s+up\s+to\s+(?:the\s+)?$", re.IGNORECASE)
_OF_THE = re.compile(r"\s+of\s+(?:the|these|those|its|their)\s+", re.IGNORECASE)
_OF_SO_MANY = re.compile(r"\s+of\s+(?:the|these|those)\s+[\w-]+\s*(?:$|[,.;:)])", re.IGNORECASE)
_UNCLAIMED = re.compile(
    r"(?:\s+of\s+(?:them|these|those))?\s+(?:were|was|have\s+been|has\s+been|went|remain|remained|are)\s+"
    r"(?:not\s+claimed|unclaimed|never\s+claimed)(?:\s+by\s+(?:anyone|anybody|any\s+group))?",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"\W*(?:sub-?)?totals?\b[^:.]{0,40}:", re.IGNORECASE)
_HARM = ("kill", "injure", "casualty", "die", "dead")
_CLOSES = re.compile(
    r"\s*(?:$|[,.;:)–—]|(?:and|with|in|in which|in all|of them|as well|since|over|during|that)\b)", re.IGNORECASE
)
_AUXILIARIES = re.compile(
    r"(?:\s+of\s+(?:them|these|those|the\s+\S+))?\s+(?:(?:in|to|for|with|of)\s+which\s+(?:[\w’'-]+\s+){0,6}"
    r"|(?:(?:attacks|have|has|had|were|was|are|is|been|being|also|now|later|since|may be|could be)\s+)*)"
)
_OR_WERE = re.compile(r"(?:\s+[\w’'-]+){0,3}?,?\s+(?:or|and)(?:\s+[\w’'-]+){0,3}\s+")
_NEXT_CLAUSE = re.compile(r";|\band\b|\bof which\b")
_OR_INJURED = re.compile(r"\s+(?:or|and)\s+(?:were\s+|was\s+|been\s+|left\s+)?", re.IGNORECASE)
_IN_THEM = re.compile(
    r"\bin (?:all of )?(?:them|these|those|which)\b|\btogether\b|\bin all\b|\baltogether\b|\ball in all\b"
    r"|\badded up\b|\ball told\b|\bcombined\b"
    r"|\bthe (?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+) (?:have|had|cost|left)\b",
    re.IGNORECASE,
)
_BACKGROUND = re.compile(
    r"\b(?:after|before|following|unlike|plans?|planned|fear of|risk of|threat of|threaten|against|prevent|more)"
    r" (?:\w+ ){0,2}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A count of attacks at [start, end), noun included; `number` is the span that says how many.

    `status` is claimed, linked or all, told by `status_word` at `status_at`; `elliptical`: without a noun.
    """

    start: int
    end: int
    number: tuple[int, int]
    count: Count
    status: str = "all"
    status_word: str = ""
    status_at: int = -1
    elliptical: bool = False
    unclaimed: bool = False  # "11 were not claimed by anyone"
    nth: bool = False  # "the third such attack in two months"


def items_of(sentence: Sentence, *, known: bool) -> tuple[Item, ...]:
    """The counts of attacks in a sentence; `known`: a total stands shortly before it, so "3 others" can be attacks."""
    found: list[Item] = []
    vague: list[bool] = []
    for number in sentence.numbers:
        dated = any(d.start <= number.start < d.end for d in sentence.dates)
        if number.age or number.year_like or number.value < 2 or dated:
            continue
        spoken_of = known or bool(found) or any(deed.end <= number.start for deed in deeds(sentence))
        item = _with_noun(sentence, number) or (_without_noun(sentence, number) if spoken_of else None)
        if item is not None:
            found.append(item)
            vague.append(number.vague)
    for start, end, stop, count, noun in ordinals_of(sentence):
        if not any(item.start < end and start < item.end for item in found):
            status = "claimed" if noun == "claim" else "all"
            word = noun if noun == "claim" else ""
            number_at = (start, stop)
            found.append(
                Item(start=start, end=end, number=number_at, count=count, status=status, status_word=word, nth=True)
            )
            vague.append(False)
    told = _with_status(sentence, found)
    return tuple(item for item, some in zip(told, vague, strict=True) if item.status != "all" or not some)


def _is_whole(sentence: Sentence, number: NumberSpan) -> bool:
    """The 34 of "15 of the 34": told before, and not what is counted here."""
    text = sentence.text.text
    return any(n.end <= number.start and _OF_THE.fullmatch(text, n.end, number.start) for n in sentence.numbers)


def _with_noun(sentence: Sentence, number: NumberSpan) -> Item | None:
    """ "13 attacks", "nine such attacks", "six of these attacks"."""
    for deed in deeds(sentence, counted=True):
        between = sentence.text.text[number.number_end : deed.start]
        if deed.start < number.number_end or len(between.split()) > _NEAR or _STOP.search(between):
            continue
        tokens = sentence.tokens_in(number.number_end, deed.start)
        if any(t.pos in _BARS and t.lower not in ("of", "such", "or", "more") and not _joined(t) for t in tokens):
            continue
        counted = [n for n in sentence.numbers if number.end <= n.start < deed.start]
        if len(counted) == 1 and _OF_THE.fullmatch(sentence.text.text, number.end, counted[0].start):
            counted = []  # "eight of the 12 bombings"
        people = sentence.cues("people", *_HARM, within=(number.end, deed.start))
        if not counted and not people:
            made = _item(sentence, number, deed.end)
            if deed.as_written.lower() == "claims":
                return replace(made, status="claimed", status_word=deed.as_written, status_at=deed.start)
            return made
    return None


def _joined(token: Token) -> bool:
    """The "security" of "seven security incidents"."""
    return token.dep in ("compound", "amod", "nmod") and token.pos == "NOUN"


def _without_noun(sentence: Sentence, number: NumberSpan) -> Item | None:
    """ "At least 3 more", "four linked", "claimed two", where attacks were spoken of before."""
    text = sentence.text.text
    if _is_whole(sentence, number):
        return None
    if unclaimed := _UNCLAIMED.match(text, number.end, sentence.end):
        return replace(_item(sentence, number, unclaimed.end()), elliptical=True, unclaimed=True)
    more = next((c for c in cues(sentence, "sums", "more") if 0 <= c.start - number.end <= 2), None)
    end = more.end if more else number.end
    statuses = cues(sentence, "sums", "claimed", "linked")
    before = [c for c in statuses if c.end <= number.start and len(text[c.end : number.start].split()) <= _CLOSE]
    after = [c for c in statuses if c.start >= end and _AUXILIARIES.fullmatch(text[end : c.start])]
    for cue in sentence.cues("people", *_HARM):
        between = text[end : cue.start]
        if cue.start >= end and len(between.split()) <= 1 and not _STOP.search(between) and cue.as_written != "more":
            return None  # "3 more people", "four wounded"
    harmed = any(0 <= number.start - c.end <= 3 for c in sentence.cues(*_HARM))
    closes = more is not None or bool(_CLOSES.match(text[end : sentence.end]) or _OF_SO_MANY.match(text, end))
    if (before and closes and not harmed) or after:
        return replace(_item(sentence, number, end), elliptical=True)
    return None


def _item(sentence: Sentence, number: NumberSpan, end: int) -> Item:
    text, start, count = sentence.text.text, number.start, number.count
    if _OWNED.search(text, sentence.start, number.number_start):  # "owned up to thirteen" is no "up to thirteen"
        start = number.number_start
        count = Count(low=number.value, high=number.value, as_written=text[start : number.number_end])
    return Item(start=start, end=end, number=(number.number_start, number.number_end), count=count)


def deeds(sentence: Sentence, *, counted: bool = False) -> tuple[NameSpan, ...]:
    """The plural nouns for attacks in a sentence; "claims" stands for attacks only where it is `counted`."""
    found = (cue for cue in cues(sentence, "sums", "deed") if cue.as_written.lower().endswith("s"))
    return tuple(
        cue
        for cue in found
        if (counted or cue.as_written.lower() != "claims")
        and ((head := sentence.head_of(cue.start, cue.end)) is None or head.pos != "VERB")
        and not is_twin(sentence, cue.start)
    )


def _with_status(sentence: Sentence, found: Sequence[Item]) -> list[Item]:
    """Each count with the word that claims or links it: one before it that no other count took, else one after it."""
    taken: set[int] = set()
    done: list[Item] = []
    for n, item in enumerate(found):
        if item.status != "all" or item.unclaimed:
            done.append(item)
            continue
        since = found[n - 1].end if n else sentence.start
        free = [c for c in cues(sentence, "sums", "claimed", "linked") if c.start not in taken]
        before = [c for c in free if since <= c.start < item.start and _same_clause(sentence, c, item)]
        after = [] if before else _after(sentence, item, free, found[n + 1] if n + 1 < len(found) else None)
        chosen = before or after
        taken |= {cue.start for cue in chosen}
        if len({cue.code for cue in chosen}) == 1:
            word = chosen[-1] if before else chosen[0]
            done.append(replace(item, status=word.code, status_word=word.as_written, status_at=word.start))
        else:
            done.append(item)
    return done


def _same_clause(sentence: Sentence, cue: NameSpan, item: Item) -> bool:
    between = sentence.text.text[cue.end : item.start]
    return ";" not in between and len(between.split()) <= _FAR


def _after(sentence: Sentence, item: Item, free: Sequence[NameSpan], following: Item | None) -> list[NameSpan]:
    """The first such word behind the count, and what "or", "and" joins to it."""
    text, found = sentence.text.text, list[NameSpan]()
    for cue in free:
        if cue.start < item.end or (following is not None and cue.start >= following.start):
            continue
        between = text[item.end : cue.start]
        if ";" in between or (following is not None and _NEXT_CLAUSE.search(between)):
            break
        if found and not _OR_WERE.fullmatch(text[found[-1].end : cue.start]):
            break
        found.append(cue)
    return found


def killed_or_hurt(sentence: Sentence, toll: Toll) -> str:
    """The property of a toll; `hurt` where one number is said of both: "120 lost their lives or were injured"."""
    if toll.property == "killed" and toll.harm is not None:
        for cue in sentence.cues("injure"):
            if cue.start > toll.harm.end and _OR_INJURED.fullmatch(sentence.text.text[toll.harm.end : cue.start]):
                counted = any(0 <= n.start - cue.end <= 3 for n in sentence.numbers)
                return toll.property if counted else "hurt"
    return toll.property


def is_sum(sentence: Sentence) -> bool:
    """True when the sentence says that it adds up ("in all", "documented 14 attacks"), whatever it covers."""
    return bool(
        cues(sentence, "sums", "whole", "counted") or _TOTAL.match(sentence.text.text, sentence.start, sentence.end)
    )


def of_them(sentence: Sentence, toll: Toll) -> bool:
    """ "More than 120 of them died": of the people of the total before."""
    rest = sentence.text.text[toll.start + len(toll.count.as_written) : toll.end + 12]
    return bool(re.match(r"\s+of (?:them|these|those)\b", rest, re.IGNORECASE))


def sums_up(sentence: Sentence, *, known: bool) -> bool:
    """True when the tolls of a sentence that counts no attacks are nevertheless those of several.

    `known`: a total stands shortly before it, so that "in them" means attacks.
    """
    text = sentence.text.text
    several = [d for d in deeds(sentence) if not _BACKGROUND.search(text[max(sentence.start, d.start - 40) : d.start])]
    if several and not _one_day(sentence):
        return True
    if (known and _IN_THEM.search(sentence.words)) or is_total(sentence, sentence.start, sentence.end):
        return True
    over = [d for d in sentence.dates if d.when.latest is None or _days(d.when.earliest, d.when.latest) > _LONG]
    return bool(over) and bool(cues(sentence, "sums", "counted")) and not sentence.cues("attackers")


def _one_day(sentence: Sentence) -> bool:
    """True when every date of the sentence is a single day: several blasts on one day are an incident's business."""
    spans = [d.when for d in sentence.dates]
    return bool(spans) and all(when.earliest is not None and when.earliest == when.latest for when in spans)


def _days(earliest: str | None, latest: str) -> int:
    return (date.fromisoformat(latest) - date.fromisoformat(earliest)).days + 1 if earliest else 0
