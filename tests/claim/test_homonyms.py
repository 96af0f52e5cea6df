"""Districts of one name in two provinces: where an attack was is said as exactly as the report says it, never more."""

from __future__ import annotations

import pytest
from said import claims, report
from tabled import of_table
from test_persian import claims as persian_claims
from test_persian import report as persian_report

from gowah.model import Claimed, SourceText, Where

DISTRICT, PROVINCE, COUNTRY = 3, 4, 6


def where(found: list[Claimed]) -> tuple[str | None, int, str]:
    [place] = [value.value for value in found[0].values if value.property == "where"]
    assert isinstance(place, Where)
    return place.place, place.precision, place.as_written


def english(*paragraphs: str) -> SourceText:
    return report(*paragraphs, published="2022-06-20")


@pytest.mark.parametrize(("paragraphs", "expected"), [
    (["Gunmen killed two farmers in Muqur district of Ghazni on Friday."], ("AF-GHA.muqur", DISTRICT)),
    (["Gunmen killed two farmers in Muqur district in southern Ghazni province on Friday."], ("AF-GHA.muqur", DISTRICT)),
    (["# Two farmers killed in Ghazni", "Gunmen killed two farmers in Muqur on Friday."], ("AF-GHA.muqur", PROVINCE)),
    (["GHAZNI (AP) — Gunmen killed two farmers in Muqur district on Friday."], ("AF-GHA.muqur", PROVINCE)),
    (["Gunmen killed two farmers in Muqur on Friday. The police of Badghis said so."], ("AF-BDG.muqur", PROVINCE)),
    (["Gunmen killed two farmers in Muqur on Friday."], ("AF", COUNTRY)),
    (["Gunmen killed two farmers in Muqur on Friday.", "Attacks in Badghis and in Ghazni have risen."], ("AF", COUNTRY)),
])  # fmt: skip
def test_in_english(paragraphs: list[str], expected: tuple[str, int]) -> None:
    place, precision, as_written = where(claims(english(*paragraphs), "attack"))
    assert (place, precision) == expected
    assert "Muqur" in as_written


@pytest.mark.parametrize(("paragraphs", "language", "expected"), [
    (["روز جمعه دو تن در ولسوالی مقر ولایت غزنی کشته شدند."], "prs", ("AF-GHA.muqur", DISTRICT)),
    (["روز جمعه افراد مسلح دو تن را در ولسوالی مقر کشتند.", "والی غزنی این خبر را تایید کرد."], "prs", ("AF-GHA.muqur", PROVINCE)),
    (["روز جمعه افراد مسلح دو تن را در ولسوالی مقر کشتند."], "prs", ("AF", COUNTRY)),
    (["روز جمعه افراد مسلح دو تن را در ولسوالی جانی‌خیل کشتند.", "پولیس پکتیکا گفت."], "prs", ("AF-PKA.jani-khel", PROVINCE)),
    (["د جمعې په ورځ د مقر په ولسوالۍ کې په برید کې دوه تنه ووژل شول."], "ps", ("AF", COUNTRY)),
    (["د جمعې په ورځ د مقر په ولسوالۍ کې په برید کې دوه تنه ووژل شول.", "د غزني والي دا خبر تایید کړ."], "ps", ("AF-GHA.muqur", PROVINCE)),
])  # fmt: skip
def test_in_dari_and_pashto(paragraphs: list[str], language: str, expected: tuple[str, int]) -> None:
    found = persian_claims(persian_report(*paragraphs, language=language))
    assert where(found)[:2] == expected


def test_a_dataset_says_the_province_in_a_column_of_its_own() -> None:
    header = "id,date,district,province,country,perpetrator,killed,source"
    rows, problems = of_table(header, "1,2022-05-03,Muqur,Ghazni,Afghanistan,iskp,2,Example News")
    assert not problems
    assert rows[0]["where"] == ["AF-GHA.muqur"]


@pytest.mark.parametrize(
    ("town", "precision"), [("Kunduz city", 2), ("Muqur district of Ghazni", DISTRICT), ("Ghor", PROVINCE)]
)
def test_a_total_is_as_exact_about_its_place_as_an_attack(town: str, precision: int) -> None:
    attack = report(f"A bomb killed two people in {town} on Friday.", published="2022-06-20")
    total = report(f"Since August 2021, 13 attacks in {town} have killed at least 70 people.", published="2022-06-20")
    [told] = [v.value for v in claims(total, "total")[0].values if v.property == "place"]
    assert isinstance(told, Where)
    assert told.precision == where(claims(attack, "attack"))[1] == precision
