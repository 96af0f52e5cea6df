"""Dari and Pashto: a relative's loss told of a speaker is no toll; a mine that somebody hid is a bomb."""

from __future__ import annotations

import pytest
from said import plain
from test_persian import TOLL, claims, report, said


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("همسایه‌ای که پسرش کشته شد گفت انفجار در کابل بود.", "prs"),
        ("همسایه‌ای که پسرش در انفجار کابل کشته شد، گفت که نیمه‌شب بود.", "prs"),
        ("زنی که شوهرش در حملهٔ کابل کشته شد می‌گوید کمک نرسیده است.", "prs"),
        ("معلمی که برادرش در حملهٔ کابل زخمی شد گفت که کسی نیامد.", "prs"),
        ("ګاونډی چې زوی یې په کابل کې په چاودنه کې ووژل شو وویل.", "ps"),
        ("یوې ښځې چې مېړه یې په کابل کې په برید کې وژل شوی وویل چې مرسته نه ده رسېدلې.", "ps"),
    ],
)
def test_a_speaker_whose_relative_came_to_harm_is_no_toll(sentence: str, language: str) -> None:
    for attack in claims(report(sentence, language=language)):
        assert said(attack, *TOLL) == []


@pytest.mark.parametrize(
    ("sentence", "tolls"),
    [
        ("پسرش در انفجار کابل کشته شد.", [("killed", "1")]),
        ("پدری که دو پسرش را در حملهٔ کابل از دست داد گفت.", [("killed", "2", "پدری")]),
        ("در حمله ۱۲ تن کشته شدند. همسایه‌ای که پسرش کشته شد گفت که هیچ کس نیامد.", [("killed", "12")]),
        ("یک کودک که پدرش معلم بود در انفجار کابل کشته شد.", [("killed", "1")]),
    ],
)
def test_other_losses_are_counted(sentence: str, tolls: list[tuple[object, ...]]) -> None:
    [attack] = claims(report(sentence))
    assert said(attack, *TOLL) == tolls


def test_who_says_it_is_the_one_whose_relative_it_was() -> None:
    text = report("همسایه‌ای که پسرش کشته شده بود، گفت که در انفجار کابل ده تن کشته شدند.")
    [attack] = claims(text)
    assert said(attack, *TOLL) == [("killed", "10", "همسایه\u200cای")]


@pytest.mark.parametrize(
    ("sentence", "language", "tactic"),
    [
        ("در انفجار ماین در کابل ده تن کشته شدند.", "prs", "landmine"),
        ("موتر شان در غزنی روی ماین رفت و ده تن کشته شدند.", "prs", "landmine"),
        ("ماین باقی‌مانده از جنگ در غزنی منفجر شد و سه کودک کشته شدند.", "prs", "landmine"),
        ("په کابل کې د ماین په چاودنه کې لس تنه ووژل شول.", "ps", "landmine"),
        ("در اثر انفجار ماین در کنار جاده در غزنی ده تن کشته شدند.", "prs", "planted-bomb"),
        ("ماین از پیش در داخل خانقاه در کابل جابه‌جا شده بود و پنج تن کشته شدند.", "prs", "planted-bomb"),
        ("ماین جاسازی‌شده در موتر در کابل منفجر شد و سه تن کشته شدند.", "prs", "planted-bomb"),
        ("یک ماین که با ریموت کنترل می‌شد در کابل منفجر شد و سه تن کشته شدند.", "prs", "planted-bomb"),
        ("په کابل کې د سړک پر غاړه ایښودل شوی ماین وچاودېد او لس تنه ووژل شول.", "ps", "planted-bomb"),
        ("د موټر لاندې نښلول شوی ماین په کابل کې وچاودېد او لس تنه ووژل شول.", "ps", "planted-bomb"),
    ],
)
def test_a_mine_that_somebody_hid_is_a_bomb(sentence: str, language: str, tactic: str) -> None:
    [attack] = claims(report(sentence, language=language))
    assert [plain(value.value) for value in attack.values if value.property == "tactic"] == [tactic]
