"""Plain text: its header lines, title, headings, paragraphs, lists, tables. The text itself stays as it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from gowah.model import Block, Problem, ReadText
from gowah.read.decode import decoded
from gowah.read.draft import Head, Source, folded, too_long
from gowah.read.heads import byline, date_in, head_of, is_byline, label_of, starts_with_byline, unnamed_in
from gowah.read.labels import starts_with_label
from gowah.read.masthead import masthead, named_above
from gowah.read.written import RULE, Line, paragraphs_of
from gowah.words import Settings

_BULLET = re.compile(r"\s{0,8}(?:[-*•‣▪●–]\s+|\(?[a-z]\)\s+|\([ivx]{1,4}\)\s+|\d{1,2}\)\s+)\S")
_CELLS = re.compile(r"\S(?: {3,}|\t+)\S|[^\s.!?:;,](?: {2,})\S.*?[^\s.!?:;,](?: {2,})\S")
_PAGE = re.compile(r"\b(?:page|p\.)\s*\d+\b(?:\s*(?:of|/)\s*\d+)?|(?<!\s)\s{2,}+\d{1,4}$", re.I)
_SENTENCE_END = re.compile(r"[.!?؟۔:;,،؛…][\"'”’»)\]]*\s*$")
_LONGEST_HEADING = 90
_LONG_LINE = 200
_LONGEST_TITLE = 200
_TITLE_WITHIN = 4  # paragraphs at the head of a text, one of which may be a heading that is its title


def read_plain(source: Source, settings: Settings) -> ReadText | Problem:
    """A plain text with its layout."""
    text = decoded(source.content, source.declared)
    if text is None:
        return Problem(
            where=source.name, what="these bytes are no text in any encoding that is known",
            hint="Save the report as plain text in UTF-8, as PDF or as a web page.",
        )  # fmt: skip
    return too_long(text, source.name, settings) or laid_out(text)


def laid_out(text: str) -> ReadText:
    """The layout of a text, and what its first lines say of it."""
    paragraphs = paragraphs_of(text)
    head, blocks, rest = _head(paragraphs)
    repeated = _repeated(paragraphs)
    after_label = False
    for number, lines in enumerate(rest):
        kind, after_label = _kind(lines, after_label, first=not blocks, last=number == len(rest) - 1)
        blocks += _blocks(lines, kind, repeated)
    blocks.sort(key=lambda block: block.start)  # a heading that is the title may stand below a first paragraph
    return ReadText(text=text, described=head.described(), layout=tuple(blocks))


def _head(paragraphs: list[list[Line]]) -> tuple[Head, list[Block], list[list[Line]]]:
    """The head, its blocks, and the paragraphs that come after it."""
    if not paragraphs:
        return Head(), [], []
    if marked := _front(paragraphs) or _marked(paragraphs):
        return marked
    labelled = _labelled(paragraphs[0])
    if labelled:
        head, blocks, left = labelled
        if not left and (named := _named_above(head, blocks, paragraphs)):
            return named
        return head, blocks, ([left] if left else []) + paragraphs[1:]
    return _unlabelled(paragraphs)


def _front(paragraphs: list[list[Line]]) -> tuple[Head, list[Block], list[list[Line]]] | None:
    """The lines between two rules with which Markdown begins for programs: `title: Bus bombed`."""
    lines = paragraphs[0]
    if lines[0].mark != "front":
        return None
    pairs = [(field, value.strip("\"'")) for field, value in filter(None, (label_of(line.text) for line in lines))]
    head, blocks, rest = _head(paragraphs[1:])
    own = [Block(kind="header", start=line.start, end=line.end) for line in lines]
    return head_of(pairs).over(head), own + blocks, rest


def _marked(paragraphs: list[list[Line]]) -> tuple[Head, list[Block], list[list[Line]]] | None:
    """The title that is marked as a heading, and the labels or bylines above and below it."""
    at = next((n for n, lines in enumerate(paragraphs[:_TITLE_WITHIN]) if lines[0].mark == "heading"), None)
    if at is None:
        return None
    title, *rules = paragraphs[at]
    blocks = [Block(kind="header", start=line.start, end=line.end) for line in rules]
    below = paragraphs[at + 1 :]
    labelled = _labelled([title, *below[0]]) if below and not below[0][0].mark else None
    if labelled:
        head, told, left = labelled
    else:
        head, told, left = _bylines(below[0] if below else [])
        told = [Block(kind="title", start=title.start, end=title.end), *told]
    rest = ([left] if left else []) + below[1:]
    heads = [head.over(Head(fields={"title": folded(title.text)}))]
    for lines in reversed(paragraphs[:at]):
        over, its, left = _labelled(lines) or _bylines(lines)
        heads, told, rest = [*heads, over], [*its, *told], ([left] if left else []) + rest
    return heads[0].over(*heads[1:]), blocks + told, rest


def _bylines(lines: list[Line]) -> tuple[Head, list[Block], list[Line]]:
    """The bylines with which a paragraph begins, three at most; the rest of it."""
    told: list[Head] = []
    blocks: list[Block] = []
    for line in lines[:3]:
        if line.mark or not is_byline(line.text):
            break
        told.append(byline(line.text))
        blocks.append(Block(kind="byline", start=line.start, end=line.end))
    return Head().over(*told), blocks, lines[len(blocks) :]


def _named_above(
    head: Head, blocks: list[Block], paragraphs: list[list[Line]]
) -> tuple[Head, list[Block], list[list[Line]]] | None:
    """The line above the labels is the outlet's name where another line below them is the title."""
    below = paragraphs[1] if len(paragraphs) > 2 else []
    if blocks[0].kind != "title" or head.fields.get("publisher") or len(below) != 1:
        return None
    name = named_above(paragraphs[0][0].text, below[0].text)
    if not name:
        return None
    fields = {**head.fields, "publisher": name, "title": folded(below[0].text)}
    title = Block(kind="title", start=below[0].start, end=below[0].end)
    return Head(fields=fields), [replace(blocks[0], kind="byline"), *blocks[1:], title], paragraphs[2:]


