"""People whom Dari and Pashto texts name as killed, hurt or abducted: protected claims, tied to their attack."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from gowah.claim.persian.clauses import Clause
from gowah.claim.persian.cues import Cue
from gowah.claim.persian.events import Event
from gowah.claim.persian.someone import named_harmed
from gowah.model import Claimed, Count, Span, Term, Text, Value
from gowah.words import Word
from gowah.words.people import PersonSpan, cue_words
from gowah.words.sheets import folded_words

_AGE = 8  # words after a name within which its age stands


def victims(told: Sequence[Sequence[Clause]], events: Sequence[Event]) -> Iterator[Claimed]:
    """A `Claimed(kind="victim")` for each name that is the subject of a harm; once for each name."""
    seen: set[str] = set()
    for clause in (clause for own in told for clause in own):
        for person, cue in named_harmed(clause):
            if person.name not in seen:
                seen.add(person.name)
                yield _claimed(clause, person, cue, events)


def _claimed(clause: Clause, person: PersonSpan, cue: Cue, events: Sequence[Event]) -> Claimed:
    harm = cue.kind.split()[0]
    values = [
        _value(clause, "name", Text(text=person.name), person.start, person.end),
        _value(clause, "harm", Term(code=harm, as_written=_said(clause, cue.start, cue.end)), clause.start, clause.end),
    ]
    values += _described(clause, person)
    return Claimed(
        kind="victim",
        anchor=Span(start=person.start, end=person.end),
        values=tuple(values),
        about=_about(clause, events),
    )


def _described(clause: Clause, person: PersonSpan) -> Iterator[Value]:
    """Age and occupation in the apposition: `X، دانشجوی ۲۱ ساله،`."""
    sentence = clause.sentence
    mark = sentence.text[person.end - sentence.start :]
    if not mark.lstrip().startswith("،"):
        return
    begins = person.end + mark.index("،") + 1
    ends = mark.find("،", mark.index("،") + 1)
    until = person.end + ends if ends >= 0 else clause.end
    beside = sentence.between(begins, until)[:_AGE]
    for word, after in pairwise(beside):
        if word.form.isdecimal() and len(word.form) < 4 and after.form in _forms("age") and int(word.form) < 130:
            age = Count(low=int(word.form), high=int(word.form), as_written=_said(clause, word.start, word.end))
            yield _value(clause, "age", age, clause.start, clause.end)
            break
    work = _work(beside)
    if work is not None:
        said = _said(clause, work.start, work.end)
        yield _value(clause, "occupation", Text(text=said), clause.start, clause.end)


def _work(beside: Sequence[Word]) -> Word | None:
    return next((word for word in beside if word.form in _forms("work")), None)


def _about(clause: Clause, events: Sequence[Event]) -> Span | None:
    """The attack that the clause tells of, or else the last one told before it, or the first."""
    own = [event for event in events if any(clause is one for one in event.telling)]
    before = [event for event in events if event.anchor.start <= clause.start]
    for event in (*own[:1], *before[-1:], *events[:1]):
        return Span(start=event.anchor.start, end=event.anchor.end)
    return None


def _value(clause: Clause, property: str, datum: Text | Term | Count, start: int, end: int) -> Value:
    speakers = clause.speakers
    return Value(
        property=property, value=datum, quote=_said(clause, start, end), start=start, end=end, speakers=speakers
    )


def _said(clause: Clause, start: int, end: int) -> str:
    return clause.sentence.text[start - clause.sentence.start : end - clause.sentence.start]


@cache
def _forms(cue: str) -> frozenset[str]:
    return frozenset(folded_words(form)[0] for language in ("prs", "ps") for form in cue_words(cue, language))
