"""How many attacks a sentence counts, and whether they are claimed or only linked; and when people are those of several attacks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from gowah.claim.english.context import Scene, cues
from gowah.claim.english.plurals import is_total
from gowah.claim.english.sentence import Sentence
from gowah.claim.english.tolls import Toll
from gowah.model import Count
from gowah.words import NameSpan, NumberSpan, fold

_NEAR = 4  # words between a number and the noun it counts
_STOP = re.compile(r"[.;:!?()\"“”]|,(?!\d)")
_BREAK = re.compile(r"[;.!?]|\b(?:and|while|but)\b(?=[^;.]{0,40}$)")
_PLURAL = re.compile(r"(?:s|es)$")
_OF_THEM = re.compile(r"\s*of\s+(?:the|these|those|them|such|its|all)?\s*", re.IGNORECASE)
_LATER = re.compile(r"(?:these|those|the|such|in)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_BARS = frozenset({"VERB", "AUX", "ADP", "NOUN", "PROPN", "CCONJ", "SCONJ", "PRON"})
_OR_INJURED = re.compile(r"\s+(?:or|and)\s+(?:were\s+|was\s+|been\s+|left\s+)?$", re.IGNORECASE)
_AUXILIARIES = re.compile(
    r"\s+(?:(?:attacks|have|has|had|were|was|are|is|been|being|also|now|later|since|may be|could be)\s+)*"
)
_LONG = 7  # days: what a report sums up over so long is more than one attack
_DEFINITE = frozenset({"the", "these", "those", "such", "its", "their"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A count of attacks. [start, end) is the number with its noun; `status` claimed, linked or all; `elliptical`: no noun."""

    start: int
    end: int
    number_start: int
    number_end: int
    count: Count
    status: str = "all"
    status_word: str = ""
    status_at: int = -1
    elliptical: bool = False


def items_of(scene: Scene, *, known: bool) -> tuple[Item, ...]:
    """The counts of attacks in a sentence; `known`: a total stands shortly before it, so "3 others" can be attacks."""
    sentence = scene.sentence
    found: list[tuple[bool, Item]] = []
    for number in sentence.numbers:
        if (
            number.age
            or number.year_like
            or number.value < 2
            or any(d.start <= number.start < d.end for d in sentence.dates)
        ):
            continue
        item = _with_noun(sentence, number) or _without_noun(
            sentence, number, known=known or bool(found) or _has_deed_before(sentence, number)
        )
        if item is not None:
            found.append((number.vague, item))
    kept = _with_status(sentence, [item for _, item in found])
    return tuple(item for item, (vague, _) in zip(kept, found, strict=True) if item.status != "all" or not vague)


def _with_noun(sentence: Sentence, number: NumberSpan) -> Item | None:
    """ "13 attacks", "nine such attacks", "six of these attacks"."""
    for deed in deeds(sentence):
        between = sentence.text.text[number.number_end : deed.start]
        if deed.start < number.number_end or len(between.split()) > _NEAR or _STOP.search(between):
            continue
        if any(
            t.pos in _BARS and t.lower not in ("of", "such") for t in sentence.tokens_in(number.number_end, deed.start)
        ):
            continue
        if any(n.start < deed.start and n.start >= number.end for n in sentence.numbers):
            continue
        if any(
            c.start >= number.number_end and c.end <= deed.start
            for c in sentence.cues("people", "kill", "injure", "casualty", "dead")
        ):
            continue
        return Item(
            start=number.start,
            end=deed.end,
            number_start=number.number_start,
            number_end=number.number_end,
            count=number.count,
        )
    return None


def _without_noun(sentence: Sentence, number: NumberSpan, *, known: bool) -> Item | None:
    """ "At least 3 more", "four linked", "claimed two", where attacks were spoken of before."""
    if not known:
        return None
    text = sentence.text.text
    after = text[number.number_end : sentence.end]
    more = next((c for c in cues(sentence, "sums", "more") if 0 <= c.start - number.number_end <= 2), None)
    end = more.end if more else number.number_end
    status_before = [
        c for c in _statuses(sentence) if c.end <= number.start and len(text[c.end : number.start].split()) <= 3
    ]
    status_after = [c for c in _statuses(sentence) if c.start >= end and _AUXILIARIES.fullmatch(text[end : c.start])]
    if (
        any(c.start >= number.number_end and len(text[end : c.start].split()) <= 1 for c in sentence.cues("people"))
        and not more
    ):
        return None
    closes = not after[end - number.number_end :].strip(" ").strip() or bool(
        re.match(
            r"\s*(?:[,.;:)–—]|and\b|with\b|in which\b|in all\b|of them\b|as well\b|since\b|over\b|in\b|during\b|that\b)",
            after[end - number.number_end :],
        )
    )
    if (more or closes) and status_before and not _harm_before(sentence, number):
        return _bare(number, end)
    if status_after and not _followed_by_people(sentence, end):
        return _bare(number, end)
    return None


def _bare(number: NumberSpan, end: int) -> Item:
    return Item(
        start=number.start,
        end=end,
        number_start=number.number_start,
        number_end=number.number_end,
        count=number.count,
        elliptical=True,
    )


def _harm_before(sentence: Sentence, number: NumberSpan) -> bool:
    return any(0 <= number.start - c.end <= 3 for c in sentence.cues("kill", "injure", "casualty", "die", "dead"))


