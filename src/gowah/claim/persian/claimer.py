"""The claimer of Dari and Pashto: sentences -> clauses and speakers -> attacks, totals, needs and gaps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from gowah.claim.bounds import within_bounds
from gowah.claim.persian.attributes import attributes, published_before
from gowah.claim.persian.blame import blame
from gowah.claim.persian.bylines import signed
from gowah.claim.persian.clauses import Clause, clauses
from gowah.claim.persian.events import Event, find_events
from gowah.claim.persian.groups import groups
from gowah.claim.persian.harms import Toll
from gowah.claim.persian.persons import persons
from gowah.claim.persian.sentences import sentences
from gowah.claim.persian.sums import totals
from gowah.claim.persian.ties import ties
from gowah.claim.persian.tolls import carry, find_tolls, settled
from gowah.claim.persian.victims import victims
from gowah.claim.persian.wishes import gaps, needs
from gowah.model import Certainty, Claimed, Problem, SourceText, Span, Value
from gowah.version import __version__
from gowah.words import Settings, Tables, is_persian_script
from gowah.words.issued import published
from gowah.words.media import is_table

_LANGUAGES = frozenset({"prs", "fa", "ps", "fa-af", "pbt", "pus", "per", "fas"})
_MOST_CHARACTERS = 250_000
"""Code points of a text that are read for claims; what lies beyond is told as a Problem."""

_SUBSTANCE = frozenset({"when", "where", "site", "killed", "injured", "hurt", "abducted"})


class Persian:
    """Claims of texts in Dari and Pashto; of any other text none."""

    name = "gowah-claim-persian"
    version = __version__

    def claim(self, text: SourceText, tables: Tables, settings: Settings) -> Iterator[Claimed | Problem]:
        """Every mention in the text, in the order of the text."""
        language = (text.described.language or "").lower()
        if is_table(text) or not (language in _LANGUAGES or is_persian_script(text.text)):
            return
        if len(text.text) > _MOST_CHARACTERS:
            yield Problem(
                where=text.file, what=f"only the first {_MOST_CHARACTERS:,} characters were read for claims",
                hint="Split the report and keep its parts.",
            )  # fmt: skip
            text = _beginning(text)
        told = carry(signed(clauses(sentences(text, tables, settings), text.described.publisher)))
        found, summed = totals(told, tables)
        rest = [tuple(clause for clause in own if id(clause) not in summed) for own in told]
        events = find_events(rest, tables)
        attacks = [(event, attack) for event in events if _says_something(attack := _attack(event, tables))]
        found += _dated(text, attacks)
        found += victims(rest, [event for event, _ in attacks])
        found += [*groups(told, published(text)), *ties(told), *persons(told)]
        area = next((_area(event.place, tables) for event in events if event.place), None)
        found += needs(told, tables)
        for own in told:
            found += gaps(own, tables, area)
        told_of = sorted(found, key=lambda one: (one.anchor.start, one.anchor.end, one.kind))
        yield from within_bounds(told_of, text.file, tables)


def _beginning(text: SourceText) -> SourceText:
    """As much of a text as is read."""
    most = _MOST_CHARACTERS
    layout = tuple(replace(b, end=min(b.end, most)) for b in text.layout if b.start < most)
    return replace(text, text=text.text[:most], layout=layout)


def _dated(text: SourceText, attacks: list[tuple[Event, Claimed]]) -> Iterator[Claimed]:
    """The attacks; the first that the text is about, where it gives no day, happened before it was published."""
    first = next((event for event, _ in attacks if not event.past), None)
    for event, attack in attacks:
        until = published_before(text) if event is first else None
        if until is not None and not any(value.property == "when" for value in attack.values):
            yield replace(attack, values=(until, *attack.values))
        else:
            yield attack


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
        speakers=clause.speakers,
        certainty=_certainty(clause),
        of_whom=toll.of_whom,
    )


def _certainty(clause: Clause) -> Certainty:
    if clause.of("denies") and not clause.of("responsibility"):
        return Certainty.DENIED
    return Certainty.HEDGED if clause.of("hedge") else Certainty.STATED
