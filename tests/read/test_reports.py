"""The development reports, if they are there: what each says of itself, and every quote in its text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from gowah.keep import files
from gowah.model import Found, Original, ReadText
from gowah.read import documents
from gowah.words import Settings

pytestmark = pytest.mark.shared

UNSAID = {"d31.txt", "d67.txt"}
"""Posts that give a day without a year: no reader can tell when they were published."""


@pytest.fixture(scope="module")
def reports() -> dict[str, ReadText]:
    shared = Path(__file__).resolve().parents[3] / "shared" / "data" / "reports" / "reports"
    found = files.keep(str(shared), at="2022-10-01T00:00:00Z", settings=Settings())
    assert found is not None
    texts = {}
    for item in found:
        assert isinstance(item, Found), item
        text = documents.read(Original(entry=1, kept=item.kept, content=item.content), Settings())
        assert isinstance(text, ReadText), text
        texts[item.kept.name] = text
    return texts


@pytest.fixture(scope="module")
def gold() -> dict[str, Any]:
    path = Path(__file__).resolve().parents[3] / "shared" / "data" / "reports" / "gold.json"
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def test_every_report_tells_its_publisher_day_and_language(reports: dict[str, ReadText], gold: dict[str, Any]) -> None:
    wrong = []
    for row in gold["reports"]:
        name = row["file"].split("/")[-1]
        described = reports[name].described
        wanted = (row["publisher"], None if name in UNSAID else row["published"], row["language"])
        if (described.publisher, described.published, described.language) != wanted:
            wrong.append((name, described, wanted))
    assert not wrong


def test_titles_and_addresses_are_those_written_in_the_file(reports: dict[str, ReadText]) -> None:
    home = Path(__file__).resolve().parents[3] / "shared" / "data" / "reports" / "reports"
    for name, text in reports.items():
        raw = (home / name).read_text(encoding="utf-8")
        lines = dict(line.split(": ", 1) for line in raw.split("\n\n")[0].split("\n") if ": " in line)
        if name.endswith(".txt"):
            assert (text.described.title, text.described.url) == (lines.get("Title"), lines.get("URL")), name
        else:
            assert f">{text.described.title}</h1>" in raw, name
            assert text.text.startswith(str(text.described.title)), name
            assert text.described.url is None or f'rel="canonical" href="{text.described.url}"' in raw, name


def quotes(node: Any, report: str = "") -> Iterator[tuple[str, str]]:
    """(report, quote) of everything below a node of the gold answers."""
    if isinstance(node, dict):
        report = node.get("report", report)
        if isinstance(node.get("quote"), str):
            yield report, node["quote"]
        for value in node.values():
            yield from quotes(value, report)
    elif isinstance(node, list):
        for value in node:
            yield from quotes(value, report)


def test_every_quote_is_in_the_text_and_no_related_story_is(reports: dict[str, ReadText], gold: dict[str, Any]) -> None:
    texts = {name.split(".")[0]: " ".join(text.text.split()) for name, text in reports.items()}
    told = {key: part for key, part in gold.items() if key != "not_incidents"}
    missing = [(report, quote) for report, quote in quotes(told) if " ".join(quote.split()) not in texts[report]]
    assert not missing
    related = [row for row in gold["not_incidents"] if "related" in json.dumps(row).lower()]
    assert len(related) > 15
    assert not [row for row in related if " ".join(row["quote"].split()) in texts[row["report"]]]
