"""The claimer of Dari and Pashto: sentences -> clauses and speakers -> attacks, totals, needs and gaps."""

from __future__ import annotations

from collections.abc import Iterator

from gowah.claim.persian.attributes import attributes
from gowah.claim.persian.blame import blame
from gowah.claim.persian.clauses import Clause, clauses
from gowah.claim.persian.events import Event, find_events
from gowah.claim.persian.sentences import sentences
from gowah.claim.persian.sums import is_sum, total
from gowah.claim.persian.tolls import Toll, find_tolls, settled
from gowah.claim.persian.victims import victims
from gowah.claim.persian.wishes import gaps, needs
from gowah.model import Certainty, Claimed, Problem, SourceText, Span, Value
from gowah.words import Settings, Tables, is_persian_script

_LANGUAGES = frozenset({"prs", "fa", "ps", "fa-af", "pbt", "pus", "per", "fas"})
_SUBSTANCE = frozenset({"when", "where", "site", "killed", "injured", "hurt", "abducted"})


class Persian:
    """Claims of texts in Dari and Pashto; of any other text none."""

    name = "gowah-claim-persian"
    version = "1.0.0"

    def claim(self, text: SourceText, tables: Tables, settings: Settings) -> Iterator[Claimed | Problem]:
        """Every mention in the text, in the order of the text."""
        language = (text.described.language or "").lower()
        if text.media_type == "text/csv" or not (language in _LANGUAGES or is_persian_script(text.text)):
            return
        told = clauses(sentences(text, tables, settings), text.described.publisher)
        sums = [clause for own in told for clause in own if is_sum(clause)]
        rest = [tuple(clause for clause in own if clause not in sums) for own in told]
        found: list[Claimed] = [total(clause, tables) for clause in sums]
        events = find_events(rest, tables)
        found += [attack for event in events if _says_something(attack := _attack(event, tables))]
        found += victims(rest, [event for event in events if _says_something(_attack(event, tables))])
        area = next((_area(event.place, tables) for event in events if event.place), None)
        for own in told:
            found += [*needs(own, tables), *gaps(own, tables, area)]
        yield from sorted(found, key=lambda one: (one.anchor.start, one.anchor.end, one.kind))


def _area(place: str, tables: Tables) -> str | None:
    """The name of the city, or failing that the province, that holds a place."""
    held = tables.within(place, "city") or tables.within(place, "province")
    return held.name if held else None


def _says_something(attack: Claimed) -> bool:
    """False where no day, place, site or toll is told: a word for violence alone is no attack."""
    return any(value.property in _SUBSTANCE for value in attack.values)


def _attack(event: Event, tables: Tables) -> Claimed:
    values = [*attributes(event, tables), *_tolls(event), *blame(event)]
    anchor = event.anchor
    order = ("when", "where", "site", "community", "perpetrator", "responsibility", "tactic")
    values.sort(key=lambda value: (order.index(value.property) if value.property in order else 9, value.start))
    return Claimed(kind="attack", anchor=Span(start=anchor.start, end=anchor.end), values=tuple(dict.fromkeys(values)))


def _tolls(event: Event) -> Iterator[Value]:
    tolls = settled([toll for clause in event.telling for toll in find_tolls(clause)])
    for toll in tolls:
        yield toll_value(toll, toll.property)


def toll_value(toll: Toll, property: str) -> Value:
    """A toll as a value, quoted with its clause."""
    clause = toll.clause
    sentence = clause.sentence
    return Value(
        property=property,
        value=toll.count,
        start=clause.start,
        end=clause.end,
        quote=sentence.text[clause.start - sentence.start : clause.end - sentence.start],
        speakers=(clause.speaker,) if clause.speaker is not None else (),
        certainty=_certainty(clause),
        of_whom=toll.of_whom,
    )


def _certainty(clause: Clause) -> Certainty:
    if clause.of("denies") and not clause.of("responsibility"):
        return Certainty.DENIED
    return Certainty.HEDGED if clause.of("hedge") else Certainty.STATED
