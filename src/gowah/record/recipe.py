"""The settings and tables in force: what the recipe and the hand-made tables say."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TypeAlias

from gowah.errors import BadFormat
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
        _check(model)
    settings = replace(settings, link=replace(settings.link, model=model))
    hand = {name: data.decode("utf-8") for (role, name), data in found.items() if role == Role.TABLE}
    return settings, load_tables(settings.words.regions, hand)


def _check(model: str) -> None:
    """Tells at once of a link model that cannot be read, and of its file."""
    try:
        read_weights(model)
    except BadFormat as error:
        raise BadFormat(f"{LINK_MODEL}: {error}", hint=error.hint) from error
