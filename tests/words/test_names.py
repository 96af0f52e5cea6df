"""Names of the tables, however they are typed."""

from __future__ import annotations

import itertools
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gowah.words import Tables, find_names, load_tables

TABLES = ("places", "groups", "communities", "sites", "organisations")


@cache
def tables() -> Tables:
    return load_tables(("afghanistan",))


def said(text: str) -> list[tuple[str, str]]:
    names = find_names(text, tables())
    assert all(name.as_written == text[name.start : name.end] for name in names)
    return [(name.code, name.as_written) for name in names if name.table in TABLES]


@pytest.mark.parametrize(
    "written", ["Dasht-e-Barchi", "Dasht-e Barchi", "Dasht e\nBarchi", "دشت برچی", "دشت‌برچی", "دشت برچي"]
)
def test_one_place_in_many_spellings(written: str) -> None:
    assert said(f"… {written}.") == [("AF-KAB.dasht-e-barchi", written)]


@pytest.mark.parametrize(
    "written",
    ["ISKP", "IS-K", "ISIS-K", "ISIL-KP", "Islamic State Khorasan Province", "Daesh", "داعش", "شاخهٔ خراسان داعش"],
)
def test_one_group_under_many_names(written: str) -> None:
    assert said(f"… {written} …") == [("iskp", written)]


def test_acronyms_want_capitals_and_no_shouting() -> None:
    assert said("He is here. IS said it.") == [("islamic-state", "IS")]
    assert said("WHERE IS THE MONEY?") == []
    assert said("It told us.") == []


def test_words_are_not_glued_into_names() -> None:
    assert said("I ran home.") == [("home", "home")]
    assert said("the Kabulistan of old") == []
    assert said("turkey and Turkey") == [("TR", "Turkey")]


def test_the_longest_name_is_found_and_hides_places_in_it() -> None:
    assert said("Islamic State in Iraq and Syria") == [("islamic-state", "Islamic State in Iraq and Syria")]
    assert sorted(said("Sikh temple")) == [("gurdwara", "Sikh temple"), ("sikh", "Sikh temple")]  # the site, the people


def test_kabul_is_the_city_and_kabul_province_the_province() -> None:
    assert said("Kabul, Kabul province") == [("AF-KAB.kabul", "Kabul"), ("AF-KAB", "Kabul province")]


@settings(deadline=None)
@given(st.text(alphabet="ISK is-k.\n کابل‌دشتبرچی'", max_size=60))
def test_names_lie_in_the_text_in_order_and_overlap_in_no_table(text: str) -> None:
    names = find_names(text, tables())
    assert list(names) == sorted(names, key=lambda name: name.start)
    for table in TABLES:
        spans = sorted({(name.start, name.end) for name in names if name.table == table})
        assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))


def test_tables_made_by_hand_are_found_too() -> None:
    sheet = "code,name,parent,aliases_en,aliases_prs,aliases_ps,source\nmoon,Moon Front,,,جبههٔ ماه,,hand\n"
    own = load_tables(("afghanistan",), {"groups": sheet})
    assert [name.code for name in find_names("The Moon Front, جبهه ماه", own) if name.table == "groups"] == [
        "moon",
        "moon",
    ]
