"""What the auto-archiver of open-source investigators writes: `metadata.json`, its HTML page, its sheet of links.

All three hold the same of a post: address, day, title, words. Of files that lie beside them only the post tells here;
they are originals of their own. Who posted is not named: it may be a person at risk.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from gowah.model import Problem, ReadText
from gowah.read.chat import Message, chat, tree_of
from gowah.read.decode import decoded
from gowah.read.draft import Head, Piece, Source, clean, folded, joined, too_long
from gowah.words import Settings

_COLUMNS = {"link": "url", "upload timestamp": "timestamp", "upload title": "title", "text content": "content"}
_SHEET = frozenset({"link", "archive status"})
_ROWS = ("status", "metadata", "media")  # its CSV database: a Python dict a cell
_WHEN = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d))?")
_LONGEST_CELL = 200_000
_ESCAPE = r"\\(?:[\\'\"nrt]|x[\da-f]{2}|u[\da-f]{4}|U00(?:0[\da-f]|10)[\da-f]{4})"
_ITEM = re.compile(
    rf"'(url|title|content|timestamp)': (?:('(?:[^'\\\n]|{_ESCAPE})*+'|\"(?:[^\"\\\n]|{_ESCAPE})*+\")"
    r"|datetime\.datetime\((\d{4}, \d{1,2}, \d{1,2}(?:, \d+)*))"
)


def is_archive(header: Sequence[str]) -> bool:
    """True for the first row of the archiver's own sheet or CSV database."""
    names = [name.strip().lower() for name in header]
    return (set(names) >= _SHEET and "text content" in names) or tuple(names) == _ROWS


def archived_rows(rows: Sequence[Sequence[str]], source: Source, settings: Settings) -> ReadText | Problem:
    """The posts of a sheet; the first row names its columns, as `is_archive` knows them."""
    names = [name.strip().lower() for name in rows[0]]
    posts = (_post_of(dict(zip(names, row, strict=False))) for row in rows[1:])
    found = chat((message for post in posts for message in _message(post)), source.name, Head())
    return found if isinstance(found, Problem) else too_long(found.text, source.name, settings) or found


def _post_of(row: Mapping[str, str]) -> Mapping[str, str]:
    if "metadata" in row:
        found: dict[str, str] = {}
        for name, value in _dict_of(row["metadata"]):
            found.setdefault(name, value)
        return found
    return {field: row.get(column, "") for column, field in _COLUMNS.items()}


def _message(post: Mapping[str, str]) -> Iterator[Message]:
    """A post as a message: its host in place of a sender."""
    when = _WHEN.match(post.get("timestamp", ""))
    title, words = _apart(post)
    host = _host(post.get("url", ""))
    yield Message(
        day=when[1] if when else "", time=(when[2] or "") if when else "", sender=host, channel=host,
        words="\n\n".join(part for part in (title, words) if part),
    )  # fmt: skip


def _dict_of(cell: str) -> Iterator[tuple[str, str]]:
    """The texts and days that we want of a Python dict as printed. Nothing is run: each is a plain literal."""
    for name, words, day in _ITEM.findall(cell[:_LONGEST_CELL]):
        if words:
            yield name, str(ast.literal_eval(words))
        else:
            numbers = [int(number) for number in day.split(",")[:5]]
            clock = f"T{numbers[3]:02}:{numbers[4]:02}" if len(numbers) == 5 else ""
            yield name, "{:04}-{:02}-{:02}".format(*numbers) + clock


def read_archiver(source: Source, settings: Settings) -> ReadText | Problem:
    """The post that a `metadata.json` is about."""
    try:
        told = json.loads(decoded(source.content, source.declared) or "")
    except (ValueError, RecursionError):
        return Problem(
            where=source.name, what="the archive's JSON is damaged or cut off", hint="Copy it from the archiver again."
        )
    metadata = told.get("metadata") if isinstance(told, dict) else None
    post = metadata if isinstance(metadata, dict) else {}
    return _post({name: value for name, value in post.items() if isinstance(value, str)}, source, settings)


def read_archiver_page(source: Source, settings: Settings) -> ReadText | Problem:
    """The post that the archiver's HTML page is about: the rows of its table of metadata."""
    root = tree_of(decoded(source.content, source.declared) or "")
    if root is None:
        return Problem(where=source.name, what="the page holds nothing", hint="Fetch it again.")
    post: dict[str, str] = {}
    for row in root.xpath("//table[@class='metadata']//tr"):
        cells = row.findall("td")
        if len(cells) == 2:
            post.setdefault(folded(cells[0].text_content()), str(cells[1].text_content()).strip())
    return _post(post, source, settings)


def _post(post: Mapping[str, str], source: Source, settings: Settings) -> ReadText | Problem:
    title, words = _apart(post)
    if not title and not words:
        return Problem(
            where=source.name, what="the archive holds no words of the post, only its files",
            hint="Write what they show or say to a text of its own and keep that.",
        )  # fmt: skip
    when = _WHEN.match(post.get("timestamp", ""))
    pieces = [Piece(kind="title", text=title)] if title else []
    for part in re.split(r"\n\s*\n", clean(words)):
        lines = (line.strip() for line in part.split("\n"))
        pieces.append(Piece(kind="paragraph", text="\n".join(line for line in lines if line)))
    text, layout = joined(pieces)
    head = Head(fields={"title": title, "url": post.get("url", ""), "published": when[1] if when else ""})
    return too_long(text, source.name, settings) or ReadText(text=text, layout=layout, described=head.described())


def _apart(post: Mapping[str, str]) -> tuple[str, str]:
    """Title and words of a post; a title that only repeats how the words begin, or the address, is none."""
    title, words = folded(clean(post.get("title", ""))), clean(post.get("content", ""))
    repeated = folded(words).startswith(title.rstrip(".… ")) or title == post.get("url")
    return "" if repeated else title[:300], words


def _host(url: str) -> str:
    try:
        return urlsplit(url.strip()).hostname or "a link"
    except ValueError:
        return "a link"
