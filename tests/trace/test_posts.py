"""Days in a chat are counted from each message's own day, not from the chat's last."""

from __future__ import annotations

from gowah.model import Block, Described, SourceText
from gowah.trace.facts import universal
from gowah.trace.sentences import pages
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
    [page] = pages([chat], {chat.entry}, load_tables(("afghanistan",)), Settings())
    days = {fact for facts in universal(page).values() for fact in facts if fact.startswith("^")}
    assert {"^2022-02-28", "^2022-05-31"} <= days
