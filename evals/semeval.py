#!/usr/bin/env python3
"""Answer the questions of SemEval-2018 Task 5, and measure what is read from each report.

    evals/semeval.py --docs FILE --questions FILE --out FILE [--jobs N] [--cache FILE]
    evals/semeval.py --docs FILE --registry FILE [--gold FILE]      killed, injured, date, city of each report

Both may be asked for at once. FILEs hold one JSON object a line; answers are written for semeval_score.py. Of a report
only doc_id, dct, url, title and text are read (title_tok and body_tok where there is no plain text), of a question what
it asks. --cache keeps the claims for the next run; it holds names of people: keep it as you keep the reports.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

import floors
from semeval_answers import answers_to
from semeval_docs import all_claims, read_reports
from semeval_documents import confusion, rows_of, scores
from semeval_incidents import incidents_of
from semeval_story import Story, story_of


def main() -> int:
    """Reads, answers, measures; 1 when a measure fell below its floor."""
    args = _arguments()
    began = time.monotonic()
    reports = read_reports(args.docs)
    claims = all_claims(reports, jobs=args.jobs, cache_file=args.cache)
    stories = [story_of(report, claims[report.doc_id]) for report in reports]
    print(f"{len(reports)} reports read in {time.monotonic() - began:.0f} s", file=sys.stderr)
    if args.questions:
        with args.questions.open(encoding="utf-8") as lines:
            questions = [json.loads(line) for line in lines]
        incidents = incidents_of(stories, {report.doc_id: report for report in reports})
        answers = answers_to(questions, incidents)
        args.out.write_text(json.dumps(answers, indent=0, sort_keys=True) + "\n", encoding="utf-8")
        print(f"{len(answers)} answers from {len(incidents)} incidents", file=sys.stderr)
    return _measured(args, stories) if args.registry else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--docs", type=Path, required=True)
    parser.add_argument("--questions", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--registry", type=Path, help="the registry's rows: measure each report against its own")
    parser.add_argument("--gold", type=Path, help="take from these answers which report tells of which incident")
    parser.add_argument("--jobs", type=int, default=1, help="processes")
    parser.add_argument("--cache", type=Path, help="keep claims here between runs")
    parser.add_argument("--floors", type=Path, default=floors.FLOORS)
    parser.add_argument("--raise-floors", action="store_true", help="pin the floors where these are higher")
    args = parser.parse_args()
    if bool(args.questions) != bool(args.out) or not (args.questions or args.registry):
        parser.error("give --questions with --out, or --registry, or all three")
    return args


def _measured(args: argparse.Namespace, stories: list[Story]) -> int:
    rows = rows_of(args.registry, args.gold)
    found = scores(stories, rows)
    print(f"reports with a row of the registry: {sum(story.doc_id in rows for story in stories)}")
    for name, share in found.items():
        print(f"{name:>8}  {share:.4f}")
    for name in ("killed", "injured"):
        print(confusion(stories, rows, name))
    return floors.hold(args.floors, floors.digest([args.docs]), args.docs.name, found, raising=args.raise_floors)


if __name__ == "__main__":
    sys.exit(main())
