"""Pieces of a document → its text: the header lines, title and bylines at its top told apart from the rest."""

from __future__ import annotations

from collections.abc import Sequence

from gowah.model import ReadText
from gowah.read.draft import Head, Piece, joined
from gowah.read.heads import byline, head_of, is_byline, label_of
from gowah.read.labels import key

_REACH = 8  # pieces at the top among which the head is looked for
_LONGEST_TITLE = 200


def composed(pieces: Sequence[Piece], properties: Head, media_type: str = "text/plain") -> ReadText:
    """The text, with what its first pieces say of it over what its `properties` say.

    The title is the first piece of kind `title`, a labelled one, or the first short piece when it is a
    heading or is what the properties name.
    """
    pairs: list[tuple[str, str]] = []
    given: dict[str, str] = {}
    told: list[Head] = []
    done: list[Piece] = []
    for number, piece in enumerate(pieces):
        lines = [label_of(line) for line in piece.text.split("\n")] if number < _REACH else []
        kind = piece.kind
        if piece.kind == "title" and "title" not in given:
            given["title"] = piece.text
        elif is_header(lines) and piece.kind in ("paragraph", "item", "header"):
            pairs += [pair for pair in lines if pair]
            done += labelled(piece.text)
            continue
        elif "title" not in given and not pairs and _is_title(piece, number, properties):
            given["title"] = piece.text
            kind = "title"
        elif lines and piece.kind == "paragraph" and is_byline(piece.text):
            told.append(byline(piece.text))
            kind = "byline"
        elif piece.kind == "title":
            kind = "heading"
        done.append(Piece(kind=kind, text=piece.text))
    head = head_of(pairs).over(Head(fields=given), *told, properties)
    text, layout = joined(done)
    return ReadText(text=text, described=head.described(), layout=layout, media_type=media_type)


def is_header(lines: Sequence[tuple[str, str] | None]) -> bool:
    """True when all lines have labels and one of them says something of the report."""
    return bool(lines) and all(lines) and any(pair[0] != "other" for pair in lines if pair)


def _is_title(piece: Piece, number: int, properties: Head) -> bool:
    if len(piece.text) > _LONGEST_TITLE or piece.kind not in ("heading", "paragraph") or number >= _REACH:
        return False
    named = properties.fields.get("title", "")
    return (number == 0 and piece.kind == "heading") or (bool(named) and key(piece.text) == key(named))


def labelled(text: str) -> list[Piece]:
    """Header lines, one a piece; the value of a title line is a piece of its own."""
    done: list[Piece] = []
    for line in text.split("\n"):
        pair = label_of(line)
        if pair and pair[0] == "title" and pair[1]:
            done.append(Piece(kind="header", text=line[: len(line) - len(pair[1])].rstrip()))
            done.append(Piece(kind="title", text=pair[1]))
        else:
            done.append(Piece(kind="header", text=line))
    return done
