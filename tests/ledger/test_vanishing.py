"""A file that goes between being listed and being looked at (a writer's temporary one) is no fault and no crash."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from ledger_desk import Desk

from gowah.ledger import strays, verify


def test_a_file_that_vanishes_while_it_is_looked_at(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    passing = desk.folder / "ledger" / "checkpoint.new"
    passing.write_bytes(b"x")
    listed = os.scandir

    def listing(path: str | Path) -> list[os.DirEntry[str]]:
        found = list(listed(path))
        if Path(path).name == "ledger":
            passing.unlink(missing_ok=True)
        return found

    monkeypatch.setattr(strays.os, "scandir", listing)
    assert verify(desk.folder, vkey=str(desk.keyring.vkey)).ok
