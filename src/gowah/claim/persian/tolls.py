"""Tolls of a clause: which number counts whom, killed, injured, both together, or abducted.

The ways to say it: `۴۶ تن کشته و ۱۴۳ تن زخمی شدند` (the number, then the harm), `شمار کشته‌شدگان را ۹ تن`
(the people, then the number), `د ټپیانو شمېر …`; `bare` for numbers alone, `parts` for parts of a toll.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from gowah.claim.persian.bare import carried, label, zero
from gowah.claim.persian.clauses import Clause
from gowah.claim.persian.company import in_company
from gowah.claim.persian.cues import HARMS, PEOPLE, Cue, finite, forms
from gowah.claim.persian.harms import Toll, died_of_wounds, harms_of, is_person, is_thing
from gowah.claim.persian.parts import in_state, is_bad, of_some, part_of
from gowah.claim.persian.someone import alone, named, nobody
from gowah.model import Count
from gowah.words import NumberSpan, Word

_REACH = 16  # words from a number to the harm that it counts
_APART = ("that", "count", "part follows")
"""Words over which no list of people goes on."""
_MOST = 40  # numbers of a clause that are looked at: nobody writes more
_GOES_ON = 5  # clauses over which a number without a harm goes on with the one before
_AMONG = range(3)  # words between a number and the injured of whom so many died
_WOULD = 4  # words between a number and the particle that makes its verb a wish
_NEAR = 3  # words between "their number" and the number
_PARTS = 6  # words from a part to whom it counts


@lru_cache(maxsize=256)
def find_tolls(clause: Clause) -> tuple[Toll, ...]:
    """The tolls of a clause, in order."""
    numbers = _counts(clause)
    harms = harms_of(clause)
    parts: dict[int, Toll] = {}
    some: set[int] = set()
    for n, number in enumerate(numbers):
        part = part_of(clause, number, harms, parts.get(n - 1))
        if part is not None:
            parts[n] = _toll(clause, number, part[0], of_whom=part[1])
        elif of_some(clause, number, harms):
            some.add(n)
    whole = [number for n, number in enumerate(numbers) if n not in parts and n not in some]
    tolls = [*parts.values(), *_whole(clause, whole, harms)]
    if not numbers and (none := nobody(clause, harms)) is not None:
        tolls.append(none)
    if not tolls and (one := named(clause)) is not None:
        tolls.append(one)
    tolls += alone(clause, harms, tolls)
    return tuple(sorted(tolls, key=lambda toll: toll.start))


def carry(told: Sequence[Sequence[Clause]]) -> tuple[tuple[Clause, ...], ...]:
    """The clauses, each with the harm counted last before it: what a number without a harm of its own goes on with."""
    found: list[tuple[Clause, ...]] = []
    topic, since = None, 0
    for clauses in told:
        own = []
        for clause in clauses:
            own.append(replace(clause, topic=topic if since < _GOES_ON else None))
            tolls = [toll for toll in find_tolls(own[-1]) if toll.of_whom is None]
            topic, since = (tolls[0].property, 0) if tolls else (topic, since + 1)
        found.append(tuple(own))
    return tuple(found)


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
    numbers = [number for number in numbers[:_MOST] if not _supposed(clause, number)]
    return [number for number in numbers if not _risen_from(clause, number, numbers)]


def _supposed(clause: Clause, number: NumberSpan) -> bool:
    """A number that is no fact: `اگر … می‌رسید، صدها تن کشته می‌شدند`, `به یې وژلي وای`, `آیا دو نفر بودند`."""
    if any(cue.end <= number.start for cue in clause.of("if", "whether")):
        return True
    if any(cue.start >= number.start for cue in clause.of("conditional")):
        return True
    if not clause.sentence.pashto:
        return False
    if clause.of("conditional"):
        return True  # `که بم چاودلی وای، …`
    at = clause.sentence.word_at(number.start)  # Pashto "به" makes a future or a wish of a verb
    return any(-_WOULD <= cue.first - at <= _WOULD for cue in clause.of("would"))


def _unfulfilled(clause: Clause, number: NumberSpan, harm: Cue) -> bool:
    """`۲۰۰ تن را می‌کشت`, `می‌توانست …`, `ده‌ها تن کشته شوند`: feared or meant; not `سبب شد که ده تن زخمی شوند`."""
    if any(cue.start < harm.end or cue.first - harm.last <= 2 for cue in clause.of("could")):
        return True
    if any(harm.first - 1 <= cue.first <= harm.last + 2 and cue.start > number.end for cue in clause.of("imperfect")):
        return True
    words = clause.sentence.words
    meant = any(cue.end <= number.start and number.start < harm.start for cue in clause.of("purpose"))
    if meant and any(harm.last == noun.last for noun in clause.of("infinitive")):
        return words[harm.last + 1 : harm.last + 2] == () or words[harm.last + 1].form in forms("copula")
    for cue in clause.of("subjunctive"):
        if harm.first <= cue.first <= harm.last + 1 and words[cue.first - 1].form not in forms("progressive"):
            return not any(cause.start < harm.start for cause in clause.of("causes"))
    return False


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
    if is_thing(clause, [ahead[0]]):
        return True
    return article and not any(_is_somebody(clause, word) for word in ahead) and not _is_subject(clause, number)


def _is_subject(clause: Clause, number: NumberSpan) -> bool:
    """`یک باغبان … کشته شد`, `یو صراف ټپي شو`: one who came to harm, by whatever name, with a verb in the singular."""
    sentence = clause.sentence
    at = sentence.word_at(number.number_end)
    before = sentence.words[: sentence.word_at(number.start)][-1:]
    if before and before[0].form in forms("in") | forms("from number") | forms("with"):
        return False
    if at >= len(sentence.words) or sentence.words[at].form in forms("event") | forms("unit") | forms("vague event"):
        return False
    cue = next((cue for cue in clause.of(*HARMS) if cue.first > at), None)
    if cue is None or cue.first - at > _REACH or cue.kind == "hurt":
        return False
    verb = sentence.words[cue.last : cue.last + 2]
    elided = bool(verb[1:]) and verb[1].form in forms("joint")  # `یک زندانی کشته و دو تن زخمی شدند`
    others = any(number.end < other.start < cue.start for other in sentence.numbers)
    return not others and (elided or any(word.form in forms("singular") for word in verb))


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
        behind = _behind(clause, number, harms, floor, counting) if not _own_noun(clause, number, harms) else None
        cue = zero(clause, number) or _nominal(clause, number, harms, floor) or behind
        cue = cue or label(clause, number, harms, floor) or _ahead(clause, number, harms, limit)
        if cue is None:
            cue = carried(clause, number, found[-1].property if found else clause.topic)
        state = in_state(clause, number, cue) if cue is not None else None
        if cue is None or _unfulfilled(clause, number, cue) or (state is not None and not is_bad(clause, state)):
            continue
        counting = behind is not None
        noun = _noun(clause, number, cue)
        toll = _toll(clause, number, cue, of_whom=_critical(clause, number, cue), noun=noun)
        own = _together(clause, numbers[:n], toll, harms) if behind is None else [toll]
        found += in_company(clause, own, number.end, cue.start) if cue.start >= number.end else own
    return found


def _own_noun(clause: Clause, number: NumberSpan, harms: list[Cue]) -> bool:
    """`یازده شهید`: what is counted stands right behind the number."""
    at = clause.sentence.word_at(number.end)
    return any(cue.first == at and clause.sentence.words[at].form in forms("casualty noun") for cue in harms)


def _together(clause: Clause, before: list[NumberSpan], last: Toll, harms: list[Cue]) -> list[Toll]:
    """`دو زن و یک کودک کشته شدند`: the whole, three, and its parts; or the one toll where it is not such a list."""
    items = [last]
    for number in reversed(before):
        between = clause.sentence.between(number.end, items[0].start)
        names = [name for name in clause.sentence.named("of_whom") if number.end <= name.start < items[0].start]
        if not 1 <= len(between) <= _PARTS or not _goes_with(clause, between, number, listed=len(items) > 1):
            break
        if any(number.end <= cue.start < items[0].start for cue in clause.of(*HARMS, *PEOPLE, *_APART)):
            break
        if any(word.form in finite() for word in between) or _nominal(clause, number, harms, clause.start) is not None:
            break
        count, code = number.count, names[0].code if names else None
        if "attackers" in (code, last.noun, last.of_whom):
            return _apart(clause, number, last, code)
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


def _goes_with(clause: Clause, between: Sequence[Word], number: NumberSpan, *, listed: bool) -> bool:
    """`یک مرد و دو …`, in a list `سه زن، یک مرد و دو …`; `یک مادر با سه فرزندش` of those who are somebody's own."""
    link = between[-1]
    if link.form in forms("joint"):
        return len(between) > 1
    sentence = clause.sentence
    if listed and is_person(clause, between[0]):
        rest = sentence.text[link.end - sentence.start :].lstrip()
        return rest.startswith(("،", ","))
    own = {cue.start for cue in clause.of("own kin", "own kin many", "kin")}
    behind = sentence.words[sentence.word_at(link.end) + 1 :][:2]
    return link.form in forms("together with") and number.value == 1 and any(word.start in own for word in behind)


