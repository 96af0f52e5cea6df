"""Texts made to trip a claimer: pieces of sentences in three languages put together by chance, in wild layouts.

Everything is drawn from a `random.Random`: the same seed gives the same text, and hypothesis can shrink one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from gowah.model import Block, Described, SourceText

ENGLISH = (
    "At least", "more than", "up to", "about", "between 30 and 35", "13", "1,300", "٣١", "dozens of", "twenty-five", "no", "some of the",
    "people", "worshippers", "Hazaras", "women and children", "students", "them", "of whom", "including", "others", "bodies",
    "were killed", "was shot dead", "killing", "wounded", "injured", "died of their wounds", "abducted", "lost their lives", "claimed the lives of",
    "a bomb exploded", "a suicide bomber blew himself up", "the attack", "that bombing", "gunmen opened fire on", "was foiled", "would have killed",
    "in", "near", "outside", "at", "a mosque", "a school", "the bus", "Kabul", "Dasht-e-Barchi", "Mazar-e Sharif", "the west of the city",
    "on Friday", "two days earlier", "on 2 May 2022", "last month", "in early January", "on the anniversary of", "between 2015 and 2021",
    "police said", "according to", "officials told", "the governor of", "a doctor, Ahmad Example,", "who asked not to be named", "he said", "she added",
    "ISKP claimed responsibility for", "the Taliban denied", "blamed", "nobody has claimed", "rose to", "from", "to", "has", "not", "if", "may have",
    "since then", "in 15 attacks", "fled their homes", "need food and shelter", "closed the school", "paid $2,500", "the second in a week",
    "his brother", "Zahra, 17,", "aged 16 to 25", "and", "or", "but", "while", "after", "which", "that", "it", "they",
    "Read more:", "Related", "What happened?", "UPDATED", "(AP)", "KABUL, May 2 (Example) –",
)  # fmt: skip
DARI = (
    "دست‌کم", "بیش از", "حدود", "بین ۳۰ تا ۳۵", "۱۳", "ده‌ها", "سی و پنج", "صد و بیست", "هیچ", "تن", "نفر", "کودک", "زن", "هزاره", "غیرنظامی", "از میان آنان",
    "کشته", "زخمی", "شدند", "شده‌اند", "نشد", "جان باختند", "به شهادت رسیدند", "ربوده شد", "انفجار", "حملهٔ انتحاری", "حمله", "تیراندازی", "ماین",
    "در", "بر", "نزدیک", "مسجدی", "مکتب", "کابل", "دشت برچی", "هرات", "غرب شهر", "روز جمعه", "دیروز", "۱۷ میزان ۱۴۰۰", "سال گذشته", "دو روز پیش",
    "گفت", "گفته است", "به گفتهٔ", "سخنگوی", "پولیس", "طالبان", "داعش", "مسئولیت", "را به عهده گرفت", "رد کرد", "تا کنون کسی", "اگر", "شاید", "نه", "و", "که", "اما",
    "نیاز به غذا دارند", "مکتب بسته شد", "افزایش یافت", "به", "از", "احمد مثال", "۱۶ ساله", "خبرگزاری نمونه",
)  # fmt: skip
PASHTO = (
    "لږ تر لږه", "تر", "زیات", "شاوخوا", "۱۳", "لسګونه", "پنځه ویشت", "کسان", "تنه", "ماشومان", "ښځې", "هزاره ګان", "ووژل شول", "مړه", "ټپیان شول", "وتښتول شو",
    "چاودنه", "برید", "ځانمرګی برید", "ډزې", "په", "کې", "د", "جومات", "ښوونځي", "کابل", "هرات", "پر", "د جمعې په ورځ", "پرون", "د وږي ۱۷", "۱۴۰۰ کال",
    "وویل", "ویلي", "پولیسو", "طالبانو", "داعش", "مسوولیت", "منلی", "رد کړ", "که", "نه", "او", "چې", "خو", "مرستې ته اړتیا لري",
)  # fmt: skip
MARKS = (".", ".", ".", ",", ",", ";", ":", "?", "!", "…", "،", "؛", "؟", "۔", "–", "—", "-", "(", ")", "[", "]", "“", "”", '"', "«", "»", "‘", "’", "'", "/", "\\", "%", "$")  # fmt: skip
BREAKS = ("\n", "\n", "\n\n", "\n\n", "\t", "  ", " \n \n ", "\u2028", "\u0085", "\x0b", "\x0c")
WILD = (
    "\u202e", "\u202d", "\u2066", "\u2069", "\u200e", "\u200f", "\u200c", "\u200d", "\u200b", "\ufeff", "\u00ad", "\u0640", "\u0301", "\u064b", "\x00", "\x01", "\x1b[31m", "\ufffd",
    "\U0001f534", "\U0001f1e6\U0001f1eb", "\U000e0041", "ﷺ", "ﷲ", "ﬁ", "İ", "ı", "ß", "ſ", "K", "½", "²", "①", "Ⅻ", "௧", "𝟙", "𝓀illed", "kіllеd", "Каbul", "ｋｉｌｌｅｄ", "١٬٣٠٠", "1.300,5", "1e9", "0x10", "-5", "٪",
    "999999999999999999999999", "0", "00", "0000-00-00", "31 February 2022", "32 May 2022", "2022-13-45", "29 February 2100", "31 حوت ۱۴۰۰", "۰ حمل ۰", "year 10000", "1 January 0001", "yesterday", "ten days before",
    "a million billion trillion", "one hundred hundred", "twenty-twenty", "twenty- ", "صد صد هزار هزار", "و و و", "'s", "n't", "Mr.", "U.S.A.", "St.", "e.g.", "http://a.example/killed?5=6#7", "a@b.example", "#killed", "@ISKP", "<b>killed</b>", "&amp;", "{{", "%s", "${x}",
)  # fmt: skip
KINDS = ("paragraph", "paragraph", "paragraph", "heading", "title", "item", "row", "header", "byline", "caption", "related", "entry", "list", "")  # fmt: skip
DAYS = (None, "2022-05-03", "2022-02-29", "0001-01-01", "9999-12-31", "1400-07-17", "", "not a day", "2022-05", "2022-05-03T25:61", "-1")  # fmt: skip
LANGUAGES = ("en", "en-US", "prs", "fa", "ps", "pbt", None, None, "", "xx", "EN", "fa-AF-x-wild")


def sentence(chance: Random, pieces: Sequence[str]) -> str:
    """Pieces of a language in any order, with a mark, a break or something wild between some of them."""
    said: list[str] = []
    for _ in range(chance.randint(1, 22)):
        draw = chance.random()
        if draw < 0.82:
            said.append(chance.choice(pieces))
        elif draw < 0.92:
            said.append(chance.choice(MARKS))
        elif draw < 0.95:
            said.append(chance.choice(BREAKS))
        else:
            said.append(chance.choice(WILD))
        said.append(" " if chance.random() < 0.93 else "")
    return "".join(said) + chance.choice((". ", ".", "\n", "\n\n", ".\n\n", "؟ ", "! ", " "))


def noise(chance: Random) -> str:
    """Code points from anywhere, or the same thing again and again."""
    if chance.random() < 0.5:
        planes = ((0x20, 0x7F), (0x600, 0x6FF), (0x2000, 0x206F), (0, 0xD7FF), (0xE000, 0xFFFF), (0x10000, 0x10FFFF))
        return "".join(chr(chance.randint(*chance.choice(planes))) for _ in range(chance.randint(1, 60)))
    piece = chance.choice((ENGLISH, DARI, PASHTO, MARKS, WILD))
    return (chance.choice(piece) + chance.choice(("", " ", "\n"))) * chance.randint(2, 90)


def words(chance: Random) -> str:
    """A text of a few sentences, mostly of one language."""
    main = chance.choice((ENGLISH, ENGLISH, DARI, PASHTO))
    parts = []
    for _ in range(chance.choice((0, 1, 2, 3, 5, 9))):
        draw = chance.random()
        if draw < 0.85:
            parts.append(sentence(chance, main))
        elif draw < 0.93:
            parts.append(sentence(chance, chance.choice((ENGLISH, DARI, PASHTO))))
        else:
            parts.append(noise(chance))
    return "".join(parts)


def layout(chance: Random, text: str) -> tuple[Block, ...]:
    """The lines of a text as blocks of any kind; sometimes none, sometimes blocks that lie."""
    if chance.random() < 0.3:
        return ()
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(kind=chance.choice(KINDS), start=at, end=at + len(line)))
        at += len(line) + 1
    for _ in range(chance.choice((0, 0, 0, 3))):
        a, b = chance.randint(-9, len(text) + 9), chance.randint(-9, len(text) + 9)
        blocks.insert(chance.randint(0, len(blocks)), Block(kind=chance.choice(KINDS), start=a, end=b))
    return tuple(blocks)


def report(chance: Random) -> SourceText:
    """A text as a claimer gets it."""
    text = words(chance)
    described = Described(
        title=chance.choice((None, "Bus bombed", sentence(chance, ENGLISH))),
        publisher=chance.choice((None, "Example News", "", sentence(chance, DARI))),
        author=chance.choice((None, "Ana Example", noise(chance))),
        published=chance.choice(DAYS), language=chance.choice(LANGUAGES), agency=chance.choice((None, "AP")),
        dateline=chance.choice((None, "KABUL", noise(chance))),
    )  # fmt: skip
    return SourceText(
        entry=2, source=1, file="x", media_type=chance.choice(("text/plain", "text/html", "text/x-whatsapp-chat")),
        described=described, layout=layout(chance, text), text=text,
    )  # fmt: skip


COLUMNS = (
    "id", "date_start", "date_end", "date_prec", "year", "best", "low", "high", "deaths_civilians", "side_a", "side_b", "where_prec", "adm_1",
    "adm_2", "where_coordinates", "latitude", "longitude", "country", "number_of_sources", "source_article", "source_headline", "type_of_violence",
    "event_id_cnty", "event_date", "time_precision", "event_type", "sub_event_type", "actor1", "actor2", "inter1", "admin1", "admin2", "location",
    "geo_precision", "source", "source_scale", "notes", "fatalities", "civilian_targeting", "timestamp", "tags",
    "eventid", "iyear", "imonth", "iday", "approxdate", "extended", "nkill", "nkillter", "nwound", "nwoundte", "gname", "guncertain1", "claimed",
    "attacktype1", "targtype1", "targsubtype1", "natlty1", "provstate", "city", "specificity", "vicinity", "doubtterr", "success", "ishostkid", "nhostkid", "propvalue",
    "date", "place", "killed", "injured", "killed_low", "killed_high", "community", "perpetrator", "tactic", "site", "sources", "",
)  # fmt: skip
CELLS = (
    "", "", " ", "-1", "-9", "-99", "0", "1", "2", "3", "4", "5", "6", "7", "12", "13", "1,300", "1.5", "1e3", "inf", "nan", "Infinity", "-0", "٣١", "²", "½", "9" * 30, "True",
    "2022-04-19", "2022-04-19 00:00:00.000", "19/04/2022", "04/19/2022", "19 April 2022", "2022", "0", "13", "0001-01-01", "9999-12-31", "0001", "9999", "2022-02-30", "10000-01-01", "April", "44670", "44670.5",
    "Kabul", "Afghanistan", "Dasht-e Barchi", "IS", "Taliban", "Unknown", "Civilians", "Government of Afghanistan", "Islamic State (Khorasan)", "Unidentified Armed Group (Afghanistan)",
    "Example News; Other Post; Example News", '"a";"b"', "Reuters,2022-04-20,A bomb killed 5", "New media-National", "Civilian targeting", "Violence against civilians", "Suicide bomb",
    "34.5", "-34.5", "91", "181", "34,5", "N34", '"', '""', '"a', 'a"b', "'", "\\", "a,b", "a;b", "a\tb", "|", "\x00", "\u202e", "=1+1", "#REF!", "NULL", "n/a", "?", "~5", "5+", ">10", "10-15", "hazara", "mosque",
)  # fmt: skip


def table(chance: Random) -> SourceText:
    """Rows under columns of all the datasets at once, with cells that never were in any of them."""
    sign = chance.choice((",", ",", ",", ";", "\t", "|"))
    names = [chance.choice(COLUMNS) for _ in range(chance.randint(1, 25))]
    if chance.random() < 0.8:
        names += chance.choice((("date_start", "best"), ("event_date", "fatalities"), ("iyear", "imonth", "iday", "nkill"), ("date", "killed")))  # fmt: skip
    chance.shuffle(names)
    text, blocks = "", []
    for number in range(chance.randint(0, 9)):
        width = len(names) + chance.choice((0, 0, 0, 0, 0, 0, 1, -1))
        cells = names if number == 0 else [chance.choice(CELLS) for _ in range(max(1, width))]
        if number and chance.random() < 0.7:
            cells = ['"' + cell.replace('"', '""') + '"' if sign in cell or '"' in cell else cell for cell in cells]
        line = sign.join(cells)
        kind = "header" if number == 0 or chance.random() < 0.03 else "row"
        blocks.append(Block(kind=kind, start=len(text), end=len(text) + len(line)))
        text += line + chance.choice(("\n", "\n", "\n", "\r\n"))
    if chance.random() < 0.1:
        blocks = list(layout(chance, text))
    described = Described(
        title=chance.choice((None, "ged231", "Global_72.csv", "events")), published=chance.choice(DAYS)
    )
    media_type = "text/tab-separated-values" if sign == "\t" else chance.choice(("text/csv", "text/csv", "application/vnd.ms-excel"))  # fmt: skip
    return SourceText(
        entry=2, source=1, file="x.csv", media_type=media_type, described=described, layout=tuple(blocks), text=text
    )


DRAWS: tuple[tuple[int, Callable[[Random], SourceText]], ...] = ((6, report), (2, table))


def source_text(chance: Random) -> SourceText:
    """A report or a table."""
    return chance.choice([draw for weight, draw in DRAWS for _ in range(weight)])(chance)
