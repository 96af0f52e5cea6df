"""Verifying a whole record: every hash worked out again, nothing taken on trust, all faults collected."""

from __future__ import annotations

import multiprocessing
import os
import stat
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from hashlib import sha256
from pathlib import Path

from gowah.errors import BadFormat, GowahError, LedgerBroken
from gowah.ledger.bodies import Bodies
from gowah.ledger.checking import Piece, check_piece, ranges
from gowah.ledger.checkpoint import Checkpoint, VerifierKey, open_note, parse_vkey
from gowah.ledger.keys import Keyring, NotThere
from gowah.ledger.log import Log
from gowah.ledger.report import GIVEN, ITSELF, THIS_MACHINE, Fault, Verified
from gowah.ledger.rulings import Authority
from gowah.ledger.strays import strays
from gowah.ledger.tiles import TileName, tile_path
from gowah.ledger.tree import HASH, WIDTH, Edge, grow, root
from gowah.model import Decided, Line

TILES_A_PIECE = 32
TRIES = 3
PARALLEL_FROM = 128  # tiles; below, starting a second process costs more than it saves

Progress = Callable[[int, int], None]
"""Told (entries done, entries in all) now and then."""


class _Found:
    """What has been found so far."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.remarks: list[str] = []

    def fault(self, where: str, what: object) -> None:
        self.faults.append(Fault(where=where, what=str(what)))


def verify(
    folder: Path, *, held: bytes | None = None, vkey: str | None = None, deep: bool = True,
    progress: Progress | None = None,
) -> Verified:  # fmt: skip
    """Check all of a record against its checkpoint, and that against older ones.

    `held` is a signed checkpoint kept from before; `vkey` the record's key as known from elsewhere (without it, the
    keys on this machine, or else the record's own word). `deep` False leaves bodies and originals out. Raises
    `NotARecord` when there is no ledger, `BadFormat` when `vkey` is none; all else that is wrong comes back as
    faults.
    """
    given = parse_vkey(vkey) if vkey else None
    log = Log(folder / "ledger")
    for _ in range(TRIES):
        note = log.note()
        report = _verified(folder, note, held, given, deep, progress)
        if report.ok or log.note() == note:
            break  # else somebody has written to the record meanwhile, and what was seen was half old, half new
    return report


def _verified(
    folder: Path, note: bytes, held: bytes | None, given: VerifierKey | None, deep: bool, progress: Progress | None
) -> Verified:
    log, found = Log(folder / "ledger"), _Found()
    try:
        key, key_from, remembered = _key(log, given)
        checkpoint = open_note(note, key)
    except GowahError as error:
        found.fault("ledger/checkpoint", error)
        return Verified(faults=tuple(found.faults), deep=deep, vkey=str(given or ""))
    if key_from != ITSELF and _own_vkey(log) != key:
        found.fault("ledger/vkey", "names another key than the one expected")
    pieces = list(_pieces(folder, checkpoint.size, deep, progress))
    _tree(log, checkpoint, pieces, found)
    compared = _held(log, checkpoint, key, [("the checkpoint given", held), (THIS_MACHINE, remembered)], found)
    report = _bodies(folder, checkpoint, pieces, found) if deep else {}
    digests = {digest for piece in pieces for digest in piece.digests} if deep else None
    for where, what, fatal in strays(folder, checkpoint.size, digests):
        if fatal:
            found.fault(where, what)
        else:
            found.remarks.append(f"{where}: {what}")
    return Verified(
        faults=tuple(found.faults), remarks=tuple(dict.fromkeys(found.remarks)), origin=checkpoint.origin,
        size=checkpoint.size, root=checkpoint.root.hex(), vkey=str(key), key_from=key_from, held=compared, deep=deep,
        **report,
    )  # fmt: skip


def _key(log: Log, given: VerifierKey | None) -> tuple[VerifierKey, str, bytes | None]:
    """The key to check with, where it is from, and the checkpoint remembered with the keys on this machine."""
    try:
        keyring = Keyring.open(log.unverified().origin)
    except NotThere:
        return given or log.own_vkey(), GIVEN if given else ITSELF, None
    if given is not None and given != keyring.vkey:
        return given, GIVEN, None
    return keyring.vkey, GIVEN if given else THIS_MACHINE, keyring.checkpoint()


def _own_vkey(log: Log) -> VerifierKey | None:
    try:
        return log.own_vkey()
    except LedgerBroken:
        return None


def _pieces(folder: Path, size: int, deep: bool, progress: Progress | None) -> Iterator[Piece]:
    """Every piece in order; in two processes when there is much to do and it is safe to fork."""
    tiles = -(-size // WIDTH)
    starts = range(0, tiles, TILES_A_PIECE)
    jobs = [(folder, size, start, min(start + TILES_A_PIECE, tiles), deep) for start in starts]
    alone = tiles < PARALLEL_FROM or threading.active_count() > 1 or (os.cpu_count() or 1) < 2
    if alone or "fork" not in multiprocessing.get_all_start_methods():
        done: Iterable[Piece] = (check_piece(*job) for job in jobs)
        yield from _told(done, size, progress)
        return
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("fork")) as pool:
        yield from _told(pool.map(check_piece, *zip(*jobs, strict=True)), size, progress)


def _told(pieces: Iterable[Piece], size: int, progress: Progress | None) -> Iterator[Piece]:
    for n, piece in enumerate(pieces, 1):
        yield piece
        if progress:
            progress(min(size, n * TILES_A_PIECE * WIDTH), size)


def _tree(log: Log, checkpoint: Checkpoint, pieces: list[Piece], found: _Found) -> None:
    """The tiles above the entries' own, and the root."""
    for piece in pieces:
        found.faults += piece.faults
    above, tiles = grow(Edge(), b"".join(piece.hashes for piece in pieces))
    for tile in tiles:
        name = TileName(level=tile.level + 1, number=tile.number, width=tile.width)
        try:
            same = log.file(name) == tile.hashes
            what = "its hashes are not those of the tiles below"
        except LedgerBroken as error:
            same, what = False, str(error)
        if not same:
            found.fault(f"ledger/{tile_path(name)}", what)
    tail = pieces[-1].tail if pieces else b""
    edge = Edge(size=above.size * WIDTH + len(tail) // HASH, tails=(tail, *above.tails))
    if edge.size != checkpoint.size or root(edge) != checkpoint.root:
        found.fault("ledger/checkpoint", "the entries are not those that it was signed over")


def _held(
    log: Log, now: Checkpoint, key: VerifierKey, notes: list[tuple[str, bytes | None]], found: _Found
) -> tuple[int, ...]:
    """The sizes of the older checkpoints that this ledger was found to extend."""
    sizes = []
    for whence, note in notes:
        if note is None:
            continue
        try:
            old = open_note(note, key)
            if old.size > now.size and not _coming(log, old):
                raise LedgerBroken(f"it is over {old.size} entries, the record has {now.size}: rolled back, or cut")
            if root(log.edge(old.size)) != old.root:
                raise LedgerBroken("this record is not a continuation of the one that it was signed over")
        except GowahError as error:
            found.fault(whence, error)
        else:
            sizes.append(min(old.size, now.size))
    return tuple(sorted(set(sizes)))


def _coming(log: Log, newer: Checkpoint) -> bool:
    """Whether an append is under way, or was broken off, just before this checkpoint came into its place."""
    try:
        return Bodies(log.folder.parent / "bodies").interrupted() and root(log.edge(newer.size)) == newer.root
    except LedgerBroken:
        return False


def _bodies(folder: Path, checkpoint: Checkpoint, pieces: list[Piece], found: _Found) -> dict[str, int]:
    """What no piece could judge alone: missing or erased, originals, rulings. The report's counts."""
    bodies = Bodies(folder / "bodies")
    erased = {id_ for piece in pieces for _, ids in piece.erasures for id_ in ids}
    absent = [id_ for piece in pieces for id_ in piece.absent]
    missing = [id_ for id_ in absent if id_ not in erased]
    whole = [id_ for piece in pieces for id_ in piece.whole]
    partly = [id_ for piece in pieces for id_ in piece.partly]
    back = [id_ for id_ in whole if id_ in erased]
    torn = [id_ for id_ in partly if id_ not in erased]
    if any(piece.beyond for piece in pieces) and not bodies.interrupted():
        found.fault("bodies/bundles", "holds rows beyond the checkpoint")
    if missing:
        found.fault(ranges(missing), "MISSING: the body is gone, and no entry says that it was erased")
    if torn:
        found.fault(ranges(torn), "MISSING: a part of the body is gone, and no entry says that it was erased")
    if back:
        what = "was erased, and its body is here (a backup put back, or an erasure interrupted); erase it again"
        found.fault(ranges(back), what)
    digests: dict[str, int] = {}
    for piece in pieces:
        digests = piece.digests | digests
    for digest, id_ in digests.items():
        _original(bodies, digest, id_, found)
    rulings = [ruling for piece in pieces for ruling in piece.rulings]
    _rulings(checkpoint.origin, rulings, found)
    try:
        bodies.suppressed()
    except LedgerBroken as error:
        found.fault("bodies/suppressed", error)
    return {
        "open": len(whole), "partly": len(partly), "erased": len(absent) - len(missing), "missing": len(missing),
        "originals": len(digests), "rulings": len(rulings),
    }  # fmt: skip


def _original(bodies: Bodies, digest: str, id_: int, found: _Found) -> None:
    try:
        path = bodies.original(digest)
        if not stat.S_ISREG(path.lstat().st_mode):
            raise LedgerBroken("its original is not a plain file")
        with path.open("rb") as file:
            content = sha256()
            while block := file.read(1 << 20):
                content.update(block)
        if content.hexdigest() != digest:
            raise LedgerBroken("its original has been changed")
    except FileNotFoundError:
        found.fault(f"e{id_}", "MISSING: its original is gone")
    except OSError as error:
        found.fault(f"e{id_}", f"its original cannot be read: {error.strerror}")
    except (BadFormat, LedgerBroken) as error:
        found.fault(f"e{id_}", error)


def _rulings(origin: str, rulings: list[tuple[int, Line, Decided]], found: _Found) -> None:
    """Each ruling bears the signature of a key that was good when it was entered."""
    authority = Authority(origin=origin)
    for id_, line, ruling in rulings:
        wrong = authority.judge(line, ruling)
        if wrong:
            found.fault(f"e{id_}", wrong)
        else:
            authority = authority.after(ruling)
