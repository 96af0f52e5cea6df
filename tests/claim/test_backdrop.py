"""The place of an attack that has none of its own."""

from __future__ import annotations

from said import report, said


def test_the_only_place_of_a_report_is_where_it_happened() -> None:
    text = report(
        "The police command of Daykundi rejects the report.",
        "On that day armed men opened fire upon a patrol. One of our men was wounded.",
    )
    [attack] = said(text, "attack")
    assert attack["where"] == "AF-DAY"


def test_of_two_places_neither_is_taken() -> None:
    text = report(
        "The police command of Daykundi rejects the report, as did the governor of Herat.",
        "On that day armed men opened fire upon a patrol. One of our men was wounded.",
    )
    [attack] = said(text, "attack")
    assert "where" not in attack
