"""Messages → one text: an `entry` line opens each, its words follow as paragraphs.

Who writes in a private chat or a group is at risk: such senders are `member 1`, `member 2`, in the order in which they
first speak, so that it can still be seen whether two messages are of one person. A channel speaks under its title.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from gowah.model import Problem, ReadText
from gowah.read.draft import Head, Piece, clean, joined
from gowah.words.script import FILLER, fold
from gowah.words.sheets import sheet

_GAP = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message. `day` is ISO or empty where it cannot be told, `time` HH:MM or empty.

    `sender` is whatever tells senders apart, and is not shown; `channel` is shown in its place where a channel
    speaks. `forwarded` is whom the words come from, as the export names them.
    """

    day: str
    time: str
    sender: str
    words: str
    channel: str = ""
    forwarded: str = ""


def chat(messages: Iterable[Message], name: str, head: Head) -> ReadText | Problem:
    """The text of a chat, what `head` says of it, and as its day that of the last message."""
    pieces: list[Piece] = []
    if title := head.fields.get("title"):
        pieces.append(Piece(kind="title", text=title))
    members: dict[str, int] = {}
    last = ""
    for message in messages:
        words = list(_paragraphs(message.words))
        if not words:
            continue
        who = message.channel or f"member {members.setdefault(message.sender, len(members) + 1)}"
        last = max(last, message.day)
        pieces.append(Piece(kind="entry", text=" ".join(part for part in (message.day, message.time, who) if part)))
        if message.forwarded:
            pieces.append(Piece(kind="byline", text=f"Forwarded from {message.forwarded}"))
        pieces += words
    if not last and not any(piece.kind == "entry" for piece in pieces):
        return Problem(where=name, what="the chat holds no message with words", hint="Export it again with its texts.")
    text, layout = joined(pieces)
    return ReadText(text=text, layout=layout, described=head.over(Head(fields={"published": last})).described())


def _paragraphs(words: str) -> Iterator[Piece]:
    for part in _GAP.split(clean(words)):
        lines = [line.strip() for line in part.split("\n")]
        if text := "\n".join(line for line in lines if line):
            yield Piece(kind="paragraph", text=text)


def one_line(name: object) -> str:
    """A name on one clean line of at most 200 signs; empty where it is none."""
    return " ".join(clean(name).split())[:200] if isinstance(name, str) else ""


@cache
def forms(kind: str) -> frozenset[str]:
    """The words of a kind in `chats.csv`, as `plain` has them."""
    return frozenset(plain(row["form"]) for row in sheet("chats") if row["kind"] == kind)


def plain(words: str) -> str:
    """Words without case, marks and outer signs."""
    return " ".join(fold(words).replace(FILLER, "").split()).strip(" .‎")


def names_an_outlet(title: str) -> bool:
    """True when a title has a word in it that persons' names have not: `news`, `رادیو`."""
    found: Mapping[str, None] = dict.fromkeys(re.findall(r"[^\W\d_]+", plain(title)))
    return any(word in found for word in forms("outlet"))


def tree_of(text: str) -> Any:
    """The tree of a page that a program exported; None where it holds nothing."""
    from lxml import etree, html

    try:
        return html.document_fromstring(text.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8"))
    except etree.ParserError:
        return None
