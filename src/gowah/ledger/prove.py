"""Proofs that travel: some fields of some entries, checkable with nothing but the file and the record's key.

    {"checkpoint": "<the signed note>", "format": "gowah/proof/v1", "origin": "…", "vkey": "…", "entries": [
        {"id": 12, "line": "<the line>", "path": ["<hash, hex>", …],
         "fields": [[path, key, leaf] or [path, commitment], …]}, …]}

in canonical JSON, entries by ascending id. `path` is the RFC 6962 audit path, from the leaf up; `fields` is absent
where the body was erased. What is not opened stays shut: its commitment says nothing without its key.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from gowah.errors import BadFormat, GowahError, LedgerBroken
from gowah.ledger.checkpoint import Checkpoint, VerifierKey, open_note, parse_vkey
from gowah.ledger.lines import read_line
from gowah.ledger.reader import Reader
from gowah.ledger.report import GIVEN, ITSELF, Fault
from gowah.ledger.tree import HASH, inclusion_proof, leaf_hash, root_from_inclusion
from gowah.model import Line
from gowah.model.canonical import Tree, canonical, parse
from gowah.model.seals import Field, fields_from_tree, fields_to_tree, seal_of_fields, shown

FORMAT = "gowah/proof/v1"
PROOF_LIMIT = 500_000_000  # bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Proved:
    """An entry of a proof: its line, and path -> leaf of each field that is open."""

    id: int
    line: Line
    values: Mapping[str, Tree]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofChecked:
    """What a proof file was found to prove. `faults` empty: `entries` are as signed under `vkey`."""

    faults: tuple[Fault, ...] = ()
    origin: str = ""
    size: int = 0
    root: str = ""
    vkey: str = ""
    key_from: str = ""
    entries: tuple[Proved, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether nothing was found wrong."""
        return not self.faults

    def sentences(self) -> tuple[str, ...]:
        """What was proved, and what was not, in plain words."""
        if not self.ok:
            wrong = [f"{fault.where}: {fault.what}." for fault in self.faults]
            return ("NOT VERIFIED: this proof does not hold.", *wrong)
        values = sum(len(entry.values) for entry in self.entries)
        whence = (
            "The key was taken from the proof itself: whoever made the file could have put in their own. Ask the "
            "record's makers for their key by another way."
            if self.key_from == ITSELF
            else f"The key {self.vkey} was {self.key_from}."
        )
        return (
            f"{len(self.entries)} entries of {self.origin} with {values} opened values are those under its signed "
            f"checkpoint of size {self.size} (root {self.root[:16]}…).",
            whence,
            "Not proved: that these are all the entries that matter, when they were entered, or that what they say is "
            "true: integrity is not truth.",
        )


def proof_of(ledger: Reader, fields: Mapping[int, Collection[str]]) -> bytes:
    """A proof file for these entries, opening the fields named for each (none: its line only is proved).

    A name opens the leaf of that path and all below it: `values.3` opens `values.3.quote` and the rest of the
    fourth value. Raises `UnknownName` for an id that is not there, `LedgerBroken`.
    """
    node = ledger.log.nodes(ledger.size)
    entries: list[Tree] = []
    for id_, data, row in ledger.raw(fields):
        path: list[Tree] = [step.hex() for step in inclusion_proof(id_, ledger.size, node)]
        entry: dict[str, Tree] = {"id": id_, "line": data.decode(), "path": path}
        if row is not None:
            names = frozenset(fields[id_])
            paths = [path for path in row.paths() if _within(path, names)]
            entry["fields"] = fields_to_tree(row.opened(paths))
        entries.append(entry)
    proof: Tree = {
        "checkpoint": ledger.note.decode(), "entries": entries, "format": FORMAT, "origin": ledger.origin,
        "vkey": str(ledger.vkey),
    }  # fmt: skip
    return canonical(proof)


