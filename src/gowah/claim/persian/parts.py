"""Numbers that count a part of those before: `چهار تن آنان زن‌اند`, `چې پنځه یې ماشومان دي`, `از آن میان دو …`."""

from __future__ import annotations

from gowah.claim.persian.clauses import Clause
from gowah.claim.persian.cues import Cue, forms
from gowah.claim.persian.harms import Toll, is_person
from gowah.words import NameSpan, NumberSpan

_REACH = 16  # words from a part to a harm of its own
_NEAR = 3  # words from a number to the injured whose state is told
_PARTS = 6  # words from a part to whom it counts


def part_of(clause: Clause, number: NumberSpan, harms: list[Cue], before: Toll | None) -> tuple[Cue, str] | None:
    """(harm, of whom) of a number that is said to be a part of those before it; None if it says neither."""
    sentence = clause.sentence
    last = sentence.word_at(number.end)
    of_killed, of_injured = clause.of("of the killed"), clause.of("of the injured")
    explicit = next((cue for cue in (*of_killed, *of_injured) if 0 <= cue.first - last <= 2), None)
    pronoun = _pronoun(clause, number, harms)
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
    return Cue(kind=kind, start=number.end, end=name.end, first=last, last=last), name.code


def _pronoun(clause: Clause, number: NumberSpan, harms: list[Cue]) -> Cue | None:
    """`یازده تن شان`, `از جمله سه …`: what says that a number is a part; not where the part has a harm of its own."""
    first, last = clause.sentence.word_at(number.start), clause.sentence.word_at(number.end)
    for cue in clause.of("of them"):
        if 0 <= cue.first - last <= 2:
            return None if _harmed(clause, last, harms) else cue
        if 0 < first - cue.last <= 2:
            own = cue.first == cue.last or clause.sentence.words[cue.first - 1].form in forms("in")
            return None if own and _harmed(clause, last, harms) else cue  # `که در آن‌ها هفت تن کشته شدند`
    return next((cue for cue in clause.of("part follows") if _follows(clause, cue, number, harms)), None)


def _harmed(clause: Clause, at: int, harms: list[Cue]) -> bool:
    """True where the words from `at` on end in a harm: `دو تن شان کشته شدند`; `یازده تن شان مادر بودند` does not."""
    words = clause.sentence.words
    shut = clause.start  # the comma that ends `به شمول دو زن و یک کودک،`
    for n in range(at, min(at + _REACH, len(words))):
        word = words[n]
        if any(cue.first == n for cue in clause.of("part follows", "including")):
            comma = clause.quote(word.start, clause.end).find("،")
            shut = word.start + comma if comma >= 0 else clause.end
        if word.start < shut:
            continue
        if any(cue.first == n for cue in harms):
            return True
        if word.start >= clause.end or word.form in forms("copula") | forms("joint"):
            return False
    return False


def of_some(clause: Clause, number: NumberSpan, harms: list[Cue]) -> bool:
    """A part of those counted before it that is no sort of people: `شش تن از کشته‌شدگان`, `از آن میان دو …`."""
    first, last = clause.sentence.word_at(number.start), clause.sentence.word_at(number.end)
    told = clause.of("of the killed", "of the injured")
    near = any(0 <= cue.first - last <= 2 or 0 < first - cue.last <= 2 for cue in told)
    after = next((cue.last + 1 for cue in told if 0 <= cue.first - last <= 2), last)
    return (near and not _harmed(clause, after, harms)) or _pronoun(clause, number, harms) is not None


def in_state(clause: Clause, number: NumberSpan, harm: Cue) -> Cue | None:
    """The word for a state, in `د دوو ټپیانو حالت ښه نه دی`, `وضعیت سه زخمی خوب است`: the state of a part."""
    first, last = clause.sentence.word_at(number.start), harm.last
    if harm.kind not in ("injured", "injured people") or harm.first - first > _NEAR:
        return None
    return next((cue for cue in clause.of("state") if cue.first in (first - 1, last + 1)), None)


def is_bad(clause: Clause, state: Cue) -> bool:
    """True for a state that is said to be bad or not good."""
    named = any(name.code == "critical" and name.end > state.start for name in clause.sentence.named("of_whom"))
    return named or any(cue.start > state.start for cue in clause.of("not", "bad"))


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
