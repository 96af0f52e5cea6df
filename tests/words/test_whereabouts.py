"""A name that several places bear is the one the text speaks of, or what holds them all, never a guess."""

from __future__ import annotations

import time
from functools import cache
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gowah.words import Tables, find_names, load_tables

HEAD = "id,name,kind,parent,latitude,longitude,aliases_en,aliases_prs,aliases_ps,source,after_town,needs_context\n"
SHEET = HEAD + (
    "AA,Aland,country,,,,,,,test,,\nAA-N,Northia,province,AA,,,,,,test,NO|Nth.,\nAA-S,Southia,province,AA,,,,,,test,SO,\n"
    "AA-N.big,Bigtown,city,AA-N,,,,,,test,,\nAA-S.big,Bigtown,city,AA-S,,,,,,test,,yes\n"
    "AA-N.mill,Milton,city,AA-N,,,,,,test,,yes\nAA-S.mill,Milton,city,AA-S,,,,,,test,,yes\n"
    "AA-S.lone,Loneford,city,AA-S,,,,,,test,,yes\n"
)


@cache
def tables() -> Tables:
    return load_tables(("afghanistan",), {"places": SHEET})


@cache
def both() -> Tables:
    return load_tables(("afghanistan", "united-states"))


def meant(text: str, of: Tables | None = None) -> list[str]:
    return [name.code for name in find_names(text, of or tables()) if name.table == "places"]


@pytest.mark.parametrize(("text", "codes"), [
    ("A fire in Milton, Southia.", ["AA-S.mill", "AA-S"]),  # what holds it stands behind it
    ("MILTON, NO (AP) - A fire. In Milton it burned.", ["AA-N.mill", "AA-N", "AA-N.mill"]),  # and so every Milton is
    ("A fire in Milton. Police of Southia came.", ["AA-S.mill", "AA-S"]),  # the province named elsewhere
    ("A fire in Milton, near Loneford.", ["AA-S.mill", "AA-S.lone"]),  # a town that only one province has
    ("A fire in Milton.", ["AA"]),  # nothing tells: what holds both
    ("Mr Milton said no, and Milton Keynes too.", []),  # not a place by the words around it
    ("In Milton Street", []),
    ("A fire in Bigtown.", ["AA-N.big"]),  # the one that its bare name means
    ("A fire in Bigtown, Southia.", ["AA-S.big", "AA-S"]),
    ("No way, so nth.", []),  # abbreviations count behind a town only
])  # fmt: skip
def test_which_place_is_meant(text: str, codes: list[str]) -> None:
    assert meant(text) == codes


def test_two_regions_at_once() -> None:
    assert meant("A blast in Kabul. In Columbus, Ohio, a vigil was held.", both()) == [
        "AF-KAB.kabul", "US-OH.columbus", "US-OH",
    ]  # fmt: skip
    assert meant("CHARLESTON, W.Va. (AP) - Police in St. Louis", both())[:2] == ["US-WV.charleston", "US-WV"]
    assert meant("پلچرخی، کابل", both())[-1] == meant("پلچرخی، کابل")[-1] == "AF-KAB.kabul"


def test_what_two_regions_list_bears_the_names_of_both() -> None:
    aliases = {alias for _, alias in both().places["US"].aliases}
    assert {"ایالات متحده", "United States of America", "USA"} <= aliases


def test_states_and_counties_of_the_united_states_hang_together() -> None:
    places = both().places
    american = [place for place in places.values() if place.id.startswith("US-")]
    assert len(american) > 20_000
    assert all(place.parent in places and place.source for place in american)
    assert sum(place.kind == "province" and place.parent == "US" for place in american) >= 51


def test_who_does_not_ask_for_a_large_region_does_not_pay_for_it() -> None:
    begun = time.perf_counter()
    load_tables(("afghanistan",))
    assert time.perf_counter() - begun < 0.5
    large = (files("gowah") / "data" / "regions" / "united-states" / "places.csv").read_text(encoding="utf-8")
    assert large.count("\n") <= 30_000


@settings(deadline=None)
@given(st.lists(st.sampled_from(["Milton", "Bigtown", "Loneford", "Southia", ",", "NO", "in", ".", "\n", "Police"])))
def test_every_span_is_a_place_of_its_name_or_holds_all_of_them(words: list[str]) -> None:
    text = " ".join(words)
    for name in find_names(text, tables()):
        if name.table == "places":
            assert text[name.start : name.end] == name.as_written
            bearers = [p.id for p in tables().places.values() if name.as_written in {a for _, a in p.aliases}]
            shorts = [p.id for p in tables().places.values() if name.as_written in p.after_town]
            assert name.code in {row.id for code in (*bearers, *shorts) for row in tables().ancestors(code)}
