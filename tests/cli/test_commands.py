"""The commands as people type them: right, wrong, and with bad input."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from gowah.cli import VERBS

REPORT = (
    "Publisher: The Invented Herald\nPublished: 2022-04-20\nTitle: Bomb at school kills six\n\n"
    "A bomb killed at least six people and wounded 11 at a school in Kabul on Tuesday, police said.\n"
)


def gowah(*words: str, cwd: Path, stdin: str = "", **env: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "gowah", *words]
    return subprocess.run(
        command,
        cwd=cwd,
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={**os.environ, **env},
    )


@pytest.fixture
def home(tmp_path: Path) -> Path:
    assert gowah("new", "rec", cwd=tmp_path).returncode == 0
    (tmp_path / "report.txt").write_text(REPORT)
    return tmp_path


@pytest.mark.parametrize("verb", VERBS)
def test_every_command_has_help_with_an_example_and_json(verb: str, tmp_path: Path) -> None:
    done = gowah(verb, "--help", cwd=tmp_path)
    assert done.returncode == 0
    assert "Example:" in done.stdout
    assert f"gowah {verb}" in done.stdout
    assert "--json" in done.stdout


def test_the_record_is_named_before_or_after_the_verb_or_by_the_environment(home: Path) -> None:
    for words, env in (
        (("-r", "rec", "status"), {}),
        (("status", "-r", "rec"), {}),
        (("status",), {"GOWAH_RECORD": "rec"}),
    ):
        assert gowah(*words, cwd=home, **env).returncode == 0
    assert gowah("status", cwd=home / "rec" / "bodies").returncode == 0
    done = gowah("status", cwd=home)
    assert done.returncode == 2
    assert "no record" in done.stderr
    assert "Traceback" not in done.stderr


def test_keep_run_ask_show_publish_verify(home: Path) -> None:
    assert gowah("-r", "rec", "keep", "report.txt", cwd=home).returncode == 0
    assert gowah("-r", "rec", "run", cwd=home).returncode == 0
    dump = json.loads(gowah("-r", "rec", "dump", "--json", cwd=home).stdout)
    incident = dump["incidents"][0]["id"]
    for shown in (incident, dump["sources"][0]["id"], dump["claims"][0]["id"], dump["claims"][0]["subject"]):
        done = gowah("-r", "rec", "show", shown, cwd=home)
        assert done.returncode == 0, done.stderr
        assert json.loads(gowah("-r", "rec", "show", shown, "--json", cwd=home).stdout)
    answer = gowah("-r", "rec", "ask", "How many people were killed in Kabul in April 2022?", cwd=home)
    assert answer.returncode == 0, answer.stdout
    assert "[1]" in answer.stdout
    assert gowah("-r", "rec", "publish", "--out", "out", cwd=home).returncode == 0
    assert (home / "out" / "index.html").is_file()
    assert gowah("verify", "out", cwd=home).returncode == 0
    done = gowah("-r", "rec", "verify", cwd=home)
    assert done.returncode == 0
    assert done.stdout.endswith("record verified\n")
    for verb in ("read", "claim", "trace", "link", "count", "status", "rebuild"):
        assert json.loads(gowah("-r", "rec", verb, "--json", cwd=home).stdout) is not None


def test_a_release_that_was_touched_does_not_verify(home: Path) -> None:
    gowah("-r", "rec", "keep", "report.txt", cwd=home)
    gowah("-r", "rec", "run", cwd=home)
    gowah("-r", "rec", "publish", "--out", "out", cwd=home)
    table = home / "out" / "data" / "claims.csv"
    table.write_bytes(table.read_bytes().replace(b"six", b"ten"))
    done = gowah("verify", "out", cwd=home)
    assert done.returncode == 1
    assert "claims.csv" in done.stdout
    (home / "out" / "index.html").unlink()
    assert "index.html: is missing" in gowah("verify", "out", cwd=home).stdout


def test_a_checkpoint_held_from_before_is_compared(home: Path) -> None:
    held = home / "held"
    held.write_bytes((home / "rec" / "ledger" / "checkpoint").read_bytes())
    gowah("-r", "rec", "keep", "report.txt", cwd=home)
    assert gowah("-r", "rec", "verify", "--held", "held", cwd=home).returncode == 0
    gowah("new", "other", cwd=home)
    assert gowah("-r", "other", "verify", "--held", "held", cwd=home).returncode == 1


def test_bad_input_is_a_sentence_each_and_nothing_is_lost(home: Path) -> None:
    bad = home / "bad"
    bad.mkdir()
    (bad / "empty.txt").write_bytes(b"")
    (bad / "junk.bin").write_bytes(bytes(range(256)) * 40)
    (bad / "broken.pdf").write_bytes(b"%PDF-1.4\nnot really\n%%EOF")
    (bad / "wrong-encoding.txt").write_bytes("Published: 2022-04-20\n\nکابل".encode("utf-16-le")[:-1] + b"\xff\xfe\x00")
    (bad / "bomb.html").write_text("<html><body>" + "<div>" * 60_000 + "x")
    (bad / "columns.csv").write_text("id,date_start,best,low,high\n1,2022-01-01,3,9,1\n2,yesterday,x\n")
    (bad / "undated.txt").write_text("A bomb killed two people in Kabul, police said.\n")
    (bad / "future.txt").write_text(
        "Published: 2093-01-01\n\nA bomb killed two people in Kabul on Friday, police said.\n"
    )
    with zipfile.ZipFile(bad / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("zeros.txt", b"0" * 60_000_000)
        bomb.writestr("../../outside.txt", b"Published: 2022-01-01\n\nhello")
    done = gowah("-r", "rec", "keep", "bad", "not-there.txt", cwd=home)
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    assert not (home / "outside.txt").exists()
    assert gowah("-r", "rec", "run", cwd=home).returncode == 0
    problems = json.loads(gowah("-r", "rec", "dump", "--json", cwd=home).stdout)["problems"]
    told = " ".join(problem["where"] for problem in problems)
    for name in (
        "empty.txt",
        "junk.bin",
        "broken.pdf",
        "columns.csv",
        "undated.txt",
        "future.txt",
        "bomb.zip",
        "not-there.txt",
    ):
        assert name in told, (name, told)
    assert all(problem["what"] and problem["hint"] for problem in problems)


def test_a_record_does_not_take_itself_in(home: Path) -> None:
    (home / "desk").mkdir()
    (home / "rec").rename(home / "desk" / "rec")
    (home / "report.txt").rename(home / "desk" / "report.txt")
    for place, new in (("rec", 0), (".", 1)):
        done = gowah("-r", "rec", "keep", place, cwd=home / "desk")
        assert f"Kept: {new} new" in done.stdout
        assert "is a Gowah record" in done.stderr


def test_fifty_megabytes_of_text_are_kept_and_said_to_be_too_long(home: Path) -> None:
    with (home / "long.txt").open("w") as file:
        for _ in range(50):
            file.write("A bomb killed two people in Kabul.\n" * 30_000)
    assert gowah("-r", "rec", "keep", "long.txt", cwd=home).returncode == 0
    done = gowah("-r", "rec", "run", cwd=home)
    assert done.returncode == 0
    assert "long.txt" in done.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write to a read-only folder")
def test_a_read_only_disk_is_said_plainly(home: Path) -> None:
    os.chmod(home / "rec" / "ledger", 0o500)
    try:
        done = gowah("-r", "rec", "keep", "report.txt", cwd=home)
    finally:
        os.chmod(home / "rec" / "ledger", 0o700)
    assert done.returncode == 4
    assert "Traceback" not in done.stderr


def test_mistakes_are_one_sentence(home: Path) -> None:
    for words in (
        ("shw", "e1"),
        ("show", "nonsense", "-r", "rec"),
        ("new", "rec"),
        ("erase", "e1", "-r", "rec"),
        ("keep",),
    ):
        done = gowah(*words, cwd=home)
        assert done.returncode == 2, words
        assert "Traceback" not in done.stderr


def test_completion(home: Path) -> None:
    done = gowah("completion", "bash", cwd=home)
    assert "_GOWAH_COMPLETE" in done.stdout


def test_erasing_asks_for_yes_and_is_said(home: Path) -> None:
    gowah("-r", "rec", "keep", "report.txt", cwd=home)
    gowah("-r", "rec", "run", cwd=home)
    source = json.loads(gowah("-r", "rec", "dump", cwd=home).stdout)["sources"][0]["id"]
    words = ("-r", "rec", "erase", source, "--because", "at_risk", "--authority", "lead")
    assert gowah(*words, cwd=home).returncode == 2
    assert gowah(*words, "--yes", cwd=home).returncode == 0
    done = gowah("-r", "rec", "verify", cwd=home)
    assert done.returncode == 0
    assert "erased" in done.stdout.lower()


def shown(home: Path, *words: str) -> str:
    done = gowah("-r", "rec", "show", *words, cwd=home)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_show_without_an_id_tells_what_there_is_and_how_to_go_on(home: Path) -> None:
    assert "holds no reports yet" in shown(home)
    (home / "junk.bin").write_bytes(bytes(range(256)) * 40)
    gowah("-r", "rec", "keep", "report.txt", "junk.bin", cwd=home)
    gowah("-r", "rec", "run", cwd=home)
    dump = json.loads(gowah("-r", "rec", "dump", cwd=home).stdout)
    source, claims = dump["sources"][0]["id"], len(dump["claims"])
    told = shown(home)
    [line] = [line for line in told.splitlines() if line.startswith(source)]
    assert line.split("  ")[0] == source
    for part in ("The Invented Herald", "2022-04-20", "en", str(claims), "Bomb at school kills six"):
        assert part in line
    assert "junk.bin: these bytes are no report in any form that is known" in told
    [unread] = [line.split()[0] for line in told.splitlines() if "junk.bin" in line]
    refused = gowah("-r", "rec", "show", unread, cwd=home)
    assert refused.returncode == 2
    assert "no text was read from junk.bin: these bytes are no report" in refused.stderr
    assert f"gowah show {source}" in told
    card = json.loads(shown(home, "--json"))
    assert [(row["id"], row["claims"]) for row in card["sources"]] == [(source, claims)]
    assert [row["file"] for row in card["unread"]] == ["junk.bin"]


def test_a_claim_is_shown_as_written_and_as_read_with_who_says_so(home: Path) -> None:
    gowah("-r", "rec", "keep", "report.txt", cwd=home)
    gowah("-r", "rec", "run", cwd=home)
    claims = json.loads(gowah("-r", "rec", "dump", cwd=home).stdout)["claims"]
    told = shown(home, next(row["subject"] for row in claims if row["property"] == "when"))
    assert "attack when: 19 April 2022 [2022-04-19]  (as written: “on Tuesday”)" in told.replace(
        "“Tuesday”", "“on Tuesday”"
    )
    assert "attack killed: at least 6  (as written: “at least six”)" in told
    assert "The Invented Herald, 2022-04-20; said by police; certainty: stated" in told
    assert "“A bomb killed at least six people" in told


def test_each_line_of_count_says_what_it_counts(home: Path) -> None:
    gowah("-r", "rec", "keep", "report.txt", cwd=home)
    done = gowah("-r", "rec", "count", cwd=home)
    assert done.stdout == "No figures yet.\n"
    gowah("-r", "rec", "run", cwd=home)
    lines = gowah("-r", "rec", "count", cwd=home).stdout.splitlines()
    said = [" ".join(line.split()) for line in lines]
    assert any(line.startswith("people killed all 6 ") for line in said)
    assert any(line.startswith("people killed responsibility unknown 6 ") for line in said)
    assert any(line.startswith("incidents in Kabul province 1 ") for line in said)
    assert all(line.split("  ")[0].split()[0] in {"people", "incidents"} for line in lines[2 : lines.index("")])


def test_signs_that_act_on_a_terminal_are_shown_and_not_done(home: Path) -> None:
    wild = REPORT.replace("The Invented", "The \x1b[31mInven\u202eted").replace("Bomb", "B\u043emb")
    (home / "wild\x1b[2J\u202e.txt").write_text(wild)
    done = gowah("-r", "rec", "keep", "wild\x1b[2J\u202e.txt", "no\x1b[2Jthing.txt", cwd=home)
    gowah("-r", "rec", "run", cwd=home)
    source = json.loads(shown(home, "--json"))["sources"][0]["id"]
    told = [done.stdout, done.stderr, shown(home), shown(home, source), shown(home, source, "--json")]
    assert not any(sign in text for text in told for sign in "\x1b\u202e")
    assert "Inven⟨RLO⟩ted" in told[2]
    assert "B\u043emb⟨Latin+Cyrillic⟩" in told[2]
    assert json.loads(told[4])["publisher"] == "The \x1b[31mInven\u202eted Herald"
