"""Whatever words come in whatever order: no crash, true quotes, no empty value, the same twice."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from said import report, tables

from gowah.claim import english
from gowah.model import Claimed, Text
from gowah.words import Settings

CUES = ("bonds", "stand_ins", "sizes", "wants", "aid", "silences", "posts", "sums", "groups", "communities", "harm")
WORDS = sorted(
    {alias for table in CUES for row in tables().terms[table].values() for lang, alias in row.aliases if lang == "en"}
)
LITTLE = ["13", "at least 3", "more than 120", "$5 million", "since August 2021", "in Kabul", "of", "for", "to", "the", ",",
          ".", "?", ":", '"', "(", ")", ";", "and", "not", "They", "He said", "Namuna Khayali", "people", "\n\n", "is"]  # fmt: skip
STATEMENTS = {"total", "group", "tie", "person", "need", "gap"}


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(WORDS) | st.sampled_from(LITTLE), min_size=1, max_size=30))
def test_word_salad(words: list[str]) -> None:
    text = report(" ".join(words), published="2022-09-14")
    first, second = (list(english.claim(text, tables(), Settings())) for _ in range(2))
    assert first == second
    for claimed in first:
        if not isinstance(claimed, Claimed) or claimed.kind not in STATEMENTS:
            continue
        assert claimed.values
        for value in claimed.values:
            assert value.quote
            assert text.text[value.start : value.end] == value.quote
            assert not isinstance(value.value, Text) or value.value.text
            assert (claimed.kind, value.property) in tables().properties
