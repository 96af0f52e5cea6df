"""WACZ: a zip of web archives with a list of pages and the digest of each part. See specs.webrecorder.net/wacz.

What does not have the digest that `datapackage.json` gives it is not taken: either the file is damaged, or somebody
changed it after the capture.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import IO, Any

from gowah.keep.records import BrokenArchive, pages_of
from gowah.keep.taken import inside
from gowah.keep.tally import Tally, TooMuch
from gowah.model import Found, Problem

_PACKAGE = "datapackage.json"
_DIGEST = "datapackage-digest.json"
_LARGEST_LIST = 50_000_000
_PIECE = 1 << 20
_BROKEN = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError,
    ValueError, KeyError, RecursionError,
)  # fmt: skip


def pages_of_wacz(stream: IO[bytes], *, where: str, at: str, tally: Tally) -> Iterator[Found | Problem]:
    """Each captured page as an original, and a problem for each part that is not what it was when it was captured."""
    try:
        with zipfile.ZipFile(stream) as archive:
            yield from _pages(archive, where, at, tally)
    except TooMuch:
        yield Problem(
            where=where, what="the archive unpacks to far more than its own size; what is left of it is not read",
            hint="Raise max_expansion or max_bytes under [keep] in gowah.toml if you trust it.",
        )  # fmt: skip
    except _BROKEN:
        yield Problem(where=where, what="the web archive is broken", hint="Fetch it again.")


def _pages(archive: zipfile.ZipFile, where: str, at: str, tally: Tally) -> Iterator[Found | Problem]:
    there = dict.fromkeys(archive.namelist())
    names = [name for name in there if name.startswith("archive/") and not name.endswith("/")]
    digests = _digests(archive, tally)
    wrong = [name for name, digest in digests.items() if name not in there or not _holds(archive, name, digest, tally)]
    wrong += [name for name in names if name not in digests]
    for name in wrong:
        yield _left_out(inside(where, name), name, missing=name not in there, noted=name in digests)
    if _PACKAGE in wrong:
        return
    wanted = _wanted(archive, tally) if not any(name.startswith("pages/") for name in wrong) else set()
    listed = bool(wanted)
    for name in names:
        if name in wrong:
            continue
        with archive.open(name) as records:
            try:
                yield from pages_of(
                    records, where=inside(where, name), at=at, tally=tally, wanted=wanted if listed else None
                )
            except BrokenArchive:
                yield Problem(
                    where=inside(where, name), what="the web archive breaks off", hint="What came before was taken."
                )
    if wanted:
        yield Problem(
            where=where, what=f"{len(wanted)} pages of its list were not found in it",
            hint="They were not captured, or as repeats of an earlier capture. Capture them again.",
        )  # fmt: skip


def _left_out(where: str, name: str, *, missing: bool, noted: bool) -> Problem:
    """What is told of a part that is not, or is not known to be, what was captured."""
    if missing:
        what = "the archive lists this part and does not hold it"
    elif not noted:
        what = "the archive notes no digest of this part, so nobody can tell whether it is what was captured"
    elif name == _PACKAGE:
        what = (
            "the archive's list of its parts was damaged or changed after the capture: its digest is not the one noted"
        )
    else:
        what = "this part was damaged or changed after the capture: its digest is not the one noted then"
    left = "Nothing was taken from the archive" if name == _PACKAGE else "This part was left out, the others were taken"
    return Problem(
        where=where, what=what,
        hint=f"{left}. Get the archive again from whoever captured it, or capture its pages anew.",
    )  # fmt: skip


def _json(archive: zipfile.ZipFile, name: str, tally: Tally) -> Any:
    content = _bounded(archive, name, tally)
    return json.loads(content) if content else None


def _bounded(archive: zipfile.ZipFile, name: str, tally: Tally) -> bytes:
    if name not in archive.namelist():
        return b""
    with archive.open(name) as stream:
        content = stream.read(min(_LARGEST_LIST, tally.left) + 1)
    tally.spend(len(content))
    if len(content) > _LARGEST_LIST:
        raise TooMuch
    return content


def _digests(archive: zipfile.ZipFile, tally: Tally) -> Mapping[str, str]:
    """Part -> `sha256:…`, as the package says of its parts, and the file beside it of the package."""
    package, sealed = _json(archive, _PACKAGE, tally), _json(archive, _DIGEST, tally)
    found: dict[str, str] = {}
    for part in package.get("resources") or () if isinstance(package, dict) else ():
        if isinstance(part, dict) and isinstance(part.get("path"), str) and isinstance(part.get("hash"), str):
            found[part["path"]] = part["hash"]
    if isinstance(sealed, dict) and isinstance(sealed.get("hash"), str):
        found[_PACKAGE] = sealed["hash"]
    return found


def _holds(archive: zipfile.ZipFile, name: str, digest: str, tally: Tally) -> bool:
    """True when a part has its digest."""
    kind, _, wanted = digest.partition(":")
    if kind not in ("sha256", "sha512", "sha1", "md5"):
        return False
    running = hashlib.new(kind, usedforsecurity=False)
    with archive.open(name) as stream:
        while piece := stream.read(_PIECE):
            tally.spend(len(piece))
            running.update(piece)
    return running.hexdigest() == wanted.lower()


def _wanted(archive: zipfile.ZipFile, tally: Tally) -> set[str]:
    """The addresses in the lists of pages, one JSON object a line."""
    found: set[str] = set()
    for name in archive.namelist():
        if not (name.startswith("pages/") and name.endswith(".jsonl")):
            continue
        for line in _bounded(archive, name, tally).splitlines():
            row = json.loads(line) if line.strip() else None
            if isinstance(row, dict) and isinstance(row.get("url"), str):
                found.add(row["url"])
    return found
