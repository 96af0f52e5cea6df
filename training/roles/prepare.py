#!/usr/bin/env python3
"""Cut the reports into words, pieces and clues and lay the key on them: `prepare.py MODEL_FOLDER WORK_FOLDER`."""

from __future__ import annotations

import pickle
import sys
from collections import Counter
from pathlib import Path

import numpy as np
from labels import load, project

from gowah.claim.learned.clues import PER_WORD, clues, known_words
from gowah.claim.learned.encoder import Encoder
from gowah.claim.learned.page import flags
from gowah.claim.learned.words import words
from gowah.words import load_tables

LEAST = 3  # how often a word must stand in dev to be known by itself


def main() -> None:
    model, work = map(Path, sys.argv[1:])
    vocabulary = (model / "vocab.txt").read_text(encoding="utf-8").split("\n")
    cutter = Encoder({}, {"vocabulary": vocabulary, "layers": 0})
    tables = load_tables(("latin-america",))
    reports = [(report, name) for name in ("dev", "tst1", "tst2") for report in load(name)]
    cut = [words(report["text"]) for report, _ in reports]
    counts = Counter(
        word.lower for found, (_, name) in zip(cut, reports, strict=True) if name == "dev" for word in found
    )
    known = known_words(sorted(word for word, count in counts.items() if count >= LEAST))
    rows = []
    for found, (report, name) in zip(cut, reports, strict=True):
        numbers = np.array(clues(found, known, flags(found, tables)), np.int32).reshape(-1, PER_WORD)
        rows.append({
            "docid": report["docid"], "words": found, "windows": list(cutter.windows(found)), "clues": numbers,
            "pieces": [cutter.pieces.of(word.lower) for word in found], "dev": name == "dev",
            "gold": project(report, found) if name == "dev" else [],
        })  # fmt: skip
    (work / "prepared.pkl").write_bytes(pickle.dumps((sorted(known, key=known.__getitem__), rows)))


if __name__ == "__main__":
    main()
