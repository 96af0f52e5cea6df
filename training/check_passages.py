#!/usr/bin/env python3
"""Check the annotated passages (training/passages/README.md says their form) and count them.

training/check_passages.py [FILE …]
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

PASSAGES = Path(__file__).with_name("passages")
PROPERTIES = frozenset({"killed", "injured", "hurt", "abducted", "attacks", "strength", "other"})
CERTAINTIES = frozenset({"stated", "hedged", "denied", "hypothetical"})
ROLES = frozenset({"main", "past", "sum", "old", "wrong", "attacker", "part", "foiled", "none"})
SPAN = re.compile(r"\[([nsdp]\d+):([^\[\]]+)\]")


def main() -> int:
    files = [Path(name) for name in sys.argv[1:]] or sorted(PASSAGES.glob("*.txt"))
    wrong = 0
    for file in files:
        counts: Counter[str] = Counter()
        blocks = re.split(r"\n\s*\n", file.read_text(encoding="utf-8").strip())
        for block in blocks:
            head, *lines = block.strip().split("\n")
            counts.update(line.split()[2] for line in lines if len(line.split()) > 2)
            for fault in faults(head, lines):
                wrong += 1
                print(f"{file.name}: {fault}: {head[:70]}")
        print(f"{file.name}: {len(blocks)} passages, {counts.total()} numbers: {dict(counts.most_common())}")
    return 1 if wrong else 0


def faults(head: str, lines: list[str]) -> Iterator[str]:
    """What is wrong with one passage."""
    if not head.startswith("T "):
        yield "does not begin with T"
        return
    spans = [span for span, _ in SPAN.findall(head)]
    if len(set(spans)) != len(spans):
        yield "one id names two spans"
    if re.search(r"[\[\]]", SPAN.sub("", head)):
        yield "a bracket without a span"
    told = []
    for line in lines:
        parts = line.split()
        if len(parts) not in (8, 9) or parts[0] != "A":
            yield f"no annotation: {line}"
            continue
        _, number, property, speakers, day, place, certainty, role = parts[:8]
        told.append(number)
        if property not in PROPERTIES or certainty not in CERTAINTIES or role not in ROLES:
            yield f"an unknown code: {line}"
        named = [*speakers.split(">"), day, place]
        yield from (f"no span {each}" for each in named if each != "-" and each not in spans)
    if sorted(told) != sorted(span for span in spans if span[0] == "n"):
        yield "not one line for each number"


if __name__ == "__main__":
    sys.exit(main())
