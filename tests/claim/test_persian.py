"""Dari and Pashto: who was hurt where and when, on whose word. Texts made for these tests."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from said import plain, tables

from gowah.claim import persian
from gowah.model import Block, Claimed, Described, SourceText
from gowah.words import Settings


def report(
    *paragraphs: str, title: str | None = None, published: str | None = "2022-06-20", language: str = "prs"
) -> SourceText:
    """A kept text; a paragraph that begins with `~ ` is a related story."""
    text, layout = "", []
    for kind, paragraph in [("title", title or ""), *(("paragraph", paragraph) for paragraph in paragraphs)]:
        words = paragraph.removeprefix("~ ")
        if words:
            kind_here = kind if words == paragraph else "related"
            layout.append(Block(kind=kind_here, start=len(text), end=len(text) + len(words)))
            text += words + "\n\n"
    described = Described(publisher="آواز", published=published, language=language, title=title)
    return SourceText(
        entry=2, source=1, file="r.txt", media_type="text/plain", described=described, layout=tuple(layout), text=text
    )


def claims(text: SourceText, kind: str = "attack") -> list[Claimed]:
    found = [c for c in persian.claim(text, tables(), Settings()) if isinstance(c, Claimed)]
    for claimed in found:
        assert 0 <= claimed.anchor.start < claimed.anchor.end <= len(text.text)
        for value in claimed.values:
            assert text.text[value.start : value.end] == value.quote
    return [c for c in found if c.kind == kind]


def said(claimed: Claimed, *properties: str) -> list[tuple[object, ...]]:
    """(property, value, of whom, innermost speaker) of each value, what is absent left out."""
    return [
        tuple(
            part
            for part in (v.property, plain(v.value), v.of_whom, v.speakers[-1].name if v.speakers else None)
            if part is not None
        )
        for v in claimed.values
        if v.property in properties
    ]


TOLL = ("killed", "injured", "hurt", "abducted")


@pytest.mark.parametrize(
    ("sentence", "tolls"),
    [
        ("در انفجار دست‌کم ۱۲ تن کشته و ۳۰ تن زخمی شدند.", [("killed", "12.."), ("injured", "30")]),
        ("در حمله بیش از بیست تن کشته و زخمی شدند.", [("hurt", "21..")]),
        ("در این حمله شش کشته و ده‌ها زخمی بر جا ماند.", [("killed", "6"), ("injured", "~10..")]),
        ("در حمله ۹ تن، به شمول سه کودک، جان باختند.", [("killed", "9"), ("killed", "3", "children")]),
        ("در حمله هفت تن کشته شدند که چهار تن آنان زن‌اند.", [("killed", "7"), ("killed", "4", "women")]),
        ("در این انفجار کسی کشته نشده است.", [("killed", "0")]),
        ("در انفجار پنج تن زخمی شدند و وضع دو زخمی وخیم است.", [("injured", "5"), ("injured", "2", "critical")]),
        ("در حمله بر سه مسجد ۱۱ تن کشته شدند.", [("killed", "11")]),
        ("افراد مسلح پنج معدنچی را ربودند.", [("abducted", "5")]),
        ("در این انفجار یک دختر ۱۷ ساله زخمی شد.", [("injured", "1")]),
    ],
)
def test_tolls_in_dari(sentence: str, tolls: list[tuple[object, ...]]) -> None:
    [attack] = claims(report(sentence))
    assert said(attack, *TOLL) == tolls


@pytest.mark.parametrize(
    ("sentence", "tolls"),
    [
        ("په چاودنه کې لږ تر لږه ۱۲ تنه وژل شوي او ۳۰ نور ټپیان دي.", [("killed", "12.."), ("injured", "30")]),
        ("په برید کې شل تنه وژل شوي، چې پنځه یې ماشومان دي.", [("killed", "20"), ("killed", "5", "children")]),
        ("په چاودنه کې تر ۳۰ زیات کسان ټپیان شوي دي.", [("injured", "31..")]),
        ("په دې برید کې څوک نه دي وژل شوي.", [("killed", "0")]),
        ("وسله‌والو شپږ تنه ووژل.", [("killed", "6")]),
        ("په برید کې لسګونه کسان مړه او ټپیان شوي دي.", [("hurt", "~10..")]),
    ],
)
def test_tolls_in_pashto(sentence: str, tolls: list[tuple[object, ...]]) -> None:
    [attack] = claims(report(sentence, language="ps"))
    assert said(attack, *TOLL) == tolls


@pytest.mark.parametrize(
    ("sentence", "tolls"),
    [
        ("پولیس بلخ گفت که در انفجار ۹ تن کشته شدند.", [("killed", "9", "پولیس بلخ")]),
        ("به گفتهٔ باشندگان، در انفجار ۹ تن کشته شدند.", [("killed", "9", "باشندگان")]),
        (
            "سخنگوی والی شمار کشته‌شدگان حمله را ۹ تن و زخمیان را ۱۵ تن اعلام کرد.",
            [("killed", "9", "سخنگوی والی"), ("injured", "15", "سخنگوی والی")],
        ),
        (
            "وزارت صحت از ده کشته در حمله سخن می‌گوید، اما یک داکتر شمار کشته‌شدگان را بیش از پنجاه تن می‌داند.",
            [("killed", "10", "وزارت صحت"), ("killed", "51..", "یک داکتر")],
        ),
        (
            "فلان فلانی، سخنگوی پولیس، گفت که در حمله ده تن کشته شدند.",
            [("killed", "10", "سخنگوی پولیس")],
        ),
    ],
)
def test_each_number_has_its_own_speaker(sentence: str, tolls: list[tuple[object, ...]]) -> None:
    [attack] = claims(report(sentence))
    assert said(attack, *TOLL) == tolls


def test_speakers_in_pashto() -> None:
    [attack] = claims(
        report(
            "په بلخ کې برید وشو. د روغتون یوه ډاکټر آواز ته وویل چې ۱۱ تنه وژل شوي. "
            "خو دوو نرسانو د ټپیانو شمېر د ۵۰ او ۶۰ ترمنځ ښودلی دی.",
            language="ps",
        )
    )
    assert said(attack, *TOLL) == [("killed", "11", "روغتون یوه ډاکټر"), ("injured", "50..60", "دوو نرسانو")]


def test_when_where_what_against_whom() -> None:
    [attack] = claims(
        report(
            "روز جمعه، ۲۷ جوزا ۱۴۰۱، یک مهاجم انتحاری در مسجد شیعیان در ولسوالی امام صاحب ولایت کندز خود را منفجر کرد.",
            title="انفجار در مسجد در کندز",
        )
    )
    assert said(attack, "when", "where", "site", "community", "tactic") == [
        ("when", "2022-06-17..2022-06-17"), ("where", "AF-KDZ.imam-sahib"), ("site", "mosque"), ("community", "shia"),
        ("tactic", "suicide-bombing"),
    ]  # fmt: skip


def test_the_day_of_the_statement_is_not_the_day_of_the_attack() -> None:
    [attack] = claims(
        report(
            "یک سازمان روز سه‌شنبه، ۱۳ میزان ۱۴۰۰، اعلام کرد که طالبان روز هشتم سنبله در غزنی نه تن را کشته‌اند.",
            published="2021-10-06",
        )
    )
    assert said(attack, "when") == [("when", "2021-08-30..2021-08-30")]


def test_an_office_in_the_speakers_name_is_neither_place_nor_site() -> None:
    [attack] = claims(report("یک داکتر شفاخانهٔ هرات گفت که در انفجار در یک مکتب در بادغیس شش تن کشته شدند."))
    assert said(attack, "where", "site") == [("where", "AF-BDG"), ("site", "school")]


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        (
            "داعش مسئولیت حمله را به عهده گرفت.",
            [("perpetrator", "iskp", "داعش"), ("responsibility", "claimed", "داعش")],
        ),
        ("هیچ گروهی مسئولیت حمله را نپذیرفته است.", [("responsibility", "unknown")]),
        (
            "به گفتهٔ باشندگان، طالبان نه تن را کشته‌اند.",
            [("perpetrator", "taliban", "باشندگان"), ("responsibility", "attributed", "باشندگان")],
        ),
        ("گمان می‌رود داعش در این حمله دست داشته باشد.", [("perpetrator", "iskp"), ("responsibility", "suspected")]),
        (
            "طالبان دست داشتن در این رویداد را رد کردند.",
            [("perpetrator", "taliban", "طالبان"), ("responsibility", "denied", "طالبان")],
        ),
    ],
)
def test_responsibility_in_dari(sentence: str, values: list[tuple[object, ...]]) -> None:
    [attack] = claims(report("در هرات حمله شد. " + sentence))
    assert said(attack, "perpetrator", "responsibility") == values


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("داعش د برید مسوولیت منلی دی.", "claimed"),
        ("تر اوسه هېڅ ډلې د دې برید مسوولیت نه دی منلی.", "unknown"),
        ("طالبانو نهه کسان وژلي دي.", "attributed"),
        ("طالبانو په دې برید کې لاس لرل رد کړي دي.", "denied"),
    ],
)
def test_responsibility_in_pashto(sentence: str, status: str) -> None:
    [attack] = claims(report("په هرات کې برید وشو. " + sentence, language="ps"))
    assert [row[1] for row in said(attack, "responsibility")] == [status]


def test_two_attacks_in_one_report_are_two() -> None:
    first, second = claims(
        report("دیروز در انفجار در یک مکتب در کابل سه تن کشته شدند. در رویدادی دیگر در هرات چهار تن زخمی شدند.")
    )
    assert said(first, "where", *TOLL) == [("where", "AF-KAB.kabul"), ("killed", "3")]
    assert said(second, "where", *TOLL) == [("where", "AF-HER"), ("injured", "4")]


@pytest.mark.parametrize(
    "sentence",
    [
        "مقام‌ها هشدار داده‌اند که ممکن است داعش در ماه محرم حمله کند.",
        "پولیس یک بمب را در بازار کشف و خنثی کرد.",
        "نرخ آرد در بازارهای کابل بالا رفت.",
        "~ شش کشته در انفجار هرات",
    ],
)
def test_what_is_no_attack(sentence: str) -> None:
    assert claims(report(sentence)) == []


def test_a_sum_of_attacks_is_a_total_and_no_attack() -> None:
    text = report(
        "از ماه اسد ۱۴۰۰ تا کنون داعش مسئولیت ۱۳ حمله بر هزاره‌ها را به عهده گرفته که در آن ۷۰۰ تن کشته و زخمی شدند."
    )
    [total] = claims(text, "total")
    assert said(total, "attacks", "hurt", "perpetrator", "community", "period", "responsibility") == [
        ("attacks", "13"), ("hurt", "700"), ("perpetrator", "iskp"), ("community", "hazara"), ("period", "2021-07-23..2022-06-20"),
        ("responsibility", "claimed"),
    ]  # fmt: skip
    assert claims(text) == []


def test_needs_and_gaps() -> None:
    text = report(
        "در انفجار در هرات ده تن کشته شدند.",
        "خانواده‌های قربانیان از سازمان ملل خواستار غذا و سرپناه شده‌اند، اما کمکی به آنان نرسیده است.",
        "خبرنگاران اجازه نیافتند به محل نزدیک شوند.",
    )
    [need] = claims(text, "need")
    assert said(need, "who", "asked_of", "met") == [
        ("who", "خانواده‌های قربانیان"), ("asked_of", "سازمان ملل"), ("met", "no"),
    ]  # fmt: skip
    [gap] = claims(text, "gap")
    assert ("area", "Herat") in said(gap, "area")


def test_people_without_an_office_are_private_speakers() -> None:
    [attack] = claims(report("فلان فلانی گفت که در انفجار ده تن کشته شدند."))
    assert [v.speakers[0].private for v in attack.values if v.property == "killed"] == [True]


def test_other_languages_are_left_alone() -> None:
    assert claims(report("Ten people were killed in an explosion in Kabul.", language="en")) == []


@hypothesis_settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "داعش",
                "گفت",
                "که",
                "۱۲",
                "تن",
                "کشته",
                "شمار",
                "زخمی",
                "را",
                "در",
                "کابل",
                "،",
                ".",
                "؛",
                "اما",
                "به",
                "گفتهٔ",
                "حمله",
                "از",
                "آنان",
                "مسئولیت",
                "وویل",
                "چې",
                "ته",
                "د",
            ]
        ),
        max_size=40,
    )
)
def test_no_word_salad_breaks_it(words: list[str]) -> None:
    for claimed in claims(report(" ".join(words) + ".")):
        assert claimed.values


DAYS = {"روز جمعه": "2022-06-17", "دیروز": "2022-06-19", "۲۷ جوزا": "2022-06-17", "دو روز پیش": "2022-06-18"}
"""In a report of 20 June 2022."""


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("attribution", [
    "پولیس گفت", "سخنگوی والی به رسانه‌ها گفت", "مقام‌های محلی گفتند", "به گفتهٔ پولیس", "وزارت داخله اعلام کرد", "گفت پولیس",
])  # fmt: skip
@pytest.mark.parametrize(
    "telling", ["{day} در یک انفجار در کابل پنج تن کشته شدند", "پنج تن در انفجار {day} در کابل کشته شدند"]
)
def test_who_said_it_at_the_end_takes_no_day_away(day: str, attribution: str, telling: str) -> None:
    (attack,) = claims(report(f"{telling.format(day=day)}، {attribution}."))
    assert said(attack, "when") == [("when", f"{DAYS[day]}..{DAYS[day]}")]
    (killed,) = [value for value in attack.values if value.property == "killed"]
    assert len(killed.speakers) == 1
    assert killed.speakers[0].name in attribution
