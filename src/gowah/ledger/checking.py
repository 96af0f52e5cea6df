"""The part of a verification that can be done in pieces: tiles against entries, bodies against seals.

A piece is a run of entries tiles. What one piece cannot judge alone (is a body that is not there erased, or
missing?) comes back as lists, for the whole to judge.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from gowah.errors import BadFormat, LedgerBroken
from gowah.ledger.bodies import Bodies, Row, rows_from
from gowah.ledger.lines import read_line
from gowah.ledger.log import Log
from gowah.ledger.report import Fault
from gowah.ledger.tiles import TileName, number_path, tile_path, unpack
from gowah.ledger.tree import HASH, WIDTH, folded, leaf_hashes
from gowah.model import Decided, Kept, Line
from gowah.model.codec import body_from_tree


class Piece:
    """What checking a run of tiles found.

    `hashes` has the hash of each full tile, `tail` those of the entries in the partial one. `absent` are entries
    without a row, `partly` with some fields only, `whole` with all; `erasures` pairs each `Erased` line with what it
    names; `digests` maps the originals that bodies name to one such entry; `beyond` says that there are rows for
    entries that do not exist.
    """

    def __init__(self) -> None:
        self.hashes = b""
        self.tail = b""
        self.beyond = False
        self.faults: list[Fault] = []
        self.absent: list[int] = []
        self.partly: list[int] = []
        self.whole: list[int] = []
        self.erasures: list[tuple[int, tuple[int, ...]]] = []
        self.digests: dict[str, int] = {}
        self.rulings: list[tuple[int, Line, Decided]] = []


def check_piece(folder: Path, size: int, start: int, stop: int, deep: bool) -> Piece:
    """Check the entries tiles [start, stop) of a record of `size` entries, with their bodies if `deep`."""
    log, bodies, piece = Log(folder / "ledger"), Bodies(folder / "bodies"), Piece()
    hashes = []
    for number in range(start, stop):
        width = min(WIDTH, size - number * WIDTH)
        lines, run = _tile(log, number, width, piece)
        if width == WIDTH:
            hashes.append(folded(run))
        else:
            piece.tail = run
        read = [_line(number * WIDTH + n, data, piece) for n, data in enumerate(lines)]
        if deep:
            _bundle(bodies, number, read, size, piece)
    piece.hashes = b"".join(hashes)
    return piece


def _tile(log: Log, number: int, width: int, piece: Piece) -> tuple[list[bytes], bytes]:
    """A tile's entries and their hashes; a fault for each file that says otherwise."""
    entries = TileName(level=None, number=number, width=width)
    hashes = TileName(level=0, number=number, width=width)
    lines: list[bytes] = []
    try:
        lines = unpack(log.file(entries))
        if len(lines) != width:
            raise LedgerBroken(f"has {len(lines)} entries, not {width}")
    except (BadFormat, LedgerBroken) as error:
        piece.faults.append(Fault(where=f"ledger/{tile_path(entries)}", what=str(error)))
    run = leaf_hashes(lines)
    try:
        stored = log.file(hashes)
        if len(stored) != width * HASH:
            raise LedgerBroken(f"has {len(stored)} bytes, not {width * HASH}")
    except LedgerBroken as error:
        piece.faults.append(Fault(where=f"ledger/{tile_path(hashes)}", what=str(error)))
        stored = run
    if len(lines) == width:
        if stored != run:
            wrong = [n for n in range(width) if stored[n * HASH : (n + 1) * HASH] != run[n * HASH : (n + 1) * HASH]]
            what = f"the hashes of {ranges(number * WIDTH + n for n in wrong)} are not those of its entries"
            piece.faults.append(Fault(where=f"ledger/{tile_path(hashes)}", what=what))
        return lines, run
    return [], stored if len(stored) == width * HASH else bytes(width * HASH)


def _line(id_: int, data: bytes, piece: Piece) -> Line | None:
    try:
        line = read_line(data)
    except BadFormat as error:
        piece.faults.append(Fault(where=f"e{id_}", what=f"its line is malformed: {error}"))
        return None
    if line.because and line.because[-1] >= id_:
        piece.faults.append(Fault(where=f"e{id_}", what="it rests on an entry that does not come before it"))
    if line.kind == "erased":
        piece.erasures.append((id_, line.because))
    return line


def _bundle(bodies: Bodies, number: int, lines: list[Line | None], size: int, piece: Piece) -> None:
    first = number * WIDTH
    try:
        rows = rows_from(bodies.data(number), number, strict=True)
    except (BadFormat, LedgerBroken) as error:
        where = f"bodies/bundles/{number_path(number)}.jsonl"
        piece.faults.append(Fault(where=where, what=f"this bundle of bodies is damaged: {error}"))
        return
    piece.beyond |= any(id_ >= size for id_ in rows)
    for id_, line in enumerate(lines, first):
        row = rows.get(id_)
        if row is None:
            piece.absent.append(id_)
        elif line is not None:
            _row(id_, line, row, piece)


def _row(id_: int, line: Line, row: Row, piece: Piece) -> None:
    """One body against its line's seal, and what it names for later checks."""
    try:
        if row.seal() != line.seal:
            raise BadFormat("it is not the body that was sealed")
        tree = row.body()
        body = None if tree is None else body_from_tree(line.kind, tree)
    except BadFormat as error:
        piece.faults.append(Fault(where=f"e{id_}", what=f"its body is wrong: {error}"))
        return
    (piece.whole if body is not None else piece.partly).append(id_)
    if isinstance(body, Kept):
        piece.digests.setdefault(body.digest, id_)
    elif isinstance(body, Decided):
        piece.rulings.append((id_, line, body))


def ranges(ids: Iterable[int]) -> str:
    """`e3, e7 to e12` of the ids, ascending."""
    runs: list[list[int]] = []
    for id_ in ids:
        if runs and id_ == runs[-1][1] + 1:
            runs[-1][1] = id_
        else:
            runs.append([id_, id_])
    shown = [f"e{low}" if low == high else f"e{low} to e{high}" for low, high in runs[:20]]
    return ", ".join(shown) + (f" and {len(runs) - 20} more runs" if len(runs) > 20 else "")
