"""Tolls without a number: people named, one person told of, nobody."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from gowah.claim.persian.clauses import Clause
from gowah.claim.persian.company import kin_beside, known_people, listed, with_kin
from gowah.claim.persian.cues import HARMS, Cue, finite, forms
from gowah.claim.persian.harms import Toll, harms_of, is_person
from gowah.model import Count
from gowah.words import NumberSpan, Word
from gowah.words.people import PersonSpan, cue_words
from gowah.words.sheets import folded_words

_PREPOSITIONS = frozenset({"در", "به", "با", "از", "بر", "برای", "په", "له", "د"})
"""Words after which a name is a place, a site or somebody else's."""
_REACH = 16  # words from one person to the harm
_NEAR = 6  # words from `کسی` to the harm that did not come


def nobody(clause: Clause, harms: list[Cue]) -> Toll | None:
    """`کسی کشته نشده است`: none."""
    someone, denied = clause.of("someone"), clause.of("not")
    for cue in clause.of("no casualties"):
        no = next((no for no in denied if 0 < no.first - cue.last <= 4), None)
        if no is not None and clause.sentence.has("event"):
            return _none(clause, "hurt", cue.start, no.end)
    for cue in clause.of("killed not", "injured not", "hurt not"):
        who = [one for one in someone if one.last < cue.first and cue.first - one.last <= _NEAR]
        if who:
            return _none(clause, cue.kind.split()[0], who[-1].start, cue.end)
    for cue in harms:
        who = [one for one in someone if one.last < cue.first and cue.first - one.last <= _NEAR]
        if who and any(word.form in forms("neither") for word in clause.sentence.words[: who[-1].first][-1:]):
            return _none(clause, cue.kind.split()[0], who[-1].start, cue.end)
        nots = [no for no in denied if no.first > cue.last and no.first - cue.last <= 3]
        if who and nots:
            return _none(clause, cue.kind.split()[0], who[-1].start, nots[0].end)
    return None


def _none(clause: Clause, property: str, start: int, end: int) -> Toll:
    count = Count(low=0, high=0, as_written=clause.quote(start, end))
    return Toll(property=property, count=count, start=start, end=end, clause=clause)


def named_harmed(clause: Clause) -> list[tuple[PersonSpan, Cue]]:
    """People named before a harm in the clause, with that harm: `X و برادرش Y کشته شدند`.

    Not: the speaker, those by whom it was done, those after a harm already told, and a harm that is denied.
    """
    found: list[tuple[PersonSpan, Cue]] = []
    at = clause.start
    for cue in (cue for cue in harms_of(clause) if cue.kind in HARMS):
        denied = any(0 < no.first - cue.last <= 3 or no.first == cue.last for no in clause.of("not"))
        between = [person for person in known_people(clause) if at <= person.start and person.end <= cue.start]
        counted = [n for n in clause.sentence.numbers if not n.age and not n.year_like and at <= n.start < cue.start]
        if not denied and not any(_people_counted(clause, number) for number in counted):
            found += [(person, cue) for person in between if not _does(clause, person) and not _speaks(clause, person)]
        at = cue.end
    for cue in harms_of(clause):
        if (row := listed(clause, cue)) is not None:
            sort = replace(cue, kind=row.property)
            found += [(person, sort) for person in known_people(clause) if row.start <= person.start]
            break
    return found


def _speaks(clause: Clause, person: PersonSpan) -> bool:
    """`یک شاهد به نام X گفت`: who speaks, told of between the speaker and the verb."""
    return clause.spoken_at(person.start)


def _people_counted(clause: Clause, number: NumberSpan) -> bool:
    """True for a number of people: `سه تن`, `دو کودک`."""
    sentence = clause.sentence
    after = sentence.words[sentence.word_at(number.number_end) :][:1]
    return any(word.form in forms("classifier") or is_person(clause, word) for word in after)


def _does(clause: Clause, person: PersonSpan) -> bool:
    """True for a person who speaks or by whom it was done (`از سوی X`, `د X له خوا`)."""
    sentence = clause.sentence
    first, last = sentence.word_at(person.start), sentence.word_at(person.end) - 1
    by = any(0 < first - cue.last <= 2 or 0 < cue.first - last <= 1 for cue in clause.of("by"))
    owned = sentence.between(clause.start, person.start)[-1:]
    bare = bool(owned) and owned[0].form in _PREPOSITIONS
    return by or bare or clause.names_speaker(person.start, person.end)


