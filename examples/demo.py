"""`make demo`: the whole way on the example record, by the very commands a user would type."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HOME = ROOT / "demo"
REPORTS = Path("examples") / "afghanistan" / "reports"
QUESTIONS = (
    "How many people were killed or injured in attacks on Hazaras since August 2021?",
    "Are IS-K linked to the Taliban?",
    "How many members does IS-K have?",
)


def main() -> int:
    """Makes the record anew, runs the steps, asks, publishes and verifies; the exit code of what failed first."""
    shutil.rmtree(HOME, ignore_errors=True)
    HOME.mkdir()
    os.environ["XDG_CONFIG_HOME"] = str(HOME / "keys")
    os.environ["GOWAH_RECORD"] = str(Path("demo") / "record")
    gowah("new", "demo/record", record=False)
    gowah("keep", str(REPORTS), may_fail=True)
    gowah("run")
    gowah("link")
    for question in QUESTIONS:
        gowah("ask", question)
    gowah("publish", "--out", "demo/release")
    gowah("verify", "demo/release")
    gowah("verify")
    print(f"\nOpen {HOME / 'release' / 'index.html'}")
    return 0


def gowah(*words: str, may_fail: bool = False, record: bool = True) -> None:
    """Runs one command as a user would, showing it first."""
    shown = " ".join(f'"{word}"' if " " in word else word for word in words)
    print(f"\n▸ gowah {shown}", flush=True)
    environment = {k: v for k, v in os.environ.items() if record or k != "GOWAH_RECORD"}
    done = subprocess.run([sys.executable, "-m", "gowah", *words], cwd=ROOT, env=environment, check=False)
    if done.returncode and not (may_fail and done.returncode == 3):
        sys.exit(done.returncode)


if __name__ == "__main__":
    sys.exit(main())
