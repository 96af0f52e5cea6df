"""Writing a release: the files of the publishers, and the proof that they rest on this ledger."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from gowah.errors import DiskFailed
from gowah.ledger import Draft, Ledger, proof_of
from gowah.model import Evidence, Output, Published, PublishedIncident, entry_id
from gowah.model.canonical import leaves
from gowah.model.codec import to_tree
from gowah.publish import published_fields, shown_incidents
from gowah.words import Settings, Tables

PROOF = Path("proof")


def enter_release(
    ledger: Ledger,
    number: int,
    files: Mapping[Path, bytes],
    evidence: Evidence,
    settings: Settings,
    because: tuple[int, ...],
    at: str,
    by: str,
) -> int:
    """Enters that release `number` consists of these files and shows these incidents; the entry's id is returned."""
    outputs = tuple(Output(path=path.as_posix(), digest=sha256(files[path]).hexdigest()) for path in sorted(files))
    shown = shown_incidents(evidence, settings)
    incidents = tuple(PublishedIncident(id=each.id, mentions=each.mentions) for each in shown)
    body = Published(
        number=number, size=ledger.size, root=ledger.checkpoint.root.hex(), program=by.removeprefix("tool:"),
        outputs=outputs, incidents=incidents,
    )  # fmt: skip
    return ledger.append([Draft(at=at, by=by, because=because, body=body)])[0]


def proof_files(
    ledger: Ledger, published: int, evidence: Evidence, tables: Tables, settings: Settings
) -> dict[Path, bytes]:
    """The proof: the signed checkpoint, the key, and every field that the release shows, opened."""
    fields = {entry: frozenset(paths) for entry, paths in published_fields(evidence, tables, settings).items()}
    body = ledger.entry(published).body
    fields[published] = frozenset(path for path, _ in leaves(to_tree(body)))
    return {
        PROOF / "checkpoint": ledger.note,
        PROOF / "key.txt": f"{ledger.vkey}\n".encode(),
        PROOF / "fields.json": proof_of(ledger, fields),
        PROOF / "README.txt": PROOF_TEXT.format(published=entry_id(published)).encode(),
    }


def write_folder(home: Path, files: Mapping[Path, bytes]) -> None:
    """Writes the files beside the goal and moves them there at once. Raises `DiskFailed`."""
    making = home.with_name(f".{home.name}.making")
    try:
        shutil.rmtree(making, ignore_errors=True)
        for path, data in sorted(files.items()):
            (making / path).parent.mkdir(parents=True, exist_ok=True)
            (making / path).write_bytes(data)
        os.replace(making, home)
    except OSError as error:
        raise DiskFailed(f"the release could not be written: {error.strerror}") from error


PROOF_TEXT = """\
The proof of this release.

checkpoint    the signed state of the record's ledger that everything here rests on
key.txt       the key that signed it. A key that comes with what it signs proves only that all parts come from
              one hand: get it from somewhere else too (print, another site, a person), and compare.
fields.json   each published value with its line, its place in the ledger, and the opening of just those
              fields that are published; entry {published} lists the digest of every file of this release

Check it on any machine, offline:   gowah verify THIS-RELEASE-FOLDER
Formats, so that another program can: docs/formats.md of Gowah.
"""
