"""How strong groups are said to be, and when."""

from __future__ import annotations

import pytest
from said import report, said, speakers


@pytest.mark.parametrize(
    ("sentence", "strength"),
    [
        ("IS-K has about 3,000 fighters.", "~3000"),
        ("UN monitors put the strength of IS-K at between 1,500 and 2,200 fighters.", "1500..2200"),
        ("Fewer than 1,000 members of IS-K are left.", "..999"),
        ("IS-K numbers some 3,000 men.", "~3000"),
        ("There are more than 2,000 IS-K fighters in the east.", "2001.."),
    ],
)
def test_a_figure_keeps_its_ends(sentence: str, strength: str) -> None:
    [group] = said(report(sentence), "group")
    assert (group["name"], group["strength"]) == ("iskp", strength)


@pytest.mark.parametrize(
    "peak", ["At its peak", "At its height", "When it was strongest", "When it was at its strongest"]
)
def test_a_peak_is_a_time_without_dates(peak: str) -> None:
    [group] = said(report("# What is IS-K?", f"{peak}, the group had roughly 3,000 fighters."), "group")
    assert group == {"name": "iskp", "strength": "~3000", "as_of": peak}


def test_growth_is_two_figures() -> None:
    text = report("UN experts wrote that IS-K had grown from an estimated 2,200 fighters to nearly 4,000.")
    assert [group["strength"] for group in said(text, "group")] == ["~2200", "~4000"]
    assert speakers(text, "group") == [("UN experts",), ("UN experts",)]


def test_it_is_the_group_of_the_heading_and_not_the_one_just_named() -> None:
    text = report(
        "# How many members does IS-K have?",
        "Years of war with the Taliban wore it down. It now has about 2,000 fighters.",
    )
    assert [group["name"] for group in said(text, "group")] == ["iskp"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The army killed 30 IS-K fighters in Nangarhar.",
        "Some 200 IS-K fighters surrendered last week.",
        "How many fighters does IS-K have, 3,000 or 4,000?",
        "IS-K says that one of its men did it.",
        "A school for 3,000 pupils was closed by the Taliban.",
    ],
)
def test_what_is_no_strength(sentence: str) -> None:
    assert said(report(sentence), "group") == []


@pytest.mark.parametrize(
    ("paragraphs", "strengths"),
    [
        (("How many belong to ISKP? One officer speaks of 800.",), ["800"]),
        (("At its largest, in 2017, ISKP may have had 4,000 under arms.",), ["4000"]),
        (("Estimates of ISKP's numbers vary: 700 according to Kabul, 5,000 according to Moscow.",), ["700", "5000"]),
        (("The UN's experts reckon that ISKP commands up to 6,000.",), ["..6000"]),
        (("ISKP was down to 200 when the Taliban came; it is now ten times that.",), ["200"]),
        (("# How strong is ISKP?", "Western services say 2,000. Moscow says 6,000."), ["2000", "6000"]),
        (("How big is the TTP? Islamabad says 6,000; the UN puts it at 6,500.",), ["6000", "6500"]),
        (("Under its commander, ISKP grew to about 1,200 by 2016.",), ["~1200"]),
    ],
)
def test_a_bare_number_is_a_strength_where_size_is_spoken_of(paragraphs: tuple[str, ...], strengths: list[str]) -> None:
    assert [group["strength"] for group in said(report(*paragraphs), "group")] == strengths


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("ISKP recruited 400 men in Nangarhar.",),
        ("# How many has ISKP killed?", "The UN says 4,000."),
        ("Estimates put the cost of the ISKP attack at 3,000, according to the mayor.",),
        ("ISKP claimed that the numbers of dead had reached 50.",),
        ("ISKP attacked the mosque with 4 fighters; 2,000 people were inside.",),
    ],
)
def test_other_numbers_beside_a_group_are_no_strength(paragraphs: tuple[str, ...]) -> None:
    assert said(report(*paragraphs), "group") == []


@pytest.mark.parametrize(
    ("sentence", "as_of"),
    [
        ("IS-K has about 3,000 fighters.", "2021-08-29..2021-08-29"),  # the present is the day of issue
        ("This summer UN monitors put IS-K at between 1,500 and 2,200 fighters.", "2021-06-01..2021-08-29"),
        ("Last winter UN monitors put IS-K at between 1,500 and 2,200 fighters.", "2020-12-01..2021-03-02"),
        ("About 2,000 was the most that IS-K ever had.", "the most that IS-K ever had"),
    ],
)
def test_a_strength_without_a_date_has_a_time_all_the_same(sentence: str, as_of: str) -> None:
    assert [row["as_of"] for row in said(report(sentence, published="2021-08-29"), "group")] == [as_of]
