"""What the words that a model points at say, read by Gowah's own readers: no number can be said that they do not hold.

Where the words before or after belong to them ("at least", "about", the year), the quote grows by these.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from gowah.claim.endpoint.finding import around
from gowah.claim.endpoint.question import COUNTS, STATUSES, TERMS
from gowah.model import Datum, SourceText, Span, Term, When, Where
from gowah.words import NameSpan, Settings, Stretch, Tables, find_dates, find_names, find_numbers, issued, where_of

_MOST = 10_000_000


class Refused(Exception):
    """Why a value is not taken, in a few words that hold none of the report's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A text with what it takes to read words of it."""

    text: SourceText
    tables: Tables
    settings: Settings
    stretches: tuple[Stretch, ...]
    closed: tuple[Span, ...]

    @classmethod
    def of(cls, text: SourceText, tables: Tables, settings: Settings) -> Reading:
        """`closed` are the blocks that nothing is claimed from: lines that open a message, related stories."""
        closed = (Span(start=b.start, end=b.end) for b in text.layout if b.kind in ("entry", "related"))
        return cls(text=text, tables=tables, settings=settings, stretches=issued(text), closed=tuple(closed))

    def words(self, span: Span) -> str:
        """The words of a stretch of the text."""
        return self.text.text[span.start : span.end]

    def names(self, span: Span, *wanted: str) -> list[NameSpan]:
        """The names of these tables that lie in a stretch, found with what stands around it."""
        wide = around(self.text.text, span)
        found = find_names(self.words(wide), self.tables)
        return [
            name for name in found
            if name.table in wanted and wide.start + name.start >= span.start and wide.start + name.end <= span.end
        ]  # fmt: skip


def datum(reading: Reading, property: str, status: str, span: Span) -> tuple[Datum, Span]:
    """The value that the words say, and the quote that it takes. Raises `Refused`."""
    if any(block.start < span.end and span.start < block.end for block in reading.closed):
        raise Refused("from words that are not the report's own")
    if property in COUNTS:
        return _count(reading, span)
    if property == "when":
        return _when(reading, span)
    if property == "where":
        return _where(reading, span), span
    if property == "responsibility":
        return _status(reading, status, span), span
    return _term(reading, TERMS[property], span), span


def of_whom(reading: Reading, span: Span) -> str:
    """Which part of the people a number counts. Raises `Refused` where no table knows."""
    codes = [name.code for name in reading.names(span, "of_whom")]
    return _narrowest(reading.tables, "of_whom", codes, "parts of a toll that no table knows")


def _count(reading: Reading, span: Span) -> tuple[Datum, Span]:
    wide = around(reading.text.text, span)
    found = [
        number for number in find_numbers(reading.words(wide), dict(reading.settings.claim.vague))
        if wide.start + number.number_start >= span.start and wide.start + number.number_end <= span.end
        and not number.age and not number.year_like
    ]  # fmt: skip
    if len(found) != 1:
        raise Refused("quotes without one number")
    count = found[0].count
    if max(count.low or 0, count.high or 0) >= _MOST:
        raise Refused("numbers beyond all measure")
    return count, _grown(span, wide, found[0].start, found[0].end)


def _when(reading: Reading, span: Span) -> tuple[When, Span]:
    day = next((s.day for s in reading.stretches if s.start <= span.start < s.end), None)
    wide = around(reading.text.text, span)
    found = [
        time for time in find_dates(reading.words(wide), day)
        if wide.start + time.start < span.end and span.start < wide.start + time.end
    ]  # fmt: skip
    if len(found) != 1:
        raise Refused("quotes without one day")
    return found[0].when, _grown(span, wide, found[0].start, found[0].end)


def _grown(span: Span, wide: Span, start: int, end: int) -> Span:
    return Span(start=min(span.start, wide.start + start), end=max(span.end, wide.start + end))


def _where(reading: Reading, span: Span) -> Where:
    tables = reading.tables
    names = reading.names(span, "places")
    if not names:
        raise Refused("places that no table knows")
    finest = max(names, key=lambda name: (len(list(tables.ancestors(name.code))), name.code))
    holding = {row.id for row in tables.ancestors(finest.code)}
    if not {name.code for name in names} <= holding:
        raise Refused("quotes with several places")
    return replace(where_of(finest, tables), as_written=reading.words(span))


def _term(reading: Reading, table: str, span: Span) -> Term:
    codes = [name.code for name in reading.names(span, table)]
    code = _narrowest(reading.tables, table, codes, "names that no table knows")
    return Term(code=code, as_written=reading.words(span))


def _narrowest(tables: Tables, table: str, codes: Sequence[str], lacking: str) -> str:
    if not codes:
        raise Refused(lacking)
    narrow = max(codes, key=lambda code: (len(list(tables.broader(table, code))), code))
    if not all(tables.is_a(table, narrow, code) for code in codes):
        raise Refused("quotes with several names")
    return narrow


def _status(reading: Reading, status: str, span: Span) -> Term:
    """How responsibility stands is the model's to say, but only of words that name a group or speak of blame."""
    if status not in STATUSES or not reading.names(span, "groups", "blame"):
        raise Refused("responsibility that the quote does not speak of")
    return Term(code=status, as_written=reading.words(span))
