"""What a text without labels calls itself, and how others name it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gowah.model import Block, Described, SourceText
from gowah.trace import passages
from gowah.trace.masthead import Masthead, masthead
from gowah.trace.outlets import sounds
from gowah.words import Settings, load_tables

TABLES = load_tables(("afghanistan",))


def _text(body: str, n: int = 0, *, day: str | None = None, layout: tuple[Block, ...] = ()) -> SourceText:
    about = Described(language="en", published=day)
    return SourceText(
        entry=2 * n + 1, source=2 * n, file=f"{n}.txt", media_type="text/plain", described=about, layout=layout,
        text=body,
    )  # fmt: skip


def _head(body: str, agency: str | None = None) -> Masthead:
    return masthead(_text(body), agency, TABLES)


BODY = "A bridge fell on Monday and four carts with it, the miller said, and nobody has seen the ferryman since then."


@pytest.mark.parametrize(
    ("head", "name", "day"),
    [
        ("RED HARBOUR LEAGUE\nPress statement\n4 October 2023", "RED HARBOUR LEAGUE", "2023-10-04"),
        ("Hill Letters | No. 12 | 3 May 2024", "Hill Letters", "2024-05-03"),
        ("روزنامهٔ بامیان نو، پنج‌شنبه ۱۳ میزان ۱۴۰۲", "روزنامهٔ بامیان نو", "2023-10-05"),
        ("د سپوږمۍ پاڼه\nد سلواغې ۱۰مه، ۱۴۰۲", "د سپوږمۍ پاڼه", "2024-01-30"),
        ("The Long Evening\nBroadcast: 28 February 2024. Rush transcript, may contain errors.", "The Long Evening",
         "2024-02-28"),
        ("Bridge-Fall, 1st Lead\n\nBy ANA DOE\nMarlin Dispatch", "Marlin Dispatch", ""),
    ],
)  # fmt: skip
def test_a_head_gives_a_name_and_a_day(head: str, name: str, day: str) -> None:
    found = _head(f"{head}\n\n{BODY}")
    assert name in found.names
    assert found.day == day


def test_a_day_in_a_headline_or_a_sentence_is_no_day_of_issue() -> None:
    assert _head(f"Four carts lost in the bridge that fell on 30 August 2021\n\n{BODY}").day == ""
    assert _head(f"{BODY}\n\nIt was built on 2 May 1911.").day == ""


def test_a_weekday_or_a_place_is_no_name() -> None:
    assert _head(f"Friday, Kabul\n\n{BODY}").names == ()


def test_an_organisation_of_the_tables_is_known_by_all_its_names() -> None:
    assert _head(f"UNITED NATIONS ASSISTANCE MISSION IN AFGHANISTAN\n\n{BODY}").codes == {"@organisations unama"}
    assert _head(f"Friends of the United Nations in the Hill Country\n\n{BODY}").codes == frozenset()


def test_what_the_reader_found_stands() -> None:
    about = Described(publisher="Northern Wire", published="2022-03-03")
    text = SourceText(
        entry=1, source=0, file="a", media_type="text/plain", described=about, text=f"Other\n4 May 2023\n{BODY}"
    )
    assert masthead(text, None, TABLES) == Masthead(names=("Northern Wire",), codes=frozenset(), day="2022-03-03")


@pytest.mark.parametrize(
    ("latin", "persian"), [("Osprey", "اوسپري"), ("Larkspur", "لارکسپر"), ("Marlin", "مارلین"), ("Orwell", "اورول")]
)
def test_a_name_sounds_alike_in_both_scripts(latin: str, persian: str) -> None:
    assert sounds((latin.lower(),)) == sounds((persian,))


STATEMENT = """Our ward took in 36 people between noon and three o'clock today after the blast at the mill. Five of \
them were dead when they came, and two have died since. Eleven are children, and nine need an operation this week.

We have used 40 units of blood. Nobody here will speak about who may have done this, and we ask not to be called."""

LIVE = """14:10

The miller's union has called for calm and will meet at seven in the square before the old customs house.

13:30

Our ward took in 36 people between noon and three o'clock today after the blast at the mill. Five of them were dead \
when they came, and two have died since.

12:05

Smoke is seen from the bridge. Readers in the weavers' quarter write that their windows are broken and shops shut."""


def test_a_page_that_gathers_posts_quotes_and_is_not_quoted() -> None:
    blocks, at = [], 0
    for part in LIVE.split("\n\n"):
        start = LIVE.index(part, at)
        at = start + len(part)
        blocks.append(Block(kind="entry" if ":" in part[:3] else "paragraph", start=start, end=at))
    live, statement = _text(LIVE, 1, day="2024-02-21", layout=tuple(blocks)), _text(STATEMENT, 2, day="2024-02-21")
    (family,) = passages.trace([live, statement], (), (), TABLES, Settings())
    assert family.origin == statement.entry
    assert [(m.text, m.relation) for m in family.members if m.text != family.origin] == [(live.entry, "partial")]


@given(st.text(max_size=400))
def test_any_text_has_a_head(body: str) -> None:
    found = _head(body)
    assert 0 <= found.end <= len(body) + 1
    assert all(name in body for name in found.names)
