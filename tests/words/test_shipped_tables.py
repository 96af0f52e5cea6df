"""The shipped tables hang together: parents exist, provinces are those of the map, sources are named."""

from __future__ import annotations

import csv
import json
from importlib.resources import files

import pytest

from gowah.words import fold, load_tables

TABLES = load_tables(("afghanistan",))
SITES = [
    "mosque",
    "shrine",
    "temple",
    "school",
    "education-centre",
    "hospital",
    "vehicle",
    "street",
    "market",
    "home",
    "workplace",
    "wedding",
    "funeral",
    "gathering",
    "checkpoint",
    "airport",
    "village",
    "government-building",
    "other",
]
TACTICS = [
    "suicide-bombing",
    "planted-bomb",
    "vehicle-bomb",
    "shooting",
    "complex-attack",
    "abduction",
    "shelling",
    "stabbing",
    "arson",
    "grenade",
    "air-strike",
    "landmine",
    "execution",
    "other",
]


def test_every_row_names_its_source() -> None:
    home = files("gowah") / "data"
    for folder in (home / "common", home / "regions" / "afghanistan"):
        for sheet in folder.iterdir():
            if sheet.name.endswith(".csv") and sheet.name != "properties.csv":
                rows = list(csv.DictReader(sheet.read_text(encoding="utf-8").splitlines()))
                assert rows, sheet.name
                assert all(row["source"] for row in rows), sheet.name


def test_parents_exist() -> None:
    assert all(place.parent in TABLES.places for place in TABLES.places.values() if place.parent)
    for rows in TABLES.terms.values():
        assert all(row.parent in rows for row in rows.values() if row.parent)


def test_provinces_are_those_of_the_map() -> None:
    shapes = json.loads(dict(TABLES.shapes)["afghanistan"])["features"]
    drawn = {shape["properties"]["iso_3166_2"] for shape in shapes}
    assert drawn == {place.id for place in TABLES.places.values() if place.kind == "province" and place.parent == "AF"}
    for shape in shapes:
        capital = fold(shape["properties"]["capital"])
        inside = [
            p for p in TABLES.places.values() if (within := TABLES.within(p.id, "province")) and within.id in drawn
        ]
        assert any(fold(alias) == capital for place in inside for _, alias in place.aliases), capital


@pytest.mark.parametrize(("table", "codes"), [("sites", SITES), ("tactics", TACTICS)])
def test_codes_of_the_format_are_there_and_all_others_lie_under_them(table: str, codes: list[str]) -> None:
    rows = TABLES.terms[table]
    assert set(codes) <= set(rows)
    assert all(any(TABLES.is_a(table, code, known) for known in codes) for code in rows)


@pytest.mark.parametrize(("table", "narrow", "broad"), [
    ("sites", "gurdwara", "temple"), ("sites", "imambargah", "mosque"), ("communities", "hazara", "shia"),
    ("groups", "iskp", "islamic-state"), ("of_whom", "girls", "children"), ("organisations", "unama", "un"),
])  # fmt: skip
def test_some_lie_under_others(table: str, narrow: str, broad: str) -> None:
    assert TABLES.is_a(table, narrow, broad)


def test_neighbourhoods_lie_in_their_city_and_province() -> None:
    assert [place.id for place in TABLES.ancestors("AF-KAB.dasht-e-barchi")][1:] == [
        "AF-KAB.west-kabul", "AF-KAB.kabul", "AF-KAB.kabul-district", "AF-KAB", "AF",
    ]  # fmt: skip
