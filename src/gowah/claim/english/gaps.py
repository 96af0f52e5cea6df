"""What a source says that nobody reported, where, and why: "many attacks have gone unreported because …"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from gowah.claim.english.certainty import certainty_of
from gowah.claim.english.context import cues, is_heading, is_question
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
    r"|come out|registered)\b(?!\s+(?:who|what|whether|if|how|why|any|that|a|the)\b)",
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
    for gap in filter(None, map(_in_sentence, sentences)):
        if last is not None and gap.at.index - last.at.index == 1 and gap.at.block == last.at.block:
            last = replace(last, area=last.area or gap.area, reason=last.reason or gap.reason)
            continue
        if last is not None:
            yield from _claimed(last)
        last = gap
    if last is not None:
        yield from _claimed(last)


def _in_sentence(sentence: Sentence) -> _Gap | None:
    if is_heading(sentence):
        return None
    stated = [(cue.start, cue.end) for cue in cues(sentence, "silences", *SAYS_SO)]
    stated += [(sentence.start + m.start(), sentence.start + m.end()) for m in _UNTOLD.finditer(sentence.words)]
    if not stated:
        return None
    area = _area(sentence) or _before(sentence, _area)
    reason = _reason(sentence) or _before(sentence, _why)
    return _Gap(at=sentence, cue=min(stated), area=area, reason=reason)


def _before(sentence: Sentence, look: Callable[[Sentence], _Found | None]) -> _Found | None:
    """What the sentence before in the same paragraph says of it."""
    before = sentence.previous
    if before is None or before.block != sentence.block or is_question(before):
        return None
    return look(before)


def _area(sentence: Sentence) -> _Found | None:
    """The places of the sentence, as one stretch where they are a list; else "the provinces" and the like."""
    text = sentence.text.text
    chosen = sentence.named("places") or cues(sentence, "silences", "area")
    if not chosen:
        return None
    start, end = chosen[0].start, chosen[0].end
    for name in chosen[1:]:
        if name.start - end <= _CLOSE and not re.search(r"[.;:]", text[end : name.start]):
            end = max(end, name.end)
    article = _ARTICLE.search(text, sentence.start, start)
    return sentence, article.start() if article else start, end


def _reason(sentence: Sentence) -> _Found | None:
    """What follows "because of" and its like; else the clause that tells of fear, censorship or a cut line."""
    text = sentence.text.text
    for cue in cues(sentence, "silences", "because"):
        weak = " ".join(cue.as_written.lower().split()) in _WEAK
        if weak and not cues(sentence, "silences", *EXPLAINS, within=(cue.end, sentence.end)):
            continue
        stop = _CLAUSE_END.search(text, cue.end, sentence.end)
        end = stop.start() if stop else sentence.end
        if text[cue.end : end].strip():
            return sentence, cue.end, end
    return _why(sentence)


def _why(sentence: Sentence) -> _Found | None:
    """The clause that tells of fear, censorship or a cut line."""
    found = cues(sentence, "silences", *EXPLAINS)
    if not found:
        return None
    text = sentence.text.text
    starts = [m.end() for m in _REASON_START.finditer(text, sentence.start, found[0].start)]
    stop = _REASON_END.search(text, found[-1].end, sentence.end)
    return sentence, max(starts, default=sentence.start), stop.start() if stop else sentence.end


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
