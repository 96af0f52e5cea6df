"""Spreadsheets, written by the libraries that people's programs use: sheets as headings, rows as lines of CSV."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable
from datetime import date, datetime

import openpyxl
import pytest
import xlwt
from hypothesis import given, settings
from hypothesis import strategies as st
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
from python_calamine import CalamineWorkbook

from gowah.claim import datasets
from gowah.model import Claimed, Count, Problem, ReadText, SourceText
from gowah.read.cells import drawn_together
from gowah.words import Settings, load_tables
from gowah.words.media import LOCKED, ODS, XLS, XLSX, is_table, sniff

Reader = Callable[..., ReadText]
Rows = list[list[object]]

EVENTS: Rows = [
    ["id", "date_start", "date_end", "country", "side_b", "best", "note"],
    [1, date(2022, 4, 19), date(2022, 4, 19), "Afghanistan", "Civilians", 6, 'He said "no",\nand left'],
    [2, date(2022, 4, 21), date(2022, 4, 22), "Afghanistan", "Civilians", 31, None],
]
LINES = [
    "id,date_start,date_end,country,side_b,best,note",
    '1,2022-04-19,2022-04-19,Afghanistan,Civilians,6,"He said ""no"",\nand left"',
    "2,2022-04-21,2022-04-22,Afghanistan,Civilians,31,",
]


def xlsx(sheets: dict[str, Rows]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def xls(sheets: dict[str, Rows]) -> bytes:
    book = xlwt.Workbook()
    for name, rows in sheets.items():
        sheet = book.add_sheet(name)
        for y, row in enumerate(rows):
            for x, cell in enumerate(row):
                style = xlwt.easyxf(num_format_str="YYYY-MM-DD") if isinstance(cell, date) else xlwt.XFStyle()
                sheet.write(y, x, cell, style)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def ods(sheets: dict[str, Rows]) -> bytes:
    book = OpenDocumentSpreadsheet()
    for name, rows in sheets.items():
        sheet = Table(name=name)
        for row in rows:
            line = TableRow()
            for cell in row:
                line.addElement(_cell(cell))
            sheet.addElement(line)
        book.spreadsheet.addElement(sheet)
    out = io.BytesIO()
    book.write(out)
    return out.getvalue()


def _cell(value: object) -> TableCell:
    if isinstance(value, date):
        return TableCell(valuetype="date", datevalue=value.isoformat())
    if isinstance(value, int):
        return TableCell(valuetype="float", value=str(value))
    cell = TableCell(valuetype="string") if value is not None else TableCell()
    for line in str(value).split("\n") if value is not None else ():
        cell.addElement(P(text=line))
    return cell


FORMS = [("events.xlsx", xlsx, XLSX), ("events.xls", xls, XLS), ("events.ods", ods, ODS)]


@pytest.mark.parametrize(("name", "write", "media_type"), FORMS)
def test_rows_are_lines_of_csv(
    read: Reader, name: str, write: Callable[[dict[str, Rows]], bytes], media_type: str
) -> None:
    content = write({"Events": EVENTS, "Blank": [], "Sources": [["code", "name"], ["a", "Valley Post"]]})
    assert sniff(content, "nameless") == media_type
    found = read(content, name)
    assert [(block.kind, found.text[block.start : block.end]) for block in found.layout] == [
        ("heading", "Events"), ("header", LINES[0]), ("row", LINES[1]), ("row", LINES[2]),
        ("heading", "Sources"), ("header", "code,name"), ("row", "a,Valley Post"),
    ]  # fmt: skip
    assert found.media_type == media_type


def test_cells_of_every_kind(read: Reader) -> None:
    rows: Rows = [
        ["a", "b", "c", "d", "e", "f"],
        [datetime(2022, 4, 19, 13, 5), 4.0, 34.5167, True, "007", "  spaced  "],
        ["۱۴۰۱", 1e20, -1, False, "=1+1", None],
    ]
    found = read(xlsx({"S": rows}), "a.xlsx")
    kept = [found.text[block.start : block.end] for block in found.layout if block.kind == "row"]
    assert kept[0] == "2022-04-19 13:05:00,4,34.5167,TRUE,007,spaced"
    assert kept[1].startswith("۱۴۰۱,1e+20,-1,FALSE,")


def test_a_title_above_the_columns_is_a_caption(read: Reader) -> None:
    rows: Rows = [["Attacks in spring"], [None], *EVENTS]
    found = read(xlsx({"S": rows}), "a.xlsx")
    kinds = [(block.kind, found.text[block.start : block.end][:20]) for block in found.layout]
    assert kinds[:3] == [("heading", "S"), ("caption", "Attacks in spring"), ("header", LINES[0][:20])]


def source_text(found: ReadText, media_type: str) -> SourceText:
    return SourceText(
        entry=2, source=1, file="events", media_type=media_type, described=found.described, layout=found.layout,
        text=found.text,
    )  # fmt: skip


def test_prose_claimers_pass_over_sheets(read: Reader) -> None:
    found = read(xlsx({"Events": EVENTS}), "events.xlsx")
    assert is_table(source_text(found, XLSX))


def test_a_sheet_of_events_is_claimed_from_as_its_csv(read: Reader) -> None:
    tables = load_tables(("afghanistan",))

    def claims(found: ReadText, media_type: str) -> list[tuple[str, int | None]]:
        text = source_text(found, media_type)
        values = [
            value
            for item in datasets.claim(text, tables, Settings())
            if isinstance(item, Claimed)
            for value in item.values
        ]
        assert all(text.text[value.start : value.end] == value.quote for value in values)
        return [(value.quote, value.value.low) for value in values if isinstance(value.value, Count)]

    by_csv = claims(read("\n".join(LINES) + "\n", "events.csv"), "text/csv")
    assert by_csv
    assert claims(read(xlsx({"Events": EVENTS}), "events.xlsx"), XLSX) == by_csv


def packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def changed(content: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return packed({**parts, part: change(parts[part])})


SHEET = "xl/worksheets/sheet1.xml"
COLUMNS = [bytes([65 + a, 65 + b, 65 + c]) for a in range(23) for b in range(26) for c in range(26)]  # AAA … WZZ
ENTITIES = (
    b'<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
SMALL = xlsx({"S": [["a", "b"], [1, 2]]})
FAR = b'<row r="1048576"><c r="XFD1048576" t="n"><v>5</v></c></row></sheetData>'
DIAGONAL = b"".join(b'<row r="%d"><c r="%s%d"><v>5</v></c></row>' % (n, name, n) for n, name in enumerate(COLUMNS, 3))
BOMBS = {
    "cut": SMALL[: len(SMALL) // 2] + b"[Content_Types].xml xl/workbook.xml",
    "cells on a diagonal": changed(SMALL, SHEET, lambda xml: xml.replace(b"</sheetData>", DIAGONAL + b"</sheetData>")),
    "unpacks to 300 MB": changed(
        SMALL, SHEET, lambda xml: xml.replace(b"<sheetData>", b"<sheetData>" + b" " * 300_000_000)
    ),
    "many strings": packed(
        {**{"[Content_Types].xml": b"<x/>"}, "xl/sharedStrings.xml": b"<si><t>a</t></si>" * 3_000_000}
    ),
    "no sheets": xlsx({"S": []}),
    "one cell": xlsx({"S": [["a"]]}),
    "old and broken": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le") * 99,
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_sheets_made_to_hurt(fail: Callable[..., Problem], bomb: str) -> None:
    begun = time.monotonic()
    assert fail(BOMBS[bomb], "a.xlsx").hint
    assert time.monotonic() - begun < 25


def test_a_cell_in_the_last_corner_loses_nothing(read: Reader, blocks: Callable[..., object]) -> None:
    content = xlsx({"Events": EVENTS, "Sources": [["code", "name"], ["a", "Valley Post"]]})
    far = changed(content, SHEET, lambda xml: xml.replace(b"</sheetData>", FAR))
    begun = time.monotonic()
    found = read(far, "a.xlsx")
    assert time.monotonic() - begun < 10
    assert [(block.kind, found.text[block.start : block.end]) for block in found.layout] == [
        ("heading", "Events"), ("header", LINES[0] + ","), ("row", LINES[1] + ","), ("row", LINES[2] + ","),
        ("row", ",,,,,,,5"), ("heading", "Sources"), ("header", "code,name"), ("row", "a,Valley Post"),
    ]  # fmt: skip


@given(
    st.dictionaries(
        st.tuples(st.integers(1, 1_048_576), st.integers(1, 16_384)), st.integers(0, 99), min_size=2, max_size=12
    )
)
@settings(max_examples=60, deadline=None)
def test_cells_wherever_they_lie_keep_their_order(cells: dict[tuple[int, int], int]) -> None:
    """The same cells, whether drawn together or written side by side in the first place."""
    rows = sorted({row for row, _ in cells})
    columns = sorted({column for _, column in cells})
    sheet = openpyxl.Workbook()
    close = openpyxl.Workbook()
    for (row, column), value in cells.items():
        sheet.active.cell(row, column, value)  # type: ignore[union-attr]
        close.active.cell(rows.index(row) + 1, columns.index(column) + 1, value)  # type: ignore[union-attr]
    drawn = drawn_together(_saved(sheet), 144)
    assert drawn is not None
    found, expected = (
        CalamineWorkbook.from_filelike(io.BytesIO(c)).get_sheet_by_index(0) for c in (drawn, _saved(close))
    )
    if (rows[-1] - rows[0] + 1) * (columns[-1] - columns[0] + 1) > 144:
        assert found.to_python() == expected.to_python()


def _saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_small_workbook_is_not_touched() -> None:
    assert drawn_together(SMALL, 4) is SMALL
    assert drawn_together(SMALL, 3) is None


def test_entities_are_not_expanded(read: Reader) -> None:
    bomb = changed(SMALL, SHEET, lambda xml: ENTITIES + xml.replace(b"<v>2</v>", b"<v>&c;</v>"))
    assert "lol" not in read(bomb, "a.xlsx").text


def test_repeated_cells_are_no_bomb(fail: Callable[..., Problem]) -> None:
    content = ods({"S": [["a", "b"], ["1", "2"]]})
    bomb = changed(
        content, "content.xml",
        lambda xml: xml.replace(b"<table:table-row>", b'<table:table-row table:number-rows-repeated="1048576">').replace(
            b"<table:table-cell ", b'<table:table-cell table:number-columns-repeated="16384" '
        ),
    )  # fmt: skip
    assert fail(bomb, "a.ods", media_type=ODS).hint


def test_locked_sheets(fail: Callable[..., Problem]) -> None:
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(99)
    assert sniff(locked, "events.xlsx") == LOCKED
    assert "locked" in fail(locked, "events.xlsx").what


def test_a_hundred_thousand_cells_are_read_in_time(read: Reader) -> None:
    content = xlsx({"S": [["a", "b", "c", "d", "e"], *[[n, f"word {n}", 1.5, None, "x"] for n in range(20_000)]]})
    begun = time.monotonic()
    assert len(read(content, "a.xlsx").layout) == 20_002
    assert time.monotonic() - begun < 20
