"""The small sheets that only this room reads: number words, months, currencies (`data/common/*.csv`).

They have no `code` column, so they are no tables of terms.
"""

from __future__ import annotations

import csv
import io
from functools import cache
from importlib.resources import files

from gowah.words.script import FILLER, fold


@cache
def sheet(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `data/common/<name>.csv`, a dict of its columns each."""
    text = (files("gowah") / "data" / "common" / f"{name}.csv").read_text(encoding="utf-8")
    return tuple(dict(row) for row in csv.DictReader(io.StringIO(text)))


def folded_words(form: str) -> tuple[str, ...]:
    """The folded words of a form, hyphens parting them: `نزدیک به` and `at least` are two each."""
    return tuple(fold(form).replace(FILLER, "").replace("-", " ").split())


def language_forms(row: dict[str, str], column: str) -> tuple[str, ...]:
    """The forms in a column, which are separated by `|`."""
    return tuple(form.strip() for form in row[column].split("|") if form.strip())
