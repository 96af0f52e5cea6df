"""What the hurt and the bereaved ask for, and what cannot be reported: needs and gaps, a sentence each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gowah.claim.persian.clauses import Clause
from gowah.claim.persian.cues import Cue, forms
from gowah.claim.persian.events import place_of
from gowah.model import Claimed, Span, Term, Text, Value
from gowah.words import NameSpan, Tables, Word

_FIRST = 8  # words in which those who suffer are named
_LATER = 3  # clauses in which it is told whether a wish was met


def needs(told: Sequence[Sequence[Clause]], tables: Tables) -> Iterator[Claimed]:
    """A need where those who suffered want or lack something: who, what, of whom, and whether it was met."""
    flat = [clause for own in told for clause in own]
    for n, clause in enumerate(flat):
        words = clause.sentence.between(clause.start, clause.end)
        if clause.sentence.asks or clause.sentence.kind in ("title", "heading"):
            continue
        suffers = any(word.form in forms("wanting") for word in words[:_FIRST])
        wants = next((cue for cue in clause.of("wants") if not _refused(clause, cue)), None)
        calls = next(iter(clause.of("calls")), None)
        if wants is not None and suffers:
            yield _need(clause, wants, flat[n + 1 : n + 1 + _LATER])
        elif calls is not None and (whom := _beneficiary(clause)):
            yield _need(clause, calls, flat[n + 1 : n + 1 + _LATER], who=whom)
        elif suffers and (lacked := _lacked(clause)) is not None:
            yield _lacking(clause, words, lacked)


def _refused(clause: Clause, cue: Cue) -> bool:
    """`نه غواړي نوم یې واخیستل شي`, `نمی‌خواهد نامش …`: that is no need."""
    before = clause.sentence.words[max(0, cue.first - 2) : cue.first]
    after = clause.sentence.words[cue.last + 1 : cue.last + 3]
    return any(word.form in forms("neither") for word in before) or any(
        word.form in forms("name word") for word in (*before, *after)
    )


def _need(clause: Clause, cue: Cue, later: Sequence[Clause], who: str = "") -> Claimed:
    words = clause.sentence.between(clause.start, clause.end)
    met = _met(clause, cue, [one for one in later if one.sentence.paragraph == clause.sentence.paragraph])
    subject, asked = _who(clause, cue, words)
    who = who or subject
    values = [_said(clause, "who", who)] if who else []
    values.append(_said(clause, "need", _what(clause, cue, words)))
    if asked:
        values.append(_said(clause, "asked_of", asked))
    values.append(_value(clause, "met", Term(code=met, as_written=clause.said)))
    return Claimed(kind="need", anchor=Span(start=clause.start, end=clause.end), values=tuple(values))


def _beneficiary(clause: Clause) -> str:
    """`برای این خانواده‌ها`: for whom others are called upon."""
    words = clause.sentence.between(clause.start, clause.end)
    return next((_text(clause, word.start, word.end) for word in words if word.form in forms("wanting")), "")


def _lacked(clause: Clause) -> NameSpan | None:
    """The need that a clause says is not there: `دوا ندارند`."""
    needs = [name for name in clause.sentence.named("needs") if clause.tells_at(name.start, name.end)]
    at = clause.sentence.word_at
    return next((name for cue in clause.of("lacks") for name in needs if -6 <= at(name.start) - cue.first <= 3), None)


def _lacking(clause: Clause, words: Sequence[Word], lacked: NameSpan) -> Claimed:
    who = _text(clause, *clause.named) if clause.named else _text(clause, words[0].start, lacked.start)
    values = [_said(clause, "who", who)] if who else []
    values.append(_said(clause, "need", lacked.as_written))
    values.append(_value(clause, "met", Term(code="no", as_written=clause.said)))
    return Claimed(kind="need", anchor=Span(start=clause.start, end=clause.end), values=tuple(values))


def _met(clause: Clause, cue: Cue, later: Sequence[Clause]) -> str:
    """no, yes or partly, by what follows the wish in its paragraph, up to the next wish."""
    if any(no.start > cue.end for no in clause.of("unmet")):
        return "no"
    for one in later:
        if one.of("wants", "calls"):
            break
        if one.of("unmet") or (one.of("answers") and one.of("not")):
            return "no"
        if one.of("met"):
            return "partly" if one.of("partly") else "yes"
    return "unknown"


def _who(clause: Clause, cue: Cue, words: Sequence[Word]) -> tuple[str, str]:
    """(who wants, of whom): `X از Y خواستار …`, `X له Y غواړي …`."""
    who_end: int | None = None
    if clause.named is not None and clause.named[0] == words[0].start and clause.named[1] < cue.start:
        words = (*clause.sentence.between(*clause.named), *clause.sentence.between(clause.named[1], clause.end))
        who_end = clause.named[1]
    at = next((n for n in range(1, len(words)) if words[n].form in forms("from number") and _asks(words, n, cue)), None)
    stop = (
        words[at].start
        if at
        else min([cue.start, *(that.start for that in clause.of("says") if that.start > words[0].start)])
    )
    who = _text(clause, words[0].start, who_end or stop)
    if at is None or at + 1 >= len(words):
        return who, ""
    begin = words[at + 1]
    stops = [word.start for word in words[at + 2 :] if word.form in forms("that") | forms("for") | forms("asked end")]
    stops += [name.start for name in clause.sentence.named("needs") if name.start > begin.start]
    return who, _text(clause, begin.start, min([cue.start, *stops]))


def _asks(words: Sequence[Word], n: int, cue: Cue) -> bool:
    """True for the `از` of asking, not that of `یکی از بستگان`."""
    return words[n].start < cue.start and words[n - 1].form not in forms("some of") | forms("classifier")


def _what(clause: Clause, cue: Cue, words: Sequence[Word]) -> str:
    """What follows the verb of wanting, or, where that ends the clause, what stands before it."""
    after = [word for word in words if word.start >= cue.end]
    while after and after[0].form in forms("that"):
        after.pop(0)
    if len(after) >= 2:
        return _text(clause, after[0].start, clause.end).strip("،؛.! ")
    start = clause.verb[0] if clause.named is not None and clause.verb is not None else clause.start
    return _text(clause, start if start < cue.end else clause.start, cue.end)


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
    speakers = clause.speakers
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