def _followed_by_people(sentence: Sentence, end: int) -> bool:
    text = sentence.text.text
    near = [c for c in sentence.cues("people", "kill", "injure", "casualty", "die", "dead") if c.start >= end]
    return any(len(text[end : c.start].split()) <= 2 for c in near)


def _has_deed_before(sentence: Sentence, number: NumberSpan) -> bool:
    return any(deed.end <= number.start for deed in deeds(sentence))


def is_sum(sentence: Sentence) -> bool:
    """True when the sentence says that it adds up ("in all", "documented 14 attacks"), whatever it covers."""
    return bool(cues(sentence, "sums", "whole", "counted"))


def of_them(sentence: Sentence, toll: Toll) -> bool:
    """ "More than 120 of them died": of the people of the total before."""
    return bool(
        re.match(
            r"\s+of (?:them|these|those)\b",
            sentence.text.text[toll.start + len(toll.count.as_written) : toll.end + 12],
            re.IGNORECASE,
        )
    )


def deeds(sentence: Sentence) -> tuple[NameSpan, ...]:
    """The plural nouns for attacks in a sentence."""
    return tuple(
        c for c in cues(sentence, "sums", "deed") if _PLURAL.search(c.as_written) or "attacks" in fold(c.as_written)
    )


def _statuses(sentence: Sentence) -> tuple[NameSpan, ...]:
    return cues(sentence, "sums", "claimed", "linked")


def _with_status(sentence: Sentence, found: Sequence[Item]) -> tuple[Item, ...]:
    """Each count with the word that claims or links it: one before it that no other count took, else one after it."""
    taken: set[int] = set()
    done: list[Item] = []
    for n, item in enumerate(found):
        since = found[n - 1].end if n else sentence.start
        until = found[n + 1].start if n + 1 < len(found) else sentence.end
        before = [
            c
            for c in _statuses(sentence)
            if since <= c.start < item.start and c.start not in taken and not _is_clause_off(sentence, c, item)
        ]
        after = [] if before else _after(sentence, item, until, taken, last=n + 1 == len(found))
        chosen = before or after
        kinds = {c.code for c in chosen}
        taken |= {c.start for c in chosen}
        if len(kinds) == 1:
            word = chosen[-1] if before else chosen[0]
            item = replace(item, status=word.code, status_word=word.as_written, status_at=word.start)
        done.append(item)
    return tuple(done)


def _is_clause_off(sentence: Sentence, cue: NameSpan, item: Item) -> bool:
    """True when the word and the count stand in different clauses: a full clause break lies between."""
    between = sentence.text.text[cue.end : item.start]
    return ";" in between or len(between.split()) > 18


def _after(sentence: Sentence, item: Item, until: int, taken: set[int], *, last: bool) -> list[NameSpan]:
    found = []
    for cue in _statuses(sentence):
        if not item.end <= cue.start < until or cue.start in taken:
            continue
        between = sentence.text.text[item.end : cue.start]
        if ";" in between or (not last and re.search(r"\band\b|\bof which\b", between)):
            break
        if found and not re.search(r"\b(?:or|and)\b", sentence.text.text[found[-1].end : cue.start]):
            break
        found.append(cue)
    return found


def killed_or_hurt(sentence: Sentence, toll: Toll) -> str:
    """The property of a toll; `hurt` where one number is said of both: "120 people lost their lives or were injured"."""
    if toll.property == "killed" and toll.harm is not None:
        for cue in sentence.cues("injure"):
            if cue.start > toll.harm.end and _OR_INJURED.fullmatch(sentence.text.text[toll.harm.end : cue.start]):
                counted = any(0 <= n.start - cue.end <= 3 for n in sentence.numbers)
                return toll.property if counted else "hurt"
    return toll.property


def sums_up(scene: Scene, found: Sequence[Toll], *, known: bool) -> bool:
    """True when the tolls of a sentence that counts no attacks are nevertheless those of several."""
    sentence = scene.sentence
    several = [deed for deed in deeds(sentence) if not _sets_the_scene(sentence, deed)]
    if several and not _one_day(sentence):
        return True
    if known and re.search(
        r"\bin (?:all of )?(?:them|these|those|which)\b|\btogether\b|\bin all\b|\baltogether\b|\ball in all\b",
        sentence.words,
        re.IGNORECASE,
    ):
        return True
    if is_total(sentence, sentence.start, sentence.end):
        return True
    over = [d for d in sentence.dates if _days(d.when.earliest, d.when.latest) > _LONG or d.when.latest is None]
    return bool(over) and bool(cues(sentence, "sums", "counted")) and not sentence.cues("attackers") and len(found) > 0


def _sets_the_scene(sentence: Sentence, deed: NameSpan) -> bool:
    """ "After attacks …", "unlike other attacks": the attacks are background of something else."""
    before = sentence.text.text[max(sentence.start, deed.start - 40) : deed.start]
    return bool(
        re.search(
            r"\b(?:after|before|following|unlike|plan|plans|planned|fear of|risk of|threat of|threaten|against|prevent|more) (?:\w+ ){0,2}$",
            before,
            re.IGNORECASE,
        )
    )


def _one_day(sentence: Sentence) -> bool:
    """True when every date of the sentence is a single day: several blasts on one day are an incident's business."""
    spans = [d.when for d in sentence.dates]
    return bool(spans) and all(when.earliest is not None and when.earliest == when.latest for when in spans)


def _days(earliest: str | None, latest: str | None) -> int:
    if earliest is None or latest is None:
        return 0
    return (date.fromisoformat(latest) - date.fromisoformat(earliest)).days + 1
