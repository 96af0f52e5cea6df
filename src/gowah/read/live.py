"""Live blogs: pages of posts, each with a time of its own (`entry`) before its words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from gowah.read.heads import date_in, starts_with_byline
from gowah.read.markup import Chunk, seen_text
from gowah.words.script import fold

_CLOCK = re.compile(r"(?<![\d.:])([01]?\d|2[0-3])[:.h]([0-5]\d)(?!\d)\s*([ap])?", re.I)
_STAMP = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}))?")
_WORDS = re.compile(r"[^\W\d_]+")
_LONGEST = 60
_MOST_WORDS = 6
_NEAR = 24  # elements from the head of a block, among which its time is
_FEWEST = 3  # posts; a page with fewer times is an article


def is_time_line(chunk: Chunk) -> bool:
    """True for a line that says when and hardly more."""
    text = chunk.text
    if len(text) > _LONGEST or "\n" in text or len(_WORDS.findall(text)) > _MOST_WORDS or starts_with_byline(text):
        return False
    return _stamp(chunk) is not None or bool(_CLOCK.search(fold(text)) and text[-1] not in ".!?:؟۔")


def with_entries(chunks: Sequence[Chunk]) -> list[Chunk]:
    """The chunks; in a live blog its posts' time lines as `entry`, with their date where the page gives one."""
    heads = set(_heads(chunks))
    if len(heads) < _FEWEST:
        return [chunk for chunk in chunks if not (chunk.linked and is_time_line(chunk))]
    return [
        replace(chunk, kind="entry", text=_dated(chunk), links=0) if number in heads else chunk
        for number, chunk in enumerate(chunks)
    ]


def _heads(chunks: Sequence[Chunk]) -> Iterator[int]:
    """Which chunks open a post: time lines that are followed by prose before the next one."""
    last = -1
    for number, chunk in enumerate(chunks):
        if is_time_line(chunk):
            last = number
        elif last >= 0 and (chunk.prose or (chunk.kind == "paragraph" and len(chunk.text) >= 30 and not chunk.linked)):
            yield last
            last = -1


def _stamp(chunk: Chunk) -> re.Match[str] | None:
    """What the `datetime` of a `<time>` in this line says."""
    for element in islice(chunk.element.iter(), _NEAR):
        if element.tag == "time" and seen_text(element) in chunk.text:
            return _STAMP.match((element.get("datetime") or "").strip())
    return None


def _dated(chunk: Chunk) -> str:
    """`2023-10-13 14:05` where the page gives a date beside the time that is seen; else the line as it is seen."""
    stamp = _stamp(chunk)
    if stamp is None or date_in(chunk.text):
        return chunk.text
    clock = _CLOCK.search(fold(chunk.text))
    if clock is None:
        return f"{stamp[1]} {stamp[2] or ''}".strip()
    hour = int(clock[1]) % 12 + (12 if clock[3].lower() == "p" else 0) if clock[3] else int(clock[1])
    return f"{stamp[1]} {hour:02}:{clock[2]}"