def _labelled(lines: list[Line]) -> tuple[Head, list[Block], list[Line]] | None:
    """A header of `Label: value` lines; a first line without a label is the title if labels follow."""
    blocks: list[Block] = []
    pairs: list[tuple[str, str]] = []
    at = 0
    if label_of(lines[0].text) is None:
        if len(lines) < 2 or label_of(lines[1].text) is None or len(lines[0].text) > _LONGEST_TITLE:
            return None
        blocks.append(Block(kind="title", start=lines[0].start, end=lines[0].end))
        pairs.append(("title", lines[0].text))
        at = 1
    while at < len(lines):
        line = lines[at]
        pair = label_of(line.text)
        if pair is None and not (pairs and re.match(r"[^\s:]{1,30}:\s", line.text)):
            break
        if pair and pair[0] == "title" and pair[1] and not any(block.kind == "title" for block in blocks):
            start = line.start + line.text.rfind(pair[1])
            label_end = line.start + len(line.text[: start - line.start].rstrip())
            blocks.append(Block(kind="header", start=line.start, end=label_end))
            blocks.append(Block(kind="title", start=start, end=start + len(pair[1])))
        else:
            blocks.append(Block(kind="header", start=line.start, end=line.end))
        pairs += [pair] if pair else []
        at += 1
    if not any(field != "other" for field, _ in pairs):
        return None
    return head_of(pairs), blocks, lines[at:]


def _unlabelled(paragraphs: list[list[Line]]) -> tuple[Head, list[Block], list[list[Line]]]:
    """A title line, bylines below it, or the head of a post; often there is nothing of the kind."""
    lines = [line for lines in paragraphs[:4] for line in lines]
    post = _post(paragraphs) or _masthead(paragraphs)
    if post:
        return post
    given: dict[str, str] = {}
    told: list[Head] = []
    blocks: list[Block] = []
    used = 0
    first = paragraphs[0]
    if is_byline(lines[0].text) and starts_with_byline(lines[0].text):
        pass
    elif _is_title(first[0]) and len(paragraphs) + len(first) > 2 and (len(first) == 1 or is_byline(first[1].text)):
        given["title"] = folded(first[0].text)
        blocks.append(Block(kind="title", start=first[0].start, end=first[0].end))
        used = 1
    for line in lines[used : used + 3]:
        if not is_byline(line.text):
            break
        told.append(byline(line.text))
        blocks.append(Block(kind="byline", start=line.start, end=line.end))
        used += 1
    rest = [[line for line in group if not blocks or line.start >= blocks[-1].end] for group in paragraphs]
    return Head(fields=given).over(*told), blocks, [group for group in rest if group]


def _masthead(paragraphs: list[list[Line]]) -> tuple[Head, list[Block], list[list[Line]]] | None:
    """The outlet's name, its day and the title below them, where a text begins so."""
    found = masthead([[line.text for line in lines] for lines in paragraphs[:6]])
    if found is None:
        return None
    lines = [line for group in paragraphs for line in group][: found.lines]
    blocks = [
        Block(kind="title" if number == found.title else "byline", start=line.start, end=line.end)
        for number, line in enumerate(lines)
    ]
    fields = {"publisher": found.publisher, "published": found.published, "author": found.author}
    if found.title is not None:
        fields["title"] = folded(lines[found.title].text)
    rest = [[line for line in group if line.start >= blocks[-1].end] for group in paragraphs]
    return Head().over(Head(fields=fields)), blocks, [group for group in rest if group]


