"""What people need, whom they asked for it, and whether they got it.

A need is stated ("lack medical care", "need an operation") or asked for ("asked the governor for guards"). "They have
asked the Taliban for both and received neither" completes the need before it. The outcome stands in the rest of the
sentence or in the next one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from gowah.claim.english.outcomes import outcome_of
from gowah.claim.english.persons import voices
from gowah.claim.english.sentence import Sentence
from gowah.claim.english.wishes import Phrase, Wish, wishes_of
from gowah.model import Certainty, Claimed, Span, Term, Text, Value
from gowah.words import Settings, Tables, fold

_PRONOUN = re.compile(
    r"(?:(?:to\s+)?(?:provide|give|get|send|supply|do|grant|pay for|offer)\s+)?(?:it|them|both|these|those|this|that|either|neither|so|any|some|they|their|his|her|help|such help|such care)\b[\w ]{0,12}",
    re.IGNORECASE,
)
_FOLLOWS = 2  # sentences over which a request completes the need before it


@dataclass(frozen=True, slots=True, kw_only=True)
class _Need:
    """A need and where its outcome is told."""

    wish: Wish
    asked_of: Phrase | None
    met: str
    met_at: tuple[Sentence, int, int] | None


def find(sentences: Sequence[Sentence], tables: Tables, settings: Settings) -> Iterator[Claimed]:
    """One `Claimed` of kind `need` for each need: who, need, asked_of, met (yes, partly, no, unknown)."""
    del tables, settings
    last: _Need | None = None
    for n, sentence in enumerate(sentences):
        after = sentences[n + 1] if n + 1 < len(sentences) and sentences[n + 1].block == sentence.block else None
        for wish in wishes_of(sentence):
            met, met_at = outcome_of(wish, after)
            need = _Need(wish=wish, asked_of=wish.asked_of, met=met, met_at=met_at)
            if last is not None and _completes(last, need):
                last = _completed(last, need)
                continue
            if last is not None and last.wish.need is not None:
                yield _claimed(last)
            last = need
    if last is not None and last.wish.need is not None:
        yield _claimed(last)


def _completes(last: _Need, need: _Need) -> bool:
    """ "They have asked … for both", "their appeals to …": the same need, told on."""
    apart = need.wish.sentence.index - last.wish.sentence.index
    if apart > _FOLLOWS or last.asked_of is not None or last.wish.need is None:
        return False
    if apart and need.wish.sentence.block != last.wish.sentence.block:
        return False
    asks = need.wish.need
    return asks is None or bool(_PRONOUN.fullmatch(asks.text)) or (apart == 0 and need.wish.who is None)


def _completed(last: _Need, need: _Need) -> _Need:
    if need.met == "unknown":
        return replace(last, asked_of=need.asked_of)
    return replace(last, asked_of=need.asked_of, met=need.met, met_at=need.met_at)


def _claimed(need: _Need) -> Claimed:
    wish, values = need.wish, list[Value]()
    for property, phrase in (("who", wish.who), ("need", wish.need), ("asked_of", need.asked_of)):
        if phrase is not None:
            values.append(_value(phrase.sentence, property, Text(text=phrase.text), phrase.start, wish.who))
    where = need.met_at[0] if need.met_at else wish.sentence
    written = where.text.text[need.met_at[1] : need.met_at[2]] if need.met_at else ""
    met = Term(code=need.met, as_written=" ".join(written.split()))
    values.append(_value(where, "met", met, need.met_at[1] if need.met_at else wish.at[0], wish.who))
    return Claimed(kind="need", anchor=Span(start=wish.sentence.start, end=wish.sentence.end), values=tuple(values))


def _value(sentence: Sentence, property: str, datum: Text | Term, at: int, who: Phrase | None) -> Value:
    """Those who ask are no speakers of what is said of them."""
    told = voices(sentence, at, min(at + 1, sentence.end))
    speakers = tuple(s for s in told if who is None or not fold(s.name).startswith(fold(who.text)))
    return sentence.value(property, datum, speakers=speakers, certainty=Certainty.STATED)
