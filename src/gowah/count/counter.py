"""Incidents → figures: first each attack's own, then the sums by scope."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass

from gowah.count.incidents import Counted, counted
from gowah.count.origins import Units
from gowah.count.scopes import scopes, summed
from gowah.errors import UsageMistake
from gowah.model import Family, Figure, Incident, Mention, Scope, SourceText
from gowah.words.settings import Settings
from gowah.words.tables import Tables

RULES = ("best",)
"""The rules there are; each is described in docs/methodology.md."""
MEASURES = ("incidents", "killed", "injured", "hurt")


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginsCounter:
    """Counts over origins, not reports: a number copied eight times is one."""

    name: str = "gowah-count-origins"
    version: str = "1.0.0"

    def count(
        self, texts: Sequence[SourceText], mentions: Sequence[Mention], families: Sequence[Family],
        incidents: Sequence[Incident], tables: Tables, settings: Settings,
    ) -> Iterator[Figure]:  # fmt: skip
        """Tolls of each incident, then figures by scope. Raises `UsageMistake` for an unknown rule."""
        rule = settings.count.rule
        if rule not in RULES:
            raise UsageMistake(f"there is no counting rule {rule!r}", hint=f"Rules are {', '.join(RULES)}.")
        units = Units(texts, families, tables)
        by_entry = {mention.entry: mention for mention in mentions}
        found = [
            counted(incident, [by_entry[n] for n in incident.mentions if n in by_entry], units, tables, rule)
            for incident in incidents
        ]
        for one in found:
            yield from (one.figures[measure] for measure in MEASURES if measure in one.figures)
        for scope, members in _grouped(found, tables):
            yield from (summed(members, scope, measure, rule, units) for measure in MEASURES)


def _grouped(found: Sequence[Counted], tables: Tables) -> list[tuple[Scope, list[Counted]]]:
    """Scopes in a fixed order, each with its incidents."""
    by_scope: dict[Scope, list[Counted]] = {}
    for one in found:
        for scope in dict.fromkeys(scopes(one.incident, tables)):
            by_scope.setdefault(scope, []).append(one)
    return sorted(by_scope.items(), key=lambda item: tuple(part or "" for part in astuple(item[0])))
