"""Sums over several attacks as a speaker gives them: never incidents.

"X claimed 13 attacks on Y and was linked to at least 3 more, killing and injuring at least 700 people" is three totals:
attacks claimed, attacks linked, people hurt in all of them. What a later total leaves unsaid ("3 more", "those
attacks", "in them") it takes from the total before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from gowah.claim.english.accidents import is_mishap
from gowah.claim.english.certainty import certainty_of
from gowah.claim.english.context import Scene, is_question, scenes
from gowah.claim.english.framing import framed
from gowah.claim.english.grids import in_grid
from gowah.claim.english.ordinals import killed_so_far, without_ordinal
from gowah.claim.english.persons import voices
from gowah.claim.english.plurals import is_total
from gowah.claim.english.scope import Scope, harks_back, scope_of
from gowah.claim.english.sentence import Sentence
from gowah.claim.english.sums import Item, deeds, is_sum, items_of, killed_or_hurt, of_them, sums_up
from gowah.claim.english.toll import Toll
from gowah.claim.english.tolls import tolls
from gowah.model import Certainty, Claimed, Count, Datum, Span, Speaker, Term, Value
from gowah.words import Settings, Tables, fold

_CLAIMS = re.compile(r"\s+(?:(?:has|have|had|also|now|since)\s+)*$")
_REACH = 3  # sentences over which "those attacks" reaches back


@dataclass(frozen=True, slots=True, kw_only=True)
class _Total:
    """One total: the attacks counted, or the people, or both; what it covers and who says so."""

    scene: Scene
    item: Item | None
    tolls: tuple[Toll, ...]
    scope: Scope
    speakers: tuple[Speaker, ...]
    so_far: tuple[int, int, Count] | None = None  # "the third journalist killed this year"


def find(sentences: Sequence[Sentence], tables: Tables, settings: Settings) -> Iterator[Claimed]:
    """One `Claimed` of kind `total` for each sum: attacks, killed, injured, hurt, and what they cover."""
    del settings
    last: _Total | None = None
    for scene in scenes(sentences, tables):
        if is_question(scene.sentence) or in_grid(scene.sentence) or is_mishap(scene.sentence):
            continue
        if last is not None and scene.sentence.index - last.scene.sentence.index > _REACH:
            last = None
        found = [total for total in _in_sentence(scene, last, tables) if _is_worth(total)]
        found = [replace(total, scope=framed(total.scope, scene.sentence, sentences, tables)) for total in found]
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
    items = items_of(scene.sentence, known=last is not None)
    people = _people(scene.sentence, items, known=last is not None)
    alone = len(items) == 1
    for item in items:
        last = _total(scene, item, people if alone else (), last, tables)
        yield last
    if people and not alone:
        last = _total(scene, None, people, last, tables)
        yield last
    if (so_far := killed_so_far(scene.sentence)) and not people:
        scope = scope_of(scene, None, (), tables)
        yield _Total(
            scene=scene, item=None, tolls=(), scope=scope, speakers=voices(scene.sentence, *so_far[:2]), so_far=so_far
        )


def _people(sentence: Sentence, items: Sequence[Item], *, known: bool) -> tuple[Toll, ...]:
    """The tolls of the sentence, where they are those of several attacks."""
    every = [toll for toll in tolls(sentence) if not toll.elliptical and toll.property != "abducted"]
    rest = [toll for toll in every if toll.part and of_them(sentence, toll)]
    if known and rest and len(rest) == len(every):
        return tuple(rest)
    start, end = without_ordinal(sentence, sentence.start, sentence.end)
    if (start, end) != (sentence.start, sentence.end) and not is_total(sentence, start, end):
        return ()  # "killed six, the third such blast in 11 weeks": the dead of one of them
    whole = [toll for toll in every if not toll.part and toll.count.low != 1]
    found = [toll for toll in whole if not any(item.start < toll.end and toll.start < item.end for item in items)]
    return tuple(found) if found and (items or sums_up(sentence, known=known)) else ()


def _total(scene: Scene, item: Item | None, people: tuple[Toll, ...], last: _Total | None, tables: Tables) -> _Total:
    scope = scope_of(scene, item, people, tables)
    if item is not None and item.nth:
        scope = scope.over_time()
    at = item.number if item else (people[0].start, people[0].end)
    speakers = _without_claimant(voices(scene.sentence, *at), scene, item, scope)
    same = last is not None and last.scene.sentence is scene.sentence
    if last is not None and (same or harks_back(scene, item, scope)):
        scope = scope.completed(last.scope.without("perpetrator") if item and item.unclaimed else last.scope)
        speakers = speakers or last.speakers
    elif last is not None and is_sum(scene.sentence) and not scene.sentence.dates:
        scope = scope.completed(last.scope.only("period"))  # a report's paragraphs are about one period
    return _Total(scene=scene, item=item, tolls=people, scope=scope, speakers=speakers)


def _without_claimant(
    speakers: tuple[Speaker, ...], scene: Scene, item: Item | None, scope: Scope
) -> tuple[Speaker, ...]:
    """Who "has claimed 13 attacks" speaks of the attacks, not of their number."""
    codes = {part.datum.code for part in scope.parts if part.property == "perpetrator" and isinstance(part.datum, Term)}
    doers = [fold(group.as_written) for group in scene.groups if group.named and group.codes[0] in codes]
    if item is not None and item.status == "claimed":
        before = fold(scene.sentence.text.text[scene.sentence.start : item.status_at])
        doers += [fold(s.name) for s in speakers if _CLAIMS.sub("", before).endswith(fold(s.name))]
    return tuple(s for s in speakers if not any(doer in fold(s.name) for doer in doers))


def _claimed(total: _Total) -> Claimed:
    sentence, item = total.scene.sentence, total.item
    spans = ([item.number] if item else []) + [(toll.start, toll.end) for toll in total.tolls]
    spans += [total.so_far[:2]] if total.so_far else []
    certainty = certainty_of(sentence, *spans[0])
    if certainty is Certainty.DENIED:
        certainty = Certainty.STATED  # "no fewer than" is in the count

    def value(property: str, datum: Datum, span: tuple[int, int] | None = None) -> Value:
        return sentence.value(property, datum, span, speakers=total.speakers, certainty=certainty)

    values = [value("attacks", item.count)] if item else []
    values += [value(killed_or_hurt(sentence, toll), toll.count) for toll in total.tolls]
    values += [value("killed", total.so_far[2], total.so_far[:2])] if total.so_far else []
    values += [value(part.property, part.datum, (part.start, part.end)) for part in total.scope.parts]
    status = Term(code=item.status, as_written=item.status_word) if item else Term(code="all")
    values.append(value("responsibility", status))
    anchor = Span(start=min(start for start, _ in spans), end=max(end for _, end in spans))
    return Claimed(kind="total", anchor=anchor, values=tuple(values))
