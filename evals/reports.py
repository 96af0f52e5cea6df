#!/usr/bin/env python3
"""Build a record from a set of annotated reports, write its dump and answers, and score them.

    evals/reports.py SET [--scorer FILE] [--keep DIR] [--floors FILE] [--raise-floors] [--show]

SET holds `gold.json` and `reports/`. Only the report files and the questions' texts are read from it; the gold
answers are read by the scorer alone. The floors (evals/floors.json) are pinned to a digest of the set: a score
below its floor, or another set under the same name, fails.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import floors

from gowah import Record
from gowah.cli.ask import answer_json
from gowah.testing import private_keys

HERE = Path(__file__).resolve().parent
SCORER = HERE.parents[1] / "shared" / "evals" / "reports_score.py"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set", type=Path)
    parser.add_argument("--scorer", type=Path, default=SCORER)
    parser.add_argument("--keep", type=Path, help="leave the record, dump.json and answers.json here")
    parser.add_argument("--floors", type=Path, default=floors.FLOORS)
    parser.add_argument("--raise-floors", action="store_true", help="pin the floors where these are higher")
    parser.add_argument("--show", action="store_true", help="what was missed and what was wrong")
    args = parser.parse_args()
    if not (args.set / "gold.json").is_file():
        print(f"skipped: there is no set of reports at {args.set}")
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        home = args.keep or Path(scratch)
        home.mkdir(parents=True, exist_ok=True)
        with private_keys(home / "keys"):
            seconds = build(args.set, home)
        scores = score(args.scorer, args.set, home, show=args.show)
    print(f"built in {seconds:.0f} s")
    return floors.hold(args.floors, digest(args.set), args.set.name, scores, raising=args.raise_floors)


def build(folder: Path, home: Path) -> float:
    """Keeps and runs the set's reports, asks its questions, writes dump.json and answers.json under `home`."""
    began = time.monotonic()
    record = Record.create(home / "record")
    record.keep(folder / "reports")
    record.run()
    (home / "dump.json").write_text(json.dumps(record.dump(), ensure_ascii=False), encoding="utf-8")
    questions = [row["q"] for row in json.loads((folder / "gold.json").read_text(encoding="utf-8"))["questions"]]
    answers = {question: answer_json(record.ask(question)) for question in questions}
    (home / "answers.json").write_text(json.dumps(answers, ensure_ascii=False), encoding="utf-8")
    return time.monotonic() - began


def score(scorer: Path, folder: Path, home: Path, *, show: bool) -> dict[str, float]:
    """Section and row -> value, as the scorer prints them; its table goes to standard output."""
    files = [str(home / "dump.json"), "--answers", str(home / "answers.json")]
    command = [sys.executable, str(scorer), str(folder), *files]
    subprocess.run(command + ["--show"] * show, check=True)
    printed = subprocess.run([*command, "--json"], check=True, capture_output=True, text=True).stdout
    return dict(flat(json.loads(printed)))


def flat(tree: object, path: str = "") -> list[tuple[str, float]]:
    """Every number of the scorer's JSON that is a share or an F1, by its path."""
    if isinstance(tree, dict):
        return [row for key, item in tree.items() for row in flat(item, f"{path} / {key}" if path else key)]
    if isinstance(tree, float) and path.rsplit(" / ", 1)[-1] in {"score", "precision", "recall"}:
        return [(path, round(tree, 4))]
    return []


def digest(folder: Path) -> str:
    """SHA-256 over the names and bytes of the set's gold and reports."""
    return floors.digest([folder / "gold.json", *sorted((folder / "reports").iterdir())])


if __name__ == "__main__":
    sys.exit(main())
