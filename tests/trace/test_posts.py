"""Days in a chat are counted from each message's own day, not from the chat's last."""

from __future__ import annotations

from gowah.model import Block, Described, SourceText
from gowah.trace import passages
from gowah.trace.facts import universal
from gowah.trace.sentences import pages
from gowah.trace.wording import Wording
from gowah.words import Settings, load_tables

CHAT = (
    ("entry", "2022-03-01 10:00 Valley News"), ("paragraph", "The bridge at Kabul fell yesterday and four died."),
    ("entry", "2022-06-01 10:00 Valley News"), ("paragraph", "The new bridge was opened yesterday by nine guests."),
)  # fmt: skip


def test_yesterday_in_a_message_is_the_day_before_that_message() -> None:
    text, layout = "", []
    for kind, words in CHAT:
        layout.append(Block(kind=kind, start=len(text), end=len(text) + len(words)))
        text += f"{words}\n\n"
    chat = SourceText(
        entry=1, source=0, file="chat.json", media_type="application/x-telegram-export", layout=tuple(layout), text=text,
        described=Described(publisher="Valley News", published="2022-06-01", language="en"),
    )  # fmt: skip
    [page] = pages([chat], {chat.entry}, Wording(load_tables(("afghanistan",)), Settings()))
    days = {fact for facts in universal(page).values() for fact in facts if fact.startswith("^")}
    assert {"^2022-02-28", "^2022-05-31"} <= days


STORY = """A grain barge sank at the Shir Khan landing and 14 porters drowned. Divers found 9 of them by Monday evening, \
and the other 5 were washed up at the old customs post. The ferry company had 3 barges and has 2 left."""


def _post(day: str, words: str) -> list[tuple[str, str]]:
    return [("entry", f"{day} 10:00 Barge Channel"), ("paragraph", words)]


def _chat(entry: int, *posts: tuple[str, str]) -> SourceText:
    text, layout = "", []
    for kind, words in [part for day, said in posts for part in _post(day, said)]:
        layout.append(Block(kind=kind, start=len(text), end=len(text) + len(words)))
        text += f"{words}\n\n"
    about = Described(publisher="Barge Channel", published=posts[-1][0], language="en")
    return SourceText(entry=entry, source=entry - 1, file="chat.json", media_type="application/json", described=about,
                      layout=tuple(layout), text=text)  # fmt: skip


def _paper(entry: int, day: str) -> SourceText:
    about = Described(publisher="Landing Post", published=day, language="en")
    return SourceText(entry=entry, source=entry - 1, file="a.txt", media_type="text/plain", text=STORY, described=about)


def test_a_message_came_first_though_its_chat_goes_on_for_months() -> None:
    chat = _chat(1, ("2023-04-03", STORY), ("2023-09-20", "The new customs house was opened by nine guests in white."))
    paper = _paper(3, "2023-04-05")
    (family,) = passages.trace([chat, paper], (), (), load_tables(("afghanistan",)), Settings())
    assert family.origin == chat.entry
    assert family.origin_name == "Barge Channel, 2023-04-03"
    (copy,) = (member for member in family.members if member.text == paper.entry)
    assert "earlier publication: 2023-04-03 before 2023-04-05" in copy.reason


def test_a_message_that_repeats_an_older_paper_did_not_come_first() -> None:
    chat = _chat(1, ("2023-01-03", "Snow shut the pass for nine days in a row."), ("2023-04-07", STORY))
    paper = _paper(3, "2023-04-05")
    (family,) = passages.trace([chat, paper], (), (), load_tables(("afghanistan",)), Settings())
    assert family.origin == paper.entry
