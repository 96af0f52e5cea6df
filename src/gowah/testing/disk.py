"""Disks that fail on purpose, and one that remembers the order of what was written."""

from __future__ import annotations

import errno
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from gowah.ledger.disk import RealDisk


class FailingDisk:
    """A disk whose operation number `fail_at` (from 0) fails, with the file `stored` all the same or not.

    With `lasting`, all later ones fail too, and nothing more is stored. `done` counts the operations asked for, so a
    run with `fail_at=None` tells how many there are to fail.
    """

    def __init__(
        self, fail_at: int | None = None, *, stored: bool = False, lasting: bool = False, code: int = errno.EIO
    ) -> None:
        self.done = 0
        self._real = RealDisk()
        self._fail_at, self._stored, self._lasting, self._code = fail_at, stored, lasting, code

    def write(self, path: Path, data: bytes) -> None:
        """See `gowah.ledger.disk.Disk`."""
        if self._goes():
            self._real.write(path, data)
        self._fails()

    def sync(self, paths: Sequence[Path]) -> None:
        """See `gowah.ledger.disk.Disk`. Each file is an operation of its own."""
        for path in paths:
            if self._goes():
                self._real.sync([path])
            self._fails()

    def rename(self, old: Path, new: Path) -> None:
        """See `gowah.ledger.disk.Disk`."""
        if self._goes():
            self._real.rename(old, new)
        self._fails()

    def remove(self, path: Path) -> None:
        """See `gowah.ledger.disk.Disk`."""
        if self._goes():
            self._real.remove(path)
        self._fails()

    def _goes(self) -> bool:
        """Whether the operation that comes now is carried out."""
        if self._fail_at is None or self.done < self._fail_at:
            return True
        return self._stored if self.done == self._fail_at else not self._lasting

    def _fails(self) -> None:
        number, self.done = self.done, self.done + 1
        if self._fail_at is not None and (number == self._fail_at or (self._lasting and number > self._fail_at)):
            raise OSError(self._code, os.strerror(self._code))


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One operation on a disk: `write` (with its bytes), `sync`, `rename` (with the new path) or `remove`."""

    what: str
    path: Path
    data: bytes = b""
    new: Path | None = None


class RecordingDisk:
    """A real disk that keeps the sequence of steps, so that a test can replay a part of it as a power cut would."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self.real = RealDisk()

    def write(self, path: Path, data: bytes) -> None:
        """See `gowah.ledger.disk.Disk`."""
        self.real.write(path, data)
        self.steps.append(Step(what="write", path=path, data=data))

    def sync(self, paths: Sequence[Path]) -> None:
        """See `gowah.ledger.disk.Disk`. Each file is a step of its own."""
        self.real.sync(paths)
        self.steps += [Step(what="sync", path=path) for path in paths]

    def rename(self, old: Path, new: Path) -> None:
        """See `gowah.ledger.disk.Disk`."""
        self.real.rename(old, new)
        self.steps.append(Step(what="rename", path=old, new=new))

    def remove(self, path: Path) -> None:
        """See `gowah.ledger.disk.Disk`."""
        self.real.remove(path)
        self.steps.append(Step(what="remove", path=path))
