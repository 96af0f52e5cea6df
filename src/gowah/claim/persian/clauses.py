"""Clauses of a sentence and who speaks in each: `X گفت که …`, `به گفتهٔ X، …`, `X … وویل چې …`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from gowah.claim.persian.cues import Cue, forms
from gowah.claim.persian.sentences import Sentence
from gowah.model import Speaker
from gowah.words import Word, words

_BREAK = re.compile(r"[؛;]")
_MOST_WORDS = 10  # of a speaker's name
_COLON = re.compile(r"^([^:؛.،\n]{2,60}):\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """Code points [start, end) of the text; `speaker` if it has one, named at `named` = [start, end).

    `verb` is where the speech verb begins ([named end, verb) is when and to whom it was said).
    """

    sentence: Sentence
    start: int
    end: int
    speaker: Speaker | None = None
    named: tuple[int, int] | None = None
    verb: int | None = None

    def of(self, *kinds: str) -> tuple[Cue, ...]:
        """The clause's cues of these kinds."""
        return tuple(cue for cue in self.sentence.of(*kinds) if self.start <= cue.start and cue.end <= self.end)

    def names_speaker(self, start: int, end: int) -> bool:
        """True when code points [start, end) lie in the speaker's name."""
        return self.named is not None and start < self.named[1] and end > self.named[0]


def clauses(sentences: Sequence[Sentence], publisher: str | None) -> tuple[tuple[Clause, ...], ...]:
    """The clauses of each sentence; pronouns for a speaker ("این گروه") stand for the one before."""
    outlet = tuple(word.form for word in words(publisher or ""))
    found: list[tuple[Clause, ...]] = []
    before: Speaker | None = None
    for sentence in sentences:
        own: list[Clause] = []
        inherited: Speaker | None = None
        for start, end in _bounds(sentence):
            clause = _spoken(Clause(sentence=sentence, start=start, end=end), outlet)
            if clause.named is not None and clause.speaker is None:
                clause = replace(clause, speaker=before)
            elif clause.speaker is None and inherited is not None:
                clause = replace(clause, speaker=inherited)
            if clause.speaker is not None:
                before = inherited = clause.speaker
            own.append(clause)
        found.append(tuple(own))
    return tuple(found)


def _bounds(sentence: Sentence) -> list[tuple[int, int]]:
    """Where the clauses lie: parted by `؛` and by a "but" after a comma."""
    cuts = {sentence.start + found.end() for found in _BREAK.finditer(sentence.text)}
    for cue in sentence.of("but"):
        if sentence.text[: cue.start - sentence.start].rstrip().endswith(("،", ",")):
            cuts.add(cue.start)
    edges = [sentence.start, *sorted(cuts), sentence.end]
    found = []
    for first, last in pairwise(edges):
        part = sentence.text[first - sentence.start : last - sentence.start]
        start, end = first + len(part) - len(part.lstrip()), first + len(part.rstrip())
        if start < end:
            found.append((start, end))
    return found


def _spoken(clause: Clause, outlet: tuple[str, ...]) -> Clause:
    sentence = clause.sentence
    title = _COLON.match(sentence.text) if sentence.kind in ("title", "heading") else None
    if title is not None:
        end = clause.start + title.end(1)
        headed = _with(clause, clause.start, end, end, outlet)
        return headed if headed.speaker is not None and not headed.speaker.private else clause
    for cue in clause.of("according"):
        end = _until(clause, cue.end)
        return _with(clause, cue.end, end, end, outlet)
    for cue in clause.of("according after"):
        return _with(clause, clause.start, cue.start, cue.start, outlet)
    for cue in clause.of("says"):
        after = sentence.between(cue.end, clause.end)[:1]
        if after and after[0].form in forms("passive"):
            continue  # it was said: nobody says who
        if sentence.word_at(cue.start) == sentence.word_at(clause.start):
            continue
        end = min(cue.start, _until(clause, clause.start))
        plain = _with(clause, clause.start, end, cue.start, outlet)
        return _in_office(plain, cue.start, outlet)
    return clause


