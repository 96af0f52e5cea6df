"""Names of tiles and what lies in an entries tile: one way to write each."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gowah.errors import BadFormat
from gowah.ledger.tiles import (
    TileName,
    edge_tiles,
    number_from,
    number_path,
    pack,
    tile_name,
    tile_path,
    tiles_of,
    unpack,
)

names = st.builds(
    TileName,
    level=st.none() | st.integers(0, 63),
    number=st.integers(0, 10**15),
    width=st.integers(1, 256),
)


def test_the_example_of_the_specification() -> None:
    assert number_path(1234067) == "x001/x234/067"
    assert tile_path(TileName(level=0, number=0, width=5)) == "tile/0/000.p/5"
    assert tile_path(TileName(level=None, number=1000)) == "tile/entries/x001/000"


@given(names)
def test_a_name_says_which_tile(name: TileName) -> None:
    assert tile_name(tile_path(name)) == name


@pytest.mark.parametrize(
    "path",
    [
        "tile/0/1", "tile/0/0001", "tile/0/x000/001", "tile/00/001", "tile/64/001", "tile/0/001.p/0",
        "tile/0/001.p/256", "tile/0/001.p/01", "tile/0/001.p/", "tile/0/../001", "tile/entries/001\n", "tile/0/x1/234", "tile/0/٠٠١",
        "tile/0/", "/tile/0/001", "tile/0/001/002", "tile/0/001.p/5/6", "checkpoint",
    ],
)  # fmt: skip
def test_no_other_name_does(path: str) -> None:
    with pytest.raises(BadFormat):
        tile_name(path)


@pytest.mark.parametrize("path", ["", "x", "x001", "1", "x000/001", "001/002", "x001/2"])
def test_numbers_are_written_one_way(path: str) -> None:
    with pytest.raises(BadFormat):
        number_from(path)


@given(st.lists(st.binary(max_size=300), max_size=20))
def test_entries_come_out_as_they_went_in(entries: list[bytes]) -> None:
    data = pack(entries)
    assert unpack(data) == entries
    assert pack(unpack(data)) == data


def test_a_cut_tile_is_refused() -> None:
    data = pack([b"first", b"second"])
    for end in range(1, len(data)):
        if end != 7:
            with pytest.raises(BadFormat):
                unpack(data[:end])
    with pytest.raises(OverflowError):
        pack([bytes(65_536)])


def test_the_tiles_of_a_tree() -> None:
    assert [tile_path(name) for name in tiles_of(257)] == [
        "tile/entries/000", "tile/entries/001.p/1", "tile/0/000", "tile/0/001.p/1", "tile/1/000.p/1",
    ]  # fmt: skip
    assert list(tiles_of(0)) == []
    assert {tile_path(name) for name in edge_tiles(257)} == {"tile/entries/001.p/1", "tile/0/001.p/1", "tile/1/000.p/1"}
    for size in (1, 255, 256, 65536, 65537, 70000):
        assert set(edge_tiles(size)) == {name for name in tiles_of(size) if name.width < 256}
