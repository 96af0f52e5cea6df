"""Web pages: the report as a reader sees it, and nothing of what stands around it.

The page's own marks come first (`furniture`, the region in which most of the prose stands); where they leave
it open whether a passage belongs to the report, trafilatura's view of the page decides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from gowah.model import Problem, ReadText
from gowah.read.decode import decoded
from gowah.read.draft import Head, Piece, Source, joined, too_long
from gowah.read.furniture import furniture, is_note, weights
from gowah.read.heads import byline, head_of, is_byline, label_of
from gowah.read.labels import key
from gowah.read.live import is_time_line, with_entries
from gowah.read.markup import Chunk, Element, chunks, seen_text
from gowah.read.pagehead import meta_head, parted, seen_publisher, stamped, window_title
from gowah.read.pieces import is_header, labelled
from gowah.read.scripted import told_by_script
from gowah.words import Settings

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.I)
_MOST_TAGS = 400_000
_BYLINE_REACH = 6  # chunks below the title among which bylines are looked for
_SHORTEST_DECK = 4  # words
_MARKED = re.compile(r"byline|author|meta|date|posted|published|dateline|timestamp", re.I)


def read_page(source: Source, settings: Settings) -> ReadText | Problem:
    """A page's text, title first, with its layout; `described.language` is the page's own word for it."""
    found = _DECLARED.search(source.content[:4_096])
    text = decoded(source.content, source.declared or (found[1].decode("ascii") if found else ""))
    if text is None:
        return Problem(
            where=source.name, what="these bytes are no web page", hint="Save the page from a browser again."
        )
    if problem := too_long(text, source.name, settings):
        return problem
    if text.count("<") > _MOST_TAGS:
        return Problem(
            where=source.name,
            what=f"the page has more than {_MOST_TAGS:,} tags",
            hint="Save its words as plain text and keep that.",
        )
    tree = _tree(text)
    body = tree.find("body") if tree is not None else None
    if tree is None or body is None:
        return Problem(where=source.name, what="the page is empty", hint="Save it from a browser again.")
    meta = meta_head(tree)
    headline = _headline(body, meta.fields.get("title", ""), window_title(tree))
    gone = furniture(body, headline, weights(chunks(body, lambda element: False)))
    shown = _report(body, headline, gone, text)
    if not any(chunk.prose for chunk in shown):
        shown += told_by_script(tree, body)
    seen = Head(fields={"published": stamped(body, gone)})
    return _composed(tree, body, headline, meta, seen, shown)


def _tree(text: str) -> Element | None:
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(text.encode("utf-8"), parser)
    except etree.XMLSyntaxError:
        return None


def _headline(body: Element, named: str, window: str) -> Element | None:
    """The element that shows the title: a heading that the page's head repeats, or else the first h1."""
    headings = [element for element in body.iter("h1", "h2") if seen_text(element)]
    for element in headings:
        seen = key(seen_text(element))
        if len(seen) >= 8 and any(
            seen == key(name) or key(name).startswith(f"{seen} ") for name in (named, window) if name
        ):
            return element
    tops = [element for element in headings if element.tag == "h1"]
    # A site's own name is often an h1 as well, at the top of every page: the longest says the most.
    return max(tops, key=lambda element: min(len(seen_text(element)), 40), default=None)


def _report(body: Element, headline: Element | None, gone: set[Element], text: str) -> list[Chunk]:
    """The chunks of the report, without the headline and what stands before it."""
    shown = [chunk for chunk in chunks(body, gone.__contains__) if is_time_line(chunk) or not _is_loose(chunk)]
    if headline is not None:
        at = next(
            (n for n, chunk in enumerate(shown) if headline in (chunk.element, *chunk.element.iterancestors())), -1
        )
        after = shown[at + 1 :]
        shown = after if any(chunk.prose for chunk in after) or not any(chunk.prose for chunk in shown) else shown
    found = with_entries(_in_region(body, headline, shown, text))
    while found and found[-1].kind in ("heading", "entry"):
        found.pop()  # a heading over nothing: what stood below it was not the report's
    return found


def _is_loose(chunk: Chunk) -> bool:
    """True for a teaser (hardly more than a link) or a note."""
    return (chunk.linked and len(chunk.text) < 300) or is_note(chunk)


