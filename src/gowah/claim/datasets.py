"""Event datasets in the columns of UCDP GED: one attack for each row, quoted as the row stands.

Column names are rows of `data/common/dataset_columns.csv`. Who a dataset means by an actor's name, and when, are rows
of `dataset_actors.csv` of a region: their code is `group@place@from..to` with a gazetteer id and ISO dates, an absent
end being open.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from gowah.claim.shapes import province_at
from gowah.model import Block, Claimed, Count, Problem, SourceText, Span, Term, Value, When, Where
from gowah.version import __version__
from gowah.words import Settings, Tables, find_names
from gowah.words.media import CSV, TSV
from gowah.words.sheets import sheet

_CIVILIANS = "civilians"  # GED's side_b of one-sided violence, and our code for such victims
_NEEDED = ("date_start", "best")
_WISHED = {
    "the place": ("adm_1", "adm_2", "where", "country", "latitude"),
    "who did it to whom": ("side_a", "side_b"),
}
_KINDS = {4: "province", 5: "province", 6: "country", 7: "country"}
_MOST = 10_000_000  # people: a number beyond this is a slip


@dataclass(frozen=True, slots=True)
class Datasets:
    """Claims of tables of events."""

    name: str = "gowah-claim-datasets"
    version: str = __version__

    def claim(self, text: SourceText, tables: Tables, settings: Settings) -> Iterator[Claimed | Problem]:
        """The attack of each row, or the Problem that it has; one Problem alone where the columns are not GED's."""
        del settings
        if text.media_type not in (CSV, TSV):
            return
        header = next((block for block in text.layout if block.kind == "header"), None)
        if header is None:
            return
        sign = "\t" if text.media_type == TSV else _delimiter(text.text[header.start : header.end])
        names = _fields(text.text[header.start : header.end], sign)
        columns = columns_of(names)
        missing = [field for field in _NEEDED if field not in columns]
        if missing:
            yield Problem(
                where=text.file, what=f"a table of events needs columns for {' and '.join(missing)}",
                hint="Name the columns as UCDP GED does, or as docs/tables.md lists.",
            )  # fmt: skip
            return
        if twice := sorted({name for name in names if name and names.count(name) > 1}):
            yield Problem(
                where=text.file, what=f"columns are given twice: {', '.join(twice)}", hint="The first of them was read."
            )
        if absent := [what for what, fields in _WISHED.items() if not any(field in columns for field in fields)]:
            yield Problem(
                where=text.file, what=f"the table has no column for {' and '.join(absent)}",
                hint="Its rows were read without. Add the columns as UCDP GED names them, if you have them.",
            )  # fmt: skip
        seen: dict[str, int] = {}
        for number, block in enumerate((b for b in text.layout if b.kind == "row"), 1):
            row = _Row(text=text, block=block, number=number, cells=_cells(text, block, sign, columns, len(names)))
            if (id := (row.cells or {}).get("id")) and (first := seen.setdefault(id, number)) != number:
                yield Problem(
                    where=row.place, what=f"this id stands in row {first} already",
                    hint="Both rows were read as events of their own; correct the dataset or rule that they are one.",
                )  # fmt: skip
            yield from _row(row, tables)


@dataclass(frozen=True, slots=True)
class _Row:
    text: SourceText
    block: Block
    number: int
    cells: Mapping[str, str] | None

    @property
    def place(self) -> str:
        """Where a Problem lies: file and row, and the row's id when it has one."""
        return f"{self.text.file}, row {self.number}" + (
            f" (id {self.cells['id']})" if self.cells and self.cells.get("id") else ""
        )

    def value(self, property: str, datum: Count | When | Where | Term, of_whom: str | None = None) -> Value:
        """A value quoted from the whole row."""
        start, end = self.block.start, self.block.end
        return Value(
            property=property, value=datum, quote=self.text.text[start:end], start=start, end=end, of_whom=of_whom
        )


