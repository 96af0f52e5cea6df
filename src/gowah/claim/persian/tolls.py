"""Tolls of a clause: which number counts whom, killed, injured, both together, or abducted.

The ways to say it: `۴۶ تن کشته و ۱۴۳ تن زخمی شدند` (the number, then the harm), `شمار کشته‌شدگان را ۹ تن`
(the people, then the number), `د ټپیانو شمېر …`, and parts: `چهار تن آنان زن‌اند`, `چې پنځه یې ماشومان دي`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from gowah.claim.persian.clauses import Clause
from gowah.claim.persian.cues import Cue, forms
from gowah.model import Count
from gowah.words import NameSpan, NumberSpan, Word
from gowah.words.people import PersonSpan

_HARMS = ("killed", "injured", "hurt", "abducted")
_PEOPLE = ("killed people", "injured people", "hurt people")
_PREPOSITIONS = frozenset({"در", "به", "با", "از", "بر", "برای", "په", "له", "د"})
"""Words after which a name is a place, a site or somebody else's."""
_REACH = 10  # words from a number to the harm that it counts
_PARTS = 6  # words from a part to whom it counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """A count of people who came to harm. `noun`: what sort of people are counted, if the text says so.

    `of_whom` is set where the text makes it a part of the whole.
    """

    property: str
    count: Count
    start: int
    end: int
    clause: Clause
    of_whom: str | None = None
    noun: str | None = None


def find_tolls(clause: Clause) -> tuple[Toll, ...]:
    """The tolls of a clause, in order."""
    sentence = clause.sentence
    numbers = [
        number
        for number in sentence.numbers
        if clause.start <= number.start
        and number.end <= clause.end
        and not number.age
        and not number.year_like
        and not clause.names_speaker(number.number_start, number.number_end)
    ]
    harms = _harms(clause)
    parts: dict[int, Toll] = {}
    for n, number in enumerate(numbers):
        part = _part(clause, number, harms, parts.get(n - 1))
        if part is not None:
            parts[n] = part
    whole = [number for n, number in enumerate(numbers) if n not in parts]
    tolls = [*parts.values(), *_whole(clause, whole, harms)]
    if not numbers and (none := _nobody(clause, harms)) is not None:
        tolls.append(none)
    if not tolls and (named := _named(clause)) is not None:
        tolls.append(named)
    return tuple(sorted(tolls, key=lambda toll: toll.start))


def _harms(clause: Clause) -> list[Cue]:
    """Harm cues outside the speaker's name, the longest where they overlap ("کشته و زخمی" is one)."""
    cues = [cue for cue in clause.of(*_HARMS, *_PEOPLE) if not clause.names_speaker(cue.start, cue.end)]
    kept: list[Cue] = []
    for cue in sorted(cues, key=lambda cue: (cue.first - cue.last, cue.first, cue.kind not in _PEOPLE)):
        if all(cue.last < other.first or cue.first > other.last for other in kept):
            kept.append(cue)
    return sorted(kept, key=lambda cue: cue.first)


def _whole(clause: Clause, numbers: list[NumberSpan], harms: list[Cue]) -> list[Toll]:
    found: list[Toll] = []
    counting = False  # "شمار کشته‌شدگان را ۹ تن و زخمیان را ۱۵ تن": one "شمار" for both
    for n, number in enumerate(numbers):
        limit = numbers[n + 1].start if n + 1 < len(numbers) else clause.end
        floor = numbers[n - 1].end if n else clause.start
        behind = _behind(clause, number, harms, floor, counting)
        cue = behind or _ahead(clause, number, harms, limit)
        if cue is None:
            continue
        counting = behind is not None
        noun = _noun(clause, number, cue)
        found.append(_toll(clause, number, cue, of_whom=_critical(clause, number, cue), noun=noun))
    return found


def _behind(clause: Clause, number: NumberSpan, harms: list[Cue], floor: int, counting: bool) -> Cue | None:
    """The people whose number this is said to be: `شمار کشته‌شدگان را …`, `د ټپیانو شمېر …`."""
    at = clause.sentence.word_at(number.start)
    for cue in reversed(harms):
        if cue.end > number.start or cue.start < floor:
            continue
        if cue.kind not in _PEOPLE or at - cue.last > _REACH:
            return None
        near = range(cue.first - 3, cue.last + 3)
        said = any(count.first in near for count in clause.of("count"))
        return cue if said or counting else None
    return None


