"""What a report says of itself as a whole: the period that its heading names, and the country it is about.

A total that leaves them unsaid ("six attacks in the month") is read within this frame; each part rests on the sentence
that says it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from gowah.claim.english.scope import Part, Scope
from gowah.claim.english.sentence import Sentence
from gowah.claim.english.sums import deeds
from gowah.model import SourceText, Term, When, Where
from gowah.words import DateSpan, NameSpan, Tables

_COVERS = re.compile(
    r"\b(?:covers|covering|for the (?:period|quarter|month)|period under review|reporting period)\b", re.I
)
_IN_THE_PERIOD = re.compile(
    r"\b(?:in|over|during|for|throughout|across)\s+(?:all\s+of\s+)?(?:the|this|that|these|those)\s+(?:\w+\s+){0,2}?"
    r"(?:days?|weeks?|months?|quarter|years?|period|summary|digest|report)\b|\bin\s+(?:all|sum|total)\b|\btogether\b",
    re.IGNORECASE,
)
_UP_TO = re.compile(
    r"\b(?:cover|include|count|run|go|end|stop|data|figures?|numbers?|list)(?:s|ed|ing)?\b[^.;:]{0,40}"
    r"\b(?:up\s+to|until|till|through)\s+(?:and\s+including\s+)?$",
    re.IGNORECASE,
)
_COUNTRY = 6  # UCDP's where_prec
_FAR = 400  # sentences back to the heading that names the period
_known: list[tuple[SourceText, Tables, Part | None]] = []  # of the last report


def framed(scope: Scope, sentence: Sentence, sentences: Sequence[Sentence], tables: Tables) -> Scope:
    """The scope, with the period and the country of the report where a total leaves them unsaid."""
    own = {part.property for part in scope.parts}
    more: list[Part] = []
    if (until := _cut_off(sentences)) is not None:
        scope = _closed(scope, until)
    if "period" not in own and _IN_THE_PERIOD.search(sentence.words) and (told := period_above(sentence, sentences)):
        said, date = told
        more.append(Part(property="period", datum=date.when, start=said.start, end=said.end))
    if "community" not in own and _IN_THE_PERIOD.search(sentence.words):
        more += _communities_above(sentence, sentences)
    if "place" not in own and (place := country_of(sentences, tables)):
        more.append(place)
    return Scope(parts=()).completed(Scope(parts=(*scope.parts, *more))) if more else scope


def _cut_off(sentences: Sequence[Sentence]) -> str | None:
    """The day up to which a report says that its figures go: "The figures cover attacks up to 17 August"."""
    for at in sentences:
        for day in at.dates:
            before = at.text.text[at.start : day.start] if at.start <= day.start < at.end else ""
            one_day = day.when.precision == "day" or day.when.earliest is None  # "until 17 August" has no beginning
            if one_day and _UP_TO.search(before):
                return day.when.latest
    return None


def _closed(scope: Scope, until: str) -> Scope:
    """The scope with a period that lasts until the report ended at that day."""
    parts = [
        replace(part, datum=replace(part.datum, latest=min(until, part.datum.latest)))
        if isinstance(part.datum, When) and part.open and part.datum.latest
        else part
        for part in scope.parts
    ]
    return Scope(parts=tuple(parts))


def _communities_above(sentence: Sentence, sentences: Sequence[Sentence]) -> list[Part]:
    """Those that the nearest heading about attacks names: "Attacks on minorities, October and November"."""
    for at in reversed(sentences[max(0, sentence.index - _FAR) : sentence.index]):
        if deeds(at) and at.named("communities") and _is_heading(at):
            terms = {n.code: Term(code=n.code, as_written=n.as_written) for n in at.named("communities")}
            return [Part(property="community", datum=term, start=at.start, end=at.end) for term in terms.values()]
    return []


def period_above(sentence: Sentence, sentences: Sequence[Sentence]) -> tuple[Sentence, DateSpan] | None:
    """The span of time in the nearest heading above, or in a sentence that says what the report covers."""
    for at in reversed(sentences[max(0, sentence.index - _FAR) : sentence.index]):
        spans = [d for d in at.dates if d.when.earliest and d.when.latest and d.when.precision != "day"]
        if spans and (_is_heading(at) or _COVERS.search(at.words)):
            return at, spans[0]
    return None


def _is_heading(sentence: Sentence) -> bool:
    """A title, a heading, or a line of few words without a verb."""
    if sentence.block.kind in ("title", "heading", "caption"):
        return True
    few = len(sentence.words.split()) < 16 and sentence.end == sentence.block.end
    return few and not any(t.pos in ("VERB", "AUX") and t.tag in ("VBD", "VBZ", "VBP", "MD") for t in sentence.tokens)


def country_of(sentences: Sequence[Sentence], tables: Tables) -> Part | None:
    """The country that most places of the report are or lie in; worked out once for each report."""
    if not sentences:
        return None
    text = sentences[0].text
    if not _known or _known[0][0] is not text or _known[0][1] is not tables:
        _known[:] = [(text, tables, _country(sentences, tables))]
    return _known[0][2]


def _country(sentences: Sequence[Sentence], tables: Tables) -> Part | None:
    placed = [(at, name, code) for at in sentences for name in at.named("places") if (code := _above(name, tables))]
    if not placed:
        return None
    (most, times), *_ = Counter(code for _, _, code in placed).most_common(1)
    if times * 2 <= len(placed):
        return None
    named = [row for row in placed if row[2] == most and row[1].code == most]
    at, name, code = (named or [row for row in placed if row[2] == most])[0]
    return _part(at, name, code)


def _above(name: NameSpan, tables: Tables) -> str | None:
    return next((row.id for row in tables.ancestors(name.code) if row.kind == "country"), None)


def _part(sentence: Sentence, name: NameSpan, code: str) -> Part:
    # where the report never names the country, what lies in it stands for it: then the words are another place's
    where = Where(place=code, precision=_COUNTRY, as_written=name.as_written if name.code == code else "")
    return Part(property="place", datum=where, start=sentence.start, end=sentence.end)
