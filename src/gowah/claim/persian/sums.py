"""Totals: several attacks summed by the speaker, such as `در شش ماه گذشته بیش از ۲۰ حمله …`."""

from __future__ import annotations

from gowah.claim.persian.attributes import value
from gowah.claim.persian.clauses import Clause
from gowah.claim.persian.tolls import find_tolls
from gowah.model import Claimed, Count, Span, Term, Value, Where
from gowah.words import DateSpan, NumberSpan, Tables

_FEWEST = 4  # fewer attacks in a sentence are told, not summed


def is_sum(clause: Clause) -> bool:
    """True when a clause counts attacks, over a time."""
    return _attacks(clause) is not None and (bool(clause.of("period")) or _period(clause) is not None)


def total(clause: Clause, tables: Tables) -> Claimed:
    """The total of a clause that `is_sum`: the number of attacks, the tolls, the scope."""
    number = _attacks(clause)
    sentence = clause.sentence
    quote = sentence.text[clause.start - sentence.start : clause.end - sentence.start]
    counted: list[tuple[str, Count, str | None]] = [("attacks", number.count, None)] if number is not None else []
    counted += [(toll.property, toll.count, toll.of_whom) for toll in find_tolls(clause)]
    values = [
        Value(
            property=property,
            value=count,
            quote=quote,
            start=clause.start,
            end=clause.end,
            speakers=(clause.speaker,) if clause.speaker is not None else (),
            of_whom=of_whom,
        )
        for property, count, of_whom in counted
        if property != "abducted"
    ]
    values += _scope(clause, tables)
    return Claimed(kind="total", anchor=Span(start=clause.start, end=clause.end), values=tuple(values))


def _scope(clause: Clause, tables: Tables) -> list[Value]:
    found: list[Value] = []
    for property, table in (("perpetrator", "groups"), ("community", "communities")):
        names = [
            name
            for name in clause.sentence.named(table)
            if clause.start <= name.start and name.end <= clause.end and not clause.names_speaker(name.start, name.end)
        ]
        if names:
            found.append(value(clause, property, Term(code=names[0].code, as_written=names[0].as_written)))
    places = [name for name in clause.sentence.named("places") if not clause.names_speaker(name.start, name.end)]
    if places and places[0].code in tables.places:
        found.append(value(clause, "place", Where(place=places[0].code, precision=6, as_written=places[0].as_written)))
    period = _period(clause)
    if period is not None:
        found.append(value(clause, "period", period.when))
    claimed = bool(clause.of("responsibility")) and bool(clause.of("claims"))
    words = clause.sentence.text[clause.start - clause.sentence.start : clause.end - clause.sentence.start]
    found.append(value(clause, "responsibility", Term(code="claimed" if claimed else "all", as_written=words)))
    return found


def _attacks(clause: Clause) -> NumberSpan | None:
    """The number that counts attacks: right before the word for them."""
    sentence = clause.sentence
    for number in sentence.numbers:
        if not (clause.start <= number.start and number.end <= clause.end) or number.value < _FEWEST:
            continue
        at = sentence.word_at(number.end)
        if any(0 <= cue.first - at <= 1 for cue in clause.of("attack noun")):
            return number
    return None


def _period(clause: Clause) -> DateSpan | None:
    return next(
        (
            span
            for span in clause.sentence.dates
            if clause.start <= span.start and span.end <= clause.end and span.when.earliest != span.when.latest
        ),
        None,
    )
