"""Telephone numbers, addresses, handles, papers, plates and spots, in every script's digits; counts and dates are none."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gowah.words.contacts import find_contacts, reaches_somebody
from gowah.words.numbers import find_numbers


@pytest.mark.parametrize(("text", "found"), [
    ("Call him on 0700 123 456.", "0700 123 456"), ("+93 70 012 3456", "+93 70 012 3456"),
    ("+93(0)700-123-456 is his", "+93(0)700-123-456"), ("(206) 555-0123", "206) 555-0123"), ("206.555.0123", "206.555.0123"),
    ("0093 700 123 456", "0093 700 123 456"), ("his phone number is 7001234", "7001234"),
    ("شمارهٔ تماس او ۰۷۹۹۱۲۳۴۵۶ است", "۰۷۹۹۱۲۳۴۵۶"), ("د تماس شمېره یې ۰۷۰۰ ۱۲۳ ۴۵۶ ده", "۰۷۰۰ ۱۲۳ ۴۵۶"),
    ("رقم ٠٧٠٠١٢٣٤٥٦", "٠٧٠٠١٢٣٤٥٦"), ("0700\u200b123\u202c456", "0700\u200b123\u202c456"),
    ("mail namun.k@example.org.", "namun.k@example.org"), ("namun [at] example [dot] org", "namun [at] example [dot] org"),
    ("namun＠example.org", "namun＠example.org"), ("n\u0430mun@example.org", "n\u0430mun@example.org"),
    ("nam\u200bun@example.org", "nam\u200bun@example.org"),
    ("follow @namun_k now", "@namun_k"), ("t.me/namun_k", "t.me/namun_k"), ("Telegram: namun_1400", "namun_1400"),
    ("تلگرام: namun_1400", "namun_1400"),
    ("tazkira number 1400-0301-12345", "1400-0301-12345"), ("passport P01234567", "P01234567"),
    ("تذکرهٔ شمارهٔ ۱۲۳۴۵۶ او", "۱۲۳۴۵۶"), ("د تذکرې شمېره ۱۲۳۴۵۶۷", "۱۲۳۴۵۶۷"),
    ("number plate KBL 4-12345", "KBL 4-12345"), ("نمبر پلیت ۳-۱۲۳۴۵", "۳-۱۲۳۴۵"),
    ("in house no. 12, street 4", "house no. 12, street 4"), ("came to House 12 at night", "House 12"),
    ("خانهٔ شمارهٔ ۱۲", "خانهٔ شمارهٔ ۱۲"), ("کوچهٔ ۴، خانهٔ ۱۲", "کوچهٔ ۴، خانهٔ ۱۲"), ("۱۲ نمبر کور", "۱۲ نمبر کور"),
    ("lives at 12 Namuna Street, alone", "12 Namuna Street"),
    ("killed near house 118.", "house 118"), ("a shell hit house 7 of the lane", "house 7"), ("خانهٔ ۲۴ است", "خانهٔ ۲۴"),
    ("the family home, 3rd Street of Namun,", "3rd Street"), ("he lives on the fourth lane", "fourth lane"),
    ("خانهٔ او در کوچهٔ ششم است", "کوچهٔ ششم"), ("کورنۍ یې په شپږمه کوڅه کې اوسېږي", "شپږمه کوڅه"), ("د کور شمېره یې ۲۴ ده", "کور شمېره یې ۲۴"),
    ("Call zero seven nine nine one two three four five six now", "zero seven nine nine one two three four five six"),
    ("reach her on oh seven double nine, twelve thirty-four 56", "oh seven double nine, twelve thirty-four 56"),
    ("شمارهٔ او صفر هفت نه نه یک دو سه چهار پنج شش است", "صفر هفت نه نه یک دو سه چهار پنج شش"),
    ("شمېره یې صفر اووه نهه نهه یو دوه درې څلور پنځه شپږ وه", "صفر اووه نهه نهه یو دوه درې څلور پنځه شپږ"),
    ("at 34.51234, 69.12345", "34.51234, 69.12345"), ("۳۴٫۵۱۲۳، ۶۹٫۱۲۳۴", "۳۴٫۵۱۲۳، ۶۹٫۱۲۳۴"),
    ("34°31'12.3\"N 69°10'20\"E", "34°31'12.3\"N 69°10'20\"E"), ("8GJ3G5Q9+XC", "8GJ3G5Q9+XC"),
])  # fmt: skip
def test_what_reaches_a_person(text: str, found: str) -> None:
    assert found in {text[start:end] for start, end in find_contacts(text)}


@pytest.mark.parametrize("text", [
    "On 2021-10-08 at least 46 people were killed and 143 injured.", "1,234,567 afghanis, or 10 000 000 in all",
    "08.10.2021 10:30", "In his house 12 people were killed.", "در خانه ۱۲ تن کشته شدند", "between 46-72, in 2019-2020",
    "در ۱۷ میزان ۱۴۰۰ در کابل ۴۶ تن کشته و ۱۴۳ تن زخمی شدند", "2019 2020 2021 2022", "3.5 km away, at 10 am",
    "called 46 people", "contact was lost at 10:30 on 08-10-2021", "۱۴۰۰/۷/۱۷", "2021-10-08/2021-10-09", "the first 12 entries",
    "street 4 was closed", "the Telegram channel said ten died", "the passports of 143 people, issued in 2021",
    "A bomb weighing 12.345 kg, 3 of them", "road 12, room for 12 people",
    "In the house 12 were killed.", "in house 12 people died", "در خانه ۱۲ تن و در کوچه ۳ تن کشته شدند", "a house in the third district",
    "The toll rose from two to three, four, five and six.", "one thousand two hundred and thirty-four people, in all",
    "two men, three women and four children", "دو مرد، سه زن و چهار کودک", "the second attack on a home in five days",
])  # fmt: skip
def test_counts_and_dates_reach_nobody(text: str) -> None:
    assert find_contacts(text) == ()


def test_an_address_on_the_web_that_is_a_persons() -> None:
    assert reaches_somebody("https://wa.me/93700123456")
    assert reaches_somebody("https://example.org/?to=namun@example.org")
    assert not reaches_somebody("https://example.org/2021/10/08/0012345678-bomb")


@given(st.text(max_size=80))
def test_stretches_lie_in_the_text(text: str) -> None:
    assert all(0 <= start < end <= len(text) for start, end in find_contacts(text))


@pytest.mark.parametrize(
    "unit",
    [
        "0 ",
        "07",
        "a@",
        "@a",
        "+",
        "12.3456,",
        "house 1, ",
        "call ",
        "a-",
        "tazkira ",
        "1° 2' ",
        "at 1 Aa ",
        "seven ",
        "home 3rd ",
        "house 7 ",
    ],
)
def test_time_grows_with_the_length(unit: str) -> None:
    find_contacts(unit)
    begun = time.process_time()
    find_contacts((unit * 100_000)[:100_000])
    assert time.process_time() - begun < 2


@pytest.mark.parametrize(
    "text",
    [
        "شمارهٔ تماس خانوادهٔ زخمی‌ها: ۵۵۵۱۲۳۴",
        "د ټپیانو د کورنۍ شمېره: ۵۵۵۱۲۳۴",
        "Contact number of the wounded man's family: 5551234",
    ],
)
def test_a_number_announced_for_somebody_is_a_telephone_and_no_toll(text: str) -> None:
    stretch = [text[start:end] for start, end in find_contacts(text)]
    assert any(part.strip().endswith(("۵۵۵۱۲۳۴", "5551234")) for part in stretch)
    assert not find_numbers(text, {})


@pytest.mark.parametrize(("text", "counted"), [
    ("A bomb killed five people. Call: oh-seven-double-eight, 214, 390.", [5]), ("Police number: one one nine.", []),
    ("RIP, wrote @kaj_survivor_19 after the bombing killed five.", [5]),
    ("شماره تماس فامیل: صفر هفت هفتاد و نه، دوصد و یازده، چهل و پنج شصت.", []),
    ("شمارهٔ واتساپ بازمانده صفر هفت صد و نود و نه، دوصد و سی، چهل و پنج شصت است و پنج تن کشته شدند.", [5]),
    ("د اړیکې شمېره: صفر اوه اوه اوه، دوه سوه دیارلس، څلوېښت پنځوس.", []),
    ("On the phone: one, two, three more were killed.", [1, 2, 3]), ("Zero survivors, five dead, three hurt.", [0, 5, 3]),
    ("The dead: two men, three women, four children. Call 0700 123 456.", [2, 3, 4]),
])  # fmt: skip
def test_what_reaches_a_person_counts_nobody(text: str, counted: list[int]) -> None:
    """Told in words, in a mixture of words and digits, short, and as a handle."""
    assert [number.value for number in find_numbers(text, {})] == counted
