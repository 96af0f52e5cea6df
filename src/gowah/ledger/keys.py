"""The keys of a record, kept outside it: `$XDG_CONFIG_HOME/gowah/<origin>/`, for the owner's eyes only.

    ledger.key    signs checkpoints: `PRIVATE+KEY+<name>+<key hash>+<base64 of 01 ‖ seed>`, as Go's note package
    person.key    signs rulings: 64 hex digits
    secret        keys the list of what must not come back: 64 hex digits
    checkpoint    the note signed last: whoever puts an older ledger in place is found out

Whoever copies this folder can sign in this record's name. Without it a record can be read and verified,
but not written to.
"""

from __future__ import annotations

import base64
import dataclasses
import os
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from gowah.errors import BadFormat, LedgerBroken, RolledBack, UnknownName, UsageMistake
from gowah.ledger.checkpoint import (
    ED25519,
    Checkpoint,
    VerifierKey,
    check_origin,
    open_note,
    public_key,
    sign_bytes,
    sign_note,
)  # fmt: skip
from gowah.ledger.disk import Disk, RealDisk, locked, refusals, store
from gowah.model import Decided, Verdict
from gowah.model.canonical import canonical
from gowah.model.codec import to_tree

RULING_LABEL = "gowah/ruling/v1"
_PREFIX = "PRIVATE+KEY+"
_HEX32 = re.compile(r"[0-9a-f]{64}")


class NotThere(UnknownName):
    """The keys of this record are not on this machine."""


def keys_folder(origin: str) -> Path:
    """Where the keys of a record lie: every character but a-z, 0-9, `-`, `_` and inner dots is written %XX."""
    base = os.environ.get("XDG_CONFIG_HOME", "")
    home = Path(base) if os.path.isabs(base) else Path.home() / ".config"
    safe = re.sub(r"[^a-z0-9._-]|^\.", lambda found: f"%{ord(found[0]):02X}", check_origin(origin))
    return home / "gowah" / safe


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyring:
    """The keys of one record. `repr` shows none of them."""

    origin: str
    folder: Path
    seed: bytes = dataclasses.field(repr=False)
    person_seed: bytes = dataclasses.field(repr=False)
    secret: bytes = dataclasses.field(repr=False)
    disk: Disk = dataclasses.field(default_factory=RealDisk, repr=False, compare=False)

    @classmethod
    def create(
        cls, origin: str, *, folder: Path | None = None, disk: Disk | None = None,
        random: Callable[[int], bytes] = os.urandom,
    ) -> Keyring:  # fmt: skip
        """New keys for a new record. Raises `UsageMistake` when there are keys for this origin already."""
        folder = folder or keys_folder(origin)
        if (folder / "ledger.key").exists():
            raise UsageMistake(
                f"there are keys for the origin {origin} already",
                hint="Give the new record an origin of its own: two records under one key could contradict each other.",
            )
        with refusals("making the keys"):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            folder.chmod(0o700)
        ring = cls(
            origin=check_origin(origin), folder=folder, seed=random(32), person_seed=random(32), secret=random(32),
            disk=disk or RealDisk(),
        )  # fmt: skip
        files = {
            "person.key": ring.person_seed.hex() + "\n",
            "secret": ring.secret.hex() + "\n",
            "ledger.key": _printed(ring.vkey, ring.seed),
        }
        store(ring.disk, folder, [(folder / name, text.encode()) for name, text in files.items()])
        return ring

    @classmethod
    def open(cls, origin: str, *, folder: Path | None = None, disk: Disk | None = None) -> Keyring:
        """The keys of this origin. Raises `NotThere`; `BadFormat` when a file is damaged."""
        folder = folder or keys_folder(origin)
        try:
            key, person, secret = [(folder / name).read_text() for name in ("ledger.key", "person.key", "secret")]
        except FileNotFoundError:
            raise NotThere(
                f"the keys of {origin} are not on this machine",
                hint="Reading and verifying work without them. To write, copy the keys' folder here from the machine "
                "that made the record (by a safe way: whoever has it can sign in the record's name).",
            ) from None
        except OSError as error:
            raise NotThere(f"the keys of {origin} cannot be read: {error.strerror}") from None
        return cls(
            origin=origin, folder=folder, seed=_seed(key, origin), person_seed=_hex32(person), secret=_hex32(secret),
            disk=disk or RealDisk(),
        )  # fmt: skip

    @property
    def vkey(self) -> VerifierKey:
        """The public half of the ledger's key: what a verifier must hold, from somewhere else than the record."""
        return VerifierKey(name=self.origin, public=public_key(self.seed))

    @property
    def person(self) -> bytes:
        """The public half (32 bytes) of the person's key."""
        return public_key(self.person_seed)

    @property
    def key_id(self) -> str:
        """The 16 hex digits that stand for the person in `by`: `key:<key_id>`."""
        return key_id(self.person)

    def sign(self, checkpoint: Checkpoint) -> bytes:
        """The signed note of a checkpoint of this record."""
        return sign_note(checkpoint, self.seed)

    def introduction(self) -> Decided:
        """The ruling that enters the person's key into the record, so that anyone can check later rulings."""
        return Decided(verdict=Verdict.KEY_ADDED, term=self.person.hex())

    def sign_ruling(self, ruling: Decided, *, at: str, because: Iterable[int]) -> Decided:
        """The ruling with the person's signature over `ruling_bytes`."""
        by = f"key:{self.key_id}"
        message = ruling_bytes(origin=self.origin, at=at, because=because, by=by, ruling=ruling)
        signature = base64.b64encode(sign_bytes(self.person_seed, message)).decode()
        return dataclasses.replace(ruling, signature=signature)

    def checkpoint(self) -> bytes | None:
        """The note signed last, or None before the first."""
        try:
            return (self.folder / "checkpoint").read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise LedgerBroken(f"the checkpoint remembered with the keys cannot be read: {error.strerror}") from None

    def advance(self, expected: bytes | None, new: bytes) -> None:
        """Remember `new` if what is remembered is still `expected`.

        Raises `RolledBack` when another copy of the record has been written to in the meantime.
        """
        with locked(self.folder / ".lock", timeout=10):
            if self.checkpoint() != expected:
                raise RolledBack("another copy of this record was written to with the same keys", hint=ROLLBACK_HINT)
            store(self.disk, self.folder, [(self.folder / "checkpoint", new)])

    def accept_rollback(self, note: bytes) -> None:
        """Forget what was signed after `note` and go on from there: the last way out of `RolledBack`.

        The forgotten checkpoint is kept beside as `checkpoint.<size>.forgotten`. Whoever holds it can show that
        this record has two histories, and will be right. Raises as `open_note` for a note that is not ours.
        """
        open_note(note, self.vkey)
        with locked(self.folder / ".lock", timeout=10):
            old = self.checkpoint()
            files = [(self.folder / "checkpoint", note)]
            if old is not None:
                size = open_note(old, self.vkey).size
                files.insert(0, (self.folder / f"checkpoint.{size}.forgotten", old))
            store(self.disk, self.folder, files)


