"""Numbers as reports write them, in words and digits, with what qualifies them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spelling import dari, english, pashto

from gowah.words import NumberSpan, find_money, find_numbers

VAGUE = {"several": 3, "tens": 10, "dozens": 24, "scores": 40, "hundreds": 100}


def found(text: str) -> list[NumberSpan]:
    spans = list(find_numbers(text, VAGUE))
    end = 0
    for span in spans:
        assert end <= span.start <= span.number_start < span.number_end <= span.end <= len(text)
        assert span.count.as_written == text[span.start : span.end]
        end = span.end
    return spans


def said(text: str) -> list[str]:
    """Each number as `low..high`, `~` before what is about."""
    counts = [span.count for span in found(text)]
    return [
        ("~" if c.about else "")
        + (f"{c.low}" if c.low == c.high else f"{'' if c.low is None else c.low}..{c.high or ''}")
        for c in counts
    ]


@settings(deadline=None)
@given(st.integers(0, 9_999_999))
def test_numbers_in_words_read_back(n: int) -> None:
    for text in (
        f"{english(n)} people were killed",
        f"{english(n, ' ', ' ')} people were killed",
        f"{dari(n)} تن کشته شدند",
        f"{pashto(n)} تنه ووژل شول، ټپیان ډېر دي",
    ):
        [number] = found(text)
        assert (number.count.low, number.count.high) == (n, n), text


@settings(deadline=None)
@given(st.integers(0, 9_999_999))
def test_numbers_in_digits_read_back(n: int) -> None:
    persian = str.maketrans("0123456789,", "۰۱۲۳۴۵۶۷۸۹٬")
    for text in (f"{n} people", f"{n:,} people", f"{n:,} تن".translate(persian), f"{n} تن".translate(persian)):
        [number] = found(text)
        assert (number.count.low, number.count.high) == (n, n), text


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("At least 13 were killed and more than 120 hurt", ["13..", "121.."]),
        ("No fewer than twenty-three died", ["23.."]),
        ("fewer than 1,000 fighters", ["..999"]),
        ("up to 40, as many as 35, no more than 9", ["..40", "..35", "..9"]),
        ("about 3,000, some 60, nearly 100, an estimated 500", ["~3000", "~60", "~100", "~500"]),
        ("between 30 and 35, 30-35, 30 to 35, 30 or 35", ["30..35"] * 4),
        ("200 or more, 50-plus, 60+", ["200..", "50..", "60.."]),
        ("dozens were hurt, scores of people, several hundred", ["~24..", "~40..", "~300.."]),
        ("a couple of men, half a dozen, two dozen, a hundred and six", ["2", "6", "24", "106"]),
        ("no one died; there were no casualties; nobody was hurt", ["0", "0", "0"]),
        ("2.5 million people, three hundred thousand", ["2500000", "300000"]),
        ("The toll rose from 46 to 72", ["46", "72"]),
        ("The toll has gone up to 10", ["10"]),
        ("two to three million", ["2000000..3000000"]),
        ("دست‌کم ۴۶ تن کشته و ۱۴۳ تن زخمی شدند", ["46..", "143"]),
        ("بیش از صد تن، کمتر از پنجاه تن، حدود ۲۰ تن، نزدیک به سی تن", ["101..", "..49", "~20", "~30"]),
        ("حداکثر ۵۰ تن؛ ۳۰ تا ۴۰ تن؛ بین ۳۰ و ۴۰ تن", ["..50", "30..40", "30..40"]),
        ("ده‌ها تن، صدها تن، چندین تن، هیچ‌کس", ["~10..", "~100..", "~3..", "0"]),
        ("لږ تر لږه ۴۱ تنه وژل شوي او شاوخوا ۷۰ نور ټپیان دي", ["41..", "~70"]),
        ("تر ۵۰ زیات کسان، له ۳۰ څخه زیات ټپیان، تر ۲۰ لږ کسان، تر ۱۰ پورې", ["51..", "31..", "..19", "..10"]),
        ("د ټپیانو شمېر د ۵۰ او ۶۰ ترمنځ دی", ["50..60"]),
        ("لسګونه کسان ټپیان دي او څوک نه دي وژل شوي", ["~10..", "0"]),
    ],
)
def test_qualified(text: str, counts: list[str]) -> None:
    assert said(text) == counts


@pytest.mark.parametrize(
    "text",
    [
        "on 8 October 2021", "at 14:20 or 3 pm", "the 17th brigade", "twenty-first century", "District 13", "PD13",
        "COVID-19 and B-52", "13% of them", "40 percent", "3.6", "https://example.org/2021/10/46", "در ۱۶ میزان ۱۴۰۰",
        "ناحیهٔ ۱۳", "د ۱۴۰۰ کال د تلې په ۲۳مه", "هشتم سنبله", "a man and an officer", "between 2019 and 2021",
    ],
)  # fmt: skip
def test_no_counts(text: str) -> None:
    assert said(text) == []


def test_ages_and_years_are_marked() -> None:
    assert [span.age for span in found("a 17-year-old girl, a man aged 40, دختری ۱۷ ساله, and 3 men")] == [
        True, True, True, False,
    ]  # fmt: skip
    assert [span.year_like for span in found("2019 fighters and 3,000 more")] == [True, False]


def test_a_number_after_a_name_is_an_age() -> None:
    assert [span.age for span in found("We mourn Ahmad, 45, and a girl of 12; 3 died")] == [True, True, False]


def test_vague_words_follow_the_recipe() -> None:
    [number] = find_numbers("dozens were killed", {"dozens": 20})
    assert (number.count.low, number.count.high, number.count.about) == (20, None, True)


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        ("a reward of $5 million (£3.6 million)", [(5_000_000, "USD"), (3_600_000, "GBP")]),
        ("£3.6m, €2bn, US$ 10", [(3_600_000, "GBP"), (2_000_000_000, "EUR"), (10, "USD")]),
        ("5 million dollars and 100,000 Afghanis", [(5_000_000, "USD"), (100_000, "AFN")]),
        ("۱۰۰ هزار افغانی", [(100_000, "AFN")]),
        ("پنځه میلیونه ډالر", [(5_000_000, "USD")]),
        ("5m away, 5 people", []),
    ],
)
def test_money(text: str, sums: list[tuple[int, str]]) -> None:
    spans = find_money(text)
    assert [(span.money.amount, span.money.currency) for span in spans] == sums
    assert all(span.money.as_written == text[span.start : span.end] for span in spans)


@pytest.mark.parametrize("text", [
    "alert(1)> six killed", "<img src=x onerror=alert(1)> six killed", "<script>alert(1)</script> six killed",
    "<svg/onload=alert(1)>six killed", "x=1 > six killed", "Blast at <a href='1'> kills six", "<td width=2>six</td>",
    "javascript:alert(1)// six killed", "six<br1>killed", "<h1>six killed</h1>",
])  # fmt: skip
def test_what_stands_in_markup_is_no_count(text: str) -> None:
    assert [span.value for span in find_numbers(text, {})] == [6]


@pytest.mark.parametrize(("text", "values"), [
    ("killed(6), injured(9)", [6, 9]), ("killed=6; injured=9", [6, 9]), ("killed (6) > injured (3)", [6, 3]),
    ("<at least 6 killed>", [6]), ("toll < 10, > 4", [10, 4]), ("killed(6)/injured(9)", [6, 9]),
])  # fmt: skip
def test_brackets_and_signs_of_prose_hide_no_count(text: str, values: list[int]) -> None:
    assert [span.value for span in find_numbers(text, {})] == values


@pytest.mark.parametrize(
    "text", ["<a " * 200_000, "<a " + "= " * 300_000, "x(" * 200_000, "=1 " * 10_000, "w(1) " * 10_000]
)
def test_markup_without_end_costs_no_more_than_its_length(text: str) -> None:
    begun = time.process_time()
    find_numbers(text, {})
    assert time.process_time() - begun < 10
