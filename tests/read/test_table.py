"""Tables of events: the text as it is, with exact spans of its records."""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gowah.model import Problem, ReadText
from gowah.read.draft import Source
from gowah.read.forms import parsed
from gowah.read.table import records
from gowah.words import Settings
from gowah.words.settings import ReadSettings

Reader = Callable[..., ReadText]

EVENTS = 'id,date,note,best\n1,2022-03-04,"Bus bombed,\neast of the town",4\n2,2022-03-05,"He said ""no""",0\n'


def rows(found: ReadText) -> list[str]:
    return [found.text[block.start : block.end] for block in found.layout]


def test_records_with_quoted_commas_and_line_ends(read: Reader) -> None:
    found = read(EVENTS, "events.csv")
    assert found.text == EVENTS
    assert found.media_type == "text/csv"
    assert [block.kind for block in found.layout] == ["header", "row", "row"]
    assert rows(found)[1] == '1,2022-03-04,"Bus bombed,\neast of the town",4'


def test_windows_line_ends_byte_order_mark_and_blank_lines(read: Reader) -> None:
    found = read(b"\xef\xbb\xbfid,best\r\n\r\n1,4\r\n   \r\n2,5\r\n", "events.csv")
    assert rows(found) == ["id,best", "1,4", "2,5"]


@pytest.mark.parametrize(("name", "sign"), [("a.csv", ";"), ("a.csv", "\t"), ("a.tsv", "\t"), ("a.csv", "|")])
def test_other_separators(read: Reader, name: str, sign: str) -> None:
    assert rows(read(f'id{sign}note\n1{sign}"a{sign}b"\n', name)) == [f"id{sign}note", f'1{sign}"a{sign}b"']


def test_ragged_rows_are_rows(read: Reader) -> None:
    assert len(rows(read("id,best\n1\n2,3\n4,5,6\n7,8\n", "a.csv"))) == 5


@pytest.mark.parametrize(("text", "what"), [("id,best\n", "no rows"), ("a,b,c\n1\n2\n3\n", "3 fields")])
def test_what_is_no_table(fail: Callable[..., Problem], text: str, what: str) -> None:
    assert what in fail(text, "events.csv").what


def test_an_open_quotation_mark_costs_one_field_only() -> None:
    text = 'a,b\n1,"open\n2,x\n3,y\n'
    assert [text[start:end] for start, end, _ in records(text)] == ["a,b", '1,"open', "2,x", "3,y"]


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\r\x00"), max_size=8)


@given(st.lists(st.lists(CELL, min_size=2, max_size=4), min_size=1, max_size=6), st.sampled_from(",;\t|"))
def test_spans_hold_the_very_fields_that_were_written(table: list[list[str]], sign: str) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=sign, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(table)
    text = out.getvalue()
    found = [text[start:end] for start, end, _ in records(text, sign)]
    assert [next(csv.reader(io.StringIO(row, newline=""), delimiter=sign)) for row in found] == table
    assert [width for _, _, width in records(text, sign)] == [len(row) for row in table]


@given(st.text(st.sampled_from('ab",\n '), max_size=60))
def test_records_never_overlap_and_lose_nothing(text: str) -> None:
    spans = [(start, end) for start, end, _ in records(text)]
    covered = set().union(*(range(start, end) for start, end in spans)) if spans else set()
    assert spans == sorted(spans)
    assert len(covered) == sum(end - start for start, end in spans)
    assert all(text[n].isspace() or n in covered for n in range(len(text)) if text[n] not in ",\n ")


def test_a_large_table_has_a_limit_of_time(read: Reader, fail: Callable[..., Problem]) -> None:
    large = "id,note\n" + "1,a bomb went off\n" * 50_000
    assert len(read(large, "a.csv").layout) == 50_001
    hurried = Settings(read=ReadSettings(timeout=0))
    assert "longer than 0 seconds" in fail(large, "a.csv", settings=hurried).what
    assert len(read("id,note\n1,a\n", "a.csv", settings=hurried).layout) == 2


@pytest.mark.parametrize("row", ['"x""y",1\n', '1,"open\n', '"', ",", '"a\n,', "1,2\n\n \n"])
def test_reading_takes_no_more_than_its_length(row: str) -> None:
    """Four times the rows take about four times as long; a quadratic reader would take sixteen."""

    def seconds(many: int) -> float:
        source = Source(content=("a,b\n" + row * many).encode(), media_type="text/csv", name="a")
        begun = time.process_time()
        parsed(source, Settings())
        return time.process_time() - begun

    many = 200_000 // len(row)
    seconds(many)
    most = 10 * seconds(many) + 0.2
    assert any(seconds(4 * many) < most for _ in range(3))  # the machine may be busy with others once, not always
