#!/usr/bin/env python3
"""Link UCDP GED with itself: the list as published, and the same events as another list would tell of them.

    evals/link_ged.py [FILE …] [--seed N] [--days N] [--floors FILE] [--raise-floors] [--show]

The other list has every day up to three days off, places written in other ways, tolls anywhere within a row's range,
points some kilometres off, a fifth of all values missing, numbers of its own, and no sources or descriptions. Both
lists are CSV files and go the way of every file: read, claim, link. Two rows of one list are never one event, so each
row has one partner at most. Precision and recall are over pairs of rows. Without FILEs: the Central African Republic
and the sample beside the checkout.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import hashlib
import io
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import floors
from ged_noise import COLUMNS, DAYS, Noisy, Row, noisy

from gowah.hooks import claimers, plugins
from gowah.model import Described, Kept, Mention, Original, Problem, ReadText, Role, SourceText
from gowah.words import Settings, Tables, load_tables
from gowah.words.settings import LinkSettings

HOME = Path(__file__).resolve().parents[2] / "shared" / "data" / "ged"
FILES = (HOME / "ged_23.1_central_african_republic.csv.gz", HOME / "ged_23.1_sample_1000.csv")
SEED = 2023

Pair = tuple[int, int]
"""A row of the list as published and one of the other, by their positions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """Which rows were linked, and what it took."""

    pairs: frozenset[Pair]
    mentions: int
    incidents: int
    seconds: float


def main() -> int:
    """Links each file with its noisy self; 1 when a figure fell below its floor."""
    args = _arguments()
    files = [path for path in args.files if path.is_file()]
    if not files:
        print("skipped: there is no list of events to link")
        return 0
    fallen = 0
    for path in files:
        rows = read_rows(path)
        others = noisy(rows, args.seed)
        found = link_lists(rows, others, args.days)
        figures = scores(found.pairs, len(rows))
        print(f"{path.name}: {len(rows)} rows and their doubles, {found.mentions} mentions", end=", ")
        print(f"{found.incidents} incidents, linked in {found.seconds:.1f} s")
        print("  ".join(f"{name} {share:.4f}" for name, share in figures.items()))
        print(by_noise(found, rows, others))
        if args.show:
            print("\n".join(errors(found, rows, others)))
        key = f"{floors.digest([path])} seed {args.seed} days {args.days}"
        fallen |= floors.hold(args.floors, key, f"{path.name} with itself", figures, raising=args.raise_floors)
    return fallen


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="*", default=FILES)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--days", type=int, default=DAYS, help="the setting [link] days")
    parser.add_argument("--x")
    parser.add_argument("--floors", type=Path, default=floors.FLOORS)
    parser.add_argument("--raise-floors", action="store_true", help="pin the floors where these are higher")
    parser.add_argument("--show", action="store_true", help="rows whose partner was missed or wrong")
    return parser.parse_args()


def read_rows(path: Path) -> list[Row]:
    """The rows of a CSV file, packed or not."""
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


def link_lists(rows: Sequence[Row], others: Sequence[Noisy], days: int) -> Linked:
    """Reads, claims and links the two lists as `gowah run` does."""
    settings, tables = Settings(link=LinkSettings(days=days)), load_tables(Settings().words.regions)
    order = sorted(range(len(others)), key=lambda n: int(others[n].row["id"]))
    first = _text(_csv(rows, tuple(rows[0])), 1, settings)
    second = _text(_csv([others[n].row for n in order], COLUMNS), 2, settings)
    one = _mentions(first, range(len(rows)), tables, settings)
    other = _mentions(second, order, tables, settings)
    mentions = [mention for mention, _ in (*one, *other)]
    began = time.monotonic()
    incidents = [
        each for linker in plugins("link") for each in linker.link((first, second), mentions, (), tables, settings)
    ]
    seconds = time.monotonic() - began
    row_of = ({mention.entry: n for mention, n in one}, {mention.entry: n for mention, n in other})
    pairs = {
        (row_of[0][a], row_of[1][b])
        for incident in incidents
        for a in incident.mentions
        for b in incident.mentions
        if a in row_of[0] and b in row_of[1]
    }
    return Linked(pairs=frozenset(pairs), mentions=len(mentions), incidents=len(incidents), seconds=seconds)


