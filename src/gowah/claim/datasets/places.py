"""Where a row's event was: the place of the gazetteer that its columns name, as coarse as the dataset's code says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gowah.claim.datasets.rows import Row
from gowah.claim.shapes import province_at
from gowah.model import Value, Where

_DISTRICT, _PROVINCE, _COUNTRY = 3, 4, 6
_COLUMNS = ("place", "adm_2", "adm_1", "country")


def where(row: Row) -> Iterator[Value]:
    """The place, quoted from the finest cell that may be read; nothing where the row says none."""
    precision = _precision(row)
    columns = [field for field in _readable(precision or 1) if field in row.cells]
    place = _place(row, precision or 1, columns)
    quoted = next((field for field in (*columns, *_COLUMNS, "latitude") if field in row.cells), None)
    if quoted is None:
        return
    if precision is None:
        precision = row.lookup.tables.precision(place)
    written = row.said(quoted) if quoted in _COLUMNS else ""
    yield row.value("where", Where(place=place, precision=precision, as_written=written), quoted)


def _place(row: Row, coarse: int, columns: Sequence[str]) -> str | None:
    country = _named(row, "country", "country")
    if coarse >= _COUNTRY:
        return country
    province = _named(row, "adm_1", "province") or province_at(row.lookup.tables, *_point(row))
    fine = (_finest(row, field, province) for field in columns if field in ("place", "adm_2"))
    return next((found for found in fine if found), None) or province or country


def _readable(coarse: int) -> tuple[str, ...]:
    """The columns that may be read: a town that is named for "somewhere in the province" is a stand-in."""
    if coarse >= _COUNTRY:
        return ("country",)
    return _COLUMNS[2:] if coarse >= _PROVINCE else _COLUMNS[1:] if coarse == _DISTRICT else _COLUMNS


def _precision(row: Row) -> int | None:
    coded = row.means("precision")
    near = row.means("nearby")
    return max(int(coded[0]), int(near[0]) if near else 1) if coded else None


def _point(row: Row) -> tuple[float | None, float | None]:
    try:
        return float(row.said("latitude")), float(row.said("longitude"))
    except ValueError:
        return None, None


def _named(row: Row, field: str, kind: str) -> str | None:
    """The place of this kind that a column names."""
    places = row.lookup.tables.places
    found = (name.code for name in row.lookup.names(row.said(field)) if name.table == "places")
    return next((code for code in found if places[code].kind == kind), None)


def _finest(row: Row, field: str, province: str | None) -> str | None:
    """The finest place that a column names, within the province where one is known."""
    tables, said = row.lookup.tables, row.said(field)
    within = f"{said}, {tables.places[province].name}" if province else said  # several places may bear the name
    found = [name.code for name in row.lookup.names(within) if name.table == "places" and name.start < len(said)]
    inner = [c for c in found if province is None or any(place.id == province for place in tables.ancestors(c))]
    return max(inner, key=lambda code: (len(list(tables.ancestors(code))), code), default=None)