def _in_region(body: Element, headline: Element | None, shown: list[Chunk], text: str) -> list[Chunk]:
    """The part of the page where most prose is, what stands between the headline and it, and what else is the report.

    Other prose is the report's if it shares a box with both the headline and that part, and trafilatura agrees.
    """
    titled = set() if headline is None else {headline, *headline.iterancestors()}
    region = _region(body, weights(shown), titled)
    shared = next((box for box in (region, *region.iterancestors()) if box in titled), body)
    inside, near = set(region.iter()), set(shared.iter())
    first = next((n for n, chunk in enumerate(shown) if chunk.element in inside), len(shown))
    found: list[Chunk] = []
    second: str | None = None
    for n, chunk in enumerate(shown):
        doubtful = n > first and chunk.element not in inside
        if doubtful and chunk.prose and chunk.element in near:
            second = _second_view(text) if second is None else second
            doubtful = key(chunk.text) not in second
        if not doubtful:
            found.append(chunk)
    return found


def _region(body: Element, prose: dict[Element, int], titled: set[Element]) -> Element:
    """The innermost element that most of the prose stands in."""
    region = body
    while True:
        inner = [child for child in region if prose.get(child)]
        best = max(inner, key=prose.__getitem__, default=None)
        if best is None or not any(prose.get(child) for child in best):
            return region  # it holds the paragraphs themselves
        if not _stands_out(best, inner, prose, best in titled):
            return region
        region = best


def _stands_out(best: Element, inner: Sequence[Element], prose: dict[Element, int], titled: bool) -> bool:
    """True when one of several parts has nearly all prose; or most of it, the headline, and none like it beside it."""
    whole = sum(prose[child] for child in inner)
    if prose[best] * 100 >= whole * 85:
        return True
    alike = any(
        child.tag == best.tag and child.get("class") == best.get("class") for child in inner if child is not best
    )
    return titled and prose[best] * 100 >= whole * 60 and not alike


def _second_view(text: str) -> str:
    """What trafilatura takes for the article, as `key` has it."""
    from trafilatura import extract

    return key(extract(text, include_comments=False, include_tables=True, favor_precision=True) or "")


def _composed(
    tree: Element, body: Element, headline: Element | None, meta: Head, stamp: Head, shown: list[Chunk]
) -> ReadText:
    title = seen_text(headline) if headline is not None else ""
    windowed, beside = parted(window_title(tree), title)
    lines, pieces, told = _top(shown)
    named = Head(fields={"title": title}).over(meta, lines, Head(fields={"title": windowed}))
    seen = stamp.over(*told)
    known = Head(fields={"publisher": meta.fields.get("publisher", "")}).over(
        lines, Head(fields={"publisher": beside}), Head(fields={"publisher": seen_publisher(body, headline)})
    )
    head = known.over(named, seen)
    text, layout = joined(_with_title(pieces, head.fields.get("title", "")))
    return ReadText(text=text, described=head.described(), layout=layout, media_type="text/plain")


def _with_title(pieces: list[Piece], title: str) -> list[Piece]:
    """The pieces with the title first; where the page shows it in no heading, it may be among them."""
    if not title or any(piece.kind == "title" for piece in pieces):
        return pieces
    shown = next((n for n, piece in enumerate(pieces[:_BYLINE_REACH]) if key(piece.text) == key(title)), -1)
    rest = pieces if shown < 0 else [*pieces[:shown], *pieces[shown + 1 :]]
    return [Piece(kind="title", text=title if shown < 0 else pieces[shown].text), *rest]


def _top(shown: Sequence[Chunk]) -> tuple[Head, list[Piece], list[Head]]:
    """(head of labelled lines, pieces, what each byline gives): the first chunks told apart from the report."""
    pairs: list[tuple[str, str]] = []
    pieces: list[Piece] = []
    told: list[Head] = []
    begun = not any(chunk.prose for chunk in shown)  # a few words are all there is: they are the report
    for number, chunk in enumerate(shown):
        kind = chunk.kind
        begun = begun or kind == "entry"
        if not begun and number < _BYLINE_REACH:
            lines = [label_of(line) for line in chunk.text.split("\n")]
            marked = _MARKED.search(f"{chunk.element.get('class') or ''} {chunk.element.get('id') or ''}") is not None
            if is_header(lines) and kind == "paragraph":
                pairs += [pair for pair in lines if pair]
                pieces += labelled(chunk.text)
                continue
            if is_byline(chunk.text) or (marked and not chunk.prose and len(chunk.text) <= 200):
                kind = "byline"
                told.append(byline(chunk.text, marked=marked))
            elif chunk.prose or kind != "paragraph":
                begun = True
            elif len(chunk.text.split()) < _SHORTEST_DECK:
                continue  # a kicker such as "World": neither report nor byline
        pieces.append(Piece(kind=kind, text=chunk.text))
    return head_of(pairs), pieces, told
