"""Which numbers of a text can count anybody: no part of a name, age in brackets, number of a list, line to call."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from gowah.claim.persian.cues import HARMS, PEOPLE, forms
from gowah.words import NameSpan, NumberSpan, Word, fold
from gowah.words.persian_cues import persian_cues
from gowah.words.persian_people import is_name_word

_OLDEST = 120
_MARK = re.compile(r"(?:^|(?<=[\s:،؛(]))(?P<n>[0-9]{1,2}) ?(?:[.)-](?=\s)|[.)](?=[^\W\d]))", re.MULTILINE)
_SERIES = re.compile(r"(?<![\w.,،])[0-9]{1,3}(?:[،,][0-9]{1,3})+(?!\w)")
_GROUPED = re.compile(r"[0-9]{1,3}(?:[،,][0-9]{3})+")
_MINUS = re.compile(r"(?<=[^\S\n])-(?=[0-9])")
_NEXT = 40  # code points from an age to the next in a list
_CALLED = 2  # words between a number and the word for calling it


def counting(
    text: str, numbers: Sequence[NumberSpan], names: Sequence[NameSpan], words: Sequence[Word]
) -> tuple[NumberSpan, ...]:
    """The numbers that may count people."""
    folded = fold(text)
    held = [name for name in names if name.table in ("places", "organisations", "outlets")]
    starts = [name.start for name in held]
    no_counts = sorted([*markers(folded), *_series(folded), *(found.span() for found in _MINUS.finditer(folded))])
    begins = [start for start, _ in no_counts]
    kept: list[NumberSpan] = []
    aged = -_NEXT  # where the last age in a list of people stands
    for number in numbers:
        before = bisect_left(starts, number.number_start) - 1
        if before >= 0 and held[before].end >= number.number_end:
            continue  # `کارتهٔ سه`, the last word of an outlet's letters
        at = bisect_right(begins, number.number_start) - 1
        if at >= 0 and no_counts[at][1] >= number.number_start:
            continue
        if _is_age(folded, number, words, listed=number.start - aged < _NEXT):
            aged = number.end
        elif not (_is_called(number, words) or _is_neither(folded, number, words)):
            kept.append(number)
    return tuple(kept)


def markers(folded: str) -> Iterator[tuple[int, int]]:
    """The numbers of a list, `۱. … ۲. … ۳. …`: one after the other from one on."""
    run: list[tuple[int, int]] = []
    for mark in _MARK.finditer(folded):
        if int(mark["n"]) == len(run) + 1:
            run.append(mark.span("n"))
            continue
        yield from run if len(run) > 1 else ()
        run = [mark.span("n")] if mark["n"] == "1" else []
    yield from run if len(run) > 1 else ()


def _series(folded: str) -> Iterator[tuple[int, int]]:
    """`۱،۲،۳`: a row of numbers, not one that is parted into thousands."""
    return (found.span() for found in _SERIES.finditer(folded) if not _GROUPED.fullmatch(found[0]))


def _is_age(folded: str, number: NumberSpan, words: Sequence[Word], *, listed: bool) -> bool:
    """`علی (۱۲)` and `علی، ۱۲، …` (of a list whoever follows one of these), but not `کشته‌شدگان (۱۲)`."""
    if not 0 < number.value <= _OLDEST or not folded[number.number_start : number.number_end].isdigit():
        return False
    before = folded[max(0, number.number_start - 2) : number.number_start].rstrip()[-1:]
    after = folded[number.number_end : number.number_end + 2].lstrip()[:1]
    at = bisect_left(words, number.number_start, key=lambda word: word.start) - 1
    if at < 0:
        return False
    if (before, after) in (("(", ")"), ("[", "]")):
        return words[at].form not in _counted_words()
    return before == after == "،" and (listed or is_name_word(words[at].form))


@cache
def _counted_words() -> frozenset[str]:
    """The last words of what a number in brackets may count."""
    kinds = (*HARMS, *PEOPLE, "count", "casualty noun")
    return frozenset(form[-1] for kind, form in persian_cues() if kind in kinds)


def _is_neither(folded: str, number: NumberSpan, words: Sequence[Word]) -> bool:
    """`نه کسی کشته شد`: the word for nine is also that for neither."""
    if folded[number.number_start : number.number_end] not in forms("neither"):
        return False
    at = bisect_left(words, number.number_end, key=lambda word: word.start)
    return at < len(words) and words[at].form in forms("someone")


def _is_called(number: NumberSpan, words: Sequence[Word]) -> bool:
    """`با ۱۱۹ تماس بگیرید`, `۱۱۹ ته زنګ ووهئ`: a line to call."""
    at = bisect_left(words, number.end, key=lambda word: word.start)
    after = words[at : at + _CALLED]
    if after and after[0].form in forms("call"):
        return True
    return any(a.form in forms("to number") | forms("with") and b.form in forms("call") for a, b in pairwise(after))
