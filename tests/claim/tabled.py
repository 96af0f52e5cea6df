"""What the claimer of datasets makes of a few lines, in the form the tests compare."""

from __future__ import annotations

from said import plain, tables

from gowah.claim import datasets
from gowah.model import Block, Claimed, Described, Problem, SourceText, Speaker
from gowah.words import Settings

Said = dict[str, list[object]]
"""A row as {property or property/of whom: values}."""


def table(header: str, *lines: str, media_type: str = "text/csv") -> SourceText:
    text, layout = "", []
    for line in (header, *lines):
        layout.append(Block(kind="row" if layout else "header", start=len(text), end=len(text) + len(line)))
        text += line + "\n"
    return SourceText(
        entry=2, source=1, file="events.csv", media_type=media_type, described=Described(), layout=tuple(layout), text=text
    )  # fmt: skip


def of_table(header: str, *lines: str, media_type: str = "text/csv") -> tuple[list[Said], list[str]]:
    """The rows, and what the problems say."""
    rows: list[Said] = []
    problems = []
    text = table(header, *lines, media_type=media_type)
    for found in datasets.claim(text, tables(), Settings()):
        if isinstance(found, Problem):
            problems.append(found.what)
            continue
        row: Said = {}
        for value in found.values:
            assert text.text[value.start : value.end] == value.quote
            row.setdefault(value.property + (f"/{value.of_whom}" if value.of_whom else ""), []).append(
                plain(value.value)
            )
        rows.append({name: sorted(values, key=str) for name, values in row.items()})
    return rows, problems


def speakers_of(property: str, header: str, line: str) -> list[tuple[Speaker, ...]]:
    """The chains of the values of a property that are no part, in the order of the values."""
    (attack,) = [o for o in datasets.claim(table(header, line), tables(), Settings()) if isinstance(o, Claimed)]
    return [value.speakers for value in attack.values if value.property == property and not value.of_whom]
