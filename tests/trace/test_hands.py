"""Two processes find what one finds."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from gowah.model import Described, Family, SourceText
from gowah.trace import hands, passages
from gowah.words import Settings, load_tables

TABLES = load_tables(("afghanistan",))
STORY = """A bomb hidden under the {n} mill of {place} killed at least {dead} people and wounded {hurt} on Thursday, the \
head of the ward there said. The miller {name} had locked the gate an hour before.

Nobody claimed the attack. {name} says that {left} sacks of flour were burnt, and that the {n} wheel still turns."""
PLACES = ("Herat", "Kunduz", "Ghazni", "Bamyan", "Zaranj", "Farah")
NAMES = ("Kerim", "Nadir", "Sabir", "Tahir", "Walid", "Yasin")
PERSIAN = """بمبی که زیر آسیاب {place} جاسازی شده بود {dead} تن را کشت و {hurt} تن را زخمی کرد. {left} جوال آرد سوخت."""


def _texts() -> list[SourceText]:
    """Six stories, each with a copy, an excerpt and a translation, and all in one record."""
    told = []
    for n in range(6):
        facts = {"n": f"{'abcdefghijkl'[n] * 5}ish", "place": PLACES[n % 6], "dead": 11 + n, "hurt": 31 + 2 * n,
                 "left": 120 + 7 * n, "name": f"{NAMES[n % 6]}{n}zai"}  # fmt: skip
        whole = STORY.format(**facts)
        told += [(f"Wire {n}", "2023-05-01", "en", whole), (f"Sheet {n}", "2023-05-02", "en", whole),
                 (f"Reader {n}", "2023-05-03", "en", whole.split("\n\n")[0]),
                 (f"صبح {n}", "2023-05-02", "prs", PERSIAN.format(**facts))]  # fmt: skip
    return [
        SourceText(
            entry=2 * n + 1, source=2 * n, file=f"{n}.txt", media_type="text/plain", text=body,
            described=Described(publisher=outlet, published=day, language=language),
        )
        for n, (outlet, day, language, body) in enumerate(told)
    ]  # fmt: skip


def _families(texts: Sequence[SourceText]) -> list[Family]:
    return list(passages.trace(texts, (), (), TABLES, Settings()))


def test_two_processes_find_the_same_families_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = _texts()
    alone = _families(texts)
    assert len(alone) == 6
    assert not hands.two_hands(texts)
    monkeypatch.setattr(hands, "_WORTH", 4)
    monkeypatch.setattr(hands, "_STRETCH", 5)
    if not hands.two_hands(texts):
        pytest.skip("there is no second core, or no fork, or other threads run")
    assert _families(texts) == alone


def test_what_fails_in_a_second_process_fails_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hands, "_WORTH", 4)
    monkeypatch.setattr(hands, "_STRETCH", 3)
    if not hands.two_hands(range(10)):
        pytest.skip("there is no second core, or no fork, or other threads run")
    assert [part for parts in hands.side_by_side(list, range(10)) for part in parts] == list(range(10))
    with pytest.raises(ZeroDivisionError):
        list(hands.side_by_side(lambda some: [1 // n for n in some], range(10)))
