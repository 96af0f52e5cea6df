"""The shipped tables hang together: parents exist, provinces are those of the map, sources are named."""

from __future__ import annotations

import csv
import json
from importlib.resources import files

import pytest

from gowah.words import find_names, fold, load_tables

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
def test_codes_of_the_format_are_there_and_all_others_lie_under_or_over_them(table: str, codes: list[str]) -> None:
    """A broader word ("a place of worship" may be a mosque, a shrine or a temple) lies over several of them."""
    rows = TABLES.terms[table]
    assert set(codes) <= set(rows)
    under = {code for code in rows if any(TABLES.is_a(table, code, known) for known in codes)}
    over = {code for code in rows if sum(TABLES.is_a(table, known, code) for known in codes) > 1}
    assert under | over == set(rows)
    assert len(over - set(codes)) <= 1


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


def meant(text: str) -> list[str]:
    return [name.code for name in find_names(text, TABLES) if name.table == "places"]


def test_every_district_has_a_name_in_all_three_scripts() -> None:
    districts = [place for place in TABLES.places.values() if place.kind == "district" and place.id.startswith("AF-")]
    assert len(districts) > 400
    for place in districts:
        assert {"en", "prs", "ps"} <= {language for language, _ in place.aliases}, place.id


@pytest.mark.parametrize(("text", "code"), [
    ("A blast in Pol-e Khomri on Friday.", "AF-BGL.pul-e-khumri"),
    ("A blast in Puli Khumri on Friday.", "AF-BGL.pul-e-khumri"),
    ("Gunmen came to Khas Kunar district.", "AF-KNR.khas-kunar"),
    ("انفجار در ولسوالی نوزاد", "AF-HEL.naw-zad"),
    ("انفجار در ناوهٔ بارکزایی", "AF-HEL.nawa-i-barak-zayi"),
    ("د کامې ولسوالۍ کې", "AF-NAN.kama"),
    ("په دره نور کې", "AF-NAN.dara-i-nur"),
    ("انفجار در چهارراهی قمبر", "AF-KAB.qambar"),
    ("در قلعهٔ قاضی کابل", "AF-KAB.qala-e-qazi"),
    ("in the Salang tunnel", "AF-PAR.salang-pass"),
    ("در کارتهٔ سه", "AF-KAB.karte-seh"),
])  # fmt: skip
def test_names_of_places_in_three_scripts(text: str, code: str) -> None:
    assert meant(text)[:1] == [code]


@pytest.mark.parametrize(("text", "code"), [
    ("مقر فرماندهی", None), ("معروف است", None), ("در ماه میزان", None), ("زبان فارسی", None), ("چوکی", None),
    ("ولسوالی مقر ولایت غزنی", "AF-GHA.muqur"), ("ولسوالی مقر ولایت بادغیس", "AF-BDG.muqur"),
    ("در پروان سه نفر کشته شدند", "AF-PAR"), ("حمله بر کنر", "AF-KNR"),
    ("Qarabagh district of Ghazni", "AF-GHA.qarabagh"), ("Qarabagh district in Kabul", "AF-KAB.qarabagh"),
])  # fmt: skip
def test_words_and_homonyms_are_not_taken_for_a_district(text: str, code: str | None) -> None:
    assert meant(text)[:1] == ([code] if code else [])


@pytest.mark.parametrize(("text", "code"), [
    ("the BLA claimed it", "balochistan-liberation-army"), ("جیش العدل", "jaish-al-adl"),
    ("جنبش اسلامی ازبیکستان", "islamic-movement-of-uzbekistan"), ("حزب اسلامی حکمتیار", "hezb-e-islami"),
    ("د ملي مقاومت جبهې", "nrf"), ("Lashkar-e-Toiba", "lashkar-e-taiba"),
    ("طالبان پاکستان را متهم کردند", "taliban"),  # two names, not that of the movement in Pakistan
])  # fmt: skip
def test_names_of_groups_in_three_scripts(text: str, code: str) -> None:
    assert [name.code for name in find_names(text, TABLES) if name.table == "groups"] == [code]