def _post(paragraphs: list[list[Line]]) -> tuple[Head, list[Block], list[list[Line]]] | None:
    """`@name · 15 Oct 2021 · 17:52`, or a name and below it a day and a clock time."""
    lines = paragraphs[0]
    if len(paragraphs) < 2 or len(lines) > 2 or any(len(line.text) > 100 for line in lines):
        return None
    last = lines[-1].text
    timed = re.search(r"\b\d{1,2}:\d{2}\b", last) is not None and not _SENTENCE_END.search(last)
    if not timed or label_of(last) or starts_with_byline(last):
        return None
    publisher = unnamed_in("\n".join(line.text for line in lines))
    if not publisher or (len(lines) == 1 and not date_in(last)):
        return None
    blocks = [Block(kind="header", start=line.start, end=line.end) for line in lines]
    head = Head(fields={"publisher": publisher, "published": date_in(last)})
    return Head().over(head), blocks, paragraphs[1:]


def _is_title(line: Line) -> bool:
    return (
        len(line.text) <= _LONGEST_TITLE
        and not re.search(r"[.;,:،؛۔]$", line.text)
        and not RULE.fullmatch(line.text)
        and not _BULLET.match(line.text)
        and len(line.text.split()) <= 30
    )


def _kind(lines: Sequence[Line], after_label: bool, *, first: bool, last: bool) -> tuple[str, bool]:
    """The kind of a paragraph, and whether the list of a label such as `Related stories` goes on."""
    text = lines[0].text
    if starts_with_label(text, "related") or starts_with_label(text, "furniture"):
        return "related", starts_with_label(text, "related")
    if lines[0].mark == "heading":
        return "heading", False
    short = all(len(line.text) <= 120 and not re.search(r"[.!؟۔]$", line.text) for line in lines)
    if after_label and short:
        return "related", True
    is_heading = (
        len(lines) == 1 and not lines[0].mark and not first and not last and len(text) <= _LONGEST_HEADING
        and not _BULLET.match(text) and not _CELLS.search(text)
        and (not _SENTENCE_END.search(text) or text.endswith(("?", "؟")))
    )  # fmt: skip
    return ("heading" if is_heading else "paragraph"), False


def _blocks(lines: Sequence[Line], kind: str, repeated: frozenset[str]) -> Iterator[Block]:
    """The blocks of a paragraph: list items and table rows each their own, page heads taken out."""
    if kind == "heading":
        yield Block(kind=kind, start=lines[0].start, end=lines[0].end)
        yield from (Block(kind="header", start=line.start, end=line.end) for line in lines[1:])
        return
    if kind != "paragraph":
        yield Block(kind=kind, start=lines[0].start, end=lines[-1].end)
        return
    each_alone = any(len(line.text) > _LONG_LINE for line in lines)
    open_kind, start, end = "", 0, 0
    for line in lines:
        own = _line_kind(line, repeated)
        goes_on = own == "paragraph" and open_kind in ("paragraph", "item") and not each_alone
        if open_kind and not goes_on:
            yield Block(kind=open_kind, start=start, end=end)
            open_kind = ""
        if not open_kind:
            open_kind, start = own, line.start
        end = line.end
    yield Block(kind=open_kind, start=start, end=end)


def _line_kind(line: Line, repeated: frozenset[str]) -> str:
    if line.mark:
        return line.mark
    if RULE.fullmatch(line.text) or _same(line.text) in repeated:
        return "header"
    if _BULLET.match(line.text):
        return "item"
    return "row" if _CELLS.search(line.text) else "paragraph"


def _repeated(paragraphs: Sequence[Sequence[Line]]) -> frozenset[str]:
    """Lines at the head or foot of printed pages: they come again, alike but for the page's number."""
    counts: Counter[str] = Counter()
    paged: set[str] = set()
    for lines in paragraphs:
        short = [line for line in lines if len(line.text) <= _LONG_LINE]
        near_rule = any(RULE.fullmatch(line.text) or _PAGE.search(line.text) for line in short)
        for line in short:
            counts[_same(line.text)] += 1
            if near_rule:
                paged.add(_same(line.text))
    return frozenset(form for form, count in counts.items() if count >= 2 and form in paged)


def _same(text: str) -> str:
    return re.sub(r"\d+", "0", folded(text))
