"""What the layout tells: tables, logged records, turns of an interview, dated entries of a chat or live blog."""

from __future__ import annotations

from dataclasses import replace

from said import report, said, tables

from gowah.claim import english
from gowah.model import Block, Claimed, SourceText, Value
from gowah.words import Settings


def grid(*rows: str, published: str = "2023-12-06") -> SourceText:
    """A text of table rows under one heading."""
    text = report("# Attacks on religious minorities in Afghanistan, October to November 2023", published=published)
    layout, words = list(text.layout), text.text
    for row in rows:
        layout.append(Block(kind="row", start=len(words), end=len(words) + len(row)))
        words += row + "\n"
    return replace(text, text=words, layout=tuple(layout))


def test_a_row_with_a_day_is_an_attack_and_one_without_a_sum() -> None:
    text = grid(
        "Place\tDate\tKilled\tWounded\tClaimed by",
        "Herat city, shop\t22 Nov\t1\t0\t-",
        "Kabul, mosque\t7 Nov\t7\t20\tISIL-KP",
        "All\t\t8\t20\t",
    )
    first, second = said(text, "attack")
    assert (first["where"], first["when"], first["killed"]) == ("AF-HER.herat-city", "2023-11-22..2023-11-22", "1")
    assert (second["perpetrator"], second["responsibility"], second["injured"]) == ("iskp", "claimed", "20")
    (total,) = said(text, "total")
    assert (total["killed"], total["period"], total["place"]) == ("8", "2023-10-01..2023-11-30", "AF")


def test_cells_without_tabs_belong_to_the_heading_above_them() -> None:
    text = grid(
        "Community                attacks   killed   injured",
        "Hazara and other Shia         7       58       139",
        "Sum                                  58       139",
    )
    rows = said(text, "total")
    assert [(row.get("attacks"), row["killed"], row["injured"]) for row in rows] == [
        ("7", "58", "139"), (None, "58", "139"),
    ]  # fmt: skip
    assert rows[0]["community"] == ["hazara", "shia"]


def test_lines_of_a_record_speak_of_one_claim() -> None:
    text = report(
        "ENTRY 12\nby: ISKP\nwhat: attack on a gathering of Shia in Kabul, 13 October 2023\n"
        "killed, by the claim: 30\nremark: Officials in Kabul give seven dead.",
        published="2023-11-02",
    )
    (attack,) = [c for c in english.claim(text, tables(), Settings()) if isinstance(c, Claimed) and c.kind == "attack"]
    killed = {v.value.low: [s.name for s in v.speakers] for v in of(attack, "killed")}  # type: ignore[attr-defined]
    assert killed == {30: ["ISKP"], 7: ["Officials in Kabul"]}
    assert [v.value.code for v in of(attack, "responsibility")] == ["claimed"]  # type: ignore[attr-defined]


def of(claimed: Claimed, property: str) -> list[Value]:
    return [value for value in claimed.values if value.property == property]


def test_who_answers_in_an_interview_speaks() -> None:
    text = report(
        "Example News: How many were killed?",
        "Sara M.: They killed nine people in Herat on 2 May 2022. Twenty were wounded.",
        "Example News: Has anyone helped?",
        "Sara M.: Nobody has.",
    )
    (attack,) = [c for c in english.claim(text, tables(), Settings()) if isinstance(c, Claimed) and c.kind == "attack"]
    assert {tuple(s.name for s in value.speakers) for value in of(attack, "injured")} == {("Sara M.",)}


def test_each_entry_of_a_chat_has_its_own_day() -> None:
    lines = [
        ("entry", "2023-10-13 14:05 Example Channel"),
        ("paragraph", "A bomb in Kabul killed three people today."),
        ("entry", "2023-11-07 20:10 Example Channel"),
        ("paragraph", "Gunmen killed two people in Herat yesterday."),
    ]
    words, layout = "", []
    for kind, line in lines:
        layout.append(Block(kind=kind, start=len(words), end=len(words) + len(line)))
        words += line + "\n\n"
    text = replace(report("x", published="2023-12-01"), text=words, layout=tuple(layout))
    assert [(row["when"], row["killed"]) for row in said(text, "attack")] == [
        ("2023-10-13..2023-10-13", "3"), ("2023-11-06..2023-11-06", "2"),
    ]  # fmt: skip
