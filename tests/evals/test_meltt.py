"""Lists of crashes with taxonomies: what makes two rows one crash, and the published run."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "evals" / "meltt.py"
sys.path.insert(0, str(ROOT / "evals"))

from meltt import Crash, matched  # noqa: E402

ONE = Crash(source="a", first=10, last=10, latitude=39.0, longitude=-76.0, kinds=(("van", "large"), ("red", "dark")))


def test_rows_of_two_lists_near_in_time_and_place_are_one_crash() -> None:
    other = replace(ONE, source="b", first=12, last=12, latitude=39.03)
    assert matched([ONE, other], km=4, days=2) == [[0, 1]]
    assert matched([ONE, replace(other, first=13, last=13)], km=4, days=2) == [[0], [1]]
    assert matched([ONE, replace(other, latitude=39.04)], km=4, days=2) == [[0], [1]]


def test_rows_of_one_list_and_a_day_and_several_are_apart() -> None:
    assert matched([ONE, ONE], km=4, days=2) == [[0], [1]]
    assert matched([ONE, replace(ONE, source="b", last=11)], km=4, days=2) == [[0], [1]]


def test_kinds_agree_at_some_level_and_the_finest_wins() -> None:
    broad = replace(ONE, source="b", kinds=(("lorry", "large"), ("red", "dark")))
    assert matched([ONE, broad], km=4, days=2) == [[0, 1]]
    assert matched([ONE, broad, replace(ONE, source="b")], km=4, days=2) == [[0, 2], [1]]
    assert matched([ONE, replace(broad, kinds=(("bus", "huge"), ("red", "dark")))], km=4, days=2) == [[0], [1]]


@given(st.permutations(range(6)))
def test_order_changes_nothing(order: list[int]) -> None:
    rows = [replace(ONE, source=source, latitude=39 + at) for at in (0.0, 0.02) for source in "abc"]
    found = matched([rows[n] for n in order], km=4, days=2)
    assert sorted(sorted(order[n] for n in group) for group in found) == [[0, 1, 2], [3, 4, 5]]


@pytest.mark.shared
def test_the_published_run(shared: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(SCRIPT), str(shared / "meltt")], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == [
        "195 rows, 140 crashes, 34 matches",
        "  21  crash_data1, crash_data2, crash_data3",
        "   5  crash_data1, crash_data2",
        "   4  crash_data1, crash_data3",
        "   4  crash_data2, crash_data3",
    ]


def test_without_lists_there_is_nothing_to_match(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, str(SCRIPT), str(tmp_path)], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("skipped: ")
