"""Rich text (RTF): paragraphs, lists, tables and what its `\\info` says, in the order of the document.

Read sign by sign with a stack of its own, so that no depth of groups and no length of a word costs more than its bytes.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace

from gowah.model import Problem, ReadText
from gowah.read.draft import Head, Piece, Source, clean, folded, too_long
from gowah.read.pieces import composed
from gowah.words import Settings

_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32}+)(?P<number>-?\d{1,10}+)? ?|\\'(?P<byte>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z'])"
    rb"|(?P<brace>[{}])|[\r\n]++|(?P<words>[^\\{}\r\n]++)|\\"
)
_UNSEEN = """
fonttbl colortbl stylesheet listtable listoverridetable pict object themedata datastore latentstyles xmlnstbl filetbl
revtbl rsidtbl generator header footer headerl headerr headerf footerl footerr footerf fldinst bkmkstart bkmkend shpinst
nonshppict listtext pntext annotation atnid atnauthor info mmathPr private template password
"""
_HIDDEN = frozenset(_UNSEEN.split())
_INFO = {"title": "title", "author": "author", "creatim": "published", "revtim": "published"}
_SIGNS = {
    "tab": " ", "line": "\v", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "bullet": "•", "zwj": "\u200d", "zwnj": "\u200c", "ltrmark": "\u200e", "rtlmark": "\u200f",
    "emspace": " ", "enspace": " ", "qmspace": " ",
}  # fmt: skip
_CHARSETS = {
    0: "cp1252", 128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254", 163: "cp1258",
    177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
_DEEPEST = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class _State:
    """What holds inside a group. `target` says what its words are: `text`, a `note`, `hidden` …"""

    target: str = "text"
    encoding: str = "cp1252"
    skip: int = 1
    unseen: bool = False


class _Document:
    """The document as it grows: blocks done, the cells of an open row, the words of an open paragraph, its notes."""

    __slots__ = ("cells", "font", "fonts", "heading", "in_table", "info", "listed", "notes", "pieces", "raw", "words")

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.cells: list[str] = []
        self.words: list[str] = []
        self.notes: list[list[str]] = []
        self.raw = bytearray()
        self.info: dict[str, list[str]] = {}
        self.fonts: dict[int, str] = {}
        self.font = 0
        self.listed = self.heading = self.in_table = False


def read_rtf(source: Source, settings: Settings) -> ReadText | Problem:
    """A document's text; what its first lines say goes before what its info says."""
    if not source.content.startswith(b"{\\rtf"):
        return Problem(where=source.name, what="the document is damaged", hint="Open it, save it again, and keep that.")
    try:
        document = _parsed(source.content)
    except OverflowError:
        return Problem(
            where=source.name,
            what="its groups are nested too deep",
            hint="Open it, save its words as plain text, and keep that.",
        )
    info = {name: folded(clean("".join(parts))) for name, parts in document.info.items()}
    found = composed(document.pieces, Head(fields=info))
    return too_long(found.text, source.name, settings) or found


def _parsed(content: bytes) -> _Document:
    document = _Document()
    stack: list[_State] = []
    state = _State()
    fresh = skipping = at = 0  # `fresh`: the group has just opened; `skipping`: signs that stand in for a \u
    while found := _TOKEN.match(content, at):
        at = found.end()
        kind = found.lastgroup
        if kind == "brace":
            _flush(document, state)
            skipping = 0
            if found["brace"] == b"{":
                stack.append(state)
                fresh = 2
                if len(stack) > _DEEPEST:
                    raise OverflowError
            elif stack:
                state = stack.pop()
        elif kind in ("words", "byte"):
            data = bytes([int(found["byte"], 16)]) if kind == "byte" else found["words"]
            dropped = min(skipping, len(data))
            skipping -= dropped
            document.raw += data[dropped:]
        elif kind == "sign":
            sign = found["sign"]
            if sign == b"*" and fresh:
                state = replace(state, target="hidden" if state.target == "text" else state.target)
            else:
                _say(document, state, {b"~": "\u00a0", b"_": "\u2011", b"-": "", b"\n": "\v", b"\r": "\v"}.get(
                    sign, sign.decode("latin-1") if sign in (b"\\", b"{", b"}") else ""
                ))  # fmt: skip
        elif kind in ("word", "number"):
            word, number = found["word"].decode(), int(found["number"]) if found["number"] else None
            if word == "u" and number is not None:
                _say(document, state, chr(number % 65_536))
                skipping = state.skip
            elif word == "bin":
                at += max(0, number or 0)
            else:
                state = _obeyed(document, state, word, number, opens=fresh > 0)
        fresh -= fresh > 0
    _flush(document, state)
    document.in_table = False  # a table that breaks off: what stands in its open cell is not lost
    _close(document)
    _end_row(document)
    return document


