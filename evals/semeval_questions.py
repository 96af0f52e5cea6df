#!/usr/bin/env python3
"""Score the answers to SemEval-2018 Task 5 questions on both halves of a set, beside what can be had at all.

    evals/semeval_questions.py [FOLDER] [--set trial] [--set reconstructed] [--jobs N] [--cache FILE]

Halves are by the state of an incident, so that no incident lies in both and few questions do: A is what weights and
rules were developed on, B is not. Questions about incidents of both halves are told apart. Three rows stand beside
ours: the best constant answer; the registry itself, every report linked rightly and read as the registry has it, which
the gold of the questions does not always follow; and our answers where it does.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import floors
from semeval_answers import answers_to
from semeval_docs import all_claims, read_reports
from semeval_documents import city_keys
from semeval_fitting import NAMES, Condition, bears, conditions
from semeval_incidents import incidents_of, ordinal, parts_of
from semeval_story import story_of

SHARED = Path(__file__).resolve().parents[2] / "shared"
SCORER = SHARED / "evals" / "semeval_score.py"
SETS = {
    "trial": ("documents_trial.jsonl", "questions_trial.jsonl", "gold_trial_rebuilt.jsonl"),
    "reconstructed": ("reconstructed/gva_documents.jsonl", "reconstructed/questions_dev.jsonl", ""),
}
REGISTRY = "reconstructed/gva_incidents.jsonl"

Row = Mapping[str, Any]


def main() -> int:
    """Answers and scores; 1 when a score fell below its floor."""
    args = _arguments()
    if not (args.folder / REGISTRY).is_file():
        print(f"skipped: there are no questions at {args.folder}")
        return 0
    registry = {row["incident_id"]: row for row in rows_of_file(args.folder / REGISTRY)}
    return max(_measured(args, name, registry) for name in args.set or SETS)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=SHARED / "data" / "semeval2018t5")
    parser.add_argument("--set", action="append", choices=sorted(SETS))
    parser.add_argument("--jobs", type=int, default=1, help="processes")
    parser.add_argument("--cache", type=Path, help="keep claims here between runs")
    parser.add_argument("--scorer", type=Path, default=SCORER)
    parser.add_argument("--floors", type=Path, default=floors.FLOORS)
    parser.add_argument("--raise-floors", action="store_true", help="pin the floors where these are higher")
    return parser.parse_args()


def _measured(args: argparse.Namespace, name: str, registry: Mapping[str, Row]) -> int:
    docs, asked, gold_file = SETS[name]
    questions, gold = questions_of(args.folder / asked, args.folder / gold_file if gold_file else None, registry)
    reports = read_reports(args.folder / docs)
    began = time.monotonic()
    claims = all_claims(reports, jobs=args.jobs, cache_file=args.cache)
    read = time.monotonic()
    stories = [story_of(report, claims[report.doc_id]) for report in reports]
    told = time.monotonic()
    incidents = incidents_of(stories, {report.doc_id: report for report in reports})
    linked = time.monotonic()
    answers = answers_to(questions, incidents)
    print(
        f"{name}: {len(reports)} reports read in {read - began:.0f} s, placed and dated in {told - read:.0f} s, "
        f"linked to {len(incidents)} incidents in {linked - told:.1f} s ({len(reports) / (linked - told):.0f} a s), "
        f"{len(questions)} questions answered in {time.monotonic() - linked:.0f} s"
    )
    ceiling = by_registry(questions, registry, {report.doc_id for report in reports})
    figures: dict[str, float] = {}
    for half in ("A", "B", "both", "all"):
        its = [row for row in gold if half in ("all", half_of(row, registry))]
        ours, best = _score(args.scorer, its, answers), _score(args.scorer, its, ceiling)
        sound = [row for row in its if ceiling[row["qid"]]["numerical_answer"] == row["numerical_answer"]]
        clean = _score(args.scorer, sound, answers)
        for subtask, row in ours.items():
            print(_line(half, subtask, row, best[subtask], clean.get(subtask, {})))
            if half in ("B", "all"):
                figures |= {f"{half} / {subtask} / {key}": round(row[key] / 100, 4) for key in PINNED if key in row}
    key = f"{floors.digest([args.folder / docs, args.folder / asked])} questions"
    return floors.hold(args.floors, key, f"{name}: questions", figures, raising=args.raise_floors)


PINNED = ("document_f1_all", "accuracy_all")


def _line(half: str, subtask: str, row: Row, best: Row, clean: Row) -> str:
    said = f"{half:>4} {subtask} {row['questions']:5} questions  document F1 {row['document_f1_all']:.2f}"
    said += f" (registry {best['document_f1_all']:.2f})"
    if "accuracy_all" not in row:
        return said
    said += f"  accuracy {row['accuracy_all']:.2f}  RMSE {row['rmse_answered']:.2f}"
    said += f" (always {row['best_constant']}: {row['best_constant_accuracy']:.2f}, registry {best['accuracy_all']:.2f}"
    return f"{said}, ours where the registry gives the gold {clean.get('accuracy_all', 0):.2f})"


def questions_of(asked: Path, gold: Path | None, registry: Mapping[str, Row]) -> tuple[Sequence[Row], Sequence[Row]]:
    """Questions in the task's form, and their gold in the scorer's."""
    rows = rows_of_file(asked)
    if gold is not None:
        return rows, rows_of_file(gold)
    return [in_form(row) for row in rows], [_gold(row, registry) for row in rows]


def in_form(row: Row) -> Row:
    """A question that gives its conditions as a list. A name there tells whose incidents are meant, not who counts."""
    made: dict[str, Any] = {"qid": row["qid"], "subtask": row["subtask"], "event_type": row["event_type"]}
    for one in row["constraints"]:
        said, precision = one["value"], one["granularity"]
        if one["property"] == "time":
            made["time"] = {precision: "/".join(reversed(said.split("-")))}
        elif one["property"] == "location":
            made["location"] = {precision: said.replace(" ", "_")}
        else:
            made["involved"] = {precision.removesuffix("_name") if precision != "full_name" else precision: said}
    return made


def _gold(row: Row, registry: Mapping[str, Row]) -> dict[str, Any]:
    docs = set(row["gold_docs"])
    its = {key: [doc for doc in registry[key]["docs"] if doc in docs] for key in row["gold_incidents"]}
    return {"qid": row["qid"], "subtask": row["subtask"], "numerical_answer": row["answer"], "answer_docs": its}


def half_of(gold: Row, registry: Mapping[str, Row]) -> str:
    """A or B, by the states of the incidents asked for; `both` where they lie in both."""
    halves = {half(registry[key]["state"]) for key in gold["answer_docs"] if key in registry}
    return halves.pop() if len(halves) == 1 else "both"


def half(state: str) -> str:
    """The half in which the incidents of a state lie."""
    return "AB"[hashlib.sha256(state.encode()).digest()[0] % 2]


def by_registry(questions: Sequence[Row], registry: Mapping[str, Row], docs: set[str]) -> dict[str, dict[str, Any]]:
    """The answers of one who has read and linked everything as the registry did."""
    found = {}
    for question in questions:
        asked = conditions(question)
        its = [row for row in registry.values() if docs & set(row["docs"]) and all(meets(row, one) for one in asked)]
        name = next((one for one in asked if one.kind in NAMES), None) if "participant" in question else None
        people = sum(_harmed(row, asked[0].harm, name) for row in its)
        found[question["qid"]] = {
            "numerical_answer": people if question["subtask"] == 3 else len(its),
            "answer_docs": sorted({doc for row in its for doc in row["docs"]} & docs),
        }
    return found


def meets(row: Row, asked: Condition) -> bool:
    """Whether the registry's row meets the condition."""
    if asked.harm:
        return bool(row[f"num_{asked.harm}"])
    if asked.kind in NAMES:
        return any(bears(parts_of(one.get("name") or ""), asked) for one in row["participants"])
    if asked.kind == "state":
        return bool(row["state"] == asked.state)
    if asked.kind == "city":
        return bool(city_keys(row["city_or_county"]) & set(asked.towns)) and asked.state in ("", row["state"])
    return asked.first <= ordinal(row["date"]) <= asked.last


def _harmed(row: Row, harm: str, name: Condition | None) -> int:
    if name is None:
        return int(row[f"num_{harm}"])
    return sum(
        harm.capitalize() in (one.get("status") or "") and bears(parts_of(one.get("name") or ""), name)
        for one in row["participants"]
    )


def _score(scorer: Path, gold: Sequence[Row], answers: Mapping[str, Any]) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as scratch:
        files = Path(scratch, "gold.jsonl"), Path(scratch, "answers.json")
        files[0].write_text("".join(json.dumps(row) + "\n" for row in gold), encoding="utf-8")
        files[1].write_text(json.dumps(answers), encoding="utf-8")
        done = subprocess.run([sys.executable, str(scorer), *map(str, files)], capture_output=True, check=True)
    return dict(json.loads(done.stdout))


def rows_of_file(path: Path) -> list[dict[str, Any]]:
    """The JSON objects of a file with one a line."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


if __name__ == "__main__":
    sys.exit(main())
