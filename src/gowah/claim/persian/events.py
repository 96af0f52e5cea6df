"""Which sentences tell of an attack, and which of them tell of one and the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from gowah.claim.persian.clauses import Clause
from gowah.claim.persian.sentences import Sentence
from gowah.claim.persian.tolls import find_tolls
from gowah.words import DateSpan, NameSpan, Tables


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An attack: the clauses that tell of it, the first telling one first; `title` those of the headline.

    `aside` are clauses of the same passage that tell of no attack; `context` the headline, where it tells of the
    place of all.
    """

    clauses: tuple[Clause, ...] = ()
    title: tuple[Clause, ...] = ()
    aside: tuple[Clause, ...] = ()
    context: tuple[Clause, ...] = ()
    day: DateSpan | None = None
    place: str | None = None

    @property
    def anchor(self) -> Sentence:
        """The sentence that first tells of it."""
        return (self.clauses or self.title)[0].sentence

    @property
    def telling(self) -> list[Clause]:
        """All that tells of it, the body before the headline."""
        return [*self.clauses, *self.title]


@dataclass(slots=True, kw_only=True)
class _Gathering:
    """An event while its clauses are still being found."""

    clauses: list[Clause] = field(default_factory=list)
    title: list[Clause] = field(default_factory=list)
    aside: list[Clause] = field(default_factory=list)
    context: list[Clause] = field(default_factory=list)
    day: DateSpan | None = None
    place: str | None = None

    def event(self) -> Event:
        """As it stands now."""
        return Event(
            clauses=tuple(self.clauses), title=tuple(self.title), aside=tuple(self.aside), context=tuple(self.context),
            day=self.day, place=self.place,
        )  # fmt: skip


def find_events(told: Sequence[Sequence[Clause]], tables: Tables) -> list[Event]:
    """The attacks of a text in order; a headline alone makes one only where no sentence does."""
    events: list[_Gathering] = []
    heads: list[Clause] = []
    for clauses in told:
        for clause in clauses:
            if clause.sentence.kind in ("title", "heading"):
                if _tells(clause):
                    heads.append(clause)
            elif not _tells(clause):
                if events:
                    events[-1].aside.append(clause)
            elif not _unreal(clause):
                _take(events, clause, tables)
    if not events and heads:
        events.append(_Gathering())
    for head in heads:
        place = place_of(head, tables)
        fit = next((event for event in events if place is None or related(place.code, event.place, tables)), None)
        (fit or events[0]).title.append(head)
        for event in events:
            if event is not (fit or events[0]) and event.place is None and place is not None:
                event.context.append(head)
    return [gathering.event() for gathering in events]


def _tells(clause: Clause) -> bool:
    events = [cue for cue in clause.of("event") if not clause.names_speaker(cue.start, cue.end)]
    return bool(events or find_tolls(clause) or (clause.of("responsibility") and clause.of("claims", "claims not")))


def _unreal(clause: Clause) -> bool:
    """Feared, foiled and rehearsed attacks are none, nor are earlier ones told without a toll or a date."""
    if find_tolls(clause) or clause.of("responsibility"):
        return False
    return bool(clause.of("unreal")) or bool(clause.of("background") and not day_of(clause))


def _take(events: list[_Gathering], clause: Clause, tables: Tables) -> None:
    day, place = day_of(clause), place_of(clause, tables)
    if not events:
        events.append(_Gathering(clauses=[clause], day=day, place=place.code if place else None))
        return
    last = events[-1]
    if _new(last, clause, day, place, tables):
        same_day = day or (last.day if clause.of("same day") else None)
        events.append(_Gathering(clauses=[clause], day=same_day, place=place.code if place else None))
        return
    # a later sentence may go back to an earlier attack by its place
    fit = next((event for event in events if place and event.place == place.code), last)
    fit.clauses.append(clause)
    fit.day = fit.day or day
    if place is not None and (fit.place is None or deeper(place.code, fit.place, tables)):
        fit.place = place.code


def _new(last: _Gathering, clause: Clause, day: DateSpan | None, place: NameSpan | None, tables: Tables) -> bool:
    """True when a clause tells of another attack than the one before."""
    if not clause.of("event"):
        return False
    elsewhere = place is not None and last.place is not None and not related(place.code, last.place, tables)
    other_day = day is not None and last.day is not None and day.when != last.day.when
    if clause.of("another"):
        return True
    if clause.of("same day", "background"):
        return elsewhere or other_day or _other_site(last, clause)
    return elsewhere and (other_day or bool(find_tolls(clause)))


def _other_site(last: _Gathering, clause: Clause) -> bool:
    """True when a clause names sites, and none that the attack before was told of."""
    before = {name.code for told in (*last.clauses, *last.title) for name in _sites(told)}
    here = {name.code for name in _sites(clause)}
    return bool(here and before) and not here & before


def _sites(clause: Clause) -> list[NameSpan]:
    return [
        name
        for name in clause.sentence.named("sites")
        if clause.start <= name.start and name.end <= clause.end and not clause.names_speaker(name.start, name.end)
    ]


def day_of(clause: Clause) -> DateSpan | None:
    """The day of what a clause tells: not the day on which somebody spoke of it, nor a month or a year."""
    for span in clause.sentence.dates:
        if not (clause.start <= span.start and span.end <= clause.end) or span.when.earliest is None:
            continue
        if span.when.earliest != span.when.latest:
            continue
        spoken = clause.verb is not None and clause.named is not None and clause.named[1] <= span.start < clause.verb
        if not spoken:
            return span
    return None


def place_of(clause: Clause, tables: Tables) -> NameSpan | None:
    """The innermost place of a clause that is not part of the speaker's name."""
    names = [
        name
        for name in clause.sentence.named("places")
        if clause.start <= name.start and name.end <= clause.end and not clause.names_speaker(name.start, name.end)
    ]
    return max(names, key=lambda name: (depth(name.code, tables), -name.start), default=None)


def depth(place: str, tables: Tables) -> int:
    """How many places hold a place, itself included."""
    return sum(1 for _ in tables.ancestors(place))


def related(a: str | None, b: str | None, tables: Tables) -> bool:
    """True when one place holds the other, or one is unknown."""
    if a is None or b is None:
        return True
    return any(row.id == b for row in tables.ancestors(a)) or any(row.id == a for row in tables.ancestors(b))


def deeper(a: str, b: str, tables: Tables) -> bool:
    """True when `a` lies within `b`."""
    return a != b and any(row.id == b for row in tables.ancestors(a))
