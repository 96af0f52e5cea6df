"""Which part of a toll a question asks for: women or girls, but not those whose school it was."""

from __future__ import annotations

import pytest

from gowah.ask.understand import understand
from gowah.words import Settings, Tables


@pytest.mark.parametrize(
    ("question", "part", "sites"),
    [
        ("How many people were killed at the girls school in Kabul?", None, ("school",)),
        ("How many people were killed in the attack on the girls' school in Kabul?", None, ("school",)),
        ("What was the toll of the bombing of the boys' high school?", None, ("school",)),
        ("How many died in the attack on the children's hospital?", None, ("hospital",)),
        ("How many girls were killed at the girls' school in Kabul?", "girls", ("school",)),
        ("How many women were killed at the school in Kabul?", "women", ("school",)),
        ("How many women and children died in the hospital?", "women", ("hospital",)),
    ],
)
def test_whose_school_it_is_is_no_part(
    question: str, part: str | None, sites: tuple[str, ...], tables: Tables, settings: Settings
) -> None:
    query = understand(question, tables, settings)
    assert query is not None
    assert (query.of_whom, query.sites) == (part, sites)
