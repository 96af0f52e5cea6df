"""The settings and tables in force: what the recipe and the hand-made tables say."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TypeAlias

from gowah.link import read_weights
from gowah.model import Role
from gowah.record.folder import LINK_MODEL, RECIPE
from gowah.words import Settings, Tables, load_tables, read_settings

InForce: TypeAlias = tuple[Settings, Tables]
Recipe: TypeAlias = frozenset[tuple[tuple[str, str], bytes]]
"""((role, name), bytes) of the recipe and of each table made by hand."""


@lru_cache(maxsize=4)
def in_force(recipe: Recipe) -> InForce:
    """The settings and tables that these recipe files make."""
    found = dict(recipe)
    settings = read_settings(found.get((Role.SETTINGS.value, RECIPE), b"").decode("utf-8"))
    model = found.get((Role.MODEL.value, LINK_MODEL), b"").decode("utf-8")
    if model:
        read_weights(model)  # one that cannot be read is told at once
    settings = replace(settings, link=replace(settings.link, model=model))
    hand = {name: data.decode("utf-8") for (role, name), data in found.items() if role == Role.TABLE}
    return settings, load_tables(settings.words.regions, hand)
