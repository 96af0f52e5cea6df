"""The same content for spreadsheets and programs: CSV, JSON, GeoJSON and their description.

A CSV cell that a spreadsheet would run as a formula gets an apostrophe before it. JSON is canonical: sorted
keys, no white space, so the same record gives the same bytes.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence

from gowah.model import Figure, Incident, Where
from gowah.model.canonical import Tree, canonical
from gowah.model.codec import to_tree
from gowah.publish.content import MEASURES, Content
from gowah.words.plain import PRECISION, say_place

Cell = str | int | None
Sheet = tuple[tuple[str, ...], list[tuple[Cell, ...]]]

INCIDENT_COLUMNS = (
    "id", "earliest", "latest", "date_precision", "place_id", "place", "area_id", "where_prec", "precision", "site",
    "community", "perpetrator", "responsibility", "tactic",
    *(f"{measure}_{end}" for measure in MEASURES for end in ("low", "best", "high")),
    "reports", "origins_low", "origins_high", "grade", "page",
)  # fmt: skip
CLAIM_COLUMNS = (
    "id", "incident", "kind", "property", "type", "value", "of_whom", "certainty", "quote", "start", "end", "speakers",
    "report", "outlet", "title", "published", "language", "url", "cut",
)  # fmt: skip
FIGURE_COLUMNS = (
    "id", "measure", "perpetrator", "community", "place", "site", "tactic", "earliest", "latest", "responsibility",
    "incident", "rule", "low", "best", "high", "reports", "origins_low", "origins_high", "grade", "incidents", "values",
)  # fmt: skip


def incident_row(content: Content, incident: Incident) -> tuple[Cell, ...]:
    """One incident as the columns say."""
    tolls = content.tolls(incident.id)
    when, where = incident.when, incident.where
    ends = [getattr(tolls[m], end) if m in tolls else None for m in MEASURES for end in ("low", "best", "high")]
    reports, low, high = origins(content, incident)
    area = area_of(content, where)
    return (
        incident.id, when.earliest if when else None, when.latest if when else None, when.precision if when else None,
        where.place if where else None, say_place(where, content.tables) if where else None, area,
        where.precision if where else None, PRECISION.get(where.precision) if where else None,
        *(term.code if term else None for term in (incident.site, incident.community, incident.perpetrator)),
        incident.responsibility.status, incident.tactic.code if incident.tactic else None,
        *ends, reports, low, high, grade(content, incident), f"incidents/{incident.id}.html",
    )  # fmt: skip


def origins(content: Content, incident: Incident) -> tuple[int, int, int]:
    """(reports, origins at least, origins at most) of all that is said about an incident."""
    reports = len({statement.report.source for statement in content.of_incident(incident.id)})
    counted = [f for f in content.by_incident.get(incident.id, []) if f.reports]
    if not counted:
        return reports, min(1, reports), reports
    most = max(counted, key=lambda f: (f.reports, f.origins_high, f.origins_low, f.measure))
    return max(reports, most.reports), most.origins_low, most.origins_high


def grade(content: Content, incident: Incident) -> str | None:
    """The incident's grade under the rule shown first."""
    tolls = content.tolls(incident.id)
    return next((tolls[name].grade for name in ("incidents", *MEASURES) if name in tolls and tolls[name].grade), None)


def area_of(content: Content, where: Where | None) -> str | None:
    """The province that holds a place: the finest area that a map may shade."""
    row = content.tables.within(where.place, "province") if where else None
    return row.id if row else None


def sheets(content: Content) -> dict[str, Sheet]:
    """File name under data/ -> (columns, rows)."""
    incident_of = {mention: incident.id for incident in content.incidents for mention in incident.mentions}
    claims: list[tuple[Cell, ...]] = []
    for told in content.statements:
        value, report = told.value, told.report
        datum = to_tree(value.value)
        claims.append((
            told.id, incident_of.get(told.mention), told.kind, value.property, str(dict(_items(datum)).get("type")),
            canonical(datum).decode(), value.of_whom, value.certainty.value, value.quote, value.start, value.end,
            " > ".join(speaker.name for speaker in value.speakers) or None, report.id, report.outlet, report.title,
            report.published, report.language, report.url, "yes" if told.cut else "no",
        ))  # fmt: skip
    return {
        "incidents.csv": (INCIDENT_COLUMNS, [incident_row(content, incident) for incident in content.incidents]),
        "claims.csv": (CLAIM_COLUMNS, claims),
        "figures.csv": (FIGURE_COLUMNS, [_figure_row(figure) for figure in content.figures]),
    }


