"""The tree against a naive reading of RFC 6962, and the tiles against the tree."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gowah.ledger.tree import (
    EMPTY_ROOT,
    HASH,
    WIDTH,
    Edge,
    Tile,
    consistency_proof,
    consistent,
    edge_at,
    grow,
    inclusion_proof,
    leaf_hash,
    leaf_hashes,
    node_from_tiles,
    root,
    root_from_inclusion,
)  # fmt: skip

LEAVES = [leaf_hash(str(n).encode()) for n in range(70)]


def naive(hashes: list[bytes]) -> bytes:
    if not hashes:
        return sha256(b"").digest()
    if len(hashes) == 1:
        return hashes[0]
    k = 1
    while 2 * k < len(hashes):
        k *= 2
    return sha256(b"\x01" + naive(hashes[:k]) + naive(hashes[k:])).digest()


class Stored:
    """Tiles as a disk would hold them, the newest of each."""

    def __init__(self) -> None:
        self.tiles: dict[tuple[int, int], bytes] = {}

    def put(self, tiles: list[Tile]) -> None:
        for tile in tiles:
            self.tiles[tile.level, tile.number] = tile.hashes

    def part(self, level: int, number: int, width: int) -> bytes:
        return self.tiles[level, number][: width * HASH]

    def node(self, level: int, index: int) -> bytes:
        return node_from_tiles(lambda level, number: self.tiles[level, number])(level, index)


def built(leaves: bytes) -> tuple[Edge, Stored]:
    edge, tiles = grow(Edge(), leaves)
    stored = Stored()
    stored.put(tiles)
    return edge, stored


def test_the_vectors_of_certificate_transparency() -> None:
    """The roots that the reference implementation of RFC 6962 gives for its test leaves."""
    leaves = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
    roots = {
        1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        5: "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    }
    for size, expected in roots.items():
        edge, _ = grow(Edge(), leaf_hashes(bytes.fromhex(leaf) for leaf in leaves[:size]))
        assert root(edge).hex() == expected


def test_root_and_proofs_for_every_small_size() -> None:
    for size in range(71):
        edge, stored = built(b"".join(LEAVES[:size]))
        expected = naive(LEAVES[:size])
        assert root(edge) == expected
        for index in range(size):
            path = inclusion_proof(index, size, stored.node)
            assert root_from_inclusion(LEAVES[index], index, size, path) == expected
            assert root_from_inclusion(LEAVES[index], index, size, [*path, path[0] if path else bytes(32)]) != expected
            if path:
                assert root_from_inclusion(LEAVES[index], index, size, path[:-1]) != expected
        for old in range(1, size + 1):
            proof = consistency_proof(old, size, stored.node)
            assert consistent(old, naive(LEAVES[:old]), size, expected, proof)
            assert not consistent(old, bytes(32), size, expected, proof)
            assert not consistent(old, naive(LEAVES[:old]), size, expected, [*proof, bytes(32)])
            if proof:
                assert not consistent(old, naive(LEAVES[:old]), size, expected, [bytes(32), *proof[1:]])


def test_a_proof_for_one_leaf_proves_no_other() -> None:
    edge, stored = built(b"".join(LEAVES))
    path = inclusion_proof(33, 70, stored.node)
    others = [n for n in range(70) if root_from_inclusion(LEAVES[n], n, 70, path) == root(edge)]
    assert others == [33]
    assert root_from_inclusion(LEAVES[33], 32, 70, path) != root(edge)
    assert root_from_inclusion(LEAVES[33], 70, 70, path) is None


@pytest.mark.parametrize("size", [255, 256, 257, 511, 512, 65535, 65536, 65537])
def test_around_the_ends_of_tiles(size: int) -> None:
    """Grown in one go, in two, or read back from tiles: one tree; and its proofs hold."""
    leaves = [n.to_bytes(HASH, "big") for n in range(size)]
    edge, stored = built(b"".join(leaves))
    expected = naive(leaves)
    assert root(edge) == expected
    first, tiles = grow(Edge(), b"".join(leaves[: size // 2]))
    second, more = grow(first, b"".join(leaves[size // 2 :]))
    assert second == edge == edge_at(size, stored.part)
    again = Stored()
    again.put(tiles + more)
    assert again.tiles == stored.tiles
    for index in (0, 254, size // 2, size - 1):
        path = inclusion_proof(index, size, stored.node)
        assert root_from_inclusion(leaves[index], index, size, path) == expected
    for old in (1, 200, size // 2, size - 1):
        proof = consistency_proof(old, size, stored.node)
        assert consistent(old, naive(leaves[:old]), size, expected, proof)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 300), max_size=8))
def test_batches_make_no_difference(batches: list[int]) -> None:
    leaves = [leaf_hash(n.to_bytes(4, "big")) for n in range(sum(batches))]
    edge, stored, done = Edge(), Stored(), 0
    for batch in batches:
        edge, tiles = grow(edge, b"".join(leaves[done : done + batch]))
        assert all(0 < tile.width <= WIDTH for tile in tiles)
        stored.put(tiles)
        done += batch
        assert root(edge) == root(edge_at(done, stored.part))
    assert edge == grow(Edge(), b"".join(leaves))[0]
    assert root(edge) == naive(leaves)


def test_nothing_at_all() -> None:
    assert root(Edge()) == EMPTY_ROOT == sha256(b"").digest()
    assert grow(Edge(), b"") == (Edge(), [])
    assert consistent(0, EMPTY_ROOT, 5, bytes(32), [])
    assert not consistent(6, bytes(32), 5, bytes(32), [])
