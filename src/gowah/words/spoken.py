"""Telephone numbers in words: "zero seven nine nine …", `صفر هفت نه نه …`, in any mixture of words and digits."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise

from gowah.words.script import FILLER, fold
from gowah.words.sheets import language_forms, sheet

_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_JOINT = re.compile(r"[\s,،.:;/+()-]{0,6}")
_SIDE_BY_SIDE = (" ", "-")
_SIZES = {"unit": 1, "zero": 1, "teen": 2, "ten": 2, "hundred": 2, "hundreds": 3}
_FEWEST, _ANNOUNCED = 7, 6  # digits of a number that nothing announces, and of one that a word for telephones does
_WORDS = 4  # of which so many are words
_HOTLINE = 3  # single digits of a short number that a word for telephones announces: "Police number: one one nine"


def find_spoken(plain: str, announced: Callable[[int], bool]) -> Iterator[tuple[int, int]]:
    """[start, end) of each; `announced(start)` tells whether a word for telephones stands before. Folded text only."""
    run: list[re.Match[str]] = []
    for token in _TOKEN.finditer(plain):
        form = token[0].replace(FILLER, "")
        if run and not _JOINT.fullmatch(plain, run[-1].end(), token.start()):
            yield from _number(run, announced)
            run = []
        if token[0].isdigit() or form in _sizes() or form in _repeats() or (run and form in _links()):
            run.append(token)
        elif run:
            yield from _number(run, announced)
            run = []
    yield from _number(run, announced)


def _number(run: list[re.Match[str]], announced: Callable[[int], bool]) -> Iterator[tuple[int, int]]:
    while run and run[-1][0] in _links():
        run = run[:-1]
    said = [token for token in run if not token[0].isdigit()]
    single = all(_sizes().get(token[0], 1) == 1 for token in said) and len(said) == len(run)
    if len(said) < (_HOTLINE if single else _WORDS):
        return
    if single and len(said) < _WORDS:
        apart = (first.string[first.end() : second.start()] for first, second in pairwise(run))
        if all(gap in _SIDE_BY_SIDE for gap in apart) and announced(run[0].start()):
            yield run[0].start(), run[-1].end()
        return
    size = sum(_size(token[0]) for token in run)
    begins = _is_zero(run[0][0])
    if (size >= _FEWEST and (single or begins)) or (size >= _ANNOUNCED and announced(run[0].start())):
        yield run[0].start(), run[-1].end()


def _size(form: str) -> int:
    """How many digits a word or a run of digits stands for."""
    return len(form) if form.isdigit() else _sizes().get(form, 1 if form in _repeats() else 0)


def _is_zero(form: str) -> bool:
    return form.startswith("0") or form in _zeros()


@cache
def _sizes() -> dict[str, int]:
    """Number words of one word -> how many digits each stands for, in all languages."""
    rows = [row for row in sheet("numbers") if row["kind"] in _SIZES and not row["followed_by"]]
    found = {fold(row["form"]).replace(FILLER, ""): _SIZES[row["kind"]] for row in rows}
    return {**{form: size for form, size in found.items() if form.isalpha()}, **dict.fromkeys(_cells("spoken zero"), 1)}


@cache
def _zeros() -> frozenset[str]:
    rows = (row["form"] for row in sheet("numbers") if row["kind"] == "zero" and not row["followed_by"])
    return frozenset(fold(form) for form in rows) | _cells("spoken zero")


@cache
def _repeats() -> frozenset[str]:
    """`double` in "double nine", which says one digit more."""
    return _cells("spoken twice")


@cache
def _links() -> frozenset[str]:
    return frozenset(fold(row["form"]) for row in sheet("numbers") if row["kind"] == "and")


@cache
def _cells(cue: str) -> frozenset[str]:
    rows = (row for row in sheet("contact_cues") if row["cue"] == cue)
    columns = ("forms_en", "forms_prs", "forms_ps")
    return frozenset(fold(form) for row in rows for column in columns for form in language_forms(row, column))
