"""Verifying a release on its own: without the record, without a network, anywhere."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from gowah.errors import BadFormat, UsageMistake
from gowah.ledger import Fault, ProofChecked, proof_checkpoint, verify_proof
from gowah.model import Published, read_id
from gowah.model.canonical import Tree, grown
from gowah.model.codec import from_tree
from gowah.record.release import PROOF

CLAIMS = Path("data") / "claims.csv"


def verify_release(home: Path, vkey: str | None = None) -> ProofChecked:
    """Checks the proof, that the files are those entered as published, and that its claims are the opened ones.

    Raises `UsageMistake` when the folder is no release.
    """
    proof = home / PROOF / "fields.json"
    if not proof.is_file():
        raise UsageMistake(f"{home} is no release: it has no {PROOF}/fields.json")
    checked = verify_proof(proof.read_bytes(), vkey)
    if not checked.ok:
        return checked
    opened = {entry.id: entry.values for entry in checked.entries}
    published = [entry for entry in checked.entries if entry.line.kind == "published"]
    if not published:
        return replace(checked, faults=(Fault(where="proof", what="it holds no entry of a release"),))
    try:
        said = from_tree(grown(published[-1].values.items()), Published)
    except BadFormat as error:
        return replace(checked, faults=(Fault(where="proof", what=str(error)),))
    faults = [
        *_beside(home / PROOF, checked),
        *_files(home, {Path(out.path): out.digest for out in said.outputs}),
        *_claims(home, opened),
    ]
    return replace(checked, faults=tuple(faults))


def _beside(proof: Path, checked: ProofChecked) -> Iterator[Fault]:
    """The loose checkpoint and key are those inside the proof: readers are told to compare these very files."""
    note = proof_checkpoint((proof / "fields.json").read_bytes())
    loose = {"checkpoint": note, "key.txt": f"{checked.vkey}\n".encode()}
    for name, wanted in loose.items():
        if not (proof / name).is_file() or (proof / name).read_bytes() != wanted:
            yield Fault(where=f"{PROOF}/{name}", what="is not the one that the proof rests on")
    for path in sorted(proof.iterdir()):
        if path.name not in {*loose, "fields.json", "README.txt"}:
            yield Fault(where=f"{PROOF}/{path.name}", what="was not part of the proof")


def _files(home: Path, entered: Mapping[Path, str]) -> Iterator[Fault]:
    """Files that are missing, other than entered, or not entered at all."""
    present = {path.relative_to(home) for path in home.rglob("*") if path.is_file() or path.is_symlink()}
    for path, digest in entered.items():
        if path not in present or (home / path).is_symlink():
            yield Fault(where=path.as_posix(), what="is missing")
        elif sha256((home / path).read_bytes()).hexdigest() != digest:
            yield Fault(where=path.as_posix(), what="is not as it was published")
    for path in sorted(present - set(entered)):
        if path.parts[0] != PROOF.name:
            yield Fault(where=path.as_posix(), what="was not part of the release")


def _claims(home: Path, opened: Mapping[int, Mapping[str, Tree]]) -> Iterator[Fault]:
    """Rows of the claims' table whose quote is other than the ledger's, where the ledger's is open."""
    if not (home / CLAIMS).is_file():
        return
    for row in csv.DictReader(io.StringIO((home / CLAIMS).read_text(encoding="utf-8-sig"))):
        _, entry, position = read_id(row["id"])
        sealed = opened.get(entry, {}).get(f"values.{position}.quote")
        if sealed is not None and row["quote"] not in {sealed, f"'{sealed}"}:  # a spreadsheet's guard against formulas
            yield Fault(where=f"{CLAIMS}, {row['id']}", what="its quote is not the one in the ledger")
        elif entry not in opened:
            yield Fault(where=f"{CLAIMS}, {row['id']}", what="the proof does not hold this claim")
