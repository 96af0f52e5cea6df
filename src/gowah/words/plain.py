"""How values are said to a person: numbers, ranges, days, places, terms, speakers. Nothing is made more exact.

The counterpart of reading: `ask`, `publish`, the command line and the web pages say the same things in the
same words. English only; the words of the source stay in its own language.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from gowah.model import Count, Datum, Money, Speaker, Term, Text, When, Where
from gowah.words.tables import Tables

TABLE_OF = {
    "perpetrator": "groups", "community": "communities", "site": "sites", "tactic": "tactics", "of_whom": "of_whom",
    "name": "groups", "from": "groups", "to": "groups", "via": "groups", "group": "groups",
}  # fmt: skip
"""Property of a Term -> the table its code is a row of."""

PRECISION = {
    1: "exact place", 2: "within about 25 km", 3: "district or town", 4: "province only", 5: "vague area",
    6: "country only", 7: "at sea or in the air",
}  # fmt: skip
"""UCDP's where_prec in words."""

SAYS_NOTHING = frozenset({"other", "unknown"})
"""Codes that no title repeats."""

SOMEBODY = "a person who is not named here"
"""What stands for a private speaker."""


def say_number(number: int) -> str:
    """`3,000`."""
    return f"{number:,}"


def say_range(low: int | None, high: int | None, *, about: bool = False) -> str:
    """`13`, `about 3,000`, `9 to 11`, `at least 13`, `at most 999`, `an unknown number`."""
    if low is None and high is None:
        return "an unknown number"
    if low is None:
        return f"at most {high:,}"
    if high is None:
        return f"at least {low:,}"
    said = f"{low:,}" if low == high else f"{low:,} to {high:,}"
    return f"about {said}" if about else said


def say_count(count: Count) -> str:
    """A count as a range in words; see `say_range`."""
    return say_range(count.low, count.high, about=count.about)


def say_day(iso: str) -> str:
    """`8 October 2021`."""
    day = date.fromisoformat(iso)
    return f"{day.day} {day:%B %Y}"


def say_when(when: When | None) -> str:
    """`8 October 2021`, `October 2021`, `2021`, `3 to 9 May 2022`, `since 15 August 2021`, or as written."""
    if when is None:
        return "at an unknown time"
    if when.earliest is None and when.latest is None:
        return when.as_written or "at an unknown time"
    if when.latest is None:
        return f"since {say_day(str(when.earliest))}"
    if when.earliest is None:
        return f"until {say_day(when.latest)}"
    first, last = date.fromisoformat(when.earliest), date.fromisoformat(when.latest)
    if first == last:
        return say_day(when.earliest)
    month_ends = (last + timedelta(days=1)).day == 1
    if first.day == 1 and month_ends and (first.year, first.month) == (last.year, last.month):
        return f"{first:%B %Y}"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"{first.year}" if first.year == last.year else f"{first.year} to {last.year}"
    if first.day == 1 and month_ends:
        return f"{first:%B %Y} to {last:%B %Y}" if first.year != last.year else f"{first:%B} to {last:%B %Y}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {last.day} {last:%B %Y}"
    return f"{say_day(when.earliest)} to {say_day(when.latest)}"


def say_place(where: Where | None, tables: Tables) -> str:
    """The place with what holds it, the country left out unless alone: `Chandawol, Kabul`."""
    if where is None:
        return "an unknown place"
    names: list[str] = []
    for row in tables.ancestors(where.place):
        # "Kabul, Kabul district, Kabul province" is said once
        told = any(row.name == name or row.name.startswith(f"{name} ") for name in names)
        if not told and (row.kind != "country" or not names):
            names.append(row.name)
    return ", ".join(names) or where.as_written or "an unknown place"


def say_spot(where: Where | None, tables: Tables) -> str:
    """The place with its province only: `Dasht-e Barchi, Kabul`."""
    row = tables.places.get(where.place or "") if where else None
    if where is None or row is None:
        return say_place(where, tables)
    name, province = row.name, tables.within(row.id, "province")
    outside = province is None or province.name == name or province.name.startswith(f"{name} ")
    return name if outside or province is None else f"{name}, {province.name}"


def say_term(table: str, term: Term | None, tables: Tables) -> str:
    """The name of a code in its table; failing that the words of the source, then the code itself."""
    if term is None:
        return "unknown"
    row = tables.terms.get(table, {}).get(term.code)
    return row.name if row else term.as_written or term.code.replace("-", " ")


def say_what(tactic: Term | None, tables: Tables) -> str:
    """`suicide bombing`; `attack` where the tactic is not known or none of the table's."""
    return say_term("tactics", tactic, tables) if tactic and tactic.code not in SAYS_NOTHING else "attack"


def say_site(site: Term | None, tables: Tables) -> str:
    """`mosque`; nothing where the site is not known or none of the table's."""
    return say_term("sites", site, tables) if site and site.code not in SAYS_NOTHING else ""


def say_speakers(outlet: str, speakers: Sequence[Speaker]) -> str:
    """The chain from the one who said it outwards: `UNAMA, as told by HRW, as told by Example News`."""
    chain = [outlet] + [SOMEBODY if speaker.private else speaker.name.strip(" ,;:") for speaker in speakers]
    said: list[str] = []
    for name in reversed(chain):
        if not said or said[-1] != name:
            said.append(name)
    return ", as told by ".join(said)


def say_money(money: Money) -> str:
    """`5,000,000 USD`."""
    return f"{money.amount:,} {money.currency}"


def say_value(property: str, datum: Datum, tables: Tables) -> str:
    """Any value in plain words."""
    match datum:
        case Count():
            return say_count(datum)
        case When():
            return say_when(datum)
        case Where():
            return say_place(datum, tables)
        case Term():
            listed = TABLE_OF.get(property, property)
            # a code of the format itself ("attributed") is plainer than the words it was read from
            return say_term(listed, datum, tables) if listed in tables.terms else datum.code.replace("-", " ")
        case Money():
            return say_money(datum)
        case Text():
            return datum.text
    return ""
