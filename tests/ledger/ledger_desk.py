"""A small desk that keeps a record: one report, what it claims, a ruling."""

from __future__ import annotations

import os
import random
import shutil
from hashlib import sha256
from pathlib import Path

from gowah.ledger import Draft, Keyring, Ledger, New
from gowah.ledger.disk import Disk
from gowah.model import Body, Claimed, Count, Kept, Role, Span, Speaker, Term, Value

ORIGIN = "desk.example/market-attacks"
AT = "2022-09-07T10:00:00Z"
TOOL = "tool:gowah-claim-english/1.0.0"
REPORT = b"At least three people were killed at the market, the hospital said."


def campaign(steps: int, share: int) -> list[int]:
    """All of these steps with GOWAH_CAMPAIGN set (`make campaign`), else one in `share`, drawn by a fixed seed."""
    if os.environ.get("GOWAH_CAMPAIGN"):
        return list(range(steps))
    return sorted({0, steps - 1, *random.Random(2022).sample(range(steps), steps // share)})


class Desk:
    """A record folder with its keys, and the drafts that a test needs."""

    def __init__(self, folder: Path, keyring: Keyring) -> None:
        self.folder, self.keyring = folder, keyring
        self.ledger = Ledger.open(folder, keyring)

    @property
    def me(self) -> str:
        return f"key:{self.keyring.key_id}"

    def open(self, disk: Disk | None = None, timeout: float = 20) -> Ledger:
        return Ledger.open(self.folder, Keyring.open(ORIGIN, disk=disk), disk=disk, timeout=timeout)

    def kept(self, content: bytes = REPORT) -> Draft:
        return draft(
            Kept(
                role=Role.ORIGINAL, digest=sha256(content).hexdigest(), media_type="text/plain", size=len(content),
                taken_from="report.txt", taken_at=AT, name="report.txt",
            )
        )  # fmt: skip

    def copy(self, to: Path) -> Path:
        return Path(shutil.copytree(self.folder, to))


def draft(body: Body, *because: int | New, by: str = TOOL) -> Draft:
    return Draft(at=AT, by=by, body=body, because=because)


def killed(number: int, quote: str = "three people were killed") -> Claimed:
    value = Value(
        property="killed", value=Count(low=number, as_written="At least three"), quote=quote, start=9,
        end=9 + len(quote), speakers=(Speaker(name="the hospital"),),
    )  # fmt: skip
    site = Value(property="site", value=Term(code="market", as_written="market"), quote="market", start=41, end=47)
    return Claimed(kind="attack", anchor=Span(start=9, end=33), values=(value, site))
