"""A language model's answers in a record: asked once, kept as entries, never counted twice beside the rules."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from modelled import Behave, Server, attack, reply, says, serving, value

from gowah.errors import UsageMistake
from gowah.model import Reason, Role
from gowah.record import Record
from gowah.testing import record_of

SENTENCE = "A bomb killed at least 13 people at a mosque in Kunduz on 22 April 2022, police said."
REPORTS = f"""\
--- kunduz.txt
Publisher: North Wire
Published: 2022-04-23

{SENTENCE}

Ward book: 30 names.
"""
MODEL = "gowah-claim-endpoint"
ALL = [
    value("killed", "at least 13 people"), value("site", "mosque"), value("where", "Kunduz"), value("when", "22 April 2022"),
]  # fmt: skip
MORE = value("injured", "30 names")  # which no rule reads so


def turn_on(record: Record, server: Server, **more: Any) -> None:
    given = {"endpoint": server.address, "endpoint_model": "small-model", "endpoint_timeout": 5, "endpoint_retries": 0}
    lines = [f"{name} = {str(v).lower() if isinstance(v, bool) else repr(v)}" for name, v in (given | more).items()]
    (record.folder / "gowah.toml").write_text("[claim]\n" + "\n".join(lines) + "\n")


@contextmanager
def asked(tmp_path: Path, behave: Behave, reports: str = REPORTS, **more: Any) -> Iterator[tuple[Record, Server]]:
    """A record of these reports whose model answers so; run once."""
    record = record_of(tmp_path, reports, run=False)
    with serving(behave) as server:
        turn_on(record, server, **more)
        record.run()
        yield record, server


def by_tool(record: Record) -> dict[str, int]:
    found: dict[str, int] = {}
    for mention in record.evidence().mentions:
        found[mention.tool] = found.get(mention.tool, 0) + 1
    return found


def test_off_by_default_nothing_is_asked_or_entered(tmp_path: Path) -> None:
    record = record_of(tmp_path, REPORTS)
    assert MODEL not in by_tool(record)
    assert all(MODEL not in entry.line.by for entry in record.ledger.entries(0, record.ledger.size))


def test_a_text_is_asked_about_once_whatever_comes_of_it(tmp_path: Path) -> None:
    for behave in (says({"attacks": []}), says("no JSON"), says({"attacks": [attack(SENTENCE, *ALL)]})):
        with asked(tmp_path / str(id(behave)), behave) as (record, server):
            size = record.ledger.size
            record.run()
            record.run()
            assert server.connections == 1
            assert record.ledger.size == size


def test_views_made_again_remember_what_was_asked(tmp_path: Path) -> None:
    with asked(tmp_path, says({"attacks": []})) as (record, server):
        record.rebuild()
        record.run()
        assert server.connections == 1
        assert record.rebuild(check=True) == ()


def test_the_note_of_an_answer_holds_no_word_of_the_text(tmp_path: Path) -> None:
    with asked(tmp_path, says({"attacks": [attack(SENTENCE, *ALL)]})) as (record, _):
        (note,) = [
            entry.body for entry in record.ledger.entries(0, record.ledger.size)
            if getattr(entry.body, "role", None) is Role.ANSWER
        ]  # fmt: skip
        content = record.ledger.original(note.digest).decode()  # type: ignore[union-attr]
        assert "Kunduz" not in content
        assert "small-model" in content
        assert record.verify().faults == ()


def test_what_it_said_stands_when_tables_and_settings_change(tmp_path: Path) -> None:
    said = says({"attacks": [attack(SENTENCE, *ALL, MORE)]})
    with asked(tmp_path, said) as (record, server):
        before = by_tool(record)
        assert before[MODEL] == 1
        recipe = record.folder / "gowah.toml"
        recipe.write_text(recipe.read_text() + "\n[link]\ndays = 3\n")
        (record.folder / "hand" / "sites.csv").write_text(
            "code,name,parent,aliases_en,aliases_prs,aliases_ps,source\nteahouse,teahouse,,,,,own\n"
        )
        record.run()
        recipe.write_text("")  # off again
        record.run()
        assert by_tool(record) == before
        assert server.connections == 1


def test_another_model_is_asked_and_supersedes_the_first(tmp_path: Path) -> None:
    with asked(tmp_path, says({"attacks": [attack(SENTENCE, *ALL, MORE)]})) as (record, server):
        assert by_tool(record)[MODEL] == 1
    with serving(says({"attacks": []})) as server:
        turn_on(record, server, endpoint_model="other-model")
        record.run()
        assert server.connections == 1
    assert MODEL not in by_tool(record)


def test_a_server_that_is_gone_loses_nothing_and_is_asked_later(tmp_path: Path) -> None:
    many = "".join(REPORTS.replace("kunduz", f"kunduz-{n}").replace("13", str(13 + n)) for n in range(8))
    record = record_of(tmp_path, many, run=False)
    with serving(lambda connection, _: reply(connection, b"", "500 Oops")) as server:
        turn_on(record, server)
        done = record.run()
        assert server.connections == 3  # after some silences the others are not tried
    assert [p.what for p in done.problems if "wait for the language model" in p.what] == [
        "8 texts wait for the language model: the model's server answered with HTTP 500"
    ]
    rules = by_tool(record)
    with serving(says({"attacks": []})) as server:
        turn_on(record, server)
        done = record.run()
        assert server.connections == 8
    assert by_tool(record) == rules
    assert not any("wait" in problem.what for problem in done.problems)


def test_one_attack_told_by_both_is_one_incident_with_one_origin(tmp_path: Path) -> None:
    said = says({"attacks": [attack(SENTENCE, *ALL, MORE)]})
    with asked(tmp_path, said) as (record, _):
        evidence = record.evidence()
        assert len(evidence.incidents) == 1
        (killed,) = [f for f in evidence.figures if f.measure == "killed" and f.scope.incident]
        assert (killed.low, killed.best, killed.high) == (13, 13, None)
        assert (killed.reports, killed.origins_low, killed.origins_high) == (1, 1, 1)
        assert {mention.tool for mention in evidence.mentions} >= {MODEL}


def test_what_the_rules_say_already_in_the_same_words_is_not_entered(tmp_path: Path) -> None:
    said = says({"attacks": [attack(SENTENCE, value("killed", "at least 13 people", speakers=["police"]))]})
    with asked(tmp_path, said) as (record, server):
        assert MODEL not in by_tool(record)
        assert server.connections == 1


def test_an_attack_that_only_the_model_sees_is_an_incident(tmp_path: Path) -> None:
    line = "Mourners were left counting: 7 lay dead by the shrine in Herat on 3 May 2022."
    reports = REPORTS + "\n" + line + "\n"
    said = says({"attacks": [attack(line, value("killed", "7"), value("site", "shrine"), value("where", "Herat"), value("when", "3 May 2022"))]})  # fmt: skip
    with asked(tmp_path, said, reports) as (record, _):
        tolls = {f.low for f in record.evidence().figures if f.measure == "killed" and f.scope.incident}
        assert tolls == {7, 13}


def test_erasing_a_report_erases_what_the_model_said_of_it(tmp_path: Path) -> None:
    with asked(tmp_path, says({"attacks": [attack(SENTENCE, *ALL, MORE)]})) as (record, server):
        record.erase(record.dump()["sources"][0]["id"], because=Reason.AT_RISK, authority="team")
        assert record.evidence().mentions == ()
        record.run()
        assert server.connections == 1
        assert record.verify().faults == ()


def test_refusals_are_one_problem(tmp_path: Path) -> None:
    said = says({"attacks": [attack(SENTENCE, *ALL, value("killed", "40 people"), value("site", "palace"))]})
    with asked(tmp_path, said) as (record, _):
        (problem,) = [p for p in record.evidence().problems if "language model" in p.what]
        assert problem.what.endswith("refused were 2 quotes that do not stand in the text")


def test_an_address_elsewhere_stops_before_anything_is_sent(tmp_path: Path) -> None:
    record = record_of(tmp_path, REPORTS, run=False)
    (record.folder / "gowah.toml").write_text('[claim]\nendpoint = "https://models.example/v1"\nendpoint_model = "m"\n')
    with pytest.raises(UsageMistake, match="would leave it"):
        record.run()
