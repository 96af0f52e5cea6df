"""Files that should not be there."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterator
from pathlib import Path

from gowah.errors import BadFormat
from gowah.ledger.bodies import NOTES, Bodies, bundle_number
from gowah.ledger.disk import TMP
from gowah.ledger.tiles import TileName, tile_name, tile_path, tiles_of
from gowah.ledger.tree import WIDTH

LEFT_OVER = "left by an interrupted append; the next one removes it"
Stray = tuple[str, str, bool]
"""(where, what, whether it is a fault)."""


def strays(folder: Path, size: int, digests: Collection[str] | None) -> Iterator[Stray]:
    """What lies in `ledger/` and `bodies/` and should not; `digests` are the originals in use (None: not known).

    Links, pipes and strangers are faults; what an interrupted append leaves is not, while its note is there.
    """
    excused = Bodies(folder / "bodies").interrupted()
    expected = {tile_path(name) for name in tiles_of(size)} | {"checkpoint", "vkey"}
    for name, what in _files(folder / "ledger"):
        plain = name.removesuffix(TMP)
        if what:
            yield f"ledger/{name}", what, True
        elif name not in expected:
            left = excused and (plain in expected or _left_tile(plain, folder, size))
            yield f"ledger/{name}", LEFT_OVER if left else "does not belong here", not left
    unused = 0
    for name, what in _files(folder / "bodies"):
        plain = name.removesuffix(TMP)
        if what:
            yield f"bodies/{name}", what, True
        elif name in NOTES:
            yield (
                f"bodies/{name}",
                "an erasure or append was interrupted; it goes on when the record is written to",
                False,
            )
        elif (original := _original(plain)) is not None:
            unused += plain != name or (digests is not None and original not in digests)
        elif name != "suppressed" and not _bundle(name, size):
            left = excused and (plain == "suppressed" or _bundle(plain, None))
            yield f"bodies/{name}", LEFT_OVER if left else "does not belong here", not left
    if unused:
        yield "bodies/originals", f"{unused} files that no entry names", not excused


def _files(folder: Path, below: str = "") -> Iterator[tuple[str, str]]:
    """(path under the folder, what is wrong with it as a file) of everything but folders, sorted."""
    try:
        found = sorted(os.scandir(folder / below), key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    except OSError as error:
        yield below, f"cannot be read: {error.strerror}"
        return
    for entry in found:
        name = f"{below}/{entry.name}" if below else entry.name
        try:
            info = entry.stat(follow_symlinks=False)
        except FileNotFoundError:
            continue  # a writer moved it on since the folder was listed; what is truly missing is found elsewhere
        if stat.S_ISDIR(info.st_mode):
            yield from _files(folder, name)
        elif not stat.S_ISREG(info.st_mode):
            yield name, "is a link, pipe or device, not a file"
        else:
            yield name, "has a second name elsewhere (a hard link)" if info.st_nlink > 1 else ""


def _left_tile(name: str, folder: Path, size: int) -> bool:
    """A tile beyond our size, or a narrower form of one that was widened since and holds the same."""
    try:
        found = tile_name(name)
    except BadFormat:
        return False
    hashes = size >> 8 * (found.level or 0)
    start = found.number * WIDTH
    if start + found.width > hashes:
        return True
    now = TileName(level=found.level, number=found.number, width=min(WIDTH, hashes - start))
    try:
        return (folder / "ledger" / tile_path(now)).read_bytes().startswith((folder / "ledger" / name).read_bytes())
    except OSError:
        return False


def _original(name: str) -> str | None:
    """The digest (hex) that an original's path under `bodies/` stands for."""
    parts = name.split("/")
    digest = parts[-1]
    fits = len(parts) == 3 and parts[0] == "originals" and parts[1] == digest[:2]
    return digest if fits and len(digest) == 64 and not digest.strip("0123456789abcdef") else None


def _bundle(name: str, size: int | None) -> bool:
    """Whether this path under `bodies/` is that of a bundle for entries below `size` (None: of any)."""
    try:
        number = bundle_number(name.removeprefix("bundles/")) if name.startswith("bundles/") else -1
    except BadFormat:
        return False
    return number >= 0 and (size is None or number * WIDTH < size)
