"""`gowah same` and `gowah different` on two reports: shown first, entered, in force at once, taken back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gowah import Record
from gowah.cli import gowah
from gowah.testing import record_of

COPIES = """\
--- a.txt
Example News, 22 April 2022

A bomb killed at least 11 people in a mosque in Mazar-e-Sharif on 21 April 2022, the police said. The bomb had been hidden \
under a bench near the door, and it went off when the hall was full of people from the neighbouring streets.
--- b.txt
Other News, 23 April 2022

A bomb killed at least 11 people in a mosque in Mazar-e-Sharif on 21 April 2022, the police said. The bomb had been hidden \
under a bench near the door, and it went off when the hall was full of people from the neighbouring streets.
"""


@pytest.fixture
def record(tmp_path: Path) -> Record:
    return record_of(tmp_path, COPIES)


def run(record: Record, *words: str) -> Result:
    return CliRunner().invoke(gowah, ["-r", str(record.folder), *words])


def sources(record: Record) -> list[str]:
    return [f"e{text.source}" for text in record.evidence().texts]


def families(record: Record) -> list[object]:
    return json.loads(run(record, "trace", "--json").output)


def test_two_copies_ruled_to_be_of_two_origins_until_that_is_taken_back(record: Record) -> None:
    assert len(families(record)) == 1
    shown = run(record, "different", *sources(record))
    assert "one origin: a.txt, b.txt" in shown.output
    assert len(families(record)) == 1  # nothing is entered without --yes
    entered = json.loads(run(record, "different", *sources(record), "--yes", "--json").output)
    assert len(entered["families_before"]) == 1
    assert families(record) == []
    against = run(record, "same", *sources(record), "--yes")
    assert against.exit_code != 0
    assert entered["ruling"] in str(against.exception)
    assert run(record, "undo", entered["ruling"]).exit_code == 0
    assert len(families(record)) == 1


def test_a_report_and_a_mention_cannot_be_ruled_on_together(record: Record) -> None:
    mention = next(f"e{m.entry}" for m in record.evidence().mentions if m.claimed.kind == "attack")
    refused = run(record, "same", sources(record)[0], mention, "--yes")
    assert refused.exit_code != 0
    assert "is a report and the other is none" in str(refused.exception)