def _mentions(text: SourceText, rows: Sequence[int], tables: Tables, settings: Settings) -> list[tuple[Mention, int]]:
    """Each attack that is claimed of the list, and its row; `rows` are those of the list in the file's order."""
    starts = {block.start: n for n, block in zip(rows, (b for b in text.layout if b.kind == "row"), strict=True)}
    found = [
        (claimed, claimer.name)
        for claimer in claimers()
        for claimed in claimer.claim(text, tables, settings)
        if not isinstance(claimed, Problem)
    ]
    return [
        (
            Mention(entry=1_000_000 * text.entry + k, text=text.entry, claimed=claimed, tool=name),
            starts[claimed.anchor.start],
        )
        for k, (claimed, name) in enumerate(found)
    ]


def _csv(rows: Sequence[Mapping[str, str]], columns: Sequence[str]) -> bytes:
    written = io.StringIO()
    out = csv.DictWriter(written, columns, extrasaction="ignore", lineterminator="\n")
    out.writeheader()
    out.writerows(rows)
    return written.getvalue().encode()


def _text(content: bytes, number: int, settings: Settings) -> SourceText:
    """The file as the readers give it."""
    name, at = f"list {number}.csv", "2023-06-01T00:00:00Z"
    kept = Kept(
        role=Role.ORIGINAL, digest=hashlib.sha256(content).hexdigest(), media_type="text/csv", size=len(content),
        taken_from=name, taken_at=at, name=name, described=Described(),
    )  # fmt: skip
    for reader in plugins("read"):
        read = reader.read(Original(entry=number, kept=kept, content=content), settings)
        if isinstance(read, ReadText):
            return SourceText(
                entry=number, source=number, file=name, media_type=read.media_type, described=read.described,
                layout=read.layout, text=read.text,
            )  # fmt: skip
    raise SystemExit(f"{name} cannot be read")


def scores(pairs: frozenset[Pair], size: int) -> dict[str, float]:
    """Precision, recall and F1 over pairs of rows: row n of the one list is row n of the other."""
    right = sum(a == b for a, b in pairs)
    precision, recall = right / len(pairs) if pairs else 0.0, right / size
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return {"precision": round(precision, 4), "recall": round(recall, 4), "F1": round(f1, 4)}


def by_noise(found: Linked, rows: Sequence[Row], others: Sequence[Noisy]) -> str:
    """Of the rows with each kind of noise, how many were found, linked wrongly, or left alone."""
    kinds: dict[str, Counter[str]] = {}
    wrong = {b for a, b in found.pairs if a != b}
    for n, (row, other) in enumerate(zip(rows, others, strict=True)):
        fate = "found" if (n, n) in found.pairs else "wrong" if n in wrong else "alone"
        for kind in (*other.done, *_nature(row), "all"):
            kinds.setdefault(kind, Counter())[fate] += 1
    lines = ["| noise | rows | found | linked wrongly | left alone |", "|---|---|---|---|---|"]
    for kind, fates in sorted(kinds.items(), key=lambda item: (item[1]["found"] / item[1].total(), item[0])):
        shares = " | ".join(f"{fates[fate] / fates.total():.3f}" for fate in ("found", "wrong", "alone"))
        lines.append(f"| {kind} | {fates.total()} | {shares} |")
    return "\n".join(lines)


def _nature(row: Row) -> Iterator[str]:
    """What makes a row hard as it stands."""
    if row["date_prec"] in ("3", "4", "5"):
        yield "published: day not known"
    if row["where_prec"] not in ("1", "2"):
        yield "published: place not known"


def errors(found: Linked, rows: Sequence[Row], others: Sequence[Noisy]) -> Iterator[str]:
    """Each row that did not find its partner, beside what it was linked with."""
    linked = {b: a for a, b in found.pairs}
    for n, other in enumerate(others):
        if (n, n) in found.pairs:
            continue
        yield f"row {n}: {', '.join(sorted(other.done))}"
        yield f"   was  {_short(rows[n])}"
        yield f"   told {_short(other.row)}"
        if n in linked:
            yield f"   with {_short(rows[linked[n]])}"


def _short(row: Mapping[str, str]) -> str:
    fields = ("date_start", "date_end", "where_prec", "where_coordinates", "adm_2", "adm_1", "side_a", "side_b")
    tolls = "/".join(row[name] for name in ("low", "best", "high"))
    return " | ".join([*(row[name][:40] for name in fields), tolls])


if __name__ == "__main__":
    sys.exit(main())
