"""What a parser makes of bytes: pieces in the order of reading, joined to one text with its layout.

Kinds of block: `title`, `header` (labelled lines, the first record of a table, page heads), `byline`,
`heading`, `paragraph`, `item` (of a list), `row` (of a table), `caption`, `entry` (the line that opens a dated
part: a message, a post), `unsure` (a paragraph of a scan that was hardly recognised), and `related` for what
stands in the text but is not the report: promotions, related stories.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from gowah.model import Block, Described, Problem, ReadText
from gowah.words import Settings

_LINE_ENDS = re.compile(r"\r\n?")
_UNSTORABLE = re.compile(r"[\ud800-\udfff]")
_CLOSE = {"row", "item", "header", "byline"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Bytes to be parsed; `declared` is the encoding that a header names, empty if none does.

    `scans`: pictures of text are recognised, which takes longer; else where there are some, that is the problem.
    """

    content: bytes
    media_type: str
    name: str = ""
    declared: str = ""
    scans: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A block before it has its place; no line of `text` ends in white space."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a report says of itself: the first to say a thing is believed."""

    fields: Mapping[str, str] = field(default_factory=dict)

    def over(self, *others: Head) -> Head:
        """These fields, and those of the others where these say nothing."""
        merged: dict[str, str] = {}
        for head in (self, *others):
            for name, value in head.fields.items():
                if value:
                    merged.setdefault(name, value)
        return Head(fields=merged)

    def described(self) -> Described:
        """As the model has it."""
        said = self.fields
        return Described(
            title=said.get("title"), publisher=said.get("publisher"), author=said.get("author"),
            published=said.get("published"), url=said.get("url"), language=said.get("language"),
            agency=said.get("agency"), dateline=said.get("dateline"),
        )  # fmt: skip


Parser = Callable[[Source, Settings], "ReadText | Problem"]
"""What each parser is: bytes → text. `described.language` is no more than a hint yet."""


def clean(text: str) -> str:
    """Line ends as `\\n`, no NUL, no byte order mark, nothing that UTF-8 cannot hold. No letter is changed."""
    text = _LINE_ENDS.sub("\n", text).replace("\x00", "")
    return _UNSTORABLE.sub("\ufffd", text).removeprefix("\ufeff")


def too_long(text: str, name: str, settings: Settings) -> Problem | None:
    """The problem of a text beyond `max_characters`, if it is one."""
    if len(text) <= settings.read.max_characters:
        return None
    return Problem(
        where=name, what=f"the text is longer than {settings.read.max_characters:,} characters",
        hint="Split it, or raise max_characters under [read] in gowah.toml.",
    )  # fmt: skip


def folded(text: str) -> str:
    """White space folded to single spaces."""
    return " ".join(text.split())


def joined(pieces: Iterable[Piece]) -> tuple[str, tuple[Block, ...]]:
    """One text: a blank line between blocks, none between the lines of a list, a table or a header."""
    parts: list[str] = []
    layout: list[Block] = []
    at = 0
    before: str | None = None
    for piece in pieces:
        if not piece.text.strip():
            continue
        if before is not None:
            gap = "\n" if piece.kind == before and before in _CLOSE else "\n\n"
            parts.append(gap)
            at += len(gap)
        parts.append(piece.text)
        layout.append(Block(kind=piece.kind, start=at, end=at + len(piece.text)))
        at += len(piece.text)
        before = piece.kind
    return "".join(parts), tuple(layout)
