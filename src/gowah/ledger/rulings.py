"""Whose rulings count: a person's key enters the record as a ruling itself, signed by one that is in it already.

The first key signs its own entry; what makes it trustworthy is the signed checkpoint above it.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from gowah.ledger.checkpoint import verify_bytes
from gowah.ledger.keys import key_id, ruling_bytes
from gowah.model import Decided, Line, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """The persons' keys that are good at some point of the ledger: `key:<id>` -> public key (32 bytes)."""

    origin: str
    keys: dict[str, bytes] = field(default_factory=dict)
    begun: bool = False

    def judge(self, line: Line, ruling: Decided) -> str:
        """What is wrong with a ruling at this point; empty if nothing is."""
        public = self.keys.get(line.by)
        if public is None and not self.begun and ruling.verdict is Verdict.KEY_ADDED:
            public = named_key(ruling)
        if public is None:
            return "it is signed by a key that the record does not know"
        if not check_ruling(public, origin=self.origin, at=line.at, because=line.because, by=line.by, ruling=ruling):
            return "the signature of this ruling is wrong"
        if ruling.verdict in (Verdict.KEY_ADDED, Verdict.KEY_RETIRED) and named_key(ruling) is None:
            return "it names no key"
        return ""

    def after(self, ruling: Decided) -> Authority:
        """The keys that are good after a ruling that was found right."""
        public = named_key(ruling)
        if public is None:
            return self
        by = f"key:{key_id(public)}"
        rest = {known: key for known, key in self.keys.items() if known != by}
        return replace(self, keys=rest | ({by: public} if ruling.verdict is Verdict.KEY_ADDED else {}), begun=True)


def check_ruling(public: bytes, *, origin: str, at: str, because: Iterable[int], by: str, ruling: Decided) -> bool:
    """Whether the ruling bears the signature of the person with this public key (32 bytes), who is the one in `by`."""
    if ruling.signature is None or by != f"key:{key_id(public)}":
        return False
    try:
        signature = base64.b64decode(ruling.signature, validate=True)
    except ValueError:
        return False
    printed = base64.b64encode(signature).decode()
    message = ruling_bytes(origin=origin, at=at, because=because, by=by, ruling=ruling)
    return printed == ruling.signature and verify_bytes(public, signature, message)


def named_key(ruling: Decided) -> bytes | None:
    """The public key (32 bytes) that a ruling adds or retires; None if it is about something else, or names none."""
    if ruling.verdict not in (Verdict.KEY_ADDED, Verdict.KEY_RETIRED):
        return None
    try:
        public = bytes.fromhex(ruling.term or "")
    except ValueError:
        return None
    return public if len(public) == 32 and public.hex() == ruling.term else None
