"""What people need, whom they asked for it, and whether they got it.

A need is stated ("lack medical care", "need an operation") or asked for ("asked the governor for guards"). "They have
asked the Taliban for both and received neither" completes the need before it. The outcome stands in the rest of the
sentence or in the next one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, takewhile

from gowah.claim.english.appeals import other_appeals, plain_appeals
from gowah.claim.english.outcomes import Told, answerer, outcome_of
from gowah.claim.english.persons import voices
from gowah.claim.english.sentence import Sentence
from gowah.claim.english.wishes import REFERS, Phrase, Wish, wishes_of
from gowah.model import Claimed, Datum, Span, Term, Text, Value
from gowah.words import Settings, Tables, fold

_FOLLOWS = 2  # sentences over which a request completes the need before it


@dataclass(frozen=True, slots=True, kw_only=True)
class _Need:
    """A need, whom it was asked of, and what came of it."""

    wish: Wish
    asked_of: Phrase | None
    met: str
    told: Told | None


def find(sentences: Sequence[Sentence], tables: Tables, settings: Settings) -> Iterator[Claimed]:
    """One `Claimed` of kind `need` for each need: who, need, asked_of, met (yes, partly, no, unknown)."""
    del tables, settings
    last: _Need | None = None
    for n, sentence in enumerate(sentences):
        after = sentences[n + 1] if n + 1 < len(sentences) and sentences[n + 1].block == sentence.block else None
        wishes = tuple(_all_wishes(sentence, sentences, n))
        alone = len({wish.at for wish in wishes}) == len(wishes)  # each told by a word of its own
        for wish in wishes:
            met, told = outcome_of(wish, after, alone=alone)
            need = _Need(wish=wish, asked_of=wish.asked_of or answerer(told), met=met, told=told)
            if last is not None and _completes(last, need):
                last = _completed(last, need)
                continue
            if last is not None:
                yield from _claimed(last)
            last = need
    if last is not None:
        yield from _claimed(last)


def _all_wishes(sentence: Sentence, sentences: Sequence[Sentence], n: int) -> Iterator[Wish]:
    """The needs of a sentence, each told once: known forms before words of asking, duties last."""
    following = takewhile(lambda each: each.block == sentence.block, islice(sentences, n + 1, None))
    taken: list[tuple[int, int]] = []
    for told in (plain_appeals(sentence, following), wishes_of(sentence), other_appeals(sentence)):
        new = []
        for wish in told:
            spans = [wish.at] if wish.need is None else [wish.at, (wish.need.start, wish.need.end)]
            start, end = min(start for start, _ in spans), max(end for _, end in spans)
            if not any(start < stop and first < end for first, stop in taken):
                new.append((start, end))
                yield wish
        taken += new


def _completes(last: _Need, need: _Need) -> bool:
    """ "They have asked … for both", "their appeals to …": the same need, told on."""
    first, second = last.wish, need.wish
    apart = second.sentence.index - first.sentence.index
    if apart > _FOLLOWS or last.asked_of is not None or first.need is None:
        return False
    if apart and second.sentence.block != first.sentence.block:
        return False
    return second.need is None or bool(REFERS.fullmatch(second.need.text)) or (apart == 0 and second.who is None)


def _completed(last: _Need, need: _Need) -> _Need:
    if need.met == "unknown":
        return replace(last, asked_of=need.asked_of)
    return replace(last, asked_of=need.asked_of, met=need.met, told=need.told)


def _claimed(need: _Need) -> Iterator[Claimed]:
    wish = need.wish
    if wish.need is None or REFERS.fullmatch(wish.need.text):
        return
    values: list[Value] = []
    for property, phrase in (("who", wish.who), ("need", wish.need), ("asked_of", need.asked_of)):
        if phrase is not None:
            values.append(_value(phrase.sentence, property, Text(text=phrase.text), phrase.start, wish.who))
    where, start, end = need.told or (wish.sentence, wish.at[0], wish.at[0])
    met = Term(code=need.met, as_written=" ".join(where.text.text[start:end].split()))
    values.append(_value(where, "met", met, start, wish.who))
    yield Claimed(kind="need", anchor=Span(start=wish.sentence.start, end=wish.sentence.end), values=tuple(values))


def _value(sentence: Sentence, property: str, datum: Datum, at: int, who: Phrase | None) -> Value:
    """A value told at an offset; those who ask are no speakers of what is said of them."""
    told = voices(sentence, at, min(at + 1, sentence.end))
    speakers = tuple(s for s in told if who is None or not fold(s.name).startswith(fold(who.text)))
    return sentence.value(property, datum, speakers=speakers)
