"""Numbers at the end of outlets' names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gowah.words.brands import brand_numbers


@pytest.mark.parametrize(
    "text",
    [
        "Dozens killed in Kabul – France 24\nA blast hit Kabul.",
        "Blast in Herat, people killed - Kabul 24",
        "Blast in Herat | Kabul 24",
        "Kabul 24\n\nBlast in Herat",
        "Kabul 24: killed at prayer",
        "Kabul 24 reported that a bomb went off.",
        "Kabul 24's reporter said so.",
        "A bomb went off, said Kabul 24.",
        "A bomb went off, according to Ariana 24, on Monday.",
        "The family told France 24.",
        "A France 24 correspondent saw it.",
    ],
)
def test_an_outlet_s_number_is_part_of_its_name(text: str) -> None:
    assert len(brand_numbers(text, None)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "In Kabul 24 people were killed.",
        "In Kabul 24 reported killed.",
        "Blast in Kabul – Killed 24",
        "Gunmen in Herat killed 24.",
        "Police in Kabul said 24 were killed.",
        "Kabul 24 killed in blast",
        "The Taliban 24 hours later said so.",
    ],
)
def test_who_is_counted_stays_counted(text: str) -> None:
    assert brand_numbers(text, None) == ()


def test_known_once_it_is_known_in_the_whole_text_but_for_its_town() -> None:
    text = "Kabul 24 reported it.\nKabul 24 cut a programme. In Kabul 24 people were killed. Kabul 24 dead."
    assert len(brand_numbers(text, None)) == 2
    assert len(brand_numbers("Kabul 24 cut a programme. In Kabul 24 died.", "Kabul 24")) == 1


@given(st.text(alphabet="Kabul 24\n:–.said", max_size=80))
def test_spans_are_numbers(text: str) -> None:
    for start, end in brand_numbers(text, "Kabul 24"):
        assert text[start:end].isdigit()
