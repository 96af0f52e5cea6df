"""Numbers with no harm of their own beside them: what they count is said before them.

A label (`کشته ۱۲، زخمی ۳۸`, `شهیدان مو اووه`), or the toll told last (`پولیس: ده. شفاخانه: سیزده`, `شمار به ۱۵ رسید`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from gowah.claim.persian.clauses import Clause
from gowah.claim.persian.cues import PEOPLE, Cue, forms
from gowah.claim.persian.harms import is_person
from gowah.words import NumberSpan, Word

_MARK = re.compile(r"\s*[،,؛;.:۔!؟?»”\")—–|-]")
_MARKS = re.compile(r"[،,؛;.:۔)]")
_LABEL = 2  # words between a label and its number
_FAR = 7  # words between those counted and a number that is said of them with a verb
_COUNT = 5  # words between `شمار` and its number


def label(clause: Clause, number: NumberSpan, harms: Sequence[Cue], floor: int) -> Cue | None:
    """The harm before a number that is its label."""
    sentence = clause.sentence
    at = sentence.word_at(number.start)
    cue = next((cue for cue in reversed(harms) if floor <= cue.start and cue.end <= number.start), None)
    if cue is None or _counted(clause, cue):
        return None
    gap = at - cue.last - 1
    between = clause.quote(cue.end, number.start)
    if ":" not in between and not ends(clause, number):
        return None
    if gap > (_FAR if cue.kind in PEOPLE else _LABEL) or "،" in between or "؛" in between:
        return None
    words = sentence.words[cue.last + 1 : at]
    if any(word.form in forms("copula") | forms("that") | forms("joint") for word in words):
        return None
    return cue


def zero(clause: Clause, number: NumberSpan) -> Cue | None:
    """The harm that came to nobody: `هیچ‌کس زخم برنداشته`."""
    if number.count.high != 0:
        return None
    at = clause.sentence.word_at(number.end)
    for cue in clause.of("killed not", "injured not", "hurt not"):
        if 0 <= cue.first - at <= _FAR:
            return cue
    return None


def carried(clause: Clause, number: NumberSpan, topic: str | None) -> Cue | None:
    """The toll that goes on: a bare number said by somebody or said to be the count."""
    if topic is None or not ends(clause, number):
        return None
    sentence = clause.sentence
    at = sentence.word_at(number.start)
    before = sentence.words[max(0, at - _COUNT) : at]
    counts = any(clause.start <= word.start and word.form in forms("count") for word in before)
    corrected = any(cue.end <= number.start and at - cue.last <= _COUNT for cue in clause.of("correction"))
    said = _said(clause, number)
    if not (counts or corrected or said or _grows(clause, number)):
        return None
    return Cue(kind=topic, start=number.start, end=number.end, first=at, last=at)


def _said(clause: Clause, number: NumberSpan) -> bool:
    """True for a number right behind who says it: `شفاخانه: سیزده`, `طبق والی ۱۵`, `بازنشر: «دو تن»`."""
    if clause.quote(clause.start, number.start).rstrip().endswith((":", "«", "“")):
        return True
    if clause.named is None:
        return False
    edges = [edge for edge in (clause.named[1], clause.verb[1] if clause.verb else 0) if edge <= number.start]
    between = clause.sentence.between(max(edges), number.start) if edges else ()
    dates = clause.sentence.dates
    return bool(edges) and all(
        word.form in forms("only") or any(day.start <= word.start < day.end for day in dates) for word in between
    )


def _grows(clause: Clause, number: NumberSpan) -> bool:
    """`به ۱۵ رسید`, `۱۵ ته لوړ شو`."""
    sentence = clause.sentence
    before = sentence.words[: sentence.word_at(number.start)][-1:]
    after = sentence.words[sentence.word_at(number.end) :][:3]
    to = any(word.form in forms("to number") for word in (*before, *after))
    return to and any(-1 <= cue.first - sentence.word_at(number.end) <= 4 for cue in clause.of("changes"))


def ends(clause: Clause, number: NumberSpan) -> bool:
    """True where nothing counted follows a number: a mark, the end, `تن`, a copula, `را`, a verb of saying."""
    sentence = clause.sentence
    at = sentence.word_at(number.end)
    edge = number.end
    bare = clause.quote(number.number_start, number.number_end)
    if bare in forms("neither") and clause.quote(number.end, clause.end)[:1] in ("،", ","):
        return False  # `نه` is nine and no
    for word in sentence.words[at : at + 2]:
        if word.start >= clause.end or _marked(clause, edge):
            return True
        if not _passes(clause, word):
            break
        edge = word.end
        at += 1
    after = sentence.words[at : at + 1]
    if not after or after[0].start >= clause.end or _marked(clause, edge):
        return True
    return after[0].form in forms("copula") or any(cue.first == at for cue in clause.of("says", "changes"))


def _marked(clause: Clause, edge: int) -> bool:
    return _MARK.match(clause.quote(edge, clause.end)) is not None


def _passes(clause: Clause, word: Word) -> bool:
    return word.form in forms("classifier") or is_person(clause, word)


def _counted(clause: Clause, cue: Cue) -> bool:
    """True for a harm that a number right before it counts: `۱۲ کشته`."""
    sentence = clause.sentence
    return any(
        0 <= cue.first - sentence.word_at(number.end) <= 1 and not _MARKS.search(clause.quote(number.end, cue.start))
        for number in sentence.numbers
        if clause.start <= number.start and number.end <= cue.start
    )
