"""`publish`: a folder that stands alone: pages, datasets, and a guard that nobody is exposed by them."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from gowah.model import Evidence
from gowah.publish import datasets
from gowah.publish.content import gather, published_fields, shown_incidents
from gowah.publish.pages import render
from gowah.words import Settings, Tables

__all__ = ["Release", "published_fields", "release", "shown_incidents"]


class Release:
    """The Publisher of the release folder. The proof is added by the record, which alone knows the ledger."""

    name = "gowah-publish-release"

    @property
    def version(self) -> str:
        """The program's version."""
        return version("gowah")

    def publish(self, evidence: Evidence, tables: Tables, settings: Settings) -> Iterator[tuple[Path, bytes]]:
        """(relative path, bytes) of each file, by path; the same state of the record gives the same bytes."""
        content = gather(evidence, tables, settings)
        files = dict(render(content))
        tables_of = datasets.sheets(content)
        for name, (columns, rows) in tables_of.items():
            files[f"data/{name}"] = datasets.csv_bytes(content, columns, rows)
        files["data/incidents.json"] = datasets.incidents_json(content, tables_of)
        files["data/incidents.geojson"] = datasets.geojson(content)
        files["datapackage.json"] = datasets.datapackage(content, tables_of)
        for path in sorted(files):
            yield Path(path), files[path]


release = Release()
"""The plug-in `publish.release`."""
