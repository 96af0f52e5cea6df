"""Places, groups, communities, sites, tactics, properties: tables that people can read and extend.

Shipped tables lie under `gowah/data/common` and `gowah/data/regions/<region>`; a record's own rows, in
the same columns, under its `hand/`. A hand-made row with a known id or code replaces the shipped one.
The code knows no country: all names come from here, and every row names its source.

    places.csv   id,name,kind,parent,latitude,longitude,aliases_en,aliases_prs,aliases_ps,source
                 and, where a table needs them, after_town,needs_context
    <terms>.csv  code,name,parent,aliases_en,aliases_prs,aliases_ps,source
                 (groups, communities, sites, tactics, of_whom, organisations, roles, needs, outlets)
    properties.csv  kind,property,type,level,most,note

Aliases are separated by `|`. A place's kind: country, province, district, city, area, village, site.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from importlib.resources import files

from gowah.errors import UsageMistake
from gowah.model import Level

LANGUAGES = ("en", "prs", "ps")
_PRECISION = {"site": 1, "area": 2, "village": 2, "city": 2, "district": 3, "province": 4, "country": 6}
"""Kind of place -> UCDP's where_prec of what is said to have been there."""
_VAGUE = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A row of places.csv. Coordinates in degrees (WGS 84), None where the source gives none.

    `after_town` are names that count only right behind the name of a place within it ("Heath, OH"); a place that
    `needs_context` is meant by its bare name only where the words around say that it is a place's; of those that have
    a `shared` name none is likelier than the others, and the text's other names must tell which one is meant.
    """

    id: str
    name: str
    kind: str
    parent: str | None
    latitude: float | None
    longitude: float | None
    aliases: tuple[tuple[str, str], ...]  # (language, alias), the name itself included
    source: str
    after_town: tuple[str, ...] = ()
    needs_context: bool = False
    shared: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TermRow:
    """A row of a table of terms; `parent` is a code of the same table."""

    table: str
    code: str
    name: str
    parent: str | None
    aliases: tuple[tuple[str, str], ...]
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PropertyRow:
    """A property that claims of a kind may have, and who may see it; beyond `most` no number of it is believable."""

    kind: str
    property: str
    type: str
    level: Level
    most: int | None = None


@dataclass(frozen=True, kw_only=True)
class Tables:
    """All tables in force, by id or code; `origin` says which rows came from `hand/`."""

    places: Mapping[str, Place]
    terms: Mapping[str, Mapping[str, TermRow]]
    properties: Mapping[tuple[str, str], PropertyRow]
    shapes: tuple[tuple[str, bytes], ...] = ()  # (region, GeoJSON of its provinces)
    hand_rows: tuple[str, ...] = ()

    def ancestors(self, place: str | None) -> Iterator[Place]:
        """The place itself and all that hold it, innermost first; a cycle ends the walk."""
        seen: set[str] = set()
        while place is not None and place in self.places and place not in seen:
            seen.add(place)
            yield self.places[place]
            place = self.places[place].parent

    def within(self, place: str | None, kind: str) -> Place | None:
        """The country, province, district … that holds a place, itself included."""
        return next((row for row in self.ancestors(place) if row.kind == kind), None)

    def broader(self, table: str, code: str | None) -> Iterator[TermRow]:
        """A term and its parents, narrowest first."""
        seen: set[str] = set()
        rows = self.terms.get(table, {})
        while code is not None and code in rows and code not in seen:
            seen.add(code)
            yield rows[code]
            code = rows[code].parent

    def is_a(self, table: str, code: str | None, wanted: str) -> bool:
        """True when `code` is `wanted` or lies under it."""
        return any(row.code == wanted for row in self.broader(table, code))

    def precision(self, place: str | None) -> int:
        """UCDP's where_prec of what happened "in" a place: 1 a site, 2 a town, 3 a district … 6 a country."""
        row = self.places.get(place or "")
        return _PRECISION.get(row.kind, _VAGUE) if row else _VAGUE

    def rank(self, place: str) -> int:
        """The number of a place's row: the first of a name is the likeliest to be meant by it."""
        return self._ranks.get(place, len(self._ranks))

    @cached_property
    def _ranks(self) -> dict[str, int]:
        return {code: number for number, code in enumerate(self.places)}

    def level(self, kind: str, property: str) -> Level:
        """Who may see a property; unknown ones are protected."""
        row = self.properties.get((kind, property))
        return row.level if row else Level.PROTECTED

    @cached_property
    def names(self) -> tuple[tuple[str, str, str, str], ...]:
        """(table, code, language, alias) of every name there is; places under the table `places`."""
        found = [("places", row.id, lang, alias) for row in self.places.values() for lang, alias in row.aliases]
        for table, rows in self.terms.items():
            found += [(table, row.code, lang, alias) for row in rows.values() for lang, alias in row.aliases]
        return tuple(found)


