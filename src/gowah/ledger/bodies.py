"""Bodies and originals: the private half of a record, beside the ledger, erasable.

bodies/bundles/<number>.jsonl    the bodies of entries 256n to 256n + 255, one canonical row each:
                                 {"body":{…},"id":12,"k":"<64 hex>"}      whole
                                 {"fields":[[path, key, leaf], [path, commitment], …],"id":12}      partly erased
                                 no row: erased, or missing
bodies/originals/<aa>/<sha256>   kept bytes, by the SHA-256 of them; <aa> its first two digits
bodies/suppressed                what must not come back: 64 hex digits a line, ascending
bodies/erasing                   there only while an erasure is under way: what it is to destroy
bodies/unfinished                there only while an append is under way: the originals it brings
"""

from __future__ import annotations

import hmac
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from gowah.errors import BadFormat, LedgerBroken
from gowah.ledger.disk import TMP
from gowah.ledger.tiles import number_from, number_path
from gowah.ledger.tree import WIDTH
from gowah.model import Claimed
from gowah.model.canonical import Tree, canonical, leaves, parse
from gowah.model.codec import to_tree
from gowah.model.seals import Field, fields_from_tree, fields_to_tree, opened, seal_of, seal_of_fields, shut, whole

NOTES = ("erasing", "unfinished", "erasing" + TMP, "unfinished" + TMP)
SUPPRESSION_LABEL = b"gowah/suppressed/v1\n"
_ROW_END = re.compile(rb',"id":(\d{1,16})(?:,"k":"[0-9a-f]{64}")?\}$')
_HEX = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A body as stored: whole (`k`, 64 hex digits, and `tree`), or field by field when parts of it are erased."""

    id: int
    k: str | None = None
    tree: Tree = None
    fields: tuple[Field, ...] = ()

    def body(self) -> Tree | None:
        """The body's tree, or None when a part of it is gone."""
        return self.tree if self.k is not None else whole(self.fields)

    def paths(self) -> list[str]:
        """The paths of all its leaves, open or shut."""
        return [path for path, _ in leaves(self.tree)] if self.k is not None else [field.path for field in self.fields]

    def opened(self, paths: Iterable[str] | None = None) -> tuple[Field, ...]:
        """The body's fields, with only the given paths open (None: all that are)."""
        wanted = None if paths is None else frozenset(paths)
        if self.k is not None:
            return opened(bytes.fromhex(self.k), self.tree, wanted)
        if wanted is None:
            return self.fields
        return shut(self.fields, {field.path for field in self.fields} - wanted)

    def seal(self) -> str:
        """The seal (hex) that the row opens against."""
        return seal_of(bytes.fromhex(self.k), self.tree) if self.k is not None else seal_of_fields(self.fields)

    def bytes(self) -> bytes:
        """The row as stored, without the line's end."""
        if self.k is not None:
            return canonical({"body": self.tree, "id": self.id, "k": self.k})
        return canonical({"fields": fields_to_tree(self.fields), "id": self.id})


def row_from(tree: Tree) -> Row:
    """The row of a parsed line of a bundle (`BadFormat`)."""
    match tree:
        case {"id": bool()}:
            pass
        case {"body": body, "id": int(number), "k": str(k), **rest} if not rest and _HEX.fullmatch(k):
            return Row(id=number, k=k, tree=body)
        case {"fields": fields, "id": int(number), **rest} if not rest:
            return Row(id=number, fields=fields_from_tree(fields))
    raise BadFormat("a row of a bundle is body, id and k, or fields and id")


def rows_from(data: bytes, number: int, *, strict: bool = False) -> dict[int, Row]:
    """The rows of bundle `number` by id, ascending. `strict` refuses rows that do not print back the same."""
    rows: dict[int, Row] = {}
    lines = data.split(b"\n")
    if lines.pop():
        raise BadFormat("a bundle is cut off")
    last = number * WIDTH - 1
    for line in lines:
        try:
            row = row_from(parse(line) if strict else json.loads(line))
        except (ValueError, RecursionError) as error:
            raise BadFormat("a row of a bundle is not JSON") from error
        if not last < row.id < (number + 1) * WIDTH:
            raise BadFormat("a row of a bundle is out of its place")
        last = row.id
        rows[row.id] = row
    return rows


def print_rows(rows: Mapping[int, bytes]) -> bytes:
    """The bundle that holds these rows (each as `Row.bytes` prints it)."""
    return b"".join([rows[number] + b"\n" for number in sorted(rows)])


