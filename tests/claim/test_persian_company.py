"""Whom Dari and Pashto texts count by name or beside others; and numbers that count nobody."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from test_persian import TOLL, claims, report, said
from test_persian_unreal import tolls


@pytest.mark.parametrize(
    ("language", "sentence", "expected"),
    [
        ("prs", "حمید، سلما و رضا در حملهٔ لوگر کشته شدند.", [("killed", "3")]),
        ("ps", "حمید، سلما او رضا په لوګر کې په برید کې ووژل شول.", [("killed", "3")]),
        ("prs", "نجیبه، ۲۲ ساله، و فرید، ۴۰ ساله، در انفجار لوگر جان باختند.", [("killed", "2")]),
        ("ps", "زرمینه، ۱۹ کلنه، او نازو، ۲۱ کلنه، په چاودنه کې ووژل شوې.", [("killed", "2")]),
        ("prs", "احمد و سه فرزندش در حملهٔ هرات کشته شدند.", [("killed", "4")]),
        ("prs", "احمد و برادرش در حملهٔ هرات کشته شدند.", [("killed", "2")]),
        ("prs", "احمد و برادرش رضا در حملهٔ هرات کشته شدند.", [("killed", "2")]),
        ("prs", "حمید، سلما و دو کودک در انفجار کشته شدند.", [("killed", "2", "children"), ("killed", "4")]),
        ("prs", "یک زن و پسرش در حملهٔ لوگر کشته شدند.", [("killed", "1", "women"), ("killed", "2")]),
        ("ps", "یوه ښځه او لور یې په برید کې ووژل شوې.", [("killed", "1", "women"), ("killed", "2")]),
        ("prs", "افراد مسلح یک زن را با دخترش در حمله کشتند.", [("killed", "1", "women"), ("killed", "2")]),
        ("prs", "مردی و همسرش در تیراندازی کشته شدند.", [("killed", "2")]),
        ("prs", "یک زن و فرزندانش در انفجار زخمی شدند.", [("injured", "1", "women"), ("injured", "3..")]),
        ("prs", "پدر و پسر در انفجار لوگر کشته شدند.", [("killed", "2")]),
        ("ps", "پلار او زوی په چاودنه کې ووژل شول.", [("killed", "2")]),
        ("prs", "جان‌باختگان انفجار بلخ: فرهاد (۱۹)، مریم (۲۳) و نادر (۴۱).", [("killed", "3")]),
        ("prs", "کشته‌شدگان حملهٔ لوگر: ۱. علی ۲. رضا ۳. حمید", [("killed", "3")]),
        ("ps", "په چاودنه کې دا ماشومان ووژل شول: ۱) ګل‌محمد ۲) زرغونه ۳) نور آغا", [("killed", "3")]),
    ],
)  # fmt: skip
def test_people_named_or_beside_others_are_counted(
    language: str, sentence: str, expected: list[tuple[object, ...]]
) -> None:
    assert tolls(sentence, language=language) == expected


def test_one_who_was_hurt_too_is_no_toll_of_the_attack() -> None:
    assert tolls("در حملهٔ لوگر حسن‌رضا نیز زخمی شد.") == [("injured", "1..")]
    assert tolls("په برید کې حسن‌رضا هم ټپي شو.", language="ps") == [("injured", "1..")]
    assert tolls("در حملهٔ لوگر ۱۲ تن زخمی شدند. حسن‌رضا نیز زخمی شد.") == [("injured", "12")]


@pytest.mark.parametrize(
    ("language", "sentence", "expected"),
    [
        ("prs", "در انفجار هرات علی (۱۲) و زهرا (۱۰) زخمی شدند.", [("injured", "2")]),
        ("prs", "حمله در خانهٔ شماره ۱۲، پلاک ۴۵۶ رخ داد و سه تن کشته شدند.", [("killed", "3")]),
        ("prs", "در انفجار کابل سه تن زخمی شدند. با ۱۱۹ تماس بگیرید.", [("injured", "3")]),
        ("ps", "په چاودنه کې درې تنه ټپیان شول. د مرستې لپاره ۱۱۹ ته زنګ ووهئ.", [("injured", "3")]),
        ("prs", "در حملهٔ کابل -۵ تن کشته شدند.", []),
        ("prs", "در حملهٔ کابل ۱،۲،۳ تن کشته شدند.", []),
        ("prs", "در انفجار ۱٬۲۰۰ تن زخمی شدند.", [("injured", "1200")]),
        ("prs", "کشته‌شدگان (۱۲) و زخمیان (۳۰) در انفجار کندز.", [("injured", "30"), ("killed", "12")]),
        ("prs", "کشته: ۱۲، زخمی: ۳۰ در انفجار بلخ", [("injured", "30"), ("killed", "12")]),
        ("prs", "انفجار کابل: ۸ کشته ۲۰ زخمی", [("injured", "20"), ("killed", "8")]),
        ("ps", "د کابل چاودنه: ۸ وژل شوي ۲۰ ټپیان", [("injured", "20"), ("killed", "8")]),
        ("prs", "در انفجار کابل ۴\u200b۲ تن کشته شدند.", [("killed", "42")]),
        ("prs", "در انفجار کابل \u200f۴٢\u200f تن کشته شدند.", [("killed", "42")]),
    ],
)  # fmt: skip
def test_which_numbers_count_somebody(language: str, sentence: str, expected: list[tuple[object, ...]]) -> None:
    assert tolls(sentence, language=language) == expected


@hypothesis_settings(max_examples=60, deadline=None)
@given(st.integers(min_value=4, max_value=90), st.sampled_from("\u200b\u200e\u200f\u2060\ufeff"))
def test_signs_that_nobody_sees_change_no_number(count: int, sign: str) -> None:
    digits = str(count)
    assert tolls(f"در انفجار {sign}{sign.join(digits)}{sign} تن کشته شدند.") == tolls(
        f"در انفجار {digits} تن کشته شدند."
    )


@hypothesis_settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(["حمید", "رضا", "زهرا", "فاطمه", "کریم"]), min_size=2, max_size=5, unique=True))
def test_a_list_of_names_counts_as_many(names: list[str]) -> None:
    said_so = "، ".join(names[:-1]) + " و " + names[-1]
    [attack] = claims(report(f"{said_so} در حملهٔ لوگر کشته شدند."))
    assert said(attack, *TOLL) == [("killed", str(len(names)))]
