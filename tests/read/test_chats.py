"""Exports of chats: WhatsApp and Telegram. One text each, every message of its own day, no private person named."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gowah.model import Problem, ReadText, SourceText
from gowah.read.doubts import doubts
from gowah.words import Settings, issued
from gowah.words.media import TELEGRAM, TELEGRAM_PAGE, WHATSAPP, sniff

from .conftest import attempt, original

Reader = Callable[..., ReadText]
Blocks = Callable[[ReadText], list[tuple[str, str]]]


def days(found: ReadText) -> list[str | None]:
    """The day of each message, as the later steps see it."""
    text = SourceText(
        entry=2,
        source=1,
        file="x",
        media_type=WHATSAPP,
        described=found.described,
        layout=found.layout,
        text=found.text,
    )
    opened = [block.start for block in found.layout if block.kind == "entry"]
    by_start = {stretch.start: stretch.day for stretch in issued(text)}
    return [day.isoformat() if (day := by_start[start]) else None for start in opened]


def stamped(*dates: str, clock: str = ", 14:05 - ", sender: str = "Zahra") -> str:
    return "".join(f"{date}{clock}{sender}: A bomb went off, number {n}.\n" for n, date in enumerate(dates))


# ---------------------------------------------------------------- WhatsApp

ANDROID = """\
13/10/2023, 14:00 - Messages and calls are end-to-end encrypted. No one outside of this chat can read them.
13/10/2023, 14:01 - Zahra created group "News of the valley"
13/10/2023, 14:05 - Zahra: A bomb went off in the bazaar.
Three people were killed.

