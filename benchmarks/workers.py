#!/usr/bin/env python3
"""Two claiming processes against one, on the same texts in the same run, and the memory that all of them take.

    benchmarks/workers.py [--texts 300]

One and two processes take turns, three rounds each; the faster round of each counts. Starting them (about three seconds
each) is left out: every process has read a text before the clock runs. Prints one JSON object.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

from claim import REPORTS, read

from gowah.model import Problem, SourceText
from gowah.record.crew import side_by_side


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=int, default=300)
    args = parser.parse_args()
    known = [text for text in map(read, sorted(REPORTS.iterdir())) if text and text.described.language == "en"]
    texts = list(islice(cycle(known), args.texts))
    found: dict[int, list[float]] = {1: [], 2: []}
    most = 0
    for _ in range(3):
        for hands, rounds in found.items():
            seconds, memory = timed(texts, hands)
            rounds.append(seconds)
            most = max(most, memory)
    words = sum(len(text.text.split()) for text in texts)
    one, two = min(found[1]), min(found[2])
    print(
        json.dumps({
            "benchmark": "workers", "texts": len(texts), "words": words, "one words/s": round(words / one),
            "two words/s": round(words / two), "ratio": round(one / two, 2), "most memory MB": most,
        })
    )  # fmt: skip


def timed(texts: list[SourceText], hands: int) -> tuple[float, int]:
    """Seconds for the texts once all processes are warm, and megabytes held by this process and its children."""
    warm = texts[: hands * 4]  # as many as are handed out before the first answer is waited for
    said = side_by_side([*warm, *texts], frozenset(), hands)
    for _ in warm:
        next(said)
    began, most = time.perf_counter(), 0
    for count, each in enumerate(said):
        if isinstance(each, Problem):
            raise SystemExit(f"a text was lost: {each.what}")
        if count % 50 == 0:
            most = max(most, sum(resident(pid) for pid in family()))
    return time.perf_counter() - began, most // 1_000_000


def family() -> Iterator[int]:
    """This process and its children."""
    yield os.getpid()
    listed = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(os.getpid())], capture_output=True, text=True, check=False
    )
    yield from map(int, listed.stdout.split())


def resident(pid: int) -> int:
    """Bytes of memory that a process holds; 0 where it is gone."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError, ValueError):
        return 0


if __name__ == "__main__":
    main()
