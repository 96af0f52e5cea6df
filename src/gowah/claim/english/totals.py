"""Sums over several attacks as a speaker gives them: never incidents.

"X claimed 13 attacks on Y and was linked to at least 3 more, killing and injuring at least 700 people" is three totals:
attacks claimed, attacks linked, people hurt in all of them. What a later total leaves unsaid ("3 more", "those
attacks", "in them") it takes from the total before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gowah.claim.english.certainty import certainty_of
from gowah.claim.english.context import Scene, is_question, scenes
from gowah.claim.english.persons import voices
from gowah.claim.english.scope import Scope, harks_back, scope_of
from gowah.claim.english.sums import Item, deeds, is_sum, items_of, killed_or_hurt, of_them, sums_up
from gowah.claim.english.tolls import Toll, tolls
from gowah.model import Certainty, Claimed, Span, Speaker, Term, Value
from gowah.words import Settings, Tables, fold

_REACH = 3  # sentences over which "those attacks" reaches back


@dataclass(frozen=True, slots=True, kw_only=True)
class _Total:
    """One total: the attacks counted, or the people, or both; what it covers and who says so."""

    scene: Scene
    item: Item | None
    tolls: tuple[Toll, ...]
    scope: Scope
    speakers: tuple[Speaker, ...]


def find(sentences: Sequence[Sentence], tables: Tables, settings: Settings) -> Iterator[Claimed]:
    """One `Claimed` of kind `total` for each sum: attacks, killed, injured, hurt, and what they cover."""
    del settings
    last: _Total | None = None
    for scene in scenes(sentences, tables):
        if is_question(scene.sentence):
            continue
        if last is not None and scene.sentence.index - last.scene.sentence.index > _REACH:
            last = None
        found = [total for total in _in_sentence(scene, last, tables) if _is_worth(total)]
        yield from (_claimed(total) for total in found)
        last = found[-1] if found else last or _ground(scene, tables)


def _is_worth(total: _Total) -> bool:
    """False for a number of attacks of which nothing else is known: "these are two attacks, not one"."""
    if not total.scope.is_empty or is_sum(total.scene.sentence):
        return True
    return total.item is not None and total.item.status != "all"


def _ground(scene: Scene, tables: Tables) -> _Total | None:
    """A sentence that speaks of attacks without counting them: what "nine such attacks" after it covers."""
    if not deeds(scene.sentence):
        return None
    scope = scope_of(scene, None, (), tables)
    return None if scope.is_empty else _Total(scene=scene, item=None, tolls=(), scope=scope, speakers=())


def _in_sentence(scene: Scene, last: _Total | None, tables: Tables) -> Iterator[_Total]:
    sentence = scene.sentence
    items = items_of(scene, known=last is not None)
    people = _people(scene, items, last)
    if not items and not people:
        return
    alone = len(items) == 1
    for item in items:
        mine = tuple(toll for toll in people if alone)
        last = _total(scene, item, mine, last, tables)
        yield last
    if people and not alone:
        yield _total(scene, None, people, last, tables)


def _people(scene: Scene, items: Sequence[Item], last: _Total | None) -> tuple[Toll, ...]:
    """The tolls of the sentence, where they are those of several attacks."""
    sentence = scene.sentence
    every = [t for t in tolls(sentence) if not t.elliptical and t.property != "abducted"]
    if last is not None and (rest := [t for t in every if t.part and of_them(sentence, t)]) and len(rest) == len(every):
        return tuple(rest)
    found = tuple(t for t in every if not t.part)
    counted = {(item.start, item.end) for item in items}
    found = tuple(t for t in found if not any(a < t.end and t.start < b for a, b in counted) and t.count.low != 1)
    if not found or not (items or sums_up(scene, found, known=last is not None)):
        return ()
    return found


def _total(scene: Scene, item: Item | None, people: tuple[Toll, ...], last: _Total | None, tables: Tables) -> _Total:
    sentence = scene.sentence
    scope = scope_of(scene, item, people, tables)
    at = (item.number_start, item.number_end) if item else (people[0].start, people[0].end)
    speakers = _without_perpetrator(voices(sentence, *at), scene, scope)
    same = last is not None and last.scene.sentence is sentence
    if last is not None and (same or harks_back(scene, item, scope)):
        scope = scope.completed(last.scope)
        speakers = speakers or last.speakers
    return _Total(scene=scene, item=item, tolls=people, scope=scope, speakers=speakers)


def _without_perpetrator(speakers: tuple[Speaker, ...], scene: Scene, scope: Scope) -> tuple[Speaker, ...]:
    """Who "has claimed 13 attacks" speaks of the attacks, not of their number."""
    codes = {part.datum.code for part in scope.parts if part.property == "perpetrator" and isinstance(part.datum, Term)}
    doers = [fold(group.as_written) for group in scene.groups if group.named and group.codes[0] in codes]
    return tuple(s for s in speakers if not any(doer in fold(s.name) for doer in doers))


def _claimed(total: _Total) -> Claimed:
    sentence, item = total.scene.sentence, total.item
    spans = ([(item.number_start, item.number_end)] if item else []) + [(t.start, t.end) for t in total.tolls]
    certainty = certainty_of(sentence, *spans[0])
    if certainty is Certainty.DENIED:
        certainty = Certainty.STATED
    values: list[Value] = []
    if item is not None:
        values.append(sentence.value("attacks", item.count, speakers=total.speakers, certainty=certainty))
    for toll in total.tolls:
        values.append(
            sentence.value(killed_or_hurt(sentence, toll), toll.count, speakers=total.speakers, certainty=certainty)
        )
    for part in total.scope.parts:
        values.append(
            sentence.value(
                part.property, part.datum, (part.start, part.end), speakers=total.speakers, certainty=certainty
            )
        )
    status = item.status if item is not None else "all"
    word = item.status_word if item is not None else ""
    values.append(
        sentence.value(
            "responsibility", Term(code=status, as_written=word), speakers=total.speakers, certainty=certainty
        )
    )
    return Claimed(
        kind="total", anchor=Span(start=min(a for a, _ in spans), end=max(b for _, b in spans)), values=tuple(values)
    )
