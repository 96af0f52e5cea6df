"""The incident table."""

from __future__ import annotations

from gowah.cli.common import in_range, table
from gowah.record import Record
from gowah.words import Tables

HEAD = ("incident", "when", "where", "killed", "injured", "reports", "origins", "by", "responsibility")


def incident_table(record: Record) -> str:
    """One line an incident, oldest first."""
    rows = []
    for row in record.dump()["incidents"]:
        when, where, origins = row["when"] or {}, row["where"] or {}, row["origins"] or {}
        low, high = origins.get("low"), origins.get("high")
        cells = (
            row["id"], _when(when), _where(where, record.tables), _toll(row, "killed"),
            _toll(row, "injured"), str(len(row["sources"])), str(low) if low == high else f"{low}–{high}",
            (row["perpetrator"] or {}).get("code", "?"), row["responsibility"]["status"],
        )  # fmt: skip
        rows.append(cells)
    rows.sort(key=lambda row: (row[1], row[2]))
    return table(HEAD, rows) if rows else "No incidents yet."


def _when(when: dict[str, str]) -> str:
    earliest, latest = when.get("earliest"), when.get("latest")
    return earliest if earliest and earliest == latest else f"{earliest or '?'}/{latest or '?'}"


def _where(where: dict[str, str], tables: Tables) -> str:
    place = tables.places.get(where.get("place") or "")
    return place.name if place else where.get("name") or "?"


def _toll(row: dict[str, dict[str, int] | None], measure: str) -> str:
    toll = row[measure] or {}
    return in_range(toll.get("low"), toll.get("best"), toll.get("high"))
