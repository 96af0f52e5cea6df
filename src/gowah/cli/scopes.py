"""Scopes of figures in words."""

from __future__ import annotations

from gowah.model import Scope
from gowah.words import Tables


def scope_words(scope: Scope, tables: Tables) -> str:
    """`in Kabul, by ISKP, 2022`; `all` when nothing is narrowed."""
    parts = []
    if scope.incident:
        parts.append(scope.incident)
    if scope.place:
        parts.append("in " + (tables.places[scope.place].name if scope.place in tables.places else scope.place))
    for table, code, word in (
        ("communities", scope.community, "on "), ("groups", scope.perpetrator, "by "), ("sites", scope.site, "at "),
        ("tactics", scope.tactic, ""),
    ):  # fmt: skip
        if code:
            row = tables.terms.get(table, {}).get(code)
            parts.append(word + (row.name if row else code))
    if scope.responsibility:
        parts.append(f"responsibility {scope.responsibility}")
    if scope.earliest or scope.latest:
        parts.append(_period(scope.earliest, scope.latest))
    return ", ".join(parts) or "all"


def _period(earliest: str | None, latest: str | None) -> str:
    if earliest and latest and earliest[:4] == latest[:4]:
        if earliest.endswith("-01-01") and latest.endswith("-12-31"):
            return earliest[:4]
        if earliest[:7] == latest[:7] and earliest.endswith("-01"):
            return earliest[:7]
    return f"{earliest or '…'} to {latest or '…'}"
