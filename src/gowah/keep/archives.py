"""Archives of files: each member becomes an original of its own. Bounded against bombs, harmless in names.

A member is never written to the disk under its own name, so there is nothing to slip out of; the name is
still cleaned, because people and later steps read it. Bounds (`settings.keep`): `max_members`, `max_bytes`
a member, and `max_expansion` times the archive's own size in all (never less than 4 MB).
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

from gowah.keep.mbox import messages
from gowah.keep.records import BrokenArchive, count_pages, pages_of
from gowah.keep.taken import inside, is_hidden, taken
from gowah.keep.tally import Tally, TooMuch
from gowah.keep.wacz import pages_of_wacz
from gowah.model import Found, Problem
from gowah.words.media import GZIP, MBOX, TAR, WACZ, WARC, ZIP, sniff
from gowah.words.settings import KeepSettings

_BROKEN = (
    zipfile.BadZipFile, zipfile.LargeZipFile, tarfile.TarError, zlib.error, EOFError, OSError, RuntimeError,
    NotImplementedError, ValueError, KeyError, IndexError, OverflowError, UnicodeError, MemoryError,
)  # fmt: skip


Opener: TypeAlias = Callable[[], "IO[bytes] | gzip.GzipFile"]
"""Opens a member for reading, when its turn comes."""


class _Bounded(io.RawIOBase):
    """A gzip stream for `tarfile`: no read beyond the bounds, however large a header says it is."""

    def __init__(self, stream: gzip.GzipFile, tally: Tally) -> None:
        self._stream, self._tally = stream, tally
        self._farthest = 0

    def read(self, size: int = -1, /) -> bytes:
        if size < 0 or size > self._tally.largest:
            raise TooMuch
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
    tally = Tally(size, settings)
    try:
        if kind == ZIP:
            found = _zip(stream, where, settings)
        elif kind == TAR:
            found = _tar(stream, where, settings)
        elif kind == MBOX:
            found = messages(stream, where, settings.max_bytes)
        else:
            found = _gzip(stream, where, Tally(size, settings), settings)
        for number, (name, opener) in enumerate(found):
            if number >= settings.max_members:
                yield Problem(
                    where=where,
                    what=f"the archive holds more than {settings.max_members:,} files, the rest is left out",
                    hint="Split it, or raise max_members under [keep] in gowah.toml.",
                )  # fmt: skip
                return
            if isinstance(opener, Problem):
                yield opener
            else:
                yield from _member(name, opener, tally, at)
    except TooMuch:
        yield Problem(
            where=where, what="the archive unpacks to far more than its own size; what is left of it is not read",
            hint="Unpack it by hand in a safe place, or raise max_expansion or max_bytes under [keep] in gowah.toml.",
        )  # fmt: skip
    except _BROKEN:
        yield Problem(
            where=where,
            what="it is packed as a ZIP or TAR is (DOCX, XLSX and ODT are too), and it is broken or cut off",
            hint="Fetch it again. If it opens on your machine, save what is in it anew and keep that.",
        )


def _member(name: str, opener: Opener, tally: Tally, at: str) -> Iterator[Found | Problem]:
    try:
        with opener() as stream:
            content = tally.read(stream)
    except _BROKEN:
        yield Problem(where=name, what="the file in the archive is broken", hint="Fetch the archive again.")
        return
    if content is None:
        yield Problem(
            where=name,
            what=f"the file is larger than {tally.largest:,} bytes",
            hint="Raise max_bytes under [keep] in gowah.toml.",
        )
        return
    kind = sniff(content, name)
    if kind in (ZIP, TAR, GZIP):
        yield Problem(
            where=name, what="an archive inside an archive is not opened", hint="Unpack the outer one and keep again."
        )
    elif kind == MBOX:
        for mail, message in messages(io.BytesIO(content), name, tally.largest):
            yield message if isinstance(message, Problem) else taken(message().read(), taken_from=mail, at=at)
    elif kind in (WACZ, WARC):
        yield from web_archive(io.BytesIO(content), where=name, kind=kind, tally=tally, at=at)
    else:
        yield taken(content, taken_from=name, at=at)


def web_archive(stream: IO[bytes], *, where: str, kind: str, tally: Tally, at: str) -> Iterator[Found | Problem]:
    """The pages of a web archive, an original each; one WARC of a single page, or of none, as it is."""
    if kind == WACZ:
        yield from pages_of_wacz(stream, where=where, at=at, tally=tally)
        return
    if count_pages(stream, tally) < 2:
        stream.seek(0)
        content = stream.read(tally.largest + 1)
        if len(content) > tally.largest:
            hint = "Raise max_bytes under [keep] in gowah.toml."
            yield Problem(where=where, what=f"the file is larger than {tally.largest:,} bytes", hint=hint)
        else:
            yield taken(content, taken_from=where, at=at)
        return
    stream.seek(0)
    try:
        yield from pages_of(stream, where=where, at=at, tally=tally)
    except (BrokenArchive, *_BROKEN):
        yield Problem(where=where, what="the web archive breaks off", hint="What came before was taken.")


def _zip(stream: BinaryIO, where: str, settings: KeepSettings) -> Iterator[tuple[str, Opener | Problem]]:
    # The directory is read whole by zipfile; count its entries before it takes memory for each.
    with mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as view:
        bound = settings.max_members * 10
        if sum(1 for _ in islice(re.finditer(rb"PK\x01\x02", view), bound + 1)) > bound:
            yield (
                where,
                Problem(
                    where=where,
                    what=f"the archive holds more than {bound:,} files",
                    hint="Unpack it and keep the folder.",
                ),
            )
            return
    with zipfile.ZipFile(stream) as archive:
        for info in archive.infolist():
            within = info.filename.replace("\\", "/")  # as some programs for Windows part folders
            name = inside(where, within)
            if within.endswith("/") or is_hidden(within):
                continue
            if stat.S_ISLNK(info.external_attr >> 16):
                yield name, _link(name)
            elif info.flag_bits & 1:
                hint = "Unpack it with its password and keep the files."
                yield name, Problem(where=name, what="the file in the archive is encrypted", hint=hint)
            else:
                yield name, partial(archive.open, info)


def _gzip(stream: BinaryIO, where: str, tally: Tally, settings: KeepSettings) -> Iterator[tuple[str, Opener | Problem]]:
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
            within = info.name.replace("\\", "/")
            name = inside(where, within)
            if info.isdir() or is_hidden(within):
                continue
            if not info.isreg():
                yield name, _link(name)
            elif info.size > settings.max_bytes:
                # Skipping it costs the reading of it, which the bound on the whole archive covers.
                what = f"the file is larger than {settings.max_bytes:,} bytes"
                yield name, Problem(where=name, what=what, hint="Raise max_bytes under [keep] in gowah.toml.")
            else:
                yield name, partial(_extracted, archive, info)


def _extracted(archive: tarfile.TarFile, info: tarfile.TarInfo) -> IO[bytes]:
    stream = archive.extractfile(info)
    if stream is None:
        raise tarfile.ReadError("not a file")
    return stream


def _link(name: str) -> Problem:
    return Problem(where=name, what="a link or device in an archive is not followed", hint="Keep what it points to.")
