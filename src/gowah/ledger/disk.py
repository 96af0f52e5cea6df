"""All that is ever written goes through a `Disk`; a test hands in one that fails.

`store` is the one way to write: every file beside its place, synced, then renamed into it, then the
folders synced. After it returns, the files survive a loss of power; if it does not, each old file is whole.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from gowah.errors import DiskFailed, Locked

TMP = ".tmp"
FEW = 4
SYNCS_AT_ONCE = 16


class Disk(Protocol):
    """What can be done to a disk. Each raises `OSError` when the disk refuses."""

    def write(self, path: Path, data: bytes) -> None:
        """Create or replace the file; folders above it are made."""

    def sync(self, paths: Sequence[Path]) -> None:
        """Wait until these files and folders are on stable storage."""

    def rename(self, old: Path, new: Path) -> None:
        """Put a file in the place of another, at once."""

    def remove(self, path: Path) -> None:
        """Delete a file."""


class RealDisk:
    """The operating system's."""

    def write(self, path: Path, data: bytes) -> None:
        """See `Disk`. Only the owner can read what is written: bodies are private."""
        try:
            handle = self._create(path)
        except FileNotFoundError:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle = self._create(path)
        try:
            view = memoryview(data)
            while view:
                view = view[os.write(handle, view) :]
        finally:
            os.close(handle)

    def sync(self, paths: Sequence[Path]) -> None:
        """See `Disk`. Many at once: a journalling file system then writes its journal for all of them together."""
        if len(paths) <= FEW:
            for path in paths:
                self._sync(path)
        else:
            with ThreadPoolExecutor(SYNCS_AT_ONCE) as pool:
                list(pool.map(self._sync, paths))

    def rename(self, old: Path, new: Path) -> None:
        """See `Disk`."""
        os.replace(old, new)

    def remove(self, path: Path) -> None:
        """See `Disk`."""
        os.unlink(path)

    @staticmethod
    def _sync(path: Path) -> None:
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

    @staticmethod
    def _create(path: Path) -> int:
        return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)


@contextmanager
def refusals(doing: str) -> Iterator[None]:
    """Turns an `OSError` inside into `DiskFailed`, without the path, which may name somebody."""
    try:
        yield
    except OSError as error:
        raise DiskFailed(
            f"{doing}: {error.strerror or type(error).__name__}",
            hint="Nothing that was acknowledged is lost. Free some space or make the folder writable, and try again.",
        ) from None


def store(disk: Disk, base: Path, files: Iterable[tuple[Path, bytes]]) -> None:
    """Write all the files (below `base`) so that they outlast a power cut. Raises `DiskFailed`."""
    with refusals("writing the record"):
        written: list[tuple[Path, Path]] = []
        for path, data in files:
            beside = path.with_name(path.name + TMP)
            disk.write(beside, data)
            written.append((beside, path))
        disk.sync([beside for beside, _ in written])
        for beside, path in written:
            disk.rename(beside, path)
        disk.sync(_folders(base, (path for _, path in written)))


def discard(disk: Disk, base: Path, paths: Iterable[Path]) -> None:
    """Delete the files (below `base`) that are there, for good. Raises `DiskFailed`."""
    with refusals("deleting from the record"):
        gone = []
        for path in paths:
            try:
                disk.remove(path)
            except FileNotFoundError:
                continue
            gone.append(path)
        disk.sync(sorted({path.parent for path in gone}))


@contextmanager
def locked(path: Path, timeout: float) -> Iterator[None]:
    """Holds the lock file for as long as the block runs; waits `timeout` seconds, then raises `Locked`."""
    with refusals("locking the record"):
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        deadline = time.monotonic() + timeout
        while not _try_lock(handle):
            if time.monotonic() >= deadline:
                raise Locked(
                    f"another program has been writing to this record for {timeout:g} seconds",
                    hint="Wait until it has finished, or find out why it hangs; then try again.",
                )
            time.sleep(0.01)
        yield
    finally:
        os.close(handle)


def _try_lock(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _folders(base: Path, paths: Iterable[Path]) -> list[Path]:
    """The folders of the paths and all above them up to the base, deepest first."""
    found: set[Path] = set()
    for path in paths:
        folder = path.parent
        while folder not in found:
            found.add(folder)
            if folder == base:
                break
            folder = folder.parent
    return sorted(found, key=lambda folder: (-len(folder.parts), folder))
