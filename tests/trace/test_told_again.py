"""Little families in English, Dari and Pashto, all in one record: who draws on whom, how, and what was changed.

The texts are invented and bear no labels: like real ones they say at their head who speaks and when.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from pathlib import Path

import pytest

from gowah import Record
from gowah.model import Family, Member
from gowah.testing import private_keys
from gowah.testing.records import reports_in

STORIES = reports_in((Path(__file__).parent / "told_again.txt").read_text(encoding="utf-8"))

DRAWN = {
    "larkspur-prs": ("larkspur-en", "translation"),
    "osprey-ps": ("osprey-en", "translation"),
    "badghis-en": ("badghis-prs", "translation"),
    "laghman-prs": ("laghman-ps", "translation"),
    "juniper-own-words": ("juniper-en", "paraphrase"),
    "league-cited": ("league-en", "cites"),
    "monitor-prs": ("monitor-en", "translation"),
    "swap-post": ("swap-en", "paraphrase"),
    "dari-retold": ("dari-first", "paraphrase"),
    "pashto-copy": ("pashto-first", "verbatim"),
    "chain-prs": ("chain-en", "translation"),
    "chain-ps": ("chain-en", "translation"),
    "mission-cited": ("mission-en", "cites"),
    "capital-ps": ("capital-en", "translation"),
    "ward-quoted": ("ward-en", "partial"),
    "ferry-copy": ("ferry-wire", "verbatim"),
    "ferry-excerpt": ("ferry-wire", "partial"),
    "ferry-retold": ("ferry-wire", "paraphrase"),
    "ferry-correction": ("ferry-wire", "partial"),
    "school-en": ("school-prs", "translation"),
    "market-prs": ("market-ps", "translation"),
    "ward-live": ("ward-statement", "partial"),
    "taken-part-blog": ("taken-part", "partial"),
    "taken-number": ("taken-part", "verbatim"),
}

CHANGED = {
    "larkspur-prs": {"lost qualifier", "scope"},  # "at least"; the watchman's 21 dead
    "osprey-ps": {"number"},  # 24 became 42
    "badghis-en": {"scope"},  # the 7 of the police
    "monitor-prs": {"scope"},  # the third attack
    "swap-post": {"number"},  # the dead and the wounded changed places
    "juniper-own-words": {"scope"},  # the denial of the garrison
    "chain-prs": {"lost qualifier", "scope"},  # "more than"; the denial
    "chain-ps": {"number"},  # 14 became 41
    "ward-quoted": {"scope"},  # whom the count does not cover
    "ferry-correction": {"number"},  # 9 became 6
    "taken-number": {"number"},  # six became sixteen
}


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, tuple[Family, Member]]:
    """Name of a report -> the family it is in and its part there."""
    home = tmp_path_factory.mktemp("told-again")
    (home / "in").mkdir()
    for name, text in STORIES.items():
        (home / "in" / f"{name}.txt").write_text(text, encoding="utf-8")
    with private_keys(home / "keys"):
        kept = Record.create(home / "record")
        kept.keep(home / "in")
        kept.run()
        evidence = kept.evidence()
    names = {text.entry: text.file.removesuffix(".txt") for text in evidence.texts}
    return {names[member.text]: (family, member) for family in evidence.families for member in family.members}


@pytest.mark.parametrize("copy", DRAWN)
def test_who_draws_on_whom_and_how(record: Mapping[str, tuple[Family, Member]], copy: str) -> None:
    origin, relation = DRAWN[copy]
    assert copy in record
    family, member = record[copy]
    assert record[origin][0] is family
    assert family.origin == record[origin][1].text
    assert member.relation == relation


def test_nothing_else_is_a_family(record: Mapping[str, tuple[Family, Member]]) -> None:
    """Above all not two reports of one event with the same figures, each with sources of its own."""
    together = {frozenset((a, b)) for a, b in combinations(record, 2) if record[a][0] is record[b][0]}
    brothers = {frozenset((a, b)) for a, b in combinations(DRAWN, 2) if DRAWN[a][0] == DRAWN[b][0]}
    assert together == {frozenset((copy, origin)) for copy, (origin, _) in DRAWN.items()} | brothers


@pytest.mark.parametrize("copy", CHANGED)
def test_what_was_changed(record: Mapping[str, tuple[Family, Member]], copy: str) -> None:
    assert {change.kind for change in record[copy][1].changed} == CHANGED[copy]


@pytest.mark.parametrize("copy", [copy for copy in DRAWN if copy not in CHANGED])
def test_what_was_not_changed(record: Mapping[str, tuple[Family, Member]], copy: str) -> None:
    assert {change.kind for change in record[copy][1].changed} == set()
