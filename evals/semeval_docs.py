"""Reports of SemEval-2018 Task 5 as Gowah's texts, and their claims by its English claimer.

Of a report only these are read: `doc_id`, `dct`, `url`, `title`, `text`; or `title_tok`, `body_tok` where the plain
ones are absent. Claims are kept in a cache, if one is given, under a digest of the report, the tables and the code.
"""

from __future__ import annotations

import hashlib
import json
import pickle
import re
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from gowah.claim.english import english
from gowah.claim.english.casualties import with_people
from gowah.claim.english.sentence import sentences
from gowah.model import Block, Claimed, Described, Problem, SourceText
from gowah.words import Settings, Tables, load_tables

REGIONS = ("united-states",)
FIELDS = ("doc_id", "dct", "url", "title", "text", "title_tok", "body_tok")

_RUN_TOGETHER = re.compile(r"(?<=[a-z]{2}[.!?])(?=[A-Z][a-z])")  # "at the scene.Police said": paragraphs lost
_PARAGRAPH = re.compile(r"[^\n](?:.|\n(?!\s*\n))*")
_SITE_NAME = re.compile(
    r"\s*(?:\s[-|–—]|::|\|)\s*(?=[^|–—]*(?:\.com|\bnews\b|\bTV\b|weather|sports|\b[WK][A-Z]{2,3}\b|\bfox\b|\bABC\b|\bNBC\b"
    r"|\bCBS\b|tribune|times|herald|gazette|channel))[^\n]*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report as this benchmark gives it; `dct` is the ISO day on which it was put on the web."""

    doc_id: str
    dct: str
    url: str
    title: str
    body: str


def read_reports(path: Path) -> list[Report]:
    """The reports of a file with one JSON object a line."""
    with path.open(encoding="utf-8") as lines:
        return [report_of({key: row[key] for key in FIELDS if key in row}) for row in map(json.loads, lines)]


def report_of(row: Mapping[str, Any]) -> Report:
    """One report, its sentences that a scraper ran together parted again."""
    title = row.get("title") or together(row.get("title_tok") or "")
    body = row.get("text") or together(row.get("body_tok") or "")
    return Report(
        doc_id=row["doc_id"], dct=(row.get("dct") or "")[:10], url=row.get("url") or "",
        title=" ".join(_SITE_NAME.sub("", title).split()), body=_RUN_TOGETHER.sub(" ", body).strip(),
    )  # fmt: skip


def together(tokens: str) -> str:
    """Plain text of text that was split into tokens by blanks: `16 - year - old , said` -> `16-year-old, said`."""
    text = re.sub(r"(?<=[a-z\d])[ ]-[ ](?=[a-z\d])", "-", tokens)
    text = re.sub(r"(?<=\d)[ ]?:[ ]?(?=\d\d\b)", ":", text)
    text = re.sub(r"[ ]+(?=[,.;:!?%)\]}’”]|n['’]t\b|['’](?:s|re|ve|ll|d|m)\b)", "", text)
    text = re.sub(r"(?<=[(\[{$“‘])\s+", "", text)
    text = re.sub(r'"\s([^"]{1,1000}?)\s?"', r'"\1"', text)
    return re.sub(r"\bcan not\b", "cannot", text)


def city_key(name: str) -> str:
    """A name without the differences that are none."""
    plain = re.sub(r"\bsaint\b|\bst\b\.?", "st", name.lower())
    return re.sub(r"[^a-z]+", "", re.sub(r"\b(?:city|township|twp|county|the|town of|village of)\b", "", plain))


def source_text(report: Report) -> SourceText:
    """The report as Gowah keeps it: title, then paragraphs."""
    text = f"{report.title}\n\n{report.body}"
    start = len(report.title) + 2
    blocks = [Block(kind="title", start=0, end=len(report.title))]
    blocks += [
        Block(kind="paragraph", start=start + m.start(), end=start + m.end()) for m in _PARAGRAPH.finditer(report.body)
    ]
    described = Described(title=report.title, published=report.dct or None, url=report.url or None, language="en")
    return SourceText(
        entry=1, source=0, file=report.doc_id, media_type="text/plain", described=described, layout=tuple(blocks),
        text=text,
    )  # fmt: skip


@cache
def tables() -> Tables:
    """Gowah's tables for these reports."""
    return load_tables(REGIONS)


def claims_of(report: Report) -> tuple[Claimed, ...]:
    """What Gowah claims from the report."""
    text = source_text(report)
    found = (claim for claim in english.claim(text, tables(), Settings()) if not isinstance(claim, Problem))
    told = (claim for claim in found if claim.kind != "victim")  # everybody is counted here, attackers too
    return tuple(with_people(told, tuple(sentences(text, tables(), Settings()))))


def all_claims(
    reports: Sequence[Report], *, jobs: int = 1, cache_file: Path | None = None
) -> dict[str, tuple[Claimed, ...]]:
    """doc_id -> claims, from the cache where it has them."""
    known: dict[str, tuple[Claimed, ...]] = {}
    if cache_file is not None and cache_file.is_file():
        known = pickle.loads(cache_file.read_bytes())
    under = _code()
    keys = {report.doc_id: hashlib.sha256(f"{under}\0{report!r}".encode()).hexdigest() for report in reports}
    todo = [report for report in reports if keys[report.doc_id] not in known]
    for report, claims in zip(todo, _through(todo, jobs), strict=True):
        known[keys[report.doc_id]] = claims
    if cache_file is not None and todo:
        wanted = set(keys.values())
        cache_file.write_bytes(pickle.dumps({key: known[key] for key in known if key in wanted}))
    return {report.doc_id: known[keys[report.doc_id]] for report in reports}


def _through(reports: Sequence[Report], jobs: int) -> Iterator[tuple[Claimed, ...]]:
    if jobs < 2 or len(reports) < 2:
        yield from map(claims_of, reports)
        return
    with ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(claims_of, reports, chunksize=8)


@cache
def _code() -> str:
    """A digest of all that claims depend on: the package's code and tables, and this file."""
    found = hashlib.sha256(Path(__file__).read_bytes())
    home = Path(str(files("gowah")))
    for path in sorted([*home.rglob("*.py"), *home.rglob("*.csv")]):
        if path.relative_to(home).parts[0] in ("words", "claim", "data", "model"):
            found.update(path.read_bytes())
    return found.hexdigest()
