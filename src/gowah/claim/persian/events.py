"""Which sentences tell of an attack, and which of them tell of one and the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gowah.claim.persian.clauses import Clause
from gowah.claim.persian.cues import forms
from gowah.claim.persian.harms import is_later_death
from gowah.claim.persian.naming import dated
from gowah.claim.persian.reality import is_accident, is_denied, is_game, is_past, is_unreal, strong, tells
from gowah.claim.persian.sentences import Sentence
from gowah.claim.persian.shifts import is_of_anniversary, shifted, told_before
from gowah.claim.persian.tolls import find_tolls
from gowah.words import DateSpan, NameSpan, Tables

_SEAT = 4  # words between a place and the Pashto office that sits there
_TAKEN = 8  # words between `پاړاچنار ته` and what is taken there
_LEAD = 3  # clauses before the first attack that may be its lead


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An attack: the clauses that tell of it, the first telling one first; `title` those of the headline.

    `aside` are clauses of the same passage that tell of no attack; `context` the headline, where it tells of the
    place of all. `past`: an earlier attack, told beside the one that the text is about.
    `shift`: the clause that gives its day from the attack before ("two days later"), and that day.
    """

    clauses: tuple[Clause, ...] = ()
    title: tuple[Clause, ...] = ()
    aside: tuple[Clause, ...] = ()
    context: tuple[Clause, ...] = ()
    day: DateSpan | None = None
    place: str | None = None
    past: bool = False
    shift: tuple[Clause, DateSpan] | None = None

    @property
    def anchor(self) -> Sentence:
        """The sentence that first tells of it."""
        return (self.clauses or self.title)[0].sentence

    @property
    def telling(self) -> list[Clause]:
        """All that tells of it, the body before the headline."""
        return [*self.clauses, *self.title]


class _Gathering:
    """An event while its clauses are still being found; it begins with the first."""

    __slots__ = ("aside", "clauses", "context", "day", "past", "place", "shift", "title")

    def __init__(
        self, first: Clause | None = None, *, day: DateSpan | None = None, place: NameSpan | None = None,
        past: bool = False, shift: tuple[Clause, DateSpan] | None = None,
    ) -> None:  # fmt: skip
        self.clauses = [first] if first is not None else []
        self.title: list[Clause] = []
        self.aside: list[Clause] = []
        self.context: list[Clause] = []
        self.day = day
        self.place = place.code if place is not None else None
        self.past = past
        self.shift = shift

    def event(self) -> Event:
        """As it stands now."""
        return Event(
            clauses=tuple(self.clauses), title=tuple(self.title), aside=tuple(self.aside), context=tuple(self.context),
            day=self.day, place=self.place, past=self.past, shift=self.shift,
        )  # fmt: skip


def find_events(told: Sequence[Sequence[Clause]], tables: Tables) -> list[Event]:
    """The attacks of a text in order; a headline alone makes one only where no sentence does."""
    events: list[_Gathering] = []
    heads: list[Clause] = []
    lead: list[Clause] = []  # what is told before the first attack: it may give its day and place
    shut = -1  # the paragraph that tells of an accident or a foiled attack until a deed is told
    for clause in (clause for clauses in told for clause in clauses):
        paragraph = clause.sentence.paragraph
        untrue = not events and (is_denied(clause) or is_game(clause))
        if is_accident(clause) or untrue or (tells(clause) and is_unreal(clause)):
            shut = paragraph
        elif not tells(clause):
            if events:
                events[-1].aside.append(clause)
            elif clause.sentence.kind == "paragraph":
                lead.append(clause)
        elif clause.sentence.kind in ("title", "heading"):
            heads.append(clause)
        elif shut != paragraph or _opens(clause):
            shut = -1
            _take(events, clause, tables)
            if len(events) == 1 and lead:
                _led(events[0], lead[-_LEAD:], tables)
                lead = []
    if not events and heads:
        events.append(_Gathering())
    for head in heads:
        place = place_of(head, tables)
        own = [event for event in events if not event.past] or events
        fit = next((event for event in own if place is None or related(place.code, event.place, tables)), None)
        (fit or own[0]).title.append(head)
        for event in own:
            if event is not (fit or own[0]) and event.place is None and place is not None:
                event.context.append(head)
    return [gathering.event() for gathering in events]


