"""Pages that a script builds in the browser: the report stands in their JSON-LD and nowhere else."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

from gowah.read.draft import clean, folded
from gowah.read.markup import Chunk, Element
from gowah.read.pagehead import linked_articles

_LEAST = 60  # signs of a body that is one
_MOST_POSTS = 2_000
_TAG = re.compile(r"<[^<>]{0,2000}>")
_BREAK = re.compile(r"</p>|<br\s*/?>|\n", re.I)


def told_by_script(tree: Element, body: Element) -> list[Chunk]:
    """The paragraphs of the first article in JSON-LD that has any; a live blog's posts each after its time."""
    for item in linked_articles(tree):
        found = [*_paragraphs(item.get("articleBody"), body), *_posts(item.get("liveBlogUpdate"), body)]
        if sum(len(chunk.text) for chunk in found) >= _LEAST:
            return found
    return []


def _posts(posts: Any, body: Element) -> Iterator[Chunk]:
    for post in posts[:_MOST_POSTS] if isinstance(posts, list) else []:
        if not isinstance(post, dict):
            continue
        words = list(_paragraphs(post.get("articleBody"), body))
        stamp = re.match(r"(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}))?", str(post.get("datePublished") or ""))
        if words and stamp:
            yield Chunk(kind="entry", text=f"{stamp[1]} {stamp[2] or ''}".strip(), element=body, links=0)
        headline = post.get("headline")
        if words and isinstance(headline, str) and folded(headline):
            yield Chunk(kind="heading", text=_plain(headline), element=body, links=0)
        yield from words


def _paragraphs(text: Any, body: Element) -> Iterator[Chunk]:
    for part in _BREAK.split(clean(text)) if isinstance(text, str) else []:
        if plain := _plain(part):
            yield Chunk(kind="paragraph", text=plain, element=body, links=0)


def _plain(text: str) -> str:
    return folded(html.unescape(_TAG.sub(" ", clean(text))))
