"""Checkpoints (C2SP tlog-checkpoint) and the signed notes they stand in. The only file that knows Ed25519.

    <origin>                                   the note's text: exactly these three lines,
    <size>                                     no extension lines
    <root, base64>

    — <name> <base64 of key hash ‖ signature>  one line a signature, after an empty line

A verifier key is `<name>+<key hash, 8 hex>+<base64 of 01 ‖ public key>`; the key hash, the first four
bytes of SHA-256(name ‖ "\\n" ‖ 01 ‖ public key), is only a name. Everything is parsed strictly: what
does not print back the same is refused (`BadFormat`).
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from hashlib import sha256

from gowah.errors import BadFormat, ForeignKey, LedgerBroken

ED25519 = b"\x01"
_NAME = re.compile(r"[0-9A-Za-z][0-9A-Za-z._/:@~-]{0,199}")
_SIZE = re.compile(r"0|[1-9]\d{0,15}")
_DASH = "\u2014 "
_MAX_NOTE = 100_000
_MAX_SIGNATURES = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """A promise about the first `size` entries of the log `origin`: `root` (32 bytes) is their tree's."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        """The text that is signed."""
        return f"{self.origin}\n{self.size}\n{_encode(self.root)}\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """A note's signature as printed: who, by which key (hash of 4 bytes), and its bytes."""

    name: str
    key_hash: bytes
    signature: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A text and the signatures under it."""

    text: str
    signatures: tuple[Signature, ...]

    def bytes(self) -> bytes:
        """The note as stored."""
        lines = [f"{_DASH}{s.name} {_encode(s.key_hash + s.signature)}\n" for s in self.signatures]
        return (self.text + "\n" + "".join(lines)).encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifierKey:
    """An Ed25519 public key (32 bytes) and the name it signs under."""

    name: str
    public: bytes

    @property
    def key_hash(self) -> bytes:
        """Four bytes that tell keys apart; no security rests on them."""
        return sha256(self.name.encode() + b"\n" + ED25519 + self.public).digest()[:4]

    def __str__(self) -> str:
        """The vkey, as `golang.org/x/mod/sumdb/note` reads it."""
        return f"{self.name}+{self.key_hash.hex()}+{_encode(ED25519 + self.public)}"


def check_origin(origin: str) -> str:
    """The origin if it can name a log and a key (letters, digits, `._/:@~-`), else `BadFormat`."""
    if not _NAME.fullmatch(origin):
        raise BadFormat(
            "an origin is 1 to 200 letters, digits and ._/:@~- and begins with a letter or digit",
            hint="Such as casualty-desk.example/kabul-2022: a name that nobody else would give a record.",
        )
    return origin


def parse_vkey(text: str) -> VerifierKey:
    """The key of a vkey (`BadFormat` if it is none, or not Ed25519)."""
    parts = text.split("+", 2)
    key = _decode(parts[2]) if len(parts) == 3 else b""
    if len(key) != 33 or key[:1] != ED25519:
        raise BadFormat("not an Ed25519 verifier key", hint="A vkey looks like name+1a2b3c4d+AbCd…")
    vkey = VerifierKey(name=check_origin(parts[0]), public=key[1:])
    if str(vkey) != text:
        raise BadFormat("a verifier key whose parts contradict each other")
    return vkey


def parse_checkpoint(text: str) -> Checkpoint:
    """The checkpoint of a note's text (`BadFormat`)."""
    lines = text.split("\n")
    if len(lines) != 4 or lines[3] or not _SIZE.fullmatch(lines[1]):
        raise BadFormat("a checkpoint is origin, size and root, a line each")
    root = _decode(lines[2])
    if len(root) != 32:
        raise BadFormat("a root is 32 bytes")
    return Checkpoint(origin=check_origin(lines[0]), size=int(lines[1]), root=root)


def parse_note(data: bytes) -> Note:
    """The note that prints as these bytes, and no other (`BadFormat`)."""
    if len(data) > _MAX_NOTE:
        raise BadFormat("a note is at most 100,000 bytes")
    try:
        text, found, tail = data.decode().rpartition("\n\n")
    except UnicodeDecodeError as error:
        raise BadFormat("a note is UTF-8") from error
    lines = tail.split("\n")
    if not found or lines.pop() or not 0 < len(lines) <= _MAX_SIGNATURES:
        raise BadFormat("a note is a text, an empty line and signatures")
    note = Note(text=text + "\n", signatures=tuple(_signature(line) for line in lines))
    if note.bytes() != data:
        raise BadFormat("a note that does not print back the same")
    return note


def open_note(data: bytes, vkey: VerifierKey) -> Checkpoint:
    """The checkpoint in a note signed by this key.

    Raises `BadFormat`; `ForeignKey` when the key has not signed or the origin is another's;
    `LedgerBroken` when its signature is wrong.
    """
    note = parse_note(data)
    ours = [s for s in note.signatures if s.name == vkey.name and s.key_hash == vkey.key_hash]
    if not ours:
        raise ForeignKey("the checkpoint is not signed by the expected key")
    if not all(verify_bytes(vkey.public, s.signature, note.text.encode()) for s in ours):
        raise LedgerBroken("the checkpoint's signature is wrong")
    checkpoint = parse_checkpoint(note.text)
    if checkpoint.origin != vkey.name:
        raise ForeignKey("the checkpoint is of another log than its key")
    return checkpoint


def sign_note(checkpoint: Checkpoint, seed: bytes) -> bytes:
    """The signed note of a checkpoint; the key's name is the origin, `seed` its 32 secret bytes."""
    key = VerifierKey(name=checkpoint.origin, public=public_key(seed))
    signature = sign_bytes(seed, checkpoint.text().encode())
    signed = Signature(name=key.name, key_hash=key.key_hash, signature=signature)
    return Note(text=checkpoint.text(), signatures=(signed,)).bytes()


def public_key(seed: bytes) -> bytes:
    """The Ed25519 public key (32 bytes) of a seed (32 bytes)."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()


def sign_bytes(seed: bytes, message: bytes) -> bytes:
    """The Ed25519 signature (64 bytes)."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(seed).sign(message)


def verify_bytes(public: bytes, signature: bytes, message: bytes) -> bool:
    """Whether the signature is this key's over the message."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def _signature(line: str) -> Signature:
    parts = line.removeprefix(_DASH).split(" ")
    blob = _decode(parts[1]) if line.startswith(_DASH) and len(parts) == 2 else b""
    if len(blob) < 5 or not parts[0] or "+" in parts[0] or any(c.isspace() for c in parts[0]):
        raise BadFormat("a signature line is malformed")
    return Signature(name=parts[0], key_hash=blob[:4], signature=blob[4:])


def _encode(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _decode(text: str) -> bytes:
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadFormat("not base64") from error
    if _encode(data) != text:
        raise BadFormat("base64 that does not print back the same")
    return data
