"""What a web page says of itself: in its meta tags, in JSON-LD, and in the lines that readers see."""

from __future__ import annotations

import json
import re
from collections.abc import Container, Iterator
from typing import Any

from gowah.read.draft import Head, folded
from gowah.read.labels import key
from gowah.read.markup import Element, inline_length, seen_text
from gowah.words.dates import read_date

_PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "date", "pubdate",
    "publishdate", "publish-date", "publish_date", "published", "dc.date", "dc.date.issued", "dcterms.date",
    "dcterms.issued", "dcterms.created", "parsely-pub-date", "sailthru.date", "citation_publication_date",
    "citation_date", "article.published", "article_date_original", "originalpublicationdate",
)  # fmt: skip
_PUBLISHERS = (
    "og:site_name",
    "publisher",
    "dc.publisher",
    "dcterms.publisher",
    "citation_publisher",
    "application-name",
)
_AUTHORS = ("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "byl")
_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title", "citation_title")
_SEPARATORS = re.compile(r"\s+[|\-–—:•·»]\s+|\s*\|\s*")
_RIGHTS = re.compile(r"(?:©|\(c\)|copyright)\s*(?:\d{4}(?:\s*[-–]\s*\d{4})?)?,?\s*(?:by\s+)?([^.|·•©\d]{2,60})", re.I)
_ARTICLES = frozenset({
    "analysisnewsarticle", "article", "backgroundnewsarticle", "blogposting", "liveblogposting", "newsarticle",
    "opinionnewsarticle", "report", "reportagenewsarticle", "socialmediaposting", "webpage",
})  # fmt: skip
_LONGEST_LD = 500_000
_LONGEST_NAME = 80
_LONGEST_BYLINE = 200


def meta_head(tree: Element) -> Head:
    """The head that meta tags, JSON-LD and the `lang` attribute give; dates as ISO, `url` absolute or absent."""
    tags = _tags(tree)

    def first(names: tuple[str, ...]) -> str:
        return next((tags[name] for name in names if tags.get(name)), "")

    fields = {
        "published": iso_date(next((tags[name] for name in _PUBLISHED if iso_date(tags.get(name, ""))), "")),
        "publisher": first(_PUBLISHERS), "author": "" if "://" in first(_AUTHORS) else first(_AUTHORS),
        "title": first(_TITLES), "url": _link(tree) or tags.get("og:url", ""),
        "language": tree.get("lang") or tree.get("xml:lang") or tags.get("content-language", ""),
    }  # fmt: skip
    if not re.match(r"https?://[^\s]+$", fields["url"]):
        fields["url"] = ""
    return Head(fields=fields).over(_linked_data(tree))


def window_title(tree: Element) -> str:
    """What the `<title>` says, white space folded."""
    title = tree.find(".//head/title")
    return folded("".join(title.itertext())) if title is not None else ""


def parted(window: str, title: str) -> tuple[str, str]:
    """(title, publisher) of a window's title such as `Blast in Kabul | Meridian Wire`.

    `title` is the headline in the page, if there is one: then what is left beside it is the publisher.
    """
    pieces = [piece.strip() for piece in _SEPARATORS.split(window) if piece.strip()]
    if len(pieces) < 2:
        return window, ""
    if title and key(title) != key(window):
        rest = [piece for piece in (pieces[-1], pieces[0]) if key(piece) not in key(title)]
        if rest and (key(window).startswith(key(title)) or key(window).endswith(key(title))):
            return title, rest[0] if len(rest[0]) <= _LONGEST_NAME else ""
        return title, ""
    if title:
        return title, ""
    last = pieces[-1]
    if len(last.split()) <= 6 and len(last) < len(window) / 2:
        return window[: window.rindex(last)].rstrip(" |-–—:•·»"), last
    return window, ""


def seen_publisher(body: Element, title: Element | None) -> str:
    """The name that a page bears at its top, or after © at its foot."""
    for element in _before(body, title):
        if element.tag in ("b", "strong", "h1", "h2", "h3") or _is_brand(element):
            name = next((text for text in (folded(element.text or ""), seen_text(element)) if text), "")
            if name and len(name) <= _LONGEST_NAME and not iso_date(name):
                return name
    rights = list(_RIGHTS.finditer(seen_text(body)))
    return folded(rights[-1][1]).strip(" ,-") if rights else ""


def stamped(body: Element, gone: Container[Element]) -> str:
    """The ISO date of the first `<time>` or `itemprop=datePublished` outside of what is `gone` and of sentences."""
    lengths: dict[Element, int] = {}
    for element in body.iter("time", "span", "meta", "abbr", "div", "p"):
        if element.tag == "time":
            holder = element.getparent()
            if holder not in lengths:
                lengths[holder] = inline_length(holder)
            if lengths[holder] > _LONGEST_BYLINE:
                continue
        if any(holder in gone for holder in (element, *element.iterancestors())):
            continue
        is_marked = (element.get("itemprop") or "").lower() == "datepublished"
        if element.tag == "time" or is_marked:
            given = element.get("datetime") or element.get("content") or element.get("title") or seen_text(element)
            day = iso_date(given)
            if day:
                return day
    return ""


def iso_date(text: str) -> str:
    """The ISO date of a meta tag or a `datetime`; empty when it gives none."""
    if not text or len(text) > 100:
        return ""
    day = read_date(text)
    return day.isoformat() if day else ""


def _tags(tree: Element) -> dict[str, str]:
    tags: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (
            meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv") or ""
        ).lower()
        content = folded(meta.get("content") or "")
        if name and content:
            tags.setdefault(name, content[:2_000])
    return tags


def _link(tree: Element) -> str:
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical":
            return (link.get("href") or "").strip()
    return ""


def _linked_data(tree: Element) -> Head:
    """The first article among the page's JSON-LD."""
    for item in linked_articles(tree):
        if item.get("datePublished"):
            return Head(fields={
                "published": iso_date(_name(item.get("datePublished"))), "publisher": _name(item.get("publisher")),
                "author": _name(item.get("author")), "title": _name(item.get("headline")),
                "language": _name(item.get("inLanguage")),
            })  # fmt: skip
    return Head()


def linked_articles(tree: Element) -> Iterator[dict[str, Any]]:
    """The articles among the page's JSON-LD."""
    for script in tree.iter("script"):
        if (script.get("type") or "").lower() != "application/ld+json" or len(script.text or "") > _LONGEST_LD:
            continue
        try:
            data = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        for item in _objects(data):
            kinds = item.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(str(kind).lower() in _ARTICLES for kind in kinds):
                yield item


def _objects(data: Any) -> Iterator[dict[str, Any]]:
    waiting = [data]
    while waiting:
        item = waiting.pop(0)
        if isinstance(item, list):
            waiting = item[:100] + waiting
        elif isinstance(item, dict):
            yield item
            waiting = [item.get("@graph", []), *waiting]


def _name(value: Any) -> str:
    if isinstance(value, list):
        return " and ".join(name for name in map(_name, value[:5]) if name)
    if isinstance(value, dict):
        return _name(value.get("name"))
    return folded(value) if isinstance(value, str) else ""


def _before(body: Element, title: Element | None) -> Iterator[Element]:
    """Elements that begin before the headline; none when there is no headline."""
    if title is None:
        return
    for element in body.iter("*"):
        if element is title:
            return
        yield element


def _is_brand(element: Element) -> bool:
    named = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
    if re.search(r"logo|brand|site-?(?:name|title)|masthead|\bbar\b", named):
        return True
    return element.tag == "a" and element.get("href") in ("/", "./", "#") and "logo" in named
