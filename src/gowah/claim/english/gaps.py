"""What a source says that nobody reported, where, and why: "many attacks have gone unreported because …"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from gowah.claim.english.certainty import certainty_of
from gowah.claim.english.context import cues, is_question
from gowah.claim.english.persons import voices
from gowah.claim.english.sentence import Sentence
from gowah.model import Certainty, Claimed, Span, Text, Value
from gowah.words import Settings, Tables

_SAYS_SO = ("untold", "higher", "hushed")
"""Codes of the table `silences` that state a gap; the others only explain one."""

_EXPLAINS = ("hushed", "press", "unreachable")
_BECAUSE = frozenset(
    {
        "because",
        "because of",
        "due to",
        "owing to",
        "as a result of",
        "thanks to",
        "on account of",
        "by reason of",
        "given",
    }
)
_WEAK = frozenset({"since", "amid", "now that", "what with", "with"})
_HEDGE = re.compile(
    r"\b(?:likely|probably|probable|possibly|presumably|may|might|likelihood|appears?|seems?|we think|we believe)\b",
    re.IGNORECASE,
)
_UNTOLD = re.compile(
    r"(?:\b(?:never|not|nobody|no one|hardly|rarely)\b|n['’]t)\W+(?:\w+\W+){0,3}?(?:reported|known about|become known|became known|recorded|heard of|covered|documented|made public|come to light|come out|registered)\b(?!\s+(?:who|what|whether|if|how|why|any|that|a|the))",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[,;:–—]\s|\.\s*$|\s(?:but|and so|so that)\s")
_SMALL = re.compile(r"\b(?:the|most of|parts of|all of)\s+$", re.IGNORECASE)
_Found = tuple[Sentence, int, int]
_CLOSE = 40  # code points between places of one list


@dataclass(frozen=True, slots=True, kw_only=True)
class _Gap:
    """A gap stated in sentence `at`: area and reason as (sentence, start, end)."""

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
    for sentence in sentences:
        gap = _in_sentence(sentence)
        if gap is None:
            continue
        if last is not None and sentence.index - last.at.index == 1 and sentence.block == last.at.block:
            last = replace(last, area=last.area or gap.area, reason=last.reason or gap.reason)
            continue
        if last is not None and (last.area or last.reason):
            yield _claimed(last)
        last = gap
    if last is not None and (last.area or last.reason):
        yield _claimed(last)


def _in_sentence(sentence: Sentence) -> _Gap | None:
    if sentence.block.kind in ("title", "heading") or is_question(sentence):
        return None
    stated = [(cue.start, cue.end) for cue in cues(sentence, "silences", *_SAYS_SO)]
    stated += [(sentence.start + m.start(), sentence.start + m.end()) for m in _UNTOLD.finditer(sentence.words)]
    if not stated:
        return None
    area = _area(sentence) or _neighbour(sentence, _area)
    reason = _reason(sentence) or _neighbour(sentence, _why)
    return _Gap(at=sentence, cue=min(stated), area=area, reason=reason)


def _neighbour(sentence: Sentence, look: Callable[[Sentence], _Found | None]) -> _Found | None:
    """What the sentence before in the same paragraph says of it."""
    before = sentence.previous
    if before is None or before.block != sentence.block or is_question(before):
        return None
    return look(before)


def _area(sentence: Sentence) -> _Found | None:
    """The places of the sentence, as one stretch where they are a list; else "the provinces" and the like."""
    text = sentence.text.text
    names = [*sentence.named("places")]
    general = cues(sentence, "silences", "area")
    chosen = sorted([*general, *names], key=lambda name: name.start) if not names else names
    if not chosen:
        return None
    start, end = chosen[0].start, chosen[0].end
    for name in chosen[1:]:
        if name.start - end <= _CLOSE and not re.search(r"[.;:]", text[end : name.start]):
            end = max(end, name.end)
    if article := _SMALL.search(text, sentence.start, start):
        start = article.start()
    return sentence, start, end


def _reason(sentence: Sentence) -> _Found | None:
    """What follows "because of" and its like; else the clause that tells of fear, censorship or a cut line."""
    text = sentence.text.text
    for cue in cues(sentence, "silences", "because"):
        form = " ".join(cue.as_written.lower().split())
        if form in _WEAK and not cues(sentence, "silences", *_EXPLAINS, within=(cue.end, sentence.end)):
            continue
        if form in _WEAK | {"given"} and any(d.start <= cue.start < d.end for d in sentence.dates):
            continue
        if form in _BECAUSE | _WEAK:
            stop = _CLAUSE.search(text, cue.end, sentence.end)
            end = stop.start() if stop else sentence.end
            return (sentence, cue.end, end) if text[cue.end : end].strip() else None
    return _why(sentence)


def _why(sentence: Sentence) -> _Found | None:
    found = cues(sentence, "silences", *_EXPLAINS)
    if not found:
        return None
    text = sentence.text.text
    start = max(
        [
            sentence.start,
            *(m.end() for m in re.finditer(r";\s|\.\s|,\s(?=so |but )", text[sentence.start : found[0].start])),
        ]
    )
    start = max(sentence.start, start if start >= sentence.start else sentence.start + start)
    stop = re.compile(r";\s|,\s(?:so|but|which)\b|\.\s*$").search(text, found[-1].end, sentence.end)
    return sentence, start, stop.start() if stop else sentence.end


def _claimed(gap: _Gap) -> Claimed:
    sentence = gap.at
    speakers = voices(sentence, *gap.cue)
    certainty = certainty_of(sentence, *gap.cue)
    if certainty is not Certainty.STATED or _HEDGE.search(sentence.words):
        certainty = Certainty.HEDGED
    values: list[Value] = []
    for property, found in (("area", gap.area), ("reason", gap.reason)):
        if found is not None:
            where, start, end = found
            words = " ".join(where.text.text[start:end].split()).strip(" ,.;:–—")
            values.append(
                where.value(
                    property, Text(text=words), (where.start, where.end), speakers=speakers, certainty=certainty
                )
            )
    return Claimed(kind="gap", anchor=Span(start=sentence.start, end=sentence.end), values=tuple(values))
