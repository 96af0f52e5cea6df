"""Ways of telling in Dari and Pashto: what a number counts, who says so, on which day. Sentences made for these tests."""

from __future__ import annotations

import pytest
from said import plain
from test_persian import TOLL, claims, report

Tolls = list[tuple[object, ...]]


def tolls(language: str, *paragraphs: str) -> Tolls:
    """The whole tolls of every attack: (property, number)."""
    return [
        (value.property, plain(value.value))
        for attack in claims(report(*paragraphs, language=language))
        for value in attack.values
        if value.property in TOLL and value.of_whom is None
    ]


def voices(language: str, *paragraphs: str) -> Tolls:
    """(number, innermost speaker) of every toll."""
    return [
        (plain(value.value), value.speakers[-1].name if value.speakers else None)
        for attack in claims(report(*paragraphs, language=language))
        for value in attack.values
        if value.property in TOLL and value.of_whom is None
    ]


@pytest.mark.parametrize(
    ("language", "sentence", "expected"),
    [
        ("prs", "انفجار در بازار جان هشت دکاندار را گرفت.", [("killed", "8")]),
        ("prs", "مردی در حملهٔ دیروز سه پسر خود را از دست داد.", [("killed", "3")]),
        ("prs", "پنج پولیس در بازار هدف تیراندازی افراد ناشناس قرار گرفتند.", [("hurt", "5")]),
        ("prs", "پس از انفجار، بیست‌وهفت تن به شفاخانهٔ ولایتی انتقال یافتند.", [("injured", "27")]),
        ("prs", "در تیراندازی بر یک موتر شش تن از پا درآمدند.", [("killed", "6")]),
        ("prs", "مردم پس از حمله یازده قبر کندند.", [("killed", "11")]),
        ("ps", "په برید کې نهه تنو ژوند له لاسه ورکړ او څلور ټپیان سول.", [("killed", "9"), ("injured", "4")]),
        ("ps", "وسله‌والو پر موټر ډزې وکړې او درې کسان یې له ځان سره بوتلل.", [("abducted", "3")]),
        ("prs", "یک باغبان در حملهٔ دیروز کشته شد.", [("killed", "1")]),
        ("ps", "نهه کارکوونکي وسله‌والو له ځان سره بوتلل.", [("abducted", "9")]),
        ("ps", "په ډزو کې یو صراف ټپي شو.", [("injured", "1")]),
        ("ps", "له برید وروسته کلیوالو پنځه تابوتونه ښخ کړل.", [("killed", "5")]),
    ],
)
def test_harm_in_other_words(language: str, sentence: str, expected: Tolls) -> None:
    assert tolls(language, sentence) == expected


@pytest.mark.parametrize(
    ("language", "sentence", "expected"),
    [
        ("prs", "حملهٔ دیروز بر مسجد: کشته ۷، زخمی ۲۱.", [("killed", "7"), ("injured", "21")]),
        ("prs", "در حمله بر مکتب تلفات پنج نفر است.", [("killed", "5")]),
        ("ps", "په برید کې مړي لس دي، ټپیان شپږ دي.", [("killed", "10"), ("injured", "6")]),
        ("ps", "د برید شهیدان درې شول.", [("killed", "3")]),
    ],
)
def test_the_harm_stands_before_its_number(language: str, sentence: str, expected: Tolls) -> None:
    assert tolls(language, sentence) == expected


@pytest.mark.parametrize(
    ("language", "sentences", "expected"),
    [
        ("prs", "در انفجار بازار هفت تن کشته شدند. این رقم بعداً به نُه رسید.", [("killed", "7"), ("killed", "9")]),
        ("prs", "در حمله بر قریه چهار تن کشته شدند. شفاخانه: شش.", [("killed", "4"), ("killed", "6")]),
        ("prs", "نوشتیم که در حمله ده تن کشته شدند. شمار درست هشت است.", [("killed", "10"), ("killed", "8")]),
        ("ps", "په چاودنه کې اووه تنه ووژل شول. وروسته شمېر یوولسو ته ورسېد.", [("killed", "7"), ("killed", "11")]),
    ],
)
def test_a_bare_number_goes_on_with_the_toll_before(language: str, sentences: str, expected: Tolls) -> None:
    assert tolls(language, sentences) == expected


