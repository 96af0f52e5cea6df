"""Every test gets keys of its own; those that need the shared data skip where it is absent."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gowah.testing import private_keys

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture(autouse=True)
def keys_of_this_test(tmp_path: Path) -> Iterator[None]:
    with private_keys(tmp_path / "keys"):
        yield


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if not SHARED.is_dir():
        skip = pytest.mark.skip(reason="needs the shared data beside the checkout (../shared/data)")
        for item in items:
            if "shared" in item.keywords:
                item.add_marker(skip)


@pytest.fixture
def shared() -> Path:
    """The folder of development data, beside the checkout."""
    return SHARED
