"""Days told from the attack before: `دوازده روز پیش از آن`, `یک هفته بعد`, `دوه ورځې وروسته`."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from gowah.claim.persian.clauses import Clause
from gowah.claim.persian.cues import forms
from gowah.model import When
from gowah.words import DateSpan, find_numbers
from gowah.words.datescan import ordinals

_UNITS = {"shift day": 1, "shift week": 7}
_SLACK = {"shift day": 0, "shift week": 3}  # a week before may be ten days
_AROUND = 31  # days by which people may be early in calling an attack to mind
_NEAR = 4  # words between the unit and `پیش از آن`


def shifted(clause: Clause, base: DateSpan | None) -> DateSpan | None:
    """The day so many days or weeks off the day `base`; None where the clause tells of none."""
    if base is None or base.when.earliest is None or base.when.earliest != base.when.latest:
        return None
    sentence = clause.sentence
    for number in sentence.numbers:
        if not (clause.start <= number.start and number.end <= clause.end):
            continue
        at = sentence.word_at(number.end)
        for kind, days in _UNITS.items():
            if at >= len(sentence.words) or sentence.words[at].form not in forms(kind):
                continue
            for cues, sign in (("before that", -1), ("after that", 1)):
                cue = next((cue for cue in clause.of(cues) if -_NEAR <= cue.first - at <= _NEAR), None)
                if cue is not None:
                    start, end = min(number.start, cue.start), max(sentence.words[at].end, cue.end)
                    return _span(clause, base, (start, end), sign * number.value * days, _SLACK[kind])
    return None


def told_before(clause: Clause) -> DateSpan | None:
    """The day of `پرون د هغو جنازې وشوې چې یوه ورځ مخکې وژل شوي وو`: so many days before another of the clause."""
    dates = [span for span in clause.sentence.dates if clause.start <= span.start and span.end <= clause.end]
    for base, later in pairwise(dates):
        words = clause.sentence.between(later.start, later.end)
        if not (_single(base) and later.relative and len(words) > 1 and words[-1].form in forms("before now")):
            continue
        number = next(iter(find_numbers(clause.quote(later.start, words[-1].start), {})), None)
        for kind, days in _UNITS.items():
            if number is not None and words[-2].form in forms(kind):
                return _span(clause, base, (later.start, later.end), -number.value * days, _SLACK[kind])
    return None


def commemorated(clause: Clause) -> When | None:
    """Until when the attack happened whose anniversary a clause tells of: about a year ago, or as many as it says."""
    cue = next(iter(clause.of("anniversary")), None)
    day = clause.sentence.day
    if cue is None or day is None:
        return None
    before = clause.sentence.words[max(0, cue.first - 1) : cue.first]
    years = max((ordinals()[word.form] for word in before if word.form in ordinals()), default=1)
    start = before[0].start if years > 1 else cue.start
    try:
        latest = day - timedelta(days=365 * years - _AROUND)
    except OverflowError:
        return None
    return When(earliest=None, latest=latest.isoformat(), as_written=clause.quote(start, cue.end))


def is_of_anniversary(clause: Clause, span: DateSpan) -> bool:
    """True for the day on which an attack is called to mind, not that of the attack."""
    until = commemorated(clause)
    return until is not None and (span.when.latest or "9") > (until.latest or "")


def _single(span: DateSpan) -> bool:
    return span.when.earliest is not None and span.when.earliest == span.when.latest


def _span(clause: Clause, base: DateSpan, at: tuple[int, int], days: int, slack: int) -> DateSpan | None:
    try:
        day = date.fromisoformat(base.when.earliest or "") + timedelta(days=days)
        first, last = day - timedelta(days=slack), day + timedelta(days=slack)
    except (ValueError, OverflowError):
        return None
    when = When(earliest=first.isoformat(), latest=last.isoformat(), as_written=clause.quote(*at))
    return DateSpan(start=at[0], end=at[1], when=when, relative=True)
