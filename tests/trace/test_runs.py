"""Which texts share runs of words: the quick look finds what a slow one finds."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from gowah.model import Described, SourceText
from gowah.trace.forms import forms_in
from gowah.trace.runs import sharing
from gowah.words.script import FILLER, fold, words

WORDS = st.sampled_from(
    ["the", "mill", "کابل", "کا\u0640بل", "İnce", "ünü", "12", "x" * 90, "a_b", "\U00010400\U00010401"]
)
TEXT = st.lists(st.one_of(WORDS, st.sampled_from([".", "\n\n", "-", "\u200c", "’"])), max_size=30).map(" ".join)


def _texts(bodies: list[str]) -> list[SourceText]:
    return [
        SourceText(
            entry=2 * n + 1, source=2 * n, file=f"{n}", media_type="text/plain", text=body, described=Described()
        )
        for n, body in enumerate(bodies)
    ]  # fmt: skip


def _slowly(bodies: list[str], length: int) -> set[tuple[int, int]]:
    runs = []
    for body in bodies:
        forms = [word.form for word in words(body)]
        runs.append({tuple(forms[n : n + length]) for n in range(len(forms) - length + 1)})
    holding = Counter(run for held in runs for run in held)
    few = {run for run, count in holding.items() if count == 2}
    return {(a, b) for a, b in combinations(range(len(bodies)), 2) if len(runs[a] & runs[b] & few) >= 3}


@settings(max_examples=200, deadline=None)
@given(st.lists(TEXT, max_size=5), st.integers(2, 4))
def test_texts_that_share_three_runs_of_their_own_are_found(bodies: list[str], length: int) -> None:
    found = sharing(_texts(bodies), length)
    assert _slowly(bodies, length) <= {(a, b) for a, b, _ in found}
    assert all(a < b and weight > 0 for a, b, weight in found)


@given(st.text(max_size=200))
def test_the_quick_words_are_the_words(text: str) -> None:
    assert [word.form for word in words(text)] == [form for form in forms_in(fold(text)) if form.strip(FILLER)]


def test_runs_do_not_reach_over_the_end_of_a_text() -> None:
    assert sharing(_texts(["one two three four", "five six seven eight", "four five six seven"]), 4) == []
