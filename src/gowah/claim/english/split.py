"""Blocks of a text to sentences, by rules that hold offsets: no parser is asked.

A sentence ends at `.`, `!` or `?` before a capital, a digit or an opening quote, unless what stands before
is an abbreviation; at a blank line; and wherever a block ends.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from gowah.model import Block, SourceText

LONGEST = 1_200
"""Code points of the longest sentence; longer runs are cut at the end of a clause, or else at white space."""

_CLAUSE_END = re.compile(r"[;:—–](?=\s)|,(?=\s+(?:and|but|or|while|as|who|which|where|when)\b)|\n(?=\s*[-•*])")
_FAR_ENOUGH = LONGEST // 2  # a clause that ends before is no better a place to cut

_END = re.compile(r"""[.!?…]+["'”’»)\]]*(?=\s+["'“‘«(\[]*[A-Z0-9]|\s*$)|\n[ \t]*\n""")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\[“\"'])(?:[A-Z]|(?:[A-Za-z]\.)+[A-Za-z]|Mr|Mrs|Ms|Dr|Prof|Gen|Col|Maj|Lt|Capt|Sgt|Rev|Hon"
    r"|St|No|vs|al|ca|cf"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|approx|est|incl|Art|Sec|Fig|pp?)\.$"
)
_OF_LINES = frozenset({"paragraph", "item"})
_MOST_LINES = 60  # of a logged record
_SKIPPED = frozenset({"header", "byline", "related", "entry"})
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z’'.-]+(?:[ ,/-]+[A-Z][A-Z’'.-]+){0,4}(?:,[^\n()–—-]{0,40})?(?:[-\w]*\([^()\n]{1,40}\))?"
    r"\s*(?:[-–—]{1,2}|:)|\([A-Z][\w’' -]{2,30},[^()\n]{3,30}\)\s*[-–—]{1,2})\s+(?=[A-Z\d\"“'])"
)
"""`KABUL, Aug 27 (Agency) - …` or `(Geneva, 15 September) - …`: where and when it was written."""
_HEADING = re.compile(r"#{1,6}[ \t]+(?P<words>[^\n]*[^\s#])[ \t#]*(?:\n|\Z|$)")
_BULLET = re.compile(r"^[ \t]*[-*•+][ \t]+(?=\S)", re.MULTILINE)
LABELLED = re.compile(r"[ \t]*[A-Za-z][\w’'/()-]*(?:,?[ ][\w’'/()-]+){0,4}\s*:(?=[ \t]+\S)")
"""The label of a line of a record: a few words before a colon."""
_TITLE_LABEL = re.compile(r"(?:Title|Headline|Subject)\s*:\s*", re.IGNORECASE)


def blocks_of(text: SourceText) -> tuple[Block, ...]:
    """The blocks that claims may come from; a text without layout is taken by its blank lines."""
    if text.layout:
        return tuple(
            part
            for block in text.layout
            if block.kind not in _SKIPPED and 0 <= block.start < block.end <= len(text.text)
            for part in _without_mark(block, text.text)
        )
    found, start = list[Block](), 0
    for gap in re.finditer(r"\n[ \t]*\n\s*|\Z", text.text):
        if text.text[start : gap.start()].strip():
            found += _without_mark(Block(kind="paragraph", start=start, end=gap.start()), text.text)
        start = gap.end()
    return tuple(found)


def _without_mark(block: Block, text: str) -> tuple[Block, ...]:
    """The block; of one that begins with `# ` the rest of that line as a heading, and what comes after it."""
    mark = _HEADING.match(text, block.start, block.end) if text[block.start] == "#" else None
    if mark is None:
        return (block,)
    heading = Block(kind="heading", start=mark.start("words"), end=mark.end("words"))
    rest = Block(kind=block.kind, start=mark.end(), end=block.end)
    return (heading, rest) if text[rest.start : rest.end].strip() else (heading,)


def parts_of(block: Block, shut: Sequence[tuple[int, int]]) -> Iterator[Block]:
    """What is left of a block without these stretches, which are sorted and do not overlap."""
    start = block.start
    for a, b in shut[max(0, bisect_left(shut, (block.start, 0)) - 1) :]:
        if a >= block.end:
            break
        if start < a:
            yield Block(kind=block.kind, start=start, end=a)
        start = max(start, b)
    if start < block.end:
        yield Block(kind=block.kind, start=start, end=block.end)


def spans(text: str, block: Block) -> Iterator[tuple[int, int]]:
    """The (start, end) of each sentence of a block, without the white space around it, its dateline or its label."""
    start = block.start
    label = _TITLE_LABEL.match(text, start, block.end) if block.kind == "title" else None
    dateline = _DATELINE.match(text, start, min(block.end, start + 120)) if block.kind == "paragraph" else None
    for lead in filter(None, (label, dateline)):
        start = lead.end()
    lines = label_lines(text, block)
    bullets = (
        [(m.start(), m.end()) for m in _BULLET.finditer(text, start, block.end)] if block.kind in _OF_LINES else []
    )
    stops = sorted([*((line, line) for line in lines if line > start and len(lines) > 1), *bullets, (block.end,) * 2])
    for stop, after in stops:
        if start < stop:
            yield from _sentences(text, start, stop)
        start = max(start, after)


def label_lines(text: str, block: Block) -> list[int]:
    """Where the lines of a block begin that have a label, in a paragraph or list item of such lines."""
    if block.kind not in ("paragraph", "item") or text.count("\n", block.start, block.end) > _MOST_LINES:
        return []
    if text.find(":", block.start, block.end) < 0:
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


def _cut(text: str, start: int) -> int:
    """Where a run that is too long is cut: behind a clause, at a comma, at white space, or just there."""
    last = start + LONGEST
    ends = [mark.end() for mark in _CLAUSE_END.finditer(text, start + _FAR_ENOUGH, last)]
    if ends:
        return ends[-1]
    comma = text.rfind(", ", start + _FAR_ENOUGH, last)
    gap = comma + 1 if comma > 0 else max(text.rfind(" ", start, last), text.rfind("\n", start, last))
    return gap if gap > start else last


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        stop = end
        if end - start > LONGEST:
            stop = _cut(text, start)
        a, b = start, stop
        while a < b and text[a].isspace():
            a += 1
        while b > a and text[b - 1].isspace():
            b -= 1
        if a < b:
            yield a, b
        start = stop
