"""A name that several places bear is the one the text speaks of, or what holds them all, never a guess."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gowah.words import Tables, find_names, load_tables, where_of

HEAD = "id,name,kind,parent,latitude,longitude,aliases_en,aliases_prs,aliases_ps,source,after_town,needs_context\n"
SHEET = HEAD + (
    "AA,Aland,country,,,,,,,test,,\nAA-N,Northia,province,AA,,,,,,test,NO|Nth.,\nAA-S,Southia,province,AA,,,,,,test,SO,\n"
    "AA-N.big,Bigtown,city,AA-N,,,,,,test,,\nAA-S.big,Bigtown,city,AA-S,,,,,,test,,yes\n"
    "AA-N.mill,Milton,city,AA-N,,,,,,test,,yes\nAA-S.mill,Milton,city,AA-S,,,,,,test,,yes\n"
    "AA-S.lone,Loneford,city,AA-S,,,,,,test,,yes\n"
    "AA-N.twin,Twinham (Northia),district,AA-N,,,Twinham|Twinham district,ولسوالی توینهم,توينهم ولسوالۍ,test,,which\n"
    "AA-S.twin,Twinham (Southia),district,AA-S,,,Twinham|Twinham district,ولسوالی توینهم,توينهم ولسوالۍ,test,,which\n"
    "AA-N.old,Oldford,district,AA-N,,,,,,test,,\nAA-S.old,Oldford (Southia),district,AA-S,,,Oldford,,,test,,which\n"
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


@pytest.mark.parametrize(("text", "codes"), [
    ("A fire in Giro, Ghazni, hurt two.", ["AF-GHA.giro", "AF-GHA"]),
    ("A fire in Giro of Ghazni province.", ["AF-GHA.giro", "AF-GHA"]),
    ("A fire in Ghazni's Andar hurt two.", ["AF-GHA", "AF-GHA.andar"]),
    ("آتش‌سوزی در واغظ غزنی", ["AF-GHA.waghaz", "AF-GHA"]),
    ("د غزني په اندړ کې اور ولګېد", ["AF-GHA", "AF-GHA.andar"]),
    ("A fire in Giro hurt two.", []),  # what holds it is not said
    ("A fire in Giro, Badghis.", ["AF-BDG"]),  # another holds it
    ("Mr Giro, Ghazni's mayor, said no.", ["AF-GHA"]),  # a man of that name
    ("A fire in Ghazni, Ghazni.", ["AF-GHA", "AF-GHA"]),  # the name of another place too
    ("A fire in Andar district, Ghazni.", ["AF-GHA.andar", "AF-GHA"]),
])  # fmt: skip
def test_a_district_named_beside_its_province_needs_not_be_called_one(text: str, codes: list[str]) -> None:
    assert meant(text) == codes


def placed(text: str, name: str, of: Tables | None = None) -> tuple[str | None, int, str]:
    """(place, precision, as written) of the first name in a text that ends with these words."""
    known = of or tables()
    found = next(n for n in find_names(text, known) if n.table == "places" and n.as_written.endswith(name))
    where = where_of(found, known)
    return where.place, where.precision, where.as_written


DISTRICT, PROVINCE, COUNTRY = 3, 4, 6


@pytest.mark.parametrize(("text", "expected"), [
    # Said beside the name: sure.
    ("A fire in Twinham, Southia.", ("AA-S.twin", DISTRICT)),
    ("A fire in the Twinham district of Southia province.", ("AA-S.twin", DISTRICT)),
    ("A fire in Twinham district in northern Northia province.", ("AA-N.twin", DISTRICT)),
    ("A fire in Southia province's Twinham district.", ("AA-S.twin", DISTRICT)),
    ("A fire in Southia's Twinham.", ("AA-S.twin", DISTRICT)),
    # Said once: sure wherever the text names it again.
    ("A fire in Twinham. It was the third in the Twinham district of Southia.", ("AA-S.twin", DISTRICT)),
    # One of the two provinces is named elsewhere: likely, and no more exact than a province.
    ("A fire in Twinham. Police of Southia came.", ("AA-S.twin", PROVINCE)),
    ("NORTHIA (AP) - A fire in the district of Twinham.", ("AA-N.twin", PROVINCE)),
    ("Southia: fire kills two\n\nIt began in Twinham on Friday.", ("AA-S.twin", PROVINCE)),
    ("A fire in Twinham, near Loneford.", ("AA-S.twin", PROVINCE)),  # a town that only one of them has
    # Both, or none: not known, but in that country.
    ("A fire in Twinham.", ("AA", COUNTRY)),
    ("A fire in Twinham. Police of Southia and of Northia came.", ("AA", COUNTRY)),
    # Of two that bear a name one may be so much better known that its bare name means it …
    ("A fire in Oldford.", ("AA-N.old", DISTRICT)),
    ("A fire in Oldford. Police of Northia came.", ("AA-N.old", DISTRICT)),
    # … but not where the text names the other's province.
    ("A fire in Oldford. Police of Southia came.", ("AA-S.old", PROVINCE)),
    ("A fire in Oldford. Police of Southia and Northia came.", ("AA", COUNTRY)),
])  # fmt: skip
def test_districts_that_bear_one_name(text: str, expected: tuple[str, int]) -> None:
    name = "Oldford" if "Oldford" in text else "Twinham district" if "Twinham district" in text else "Twinham"
    name = "Twinham" if text.startswith("A fire in Twinham. It") else name
    assert placed(text, name)[:2] == expected


@pytest.mark.parametrize(("text", "name", "expected"), [
    ("Gunmen killed two in Muqur district on Friday.", "Muqur district", ("AF", COUNTRY)),
    ("Gunmen killed two in Muqur on Friday, the police of Ghazni said.", "Muqur", ("AF-GHA.muqur", PROVINCE)),
    ("Gunmen killed two in Muqur, police in Badghis said.", "Muqur", ("AF-BDG.muqur", PROVINCE)),
    ("Two died in Qarabagh district, Ghazni province.", "Qarabagh district", ("AF-GHA.qarabagh", DISTRICT)),
    ("Two died in Arghandab.", "Arghandab", ("AF", COUNTRY)),
    ("Two died in Spin Boldak; one was shot in Arghandab.", "Arghandab", ("AF-KAN.arghandab", PROVINCE)),
    ("دو تن در ولسوالی مقر کشته شدند.", "ولسوالی مقر", ("AF", COUNTRY)),
    ("دو تن در ولسوالی مقر کشته شدند. پولیس غزنی گفت.", "ولسوالی مقر", ("AF-GHA.muqur", PROVINCE)),
    ("دو تن در ولسوالی مقر در ولایت غزنی کشته شدند.", "ولسوالی مقر", ("AF-GHA.muqur", DISTRICT)),
    ("دو تن در غزنی، ولسوالی مقر کشته شدند.", "ولسوالی مقر", ("AF-GHA.muqur", DISTRICT)),
    ("دو تن در بهارک کشته شدند. والی تخار گفت.", "بهارک", ("AF-TAK.baharak", PROVINCE)),
    ("د مقر په ولسوالۍ کې دوه تنه ووژل شول.", "مقر په ولسوالۍ", ("AF", COUNTRY)),
    ("د مقر ولسوالۍ کې دوه تنه ووژل شول. د غزني پوليسو وويل.", "مقر ولسوالۍ", ("AF-GHA.muqur", PROVINCE)),
    ("د غزني ولایت په مقر ولسوالۍ کې دوه تنه ووژل شول.", "مقر ولسوالۍ", ("AF-GHA.muqur", DISTRICT)),
])  # fmt: skip
def test_homonymous_districts_in_three_languages(text: str, name: str, expected: tuple[str, int]) -> None:
    place, precision, as_written = placed(text, name)
    assert (place, precision) == expected
    assert as_written in text


def test_one_town_named_with_two_provinces_is_two_towns_and_its_bare_name_neither() -> None:
    text = "Fires in Milton, Southia and Milton, Northia. In Milton it burned long."
    assert meant(text) == ["AA-S.mill", "AA-S", "AA-N.mill", "AA-N", "AA"]


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
    small, every = (load_tables((region,)).places for region in ("afghanistan", "united-states"))
    assert len(small) * 10 < len(every)
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
