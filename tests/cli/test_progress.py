"""What a terminal and a log are told while the work goes on."""

from __future__ import annotations

import pytest

from gowah.claim import english
from gowah.cli import common
from gowah.cli.common import _Line, _Plain
from gowah.hooks import heard_by
from gowah.model import Described, SourceText
from gowah.words import Settings, load_tables


def test_pages_of_a_scan_do_not_upset_the_pace_of_the_whole(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = iter(range(0, 1000, 10))
    monkeypatch.setattr(common.time, "monotonic", lambda: float(next(now)))
    line = _Line()
    line("read", 1, 4)
    for scan in range(2):
        for page in range(3):
            line("read, pages of a scan", page, 2)
        line("read", 2 + scan, 4)
    told = [part.strip() for part in capsys.readouterr().err.split("\r") if part]
    assert told == [
        "read: 1 of 4", "read, pages of a scan: 0 of 2", "read, pages of a scan: 1 of 2, 0.1 a second, 10 s left",
        "read, pages of a scan: 2 of 2, 0.1 a second", "read: 2 of 4, 0.05 a second, 40 s left",
        "read, pages of a scan: 0 of 2", "read, pages of a scan: 1 of 2, 0.1 a second, 10 s left",
        "read, pages of a scan: 2 of 2, 0.1 a second", "read: 3 of 4, 0.0375 a second, 27 s left",
    ]  # fmt: skip


def test_a_log_is_told_now_and_then(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    now = iter(range(0, 1000, 4))
    monkeypatch.setattr(common.time, "monotonic", lambda: float(next(now)))
    plain = _Plain()
    for page in range(1, 9):
        plain("read, pages of a scan", page, 8)
    assert [line.split(": ")[1] for line in capsys.readouterr().err.splitlines()] == [
        "1 of 8",
        "4 of 8",
        "7 of 8",
        "8 of 8",
    ]


@pytest.mark.parametrize(("sentences", "is_told"), [(600, True), (5, False)])
def test_the_sentences_of_one_long_report_are_told(sentences: int, is_told: bool) -> None:
    text = " ".join(f"A bomb killed {n} people in Kabul." for n in range(2, sentences + 2))
    report = SourceText(
        entry=1, source=0, file="a.txt", media_type="text/plain", described=Described(language="en"), text=text
    )
    told: list[tuple[str, int, int]] = []
    with heard_by(lambda *parts: told.append(parts)):
        list(english.claim(report, load_tables(("afghanistan",)), Settings()))
    assert bool(told) is is_told
    assert all(done <= total for _, done, total in told)
