"""Two claimers on one report: the attack that both tell of is one, two attacks stay two, and people's rulings hold."""

from __future__ import annotations

import random

import pytest

from gowah.link.beside import bundles
from gowah.model import Claimed, Count, Mention, Span, Value, Verdict


def mention(entry: int, tool: str, *told: tuple[str, int, int, int], text: int = 1) -> Mention:
    """A mention with values (property, number, start, end)."""
    values = tuple(
        Value(property=name, value=Count(low=n, high=n, as_written=tool), quote="x" * (b - a), start=a, end=b)
        for name, n, a, b in told
    )
    return Mention(
        entry=entry, text=text, tool=tool,
        claimed=Claimed(kind="attack", anchor=Span(start=told[0][2], end=told[0][3]), values=values),
    )  # fmt: skip


RULE_A = mention(1, "rules", ("killed", 13, 0, 40))
RULE_B = mention(2, "rules", ("killed", 5, 50, 90))
MODEL_A = mention(3, "model", ("killed", 13, 10, 22), ("injured", 30, 100, 110))
MODEL_B = mention(4, "model", ("killed", 5, 60, 70))


def entries(*mentions: Mention, rulings: tuple[tuple[str, int, int], ...] = ()) -> set[frozenset[int]]:
    return {frozenset(m.entry for m in bundle.mentions) for bundle in bundles(mentions, rulings)}


def test_each_goes_with_the_one_it_agrees_with() -> None:
    assert entries(RULE_A, RULE_B, MODEL_A, MODEL_B) == {frozenset({1, 3}), frozenset({2, 4})}


def test_two_attacks_of_one_claimer_in_one_sentence_stay_two() -> None:
    both = [mention(1, "rules", ("killed", 13, 0, 90)), mention(2, "rules", ("killed", 5, 0, 90))]
    assert entries(*both, MODEL_A, MODEL_B) == {frozenset({1, 3}), frozenset({2, 4})}
    assert entries(*both) == {frozenset({1}), frozenset({2})}


def test_other_words_are_another_mention() -> None:
    assert entries(RULE_A, MODEL_B) == {frozenset({1}), frozenset({4})}


def test_another_report_is_another_mention() -> None:
    assert entries(RULE_A, mention(3, "model", ("killed", 13, 0, 40), text=2)) == {frozenset({1}), frozenset({3})}


def test_a_ruling_keeps_them_apart() -> None:
    apart = ((Verdict.DIFFERENT_INCIDENT.value, 3, 1),)
    assert entries(RULE_A, MODEL_A, rulings=apart) == {frozenset({1}), frozenset({3})}


def test_the_values_of_both_are_compared() -> None:
    (bundle,) = bundles([RULE_A, MODEL_A], ())
    assert {(v.property, v.start) for v in bundle.whole.claimed.values} == {
        ("killed", 0),
        ("killed", 10),
        ("injured", 100),
    }


@pytest.mark.parametrize("seed", range(5))
def test_neither_order_nor_ids_matter(seed: int) -> None:
    told = [RULE_A, RULE_B, MODEL_A, MODEL_B]
    want = {frozenset(m.claimed for m in bundle.mentions) for bundle in bundles(told, ())}
    random.Random(seed).shuffle(told)
    new = [Mention(entry=9 - m.entry, text=m.text, tool=m.tool, claimed=m.claimed) for m in told]
    assert {frozenset(m.claimed for m in bundle.mentions) for bundle in bundles(new, ())} == want