def _led(event: _Gathering, lead: list[Clause], tables: Tables) -> None:
    """The first attack takes its day and place from the sentences before it, where its own gives none."""
    event.context.extend(lead)
    event.day = event.day or next((day for clause in lead if (day := day_of(clause)) is not None), None)
    places = [place.code for clause in lead if (place := place_of(clause, tables)) is not None]
    event.place = event.place or next(iter(places), None)


def _opens(clause: Clause) -> bool:
    """True when a clause after an accident tells of something else: a deed of its own and somebody hurt by it."""
    whole = [toll for toll in find_tolls(clause) if toll.of_whom != "attackers"]
    return bool(strong(clause)) and (bool(whole) or bool(day_of(clause)) or bool(clause.of("responsibility")))


def _take(events: list[_Gathering], clause: Clause, tables: Tables) -> None:
    day, place = day_of(clause), place_of(clause, tables)
    past = is_past(clause) or (bool(events) and _earlier(events[0], clause))
    if not events:
        events.append(_Gathering(clause, day=day, place=place, past=past))
        return
    if (claimed := _claimed_together(events, clause, tables)) and not find_tolls(clause):
        for event in claimed:
            event.aside.append(clause)
        return
    last = _current(events, clause)
    shift = shifted(clause, last.day) if day is None and strong(clause) else None
    if shift is not None:
        events.append(_Gathering(clause, day=shift, place=place, past=past, shift=(clause, shift)))
        return
    if (past and not last.past) or _new(last, clause, day, place, tables):
        same_day = day or (last.day if clause.of("same day") else None)
        events.append(_Gathering(clause, day=same_day, place=place, past=past))
        return
    # a later sentence may go back to an earlier attack by its place
    fit = next((event for event in events if place and event.place == place.code), last)
    fit.clauses.append(clause)
    fit.day = fit.day or day
    if place is not None and (fit.place is None or deeper(place.code, fit.place, tables)):
        fit.place = place.code


def _claimed_together(events: list[_Gathering], clause: Clause, tables: Tables) -> list[_Gathering]:
    """The attacks that one sentence says were claimed: those of the places it names, or the last two ("both")."""
    if not (clause.of("responsibility") and clause.of("claims", "claims not")):
        return []
    places = [name.code for name in clause.sentence.named("places") if clause.tells_at(name.start, name.end)]
    there = [event for event in events if event.place and any(related(code, event.place, tables) for code in places)]
    if there:
        return there
    return events[-2:] if clause.of("both of them") and len(events) > 1 else []


def _earlier(first: _Gathering, clause: Clause) -> bool:
    """True where a clause gives a time before the day of the text's own attack: `در ثور ۱۴۰۱ … کشته شده بودند`."""
    if first.day is None or first.day.when.earliest is None or not tells(clause):
        return False
    own = first.day.when.earliest
    spans = [span.when.latest for span in spans_of(clause) if span.when.latest is not None]
    return bool(spans) and all(latest < own for latest in spans)


def _current(events: list[_Gathering], clause: Clause) -> _Gathering:
    """The attack told of just before; after an earlier one, in a paragraph of its own, again the text's own."""
    last = events[-1]
    if last.past and clause.sentence.paragraph != last.clauses[-1].sentence.paragraph:
        return next((event for event in reversed(events) if not event.past), last)
    return last


def _new(last: _Gathering, clause: Clause, day: DateSpan | None, place: NameSpan | None, tables: Tables) -> bool:
    """True when a clause tells of another attack than the one before."""
    if not strong(clause) and not clause.of("kills", "another") and not (day is not None and find_tolls(clause)):
        return False
    elsewhere = place is not None and last.place is not None and not related(place.code, last.place, tables)
    other_day = day is not None and last.day is not None and day.when != last.day.when
    if clause.of("another"):
        return True
    if clause.of("same day", "background"):
        return elsewhere or other_day or _other_site(last, clause)
    return elsewhere and (other_day or bool(find_tolls(clause)) or bool(_sites(clause) and _other_site(last, clause)))


def _other_site(last: _Gathering, clause: Clause) -> bool:
    """True when a clause names sites, and none that the attack before was told of."""
    before = {name.code for told in (*last.clauses, *last.title) for name in _sites(told)}
    here = {name.code for name in _sites(clause)}
    return bool(here and before) and not here & before


