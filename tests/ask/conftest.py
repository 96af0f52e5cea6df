from __future__ import annotations

import pytest

from gowah.words import Settings, Tables, load_tables


@pytest.fixture(scope="session")
def tables() -> Tables:
    return load_tables(("afghanistan",))


@pytest.fixture(scope="session")
def settings() -> Settings:
    return Settings()
