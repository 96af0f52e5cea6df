"""Archives of files: each member becomes an original of its own. Bounded against bombs, harmless in names.

A member is never written to the disk under its own name, so there is nothing to slip out of; the name is
still cleaned, because people and later steps read it. Bounds (`settings.keep`): `max_members`, `max_bytes`
a member, and `max_expansion` times the archive's own size in all (never less than `_FLOOR`).
"""

from __future__ import annotations

import gzip
import io
import mmap
import re
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from pathlib import PurePosixPath
from typing import IO, Any, BinaryIO, TypeAlias

from gowah.keep.taken import inside, is_hidden, taken
from gowah.model import Found, Problem
from gowah.words.media import GZIP, TAR, ZIP, sniff
from gowah.words.settings import KeepSettings

_FLOOR = 4_000_000
_BROKEN = (
    zipfile.BadZipFile, zipfile.LargeZipFile, tarfile.TarError, zlib.error, EOFError, OSError, RuntimeError,
    NotImplementedError, ValueError, KeyError, IndexError, OverflowError, UnicodeError, MemoryError,
)  # fmt: skip


Opener: TypeAlias = Callable[[], "IO[bytes] | gzip.GzipFile"]
"""Opens a member for reading, when its turn comes."""


class _TooMuch(Exception):
    """An archive unpacks to more than is allowed; ends the reading of this archive only."""


class _Tally:
    """Bytes unpacked so far against what is allowed."""

    def __init__(self, size: int, settings: KeepSettings) -> None:
        self.left = max(size * settings.max_expansion, _FLOOR)
        self.largest = settings.max_bytes

    def spend(self, size: int) -> None:
        """Count `size` bytes; raises `_TooMuch`."""
        self.left -= size
        if self.left < 0:
            raise _TooMuch

    def read(self, stream: IO[bytes] | gzip.GzipFile) -> bytes | None:
        """The whole of a stream, or None when it is larger than one original may be."""
        content = stream.read(min(self.largest, self.left) + 1)
        self.spend(len(content))
        return content if len(content) <= self.largest else None


class _Bounded(io.RawIOBase):
    """A gzip stream for `tarfile`: no read beyond the bounds, however large a header says it is."""

    def __init__(self, stream: gzip.GzipFile, tally: _Tally) -> None:
        self._stream, self._tally = stream, tally
        self._farthest = 0

    def read(self, size: int = -1, /) -> bytes:
        if size < 0 or size > self._tally.largest:
            raise _TooMuch
        self._reach(self._stream.tell() + size)
        return self._stream.read(size)

    def seek(self, offset: int, whence: int = 0, /) -> int:
        if whence == 0:
            self._reach(offset)
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        return self._stream.tell()

    def _reach(self, offset: int) -> None:
        self._tally.spend(max(0, offset - self._farthest))
        self._farthest = max(self._farthest, offset)


def members(
    stream: BinaryIO, *, where: str, kind: str, size: int, at: str, settings: KeepSettings
) -> Iterator[Found | Problem]:
    """The files in an archive of `size` bytes, in the archive's order; `kind` is its media type."""
    tally = _Tally(size, settings)
    try:
        if kind == ZIP:
            found = _zip(stream, where, settings)
        elif kind == TAR:
            found = _tar(stream, where, settings)
        else:
            found = _gzip(stream, where, _Tally(size, settings), settings)
        for number, (name, opener) in enumerate(found):
            if number >= settings.max_members:
                yield Problem(
                    where=where,
                    what=f"the archive holds more than {settings.max_members:,} files, the rest is left out",
                    hint="Split it, or raise max_members under [keep].",
                )  # fmt: skip
                return
            yield opener if isinstance(opener, Problem) else _member(name, opener, tally, at)
    except _TooMuch:
        yield Problem(
            where=where, what="the archive unpacks to far more than its own size; what is left of it is not read",
            hint="Unpack it by hand in a safe place, or raise max_expansion or max_bytes under [keep].",
        )  # fmt: skip
    except _BROKEN:
        yield Problem(where=where, what="the archive is broken", hint="Fetch it again, or unpack what can be saved.")


def _member(name: str, opener: Opener, tally: _Tally, at: str) -> Found | Problem:
    try:
        with opener() as stream:
            content = tally.read(stream)
    except _BROKEN:
        return Problem(where=name, what="the file in the archive is broken", hint="Fetch the archive again.")
    if content is None:
        return Problem(
            where=name, what=f"the file is larger than {tally.largest:,} bytes", hint="Raise max_bytes under [keep]."
        )
    if sniff(content, name) in (ZIP, TAR, GZIP):
        return Problem(
            where=name, what="an archive inside an archive is not opened", hint="Unpack the outer one and keep again."
        )
    return taken(content, taken_from=name, at=at)


def _zip(stream: BinaryIO, where: str, settings: KeepSettings) -> Iterator[tuple[str, Opener | Problem]]:
    # The directory is read whole by zipfile; count its entries before it takes memory for each.
    with mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as view:
        bound = settings.max_members * 10
        if sum(1 for _ in islice(re.finditer(rb"PK\x01\x02", view), bound + 1)) > bound:
            yield where, Problem(where=where, what=f"the archive holds more than {bound:,} files", hint="Split it.")
            return
    with zipfile.ZipFile(stream) as archive:
        for info in archive.infolist():
            name = inside(where, info.filename)
            if info.is_dir() or is_hidden(info.filename):
                continue
            if stat.S_ISLNK(info.external_attr >> 16):
                yield name, _link(name)
            elif info.flag_bits & 1:
                hint = "Unpack it with its password and keep the files."
                yield name, Problem(where=name, what="the file in the archive is encrypted", hint=hint)
            else:
                yield name, partial(archive.open, info)


def _gzip(
    stream: BinaryIO, where: str, tally: _Tally, settings: KeepSettings
) -> Iterator[tuple[str, Opener | Problem]]:
    """A tar in gzip, or one file in gzip, which is named after the archive."""
    with gzip.GzipFile(fileobj=stream) as plain:
        head = plain.read(1024)
        plain.seek(0)
        if sniff(head) == TAR:
            yield from _tar(_Bounded(plain, tally), where, settings)
        else:
            yield inside(where, PurePosixPath(where).stem), lambda: plain


def _tar(stream: Any, where: str, settings: KeepSettings) -> Iterator[tuple[str, Opener | Problem]]:
    with tarfile.open(fileobj=stream, mode="r:") as archive:
        for info in archive:
            name = inside(where, info.name)
            if info.isdir() or is_hidden(info.name):
                continue
            if not info.isreg():
                yield name, _link(name)
            elif info.size > settings.max_bytes:
                # Skipping it costs the reading of it, which the bound on the whole archive covers.
                what = f"the file is larger than {settings.max_bytes:,} bytes"
                yield name, Problem(where=name, what=what, hint="Raise max_bytes under [keep].")
            else:
                yield name, partial(_extracted, archive, info)


def _extracted(archive: tarfile.TarFile, info: tarfile.TarInfo) -> IO[bytes]:
    stream = archive.extractfile(info)
    if stream is None:
        raise tarfile.ReadError("not a file")
    return stream


def _link(name: str) -> Problem:
    return Problem(where=name, what="a link or device in an archive is not followed", hint="Keep what it points to.")