ROLLBACK_HINT = (
    "Put back the newest copy of the folder ledger/ (and bodies/): any good copy will do, and nothing is lost. "
    "If there is none, begin a new record under a new origin and keep the reports again. Only if you can live with a "
    "record that has two histories: gowah.ledger.Keyring.accept_rollback (docs/threat-model.md, 'Rolled back')."
)


def key_id(public: bytes) -> str:
    """16 hex digits: the beginning of the SHA-256 of a person's public key (32 bytes)."""
    return sha256(public).hexdigest()[:16]


def ruling_bytes(*, origin: str, at: str, because: Iterable[int], by: str, ruling: Decided) -> bytes:
    """What a person signs: the record, the time, what it rests on, who, and the ruling without its signature."""
    unsigned = to_tree(dataclasses.replace(ruling, signature=None))
    said = canonical({"at": at, "because": list(because), "body": unsigned, "by": by})
    return f"{RULING_LABEL}\n{origin}\n".encode() + said


def _printed(vkey: VerifierKey, seed: bytes) -> str:
    return f"{_PREFIX}{vkey.name}+{vkey.key_hash.hex()}+{base64.b64encode(ED25519 + seed).decode()}\n"


def _seed(text: str, origin: str) -> bytes:
    try:
        blob = base64.b64decode(text.strip().split("+", 4)[-1], validate=True)
    except ValueError:
        blob = b""
    if len(blob) == 33 and text == _printed(VerifierKey(name=origin, public=public_key(blob[1:])), blob[1:]):
        return blob[1:]
    raise BadFormat(f"the ledger key of {origin} is damaged", hint="Put back a copy of the keys' folder.")


def _hex32(text: str) -> bytes:
    if not _HEX32.fullmatch(text.strip()):
        raise BadFormat("a key file is damaged", hint="Put back a copy of the keys' folder.")
    return bytes.fromhex(text.strip())