def alone(clause: Clause, harms: list[Cue], tolls: list[Toll]) -> list[Toll]:
    """People told of where no number stands: `معلمی کشته شد`, `مردی و همسرش …`, `پدر و پسر …`."""
    found = []
    at = clause.start
    for cue in harms:
        told = any(toll.property == cue.kind and at <= toll.start <= cue.end for toll in tolls)
        counted = any(at <= number.start < cue.start for number in clause.sentence.numbers if not number.age)
        if cue.kind in HARMS and cue.kind != "hurt" and not (told or counted or _is_denied(clause, at, cue)):
            one = _pair(clause, at, cue) or _single(clause, at, cue)
            found += [one] if one is not None else []
        at = cue.end
    return found


def _is_denied(clause: Clause, at: int, cue: Cue) -> bool:
    """`کشته نشد`, `نه دی وژل شوی`."""
    words = clause.sentence.between(at, cue.start)
    none = any(0 <= no.first - cue.last <= 3 for no in clause.of("not"))
    return none or any(word.form in forms("neither") for word in words[-2:])


def _pair(clause: Clause, at: int, cue: Cue) -> Toll | None:
    """`پدر و پسر در انفجار کشته شدند`: two who belong together."""
    pair = next((pair for pair in reversed(clause.of("pair")) if at <= pair.start and pair.end <= cue.start), None)
    if pair is None or cue.first - pair.last > _REACH or not clause.tells_at(pair.start, pair.end):
        return None
    two = Count(low=2, high=2, as_written=clause.quote(pair.start, pair.end))
    return Toll(property=cue.kind, count=two, start=pair.start, end=pair.end, clause=clause)


def _single(clause: Clause, at: int, cue: Cue) -> Toll | None:
    """One person before a verb in the singular, or with relatives beside."""
    own = clause.sentence.words
    words = clause.sentence.between(at, cue.start)
    kin = {place for one in kin_beside(clause, at, cue.start) for place in range(one.start, one.end)}
    person = next((word for word in words[::-1][:_REACH] if _is_one(word.form) and word.start not in kin), None)
    if person is None or not clause.tells_at(person.start, person.end) or _is_anothers(clause, person):
        return None
    ends = any(word.form in forms("singular") for word in own[cue.last : cue.last + 2])
    if not ends and not kin_beside(clause, person.end, cue.start):
        return None
    count = Count(low=1, high=1, as_written=clause.quote(person.start, person.end))
    toll = Toll(property=cue.kind, count=count, start=person.start, end=person.end, clause=clause)
    return with_kin(clause, toll, person.end, cue.start)


def _is_one(form: str) -> bool:
    """True for a word for one person, with or without the ending of "a": `معلم`, `معلمی`."""
    return form in forms("one person") or form.removesuffix("ی") in forms("one person")


def _is_anothers(clause: Clause, person: Word) -> bool:
    """`همسایه‌ای که پسرش …`, `ګاونډی چې زوی یې …`: says of somebody whose relative came to harm, and counts nobody.

    Not after a verb: `گفت که پسرش کشته شد` tells of a harm.
    """
    own = clause.sentence.words
    at = clause.sentence.word_at(person.start)
    if at < 2 or own[at - 1].form not in forms("that") or own[at - 2].form in finite():
        return False
    return any(tuple(word.form for word in own[at : at + len(kin)]) == kin for kin in _relatives())


@cache
def _relatives() -> frozenset[tuple[str, ...]]:
    """`پسرش`, `زوی یې`: the relatives of somebody told of before."""
    forms = (form.replace("\u200c", " ") for language in ("prs", "ps") for form in cue_words("kin", language))
    return frozenset(folded_words(form) for form in forms)


def named(clause: Clause) -> Toll | None:
    """The people named as harmed, counted: a toll of one or two where no number is given."""
    row = next((toll for cue in harms_of(clause) if (toll := listed(clause, cue)) is not None), None)
    if row is not None:
        return row
    harmed = named_harmed(clause)
    if not harmed:
        return None
    cue = harmed[0][1]
    people = [person for person, other in harmed if other is cue]
    start, end = people[0].start, people[-1].end
    said = clause.sentence.text[start - clause.sentence.start : end - clause.sentence.start]
    size = len(people)
    high = None if _also(clause, end, cue) else size
    toll = Toll(
        property=cue.kind, count=Count(low=size, high=high, as_written=said), start=start, end=end, clause=clause,
        told=True,
    )  # fmt: skip
    return with_kin(clause, toll, start, cue.start)


def _also(clause: Clause, start: int, cue: Cue) -> bool:
    """`حمید نیز زخمی شد`: he was not the only one."""
    return any(start <= also.start < cue.start for also in clause.of("also"))
