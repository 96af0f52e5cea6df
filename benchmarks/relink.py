#!/usr/bin/env python3
"""How fast a thousand reports are linked into a record of a hundred thousand, beside linking all of them anew.

    benchmarks/relink.py [--reports 100000] [--more 1000] [--seed 1]

The reports are made up and seeded, at the level of mentions (nothing is kept, read or claimed): attacks in the
districts of a region's gazetteer over ten years, each told by one to twelve outlets that leave things out and get
things wrong. The first are linked and what was worked out is remembered, as it is in a record's `views/`; then all are
linked with that, and without it, each in a process of its own, and the incidents are compared one by one. Seconds of
the processors stand beside those of the clock, for a machine that has other things to do.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date, timedelta
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path

from gowah.link import WeightsLinker
from gowah.model import (
    Claimed,
    Count,
    Datum,
    Described,
    Incident,
    Mention,
    SourceText,
    Span,
    Term,
    Value,
    When,
    Where,
)  # fmt: skip
from gowah.views.memo import FolderMemo
from gowah.words import Settings, Tables, load_tables

FIRST = date(2013, 1, 1)
DAYS = 3650
SITES, TACTICS = ("mosque", "school", "market", "vehicle", "hospital"), ("bombing", "shooting", "planted-bomb")
PERPETRATORS, COMMUNITIES = ("iskp", "taliban", "islamic-state"), ("shia", "hazara", "sikh")

Told = tuple[SourceText, Mention]


def reports(size: int, seed: int, tables: Tables, start: int = 0) -> list[Told]:
    """So many reports of one attack each, in the order in which they arrive."""
    chance = random.Random(seed)
    districts = sorted(place.id for place in tables.places.values() if place.kind == "district")
    words = ["".join(chance.choices("bdfghklmnprstvz", k=5)) for _ in range(30_000)]
    found: list[tuple[date, dict[str, Datum], list[str], date]] = []
    while len(found) < size:
        day, place = FIRST + timedelta(days=chance.randrange(DAYS)), chance.choice(districts)
        attack = event(chance, day, place)
        sentence, name = chance.choices(words, k=14), chance.choice(words).capitalize()
        for _ in range(min(12, int(chance.expovariate(0.3)) + 1)):
            told = _told(chance, attack, day, place, tables)
            said = [word if chance.random() < 0.6 else chance.choice(words) for word in sentence]
            said[7:7] = [name] if chance.random() < 0.4 else []
            found.append((day, told, said, day + timedelta(days=chance.randrange(3))))
    chance.shuffle(found)
    return [told_by(start + n, told, said, published) for n, (_, told, said, published) in enumerate(found[:size])]


def event(chance: random.Random, day: date, place: str) -> dict[str, Datum]:
    killed = min(400, 1 + int(chance.paretovariate(1.2) * 2))
    return {
        "site": _term(chance.choice(SITES)), "tactic": _term(chance.choice(TACTICS)),
        "perpetrator": _term(chance.choice(PERPETRATORS)), "community": _term(chance.choice(COMMUNITIES)),
        "killed": count(killed), "injured": count(killed * chance.randrange(4)),
        "when": on(day), "where": Where(place=place, precision=2, as_written=place),
    }  # fmt: skip


def _told(chance: random.Random, attack: dict[str, Datum], day: date, place: str, tables: Tables) -> dict[str, Datum]:
    """What one outlet says of it: things left out, a day off, the province for the district, another toll."""
    told = {name: datum for name, datum in attack.items() if chance.random() < 0.8}
    if "when" in told and chance.random() < 0.1:
        told["when"] = on(day + timedelta(days=chance.choice((-1, 1))))
    province = tables.within(place, "province")
    if "where" not in told and province:
        told["where"] = Where(place=province.id, precision=4, as_written=province.id)
    for name in ("killed", "injured"):
        number = told.get(name)
        if isinstance(number, Count) and number.low and chance.random() < 0.3:
            told[name] = count(int(number.low * chance.uniform(0.8, 1.2)))
    return told


def _term(code: str) -> Term:
    return Term(code=code, as_written=code)


def count(number: int) -> Count:
    return Count(low=number, high=number, as_written=str(number))


def on(day: date) -> When:
    return When(earliest=day.isoformat(), latest=day.isoformat(), as_written=day.isoformat())


def told_by(n: int, told: dict[str, Datum], said: Sequence[str], published: date) -> Told:
    """A report of one sentence, which all its values quote; text 2n, mention 2n + 1."""
    sentence = f"It said {' '.join(said)} of {n}."
    values = tuple(
        Value(property=name, value=datum, quote=sentence, start=0, end=len(sentence)) for name, datum in told.items()
    )
    about = Described(publisher=f"Outlet {n % 977}", published=published.isoformat(), language="en")
    text = SourceText(
        entry=2 * n, source=2 * n, file=f"{n}.txt", media_type="text/plain", described=about, text=sentence
    )
    anchor = Span(start=0, end=len(sentence))
    return text, Mention(entry=2 * n + 1, text=2 * n, claimed=Claimed(kind="attack", anchor=anchor, values=values))


def linked(linker: WeightsLinker, told: Sequence[Told], tables: Tables) -> tuple[list[Incident], float, float]:
    """The incidents, and the seconds of the clock and of the processors that they took."""
    texts, mentions = [text for text, _ in told], [mention for _, mention in told]
    began, worked = time.monotonic(), time.process_time()
    found = list(linker.link(texts, mentions, (), tables, Settings()))
    return found, time.monotonic() - began, time.process_time() - worked


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--more", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    said = []
    with tempfile.TemporaryDirectory() as folder:
        for what, number, memo in (
            ("first", args.reports, folder), ("again, with memory", args.reports + args.more, folder),
            ("again, anew", args.reports + args.more, None),
        ):  # fmt: skip
            with get_context("spawn").Pool(1) as own:
                count, seconds, worked, peak, digest = own.apply(run, (args, number, memo))
            said.append(digest)
            took = f"{seconds:.1f} s ({worked:.1f} s of the processors), {peak} GB"
            print(f"{what}: {number} reports, {count} incidents in {took}", flush=True)
    print("the same incidents" if said[1] == said[2] else "OTHER INCIDENTS")
    return 0 if said[1] == said[2] else 1


def run(args: argparse.Namespace, number: int, memo: str | None) -> tuple[int, float, float, float, str]:
    """Links so many of the reports; incidents, seconds, gigabytes at the most, and a digest of all that was found."""
    tables = load_tables(("afghanistan",))
    linker = WeightsLinker() if memo is None else WeightsLinker().with_memo(FolderMemo(folder=Path(memo)))
    told = reports(args.reports + args.more, args.seed, tables)[:number]
    found, seconds, worked = linked(linker, told, tables)
    peak = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6, 2)
    return len(found), seconds, worked, peak, sha256(repr(found).encode()).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
