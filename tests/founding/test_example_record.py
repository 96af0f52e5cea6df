"""The example record: illustrations that say so, facts with their ids, and the page that was made of two."""

from __future__ import annotations

import csv
import gzip
import re
import subprocess
import sys
from pathlib import Path

import pytest

from gowah.testing import record_of

EXAMPLES = Path(__file__).parents[2] / "examples" / "afghanistan"
REPORTS = sorted((EXAMPLES / "reports").iterdir())
ORIGINALS = ("25-press-release.txt", "26-broadcaster-explainer.html")
PAGE = "27-questions-and-answers.html"
DARI_AND_PASHTO = {
    "03-kabul-police-blasts-dari.txt": "منبع نیست",
    "19-kabul-7-august-dari.html": "منبع نیست",
    "12-nahrin-pashto.txt": "سرچینه نه ده",
}
SAYS_SO = re.compile(r"no source|not a source|never use this page as a source|cite UCDP, not this file", re.IGNORECASE)


def words(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "replace")


def ids(path: Path) -> set[str]:
    """The events of the dataset that a report names."""
    if path.suffix == ".csv":
        return {row["id"] for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines())}
    return set(re.findall(r"\b[1-4]\d{5}\b", words(path)))


def test_there_are_reports_in_every_form() -> None:
    assert len(REPORTS) >= 24
    assert {path.suffix for path in REPORTS} == {".txt", ".html", ".eml", ".pdf", ".csv"}


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.name)
def test_every_report_says_that_it_is_no_source(path: Path) -> None:
    assert DARI_AND_PASHTO[path.name] in words(path) if path.name in DARI_AND_PASHTO else SAYS_SO.search(words(path))


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.name)
def test_every_report_names_the_events_or_the_case_it_rests_on(path: Path) -> None:
    assert ids(path) or "the case from which Gowah began" in words(path)


@pytest.mark.shared
def test_the_events_are_in_the_dataset(shared: Path) -> None:
    known: set[str] = set()
    with (shared / "ged" / "ged_23.1_sample_1000.csv").open(encoding="utf-8", newline="") as rows:
        known |= {row["id"] for row in csv.DictReader(rows)}
    with gzip.open(shared / "ged" / "ged_afghanistan_partial_union.csv.gz", "rt", encoding="utf-8", newline="") as rows:
        known |= {row["id"] for row in csv.DictReader(rows)}
    assert set().union(*(ids(path) for path in REPORTS)) <= known


def test_the_pdf_is_what_its_script_draws(tmp_path: Path) -> None:
    pytest.importorskip("reportlab")
    target = tmp_path / "drawn.pdf"
    script = f"import sys; sys.path.insert(0, {str(EXAMPLES)!r}); import make_pdf; make_pdf.draw(make_pdf.Path({str(target)!r}))"
    subprocess.run([sys.executable, "-c", script], check=True, timeout=60)
    assert target.read_bytes() == (EXAMPLES / "reports" / "20-highlands-briefing.pdf").read_bytes()


def test_the_page_is_made_of_two_origins_and_a_word_was_changed(tmp_path: Path) -> None:
    names = (*ORIGINALS, PAGE)
    record = record_of(tmp_path, {name: (EXAMPLES / "reports" / name).read_bytes() for name in names})
    dump = record.dump()
    file_of = {source["id"]: source["file"] for source in dump["sources"]}
    families = {file_of[family["origin"]]: family for family in dump["families"]}
    assert sorted(families) == sorted(ORIGINALS)
    parts = {origin: next(m for m in f["members"] if file_of[m["source"]] == PAGE) for origin, f in families.items()}
    for claim in dump["claims"]:
        if file_of[claim["source"]] == PAGE:
            homes = [o for o, part in parts.items() if any(a <= claim["start"] < b for a, b in part["spans"])]
            early = claim["kind"] in ("total", "gap", "need")
            assert homes == [ORIGINALS[0] if early else ORIGINALS[1]], claim["quote"]
    [change] = parts[ORIGINALS[0]]["changed"]
    assert ("linked" in change["from"], "implicated" in change["to"]) == (True, True)
    assert parts[ORIGINALS[1]]["changed"] == []
