"""What holds for any text: quotes are exact, nothing raises, the file's name says nothing, twice is once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from said import report, tables

from gowah.claim import datasets, english
from gowah.model import Block, Claimed, Described, Problem, SourceText
from gowah.words import Settings

WORDS = [
    "At least 13", "people", "were killed", "and", "wounded", "in", "Kabul", "on Friday", "police said", ",", ".", ";", "ISKP", "claimed",
    "the attack", "a mosque", "“", "”", '"', "between 30 and 35", "\n", "\n\n", "of them", "women", "Hazaras", "if", "not", "he said",
    "19 April", "Dasht-e-Barchi", "a bomb", "killing", "dozens", "no one", "according to", "\u200c", "کابل", "🔴", "\x00", "Title:", ":",
]  # fmt: skip

texts = st.one_of(st.text(max_size=300), st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))


def _source(text: str, layout: tuple[Block, ...] = (), file: str = "a.txt") -> SourceText:
    described = Described(publisher="Example News", published="2022-04-21", language="en")
    return SourceText(
        entry=2, source=1, file=file, media_type="text/plain", described=described, layout=layout, text=text
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts)
def test_every_quote_stands_in_the_text(text: str) -> None:
    for claimed in english.claim(_source(text), tables(), Settings()):
        if isinstance(claimed, Problem):  # random words may happen to give an order
            continue
        assert 0 <= claimed.anchor.start <= claimed.anchor.end <= len(text)
        for value in claimed.values:
            assert text[value.start : value.end] == value.quote
            assert value.quote == value.quote.strip()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts, st.text(max_size=20))
def test_claims_depend_on_the_text_alone_and_are_the_same_each_time(text: str, name: str) -> None:
    first = list(english.claim(_source(text), tables(), Settings()))
    other = replace(_source(text, file=name), entry=77, source=76)
    assert list(english.claim(other, tables(), Settings())) == first


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts, st.lists(st.tuples(st.integers(-9, 400), st.integers(-9, 400)), max_size=4))
def test_a_layout_that_does_not_fit_does_no_harm(text: str, spans: list[tuple[int, int]]) -> None:
    layout = tuple(Block(kind="paragraph", start=a, end=b) for a, b in spans)
    for claimed in english.claim(_source(text, layout), tables(), Settings()):
        for value in claimed.values:
            assert text[value.start : value.end] == value.quote


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet='id,date_start;best\n"0123456789-\t', max_size=200))
def test_any_table_ends_in_claims_or_problems(text: str) -> None:
    lines = text.split("\n")
    layout, at = [], 0
    for line in lines:
        layout.append(Block(kind="row" if layout else "header", start=at, end=at + len(line)))
        at += len(line) + 1
    source = replace(_source(text, tuple(layout)), media_type="text/csv")
    for found in datasets.claim(source, tables(), Settings()):
        if isinstance(found, Claimed):
            assert all(text[v.start : v.end] == v.quote for v in found.values)


@pytest.mark.parametrize(
    "junk", ["killed 5 " * 200_000, "(" * 50_000, "\x00\x01" * 100_000, "1 " * 300_000, "Kabul-" * 100_000]
)
def test_junk_ends_without_claims(junk: str) -> None:
    assert [found for found in english.claim(_source(junk), tables(), Settings()) if isinstance(found, Claimed)] == []


def test_english_is_not_asked_about_other_languages_and_tables() -> None:
    text = report("At least 13 people were killed in Kabul on 2 May 2022.")
    assert list(english.claim(text, tables(), Settings())) != []
    dari = replace(text, described=replace(text.described, language="prs"))
    assert list(english.claim(dari, tables(), Settings())) == []
    rows = tuple(replace(block, kind="row") for block in text.layout)
    assert list(english.claim(replace(text, media_type="text/csv", layout=rows), tables(), Settings())) == []


def test_a_line_break_inside_a_sentence_changes_nothing_but_the_quote() -> None:
    flat = report("At least 13 people were killed in Kabul on 2 May 2022, police said.")
    broken = report("At least 13 people were\nkilled in Kabul on\n2 May 2022, police said.")

    def facts(text: SourceText) -> set[tuple[str, str]]:
        found = [c for c in english.claim(text, tables(), Settings()) if isinstance(c, Claimed)]
        return {(v.property, v.quote.replace("\n", " ")) for c in found for v in c.values}

    assert facts(flat) == facts(broken)
