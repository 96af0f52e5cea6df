"""A person's ruling on two mentions: what it changes is shown first, it is remembered, it can be taken back, and it conflicts loudly."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gowah import Record
from gowah.cli import gowah
from gowah.errors import UsageMistake
from gowah.model import Verdict
from gowah.record.rulings import consequences, undone
from gowah.testing import record_of

TWO = """\
--- a.txt
Example News, 22 April 2022

A bomb killed at least 11 people in a mosque in Mazar-e-Sharif on 21 April 2022, the police said.
--- b.txt
Other News, 27 May 2022

Gunmen killed 9 people in a market in Herat on 25 May 2022, the police said.
--- c.txt
Third News, 28 May 2022

Gunmen killed 9 people in a market in Herat on 25 May 2022, a doctor said.
"""


@pytest.fixture
def record(tmp_path: Path) -> Record:
    return record_of(tmp_path, TWO)


def attacks(record: Record) -> list[str]:
    """The attack mentions in the order of the reports."""
    evidence = record.evidence()
    files = {text.entry: text.file for text in evidence.texts}
    mentions = sorted((files[m.text], m.entry) for m in evidence.mentions if m.claimed.kind == "attack")
    return [f"e{entry}" for _, entry in mentions]


def run(record: Record, *words: str) -> Result:
    return CliRunner().invoke(gowah, ["-r", str(record.folder), *words])


def groups(record: Record) -> list[int]:
    return sorted(len(incident.mentions) for incident in record.evidence().incidents)


def test_consequences_are_told_and_nothing_is_entered(record: Record) -> None:
    a, b, _ = attacks(record)
    size = record.ledger.size
    found = consequences(record, Verdict.SAME_INCIDENT, a, b)
    assert record.ledger.size == size
    assert [len(each.mentions) for each in found.before] == [1, 2]
    assert [len(each.mentions) for each in found.after] == [3]
    changed = {new.measure: (old.best, new.best) for old, new in found.figures if old and new and not new.scope.place}
    assert changed["incidents"] == (2, 1)


def test_a_ruling_joins_and_undoing_it_parts_again(record: Record) -> None:
    a, b, _ = attacks(record)
    assert groups(record) == [1, 2]
    done = run(record, "same", a, b, "--because", "one list of names", "--yes")
    assert done.exit_code == 0, done.output
    assert "→" in done.output
    assert groups(Record.open(record.folder)) == [3]
    ruling = done.output.split("Entered as ")[1].split(".")[0]
    assert run(record, "undo", ruling).exit_code == 0
    assert groups(Record.open(record.folder)) == [1, 2]
    assert Record.open(record.folder).verify().ok


def test_a_ruling_parts_what_scores_join(record: Record) -> None:
    _, b, c = attacks(record)
    assert run(record, "different", b, c, "--yes").exit_code == 0
    assert groups(Record.open(record.folder)) == [1, 1, 1]


def test_a_ruling_holds_though_everything_is_linked_anew(record: Record) -> None:
    _, b, c = attacks(record)
    run(record, "different", b, c, "--yes")
    again = Record.open(record.folder)
    again.rebuild()
    again.run()
    assert groups(again) == [1, 1, 1]


def test_the_opposite_ruling_is_refused_and_names_what_stands_against_it(record: Record) -> None:
    a, b, c = attacks(record)
    run(record, "different", b, c, "--yes")
    refused = run(record, "same", b, c, "--yes")
    assert isinstance(refused.exception, UsageMistake)
    assert "contradicts" in str(refused.exception)
    assert "gowah undo e" in refused.exception.hint
    run(record, "same", a, b, "--yes")
    chain = run(record, "same", a, c, "--yes")
    assert isinstance(chain.exception, UsageMistake)
    assert "contradicts" in str(chain.exception)


def test_nothing_is_entered_without_a_yes(record: Record) -> None:
    a, b, _ = attacks(record)
    size = record.ledger.size
    refused = run(record, "same", a, b)
    assert isinstance(refused.exception, UsageMistake)
    assert "This would change" in refused.output
    assert Record.open(record.folder).ledger.size == size


def test_whoever_is_asked_sees_what_changes_though_json_is_wanted(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    a, b, _ = attacks(record)
    monkeypatch.setattr("gowah.cli.rulings.sys", type("Terminal", (), {"stdin": Terminal()}))
    done = CliRunner().invoke(gowah, ["-r", str(record.folder), "same", a, b, "--json"], input="y\n")
    assert done.exit_code == 0, done.output
    assert "This would change" in done.stderr
    assert "Enter this ruling?" in done.stderr
    assert len(json.loads(done.stdout)["after"]) == 1


class Terminal:
    """A standard input at which somebody sits."""

    def isatty(self) -> bool:
        return True


def test_an_incident_stands_for_its_first_mention(record: Record) -> None:
    ids = [incident.id for incident in record.evidence().incidents]
    done = run(record, "same", *ids, "--yes", "--json")
    assert done.exit_code == 0, done.output
    assert len(json.loads(done.output)["after"]) == 1


@pytest.mark.parametrize("id", ["e0", "e99999", "f-e1-0", "nonsense"])
def test_what_is_no_attack_is_refused_in_a_sentence(record: Record, id: str) -> None:
    refused = run(record, "same", id, attacks(record)[0], "--yes")
    assert refused.exit_code != 0
    assert str(refused.exception)


def test_only_a_ruling_can_be_undone(record: Record) -> None:
    with pytest.raises(UsageMistake, match="no ruling"):
        undone(record, "e1")


def test_any_mention_shows_the_incident_that_holds_it(record: Record) -> None:
    _, b, c = attacks(record)
    assert record.show(b)["incident"] == record.show(c)["incident"]
    assert record.show(f"i-{c}")["id"] == record.show(f"i-{b}")["id"]


def test_an_incident_that_went_into_another_is_found_by_its_old_name(record: Record) -> None:
    first, second = (incident.id for incident in record.evidence().incidents)
    assert run(record, "same", first, second, "--yes").exit_code == 0
    shown = run(record, "show", second)
    assert f"{second} is part of {first} now" in shown.output
    assert run(record, "show", first).output in shown.output
