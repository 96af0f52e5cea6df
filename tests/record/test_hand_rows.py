"""Whoever adds a name to `hand/` is told whether a claim came of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from gowah import Record
from gowah.cli import gowah
from gowah.model import Withdrawn
from gowah.testing import record_of

REPORT = "--- a.txt\nThree people were killed in a bombing in Mystreet, Kabul, on 3 March 2023, police said.\n"
PLACES = (
    "id,name,kind,parent,latitude,longitude,aliases_en,aliases_prs,aliases_ps,source\n"
    "AF-KAB.my-street,My Street,area,AF-KAB.kabul,,,Mystreet|My St.,,,own survey\n"
    "AF-KAB.other-street,Other Street,area,AF-KAB.kabul,,,,,,own survey\n"
)


def test_a_run_says_which_rows_were_used(tmp_path: Path) -> None:
    record = record_of(tmp_path / "rec", REPORT)
    assert record.hand_rows() == ()
    (record.folder / "hand" / "places.csv").write_text(PLACES, encoding="utf-8")
    record.run()
    used = {row.code: row.values for row in record.hand_rows()}
    assert used["AF-KAB.my-street"] > 0
    assert used["AF-KAB.other-street"] == 0


def places(record: Record) -> set[str | None]:
    return {row["value"]["place"] for row in record.dump()["claims"] if row["property"] == "where"}


def test_a_table_taken_out_of_the_folder_no_longer_holds(tmp_path: Path) -> None:
    record = record_of(tmp_path / "rec", REPORT)
    before = places(record)
    table = record.folder / "hand" / "places.csv"
    for edition in (PLACES, PLACES.replace("Other Street", "Third Street")):  # no earlier edition comes back either
        table.write_text(edition, encoding="utf-8")
        record.run()
    assert places(record) == {"AF-KAB.my-street"} != before
    table.unlink()
    [told] = [problem for problem in record.run().problems if problem.where == "hand/places.csv"]
    assert "no longer holds" in told.what
    assert told.hint
    withdrawn = [e for e in map(record.ledger.entry, range(record.ledger.size)) if isinstance(e.body, Withdrawn)]
    assert any(len(entry.line.because) == 2 for entry in withdrawn)
    assert places(record) == before
    assert record.hand_rows() == ()
    size = record.ledger.size
    assert "hand/places.csv" not in {problem.where for problem in record.run().problems}
    assert record.ledger.size == size
    assert record.rebuild(check=True) == ()
    assert record.verify().faults == ()
    table.write_text(PLACES, encoding="utf-8")
    record.run()
    assert places(record) == {"AF-KAB.my-street"}


def test_settings_that_are_gone_give_way_to_the_defaults(tmp_path: Path) -> None:
    record = record_of(tmp_path / "rec", REPORT)
    recipe = record.folder / "gowah.toml"
    recipe.write_text("[link]\ndays = 9\n", encoding="utf-8")
    record.run()
    recipe.unlink()
    assert [problem.where for problem in record.run().problems if problem.where == "gowah.toml"] == ["gowah.toml"]
    assert record.rebuild(check=True) == ()


def test_the_command_says_which_table_is_gone(tmp_path: Path) -> None:
    record = record_of(tmp_path / "rec", REPORT)
    table = record.folder / "hand" / "places.csv"
    table.write_text(PLACES, encoding="utf-8")
    record.run()
    table.unlink()
    done = CliRunner().invoke(gowah, ["-r", str(record.folder), "run"])
    assert done.exit_code == 0, done.output
    assert "hand/places.csv: the file is gone: what it said no longer holds" in done.output.replace("  ! ", "")


@pytest.mark.parametrize("as_json", [False, True])
def test_the_command_prints_them(tmp_path: Path, as_json: bool) -> None:
    record = record_of(tmp_path / "rec", REPORT)
    (record.folder / "hand" / "places.csv").write_text(PLACES, encoding="utf-8")
    done = CliRunner().invoke(gowah, ["-r", str(record.folder), "run", *(["--json"] if as_json else [])])
    assert done.exit_code == 0, done.output
    if as_json:
        rows = json.loads(done.stdout)["hand"]
        assert [row["code"] for row in rows] == ["AF-KAB.my-street", "AF-KAB.other-street"]
        assert rows[0]["values"] > 0 == rows[1].get("values", 0)
    else:
        assert "hand/places.csv: AF-KAB.other-street: not found in any text" in done.stdout
        assert "hand/places.csv: AF-KAB.my-street: " in done.stdout
