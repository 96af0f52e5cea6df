"""The Merkle tree of RFC 6962, cut into tiles of 256 hashes (C2SP tlog-tiles, height 8). Pure functions.

    leaf = SHA-256(00 ‖ entry)        node = SHA-256(01 ‖ left ‖ right)        root of nothing = SHA-256("")

Hashes are 32 bytes; a run of hashes is their concatenation. The hash at (level, index) is that of the
perfect subtree over the 2**level leaves from index · 2**level. Tile (level L, number n) holds the hashes
at binary level 8L from index 256n: all 256 of them, or fewer at the right edge (a partial tile, which is
never hashed upward). The tiles at the right edge are all that is needed to append and to know the root.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

WIDTH = 256
"""Hashes in a full tile."""

HASH = 32
"""Bytes in a hash."""

EMPTY_ROOT = sha256(b"").digest()

NodeAt = Callable[[int, int], bytes]
"""(binary level, index) -> the hash of that perfect subtree."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """Tile `number` of `level`: its first `len(hashes) / 32` hashes."""

    level: int
    number: int
    hashes: bytes

    @property
    def width(self) -> int:
        """How many hashes it holds, 1 to 256."""
        return len(self.hashes) // HASH


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """The right edge of a tree of `size` leaves: by level, the hashes of its partial tile (may be none)."""

    size: int = 0
    tails: tuple[bytes, ...] = ()


def leaf_hash(entry: bytes) -> bytes:
    """The hash of one entry."""
    return sha256(b"\x00" + entry).digest()


def leaf_hashes(entries: Iterable[bytes]) -> bytes:
    """The hashes of many entries, one after the other."""
    return b"".join([sha256(b"\x00" + entry).digest() for entry in entries])


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two neighbours."""
    return sha256(b"\x01" + left + right).digest()


def folded(hashes: bytes) -> bytes:
    """The hash over a perfect run (1, 2, 4, … hashes)."""
    while len(hashes) > HASH:
        hashes = b"".join(
            [sha256(b"\x01" + hashes[at : at + 2 * HASH]).digest() for at in range(0, len(hashes), 2 * HASH)]
        )
    return hashes


def grow(edge: Edge, leaves: bytes) -> tuple[Edge, list[Tile]]:
    """The edge after these leaf hashes, and every tile to be written, full ones and the new right edge."""
    tails: list[bytes] = []
    tiles: list[Tile] = []
    run, first = leaves, edge.size
    level = 0
    while run or level < len(edge.tails):
        tail = edge.tails[level] if level < len(edge.tails) else b""
        changed, run = bool(run), tail + run
        number = first // WIDTH
        whole = len(run) - len(run) % (WIDTH * HASH)
        parents = []
        for at in range(0, whole, WIDTH * HASH):
            tile = run[at : at + WIDTH * HASH]
            tiles.append(Tile(level=level, number=number, hashes=tile))
            parents.append(folded(tile))
            number += 1
        if changed and run[whole:]:
            tiles.append(Tile(level=level, number=number, hashes=run[whole:]))
        tails.append(run[whole:])
        run, first, level = b"".join(parents), first // WIDTH, level + 1
    while tails and not tails[-1]:
        tails.pop()
    return Edge(size=edge.size + len(leaves) // HASH, tails=tuple(tails)), tiles


def partial_widths(size: int) -> list[int]:
    """By level, the width of the partial tile at the right edge (0: there is none)."""
    widths = []
    while size:
        widths.append(size % WIDTH)
        size //= WIDTH
    return widths


def root(edge: Edge) -> bytes:
    """The root of the tree with this right edge."""
    right = b""
    for tail in edge.tails:
        count = len(tail) // HASH
        end = count
        for bit in range(8):
            if count >> bit & 1:
                start = end - (1 << bit)
                peak = folded(tail[start * HASH : end * HASH])
                right = node_hash(peak, right) if right else peak
                end = start
    return right or EMPTY_ROOT


def edge_at(size: int, tile: Callable[[int, int, int], bytes]) -> Edge:
    """The edge of the first `size` leaves; `tile(level, number, width)` gives that tile's first hashes."""
    tails = [
        tile(level, size >> 8 * (level + 1), width) if width else b""
        for level, width in enumerate(partial_widths(size))
    ]
    return Edge(size=size, tails=tuple(tails))


def node_from_tiles(tile: Callable[[int, int], bytes]) -> NodeAt:
    """The hash of any perfect subtree, given `tile(level, number)`: at least the hashes that it needs."""

    def node(level: int, index: int) -> bytes:
        within = level % 8
        first = index << within
        hashes = tile(level // 8, first // WIDTH)
        start = first % WIDTH
        return folded(hashes[start * HASH : (start + (1 << within)) * HASH])

    return node


def range_hash(start: int, stop: int, node: NodeAt) -> bytes:
    """The RFC 6962 hash over leaves [start, stop); `start` is a multiple of the power of two at or above its length."""
    peaks = []
    while start < stop:
        level = (stop - start).bit_length() - 1
        peaks.append(node(level, start >> level))
        start += 1 << level
    right = peaks.pop()
    while peaks:
        right = node_hash(peaks.pop(), right)
    return right


def inclusion_proof(index: int, size: int, node: NodeAt) -> list[bytes]:
    """The audit path of leaf `index` in the tree of `size` leaves, from the leaf upward."""
    start, stop = 0, size
    path: list[bytes] = []
    while stop - start > 1:
        middle = start + (1 << (stop - start - 1).bit_length() - 1)
        if index < middle:
            path.append(range_hash(middle, stop, node))
            stop = middle
        else:
            path.append(range_hash(start, middle, node))
            start = middle
    return path[::-1]


def root_from_inclusion(leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes | None:
    """The root that a leaf and its audit path lead to; None if the path has the wrong length (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return None
    at, last, found = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            return None
        if at & 1 or at == last:
            found = node_hash(sibling, found)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            found = node_hash(found, sibling)
        at, last = at >> 1, last >> 1
    return found if last == 0 else None


def consistency_proof(old: int, size: int, node: NodeAt) -> list[bytes]:
    """The proof that the tree of `size` leaves extends that of the first `old` (0 < old <= size)."""
    start, stop, known = 0, size, True
    path: list[bytes] = []
    while old != stop:
        middle = start + (1 << (stop - start - 1).bit_length() - 1)
        if old <= middle:
            path.append(range_hash(middle, stop, node))
            stop = middle
        else:
            path.append(range_hash(start, middle, node))
            start, known = middle, False
    if not known:
        path.append(range_hash(start, stop, node))
    return path[::-1]


def consistent(old: int, old_root: bytes, size: int, new_root: bytes, path: Sequence[bytes]) -> bool:
    """Whether the path proves that the larger tree extends the smaller (RFC 9162, 2.1.4.2)."""
    if old in (0, size):
        return not path and (old_root == EMPTY_ROOT if old == 0 else old_root == new_root)
    if not 0 < old < size or not path:
        return False
    rest = list(path) if old & (old - 1) else [old_root, *path]
    at, last = old - 1, size - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    small = large = rest[0]
    for step in rest[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            small, large = node_hash(step, small), node_hash(step, large)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            large = node_hash(large, step)
        at, last = at >> 1, last >> 1
    return last == 0 and small == old_root and large == new_root
