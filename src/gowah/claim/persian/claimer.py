"""The claimer of Dari and Pashto: sentences -> clauses and speakers -> attacks, totals, needs and gaps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from gowah.claim.bounds import as_stored, within_bounds
from gowah.claim.persian.attributes import attributes, published_before
from gowah.claim.persian.blame import blame
from gowah.claim.persian.bylines import signed
from gowah.claim.persian.clauses import Clause, clauses
from gowah.claim.persian.cues import HARMS, PEOPLE, find_cues
from gowah.claim.persian.events import Event, find_events
from gowah.claim.persian.groups import groups
from gowah.claim.persian.harms import Toll
from gowah.claim.persian.orders import without_orders
from gowah.claim.persian.persons import persons
from gowah.claim.persian.sentences import sentences
from gowah.claim.persian.sums import totals
from gowah.claim.persian.tales import without_tales
from gowah.claim.persian.ties import ties
from gowah.claim.persian.tolls import carry, find_tolls, settled
from gowah.claim.persian.victims import victims
from gowah.claim.persian.wishes import gaps, needs
from gowah.claim.scripts import is_persian, part_in_script
from gowah.model import Certainty, Claimed, Problem, SourceText, Span, Value
from gowah.version import __version__
from gowah.words import Settings, Tables, words
from gowah.words.issued import published
from gowah.words.markup import code_spans, unmarked
from gowah.words.media import is_table

_MOST_CHARACTERS = 250_000
"""Code points of a text that are read for claims; what lies beyond is told as a Problem."""

_SUBSTANCE = frozenset({"when", "where", "site", "killed", "injured", "hurt", "abducted"})


class Persian:
    """Claims of texts in Dari and Pashto; of any other text none."""

    name = "gowah-claim-persian"
    version = __version__

    def claim(self, text: SourceText, tables: Tables, settings: Settings) -> Iterator[Claimed | Problem]:
        """Every mention in the text, in order; of a text in several scripts, those of its part in this one."""
        part = text if is_persian(text) else part_in_script(text, persian=True)
        if part is None or is_table(text):
            return
        if part is text:
            yield from _unread(text)
        begun = _beginning(part)
        told = _told(replace(begun, text=unmarked(begun.text)), tables, settings)
        yield from within_bounds((as_stored(claimed, text) for claimed in told), text.file, tables)


def _told(text: SourceText, tables: Tables, settings: Settings) -> list[Claimed]:
    own = without_tales(without_orders(sentences(text, tables, settings)))
    told = carry(signed(clauses(own, text.described.publisher)))
    found, summed = totals(told, tables)
    rest = [tuple(clause for clause in own if id(clause) not in summed) for own in told]
    events = find_events(rest, tables)
    attacks = [(event, attack) for event in events if _says_something(attack := _attack(event, tables))]
    found += _dated(text, attacks)
    found += victims(rest, [event for event, _ in attacks])
    found += [*groups(told, published(text)), *ties(told), *persons(told)]
    area = _area(_first_place(events, told), tables)
    found += needs(told, attacked=bool(attacks))
    found += gaps(told, tables, area)
    return sorted(found, key=lambda one: (one.anchor.start, one.anchor.end, one.kind))


def _unread(text: SourceText) -> Iterator[Problem]:
    """What was not read of a text, though it may tell of harm."""
    if len(text.text) > _MOST_CHARACTERS:
        yield Problem(
            where=text.file, what=f"only the first {_MOST_CHARACTERS:,} characters were read for claims",
            hint="Split the report and keep its parts.",
        )  # fmt: skip
    if any(_counts_harm(text.text[start:end]) for start, end in code_spans(text.text[:_MOST_CHARACTERS])):
        yield Problem(
            where=text.file, what="lines of data, markup or program code were not read for claims",
            hint="Keep data as a table (docs/datasets.md), or enter what they say by hand.",
        )  # fmt: skip


def _counts_harm(code: str) -> bool:
    return any(map(str.isdigit, code)) and any(cue.kind in (*HARMS, *PEOPLE) for cue in find_cues(words(code)))


def _beginning(text: SourceText) -> SourceText:
    """As much of a text as is read."""
    most = _MOST_CHARACTERS
    if len(text.text) <= most:
        return text
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


def _first_place(events: Sequence[Event], told: Sequence[Sequence[Clause]]) -> str:
    """The place of the first attack that has one, or else the first that the text names; empty where it names none."""
    named = (name.code for own in told for clause in own[:1] for name in clause.sentence.named("places"))
    return next((event.place for event in events if event.place), None) or next(named, "")


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
    if clause.of("is false") and clause.of("rumour"):
        return Certainty.DENIED
    return Certainty.HEDGED if clause.of("hedge") else Certainty.STATED
