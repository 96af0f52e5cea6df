"""Event datasets in the columns of UCDP GED: one attack for each row, contradictions said and not mended."""

from __future__ import annotations

import gzip
from itertools import product
from pathlib import Path

import pytest
from said import tables
from tabled import Said, of_table, speakers_of, table

from gowah.claim import datasets
from gowah.claim.datasets.blame import actor_code
from gowah.claim.shapes import province_at
from gowah.model import Block, Claimed, Described, Problem, SourceText, Speaker
from gowah.words import Settings
from gowah.words.dataset_forms import known_columns
from gowah.words.media import XLSX

HEADER = (
    "id,date_start,date_end,date_prec,side_a,side_b,adm_1,where_prec,low,best,high,deaths_civilians,number_of_sources"
)


def read(*lines: str, header: str = HEADER) -> tuple[list[Said], list[str]]:
    return of_table(header, *lines)


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


def test_values_are_quoted_by_their_cells() -> None:
    text = table(HEADER, '9,2022-06-26,2022-06-26,1,"IS",Civilians,"Kunduz province",4,6,6,6,6,1')
    (attack,) = [one for one in datasets.claim(text, tables(), Settings()) if isinstance(one, Claimed)]
    quotes = {value.property: value.quote for value in attack.values if not value.of_whom}
    assert quotes == {
        "when": "2022-06-26,2022-06-26", "where": "Kunduz province", "killed": "6", "perpetrator": "IS",
        "responsibility": "IS",
    }  # fmt: skip
    assert text.text[attack.anchor.start : attack.anchor.end].startswith("9,2022-06-26")


def test_one_figure_is_said_once() -> None:
    rows, _ = read("9,2022-06-26,2022-06-26,1,IS,Civilians,Kunduz province,4,6,6,6,6,1")
    assert rows[0]["killed"] == ["6"]


def test_ends_out_of_order_are_a_problem_and_kept_as_they_stand() -> None:
    rows, problems = read("9,2022-06-26,2022-06-26,1,IS,Civilians,Kunduz province,4,9,6,8,6,1")
    assert rows[0]["killed"] == ["6", "8", "9"]
    assert problems == ["the low, best and high numbers of the killed are not in this order"]


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


def test_attackers_among_the_dead_are_told_apart() -> None:
    header = "id,date_start,side_a,side_b,adm_1,best,deaths_a,deaths_civilians"
    rows, _ = read("9,2022-06-26,IS,Civilians,Kunduz province,7,1,6", header=header)
    assert rows[0]["killed"] == ["7"]
    assert rows[0]["killed/attackers"] == ["1"]
    assert rows[0]["attackers_included"] == ["yes"]
    rows, _ = read("9,2022-06-26,Government of Afghanistan,IS,Kunduz province,7,1,6", header=header)
    assert "attackers_included" not in rows[0]  # the dead of one side of a battle


