"""Claims worked out by processes side by side are those worked out by one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from gowah import Record
from gowah.model import Described, Problem, SourceText
from gowah.record import crew
from gowah.record.recipe import in_force
from gowah.testing import private_keys

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")


def _reports(folder: Path) -> Path:
    folder.mkdir()
    for n, day in enumerate(DAYS, 3):
        words = f"A bomb killed {n} people and wounded {n + 9} at a mosque in Kunduz on {day}, police said.\n"
        (folder / f"r{n}.txt").write_text(f"{n} killed in Kunduz\n\n{words}", encoding="utf-8")
    return folder


def _claims(home: Path, reports: Path, workers: int) -> list[dict[str, object]]:
    with private_keys(home.parent / "keys"):
        record = Record.create(home)
        record.keep(reports)
        record.read()
        record.claim(workers=workers)
        return list(record.dump()["claims"])


def test_two_processes_enter_what_one_enters(tmp_path: Path) -> None:
    reports = _reports(tmp_path / "reports")
    alone, both = (_claims(tmp_path / f"rec{n}", reports, n) for n in (1, 2))
    assert alone == both
    assert {claim["value"]["low"] for claim in both if claim["property"] == "killed"} == {3, 4, 5, 6, 7, 8}


def _text(words: str) -> SourceText:
    return SourceText(
        entry=1, source=0, file="r.txt", media_type="text/plain", described=Described(language="en"), layout=(),
        text=words,
    )  # fmt: skip


def test_a_process_that_falls_costs_one_text_and_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [_text(f"A bomb killed {n} people in Kunduz on Friday.") for n in range(2, 8)]
    first = crew.said_of(texts[0], in_force(frozenset()))
    ask = crew._Mate.ask
    asked: list[int] = []

    def ask_and_shoot(self: crew._Mate, text: SourceText) -> object:
        asked.append(1)
        if len(asked) == 3:
            os.kill(self._started().pid, signal.SIGKILL)
        return ask(self, text)

    monkeypatch.setattr(crew._Mate, "ask", ask_and_shoot)
    said = list(crew.side_by_side(texts, frozenset(), 1))
    assert said[0] == first
    assert len(said) == len(texts)
    lost = [each for each in said if isinstance(each, Problem)]
    assert len(lost) <= 1  # none where the process had already been missed before the text was handed over
    assert all(each.where == "r.txt" and each.hint for each in lost)


def test_a_text_that_takes_too_long_is_a_problem_and_the_next_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "_PATIENCE", 0.0)
    monkeypatch.setattr(crew, "_PACE", 1_000_000_000)
    (said,) = crew.side_by_side([_text("A bomb killed 4 people in Kunduz.")], frozenset(), 1)
    assert isinstance(said, Problem)
    assert "too long" in said.what


def test_a_run_stopped_in_the_middle_goes_on_where_it_was(tmp_path: Path) -> None:
    reports = _reports(tmp_path / "reports")
    whole = _claims(tmp_path / "whole", reports, 2)
    with private_keys(tmp_path / "keys"):
        record = Record.create(tmp_path / "rec")
        record.keep(reports)
        code = f"from gowah import Record; Record.open({str(tmp_path / 'rec')!r}).run(workers=2)"
        process = subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.DEVNULL)
        try:
            process.wait(1.5)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGINT)
            process.wait(30)
        record = Record.open(tmp_path / "rec")
        record.run(workers=2)
        again = record.run(workers=2)
        assert again["claim: entered"] == 0
        found = {(c["property"], str(c["value"])) for c in record.dump()["claims"]}
    assert found == {(c["property"], str(c["value"])) for c in whole}
