"""The keeper of files: a path to a file, a folder, or an archive of files."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from gowah.keep.archives import members, web_archive
from gowah.keep.taken import harmless, is_hidden, taken, unnamed
from gowah.keep.tally import Tally, TooMuch
from gowah.model import Found, Problem
from gowah.words import Settings
from gowah.words.media import GZIP, MBOX, TAR, WACZ, WARC, ZIP, sniff

_URL = re.compile(r"https?://", re.I)
_ARCHIVES = {ZIP, TAR, GZIP, MBOX}
_SHUT = {"application/x-bzip2", "application/x-xz", "application/x-7z-compressed", "application/vnd.rar"}
_HEAD = 8_192

RECORD_PARTS = ("ledger", "bodies", "hand", "views", "releases", "gowah.toml", "README.txt")
"""What lies in a record's folder and is the record itself: no report, whatever its form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileKeeper:
    """Keeps files as they lie on the disk; one is held in memory at a time."""

    name: str = "gowah-keep-files"
    version: str = "1.1.0"

    def keep(self, place: str, *, at: str, settings: Settings) -> Iterator[Found | Problem] | None:
        """Every file at `place`, in the order of their paths; None when `place` is a web address."""
        if _URL.match(place):
            return None
        found = _keep(Path(place), at, settings)
        return (replace(item, where=unnamed(item.where)) if isinstance(item, Problem) else item for item in found)


def _keep(place: Path, at: str, settings: Settings) -> Iterator[Found | Problem]:
    try:
        is_folder = stat.S_ISDIR(os.stat(place).st_mode)
    except (OSError, ValueError) as error:
        yield _problem(place, error)
        return
    if _is_own(place):
        yield _own(place)
        return
    if not is_folder:
        # A link that the user names is meant; links found inside folders are not followed.
        yield from _file(place, at, settings)
        return
    empty = True
    for path in _walk(place):
        empty = False
        if isinstance(path, Problem):
            yield path
        elif path.is_symlink():
            yield Problem(where=harmless(str(path)), what="a link is not followed", hint="Keep what it points to.")
        else:
            yield from _file(path, at, settings)
    if empty:
        yield Problem(
            where=harmless(str(place)),
            what="the folder holds no files",
            hint="Put reports in it, or name another folder. Hidden files are passed over.",
        )


def _walk(folder: Path) -> Iterator[Path | Problem]:
    """Files below a folder, sorted by path, hidden ones left out; a stack, since trees can be deep."""
    stack = [folder]
    while stack:
        path = stack.pop()
        try:
            if not stat.S_ISDIR(os.lstat(path).st_mode) and path != folder:
                yield path
                continue
            inner = sorted((item for item in os.listdir(path) if not is_hidden(item)), reverse=True)
        except OSError as error:
            yield _problem(path, error)
            continue
        if _is_record(path):
            yield _own(path)
            inner = [item for item in inner if item not in RECORD_PARTS]
        stack += [path / item for item in inner]


def _is_record(folder: Path) -> bool:
    return (folder / "ledger" / "checkpoint").is_file()


def _is_own(place: Path) -> bool:
    """True for a part of a record and whatever lies in it."""
    inner = Path(os.path.realpath(place))
    return any(_is_record(home) and inner.relative_to(home).parts[0] in RECORD_PARTS for home in inner.parents)


def _own(place: Path) -> Problem:
    return Problem(
        where=harmless(str(place)), what="this is a Gowah record: its own files are no reports and were passed over",
        hint="Name the reports, or put them in a folder of their own; other files in this folder were taken.",
    )  # fmt: skip


def _file(path: Path, at: str, settings: Settings) -> Iterator[Found | Problem]:
    where = harmless(str(path))
    limit = settings.keep.max_bytes
    try:
        # O_NONBLOCK: opening a pipe must not wait for a writer; what was opened is what is asked.
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as stream:
            info = os.fstat(stream.fileno())
            if not stat.S_ISREG(info.st_mode):
                yield Problem(
                    where=where, what="this is a device, pipe or socket, no file", hint="Keep the file itself."
                )
                return
            head = stream.read(_HEAD)
            tail_at = max(len(head), info.st_size - 65_536)
            stream.seek(tail_at)
            kind = sniff(head + stream.read(65_536), path.name)
            stream.seek(0)
            if kind in _ARCHIVES:
                yield from members(stream, where=where, kind=kind, size=info.st_size, at=at, settings=settings.keep)
                return
            if kind in (WACZ, WARC):
                tally = Tally(info.st_size * 3, settings.keep)  # it is gone through to be checked, counted and taken
                yield from web_archive(stream, where=where, kind=kind, tally=tally, at=at)
                return
            if kind in _SHUT:
                hint = "Unpack it and keep the folder, or pack it as zip or tar.gz."
                yield Problem(where=where, what="archives of this form are not opened", hint=hint)
                return
            content = stream.read(limit + 1)
    except TooMuch:
        yield Problem(
            where=where, what="the web archive unpacks to far more than its own size",
            hint="Raise max_expansion or max_bytes under [keep] in gowah.toml if you trust it.",
        )  # fmt: skip
        return
    except (OSError, ValueError) as error:
        yield _problem(path, error)
        return
    if len(content) > limit:
        yield Problem(
            where=where,
            what=f"the file is larger than {limit:,} bytes",
            hint="Raise max_bytes under [keep] in gowah.toml.",
        )
    else:
        yield taken(content, taken_from=where, at=at)


def _problem(path: Path, error: Exception) -> Problem:
    where = harmless(str(path))
    if isinstance(error, FileNotFoundError):
        return Problem(
            where=where, what="there is nothing at this path", hint="Check the spelling, and that the disk is there."
        )
    if isinstance(error, PermissionError):
        return Problem(
            where=where,
            what="you have no right to read it",
            hint="See who has (ls -l), and have it given to you (chmod).",
        )
    reason = error.strerror if isinstance(error, OSError) and error.strerror else "the name is not a path"
    return Problem(where=where, what=f"it cannot be read: {reason}", hint="Check the path and the disk.")
