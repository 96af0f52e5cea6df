"""CSV and TSV: the text stays as it is; the first record is the `header`, each other a `row`."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from gowah.model import Block, Problem, ReadText
from gowah.read.archiver import archived_rows, is_archive
from gowah.read.decode import decoded
from gowah.read.draft import Head, Source, too_long
from gowah.words import Settings
from gowah.words.media import TSV

_DELIMITERS = ",;\t|"
_SAMPLED_LINES = 50
_SAID = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}


def read_table(source: Source, settings: Settings) -> ReadText | Problem:
    """A table's text with exact spans of its records, quoted line ends included."""
    text = decoded(source.content, source.declared)
    if text is None:
        return Problem(where=source.name, what="these bytes are no text", hint="Export the table as UTF-8 CSV.")
    if problem := too_long(text, source.name, settings):
        return problem
    delimiter = "\t" if source.media_type == TSV else delimiter_of(text)
    if is_archive(_header(text, delimiter)):
        csv.field_size_limit(settings.read.max_characters)
        return archived_rows(list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)), source, settings)
    layout: list[Block] = []
    widths: Counter[int] = Counter()
    for start, end, width in records(text, delimiter):
        layout.append(Block(kind="row" if layout else "header", start=start, end=end))
        widths[width] += 1
    if len(layout) < 2:
        return Problem(
            where=source.name,
            what="the table has no rows below its first line",
            hint="The first line names the columns; below it each line is an event.",
        )
    wide = next(records(text, delimiter))[2]
    if widths[wide] * 2 < len(layout):
        return Problem(
            where=source.name, what=f"most rows have not the {wide} fields that the first line names",
            hint=f"Its fields were taken to be parted by {_SAID[delimiter]}. Check its first line and its "
            "quotation marks, and export it again.",
        )  # fmt: skip
    return ReadText(text=text, described=Head().described(), layout=tuple(layout), media_type=source.media_type)


def _header(text: str, delimiter: str) -> list[str]:
    """The fields of the first record, where it is of any sane length."""
    start, end, _ = next(records(text, delimiter), (0, 0, 0))
    return [field.strip('" ') for field in text[start:end].split(delimiter)] if end - start < 10_000 else []


def delimiter_of(text: str) -> str:
    """The sign that parts the fields of the first line most often; a comma when none does."""
    first = next((line for line in text.split("\n", _SAMPLED_LINES)[:_SAMPLED_LINES] if line.strip()), "")
    bare = re.sub(r'"[^"]*"', "", first)
    return max(_DELIMITERS, key=lambda sign: (bare.count(sign), -_DELIMITERS.index(sign)))


def records(text: str, delimiter: str = ",") -> Iterator[tuple[int, int, int]]:
    """(start, end, number of fields) of each record, without its line end; blank lines are no records."""
    field = _field(delimiter)
    at, size = 0, len(text)
    while at < size:
        start, width = at, 0
        while True:
            at, width = _end(field, text, at), width + 1
            if at >= size or text[at] != delimiter:
                break
            at += 1
        if text[start:at].strip():
            yield start, at, width
        at += 1


def _end(field: re.Pattern[str], text: str, at: int) -> int:
    found = field.match(text, at)
    return found.end() if found else at


@cache
def _field(delimiter: str) -> re.Pattern[str]:
    """One field as the csv module reads it: quotation marks count at the start of a field only."""
    d = re.escape(delimiter)
    return re.compile(rf'"(?:[^"]++|"")*+"[^{d}\n]*+|[^{d}\n]*+')