def _obeyed(document: _Document, state: _State, word: str, number: int | None, *, opens: bool) -> _State:
    """The state after a control word; what it prints or ends is done."""
    if opens and word == "fonttbl":
        return replace(state, target="font")
    if opens and word in _INFO and state.target == "info":
        return replace(state, target=_INFO[word])
    if opens and word == "footnote" and state.target == "text":
        document.notes.append([])
        return replace(state, target="note")
    if opens and word in _HIDDEN:
        return replace(state, target="info" if word == "info" else "hidden")
    if word in _SIGNS:
        _say(document, state, _SIGNS[word])
    elif word == "par" and state.target == "note":
        _say(document, state, " ")
    elif word in _ENDS and state.target == "text":
        _flush(document, state)
        _ENDS[word](document)
    elif word in ("f", "fcharset", "ansicpg", "uc", "plain", "v"):
        _flush(document, state)
        return _lettered(document, state, word, number)
    elif word in ("yr", "mo", "dy") and state.target == "published":
        parts = document.info.setdefault("published", [])
        if len(parts) < 3:
            parts.append(f"{number or 0:04}" if word == "yr" else f"-{number or 0:02}")
    elif state.target != "text":
        return state
    elif word == "pard":
        document.listed = document.heading = document.in_table = False
    elif word in ("ls", "pnlvlblt"):
        document.listed = True
    elif word == "outlinelevel":
        document.heading = number is not None and number < 9
    elif word == "intbl":
        document.in_table = True
    return state


def _lettered(document: _Document, state: _State, word: str, number: int | None) -> _State:
    """The state after a word on letters: fonts have encodings of their own."""
    if word == "uc":
        return replace(state, skip=min(max(number or 0, 0), 9))
    if word == "v":
        return replace(state, unseen=number != 0)
    if word == "plain":
        return replace(state, unseen=False)
    if word == "ansicpg":
        return replace(state, encoding=_known(f"cp{number}"))
    if word == "fcharset" and state.target == "font":
        document.fonts[document.font] = _CHARSETS.get(number or 0, "")
    elif word == "f" and state.target == "font":
        document.font = number or 0
    elif word == "f" and document.fonts.get(number or 0):
        return replace(state, encoding=document.fonts[number or 0])
    return state


def _known(encoding: str) -> str:
    try:
        return codecs.lookup("utf-8" if encoding == "cp65001" else encoding).name
    except LookupError:
        return "cp1252"


def _flush(document: _Document, state: _State) -> None:
    """What came as bytes becomes words, in the encoding of its font."""
    if document.raw:
        words = document.raw.decode(state.encoding, "replace")
        document.raw.clear()
        _say(document, state, words)


def _say(document: _Document, state: _State, words: str) -> None:
    _flush(document, state)
    if state.target == "text" and not state.unseen:
        document.words.append(words)
    elif state.target == "note":
        document.notes[-1].append(words)
    elif state.target in ("title", "author"):
        document.info.setdefault(state.target, []).append(words)


def _close(document: _Document) -> None:
    """The end of a paragraph; in a table, of a line of a cell."""
    if document.in_table:
        document.words.append(" ")
        return
    lines = (folded(line) for line in _taken(document.words).split("\v"))
    if text := "\n".join(line for line in lines if line):
        _end_row(document)
        kind = "heading" if document.heading else "item" if document.listed else "paragraph"
        document.pieces.append(Piece(kind=kind, text=text))
    _put_notes(document)


def _put_notes(document: _Document) -> None:
    """Notes stand after the paragraph or row that they hang on."""
    for note in document.notes:
        if text := folded(_taken(note)):
            document.pieces.append(Piece(kind="paragraph", text=text))
    document.notes.clear()


def _end_cell(document: _Document) -> None:
    document.cells.append(folded(_taken(document.words)))


def _taken(words: list[str]) -> str:
    """The words so far, which are used up. Signs beyond the first plane come as two halves, which are joined here."""
    text = "".join(words).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    words.clear()
    return clean(text)


def _end_row(document: _Document) -> None:
    text = "\t".join(document.cells).strip()
    document.cells.clear()
    if text:
        document.pieces.append(Piece(kind="row", text=text))
        _put_notes(document)


_ENDS = {
    "par": _close, "sect": _close, "page": _close, "cell": _end_cell, "nestcell": _end_cell, "row": _end_row,
    "nestrow": _end_row,
}  # fmt: skip