def _apart(clause: Clause, number: NumberSpan, last: Toll, code: str | None) -> list[Toll]:
    """`هشت جنگجو و دوازده دهقان`: attackers and others are no one toll."""
    of_whom = code if code == "attackers" else None
    return [
        replace(last, count=number.count, start=number.start, end=number.end, of_whom=of_whom, noun=code),
        last,
    ]


def _nominal(clause: Clause, number: NumberSpan, harms: list[Cue], floor: int) -> Cue | None:
    """The harm right before the number: `کشته شدن ۱۲ تن`, `مرگ دست‌کم پنج نفر`."""
    at = clause.sentence.word_at(number.start)
    nouns = {cue.last for cue in clause.of("nominal")}
    for cue in reversed(harms):
        if floor <= cue.start and cue.end <= number.start:
            near = (cue.last in nouns and at - cue.last <= 3) or _is_attribute(clause, cue, number)
            words = clause.sentence.words
            own = words[clause.sentence.word_at(number.end) :][:1]
            counted = any(0 <= cue.first - clause.sentence.word_at(n.end) <= 1 for n in clause.sentence.numbers)
            if words[at - 1].form in forms("in") or counted or (own and own[0].form in forms("casualty noun")):
                return None  # `کشته شدن در ۱۲ حمله`, `چهار جسد و یازده زخمی`
            return cue if near else None
    return None