def raw_rows(data: bytes) -> dict[int, bytes]:
    """The rows of a bundle by id, unparsed, without their line ends (`BadFormat`)."""
    lines = data.split(b"\n")
    ends = [_ROW_END.search(line) for line in lines[:-1]]
    if lines.pop() or not all(ends):
        raise BadFormat("a bundle is damaged")
    return {int(end[1]): line for end, line in zip(ends, lines, strict=True) if end}


class Bodies:
    """The folder `bodies/` of a record: where things lie and what they hold. It writes nothing."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.suppression_list = folder / "suppressed"
        self.erasing = folder / "erasing"
        self.unfinished = folder / "unfinished"

    def interrupted(self) -> bool:
        """Whether the note of an append or erasure is there, or was about to be."""
        return any((self.folder / name).exists() for name in NOTES)

    def bundle(self, number: int) -> Path:
        """The file of bundle `number`."""
        return self.folder / "bundles" / f"{number_path(number)}.jsonl"

    def original(self, digest: str) -> Path:
        """The file of the bytes with this SHA-256 (hex)."""
        if not _HEX.fullmatch(digest):
            raise BadFormat("a digest is 64 hex digits")
        return self.folder / "originals" / digest[:2] / digest

    def data(self, number: int) -> bytes:
        """Bundle `number` as stored; nothing if there is no such file. Raises `LedgerBroken`."""
        try:
            return self.bundle(number).read_bytes()
        except FileNotFoundError:
            return b""
        except OSError as error:
            raise LedgerBroken(f"a bundle cannot be read: {_why(error)}") from None

    def rows(self, number: int) -> dict[int, Row]:
        """The rows of bundle `number`; none if there is no such file. Raises `LedgerBroken`."""
        try:
            return rows_from(self.data(number), number)
        except BadFormat as error:
            raise LedgerBroken(f"bundle {number_path(number)} is damaged: {error}") from error

    def raw(self, number: int) -> dict[int, bytes]:
        """The rows of bundle `number`, unparsed. Raises `LedgerBroken`."""
        try:
            return raw_rows(self.data(number))
        except BadFormat as error:
            raise LedgerBroken(f"bundle {number_path(number)} is damaged") from error

    def read_original(self, digest: str) -> bytes:
        """The kept bytes. Raises `LedgerBroken` when they are absent or are not those."""
        try:
            content = self.original(digest).read_bytes()
        except OSError as error:
            raise LedgerBroken(f"an original cannot be read: {_why(error)}") from error
        if sha256(content).hexdigest() != digest:
            raise LedgerBroken("an original has been changed")
        return content

    def suppressed(self) -> frozenset[str]:
        """The marks (hex) on the list. Raises `LedgerBroken`."""
        try:
            data = self.suppression_list.read_bytes()
        except FileNotFoundError:
            return frozenset()
        except OSError as error:
            raise LedgerBroken(f"the list of what was suppressed cannot be read: {_why(error)}") from error
        marks = data.decode("ascii", "replace").split("\n")
        if marks.pop() or not all(map(_HEX.fullmatch, marks)) or marks != sorted(set(marks)):
            raise LedgerBroken("the list of what was suppressed is damaged")
        return frozenset(marks)


def print_marks(marks: Iterable[str]) -> bytes:
    """The suppression list with these marks."""
    return "".join([mark + "\n" for mark in sorted(set(marks))]).encode()


def mark(secret: bytes, thing: bytes) -> str:
    """The mark (hex) of a thing on the suppression list: without the secret nobody can tell what it stands for."""
    return hmac.digest(secret, SUPPRESSION_LABEL + thing, "sha256").hex()


def thing(digest: str, claimed: Claimed | Tree = None) -> bytes:
    """What a mark stands for: kept bytes by their digest (hex), or a claim (or its tree) in the text of that digest."""
    if claimed is None:
        return digest.encode()
    return digest.encode() + b"\n" + canonical(to_tree(claimed) if isinstance(claimed, Claimed) else claimed)


def bundle_number(path: str) -> int:
    """The number of a bundle from its path under `bundles/` (`BadFormat`)."""
    if not path.endswith(".jsonl"):
        raise BadFormat("not the name of a bundle")
    return number_from(path.removesuffix(".jsonl"))


def _why(error: Exception) -> str:
    return error.strerror or type(error).__name__ if isinstance(error, OSError) else str(error)
