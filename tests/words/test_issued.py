"""A chat or a live blog has a day for every message."""

from datetime import date

from gowah.model import Block, Described, SourceText
from gowah.words import issued


def _text(words: str, *entries: str, published: str | None = None) -> SourceText:
    spots = [(words.index(entry), words.index(entry) + len(entry)) for entry in entries]
    return SourceText(
        entry=1, source=0, file="chat.txt", media_type="text/plain", described=Described(published=published),
        layout=tuple(Block(kind="entry", start=start, end=end) for start, end in spots), text=words,
    )  # fmt: skip


def test_each_message_is_of_its_own_day() -> None:
    words = "Log\n2023-10-13 14:05 Channel\nSix killed today.\n2023-10-15 09:00 Channel\nTwo more."
    found = issued(_text(words, "2023-10-13 14:05 Channel", "2023-10-15 09:00 Channel", published="2023-10-20"))
    assert [(words[s.start : s.end].rsplit(maxsplit=1)[-1], s.day) for s in found] == [
        ("Log", date(2023, 10, 20)), ("today.", date(2023, 10, 13)), ("more.", date(2023, 10, 15)),
    ]  # fmt: skip


def test_a_post_with_a_time_alone_is_of_the_day_before_it() -> None:
    words = "13 October 2023\nOne.\n14:30 GMT\nTwo."
    assert [s.day for s in issued(_text(words, "13 October 2023", "14:30 GMT"))] == [date(2023, 10, 13)] * 2


def test_a_page_without_posts_is_one_stretch_of_its_own_day() -> None:
    (only,) = issued(_text("Nothing but this.", published="2024-02-01"))
    assert (only.start, only.end, only.day) == (0, 17, date(2024, 2, 1))