def _in_office(clause: Clause, verb: int, outlet: tuple[str, ...]) -> Clause:
    """`فلان فلانی، سخنگوی پولیس، گفت`: the office speaks; the person's name stays out where it can."""
    if clause.speaker is None or clause.named is None or not clause.speaker.private:
        return clause
    rest = clause.sentence.text[clause.named[1] - clause.sentence.start : verb - clause.sentence.start]
    if not rest.startswith("،"):
        return clause
    start = clause.named[1] + 1
    end = min(verb, _until(clause, start))
    named = _with(replace(clause, speaker=None, named=None), start, end, verb, outlet)
    return named if named.speaker is not None and not named.speaker.private else clause


def _until(clause: Clause, start: int) -> int:
    """Where a speaker's name that begins at `start` must end: at a date, a count, the dead, a comma."""
    sentence = clause.sentence
    stops = [clause.end]
    stops += [span.start for span in sentence.dates if span.start > start]
    stops += [cue.start for cue in clause.of("count", "that", "says") if cue.start > start]
    counts = {cue.first for cue in clause.of("count")}
    stops += [
        cue.start
        for cue in clause.of("killed people", "injured people", "hurt people")
        if cue.start > start and counts & {cue.last + 1, cue.last + 2}
    ]
    first = sentence.word_at(start)
    stops += [
        span.start
        for span in sentence.numbers
        if span.start > start and sentence.word_at(span.start) > first + 2 and span.count.low != 1
    ]
    stops += [cue.start for cue in clause.of("in a report") if cue.start > start]
    mark = sentence.text.find("،", start - sentence.start + 2)
    if mark >= 0:
        stops.append(sentence.start + mark)
    return min((stop for stop in stops if stop > start), default=clause.end)


def _with(clause: Clause, start: int, end: int, verb: int, outlet: tuple[str, ...]) -> Clause:
    """The clause with the speaker whose name lies within [start, end), cleaned of what is not name."""
    named = list(clause.sentence.between(start, end))
    named = _without_hearer(named, outlet, reaches_verb=end == verb)
    leading, trailing = forms("leading"), forms("trailing")
    while named and named[0].form in leading:
        named.pop(0)
    while named and named[-1].form in trailing:
        named.pop()
    if not named or len(named) > _MOST_WORDS:
        return clause
    span = (named[0].start, _closed(clause.sentence, named[-1].end))
    name = " ".join(clause.sentence.text[span[0] - clause.sentence.start : span[1] - clause.sentence.start].split())
    speaker = None if _pronoun(named) else Speaker(name=name, private=not _public(clause.sentence, named, span))
    return replace(clause, speaker=speaker, named=span, verb=max(verb, span[1]))


def _closed(sentence: Sentence, end: int) -> int:
    """The end of a name with the quotation mark that closes it."""
    return end + (sentence.text[end - sentence.start : end - sentence.start + 1] in ("»", '"', "”"))


def _without_hearer(named: list[Word], outlet: tuple[str, ...], *, reaches_verb: bool) -> list[Word]:
    """Without `به فردای روشن` or `لار خبر ته`: to whom it was said."""
    if not reaches_verb:
        return named
    shapes = [word.form for word in named]
    if shapes and shapes[-1] == "ته":
        size = len(outlet) if outlet and tuple(shapes[-1 - len(outlet) : -1]) == outlet else 1
        return named[: max(0, len(named) - 1 - size)]
    for back in range(2, min(5, len(shapes))):
        if shapes[-back] == "به":
            return named[:-back]
    return named


def _pronoun(named: list[Word]) -> bool:
    """True for `او` and for `این گروه`: the speaker before is meant."""
    shapes = [word.form for word in named]
    return (len(shapes) == 1 and shapes[0] in forms("he")) or (
        len(shapes) == 2 and shapes[0] in forms("this") and shapes[1] in forms("body")
    )


def _public(sentence: Sentence, named: list[Word], span: tuple[int, int]) -> bool:
    """True for offices, groups, organisations and people of whom only the kind is named."""
    offices = forms("office")
    if any(word.form in offices for word in named):
        return True
    return any(
        name.table in ("organisations", "groups", "outlets", "of_whom") and name.start < span[1] and name.end > span[0]
        for name in sentence.names
    )
