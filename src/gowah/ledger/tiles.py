"""The files of a tiled log (C2SP tlog-tiles): their names, and the bytes of an entries tile.

    tile/<level>/<number>[.p/<width>]        the hashes of a tile, 32 bytes each
    tile/entries/<number>[.p/<width>]        the entries under it: two bytes of length (big-endian), then the entry

A number is written in groups of three digits, all but the last with an `x`: 1234067 -> x001/x234/067.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gowah.errors import BadFormat
from gowah.ledger.tree import WIDTH, partial_widths

_NAME = re.compile(r"tile/(entries|0|[1-9]|[1-5]\d|6[0-3])/((?:x\d{3}/){0,5}\d{3})(?:\.p/([1-9]\d{0,2}))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class TileName:
    """Which tile a file is. `level` is None for the entries themselves; `width` is 256 for a full tile."""

    level: int | None
    number: int
    width: int = WIDTH


def number_path(number: int) -> str:
    """`x001/x234/067` of 1234067."""
    groups = [f"{number % 1000:03d}"]
    while number >= 1000:
        number //= 1000
        groups.append(f"x{number % 1000:03d}")
    return "/".join(reversed(groups))


def number_from(path: str) -> int:
    """The inverse of `number_path` (`BadFormat` for any other writing)."""
    digits = path.replace("/", "").replace("x", "")
    number = int(digits) if digits.isascii() and digits.isdigit() else -1
    if number < 0 or number_path(number) != path:
        raise BadFormat("a tile's number is not in its one form")
    return number


def tile_path(name: TileName) -> str:
    """The file of a tile, under the ledger's folder."""
    level = "entries" if name.level is None else str(name.level)
    partial = "" if name.width == WIDTH else f".p/{name.width}"
    return f"tile/{level}/{number_path(name.number)}{partial}"


def tile_name(path: str) -> TileName:
    """The tile that a file is (`BadFormat` for names that `tile_path` would not give)."""
    found = _NAME.fullmatch(path)
    if not found or int(found[3] or 1) >= WIDTH:
        raise BadFormat("not the name of a tile")
    level = None if found[1] == "entries" else int(found[1])
    return TileName(level=level, number=number_from(found[2]), width=int(found[3] or WIDTH))


def tiles_of(size: int) -> Iterator[TileName]:
    """Every tile of a tree of `size` leaves: the full ones and the right edge, entries first."""
    for level in (None, *range(len(partial_widths(size)))):
        yield from _level(level, size >> 8 * (level or 0))


def edge_tiles(size: int) -> list[TileName]:
    """The partial tiles of a tree of `size` leaves."""
    return [name for name in _edges(size) if name.width != WIDTH]


def pack(entries: Iterable[bytes]) -> bytes:
    """The bytes of an entries tile. Raises `OverflowError` for an entry over 65,535 bytes."""
    return b"".join([part for entry in entries for part in (len(entry).to_bytes(2, "big"), entry)])


def unpack(data: bytes) -> list[bytes]:
    """The entries of a tile (`BadFormat` when the bytes do not end with an entry)."""
    entries = []
    at, end = 0, len(data)
    while at < end:
        stop = at + 2 + (data[at] << 8 | data[at + 1]) if at + 2 <= end else end + 1
        if stop > end:
            raise BadFormat("an entries tile is cut off")
        entries.append(data[at + 2 : stop])
        at = stop
    return entries


def _level(level: int | None, hashes: int) -> Iterator[TileName]:
    for number in range(hashes // WIDTH):
        yield TileName(level=level, number=number)
    if hashes % WIDTH:
        yield TileName(level=level, number=hashes // WIDTH, width=hashes % WIDTH)


def _edges(size: int) -> Iterator[TileName]:
    for level, width in enumerate(partial_widths(size)):
        if width:
            number = size >> 8 * (level + 1)
            yield TileName(level=level, number=number, width=width)
            if level == 0:
                yield TileName(level=None, number=number, width=width)
