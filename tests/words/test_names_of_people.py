"""Names of people by their shape, in three languages; places, bodies and sites are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gowah.words import load_tables
from gowah.words.people import find_people

TABLES = load_tables(("afghanistan",))


def names(text: str) -> list[str]:
    return [person.name for person in find_people(text, TABLES)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Gunmen killed Abdul Wahid Rezai, his wife Masuma and their son Mahdi, 4.",
            ["Abdul Wahid Rezai", "Masuma", "Mahdi"],
        ),
        ("Neighbour Mohammad Taqi Hashemi saw them.", ["Mohammad Taqi Hashemi"]),
        ("Dr. Nematullah Sultani had left.", ["Nematullah Sultani"]),
        ("Sabir's sister spoke.", ["Sabir"]),
        ("In memory of Ruqia Jafari", ["Ruqia Jafari"]),
        ('"I found her shoes," said Zahra, a neighbour whose son was killed.', ["Zahra"]),
        ('"They shot my father," Rahila said.', ["Rahila"]),
        ("Nasir, an elderly shopkeeper, saw them.", ["Nasir"]),
        ("They spoke to Sakina, whose son was killed.", ["Sakina"]),
        ("احمدضیا رضایی، دانشجوی ۲۱ ساله، در هرات کشته شد.", ["احمدضیا رضایی"]),
        ("نعمت‌الله سلطانی و برادرش مهدی کشته شدند.", ["نعمت‌الله سلطانی", "مهدی"]),
        ("نعمت الله سلطاني او ورور یې مهدي ووژل شول.", ["نعمت الله سلطاني", "مهدي"]),
    ],
)
def test_people(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "A bomb hit the Haji Namun area of Herat on Tuesday, Human Rights Watch said.",
        "The mosque of Mawlawi Namunar in Dasht-e Barchi was attacked by Islamic State Khorasan Province.",
        "Police said ten died. Officials said so, UNAMA said 5 died, and Reuters said nothing. Residents said three died.",
        "Kunduz, a city in the north, was quiet, said the governor. Kabul said it would answer.",
        "Pupils of the Namuna Khayali school were hurt in Kabul in April.",
        "در ساحهٔ حاجی عباس شهر هرات و مسجد مولوی سکندر انفجار شد.",
        "در حمله بر مکتب در کابل شماری از افراد ملکی کشته شدند.",
    ],
)
def test_places_bodies_and_sites_are_no_people(text: str) -> None:
    assert names(text) == []


@given(st.text(max_size=200))
def test_spans_lie_in_the_text_in_order(text: str) -> None:
    found = find_people(text, TABLES)
    assert all(0 <= person.start < person.end <= len(text) for person in found)
    assert list(found) == sorted(found, key=lambda person: (person.start, person.end))
    assert all(person.name == " ".join(text[person.start : person.end].split()) for person in found)
