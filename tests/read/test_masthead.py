"""Plain texts that begin as printed pages and letters do: the outlet's name, a day, a title, no labels."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gowah.model import ReadText

Reader = Callable[..., ReadText]
Blocks = Callable[[ReadText], list[tuple[str, str]]]

LEAD = "A bomb went off beside a bus in the east of the town on Friday and killed four people, the governor said."
PERSIAN = "بمبی روز جمعه در شرق شهر کنار یک بس منفجر شد و چهار تن را کشت، این را والی گفت."


@pytest.mark.parametrize(
    ("head", "publisher", "published", "title"),
    [
        ("THE VALLEY REVIEW\n4 March 2022\n\nBus bombed in the east", "THE VALLEY REVIEW", "2022-03-04", "Bus bombed in the east"),
        ("Valley Observer, Friday March 4, 2022\n\nBus bombed in the east", "Valley Observer", "2022-03-04", "Bus bombed in the east"),
        ("Valley Today - English page\nFriday 04.03.2022\n\nBus bombed in the east", "Valley Today", "2022-03-04", "Bus bombed in the east"),
        ("Valley Quarterly | Spring issue | 4 March 2022\n\nTHE LAST BUS HOME\n\nBy Ana Doe", "Valley Quarterly", "2022-03-04", "THE LAST BUS HOME"),
        (
            "COUNCIL FOR THE VALLEY\nHuman Rights Service\n\nUPDATE ON THE VALLEY\nJanuary - March 2022\nIssued 4 April 2022",
            "COUNCIL FOR THE VALLEY", "2022-04-04", "UPDATE ON THE VALLEY",
        ),
        (
            "FORUM OF THE VALLEY (FOV)\nGeneva, 4 March 2022\n\nREGISTER OF ATTACKS IN THE VALLEY\n1 March 2021 to 28 February 2022",
            "FORUM OF THE VALLEY", "2022-03-04", "REGISTER OF ATTACKS IN THE VALLEY",
        ),
        ("VALLEY RELIEF\nSITUATION REPORT No. 3\nReporting period: 1-3 March 2022 | Issued: 4 March 2022", "VALLEY RELIEF", "2022-03-04", "SITUATION REPORT No. 3"),
        ("OPINION\n\nThe bus is not a target\n\nby Ana Doe, The Valley Tribune, 4 March 2022", "The Valley Tribune", "2022-03-04", "The bus is not a target"),
        ("VALLEY FACT CHECK\nPublished: 4 March 2022 | Rating: FALSE\n\nNo bus was bombed in the east", "VALLEY FACT CHECK", "2022-03-04", "No bus was bombed in the east"),
        ("Valley Daily Online\nRights group demands inquiry into bombing of bus\nNews Desk, March 4, 2022", "Valley Daily Online", "2022-03-04", "Rights group demands inquiry into bombing of bus"),
        ("How safe are the buses of the valley?\nValley Brief, 4 March 2022\nBy Ana Doe", "Valley Brief", "2022-03-04", "How safe are the buses of the valley?"),
        ("Valley Harm Observatory\n\n2021 in review: attacks on buses in the valley\n4 March 2022", "Valley Harm Observatory", "2022-03-04", "2021 in review: attacks on buses in the valley"),
        ("Quarterly update on the valley\nPrepared by Health Bridge Valley, Northern Region\n4 March 2022", "Health Bridge Valley", "2022-03-04", "Quarterly update on the valley"),
        ('RADIO VALLEY - "The Long Table"\nBroadcast: 4 March 2022. Rush transcript, may contain errors.', "RADIO VALLEY", "2022-03-04", None),
        ("رادیو صدای دره\nانفجار یک بس؛ شاهدان از چهار کشته خبر می‌دهند\n۱۳ حوت ۱۴۰۰", "رادیو صدای دره", "2022-03-04", "انفجار یک بس؛ شاهدان از چهار کشته خبر می‌دهند"),
        ("خبرگاه دره\nجمعه، ۱۳ حوت ۱۴۰۰\n\nدر انفجار یک بس چهار تن کشته شدند", "خبرگاه دره", "2022-03-04", "در انفجار یک بس چهار تن کشته شدند"),
        ("روزنامهٔ دره، پنج‌شنبه ۱۲ حوت ۱۴۰۰\n\nدر انفجار یک بس چهار تن کشته شدند", "روزنامهٔ دره", "2022-03-03", "در انفجار یک بس چهار تن کشته شدند"),
        ("د درې غږ\nجمعه، د کب ۱۳مه ۱۴۰۰\n\nپه چاودنه کې څلور تنه ووژل شول", "د درې غږ", "2022-03-04", "په چاودنه کې څلور تنه ووژل شول"),
        ("رادیو دره\nتاریخ نشر: ۱۳ حوت ۱۴۰۰\n\nانفجار یک بس؛ چند تن جان باختند؟", "رادیو دره", "2022-03-04", "انفجار یک بس؛ چند تن جان باختند؟"),
    ],
)  # fmt: skip
def test_the_name_the_day_and_the_title_of_a_masthead(
    read: Reader, head: str, publisher: str, published: str, title: str | None
) -> None:
    body = PERSIAN if "\u0600" < head[0] < "\u06ff" else LEAD
    found = read(f"{head}\n\n{body}\n\n{body}").described
    assert (found.publisher, found.published, found.title) == (publisher, published, title)


@pytest.mark.parametrize(
    "text",
    [
        f"Bus bombed in the east\nMarch 4, 2022\n\n{LEAD}\n\n{LEAD}",
        f"Bus bombed in the east\n\nBy Ana Doe\nMarch 4, 2022\n\n{LEAD}\n\n{LEAD}",
        f"Bus Bombed in the East\n\nMarch 4, 2022\n\nA second line below the title\n\n{LEAD}",
    ],
)
def test_a_title_is_no_outlet(read: Reader, text: str) -> None:
    found = read(text).described
    assert (found.title or "").lower() == "bus bombed in the east"
    assert found.publisher is None
    assert found.published == "2022-03-04"


@pytest.mark.parametrize("name", ["Kabul 24", "France 24", "Radio One 1", "TV1", "کابل ۲۴"])
@pytest.mark.parametrize(
    "head", ["{}\n4 March 2022\n\nBus bombed in the east", "{}\n\nBus bombed in the east\n4 March 2022",
             "{}\nBus bombed in the east\n4 March 2022", "{} | 4 March 2022\n\nBus bombed in the east",
             "{}\nPublished: 4 March 2022\n\nBus bombed in the east"],
)  # fmt: skip
def test_an_outlet_may_end_in_a_number(read: Reader, name: str, head: str) -> None:
    found = read(f"{head.format(name)}\n\n{LEAD}\n\n{LEAD}").described
    assert (found.publisher, found.published, found.title) == (name, "2022-03-04", "Bus bombed in the east")


def test_an_outlet_that_ends_in_a_number_needs_no_day_beside_it(read: Reader) -> None:
    found = read(f"Kabul 24\n\nBus bombed in the east\n\n{LEAD}\n\n{LEAD}").described
    assert (found.publisher, found.title) == ("Kabul 24", "Bus bombed in the east")


@pytest.mark.parametrize(
    "title", ["Blast Kills 24", "Kabul Blast Kills 24", "March 24", "Update 3", "Over 24", "Civilians 24", "تلفات ۲۴"]
)
def test_but_a_toll_a_day_or_a_part_is_no_outlet(read: Reader, title: str) -> None:
    assert read(f"{title}\n\nA second line below it\n4 March 2022\n\n{LEAD}").described.publisher is None
    assert read(f"{title}\n4 March 2022\n\n{LEAD}\n\n{LEAD}").described.publisher is None


@pytest.mark.parametrize("line", ["HOST (Ana Doe): ", "GUEST (Ben Roe) : ", "مجری (احمد): "])
def test_a_speaker_in_brackets_is_no_agency(read: Reader, line: str) -> None:
    found = read(f"Publisher: Radio Valley\nPublished: 2022-03-04\n\n{line}{LEAD}\n\n{LEAD}").described
    assert (found.agency, found.dateline) == (None, None)


def test_an_agency_before_a_colon_is_one_where_a_day_or_the_list_says_so(read: Reader) -> None:
    for line in ("KABUL (AFP): ", "KABUL, March 4 (Tern Newswire): "):
        assert read(f"Title: Bus bombed\n\n{line}{LEAD}").described.agency in ("AFP", "Tern Newswire")


def test_a_masthead_is_no_part_of_the_report(read: Reader, blocks: Blocks) -> None:
    text = f"THE VALLEY REVIEW\n4 March 2022\n\nBus bombed in the east\n\nBy Ana Doe\n\n{LEAD}\n\n{LEAD}"
    found = read(text)
    assert found.text == text
    assert [kind for kind, _ in blocks(found)] == ["byline", "byline", "title", "byline", "paragraph", "paragraph"]
    assert found.described.author == "Ana Doe"


def test_dated_lines_of_a_list_are_no_masthead(read: Reader, blocks: Blocks) -> None:
    rows = [
        f"{day} March 2022, the valley: bomb on a bus of the east line. Killed {day}, injured 2." for day in (4, 5, 6)
    ]
    found = read("VALLEY WATCH\nAttacks on buses in the valley\n31 March 2022\n\n" + "\n".join(rows))
    assert found.described.publisher == "VALLEY WATCH"
    assert all(kind != "byline" for kind, words in blocks(found) if "Killed" in words)


def test_a_text_that_begins_with_its_first_sentence_has_no_masthead(read: Reader) -> None:
    found = read(f"{LEAD}\n\nOn 4 March 2022 the council met.\n\n{LEAD}").described
    assert (found.publisher, found.published, found.title) == (None, None, None)


def test_the_day_and_agency_of_a_dateline_where_nothing_else_tells_them(read: Reader) -> None:
    found = read(
        "URGENT BLAST-VALLEY\n\nBomber kills four on bus\n\nLASHKAR GAH, Afghanistan, March 4, 2022 (Tern Newswire) - "
        + LEAD
    ).described
    assert (found.published, found.publisher, found.agency) == ("2022-03-04", "Tern Newswire", "Tern Newswire")
    named = read(
        "Publisher: Valley Post\nTitle: Bus bombed\n\nKABUL, March 4, 2022 (Tern Newswire) - " + LEAD
    ).described
    assert (named.published, named.publisher, named.agency) == ("2022-03-04", "Valley Post", "Tern Newswire")


def test_a_release_is_of_the_body_that_says_something_today(read: Reader) -> None:
    opening = "The killing of two miners should be looked into, Friends of the Valley said today."
    told = read(f"Inquire Into Killings\n\n(London, March 4, 2022) – {opening}\n\n{LEAD}\n\n{LEAD}").described
    assert (told.publisher, told.published) == ("Friends of the Valley", "2022-03-04")
    unmarked = read(
        f"Valley: Inquire Into Killings\nPeople Need Safety\n\n(London, March 4, 2022) - {opening}\n\n{LEAD}"
    )
    assert unmarked.described.publisher == "Friends of the Valley"
    assert read(f"Inquire Into Killings\n\nValley, March 4 – {opening}\n\n{LEAD}\n\n{LEAD}").described.publisher is None
