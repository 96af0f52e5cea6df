"""GED linked with itself: what is done to the other list, and that the figures tell what was linked."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "evals" / "link_ged.py"
sys.path.insert(0, str(ROOT / "evals"))

from ged_noise import COLUMNS, DAYS, misspelt, noisy  # noqa: E402
from link_ged import scores  # noqa: E402

ROW = {
    "id": "7", "year": "2020", "type_of_violence": "3", "side_a": "IS", "side_b": "Civilians", "where_prec": "1",
    "where_coordinates": "Kabul city", "adm_1": "Kabul province", "adm_2": "Kabul district", "latitude": "34.53",
    "longitude": "69.17", "country": "Afghanistan", "date_prec": "1", "date_start": "2020-03-06",
    "date_end": "2020-03-06", "best": "32", "high": "35", "low": "29", "source_article": "A paper, 7 March 2020",
}  # fmt: skip
OTHERS = [
    {**ROW, "id": str(n), "date_start": day, "date_end": day, "year": day[:4], "where_coordinates": place, "adm_1": "",
     "adm_2": "", "best": best, "low": best, "high": best, "latitude": "", "longitude": ""}
    for n, (day, place, best) in enumerate([
        ("2019-01-21", "Maydan Shahr town", "126"), ("2021-05-08", "Kabul city", "85"), ("2018-08-10", "Ghazni city", "50"),
    ])
]  # fmt: skip


@given(st.integers(0, 10_000))
def test_the_other_list_stays_within_the_noise(seed: int) -> None:
    (other,) = noisy([ROW], seed)
    assert other == noisy([ROW], seed)[0]
    assert set(other.row) == set(COLUMNS)
    if "no day" not in other.done:
        off = date.fromisoformat(other.row["date_start"]) - date.fromisoformat(ROW["date_start"])
        assert abs(off.days) <= DAYS
        assert other.row["date_start"] == other.row["date_end"]
    if other.row["best"]:
        assert 29 <= int(other.row["best"]) <= 35
    if other.row["latitude"]:
        assert abs(float(other.row["latitude"]) - 34.53) < 0.04


def test_a_fifth_of_the_values_is_missing() -> None:
    rows = [{**ROW, "id": str(n)} for n in range(2000)]
    missing = sum("no toll" in other.done for other in noisy(rows, 1)) / len(rows)
    assert 0.17 < missing < 0.23


def test_a_row_s_noise_does_not_depend_on_the_others() -> None:
    rows = [{**ROW, "id": str(n)} for n in range(9)]
    alone = [noisy([row], 5)[0].done for row in rows]
    assert [other.done for other in noisy(rows, 5)] == alone


def test_a_misspelt_place_keeps_its_first_letter_and_its_sort() -> None:
    import random

    for seed in range(50):
        name = misspelt("Bossangoa town", random.Random(seed))
        assert name[0] == "B"
        assert name.endswith(" town")


def test_precision_and_recall_over_pairs_of_rows() -> None:
    assert scores(frozenset({(0, 0), (1, 1), (2, 3)}), 4) == {"precision": 0.6667, "recall": 0.5, "F1": 0.5714}
    assert scores(frozenset(), 4) == {"precision": 0.0, "recall": 0.0, "F1": 0.0}


def test_a_list_is_linked_with_its_double(tmp_path: Path) -> None:
    columns = list(ROW)
    lines = [",".join(columns)]
    lines += [",".join(f'"{row[column]}"' for column in columns) for row in [ROW, *OTHERS]]
    (tmp_path / "list.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    command = [sys.executable, str(SCRIPT), str(tmp_path / "list.csv"), "--floors", str(tmp_path / "floors.json")]
    first = subprocess.run([*command, "--raise-floors"], capture_output=True, text=True, check=False, timeout=300)
    assert first.returncode == 0, first.stderr[-2000:]
    assert "4 rows and their doubles, 8 mentions" in first.stdout
    assert "floors pinned: 3" in first.stdout
    assert subprocess.run(command, capture_output=True, check=False, timeout=300).returncode == 0


def test_without_lists_there_is_nothing_to_link(tmp_path: Path) -> None:
    command = [sys.executable, str(SCRIPT), str(tmp_path / "none.csv")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stdout) == (0, "skipped: there is no list of events to link\n")


@pytest.mark.slow
@pytest.mark.shared
def test_the_published_list_finds_its_double(shared: Path) -> None:
    files = [shared / "ged" / "ged_23.1_central_african_republic.csv.gz", shared / "ged" / "ged_23.1_sample_1000.csv"]
    command = [sys.executable, str(SCRIPT), *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=900)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    assert "no floors are pinned" not in done.stdout