@pytest.mark.parametrize(
    ("day", "prec", "days"),
    [
        ("2022-06-26", 1, "2022-06-26..2022-06-26"),
        ("2022-06-26", 3, "2022-06-20..2022-07-02"),
        ("2022-06-26", 4, "2022-06-01..2022-06-30"),
        ("2022-06-26", 5, "2022-01-01..2022-12-31"),
    ],
)
def test_one_day_for_a_longer_time_is_read_as_that_time(day: str, prec: int, days: str) -> None:
    rows, _ = read(f"9,{day},{day},{prec},IS,Civilians,Kunduz province,4,6,6,6,6,1")
    assert rows[0]["when"] == [days]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("9,26 June,2022-06-26,1,IS,Civilians,Kunduz province,4,6,6,6,6,1", "no date that can be read"),
        ("9,2022-06-28,2022-06-26,1,IS,Civilians,Kunduz province,4,6,6,6,6,1", "ends before it begins"),
        ("9,2022-06-26,2022-06-26,1,IS,Civilians,Kunduz province,4,6,many,6,6,1", "not a number of people"),
        ("9,2022-06-26,2022-06-26,1,IS,Civilians,Kunduz province,4,6,-9,6,6,1", "not a number of people"),
        ("9,2022-06-26,2022-06-26,1,IS,Civilians,Kunduz province,4,6,1e300,6,6,1", "not a number of people"),
        ("9,2022-06-26,2022-06-26,1,IS,Civilians,Kunduz province,4,6,5e2,6,6,1", "not a number of people"),
        ("9,2022-06-26,2022-06-26,1,IS,Civilians,Kunduz province,4,6,+5,6,6,1", "not a number of people"),
        ('9,2022-06-26,2022-06-26,1,IS,Civilians,Kunduz province,4,6,"1,2,3",6,6,1', "not a number of people"),
        ("9,2022-06-26,2022-06-26,1,IS,Civilians,Kunduz province,4,6,nan,6,6,x1", None),
        ("9,2022-06-26", "not as many fields as the header"),
    ],
)
def test_a_bad_row_is_a_problem_and_the_next_is_read(line: str, problem: str | None) -> None:
    rows, problems = read(line, "10,2022-06-27,2022-06-27,1,IS,Civilians,Balkh province,4,2,2,2,2,1")
    assert len(problems) == (problem is not None)
    assert problem is None or problem in problems[0]
    assert rows[-1]["when"] == ["2022-06-27..2022-06-27"]


def test_a_bad_toll_is_told_with_its_column_and_what_to_write() -> None:
    for name, cell in product(("best", "best_est"), ("5e2", "-5", "1;2;3")):
        text = table(f"id,date_start,{name},side_a,adm_1", f"9,2022-06-26,{cell},IS,Kabul")
        (problem,) = [one for one in datasets.claim(text, tables(), Settings()) if isinstance(one, Problem)]
        assert problem.where == "events.csv, row 1"
        assert problem.what == f"what stands under `{name}` is not a number of people"
        assert "12" in problem.hint


@pytest.mark.parametrize("cell", ["5e2", "5E+2", "-5", "−5", "+5", "1,2,3", "0x1f", "1_000", "5 - 3 = 2"])
def test_the_template_takes_numbers_as_people_write_them_and_no_others(cell: str) -> None:
    (row,), problems = of_table("date,province,perpetrator,killed", f'2022-04-21,Balkh,IS-K,"{cell}"')
    assert "killed" not in row
    assert problems == ["what stands under `killed` is not a number of people"]


def test_a_missing_column_is_told_with_those_that_are_there_and_one_to_add() -> None:
    (problem,) = [
        one
        for one in datasets.claim(table("date,town of Ana,killed", "2022-04-21,x,3"), tables(), Settings())
        if isinstance(one, Problem)
    ]
    assert "Of its 3 columns, `date`, `killed` were understood" in problem.hint
    assert "`province` or `district`" in problem.hint
    assert "`perpetrator` or `community`" in problem.hint
    assert "Ana" not in repr(problem)  # a table without a header line begins with what its first row says


def test_a_problem_tells_the_row_and_none_of_its_words() -> None:
    text = table(HEADER, "Gul Agha,someday,2022-06-26,1,Gul Agha,Civilians,Gul Agha,4,Gul Agha,6,6,6,1")
    found = [one for one in datasets.claim(text, tables(), Settings()) if isinstance(one, Problem)]
    assert [problem.where for problem in found] == ["events.csv, row 1"] * 2
    assert "Gul" not in repr(found)


def test_very_many_bad_rows_are_told_as_a_number() -> None:
    rows, problems = read(
        *["9,someday,,1,IS,Civilians,Kunduz province,4,6,6,6,6,1".replace("9", str(n), 1) for n in range(250)]
    )
    assert len(rows) == 250
    assert len(problems) == 101
    assert problems[-1] == "150 further rows: the row has no date that can be read"


