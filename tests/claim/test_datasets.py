"""Event datasets in UCDP GED's columns: one attack for each row, contradictions said and not mended."""

from __future__ import annotations

import pytest
from said import plain, tables

from gowah.claim import datasets
from gowah.claim.datasets import actor_code, columns_of
from gowah.claim.shapes import province_at
from gowah.model import Block, Claimed, Described, Problem, SourceText
from gowah.words import Settings

HEADER = (
    "id,date_start,date_end,date_prec,side_a,side_b,adm_1,where_prec,low,best,high,deaths_civilians,number_of_sources"
)


def table(*lines: str, header: str = HEADER, media_type: str = "text/csv") -> SourceText:
    text, layout = "", []
    for line in (header, *lines):
        layout.append(Block(kind="row" if layout else "header", start=len(text), end=len(text) + len(line)))
        text += line + "\n"
    return SourceText(
        entry=2, source=1, file="events.csv", media_type=media_type, described=Described(), layout=tuple(layout), text=text
    )  # fmt: skip


def read(*lines: str, header: str = HEADER) -> tuple[list[dict[str, list[object]]], list[str]]:
    """The rows as {property or property/of whom: values}, and what the problems say."""
    rows: list[dict[str, list[object]]] = []
    problems = []
    text = table(*lines, header=header)
    for found in datasets.claim(text, tables(), Settings()):
        if isinstance(found, Problem):
            problems.append(found.what)
            continue
        row: dict[str, list[object]] = {}
        for value in found.values:
            assert text.text[value.start : value.end] == value.quote
            row.setdefault(value.property + (f"/{value.of_whom}" if value.of_whom else ""), []).append(
                plain(value.value)
            )
        rows.append(row)
    return rows, problems


def test_a_row_is_an_attack() -> None:
    rows, problems = read("9,2022-06-26,2022-06-28,2,IS,Civilians,Kunduz province,4,3,6,9,6,-1")
    assert problems == []
    assert rows == [
        {
            "when": ["2022-06-26..2022-06-28"],
            "where": ["AF-KDZ"],
            "killed": ["3..9", "6"],
            "killed/civilians": ["6"],
            "perpetrator": ["iskp"],
            "responsibility": ["attributed"],
        }
    ]


def test_one_figure_is_said_once() -> None:
    rows, _ = read("9,2022-06-26,2022-06-26,1,IS,Civilians,Kunduz province,4,6,6,6,6,1")
    assert rows[0]["killed"] == ["6"]


def test_ends_out_of_order_are_a_problem_and_kept_as_they_stand() -> None:
    rows, problems = read("9,2022-06-26,2022-06-26,1,IS,Civilians,Kunduz province,4,9,6,8,6,1")
    assert rows[0]["killed"] == ["6", "8", "9"]
    assert problems == ["low 9, best 6 and high 8 are not in this order"]


@pytest.mark.parametrize(
    ("day", "group"), [("2021-08-14", "former-government"), ("2021-08-15", "taliban"), ("2022-06-02", "taliban")]
)
def test_who_a_dataset_means_depends_on_the_day(day: str, group: str) -> None:
    assert actor_code("Government of Afghanistan", day, "AF-BAL", tables()) == group


def test_an_actor_means_another_group_elsewhere() -> None:
    assert actor_code("IS", "2022-06-02", "AF-KAB", tables()) == "iskp"
    assert actor_code("IS", "2022-06-02", None, tables()) == "islamic-state"


def test_no_one_is_blamed_for_a_battle() -> None:
    rows, _ = read("9,2022-06-26,2022-06-26,1,Government of Afghanistan,IS,Kunduz province,4,6,6,6,0,1")
    assert "perpetrator" not in rows[0]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("9,26 June,2022-06-26,1,IS,Civilians,Kunduz province,4,6,6,6,6,1", "no date that can be read"),
        ("9,2022-06-28,2022-06-26,1,IS,Civilians,Kunduz province,4,6,6,6,6,1", "is after date_end"),
        ("9,2022-06-26,2022-06-26,1,IS,Civilians,Kunduz province,4,6,many,6,6,1", "not a number of people"),
        ("9,2022-06-26,2022-06-26,1,IS,Civilians,Kunduz province,4,6,-9,6,6,1", "not a number of people"),
        ("9,2022-06-26", "not as many fields as the header"),
    ],
)
def test_a_bad_row_is_a_problem_and_the_next_is_read(line: str, problem: str) -> None:
    rows, problems = read(line, "10,2022-06-27,2022-06-27,1,IS,Civilians,Balkh province,4,2,2,2,2,1")
    assert len(problems) == 1
    assert problem in problems[0]
    assert rows[-1]["when"] == ["2022-06-27..2022-06-27"]


def test_missing_columns_are_one_problem() -> None:
    rows, problems = read("1,2", "3,4", header="a,b")
    assert rows == []
    assert problems == ["a table of events needs columns for date_start and best"]


def test_a_table_without_place_and_actors_is_read_and_said() -> None:
    rows, problems = read("9,2022-06-26,6", header="id,date_start,best")
    assert rows[0]["killed"] == ["6"]
    assert problems == ["the table has no column for the place and who did it to whom"]


def test_an_id_given_to_two_rows_is_said_and_both_are_read() -> None:
    line = "9,2022-06-26,2022-06-26,1,IS,Civilians,Balkh province,4,2,2,2,2,1"
    rows, problems = read(line, line.replace("06-26", "07-01"))
    assert len(rows) == 2
    assert problems == ["this id stands in row 1 already"]


def test_columns_given_twice_are_said_and_the_first_is_read() -> None:
    rows, problems = read("9,2022-06-26,6,7,IS,Kabul", header="id,date_start,best,best,side_a,adm_1")
    assert rows[0]["killed"] == ["6"]
    assert problems == ["columns are given twice: best"]


def test_other_files_name_the_same_columns_otherwise() -> None:
    assert columns_of(["id", "date", "best_est", "deaths_civilian", "location_adm1_name"]) == {
        "id": (0,), "date_start": (1,), "best": (2,), "civilians": (3,), "adm_1": (4,),
    }  # fmt: skip


def test_a_point_lies_in_its_province() -> None:
    assert province_at(tables(), 36.73, 68.86) == "AF-KDZ"
    assert province_at(tables(), 0.0, 0.0) is None


def test_running_text_is_not_for_this_claimer() -> None:
    assert list(datasets.claim(table("1,2", media_type="text/plain"), tables(), Settings())) == []


@pytest.mark.shared
def test_the_sample_of_a_thousand_rows(shared: object) -> None:
    from pathlib import Path

    from gowah.read.table import records

    text = (Path(str(shared)) / "ged" / "ged_23.1_sample_1000.csv").read_text(encoding="utf-8")
    layout = [Block(kind="row" if n else "header", start=a, end=b) for n, (a, b, _) in enumerate(records(text))]
    source = SourceText(
        entry=2, source=1, file="ged.csv", media_type="text/csv", described=Described(), layout=tuple(layout), text=text
    )  # fmt: skip
    found = list(datasets.claim(source, tables(), Settings()))
    assert sum(isinstance(one, Claimed) for one in found) == 1000
    assert sum(isinstance(one, Problem) for one in found) == 13
