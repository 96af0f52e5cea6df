"""A ledger as of one checkpoint, to read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from gowah.errors import LedgerBroken, RolledBack, UnknownName
from gowah.ledger.bodies import Bodies, Row
from gowah.ledger.checkpoint import Checkpoint, VerifierKey, open_note
from gowah.ledger.keys import ROLLBACK_HINT
from gowah.ledger.lines import read_line
from gowah.ledger.log import Log
from gowah.ledger.rulings import Authority
from gowah.ledger.tree import EMPTY_ROOT, WIDTH, Edge, root
from gowah.model import Decided, Entry, Line, entry_id
from gowah.model.codec import body_from_tree


class Reader:
    """Entries, bodies and originals of a record folder, up to a checkpoint signed by `vkey`."""

    def __init__(self, folder: Path, vkey: VerifierKey) -> None:
        self.folder = folder
        self.log = Log(folder / "ledger")
        self.bodies = Bodies(folder / "bodies")
        self.vkey = vkey
        self._note = b""
        self._edge = Edge()
        self._root = EMPTY_ROOT
        self._erased: set[int] = set()
        self._scanned = 0
        self._authority = Authority(origin=vkey.name)
        self._judged = 0

    @property
    def origin(self) -> str:
        """The record's name in the world."""
        return self.vkey.name

    @property
    def size(self) -> int:
        """How many entries there are."""
        return self._edge.size

    @property
    def checkpoint(self) -> Checkpoint:
        """Origin, size and root of what this object reads."""
        return Checkpoint(origin=self.origin, size=self.size, root=self._root)

    @property
    def note(self) -> bytes:
        """The signed checkpoint: what to hand to others, so that they can check later that nothing was changed."""
        return self._note

    def entries(self, start: int = 0, stop: int | None = None) -> Iterator[Entry]:
        """The entries [start, stop) in order. `body` is None where it was erased or is not in this copy.

        Reads a bundle and a tile at a time; proves nothing beyond form (that is `verify`). Raises `LedgerBroken`.
        """
        stop = self.size if stop is None else min(stop, self.size)
        size, erased = self.size, self.erased()
        for number in range(start // WIDTH, -(-stop // WIDTH)):
            first = number * WIDTH
            rows = self.bodies.rows(number)
            for id_, data in enumerate(self.log.lines(number, min(WIDTH, size - first)), first):
                if start <= id_ < stop:
                    yield _entry(id_, data, None if id_ in erased else rows.get(id_))

    def entry(self, number: int) -> Entry:
        """One entry. Raises `UnknownName`, `LedgerBroken`."""
        self._known(number)
        return next(self.entries(number, number + 1))

    def line(self, number: int) -> Line:
        """One line. Raises `UnknownName`, `LedgerBroken`."""
        return next(read_line(data) for _, data, _ in self.raw([number]))

    def raw(self, ids: Iterable[int]) -> Iterator[tuple[int, bytes, Row | None]]:
        """(id, line as hashed, row) of the entries, ascending; no row where the body was erased or is not here.

        Raises `UnknownName`, `LedgerBroken`.
        """
        wanted = sorted(set(ids))
        for id_ in wanted[:1] + wanted[-1:]:
            self._known(id_)
        erased = self.erased()
        for number, group in groupby(wanted, lambda id_: id_ // WIDTH):
            lines = self.log.lines(number, min(WIDTH, self.size - number * WIDTH))
            rows = self.bodies.rows(number)
            for id_ in group:
                row = rows.get(id_)
                yield id_, lines[id_ % WIDTH], None if row and row.k is not None and id_ in erased else row

    def erased(self) -> frozenset[int] | set[int]:
        """The entries that some `Erased` line names."""
        for number in range(self._scanned // WIDTH, -(-self.size // WIDTH)):
            width = min(WIDTH, self.size - number * WIDTH)
            for data in self.log.lines(number, width):
                if b'"kind":"erased"' in data:
                    self._erased.update(read_line(data).because)
        self._scanned = self.size
        return self._erased

    def authority(self) -> Authority:
        """The persons' keys that are good at the ledger's end. Raises `LedgerBroken`."""
        for number in range(self._judged // WIDTH, -(-self.size // WIDTH)):
            lines = self.log.lines(number, min(WIDTH, self.size - number * WIDTH))
            decided = [n for n, data in enumerate(lines, number * WIDTH) if b'"kind":"decided"' in data]
            for id_ in decided:
                entry = self.entry(id_) if id_ >= self._judged else None
                if entry and isinstance(entry.body, Decided) and not self._authority.judge(entry.line, entry.body):
                    self._authority = self._authority.after(entry.body)
        self._judged = self.size
        return self._authority

    def original(self, digest: str) -> bytes:
        """Kept bytes by their SHA-256 (hex). Raises `LedgerBroken` when they are absent or changed."""
        return self.bodies.read_original(digest)

    def has_original(self, digest: str) -> bool:
        """Whether there is a file for these bytes."""
        return self.bodies.original(digest).is_file()

    def refresh(self) -> bool:
        """Go on to the newest checkpoint; False if it is the one at hand. Raises `RolledBack`, `LedgerBroken`."""
        note = self.log.note()
        if note == self._note:
            return False
        before = self.checkpoint
        self._load(note)
        if self.size < before.size:
            raise RolledBack("the ledger has become shorter", hint=ROLLBACK_HINT)
        self._extends(before)
        return True

    def _extends(self, old: Checkpoint) -> None:
        """The tiles on disk are those of the older (or newer) checkpoint too, else `LedgerBroken`."""
        if root(self.log.edge(old.size)) != old.root:
            raise LedgerBroken(f"the ledger is not the one whose checkpoint over {old.size} entries was signed before")

    def _load(self, note: bytes) -> None:
        checkpoint = open_note(note, self.vkey)
        edge = self.log.edge(checkpoint.size)
        if root(edge) != checkpoint.root:
            raise LedgerBroken("the tiles at the ledger's end are not those that were signed")
        self._set(note, edge, checkpoint.root)

    def _set(self, note: bytes, edge: Edge, root_hash: bytes) -> None:
        self._note, self._edge, self._root = note, edge, root_hash

    def _known(self, number: int) -> None:
        if not 0 <= number < self.size:
            raise UnknownName(f"there is no entry {entry_id(number)}")


def origin_of(folder: Path) -> str:
    """The origin that a record folder's checkpoint names (not verified). Raises `NotARecord`, `LedgerBroken`."""
    return Log(folder / "ledger").unverified().origin


def _entry(id_: int, data: bytes, row: Row | None) -> Entry:
    line = read_line(data)
    tree = row.body() if row else None
    return Entry(id=id_, line=line, body=None if tree is None else body_from_tree(line.kind, tree))
