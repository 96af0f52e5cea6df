"""Laws that hold for any record: order of keeping, interruption, names of files, growing beside others."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

from gowah import Record
from gowah.testing import record_of, reports_in

REPORTS = reports_in("""
--- agency.txt
Publisher: Invented Agency
Published: 2022-04-19
Title: Blasts at school in Kabul

KABUL, April 19 - At least six people were killed and 11 wounded at a boys' school in west Kabul on Tuesday, the police said. No group has said that it was behind the attack.
--- copy.txt
Publisher: Invented Review
Published: 2022-04-20
Title: Blasts at school in Kabul

At least six people were killed and 11 wounded at a boys' school in west Kabul on Tuesday, the police said. No group has said that it was behind the attack.
--- other.txt
Publisher: Invented Voice
Published: 2022-04-21
Title: What the school needs

Nine people were killed and 23 wounded in Tuesday's blasts at the school in west Kabul, teachers said. They have asked the ministry of health for help and have had no answer.
--- mosque.txt
Publisher: Invented Observer
Published: 2022-04-23
Title: Mosque toll rises

The number of people killed in Thursday's bombing of a mosque in Mazar-e Sharif rose to 31, with 87 wounded, a hospital said. Islamic State claimed the attack.
--- mosque-first.txt
Publisher: Invented Agency
Published: 2022-04-21
Title: Bomb at mosque in Mazar-e Sharif

A bomb at a mosque in Mazar-e Sharif killed at least 11 people on Thursday, a health official said.
""")


def shape(record: Record) -> tuple[object, object]:
    """Which mentions share an incident, and all figures, told without ids."""
    evidence = record.evidence()
    files = {text.entry: text.text for text in evidence.texts}
    anchors = {m.entry: (files[m.text], m.claimed.anchor.start, m.claimed.kind) for m in evidence.mentions}
    groups = sorted(sorted(anchors[entry] for entry in incident.mentions) for incident in evidence.incidents)
    tolls = {incident.id: sorted(anchors[entry] for entry in incident.mentions)[0] for incident in evidence.incidents}
    figures = sorted(
        (
            figure.measure, str(tolls.get(figure.scope.incident or "", figure.scope)), figure.low or -1, figure.best or -1,
            figure.high or -1, figure.reports, figure.origins_low, figure.origins_high,
        )
        for figure in evidence.figures
    )  # fmt: skip
    return groups, figures


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> tuple[object, object]:
    from gowah.testing import private_keys

    home = tmp_path_factory.mktemp("usual")
    with private_keys(home / "keys"):
        return shape(record_of(home, REPORTS))


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_keeping_changes_ids_only(seed: int, usual: tuple[object, object], tmp_path: Path) -> None:
    order = list(REPORTS)
    random.Random(seed).shuffle(order)
    assert shape(record_of(tmp_path, {name: REPORTS[name] for name in order})) == usual


def test_keeping_and_running_one_by_one_comes_to_the_same(usual: tuple[object, object], tmp_path: Path) -> None:
    record = record_of(tmp_path, {})
    for name, text in REPORTS.items():
        (tmp_path / name).write_text(text)
        record.keep(tmp_path / name)
        record.run()
    assert shape(record) == usual
    assert record.rebuild(check=True) == ()


def test_names_of_files_change_nothing(usual: tuple[object, object], tmp_path: Path) -> None:
    assert shape(record_of(tmp_path, {f"{n}.txt": text for n, text in enumerate(REPORTS.values())})) == usual


def test_a_copied_report_changes_no_toll(usual: tuple[object, object], tmp_path: Path) -> None:
    """The same words under another outlet's name: one more report, not one more origin."""
    record = record_of(
        tmp_path, {**REPORTS, "again.txt": REPORTS["copy.txt"].replace("Invented Review", "Invented Mirror")}
    )
    rows = {
        (i["where"]["province"], i["killed"]["low"], i["killed"]["high"], i["origins"]["low"])
        for i in record.dump()["incidents"]
    }
    (tmp_path / "without").mkdir()
    before = record_of(tmp_path / "without", REPORTS).dump()["incidents"]
    assert rows == {
        (i["where"]["province"], i["killed"]["low"], i["killed"]["high"], i["origins"]["low"]) for i in before
    }


def test_relinking_loses_no_attack(tmp_path: Path) -> None:
    record = record_of(tmp_path, REPORTS)
    evidence = record.evidence(refresh=True)
    attacks = {m.entry for m in evidence.mentions if m.claimed.kind == "attack"}
    held = [entry for incident in evidence.incidents for entry in incident.mentions]
    assert len(held) == len(set(held))
    assert set(held) <= attacks


def test_killed_in_the_middle_it_goes_on_where_it_stopped(usual: tuple[object, object], tmp_path: Path) -> None:
    record = record_of(tmp_path, REPORTS, run=False)
    code = (
        "import sys, os, signal; from gowah import Record\n"
        "stop = lambda step, done, total: done >= 2 and step == 'claim' and os.kill(os.getpid(), signal.SIGKILL)\n"
        "Record.open(sys.argv[1]).run(progress=stop)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(record.folder)], capture_output=True, check=False)
    assert done.returncode != 0
    again = Record.open(record.folder)
    again.run()
    assert shape(again) == usual
    assert not again.verify().faults


def test_two_processes_at_work_on_one_record_lose_nothing(tmp_path: Path) -> None:
    record = record_of(tmp_path, {}, run=False)
    for name, text in REPORTS.items():
        (tmp_path / name).write_text(text)
    code = "import sys; from gowah import Record; Record.open(sys.argv[1]).keep(*sys.argv[2:])"
    names = [str(tmp_path / name) for name in REPORTS]
    running = [
        subprocess.Popen([sys.executable, "-c", code, str(record.folder), *part]) for part in (names[:3], names[3:])
    ]
    assert [each.wait(timeout=60) for each in running] == [0, 0]
    again = Record.open(record.folder)
    again.run()
    assert len(again.dump()["sources"]) == len(REPORTS)
    assert not again.verify().faults
