"""Linking with what was worked out before gives what linking all anew gives, however the reports arrived."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gowah.link import joining, weights
from gowah.link.engine import Engine
from gowah.link.splinked import scored
from gowah.model import Evidence, Incident
from gowah.testing import record_of
from gowah.testing.evidence import HandReport, build, claim, exactly, report
from gowah.views.memo import FolderMemo
from gowah.words import Settings, load_tables

TABLES = load_tables(("afghanistan",))
PLACES = ["AF-KDZ", "AF-KDZ.kunduz-city", "AF-BAL", "AF-BAL.mazar-e-sharif", "AF-KAB", "AF", None]
SITES = ["mosque", "school", "market", None]
Ruling = tuple[str, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A memo in memory."""

    by_name: dict[str, bytes] = field(default_factory=dict)

    def recall(self, name: str) -> bytes | None:
        return self.by_name.get(name)

    def remember(self, name: str, data: bytes) -> None:
        self.by_name[name] = data


def told(chance: random.Random, n: int) -> HandReport:
    """A report of an attack that others may tell of too: few places, days, tolls and names."""
    day = f"2021-10-{chance.randint(1, 12):02}"
    values = {
        "when": chance.choice([day, day, day, "2021-10-01/2021-10-31", None]), "where": chance.choice(PLACES),
        "site": chance.choice(SITES), "community": chance.choice(["shia", "sikh", None]),
        "killed": exactly(chance.choice([3, 14, 46])), "injured": exactly(chance.choice([0, 20])),
    }  # fmt: skip
    name = chance.choice(["Lantern", "Harbour", "Tamrisk", "Kelido"])
    sentence = f"A bomb near the {name} house, {chance.choice(['outlet', 'doctors', 'police'])} {n % 7} said."
    given = {key: value for key, value in values.items() if value is not None}
    return report(f"Outlet {n}", f"2021-10-{chance.randint(9, 20):02}", claim("attack", sentence, **given))  # type: ignore[arg-type]


def some(evidence: Evidence, texts: set[int]) -> Evidence:
    """The evidence as far as it comes from these texts."""
    return Evidence(
        size=evidence.size, texts=tuple(text for text in evidence.texts if text.entry in texts),
        mentions=tuple(each for each in evidence.mentions if each.text in texts), families=(), incidents=(), figures=(),
    )  # fmt: skip


def link(evidence: Evidence, memo: Held | FolderMemo | None, rulings: Sequence[Ruling] = ()) -> list[Incident]:
    linker = weights if memo is None else weights.with_memo(memo)
    return list(linker.link(evidence.texts, evidence.mentions, rulings, TABLES, Settings()))


@contextmanager
def remembering_little() -> Iterator[None]:
    """Memory serves from 200 mentions on; here from two."""
    with patch("gowah.link.linked.LEAST_ROWS", 2), patch("gowah.link.joining._FEW", 0):
        yield


@settings(max_examples=6, deadline=None)
@given(
    seed=st.integers(0, 10**6), arrivals=st.lists(st.integers(0, 2), min_size=2, max_size=24),
    ruled=st.lists(st.tuples(st.booleans(), st.integers(0, 23), st.integers(0, 23)), max_size=3),
)  # fmt: skip
def test_any_split_of_arrival_gives_the_incidents_of_one_link_of_all(
    seed: int, arrivals: list[int], ruled: list[tuple[bool, int, int]]
) -> None:
    """`arrivals`: for each report the run in which it comes in; rulings come with the last."""
    chance = random.Random(seed)
    evidence = build(*(told(chance, n) for n in range(len(arrivals))))
    entries = [each.entry for each in evidence.mentions]
    rulings = [
        ("same_incident" if same else "different_incident", entries[a % len(entries)], entries[b % len(entries)])
        for same, a, b in ruled
    ]
    memo = Held()
    with remembering_little():
        for run in range(3):
            there = {text.entry for text, arrives in zip(evidence.texts, arrivals, strict=True) if arrives <= run}
            part = some(evidence, there)
            if len(part.mentions) > 1:
                assert link(part, memo) == link(part, None)
        assert link(evidence, memo, rulings) == link(evidence, None, rulings)


@settings(max_examples=3, deadline=None)
@given(seed=st.integers(0, 10**6), gone=st.sets(st.integers(0, 11), max_size=6))
def test_what_is_withdrawn_leaves_no_trace(seed: int, gone: set[int]) -> None:
    chance = random.Random(seed)
    evidence = build(*(told(chance, n) for n in range(12)))
    rest = some(evidence, {text.entry for n, text in enumerate(evidence.texts) if n not in gone})
    memo = Held()
    with remembering_little():
        link(evidence, memo)
        assert link(rest, memo) == link(rest, None)


def test_only_pairs_with_something_new_are_scored() -> None:
    chance = random.Random(7)
    evidence = build(*(told(chance, n) for n in range(260)))
    all_but_two = some(evidence, {text.entry for text in evidence.texts[:-2]})
    asked: list[int] = []

    def counted(engine: Engine, compared: object, model: object, pairs: str, into: str, **more: object) -> None:
        asked.append(engine.rows(f"select count(*) as n from {pairs}").to_pylist()[0]["n"])
        scored(engine, compared, model, pairs, into, **more)  # type: ignore[arg-type]

    memo = Held()
    with patch.object(joining, "scored", counted):
        link(all_but_two, memo)
        first = sum(asked)
        asked.clear()
        found = link(evidence, memo)
    assert found == link(evidence, None)
    assert 0 < sum(asked) < first / 3


@pytest.mark.parametrize("harm", [b"", b"no table", None])
def test_a_memo_that_is_lost_or_damaged_is_made_anew(tmp_path: Path, harm: bytes | None) -> None:
    chance = random.Random(3)
    evidence = build(*(told(chance, n) for n in range(12)))
    memo = FolderMemo(folder=tmp_path / "memo")
    with remembering_little():
        want = link(evidence, memo)
        files = sorted(memo.folder.iterdir())
        assert len(files) >= 3
        for file in files:
            file.write_bytes(file.read_bytes()[:-7] if harm is None else harm)
        assert link(evidence, memo) == want
        for file in files:
            memo.remember(file.name, harm or b"\0" * 40)
        assert link(evidence, memo) == want


def test_other_weights_are_not_answered_from_memory() -> None:
    chance = random.Random(3)
    evidence = build(*(told(chance, n) for n in range(12)))
    memo, other = Held(), Settings()
    apart = type(other.link)(days=other.link.days, threshold=10**6, model="")
    with remembering_little():
        assert any(len(each.mentions) > 1 for each in link(evidence, memo))
        strict = type(other)(**{**{name: getattr(other, name) for name in other.__dataclass_fields__}, "link": apart})
        found = list(weights.with_memo(memo).link(evidence.texts, evidence.mentions, (), TABLES, strict))
    assert all(len(each.mentions) == 1 for each in found)


def test_a_record_remembers_beside_its_views_and_a_rebuild_gives_the_same(tmp_path: Path) -> None:
    chance = random.Random(5)
    day = "--- {0}.txt\nOutlet {0}, 22 April 2022\n\nA bomb killed {1} people in a mosque in {2} on 21 April 2022.\n"
    places = ["Kabul", "Herat", "Kunduz"]
    with remembering_little():
        record = record_of(
            tmp_path, "".join(day.format(n, chance.randint(2, 9), chance.choice(places)) for n in range(6))
        )
        before = record.evidence(refresh=True).incidents
        assert any((record.folder / "views" / "memo").iterdir())
        assert record.evidence(refresh=True).incidents == before
        assert record.rebuild(check=True) == ()
