"""Rows of UCDP GED as another list would have them: other days, other spellings of places, other tolls, and gaps.

Each row's noise depends on the seed and the row alone, so that rows may be left out without changing the others.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

Row = Mapping[str, str]

COLUMNS = (
    "id", "year", "type_of_violence", "side_a", "side_b", "where_prec", "where_coordinates", "adm_1", "adm_2",
    "latitude", "longitude", "country", "date_prec", "date_start", "date_end", "best", "high", "low",
)  # fmt: skip
"""What the other list tells of an event: not its sources, headlines and descriptions, which would give it away."""

DAYS = 3
KILOMETRES = 3.0
MISSING = 0.2
_KILOMETRES_A_DEGREE = 111.0
_EMPTY = ("", "NA")

_SORTS = r"town|city|village|villages|area|suburb|neighbou?rhood|district|province|governorate|prefecture|county|state"
_SORT_BEHIND = re.compile(rf"^(?P<name>.+?)\s+(?P<sort>{_SORTS})$", re.IGNORECASE)
_SPELLINGS = (
    ("ou", "u"), ("u", "ou"), ("oo", "u"), ("ee", "i"), ("i", "ee"), ("aa", "a"), ("q", "k"), ("k", "q"), ("kh", "k"),
    ("gh", "g"), ("ph", "f"), ("y", "i"), ("ss", "s"), ("s", "ss"), ("ll", "l"), ("e", "i"), ("o", "u"), ("dj", "j"),
    ("b", "bb"), ("m", "mm"), ("z", "s"), ("v", "w"), ("ch", "sh"), ("ay", "ai"), ("h", ""),
)  # fmt: skip
"""Two ways in which sounds of places' names are written in Latin letters: the first becomes the second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Noisy:
    """A row of the other list, and what was done to it (`3 days off`, `place misspelt`, `no toll` …)."""

    row: dict[str, str]
    done: frozenset[str]


def noisy(rows: Sequence[Row], seed: int) -> list[Noisy]:
    """For each row what another list makes of it; the numbers there (`id`) follow an order of its own."""
    made = [_noisy(row, random.Random(f"{seed} {row['id']}")) for row in rows]
    order = list(range(len(rows)))
    random.Random(seed).shuffle(order)
    for number, n in enumerate(order, 1):
        made[n].row["id"] = str(number)
    return made


def _noisy(row: Row, chance: random.Random) -> Noisy:
    new = {column: "" if row.get(column, "") in _EMPTY else row[column] for column in COLUMNS}
    done = {*_other_day(new, chance), *_other_place(new, chance), *_other_point(new, chance), *_other_toll(new, chance)}
    gaps = {
        "no day": ("date_start", "date_end"), "no place": ("where_coordinates",), "no province": ("adm_1",),
        "no district": ("adm_2",), "no point": ("latitude", "longitude"), "no country": ("country",),
        "no side A": ("side_a",), "no side B": ("side_b",), "no toll": ("best",), "no lowest": ("low",),
        "no highest": ("high",),
    }  # fmt: skip
    for gap, columns in gaps.items():
        if chance.random() < MISSING:
            done.add(gap)
            new.update(dict.fromkeys(columns, ""))
    return Noisy(row=new, done=frozenset(done))


def _other_day(row: dict[str, str], chance: random.Random) -> Iterator[str]:
    off = chance.randint(-DAYS, DAYS)
    for column in ("date_start", "date_end"):
        if row[column]:
            row[column] = (date.fromisoformat(row[column][:10]) + timedelta(days=off)).isoformat()
    if row["date_start"]:
        row["year"] = row["date_start"][:4]
        yield f"{abs(off)} days off"


def _other_place(row: dict[str, str], chance: random.Random) -> Iterator[str]:
    """The name as it is, without its sort, with the sort before it, misspelt, or that of the district instead."""
    name, way = row["where_coordinates"], chance.randrange(5)
    sort = _SORT_BEHIND.match(name)
    if way == 1 and sort:
        row["where_coordinates"] = sort["name"]
        yield "place without its sort"
    elif way == 2 and sort:
        row["where_coordinates"] = f"{sort['sort']} of {sort['name']}"
        yield "place turned round"
    elif way in (1, 2, 3):
        row["where_coordinates"] = misspelt(name, chance)
        yield "place misspelt"
    elif way == 4 and row["adm_2"] and row["where_prec"] in ("1", "2"):
        row["where_coordinates"], row["where_prec"] = row["adm_2"], "3"
        yield "district for the place"


def misspelt(name: str, chance: random.Random) -> str:
    """The name in another spelling: without accents, and with one or two sounds written in another way."""
    plain = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c)).replace("-", " ")
    sort = _SORT_BEHIND.match(plain)
    stem, behind = (sort["name"], plain[len(sort["name"]) :]) if sort else (plain, "")
    fitting = [pair for pair in _SPELLINGS if pair[0] in stem[1:]]
    for old, new in chance.sample(fitting, min(len(fitting), chance.choice((1, 1, 2)))):
        stem = stem[0] + stem[1:].replace(old, new, 1)
    return stem + behind


def _other_point(row: dict[str, str], chance: random.Random) -> Iterator[str]:
    """A few kilometres off; by a coarse place there is no point, only the middle of the province."""
    if row["where_prec"] in ("1", "2") and row["latitude"]:
        for column in ("latitude", "longitude"):
            off = chance.uniform(-KILOMETRES, KILOMETRES) / _KILOMETRES_A_DEGREE
            row[column] = f"{float(row[column]) + off:.4f}"
        yield "point off"
    elif row["where_prec"] == "3":  # the district was given instead: its middle is further off
        row["latitude"] = row["longitude"] = ""


def _other_toll(row: dict[str, str], chance: random.Random) -> Iterator[str]:
    """Another number within the range that the row gives."""
    low, best, high = (int(row[column]) for column in ("low", "best", "high"))
    if low <= best <= high and low < high:
        row["best"] = str(chance.randint(low, high))
        if row["best"] != str(best):
            yield "another toll"
