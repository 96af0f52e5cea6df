#!/usr/bin/env python3
"""Answer MUC-4: read reports, write event templates in the form that the scorer of the task takes.

    evals/muc4.py --docs FILE --out FILE

FILE holds a JSON object a line, of which only `docid` and `text` are read. Everything found is found by the package's
own reader of texts without case (`gowah.claim.learned`); this script gives its claims the names of the task
(muc4_codes.csv).
"""

from __future__ import annotations

import argparse
import csv
import json
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from gowah.claim.learned import learned
from gowah.model import Certainty, Claimed, Count, Described, SourceText, Term, Value, When, Where
from gowah.words import Settings, Tables, load_tables
from gowah.words.sheets import sheet

HERE = Path(__file__).resolve().parent
REGION = "latin-america"
SLOTS = (
    "INCIDENT: DATE", "INCIDENT: LOCATION", "INCIDENT: TYPE", "INCIDENT: STAGE OF EXECUTION",
    "INCIDENT: INSTRUMENT ID", "INCIDENT: INSTRUMENT TYPE", "PERP: INCIDENT CATEGORY", "PERP: INDIVIDUAL ID",
    "PERP: ORGANIZATION ID", "PERP: ORGANIZATION CONFIDENCE", "PHYS TGT: ID", "PHYS TGT: TYPE", "PHYS TGT: NUMBER",
    "PHYS TGT: FOREIGN NATION", "PHYS TGT: EFFECT OF INCIDENT", "PHYS TGT: TOTAL NUMBER", "HUM TGT: NAME",
    "HUM TGT: DESCRIPTION", "HUM TGT: TYPE", "HUM TGT: NUMBER", "HUM TGT: FOREIGN NATION",
    "HUM TGT: EFFECT OF INCIDENT", "HUM TGT: TOTAL NUMBER",
)  # fmt: skip
NAMES = {
    "tactic": "INCIDENT: TYPE",
    "stage": "INCIDENT: STAGE OF EXECUTION",
    "by_state": "PERP: INCIDENT CATEGORY",
    "weapon": "INCIDENT: INSTRUMENT TYPE",
}
MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
CODES = {
    (row["property"], row["code"]): row["muc"]
    for row in csv.DictReader((HERE / "muc4_codes.csv").read_text(encoding="utf-8").splitlines())
}
NATIONS = {row["nation"]: row["name"].upper() for row in sheet("nations")}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--docs", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    tables = load_tables((REGION,))
    with args.docs.open(encoding="utf-8") as docs, args.out.open("w", encoding="utf-8") as out:
        for line in filter(str.strip, docs):
            record = json.loads(line)
            for response in answer(record["docid"], record["text"], tables):
                out.write(json.dumps(response, ensure_ascii=False) + "\n")


def answer(docid: str, text: str, tables: Tables) -> Iterator[dict[str, object]]:
    """The templates of one report."""
    source = SourceText(
        entry=1, source=0, file=docid, media_type="text/plain", described=Described(), layout=(), text=text
    )
    found = [one for one in learned.claim(source, tables, Settings()) if isinstance(one, Claimed)]
    yield from templates(docid, found, tables)


def templates(docid: str, found: Sequence[Claimed], tables: Tables) -> Iterator[dict[str, object]]:
    """A template for each attack claimed, with the claims about it."""
    for number, attack in enumerate((one for one in found if one.kind == "attack"), 1):
        about = [one for one in found if one.about == attack.anchor]
        slots: dict[str, list[str]] = {name: [] for name in SLOTS}
        incident(slots, attack, tables)
        perpetrators(slots, attack)
        for one in about:
            if one.kind == "target":
                struck(slots, one, "PHYS TGT", "target", "damage")
            elif one.kind == "victim":
                struck(slots, one, "HUM TGT", "people", "harm")
        raw = {name: "\n".join(dict.fromkeys(lines)) or "-" for name, lines in slots.items()}
        yield {"docid": docid, "template": str(number), "slots_raw": raw}


def of(claim: Claimed, *properties: str) -> list[Value]:
    return [value for value in claim.values if value.property in properties]


