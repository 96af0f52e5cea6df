"""Short news is written after a pattern: another place on another day is another event, however alike the words are."""

from __future__ import annotations

import pytest

from gowah.model import Block, Described, Family, SourceText
from gowah.trace import passages
from gowah.words import Settings, load_tables

TABLES = load_tables(("afghanistan",))
HERE = (
    "Gunmen on motorcycles opened fire on a minibus of farm workers and killed seven people in Zana Khan, Ghazni, "
    "on 1 February 2021, and an ambulance took the seven dead to the city before nightfall."
)


def families(*bodies: str) -> list[Family]:
    texts = [
        SourceText(
            entry=11 + 2 * n, source=10 + 2 * n, file=f"{n}.txt", media_type="text/plain", text=body,
            described=Described(publisher=("Hasht News", "Khat Post")[n], published=f"2021-03-0{2 + n}", language="en"),
            layout=(Block(kind="paragraph", start=0, end=len(body)),),
        )
        for n, body in enumerate(bodies)
    ]  # fmt: skip
    return list(passages.trace(texts, (), (), TABLES, Settings()))


@pytest.mark.parametrize(("place", "day", "certain"), [
    ("Zana Khan, Ghazni", "1 February 2021", [True]),
    ("Zanakhan district", "3 February 2021", [True]),  # a slip
    ("Zana Khan, Ghazni", "6 February 2021", [True]),  # within the week
    ("Zana Khan, Ghazni", "20 February 2021", [False]),
    ("Ghazni province", "20 February 2021", [False]),  # that holds it
    ("Ajristan, Ghazni", "1 February 2021", [True]),  # a copy may garble the place
    ("Ajristan, Ghazni", "20 February 2021", []),
    ("Nili, Daykundi", "1 February 2022", []),
])  # fmt: skip
def test_another_day_is_at_most_suspected_and_at_another_place_another_event(
    place: str, day: str, certain: list[bool]
) -> None:
    other = HERE.replace("Zana Khan, Ghazni", place).replace("1 February 2021", day)
    assert [family.certain for family in families(HERE, other)] == certain


def test_a_day_told_by_the_day_of_publication_moves_with_a_copy() -> None:
    other = HERE.replace("on 1 February 2021", "on Monday")
    assert [family.certain for family in families(HERE, other)] == [True]
