"""The two drawings: a timeline with ranges and a map of areas. SVG as text, no scripts, no remote parts.

Drawn by hand because a picture that must open on any machine in twenty years is best made of lines.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from itertools import pairwise

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 960, 300, 44, 16, 16, 34
"""Units of the timeline's drawing."""

MAP_WIDTH = 620
LETTER, LETTER_HEIGHT = 6.4, 13.0
"""Room that a letter of a map's label takes, in units of the drawing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """An incident on the timeline: ISO dates, people killed or injured, where it leads."""

    earliest: str
    latest: str
    low: int | None
    best: int | None
    high: int | None
    label: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A shape of the map: rings of (longitude, latitude) in degrees."""

    id: str
    name: str
    rings: tuple[tuple[tuple[float, float], ...], ...]


def areas(shapes: Iterable[tuple[str, bytes]]) -> tuple[Area, ...]:
    """The areas of GeoJSON feature collections (polygons and multipolygons with `iso_3166_2` and `name`)."""
    found = []
    for _, data in shapes:
        for feature in json.loads(data)["features"]:
            shape, about = feature["geometry"], feature["properties"]
            parts = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
            rings = tuple(tuple((x, y) for x, y, *_ in ring) for part in parts for ring in part)
            found.append(Area(id=about["iso_3166_2"], name=about["name"], rings=rings))
    return tuple(sorted(found, key=lambda area: area.id))


def timeline(marks: Iterable[Mark]) -> str:
    """Each incident as a line from its lowest to its highest toll, a dot at the best, as wide as its date is vague.

    Empty where no incident has a date. The scale is a square root, so that small attacks stay visible.
    """
    drawn = sorted(marks, key=lambda mark: (mark.earliest, mark.latest, mark.label, mark.href))
    if not drawn:
        return ""
    first = date.fromisoformat(min(mark.earliest for mark in drawn)).replace(day=1)
    last = _next_month(date.fromisoformat(max(mark.latest for mark in drawn)))
    top = max([10, *(n for mark in drawn for n in (mark.low, mark.best, mark.high) if n is not None)])

    def x(iso: str) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * (date.fromisoformat(iso) - first).days / (last - first).days

    def y(number: int) -> float:
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * math.sqrt(number / top)

    parts = [
        f'<svg class="timeline" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="timeline-title">',
        '<title id="timeline-title">People killed or injured, incident by incident, with ranges</title>',
    ]
    for step in _steps(top):
        parts.append(f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y(step):.1f}" y2="{y(step):.1f}"/>')
        parts.append(f'<text class="axis" x="{LEFT - 8}" y="{y(step) + 4:.1f}" text-anchor="end">{step:,}</text>')
    parts += _months(first, last, x)
    for mark in drawn:
        parts.append(_stem(mark, x(mark.earliest), x(mark.latest), y))
    return "".join([*parts, "</svg>"])


def _stem(mark: Mark, left: float, right: float, y: Callable[[int], float]) -> str:
    middle, base = (left + right) / 2, HEIGHT - BOTTOM
    known = [n for n in (mark.low, mark.best, mark.high) if n is not None]
    best = mark.best if mark.best is not None else max(known, default=0)
    low, high = min(known, default=0), max(known, default=0)
    wide = f'<line class="vague" x1="{left:.1f}" x2="{right:.1f}" y1="{y(best):.1f}" y2="{y(best):.1f}"/>'
    open_end = f'<path class="open" d="M{middle:.1f} {y(high) - 11:.1f}l4 5h-8z"/>'
    return (
        f'<a href="{escape(mark.href, quote=True)}"><title>{escape(mark.label)}</title>'
        f'<line class="hair" x1="{middle:.1f}" x2="{middle:.1f}" y1="{base}" y2="{y(low):.1f}"/>'
        f"{wide if right - left > 1 else ''}"
        f'<line class="range" x1="{middle:.1f}" x2="{middle:.1f}" y1="{y(low):.1f}" y2="{y(high):.1f}"/>'
        f"{open_end if known and mark.high is None else ''}"
        f'<circle class="{"dot" if known else "dot unknown"}" cx="{middle:.1f}" cy="{y(best):.1f}" r="4.5"/></a>'
    )


