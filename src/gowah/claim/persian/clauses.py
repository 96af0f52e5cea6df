"""Clauses of a sentence, each with who speaks in it (`voices` says who)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from gowah.claim.persian.cues import Cue
from gowah.claim.persian.naming import Frame, frame_of, is_body, is_meant, until
from gowah.claim.persian.sentences import Sentence
from gowah.claim.persian.voices import frames
from gowah.model import Speaker
from gowah.words import words

_BREAK = re.compile(r"[؛;]")
_LEADS = 3  # code points before a name with which a sentence begins: a mark, Pashto `د`
_BEHIND = 2  # words between an attack and its day or place
_HEARD = 12  # speakers among whom `این انجمن` is looked for
_OPENS, _SHUTS = "«“", "»”"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Clause:
    """Code points [start, end) of the text; `speakers` of it, outermost first.

    `named` is [start, end) of the innermost speaker's name; between it and [verb start, verb end) is when and to
    whom it was said. `topic`: the harm that the clauses before it counted.
    """

    sentence: Sentence
    start: int
    end: int
    speakers: tuple[Speaker, ...] = ()
    named: tuple[int, int] | None = None
    verb: tuple[int, int] | None = None
    outer: tuple[tuple[int, int], ...] = ()
    topic: str | None = None

    @property
    def speaker(self) -> Speaker | None:
        """The innermost speaker."""
        return self.speakers[-1] if self.speakers else None

    @property
    def said(self) -> str:
        """The clause's own words."""
        return self.quote(self.start, self.end)

    def quote(self, start: int, end: int) -> str:
        """Code points [start, end) of the text, which lie in the sentence."""
        return self.sentence.text[start - self.sentence.start : end - self.sentence.start]

    def of(self, *kinds: str) -> tuple[Cue, ...]:
        """The clause's cues of these kinds."""
        return tuple(cue for cue in self.sentence.of(*kinds) if self.start <= cue.start and cue.end <= self.end)

    def names_speaker(self, start: int, end: int) -> bool:
        """True when code points [start, end) lie in a speaker's name."""
        spans = (*self.outer, self.named) if self.named is not None else self.outer
        return any(start < span[1] and end > span[0] for span in spans)

    def tells_at(self, start: int, end: int) -> bool:
        """True for code points [start, end) of what the clause tells, outside the words that say who said it."""
        return self.start <= start and end <= self.end and not (self.names_speaker(start, end) or self.spoken_at(start))

    def spoken_at(self, start: int) -> bool:
        """True for a place in the words that only say when and to whom somebody spoke."""
        if self.named is None or self.verb is None:
            return False
        first, last = sorted((self.named, self.verb))
        return first[1] <= start < last[0] and not self._of_deed(first[1], start)

    def _of_deed(self, begin: int, start: int) -> bool:
        """True right behind a word for an attack: `X با اشاره به حملهٔ دیروز گفت`."""
        at = self.sentence.word_at(start)
        return any(begin <= cue.start and 0 <= at - cue.last - 1 <= _BEHIND for cue in self.sentence.of("event"))


class _Voice:
    """Who spoke last, and who speaks in the quotation that is still open."""

    __slots__ = ("body", "heard", "last", "outlet", "paragraph", "quoted")

    def __init__(self, outlet: tuple[str, ...]) -> None:
        self.outlet = outlet
        self.heard: list[tuple[Speaker, ...]] = []
        self.last: tuple[Speaker, ...] = ()
        self.body: tuple[Speaker, ...] = ()  # the last that was an organisation
        self.quoted: tuple[Speaker, ...] = ()
        self.paragraph = -1

    def hears(self, speakers: tuple[Speaker, ...]) -> None:
        """These speak now."""
        self.last = speakers
        if is_body(speakers[-1].name):
            self.body = speakers
        if not self.heard or self.heard[-1] != speakers:
            self.heard = [*self.heard[1 - _HEARD :], speakers]

    def of(self, frame: Frame) -> tuple[Speaker, ...]:
        """Who speaks in a frame: as named, or as a pronoun or a bare noun means; nobody where the outlet does."""
        if frame.we:
            return self.quoted
        if frame.noun:
            meant = next((one for one in reversed(self.heard) if is_meant(frame.noun, one[-1].name)), None)
            if meant is not None:
                return meant
            if frame.noun in self.outlet:
                return self.quoted
        return frame.speakers or (self.body if frame.body and self.body else self.last)


def clauses(sentences: Sequence[Sentence], publisher: str | None) -> tuple[tuple[Clause, ...], ...]:
    """The clauses of each sentence; pronouns for a speaker ("این گروه") stand for the one before, and a quotation
    that goes on over several sentences keeps its speaker."""
    outlet = tuple(word.form for word in words(publisher or ""))
    voice = _Voice(outlet)
    found: list[tuple[Clause, ...]] = []
    for sentence in sentences:
        own = tuple(_told(sentence, outlet, voice)) or (
            Clause(sentence=sentence, start=sentence.start, end=sentence.end),
        )
        if own and found and _points_back(own[0]) and found[-1][0].sentence.paragraph == sentence.paragraph:
            found[-1] = tuple(one if one.speakers else replace(one, speakers=own[0].speakers) for one in found[-1])
        if found and _goes_on(found[-1], own):
            own = tuple(replace(one, speakers=found[-1][-1].speakers) for one in own)
        found.append(own)
    return tuple(found)


