"""Blocks of a text to sentences, by rules that hold offsets: no parser is asked.

A sentence ends at `.`, `!` or `?` before a capital, a digit or an opening quote, unless what stands before
is an abbreviation; at a blank line; and wherever a block ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gowah.model import Block, SourceText

LONGEST = 2_000
"""Code points of the longest sentence; longer runs are cut at white space."""

_END = re.compile(r"""[.!?…]+["'”’»)\]]*(?=\s+["'“‘«(\[]*[A-Z0-9]|\s*$)|\n[ \t]*\n""")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\[“\"'])(?:[A-Z]|(?:[A-Za-z]\.)+[A-Za-z]|Mr|Mrs|Ms|Dr|Prof|Gen|Col|Maj|Lt|Capt|Sgt|Rev|Hon"
    r"|St|No|vs|al|ca|cf"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|approx|est|incl|Art|Sec|Fig|pp?)\.$"
)
_MOST_LINES = 60  # of a logged record
_SKIPPED = frozenset({"header", "byline", "related", "entry"})
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z’'.-]+(?:[ ,/-]+[A-Z][A-Z’'.-]+){0,4}(?:,[^\n()–—-]{0,40})?(?:[-\w]*\([^()\n]{1,40}\))?"
    r"\s*(?:[-–—]{1,2}|:)|\([A-Z][\w’' -]{2,30},[^()\n]{3,30}\)\s*[-–—]{1,2})\s+(?=[A-Z\d\"“'])"
)
"""`KABUL, Aug 27 (Agency) - …` or `(Geneva, 15 September) - …`: where and when it was written."""
LABELLED = re.compile(r"[ \t]*[A-Za-z][\w’'/()-]*(?:,?[ ][\w’'/()-]+){0,4}\s*:(?=[ \t]+\S)")
"""The label of a line of a record: a few words before a colon."""
_TITLE_LABEL = re.compile(r"(?:Title|Headline|Subject)\s*:\s*", re.IGNORECASE)


def blocks_of(text: SourceText) -> tuple[Block, ...]:
    """The blocks that claims may come from; a text without layout is taken by its blank lines."""
    if text.layout:
        return tuple(
            block
            for block in text.layout
            if block.kind not in _SKIPPED and 0 <= block.start < block.end <= len(text.text)
        )
    found, start = [], 0
    for gap in re.finditer(r"\n[ \t]*\n\s*|\Z", text.text):
        if text.text[start : gap.start()].strip():
            found.append(Block(kind="paragraph", start=start, end=gap.start()))
        start = gap.end()
    return tuple(found)


def spans(text: str, block: Block) -> Iterator[tuple[int, int]]:
    """The (start, end) of each sentence of a block, without the white space around it, its dateline or its label."""
    start = block.start
    label = _TITLE_LABEL.match(text, start, block.end) if block.kind == "title" else None
    dateline = _DATELINE.match(text, start, min(block.end, start + 120)) if block.kind == "paragraph" else None
    for lead in filter(None, (label, dateline)):
        start = lead.end()
    lines = label_lines(text, block)
    for stop in [*(line for line in lines if line > start and len(lines) > 1), block.end]:
        yield from _sentences(text, start, stop)
        start = stop


def label_lines(text: str, block: Block) -> list[int]:
    """Where the lines of a block begin that have a label, in a paragraph or list item of such lines."""
    if block.kind not in ("paragraph", "item") or text.count("\n", block.start, block.end) > _MOST_LINES:
        return []
    found = [m.end() for m in re.finditer(r"\n|\A", text[block.start : block.end])]
    return [block.start + at for at in found if LABELLED.match(text, block.start + at, block.end)]


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for mark in _END.finditer(text, start, end):
        if mark.end() < end and _ABBREVIATION.search(text, max(start, mark.start() - 12), mark.start() + 1):
            continue
        yield from _pieces(text, start, mark.end())
        start = mark.end()
    yield from _pieces(text, start, end)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        stop = end
        if end - start > LONGEST:
            gap = max(text.rfind(" ", start, start + LONGEST), text.rfind("\n", start, start + LONGEST))
            stop = gap if gap > start else start + LONGEST
        a, b = start, stop
        while a < b and text[a].isspace():
            a += 1
        while b > a and text[b - 1].isspace():
            b -= 1
        if a < b:
            yield a, b
        start = stop
