"""Plain text: header lines, titles, layout, encodings."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gowah.model import Problem, ReadText

Reader = Callable[..., ReadText]
Blocks = Callable[[ReadText], list[tuple[str, str]]]

LEAD = "A bomb went off beside a bus in the east of the town on Friday and killed four people, the governor said."


def test_header_lines_are_read_and_stay_in_the_text(read: Reader, blocks: Blocks) -> None:
    report = f"Publisher: Valley Post\nPublished: 4 March 2022, 10:20 GMT\nTitle: Bus bombed\nBy: Ana Doe\nURL: https://a.example/1\n\n{LEAD}\n"
    found = read(report)
    described = found.described
    assert (described.publisher, described.published, described.title) == ("Valley Post", "2022-03-04", "Bus bombed")
    assert (described.author, described.url, described.language) == ("Ana Doe", "https://a.example/1", "en")
    assert found.text == report
    assert blocks(found) == [
        ("header", "Publisher: Valley Post"), ("header", "Published: 4 March 2022, 10:20 GMT"), ("header", "Title:"),
        ("title", "Bus bombed"), ("header", "By: Ana Doe"), ("header", "URL: https://a.example/1"), ("paragraph", LEAD),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("header", "published"),
    [
        ("Source: Valley Post\nDate: 2022-03-04\nHeadline: Bus bombed", "2022-03-04"),
        ("From: Valley Post\nSent: 4 March 2022\nSubject: Bus bombed", "2022-03-04"),
        ("TITLE : Bus bombed\nposted on: March 4, 2022\nsection: World", "2022-03-04"),
        ("Bus bombed\nBy: Ana Doe\nPublished: 13 Hut 1400 (4 March 2022)", "2022-03-04"),
        ("ناشر: صدای دره\nتاریخ: ۱۳ حوت ۱۴۰۰\nعنوان: Bus bombed", "2022-03-04"),
        ("خپرندوی: د درې غږ\nنېټه: ۱۳ کب ۱۴۰۰\nسرلیک: Bus bombed", "2022-03-04"),
        ("Title: Bus bombed\nUpdated: 2022-03-05", "2022-03-05"),
        ("Title: Bus bombed\nPublished: some time ago", None),
    ],
)
def test_headers_of_other_kinds(read: Reader, header: str, published: str | None) -> None:
    described = read(f"{header}\n\n{LEAD}").described
    assert (described.title, described.published) == ("Bus bombed", published)


def test_a_title_and_a_byline_without_labels(read: Reader, blocks: Blocks) -> None:
    found = read(f"Bus bombed in the east\n\nBy Ana Doe\nMarch 4, 2022\n\n{LEAD}\n\n{LEAD}")
    assert (found.described.title, found.described.author) == ("Bus bombed in the east", "Ana Doe")
    assert found.described.published == "2022-03-04"
    assert [kind for kind, _ in blocks(found)] == ["title", "byline", "byline", "paragraph", "paragraph"]


@pytest.mark.parametrize(
    ("post", "publisher", "published"),
    [
        ("@valley_notes · 4 Mar 2022 · 17:52\n\n4 martyrs so far. pls give blood", "@valley_notes", "2022-03-04"),
        ("Valley Eyes | دره\n4 March, 13:26\n\n4 killed at the bus. #valley", "Valley Eyes", None),
    ],
)
def test_posts(read: Reader, post: str, publisher: str, published: str | None) -> None:
    described = read(post).described
    assert (described.publisher, described.published, described.title) == (publisher, published, None)


@pytest.mark.parametrize(
    "text",
    [LEAD, f"{LEAD}\n\n{LEAD}", f"- {LEAD}\n- {LEAD}", f"4 killed: {LEAD}", "Four people were killed.\n\nMore soon."],
)
def test_a_text_without_head_has_none(read: Reader, text: str) -> None:
    found = read(text)
    assert (found.described.title, found.described.publisher, found.described.published) == (None, None, None)
    assert {block.kind for block in found.layout} <= {"paragraph", "item"}


def test_headings_lists_and_tables(read: Reader, blocks: Blocks) -> None:
    text = f"{LEAD}\n\nWhat was asked\n\n- Blood. None came.\n- Doctors, who came\n  by road.\n(a) A road.\n\nHow many?\n\n{LEAD}\n\nDay        killed   injured\nMonday          4         7\n\nEnd of list."
    assert blocks(read(text))[1:] == [
        ("heading", "What was asked"), ("item", "- Blood. None came."), ("item", "- Doctors, who came by road."),
        ("item", "(a) A road."), ("heading", "How many?"), ("paragraph", LEAD), ("row", "Day killed injured"),
        ("row", "Monday 4 7"), ("paragraph", "End of list."),
    ]  # fmt: skip


def test_two_spaces_after_a_full_stop_are_no_table(read: Reader, blocks: Blocks) -> None:
    assert [kind for kind, _ in blocks(read("Four died.  Two more were hurt.  Nobody claimed it.\n\nMore soon."))] == [
        "paragraph"
    ] * 2


def test_lines_printed_on_every_page_are_no_paragraphs(read: Reader, blocks: Blocks) -> None:
    page = "Rights Service\nSummary, April 2022            Page {} of 2\n______________________\n\n" + LEAD + "\n\n"
    found = read(page.format(1) + page.format(2))
    assert [text for kind, text in blocks(found) if kind == "paragraph"] == [LEAD, LEAD]


def test_related_stories_in_a_text_are_marked(read: Reader, blocks: Blocks) -> None:
    text = f"{LEAD}\n\nRead more: Gunmen kill nine\n\n{LEAD}\n\nRelated stories:\nFlood takes three houses\n\nShare on: Mail, Print"
    assert [kind for kind, _ in blocks(read(text))] == ["paragraph", "related", "paragraph", "related", "related"]


def test_long_lines_are_paragraphs_each(read: Reader, blocks: Blocks) -> None:
    assert blocks(read(f"{LEAD * 2}\n{LEAD * 2}\n{LEAD}")) == [("paragraph", LEAD * 2)] * 2 + [("paragraph", LEAD)]


@pytest.mark.parametrize(
    ("start", "agency", "dateline"),
    [
        ("KABUL, Aug 27 (Meridian) - A bomb", "Meridian", "KABUL, Aug 27"),
        ("MAZAR-E SHARIF, Afghanistan (AP) — A bomb", "AP", "MAZAR-E SHARIF, Afghanistan"),
        ("Kabul, 9 August 2022 - A bomb", None, "Kabul, 9 August 2022"),
        ("(Reuters) - A bomb", "Reuters", None),
        ("KABUL: A bomb", None, "KABUL"),
        ("A bomb (IED) - the third", None, None),
        ("ISKP (Daesh) said a bomb", None, None),
        ("کابل (صدای دره) – در یک انفجار", "صدای دره", "کابل"),
        ("مزار شریف، ۵ میزان ۱۴۰۱ (صدای دره): در یک انفجار", "صدای دره", "مزار شریف، ۵ میزان ۱۴۰۱"),
        ("کابل/ ۵ میزان/ در یک انفجار", None, "کابل/ ۵ میزان"),
        ("کندهار، ۵ تله (د درې غږ) - په یوه چاودنه کې", "د درې غږ", "کندهار، ۵ تله"),
        ("سخنگوی پولیس: در یک انفجار", None, None),
    ],
)
def test_agency_and_dateline(read: Reader, start: str, agency: str | None, dateline: str | None) -> None:
    described = read(f"{start} went off beside a bus and killed four people, the governor said.").described
    assert (described.agency, described.dateline) == (agency, dateline)


@pytest.mark.parametrize(
    ("head", "foot", "agency"),
    [
        ("Bus bombed in the east\n\nBy Reuters Staff\nMarch 4, 2022\n\n", "", "Reuters"),
        ("", "\n\n(AFP)", "AFP"),
        ("", "\n\nSource: AP", "AP"),
        ("", "\n\nNo one was hurt.", None),
    ],
)
def test_an_agency_that_is_credited(read: Reader, head: str, foot: str, agency: str | None) -> None:
    assert read(f"{head}{LEAD}\n\n{LEAD}{foot}").described.agency == agency


DARI = "در انفجار دیروز در بازار شهر سه تن کشته و پنج تن زخمی شده‌اند. هیچ گروهی مسئولیت آن را نپذیرفته است."
PASHTO = "پرون ماښام په ښار کې چاودنه وشوه، درې تنه ووژل شول او پنځه نور ټپیان دي. هېچا د برید پړه نه ده منلې."


@pytest.mark.parametrize(("text", "language"), [(LEAD, "en"), (DARI, "prs"), (PASHTO, "ps"), ("۱۲۳", None)])
def test_languages(read: Reader, text: str, language: str | None) -> None:
    assert read(text).described.language == language


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("text", [LEAD, DARI, PASHTO])
def test_unicode_in_any_form(read: Reader, encoding: str, text: str) -> None:
    assert read(text.encode(encoding), media_type="text/plain").text == text


ARABIC = "قال متحدث باسم الشرطة إن ثلاثة أشخاص قتلوا في انفجار قنبلة قرب مدرسة في المدينة يوم الجمعة."
FRENCH = "Le maire a déclaré que l’explosion près de l’école a tué trois élèves et blessé cinq passants à Kaboul."
GERMAN = "Die Polizei erklärte, drei Schüler seien getötet worden; für die übrigen fünf Verletzten bestehe Hoffnung."
SPANISH = (
    "El portavoz de la policía dijo que tres niños murieron en una explosión en la mañana del viernes, según el señor."
)
QUOTED = (
    "The police said – “four” people were killed in the café near the school. The governor’s office didn’t comment…"
)
RUSSIAN = "Представитель полиции сообщил, что три человека погибли при взрыве возле школы в пятницу утром в городе."
TURKISH = "Polis sözcüsü, cuma günü şehirdeki bir okulun yakınında meydana gelen patlamada üç kişinin öldüğünü söyledi."
PERSIAN = "در انفجار دیروز در بازار شهر سه تن کشته و پنج تن زخمي شدند. هيچ گروهي مسئوليت آن را نپذيرفته است."


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        *((encoding, ARABIC) for encoding in ("cp1256", "iso8859_6", "mac_arabic")),
        *((encoding, FRENCH) for encoding in ("cp1252", "mac_roman")),
        *((encoding, GERMAN) for encoding in ("latin-1", "cp850", "mac_roman")),
        *((encoding, SPANISH) for encoding in ("cp1252", "cp850", "mac_roman")),
        *((encoding, QUOTED) for encoding in ("cp1252", "mac_roman")),
        *((encoding, RUSSIAN) for encoding in ("cp1251", "koi8_r", "cp866")),
        ("cp1254", TURKISH),
        *((encoding, PERSIAN.replace("ی", "ي").replace("ک", "ك")) for encoding in ("cp1256", "mac_farsi")),
    ],
)
def test_old_encodings_are_guessed(read: Reader, encoding: str, text: str) -> None:
    assert read(text.encode(encoding)).text == text


def test_one_broken_byte_is_marked_and_the_rest_is_read(read: Reader) -> None:
    raw = DARI.encode()
    assert read(raw[:41] + b"\xff" + raw[41:]).text.count("\ufffd") <= 3


def test_line_ends_and_nuls(read: Reader) -> None:
    assert read(b"One bomb.\r\nTwo\x00 bombs.\rThree.\n").text == "One bomb.\nTwo bombs.\nThree.\n"


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "empty"), (b"  \r\n", "empty"), (bytes(range(256)) * 40, "no report in any form"),
        (b"!!! ??? ...", "no text was found"),
    ],
)  # fmt: skip
def test_what_is_no_text(fail: Callable[..., Problem], content: bytes, what: str) -> None:
    assert what in fail(content).what


def test_junk_called_text(fail: Callable[..., Problem]) -> None:
    assert "no text in any encoding" in fail(bytes(range(256)) * 40, media_type="text/plain").what


def test_a_film_is_left_to_another_reader(read_any: Callable[..., object]) -> None:
    assert read_any(b"\x1aE\xdf\xa3" + b"x" * 50, "a.webm") is None
