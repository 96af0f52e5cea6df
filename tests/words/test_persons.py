"""One person or many: what may be said of who asks for help, and who in a speaker's words is named."""

from __future__ import annotations

import pytest

from gowah.words import Tables, load_tables
from gowah.words.persons import is_group, names_in


@pytest.fixture(scope="module")
def tables() -> Tables:
    return load_tables(("afghanistan",))


@pytest.mark.parametrize("said", [
    "Families of the dead", "the family of the dead civilian", "Survivors", "Victims and their families", "Residents",
    "The relatives", "Thirty-one members of the congregation", "Mosque boards in Dasht-i-Barchi", "We", "The wounded",
    "Nine families of the Shia quarter", "the committee", "The provincial hospital", "victims' relatives", "mothers",
    "خانواده‌های قربانیان", "باشندگان", "کورنۍ",
])  # fmt: skip
def test_groups_are_nobody_in_particular(said: str, tables: Tables) -> None:
    assert is_group(said, tables)


@pytest.mark.parametrize("said", [
    "A grandmother", "A widow with four children, Shirin", "The driver's brother", "He", "One father", "a relative of one of the injured",
    "the family of Gul Agha", "Mahdi's parents", "families of Zarmina and Nasrin", "Shirin Gul", "The boss", "",
    "خانوادهٔ گل آغا", "یکی از بستگان زخمیان", "مادر", "relatives of the nurse, Torpekai", "parents of Mahdi",
])  # fmt: skip
def test_one_person_is_somebody(said: str, tables: Tables) -> None:
    assert not is_group(said, tables)


@pytest.mark.parametrize(("speaker", "names"), [
    ("a shopkeeper, Gul Agha", ["Gul Agha"]), ("Relatives of the dead", []), ("driver", []), ("the Lamp List", ["Lamp List"]),
    ("یک پرستار", []), ("گل آغا", ["گل آغا"]), ("Dr Elian Voss, an analyst", ["Dr Elian Voss"]), ("به Gul Agha", ["Gul Agha"]),
])  # fmt: skip
def test_names_in_the_words_for_a_speaker(speaker: str, names: list[str]) -> None:
    assert list(names_in(speaker)) == names
