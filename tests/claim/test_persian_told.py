"""Dari and Pashto: who "this association" is, what is asked of whom, states of the wounded, totals of a year."""

from __future__ import annotations

from dataclasses import replace

import pytest
from said import plain, tables
from test_persian import TOLL, claims, report, said
from test_persian_fresh import chains, told

from gowah.claim import english
from gowah.model import Block, Claimed, SourceText
from gowah.words import Settings

DARI_ATTACK = "دیروز در انفجاری در شهر هرات نه تن کشته شدند."
PASHTO_ATTACK = "پرون په هرات ښار کې په یوه چاودنه کې نهه کسان ووژل شول."


@pytest.mark.parametrize(
    ("language", "paragraph", "expected"),
    [
        (
            "prs",
            "شبکهٔ دیدبان کوهستان گفت که در حملهٔ دیروز در غور شش تن کشته شدند. این شبکه افزود که ده تن زخمی شده‌اند.",
            [("6", "شبکهٔ دیدبان کوهستان"), ("10", "شبکهٔ دیدبان کوهستان")],
        ),
        (
            "prs",
            "منابع محلی در بامیان از انفجار در یک بازار خبر دادند. به گفتهٔ این منابع، در این انفجار دو تن کشته شدند.",
            [("2", "منابع محلی")],
        ),
        (
            "prs",
            "انجمن وکیلان گفت که در حملهٔ غور شش تن کشته شدند. پولیس هفت کشته را تأیید کرد. "
            "انجمن یادشده می‌گوید که ده تن زخمی شده‌اند.",
            [("6", "انجمن وکیلان"), ("7", "پولیس"), ("10", "انجمن وکیلان")],
        ),
        (
            "ps",
            "د ښوونکو ملي ټولنې وویل چې په برید کې شپږ کسان ووژل شول. یادې ټولنې زیاته کړه چې لس کسان ټپیان شوي دي.",
            [("6", "ښوونکو ملي ټولنې"), ("10", "ښوونکو ملي ټولنې")],
        ),
        (
            "ps",
            "د «روښانه قلم» په نوم ادارې وویل چې په برید کې شپږ کسان ووژل شول.",
            [("6", "روښانه قلم")],
        ),
        ("ps", "پولیسو په برید کې څلور کسان وژل شوي او نهه ټپیان ښودلي وو.", [("4", "پولیسو"), ("9", "پولیسو")]),
        (
            "prs",
            "در حملهٔ دیروز در غور شش تن کشته شدند. باشندگان این سخن را رد می‌کنند و می‌گویند که نه تن کشته شده‌اند.",
            [("6",), ("9", "باشندگان")],
        ),
        ("prs", "در حملهٔ دیروز در غور، بر اساس یافته‌های ما، شش تن کشته شدند.", [("6",)]),
        (
            "prs",
            "کانون معلمان خواستار تحقیق در مورد انفجار غور شد. این کانون گفت که نه تن کشته شدند.",
            [("9", "کانون معلمان")],
        ),
    ],
)  # fmt: skip
def test_whoever_is_spoken_of_again_is_named(language: str, paragraph: str, expected: list[tuple[object, ...]]) -> None:
    [attack] = claims(report(paragraph, language=language))
    assert chains(attack) == expected


def test_an_outlet_that_calls_itself_by_its_kind_speaks_for_itself() -> None:
    text = report("انجمن در سه ماه گذشته شش حمله بر هزاره‌ها ثبت کرده است که در آن‌ها نه تن کشته شده‌اند.")
    text = replace(text, described=replace(text.described, publisher="انجمن دفاع از حقوق"))
    [total] = claims(text, "total")
    assert {speaker.name for value in total.values for speaker in value.speakers} == set()
    assert {"attacks": "6", "killed": "9"}.items() <= told(total).items()


def needs(text: SourceText) -> list[dict[str, object]]:
    return [told(claimed) for claimed in claims(text, "need")]