@pytest.mark.parametrize(
    ("language", "sentence", "expected"),
    [
        ("prs", "در انفجار هیچ‌کس زخم برنداشت.", [("injured", "0")]),
        ("prs", "در حملهٔ دیروز به هیچ فرد ملکی آسیب نرسید.", [("hurt", "0")]),
        ("ps", "په برید کې هېڅ ملکي کس ته زیان نه دی رسېدلی.", [("hurt", "0")]),
    ],
)
def test_harm_that_came_to_nobody(language: str, sentence: str, expected: Tolls) -> None:
    assert tolls(language, sentence) == expected


@pytest.mark.parametrize(
    ("language", "sentence", "expected"),
    [
        ("prs", "در حمله بیست تن که هفت تن شان آشپز بودند کشته شدند.", [("killed", "20")]),
        ("prs", "در حمله بر کاروان سه پولیس و پنج جنگجو کشته شدند.", [("killed", "3")]),
        ("prs", "در درگیری شهر دو دهقان کشته و نُه تروریست نابود گردیدند.", [("killed", "2")]),
        ("prs", "در حمله یک زخمی جان داد.", [("killed", "1")]),
        ("ps", "په برید کې وسله‌والو اووه پوځیان ووژل او پنځه یې ټپیان کړل.", [("killed", "7"), ("injured", "5")]),
        ("ps", "په چاودنه کې یو تن ووژل شو او درې نور ټپیان شول.", [("killed", "1"), ("injured", "3")]),
    ],
)
def test_parts_and_attackers_are_no_whole_toll(language: str, sentence: str, expected: Tolls) -> None:
    found = tolls(language, sentence)
    assert [row for row in found if row[0] != "hurt"] == expected


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("prs", "اگر حمله در روز جمعه می‌بود، صدها تن کشته می‌شدند."),
        ("prs", "در حمله بر بازار دو گوسفند و یک گاو از بین رفتند."),
        ("prs", "در یک حملهٔ مسلحانه بر بازار کسی دیده نشد."),
        ("ps", "په برید کې یو آس ټپي شو."),
        ("prs", "محکمه سه تن را در پروندهٔ قتل محکوم کرد."),
        ("ps", "که د برید مخه نه وای نیول شوې، لسګونه کسان به یې وژلي وای."),
        ("ps", "محکمې د برید څلورو تورنو ته د مرګ سزا واوروله."),
    ],
)
def test_numbers_that_are_no_toll(language: str, sentence: str) -> None:
    assert tolls(language, sentence) == []


@pytest.mark.parametrize(
    ("language", "paragraph", "expected"),
    [
        ("prs", "شفاخانهٔ ولایتی: پس از انفجار هشت جسد آوردند.", [("8", "شفاخانهٔ ولایتی")]),
        ("prs", "غزنی: قوماندانی امنیه گفت که در حمله سه تن کشته شدند.", [("3", "قوماندانی امنیه")]),
        ("prs", "در خبرنامهٔ دفتر والی آمده است که در انفجار چهار تن زخمی شدند.", [("4", "دفتر والی")]),
        ("prs", "در حملهٔ دیروز پنج تن کشته شدند. — دفتر والی لوگر", [("5", "دفتر والی لوگر")]),
        ("prs", "در حملهٔ دیروز پنج تن کشته شدند. منبع: پولیس لوگر", [("5", "پولیس لوگر")]),
        ("prs", "والی در گفت‌وگو با خبرنگاران از کشته شدن دو تن در حمله خبر داد.", [("2", "والی")]),
        ("prs", "طبق شفاخانهٔ شهر در حمله نُه تن کشته شدند.", [("9", "شفاخانهٔ شهر")]),
        ("prs", "والی گفت که در حمله سه تن کشته شدند. ده تن زخمی‌اند.", [("3", "والی"), ("10", "والی")]),
        ("prs", "در حمله، طبق پولیس ۲۰ کشته، طبق والی ۱۵.", [("20", "پولیس"), ("15", "والی")]),
        ("ps", "پر کور حمله وشوه، شپږ تنه ووژل شول او والي وايي لس نور ټپیان دي.", [("6", None), ("10", "والي")]),
        ("ps", "په لوګر کې چاودنه وشوه چې د پولیسو د ویاند په وینا درې تنه پکې ووژل شول.", [("3", "پولیسو د ویاند")]),
        ("ps", "د والي دفتر په خپله خبرپاڼه کې وايي چې په برید کې شپږ تنه ټپیان شوي.", [("6", "والي دفتر")]),
        ("ps", "د دفاع وزارت په اعلامیه کې راغلي چې په برید کې اته تنه ووژل شول.", [("8", "دفاع وزارت")]),
        ("ps", "دوو اوسېدونکو له یوې رسنۍ سره په خبرو کې ویلي چې په برید کې پنځه تنه وژل شوي.",
         [("5", "دوو اوسېدونکو")]),
    ],
)  # fmt: skip
def test_who_says_it(language: str, paragraph: str, expected: Tolls) -> None:
    assert voices(language, paragraph) == expected


