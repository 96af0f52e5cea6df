"""OpenDocument texts (ODT): headings, paragraphs, lists, tables and notes in the order of the document."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from gowah.model import Problem, ReadText
from gowah.read.draft import Head, Piece, Source, clean, folded, too_long
from gowah.read.pieces import composed
from gowah.words import Settings

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_DUBLIN = "{http://purl.org/dc/elements/1.1/}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_UNSEEN = frozenset(
    {f"{_TEXT}tracked-changes", f"{_TEXT}sequence-decls", f"{_OFFICE}annotation", f"{_TEXT}note-citation"}
)
_BYTES_A_CHARACTER = 8
_LEAST_BOUND = 50_000_000


def read_odt(source: Source, settings: Settings) -> ReadText | Problem:
    """A document's text; what its first lines say goes before what its properties say."""
    bound = max(settings.read.max_characters * _BYTES_A_CHARACTER, _LEAST_BOUND)
    try:
        with zipfile.ZipFile(io.BytesIO(source.content)) as archive:
            if b"encryption-data" in _part(archive, "META-INF/manifest.xml", bound):
                return Problem(
                    where=source.name, what="the document is locked with a password",
                    hint="Open it, save it without the password, and keep that.",
                )  # fmt: skip
            content, meta = _part(archive, "content.xml", bound), _part(archive, "meta.xml", bound)
    except OverflowError:
        return Problem(
            where=source.name,
            what="the document unpacks to more than is read",
            hint="Open it, save its words as plain text, and keep that.",
        )
    except (zipfile.BadZipFile, zlib.error, ValueError, EOFError, NotImplementedError, RuntimeError):
        return _damaged(source)
    root = _tree(content)
    body = None if root is None else root.find(f".//{_OFFICE}text")
    if root is None or body is None:
        return _damaged(source)
    found = composed(list(_pieces(body, _titles(root))), _properties(_tree(meta)))
    return too_long(found.text, source.name, settings) or found


def _damaged(source: Source) -> Problem:
    return Problem(where=source.name, what="the document is damaged", hint="Open it, save it again, and keep that.")


def _part(archive: zipfile.ZipFile, name: str, bound: int) -> bytes:
    """A part of the package, empty where it has none. Raises `OverflowError` beyond the bound."""
    if name not in archive.namelist():
        return b""
    with archive.open(name) as stream:
        content = stream.read(bound + 1)
    if len(content) > bound:
        raise OverflowError
    return content


def _tree(content: bytes) -> Any:
    """The root, or None; no entity is expanded, nothing is fetched."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _properties(meta: Any) -> Head:
    if meta is None:
        return Head()
    said = {name: folded(clean(meta.findtext(f".//{tag}") or "")) for name, tag in (
        ("title", f"{_DUBLIN}title"), ("author", f"{_META}initial-creator"), ("language", f"{_DUBLIN}language"),
    )}  # fmt: skip
    day = meta.findtext(f".//{_DUBLIN}date") or meta.findtext(f".//{_META}creation-date") or ""
    return Head(fields={**said, "published": day[:10] if day[4:5] == "-" else ""})


def _titles(root: Any) -> dict[str, str]:
    """Names of styles -> the kind of block that they make: `Title`, `Subtitle`, `Caption` and what builds on them."""
    kinds = {"Title": "title", "Caption": "caption"}
    found = dict(kinds)
    for style in root.iter(f"{_STYLE}style"):
        parent = style.get(f"{_STYLE}parent-style-name")
        if parent in kinds:
            found[style.get(f"{_STYLE}name")] = kinds[parent]
    return found


def _pieces(body: Any, titles: dict[str, str]) -> Iterator[Piece]:
    """The blocks below an element, walked with a stack: documents can be nested deep."""
    stack: list[tuple[Any, bool]] = [(body, False)]
    while stack:
        element, listed = stack.pop()
        if not isinstance(element.tag, str) or element.tag in _UNSEEN:
            continue
        if element.tag in (f"{_TEXT}p", f"{_TEXT}h"):
            words, notes = _words(element)
            kind = "heading" if element.tag == f"{_TEXT}h" else titles.get(element.get(f"{_TEXT}style-name"), "")
            if words:
                yield Piece(kind=kind or ("item" if listed else "paragraph"), text=words)
            yield from (Piece(kind="paragraph", text=note) for note in notes if note)
        elif element.tag == f"{_TABLE}table-row":
            cells = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
            row = "\t".join(" ".join(" ".join(_words(part)[0] for part in cell.iter(f"{_TEXT}p")).split())
                            for cell in element if cell.tag in cells).strip()  # fmt: skip
            if row:
                yield Piece(kind="row", text=row)
        else:
            inner = listed or element.tag == f"{_TEXT}list-item"
            stack += [(child, inner) for child in reversed(element)]


def _words(paragraph: Any) -> tuple[str, list[str]]:
    """The lines of a paragraph, and the notes that hang on it."""
    from lxml import etree

    parts: list[str] = []
    notes: list[str] = []
    hidden: Any = None
    for event, node in etree.iterwalk(paragraph, events=("start", "end")):
        if hidden is None and event == "start" and isinstance(node.tag, str):
            if node.tag == f"{_TEXT}note-body":
                notes.append(" ".join(" ".join(node.itertext()).split()))
            if node.tag in _UNSEEN or node.tag == f"{_TEXT}note-body":
                hidden = node
                continue
            parts.append(_sign(node) + (node.text or ""))
        elif event == "end" and node is hidden:
            hidden = None
        if event == "end" and hidden is None and node is not paragraph:
            parts.append(node.tail or "")
    lines = (folded(line) for line in clean("".join(parts)).split("\v"))
    return "\n".join(line for line in lines if line), notes


def _sign(node: Any) -> str:
    """What an empty element stands for. Line ends of the XML are spaces, so a line's own end is another sign."""
    if node.tag in (f"{_TEXT}line-break", f"{_TEXT}p"):  # a paragraph inside one stands in a text box
        return "\v"
    return " " if node.tag in (f"{_TEXT}tab", f"{_TEXT}s") else ""
