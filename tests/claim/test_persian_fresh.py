"""Dari and Pashto as newsrooms write them: speakers, lists, shifts of days, what is no attack; groups, ties, people."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from said import plain
from test_persian import TOLL, claims, report, said

from gowah.model import Block, Claimed, Described, SourceText


def told(claimed: Claimed) -> dict[str, object]:
    return {value.property: plain(value.value) for value in claimed.values}


def chains(claimed: Claimed) -> list[tuple[object, ...]]:
    return [(plain(v.value), *(s.name for s in v.speakers)) for v in claimed.values if v.property in TOLL]


@pytest.mark.parametrize(
    ("language", "sentence", "expected"),
    [
        ("prs", "در انفجار ۱۲ تن کشته شدند، پولیس کابل به خبرنگاران گفت.", [("12", "پولیس کابل")]),
        (
            "prs",
            "در انفجار ۱۲ تن کشته شدند، فلان فلانی، سخنگوی والی هرات، به خبرنگاران گفت.",
            [("12", "سخنگوی والی هرات")],
        ),
        ("ps", "په چاودنه کې ۱۲ تنه ووژل شول، د ولایت یوه چارواکي وویل.", [("12", "ولایت یوه چارواکي")]),
        (
            "prs",
            "خبرگزاری رود به نقل از یک داکتر گزارش داد که در انفجار ۲۰ تن کشته شدند.",
            [("20", "خبرگزاری رود", "یک داکتر")],
        ),
        (
            "prs",
            "یوناما می‌گوید که مقام‌های محلی مرگ هشت تن را تأیید کرده‌اند و باشندگان از ۱۱ کشته در حمله سخن می‌گویند.",
            [("8", "یوناما", "مقام‌های محلی"), ("11", "باشندگان")],
        ),
        ("prs", "پولیس گفت: «در حمله چهار تن جان باختند. ده تن دیگر زخمی‌اند.»", [("4", "پولیس"), ("10", "پولیس")]),
        ("prs", "در حمله شش تن جان باختند. این را فلان فلانی، سخنگوی پولیس، گفت.", [("6", "سخنگوی پولیس")]),
        ("prs", "در همین حال، پس از حمله، والی هرات گفت که پنج تن زخمی شدند.", [("5", "والی هرات")]),
        ("prs", "فرماندهی پولیس در مورد حمله کشته‌شدگان را ۷ تن و زخمیان را ۲۰ تن اعلام کرد.",
         [("7", "فرماندهی پولیس"), ("20", "فرماندهی پولیس")]),
        ("ps", "د روغتون یوه ډاکټر، چې نه غواړي نوم یې واخیستل شي، وویل چې په برید کې ۲۰ تنه وژل شوي.",
         [("20", "روغتون یوه ډاکټر")]),
    ],
)  # fmt: skip
def test_who_says_each_number(language: str, sentence: str, expected: list[tuple[object, ...]]) -> None:
    [attack] = claims(report(sentence, language=language))
    assert chains(attack) == expected
    assert claims(report(sentence, language=language), "need") == []


def test_an_organisation_is_spoken_of_again_after_its_opponent() -> None:
    text = report(
        "نهاد «راه روشن» گفت که در حملهٔ دیروز در غور شش تن کشته شدند. سخنگوی طالبان این رقم را رد کرد. "
        "به گفتهٔ این نهاد ده تن دیگر در حمله زخمی‌اند."
    )
    [attack] = claims(text)
    assert ("10", "نهاد «راه روشن»") in chains(attack)


@pytest.mark.parametrize(
    ("language", "sentence", "tolls"),
    [
        ("prs", "این حمله منجر به کشته شدن ۱۲ تن و زخمی شدن ۳۰ تن شد.", [("killed", "12"), ("injured", "30")]),
        ("prs", "شمار کشته‌شدگان حمله از ۱۲ به ۱۵ تن رسید.", [("killed", "15")]),
        ("prs", "دو زن و یک کودک در حمله کشته شدند.",
         [("killed", "3"), ("killed", "2", "women"), ("killed", "1", "children")]),
        ("prs", "در حمله سه شهروند هسپانیا و یک شهروند افغان کشته شدند.", [("killed", "4")]),
        ("prs", "در حمله شش تن، به شمول امام مسجد و یک کودک، جان باختند.",
         [("killed", "6"), ("killed", "1", "children")]),
        ("prs", "در انفجار سی و چند تن زخمی شدند.", [("injured", "31..")]),
        ("prs", "انفجار ماین تلفاتی در پی نداشت.", [("hurt", "0")]),
        ("prs", "معلمی در تیراندازی کشته شد.", [("killed", "1")]),
        ("prs", "چهار جسد و یازده زخمی پس از انفجار به شفاخانه رسید.", [("killed", "4"), ("injured", "11")]),
        ("ps", "په چاودنه کې سوداګر وژل شوی او درې لارویان ټپیان شوي دي.", [("killed", "1"), ("injured", "3")]),
        ("ps", "په برید کې د مړو شمېر شپږ او د ټپیانو شمېر یو ښودل شوی.", [("killed", "6"), ("injured", "1")]),
        ("ps", "د وژل شویو شمېر په برید کې له ۱۲ څخه ۱۵ ته لوړ شو.", [("killed", "15")]),
    ],
)  # fmt: skip
def test_tolls_in_other_words(language: str, sentence: str, tolls: list[tuple[object, ...]]) -> None:
    [attack] = claims(report(sentence, language=language))
    found = said(attack, *TOLL)
    assert sorted(found, key=str) == sorted(tolls, key=str)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("prs", "در یک حادثهٔ ترافیکی در کابل ۱۲ تن کشته شدند."),
        ("prs", "سیلاب‌ها در لوگر جان ۲۰ تن را گرفت. در این حادثه ده خانه ویران شد و پنج تن زخمی شدند."),
        ("prs", "نیروهای امنیتی یک حملهٔ انتحاری را در کابل خنثی کردند و سه عضو داعش را کشتند."),
        ("prs", "بازار کابل با انفجار قیمت‌ها روبه‌رو است."),
        ("prs", "آیا داعش در حملهٔ هرات ده تن را کشت؟"),
        ("prs", "پولیس گزارش‌ها دربارهٔ انفجار در کابل و کشته شدن ده تن را رد کرد."),
        ("ps", "په یوه ترافیکي پېښه کې ۱۲ تنه ووژل شول."),
        ("ps", "پولیسو یو ځانمرګی برید شنډ کړ."),
        ("ps", "پولیسو وویل: «نه چاودنه شوې، نه څوک وژل شوی.»"),
    ],
)
def test_what_happened_was_no_attack(language: str, sentence: str) -> None:
    assert claims(report(sentence, language=language)) == []


def test_days_told_from_the_attack_before() -> None:
    first, second = claims(
        report(
            "روز جمعه در انفجار در هرات سه تن کشته شدند. دوازده روز پیش از آن نیز در باشگاهی در کابل انفجاری رخ داد "
            "و چهار تن جان باختند.",
            published="2022-06-20",
        )
    )
    assert (told(first)["when"], told(second)["when"]) == ("2022-06-17..2022-06-17", "2022-06-05..2022-06-05")


def test_an_earlier_attack_is_another_one() -> None:
    main, before = claims(
        report(
            "دیروز در انفجار در یک مسجد در کندز نه تن کشته شدند. "
            "در ثور ۱۴۰۰ در همین ولایت در حمله‌ای بیش از پنجاه تن کشته شده بودند."
        )
    )
    assert (told(main)["killed"], told(before)["killed"]) == ("9", "51..")


def test_no_day_means_until_published_and_entries_have_days_of_their_own() -> None:
    lines = [
        "ناشر: آواز\nتاریخ نشر: ۱۷ عقرب ۱۴۰۲",
        "2023-11-06 09:00 کانال",
        "دیروز در انفجار در کابل سه تن کشته شدند.",
    ]
    text = "\n\n".join(lines)
    starts = [text.index(line) for line in lines]
    kinds = ("header", "entry", "paragraph")
    layout = tuple(
        Block(kind=kind, start=start, end=start + len(line))
        for kind, start, line in zip(kinds, starts, lines, strict=True)
    )
    described = Described(publisher="آواز", published="2023-11-08", language="prs")
    source = SourceText(
        entry=2, source=1, file="r.txt", media_type="text/plain", described=described, layout=layout, text=text
    )  # fmt: skip
    [attack] = claims(source)
    assert told(attack)["when"] == "2023-11-05..2023-11-05"
    undated = text.replace("دیروز در", "در سه‌را")
    [attack] = claims(
        SourceText(
            entry=2, source=1, file="r.txt", media_type="text/plain", described=described, layout=layout, text=undated
        )
    )
    assert told(attack)["when"] == "..2023-11-08"


def test_one_claim_for_two_attacks_goes_to_both() -> None:
    attacks = claims(
        report(
            "دیروز در انفجار در مزار شریف ۱۱ تن کشته شدند. هم‌زمان در انفجار در کندز چهار تن کشته شدند. "
            "در حملهٔ دیگری در ننگرهار دو تن کشته شدند. داعش مسئولیت هر دو انفجار مزار شریف و کندز را پذیرفت."
        )
    )
    assert [told(attack).get("perpetrator") for attack in attacks] == ["iskp", "iskp", None]


@pytest.mark.parametrize(
    ("language", "sentence", "expected"),
    [
        ("prs", "سازمان ملل می‌گوید داعش میان ۱۵۰۰ تا ۲۲۰۰ جنگجو دارد.", {"strength": "1500..2200"}),
        ("prs", "داعش در اوج قدرت خود نزدیک به ۴ هزار جنگجو داشت.",
         {"strength": "~4000", "as_of": "در اوج قدرت خود"}),
        ("prs", "داعش ضعیف شده است. شمار جنگجویان این گروه بین چهار هزار تا شش هزار تن برآورد می‌شود.",
         {"strength": "4000..6000"}),
        ("ps", "داعش اوس شاوخوا دوه زره جنګیالي لري.",
         {"strength": "~2000", "as_of": "2022-06-20..2022-06-20"}),
    ],
)  # fmt: skip
def test_strength_of_groups(language: str, sentence: str, expected: dict[str, object]) -> None:
    [group] = claims(report(sentence, language=language), "group")
    assert {"name": "iskp", **expected} == told(group)


@pytest.mark.parametrize("sentence", ["۲۵ جنگجوی داعش کشته شدند.", "طالبان ۲۵ عضو داعش را بازداشت کردند."])
def test_fighters_lost_are_no_strength(sentence: str) -> None:
    assert claims(report(sentence), "group") == []


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("prs", "داعش و طالبان دشمن یکدیگرند.", ("iskp", "taliban", None, "rival")),
        ("prs", "داعش از طریق شبکهٔ حقانی با طالبان پیوند دارد.", ("iskp", "taliban", "haqqani-network", "linked")),
        ("prs", "آیا داعش با طالبان ارتباط دارد؟ بلی، از طریق شبکهٔ حقانی.",
         ("iskp", "taliban", "haqqani-network", "linked")),
        ("prs", "طالبان هر گونه ارتباط با داعش را رد کرده‌اند.", ("taliban", "iskp", None, "denied")),
        ("ps", "داعش د حقاني شبکې له لارې له طالبانو سره اړیکې لري.", ("iskp", "taliban", "haqqani-network", "linked")),
        ("ps", "د داعش خراسان ډله د اسلامي دولت څانګه ده.", ("iskp", "islamic-state", None, "part of")),
    ],
)  # fmt: skip
def test_ties(language: str, text: str, expected: tuple[object, ...]) -> None:
    [tie] = claims(report(text, language=language), "tie")
    row = told(tie)
    assert (row["from"], row["to"], row.get("via"), row["kind"]) == expected


def test_people_of_groups_and_rewards() -> None:
    text = report(
        "نمونه خراسانی رهبر داعش است. امریکا برای اطلاعات دربارهٔ نمونه خراسانی پنج میلیون دالر جایزه تعیین کرده است."
    )
    first, second = claims(text, "person")
    assert told(first) == {"name": "نمونه خراسانی", "role": "رهبر", "group": "iskp"}
    assert told(second)["reward"] == (5_000_000, "USD")
    [pashto] = claims(report("نمونه خراساني د داعش مشر دی.", language="ps"), "person")
    assert told(pashto) == {"name": "نمونه خراساني", "role": "مشر", "group": "iskp"}


def test_totals_over_times_ordinals_and_what_they_look_back_to() -> None:
    text = report(
        "یوناما می‌گوید که در شش ماه گذشته نه بار بر هزاره‌ها حمله شده و ۶۳ تن جان باخته‌اند.",
        "این سومین حمله بر صوفیان در یک سال گذشته در بغلان است.",
    )
    times, ordinal = claims(text, "total")
    assert told(times) == {
        "attacks": "9", "killed": "63", "community": "hazara", "period": "2021-12-20..2022-06-20", "responsibility": "all",
    }  # fmt: skip
    assert (told(ordinal)["attacks"], told(ordinal)["place"]) == ("3", "AF-BGL")
    claimed, linked = claims(
        report("داعش مسئولیت ۱۳ حمله را پذیرفته و دست‌کم سه حملهٔ دیگر به این گروه نسبت داده می‌شود."), "total"
    )
    assert [told(one)["responsibility"] for one in (claimed, linked)] == ["claimed", "linked"]


@pytest.mark.parametrize(
    ("language", "text", "met"),
    [
        ("prs", "بزرگان قریه از والی خواسته‌اند که نگهبان بگمارد. والی پاسخ نداده است.", "no"),
        ("prs", "خانواده‌ها از صلیب سرخ خون خواسته‌اند؛ دو صندوق دیروز رسید.", "yes"),
        ("prs", "خانواده‌های قربانیان به دوا دسترسی ندارند.", "no"),
        ("ps", "کورنۍ له ملګرو ملتونو غوښتي چې وباسي یې. تر اوسه یې ځواب نه دی ترلاسه کړی.", "no"),
    ],
)
def test_needs_and_whether_they_were_met(language: str, text: str, met: str) -> None:
    [need] = claims(report(text, language=language), "need")
    assert told(need)["met"] == met


SENTENCES = (
    "پولیس کابل می‌گوید که در انفجار دیروز در کابل دست‌کم ۱۲ تن کشته و ۳۰ تن زخمی شدند.",
    "داعش مسئولیت این حمله را به عهده گرفت.",
    "د کابل پولیسو وویل چې ۱۲ تنه وژل شوي دي.",
)


@hypothesis_settings(deadline=None, max_examples=40)
@given(st.sampled_from(SENTENCES), st.data())
def test_spelling_changes_nothing_that_is_claimed(sentence: str, data: st.DataObject) -> None:
    """Arabic letters and digits for Dari ones, a space for a joiner: the same values, quoted as they stand."""
    swaps = {"ی": "ي", "ک": "ك", "\u200c": " ", "۱": "1", "۲": "٢", "۳": "3", "۰": "٠"}
    spelled = "".join(data.draw(st.sampled_from((c, swaps[c]))) if c in swaps else c for c in sentence)

    def values(text: str) -> list[tuple[object, ...]]:
        return [
            (c.kind, v.property, plain(v.value), v.of_whom, len(v.speakers), v.certainty)
            for kind in ("attack", "total", "need")
            for c in claims(report(text, language="ps" if "چې" in text else "prs"), kind)
            for v in c.values
        ]

    assert values(spelled) == values(sentence)
