"""The forms of event datasets that are known by their columns: which dataset a table is, and what each column holds.

The names are rows of `data/common/dataset_forms.csv` and `dataset_columns.csv`: columns may stand in any order, have
other names in files derived from a dataset, and be absent.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from gowah.model import SourceText
from gowah.words.sheets import language_forms, sheet

_SEPARATORS = re.compile(r"[,;\t|]")
TEMPLATE = "gowah"
"""The form of the empty table that people fill in."""

_SURE = 2
"""So many columns that only this dataset has make a table one of its files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A dataset's form. `blames`: whether rows name who did it `always`, or only where `civilians` were meant.

    `numbers`: how its tolls are meant: `ends` (low, best and high), `least` (the lowest that sources give),
    `shares` (may be a share of a sum over several rows), `words` (may be written as in a sentence).
    `unknown`: what stands in a cell for "not known".
    """

    code: str
    name: str
    needed: tuple[str, ...]
    blames: str
    numbers: str
    unknown: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a header says: the form, the places of each field's columns (best first), the fields it lacks.

    `marks` is how many columns only this dataset has.
    """

    form: Form
    columns: Mapping[str, tuple[int, ...]]
    marks: int

    @property
    def missing(self) -> tuple[str, ...]:
        """The fields without which there is no table of events."""
        return tuple(field for field in self.form.needed if field not in self.columns)

    @property
    def dataset(self) -> str:
        """The dataset's name where the columns leave no doubt; else an empty string."""
        return self.form.name if self.marks >= _SURE else ""


def known_columns(names: Sequence[str]) -> Known:
    """The form that these column names fit best: all that it needs, then most of its own marks, then most columns."""
    found = [_under(form, names) for form in _forms()]
    return max(found, key=lambda known: (-len(known.missing), known.marks, len(known.columns)))


@cache
def _forms() -> tuple[Form, ...]:
    return tuple(
        Form(
            code=row["form"], name=row["name"], needed=language_forms(row, "needed"), blames=row["blames"],
            numbers=row["numbers"], unknown=frozenset({"", "na", "nan", "null", *language_forms(row, "unknown")}),
        )
        for row in sheet("dataset_forms")
    )  # fmt: skip


@cache
def _columns(form: str) -> Mapping[str, tuple[tuple[str, int, bool], ...]]:
    """Column name -> (field, rank, whether it is a mark of this form)."""
    found: dict[str, tuple[tuple[str, int, bool], ...]] = {}
    for row in sheet("dataset_columns"):
        if row["form"] == form:
            told = (row["field"], int(row["rank"]), row["mark"] == "yes")
            found[row["column"]] = (*found.get(row["column"], ()), told)
    return found


def column_name(form: str, field: str) -> str:
    """What a form calls the column of a field; the template's own name where the form has none."""
    for code in (form, TEMPLATE):
        told = [(rank, name) for name, held in _columns(code).items() for has, rank, _ in held if has == field]
        if told:
            return min(told)[1]
    return field


def _under(form: Form, names: Sequence[str]) -> Known:
    places: dict[str, list[tuple[int, int]]] = {}
    marks = 0
    seen: set[str] = set()
    for at, name in enumerate(names):
        plain = "_".join(name.strip().lstrip("\ufeff").lower().split())
        if plain in seen:
            continue
        seen.add(plain)
        told = _columns(form.code).get(plain, ())
        marks += any(mark for _, _, mark in told)
        for field, rank, _ in told:
            places.setdefault(field, []).append((rank, at))
    columns = {field: tuple(at for _, at in sorted(found)) for field, found in places.items()}
    return Known(form=form, columns=columns, marks=marks)


def dataset_in(text: SourceText) -> str:
    """The name of the dataset that a table's columns are those of, beyond doubt; else an empty string."""
    for block in text.layout:
        if block.kind == "header":
            line = text.text[block.start : block.end]
            known = known_columns([name.strip('" ') for name in _SEPARATORS.split(line)])
            if not known.missing and known.dataset:
                return known.dataset
    return ""