def _within(path: str, names: Collection[str]) -> bool:
    while path:
        if path in names:
            return True
        path = path.rpartition(".")[0]
    return False


def verify_proof(data: bytes, vkey: str | None = None) -> ProofChecked:
    """Check a proof file; `vkey` is the record's key as known from elsewhere.

    Raises `BadFormat` when `vkey` is none; all that is wrong with the file comes back as faults.
    """
    given = parse_vkey(vkey) if vkey else None
    try:
        proof = _fields_of(_parsed(data), "checkpoint", "entries", "format", "origin", "vkey")
        key = given or parse_vkey(_text(proof["vkey"]))
        checkpoint = open_note(_text(proof["checkpoint"]).encode(), key)
        if proof["format"] != FORMAT or proof["origin"] != key.name or proof["vkey"] != str(key):
            raise BadFormat("its format, origin or key is another")
    except GowahError as error:
        return ProofChecked(faults=(Fault(where="proof", what=str(error)),), vkey=vkey or "")
    return _checked(proof["entries"], checkpoint, key, GIVEN if given else ITSELF)


def proof_checkpoint(data: bytes) -> bytes:
    """The signed note inside a proof file that was found good. Raises `BadFormat`."""
    return _text(_fields_of(_parsed(data), "checkpoint", "entries", "format", "origin", "vkey")["checkpoint"]).encode()


def _checked(rows: Tree, checkpoint: Checkpoint, key: VerifierKey, key_from: str) -> ProofChecked:
    faults: list[Fault] = []
    entries: list[Proved] = []
    last = -1
    for n, row in enumerate(rows if isinstance(rows, list) else [None]):
        try:
            entry = _entry(row, checkpoint)
            if entry.id <= last:
                raise BadFormat("the entries are not in order")
        except GowahError as error:
            faults.append(Fault(where=f"entry {n} of the proof", what=str(error)))
            continue
        last = entry.id
        entries.append(entry)
    return ProofChecked(
        faults=tuple(faults), origin=checkpoint.origin, size=checkpoint.size, root=checkpoint.root.hex(),
        vkey=str(key), key_from=key_from, entries=tuple(entries),
    )  # fmt: skip


def _entry(row: Tree, checkpoint: Checkpoint) -> Proved:
    names = ("fields", "id", "line", "path") if isinstance(row, dict) and "fields" in row else ("id", "line", "path")
    found = _fields_of(row, *names)
    id_, path = found["id"], found["path"]
    if not isinstance(id_, int) or isinstance(id_, bool) or not isinstance(path, list):
        raise BadFormat("an entry has an id, a line and a path")
    data = _text(found["line"]).encode()
    line = read_line(data)
    root = root_from_inclusion(leaf_hash(data), id_, checkpoint.size, [_hash(step) for step in path])
    if root != checkpoint.root:
        raise LedgerBroken("its line is not in the tree that was signed")
    fields: tuple[Field, ...] = ()
    if "fields" in found:
        fields = fields_from_tree(found["fields"])
        if seal_of_fields(fields) != line.seal:
            raise LedgerBroken("its fields are not those that were sealed")
    return Proved(id=id_, line=line, values=shown(fields))


def _parsed(data: bytes) -> Tree:
    if len(data) > PROOF_LIMIT:
        raise BadFormat("a proof is at most 500 MB")
    return parse(data)


def _fields_of(tree: Tree, *names: str) -> dict[str, Tree]:
    if not isinstance(tree, dict) or sorted(tree) != list(names):
        raise BadFormat(f"it should have {', '.join(names)}")
    return tree


def _text(tree: Tree) -> str:
    if not isinstance(tree, str):
        raise BadFormat("a text is missing")
    return tree


def _hash(step: Tree) -> bytes:
    text = _text(step)
    if len(text) != 2 * HASH or text.strip("0123456789abcdef"):
        raise BadFormat("a hash is 64 hex digits")
    return bytes.fromhex(text)