def _steps(top: int) -> list[int]:
    """Four round numbers up to `top`, spread for a square-root scale."""
    steps: list[int] = []
    for share in (0.04, 0.2, 0.5, 1.0):
        size = 10 ** max(0, math.floor(math.log10(top * share))) if top * share >= 1 else 1
        steps.append(int(top * share // size * size))
    return sorted({0, *steps})


def _months(first: date, last: date, x: Callable[[str], float]) -> Iterator[str]:
    """Ticks at months; labels no closer than about sixty units."""
    count = (last.year - first.year) * 12 + last.month - first.month
    every = next((n for n in (1, 2, 3, 6, 12, 24, 60, 120) if count / n <= 12), 240)
    month = first
    for n in range(count + 1):
        at = x(month.isoformat())
        if n % every == 0 and at < WIDTH - 50:
            yield f'<line class="tick" x1="{at:.1f}" x2="{at:.1f}" y1="{HEIGHT - BOTTOM}" y2="{HEIGHT - BOTTOM + 5}"/>'
            yield f'<text class="axis" x="{at:.1f}" y="{HEIGHT - BOTTOM + 20}">{month:%b %Y}</text>'
        month = _next_month(month)


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def area_map(shapes: tuple[Area, ...], counts: Mapping[str, int], hrefs: Mapping[str, str]) -> str:
    """The areas shaded by how many incidents lie somewhere in them; no incident is drawn as a point."""
    if not shapes:
        return ""
    xs = [x for area in shapes for ring in area.rings for x, _ in ring]
    ys = [y for area in shapes for ring in area.rings for _, y in ring]
    squeeze = math.cos(math.radians((min(ys) + max(ys)) / 2))
    scale = (MAP_WIDTH - 8) / ((max(xs) - min(xs)) * squeeze)
    height = math.ceil((max(ys) - min(ys)) * scale) + 8

    def point(x: float, y: float) -> str:
        return f"{4 + (x - min(xs)) * squeeze * scale:.1f} {4 + (max(ys) - y) * scale:.1f}"

    parts = [f'<svg class="map" viewBox="0 0 {MAP_WIDTH} {height}" role="img" aria-labelledby="map-title">',
             '<title id="map-title">Incidents by area</title>']  # fmt: skip
    most = max(counts.values(), default=0)
    for area in sorted(shapes, key=lambda area: (counts.get(area.id, 0), area.id)):
        number = counts.get(area.id, 0)
        path = "".join("M" + "L".join(point(x, y) for x, y in ring) + "Z" for ring in area.rings)
        label = f"{area.name}: {number} incident{'' if number == 1 else 's'}"
        shape = f'<path class="shade{_shade(number, most)}" d="{path}"><title>{escape(label)}</title></path>'
        parts.append(f'<a href="{escape(hrefs[area.id], quote=True)}">{shape}</a>' if area.id in hrefs else shape)
    spots = {area.id: _spot(area, point) for area in shapes if counts.get(area.id)}
    named = [(area, f"{area.name} {counts[area.id]}") for area in shapes if area.id in spots]
    for area, (x, y) in _placed([(area, said, *spots[area.id]) for area, said in named], height):
        old_x, old_y = spots[area.id]
        if abs(y - old_y) + abs(x - old_x) > LETTER_HEIGHT:
            parts.append(f'<line class="lead" x1="{old_x:.1f}" y1="{old_y:.1f}" x2="{x:.1f}" y2="{y - 4:.1f}"/>')
        parts.append(f'<text class="area" x="{x:.1f}" y="{y:.1f}">{escape(area.name)} '
                     f"<tspan>{counts[area.id]}</tspan></text>")  # fmt: skip
    return "".join([*parts, "</svg>"])


def _spot(area: Area, point: Callable[[float, float], str]) -> tuple[float, float]:
    """The middle of an area's largest ring in units of the drawing."""
    x, y = point(*_centre(max(area.rings, key=len))).split()
    return float(x), float(y)


def _placed(
    labels: Sequence[tuple[Area, str, float, float]], height: int
) -> Iterator[tuple[Area, tuple[float, float]]]:
    """Each label as near its middle as it can stand without covering another or leaving the map, big names last."""
    taken: list[tuple[float, float, float, float]] = []
    for area, said, x, y in sorted(labels, key=lambda label: (len(label[1]), label[0].id)):
        half = LETTER * len(said) / 2
        steps = sorted(
            ((dx * 10.0, dy * LETTER_HEIGHT) for dx in range(-30, 31) for dy in range(-20, 21)),
            key=lambda step: (abs(step[0]) + 1.5 * abs(step[1]), step),
        )
        spot = (x, y)
        for dx, dy in steps:
            left, top = x + dx - half, y + dy - 10
            box = (left, top, left + 2 * half, top + LETTER_HEIGHT)
            inside = left >= 0 and box[2] <= MAP_WIDTH and top >= 0 and box[3] <= height
            if inside and not any(a < box[2] and box[0] < c and b < box[3] and box[1] < d for a, b, c, d in taken):
                spot = (x + dx, y + dy)
                taken.append(box)
                break
        yield area, spot


def _centre(ring: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """The centre of mass of a ring, where its label stands."""
    total = across = up = 0.0
    for (x1, y1), (x2, y2) in pairwise((*ring, ring[0])):
        part = x1 * y2 - x2 * y1
        total, across, up = total + part, across + (x1 + x2) * part, up + (y1 + y2) * part
    return (across / (3 * total), up / (3 * total)) if total else ring[0]


def _shade(number: int, most: int) -> int:
    """0 for none, else 1 to 4 by share of the most."""
    return math.ceil(4 * number / max(4, most))
