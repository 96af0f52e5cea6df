"""Harm to the record's parts: told in a sentence, worked around where the ledger suffices, never a crash."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from gowah import Record
from gowah.errors import UsageMistake
from gowah.model import Reason
from gowah.record import verify_release
from gowah.testing import record_of

REPORT = (
    "Publisher: The Invented Herald\nPublished: 2022-04-20\nTitle: Bomb at school kills six\n\n"
    "A bomb killed at least six people and wounded 11 at a school in Kabul on Tuesday, police said.\n"
)


@pytest.fixture
def record(tmp_path: Path) -> Record:
    return record_of(tmp_path, {"report.txt": REPORT})


def faults(record: Record) -> set[str]:
    return {fault.where for fault in record.verify().faults}


def test_views_that_are_no_database_any_more_are_made_again(record: Record) -> None:
    before = record.dump()
    for path in (record.folder / "views").iterdir():
        path.write_bytes(os.urandom(5000))
    assert record.dump() == before


def test_an_edited_view_does_not_verify(record: Record) -> None:
    with sqlite3.connect(record.folder / "views" / "record.sqlite") as db:
        db.execute("UPDATE texts SET text = replace(text, 'six', 'ten')")
    assert faults(record) == {"views, texts"}
    record.rebuild()
    assert not faults(record)


def test_an_edited_release_in_the_record_does_not_verify(record: Record) -> None:
    home = record.publish()
    assert not faults(record)
    (home / "README.txt").write_text("other")
    assert faults(record) == {"releases/001/README.txt"}


@pytest.mark.parametrize("name", ["checkpoint", "key.txt", "more.txt"])
def test_the_loose_parts_of_a_proof_are_held_against_it(record: Record, tmp_path: Path, name: str) -> None:
    out = record.publish(tmp_path / "out")
    assert verify_release(out).ok
    (out / "proof" / name).write_text("evil+1+AAAA\n")
    assert [fault.where for fault in verify_release(out).faults] == [f"proof/{name}"]


def test_erased_words_do_not_come_back_with_a_comma_more(record: Record, tmp_path: Path) -> None:
    source = record.dump()["sources"][0]["id"]
    record.erase(source, because=Reason.AT_RISK, authority="lead")
    (tmp_path / "again.txt").write_text(REPORT.replace("wounded 11 at", "wounded 11, at ").replace("\n\n", "\n \n"))
    record.keep(tmp_path / "again.txt")
    record.run()
    assert record.dump()["incidents"] == []
    assert any("erased" in problem.what for problem in record.evidence().problems)


def test_a_setting_of_the_wrong_form_is_named(record: Record) -> None:
    (record.folder / "gowah.toml").write_text('[claim.vague]\nseveral = "lots"\n')
    with pytest.raises(UsageMistake, match="vague"):
        record.run()


def test_nothing_waits_when_what_is_unread_cannot_be_read(record: Record, tmp_path: Path) -> None:
    (tmp_path / "junk.bin").write_bytes(bytes(range(256)) * 20)
    record.keep(tmp_path / "junk.bin")
    assert len(record.waiting()) == 1
    record.run()
    assert record.waiting() == ()


@pytest.mark.skipif(os.geteuid() != 0 or not shutil.which("setpriv"), reason="needs root, to run as somebody else")
def test_a_record_that_may_only_be_read_is_read(record: Record, tmp_path: Path) -> None:
    """As another user: looking, asking and verifying work; keeping is refused in a sentence."""
    for path in [tmp_path, *tmp_path.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    for parent in [p for p in tmp_path.parents if str(p).startswith("/tmp/")]:
        parent.chmod(0o755)
    drop = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--inh-caps=-all"]
    base = [*drop, sys.executable, "-m", "gowah", "-r", str(record.folder)]
    if subprocess.run([*drop, sys.executable, "-c", "import gowah"], capture_output=True, check=False).returncode:
        pytest.skip("another user cannot run this Python")
    codes = {}
    for words in (("status",), ("link",), ("rebuild", "--check"), ("dump",), ("keep", str(tmp_path / "reports"))):
        done = subprocess.run(
            [*base, *words], capture_output=True, text=True, check=False, env={**os.environ, "HOME": "/nonexistent"}
        )
        assert "Traceback" not in done.stderr, (words, done.stderr)
        codes[words[0]] = done.returncode
    assert codes == {"status": 0, "link": 0, "rebuild": 0, "dump": 0, "keep": 4}