@pytest.mark.parametrize(
    ("language", "sentence", "day"),
    [
        ("ps", "د تلې د ۷مې په شپه په کابل کې په برید کې دوه تنه ووژل شول.", "2021-09-29"),
        ("ps", "د جوزا په ۱۵ په کابل کې په برید کې دوه تنه ووژل شول.", "2022-06-05"),
        ("ps", "د اتوار په ورځ په بنو کې په برید کې دوه تنه ووژل شول.", "2022-06-19"),
        ("ps", "د منګل په ورځ په بنو کې په برید کې دوه تنه ووژل شول.", "2022-06-14"),
        ("ps", "پرون د هغو درې کسانو جنازې وشوې چې یوه ورځ مخکې په برید کې وژل شوي وو.", "2022-06-18"),
        ("prs", "پولیس با اشاره به حملهٔ دیروز گفت که دو تن کشته شدند.", "2022-06-19"),
    ],
)
def test_the_day(language: str, sentence: str, day: str) -> None:
    [attack] = claims(report(sentence, language=language, published="2022-06-20"))
    assert [plain(value.value) for value in attack.values if value.property == "when"] == [f"{day}..{day}"]


@pytest.mark.parametrize(
    ("language", "sentence", "killed"),
    [
        ("prs", "دفتر ملل متحد می‌گوید در شش ماه گذشته ۸۰ تن در جنوب کشور کشته شده‌اند.", "80"),
        ("prs", "در سال ۱۴۰۰ نُه خبرنگار کشته شدند.", "9"),
        ("ps", "په دریو میاشتو کې ۴۰ ملکي کسان وژل شوي.", "40"),
    ],
)
def test_people_counted_over_a_long_time_are_a_total(language: str, sentence: str, killed: str) -> None:
    text = report(sentence, language=language)
    [total] = claims(text, "total")
    assert [plain(value.value) for value in total.values if value.property == "killed"] == [killed]
    assert claims(text) == []


def test_the_dead_that_are_counted_are_no_funeral_and_a_speakers_seat_is_no_place() -> None:
    [attack] = claims(
        report("په کوټه کې په برید کې د درې کسانو جنازې وموندل شوې، د کابل د پولیسو ویاند وویل.", language="ps")
    )
    values = {value.property: plain(value.value) for value in attack.values}
    assert "site" not in values
    assert values.get("where") != "AF.kabul"


@pytest.mark.parametrize(
    ("language", "number", "expected"),
    [
        ("prs", "نودوهفت", "97"), ("prs", "بیست‌وسه", "23"), ("prs", "سه‌صدوسی", "330"), ("prs", "صدوده", "110"),
        ("ps", "یوڅلوېښت", "41"), ("ps", "پينځه", "5"), ("ps", "شپږدېرش", "36"),
    ],
)  # fmt: skip
def test_numbers_written_as_one_word(language: str, number: str, expected: str) -> None:
    sentence = f"در حمله {number} تن کشته شدند." if language == "prs" else f"په برید کې {number} تنه ووژل شول."
    assert tolls(language, sentence) == [("killed", expected)]
