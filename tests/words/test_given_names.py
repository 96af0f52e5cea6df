"""Given names alone and in lists, in three languages; places, bodies, saints and everyday words are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gowah.words import find_names, load_tables
from gowah.words.given_names import find_given
from gowah.words.people import lower_words

TABLES = load_tables(("afghanistan",))


def found(text: str) -> list[str]:
    people = find_given(text, find_names(text, TABLES), lower_words((text,)))
    return list(dict.fromkeys(person.name for person in people))


@pytest.mark.parametrize(("text", "names"), [
    ("Among the dead were Ali, Hussain and Maryam.", ["Ali", "Hussain", "Maryam"]),
    ("Zahra, 14, Fatima, 12", ["Zahra", "Fatima"]), ("The dead: Namun (14), Khayal (12).", ["Namun", "Khayal"]),
    ("The victims, Namun and Khayal, were pupils.", ["Namun", "Khayal"]), ("Namun and Khayal were killed.", ["Namun", "Khayal"]),
    ("They brought the bodies of Ali, Namun and Maryam.", ["Ali", "Namun", "Maryam"]),
    ("Ahmad told Example Radio that six died.", ["Ahmad"]), ("Six people died, Ahmad told us.", ["Ahmad"]),
    ("As Maryam puts it, nobody came.", ["Maryam"]), ("According to Ahmad, six died.", ["Ahmad"]),
    ("Namun (not her real name) lost her son.", ["Namun"]), ("Khayal, whose name has been changed, wept.", ["Khayal"]),
    ("علی، حسین و مریم کشته شدند.", ["علی", "حسین", "مریم"]), ("علی، گلثوم و نامون کشته شدند.", ["علی", "گلثوم", "نامون"]),
    ("در میان کشته‌شدگان علی، حسین و مریم بودند.", ["علی", "حسین", "مریم"]),
    ("زهرا، ۱۴ ساله، فاطمه، ۱۲ ساله، کشته شدند.", ["زهرا", "فاطمه"]),
    ("عزیز، کبیر و ستاره کشته شدند.", ["عزیز", "کبیر", "ستاره"]),
    ("په کابل کې په برید کې احمد، زرغونه او نامون ووژل شول.", ["احمد", "زرغونه", "نامون"]),
    ("احمد به ما گفت که شش تن کشته شدند.", ["احمد"]), ("حاجی نامون گفت که شش تن کشته شدند.", ["نامون"]),
    ("مردی به نام نامون گفت که شش تن کشته شدند.", ["نامون"]), ("نامون (نام مستعار) گفت که شش تن کشته شدند.", ["نامون"]),
    ("Among the dead were M\u0430ry\u0430m and Ah\u200bmad.", ["M\u0430ry\u0430m", "Ah\u200bmad"]),
    ("عل\u202eی، حسین و مر\u200fیم کشته شدند.", ["عل\u202eی", "حسین", "مر\u200fیم"]),
])  # fmt: skip
def test_given_names(text: str, names: list[str]) -> None:
    assert found(text) == names


@pytest.mark.parametrize("text", [
    "Kabul, Herat and Kunduz were hit. Shia, Hazara and Sikh people died.", "Among the dead were Tajiks, Uzbeks and Hazaras.",
    "Reuters, Tolo and Pajhwok said ten died. Police, Taliban and UNAMA confirmed it.", "Sunnis, Shias and Sufis were killed.",
    "Attacks in Paris, London and Madrid killed ten.", "In March, April and May, ten died.", "including Kabul, Herat and Balkh",
    "Followers mourn Imam Hussain. The Ali mosque and Hussain Street were hit.", "President Ali spoke.",
    "Google, Facebook and Twitter removed the video.",
    "پیر، جوان و خردسال کشته شدند.", "زنان، مردان و کودکان کشته شدند.", "در کابل، هرات و غزنی ده تن کشته شدند.",
    "حمله بر زیارت حضرت علی در کابل ده کشته داشت.", "در مسجد علی انفجار شد.", "گروهی به نام نامون حمله کرد.",
    "استاد دانشگاه گفت.", "خانم باردار زخمی شد.", "نور و گل در باغ بود.",
])  # fmt: skip
def test_what_is_no_given_name(text: str) -> None:
    assert found(text) == []


@given(st.text(max_size=120))
def test_spans_lie_in_the_text_in_order(text: str) -> None:
    people = find_given(text, find_names(text, TABLES), frozenset())
    assert all(0 <= person.start < person.end <= len(text) for person in people)
    assert list(people) == sorted(people, key=lambda person: (person.start, person.end))
    assert all(person.name == " ".join(text[person.start : person.end].split()) for person in people)
