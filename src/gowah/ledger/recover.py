"""Clearing away what an interrupted append left: nothing of it was ever acknowledged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from gowah.errors import BadFormat, LedgerBroken
from gowah.ledger.bodies import Bodies, bundle_number, print_rows
from gowah.ledger.disk import TMP, Disk, discard, store
from gowah.ledger.log import Log
from gowah.ledger.tiles import tile_name, tile_path, tiles_of
from gowah.ledger.tree import WIDTH
from gowah.model.canonical import Tree, canonical, parse


def print_unfinished(digests: Iterable[str]) -> bytes:
    """The note of an append under way: the originals (by SHA-256, hex) that it brings."""
    names: list[Tree] = [*sorted(digests)]
    return canonical({"originals": names})


def clear_tail(disk: Disk, folder: Path, log: Log, bodies: Bodies, size: int) -> None:
    """Remove all that lies beyond `size` entries, and the note that it might. Raises `DiskFailed`."""
    brought = _brought(bodies)
    discard(disk, folder, list(_beyond(log, bodies, size)))
    number, held = divmod(size, WIDTH)
    rows = bodies.raw(number) if held else {}
    if any(id_ >= size for id_ in rows):
        store(disk, folder, [(bodies.bundle(number), print_rows({i: row for i, row in rows.items() if i < size}))])
    orphans = brought - named_originals(bodies, size, brought)
    discard(disk, folder, [bodies.original(digest) for digest in sorted(orphans)])
    discard(disk, folder, [bodies.unfinished])


def named_originals(bodies: Bodies, size: int, digests: Iterable[str]) -> set[str]:
    """Which of these originals (SHA-256, hex) the body of some entry below `size` names."""
    wanted = set(digests)
    named: set[str] = set()
    for number in range(-(-size // WIDTH)) if wanted else ():
        data = bodies.data(number)
        if any(digest.encode() in data for digest in wanted - named):
            named |= {digest for _, digest in kept_digests(bodies, number, size)}
    return wanted & named


def kept_digests(bodies: Bodies, number: int, size: int) -> Iterator[tuple[int, str]]:
    """(id, digest of the stored bytes) of each `Kept` body in a bundle, whole or in part, below `size`."""
    for id_, row in bodies.rows(number).items():
        shown = {field.path: field.leaf for field in row.fields if hasattr(field, "leaf")}
        tree = row.tree if row.k is not None else shown
        if id_ < size and isinstance(tree, dict) and "taken_at" in tree and isinstance(tree.get("digest"), str):
            yield id_, str(tree["digest"])


def _brought(bodies: Bodies) -> set[str]:
    try:
        tree = parse(bodies.unfinished.read_bytes())
    except (OSError, BadFormat):
        # Only what we write atomically lies there; a damaged note names nothing, and `verify` shows strays.
        return set()
    names = tree.get("originals") if isinstance(tree, dict) else None
    return {name for name in names if isinstance(name, str)} if isinstance(names, list) else set()


def _beyond(log: Log, bodies: Bodies, size: int) -> Iterator[Path]:
    expected = {tile_path(name) for name in tiles_of(size)}
    for path in _files(log.folder):
        name = path.relative_to(log.folder).as_posix()
        if path.name.endswith(TMP) or (name not in expected and _is_tile(name)):
            yield path
    for path in _files(bodies.folder):
        if path.name.endswith(TMP) or (path.suffix == ".jsonl" and _bundle(bodies, path) * WIDTH >= size):
            yield path


def _files(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    except OSError as error:
        raise LedgerBroken(f"a folder cannot be read: {error.strerror}") from None


def _is_tile(name: str) -> bool:
    try:
        return bool(tile_name(name))
    except BadFormat:
        return False


def _bundle(bodies: Bodies, path: Path) -> int:
    try:
        return bundle_number(path.relative_to(bodies.folder / "bundles").as_posix())
    except (BadFormat, ValueError):
        return -1
