"""Of an attack: when, where, at what site, against which community, by what means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gowah.claim.persian.clauses import Clause
from gowah.claim.persian.cues import Cue, forms
from gowah.claim.persian.events import Event, day_of, deeper, depth, place_of, related, spans_of
from gowah.claim.persian.shifts import commemorated
from gowah.model import SourceText, Term, Value, When, Where
from gowah.words import NameSpan, Tables, find_dates, where_of
from gowah.words.issued import published

_WIDTH = {"day": 0, "week": 1, "month": 2, "year": 3}


def value(clause: Clause, property: str, datum: Term | When | Where, **more: object) -> Value:
    """A value whose quote is its clause."""
    sentence = clause.sentence
    quote = sentence.text[clause.start - sentence.start : clause.end - sentence.start]
    return Value(property=property, value=datum, quote=quote, start=clause.start, end=clause.end, **more)  # type: ignore[arg-type]


def attributes(event: Event, tables: Tables) -> Iterator[Value]:
    """The values of an attack that are not tolls nor say who did it, each from the clause that says it best."""
    when = _when(event)
    if when is not None:
        yield when
    where = _where(event, tables)
    if where is not None:
        yield where
    for property, table in (("site", "sites"), ("community", "communities"), ("tactic", "tactics")):
        found = _term(event, property, table, tables)
        if found is not None:
            yield found


def _when(event: Event) -> Value | None:
    for clause in event.telling:
        day = day_of(clause)
        if day is not None:
            return value(clause, "when", day.when)
    if event.shift is not None:
        return value(event.shift[0], "when", event.shift[1].when)
    for clause in event.context:
        day = day_of(clause)
        if day is not None:
            return value(clause, "when", day.when)
    spans = [(clause, span) for clause in event.telling for span in spans_of(clause)]
    if event.day is not None and event.clauses:
        clause = event.clauses[0]  # "on the same day" as the attack told before
        cue = next(iter(clause.of("same day")), None)
        if cue is not None:
            said = clause.sentence.text[cue.start - clause.sentence.start : cue.end - clause.sentence.start]
            same = event.day.when
            return value(clause, "when", When(earliest=same.earliest, latest=same.latest, as_written=said))
    if spans:
        clause, span = min(spans, key=lambda pair: _WIDTH.get(pair[1].when.precision or "", 4))
        return value(clause, "when", span.when)
    for clause in event.telling:
        until = commemorated(clause)
        if until is not None:
            return value(clause, "when", until)
    return None


def published_before(text: SourceText) -> Value | None:
    """Where a text gives no day: not later than the day of publication, quoted from the report's head."""
    day = published(text)
    if day is None:
        return None
    for block in text.layout:
        if block.kind in ("header", "byline"):
            for span in find_dates(text.text[block.start : block.end], None):
                if span.when.earliest == span.when.latest == day.isoformat():
                    start, end = block.start + span.start, block.start + span.end
                    when = When(earliest=None, latest=day.isoformat(), as_written=text.text[start:end])
                    return Value(property="when", value=when, quote=text.text[start:end], start=start, end=end)
    return None


def _where(event: Event, tables: Tables) -> Value | None:
    best: tuple[Clause, NameSpan] | None = None
    told = [clause for clause in event.telling if place_of(clause, tables)] or event.context
    for clause in told:
        place = place_of(clause, tables)
        if place is None or place.code not in tables.places:
            continue
        if best is None or (deeper(place.code, best[1].code, tables) and related(place.code, event.place, tables)):
            best = clause, place
    if best is None:
        return None
    clause, place = best
    return value(clause, "where", where_of(place, tables))


def _term(event: Event, property: str, table: str, tables: Tables) -> Value | None:
    """The term of a table that tells most: for a site the least general kind, for the rest the narrowest."""
    passages = [*event.telling, *event.context]
    if property == "community":
        passages += event.aside
    found: list[tuple[tuple[int, ...], Clause, Term]] = []
    for n, clause in enumerate(passages):
        for name in clause.sentence.named(table):
            if not (clause.start <= name.start and name.end <= clause.end) or name.code == "other":
                continue
            if any(person.start <= name.start < person.end for person in clause.sentence.people):
                continue
            if not clause.tells_at(name.start, name.end):
                continue
            if property == "site" and any(cue.start <= name.start < cue.end for cue in clause.of("no site")):
                continue  # `له لارې`: by way of
            if property == "site" and (_only_near(clause, name) or _counted_dead(clause, name)):
                continue
            code = _laid(clause, name, tables) if property == "tactic" else name.code
            term = Term(code=code, as_written=name.as_written)
            found.append((_rank(property, code, name, n, tables), clause, term))
    if property == "community" and not found:
        return _rite(passages)
    if not found:
        return None
    _, clause, term = min(found, key=lambda row: row[0])
    return value(clause, property, term)


def _only_near(clause: Clause, name: NameSpan) -> bool:
    """`در نزدیکی مسجد`: near a mosque is not in it; `سوار بر موترسایکل`: the attackers were; a pupil is anywhere."""
    at = clause.sentence.word_at(name.start)
    words = clause.sentence.words
    owner = words[at - 1].form if at else ""
    behind = words[clause.sentence.word_at(name.end) :][:1]
    if owner in forms("one person") or (owner == "د" and behind and behind[0].form in forms("one person")):
        return True  # `شاگرد مکتب`
    riding = any(0 < at - cue.last <= 2 or -3 <= at - cue.first < 0 for cue in clause.of("riding"))
    return riding or any(0 < at - cue.last <= 2 for cue in clause.of("near"))


def _counted_dead(clause: Clause, name: NameSpan) -> bool:
    """`چهار جنازه`, `د ۱۴ کسانو جنازې`: the dead that are counted, no funeral."""
    at = clause.sentence.word_at(name.start)
    counted = any(0 <= at - clause.sentence.word_at(number.end) <= 1 for number in clause.sentence.numbers)
    return counted and any(cue.start < name.end and cue.end > name.start for cue in clause.of("killed"))


def _laid(clause: Clause, name: NameSpan, tables: Tables) -> str:
    """`ماین` alone is a landmine; one that somebody hid, fixed to a car or laid by the road is a bomb."""
    if name.code not in forms("mine") or not clause.sentence.has("placed"):
        return name.code
    return tables.terms["tactics"][name.code].parent or name.code


def _rank(property: str, code: str, name: NameSpan, n: int, tables: Tables) -> tuple[int, ...]:
    narrow = -sum(1 for _ in tables.broader(name.table, name.code))
    if property == "site":
        weak = any(row.code in forms("weak site") for row in tables.broader("sites", name.code))
        return (int(weak), n, name.start)
    if property == "tactic":
        return (_tactic_order(code, list(tables.terms["tactics"])), n, name.start)
    return (narrow, n, name.start)


def _tactic_order(code: str, order: list[str]) -> int:
    """A suicide bombing is also called an explosion: what every bombing is called comes last."""
    return len(order) if code == "planted-bomb" else order.index(code)


def _rite(passages: Iterable[Clause]) -> Value | None:
    """A rite that one community alone holds tells whom it was against."""
    for clause in passages:
        for kind, code in (("shia rite", "shia"), ("sikh rite", "sikh")):
            cue: Cue | None = next(iter(clause.of(kind)), None)
            if cue is not None:
                said = clause.sentence.text[cue.start - clause.sentence.start : cue.end - clause.sentence.start]
                return value(clause, "community", Term(code=code, as_written=said))
    return None


__all__ = ["attributes", "depth", "value"]
