"""People told of one by one beside others: `یک زن و پسرش`, `حمید و دو برادرش`, `یوه ښځه او زوی یې`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from gowah.claim.persian.clauses import Clause
from gowah.claim.persian.cues import Cue, forms
from gowah.claim.persian.harms import Toll
from gowah.model import Count
from gowah.words import fold
from gowah.words.people import PersonSpan

_HEAD = re.compile(r"[^:،؛0-9۰-۹]{0,40}:\s*(?=\S)")
_ITEMS = re.compile(r"[،,؛;]|\s(?:و|او)\s|(?:^|\s)[0-9]{1,2} ?[.)-](?!\w)")
_ASIDE = re.compile(r"\([^()]{0,60}\)")
_LONGEST = 5  # words of one of a list
_KIN = ("own kin", "own kin many")


def known_people(clause: Clause) -> list[PersonSpan]:
    """The people whom a clause names, in order: given names alone and in lists too."""
    named = [*clause.sentence.people, *clause.sentence.given]
    return sorted((p for p in named if clause.start <= p.start and p.end <= clause.end), key=lambda p: p.start)


def kin_beside(clause: Clause, start: int, end: int) -> list[Cue]:
    """Relatives without a name or a number between two places, each joined to somebody before: `… و پسرش`."""
    words = clause.sentence.words
    numbers = {clause.sentence.word_at(number.end) for number in clause.sentence.numbers}
    names = {person.start for person in known_people(clause)}
    found = []
    for cue in clause.of(*_KIN):
        if not (start <= cue.start and cue.end <= end) or cue.first in numbers:
            continue
        follows = words[cue.last + 1].start in names if cue.last + 1 < len(words) else False
        link = words[max(0, cue.first - 2) : cue.first]
        joined = bool(link) and link[-1].form in forms("joint")
        joined = joined or (
            len(link) == 2 and link[1].form in forms("together with") and link[0].form in forms("object")
        )
        if not follows and (joined or clause.quote(clause.start, cue.start).rstrip().endswith("،")):
            found.append(cue)
    return found


def listed(clause: Clause, harm: Cue) -> Toll | None:
    """The people of a list behind a harm, `کشته‌شدگان: علی (۱۲)، رضا و مریم`: all short, one at least a known name."""
    head = _HEAD.match(clause.quote(harm.end, clause.end))
    if head is None:
        return None
    start = harm.end + head.end()
    said = clause.quote(start, clause.end).rstrip(" .۔!")
    items = [item for item in _ITEMS.split(_ASIDE.sub(" ", fold(said))) if any(map(str.isalpha, item))]
    named = any(start <= person.start for person in known_people(clause))
    if not named or any(len(item.split()) > _LONGEST for item in items):
        return None
    count = Count(low=len(items), high=len(items), as_written=said)
    return Toll(
        property=harm.kind.split()[0], count=count, start=start, end=start + len(said), clause=clause, told=True
    )


def with_kin(clause: Clause, toll: Toll, start: int, end: int) -> Toll:
    """A toll with the relatives told of between two places counted in."""
    kin = kin_beside(clause, start, end)
    if not kin or toll.of_whom is not None:
        return toll
    many = [cue for cue in kin if cue.kind == "own kin many"]
    return grown(clause, toll, toll.start, kin[-1].end, len(kin) + len(many), is_open=bool(many))


def heads(clause: Clause, toll: Toll) -> Toll:
    """A toll with those named or told of right before it counted in: `حمید، سلما و دو کودک`, `مردی و دو فرزندش`."""
    sentence = clause.sentence
    at = sentence.word_at(toll.start) - 1
    if at < 1 or sentence.words[at].form not in forms("joint") or toll.of_whom is not None:
        return toll
    edge, before = sentence.words[at - 1].end, 0
    start = toll.start
    for person in reversed(known_people(clause)):
        if person.end > edge or clause.quote(person.end, edge).strip(" ،و\u200c"):
            continue
        if clause.names_speaker(person.start, person.end):
            break
        before, start, edge = before + 1, person.start, person.start
    single = sentence.words[at - 1]
    numbered = any(number.number_end <= single.start and sentence.word_at(number.number_end) == at - 1
                   for number in sentence.numbers)  # fmt: skip
    alone = not before and not numbered and clause.tells_at(single.start, single.end)
    if alone and _is_a_person(clause, at - 1):
        before, start = 1, single.start
    return grown(clause, toll, start, toll.end, before, is_open=False) if before else toll


def _is_a_person(clause: Clause, at: int) -> bool:
    """True for `مردی`, and for `راننده` where it begins a clause: behind a noun it may be whose that is."""
    words = clause.sentence.words
    form = words[at].form
    if form.endswith("ی") and form.removesuffix("ی") in forms("one person"):
        return True
    if form not in forms("one person"):
        return False
    begins = at == 0 or words[at - 1].end <= clause.start or words[at - 1].form in forms("joint") | forms("closing")
    return begins or clause.quote(words[at - 1].end, words[at].start).strip() in ("،", ":")


def grown(clause: Clause, toll: Toll, start: int, end: int, more: int, *, is_open: bool) -> Toll:
    """A toll of so many more people, written from `start` to `end`."""
    count = toll.count
    return replace(
        toll, start=start, end=max(end, toll.end), noun=None,
        count=Count(
            low=None if count.low is None else count.low + more,
            high=None if is_open or count.high is None else count.high + more,
            about=count.about, as_written=clause.quote(start, max(end, toll.end)),
        ),
    )  # fmt: skip


def in_company(clause: Clause, tolls: Sequence[Toll], start: int, end: int) -> list[Toll]:
    """The tolls of one list with those told of beside it, the sorts of people counted in it made parts of the whole."""
    whole, *parts = tolls
    told = with_kin(clause, heads(clause, whole), start, end)
    if told is whole:
        return list(tolls)
    own = [replace(whole, of_whom=whole.noun)] if whole.noun is not None else []
    return [told, *own, *parts]
