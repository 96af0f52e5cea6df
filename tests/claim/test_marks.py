"""Marks that only say how words look (a terminal's colours, Markdown's stars) are never read as what they say."""

from __future__ import annotations

import pytest
from said import tables

from gowah.claim import english, persian
from gowah.model import Claimed, Count, Described, SourceText
from gowah.words import Settings

PLAIN = {
    "en": "A bomb went off in Kabul on Friday. {}9 people were killed{}, police said.",
    "prs": "روز جمعه در کابل انفجاری رخ داد. {}۹ تن کشته{} شدند، پولیس گفت.",
    "ps": "د جمعې په ورځ په کابل کې چاودنه وشوه. {}۹ کسان ووژل{} شول، پولیسو وویل.",
}
MARKS = [("", ""), ("\x1b[1;31m", "\x1b[0m"), ("\x1b[38;5;12m", "\x1b[39m"), ("**", "**"), ("_", "_"), ("***", "***")]


@pytest.mark.parametrize("language", PLAIN)
@pytest.mark.parametrize("marks", MARKS, ids=["none", "colour", "many colours", "bold", "slanted", "both"])
def test_a_marked_toll_is_the_toll(language: str, marks: tuple[str, str]) -> None:
    words = PLAIN[language].format(*marks)
    text = SourceText(
        entry=2, source=1, file="r.txt", media_type="text/plain", text=words,
        described=Described(published="2022-05-12", language=language),
    )  # fmt: skip
    claimer = english if language == "en" else persian
    values = [v for c in claimer.claim(text, tables(), Settings()) if isinstance(c, Claimed) for v in c.values]
    assert {v.value.low for v in values if isinstance(v.value, Count)} == {9}
    assert all(words[v.start : v.end] == v.quote for v in values)
