"""In which province a point lies, by the shipped GeoJSON shapes."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Sequence
from functools import lru_cache

from gowah.words import Tables

Ring = Sequence[Sequence[float]]
Box = tuple[float, float, float, float]
"""West, south, east, north."""


def province_at(tables: Tables, latitude: float | None, longitude: float | None) -> str | None:
    """The id of the province that holds the point (degrees, WGS 84); None outside of all shapes."""
    if latitude is None or longitude is None:
        return None
    for _, content in tables.shapes:
        for place, (west, south, east, north), rings in _outlines(content):
            if not (west <= longitude <= east and south <= latitude <= north):
                continue
            if sum(_inside(ring, longitude, latitude) for ring in rings) % 2 and place in tables.places:
                return place
    return None


@lru_cache(maxsize=8)
def _outlines(content: bytes) -> tuple[tuple[str, Box, tuple[Ring, ...]], ...]:
    """(ISO 3166-2 code, box, rings) of each feature of a GeoJSON file; holes count as rings (even-odd rule)."""
    found = []
    for feature in json.loads(content)["features"]:
        code = _code(feature.get("properties", {}))
        shape = feature["geometry"]
        parts = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
        if code:
            rings = tuple(ring for part in parts for ring in part)
            xs, ys = zip(*((point[0], point[1]) for ring in rings for point in ring), strict=True)
            found.append((code, (min(xs), min(ys), max(xs), max(ys)), rings))
    return tuple(found)


def _code(properties: dict[str, object]) -> str | None:
    known = (str(properties[key]) for key in ("iso_3166_2", "iso", "id", "code") if properties.get(key))
    return next(known, None)


def _inside(ring: Iterable[Sequence[float]], x: float, y: float) -> bool:
    points = list(ring)
    crossings = 0
    for (x1, y1, *_), (x2, y2, *_) in itertools.pairwise(points):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            crossings += 1
    return crossings % 2 == 1
