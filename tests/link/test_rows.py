"""Two lists of events side by side: a row finds its like in the other list, and never one of its own list."""

from __future__ import annotations

from pathlib import Path

import pytest

from gowah.link.cells import fields, point, row_at
from gowah.link.levels import comparisons
from gowah.link.model import NEVER, shipped_weights
from gowah.model import Block, Described, SourceText
from gowah.testing import record_of
from gowah.words import Settings

HEAD = (
    "id,date_start,date_end,side_a,side_b,where_prec,where_coordinates,adm_1,adm_2,longitude,latitude,country,"
    "date_prec,type_of_violence,best,low,high\n"
)


def table(*rows: str) -> str:
    return HEAD + "\n".join(rows) + "\n"


ONE = table(
    "1,2014-03-02,2014-03-02,Lantern Front,Civilians,1,Zumbaro town,Eastern province,Zumbaro,21.5001,5.2003,Nowhereland,1,3,14,14,16",
    "2,2014-03-02,2014-03-02,Lantern Front,Civilians,1,Kelido village,Eastern province,Kelido,23.9001,6.1003,Nowhereland,1,3,14,14,16",
    "3,2015-08-20,2015-08-20,Harbour Guard,Civilians,1,Tamrisk town,Northern province,Tamrisk,18.4001,8.8003,Nowhereland,1,3,6,6,6",
)
OTHER = table(
    "71,2014-03-03,2014-03-03,Lantern Front,Civilians,1,town of Zumbaro,Eastern province,,21.5101,5.2103,Nowhereland,1,3,14,14,",
    "72,2014-03-01,2014-03-01,Lantern Front,Civilians,1,Kelido,,Kelido,23.9101,6.1103,Nowhereland,1,3,15,14,16",
    "73,2015-08-21,2015-08-21,Harbour Guard,Civilians,1,Tamrisk,Northern province,Tamrisk,18.4101,8.8103,Nowhereland,1,3,6,6,6",
    "74,2016-08-21,2016-08-21,Harbour Guard,Civilians,1,Tamrisk,Northern province,Tamrisk,18.4101,8.8103,Nowhereland,1,3,6,6,6",
)


def test_rows_of_two_lists_find_each_other_though_no_table_knows_the_places(tmp_path: Path) -> None:
    record = record_of(tmp_path, {"one.csv": ONE, "other.csv": OTHER})
    evidence = record.evidence()
    text = {each.entry: each for each in evidence.texts}
    place = {
        mention.entry: next(name for name in ("Zumbaro", "Kelido", "Tamrisk") if name in row) + mention_year(row)
        for mention in evidence.mentions
        if (row := row_at(text[mention.text], mention.claimed.anchor.start))
    }
    groups = sorted(sorted(place[n] for n in incident.mentions) for incident in evidence.incidents)
    assert groups == [["Kelido2014"] * 2, ["Tamrisk2015"] * 2, ["Tamrisk2016"], ["Zumbaro2014"] * 2]


def mention_year(row: str) -> str:
    return row.split(",")[1][:4]


def test_rows_of_one_list_are_never_one(tmp_path: Path) -> None:
    twice = table(
        *(
            f"{n},2014-03-02,2014-03-02,Lantern Front,Civilians,1,Zumbaro,East,Zumbaro,21.5,5.2,Nowhereland,1,3,,,"
            for n in (1, 2)
        )
    )
    incidents = record_of(tmp_path, {"one.csv": twice}).evidence().incidents
    assert all(len(incident.mentions) == 1 for incident in incidents)


@pytest.mark.parametrize(
    ("header", "row", "found"),
    [
        ("id,longitude,latitude", "1,21.5,5.2", (5.2, 21.5)),
        ("latitude;longitude", "5.2;21.5", (5.2, 21.5)),
        ("id,lat_of_sun,longitude", "1,2,3", None),
        ("latitude,longitude", "95.0,21.5", None),
        ("latitude,longitude", "nan,21.5", None),
        ("latitude,longitude", "5.2", None),
        ("latitude,longitude", '"5.2', None),
    ],
)
def test_the_point_of_a_row_is_told_by_its_header(header: str, row: str, found: tuple[float, float] | None) -> None:
    whole = f"{header}\n{row}\n"
    blocks = (
        Block(kind="header", start=0, end=len(header)), Block(kind="row", start=len(header) + 1, end=len(whole) - 1)
    )  # fmt: skip
    text = SourceText(
        entry=1, source=0, file="a.csv", media_type="text/csv", described=Described(), layout=blocks, text=whole
    )
    assert row_at(text, len(header) + 1) == row
    assert row_at(text, 0) is None
    assert point(fields(text, row)) == found


def test_the_model_has_a_weight_for_every_level_and_no_other() -> None:
    table_of = shipped_weights().table
    for each in comparisons(Settings().link):
        assert {level.words for level in each.levels} == set(table_of[each.name])
    assert set(table_of) == {"prior", *(each.name for each in comparisons(Settings().link))}
    assert all(weight >= NEVER for levels in table_of.values() for weight in levels.values())
