"""The evaluation on local news: what is read of a report, and what of it decides an answer."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
SCRIPT = ROOT / "evals" / "semeval.py"
sys.path.insert(0, str(ROOT / "evals"))

REPORTS: list[dict[str, Any]] = [
    {
        "doc_id": "d1", "dct": "2017-03-01", "url": "http://example.org/a", "title": "Boy, 16, shot dead in Heath",
        "text": "HEATH, Ohio - A 16-year-old boy was shot and killed on Tuesday in Heath, police said.\n\n"
        "He was identified as John Example, 16.", "incidents": ["9"], "secret": 7,
    },
    {
        "doc_id": "d2", "dct": "2017-03-02", "url": "http://example.org/b", "title": "Boy shot in Heath is named",
        "text": "John Example, 16, was shot dead in Heath, Ohio, on Tuesday, the coroner said.", "split": "dev",
    },
    {
        "doc_id": "d3", "dct": "2017-03-02", "url": "", "title_tok": "Two women wounded in Columbus",
        "body_tok": "COLUMBUS , Ohio - Two women were shot and wounded on Wednesday in Columbus , police said .",
    },
]  # fmt: skip
QUESTIONS: list[dict[str, Any]] = [
    {"qid": "1-1", "subtask": 1, "event_type": "killing", "time": {"day": "28/02/2017"},
     "location": {"city": "http://dbpedia.org/resource/Heath,_Ohio"}},
    {"qid": "2-1", "subtask": 2, "event_type": "killing", "time": {"month": "02/2017"},
     "location": {"state": "http://dbpedia.org/resource/Ohio"}},
    {"qid": "3-1", "subtask": 3, "event_type": "injuring", "time": {"year": "2017"},
     "location": {"state": "http://dbpedia.org/resource/Ohio"}},
    {"qid": "1-2", "subtask": 1, "event_type": "killing", "time": {"year": "2017"}, "participant": {"last": "Example"}},
]  # fmt: skip
FIELDS = ("doc_id", "title", "dct", "url", "text", "title_tok", "body_tok")


def answered(home: Path, reports: list[dict[str, Any]], *more: str) -> bytes:
    home.mkdir()
    (home / "docs.jsonl").write_text("".join(json.dumps(row) + "\n" for row in reports), encoding="utf-8")
    (home / "questions.jsonl").write_text("".join(json.dumps(row) + "\n" for row in QUESTIONS), encoding="utf-8")
    files = ["--docs", str(home / "docs.jsonl"), "--questions", str(home / "questions.jsonl")]
    command = [sys.executable, str(SCRIPT), *files, "--out", str(home / "out.json"), *more]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr[-3000:]
    return (home / "out.json").read_bytes()


def test_answers_rest_on_the_fields_of_the_task_alone(tmp_path: Path) -> None:
    whole = answered(tmp_path / "whole", REPORTS, "--cache", str(tmp_path / "cache"))
    bare = [{key: row[key] for key in FIELDS if key in row} for row in REPORTS]
    assert answered(tmp_path / "bare", bare, "--cache", str(tmp_path / "cache")) == whole
    assert answered(tmp_path / "two", bare, "--jobs", "2") == whole
    answers = json.loads(whole)
    assert answers["1-1"] == {"numerical_answer": 1, "answer_docs": ["d1", "d2"]}
    assert answers["2-1"] == {"numerical_answer": 1, "answer_docs": ["d1", "d2"]}
    assert answers["3-1"] == {"numerical_answer": 2, "answer_docs": ["d3"]}
    assert answers["1-2"]["answer_docs"] == ["d1", "d2"]


@pytest.mark.parametrize(("tokens", "text"), [
    ("A 16 - year - old , shot .", "A 16-year-old, shot."),
    ("He did n't , \" said Doe .", "He didn't, \" said Doe."),
    ("The boy 's mother ( 40 ) left at 7:30pm .", "The boy's mother (40) left at 7:30pm."),
    ('" Go , " he said .', '"Go," he said.'),
    ("HEATH - A man", "HEATH - A man"),
])  # fmt: skip
def test_tokens_become_text(tokens: str, text: str) -> None:
    from semeval_docs import together

    assert together(tokens) == text


def test_names_of_sites_are_no_part_of_a_title() -> None:
    from semeval_docs import report_of

    row = {
        "doc_id": "d",
        "title": "Boy shot - WTVM.com-Columbus, GA News Weather & Sports",
        "text": "It was.So it was.",
    }
    report = report_of(row)
    assert (report.title, report.body) == ("Boy shot", "It was. So it was.")


def test_a_registry_may_name_a_quarter_or_a_suburb() -> None:
    from semeval_documents import city_key, city_keys

    assert city_key("Saint Louis") in city_keys("St. Louis (Baden)")
    assert city_key("Baden") in city_keys("St. Louis (Baden)")
    assert city_key("Kansas City") not in city_keys("St. Louis")


@pytest.mark.slow
@pytest.mark.shared
def test_read_from_each_report_what_was_read_before(shared: Path, tmp_path: Path) -> None:
    folder = shared / "semeval2018t5"
    files = ["--docs", str(folder / "documents_trial.jsonl")]
    files += ["--registry", str(folder / "reconstructed" / "gva_incidents.jsonl"), "--jobs", "2"]
    done = subprocess.run([sys.executable, str(SCRIPT), *files], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    assert "no floors are pinned" not in done.stdout
