"""Event datasets in the columns of UCDP GED, ACLED, GTD and the template: one attack for each row, quoted by its cells.

Which column holds what, and what the codes in it mean, are rows of `data/common/dataset_forms.csv`,
`dataset_columns.csv` and `dataset_codes.csv`: the code knows kinds of conventions, not datasets.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gowah.claim.datasets.blame import blame, blames
from gowah.claim.datasets.places import where
from gowah.claim.datasets.rows import Lookup, Row, cell_at, known_cells, separator, slots_of
from gowah.claim.datasets.sources import chains
from gowah.claim.datasets.terms import terms
from gowah.claim.datasets.times import when
from gowah.claim.datasets.tolls import tolls
from gowah.model import Block, Claimed, Count, Problem, SourceText, Span, Value
from gowah.version import __version__
from gowah.words import Settings, Tables
from gowah.words.dataset_forms import Known, column_name, known_columns
from gowah.words.media import TSV, is_table

_WISHED = {
    "where it was": ("adm_1", "adm_2", "place", "country", "latitude"),
    "who did it to whom": ("attacker", "community", "target"),
}
"""What a table of attacks should tell, and the fields that do; the first two are what an example is made of."""

_WORDS = {"date_start": "the day", "year": "the year", "killed": "the number of killed"}
_SHOWN = 100
"""Problems of one kind that are told row by row; further ones are counted."""


@dataclass(frozen=True, slots=True)
class Datasets:
    """Claims of tables of events."""

    name: str = "gowah-claim-datasets"
    version: str = __version__

    def claim(self, text: SourceText, tables: Tables, settings: Settings) -> Iterator[Claimed | Problem]:
        """The attack of each row, or the Problem that it has.

        A file without any table of events is one Problem; the sheets beside such a table are left alone.
        """
        if not is_table(text):
            return
        lookup = Lookup(tables=tables)
        others: list[tuple[Known, list[str]]] = []
        events = False
        for header, rows in _sheets(text):
            line = text.text[header.start : header.end]
            sign = "\t" if text.media_type == TSV else separator(line)
            slots = slots_of(text.text, header.start, header.end, sign)
            names = [cell_at(text.text, slot).said for slot in slots]
            known = known_columns(names)
            if known.missing:
                others.append((known, names))
                continue
            events = True
            yield from _of_columns(text, names, known)
            yield from _shortened(text, _rows(text, rows, sign, names, known, lookup, settings))
        if others and not events:
            yield _no_events(text, *others[0])


def _sheets(text: SourceText) -> Iterator[tuple[Block, list[Block]]]:
    """Each header with the rows under it: a spreadsheet may hold several."""
    header: Block | None = None
    rows: list[Block] = []
    for block in text.layout:
        if not 0 <= block.start < block.end <= len(text.text):
            continue
        if block.kind == "header":
            if header is not None and rows:
                yield header, rows
            header, rows = block, []
        elif block.kind == "row":
            rows.append(block)
    if header is not None and rows:
        yield header, rows


def _no_events(text: SourceText, known: Known, names: Sequence[str]) -> Problem:
    missing = " and ".join(f"{_WORDS[field]} (`{column_name(known.form.code, field)}`)" for field in known.missing)
    return Problem(
        where=text.file, what=f"a table of events needs a column for {missing}",
        hint=f"{_has(known, names)} Name its columns as UCDP GED, ACLED or GTD do, or as the template does: "
        "`gowah keep --template FILE` writes it, docs/datasets.md explains it.",
    )  # fmt: skip


def _has(known: Known, names: Sequence[str]) -> str:
    """Which columns were understood; the others are not named, for without a header line they hold what rows say."""
    told = ", ".join(f"`{name}`" for name in _names(known, names).values())
    return f"Of its {len(names)} columns, {told} were understood." if told else "None of its columns was understood."


def _names(known: Known, names: Sequence[str]) -> dict[str, str]:
    """Field -> what the table calls its columns."""
    return {field: " or ".join(names[at] for at in places) for field, places in known.columns.items()}


def _of_columns(text: SourceText, names: Sequence[str], known: Known) -> Iterator[Problem]:
    understood = {names[at] for places in known.columns.values() for at in places}
    twice = sorted({name for name, many in Counter(names).items() if name in understood and many > 1})
    if twice:
        told = ", ".join(f"`{name}`" for name in twice)
        yield Problem(where=text.file, what=f"columns are given twice: {told}", hint="The first of them was read.")
    absent = {what: fields for what, fields in _WISHED.items() if not any(field in known.columns for field in fields)}
    if absent:
        add = ", and ".join(
            " or ".join(f"`{column_name(known.form.code, field)}`" for field in fields[:2])
            for fields in absent.values()
        )
        yield Problem(
            where=text.file, what=f"the table has no column that says {' or '.join(absent)}",
            hint=f"{_has(known, names)} Its rows were read without. If you know, add a column such as {add} "
            "(docs/datasets.md).",
        )  # fmt: skip


def _rows(
    text: SourceText, blocks: list[Block], sign: str, names: list[str], known: Known, lookup: Lookup, settings: Settings
) -> Iterator[Claimed | Problem]:
    seen: dict[str, int] = {}
    left_out: Counter[str] = Counter()
    width, called = len(names), _names(known, names)
    for number, block in enumerate(blocks, 1):
        slots = slots_of(text.text, block.start, block.end, sign)
        row = Row(
            text=text, block=block, number=number, form=known.form, dataset=known.dataset, lookup=lookup, names=called,
            cells=known_cells(text.text, slots, known.columns, known.form) if len(slots) == width else {},
        )  # fmt: skip
        if len(slots) != width:
            yield Problem(
                where=row.place, what="the row has not as many fields as the header",
                hint=f"Left out: {len(slots)} fields, {width} columns. A field with {sign!r} in it needs quotes.",
            )  # fmt: skip
            continue
        if (id := row.said("id")) and (first := seen.setdefault(id, number)) != number:
            yield Problem(
                where=row.place, what="this id stands in an earlier row already",
                hint=f"It is that of row {first}. Both were read as events of their own; correct the dataset or rule.",
            )  # fmt: skip
        found = list(_row(row, settings))
        if found and (why := _no_attack(row, found)):
            left_out[why] += 1
        elif found:
            yield from found
        else:
            yield Problem(
                where=row.place,
                what="the row says nothing that can be read",
                hint=f"Fill in at least {row.column('date_start')}.",
            )
    if left_out:
        told = ", ".join(f"{many} {why}" for why, many in sorted(left_out.items()))
        yield Problem(
            where=text.file, what=f"rows that are no attacks were counted and not claimed: {told}",
            hint="Nothing needs to be done: which kinds of event are claimed stands in docs/datasets.md.",
        )  # fmt: skip


def _row(row: Row, settings: Settings) -> Iterator[Claimed | Problem]:
    blaming = blames(row)
    told = [*when(row), *tolls(row, blaming, chains(row), settings), *where(row)]
    values = [one for one in told if isinstance(one, Value)]
    told += blame(row, values) if blaming else ()
    told += terms(row)
    values = [one for one in told if isinstance(one, Value)]
    yield from (one for one in told if isinstance(one, Problem))
    if values:
        ordered = sorted(dict.fromkeys(values), key=lambda v: (v.property, v.of_whom or "", v.start, repr(v)))
        yield Claimed(kind="attack", anchor=Span(start=row.block.start, end=row.block.end), values=tuple(ordered))


def _no_attack(row: Row, found: list[Claimed | Problem]) -> str | None:
    """Why a row is counted and not claimed; None where it is an attack."""
    values = [value for one in found if isinstance(one, Claimed) for value in one.values]
    harmed = any(isinstance(v.value, Count) and max(v.value.low or 0, v.value.high or 0) > 0 for v in values)
    counts = row.means("counts")
    if counts and (counts[0] == "no" or (counts[0] == "if deadly" and not harmed)):
        return "of a kind that is no attack" if counts[0] == "no" else "of unrest in which nobody died"
    return "attempts that failed and hurt nobody" if row.means("failed") and not harmed else None


def _shortened(text: SourceText, found: Iterator[Claimed | Problem]) -> Iterator[Claimed | Problem]:
    """The first problems of each kind row by row, the rest as a number: a broken file must not bury the record."""
    many: Counter[tuple[str, str]] = Counter()
    for one in found:
        if isinstance(one, Problem):
            kind = (one.what, one.hint if one.where == text.file else "")
            many[kind] += 1
            if many[kind] > _SHOWN:
                continue
        yield one
    for (what, _), times in many.items():
        if times > _SHOWN:
            yield Problem(
                where=text.file,
                what=f"{times - _SHOWN:,} further rows: {what}",
                hint="Mend the table and keep it again.",
            )


datasets = Datasets()
"""The claimer of the entry point `claim.datasets`."""
