"""The pinned floors hold on the development set. The set lies beside the checkout and is never part of it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.shared
def test_no_score_fell_below_its_floor(shared: Path) -> None:
    command = [sys.executable, str(ROOT / "evals" / "reports.py"), str(shared / "reports")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-2000:]
    assert "no floors are pinned" not in done.stdout


@pytest.mark.shared
def test_no_score_fell_below_its_floor_on_our_own_set(shared: Path) -> None:
    scorer = shared.parent / "evals" / "reports_score.py"
    command = [sys.executable, str(ROOT / "evals" / "reports.py"), str(ROOT / "evals" / "sets" / "invented-a")]
    done = subprocess.run([*command, "--scorer", str(scorer)], capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-2000:]
    assert "no floors are pinned" not in done.stdout
