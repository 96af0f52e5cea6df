"""Dari and Pashto reports of the development set, against its gold answers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from test_persian import claims, report

pytestmark = pytest.mark.shared
LANGUAGES = ("prs", "ps")


def _ends(gold: dict[str, object] | None) -> tuple[object, object] | None:
    return (gold["low"], gold["high"]) if gold else None


def test_whole_tolls_of_plain_text_reports_are_found(shared: Path) -> None:
    folder = shared / "reports"
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    wanted = found = 0
    for item in gold["reports"]:
        if item["language"] not in LANGUAGES or not item["file"].endswith(".txt"):
            continue
        head, _, body = (folder / item["file"]).read_text(encoding="utf-8").partition("\n\n")
        title = next((line[7:] for line in head.split("\n") if line.startswith("Title: ")), None)
        paragraphs = [part.strip() for part in body.split("\n\n")]
        text = report(*paragraphs, title=title, published=item["published"], language=item["language"])
        told = {
            (value.property, value.value.low, value.value.high)  # type: ignore[attr-defined]
            for attack in claims(text)
            for value in attack.values
            if value.property in ("killed", "injured", "hurt") and value.of_whom is None
        }
        for incident in gold["incidents"]:
            for row in incident["reports"]:
                if row["report"] != item["id"]:
                    continue
                for property, key in (("killed", "killed"), ("injured", "injured"), ("hurt", "killed_or_injured")):
                    if _ends(row[key]) is not None:
                        wanted += 1
                        found += (property, *_ends(row[key])) in told  # type: ignore[misc]
    assert wanted > 20
    assert found >= 0.9 * wanted
