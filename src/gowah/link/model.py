"""The weights of a link score: a table a person can read, `model.json`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from gowah.errors import BadFormat
from gowah.model import Part


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """comparison -> what was found -> weight in millibits (thousandths of log2 of the odds)."""

    name: str
    version: int
    table: Mapping[str, Mapping[str, int]]

    def part(self, comparison: str, found: str) -> Part:
        """The summand for what was found; what the table does not know weighs nothing."""
        return Part(comparison=comparison, found=found, weight=self.table.get(comparison, {}).get(found, 0))


def read_weights(text: str) -> Weights:
    """The weights a JSON text holds. Raises `BadFormat` for anything else."""
    try:
        raw = json.loads(text)
        table = {
            str(comparison): {str(found): _whole(weight) for found, weight in levels.items()}
            for comparison, levels in raw["weights"].items()
        }
        return Weights(name=str(raw["name"]), version=_whole(raw["version"]), table=table)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadFormat(f"not a link model: {error!r}", hint="See docs/link.md for the form of a model.") from error


def _whole(number: object) -> int:
    if isinstance(number, bool) or not isinstance(number, int):
        raise ValueError(f"{number!r} is not a whole number")
    return number


@cache
def shipped_weights() -> Weights:
    """The weights that come with the program."""
    return read_weights((files("gowah") / "link" / "model.json").read_text(encoding="utf-8"))
