"""A row of a table: its cells with their places in the text, and values quoted from them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from gowah.model import Block, Certainty, Datum, SourceText, Speaker, Value
from gowah.words import NameSpan, Tables, find_names
from gowah.words.dataset_forms import Form
from gowah.words.sheets import sheet

_BEHIND = re.compile(r"\s*\([^()]*\)\s*$")
_SEPARATORS = ",;\t|"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What a cell says, quotation marks and doubling undone; [start, end) is where it stands, without them."""

    said: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup:
    """What the tables know, asked once for each wording: cells of a column repeat from row to row."""

    tables: Tables
    _names: dict[str, tuple[NameSpan, ...]] = field(default_factory=dict)

    def names(self, words: str) -> tuple[NameSpan, ...]:
        """The names of all tables in these words."""
        found = self._names.get(words)
        if found is None:
            found = self._names[words] = find_names(words, self.tables)
        return found

    def code(self, words: str, table: str) -> str | None:
        """The first code of a table in these words, or the words themselves where they are a code."""
        if words in self.tables.terms.get(table, {}):
            return words
        return next((name.code for name in self.names(words) if name.table == table), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One event of a table. `cells` holds the fields that say something: unknown codes are left out.

    `names` are the table's own names of the columns of each field.
    """

    text: SourceText
    block: Block
    number: int
    form: Form
    dataset: str
    cells: Mapping[str, Cell]
    names: Mapping[str, str]
    lookup: Lookup

    @property
    def place(self) -> str:
        """Where a Problem lies: file and row."""
        return f"{self.text.file}, row {self.number}"

    def said(self, field: str) -> str:
        """What the row says of a field; empty where it says nothing."""
        cell = self.cells.get(field)
        return cell.said if cell else ""

    def column(self, field: str) -> str:
        """What the table calls the column of a field, to be shown in a Problem."""
        return f"`{self.names.get(field, field)}`"

    def means(self, property: str, *fields: str) -> tuple[str, str] | None:
        """(code, field) that the dataset's own codes in these fields (none: any) stand for, the most telling first."""
        asked = fields or _fields_of(self.form.code, property)
        found = [
            (*told, field) for field in asked if (told := self.meaning(property, field, self.said(field))) is not None
        ]
        return min(found)[1:] if found else None

    def meaning(self, property: str, field: str, written: str) -> tuple[int, str] | None:
        """(rank, code) that words in this field stand for."""
        known = _codes(self.form.code).get(property, {})
        return next((known[field, plain] for plain in _plain(written) if (field, plain) in known), None)

    def value(
        self, property: str, datum: Datum, *fields: str, certainty: Certainty = Certainty.STATED,
        of_whom: str | None = None, speakers: tuple[Speaker, ...] | None = None,
    ) -> Value:  # fmt: skip
        """A value quoted from the cells of these fields, and from what stands between them where they are several."""
        cells = [self.cells[field] for field in fields]
        start, end = min(cell.start for cell in cells), max(cell.end for cell in cells)
        told = self.speaker if speakers is None else speakers
        return Value(
            property=property, value=datum, quote=self.text.text[start:end], start=start, end=end, speakers=told,
            certainty=certainty, of_whom=of_whom,
        )  # fmt: skip

    @property
    def speaker(self) -> tuple[Speaker, ...]:
        """The dataset itself, which codes what its sources say; nobody where the table is no known dataset's."""
        return (Speaker(name=self.dataset),) if self.dataset else ()


def _plain(said: str) -> Iterator[str]:
    """A coded cell in small letters, as it stands, as a whole number, and without what follows in brackets."""
    plain = said.lower()
    yield plain
    if plain.endswith(".0"):
        yield plain[:-2]
    if plain.endswith(")"):
        yield _BEHIND.sub("", plain)


@cache
def _codes(form: str) -> Mapping[str, Mapping[tuple[str, str], tuple[int, str]]]:
    """Property -> (field, code as written in small letters) -> (rank, what it means)."""
    found: dict[str, dict[tuple[str, str], tuple[int, str]]] = {}
    for row in sheet("dataset_codes"):
        if row["form"] == form:
            key = (row["field"], row["written"].lower())
            found.setdefault(row["property"], {})[key] = (int(row["rank"]), row["means"])
    return found


@cache
def _fields_of(form: str, property: str) -> tuple[str, ...]:
    return tuple(sorted({field for field, _ in _codes(form).get(property, {})}))


def separator(line: str) -> str:
    """The sign that parts the fields of a header line most often, outside quotation marks; a comma when none does."""
    bare = re.sub(r'"[^"]*"', "", line)
    return max(_SEPARATORS, key=lambda sign: (bare.count(sign), sign == ","))


Slot = tuple[int, int]
"""The code points [start, end) of a field, quotation marks included."""


def slots_of(text: str, start: int, end: int, sign: str) -> list[Slot]:
    """The fields of one record, as the csv module parts them."""
    pattern = _field(sign)
    found: list[Slot] = []
    at = start
    while True:
        match = pattern.match(text, at, end)
        stop = match.end() if match else at
        found.append((at, stop))
        if stop >= end or text[stop] != sign:
            return found
        at = stop + 1


def cell_at(text: str, slot: Slot) -> Cell:
    """What stands in a field."""
    start, end = slot
    quoted = end - start > 1 and text[start] == '"' and text[end - 1] == '"'
    if quoted:
        start, end = start + 1, end - 1
    bare = text[start:end]
    start, end = end - len(bare.lstrip()), start + len(bare.rstrip())
    said = text[start:end] if start < end else ""
    return Cell(said=said.replace('""', '"') if quoted else said, start=start, end=max(start, end))


@cache
def _field(sign: str) -> re.Pattern[str]:
    """One field: quotation marks count at its start only; possessive, so that no mark is tried twice."""
    d = re.escape(sign)
    return re.compile(rf'"(?:[^"]++|"")*+"[^{d}\n]*+|[^{d}\n]*+')


def known_cells(
    text: str, slots: Sequence[Slot], columns: Mapping[str, tuple[int, ...]], form: Form
) -> dict[str, Cell]:
    """Field -> the first of its columns that says something."""
    found: dict[str, Cell] = {}
    for name, places in columns.items():
        for at in places:
            cell = cell_at(text, slots[at])
            if _says(cell.said, form):
                found[name] = cell
                break
    return found


def _says(said: str, form: Form) -> bool:
    plain = said.lower()
    return plain not in form.unknown and not (plain.endswith(".0") and plain[:-2] in form.unknown)