def _is_attribute(clause: Clause, harm: Cue, number: NumberSpan) -> bool:
    """Pashto `تښتول شوي اووه کارګران`: seven that were abducted."""
    ended = clause.sentence.words[harm.last].form in forms("participle")
    return clause.sentence.pashto and ended and not clause.quote(harm.end, number.start).strip()


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
        said = said or any(0 < at - count.last <= _NEAR for count in clause.of("their count"))
        said = said or clause.sentence.words[cue.last + 1].form in forms("object")  # `کشته‌شدگان را ۷ تن … اعلام کرد`
        return cue if said or counting else None
    return None


def _ahead(clause: Clause, number: NumberSpan, harms: list[Cue], limit: int) -> Cue | None:
    """The harm after the number, with no other number before it, if people are what is counted."""
    sentence = clause.sentence
    at = sentence.word_at(number.end)
    later = [cue for cue in harms if number.end <= cue.start < limit]
    while len(later) > 1 and died_of_wounds(clause, later[0], later[1]):
        later = later[1:]
    cue = next(iter(later), None)
    if cue is None or cue.first - at > _REACH or _labels_next(clause, number, cue):
        return None
    if cue.kind in PEOPLE and any(cue.first - 3 < count.first < cue.last + 3 for count in clause.of("count")):
        return None
    between = sentence.words[at : cue.first]
    if any(a.form in finite() and b.form in forms("joint") for a, b in pairwise(between)):
        return None  # `چهار تن را بازداشت کردند و …`: what follows is of others
    classifiers = forms("classifier")
    nouns = [word for word in between if word.form not in classifiers | forms("from number")]
    if not nouns or len(nouns) < len(between):
        first_after = between[0].form if between else ""
        return cue if not between or first_after in classifiers or not is_thing(clause, nouns) else None
    somebody = number.value != 1 or _is_somebody(clause, nouns[0]) or nouns[0].form in forms("casualty noun")
    somebody = somebody or _is_subject(clause, number)
    return cue if somebody and not is_thing(clause, nouns) else None


def _labels_next(clause: Clause, number: NumberSpan, cue: Cue) -> bool:
    """`۴۱۲، مجروح ۶۴`: the harm belongs to the number behind it."""
    sentence = clause.sentence
    own = any(sentence.word_at(other.start) == cue.last + 1 for other in sentence.numbers)
    nominal = any(other.last == cue.last for other in clause.of("nominal"))  # `… به کشته شدن یک تن انجامید`
    return own and (nominal or any(mark in clause.quote(number.end, cue.start) for mark in "،,؛"))


