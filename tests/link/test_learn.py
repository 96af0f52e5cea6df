"""Weights learned from the record: only where there is enough, only when asked, and then in force until changed."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from click.testing import CliRunner

from gowah import Record
from gowah.cli import gowah
from gowah.errors import BadFormat, UsageMistake
from gowah.link import learn_from, read_weights, shipped_weights, weights, write_weights
from gowah.model import Evidence
from gowah.record.learning import learn
from gowah.testing import record_of
from gowah.testing.evidence import HandReport, build, claim, exactly, report
from gowah.words import Settings, load_tables

TABLES = load_tables(("afghanistan",))
PLACES = [place.id for place in TABLES.places.values() if place.kind == "district"][:60]


def told(events: int, seed: int = 1, *, injured: bool = True) -> tuple[Evidence, list[int]]:
    """Each attack told by three reports with slips, and which attack each mention tells of."""
    chance = random.Random(seed)
    found: list[HandReport] = []
    truth = []
    for event in range(events):
        day, place, killed = (
            f"2022-{event % 12 + 1:02}-{event % 28 + 1:02}",
            chance.choice(PLACES),
            chance.randint(1, 60),
        )
        for n in range(3):
            values = {
                "when": day, "where": place if chance.random() < 0.8 else TABLES.within(place, "province").id,  # type: ignore[union-attr]
                "site": chance.choice(["mosque", "mosque", "mosque", "school"]) if event % 2 else "market",
                "killed": exactly(killed if chance.random() < 0.7 else killed + 1), "injured": exactly(killed * 2 + n % 2),
            }  # fmt: skip
            if not injured:
                values.pop("injured")
            if chance.random() < 0.1:
                values.pop("when")
            name = f"Outlet {event}.{n}"
            found.append(report(name, day, claim("attack", f"It went off, {name} said.", **values), language="en"))  # type: ignore[arg-type]
            truth.append(event)
    return build(*found), truth


def f1(evidence: Evidence, truth: list[int], linker: object = weights) -> float:
    event = {mention.entry: truth[n] for n, mention in enumerate(evidence.mentions)}
    groups = [i.mentions for i in linker.link(evidence.texts, evidence.mentions, (), TABLES, Settings())]  # type: ignore[attr-defined]
    pairs = {(a, b) for group in groups for a in group for b in group if a < b}
    right = {(a, b) for a in event for b in event if a < b and event[a] == event[b]}
    return 2 * len(pairs & right) / (len(pairs) + len(right))


def test_learning_makes_weights_that_link_no_worse() -> None:
    evidence, truth = told(120)
    model = learn_from(evidence.texts, evidence.mentions, (), TABLES, Settings(), shipped_weights())
    assert model.name == "learned"
    assert model.version == shipped_weights().version + 1
    assert model.weight("when", "same day") > model.weight("when", "one undated")
    assert model.weight("when", "contradict") == shipped_weights().weight("when", "contradict")
    m, u = model.shares["killed"]["same large number"]
    assert m > u > 0
    learned = type(weights)(weights=model)
    assert f1(evidence, truth, learned) >= f1(evidence, truth) - 0.005


def test_a_record_in_which_nobody_is_injured_is_learned_from_too() -> None:
    evidence, _ = told(120, injured=False)
    assert learn_from(evidence.texts, evidence.mentions, (), TABLES, Settings(), shipped_weights()).table


def test_a_model_is_read_as_it_was_written() -> None:
    evidence, _ = told(120)
    model = learn_from(evidence.texts, evidence.mentions, (), TABLES, Settings(), shipped_weights())
    assert read_weights(write_weights(model)) == model


def test_what_people_ruled_outweighs() -> None:
    evidence, truth = told(120)
    first = {event: n for n, event in reversed(list(enumerate(truth)))}
    ids = [mention.entry for mention in evidence.mentions]
    rulings = [("different_incident", ids[first[e]], ids[first[e + 2]]) for e in range(1, 60, 2)]
    plain, ruled = (
        learn_from(evidence.texts, evidence.mentions, given, TABLES, Settings(), shipped_weights())
        for given in ((), rulings)
    )
    assert ruled.shares["site"]["same"][1] > plain.shares["site"]["same"][1]


def test_too_little_is_told_and_nothing_changes(tmp_path: Path) -> None:
    record = record_of(
        tmp_path, "--- a.txt\nNews, 22 April 2022\n\nA bomb killed 11 people in Kabul on 21 April 2022.\n"
    )
    size = record.ledger.size
    refused = CliRunner().invoke(gowah, ["-r", str(record.folder), "link", "--learn"])
    assert isinstance(refused.exception, UsageMistake)
    assert "too little to learn from" in str(refused.exception)
    assert not (record.folder / "link.json").exists()
    assert Record.open(record.folder).ledger.size == size
    with pytest.raises(UsageMistake):
        learn(record)


NEVER = '{"name": "never", "version": 9, "weights": {"prior": {"any pair": -99000}}}'
TWO = """\
--- b.txt
Other News, 27 May 2022

Gunmen killed 9 people in a market in Herat on 25 May 2022, the police said.
--- c.txt
Third News, 28 May 2022

Gunmen killed 9 people in a market in Herat on 25 May 2022, a doctor said.
"""


def test_a_model_is_an_entry_and_in_force_from_then_on(tmp_path: Path) -> None:
    record = record_of(tmp_path, TWO)
    assert len(record.evidence().incidents) == 1
    before = record.ledger.size
    (record.folder / "link.json").write_text(NEVER, encoding="utf-8")
    record.run()
    assert len(record.evidence().incidents) == 2
    assert record.ledger.size == before + 1
    assert len(record.evidence(as_of=before).incidents) == 1
    assert record.verify().ok
    (record.folder / "link.json").unlink()
    record.run()
    assert len(record.evidence().incidents) == 1


def test_a_broken_model_is_told_at_once(tmp_path: Path) -> None:
    record = record_of(tmp_path, TWO)
    (record.folder / "link.json").write_text("{}", encoding="utf-8")
    with pytest.raises(BadFormat, match="not a link model"):
        record.run()
