"""Mails passed on: the lines of the first mail's header in the middle of a text, and what they say of what follows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from email.utils import parseaddr, parsedate_to_datetime

from gowah.model import Block, ReadText
from gowah.read.heads import head_of, label_of
from gowah.read.labels import key, labels
from gowah.read.plain import laid_out

_LINE = re.compile(r"[^\n]+")
_QUOTED = re.compile(r"[>\s]*")
_FEWEST = 3


def with_forwarded(found: ReadText, *, is_plain: bool) -> ReadText:
    """The text with the header lines of the first mail in it as such, and what they say of it.

    Who sent it first is believed to be the publisher only where the address is that of an office.
    """
    run = _run(found.text)
    if not run:
        return found
    begin, end = run[0][0], run[-1][1]
    rest = laid_out(found.text[end:])
    below = (
        [replace(block, start=block.start + end, end=block.end + end) for block in rest.layout]
        if is_plain
        else list(_cut(found.layout, found.text, end, len(found.text)))
    )
    lines = [
        Block(kind="entry" if field == "published" else "header", start=start, end=stop)
        for start, stop, field, _ in run
    ]
    layout = (*_cut(found.layout, found.text, 0, begin), *lines, *below)
    said = head_of([(field, value) for _, _, field, value in run if field in ("published", "title")]).fields
    sender = next((value for _, _, field, value in run if field == "author"), "")
    name, address = parseaddr(sender)
    offices = re.split(r"[._+-]", key(address.partition("@")[0]))
    is_office = any(word in labels("mailbox") for word in offices)
    day = next((value for _, _, field, value in run if field == "published"), "")
    return replace(
        found,
        layout=layout,
        described=replace(
            rest.described,
            title=rest.described.title or said.get("title"),
            publisher=rest.described.publisher or (name if is_office and name else None),
            published=rest.described.published or _sent(day) or said.get("published"),
        ),
    )


def _run(text: str) -> list[tuple[int, int, str, str]]:
    """(start, end, field, value) of the first lines in a row that are the header of a mail."""
    found: list[tuple[int, int, str, str]] = []
    for line in _LINE.finditer(text):
        start = line.start() + _QUOTED.match(line[0]).end()  # type: ignore[union-attr]
        bare = text[start : line.end()].rstrip()
        pair = label_of(bare.replace("*", "")) if bare else None
        if pair and pair[0] in ("author", "published", "title", "other"):
            found.append((start, start + len(bare), *pair))
            continue
        if _is_header(found):
            return found
        if bare:
            found = []
    return found if _is_header(found) else []


def _is_header(run: Sequence[tuple[int, int, str, str]]) -> bool:
    fields = {field for _, _, field, _ in run}
    return len(run) >= _FEWEST and {"author", "published"} <= fields


def _sent(written: str) -> str | None:
    try:
        return parsedate_to_datetime(written).date().isoformat()
    except (ValueError, TypeError, IndexError):
        return None


def _cut(layout: Sequence[Block], text: str, begin: int, end: int) -> Iterator[Block]:
    """The blocks between two places, those that cross one cut there; no block begins or ends in white space."""
    for block in layout:
        start, stop = max(block.start, begin), min(block.end, end)
        words = text[start:stop]
        if words.strip():
            yield Block(
                kind=block.kind, start=start + len(words) - len(words.lstrip()), end=start + len(words.rstrip())
            )
