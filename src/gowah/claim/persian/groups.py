"""How strong a group is said to be, and when: `در اوج خود سه هزار جنگجو داشت`, `شاوخوا ۲۰۰۰ جنګیالي لري`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from gowah.claim.persian.clauses import Clause
from gowah.claim.persian.scenes import Scene, hedged, scenes, valued
from gowah.model import Claimed, Span, Term, When
from gowah.words import NameSpan, NumberSpan

_FEWEST = 20
_NEAR = 5  # words between a number and the fighters that it counts
_HARMED = ("killed", "injured", "hurt", "abducted", "lost")


def groups(told: Sequence[Sequence[Clause]], published: date | None) -> Iterator[Claimed]:
    """One `Claimed` of kind `group` for each figure of a group's strength: name, strength, as_of."""
    for scene in scenes(told):
        if scene.clause.sentence.asks:
            continue
        for number in scene.clause.sentence.numbers:
            owner = _owner(scene, number) if _counts_fighters(scene.clause, number) else None
            if owner is not None:
                yield _claimed(scene.clause, number, owner, published)


def _counts_fighters(clause: Clause, number: NumberSpan) -> bool:
    if not (clause.start <= number.start and number.end <= clause.end) or number.value < _FEWEST or number.age:
        return False
    if clause.names_speaker(number.start, number.end) or clause.of(*_HARMED):
        return False
    at = clause.sentence.word_at(number.end)
    counted = any(0 <= cue.first - at <= _NEAR for cue in clause.of("fighters"))
    begins = clause.sentence.word_at(number.start)
    sized = any(abs(begins - cue.first) <= 2 * _NEAR for cue in clause.of("fighters number"))
    sized = sized or any(0 < begins - cue.last <= 2 * _NEAR for cue in clause.of("peak"))
    return counted or (sized and not number.year_like)


def _owner(scene: Scene, number: NumberSpan) -> NameSpan | None:
    """The group before the number, or right behind it (`۲۰۰۰ جنگجوی داعش`), or the one spoken of."""
    before = [group for group in scene.groups if group.end <= number.start]
    after = [group for group in scene.groups if group.start >= number.end]
    if scene.says_it and scene.topic is not None and not before:
        return scene.topic
    return (before or after)[0] if before or after else scene.topic


def _claimed(clause: Clause, number: NumberSpan, owner: NameSpan, published: date | None) -> Claimed:
    certainty = hedged(clause)
    values = [
        valued(clause, "name", Term(code=owner.code, as_written=owner.as_written), certainty=certainty),
        valued(clause, "strength", number.count, certainty=certainty),
    ]
    as_of = _as_of(clause, number, published)
    if as_of is not None:
        values.append(valued(clause, "as_of", as_of, certainty=certainty))
    return Claimed(kind="group", anchor=Span(start=number.start, end=number.end), values=tuple(values))


def _as_of(clause: Clause, number: NumberSpan, published: date | None) -> When | None:
    """At its peak (no dates), on a date of the clause, or today where it says so."""
    said = sorted(clause.of("peak", "now"), key=lambda cue: abs(cue.start - number.start))
    if said and said[0].kind == "peak":
        return When(as_written=clause.quote(said[0].start, said[0].end))
    for span in clause.sentence.dates:
        if clause.start <= span.start and span.end <= clause.end and not clause.spoken_at(span.start):
            return span.when
    for cue in clause.of("now"):
        if published is not None:
            day = published.isoformat()
            return When(earliest=day, latest=day, as_written=clause.quote(cue.start, cue.end))
    return None
