"""Where the subject of a verb of saying begins: behind dates, places and what happened before anybody spoke."""

from __future__ import annotations

from collections.abc import Sequence

from gowah.claim.persian.cues import forms
from gowah.claim.persian.naming import dated
from gowah.claim.persian.sentences import Sentence
from gowah.words import Word


def past_deed(sentence: Sentence, start: int, verb: int) -> int:
    """Past `در انفجار کابل` and `پس از حمله`, `د چاودنې وروسته`, where no comma ends them."""
    words = sentence.between(start, verb)
    deed = next((cue for cue in sentence.of("event") if start <= cue.start and cue.end <= verb), None)
    if not words or deed is None:
        return start
    behind = [word for word in words if word.start >= deed.end]
    if sentence.pashto:
        after = next((n for n, word in enumerate(behind[:3]) if word.form in forms("after")), None)
        return start if after is None or after + 1 >= len(behind) else behind[after + 1].start
    if words[0].form not in forms("adverb"):
        return start
    return next((word.start for word in behind if word.form in forms("office")), start)


def past_dates(sentence: Sentence, start: int, verb: int) -> int:
    """Past a date, a place or a phrase in `په … کې` with which a subject's clause begins."""
    words = sentence.between(start, verb)
    n = 0
    while n < len(words):
        word = words[n]
        passed = next((cue for cue in sentence.of("leading multi") if cue.start == word.start), None)
        if passed is not None:
            n += 1 + passed.last - passed.first
        elif word.form in forms("leading") or dated(sentence, word):
            n += 1
        elif word.form in forms("in") and n + 1 < len(words) and (past := _past_place(sentence, words, n)):
            n = past
        else:
            break
    return words[n].start if n < len(words) else start


def _past_place(sentence: Sentence, words: Sequence[Word], n: int) -> int:
    """The word after `در کابل` or `په … کې`; 0 if a name begins here."""
    closing = next((m for m in range(n + 1, min(n + 8, len(words))) if words[m].form in forms("closing")), None)
    if closing is not None:
        return closing + 1
    place = next(
        (name for name in sentence.named("places") if name.start == words[n + 1].start and name.end < words[-1].end),
        None,
    )
    if place is not None:
        return next((m for m in range(n + 1, len(words)) if words[m].start >= place.end), 0)
    return n + 2 if dated(sentence, words[n + 1]) else 0