@pytest.mark.parametrize(
    ("language", "sentences", "expected"),
    [
        (
            "prs",
            "کانون معلمان می‌گوید شماری زخمی‌اند. این کانون از مقام‌های ولایتی خواسته است که مهاجمان را محاکمه کنند.",
            {"who": "کانون معلمان", "need": "مهاجمان را محاکمه کنند", "asked_of": "مقام‌های ولایتی", "met": "unknown"},
        ),
        (
            "prs",
            "یک داکتر گفت که شفاخانهٔ هرات به خون نیاز دارد و تاکنون پاسخی نگرفته است.",
            {"who": "شفاخانهٔ هرات", "need": "خون", "met": "no"},
        ),
        (
            "prs",
            "خانوادهٔ باغبان، که پنج طفل دارد، به پول نیاز دارد. دو تاجر پول دادند.",
            {"who": "خانوادهٔ باغبان", "need": "پول", "met": "yes"},
        ),
        (
            "prs",
            "خانواده‌ها می‌گویند که پس از حملهٔ پارسال از والی خواسته بودند که دو نگهبان بگمارد، اما پاسخی نگرفتند.",
            {"who": "خانواده‌ها", "need": "دو نگهبان بگمارد", "asked_of": "والی", "met": "no"},
        ),
        (
            "prs",
            "از بلندگوها از مردم خواسته شده است که خون بدهند.",
            {"need": "خون بدهند", "asked_of": "مردم", "met": "unknown"},
        ),
        (
            "prs",
            "صدها جوان برای اهدای خون به شفاخانهٔ حوزوی رفتند.",
            {"who": "شفاخانهٔ حوزوی", "need": "خون", "met": "yes"},
        ),
        (
            "prs",
            "شفاخانه به دوا نیاز دارد. رییس شفاخانه از مؤسسه‌های کمک‌رسان خواست که زودتر کمک کنند.",
            {"who": "شفاخانه", "need": "دوا", "asked_of": "مؤسسه‌های کمک‌رسان", "met": "unknown"},
        ),
        (
            "prs",
            "حکومت باید امنیت مسجدها را بگیرد، یک شورای محلی گفت.",
            {"who": "یک شورای محلی", "need": "امنیت مسجدها را بگیرد", "asked_of": "حکومت", "met": "unknown"},
        ),
        (
            "ps",
            "د سره صلیب کمېټې وویل چې روغتونونه درملو او وینې ته اړتیا لري.",
            {"who": "روغتونونه", "need": "درملو او وینې", "met": "unknown"},
        ),
        (
            "ps",
            "د ښوونکو ټولنې د دې برید د پلټنې غوښتنه وکړه.",
            {"who": "د ښوونکو ټولنې", "need": "د دې برید د پلټنې", "met": "unknown"},
        ),
        (
            "prs",
            "یک نرس گفت که این‌جا نه داکتر دارد و نه دوا.",
            {"who": "یک نرس", "need": "داکتر دارد و نه دوا", "met": "no"},
        ),
        (
            "prs",
            "خانواده‌ها از وزارت معارف تقاضا کردند که معاش بدهد. گفتند به ما مربوط نیست.",
            {"who": "خانواده‌ها", "need": "معاش بدهد", "asked_of": "وزارت معارف", "met": "no"},
        ),
        (
            "ps",
            "د هزاره‌ګانو مشرانو له والي څخه د جومات لپاره د ساتونکو غوښتنه کړې وه، چې هغه ومنله.",
            {"who": "د هزاره‌ګانو مشرانو", "need": "د جومات لپاره د ساتونکو", "asked_of": "والي", "met": "yes"},
        ),
        (
            "ps",
            "د ښوونکو ټولنې وویل، طالب چارواکي دې د دې وژنې پلټنه وکړي.",
            {"who": "ښوونکو ټولنې", "need": "د دې وژنې پلټنه وکړي", "asked_of": "طالب چارواکي", "met": "unknown"},
        ),
        (
            "ps",
            "د کلي خلک له حکومت څخه غواړي چې ښوونځی بیا جوړ کړي.",
            {"who": "د کلي خلک", "need": "ښوونځی بیا جوړ کړي", "asked_of": "حکومت", "met": "unknown"},
        ),
    ],
)  # fmt: skip
def test_what_is_needed_of_whom_and_whether_it_came(language: str, sentences: str, expected: dict[str, object]) -> None:
    attack = DARI_ATTACK if language == "prs" else PASHTO_ATTACK
    assert needs(report(attack, sentences, language=language)) == [expected]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("prs", "مسافران می‌خواستند برای کار به ایران بروند."),
        ("prs", "پولیس از مردم خواست که از محل دور بمانند."),
        ("prs", "والی از طالبان خواست که مهاجمان را بازداشت کنند."),
        ("prs", "پولیس می‌گوید که مردم باید از محل دور بمانند."),
        ("ps", "پولیس وايي، هغه یو طالب چارواکی دی چې پلټنه کوي."),
        ("prs", "او نمی‌خواهد نامش گرفته شود."),
    ],
)
def test_what_is_no_need(language: str, sentence: str) -> None:
    attack = DARI_ATTACK if language == "prs" else PASHTO_ATTACK
    assert needs(report(attack, sentence, language=language)) == []


