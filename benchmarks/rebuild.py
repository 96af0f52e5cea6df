#!/usr/bin/env python3
"""How long it takes to fold 100,000 claims into views, against reading and checking the same ledger.

    benchmarks/rebuild.py [CLAIMS]

The ledger is made of texts with 50 claims of one value each. Prints one JSON object.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from hashlib import sha256
from pathlib import Path

from gowah import Record
from gowah.ledger import Draft, New, verify
from gowah.model import Claimed, Count, Described, Kept, Role, Span, Value
from gowah.testing import private_keys
from gowah.views import View, fold

AT, BY = "2022-12-31T12:00:00Z", "tool:gowah-benchmark/1"


def main(claims: int) -> None:
    with tempfile.TemporaryDirectory() as scratch, private_keys(Path(scratch) / "keys"):
        record = Record.create(Path(scratch) / "record")
        fill(record, claims)
        began = time.perf_counter()
        entries = sum(1 for _ in record.ledger.entries())
        read = time.perf_counter() - began
        began = time.perf_counter()
        with View(Path(scratch) / "views" / "record.sqlite") as view:
            fold(view.db, record.ledger.entries(), record.ledger.original)
        folded = time.perf_counter() - began
        began = time.perf_counter()
        verify(record.folder)
        verified = time.perf_counter() - began
    print(
        json.dumps({
            "benchmark": "rebuild", "claims": claims, "entries": entries, "seconds": round(folded, 2),
            "seconds per 100,000 claims": round(folded * 100_000 / claims, 2),
            "ratio to reading the ledger": round(folded / read, 2),
            "ratio to verifying it": round(folded / verified, 2),
        })
    )  # fmt: skip


def fill(record: Record, claims: int) -> None:
    """Enters one report, then texts read out of it with 50 claims each."""
    for first in range(0, claims, 5_000):
        drafts, originals = [], []
        for n in range(first, min(first + 5_000, claims), 50):
            words = f"Report {n}. At least {n} people were killed.\n".encode()
            digest = sha256(words).hexdigest()
            here = len(drafts)
            common = {
                "digest": digest,
                "size": len(words),
                "taken_at": AT,
                "name": f"{n}.txt",
                "taken_from": f"{n}.txt",
            }
            drafts.append(Draft(at=AT, by=BY, body=Kept(role=Role.ORIGINAL, media_type="text/plain", **common)))
            text = Kept(role=Role.TEXT, media_type="text/plain", described=Described(language="en"), **common)
            drafts.append(Draft(at=AT, by=BY, body=text, because=(New(here),)))
            originals.append(words)
            value = Value(
                property="killed", value=Count(low=n, as_written=f"At least {n}"), quote="people", start=9, end=15
            )
            for k in range(50):
                body = Claimed(kind="attack", anchor=Span(start=k, end=k + 1), values=(value,))
                drafts.append(Draft(at=AT, by=BY, body=body, because=(New(here + 1),)))
        record.ledger.append(drafts, originals)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
