"""Names at naming positions, in three languages: whatever stands there is one unless a table knows better."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gowah.words import find_names, load_tables
from gowah.words.naming import find_announced, is_everyday, is_in_office
from gowah.words.people import lower_words

TABLES = load_tables(("afghanistan",))


def found(text: str, *, office: bool = False) -> list[str]:
    """The names at naming positions, those beside an office left out (or only those)."""
    people = find_announced(text, find_names(text, TABLES), lower_words((text,)))
    return list(dict.fromkeys(p.name for p in people if (p.cues == {"office"}) == office))


@pytest.mark.parametrize(("text", "names"), [
    # kin, household, belongings
    ("مادر نامون گفت.", ["نامون"]), ("خواهر کوچکش ماه‌گل زخمی شد.", ["ماه‌گل"]), ("پدرشان انور گفت.", ["انور"]),
    ("پسر ۱۲ سالهٔ چمن‌علی کشته شد.", ["چمن‌علی"]), ("خانوادهٔ قنبر می‌گوید.", ["قنبر"]), ("خواهرش (ماه‌گل) مرد.", ["ماه‌گل"]),
    ("دکان قنبر ویران شد.", ["قنبر"]), ("مادر نامون و چمن گفت.", ["نامون", "چمن"]),
    ("د ښاپېرۍ مور وویل.", ["ښاپېرۍ"]), ("د احمد ګاونډي وویل.", ["احمد"]), ("د زرکې کورنۍ وايي.", ["زرکې"]),
    ("ورور یې، بازمیر، ووژل شو.", ["بازمیر"]), ("د بازګل دوکان ویجاړ شو.", ["بازګل"]),
    ("His son Sultan was killed.", ["Sultan"]), ("The Rahimi family home was hit.", ["Rahimi"]), ("His sister (Spogha) died.", ["Spogha"]),
    ("Bostan's neighbours came.", ["Bostan"]), ("Torabaz's shop was hit.", ["Torabaz"]), ("Spogha and her mother died.", ["Spogha"]),
    # titles and trades
    ("خانم معصومه گفت.", ["معصومه"]), ("استاد لیلما گفت.", ["لیلما"]), ("کربلایی صفدر می‌گوید.", ["صفدر"]), ("حاجي سپین ګل وویل.", ["سپین ګل"]),
    ("دوکاندار نجیب وویل.", ["نجیب"]), ("یوسف دوکاندار گفت.", ["یوسف"]), ("ښوونکې تورپېکۍ وویل.", ["تورپېکۍ"]),
    ("Doctor Najiba of the clinic spoke.", ["Najiba"]), ("Shopkeeper Bostan spoke.", ["Bostan"]), ("Nurse Gulchehra of the ward", ["Gulchehra"]),
    # descent
    ("عوض ولد قنبر کشته شد.", ["عوض", "قنبر"]), ("عوض د قنبر زوی", ["قنبر"]), ("بازګل د چمن زوی ووژل شو.", ["بازګل", "چمن"]),
    ("Barat s/o Chaman and Gulshah d/o Safdar", ["Barat", "Chaman", "Gulshah", "Safdar"]), ("Shirdel, son of Qurban, died.", ["Shirdel", "Qurban"]),
    # appositions
    ("مولوی عبدالحق، پدر یکی از قربانیان، گفت.", ["عبدالحق"]), ("رهگذری، سیاه‌سنگ، گفت.", ["سیاه‌سنگ"]), ("یو اوسېدونکی، سنګین، وایي.", ["سنګین"]),
    ("A passer-by, Idrees, spoke.", ["Idrees"]), ("Torabaz, who lives near the mosque, spoke.", ["Torabaz"]),
    # saying and suffering
    ("بوستان به طلوع‌نیوز گفت که شش تن کشته شدند.", ["بوستان"]), ("زرکه وویل چې لس تنه ووژل شول.", ["زرکه"]), ("د سپرغۍ په وینا", ["سپرغۍ"]),
    ("According to Spogha, six died.", ["Spogha"]), ("najiba said six died.", ["najiba"]), ("Gunmen killed Torabaz.", ["Torabaz"]),
    ("طالبان بوستان را ربودند.", ["بوستان"]), ("Sakhidad Hazara lost his son.", ["Sakhidad Hazara"]), ("سخی‌داد هزاره پسرش را از دست داد.", ["سخی‌داد هزاره"]),
    # called
    ("A neighbour called Spogha spoke.", ["Spogha"]), ("د سنګین په نامه یو سړي وویل.", ["سنګین"]), ("named only as Torabaz", ["Torabaz"]),
])  # fmt: skip
def test_names_at_naming_positions(text: str, names: list[str]) -> None:
    assert found(text) == names


@pytest.mark.parametrize("text", [
    "Police said nine people were killed. Gunmen said nothing. Survivors fled. Residents spoke.",
    "Grieving families buried their dead. Doctors of the clinic said so. The families of the dead lost everything.",
    "The Ali mosque and Hussain Street were hit, on the day of Imam Hussain.", "Reuters said ten died. UNAMA confirmed it.",
    "مردم گفتند که ۹ تن کشته شدند.", "استاد دانشگاه گفت که خانوادهٔ قربانیان کمک می‌خواهند.", "باشندگان محل گفتند.",
    "پولیس کابل می‌گوید ۹ تن کشته شدند.", "مادر داغدار گفت.", "پسرش نجات یافت و برادرش بازداشت شد.", "زن باردار و کودک خردسالش کشته شدند.",
    "معلم این مکتب می‌گوید شاگردان ترسیده‌اند.", "یک مقام امنیتی که نخواست نامش فاش شود گفت.", "خانهٔ گلی ویران شد.",
    "در مسجد حاجی عباس انفجار شد.", "مسئولیت را داعش بر عهده گرفت.", "گروهی به نام نامون حمله کرد.",
    "د قربانیانو کورنۍ وايي.", "د ښوونځي شاګردان وايي.", "د ځايي چارواکو په وینا نهه تنه ووژل شول.", "د جومات ملا امام وویل.",
    "د روغتون ډاکټرانو وویل.", "د بي‌بي فاطمې په جومات کې چاودنه وشوه.",
])  # fmt: skip
def test_what_names_nobody(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(("text", "name"), [
    ("The Taliban spokesman Zabihullah Mujahid said so.", "Zabihullah Mujahid"), ("Namun Zadran, a spokesman for the police, said so.", "Namun Zadran"),
    ("مولوی نورالله، والی غور، گفت.", "نورالله"),
])  # fmt: skip
def test_who_holds_an_office_is_told_apart(text: str, name: str) -> None:
    assert found(text, office=True) == [name]
    assert found(text) == []


def test_the_son_of_an_officer_holds_no_office() -> None:
    assert found("قنبر، پسر والی غور، گفت.") == ["قنبر"]
    assert found("The governor's son Spogha died.") == ["Spogha"]


@pytest.mark.parametrize(("said", "office"), [
    ("police chief Namun Khayal", True), ("Namun Khayal of the interior ministry", True), ("سخنگوی پولیس کابل نامون", True),
    ("Doctor Najiba of the clinic", False), ("Spogha", False), ("مولوی نامون", False), ("مادر سکینه", False), ("the minister's mother", True),
    ("یوسف دوکاندار", False), ("د زرغونې پلار", False),
])  # fmt: skip
def test_who_speaks_for_an_office(said: str, office: bool) -> None:
    assert is_in_office(said, TABLES) == office


def test_everyday_words_are_not_looked_for_everywhere() -> None:
    assert is_everyday("people")
    assert is_everyday("مردم")
    assert not is_everyday("torabaz")
    assert not is_everyday("نسرین")


@given(st.text(alphabet="نامون د گفت، پدر Said Ewaz's/o.\u200c", max_size=120))
def test_spans_lie_in_the_text_in_order(text: str) -> None:
    people = find_announced(text, find_names(text, TABLES), frozenset())
    assert all(0 <= person.start < person.end <= len(text) for person in people)
    assert list(people) == sorted(people, key=lambda person: (person.start, person.end))


@pytest.mark.parametrize("unit", ["د گل ", "گل\u200c", "مادر نامون گفت ", "Ewaz s/o ", "Said Ewaz, ", "young ", "پدر "])
def test_time_grows_with_the_length(unit: str) -> None:
    times = []
    for size in (5_000, 40_000):
        text = (unit * size)[:size]
        names = find_names(text, TABLES)
        find_announced(unit, (), frozenset())
        begun = time.process_time()
        find_announced(text, names, frozenset())
        times.append(time.process_time() - begun)
    assert times[1] < 24 * times[0] + 0.5
