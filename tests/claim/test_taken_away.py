"""Where the wounded and the dead are taken to is the place of no attack."""

from __future__ import annotations

from pathlib import Path

import pytest

from gowah.testing import private_keys
from gowah.testing.records import record_of

ATTACK = "Gunmen killed seven people and wounded four in Ajristan, Ghazni, on 1 March 2021. "


@pytest.mark.parametrize("after", [
    "An ambulance took the seven dead to Nili.",
    "Villagers drove the four wounded to Nili.",
    "A helicopter flew the four injured to the hospital in Nili.",
    "The four wounded were transferred to the provincial hospital in Nili.",
    "The bodies of the seven dead were taken to a clinic in Nili.",
])  # fmt: skip
def test_where_the_dead_and_the_wounded_are_taken_nobody_was_attacked(after: str, tmp_path: Path) -> None:
    assert struck(ATTACK + after, tmp_path) == ["AF-GHA.ajristan"]


def test_wounding_on_the_way_places_the_attack(tmp_path: Path) -> None:
    body = "Gunmen rushed a checkpoint and wounded five guards in Nili, Daykundi, on 1 March 2021."
    assert struck(body, tmp_path) == ["AF-DAY.nili"]


def struck(body: str, folder: Path) -> list[str | None]:
    report = f"Publisher: Khat Post\nPublished: 12 March 2022\n\n{body}\n"
    with private_keys(folder / "keys"):
        record = record_of(folder / "record", {"khat.txt": report})
        return [row["where"] and row["where"]["place"] for row in record.dump()["incidents"]]
