"""Figures: a measure, a scope, a rule, a range, and the way down to the values."""

from __future__ import annotations

import hashlib
from dataclasses import asdict

from gowah.model import Figure, Scope
from gowah.model.canonical import Tree, canonical

GRADE_TWO = "two origins"
"""At least two independent origins say that it happened (the rule of Iraq Body Count)."""
GRADE_ONE = "provisional"
"""One origin only, or none proven independent of the first."""


def figure_id(scope: Scope, measure: str, rule: str) -> str:
    """`n-` and 12 hex digits of the SHA-256 of what the figure covers: the same scope has the same id in every run."""
    covers: Tree = {"scope": {name: value for name, value in asdict(scope).items() if value is not None}}
    assert isinstance(covers, dict)
    return "n-" + hashlib.sha256(canonical({**covers, "measure": measure, "rule": rule})).hexdigest()[:12]


def grade(origins_low: int) -> str:
    """The grade of an attack by the number of origins that are surely independent."""
    return GRADE_TWO if origins_low >= 2 else GRADE_ONE


def in_words(figure: Figure) -> str:
    """`11 (6 to 12) killed; 8 reports, 2 to 3 origins`: a figure as a person would say it."""
    noun = "incident" if figure.measure == "incidents" and figure.low == figure.high == 1 else figure.measure
    return f"{range_in_words(figure)} {noun}; {sources_in_words(figure)}"


def range_in_words(figure: Figure) -> str:
    """`11`, `11 (6 to 12)`, `at least 13`, or `unknown`."""
    low, best, high = figure.low, figure.best, figure.high
    if low is None and best is None and high is None:
        return "unknown"
    if high is None:
        least = low if low is not None else best
        return f"at least {least:,}" if best in (None, least) else f"{best:,} (at least {least:,})"
    if low is None:
        return f"at most {high:,}"
    if low == high:
        return f"{low:,}"
    return f"{low:,} to {high:,}" if best is None else f"{best:,} ({low:,} to {high:,})"


def sources_in_words(figure: Figure) -> str:
    """`8 reports, 2 origins` or, where the bounds differ, `8 reports, 2 to 3 origins`."""
    low, high = figure.origins_low, figure.origins_high
    origins = f"{low:,} to {high:,} origins" if low != high else _many(low, "origin")
    return f"{_many(figure.reports, 'report')}, {origins}"


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
