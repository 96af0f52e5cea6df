"""The ledger of a record: the only thing that writes entries, and the way to read them.

An append goes: originals and bodies -> tiles -> read back and compare -> sign -> remember with the keys ->
checkpoint. Nothing counts before the checkpoint is in place; whatever an interrupted append left is cut by the
next. The lock is held for one append, never while somebody thinks.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from gowah.errors import DiskFailed, ForeignKey, LedgerBroken, Locked, RolledBack, UsageMistake
from gowah.ledger.bodies import mark, print_rows
from gowah.ledger.checkpoint import Checkpoint, VerifierKey, check_origin, open_note
from gowah.ledger.disk import Disk, RealDisk, discard, locked, store
from gowah.ledger.drafts import Draft, Prepared, check_rulings, prepare
from gowah.ledger.erasing import IDS_PER_LINE, Erasure, closure, destroy, keepers, noted, planned
from gowah.ledger.keys import ROLLBACK_HINT, Keyring, NotThere
from gowah.ledger.log import Log
from gowah.ledger.reader import Reader
from gowah.ledger.recover import clear_tail, print_unfinished
from gowah.ledger.tiles import TileName, edge_tiles, pack, tile_path
from gowah.ledger.tree import EMPTY_ROOT, WIDTH, Edge, grow, leaf_hashes, root
from gowah.model import Erased, Kept, Reason, line_bytes

LOCK_SECONDS = 60.0


class Ledger(Reader):
    """The entries of a record, as of one checkpoint. Made by `create` or `open`; `refresh` moves it on."""

    def __init__(
        self, folder: Path, *, vkey: VerifierKey, keyring: Keyring | None, disk: Disk | None,
        random: Callable[[int], bytes], timeout: float,
    ) -> None:  # fmt: skip
        super().__init__(folder, vkey)
        self.keyring = keyring
        self.disk: Disk = disk or RealDisk()
        self._random = random
        self._timeout = timeout
        self._marks: frozenset[str] | None = None

    @classmethod
    def create(
        cls, folder: Path, origin: str, keyring: Keyring, *, disk: Disk | None = None,
        random: Callable[[int], bytes] = os.urandom, timeout: float = LOCK_SECONDS,
    ) -> Ledger:  # fmt: skip
        """An empty ledger in the record folder, signed. Enter `keyring.introduction()` first of all.

        Raises `UsageMistake` when there is one already or the keys belong to another; `DiskFailed`.
        """
        if check_origin(origin) != keyring.origin:
            raise ForeignKey("the keys are those of another record")
        ledger = cls(folder, vkey=keyring.vkey, keyring=keyring, disk=disk, random=random, timeout=timeout)
        if ledger.log.checkpoint_file.exists():
            raise UsageMistake("there is a ledger here already")
        note = keyring.sign(Checkpoint(origin=origin, size=0, root=EMPTY_ROOT))
        remembered = keyring.checkpoint()
        if remembered not in (None, note):
            raise UsageMistake("these keys belong to a record that exists already", hint=ROLLBACK_HINT)
        store(ledger.disk, folder, [(ledger.log.vkey_file, f"{keyring.vkey}\n".encode())])
        keyring.advance(remembered, note)
        store(ledger.disk, folder, [(ledger.log.checkpoint_file, note)])
        ledger._note = note
        return ledger

    @classmethod
    def open(
        cls, folder: Path, keyring: Keyring | None = None, *, disk: Disk | None = None,
        random: Callable[[int], bytes] = os.urandom, timeout: float = LOCK_SECONDS,
    ) -> Ledger:  # fmt: skip
        """The ledger in a record folder, checked against its newest checkpoint; without keys, to read.

        With keys, an append or erasure that was interrupted after it was signed is finished. Raises
        `NotARecord`, `LedgerBroken`, `ForeignKey`, `RolledBack`.
        """
        log = Log(folder / "ledger")
        origin = log.unverified().origin
        vkey = keyring.vkey if keyring else log.own_vkey()
        if origin != vkey.name:
            raise ForeignKey("the keys are those of another record")
        ledger = cls(folder, vkey=vkey, keyring=keyring, disk=disk, random=random, timeout=timeout)
        ledger._load(log.note())
        if keyring:
            ledger._settle(keyring)
        return ledger

    def suppressed(self, thing: bytes) -> bool:
        """Whether this (see `gowah.ledger.thing`) was erased and must not come back. Raises `NotThere` without keys."""
        if self._marks is None:
            self._marks = self.bodies.suppressed()
        return bool(self._marks) and mark(self._keys().secret, thing) in self._marks

    def refresh(self) -> bool:
        """See `Reader.refresh`."""
        moved = super().refresh()
        self._marks = None if moved else self._marks
        return moved

    def append(self, drafts: Sequence[Draft], originals: Iterable[bytes] = ()) -> range:
        """Enter the drafts, and store the originals that they name; the ids they got.

        All or none. Raises `NotThere` without keys, `UsageMistake` and `BadFormat` for drafts that cannot be
        entered, `Locked`, `RolledBack`, and `DiskFailed`: then the entries may still turn out to be there, so
        `refresh` and look before trying again.
        """
        with self._writing() as keyring:
            return self._append(keyring, drafts, originals)

    def erase(self, ids: Iterable[int], reason: Reason, authority: str, *, at: str, by: str) -> Erasure:
        """Destroy the bodies of these entries and of all that rests on them; the lines stay.

        What was destroyed is put on the suppression list. Raises as `append`; once the erasure is signed, an
        interruption is made good at the next `open`.
        """
        with self._writing() as keyring:
            targets = self._targets(set(ids))
            plan = planned(self.log, self.bodies, self.size, targets, keyring.secret)
            store(self.disk, self.folder, [(self.bodies.erasing, plan.bytes())])
            erased = Erased(reason=reason, authority=authority)
            drafts = [
                Draft(at=at, by=by, body=erased, because=plan.ids[start : start + IDS_PER_LINE])
                for start in range(0, len(plan.ids), IDS_PER_LINE)
            ]
            entered = self._append(keyring, drafts, ())
            originals = self._destroy()
            still = keepers(self.bodies, self.size, plan)
            return Erasure(entries=tuple(entered), erased=plan.ids, originals=originals, still_kept=still)

    def _targets(self, ids: set[int]) -> list[int]:
        """What erasing these comes to: those that rest on them too, less what has been destroyed already."""
        for id_ in sorted(ids):
            if self.line(id_).kind == "erased":
                raise UsageMistake(f"e{id_} says that something was erased: that stays")
        done = self.erased()
        targets = [
            id_ for id_ in closure(self.log, self.bodies, self.size, ids) if id_ not in done or self._has_row(id_)
        ]
        if not targets:
            raise UsageMistake("there is nothing to erase", hint="What these entries said was erased before.")
        return targets

    def _has_row(self, id_: int) -> bool:
        return id_ in self.bodies.raw(id_ // WIDTH)

    def _destroy(self) -> int:
        """Finish the erasure that is noted; one whose lines were never entered is forgotten. Originals destroyed."""
        plan = noted(self.bodies)
        self._marks = None
        if not self.erased() >= set(plan.ids):
            discard(self.disk, self.folder, [self.bodies.erasing])
            return 0
        return destroy(self.disk, self.folder, self.bodies, self.size, plan)

    def _append(self, keyring: Keyring, drafts: Sequence[Draft], originals: Iterable[bytes]) -> range:
        """`append`, with the lock held."""
        if not drafts:
            return range(self.size, self.size)
        prepared = prepare(drafts, self.size, keyring, self._random)
        contents = {sha256(content).hexdigest(): content for content in originals}
        self._check_originals(drafts, contents)
        fresh = {digest: content for digest, content in contents.items() if not self._stored(digest)}
        check_rulings(prepared, self.authority)
        edge, tiles = self._grown([line_bytes(entry.line) for entry in prepared])
        store(self.disk, self.folder, [(self.bodies.unfinished, print_unfinished(fresh))])
        private = [(self.bodies.original(digest), content) for digest, content in fresh.items()]
        private += self._bundles(prepared)
        store(self.disk, self.folder, private)
        store(self.disk, self.folder, tiles)
        self._read_back(private + tiles, edge)
        checkpoint = Checkpoint(origin=self.origin, size=edge.size, root=root(edge))
        note = keyring.sign(checkpoint)
        keyring.advance(self._expected(keyring), note)
        store(self.disk, self.folder, [(self.log.checkpoint_file, note)])
        ids = range(self.size, edge.size)
        self._set(note, edge, checkpoint.root)
        self._tidy(ids.start)
        return ids

    def _grown(self, lines: list[bytes]) -> tuple[Edge, list[tuple[Path, bytes]]]:
        """The edge with these lines, and the tiles to write."""
        edge, tiles = grow(self._edge, leaf_hashes(lines))
        number, held = divmod(self.size, WIDTH)
        if held:
            lines = self.log.lines(number, held) + lines
        files = []
        for tile in tiles:
            files.append((TileName(level=tile.level, number=tile.number, width=tile.width), tile.hashes))
            if tile.level == 0:
                at = (tile.number - number) * WIDTH
                name = TileName(level=None, number=tile.number, width=tile.width)
                files.append((name, pack(lines[at : at + tile.width])))
        return edge, [(self.log.folder / tile_path(name), data) for name, data in files]

    def _bundles(self, prepared: Sequence[Prepared]) -> list[tuple[Path, bytes]]:
        """The bundles to write: what was in the last one, then the new rows. What lies beyond our size is cut."""
        number, held = divmod(self.size, WIDTH)
        rows = {id_: row for id_, row in self.bodies.raw(number).items() if id_ < self.size} if held else {}
        rows |= {entry.row.id: entry.row.bytes() for entry in prepared}
        bundles: dict[int, dict[int, bytes]] = {}
        for id_, row in rows.items():
            bundles.setdefault(id_ // WIDTH, {})[id_] = row
        return [(self.bodies.bundle(number), print_rows(found)) for number, found in bundles.items()]

    def _read_back(self, files: Iterable[tuple[Path, bytes]], edge: Edge) -> None:
        """Nothing is signed before it has been read back from the disk. Raises `DiskFailed`."""
        try:
            same = all(path.read_bytes() == data for path, data in files)
            same = same and root(self.log.edge(edge.size)) == root(edge)
        except (OSError, LedgerBroken):
            same = False
        if not same:
            raise DiskFailed("what was written does not read back the same", hint="This disk cannot be trusted.")

    def _check_originals(self, drafts: Iterable[Draft], contents: Collection[str]) -> None:
        for n, draft in enumerate(drafts):
            if (
                isinstance(draft.body, Kept)
                and draft.body.digest not in contents
                and not self._stored(draft.body.digest)
            ):
                raise UsageMistake(f"draft {n} keeps bytes that are neither given nor stored")

    def _stored(self, digest: str) -> bool:
        try:
            self.bodies.read_original(digest)
        except LedgerBroken:
            return False
        return True

    @contextmanager
    def _writing(self, timeout: float | None = None) -> Iterator[Keyring]:
        """Holds the lock, at the newest checkpoint, with nothing left over from an interruption."""
        keyring = self._keys()
        with locked(self.folder / ".lock", self._timeout if timeout is None else timeout):
            self.refresh()
            self._recover(keyring)
            yield keyring

    def _settle(self, keyring: Keyring) -> None:
        """At `open`: refuse a ledger older than the keys remember; finish what was interrupted."""
        ahead = keyring.checkpoint() != self._note
        if not (ahead or self.bodies.interrupted()):
            return
        try:
            with self._writing(timeout=0):
                return
        except (DiskFailed, Locked):
            # A disk that can only be read, or somebody is writing just now: the next append will see to it.
            self._expected(keyring)

    def _recover(self, keyring: Keyring) -> None:
        remembered = self._expected(keyring)
        if remembered is not None and remembered != self._note and open_note(remembered, self.vkey).size > self.size:
            # Signed and remembered, but the checkpoint did not reach its place: everything under it did.
            self._load(remembered)
            store(self.disk, self.folder, [(self.log.checkpoint_file, remembered)])
        if self.bodies.interrupted():
            clear_tail(self.disk, self.folder, self.log, self.bodies, self.size)
        if self.bodies.erasing.exists():
            self._destroy()

    def _expected(self, keyring: Keyring) -> bytes | None:
        """The note remembered with the keys, once it is certain that this ledger is that one or extends it."""
        remembered = keyring.checkpoint()
        if remembered is None or remembered == self._note:
            return remembered
        then = open_note(remembered, self.vkey)
        try:
            self._extends(then)
        except LedgerBroken as error:
            raise RolledBack(
                f"the ledger ends at {self.size} entries and is not the one whose checkpoint over {then.size} was "
                "signed last on this machine",
                hint=ROLLBACK_HINT,
            ) from error
        return remembered

    def _tidy(self, before: int) -> None:
        """Remove the partial tiles that wider ones have replaced, then the mark of an append under way."""
        kept = {tile_path(name) for name in edge_tiles(self.size)}
        old = [path for path in map(tile_path, edge_tiles(before)) if path not in kept]
        try:
            discard(self.disk, self.folder, [self.log.folder / path for path in old])
            discard(self.disk, self.folder, [self.bodies.unfinished])
        except DiskFailed:
            # The entries are in; the mark stays, and the next append tidies up.
            return

    def _keys(self) -> Keyring:
        if self.keyring is None:
            raise NotThere("this needs the record's keys", hint="Open the ledger with its Keyring.")
        return self.keyring
