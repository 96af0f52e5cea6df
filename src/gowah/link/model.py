"""The link model: what each finding weighs, in a table a person can read (`model.json`)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from gowah.errors import BadFormat
from gowah.model import Part

NEVER = -99_000
"""Millibits of a finding that forbids that two mentions are one attack, whatever else they share."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """comparison -> what was found -> weight in millibits (thousandths of log2 of the odds).

    `shares`: for a learned weight the shares it comes from, per million: of pairs of one attack, of pairs at random.
    """

    name: str
    version: int
    table: Mapping[str, Mapping[str, int]]
    shares: Mapping[str, Mapping[str, tuple[int, int]]] = field(default_factory=dict)

    def weight(self, comparison: str, found: str) -> int:
        """Millibits; what the table does not know weighs nothing."""
        return self.table.get(comparison, {}).get(found, 0)

    def part(self, comparison: str, found: str) -> Part:
        """The summand for what was found."""
        return Part(comparison=comparison, found=found, weight=self.weight(comparison, found))

    @property
    def prior(self) -> int:
        """What speaks for any pair of mentions before they are compared."""
        return self.weight("prior", "any pair")


def read_weights(text: str) -> Weights:
    """The weights a JSON text holds. Raises `BadFormat` for anything else."""
    try:
        raw = json.loads(text)
        table: dict[str, dict[str, int]] = {}
        shares: dict[str, dict[str, tuple[int, int]]] = {}
        for name, levels in raw["weights"].items():
            for words, said in levels.items():
                table.setdefault(str(name), {})[str(words)] = _weight(said)
                if isinstance(said, dict) and "m" in said:
                    shares.setdefault(str(name), {})[str(words)] = (_whole(said["m"]), _whole(said["u"]))
        return Weights(name=str(raw["name"]), version=_whole(raw["version"]), table=table, shares=shares)
    except KeyError as error:
        raise BadFormat(f"not a link model: no {error}", hint="See docs/link.md for the form of a model.") from error
    except (ValueError, TypeError, AttributeError) as error:
        raise BadFormat(f"not a link model: {error}", hint="See docs/link.md for the form of a model.") from error


def write_weights(weights: Weights) -> str:
    """The JSON text of a model, one finding a line."""
    lines = []
    for name, levels in weights.table.items():
        said = []
        for words, weight in levels.items():
            found: object = weight
            if words in weights.shares.get(name, {}):
                m, u = weights.shares[name][words]
                found = {"weight": weight, "m": m, "u": u}
            said.append(f"      {json.dumps(words)}: {json.dumps(found)}")
        lines.append(f"    {json.dumps(name)}: {{\n" + ",\n".join(said) + "\n    }")
    about = (
        "Weights in millibits (thousandths of log2 of the odds) for each thing found when two mentions are compared. "
        "m and u: how often it is found between two of one attack and two at random, per million. -99000 forbids."
    )
    head = f'  "about": {json.dumps(about)},\n  "name": {json.dumps(weights.name)},\n  "version": {weights.version},\n'
    return "{\n" + head + '  "weights": {\n' + ",\n".join(lines) + "\n  }\n}\n"


def _weight(said: object) -> int:
    return _whole(said["weight"] if isinstance(said, dict) else said)


def _whole(number: object) -> int:
    if isinstance(number, bool) or not isinstance(number, int):
        raise ValueError(f"{number!r} is not a whole number")
    return number


@cache
def shipped_weights() -> Weights:
    """The weights that come with the program."""
    return read_weights((files("gowah") / "link" / "model.json").read_text(encoding="utf-8"))