def _ahead(clause: Clause, number: NumberSpan, harms: list[Cue], limit: int) -> Cue | None:
    """The harm after the number, with no other number before it, if people are what is counted."""
    sentence = clause.sentence
    at = sentence.word_at(number.end)
    cue = next((cue for cue in harms if cue.start >= number.end), None)
    if cue is None or cue.start >= limit or cue.first - at > _REACH:
        return None
    if cue.kind in _PEOPLE and any(cue.first - 3 < count.first < cue.last + 3 for count in clause.of("count")):
        return None
    between = sentence.words[at : cue.first]
    classifiers = forms("classifier")
    nouns = [word for word in between if word.form not in classifiers]
    if not nouns or len(nouns) < len(between):
        first_after = between[0].form if between else ""
        return cue if not between or first_after in classifiers or not _is_thing(clause, nouns) else None
    return None if _is_thing(clause, nouns) or (number.value == 1 and not _is_person(clause, nouns[0])) else cue


def _is_thing(clause: Clause, nouns: list[Word]) -> bool:
    """True when the first noun after a number is a unit, a site, a weapon or an attack."""
    if not nouns:
        return False
    first = nouns[0]
    if first.form in forms("unit"):
        return True
    return any(
        name.table in ("sites", "tactics", "places") and name.start <= first.start < name.end
        for name in clause.sentence.names
    ) and not _is_person(clause, first)


def _is_person(clause: Clause, word: Word) -> bool:
    return any(
        name.table in ("of_whom", "communities") and name.start <= word.start < name.end
        for name in clause.sentence.names
    )


def _noun(clause: Clause, number: NumberSpan, cue: Cue) -> str | None:
    """What sort of people a number counts: the name of `of_whom` between it and the harm."""
    low, high = sorted((number.end, cue.start))
    names = [name for name in clause.sentence.named("of_whom") if low <= name.start and name.end <= high]
    return names[0].code if names and cue.start >= number.end else None


def _critical(clause: Clause, number: NumberSpan, cue: Cue) -> str | None:
    """`وضع سه زخمی وخیم است`: those in a critical state are a part of the injured."""
    if cue.kind not in ("injured", "injured people"):
        return None
    sentence = clause.sentence
    at = sentence.word_at(number.number_start)
    for name in sentence.named("of_whom"):
        place = sentence.word_at(name.start)
        later = any(number.end < other.start < name.start for other in sentence.numbers)
        if name.code == "critical" and 0 <= place - at <= 4 and not later:
            return name.code
    return None


def _part(clause: Clause, number: NumberSpan, harms: list[Cue], before: Toll | None) -> Toll | None:
    """A number that is said to be a part of those before it; None if it is not or if it does not say of whom."""
    sentence = clause.sentence
    first, last = sentence.word_at(number.start), sentence.word_at(number.end)
    of_killed, of_injured = clause.of("of the killed"), clause.of("of the injured")
    explicit = next((cue for cue in (*of_killed, *of_injured) if 0 <= cue.first - last <= 2), None)
    pronoun = next(
        (cue for cue in clause.of("of them") if 0 <= cue.first - last <= 2 or 0 < first - cue.last <= 2), None
    )
    next_word = sentence.words[last : last + 1]
    on = before is not None and any(word.form in forms("classifier") or _is_person(clause, word) for word in next_word)
    if explicit is None and pronoun is None and not on:
        return None
    name = _whom(clause, last)
    if name is None:
        return None
    if explicit is not None:
        kind = "killed" if explicit in of_killed else "injured"
    elif before is not None and on and pronoun is None:
        kind = before.property
    else:
        earlier = [cue for cue in harms if cue.end <= number.start]
        later = [cue for cue in harms if cue.start >= number.end]
        if not earlier and not later:
            return None
        kind = (earlier[-1] if earlier else later[0]).kind.split()[0]
    cue = Cue(kind=kind, start=number.end, end=name.end, first=last, last=last)
    return _toll(clause, number, cue, of_whom=name.code)


def _whom(clause: Clause, at: int) -> NameSpan | None:
    """The first name of `of_whom` within a few words, before any other number."""
    sentence = clause.sentence
    words = sentence.words[at : at + _PARTS]
    if not words:
        return None
    limit = min([words[-1].end, *(other.start for other in sentence.numbers if other.start >= words[0].start)])
    names = [name for name in sentence.named("of_whom") if words[0].start <= name.start and name.end <= limit]
    return names[0] if names else None


