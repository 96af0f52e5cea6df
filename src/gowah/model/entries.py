"""Lines, entries and their ids."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gowah.errors import BadFormat, UnknownName
from gowah.model.bodies import BODY_TYPES, Body
from gowah.model.canonical import canonical, parse
from gowah.model.codec import from_tree, to_tree

LINE_LIMIT = 65_535
"""Bytes a line may have: its length is written in two."""

_AT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
_BY = re.compile(r"key:[0-9a-f]{16}|tool:[a-z0-9._-]+/[0-9A-Za-z.+-]+")
_SEAL = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What stays of an entry for ever: the leaf of the Merkle tree.

    `at` is UTC to the second; `by` is `key:<16 hex>` or `tool:<name>/<version>`; `because` the
    ids, ascending, of earlier entries it rests on; `seal` 64 hex digits (`seals`).
    """

    kind: str
    at: str
    by: str
    seal: str
    because: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line with its id and, unless erased or withheld, its body."""

    id: int
    line: Line
    body: Body | None


def line_bytes(line: Line) -> bytes:
    """The line as stored and hashed. Raises `BadFormat` for a line that must not be written."""
    _check(line)
    data = canonical(to_tree(line))
    if len(data) > LINE_LIMIT:
        raise BadFormat("a line is longer than 65,535 bytes")
    return data


def line_from(data: bytes) -> Line:
    """The line that prints as these bytes, and no other (`BadFormat`)."""
    line = from_tree(parse(data), Line)
    _check(line)
    return line


def _check(line: Line) -> None:
    if line.kind not in BODY_TYPES:
        raise BadFormat(f"{line.kind!r} is no kind of entry")
    if not (_AT.fullmatch(line.at) and _BY.fullmatch(line.by) and _SEAL.fullmatch(line.seal)):
        raise BadFormat("a line's at, by or seal is malformed")
    if list(line.because) != sorted(set(line.because)) or any(n < 0 for n in line.because):
        raise BadFormat("because is not an ascending list of ids")


def entry_id(number: int) -> str:
    """`e12`."""
    return f"e{number}"


def value_id(number: int, position: int) -> str:
    """`e12.3`: the fourth value of the mention e12."""
    return f"e{number}.{position}"


def incident_id(earliest_mention: int) -> str:
    """`i-e12`: an incident is named after its earliest mention."""
    return f"i-e{earliest_mention}"


def family_id(text: int, start: int) -> str:
    """`f-e12-340`: a family is named after the place of its earliest passage."""
    return f"f-e{text}-{start}"


def read_id(text: str) -> tuple[str, int, int | None]:
    """(`e`, `i` or `f`; entry; position or start) of an id. Raises `UnknownName`."""
    found = re.fullmatch(r"(?:(i)-|(f)-)?e(0|[1-9]\d{0,15})(?:[.-](\d{1,9}))?", text.strip())
    if not found:
        raise UnknownName(f"{text!r} is no id", hint="Ids look like e12, e12.3, i-e12 or f-e12-340.")
    return found[1] or found[2] or "e", int(found[3]), int(found[4]) if found[4] is not None else None
