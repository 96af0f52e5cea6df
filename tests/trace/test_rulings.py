"""People rule on origins: what they say overrides what was found, and is told as theirs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gowah.model import Described, Family, SourceText
from gowah.trace import passages
from gowah.words import Settings, load_tables

TABLES = load_tables(("afghanistan",))

COPY = """A bomb hidden under a bridge killed at least 12 people and wounded 31 on Thursday when a bus of pilgrims \
crossed it, the provincial hospital said.

The bus had left the old bazaar an hour before and was carrying 44 passengers, most of them students."""
WIRE = (
    f"{COPY}\n\nNobody claimed the attack. Police suspect Islamic State, which has struck buses of travellers before."
)
OTHER = """A grenade was thrown at a tailor's shop in Herat on Thursday evening. The owner was hurt in the leg.

Neighbours said two men had quarrelled with him over rent the week before."""
UNLIKE = """In Herat a tailor lies in hospital. Somebody threw an explosive through his door, people of the street told us.

They think it was about money."""


def text(publisher: str, published: str, body: str) -> SourceText:
    about = Described(publisher=publisher, published=published, language="en")
    return SourceText(entry=0, source=0, file=f"{publisher}.txt", media_type="text/plain", described=about, text=body)


def record(*texts: SourceText) -> list[SourceText]:
    return [replace(one, entry=2 * n + 11, source=2 * n + 10) for n, one in enumerate(texts)]


def _traced(texts: list[SourceText], *rulings: tuple[str, int, int]) -> list[Family]:
    return list(passages.trace(texts, (), rulings, TABLES, Settings()))


def test_texts_ruled_to_rest_on_two_origins_are_in_no_family() -> None:
    texts = record(text("Northern Wire", "2022-03-03", WIRE), text("Evening Sheet", "2022-03-04", COPY))
    assert len(_traced(texts)) == 1
    assert _traced(texts, ("different_origin", texts[0].entry, texts[1].entry)) == []


def test_texts_ruled_to_rest_on_one_origin_are_a_family_and_the_ruling_is_the_reason() -> None:
    texts = record(text("Herat Post", "2023-01-05", OTHER), text("City News", "2023-01-06", UNLIKE))
    assert _traced(texts) == []
    (family,) = _traced(texts, ("same_origin", texts[0].entry, texts[1].entry))
    assert family.origin_name.startswith("Herat Post")
    (member,) = (member for member in family.members if member.relation != "original")
    assert member.reason.startswith("ruled by a person")
    assert member.certain


@pytest.mark.parametrize("last", ["same_origin", "different_origin"])
def test_of_two_rulings_the_later_holds(last: str) -> None:
    texts = record(text("Northern Wire", "2022-03-03", WIRE), text("Evening Sheet", "2022-03-04", COPY))
    pair = texts[0].entry, texts[1].entry
    first = "same_origin" if last == "different_origin" else "different_origin"
    assert bool(_traced(texts, (first, *pair), (last, *pair))) == (last == "same_origin")


def test_a_ruling_that_two_are_apart_holds_against_a_third_that_both_copy() -> None:
    texts = record(
        text("Northern Wire", "2022-03-03", WIRE), text("Evening Sheet", "2022-03-04", COPY),
        text("Valley Paper", "2022-03-05", COPY),
    )  # fmt: skip
    (family,) = _traced(texts)
    assert len(family.members) == 3
    apart = _traced(texts, ("different_origin", texts[1].entry, texts[2].entry))
    assert all(not {texts[1].entry, texts[2].entry} <= {member.text for member in one.members} for one in apart)
    assert apart
