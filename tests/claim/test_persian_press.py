"""Sentences as the daily press of Afghanistan writes them, in Dari and the same kinds in Pashto."""

from __future__ import annotations

import pytest
from said import plain
from test_persian import TOLL, claims, report
from test_persian_unreal import tolls


@pytest.mark.parametrize(
    ("language", "sentence", "expected"),
    [
        ("prs", "در حملهٔ دیروز هرات، سه زن، دو کودک و یک مرد زخمی شدند.",
         [("injured", "1", "men"), ("injured", "2", "children"), ("injured", "3", "women"), ("injured", "6")]),
        ("ps", "په برید کې درې ښځې، دوه ماشومان او یو سړی ټپیان شول.",
         [("injured", "1", "men"), ("injured", "2", "children"), ("injured", "3", "women"), ("injured", "6")]),
        ("prs", "بم در کنار سرک منفجر شد و راننده و دو سرنشین موتر را کشت.",
         [("killed", "2", "passengers"), ("killed", "3")]),
        ("prs", "پس از حمله جسد سه تن و ۱۴ زخمی به شفاخانه رسید.", [("injured", "14"), ("killed", "3")]),
        ("prs", "اکثر کشته‌شدگان این رویداد، که شمارشان به ۵۳ می‌رسد، دختران دانش‌آموز بودند.", [("killed", "53")]),
        ("ps", "درې ورځې مخکې تښتول شوي اووه کارګران پرون خوشې شول.", [("abducted", "7")]),
        ("prs", "در این رویداد نه کسی کشته شد و نه کسی زخمی.", [("killed", "0")]),
        ("prs", "در این انفجار نه تن کشته شدند.", [("killed", "9")]),
        ("prs", "طالبان گفتند که در این انفجار به کسی آسیب نرسیده است.", [("hurt", "0", "طالبان")]),
        ("ps", "طالبان وايي په چاودنه کې چا ته زیان نه دی رسېدلی.", [("hurt", "0", "طالبان")]),
    ],
)  # fmt: skip
def test_tolls_of_the_press(language: str, sentence: str, expected: list[tuple[object, ...]]) -> None:
    assert tolls(sentence, language=language) == expected


@pytest.mark.parametrize(
    ("language", "sentence", "speaker"),
    [
        ("prs", "در انفجار کابل باشندگان می‌گویند که ۲۰ تن کشته شدند.", "باشندگان"),
        ("prs", "پس از انفجار در کابل شاهدان گفتند که ۲۰ تن کشته شدند.", "شاهدان"),
        ("ps", "په کابل کې د چاودنې وروسته اوسېدونکي وايي چې ۲۰ تنه وژل شوي.", "اوسېدونکي"),
        ("prs", "یک منبع صحی که نخواست نامش گرفته شود، به رسانه‌ها گفت که ۲۰ تن در انفجار کشته شدند.", "یک منبع صحی"),
    ],
)
def test_who_speaks_behind_what_happened(language: str, sentence: str, speaker: str) -> None:
    [attack] = claims(report(sentence, language=language))
    found = [(plain(v.value), [s.name for s in v.speakers]) for v in attack.values if v.property in TOLL]
    assert found == [("20", [speaker])]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("prs", "یوناما اعلام کرد که از آغاز سال ۲۰۲۲، ۱۵ حمله بر شیعیان ثبت کرده که ۱۲۳ کشته برجا گذاشته است."),
        ("ps", "یوناما وایي چې د ۲۰۲۲ کال له پیله یې پر شیعه‌ګانو ۱۵ بریدونه ثبت کړي چې ۱۲۳ تنه پکې وژل شوي دي."),
    ],
)
def test_attacks_that_somebody_has_registered_are_a_total(language: str, sentence: str) -> None:
    [total] = claims(report(sentence, language=language), "total")
    values = {v.property: (plain(v.value), *(s.name for s in v.speakers)) for v in total.values}
    assert (values["attacks"], values["killed"]) == (("15", "یوناما"), ("123", "یوناما"))


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("prs", "مجموع تلفات این دو حمله ۹ کشته و ۲۱ زخمی است."),
        ("ps", "د دې دوو بریدونو ټوله مرګ ژوبله ۹ مړه او ۲۱ ټپیان ده."),
    ],
)
def test_two_attacks_summed_are_a_total(language: str, sentence: str) -> None:
    text = report(sentence, language=language)
    [total] = claims(text, "total")
    assert {"attacks": "2", "killed": "9", "injured": "21"}.items() <= {
        v.property: plain(v.value) for v in total.values
    }.items()
    assert claims(text) == []


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("prs", "نیروهای طالبان منطقه را محاصره کردند و به خبرنگاران اجازهٔ نزدیک شدن ندادند."),
        ("ps", "خبریالانو ته اجازه ورنه کړل شوه چې د پېښې ځای ته ورشي."),
    ],
)
def test_the_press_kept_away_is_a_gap(language: str, sentence: str) -> None:
    assert len(claims(report(sentence, language=language), "gap")) == 1


def test_by_way_of_is_no_lorry() -> None:
    [attack] = claims(report("داعش ډلې د اعماق له لارې د جمعې د برید مسوولیت ومانه.", language="ps"))
    assert "site" not in {value.property for value in attack.values}