def _noun(clause: Clause, number: NumberSpan, cue: Cue) -> str | None:
    """What sort of people a number counts: the name of `of_whom` between it and the harm."""
    low, high = sorted((number.end, cue.start))
    comma = clause.quote(low, high).find("،")
    high = low + comma if comma >= 0 else high
    high = min([high, *(other.start for other in clause.sentence.numbers if other.start >= number.end)])
    high = min([high, *(cue.start for cue in clause.of("part follows") if cue.start >= number.end)])
    names = [name for name in clause.sentence.named("of_whom") if low <= name.start and name.end <= high]
    if not names or cue.start < number.end:
        return None
    apart = clause.sentence.between(number.end, names[0].start)
    if names[0].code == "attackers" and any(word.form not in forms("classifier") for word in apart):
        return None  # `شپاړس کارکوونکي وسله‌والو …`: those who did it
    return names[0].code


def _critical(clause: Clause, number: NumberSpan, cue: Cue) -> str | None:
    """`وضع سه زخمی وخیم است`: those in a critical state are a part of the injured."""
    if cue.kind not in ("injured", "injured people"):
        return None
    sentence = clause.sentence
    if in_state(clause, number, cue) is not None:
        return "critical"
    at = sentence.word_at(number.number_start)
    for name in sentence.named("of_whom"):
        place = sentence.word_at(name.start)
        later = any(number.end < other.start < name.start for other in sentence.numbers)
        if name.code == "critical" and 0 <= place - at <= 4 and not later:
            return name.code
    return None


def _toll(clause: Clause, number: NumberSpan, cue: Cue, *, of_whom: str | None, noun: str | None = None) -> Toll:
    kind = cue.kind.split()[0]
    if noun == "attackers" or _fighters(clause, number):
        of_whom = "attackers"
    since = kind == "killed" and bool(clause.of("injured", "injured people")) and _among(clause, number, cue)
    return Toll(
        property=kind, count=number.count, start=number.start, end=number.end, clause=clause, of_whom=of_whom,
        noun=noun, since=since,
    )  # fmt: skip


def _among(clause: Clause, number: NumberSpan, cue: Cue) -> bool:
    """`دو تن از زخمیان جان باختند`, `دوه ټپیان مړه شول`: so many of those who were hurt."""
    at = clause.sentence.word_at(number.end)
    dead = [(who, then) for who, then in pairwise(harms_of(clause)) if then is cue and who.first - at in _AMONG]
    return any(died_of_wounds(clause, who, then) for who, then in dead)


def _fighters(clause: Clause, number: NumberSpan) -> bool:
    """`سه عضو داعش`, `پنځه د … جنګیالي`: those who fight for a group."""
    at = clause.sentence.word_at(number.end)
    near = [cue for cue in clause.of("fighters") if 0 <= cue.first - at <= 3]
    groups = [name for name in clause.sentence.named("groups") if -1 <= clause.sentence.word_at(name.start) - at <= 3]
    return bool(near and groups) and not any(other.start > number.end and other.start < near[0].start
                                             for other in clause.sentence.numbers)  # fmt: skip


def _rivals(one: Toll, other: Toll) -> bool:
    """Two counts by different speakers: neither is a part of the other."""
    first, second = one.clause.speaker, other.clause.speaker
    return first is not None and second is not None and first != second


def _holds(other: Toll, toll: Toll) -> bool:
    """True where a count made elsewhere holds those whom a toll names: more people, of the same harm."""
    least = other.count.low if other.count.low is not None else other.count.high
    same = other.property == toll.property and other.of_whom is None and not (other.told or other.since)
    return same and other.clause.sentence is not toll.clause.sentence and (least or 0) > (toll.count.low or 0)


def settled(tolls: list[Toll]) -> list[Toll]:
    """An attack's tolls with each sort of people made a part where a greater whole stands beside it."""
    found = []
    for toll in tolls:
        size = toll.count.low if toll.count.low is not None else toll.count.high
        if toll.of_whom == "critical" and not any(o.property == toll.property and o.of_whom is None for o in tolls):
            found.append(replace(toll, of_whom=None))  # the badly hurt alone are told of
        elif (toll.told or toll.since) and any(_holds(other, toll) for other in tolls):
            continue  # of those who are counted elsewhere
        elif toll.of_whom is None and toll.noun is not None and size is not None:
            greater = any(
                other.property == toll.property
                and other.of_whom is None
                and other.clause.sentence is not toll.clause.sentence
                and not _rivals(other, toll)
                and (other.count.low or other.count.high or 0) > size
                for other in tolls
            )
            found.append(replace(toll, of_whom=toll.noun) if greater else toll)
        else:
            found.append(toll)
    return found
