"""Exports of Telegram Desktop: `result.json` of one chat or of an account, and pages `messages.html`.

A channel is a publisher and speaks under its title. Groups and private chats have members, never names. What else an
account's export holds (contacts, sessions, calls) is not read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from gowah.model import Problem, ReadText
from gowah.read.chat import Message, chat, names_an_outlet, one_line, tree_of
from gowah.read.decode import decoded
from gowah.read.draft import Head, Source, too_long
from gowah.words import Settings

_CHANNELS = ("public_channel", "private_channel")
_TITLED = (*_CHANNELS, "public_supergroup", "private_supergroup", "public_group", "private_group")
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)")
_PAGE_DAY = re.compile(r"(\d\d)\.(\d\d)\.(\d{4}) (\d\d:\d\d)")


def read_telegram(source: Source, settings: Settings) -> ReadText | Problem:
    """The messages of `result.json`: of its one chat, or of all its chats one after the other."""
    text = decoded(source.content, source.declared)
    try:
        export = json.loads(text or "")
    except (ValueError, RecursionError):
        return Problem(where=source.name, what="the export is cut off or damaged", hint="Export the chat again.")
    chats = _chats(export)
    if problem := _missing(export, chats, source.name):
        return problem
    alone = chats[0] if len(chats) == 1 else {}
    titled = alone.get("type") in _TITLED
    title = one_line(alone.get("name")) if titled else ""
    head = Head(fields={"title": title, "publisher": title if alone.get("type") in _CHANNELS else ""})
    found = chat((message for one in chats for message in _told(one)), source.name, head)
    return found if isinstance(found, Problem) else too_long(found.text, source.name, settings) or found


def _chats(export: Any) -> list[Mapping[str, Any]]:
    if not isinstance(export, dict):
        return []
    if isinstance(export.get("messages"), list):
        return [export]
    parts = (export.get(part) for part in ("chats", "left_chats"))
    lists = (part.get("list") for part in parts if isinstance(part, dict))
    found = [one for each in lists if isinstance(each, list) for one in each if isinstance(one, dict)]
    return [one for one in found if isinstance(one.get("messages"), list)]


def _missing(export: Any, chats: Sequence[Mapping[str, Any]], name: str) -> Problem | None:
    """Which key an export without a single message lacks; None where there is one."""
    rows = [row for one in chats for row in one["messages"] if isinstance(row, dict)]
    messages = [row for row in rows if row.get("type") == "message"]
    if any(_words(row.get("text")).strip() for row in messages):
        return None
    if not chats:
        what = "the export has no list under `messages`, nor chats under `chats` and `list`"
    elif not rows:
        what = "the list under `messages` is empty"
    elif not messages:
        what = f"none of its {len(rows):,} messages has the `type` “message”"
    else:
        what = f"none of its {len(messages):,} messages has words under `text`"
    hint = "Export the chat again from Telegram Desktop: “Export chat history”, format JSON, with its texts."
    return Problem(where=name, what=what, hint=hint)


def _told(one: Mapping[str, Any]) -> Iterator[Message]:
    title = one_line(one.get("name"))
    is_channel = one.get("type") in _CHANNELS
    for row in one["messages"]:
        if not isinstance(row, dict) or row.get("type") != "message":
            continue
        sender = str(row.get("from_id") or row.get("from") or "")
        day, time = _when(row.get("date"))
        channel = title if is_channel else one_line(row.get("from")) if sender.startswith("channel") else ""
        yield Message(
            day=day, time=time, sender=sender, words=_words(row.get("text")), channel=channel, forwarded=_source(row)
        )


def _when(date: object) -> tuple[str, str]:
    found = _DAY.match(date) if isinstance(date, str) else None
    return (found[1], found[2]) if found else ("", "")


def _words(text: object) -> str:
    """Telegram cuts words at every link or change of type into pieces of a list."""
    pieces: Sequence[object] = text if isinstance(text, list) else [text]
    said = (piece.get("text") if isinstance(piece, dict) else piece for piece in pieces)
    return "".join(piece for piece in said if isinstance(piece, str))


def _source(row: Mapping[str, Any]) -> str:
    """Whom a message is forwarded from; a person by no name."""
    name = one_line(row.get("forwarded_from"))
    return "a person" if name and str(row.get("forwarded_from_id") or "").startswith("user") else name


def read_telegram_page(source: Source, settings: Settings) -> ReadText | Problem:
    """The messages of a page `messages.html`.

    Such a page does not say what kind of chat it is. It is taken for a channel's when one name alone speaks, which is
    the page's title and names an outlet; else no one is named.
    """
    root = tree_of(decoded(source.content, source.declared) or "")
    if root is None:
        return Problem(where=source.name, what="the page holds nothing", hint="Export the chat again.")
    title = one_line(" ".join(_seen(found) for found in _within(root, "page_header", "text")[:1]))
    rows = _rows(root)
    names = {name for name, _ in rows}
    is_channel = bool(title) and names == {title} and names_an_outlet(title)
    head = Head(fields={"title": title, "publisher": title} if is_channel else {})
    messages = (_page_message(row, name, title if is_channel else "") for name, row in rows)
    found = chat(messages, source.name, head)
    return found if isinstance(found, Problem) else too_long(found.text, source.name, settings) or found


def _rows(root: Any) -> list[tuple[str, Any]]:
    """(sender, body) of each message; one that is `joined` is of the sender before it."""
    found: list[tuple[str, Any]] = []
    sender = ""
    for element in _classed(root, "message"):
        if "default" not in element.get("class").split():
            sender = ""
            continue
        body = next((child for child in element if "body" in (child.get("class") or "").split()), None)
        if body is None:
            continue
        sender = next((_seen(child) for child in body if child.get("class") == "from_name"), sender)
        found.append((one_line(sender), body))
    return found


def _page_message(body: Any, sender: str, channel: str) -> Message:
    stamp = next((child.get("title") or "" for child in body if "date" in (child.get("class") or "").split()), "")
    when = _PAGE_DAY.match(stamp)
    day, time = (f"{when[3]}-{when[2]}-{when[1]}", when[4]) if when else ("", "")
    inner = next((child for child in body if "forwarded" in (child.get("class") or "").split()), None)
    forwarded = (
        next((_own(child) for child in inner if child.get("class") == "from_name"), "") if inner is not None else ""
    )
    words = [
        _seen(child) for part in (inner, body) if part is not None for child in part if child.get("class") == "text"
    ]
    return Message(
        day=day, time=time, sender=sender, words="\n\n".join(words), channel=channel, forwarded=one_line(forwarded)
    )


def _classed(root: Any, name: str) -> list[Any]:
    found: list[Any] = root.xpath("//div[contains(concat(' ', @class, ' '), $name)]", name=f" {name} ")
    return found


def _within(root: Any, outer: str, inner: str) -> list[Any]:
    return [
        child
        for element in _classed(root, outer)
        for child in element.iter("div")
        if inner in (child.get("class") or "").split()
    ]


def _own(element: Any) -> str:
    """The text of an element before its first child."""
    return element.text or ""


def _seen(element: Any) -> str:
    """All text inside an element; a `<br>` ends a line, the source's own line ends do not."""
    from lxml import etree

    parts: list[str] = []
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if event == "start" and isinstance(node.tag, str):
            parts.append("\n" if node.tag == "br" else " ".join(_spaced(node.text)))
        elif event == "end" and node is not element:
            parts.append(" ".join(_spaced(node.tail)))
    return "".join(parts)


def _spaced(text: str | None) -> list[str]:
    """Words of a run of text, its outer spaces kept as empty words."""
    return re.split(r"[ \t\r\n]+", text) if text else []