def _toll(clause: Clause, number: NumberSpan, cue: Cue, *, of_whom: str | None, noun: str | None = None) -> Toll:
    kind = cue.kind.split()[0]
    if noun == "attackers":
        of_whom = noun
    return Toll(
        property=kind, count=number.count, start=number.start, end=number.end, clause=clause, of_whom=of_whom, noun=noun
    )


def _nobody(clause: Clause, harms: list[Cue]) -> Toll | None:
    """`کسی کشته نشده است`: none."""
    someone, denied = clause.of("someone"), clause.of("not")
    for cue in harms:
        who = [one for one in someone if one.last < cue.first and cue.first - one.last <= _PARTS]
        nots = [no for no in denied if no.first > cue.last and no.first - cue.last <= 3]
        if who and nots:
            start, end = who[-1].start, nots[0].end
            sentence = clause.sentence
            said = sentence.text[start - sentence.start : end - sentence.start]
            return Toll(
                property=cue.kind.split()[0],
                count=Count(low=0, high=0, as_written=said),
                start=start,
                end=end,
                clause=clause,
            )
    return None


def named_harmed(clause: Clause) -> list[tuple[PersonSpan, Cue]]:
    """People named before a harm in the clause, with that harm: `X و برادرش Y کشته شدند`.

    Not: the speaker, those by whom it was done, those after a harm already told, and a harm that is denied.
    """
    found: list[tuple[PersonSpan, Cue]] = []
    at = clause.start
    for cue in (cue for cue in _harms(clause) if cue.kind in _HARMS):
        denied = any(0 < no.first - cue.last <= 3 or no.first == cue.last for no in clause.of("not"))
        between = [person for person in clause.sentence.people if at <= person.start and person.end <= cue.start]
        counted = [n for n in clause.sentence.numbers if not n.age and not n.year_like and at <= n.start < cue.start]
        if not denied and not any(_people_counted(clause, number) for number in counted):
            found += [(person, cue) for person in between if not _does(clause, person)]
        at = cue.end
    return found


def _people_counted(clause: Clause, number: NumberSpan) -> bool:
    """True for a number of people: `سه تن`, `دو کودک`."""
    sentence = clause.sentence
    after = sentence.words[sentence.word_at(number.number_end) :][:1]
    return any(word.form in forms("classifier") or _is_person(clause, word) for word in after)


def _does(clause: Clause, person: PersonSpan) -> bool:
    """True for a person who speaks or by whom it was done (`از سوی X`, `د X له خوا`)."""
    sentence = clause.sentence
    first, last = sentence.word_at(person.start), sentence.word_at(person.end) - 1
    by = any(0 < first - cue.last <= 2 or 0 < cue.first - last <= 1 for cue in clause.of("by"))
    owned = sentence.between(clause.start, person.start)[-1:]
    bare = bool(owned) and owned[0].form in _PREPOSITIONS
    return by or bare or clause.names_speaker(person.start, person.end)


def _named(clause: Clause) -> Toll | None:
    """The people named as harmed, counted: a toll of one or two where no number is given."""
    harmed = named_harmed(clause)
    if not harmed:
        return None
    cue = harmed[0][1]
    people = [person for person, other in harmed if other is cue]
    start, end = people[0].start, people[-1].end
    said = clause.sentence.text[start - clause.sentence.start : end - clause.sentence.start]
    size = len(people)
    return Toll(
        property=cue.kind, count=Count(low=size, high=size, as_written=said), start=start, end=end, clause=clause
    )


def settled(tolls: list[Toll]) -> list[Toll]:
    """An attack's tolls with each sort of people made a part where a greater whole stands beside it."""
    found = []
    for toll in tolls:
        size = toll.count.low if toll.count.low is not None else toll.count.high
        if toll.of_whom is None and toll.noun is not None and size is not None:
            greater = any(
                other.property == toll.property
                and other.of_whom is None
                and other is not toll
                and (other.count.low or other.count.high or 0) > size
                for other in tolls
            )
            found.append(replace(toll, of_whom=toll.noun) if greater else toll)
        else:
            found.append(toll)
    return found