Pray for them.
13/10/2023, 14:06 - +93 70 123 4567: <Media omitted>
14/10/2023, 09:30 - +93 70 123 4567: IMG-20231014-WA0001.jpg (file attached)
The bazaar this morning.
14/10/2023, 09:31 - Zahra: This message was deleted
14/10/2023, 09:40 - Zahra: Five were wounded. <This message was edited>
"""


def test_an_export_from_an_android_phone(read: Reader, blocks: Blocks) -> None:
    found = read(ANDROID, "chat.txt")
    assert blocks(found) == [
        ("entry", "2023-10-13 14:05 member 1"),
        ("paragraph", "A bomb went off in the bazaar. Three people were killed."),
        ("paragraph", "Pray for them."),
        ("entry", "2023-10-14 09:30 member 2"),
        ("paragraph", "The bazaar this morning."),
        ("entry", "2023-10-14 09:40 member 1"),
        ("paragraph", "Five were wounded."),
    ]
    assert days(found) == ["2023-10-13", "2023-10-14", "2023-10-14"]
    assert (found.described.publisher, found.described.author, found.described.published) == (None, None, "2023-10-14")
    assert "Zahra" not in found.text
    assert "4567" not in found.text


def test_an_export_from_an_iphone(read: Reader, blocks: Blocks) -> None:
    text = (
        "[10/13/23, 2:05:33\u202fPM] Valley: \u200eMessages and calls are end-to-end encrypted.\r\n"
        "[10/13/23, 2:06:01\u202fPM] ~\u202fZahra: A bomb went off.\r\n"
        "\u200e[10/13/23, 2:07:00\u202fPM] ~\u202fZahra: \u200eimage omitted\r\n"
        "[10/14/23, 12:10:00\u202fAM] Reza: \u200e<attached: 00000004-PHOTO-2023-10-14.jpg>\r\n"
        "[10/14/23, 12:11:00\u202fAM] Reza: Three were killed.\r\n"
    )
    assert blocks(read(text, "_chat.txt")) == [
        ("entry", "2023-10-13 14:06 member 1"), ("paragraph", "A bomb went off."),
        ("entry", "2023-10-14 00:11 member 2"), ("paragraph", "Three were killed."),
    ]  # fmt: skip


def test_words_of_people_that_begin_with_a_direction_mark_are_theirs(read: Reader) -> None:
    text = (
        "\u200e[1402/7/21, 14:05:33] Zahra: \u200eتصویر حذف شد\n"
        "[1402/7/21, 14:06:00] Zahra: \u200eسه تن کشته شدند\n"
        "[1402/7/21, 14:07:00] Neighbours: \u200eZahra created this group\n"
        "[1402/7/21, 14:08:00] Reza joined by https://chat.example/x\n"
        "[1402/7/21, 14:09:00] Reza: \n"
        "دو تن زخمی شدند\n"
    )
    assert read(text, "_chat.txt").text == (
        "2023-10-13 14:06 member 1\n\n\u200eسه تن کشته شدند\n\n2023-10-13 14:09 member 2\n\nدو تن زخمی شدند"
    )


def test_persian_digits_and_the_solar_calendar(read: Reader, blocks: Blocks) -> None:
    text = "۱۴۰۲/۷/۲۱،\u200f ۲:۰۵ ب.ظ. - زهرا: انفجار شد.\n۱۴۰۲/۷/۲۲،\u200f ۹:۰۰ ق.ظ. - زهرا: سه تن کشته شدند.\n"
    assert blocks(read(text, "chat.txt")) == [
        ("entry", "2023-10-13 14:05 member 1"), ("paragraph", "انفجار شد."),
        ("entry", "2023-10-14 09:00 member 1"), ("paragraph", "سه تن کشته شدند."),
    ]  # fmt: skip


def test_arabic_digits_with_marks_between_them(read: Reader) -> None:
    text = "١٣\u200f/١٠\u200f/٢٠٢٣، ٢:٠٥ م - زهرا: انفجار.\n١٤\u200f/١٠\u200f/٢٠٢٣، ٢:٠٥ م - زهرا: انفجار دوم.\n"
    assert days(read(text, "chat.txt")) == ["2023-10-13", "2023-10-14"]


@pytest.mark.parametrize(
    ("dates", "wanted"),
    [
        (("3/4/2023", "13/4/2023"), ["2023-04-03", "2023-04-13"]),  # a thirteenth month there is not
        (("4/3/2023", "4/13/2023"), ["2023-04-03", "2023-04-13"]),
        (("28.02.23", "01.03.23"), ["2023-02-28", "2023-03-01"]),
        (("03.04.23", "04.04.23"), ["2023-04-03", "2023-04-04"]),  # dots: the day first
        (("2023-04-03", "2023-05-04"), ["2023-04-03", "2023-05-04"]),  # the year first: then the month
        (("1/9/2023", "2/9/2023", "1/10/2023"), ["2023-09-01", "2023-09-02", "2023-10-01"]),  # time does not go back
        (("9/1/2023", "9/2/2023", "10/1/2023"), ["2023-09-01", "2023-09-02", "2023-10-01"]),
        (
            ("3/4/2023", "4/4/2023", "5/4/2023", "6/4/2023", "7/4/2023"),  # five days of a month, not of five months
            ["2023-04-03", "2023-04-04", "2023-04-05", "2023-04-06", "2023-04-07"],
        ),
        (("3/4/2023", "4/4/2023"), [None, None]),
        (("3/4/2023", "3/4/2023"), [None, None]),
        (("13/4/2023", "4/13/2023"), [None, None]),
    ],
)
def test_which_number_is_the_day_the_whole_file_tells(
    read: Reader, dates: tuple[str, ...], wanted: list[str | None]
) -> None:
    assert days(read(stamped(*dates), "chat.txt")) == wanted


@settings(deadline=None, max_examples=150)
@given(
    st.dates(date(2015, 1, 1), date(2025, 12, 31)), st.lists(st.integers(0, 6), max_size=12),
    st.sampled_from(["{d}/{m}/{y}", "{m}/{d}/{y}", "{d}-{m}-{y}", "{y}/{m}/{d}", "{d}/{m}/{s}", "{m}/{d}/{s}", "{d}.{m}.{s}"]),
)  # fmt: skip
def test_a_day_is_the_right_one_or_none(begin: date, gaps: list[int], form: str) -> None:
    sent = [begin + timedelta(days=sum(gaps[:n])) for n in range(len(gaps) + 1)]
    dates = [form.format(d=day.day, m=day.month, y=day.year, s=f"{day.year % 100:02}") for day in sent]
    found = attempt(stamped(*dates), "chat.txt", media_type=WHATSAPP)
    assert isinstance(found, ReadText)
    told = days(found)
    assert told in ([day.isoformat() for day in sent], [None] * len(sent))
    if any(day.day > 12 for day in sent):
        assert None not in told


def test_where_the_file_leaves_it_open_that_is_said(read: Reader) -> None:
    text = stamped("3/4/2023", "4/4/2023")
    found = read(text, "chat.txt")
    assert found.described.published is None
    [doubt] = doubts(found.described, original(text, "chat.txt").kept)
    assert "day and month" in doubt.what
    assert "Zahra" not in repr(doubt)


def test_a_report_with_a_stamp_is_no_chat() -> None:
    assert sniff(b"13/10/2023, 14:05 - KABUL: Three people were killed.\nMore to follow.\n", "a.txt") == "text/plain"


def test_a_chat_without_words(fail: Callable[..., Problem]) -> None:
    problem = fail(
        "13/10/2023, 14:05 - Zahra: <Media omitted>\n13/10/2023, 14:06 - Zahra: null\n",
        "Zahra.txt",
        media_type=WHATSAPP,
    )
    assert "no message with words" in problem.what


LINES = st.lists(
    st.one_of(
        st.sampled_from(
            ["13/10/2023, 14:05 - A: x", "[1/2/23, 1:00 PM] B: ", "99/99/99, 77:77 - C: y", "1/1/1, 1:1 - "]
        ),
        st.text(st.sampled_from("0123456789/[]-:, .APM\u200e\u202f<>ب٣"), max_size=30),
        st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=20),
    ),
    max_size=12,
)


@settings(deadline=None)
@given(LINES)
def test_any_lines_are_a_chat_or_a_problem(lines: list[str]) -> None:
    found = attempt("\n".join(["13/10/2023, 14:05 - A: x", *lines]), "chat.txt", media_type=WHATSAPP)
    assert isinstance(found, ReadText)
    assert [b for b in found.layout if b.kind == "entry"]
    inside = {n for block in found.layout for n in range(block.start, block.end)}
    assert all(sign.isspace() or n in inside for n, sign in enumerate(found.text))


def test_a_long_chat_is_read_in_time(read: Reader) -> None:
    import time

    for text in (stamped(*(["13/10/2023"] * 100_000)), stamped("13/10/2023") * 2 + "a <b \u200e" * 200_000):
        begun = time.monotonic()
        read(text, "chat.txt", media_type=WHATSAPP)
        assert time.monotonic() - begun < 15


# ---------------------------------------------------------------- Telegram


def message(n: int, words: object, **more: object) -> dict[str, object]:
    row: dict[str, object] = {"id": n, "type": "message", "date": f"2023-10-{12 + n}T14:05:33", "text": words}
    return {**row, **more}


def export(kind: str, *messages: dict[str, object], name: str = "Valley News") -> str:
    return json.dumps({"name": name, "type": kind, "id": 1234, "messages": messages}, ensure_ascii=False, indent=1)


def test_a_channel(read: Reader, blocks: Blocks) -> None:
    text = export(
        "public_channel",
        {"id": 0, "type": "service", "date": "2023-10-12T10:00:00", "action": "create_channel", "text": ""},
        message(1, ["A bomb went off in ", {"type": "bold", "text": "the bazaar"}, ".\n\nThree were killed."], **{"from": "Valley News", "from_id": "channel1234"}),
        message(2, "", photo="(File not included)"),
        message(3, "More at noon.", forwarded_from="Hill Radio", forwarded_from_id="channel9"),
        message(4, "As I saw it.", forwarded_from="Zahra K.", forwarded_from_id="user9"),
    )  # fmt: skip
    assert sniff(text.encode(), "result.json") == TELEGRAM
    found = read(text, "result.json")
    assert blocks(found) == [
        ("title", "Valley News"),
        ("entry", "2023-10-13 14:05 Valley News"),
        ("paragraph", "A bomb went off in the bazaar."),
        ("paragraph", "Three were killed."),
        ("entry", "2023-10-15 14:05 Valley News"),
        ("byline", "Forwarded from Hill Radio"),
        ("paragraph", "More at noon."),
        ("entry", "2023-10-16 14:05 Valley News"),
        ("byline", "Forwarded from a person"),
        ("paragraph", "As I saw it."),
    ]
    assert (found.described.publisher, found.described.published) == ("Valley News", "2023-10-16")
    assert days(found) == ["2023-10-13", "2023-10-15", "2023-10-16"]


def test_a_group_has_members_and_no_publisher(read: Reader, blocks: Blocks) -> None:
    text = export(
        "private_supergroup",
        message(1, "A bomb.", **{"from": "Zahra", "from_id": "user1"}),
        message(2, "Where?", **{"from": None, "from_id": "user2"}),
        message(3, "A bomb in the bazaar.", **{"from": "Valley News", "from_id": "channel5"}),
        message(4, "There.", **{"from": "Zahra", "from_id": "user1"}),
        name="Neighbours",
    )  # fmt: skip
    found = read(text, "result.json")
    assert [words for kind, words in blocks(found) if kind == "entry"] == [
        "2023-10-13 14:05 member 1", "2023-10-14 14:05 member 2", "2023-10-15 14:05 Valley News",
        "2023-10-16 14:05 member 1",
    ]  # fmt: skip
    assert (found.described.title, found.described.publisher) == ("Neighbours", None)
    assert "Zahra" not in found.text


def test_a_private_chat_names_nobody(read: Reader) -> None:
    text = export(
        "personal_chat", message(1, "They came at night.", **{"from": "Zahra", "from_id": "user1"}), name="Zahra"
    )
    found = read(text, "result.json")
    assert found.text == "2023-10-13 14:05 member 1\n\nThey came at night."
    assert (found.described.title, found.described.publisher, found.described.author) == (None, None, None)


def test_the_export_of_an_account(read: Reader) -> None:
    account = {
        "about": "Here is the data you requested.", "personal_information": {"phone_number": "+93701234567"},
        "contacts": {"list": [{"first_name": "Zahra", "phone_number": "+93701234568"}]},
        "chats": {"about": "", "list": [
            json.loads(export("personal_chat", message(1, "They came.", **{"from_id": "user1"}), name="Zahra")),
            json.loads(export("public_channel", message(2, "A bomb went off."))),
        ]},
    }  # fmt: skip
    found = read(json.dumps(account), "result.json")
    assert found.text == "2023-10-13 14:05 member 1\n\nThey came.\n\n2023-10-14 14:05 Valley News\n\nA bomb went off."
    assert found.described.publisher is None


@pytest.mark.parametrize(
    "damage",
    [
        export("public_channel", message(1, "A bomb."))[:-40],
        '{"name": "x", "type": "public_channel", "id": 1, "messages": ' + "[" * 100_000,
        '{"name": "x", "type": "public_channel", "id": 1, "messages": {"a": 1}}',
        '{"name": 5, "type": "public_channel", "id": 1, "messages": [1, null, {"type": "message", "text": 7}]}',
    ],
)
def test_a_damaged_export(fail: Callable[..., Problem], damage: str) -> None:
    assert fail(damage, "result.json", media_type=TELEGRAM).hint


PAGE = """<!DOCTYPE html>
<html><head><meta charset="utf-8"/><title>Exported Data</title><link href="css/style.css" rel="stylesheet"/></head>
<body onload="CheckLocation();"><div class="page_wrap">
<div class="page_header"><div class="content"><div class="text bold">
{title} </div></div></div>
<div class="page_body chat_page"><div class="history">
<div class="message service" id="message-1"><div class="body details">13 October 2023</div></div>
<div class="message default clearfix" id="message1"><div class="pull_left userpic_wrap"><div class="initials">V</div></div>
<div class="body"><div class="pull_right date details" title="13.10.2023 14:05:33 UTC+04:30">14:05</div>
<div class="from_name">
{first} </div>
<div class="text">
A bomb went off in <strong>the bazaar</strong>.<br><br>Three were<br/>killed. </div></div></div>
<div class="message default clearfix joined" id="message2"><div class="body">
<div class="pull_right date details" title="14.10.2023 09:00:00 UTC+04:30">09:00</div>
<div class="forwarded body"><div class="from_name">Hill Radio <span class="date details" title="14.10.2023 08:00:00">14.10.2023 08:00:00</span></div>
<div class="text">Five were wounded.</div></div></div></div>
<div class="message default clearfix" id="message3"><div class="body">
<div class="pull_right date details" title="14.10.2023 10:00:00 UTC+04:30">10:00</div>
<div class="from_name">{second}</div><div class="media_wrap clearfix"><div class="media"><div class="body"><div class="title bold">Photo</div></div></div></div>
<div class="text">More later.</div></div></div>
</div></div></div></body></html>"""


def test_a_page_of_a_channel(read: Reader, blocks: Blocks) -> None:
    text = PAGE.format(title="Valley News", first="Valley News", second="Valley News")
    assert sniff(text.encode(), "messages.html") == TELEGRAM_PAGE
    found = read(text, "messages.html")
    assert blocks(found) == [
        ("title", "Valley News"),
        ("entry", "2023-10-13 14:05 Valley News"),
        ("paragraph", "A bomb went off in the bazaar."),
        ("paragraph", "Three were killed."),
        ("entry", "2023-10-14 09:00 Valley News"),
        ("byline", "Forwarded from Hill Radio"),
        ("paragraph", "Five were wounded."),
        ("entry", "2023-10-14 10:00 Valley News"),
        ("paragraph", "More later."),
    ]
    assert "Three were\nkilled." in found.text
    assert found.described.publisher == "Valley News"


@pytest.mark.parametrize(("title", "second"), [("Zahra", "Zahra"), ("Zahra", "Reza"), ("Valley News", "Reza")])
def test_a_page_that_may_be_of_a_private_chat_names_nobody(read: Reader, title: str, second: str) -> None:
    found = read(PAGE.format(title=title, first=title, second=second), "messages.html")
    assert (found.described.title, found.described.publisher) == (None, None)
    assert title not in found.text
    assert found.text.startswith("2023-10-13 14:05 member 1\n\nA bomb went off")


def test_settings_bound_chats_too(fail: Callable[..., Problem]) -> None:
    from gowah.words.settings import ReadSettings

    small = Settings(read=ReadSettings(max_characters=20))
    assert "longer than 20" in fail(ANDROID, "chat.txt", settings=small).what
