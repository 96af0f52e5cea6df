"""Erasing: the lines stay, the bodies and originals go, and what is gone must not come back.

The order: note what is to be destroyed (`bodies/erasing`) -> enter the `Erased` lines -> suppression list ->
bundles without the bodies -> originals that nothing else names -> remove the note. Interrupted before the lines
are in, nothing has happened; after, the next `Ledger.open` with keys goes on from there.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass
from pathlib import Path

from gowah.errors import BadFormat, LedgerBroken
from gowah.ledger.bodies import Bodies, Row, mark, print_marks, print_rows, thing
from gowah.ledger.disk import Disk, discard, store
from gowah.ledger.lines import read_line
from gowah.ledger.log import Log
from gowah.ledger.recover import kept_digests, named_originals
from gowah.ledger.tree import WIDTH
from gowah.model import Line, Role
from gowah.model.canonical import canonical, parse
from gowah.model.codec import from_tree, to_tree
from gowah.words import words_digest

IDS_PER_LINE = 3_000
"""An id has 16 digits at most, so a line that names this many stays below 65,535 bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure:
    """What was done: the `Erased` entries, the entries whose bodies went, how many originals went with them.

    `still_kept` are other entries that keep the very same bytes: whoever means those too must erase them too.
    """

    entries: tuple[int, ...]
    erased: tuple[int, ...]
    originals: int
    still_kept: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is to be destroyed: bodies (`ids`, ascending), originals (SHA-256, hex); and the marks against return."""

    ids: tuple[int, ...]
    digests: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()

    def bytes(self) -> bytes:
        """As noted in `bodies/erasing`."""
        return canonical(to_tree(self))


def plan_from(data: bytes) -> Plan:
    """The inverse of `Plan.bytes` (`BadFormat`)."""
    return from_tree(parse(data), Plan)


def closure(log: Log, bodies: Bodies, size: int, ids: Set[int]) -> list[int]:
    """These entries and all that rest on them, ascending.

    What says that something was erased stays, and so does a withdrawal without a note: it holds nothing but a coded
    reason, and may concern other entries too.
    """
    gone, rows = set(ids), _Rows(log, bodies, size)
    for number in range(min(gone, default=size) // WIDTH, -(-size // WIDTH)):
        first = number * WIDTH
        for id_, data in enumerate(log.lines(number, min(WIDTH, size - first)), first):
            line = read_line(data)
            if line.kind == "erased":
                gone.discard(id_)
            elif not gone.isdisjoint(line.because) and (line.kind != "withdrawn" or rows.noted(id_)):
                gone.add(id_)
    return sorted(gone)


def planned(log: Log, bodies: Bodies, size: int, ids: Iterable[int], secret: bytes) -> Plan:
    """What destroying these entries comes to: their originals, and the marks of all that they held."""
    reader = _Rows(log, bodies, size)
    digests: set[str] = set()
    things: set[bytes] = set()
    found = sorted(ids)
    for id_ in found:
        line, row = reader.at(id_)
        tree = row.body() if row else None
        if not isinstance(tree, dict):
            continue
        if line.kind == "kept":
            digests.add(str(tree["digest"]))
            if tree.get("role") == Role.TEXT:
                things |= _words_of(bodies, str(tree["digest"]))
            things |= {thing(str(tree[name])) for name in ("digest", "content_digest") if name in tree}
        elif line.kind == "claimed" and line.because:
            text = reader.at(line.because[0])[1]
            kept = text.body() if text else None
            if isinstance(kept, dict) and "digest" in kept:
                things.add(thing(str(kept["digest"]), tree))
    marks = sorted(mark(secret, what) for what in things)
    return Plan(ids=tuple(found), digests=tuple(sorted(digests)), marks=tuple(marks))


def _words_of(bodies: Bodies, digest: str) -> set[bytes]:
    """What stands for the words of a kept text, so that they do not come back with a comma more."""
    try:
        return {thing(words_digest(bodies.read_original(digest).decode("utf-8")))}
    except (LedgerBroken, UnicodeDecodeError):
        return set()


def destroy(disk: Disk, folder: Path, bodies: Bodies, size: int, plan: Plan) -> int:
    """Carry the plan out; may be done again after an interruption. How many originals went. Raises `DiskFailed`."""
    store(disk, folder, [(bodies.suppression_list, print_marks(bodies.suppressed() | set(plan.marks)))])
    gone = set(plan.ids)
    for number in sorted({id_ // WIDTH for id_ in gone}):
        rows = bodies.raw(number)
        if not gone.isdisjoint(rows):
            left = {id_: row for id_, row in rows.items() if id_ not in gone}
            store(disk, folder, [(bodies.bundle(number), print_rows(left))])
    orphans = sorted(set(plan.digests) - named_originals(bodies, size, plan.digests))
    present = [path for path in map(bodies.original, orphans) if path.exists()]
    discard(disk, folder, present)
    discard(disk, folder, [bodies.erasing])
    return len(present)


def keepers(bodies: Bodies, size: int, plan: Plan) -> tuple[int, ...]:
    """The entries outside the plan that keep the same bytes as one inside it."""
    wanted, gone = set(plan.digests), set(plan.ids)
    found: set[int] = set()
    for number in range(-(-size // WIDTH)) if wanted else ():
        data = bodies.data(number)
        if any(digest.encode() in data for digest in wanted):
            kept = kept_digests(bodies, number, size)
            found |= {id_ for id_, digest in kept if digest in wanted and id_ not in gone}
    return tuple(sorted(found))


def noted(bodies: Bodies) -> Plan:
    """The plan in `bodies/erasing`. Raises `LedgerBroken`."""
    try:
        return plan_from(bodies.erasing.read_bytes())
    except (OSError, BadFormat) as error:
        raise LedgerBroken("bodies/erasing is damaged: an erasure was interrupted and what it was is lost") from error


class _Rows:
    """Lines and rows by id, with the last tile and bundle at hand."""

    def __init__(self, log: Log, bodies: Bodies, size: int) -> None:
        self._log, self._bodies, self._size = log, bodies, size
        self._held: dict[int, tuple[list[bytes], dict[int, Row]]] = {}

    def at(self, id_: int) -> tuple[Line, Row | None]:
        """An entry's line and row."""
        number = id_ // WIDTH
        if number not in self._held:
            if len(self._held) >= 8:
                self._held.pop(next(iter(self._held)))
            width = min(WIDTH, self._size - number * WIDTH)
            self._held[number] = self._log.lines(number, width), self._bodies.rows(number)
        lines, rows = self._held[number]
        return read_line(lines[id_ % WIDTH]), rows.get(id_)

    def noted(self, id_: int) -> bool:
        """Whether a withdrawal says anything beyond its reason."""
        row = self.at(id_)[1]
        return row is not None and "note" in row.paths()