def test_without_an_attack_nobody_calls_for_the_wounded() -> None:
    sentence = "انجمن وکیلان از وزارت معارف خواسته است که معاش معلمان را بدهد."
    assert needs(report(sentence)) == []


@pytest.mark.parametrize(
    ("language", "sentence", "expected"),
    [
        (
            "prs",
            "او سومین خبرنگاری است که امسال در افغانستان کشته می‌شود.",
            {"killed": "3", "place": "AF", "period": "2022-03-21..2022-06-20", "responsibility": "all"},
        ),
        (
            "ps",
            "هغه څلورم ښوونکی دی چې سږ کال په افغانستان کې وژل کېږي.",
            {"killed": "4", "place": "AF", "period": "2022-03-21..2022-06-20", "responsibility": "all"},
        ),
        (
            "prs",
            "از اول جنوری تا پایان مارچ ۲۰۲۲ هفت حمله ثبت شده که در آن‌ها ۲۰ تن کشته شده‌اند.",
            {"attacks": "7", "killed": "20", "period": "2022-01-01..2022-03-31", "responsibility": "all"},
        ),
    ],
)  # fmt: skip
def test_totals_of_a_year_and_of_a_time_with_two_ends(
    language: str, sentence: str, expected: dict[str, object]
) -> None:
    [total] = claims(report(sentence, language=language), "total")
    assert told(total) == expected


@pytest.mark.parametrize(
    ("language", "sentence", "part"),
    [
        ("ps", "یوه ډاکټر وویل چې د دوو ټپیانو حالت ښه نه دی.", [("injured", "2", "critical", "یوه ډاکټر")]),
        ("prs", "وضعیت سه زخمی وخیم است.", [("injured", "3", "critical")]),
        ("prs", "وضعیت سه زخمی خوب است.", []),
    ],
)
def test_the_state_of_some_is_no_toll_of_its_own(language: str, sentence: str, part: list[tuple[object, ...]]) -> None:
    first = "دیروز در انفجاری در شهر هرات ۱۲ تن زخمی شدند."
    first = first if language == "prs" else "پرون په هرات ښار کې په یوه چاودنه کې ۱۲ کسان ټپیان شول."
    [attack] = claims(report(f"{first} {sentence}", language=language))
    assert said(attack, *TOLL) == [("injured", "12"), *part]


@pytest.mark.parametrize(
    ("language", "paragraph"),
    [
        ("prs", "شمار قربانیان انفجار هرات به ۱۴ تن رسید. یک داکتر گفت که دو تن از زخمیان امروز جان باختند."),
        ("ps", "د هرات د چاودنې د وژل شویو شمېر ۱۴ ته لوړ شو. یوه ډاکټر وویل چې دوه ټپیان نن مړه شول."),
    ],
)
def test_those_of_the_wounded_who_died_since_are_in_the_risen_toll(language: str, paragraph: str) -> None:
    [attack] = claims(report(paragraph, language=language))
    assert said(attack, *TOLL) == [("killed", "14")]


def test_the_day_on_which_one_of_the_wounded_died_is_not_the_day_of_the_attack() -> None:
    text = report(
        "در حملهٔ ۱۲ جون ۲۰۲۲ در غور سه تن کشته شدند.",
        "یک منبع گفت که زخمی این رویداد نیز شب گذشته جان باخت و شمار کشته‌شدگان به چهار تن رسید.",
    )
    [attack] = claims(text)
    assert said(attack, "when", *TOLL) == [
        ("when", "2022-06-12..2022-06-12"), ("killed", "3"), ("killed", "4", "یک منبع"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("prs", "در این رویداد، به گفتهٔ مقام‌های طالبان، مهاجمان نه تن را کشتند."),
        ("prs", "پیامی به نام داعش دربارهٔ این رویداد دست‌به‌دست می‌شود."),
    ],
)
def test_whose_officials_speak_and_whose_name_goes_round_did_not_do_it(language: str, sentence: str) -> None:
    [attack] = claims(report(f"{DARI_ATTACK} {sentence}", language=language))
    assert said(attack, "perpetrator") == []


