"""Who did it, and on whose word: claimed, attributed, suspected, denied, or claimed by nobody."""

from __future__ import annotations

from collections.abc import Iterator

from gowah.claim.persian.attributes import value
from gowah.claim.persian.clauses import Clause
from gowah.claim.persian.cues import Cue, forms
from gowah.claim.persian.events import Event
from gowah.claim.persian.naming import frame_of, is_public, until
from gowah.model import Certainty, Speaker, Term, Value
from gowah.words import NameSpan

_APART = 7  # words between the parts of a verb of blame


def blame(event: Event) -> Iterator[Value]:
    """Perpetrator and responsibility values, one pair for each statement; a claim of nobody's is `unknown`."""
    said: set[tuple[str, str | None]] = set()
    for clause in [*event.telling, *event.aside]:
        got = _status(clause)
        if got is None or (got[0], got[1].code if got[1] else None) in said:
            continue
        status, group = got
        said.add((status, group.code if group else None))
        status = "unknown" if status == "attributed" and group is not None and group.code == "unknown" else status
        speakers = _speakers(clause, status, group)
        certainty = {"suspected": Certainty.HEDGED, "denied": Certainty.DENIED}.get(status, Certainty.STATED)
        if group is not None:
            term = Term(code=group.code, as_written=group.as_written)
            yield value(clause, "perpetrator", term, speakers=speakers, certainty=certainty)
        words = clause.sentence.text[clause.start - clause.sentence.start : clause.end - clause.sentence.start]
        yield value(clause, "responsibility", Term(code=status, as_written=words), speakers=speakers)


def _speakers(clause: Clause, status: str, group: NameSpan | None) -> tuple[Speaker, ...]:
    if status in ("claimed", "denied") and group is not None:
        return (Speaker(name=_groups(clause)[0].as_written if status == "denied" else group.as_written),)
    if status in ("attributed", "suspected") and group is not None and not clause.speakers and clause.named is None:
        return _accuser(clause, group)
    return clause.speakers


def _accuser(clause: Clause, group: NameSpan) -> tuple[Speaker, ...]:
    """The subject of `پولیس داعش را به این حمله متهم کرد`: an office or an organisation before whom it accuses."""
    verb = next((cue for cue in (*clause.of("blames", "suspects"), _parted(clause)) if cue is not None), None)
    if verb is None or group.start <= clause.start or verb.start <= clause.start:
        return ()
    sentence = clause.sentence
    end = min(group.start, verb.start)
    frame = frame_of(sentence, clause.start, until(sentence, clause.start, end), (verb.start, verb.end))
    if frame is None or not is_public(sentence, frame):
        return ()
    return frame.speakers


def _status(clause: Clause) -> tuple[str, NameSpan | None] | None:
    """(status, group) of what a clause says of responsibility; None if it says nothing."""
    groups = _groups(clause)
    if clause.sentence.asks or (clause.of("background") and clause.of("claims")):
        return None  # earlier attacks like it
    if clause.of("no group") and clause.of("claims not", "claims"):
        return "unknown", None
    if clause.of("claims not"):
        return ("unknown", None) if not groups else ("denied", groups[0])
    if clause.of("claims") and groups and _accepts(clause):
        return "claimed", groups[0]
    if clause.of("denies") and groups and clause.of("responsibility", "event"):
        return "denied", groups[-1]  # who denies it of another names the other last
    if not groups:
        return None
    for kind, status in (("suspects", "suspected"), ("blames", "attributed")):
        cue = next(iter(clause.of(kind)), None) or (_parted(clause) if kind == "blames" else None)
        if cue is not None:
            return status, _accused(cue, _outside(clause, groups) or groups)
    agent = _agent(clause, _outside(clause, groups))
    return ("suspected" if clause.of("hedge") else "attributed", agent) if agent is not None else None


def _parted(clause: Clause) -> Cue | None:
    """A verb of blame whose words stand apart: `X را مسئول این حمله می‌دانند`, `پړه پر X اچوي`."""
    for last in clause.of("holds"):
        firsts = [cue for cue in clause.of("held") if 0 < last.first - cue.last <= _APART]
        if firsts:
            return Cue(kind="blames", start=firsts[-1].start, end=last.end, first=firsts[-1].first, last=last.last)
    return None


def _accused(cue: Cue, groups: list[NameSpan]) -> NameSpan:
    """Whom a verb of suspicion or blame means: the group next before it (`X به Y گمان می‌برد`), or after it."""
    before = [group for group in groups if group.end <= cue.start]
    return before[-1] if before else groups[0]


def _accepts(clause: Clause) -> bool:
    """`به عهده گرفت` says it alone; `پذیرفت` needs what was accepted beside it: responsibility, the attack, `آن را`."""
    words = clause.sentence.words
    for cue in clause.of("claims"):
        before = words[max(0, cue.first - 4) : cue.first]
        if words[cue.first].form not in forms("accepts"):
            return True
        if any(word.form in forms("it") or word.form in forms("event") for word in before):
            return True
    return bool(clause.of("responsibility"))


def _groups(clause: Clause) -> list[NameSpan]:
    return [name for name in clause.sentence.named("groups") if clause.start <= name.start and name.end <= clause.end]


def _outside(clause: Clause, groups: list[NameSpan]) -> list[NameSpan]:
    return [
        group for group in groups
        if not clause.names_speaker(group.start, group.end) and not _of_office(clause, group)
    ]  # fmt: skip


def _of_office(clause: Clause, group: NameSpan) -> bool:
    """`مقام‌های طالبان`, `طالب چارواکي`: whose officials they are."""
    words = clause.sentence.words
    at, end = clause.sentence.word_at(group.start), clause.sentence.word_at(group.end)
    return any(word.form in forms("authorities") for word in (*words[max(0, at - 1) : at], *words[end : end + 1]))


def _agent(clause: Clause, groups: list[NameSpan]) -> NameSpan | None:
    """The group that a clause says did it: subject of an active verb of killing, or `توسط …`, `د … له خوا`."""
    sentence = clause.sentence
    passives = {cue.first for cue in clause.of("passive")}
    for verb in clause.of("kills"):
        if verb.last + 1 in passives:
            continue
        before = [group for group in groups if group.end <= verb.start]
        if before:
            return before[0]
    for cue in clause.of("by"):
        if cue.first and sentence.words[cue.first - 1].form == sentence.words[cue.last].form:
            continue  # `دست‌به‌دست`
        for group in groups:
            after = sentence.word_at(group.start) - cue.last
            ahead = cue.first - sentence.word_at(group.end)
            if 0 < after <= 2 or 0 <= ahead <= 1:
                return group
    return None
