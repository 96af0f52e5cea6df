"""What a source says that nobody reported, where, and why: "many attacks have gone unreported because …"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from gowah.claim.english.certainty import certainty_of
from gowah.claim.english.context import cues, is_heading, is_question
from gowah.claim.english.hushes import hushes
from gowah.claim.english.persons import voices
from gowah.claim.english.sentence import Sentence
from gowah.claim.english.speakers import before_speaker
from gowah.model import Certainty, Claimed, Span, Text, Value
from gowah.words import Settings, Tables

SAYS_SO = ("untold", "higher", "hushed")
"""Codes of the table `silences` that state a gap; the others only explain one."""

EXPLAINS = ("hushed", "press", "unreachable")

_UNTOLD = re.compile(
    r"(?:\b(?:never|not|nobody|no one|hardly|rarely)\b|n['’]t\b)\W+(?:\w+\W+){0,3}?"
    r"(?:reported|known about|become known|became known|recorded|heard of|covered|documented|made public|come to light"
    r"|come out|registered|report (?:it|them|such)|speak of it|told us)\b"
    r"(?!\s+(?:who|what|whether|if|how|why|any|that|a|the)\b)",
    re.IGNORECASE,
)
_WEAK = frozenset({"since", "amid", "given", "now that", "what with", "with"})
"""Words that give a reason only where what follows can be one: "with the press muzzled", not "with police"."""

_HEDGE = re.compile(
    r"\b(?:likely|probably|probable|possibly|presumably|may|might|likelihood|appears?|seems?|we think|we believe)\b",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[,;:–—]\s|\.\s*$|\s(?:but|and so|so that)\s")
_REASON_END = re.compile(r";\s|,\s(?:so|but|which)\b|\.\s*$")
_REASON_START = re.compile(r";\s|\.\s|,\s(?=so |but )")
_ARTICLE = re.compile(r"\b(?:the|most of|parts of|all of)\s+$", re.IGNORECASE)
_CLOSE = 40  # code points between places of one list

_CUT = re.compile(r";\s|,\s+and\s|:\s")  # where a second gap of a sentence may begin
_THERE = re.compile(r"\bthere\b", re.IGNORECASE)
_PLACED = re.compile(
    r"\b(?:in|from|of|at|to|around|near|village,|valley,|district,|town,)\s+(?:the\s+)?$", re.IGNORECASE
)
_NAMES = frozenset({"groups", "organisations", "communities", "outlets", "roles", "of_whom", "nations"})
_BACK = 3  # sentences back to the place that "there" means

_Found = tuple[Sentence, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Gap:
    """A gap stated in sentence `at` by the words of `cue`; area and reason may stand in the sentence before."""

    at: Sentence
    cue: tuple[int, int]
    area: _Found | None
    reason: _Found | None


def find(sentences: Sequence[Sentence], tables: Tables, settings: Settings) -> Iterator[Claimed]:
    """One `Claimed` of kind `gap` for each passage that speaks of what went unreported: area, reason.

    A passage that names neither ("the true number is higher") is none.
    """
    del tables, settings
    last: _Gap | None = None
    for gap in (gap for sentence in sentences for gap in _in_sentence(sentence)):
        if last is not None and _goes_on(last, gap):
            last = replace(last, area=last.area or gap.area, reason=last.reason or gap.reason)
            continue
        if last is not None:
            yield from _claimed(last)
        last = gap
    if last is not None:
        yield from _claimed(last)


def _goes_on(last: _Gap, gap: _Gap) -> bool:
    """The next sentence of a paragraph tells on of the same gap, unless it is about another area of its own."""
    apart = gap.at.index - last.at.index
    own = gap.area is not None and gap.area[0] is gap.at
    another = own and last.area is not None and gap.area is not None and _words(gap.area) != _words(last.area)
    return apart == 1 and gap.at.block == last.at.block and not another


def _words(found: _Found) -> str:
    return found[0].text.text[found[1] : found[2]]


def _in_sentence(sentence: Sentence) -> Iterator[_Gap]:
    """The gap of a sentence; two where two of its clauses state one each, with an area of its own."""
    if is_heading(sentence):
        return
    told = hushes(sentence)
    stated = [(cue.start, cue.end) for cue in cues(sentence, "silences", *SAYS_SO)]
    stated += [(sentence.start + m.start(), sentence.start + m.end()) for m in _UNTOLD.finditer(sentence.words)]
    stated += [(hush.start, hush.end) for hush in told]
    if not stated:
        return
    explained = tuple((hush.start, hush.end) for hush in told if hush.explains)
    parts = [(s, e) for s, e in _clauses(sentence) if _area(sentence, (s, e)) and any(s <= at < e for at, _ in stated)]
    for start, end in parts if len(parts) > 1 else [(sentence.start, sentence.end)]:
        mine = [span for span in stated if start <= span[0] < end]
        why = tuple(span for span in explained if start <= span[0] < end)
        area = _area(sentence, (start, end)) or _before(sentence, _area) or _there(sentence) or _named(sentence)
        reason = _reason(sentence, (start, end), why) or _before(sentence, _why)
        yield _Gap(at=sentence, cue=min(mine), area=area, reason=reason)


def _clauses(sentence: Sentence) -> Iterator[tuple[int, int]]:
    start = sentence.start
    for cut in _CUT.finditer(sentence.words):
        yield start, sentence.start + cut.start()
        start = sentence.start + cut.end()
    yield start, sentence.end


def _before(sentence: Sentence, look: Callable[[Sentence], _Found | None]) -> _Found | None:
    """What the sentence before in the same paragraph says of it."""
    before = sentence.previous
    if before is None or before.block != sentence.block or is_question(before):
        return None
    return look(before)


def _area(sentence: Sentence, within: tuple[int, int] | None = None) -> _Found | None:
    """The places of the sentence, as one stretch where they are a list; else "the provinces" and the like."""
    text = sentence.text.text
    chosen = sentence.named("places", within=within) or cues(sentence, "silences", "area", within=within)
    if not chosen:
        return None
    start, end = chosen[0].start, chosen[0].end
    for name in chosen[1:]:
        if name.start - end <= _CLOSE and not re.search(r"[.;:]", text[end : name.start]):
            end = max(end, name.end)
    article = _ARTICLE.search(text, sentence.start, start)
    return sentence, article.start() if article else start, end


def _there(sentence: Sentence) -> _Found | None:
    """ "Telephones there work for an hour a day": the last place named shortly before."""
    if not _THERE.search(sentence.words):
        return None
    before = sentence.previous
    while before is not None and sentence.index - before.index <= _BACK:
        if found := _named(before) or _area(before):
            return found
        before = before.previous
    return None


def _named(sentence: Sentence) -> _Found | None:
    """A place that no table knows: a proper noun after "in", "from", "village,", that is no other name."""
    text = sentence.text.text
    known = [(name.start, name.end) for name in sentence.names if name.table in _NAMES]
    for token in sentence.tokens:
        if (
            token.pos != "PROPN"
            or not token.text[:1].isupper()
            or not _PLACED.search(text, max(sentence.start, token.start - 24), token.start)
        ):
            continue
        taken = [*known, *((date.start, date.end) for date in sentence.dates)]
        if not any(start < token.end and token.start < end for start, end in taken):
            return sentence, token.start, token.end
    return None


def _reason(sentence: Sentence, within: tuple[int, int], told: Sequence[tuple[int, int]]) -> _Found | None:
    """What follows "because of" and its like; else the clause that tells of fear, censorship or a cut line.

    `told` are statements of the passage that are reasons themselves.
    """
    text = sentence.text.text
    for cue in cues(sentence, "silences", "because", within=within):
        weak = " ".join(cue.as_written.lower().split()) in _WEAK
        behind = any(start >= cue.end for start, _ in told)
        if weak and not behind and not cues(sentence, "silences", *EXPLAINS, within=(cue.end, within[1])):
            continue
        stop = _CLAUSE_END.search(text, cue.end, within[1])
        end = stop.start() if stop else within[1]
        if text[cue.end : end].strip():
            return sentence, cue.end, end
    return _why(sentence, within, told)


def _why(
    sentence: Sentence, within: tuple[int, int] | None = None, told: Sequence[tuple[int, int]] = ()
) -> _Found | None:
    """The clause that tells of fear, censorship or a cut line."""
    low, high = within or (sentence.start, sentence.end)
    found = [(cue.start, cue.end) for cue in cues(sentence, "silences", *EXPLAINS, within=(low, high))]
    found = sorted(
        [*found, *(told or [(h.start, h.end) for h in hushes(sentence) if h.explains and low <= h.start < high])]
    )
    if not found:
        return None
    text = sentence.text.text
    starts = [m.end() for m in _REASON_START.finditer(text, low, found[0][0])]
    stop = _REASON_END.search(text, max(end for _, end in found), high)
    return sentence, max(starts, default=low), stop.start() if stop else high


def _claimed(gap: _Gap) -> Iterator[Claimed]:
    sentence = gap.at
    speakers = voices(sentence, *gap.cue)
    certainty = certainty_of(sentence, *gap.cue)
    if certainty is not Certainty.STATED or _HEDGE.search(sentence.words):
        certainty = Certainty.HEDGED
    values: list[Value] = []
    for property, found in (("area", gap.area), ("reason", gap.reason)):
        if found is not None:
            where, start, end = found
            end = before_speaker(where, start, end)
            words = Text(text=" ".join(where.text.text[start:end].split()).strip(" ,.;:–—"))
            values.append(where.value(property, words, speakers=speakers, certainty=certainty))
    if values:
        yield Claimed(kind="gap", anchor=Span(start=sentence.start, end=sentence.end), values=tuple(values))
