"""A family in a crowd: what tells it apart where every number and every name by itself is common."""

from __future__ import annotations

import random

from gowah.model import Described, SourceText
from gowah.trace import passages
from gowah.words import Settings, load_tables

TABLES = load_tables(("afghanistan",))
TOLLS = (17, 38, 24, 13, 9)
LETTERS = "abdefgiklmnoprstu"

ORIGIN = """A bomb strapped to a handcart killed at least 17 people and wounded 38 at the thread market of Herat. \
The ambulance service sent 24 cars, and 13 of them broke down."""

TRANSLATION = """بمبی که در یک کراچی جاسازی شده بود در بازار نخ‌فروشان هرات ۱۷ تن را کشت و ۳۸ تن را زخمی کرد. \
آمبولانس ۲۴ موتر فرستاد و ۱۳ موتر آن از کار ماند.

منبع: نوردن وایر"""


def _text(n: int, publisher: str, day: str, body: str, language: str = "en") -> SourceText:
    about = Described(publisher=publisher, published=day, language=language)
    return SourceText(
        entry=2 * n + 1, source=2 * n, file=f"{n}.txt", media_type="text/plain", described=about, text=body
    )  # fmt: skip


def _other_news(n: int) -> str:
    """A story of its own words from Herat, with three of the same numbers, each in another sentence."""
    chance = random.Random(n)
    said = (f"The {_words(chance)} of Herat {number} {_words(chance)}." for number in chance.sample(TOLLS, 3))
    return " ".join(said)


def _words(chance: random.Random) -> str:
    return " ".join("".join(chance.choice(LETTERS) for _ in range(7)) for _ in range(6))


def test_a_translation_is_found_where_its_numbers_are_common_one_by_one() -> None:
    crowd = [_text(n, f"Paper {n}", "2023-07-10", _other_news(n)) for n in range(150)]
    origin = _text(200, "Norden Wire", "2023-07-09", ORIGIN)
    copy = _text(201, "صبح تازه", "2023-07-10", TRANSLATION, "prs")
    (family,) = passages.trace([*crowd, origin, copy], (), (), TABLES, Settings())
    assert family.origin == origin.entry
    assert [m.relation for m in family.members if m.text == copy.entry] == ["translation"]
