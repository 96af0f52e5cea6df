"""Whose attack it was: those who were hit, and hedged where only those who live there are named."""

from __future__ import annotations

import pytest
from said import claims, plain, report


def communities(*words: str) -> list[tuple[object, str]]:
    values = [v for c in claims(report(*words, published="2022-05-20"), "attack") for v in c.values]
    return [(plain(v.value), str(v.certainty.value)) for v in values if v.property == "community"]


@pytest.mark.parametrize(
    "background",
    [
        "A bomb killed 5 people in Dasht-e-Barchi on Monday. Most people of the district are Hazara.",
        "A bomb killed 5 people in Dasht-e-Barchi on Monday. The area is home to many Hazaras.",
        "A bomb killed 5 people in Dasht-e-Barchi, a mainly Hazara district, on Monday.",
        "A bomb killed 5 people on Monday in the Hazara west of Kabul.",
        "A bomb killed 5 people in Dasht-e-Barchi, where most residents are Hazaras, on Monday.",
        "A bomb killed 5 people on Monday in a district largely inhabited by Hazaras.",
    ],
)
def test_who_lives_there_is_hedged(background: str) -> None:
    assert communities(background) == [("hazara", "hedged")]


@pytest.mark.parametrize(
    "hit",
    [
        "A bomb killed five Hazaras in Dasht-e-Barchi on Monday.",
        "A bomb killed 5 people in Dasht-e-Barchi on Monday. Most of the people killed were Hazaras.",
        "A bomb killed 5 people in Dasht-e-Barchi on Monday. The dead were all Hazara.",
        "A bomb killed 5 people in Kabul on Monday. The area is home to many Hazaras. The victims were Hazara.",
        "Gunmen attacked a Hazara village in Ghor on Monday and killed 5 people.",
        "Gunmen stopped a bus in Ghor on Monday and killed 5 Hazara passengers.",
    ],
)
def test_who_was_hit_is_stated(hit: str) -> None:
    assert communities(hit) == [("hazara", "stated")]
