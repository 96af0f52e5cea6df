"""Totals: several attacks summed by the speaker, such as `در شش ماه گذشته بیش از ۲۰ حمله …`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from gowah.claim.persian.clauses import Clause
from gowah.claim.persian.cues import forms
from gowah.claim.persian.harms import Toll, harms_of, is_person
from gowah.claim.persian.scenes import Scene, hedged, scenes, valued
from gowah.claim.persian.tolls import find_tolls
from gowah.model import Claimed, Count, Datum, Span, Term, When
from gowah.words import DateSpan, NameSpan, NumberSpan, Tables, Word, where_of
from gowah.words.datescan import ordinals

_FEWEST = 4  # fewer attacks in a clause without a period are told, not summed
_LONG = 45  # days over which people are counted, not of one attack
_FAR = 5  # words from `بار` to the attack
_REACH = 2  # sentences over which `این حملات` means those counted before
_LIVES = ("killed", "injured")
_LONG_WAY = 14  # words between `سومین خبرنگار` and what came to him
_BETWEEN = 4  # words between the days that begin and end a period
_STATUS = (("linked", ("linked to",)), ("claimed", ("claims", "responsibility")))


@dataclass(frozen=True, slots=True)
class _Scope:
    """What a total covers: property -> value."""

    parts: dict[str, Datum]

    def completed(self, earlier: _Scope | None) -> _Scope:
        """With what is unsaid here taken from the total before."""
        return _Scope({**(earlier.parts if earlier else {}), **self.parts})


def totals(told: Sequence[Sequence[Clause]], tables: Tables) -> tuple[list[Claimed], set[int]]:
    """The totals of a text, and the clauses (by identity) that tell them: no attacks of their own."""
    found: list[Claimed] = []
    taken: set[int] = set()
    last: tuple[int, _Scope] | None = None
    for scene in scenes(told):
        clause = scene.clause
        counted = _counted(clause)
        ordinal = _ordinal(clause) if not counted and (clause.of("period") or _period(clause)) else None
        counted = [ordinal] if ordinal is not None else counted
        tolls = [toll for toll in find_tolls(clause) if toll.property != "abducted"]
        if not counted and (last_of_many := _last_of_many(clause)) is not None:
            tolls = [last_of_many]
        back = last is not None and scene.index - last[0] <= _REACH and _harks_back(clause)
        if clause.sentence.asks or not (_is_sum(clause, counted) or (back and (counted or tolls))):
            continue
        scope = _scope(scene, tables)
        if back or (last is not None and last[0] == scene.index):
            scope = scope.completed(last[1] if last else None)
        found += _claims(clause, counted, tolls, scope)
        taken.add(id(clause))
        last = (scene.index, scope)
    return found, taken


def _is_sum(clause: Clause, counted: list[NumberSpan]) -> bool:
    """True when a clause counts attacks over a time, or people harmed in attacks over a time."""
    over = bool(clause.of("period")) or _period(clause) is not None
    if counted and clause.of("sum of") and find_tolls(clause):
        return True  # `مجموع تلفات این دو حمله`
    if counted:
        return over or max(number.value for number in counted) >= _FEWEST
    if _last_of_many(clause) is not None:
        return True
    if not find_tolls(clause):
        return False
    return (over and _many_attacks(clause)) or _of_a_while(clause)


def _of_a_while(clause: Clause) -> bool:
    """`در شش ماه ۳۰ تن کشته شدند`: people counted over a long time, with no attack, day or site named."""
    if not any((toll.count.low or 0) >= _FEWEST for toll in find_tolls(clause)):
        return False
    if _one_day(clause) or clause.of("anniversary") or _one_attack(clause) or _at_a_site(clause):
        return False
    period = _period(clause)
    if period is not None and period.when.earliest and period.when.latest:
        begins, ends = date.fromisoformat(period.when.earliest), date.fromisoformat(period.when.latest)
        if (ends - begins).days >= _LONG:
            return True
    words = clause.sentence.words
    counts = {clause.sentence.word_at(number.end) for number in clause.sentence.numbers}
    for n, word in enumerate(words[1:], start=1):
        long = word.form in forms("long unit") and n in counts and clause.start <= word.start < clause.end
        if long and any(other.form in forms("while") for other in words[max(0, n - 4) : n - 1]):
            return True
    return False


def _at_a_site(clause: Clause) -> bool:
    """`در مسجدی …`: where one attack happened."""
    words = clause.sentence.words
    for name in _named(clause, "sites"):
        at = clause.sentence.word_at(name.start)
        if any(word.form in forms("in") for word in words[max(0, at - 3) : at]):
            return True
    return False


def _one_attack(clause: Clause) -> bool:
    """True where a clause tells of an attack in the singular."""
    many = {cue.first for cue in clause.of("attacks")}
    return any(cue.first not in many for cue in clause.of("event noun"))


def _one_day(clause: Clause) -> bool:
    return any(
        span.when.precision == "day" and clause.start <= span.start < clause.end and not clause.spoken_at(span.start)
        for span in clause.sentence.dates
    )


def _many_attacks(clause: Clause) -> bool:
    """`در حملات …`, `په بریدونو کې`: attacks in the plural and no day."""
    return not _one_day(clause) and bool(clause.of("attacks"))


def _harks_back(clause: Clause) -> bool:
    """`این حملات`, `در این ۱۴ حمله`, `په دې بریدونو کې`."""
    words = clause.sentence.words
    for cue in clause.of("attacks"):
        if any(word.form in forms("this") for word in words[max(0, cue.first - 3) : cue.first]):
            return True
    return bool(clause.of("all together"))


def _claims(clause: Clause, counted: list[NumberSpan], tolls: list[Toll], scope: _Scope) -> Iterator[Claimed]:
    if len(counted) <= 1:
        yield _claimed(clause, counted[0] if counted else None, tolls, scope)
        return
    for number in counted:
        yield _claimed(clause, number, [], scope)
    if tolls:
        yield _claimed(clause, None, tolls, scope)


def _claimed(clause: Clause, number: NumberSpan | None, tolls: list[Toll], scope: _Scope) -> Claimed:
    certainty = hedged(clause)
    values = [valued(clause, "attacks", number.count, certainty=certainty)] if number is not None else []
    for toll in tolls:
        value = valued(clause, toll.property, toll.count, certainty=certainty)
        values.append(replace(value, of_whom=toll.of_whom))
    values += [valued(clause, property, datum, certainty=certainty) for property, datum in scope.parts.items()]
    status = _status(clause, number)
    values.append(valued(clause, "responsibility", Term(code=status, as_written=clause.said), certainty=certainty))
    start = number.start if number is not None else tolls[0].start if tolls else clause.start
    end = number.end if number is not None else tolls[-1].end if tolls else clause.end
    return Claimed(kind="total", anchor=Span(start=start, end=end), values=tuple(values))


def _status(clause: Clause, number: NumberSpan | None) -> str:
    """claimed, linked or all: what stands nearest to the number before the next one."""
    numbers = _counted(clause)
    start, end = clause.start, clause.end
    if number is not None and len(numbers) > 1:
        n = numbers.index(number)
        start = numbers[n - 1].end if n else clause.start
        end = numbers[n + 1].start if n + 1 < len(numbers) else clause.end
        start = max(
            start, max((cue.end for cue in clause.of("claims") if start <= cue.start < number.start), default=start)
        )
    at = number.start if number is not None else start
    near: list[tuple[int, str]] = []
    for status, kinds in _STATUS:
        cues = [[abs(cue.start - at) for cue in clause.of(kind) if start <= cue.start < end] for kind in kinds]
        if all(cues):
            near.append((min(min(own) for own in cues), status))
    return min(near)[1] if near else "all"


def _counted(clause: Clause) -> list[NumberSpan]:
    """The numbers that count attacks: right before the word for them."""
    sentence = clause.sentence
    nouns = clause.of("attack noun")
    found = []
    for number in sentence.numbers:
        if not (clause.start <= number.start and number.end <= clause.end) or number.value < 2 or number.age:
            continue
        if number.year_like or clause.names_speaker(number.start, number.end):
            continue
        at = sentence.word_at(number.end)
        if _so_many_times(clause, at):
            found.append(number)
            continue
        between = [cue for cue in nouns if 0 <= cue.first - at <= 1]
        if between and (between[0].first == at or sentence.words[at].form in forms("classifier") | forms("of attacks")):
            found.append(number)
    return found


def _so_many_times(clause: Clause, at: int) -> bool:
    """`نه بار بر هزاره‌ها حمله شده`: the attack stands a few words behind `بار`."""
    words = clause.sentence.words
    if at >= len(words) or words[at].form not in forms("times"):
        return False
    return any(0 < cue.first - at <= _FAR for cue in clause.of("event") if cue.kind == "event")


def _ordinal(clause: Clause) -> NumberSpan | None:
    """`دومین حمله در یک ماه`, `پنځمه وژنه`: the last of so many, with its number."""
    sentence = clause.sentence
    for n, word in enumerate(sentence.words[:-1]):
        if not (clause.start <= word.start and word.end <= clause.end) or word.form not in ordinals():
            continue
        after = [other.form for other in sentence.words[n + 1 : n + 3]]
        if any(form in forms("ordinal times") for form in after) and not clause.names_speaker(word.start, word.end):
            value = ordinals()[word.form]
            count = Count(low=value, high=value, as_written=clause.quote(word.start, word.end))
            return NumberSpan(
                start=word.start, end=word.end, count=count, number_start=word.start, number_end=word.end, value=value
            )
    return None


def _last_of_many(clause: Clause) -> Toll | None:
    """`سومین خبرنگاری است که امسال کشته می‌شود`, `درېیم خبریال دی چې سږ کال وژل کېږي`: so many killed by now."""
    if not (clause.of("period") or _period(clause)):
        return None
    sentence = clause.sentence
    for n, word in enumerate(sentence.words[:-1]):
        if not clause.tells_at(word.start, word.end) or word.form not in ordinals():
            continue
        after = sentence.words[n + 1]
        harm = next((cue for cue in harms_of(clause) if cue.kind in _LIVES and 0 < cue.first - n <= _LONG_WAY), None)
        somebody = is_person(clause, after) or _one_person(after)
        if harm is not None and somebody and any(c.first < harm.first and c.first > n for c in clause.of("that")):
            value = ordinals()[word.form]
            count = Count(low=value, high=value, as_written=clause.quote(word.start, after.end))
            return Toll(property=harm.kind, count=count, start=word.start, end=after.end, clause=clause)
    return None


def _one_person(word: Word) -> bool:
    return word.form in forms("one person") or word.form.removesuffix("ی") in forms("one person")


def _scope(scene: Scene, tables: Tables) -> _Scope:
    clause = scene.clause
    parts: dict[str, Datum] = {}
    group = _doer(scene)
    if group is not None:
        parts["perpetrator"] = Term(code=group.code, as_written=group.as_written)
    communities = _named(clause, "communities")
    if communities:
        narrow = max(communities, key=lambda name: sum(1 for _ in tables.broader("communities", name.code)))
        parts["community"] = Term(code=narrow.code, as_written=narrow.as_written)
    places = [name for name in _named(clause, "places") if name.code in tables.places]
    if places:
        parts["place"] = where_of(places[0], tables)
    period = _period(clause)
    if period is not None:
        parts["period"] = _till_now(period.when, clause)
    return _Scope(parts)


def _doer(scene: Scene) -> NameSpan | None:
    """The group that did it; where none is named but it is said to have claimed or to be tied, the one spoken of."""
    taking = {cue.first for cue in scene.clause.of("took power")}
    words = scene.clause.sentence.word_at
    groups = [name for name in scene.groups if not any(-6 <= words(name.start) - at <= 6 for at in taking)]
    if groups:
        return groups[0]
    tied = scene.says_it or scene.clause.of("claims", "linked to")
    return scene.topic if tied else None


def _named(clause: Clause, table: str) -> list[NameSpan]:
    return [
        name
        for name in clause.sentence.named(table)
        if clause.start <= name.start and name.end <= clause.end and not clause.names_speaker(name.start, name.end)
    ]


def _till_now(when: When, clause: Clause) -> When:
    """What was counted `از آغاز سال` was counted until the report was issued."""
    day = clause.sentence.day.isoformat() if clause.sentence.day else None
    if when.latest is not None or day is None or day < (when.earliest or ""):
        return when
    return replace(when, latest=day)


def _period(clause: Clause) -> DateSpan | None:
    spans = [span for span in clause.sentence.dates if clause.start <= span.start and span.end <= clause.end]
    whole = next((both for one, other in pairwise(spans) if (both := _from_to(clause, one, other)) is not None), None)
    return whole or next((span for span in spans if span.when.earliest != span.when.latest), None)


def _from_to(clause: Clause, first: DateSpan, last: DateSpan) -> DateSpan | None:
    """`از اول جنوری تا پایان جون ۲۰۲۴`, `له جنورۍ څخه د جون تر پایه`: from the one to the end of the other."""
    begins, ends = first.when.earliest, last.when.latest
    if begins is None or ends is None or begins > ends:
        return None
    words = clause.sentence.words
    at = clause.sentence.word_at(first.start)
    before = words[max(0, at - 2) : at + 1]
    if not any(word.form in forms("from number") for word in before):
        return None
    between = clause.sentence.between(first.end, last.start)
    behind = words[clause.sentence.word_at(last.end) :][:1]
    if len(between) > _BETWEEN or not any(word.form in forms("up to") for word in (*between, *behind)):
        return None
    when = When(earliest=begins, latest=ends, as_written=clause.quote(first.start, last.end))
    return replace(first, end=last.end, when=when)