@pytest.mark.parametrize(
    ("paragraph", "place"),
    [
        ("پېښور: پرون په کوټه ښار کې په یوه چاودنه کې نهه کسان ووژل شول.", "PK.quetta"),
        ("پرون په رستاق ولسوالۍ کې په برید کې څلور کسان ټپیان شوي او د تالقان ملکي روغتون ته وړل شوي دي.",
         "AF-TAK.rustaq"),
    ],
)  # fmt: skip
def test_where_a_report_was_written_and_where_the_hurt_were_taken_is_not_the_place(paragraph: str, place: str) -> None:
    [attack] = claims(report(paragraph, language="ps"))
    assert said(attack, "where") == [("where", place)]


@pytest.mark.parametrize(
    ("language", "sentence", "area"),
    [
        ("prs", "تلیفون‌ها در ولسوالی خدیر قطع است و از آن‌جا خبری نمی‌رسد.", "Khidir"),
        ("ps", "په رستاق ولسوالۍ کې مخابراتي شبکې پرې شوي دي.", "Rustaq"),
    ],
)
def test_no_news_comes_from_where_the_lines_are_cut(language: str, sentence: str, area: str) -> None:
    [gap] = claims(report(sentence, language=language), "gap")
    assert told(gap)["area"] == area


@pytest.mark.parametrize(
    ("language", "sentence", "accused"),
    [
        ("prs", "منابع محلی طالبان را مسئول این حمله می‌دانند.", ("taliban", "منابع محلی")),
        ("prs", "پولیس داعش را به دست داشتن در این حمله متهم کرد.", ("iskp", "پولیس")),
        ("ps", "سیمه‌ییزې سرچینې پړه پر طالبانو اچوي.", ("taliban", "سیمه‌ییزې سرچینې")),
        ("ps", "د والي ویاند داعش د دې برید مسوول وباله.", ("iskp", "والي ویاند")),
    ],
)
def test_who_blames_whom(language: str, sentence: str, accused: tuple[str, str]) -> None:
    attack = DARI_ATTACK if language == "prs" else PASHTO_ATTACK
    [told_of] = claims(report(f"{attack} {sentence}", language=language))
    assert said(told_of, "perpetrator") == [("perpetrator", *accused)]
    [status] = [v for v in told_of.values if v.property == "responsibility"]
    assert (plain(status.value), [s.name for s in status.speakers]) == ("attributed", [accused[1]])


def test_a_city_and_a_day_before_a_colon_are_where_and_when_it_was_written() -> None:
    [attack] = claims(report("کابل، ۱۹ جون: روز گذشته در انفجاری در شهر هرات نه تن کشته شدند."))
    assert said(attack, "where") == [("where", "AF-HER.herat-city")]


def test_a_witness_called_by_name_is_no_victim() -> None:
    text = report(f"{DARI_ATTACK} یک شاهد عینی به نام رحیم گفت: «من سه جسد را دیدم.»")
    assert claims(text, "victim") == []


def bilingual(dari: str, rest: str) -> SourceText:
    text = report(dari)
    start = len(text.text)
    layout = (*text.layout, Block(kind="paragraph", start=start, end=start + len(rest)))
    return replace(text, text=text.text + rest, layout=layout)


def test_the_english_lines_of_a_dari_report_are_read() -> None:
    rest = (
        "In Kandahar gunmen shot dead five worshippers at a mosque on Saturday, police said. Eleven others were wounded "
        "in the attack, and the hospital in the city said it had received seven of them. Nobody has claimed it so far, and the police are looking for two men on a motorcycle."
    )
    text = bilingual(DARI_ATTACK, rest)
    found = [c for c in english.claim(text, tables(), Settings()) if isinstance(c, Claimed) and c.kind == "attack"]
    assert [plain(v.value) for c in found for v in c.values if v.property == "where"] == ["AF-KAN"]
    assert ("killed", "5") in [(v.property, plain(v.value)) for c in found for v in c.values]
    assert all(text.text[v.start : v.end] == v.quote for c in found for v in c.values)
    assert len(claims(text)) == 1  # what is told in Dari is claimed once, by its own claimer


def test_an_english_name_in_a_dari_report_is_no_part() -> None:
    assert list(english.claim(bilingual(DARI_ATTACK, "Five killed (AP)"), tables(), Settings())) == []
