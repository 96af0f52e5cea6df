"""Tolls of a clause: which number counts whom, killed, injured, both together, or abducted.

The ways to say it: `۴۶ تن کشته و ۱۴۳ تن زخمی شدند` (the number, then the harm), `شمار کشته‌شدگان را ۹ تن`
(the people, then the number), `د ټپیانو شمېر …`, and parts: `چهار تن آنان زن‌اند`, `چې پنځه یې ماشومان دي`.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from gowah.claim.persian.clauses import Clause
from gowah.claim.persian.cues import Cue, finite, forms
from gowah.claim.persian.harms import HARMS, PEOPLE, Toll, harms_of, is_person, is_thing
from gowah.claim.persian.someone import alone, named, nobody
from gowah.model import Count
from gowah.words import NameSpan, NumberSpan, Word

_REACH = 16  # words from a number to the harm that it counts
_APART = ("that", "count", "part follows")
"""Words over which no list of people goes on."""
_MOST = 40  # numbers of a clause that are looked at: nobody writes more
_PARTS = 6  # words from a part to whom it counts


@lru_cache(maxsize=256)
def find_tolls(clause: Clause) -> tuple[Toll, ...]:
    """The tolls of a clause, in order."""
    numbers = _counts(clause)
    harms = harms_of(clause)
    parts: dict[int, Toll] = {}
    for n, number in enumerate(numbers):
        part = _part(clause, number, harms, parts.get(n - 1))
        if part is not None:
            parts[n] = part
    whole = [number for n, number in enumerate(numbers) if n not in parts]
    tolls = [*parts.values(), *_whole(clause, whole, harms)]
    if not numbers and (none := nobody(clause, harms)) is not None:
        tolls.append(none)
    if not tolls and (one := named(clause)) is not None:
        tolls.append(one)
    tolls += alone(clause, harms, tolls)
    return tuple(sorted(tolls, key=lambda toll: toll.start))


def _counts(clause: Clause) -> list[NumberSpan]:
    """The numbers of a clause that may count people: no years, ages or `یک حمله`, nor what a toll has risen from."""
    sentence = clause.sentence
    numbers = [
        number
        for number in sentence.numbers
        if clause.start <= number.start
        and number.end <= clause.end
        and not number.age
        and not number.year_like
        and not clause.names_speaker(number.number_start, number.number_end)
        and not _of_things(clause, number)
    ]
    return [number for number in numbers[:_MOST] if not _risen_from(clause, number, numbers)]


def _of_things(clause: Clause, number: NumberSpan) -> bool:
    """True where no people are counted: `یک حملهٔ …`, `سه مسجد`, `دو روز`."""
    sentence = clause.sentence
    if any(name.start < number.start < name.end for name in sentence.named("of_whom")):
        return True  # `شش عضو یک خانواده`
    ahead = sentence.words[sentence.word_at(number.number_end) :][:2]
    if not ahead or ahead[0].start >= clause.end:
        return False
    known = is_person(clause, ahead[0]) or ahead[0].form in forms("classifier") | forms("casualty noun")
    if known or any(cue.first == sentence.word_at(ahead[0].start) for cue in clause.of(*HARMS, *PEOPLE)):
        return False
    digits = clause.quote(number.number_start, number.number_end).isdigit()
    back = sentence.words[: sentence.word_at(number.start)][-1:]
    if back and back[0].form in forms("count"):
        return False
    article = number.value == 1 and not digits and number.count.low == number.count.high == 1
    return is_thing(clause, [ahead[0]]) or (article and not any(_is_somebody(clause, word) for word in ahead))


def _is_somebody(clause: Clause, word: Word) -> bool:
    return is_person(clause, word) or word.form in forms("one person")


def _risen_from(clause: Clause, number: NumberSpan, numbers: list[NumberSpan]) -> bool:
    """The first number of `از ۱۲ به ۱۵ تن رسید`."""
    sentence = clause.sentence
    before = sentence.words[: sentence.word_at(number.start)][-1:]
    if not before or before[0].form not in forms("from number") or not clause.of("changes"):
        return False
    after = sentence.words[sentence.word_at(number.end) :][:4]
    later = {other.start for other in numbers if other.start >= number.end}
    joined = any(word.form in forms("to number") for word in after)
    return joined and any(word.start in later for word in after)


def _whole(clause: Clause, numbers: list[NumberSpan], harms: list[Cue]) -> list[Toll]:
    found: list[Toll] = []
    counting = False  # "شمار کشته‌شدگان را ۹ تن و زخمیان را ۱۵ تن": one "شمار" for both
    for n, number in enumerate(numbers):
        limit = numbers[n + 1].start if n + 1 < len(numbers) else clause.end
        floor = numbers[n - 1].end if n else clause.start
        behind = _behind(clause, number, harms, floor, counting)
        cue = _nominal(clause, number, harms, floor) or behind or _ahead(clause, number, harms, limit)
        if cue is None:
            continue
        counting = behind is not None
        noun = _noun(clause, number, cue)
        toll = _toll(clause, number, cue, of_whom=_critical(clause, number, cue), noun=noun)
        found += _together(clause, numbers[:n], toll) if behind is None else [toll]
    return found


def _together(clause: Clause, before: list[NumberSpan], last: Toll) -> list[Toll]:
    """`دو زن و یک کودک کشته شدند`: the whole, three, and its parts; or the one toll where it is not such a list."""
    items = [last]
    for number in reversed(before):
        between = clause.sentence.between(number.end, items[0].start)
        names = [name for name in clause.sentence.named("of_whom") if number.end <= name.start < items[0].start]
        if not 2 <= len(between) <= _PARTS or between[-1].form not in forms("joint"):
            break
        if any(number.end <= cue.start < items[0].start for cue in clause.of(*HARMS, *PEOPLE, *_APART)):
            break
        if any(word.form in finite() for word in between):
            break
        count, code = number.count, names[0].code if names else None
        items.insert(0, replace(last, count=count, start=number.start, end=number.end, of_whom=code, noun=code))
    lows = [item.count.low for item in items]
    if len(items) == 1 or any(low is None for low in lows):
        return [last]
    highs = [item.count.high for item in items]
    said = clause.quote(items[0].start, last.end)
    whole = Count(
        low=sum(low or 0 for low in lows), high=None if None in highs else sum(high or 0 for high in highs),
        about=any(item.count.about for item in items), as_written=said,
    )  # fmt: skip
    parts = [replace(item, of_whom=item.noun) for item in items if item.noun is not None]
    return [replace(last, count=whole, start=items[0].start, of_whom=None, noun=None), *parts]


def _nominal(clause: Clause, number: NumberSpan, harms: list[Cue], floor: int) -> Cue | None:
    """The harm right before the number: `کشته شدن ۱۲ تن`, `مرگ دست‌کم پنج نفر`."""
    at = clause.sentence.word_at(number.start)
    nouns = {cue.last for cue in clause.of("nominal")}
    for cue in reversed(harms):
        if floor <= cue.start and cue.end <= number.start:
            near = cue.last in nouns and at - cue.last <= 3
            words = clause.sentence.words
            own = words[clause.sentence.word_at(number.end) :][:1]
            counted = any(0 <= cue.first - clause.sentence.word_at(n.end) <= 1 for n in clause.sentence.numbers)
            if words[at - 1].form in forms("in") or counted or (own and own[0].form in forms("casualty noun")):
                return None  # `کشته شدن در ۱۲ حمله`, `چهار جسد و یازده زخمی`
            return cue if near else None
    return None


def _behind(clause: Clause, number: NumberSpan, harms: list[Cue], floor: int, counting: bool) -> Cue | None:
    """The people whose number this is said to be: `شمار کشته‌شدگان را …`, `د ټپیانو شمېر …`."""
    at = clause.sentence.word_at(number.start)
    for cue in reversed(harms):
        if cue.end > number.start or cue.start < floor:
            continue
        if cue.kind not in PEOPLE or at - cue.last > _REACH:
            return None
        near = range(cue.first - 3, cue.last + 3)
        said = any(count.first in near for count in clause.of("count"))
        said = said or clause.sentence.words[cue.last + 1].form in forms("object")  # `کشته‌شدگان را ۷ تن … اعلام کرد`
        return cue if said or counting else None
    return None


def _ahead(clause: Clause, number: NumberSpan, harms: list[Cue], limit: int) -> Cue | None:
    """The harm after the number, with no other number before it, if people are what is counted."""
    sentence = clause.sentence
    at = sentence.word_at(number.end)
    cue = next((cue for cue in harms if cue.start >= number.end), None)
    if cue is None or cue.start >= limit or cue.first - at > _REACH:
        return None
    if cue.kind in PEOPLE and any(cue.first - 3 < count.first < cue.last + 3 for count in clause.of("count")):
        return None
    between = sentence.words[at : cue.first]
    if any(a.form in finite() and b.form in forms("joint") for a, b in pairwise(between)):
        return None  # `چهار تن را بازداشت کردند و …`: what follows is of others
    classifiers = forms("classifier")
    nouns = [word for word in between if word.form not in classifiers]
    if not nouns or len(nouns) < len(between):
        first_after = between[0].form if between else ""
        return cue if not between or first_after in classifiers or not is_thing(clause, nouns) else None
    return None if is_thing(clause, nouns) or (number.value == 1 and not _is_somebody(clause, nouns[0])) else cue


def _noun(clause: Clause, number: NumberSpan, cue: Cue) -> str | None:
    """What sort of people a number counts: the name of `of_whom` between it and the harm."""
    low, high = sorted((number.end, cue.start))
    comma = clause.quote(low, high).find("،")
    high = low + comma if comma >= 0 else high
    high = min([high, *(other.start for other in clause.sentence.numbers if other.start >= number.end)])
    high = min([high, *(cue.start for cue in clause.of("part follows") if cue.start >= number.end)])
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
        (cue for cue in clause.of("of them") if 0 <= cue.first - last <= 2 or 0 < first - cue.last <= 2),
        next((cue for cue in clause.of("part follows") if _follows(clause, cue, number, harms)), None),
    )
    next_word = sentence.words[last : last + 1]
    on = before is not None and any(word.form in forms("classifier") or is_person(clause, word) for word in next_word)
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


def _follows(clause: Clause, cue: Cue, number: NumberSpan, harms: list[Cue]) -> bool:
    """True for a number shortly after `به شمول`, with no other number and no harm between."""
    gap = clause.sentence.word_at(number.start) - cue.last
    others = [other.start for other in clause.sentence.numbers] + [harm.start for harm in harms]
    return 0 < gap <= _PARTS and not any(cue.end <= other < number.start for other in others)


def _whom(clause: Clause, at: int) -> NameSpan | None:
    """The first name of `of_whom` within a few words, before any other number."""
    sentence = clause.sentence
    words = sentence.words[at : at + _PARTS]
    if not words:
        return None
    limit = min([words[-1].end, *(other.start for other in sentence.numbers if other.start >= words[0].start)])
    comma = clause.quote(words[0].start, clause.end).find("،")
    limit = min(limit, words[0].start + comma) if comma >= 0 else limit
    names = [name for name in sentence.named("of_whom") if words[0].start <= name.start and name.end <= limit]
    return names[0] if names else None


def _toll(clause: Clause, number: NumberSpan, cue: Cue, *, of_whom: str | None, noun: str | None = None) -> Toll:
    kind = cue.kind.split()[0]
    if noun == "attackers":
        of_whom = noun
    return Toll(
        property=kind, count=number.count, start=number.start, end=number.end, clause=clause, of_whom=of_whom, noun=noun
    )


def settled(tolls: list[Toll]) -> list[Toll]:
    """An attack's tolls with each sort of people made a part where a greater whole stands beside it."""
    found = []
    for toll in tolls:
        size = toll.count.low if toll.count.low is not None else toll.count.high
        if toll.of_whom == "critical" and not any(o.property == toll.property and o.of_whom is None for o in tolls):
            found.append(replace(toll, of_whom=None))  # the badly hurt alone are told of
        elif toll.of_whom is None and toll.noun is not None and size is not None:
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
