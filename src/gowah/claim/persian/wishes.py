"""What the hurt and the bereaved ask for, and what cannot be reported: needs and gaps, a sentence each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from gowah.claim.persian.asking import Wish, is_intention, may_help, rules, wish_of
from gowah.claim.persian.clauses import Clause
from gowah.claim.persian.cues import Cue, finite, forms
from gowah.claim.persian.events import place_of
from gowah.model import Claimed, Span, Term, Text, Value
from gowah.words import NameSpan, Tables, Word

_FIRST = 8  # words in which those who suffer are named
_LATER = 3  # clauses in which it is told whether a wish was met
_DUTY = 8  # words between those who must do something and `باید`


def needs(told: Sequence[Sequence[Clause]], *, attacked: bool) -> Iterator[Claimed]:
    """A need where those who suffered want or lack something: who, what, of whom, and whether it was met.

    `attacked`: the text tells of an attack, so that whoever calls on those who may help does so for those who suffered.
    """
    flat = [clause for own in told for clause in own]
    heard: list[str] = []
    last: tuple[int, Claimed] | None = None
    for n, clause in enumerate(flat):
        if clause.speaker is not None and clause.speaker.name not in heard[-1:]:
            heard.append(clause.speaker.name)
        if clause.sentence.asks or clause.sentence.kind in ("title", "heading"):
            continue
        later = [one for one in flat[n + 1 : n + 1 + _LATER] if one.sentence.paragraph == clause.sentence.paragraph]
        for need in _needs(clause, heard, later, attacked=attacked):
            near = last is not None and n - last[0] == 1 and flat[n - 1].sentence.paragraph == clause.sentence.paragraph
            if near and last is not None and (helped := _help_for(clause, last[1], need)) is not None:
                last = n, helped
                continue
            yield from (last[1],) if last is not None else ()
            last = n, need
    yield from (last[1],) if last is not None else ()


def _help_for(clause: Clause, before: Claimed, need: Claimed) -> Claimed | None:
    """The need told just before, asked of those who are then called on: `… خون نیاز دارد. او از X کمک خواست`."""
    asked = [value for value in need.values if value.property == "asked_of"]
    if not asked or any(value.property == "asked_of" for value in before.values):
        return None
    what = next(value.value for value in need.values if value.property == "need")
    said = what.text if isinstance(what, Text) else ""
    named = {name.code for name in clause.sentence.named("needs") if name.as_written in said}
    if not named or named - forms("any need"):
        return None
    met = [value for value in need.values if value.property == "met"]
    kept = [value for value in before.values if value.property != "met"]
    return replace(before, values=(*kept, *asked, *met))


def _needs(clause: Clause, heard: Sequence[str], later: Sequence[Clause], *, attacked: bool) -> Iterator[Claimed]:
    words = clause.sentence.between(clause.start, clause.end)
    suffers = any(word.form in forms("wanting") for word in words[:_FIRST])
    wants = next((cue for cue in clause.of("wants", "calls") if not _refused(clause, cue)), None)
    if wants is not None:
        wish = wish_of(clause, wants, heard)
        if _is_need(clause, wants, wish, suffers=suffers, attacked=attacked):
            yield _need(clause, wish, _met(clause, wants, later))
            return
    if (duty := _duty(clause) if attacked else None) is not None:
        yield _need(clause, duty, "unknown")
    elif (suffers or (attacked and not _ruled(clause))) and (lacked := _lacked(clause)) is not None:
        yield _lacking(clause, words, lacked)
    elif attacked and (given := _given(clause)) is not None:
        yield given


def _is_need(clause: Clause, cue: Cue, wish: Wish, *, suffers: bool, attacked: bool) -> bool:
    """True where those who suffered want something, or somebody calls for it on those who may help."""
    if not wish.what:
        return False
    if is_intention(clause, cue) and not may_help(clause, wish.asked):
        return False
    named = [name for name in clause.sentence.named("needs") if wish.at[0] <= name.start < wish.at[1]]
    urgent = any(name.code in forms("urgent need") for name in named)  # whoever asks for blood asks it for the wounded
    if rules(wish.asker) and not urgent:
        return False
    if suffers and (wish.asked or any(cue.kind == "wants" for cue in clause.of("wants"))):
        return True
    if not attacked and cue.kind == "wants":
        return False
    return bool(named) or may_help(clause, wish.asked)


def _refused(clause: Clause, cue: Cue) -> bool:
    """`نه غواړي نوم یې واخیستل شي`, `نمی‌خواهد نامش …`: that is no need."""
    before = clause.sentence.words[max(0, cue.first - 2) : cue.first]
    after = clause.sentence.words[cue.last + 1 : cue.last + 3]
    return any(word.form in forms("neither") for word in before) or any(
        word.form in forms("name word") for word in (*before, *after)
    )


def _need(clause: Clause, wish: Wish, met: str) -> Claimed:
    values = [_said(clause, "who", wish.who)] if wish.who else []
    values.append(_said(clause, "need", wish.what))
    if wish.asked_of:
        values.append(_said(clause, "asked_of", wish.asked_of))
    values.append(_value(clause, "met", Term(code=met, as_written=clause.said)))
    return Claimed(kind="need", anchor=Span(start=clause.start, end=clause.end), values=tuple(values))


def _duty(clause: Clause) -> Wish | None:
    """`حکومت باید …`, `چارواکي دې …`: what one who does not rule says that those who rule must do."""
    if clause.named is None or clause.verb is None or clause.speaker is None:
        return None
    if rules(clause.sentence.between(*clause.named)):
        return None
    begin, end = max(clause.named[1], clause.verb[1]), clause.end
    if clause.sentence.between(clause.start, clause.named[0]) and not clause.sentence.between(begin, end):
        begin, end = clause.start, clause.named[0]  # `حکومت باید …، X گفت`
    words = clause.sentence.between(begin, end)
    for n, word in enumerate(words[: _DUTY + 1]):
        bound = word.form in forms("must") or _is_jussive(clause, words, n)
        if not bound or n + 1 >= len(words) or not rules(words[:n]):
            continue
        must = [one for one in words[:n] if one.form not in forms("that")]
        what = _text(clause, words[n + 1].start, end).strip("،؛.! ")
        return Wish(who=clause.speaker.name, what=what, asked_of=_text(clause, must[0].start, word.start))
    return None


def _is_jussive(clause: Clause, words: Sequence[Word], n: int) -> bool:
    """Pashto `دې` behind those who must; `دی`, which is folded to the same, is "is"."""
    if not clause.sentence.pashto or n == 0 or words[n].form not in forms("jussive"):
        return False
    return clause.quote(words[n].start, words[n].end).endswith("ې") and rules(words[n - 1 : n])


def _ruled(clause: Clause) -> bool:
    """True where an authority speaks."""
    return clause.named is not None and rules(clause.sentence.between(*clause.named))


def _lacked(clause: Clause) -> NameSpan | None:
    """The need that a clause says is not there: `دوا ندارند`, `نه جراح دارد و نه خون`."""
    needs = [name for name in clause.sentence.named("needs") if clause.tells_at(name.start, name.end)]
    at = clause.sentence.word_at
    for cue in clause.of("lacks"):
        for name in needs:
            between = clause.sentence.between(*sorted((name.end, cue.start)))
            parted = any(word.form in finite() and word.end < cue.start for word in between)
            if -6 <= at(name.start) - cue.first <= 3 and not parted:
                return name
    words = clause.sentence.words
    neither = [n for n, word in enumerate(words) if word.form in forms("neither") and word.start >= clause.start]
    if len(neither) < 2 or not any(word.form in forms("has") for word in words[neither[0] :]):
        return None
    found = next((name for name in needs if any(0 < at(name.start) - n <= 2 for n in neither)), None)
    start = words[neither[0] + 1].start if found is not None else 0
    return replace(found, as_written=clause.quote(start, max(start, found.end))) if found is not None else None


def _lacking(clause: Clause, words: Sequence[Word], lacked: NameSpan) -> Claimed:
    who = _text(clause, *clause.named) if clause.named else _text(clause, words[0].start, lacked.start)
    return _need(clause, Wish(who=who, what=lacked.as_written), "no")


def _given(clause: Clause) -> Claimed | None:
    """`باشندگان برای اهدای خون به شفاخانه رفتند`: what the wounded needed was given."""
    cue = next(iter(clause.of("donates")), None)
    if cue is None or clause.of("wants", "calls", "must", "subjunctive", "not"):
        return None
    site = next((name for name in clause.sentence.named("sites") if name.start > cue.end), None)
    after = clause.sentence.between(site.start, clause.end) if site is not None else ()
    named = list(takewhile(lambda word: word.form not in finite(), after))
    who = _text(clause, named[0].start, named[-1].end) if named else ""
    said = next((name.as_written for name in clause.sentence.named("needs") if cue.start <= name.start < cue.end), "")
    return _need(clause, Wish(who=who, what=said or clause.quote(cue.start, cue.end)), "yes")


def _met(clause: Clause, cue: Cue, later: Sequence[Clause]) -> str:
    """no, yes or partly, by what follows the wish in its paragraph, up to the next wish."""
    if any(no.start > cue.end for no in clause.of("unmet")):
        return "no"
    if any(_aside(clause, cue, yes) for yes in clause.of("met")):
        return "yes"
    for one in later:
        if one.of("wants", "calls"):
            break
        if one.of("unmet") or (one.of("answers") and one.of("not")):
            return "no"
        if one.of("met"):
            return "partly" if one.of("partly") or _only(one) else "yes"
    return "unknown"


def _aside(clause: Clause, cue: Cue, met: Cue) -> bool:
    """True for `، چې وزیر ومنله` behind a wish: the clause goes on to tell of the answer."""
    between = clause.quote(cue.end, met.start) if cue.end < met.start else ""
    words = clause.sentence.between(cue.end, met.start) if between else ()
    front = [word for word in words if word.form not in forms("copula")]
    return bool(front) and front[0].form in forms("that") and "،" in between and clause.of("answered") != ()


def _only(clause: Clause) -> bool:
    """`تنها یک داکتر … فرستاد`: somebody alone gave something."""
    words = clause.sentence.between(clause.start, clause.end)
    return any(word.form in forms("alone") for word in words)


def gaps(told: Sequence[Sequence[Clause]], tables: Tables, area: str | None) -> Iterator[Claimed]:
    """A gap where the press is kept away or attacks go unreported: where, and why in the text's own words.

    What is told of it right after, with no other place, is the same gap.
    """
    last: tuple[Clause, Claimed] | None = None
    for clause in (clause for own in told for clause in own):
        if not clause.of("silence") or not clause.of("press"):
            yield from (last[1],) if last is not None else ()
            last = None
            continue
        place = place_of(clause, tables)
        reason = _said(clause, "reason", _text(clause, clause.start, clause.end))
        if last is not None and place is None and last[0].sentence.paragraph == clause.sentence.paragraph:
            last = clause, replace(last[1], values=(*last[1].values, reason))
            continue
        yield from (last[1],) if last is not None else ()
        where = _named(place, tables) if place is not None else area
        values = (reason, _said(clause, "area", where)) if where else (reason,)
        last = clause, Claimed(kind="gap", anchor=Span(start=clause.start, end=clause.end), values=values)
    yield from (last[1],) if last is not None else ()


def _named(place: NameSpan, tables: Tables) -> str:
    """The table's name of a place, as for the city or province of an attack."""
    return tables.places[place.code].name if place.code in tables.places else place.as_written


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
