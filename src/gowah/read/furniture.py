"""What of a page is not the report: navigation, tickers, related stories, promotions, notices, footers.

Each rule is of a kind that holds on pages nobody has seen yet: what an element says it is (tag, role, class),
the label above it, and how much of it is links. No rule may take the title away or much of the prose.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from gowah.read.labels import key, labels, opening, starts_with_label
from gowah.read.markup import INLINE, UNSEEN, Chunk, Element, seen_text

_TAGS = frozenset({"nav", "footer", "aside", "menu"})
_ROLES = """
alertdialog banner complementary contentinfo dialog menu menubar navigation search tablist toolbar
"""
_LABEL_TAGS = """
a b dt div em h1 h2 h3 h4 h5 h6 header i legend li p small span strong summary td th
"""
_HEADINGS = tuple(f"h{n}" for n in range(1, 7))
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_LONGEST_LABEL = 60
_LONGEST_NOTE = 300
_RIGHTS = re.compile(r"^\s*(?:©|\(c\)\s*\d{4}|copyright\b)", re.I)


def weights(found: Iterable[Chunk]) -> dict[Element, int]:
    """How many signs of prose each element holds, itself and all below it."""
    sums: dict[Element, int] = defaultdict(int)
    for chunk in found:
        if chunk.prose and not is_note(chunk):
            element = chunk.element
            while element is not None:
                sums[element] += len(chunk.text)
                element = element.getparent()
    return sums


def furniture(body: Element, title: Element | None, prose: dict[Element, int]) -> set[Element]:
    """The elements of a page that hold nothing of the report.

    What surely is none of it (`comments`, `related`) may hold more words than the report itself, so its size does
    not save it, unless hardly a word were left: then the page uses these names otherwise than others do.
    """
    for bold in (True, False):
        gone = _furniture(body, title, prose, bold=bold and title is not None)
        if _prose_left(body, gone, prose) * 5 >= prose.get(body, 0):
            return gone
    return gone


def _furniture(body: Element, title: Element | None, prose: dict[Element, int], *, bold: bool) -> set[Element]:
    kept = set(_upward(title)) if title is not None else set()
    main = {element for element, signs in prose.items() if signs * 2 > prose.get(body, 0)}
    common = _common_words(body, prose)

    def may_go(element: Element, sure: bool = True) -> bool:
        return element not in kept and ((bold and sure) or element not in main)

    gone: set[Element] = set()
    for element in body.iter("*"):
        if (_is_surely_furniture(element) and may_go(element)) or (
            (element.tag == "form" or _words(element) & labels("class maybe") - common) and may_go(element, sure=False)
        ):
            gone.add(element)
    for label in body.iter(*_LABEL_TAGS.split()):
        if label is not title and _is_label(label):
            gone.update(_section(label, may_go, prose))
    return gone


def _common_words(body: Element, prose: dict[Element, int]) -> set[str]:
    """Class words that much of this page's prose stands under: here they are no mark of furniture."""
    sums: dict[str, int] = defaultdict(int)
    for element in body.iter("*"):
        if not prose.get(element):
            continue
        for word in _words(element) & labels("class maybe"):
            if not any(word in _words(outer) for outer in element.iterancestors()):
                sums[word] += prose[element]
    return {word for word, signs in sums.items() if signs * 2 > prose.get(body, 0)}


def _prose_left(body: Element, gone: set[Element], prose: dict[Element, int]) -> int:
    outermost = (element for element in gone if prose.get(element) and not gone.intersection(element.iterancestors()))
    return prose.get(body, 0) - sum(prose[element] for element in outermost)


def _is_surely_furniture(element: Element) -> bool:
    """True when an element says of itself that it is no part of the report."""
    if element.tag in _TAGS or element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    if (element.get("role") or "").lower() in _ROLES.split() or _INVISIBLE.search(element.get("style") or ""):
        return True
    return bool(_words(element) & labels("class"))


def _words(element: Element) -> set[str]:
    """The words in the names that a page gives to an element: `siteFooter-2` is site, footer, 2."""
    named = f"{element.get('class') or ''} {element.get('id') or ''}"[:500]
    return {word.lower() for word in _WORD.findall(named)}


def is_note(chunk: Chunk) -> bool:
    """True for a line that every page of a site has: tags, rights, a call to subscribe."""
    if len(chunk.text) > _LONGEST_NOTE:
        return False
    return bool(_RIGHTS.match(chunk.text)) or starts_with_note(chunk.text)


def starts_with_note(text: str) -> bool:
    """True when a text begins with a label of furniture that is followed by a sign, or is hardly more."""
    if starts_with_label(text, "furniture") or starts_with_label(text, "related"):
        return True
    first = key(re.split(r"(?<=[.!?:؟])\s|\n| [|·•»] ", text.strip(), maxsplit=1)[0])
    found = opening("furniture").match(first)
    return found is not None and len(first) <= found.end() + 40 and len(first.split()) <= 12


def _is_label(element: Element) -> bool:
    """True when all that an element shows is the label of a section that is not the report's own."""
    if len(element) > 3:
        return False
    seen = seen_text(element)
    return 0 < len(seen) <= _LONGEST_LABEL and _names_others(seen)


def _names_others(seen: str) -> bool:
    """`Related stories`, or such a label and a name after it: `More from World Desk`."""
    plain = key(seen)
    found = opening("related").match(plain)
    return plain in labels("related") or (
        found is not None and plain[found.end() : found.end() + 1] in ("", " ") and len(plain.split()) <= 8
    )


def _section(label: Element, may_go: Callable[..., bool], prose: dict[Element, int]) -> Iterator[Element]:
    """What stands under a label: the box that it heads, or else its followers up to the next heading or prose."""
    box = label
    while (parent := box.getparent()) is not None and may_go(parent) and _heads(box, parent):
        box = parent
    if not may_go(box):
        return
    yield box
    if box is not label and box.tag not in (*_HEADINGS, "p", "li") and box.tag not in INLINE and len(box) > 1:
        return
    following = box.getnext()
    while following is not None and may_go(following):
        if following.tag in _HEADINGS or following.tag == "hr" or prose.get(following, 0):
            return
        yield following
        following = following.getnext()


def _heads(element: Element, parent: Element) -> bool:
    """True when nothing is seen in `parent` before `element`."""
    if (parent.text or "").strip():
        return False
    before = element.getprevious()
    while before is not None:
        if before.tag not in UNSEEN and (seen_text(before) or (before.tail or "").strip()):
            return False
        before = before.getprevious()
    return True


def _upward(element: Element | None) -> Iterator[Element]:
    while element is not None:
        yield element
        element = element.getparent()
