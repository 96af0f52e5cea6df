"""What the hurt and the bereaved ask for, and what cannot be reported: needs and gaps, a sentence each."""

from __future__ import annotations

from collections.abc import Iterator

from gowah.claim.persian.clauses import Clause
from gowah.claim.persian.cues import Cue, forms
from gowah.claim.persian.events import place_of
from gowah.model import Claimed, Span, Speaker, Term, Text, Value
from gowah.words import Tables, Word


def needs(clauses: tuple[Clause, ...], tables: Tables) -> Iterator[Claimed]:
    """A need where those who suffered want something: who, what, of whom, and whether it was met."""
    for n, clause in enumerate(clauses):
        cue = next(iter(clause.of("wants")), None)
        words = clause.sentence.between(clause.start, clause.end)
        if cue is None or not any(word.form in forms("wanting") for word in words[:8]):
            continue
        later = clauses[n + 1 :]
        met = _met(clause, later)
        who, asked = _who(clause, cue, words)
        values = [_said(clause, "who", who)] if who else []
        values.append(_said(clause, "need", _what(clause, cue, words)))
        if asked:
            values.append(_said(clause, "asked_of", asked))
        values.append(_value(clause, "met", Term(code=met, as_written=_text(clause, clause.start, clause.end))))
        yield Claimed(kind="need", anchor=Span(start=clause.start, end=clause.end), values=tuple(values))


def _met(clause: Clause, later: tuple[Clause, ...]) -> str:
    for one in (clause, *later):
        if one.of("unmet") and not (one is clause and not later and not _after_want(clause)):
            return "no"
        if one.of("met"):
            return "yes"
    return "unknown"


def _after_want(clause: Clause) -> bool:
    want = clause.of("wants")
    return any(cue.start > want[0].end for cue in clause.of("unmet")) if want else False


def _who(clause: Clause, cue: Cue, words: tuple[Word, ...]) -> tuple[str, str]:
    """(who wants, of whom): `X از Y خواستار …`; in Pashto only who."""
    if clause.named is not None and clause.named[0] == words[0].start and clause.named[1] < cue.start:
        words = (*clause.sentence.between(*clause.named), *clause.sentence.between(clause.named[1], clause.end))
        who_end: int | None = clause.named[1]
    else:
        who_end = None
    at = next((n for n, word in enumerate(words[1:], 1) if word.form == "از" and _asks(words, n, cue)), None)
    stop = words[at].start if at else min([cue.start, *(that.start for that in clause.of("says"))])
    who = _text(clause, words[0].start, who_end or stop)
    if at is None:
        return who, ""
    stops = forms("that") | forms("for")
    end = next((word.start for word in words[at + 1 :] if word.form in stops or word.start >= cue.start), cue.start)
    return who, _text(clause, words[at + 1].start, end) if at + 1 < len(words) else ""


def _asks(words: tuple[Word, ...], n: int, cue: Cue) -> bool:
    """True for the `از` of asking, not that of `یکی از بستگان`."""
    return words[n].start < cue.start and words[n - 1].form not in forms("some of")


def _what(clause: Clause, cue: Cue, words: tuple[Word, ...]) -> str:
    """What follows the verb of wanting, or, where that ends the clause, what stands before it."""
    after = [word for word in words if word.start >= cue.end]
    while after and after[0].form in forms("that"):
        after.pop(0)
    if len(after) >= 2:
        return _text(clause, after[0].start, clause.end).strip("،؛.! ")
    start = clause.verb if clause.named is not None and clause.verb is not None else clause.start
    return _text(clause, start, cue.end)


def gaps(clauses: tuple[Clause, ...], tables: Tables, area: str | None) -> Iterator[Claimed]:
    """A gap where the press is kept away or attacks go unreported: where, and why in the text's own words."""
    for clause in clauses:
        if not clause.of("silence") or not clause.of("press"):
            continue
        place = place_of(clause, tables)
        values = [_said(clause, "reason", _text(clause, clause.start, clause.end))]
        where = place.as_written if place is not None else area
        if where:
            values.append(_said(clause, "area", where))
        yield Claimed(kind="gap", anchor=Span(start=clause.start, end=clause.end), values=tuple(values))


def _said(clause: Clause, property: str, words: str) -> Value:
    return _value(clause, property, Text(text=words))


def _value(clause: Clause, property: str, datum: Text | Term) -> Value:
    speakers: tuple[Speaker, ...] = (clause.speaker,) if clause.speaker is not None else ()
    return Value(
        property=property,
        value=datum,
        quote=_text(clause, clause.start, clause.end),
        start=clause.start,
        end=clause.end,
        speakers=speakers,
    )


def _text(clause: Clause, start: int, end: int) -> str:
    sentence = clause.sentence
    return sentence.text[start - sentence.start : end - sentence.start].strip()
