"""evals/muc4.py: little wire texts in, templates of the task out."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).resolve().parents[1]
SCRIPT = HERE / "evals" / "muc4.py"
SHARED = HERE.parent / "shared"
WIRES = [
    {
        "docid": "WIRE-1",
        "text": (
            "   BOGOTA, 12 FEB 90 (EFE) -- [TEXT] A POWERFUL BOMB EXPLODED TODAY IN FRONT OF A BANK IN MEDELLIN, KILLING"
            " TWO\nPOLICEMEN AND INJURING FIVE CIVILIANS, POLICE REPORTED.  THE BANK BUILDING WAS DESTROYED.\n"
        ),
        "templates": [{"template": "1", "slots_raw": {"INCIDENT: TYPE": "ARSON"}}],
        "key_says_irrelevant": True,
    },
    {
        "docid": "WIRE-2",
        "text": "   LIMA, NO DATE -- [TEXT] THE MINISTER OPENED A FAIR FOR COFFEE GROWERS.\n",
        "templates": [],
    },
]


def answers(folder: Path, records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    docs, out = folder / "docs.jsonl", folder / "out.jsonl"
    docs.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    subprocess.run([sys.executable, str(SCRIPT), "--docs", str(docs), "--out", str(out)], check=True)
    return [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]


def test_templates_have_the_form_of_the_task(tmp_path: Path) -> None:
    found = answers(tmp_path, WIRES)
    assert [one["docid"] for one in found] == ["WIRE-1"]
    slots = found[0]["slots_raw"]
    assert slots["INCIDENT: TYPE"] == "BOMBING"
    assert slots["INCIDENT: DATE"] in {"12 FEB 90", "- 12 FEB 90"}
    assert slots["INCIDENT: LOCATION"].startswith("COLOMBIA")
    assert slots["INCIDENT: STAGE OF EXECUTION"] == "ACCOMPLISHED"
    assert 'BOMB: "' in slots["INCIDENT: INSTRUMENT TYPE"]


def test_only_docid_and_text_are_read(tmp_path: Path) -> None:
    bare = [{"docid": one["docid"], "text": one["text"]} for one in WIRES]
    assert answers(tmp_path, bare) == answers(tmp_path, WIRES)


@pytest.mark.shared
@pytest.mark.slow
def test_the_score_on_the_final_sets_holds_its_floor(tmp_path: Path) -> None:
    """Floors of evals/muc4_floors.json: ALL TEMPLATES F and the slots of the goals, tst1 and tst2 together."""
    sets = [SHARED / "data" / "muc4" / f"{name}.jsonl" for name in ("tst1", "tst2")]
    if not all(path.exists() for path in sets):
        pytest.skip("the MUC-4 sets are not beside this checkout (../shared/data/muc4)")
    key, out, scores = tmp_path / "key.jsonl", tmp_path / "out.jsonl", tmp_path / "scores.json"
    key.write_text("".join(path.read_text(encoding="utf-8") for path in sets), encoding="utf-8")
    subprocess.run([sys.executable, str(SCRIPT), "--docs", str(key), "--out", str(out)], check=True)
    scorer = SHARED / "evals" / "muc4_score.py"
    subprocess.run([sys.executable, str(scorer), str(key), str(out), "--json-out", str(scores)], check=True)
    told = json.loads(scores.read_text(encoding="utf-8"))
    floors = json.loads((HERE / "evals" / "muc4_floors.json").read_text(encoding="utf-8"))
    for row, floor in floors.items():
        assert told[row]["P&R"] >= floor, row
