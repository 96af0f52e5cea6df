"""A page's tree → chunks: what a reader sees, block by block, in the order of the page.

White space folds as in a browser, `<br>` ends a line, two of them a paragraph. The walk keeps its own
stack, since a hostile page can be nested deeper than Python can call.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

Element: TypeAlias = Any
"""An lxml element."""

_INLINE = """
a abbr acronym b bdi bdo big center cite code data del dfn em font i ins kbd label mark nobr q rp rt ruby s samp small
span strike strong sub sup time tt u var wbr
"""
_UNSEEN = """
applet area audio base button canvas datalist dialog embed frame frameset head hr iframe img input link map math meta
meter noframes noscript object option picture progress script select source style svg template textarea title track
video
"""
INLINE = frozenset(_INLINE.split())
"""Elements that stand in a line of text."""

UNSEEN = frozenset(_UNSEEN.split())
"""Elements of which a reader sees no words, or none that are the page's own."""

_KINDS = {
    "li": "item", "dt": "heading", "summary": "heading", "figcaption": "caption", "caption": "caption",
    **{f"h{n}": "heading" for n in range(1, 7)},
}  # fmt: skip
_CONTAINS_BLOCKS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "table", "article", "section", "ul", "ol", "form"})
_HIGH = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_WIDEST_CELL = 400
_DEEPEST = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """A block as seen. `element` is the innermost block that holds it; `links` counts signs inside links."""

    kind: str
    text: str
    element: Element
    links: int

    @property
    def linked(self) -> bool:
        """True when most of it is links."""
        return self.links * 10 >= len(self.text) * 6

    @property
    def prose(self) -> bool:
        """True for what reads like a sentence of a report: long enough, and not made of links."""
        return (
            self.kind in ("paragraph", "item", "row") and len(self.text) >= 60 and self.links * 10 < len(self.text) * 4
        )


def chunks(root: Element, dropped: Callable[[Element], bool]) -> Iterator[Chunk]:
    """The chunks of a tree, without the elements that are unseen or `dropped`."""
    tables = {table for table in root.iter("table") if _is_data(table)}
    flow = _Flow(root)
    stack: list[tuple[str, Element]] = [("open", root)]
    while stack:
        step, element = stack.pop()
        if step == "tail":
            flow.say(element.tail)
        elif step == "close":
            yield from flow.close(element)
        elif not isinstance(element.tag, str) or element.tag in UNSEEN or dropped(element):
            yield from () if element.tag in INLINE else flow.flush()
        elif element in tables:
            yield from flow.flush()
            yield from _rows(element, dropped)
        else:
            yield from flow.open(element)
            stack.append(("close", element))
            for child in reversed(element):
                stack += [("tail", child), ("open", child)]


class _Flow:
    """Inline text as it comes in, and the blocks it stands in."""

    def __init__(self, root: Element) -> None:
        self._parts: list[str] = []
        self._links = 0
        self._in_link = 0
        self._raised = 0
        self._blocks: list[Element] = [root]

    def say(self, text: str | None) -> None:
        """Text as it stands in the source."""
        if text:
            plain = re.sub(r"[ \t\n\r\f\u00a0\u2002-\u200a]+", " ", raised(text) if self._raised else text)
            self._parts.append(plain)
            if self._in_link:
                self._links += len(plain.strip())

    def open(self, element: Element) -> Iterator[Chunk]:
        """An element begins."""
        if element.tag == "br":
            self._parts.append("\n")
        elif element.tag == "a":
            self._in_link += 1
        elif element.tag == "sup":
            self._raised += 1
        elif element.tag not in INLINE:
            yield from self.flush()
            self._blocks.append(element)
        self.say(element.text)

    def close(self, element: Element) -> Iterator[Chunk]:
        """An element ends."""
        if element.tag == "a":
            self._in_link -= 1
        elif element.tag == "sup":
            self._raised -= 1
        elif element.tag not in INLINE and element.tag != "br":
            yield from self.flush()
            self._blocks.pop()

    def flush(self) -> Iterator[Chunk]:
        """What has come in, as one chunk, or several where an empty line parts it."""
        seen = "".join(self._parts)
        links, self._parts, self._links = self._links, [], 0
        if not seen.strip():
            return
        paragraphs = [part for part in re.split(r"\n[ \n]*\n", seen) if part.strip()]
        whole = sum(len(part) for part in paragraphs)
        for part in paragraphs:
            lines = [" ".join(line.split()) for line in part.split("\n")]
            text = "\n".join(line for line in lines if line)
            yield Chunk(kind=self._kind(), text=text, element=self._blocks[-1], links=links * len(part) // whole)

    def _kind(self) -> str:
        for element in reversed(self._blocks[-6:]):
            if element.tag in _KINDS:
                return _KINDS[element.tag]
        return "paragraph"


def _is_data(table: Element) -> bool:
    """True for a table of data; false for one that only lays out the page."""
    rows = cells = 0
    for number, element in enumerate(table.iterdescendants()):
        if number > _DEEPEST or element.tag in _CONTAINS_BLOCKS:
            return False
        if element.tag == "tr":
            rows += 1
        elif element.tag in ("td", "th"):
            cells += 1
            if len(seen_text(element)) > _WIDEST_CELL:
                return False
    return rows >= 1 and cells >= 2


def _rows(table: Element, dropped: Callable[[Element], bool]) -> Iterator[Chunk]:
    for row in table.iter("tr", "caption"):
        if dropped(row):
            continue
        if row.tag == "caption":
            yield Chunk(kind="caption", text=seen_text(row), element=row, links=0)
            continue
        cells = [seen_text(cell) for cell in row if cell.tag in ("td", "th")]
        links = sum(len(seen_text(link)) for link in row.iter("a"))
        text = "\t".join(cells).strip()
        if text:
            yield Chunk(kind="row", text=text, element=row, links=links)


def seen_text(element: Element) -> str:
    """All text inside an element on one line, scripts left out."""
    texts = [
        raised(node) if _is_raised(node) else node
        for node in element.xpath(".//text()")
        if node.is_tail or node.getparent().tag not in UNSEEN
    ]
    return " ".join(" ".join(texts if _has_blocks(element) else ["".join(texts)]).split())


def _is_raised(node: Any) -> bool:
    holder = node.getparent().getparent() if node.is_tail else node.getparent()
    outer = holder.getparent() if holder is not None else None
    return any(element is not None and element.tag == "sup" for element in (holder, outer))


def raised(text: str) -> str:
    """Digits as small raised ones: the mark of a note must not lengthen a figure (`13¹`, not `131`)."""
    return text.translate(_HIGH)


def inline_length(element: Element) -> int:
    """How many signs stand in an element's own lines, the blocks inside it left out."""
    own = len((element.text or "").strip())
    for child in element:
        own += len((child.tail or "").strip())
        if child.tag in INLINE:
            own += len(seen_text(child))
    return own


def _has_blocks(element: Element) -> bool:
    return any(isinstance(child.tag, str) and child.tag not in INLINE for child in element)
