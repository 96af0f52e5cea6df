"""The passages that trained parts are made from keep their form."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HOME = Path(__file__).resolve().parents[1]
CHECK = HOME / "training" / "check_passages.py"


def test_the_passages_are_well_formed() -> None:
    done = subprocess.run([sys.executable, CHECK], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert done.stdout.count("passages") >= 4


def test_a_number_without_its_line_is_found(tmp_path: Path) -> None:
    passage = tmp_path / "a.txt"
    passage.write_text(
        "T A bomb killed [n1:six] and hurt [n2:nine].\nA n1 killed - - - stated main\n", encoding="utf-8"
    )
    done = subprocess.run([sys.executable, CHECK, passage], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "not one line for each number" in done.stdout