def _goes_on(before: tuple[Clause, ...], own: tuple[Clause, ...]) -> bool:
    """True where a sentence without a speaker, a day or an attack of its own tells on what the one before was told."""
    sentence = own[0].sentence
    if not before[-1].speakers or before[-1].sentence.paragraph != sentence.paragraph:
        return False
    if any(clause.speakers or clause.named for clause in own) or sentence.dates or sentence.asks:
        return False
    return not sentence.has("background", "another", "anniversary", "claims", "claims not", "denies")


def _points_back(clause: Clause) -> bool:
    """`این را X گفت`: whose words the sentence before were."""
    return bool(clause.speakers) and any(cue.start == clause.start for cue in clause.of("this he said"))


def _told(sentence: Sentence, outlet: tuple[str, ...], voice: _Voice) -> Iterator[Clause]:
    if sentence.paragraph != voice.paragraph:
        voice.paragraph, voice.quoted = sentence.paragraph, ()
    inherited: tuple[Speaker, ...] = ()
    for start, end in _bounds(sentence):
        for clause in _spoken(Clause(sentence=sentence, start=start, end=end), outlet, voice):
            if clause.speakers:
                inherited = clause.speakers
                voice.hears(inherited)
            unsaid = not clause.speakers and clause.named is None
            yield replace(clause, speakers=voice.quoted or inherited) if unsaid else clause
    if not inherited and (caller := _caller(sentence)) is not None:
        voice.hears((caller,))
    opened = max(sentence.text.rfind(mark) for mark in _OPENS)
    shut = max(sentence.text.rfind(mark) for mark in _SHUTS)
    if opened > shut:
        voice.quoted = inherited
    elif shut >= 0:
        voice.quoted = ()


def _caller(sentence: Sentence) -> Speaker | None:
    """The organisation of `یوناما خواستار … شد`, `X له Y وغوښتل`: it has not spoken, but may be spoken of again."""
    cue = next(iter(sentence.of("wants", "calls")), None)
    if cue is None:
        return None
    frame = frame_of(sentence, sentence.start, until(sentence, sentence.start, cue.start), (cue.start, cue.end))
    if frame is None or not frame.speakers or frame.noun or frame.named[0] - sentence.start > _LEADS:
        return None
    known = any(name.start < frame.named[1] for name in sentence.named("organisations"))
    return frame.speakers[0] if known or is_body(frame.speakers[0].name) else None


def _bounds(sentence: Sentence) -> list[tuple[int, int]]:
    """Where the clauses lie: parted by `؛` and by a "but" after a comma."""
    cuts = {sentence.start + found.end() for found in _BREAK.finditer(sentence.text)}
    for cue in sentence.of("but"):
        if sentence.text[: cue.start - sentence.start].rstrip().endswith(("،", ",")):
            cuts.add(cue.start)
    edges = [sentence.start, *sorted(cuts), sentence.end]
    found = []
    for first, last in pairwise(edges):
        start, end = _trimmed(sentence, first, last)
        if start < end:
            found.append((start, end))
    return found


def _trimmed(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    part = sentence.text[start - sentence.start : end - sentence.start]
    return start + len(part) - len(part.lstrip()), start + len(part.rstrip())


def _spoken(clause: Clause, outlet: tuple[str, ...], voice: _Voice) -> Iterator[Clause]:
    """The clause cut where its speakers change."""
    at = clause.start
    chain: tuple[Speaker, ...] = ()
    current: Frame | None = None
    outer: tuple[tuple[int, int], ...] = ()
    for frame in frames(clause.sentence, clause.start, clause.end, outlet):
        own = voice.of(frame)
        if frame.we and current is not None:
            continue
        if frame.cut > at:
            yield from _piece(clause, at, frame.cut, chain, current, outer)
            at, chain, current, outer = frame.cut, (), None, ()
        if current is not None and frame.nested:
            outer = (*outer, current.named)
            chain = (*chain, *own)
        elif current is None or not frame.aside:
            chain, outer = own, ()
        else:
            continue
        current = frame
        if frame.closes:
            yield from _piece(clause, at, frame.verb[1], chain, current, outer)
            at, chain, current, outer = frame.verb[1], (), None, ()
    yield from _piece(clause, at, clause.end, chain, current, outer)


def _piece(
    clause: Clause, start: int, end: int, chain: tuple[Speaker, ...], frame: Frame | None,
    outer: tuple[tuple[int, int], ...],
) -> Iterator[Clause]:  # fmt: skip
    start, end = _trimmed(clause.sentence, start, end)
    if not any(word for word in clause.sentence.between(start, end)):
        return
    yield Clause(
        sentence=clause.sentence, start=start, end=end, speakers=chain,
        named=frame.named if frame else None, verb=frame.verb if frame and not frame.final else None, outer=outer,
    )  # fmt: skip
