"""What is wrong with a recipe is said with its file, its line and what to do."""

from __future__ import annotations

import pytest

from gowah.errors import BadFormat, UsageMistake
from gowah.model import Role
from gowah.record.recipe import in_force
from gowah.words import load_tables, read_settings


def test_a_table_without_a_column_is_told_of_its_first_line() -> None:
    with pytest.raises(UsageMistake, match=r"hand/places\.csv, line 1: no column 'name'") as told:
        load_tables(("afghanistan",), {"places": "id,kind\nAF-X,district\n"})
    assert told.value.hint


def test_settings_that_are_no_toml_come_with_a_hint() -> None:
    with pytest.raises(UsageMistake, match="not TOML") as told:
        read_settings("[words\n")
    assert told.value.hint


def test_a_link_model_that_cannot_be_read_is_named() -> None:
    recipe = frozenset({((Role.MODEL.value, "link.json"), b"no model")})
    with pytest.raises(BadFormat, match=r"link\.json: not a link model: .*line 1"):
        in_force(recipe)
