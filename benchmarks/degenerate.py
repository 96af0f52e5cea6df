#!/usr/bin/env python3
"""Whether records of one kind of thing only are linked quickly, in little memory, and sensibly.

    benchmarks/degenerate.py [--reports 100000] [--only identical]

Each kind is linked in a process of its own: every report the same; every attack another; one place and few
tolls without a date; one place over many days; one place on one day with ever other tolls; and reports that say next
to nothing. Printed: incidents, seconds of the clock and of the processors, gigabytes at the most.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
from datetime import date, timedelta
from multiprocessing import get_context

from relink import Told, count, event, linked, on, told_by

from gowah.link import WeightsLinker
from gowah.model import Where
from gowah.words import Tables, load_tables

DAY = date(2020, 5, 5)
KINDS = ("identical", "different", "undated", "one place", "one day", "bare")


def told(kind: str, n: int, tables: Tables) -> Told:
    """The n-th report of a kind."""
    districts = sorted(place.id for place in tables.places.values() if place.kind == "district")
    said = dict(event(random.Random(1), DAY, districts[0]))
    words = ["bdfgh", "klmnp"]
    match kind:
        case "different":
            place = districts[n % len(districts)]
            said |= {"where": Where(place=place, precision=3, as_written=place), "killed": count(7 * n)}
            said["injured"] = count(11 * n)
            said["when"] = on(DAY + timedelta(days=n // len(districts) * 5))
            words = [f"word{n}"]
        case "undated":
            del said["when"]
            said["killed"] = count(n % 97)
        case "one place":
            said |= {"when": on(DAY + timedelta(days=n % 5000 * 3)), "killed": count(n % 89)}
        case "one day":
            said["killed"] = count(n)
        case "bare":
            said = {"killed": count(3)}
    return told_by(n, said, words, DAY + timedelta(days=1))


def run(kind: str, reports: int) -> str:
    """What linking so many reports of a kind took."""
    tables = load_tables(("afghanistan",))
    found, seconds, worked = linked(WeightsLinker(), [told(kind, n, tables) for n in range(reports)], tables)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    return f"{kind}: {len(found)} incidents in {seconds:.1f} s ({worked:.1f} s of the processors), {peak:.2f} GB"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--only", choices=KINDS)
    args = parser.parse_args()
    for kind in (args.only,) if args.only else KINDS:
        with get_context("spawn").Pool(1) as own:
            print(own.apply(run, (kind, args.reports)), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