def incident(slots: dict[str, list[str]], attack: Claimed, tables: Tables) -> None:
    for value in attack.values:
        datum = value.value
        if isinstance(datum, When):
            slots["INCIDENT: DATE"].append(day(datum))
        elif isinstance(datum, Where):
            slots["INCIDENT: LOCATION"].append(place(datum, tables))
        elif isinstance(datum, Term):
            code = CODES.get((value.property, datum.code), "")
            name = NAMES.get(value.property)
            named = value.property == "weapon" and datum.as_written
            if named:
                slots["INCIDENT: INSTRUMENT ID"].append(quoted(datum.as_written))
            if name:
                slots[name].append(f"{code}: {quoted(datum.as_written)}" if named else code)


def perpetrators(slots: dict[str, list[str]], attack: Claimed) -> None:
    slots["PERP: INDIVIDUAL ID"] += [quoted(value.quote) for value in of(attack, "perpetrator_person")]
    for value in of(attack, "perpetrator", "perpetrator_name"):
        slots["PERP: ORGANIZATION ID"].append(quoted(value.quote))
        blames = [other for other in of(attack, "responsibility") if other.start == value.start]
        slots["PERP: ORGANIZATION CONFIDENCE"] += [f"{blame(other)}: {quoted(value.quote)}" for other in blames]


def blame(value: Value) -> str:
    code = value.value.code if isinstance(value.value, Term) else ""
    if value.certainty is Certainty.HEDGED:
        code = "hedged"
    elif value.speakers:
        code += " by authorities"
    return CODES["blame", code]


def struck(slots: dict[str, list[str]], one: Claimed, prefix: str, kinds: str, harms: str) -> None:
    """The lines of a person or thing attacked; a person's descriptions refer to the name."""
    first, *others = of(one, "name", "what", "description")
    tag = quoted(first.quote)
    slot = {"name": "NAME", "what": "ID", "description": "DESCRIPTION"}[first.property]
    slots[f"{prefix}: {slot}"].append(tag)
    slots[f"{prefix}: DESCRIPTION" if prefix == "HUM TGT" else f"{prefix}: ID"] += [
        f"{quoted(other.quote)}: {tag}" for other in others
    ]
    for value in one.values:
        datum = value.value
        if isinstance(datum, Count):
            slots[f"{prefix}: NUMBER"].append(f"{number(datum)}: {tag}")
        elif isinstance(datum, Term) and value.property == "nation":
            slots[f"{prefix}: FOREIGN NATION"].append(
                f"{CODES.get(('nation', datum.code), NATIONS.get(datum.code))}: {tag}"
            )
        elif isinstance(datum, Term) and value.property == "kind":
            slots[f"{prefix}: TYPE"].append(f"{CODES[kinds, datum.code]}: {tag}")
        elif isinstance(datum, Term) and value.property == "harm":
            slots[f"{prefix}: EFFECT OF INCIDENT"].append(f"{CODES[harms, datum.code]}: {tag}")


def quoted(words: str) -> str:
    return '"' + " ".join(words.upper().split()) + '"'


def number(count: Count) -> str:
    if count.high is None and count.low == 2:
        return "PLURAL"
    if count.low == count.high or count.high is None:
        return str(count.low)
    return str(count.high) if count.low is None else f"{count.low} - {count.high}"


def day(when: When) -> str:
    """`06 SEP 89`, a range of two, or `- 06 SEP 89` for some day up to that."""
    if when.earliest is None:
        return f"- {_day(when.latest or '')}" if when.latest else "-"
    if when.earliest == when.latest or when.latest is None:
        return _day(when.earliest)
    return f"{_day(when.earliest)} - {_day(when.latest)}"


def _day(iso: str) -> str:
    told = date.fromisoformat(iso)
    return f"{told.day:02d} {MONTHS[told.month - 1]} {told.year % 100:02d}"


def place(where: Where, tables: Tables) -> str:
    """`COUNTRY: DEPARTMENT (DEPARTMENT)`, `COUNTRY: CITY (CITY)`, or the country alone."""
    row = tables.places.get(where.place or "")
    if row is None:
        return "-"
    country = tables.within(row.id, "country")
    state = plain(country.name) if country else ""
    if row.kind == "country":
        return state
    unit = "CITY" if row.kind != "province" else CODES.get(("unit", country.id if country else ""), "DEPARTMENT")
    return f"{state}: {plain(row.name)} ({unit})"


def plain(name: str) -> str:
    letters: Iterable[str] = unicodedata.normalize("NFD", name.upper())
    return "".join(c for c in letters if unicodedata.category(c) != "Mn")


if __name__ == "__main__":
    main()
