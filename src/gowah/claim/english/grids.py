"""Tables inside reports: a row with a day is an attack, a row without one a sum.

A table begins with a row of headings of which one counts those killed, injured or attacks. A cell belongs to the
heading in whose column it stands: by the tabs where there are such, else by its place in the line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gowah.claim.english.framing import country_of, period_above
from gowah.claim.english.quantities import PROPERTY
from gowah.claim.english.sentence import Sentence
from gowah.model import Claimed, Count, Span, Speaker, Term, Value
from gowah.words import DateSpan, Settings, Tables, find_dates, find_names, find_numbers, where_of

_CELL = re.compile(r"[^\s|]+(?:[ ][^\s|]+)*")
_ALL = re.compile(r"(?:all|total|totals|sum|in all|overall|together|grand total)\b", re.IGNORECASE)
_CLAIMED_BY = re.compile(r"\b(?:claim\w*|responsib\w+|perpetrator|group|by|author)\b", re.IGNORECASE)
_NOTHING = re.compile(r"[-–—/?.]*|n/?a|none|nobody|unknown|not claimed|unclaimed", re.IGNORECASE)
_NUMBER = re.compile(r"[~<>≥≤]?\s*\d[\d,.  ]*\+?(?:\s*[-–]\s*\d+)?|(?:at least|about|over|more than)\s+\S+|zero|none")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """The words of a cell at code points [start, end) of the text; `at` is the middle of its place in the line."""

    start: int
    end: int
    at: float
    column: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Grid:
    """The headings of a table."""

    head: tuple[Cell, ...]
    kinds: tuple[str | None, ...]
    tabs: bool


def in_grid(sentence: Sentence) -> bool:
    """True for a row of at least three cells: no running text, so that no other finder reads it."""
    return sentence.block.kind == "row" and len(_cells(sentence)) > 2


def find(sentences: Sequence[Sentence], tables: Tables, settings: Settings) -> Iterator[Claimed]:
    """The attacks and totals told by the rows of tables."""
    grid: _Grid | None = None
    for sentence in sentences:
        if sentence.block.kind != "row":
            grid = None if sentence.block.kind != "caption" else grid
            continue
        if sentence.start != sentence.block.start:
            continue  # the row was cut at a full stop
        cells = _cells(sentence)
        if head := _headings(sentence, cells, tables):
            grid = _Grid(head=cells, kinds=head, tabs="\t" in sentence.words)
        elif grid is not None and len(cells) > 1:
            yield from _row(sentence, cells, grid, sentences, tables, settings)


def _cells(sentence: Sentence) -> tuple[Cell, ...]:
    """The cells of a row, cut at tabs, at two blanks or more, or at bars."""
    text, start, end = sentence.text.text, sentence.block.start, sentence.block.end
    line = text.rfind("\n", 0, start) + 1
    found: list[Cell] = []
    if "\t" in text[start:end]:
        at = start
        for column, words in enumerate(text[start:end].split("\t")):
            if words.strip():
                found.append(Cell(start=at, end=at + len(words), at=0.0, column=column, words=words.strip()))
            at += len(words) + 1
        return tuple(found)
    for column, cell in enumerate(_CELL.finditer(text, start, end)):
        middle = (cell.start() + cell.end()) / 2 - line
        found.append(Cell(start=cell.start(), end=cell.end(), at=middle, column=column, words=cell[0]))
    return tuple(found)


def _headings(sentence: Sentence, cells: Sequence[Cell], tables: Tables) -> tuple[str | None, ...]:
    """What each column holds: killed, injured, hurt, attacks, claimant or None; () where this is no row of headings."""
    if len(cells) < 2 or any(char.isdigit() for char in sentence.words):
        return ()
    kinds = tuple(_kind(cell.words, tables) for cell in cells)
    return kinds if set(kinds) & {"killed", "injured", "hurt", "attacks"} else ()


def _kind(words: str, tables: Tables) -> str | None:
    names = find_names(words, tables)
    if any(name.table == "sums" and name.code == "deed" for name in names):
        return "attacks"
    harms = {PROPERTY[name.code] for name in names if name.table == "harm" and name.code in PROPERTY}
    if harms:
        return next(iter(harms)) if len(harms) == 1 else "hurt"
    return "claimant" if _CLAIMED_BY.search(words) else None


def _row(
    sentence: Sentence, cells: Sequence[Cell], grid: _Grid, sentences: Sequence[Sentence], tables: Tables,
    settings: Settings,
) -> Iterator[Claimed]:  # fmt: skip
    """The claim of a row; a sum over all rows takes its scope from the heading alone."""
    counts: list[tuple[str, Cell, Count]] = []
    claimant: Cell | None = None
    rest: list[Cell] = []
    for cell in cells:
        kind = _column(cell, cells, grid)
        count = _count(cell.words, settings) if kind in ("killed", "injured", "hurt", "attacks") else None
        if kind is not None and count is not None:
            counts.append((kind, cell, count))
        elif kind == "claimant":
            claimant = cell
        elif kind is None:
            rest.append(cell)
    if not counts:
        return
    span = (sentence.block.start, cells[-1].end)
    values = [sentence.value(kind, count, span) for kind, _, count in counts]
    days = _days(sentence, rest)
    if days and all(kind != "attacks" for kind, _, _ in counts):
        values += [*_attack(sentence, rest, days[0], span, tables), *_claimed_by(sentence, claimant, span, tables)]
        yield Claimed(kind="attack", anchor=Span(start=span[0], end=span[1]), values=tuple(values))
        return
    named = () if any(_ALL.match(cell.words) for cell in rest[:1]) else rest
    values += _scope(sentence, named, days, sentences, span, tables)
    values.append(sentence.value("responsibility", Term(code="all"), span))
    yield Claimed(kind="total", anchor=Span(start=span[0], end=span[1]), values=tuple(values))


def _column(cell: Cell, cells: Sequence[Cell], grid: _Grid) -> str | None:
    if grid.tabs or len(cells) == len(grid.head):
        return next((k for h, k in zip(grid.head, grid.kinds, strict=True) if h.column == cell.column), None)
    nearest = min(range(len(grid.head)), key=lambda n: abs(grid.head[n].at - cell.at))
    return grid.kinds[nearest]


def _count(words: str, settings: Settings) -> Count | None:
    if not _NUMBER.fullmatch(words):
        return None
    found = find_numbers(words, dict(settings.claim.vague))
    if not found and words.strip() == "0":
        return Count(low=0, high=0, as_written="0")
    return found[0].count if len(found) == 1 else None


def _days(sentence: Sentence, cells: Sequence[Cell]) -> list[tuple[Cell, DateSpan]]:
    return [(cell, d) for cell in cells for d in find_dates(cell.words, sentence.day) if d.when.earliest]


def _attack(
    sentence: Sentence, cells: Sequence[Cell], day: tuple[Cell, DateSpan], span: tuple[int, int], tables: Tables
) -> Iterator[Value]:
    """Day, place, site, community and tactic, from the cells that count nothing."""
    yield sentence.value("when", day[1].when, span)
    names = [name for cell in cells for name in find_names(cell.words, tables)]
    places = [n for n in names if n.table == "places" and n.code in tables.places]
    if places:
        finest = max(places, key=lambda n: len(list(tables.ancestors(n.code))))
        yield sentence.value("where", where_of(finest, tables), span)
    for table, property in (("sites", "site"), ("communities", "community"), ("tactics", "tactic")):
        for name in [n for n in names if n.table == table][:1]:
            yield sentence.value(property, Term(code=name.code, as_written=name.as_written), span)


def _claimed_by(sentence: Sentence, cell: Cell | None, span: tuple[int, int], tables: Tables) -> Iterator[Value]:
    """The group in the column "claimed by"; a dash there says that nobody did."""
    if cell is None:
        return
    groups = [n for n in find_names(cell.words, tables) if n.table == "groups"]
    if groups:
        speakers = (Speaker(name=groups[0].as_written),)
        group = Term(code=groups[0].code, as_written=groups[0].as_written)
        yield sentence.value("perpetrator", group, span, speakers=speakers)
        yield sentence.value("responsibility", Term(code="claimed", as_written=cell.words), span, speakers=speakers)
    elif _NOTHING.fullmatch(cell.words):
        yield sentence.value("responsibility", Term(code="unknown", as_written=cell.words), span)


def _scope(
    sentence: Sentence, cells: Sequence[Cell], days: Sequence[tuple[Cell, DateSpan]], sentences: Sequence[Sentence],
    span: tuple[int, int], tables: Tables,
) -> Iterator[Value]:  # fmt: skip
    """What the row says of whom, where and when; what it leaves unsaid from the heading above the table."""
    names = [name for cell in cells for name in find_names(cell.words, tables)]
    for table, property in (("groups", "perpetrator"), ("communities", "community")):
        for name in {n.code: n for n in names if n.table == table}.values():
            yield sentence.value(property, Term(code=name.code, as_written=name.as_written), span)
    places = [n for n in names if n.table == "places" and n.code in tables.places]
    for name in places[:1]:
        yield sentence.value("place", where_of(name, tables), span)
    place = None if places else country_of(sentences, tables)
    if place is not None:
        yield sentence.value("place", place.datum, (place.start, place.end))
    if days:
        yield sentence.value("period", days[0][1].when, span)
    elif told := period_above(sentence, sentences):
        yield told[0].value("period", told[1].when)
