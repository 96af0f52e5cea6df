"""How many were harmed: each number as the dataset means it, contradictions said and not mended."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import ceil, floor

from gowah.claim.datasets.rows import Row
from gowah.model import Count, Problem, Speaker, Term, Value
from gowah.words import Settings, find_numbers

_MOST = 10_000_000  # people: a number beyond this is a slip
_DIGITS = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,15})?")  # no sign, no power of ten: nobody counts people so
_POWER = re.compile(r"^[+\-−]|\d[eE][+\-]?\d")
_MEASURES = ("killed", "injured", "hurt", "abducted")


def tolls(
    row: Row, blames: bool, chains: Sequence[tuple[Speaker, ...]], settings: Settings
) -> Iterator[Value | Problem]:
    """Every number of the row; the whole tolls once for each source named, parts and ranges as the dataset's own."""
    fields = [field for field in row.cells if field.partition("/")[0].partition(".")[0] in _MEASURES]
    read = {field: _number(row, field, settings) for field in fields}
    yield from (found for found in read.values() if isinstance(found, Problem))
    known = {field: found for field, found in read.items() if isinstance(found, Count)}
    for measure in _MEASURES:
        yield from _whole(row, measure, known, chains)
    for field, count in known.items():
        measure, _, whom = field.partition("/")
        if whom and (whom != "attackers" or blames):
            yield row.value(measure, count, field, of_whom=whom)
    yield from _attackers(row, known if blames else {})


def _whole(
    row: Row, measure: str, known: dict[str, Count], chains: Sequence[tuple[Speaker, ...]]
) -> Iterator[Value | Problem]:
    best = known.get(measure)
    low, high = (known.get(f"{measure}.{end}") for end in ("low", "high"))
    if best is not None:
        for chain in chains or (row.speaker,):
            yield row.value(measure, best, measure, speakers=chain)
    given = {f: known[f] for f in (f"{measure}.low", measure, f"{measure}.high") if f in known}
    if not _in_order(list(given.values())):
        yield Problem(
            where=row.place, what=f"the low, best and high numbers of the {measure} are not in this order",
            hint="Each was kept as it stands; correct the dataset or decide.",
        )  # fmt: skip
        for field, count in given.items():
            if field != measure:
                yield row.value(measure, count, field)
    elif ends := [field for field, count in given.items() if field != measure and count != best]:
        written = ", ".join(f"{field.rpartition('.')[2]} {row.said(field)}" for field in given if field != measure)
        span = Count(low=low.low if low else None, high=high.high if high else None, as_written=written)
        if span.low != span.high or best is None or (span.low, span.high) != (best.low, best.high):
            yield row.value(measure, span, *ends)


def _in_order(counts: Sequence[Count]) -> bool:
    ends = [end for count in counts for end in (count.low, count.high) if end is not None]
    return ends == sorted(ends)


def _number(row: Row, field: str, settings: Settings) -> Count | Problem:
    written = row.said(field)
    number = float(written) if _DIGITS.fullmatch(written) else -1.0
    if row.form.numbers == "words" and number < 0 and (told := _in_words(written, settings)):
        return told
    whole = number == int(number) if 0 <= number < _MOST else False
    if not whole and not (row.form.numbers == "shares" and 0 <= number < _MOST):
        return _no_number(row, field)
    if not whole:  # a sum was parted evenly over the rows that it covers
        return Count(low=floor(number), high=ceil(number), about=True, as_written=written)
    if row.form.numbers == "least" and field in _MEASURES:
        return Count(low=int(number), as_written=written)
    return Count(low=int(number), high=int(number), as_written=written)


def _no_number(row: Row, field: str) -> Problem:
    worded = ", or in words such as `at least 12` or `10 to 15`" if row.form.numbers == "words" else ""
    return Problem(
        where=row.place,
        what=f"what stands under {row.column(field)} is not a number of people",
        hint=f"It was left out. Write it in digits, such as 12{worded}; leave the cell empty where nobody knows.",
    )


def _in_words(written: str, settings: Settings) -> Count | None:
    """ "at least 13", "about 20", "۱۳": the whole cell must be one number."""
    if _POWER.search(written):
        return None
    found = find_numbers(written, dict(settings.claim.vague))
    if len(found) == 1 and found[0].start == 0 and found[0].end == len(written):
        count = found[0].count
        return count if max(count.low or 0, count.high or 0) < _MOST else None
    return None


def _attackers(row: Row, known: dict[str, Count]) -> Iterator[Value]:
    """Whether the dead that the dataset counts include attackers: it counts everybody, so it is yes where one died."""
    if said := row.means("attackers_included"):
        yield row.value("attackers_included", Term(code=said[0], as_written=row.said(said[1])), said[1])
    elif (own := known.get("killed/attackers")) and "killed" in known and own.low == own.high:
        field = "killed/attackers"
        yield row.value("attackers_included", Term(code="yes" if own.low else "no", as_written=row.said(field)), field)
