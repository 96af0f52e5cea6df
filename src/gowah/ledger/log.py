"""The folder `ledger/` of a record, read: checkpoint, tiles, entries. It writes nothing.

    ledger/checkpoint    the signed note of the newest tree
    ledger/vkey          the key that the record itself names (a verifier should hold it from elsewhere)
    ledger/tile/…        see `tiles`

A reader may be behind the writer: a partial tile that has since been widened is read as the first part of
the wider one, so an older checkpoint stays readable.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from gowah.errors import BadFormat, LedgerBroken, NotARecord
from gowah.ledger.checkpoint import Checkpoint, VerifierKey, parse_checkpoint, parse_note, parse_vkey
from gowah.ledger.tiles import TileName, number_path, tile_path, unpack
from gowah.ledger.tree import HASH, WIDTH, Edge, NodeAt, edge_at, node_from_tiles

VKEY_LIMIT = 1_000
_TRIES = 3  # a tile can be widened while we look for it


class Log:
    """Reads the tiles under a `ledger/` folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.checkpoint_file = folder / "checkpoint"
        self.vkey_file = folder / "vkey"

    def note(self) -> bytes:
        """The signed note as stored. Raises `NotARecord`, `LedgerBroken`."""
        try:
            return self.checkpoint_file.read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            raise NotARecord("there is no ledger here", hint="`gowah new DIR` makes a record.") from None
        except OSError as error:
            raise LedgerBroken(f"the checkpoint cannot be read: {error.strerror}") from None

    def unverified(self) -> Checkpoint:
        """What the checkpoint says, its signature not looked at. Raises `NotARecord`, `LedgerBroken`."""
        try:
            return parse_checkpoint(parse_note(self.note()).text)
        except BadFormat as error:
            raise LedgerBroken(f"the checkpoint is damaged: {error}") from error

    def own_vkey(self) -> VerifierKey:
        """The key that the record names as its own. Raises `LedgerBroken`."""
        try:
            data = self.vkey_file.read_bytes()
            if len(data) > VKEY_LIMIT or not data.endswith(b"\n"):
                raise BadFormat("not a line")
            return parse_vkey(data[:-1].decode())
        except (OSError, UnicodeDecodeError, BadFormat) as error:
            raise LedgerBroken(f"ledger/vkey cannot be read: {error.__class__.__name__}") from None

    def file(self, name: TileName) -> bytes:
        """A tile's file, that very one. Raises `LedgerBroken`."""
        try:
            return (self.folder / tile_path(name)).read_bytes()
        except FileNotFoundError:
            raise LedgerBroken("is missing") from None
        except OSError as error:
            raise LedgerBroken(f"cannot be read: {error.strerror}") from None

    def tile(self, level: int | None, number: int, width: int = WIDTH) -> bytes:
        """The first `width` hashes of a tile, or (level None) the bytes of its entries. Raises `LedgerBroken`."""
        data = self._found(level, number, width)
        if level is None:
            return data
        if len(data) < width * HASH or len(data) % HASH:
            raise LedgerBroken(f"tile {level}/{number_path(number)} is cut off")
        return data[: width * HASH]

    def lines(self, number: int, width: int = WIDTH) -> list[bytes]:
        """The first `width` entries of entries tile `number`. Raises `LedgerBroken`."""
        try:
            entries = unpack(self._found(None, number, width))
        except BadFormat as error:
            raise LedgerBroken(f"entries tile {number_path(number)} is damaged: {error}") from error
        if len(entries) < width:
            raise LedgerBroken(f"entries tile {number_path(number)} has too few entries")
        return entries[:width]

    def edge(self, size: int) -> Edge:
        """The right edge of the first `size` entries. Raises `LedgerBroken`."""
        return edge_at(size, self.tile)

    def nodes(self, size: int) -> NodeAt:
        """The perfect subtrees of the first `size` entries, for proofs; some tiles are kept in memory."""

        @lru_cache(maxsize=64)
        def hashes(level: int, number: int) -> bytes:
            return self.tile(level, number, min(WIDTH, (size >> 8 * level) - number * WIDTH))

        return node_from_tiles(hashes)

    def _found(self, level: int | None, number: int, width: int) -> bytes:
        """The tile with at least so many entries: a writer may have widened it since our checkpoint."""
        name = TileName(level=level, number=number, width=width)
        path = self.folder / tile_path(name)
        full = self.folder / tile_path(TileName(level=level, number=number))
        for _ in range(_TRIES if width < WIDTH else 1):
            for candidate in (path, full, *_partials(full, width)):
                try:
                    return candidate.read_bytes()
                except FileNotFoundError:
                    continue
                except OSError as error:
                    raise LedgerBroken(f"{tile_path(name)} cannot be read: {error.strerror}") from None
        raise LedgerBroken(f"{tile_path(name)} is missing")


def _partials(full: Path, width: int) -> list[Path]:
    """The wider partial tiles beside a full one's place, the narrowest first."""
    try:
        widths = [int(path.name) for path in full.with_name(full.name + ".p").iterdir() if path.name.isdigit()]
    except OSError:
        return []
    return [full.with_name(full.name + ".p") / str(found) for found in sorted(widths) if width < found < WIDTH]