@cache
def _known_columns() -> Mapping[str, tuple[int, str]]:
    return {row["column"]: (int(row["rank"]), row["field"]) for row in sheet("dataset_columns")}


def columns_of(names: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """Our field -> the positions of the columns that hold it, best first; the next is read where one is empty."""
    found: dict[str, list[tuple[int, int]]] = {}
    for at, name in enumerate(names):
        known = _known_columns().get(name.strip().lower())
        if known and names.index(name) == at:
            found.setdefault(known[1], []).append((known[0], at))
    return {field: tuple(at for _, at in sorted(places)) for field, places in found.items()}


def _delimiter(line: str) -> str:
    return max(",;\t|", key=lambda sign: (line.count(sign), sign == ","))


def _fields(line: str, sign: str) -> list[str]:
    try:
        return next(csv.reader(io.StringIO(line), delimiter=sign), [])
    except csv.Error:
        return []


def _cells(
    text: SourceText, block: Block, sign: str, columns: Mapping[str, tuple[int, ...]], width: int
) -> Mapping[str, str] | None:
    fields = _fields(text.text[block.start : block.end], sign)
    if len(fields) != width:
        return None
    return {
        field: next((fields[at].strip() for at in places if fields[at].strip() not in ("", "NA")), "")
        for field, places in columns.items()
    }


def _row(row: _Row, tables: Tables) -> Iterator[Claimed | Problem]:
    if row.cells is None:
        yield Problem(
            where=row.place,
            what="the row has not as many fields as the header",
            hint="Check its quotation marks and separators.",
        )
        return
    values: list[Value] = []
    for found in (*_when(row), *_deaths(row)):
        if isinstance(found, Problem):
            yield found
        else:
            values.append(found)
    if not values:
        return
    values += _where(row, tables)
    values += _actor(row, tables, values)
    ordered = sorted(values, key=lambda v: (v.property, v.of_whom or "", repr(v.value)))
    yield Claimed(kind="attack", anchor=Span(start=row.block.start, end=row.block.end), values=tuple(ordered))


def _when(row: _Row) -> Iterator[Value | Problem]:
    cells = row.cells or {}
    first, last = cells["date_start"][:10], (cells.get("date_end") or cells["date_start"])[:10]
    try:
        if date.fromisoformat(first) > date.fromisoformat(last):
            yield Problem(
                where=row.place,
                what=f"date_start {first} is after date_end {last}",
                hint="The row's date was left out.",
            )
            return
    except ValueError:
        yield Problem(
            where=row.place, what="the row has no date that can be read", hint="Dates are written 2022-04-19."
        )
        return
    yield row.value(
        "when", When(earliest=first, latest=last, as_written=first if first == last else f"{first} to {last}")
    )


def _number(row: _Row, field: str) -> int | Problem | None:
    written = (row.cells or {}).get(field, "")
    if not written:
        return None
    try:
        number = float(written)
    except ValueError:
        number = -1.0
    if not (0 <= number < _MOST and number == int(number)):
        return Problem(
            where=row.place,
            what=f"{field} is {written[:20]!r}, not a number of people",
            hint="The number was left out.",
        )
    return int(number)


def _deaths(row: _Row) -> Iterator[Value | Problem]:
    read = {field: _number(row, field) for field in ("low", "best", "high", "civilians")}
    yield from (found for found in read.values() if isinstance(found, Problem))
    low, best, high, civilians = (found if isinstance(found, int) else None for found in read.values())
    if not _ordered(low, best, high):
        yield Problem(
            where=row.place, what=f"low {low}, best {best} and high {high} are not in this order",
            hint="Each was kept as it stands; correct the dataset or decide.",
        )  # fmt: skip
        for field, many in (("low", low), ("best", best), ("high", high)):
            if many is not None:
                yield row.value("killed", Count(low=many, high=many, as_written=f"{field} {many}"))
    else:
        if best is not None:
            yield row.value("killed", Count(low=best, high=best, as_written=f"best {best}"))
        if (low is not None or high is not None) and not low == best == high:
            yield row.value("killed", Count(low=low, high=high, as_written=f"low {_shown(low)}, high {_shown(high)}"))
    if civilians is not None:
        yield row.value(
            "killed", Count(low=civilians, high=civilians, as_written=f"civilians {civilians}"), of_whom=_CIVILIANS
        )


def _ordered(*ends: int | None) -> bool:
    known = [end for end in ends if end is not None]
    return known == sorted(known)


def _shown(end: int | None) -> str:
    return "unknown" if end is None else str(end)


def _where(row: _Row, tables: Tables) -> Iterator[Value]:
    cells = row.cells or {}
    written = cells.get("where") or cells.get("adm_2") or cells.get("adm_1") or cells.get("country") or ""
    coarsest = _KINDS.get(_precision(row) or 0)
    within = _named(cells.get("adm_1", ""), tables, "province") or province_at(tables, *_point(row))
    place = within
    if coarsest is None:
        place = (
            _named(cells.get("where", ""), tables, within=within)
            or _named(cells.get("adm_2", ""), tables, within=within)
            or within
        )
    if place is None or coarsest == "country":
        place = _named(cells.get("country", ""), tables, "country") or place
    if place is None and not written:
        return
    precision = _precision(row) or {"province": 4, "country": 6, "district": 3}.get(
        tables.places[place].kind if place else "", 5
    )
    yield row.value("where", Where(place=place, precision=precision, as_written=written))


def _precision(row: _Row) -> int | None:
    found = _number(row, "where_prec")
    return found if isinstance(found, int) and 1 <= found <= 7 else None


def _point(row: _Row) -> tuple[float | None, float | None]:
    cells = row.cells or {}
    try:
        return float(cells["latitude"]), float(cells["longitude"])
    except (KeyError, ValueError):
        return None, None


def _named(words: str, tables: Tables, kind: str | None = None, *, within: str | None = None) -> str | None:
    """The place of this kind, or the finest within a province, that the words name."""
    found = [name.code for name in find_names(words, tables) if name.table == "places"]
    if kind:
        return next((code for code in found if tables.places[code].kind == kind), None)
    inner = [code for code in found if within is None or any(place.id == within for place in tables.ancestors(code))]
    return max(inner, key=lambda code: (len(list(tables.ancestors(code))), code), default=None)


def _actor(row: _Row, tables: Tables, values: Sequence[Value]) -> Iterator[Value]:
    """The perpetrator, where one side is civilians: the other side, as the dataset means it on that day."""
    cells = row.cells or {}
    if cells.get("side_b", "").strip().lower() != _CIVILIANS or not cells.get("side_a"):
        return
    day = next((v.value.earliest for v in values if isinstance(v.value, When)), None)
    place = next((v.value.place for v in values if isinstance(v.value, Where)), None)
    code = actor_code(cells["side_a"], day, place, tables)
    if code is not None:
        yield row.value("perpetrator", Term(code=code, as_written=cells["side_a"]))
        yield row.value("responsibility", Term(code="attributed", as_written=cells["side_a"]))


def actor_code(name: str, day: str | None, place: str | None, tables: Tables) -> str | None:
    """The group that a dataset's actor name stands for on an ISO day at a place; None where no table says."""
    around = {row.id for row in tables.ancestors(place)}
    for row in tables.terms.get("dataset_actors", {}).values():
        group, home, span = row.code.split("@")
        first, last = span.split("..")
        known = name.strip().lower() in {alias.lower() for _, alias in row.aliases}
        if known and home in around and (day is None or (first or "0000") <= day <= (last or "9999")):
            return group
    return next(
        (n.code for n in find_names(name, tables) if n.table == "groups" and n.as_written.strip() == name.strip()), None
    )


datasets = Datasets()
"""The claimer of the entry point `claim.datasets`."""
