#!/usr/bin/env python3
"""How many true pairs the linker never looks at.

    evals/blocking.py SET...

SET holds `gold.json` and `reports/`. Of the pairs of reports that tell of one gold incident, the share of which some
attack mentions are compared (a report whose attack was not claimed at all cannot be); of all pairs of mentions that
would score at least the threshold, the share that is compared; and how many of all pairs are compared.
"""

from __future__ import annotations

import json
import sys
import tempfile
from itertools import combinations
from pathlib import Path

from gowah import Record
from gowah.link.among import finished, telling_names
from gowah.link.beside import bundles
from gowah.link.copies import copied
from gowah.link.duck import duck
from gowah.link.joining import Scorer
from gowah.link.levels import comparisons
from gowah.link.model import shipped_weights
from gowah.link.ragged import number
from gowah.link.rows import rows
from gowah.testing import private_keys


def main(folders: list[Path]) -> int:
    for folder in folders:
        if not (folder / "gold.json").is_file():
            print(f"skipped: there is no set of reports at {folder}")
            continue
        with tempfile.TemporaryDirectory() as scratch, private_keys(Path(scratch) / "keys"):
            record = Record.create(Path(scratch) / "record")
            record.keep(folder / "reports")
            record.run()
            told, pairs, strong = compared(record)
        gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
        by_incident = [sorted({row["report"] for row in each["reports"]}) for each in gold["incidents"]]
        true = {pair for ids in by_incident for pair in combinations(ids, 2)}
        claimed = set(told)
        possible = {(a, b) for a, b in true if a in claimed and b in claimed}
        met = {tuple(sorted((told[a], told[b]))) for a, b in pairs}
        every = len(told) * (len(told) - 1) // 2
        print(
            f"{folder.name}: {len(possible & met)} of {len(possible)} true pairs of reports are compared; "
            f"{len(strong & pairs)} of {len(strong)} pairs at the threshold; {len(pairs)} of {every} pairs in all"
        )
    return 0


def compared(record: Record) -> tuple[list[str], set[tuple[int, int]], set[tuple[int, int]]]:
    """The report of each mention, the pairs that share a key, and all pairs that score at least the threshold."""
    evidence, settings = record.evidence(), record.settings
    wholes = [bundle.whole for bundle in bundles([m for m in evidence.mentions if m.claimed.kind == "attack"], ())]
    found = rows(evidence.texts, wholes, record.tables, settings.link, None)
    alike = copied(evidence.families, wholes, {text.entry: text for text in evidence.texts})
    sentences = [sorted(number(f"copied {each}") for each in alike.get(n, ())) for n in found.mentions]
    table = finished(found.own, telling_names(found.own), [[text] for text in found.texts], sentences)
    files = {text.entry: text.file for text in evidence.texts}
    with duck() as engine:
        compared_by = comparisons(settings.link)
        scorer = Scorer(engine=engine, compared=compared_by, weights=shipped_weights(), size=len(found.texts))
        scorer.open(table)
        engine.make("each_pair", """select l.unit as join_key_l, r.unit as join_key_r, '0' as match_key
            from mentions l join mentions r on l.unit < r.unit""")  # fmt: skip
        scorer.score("each_pair", "each_score", least=settings.link.threshold)
        strong = {(row["a"], row["b"]) for row in engine.rows("select a, b from each_score").to_pylist()}
        pairs = engine.rows("select join_key_l as a, join_key_r as b from pairs").to_pylist()
    return [Path(files[text]).stem for text in found.texts], {(row["a"], row["b"]) for row in pairs}, strong


if __name__ == "__main__":
    sys.exit(main([Path(name) for name in sys.argv[1:]]))