def test_missing_columns_are_one_problem() -> None:
    rows, problems = read("1,2", "3,4", header="a,b")
    assert rows == []
    assert problems == ["a table of events needs a column for the day (`date`)"]


def test_a_table_without_place_and_actors_is_read_and_said() -> None:
    rows, problems = read("9,2022-06-26,6", header="id,date_start,best")
    assert rows[0]["killed"] == ["6"]
    assert problems == ["the table has no column that says where it was or who did it to whom"]


def test_an_id_given_to_two_rows_is_said_and_both_are_read() -> None:
    line = "9,2022-06-26,2022-06-26,1,IS,Civilians,Balkh province,4,2,2,2,2,1"
    rows, problems = read(line, line.replace("06-26", "07-01"))
    assert len(rows) == 2
    assert problems == ["this id stands in an earlier row already"]


def test_columns_given_twice_are_said_and_the_first_is_read() -> None:
    rows, problems = read("9,2022-06-26,6,7,IS,Kabul", header="id,date_start,best,best,side_a,adm_1")
    assert rows[0]["killed"] == ["6"]
    assert problems == ["columns are given twice: `best`"]


def test_other_files_name_the_same_columns_otherwise() -> None:
    known = known_columns(["id", "date", "best_est", "deaths_civilian", "location_adm1_name"])
    assert known.form.code == "ged"
    assert known.columns == {"id": (0,), "date_start": (1,), "killed": (2,), "killed/civilians": (3,), "adm_1": (4,)}


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_any_separator_and_any_case_of_column_names(sign: str) -> None:
    header = sign.join(["\ufeffID", "Date_Start", "Side A", "SIDE_B", "adm_1", "Best"])
    line = sign.join(["9", "2022-06-26", '"IS"', "Civilians", "Kunduz province", "6"])
    rows, _ = of_table(header, line, media_type="text/tab-separated-values" if sign == "\t" else "text/csv")
    assert rows == [
        {"when": ["2022-06-26..2022-06-26"], "where": ["AF-KDZ"], "killed": ["6"], "perpetrator": ["iskp"],
         "responsibility": ["attributed"]}
    ]  # fmt: skip


# ------------------------------------------------------------------ whose word it is


SOURCES = "id,date_start,side_a,side_b,adm_1,best,deaths_civilians,source_office,source_article,source_original"


def chains_of(office: str, article: str = "", original: str = "") -> list[tuple[Speaker, ...]]:
    line = f'9,2022-06-26,IS,Civilians,Kunduz province,6,6,"{office}","{article}","{original}"'
    return speakers_of("killed", SOURCES, line)


GED = Speaker(name="UCDP GED")


def test_the_dataset_speaks_and_behind_it_each_of_its_sources() -> None:
    assert chains_of("North Wire;The Valley Post") == [
        (GED, Speaker(name="North Wire")), (GED, Speaker(name="The Valley Post")),
    ]  # fmt: skip


def test_who_told_the_source_stands_innermost() -> None:
    assert chains_of("North Wire", original="district governor, police") == [
        (GED, Speaker(name="North Wire"), Speaker(name="district governor")),
        (GED, Speaker(name="North Wire"), Speaker(name="police")),
    ]


def test_an_office_that_is_its_own_source_is_named_once() -> None:
    assert chains_of("UNAMA", original="UNAMA") == [(GED, Speaker(name="UNAMA"))]


def test_persons_among_the_tellers_are_not_named() -> None:
    assert chains_of("North Wire", original="spokesman for the police, Gul Agha") == [
        (GED, Speaker(name="North Wire"), Speaker(name="spokesman for the police"))
    ]
    assert chains_of("North Wire", original="Gul Agha") == [
        (GED, Speaker(name="North Wire"), Speaker(name="Gul Agha", private=True))
    ]