def _items(tree: Tree) -> Iterator[tuple[str, Tree]]:
    yield from tree.items() if isinstance(tree, dict) else ()


def _figure_row(figure: Figure) -> tuple[Cell, ...]:
    scope = figure.scope
    return (
        figure.id, figure.measure, scope.perpetrator, scope.community, scope.place, scope.site, scope.tactic,
        scope.earliest, scope.latest, scope.responsibility, scope.incident, figure.rule, figure.low, figure.best,
        figure.high, figure.reports, figure.origins_low, figure.origins_high, figure.grade,
        ";".join(figure.incidents), ";".join(figure.values),
    )  # fmt: skip


def csv_bytes(content: Content, columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    """RFC 4180, UTF-8 with a byte-order mark so that spreadsheets show every script."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_safe(content.guard.cut(cell)) if isinstance(cell, str) else cell for cell in row])
    return out.getvalue().encode("utf-8-sig")


_PICTURED = {n: 0x2400 + n for n in range(32) if chr(n) not in "\t\n\r"} | dict.fromkeys(range(127, 160), 0x2421)
"""Signs that steer a terminal, as the pictures of them."""


def _safe(cell: str) -> str:
    cell = cell.translate(_PICTURED)
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def incidents_json(content: Content, tables: Mapping[str, Sheet]) -> bytes:
    """All tables in one: `{"incidents": [...], "statements": [...], "figures": [...]}`."""
    tree: dict[str, Tree] = {"checkpoint_size": content.size}
    for name, key in (("incidents.csv", "incidents"), ("claims.csv", "statements"), ("figures.csv", "figures")):
        columns, rows = tables[name]
        tree[key] = [_record(content, columns, row) for row in rows]
    return canonical(tree) + b"\n"


def _record(content: Content, columns: Sequence[str], row: Sequence[Cell]) -> Tree:
    record: dict[str, Tree] = {}
    for column, cell in zip(columns, row, strict=True):
        if cell is not None:
            record[column] = content.guard.cut(cell) if isinstance(cell, str) else cell
    return record


def geojson(content: Content) -> bytes:
    """Each incident with the shape of the province that holds it, or none; never a point."""
    shapes = {
        feature["properties"]["iso_3166_2"]: feature["geometry"]
        for _, data in content.tables.shapes
        for feature in json.loads(data)["features"]
    }
    columns = INCIDENT_COLUMNS
    found = []
    for incident in content.incidents:
        about = _record(content, columns, incident_row(content, incident))
        assert isinstance(about, dict)
        shape = shapes.get(str(about.get("area_id")))
        about["geometry_is"] = (
            "the province: the incident lies somewhere in it" if shape else "not drawn: no area is known"
        )
        found.append({"type": "Feature", "id": incident.id, "properties": about, "geometry": shape})
    tree = {"type": "FeatureCollection", "features": found}
    return json.dumps(tree, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def datapackage(content: Content, tables: Mapping[str, Sheet]) -> bytes:
    """The Frictionless description of the tables."""
    resources = []
    for name, (columns, _) in tables.items():
        whole = {"start", "end", "low", "best", "high", "where_prec", "reports", "origins_low", "origins_high"}
        whole |= {column for column in columns if column.endswith(("_low", "_best", "_high"))}
        resources.append({
            "name": name[:-4], "path": f"data/{name}", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8",
            "schema": {
                "fields": [{"name": c, "type": "integer" if c in whole else "string"} for c in columns],
                "primaryKey": "id", "missingValues": [""],
            },
        })  # fmt: skip
    package = {"name": "gowah-release", "title": content.settings.publish.title, "resources": resources}
    return json.dumps(package, ensure_ascii=False, sort_keys=True, indent=1).encode() + b"\n"