def _sites(clause: Clause) -> list[NameSpan]:
    return [name for name in clause.sentence.named("sites") if clause.tells_at(name.start, name.end)]


def day_of(clause: Clause) -> DateSpan | None:
    """The day of what a clause tells: not the day on which somebody spoke of it, nor a month or a year."""
    if (before := told_before(clause)) is not None:
        return before
    if is_later_death(clause) and not strong(clause):
        return None
    for span in clause.sentence.dates:
        if not (clause.start <= span.start and span.end <= clause.end) or span.when.earliest is None:
            continue
        if span.when.earliest != span.when.latest:
            continue
        if not (clause.spoken_at(span.start) or _of_report(clause, span) or is_of_anniversary(clause, span)):
            return span
    return None


def spans_of(clause: Clause) -> list[DateSpan]:
    """Weeks, months and years in which a clause says that it happened; not those that begin or end a period."""
    return [
        span
        for span in clause.sentence.dates
        if clause.start <= span.start
        and span.end <= clause.end
        and span.when.precision in ("day", "week", "month", "year")
        and not clause.spoken_at(span.start)
        and not _of_report(clause, span)
        and not is_of_anniversary(clause, span)
        and (span.when.earliest or "")[:4] >= str(int((span.when.latest or "0")[:4]) - 1)
    ]


def _of_report(clause: Clause, span: DateSpan) -> bool:
    """`که روز سه‌شنبه نشر شد`: the day of a report, not of what it tells."""
    at = clause.sentence.word_at(span.end)
    return any(0 <= cue.first - at <= 2 for cue in clause.of("published"))


def place_of(clause: Clause, tables: Tables) -> NameSpan | None:
    """The innermost place of a clause that is not part of the speaker's name."""
    names = [
        name
        for name in clause.sentence.named("places")
        if clause.tells_at(name.start, name.end) and not _gone_to(clause, name)
    ]
    names = [name for name in names if not _of_office(clause, name)] or names
    names = [name for name in names if not _of_dateline(clause, name)] or names
    if any(not _is_site(name, tables) for name in names):  # a mosque of that name stands in many towns
        names = [
            name
            for name in names
            if not _is_site(name, tables) or all(related(name.code, other.code, tables) for other in names)
        ]
    return max(names, key=lambda name: (depth(name.code, tables), -name.start), default=None)


def _of_office(clause: Clause, name: NameSpan) -> bool:
    """`پولیس کابل`, `د مسکو د بهرنیو چارو وزارت`: where an office sits, not where something happened."""
    sentence = clause.sentence
    at = sentence.word_at(name.start)
    if any(word.form in forms("office") for word in sentence.words[max(0, at - 1) : at]):
        return True
    after = sentence.words[sentence.word_at(name.end) :][:_SEAT]
    of = bool(after) and after[0].form == "د" and sentence.words[at - 1].form == "د"
    return of and any(word.form in forms("office") for word in after)


def _is_site(name: NameSpan, tables: Tables) -> bool:
    return name.code in tables.places and tables.places[name.code].kind == "site"


def _gone_to(clause: Clause, name: NameSpan) -> bool:
    """`به کابل انتقال یافتند`, `کابل ته ولېږدول شول`: where the hurt were taken, or a speaker's own place."""
    at, end = clause.sentence.word_at(name.start), clause.sentence.word_at(name.end)
    to = clause.sentence.pashto and any(w.form == "ته" for w in clause.sentence.words[end : end + 1])
    moved = any(-1 <= cue.first - end <= (_TAKEN if to else 3) for cue in clause.of("moved"))
    before = clause.sentence.words[max(0, at - 2) : at]
    until = next((cue.first for cue in clause.of("moved") if 0 <= cue.first - end <= _TAKEN), end + 1)
    after = clause.sentence.words[end:until] if clause.sentence.pashto else clause.sentence.words[end : end + 1]
    return moved and any(word.form in forms("to number") for word in (*before, *after))


def _of_dateline(clause: Clause, name: NameSpan) -> bool:
    """`پېښور: …`, `کابل، ۱۲ جون: …` at the beginning: where a report was written."""
    sentence = clause.sentence
    colon = clause.quote(name.end, clause.end).find(":")
    if name.start != sentence.start or colon < 0:
        return False
    return all(dated(sentence, word) for word in sentence.between(name.end, name.end + colon))


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
