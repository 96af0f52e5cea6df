"""A record from reports to figures: nothing entered twice, nothing lost, the same rows from the ledger alone."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from gowah import Record
from gowah.errors import NotARecord, UsageMistake
from gowah.model import Reason, Verdict
from gowah.testing import record_of

THREE = """
--- herald.txt
Publisher: The Invented Herald
Published: 2022-04-20
Title: Bomb at school in Kabul kills six

A bomb killed at least six people and wounded 11 at a boys' school in Kabul on Tuesday, police said.
Islamic State Khorasan Province claimed the attack.
--- courier.txt
Publisher: The Invented Courier
Published: 2022-04-21
Title: School attack toll

Nine people were killed in Tuesday's bombing of a boys' school in Kabul, a hospital official said.
--- gazette.txt
Publisher: The Invented Gazette
Published: 2022-04-29
Title: Blast at mosque in Kunduz

A blast at a mosque in Kunduz killed 33 people on 22 April 2022, officials said.
"""


@pytest.fixture
def record(tmp_path: Path) -> Record:
    return record_of(tmp_path, THREE)


def test_three_reports_of_two_attacks_are_two_incidents(record: Record) -> None:
    places = sorted(row["where"]["province"].removesuffix(" province") for row in record.dump()["incidents"])
    assert places == ["Kabul", "Kunduz"]
    assert len(record.dump()["sources"]) == 3


def test_every_quote_is_what_stands_in_the_text(record: Record) -> None:
    texts = {text.entry: text.text for text in record.evidence().texts}
    values = [(mention, value) for mention in record.evidence().mentions for _, value in mention.values()]
    assert len(values) > 10
    for mention, value in values:
        assert texts[mention.text][value.start : value.end] == value.quote


def test_running_twice_enters_nothing_new(record: Record) -> None:
    before = record.ledger.size
    record.run()
    assert record.ledger.size == before
    (record.folder / "views" / "record.sqlite").unlink()
    record.run()
    assert record.ledger.size == before


def test_a_rebuild_gives_the_same_rows(record: Record) -> None:
    assert record.rebuild(check=True) == ()
    record.rebuild()
    assert record.rebuild(check=True) == ()


def test_a_tampered_view_is_noticed(record: Record) -> None:
    with sqlite3.connect(record.folder / "views" / "record.sqlite") as db:
        db.execute("UPDATE texts SET title = 'other'")
    assert record.rebuild(check=True) == ("texts",)


def test_the_same_bytes_again_are_one_source_with_two_sightings(record: Record, tmp_path: Path) -> None:
    copy = tmp_path / "same-under-another-name.txt"
    copy.write_bytes((tmp_path / "reports" / "herald.txt").read_bytes())
    done = record.keep(copy)
    assert (done["new"], done["seen before"]) == (0, 1)
    record.run()
    assert len(record.dump()["sources"]) == 3
    assert len(record.evidence().sightings) == 4


def test_the_record_as_it_was_before_the_last_report(tmp_path: Path) -> None:
    record = record_of(tmp_path, THREE)
    size, incidents = record.ledger.size, len(record.dump()["incidents"])
    late = tmp_path / "late.txt"
    late.write_text("Published: 2022-06-19\n\nGunmen killed four people at a temple in Jalalabad on 18 June 2022.\n")
    record.keep(late)
    record.run()
    assert len(record.dump()["incidents"]) == incidents + 1
    assert len(record.dump(as_of=size)["incidents"]) == incidents


def test_a_value_ruled_wrong_counts_no_more(record: Record) -> None:
    claims = record.dump()["claims"]
    nine = next(c["id"] for c in claims if c["property"] == "killed" and c["value"]["low"] == 9)
    record.decide(Verdict.WRONG, nine, reason="the hospital withdrew it")
    assert nine not in {c["id"] for c in record.dump()["claims"]}
    kabul = next(i for i in record.dump()["incidents"] if i["where"]["province"].startswith("Kabul"))
    assert kabul["killed"]["high"] != 9


def test_erasing_a_source_takes_all_that_rests_on_it_and_it_does_not_come_back(record: Record, tmp_path: Path) -> None:
    source = next(s["id"] for s in record.dump()["sources"] if s["file"] == "gazette.txt")
    record.erase(source, because=Reason.AT_RISK, authority="lead")
    assert "gazette.txt" not in {s["file"] for s in record.dump()["sources"]}
    done = record.keep(tmp_path / "reports")
    record.run()
    assert done["refused"] == 1
    assert len(record.dump()["incidents"]) == 1
    needles = (b"33 people on 22 April", b"Invented Gazette", "33 people".encode("utf-16-le"))
    for path in record.folder.rglob("*"):
        if path.is_file():
            assert not any(needle in path.read_bytes() for needle in needles), path
    assert not record.verify().faults


def test_problems_are_kept_and_shown_and_end_when_mended(tmp_path: Path) -> None:
    record = record_of(tmp_path, {"empty.txt": "", "undated.txt": "A bomb killed two people in Kabul, police said.\n"})
    record.keep(tmp_path / "not-there.txt")
    told = " ".join(problem.what for problem in record.evidence().problems)
    assert "date" in told
    assert len(record.evidence().problems) >= 3
    assert all(problem.hint for problem in record.evidence().problems)
    before = record.ledger.size
    record.run()
    assert record.ledger.size == before
    (tmp_path / "not-there.txt").write_text("Published: 2022-04-20\n\nA bomb killed two people in Kabul.\n")
    record.keep(tmp_path / "not-there.txt")
    assert not any("not-there" in problem.where for problem in record.evidence().problems)


def test_without_its_recipe_a_record_has_the_defaults(record: Record) -> None:
    (record.folder / "gowah.toml").unlink()
    record.run()
    assert record.settings.trace.shingle == 4
    assert len(record.dump()["incidents"]) == 2


def test_a_record_is_found_from_within_it(record: Record, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(record.folder / "hand")
    assert Record.open().folder == record.folder
    monkeypatch.chdir(tmp_path)
    with pytest.raises(NotARecord):
        Record.open()
    monkeypatch.setenv("GOWAH_RECORD", str(record.folder))
    assert Record.open().ledger.size == record.ledger.size


def test_a_folder_with_something_in_it_is_not_made_a_record(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(UsageMistake, match="exists already"):
        Record.create(tmp_path)


def test_data_frames_for_notebooks(record: Record) -> None:
    assert list(record.incidents["id"])
    assert set(record.claims.columns) >= {"quote", "speakers"}
    assert len(record.sources) == 3
    assert "<table>" in record._repr_html_()


def test_a_hand_made_place_is_used_and_kept(record: Record) -> None:
    (record.folder / "hand" / "places.csv").write_text(
        "id,name,kind,parent,latitude,longitude,aliases_en,aliases_prs,aliases_ps,source\n"
        "AF-KAB.invented,Inventedabad,area,AF-KAB,,,,,,hand\n"
    )
    record.run()
    assert any("Inventedabad" in row for row in record.tables.places["AF-KAB.invented"].aliases[0])
    assert ("table", "places") in record._view().recipe()
