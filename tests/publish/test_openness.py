"""What stays readable: outlets, groups in need, datasets. Cutting too much hides who says what, and protects nobody."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from gowah.model import Block, Evidence, Kept, Role, Speaker
from gowah.publish import published_fields, release, shown_incidents
from gowah.publish.content import gather
from gowah.publish.disguise import MARK
from gowah.testing.evidence import build, claim, report
from gowah.words import Settings, Tables, TermRow

BOMB = {"incident": "a", "when": "2022-04-19", "where": "AF-KAB", "killed": 6}


def shown(evidence: Evidence, tables: Tables, settings: Settings) -> str:
    return "\n".join(data.decode() for _, data in release.publish(evidence, tables, settings))


def rows(evidence: Evidence, tables: Tables, settings: Settings) -> list[dict[str, str]]:
    files = {path.as_posix(): data for path, data in release.publish(evidence, tables, settings)}
    return list(csv.DictReader(io.StringIO(files["data/claims.csv"].decode("utf-8-sig"))))


@pytest.mark.parametrize(("author", "speaker"), [
    ("By Harbour Wells", "driver"), ("By Lantern Desk", "driver"), (None, "Harbour"), (None, "Nasrin Harbour"),
    (None, "the Harbour Lantern"), (None, "a nurse, Lantern Gul"), ("Harbour Lantern", "Harbour Lantern"),
])  # fmt: skip
def test_an_outlet_is_named_whoever_shares_its_words(
    author: str | None, speaker: str, tables: Tables, settings: Settings
) -> None:
    about = {"author": author} if author else {}
    said = claim(
        "attack", "Six died, a neighbour told the Harbour Lantern.", by=[Speaker(name=speaker, private=True)], **BOMB
    )
    evidence = build(
        report(
            "Harbour Lantern", "2022-04-20", said, title="Six die", url="https://harbour-lantern.example.com/1", **about
        )
    )
    assert {row["outlet"] for row in rows(evidence, tables, settings)} == {"Harbour Lantern"}
    assert all(
        row["quote"] == "Six died, a neighbour told the Harbour Lantern." for row in rows(evidence, tables, settings)
    )
    assert "described.publisher" in published_fields(evidence, tables, settings)[evidence.texts[0].entry]


def test_a_private_name_is_cut_beside_the_outlet_that_shares_it(tables: Tables, settings: Settings) -> None:
    evidence = build(report("Radio Torpekai", "2022-04-20", claim(
        "attack", "Six died, Torpekai told Radio Torpekai.", by=[Speaker(name="Torpekai", private=True)], **BOMB)))  # fmt: skip
    assert {row["quote"] for row in rows(evidence, tables, settings)} == {f"Six died, {MARK} told Radio Torpekai."}
    assert {row["outlet"] for row in rows(evidence, tables, settings)} == {"Radio Torpekai"}


@pytest.mark.parametrize("publisher", ["Friends of Zarmina Examplezai", "zarmina-examplezai", "The Examplezai Post"])
def test_an_outlet_named_after_a_victim_or_a_protected_person_is_cut(
    publisher: str, tables: Tables, settings: Settings
) -> None:
    victim = claim("victim", "Zarmina Examplezai, 17, died.", name="Zarmina Examplezai")
    open_report = report(publisher, "2022-04-20", claim("attack", "Six died.", **BOMB))
    named = shown(build(open_report, report("Herald", "2022-04-20", victim)), tables, settings).lower()
    row = TermRow(table="protected", code="p", name="Zarmina Examplezai", parent=None,
                  aliases=(("en", "Zarmina Examplezai"),), source="us")  # fmt: skip
    by_hand = replace(tables, terms={**tables.terms, "protected": {"p": row}})
    assert "examplezai" not in named
    assert "examplezai" not in shown(build(open_report), by_hand, settings).lower()
    assert "examplezai" in shown(build(open_report), tables, settings).lower()


def test_a_dataset_without_a_publisher_has_a_name(tables: Tables, settings: Settings) -> None:
    evidence = build(report(None, None, claim("attack", "17,2022-04-19,Kabul,6", **BOMB)))
    table = replace(evidence.texts[0], layout=(Block(kind="row", start=0, end=22),))
    assert {r["outlet"] for r in rows(replace(evidence, texts=(table,)), tables, settings)} == {"a dataset of events"}
    assert {r["outlet"] for r in rows(evidence, tables, settings)} == {"an outlet that is not named"}


@pytest.mark.parametrize("who", ["Families of the dead", "survivors", "the families"])
def test_groups_in_need_are_named(who: str, tables: Tables, settings: Settings) -> None:
    evidence = build(report("Herald", "2022-04-20", claim("need", f"{who} lack care.", who=who, need="care")))
    assert {r["property"]: r["value"] for r in rows(evidence, tables, settings)}["who"].count(who) == 1
    assert MARK not in rows(evidence, tables, settings)[0]["quote"]


@pytest.mark.parametrize("who", [
    "A widow of Kahor", "the family of Torpekai Momandyar", "Torpekai's parents", "The driver's brother", "Torpekai",
])  # fmt: skip
def test_one_person_in_need_is_not(who: str, tables: Tables, settings: Settings) -> None:
    evidence = build(report("Herald", "2022-04-20", claim("need", f"{who} asked for care.", who=who, need="care")))
    assert who not in shown(evidence, tables, settings)
    assert "Torpekai" not in shown(evidence, tables, settings)
    assert "values.0.value.text" not in published_fields(evidence, tables, settings)[evidence.mentions[0].entry]


def test_a_nurse_in_dari_is_no_name(tables: Tables, settings: Settings) -> None:
    quote = "یک پرستار گفت که در کابل شش تن کشته شدند."
    evidence = build(report("روزنامه", "2022-04-20", claim(
        "attack", quote, by=[Speaker(name="یک پرستار", private=True)], **BOMB)))  # fmt: skip
    assert {row["quote"] for row in rows(evidence, tables, settings)} == {quote}


def test_the_incidents_shown_are_those_not_held_back(tables: Tables) -> None:
    old = claim("attack", "One died in March.", incident="old", when="2022-03-01", where="AF-KAB", killed=1)
    new = claim("attack", "Two died in April.", incident="new", when="2022-04-19", where="AF-KAB", killed=2)
    evidence = build(report("Herald", "2022-04-20", old, new))
    kept = Kept(role=Role.ORIGINAL, digest="0" * 64, media_type="text/plain", size=9, taken_at="2022-04-21T00:00:00Z",
                taken_from="herald.txt", name="herald.txt")  # fmt: skip
    evidence = replace(evidence, sightings=((0, kept),))
    waits = replace(Settings(), publish=replace(Settings().publish, delay_days=14))
    assert [i.when and i.when.earliest for i in shown_incidents(evidence, waits)] == ["2022-03-01"]
    assert len(shown_incidents(evidence, Settings())) == 2
    assert [i.id for i in gather(evidence, tables, waits).incidents] == [i.id for i in shown_incidents(evidence, waits)]
