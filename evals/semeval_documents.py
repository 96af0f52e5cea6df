"""Per document: killed, injured, date and city of its story against the row of the registry."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from semeval_docs import city_key
from semeval_story import Story

__all__ = ["city_key", "city_keys", "confusion", "right", "rows_of", "scores"]

ATTRIBUTES = ("killed", "injured", "date", "city")


def rows_of(registry: Path, gold: Path | None = None) -> dict[str, Mapping[str, Any]]:
    """doc_id -> the registry's row of its incident; reports of several incidents or of none are left out.

    With the gold of questions, which document tells of which incident is taken from there, else from the registry.
    """
    with registry.open(encoding="utf-8") as lines:
        incidents = {row["incident_id"]: row for row in map(json.loads, lines)}
    told: dict[str, set[str]] = defaultdict(set)
    if gold is None:
        for key, row in incidents.items():
            for doc in row["docs"]:
                told[doc].add(key)
    else:
        with gold.open(encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                for key, docs in row["answer_docs"].items():
                    for doc in docs:
                        told[doc].add(key)
    return {doc: incidents[next(iter(keys))] for doc, keys in told.items() if len(keys) == 1 and keys <= set(incidents)}


def right(story: Story, row: Mapping[str, Any]) -> dict[str, bool]:
    """Which attributes agree. A registry's city is `Town`, or `Town (Quarter or suburb)`: either name will do."""
    return {
        "killed": story.killed == row["num_killed"],
        "injured": story.injured == row["num_injured"],
        "date": story.day == row["date"],
        "city": story.city is not None and city_key(story.city) in city_keys(row["city_or_county"]),
    }


def city_keys(written: str) -> set[str]:
    """`Seattle (Des Moines)` -> both."""
    return {city_key(part) for part in re.findall(r"[^()]+", written) if part.strip() and part.strip() != "county"}


def scores(stories: Iterable[Story], rows: Mapping[str, Mapping[str, Any]]) -> dict[str, float]:
    """Attribute -> share of the documents in which it is right."""
    judged = [right(story, rows[story.doc_id]) for story in stories if story.doc_id in rows]
    return {name: round(sum(each[name] for each in judged) / len(judged), 4) for name in ATTRIBUTES} if judged else {}


def confusion(stories: Iterable[Story], rows: Mapping[str, Mapping[str, Any]], name: str) -> str:
    """A table of counts, the registry's down, the report's as read across; 4 stands for more."""
    cells = Counter(
        (min(rows[s.doc_id][f"num_{name}"], 4), min(getattr(s, name), 4)) for s in stories if s.doc_id in rows
    )
    lines = [
        f"| {name}: registry | " + " | ".join(f"read {n}" for n in ("0", "1", "2", "3", "4+")) + " |",
        "|---" * 6 + "|",
    ]
    lines += [f"| {a if a < 4 else '4+'} | " + " | ".join(str(cells[a, b]) for b in range(5)) + " |" for a in range(5)]
    return "\n".join(lines)
