"""A small record for every test of the ledger."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from ledger_desk import ORIGIN, REPORT, Desk, draft, killed

from gowah.ledger import Keyring, Ledger, New
from gowah.ledger.keys import keys_folder
from gowah.model import Decided, Verdict


@pytest.fixture(scope="session")
def _first_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Keys and a record made once; each test works on copies."""
    home = tmp_path_factory.mktemp("desk")
    keyring = Keyring.create(ORIGIN, folder=home / "keys")
    ledger = Ledger.create(home / "record", ORIGIN, keyring)
    me = f"key:{keyring.key_id}"
    ledger.append([draft(keyring.introduction(), by=me)])
    desk = Desk(home / "record", keyring)
    ledger.append([desk.kept(), draft(killed(3), New(0)), draft(killed(4), New(0))], [REPORT])
    ruling = Decided(verdict=Verdict.RIGHT, about=("e2.0",), reason="the ward book says so")
    ledger.append([draft(ruling, 2, by=me)])
    return home


@pytest.fixture
def desk(_first_desk: Path, tmp_path: Path) -> Desk:
    """e0 the key, e1 the report, e2 and e3 claims of it, e4 a ruling on e2."""
    shutil.copytree(_first_desk / "keys", keys_folder(ORIGIN))
    shutil.copytree(_first_desk / "record", tmp_path / "record")
    return Desk(tmp_path / "record", Keyring.open(ORIGIN))


@pytest.fixture
def grow_by() -> Callable[[Desk, int], range]:
    """Append so many claims on the report."""

    def append(desk: Desk, number: int) -> range:
        return desk.ledger.append([draft(killed(n), 1) for n in range(number)])

    return append
