"""Whoever adds a name to `hand/` is told whether a claim came of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from gowah.cli import gowah
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