@pytest.mark.parametrize(
    ("article", "offices"),
    [
        (
            '""North Wire,2022-06-27,Blast kills 6"";""The Valley Post,2022-06-28,More; and more""',
            ["North Wire", "The Valley Post"],
        ),
        ('North Wire 1989-05-17 ""REBELS BLOW UP""', ["North Wire"]),
        ("North Wire 25/2-09|Valley Radio 3/3-09", ["North Wire", "Valley Radio"]),
        ("2009", []),
    ],
)
def test_sources_of_older_rows_are_read_from_their_articles(article: str, offices: list[str]) -> None:
    assert [chain[1].name for chain in chains_of("NA", article) if len(chain) > 1] == offices


def test_what_the_dataset_itself_works_out_is_its_own_word() -> None:
    line = '9,2022-06-26,IS,Civilians,Kunduz province,6,6,"North Wire","",""'
    assert speakers_of("when", SOURCES, line) == [(GED,)]
    assert speakers_of("perpetrator", SOURCES, line) == [(GED,)]


def test_a_table_with_few_columns_is_not_taken_for_the_dataset() -> None:
    assert speakers_of("killed", "id,date_start,best", "9,2022-06-26,6") == [()]


# ------------------------------------------------------------------ other


def test_a_point_lies_in_its_province() -> None:
    assert province_at(tables(), 36.73, 68.86) == "AF-KDZ"
    assert province_at(tables(), 0.0, 0.0) is None


def test_a_point_stands_in_for_a_province_without_a_name() -> None:
    rows, _ = of_table("id,date_start,best,latitude,longitude", "9,2022-06-26,6,36.73,68.86")
    assert rows[0]["where"] == ["AF-KDZ"]


def test_running_text_is_not_for_this_claimer() -> None:
    text = table("1,2", "3,4", media_type="text/plain")
    assert list(datasets.claim(text, tables(), Settings())) == []


def test_the_sheets_of_a_workbook_are_read_each_for_itself() -> None:
    text, layout = "", []
    lines = [
        ("heading", "Readme"), ("header", "column,meaning"), ("row", "best,the best number"), ("heading", "Events"),
        ("header", "id,date_start,best,side_a,side_b,adm_1"), ("row", "9,2022-06-26,6,IS,Civilians,Kunduz province"),
    ]  # fmt: skip
    for kind, line in lines:
        layout.append(Block(kind=kind, start=len(text), end=len(text) + len(line)))
        text += line + "\n\n"
    book = SourceText(
        entry=2, source=1, file="events.xlsx", media_type=XLSX, described=Described(),
        layout=tuple(layout), text=text,
    )  # fmt: skip
    (attack,) = datasets.claim(book, tables(), Settings())
    assert isinstance(attack, Claimed)
    assert {value.quote for value in attack.values} == {"2022-06-26", "6", "IS", "Kunduz province"}


@pytest.mark.shared
@pytest.mark.parametrize(
    ("file", "rows", "disordered"),
    [
        ("ged_23.1_sample_1000.csv", 1000, 13),
        ("ged_23.1_central_african_republic.csv.gz", 1848, 20),
        ("ged_afghanistan_partial_union.csv.gz", 2150, 7),
    ],
)
def test_every_row_of_the_real_files_gives_its_claim(shared: object, file: str, rows: int, disordered: int) -> None:
    from gowah.read.table import records

    content = (Path(str(shared)) / "ged" / file).read_bytes()
    text = (gzip.decompress(content) if file.endswith(".gz") else content).decode("utf-8")
    layout = [Block(kind="row" if n else "header", start=a, end=b) for n, (a, b, _) in enumerate(records(text))]
    source = SourceText(
        entry=2, source=1, file="ged.csv", media_type="text/csv", described=Described(), layout=tuple(layout), text=text
    )  # fmt: skip
    found = list(datasets.claim(source, tables(), Settings()))
    claimed = [one for one in found if isinstance(one, Claimed)]
    assert len(claimed) == rows
    assert all(text[v.start : v.end] == v.quote for one in claimed for v in one.values)
    problems = [one.what for one in found if isinstance(one, Problem)]
    assert sum("are not in this order" in what for what in problems) == disordered