def load_tables(regions: tuple[str, ...], hand: Mapping[str, str] | None = None) -> Tables:
    """The shipped tables of these regions with the rows of `hand` (table name -> CSV text) over them.

    Raises `UsageMistake` for an unknown region or a table that cannot be read.
    """
    home = files("gowah") / "data"
    sheets: list[tuple[str, str, str]] = []  # (where from, table, text)
    shapes: list[tuple[str, bytes]] = []
    for folder, label in [(home / "common", "common"), *((home / "regions" / r, r) for r in regions)]:
        if not folder.is_dir():
            raise UsageMistake(f"there are no tables for the region {label!r}")
        for item in sorted(folder.iterdir(), key=lambda item: item.name):
            if item.name.endswith(".csv"):
                sheets.append((label, item.name[:-4], item.read_text(encoding="utf-8")))
            elif item.name.endswith(".geojson"):
                shapes.append((label, item.read_bytes()))
    sheets += [("hand", name, text.removeprefix("\ufeff")) for name, text in sorted((hand or {}).items())]
    return _merge(sheets, tuple(shapes))


def _merge(sheets: list[tuple[str, str, str]], shapes: tuple[tuple[str, bytes], ...]) -> Tables:
    places: dict[str, Place] = {}
    terms: dict[str, dict[str, TermRow]] = {}
    properties: dict[tuple[str, str], PropertyRow] = {}
    by_hand: list[str] = []
    for label, table, text in sheets:
        for number, row in enumerate(csv.DictReader(io.StringIO(text)), 2):
            where = f"{label}/{table}.csv, line {number}"
            try:
                if table == "places":
                    place = _place(row)
                    known = places.get(place.id) if label != "hand" else None
                    places[place.id] = _joined(known, place) if known else place
                elif table == "properties":
                    properties[row["kind"], row["property"]] = _property(row)
                elif "code" in row and ("name" in row or label == "hand"):
                    terms.setdefault(table, {})[row["code"]] = _term(table, row)
            except KeyError as error:
                head = f"{label}/{table}.csv, line 1"
                raise UsageMistake(f"{head}: no column {error}", hint="See docs/tables.md.") from error
            except (ValueError, TypeError) as error:
                raise UsageMistake(
                    f"{where}: a cell is missing or wrong: {error}", hint="See docs/tables.md."
                ) from error
            if label == "hand":
                by_hand.append(f"{table}: {row.get('id') or row.get('code')}")
    return Tables(places=places, terms=terms, properties=properties, shapes=shapes, hand_rows=tuple(by_hand))


def _place(row: dict[str, str]) -> Place:
    return Place(
        id=row["id"], name=row["name"], kind=row["kind"], parent=row["parent"] or None,
        latitude=float(row["latitude"]) if row["latitude"] else None,
        longitude=float(row["longitude"]) if row["longitude"] else None,
        aliases=_aliases(row), source=row["source"],
        after_town=tuple(filter(None, (row.get("after_town") or "").split("|"))),
        needs_context=row.get("needs_context") == "yes", shared=row.get("needs_context") == "which",
    )  # fmt: skip


def _property(row: dict[str, str]) -> PropertyRow:
    most = row.get("most") or ""
    return PropertyRow(
        kind=row["kind"], property=row["property"], type=row["type"], level=Level(row["level"]),
        most=int(most) if most else None,
    )  # fmt: skip


def _joined(known: Place, other: Place) -> Place:
    """One place that two regions list: the names of both, and of the rest what the first says where it says it."""
    return replace(
        known, parent=known.parent or other.parent, aliases=tuple(dict.fromkeys(known.aliases + other.aliases)),
        latitude=other.latitude if known.latitude is None else known.latitude,
        longitude=other.longitude if known.longitude is None else known.longitude,
        after_town=known.after_town or other.after_town, needs_context=known.needs_context and other.needs_context,
        shared=known.shared and other.shared,
    )  # fmt: skip


def _term(table: str, row: dict[str, str]) -> TermRow:
    return TermRow(
        table=table, code=row["code"], name=row["name"], parent=row["parent"] or None,
        aliases=_aliases(row), source=row["source"],
    )  # fmt: skip


def _aliases(row: dict[str, str]) -> tuple[tuple[str, str], ...]:
    found = [("en", row["name"])]
    for language in LANGUAGES:
        found += [(language, alias.strip()) for alias in row[f"aliases_{language}"].split("|") if alias.strip()]
    return tuple(dict.fromkeys(found))
