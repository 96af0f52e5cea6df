"""The folder as a reader meets it: whole, linked, valid, the same twice, true to the texts."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser
from pathlib import PurePosixPath

import pytest
from a_release import MOSQUE, a_record

from gowah.hooks import Publisher
from gowah.model.canonical import leaves
from gowah.model.codec import to_tree
from gowah.publish import published_fields, release
from gowah.words import Settings, Tables, read_settings

VOID = {"meta", "link", "br", "img", "hr", "input"}


@pytest.fixture(scope="module")
def files(tables: Tables, settings: Settings) -> dict[str, bytes]:
    return {path.as_posix(): data for path, data in release.publish(a_record(), tables, settings)}


class Page(HTMLParser):
    """Reads a page strictly: tags must balance; keeps ids, links and the text of links."""

    def __init__(self, name: str, data: bytes) -> None:
        super().__init__()
        self.name, self.open, self.ids, self.links, self.sources = name, [], [], [], []
        self.loose: list[str] = []
        self.feed(data.decode())
        self.close()
        assert self.open == [], f"{name}: {self.open} never closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        assert len(given) == len(attrs), f"{self.name}: an attribute twice in <{tag}>"
        if tag not in VOID:
            self.open.append(tag)
        self.ids += [given["id"]] if given.get("id") else []
        if tag == "a" and given.get("href"):
            self.links.append(given["href"])
        elif given.get("href") or given.get("src"):
            self.sources.append(given.get("href") or given.get("src"))
        assert not any(name.startswith("on") for name in given), f"{self.name}: a script in <{tag}>"
        assert tag not in ("script", "iframe", "object", "form"), f"{self.name}: <{tag}>"

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1:] == [tag], f"{self.name}: </{tag}> closes {self.open[-3:]}"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        inside_link = "a" in self.open
        if self.name == "index.html" and "table" in self.open and "thead" not in self.open and not inside_link:
            self.loose += re.findall(r"\d[\d,]*", data) if not re.fullmatch(r"\s*i-e\d+\s*", data) else []


@pytest.fixture(scope="module")
def pages(files: dict[str, bytes]) -> dict[str, Page]:
    return {name: Page(name, data) for name, data in files.items() if name.endswith(".html")}


def test_it_is_a_publisher_and_writes_every_part(files: dict[str, bytes]) -> None:
    plugin: Publisher = release
    assert plugin.name == "gowah-publish-release"
    wanted = {"index.html", "figures.html", "methodology.html", "style.css", "README.txt", "datapackage.json"}
    wanted |= {
        f"data/{name}" for name in ("incidents.csv", "claims.csv", "figures.csv", "incidents.json", "incidents.geojson")
    }
    assert wanted <= set(files)
    assert sum(1 for name in files if name.startswith("incidents/")) == 3


def test_pages_are_balanced_and_ids_unique(pages: dict[str, Page], files: dict[str, bytes]) -> None:
    for name, page in pages.items():
        assert files[name].startswith(b"<!doctype html>")
        assert len(page.ids) == len(set(page.ids)), name


def test_every_internal_link_leads_somewhere(pages: dict[str, Page], files: dict[str, bytes]) -> None:
    for name, page in pages.items():
        for link in page.links + page.sources:
            if link.startswith("https://"):
                continue
            path, _, anchor = link.partition("#")
            target = _joined(name, path) if path else name
            assert target in files, f"{name} -> {link}"
            assert not anchor or anchor in pages[target].ids, f"{name} -> {link}"


def _joined(page: str, path: str) -> str:
    parts: list[str] = []
    for part in (PurePosixPath(page).parent / path).parts:
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)


def test_nothing_is_fetched_from_elsewhere(pages: dict[str, Page], files: dict[str, bytes]) -> None:
    for page in pages.values():
        assert page.sources
        assert all("://" not in source for source in page.sources)
    assert b"url(" not in files["style.css"]
    assert b"@import" not in files["style.css"]
    links = {link for page in pages.values() for link in page.links if "://" in link}
    assert links == {
        "https://wire.example.com/asia/kunduz-mosque", "https://paper.example.org/1", "https://desk.example.com/qa?id=7",
    }  # fmt: skip


def test_every_number_of_the_table_is_a_link_to_its_sentences(pages: dict[str, Page]) -> None:
    assert pages["index.html"].loose == []
    assert any(link.endswith("#toll-killed") for link in pages["index.html"].links)


def test_a_page_of_an_incident_shows_sentences_origins_and_changes(files: dict[str, bytes]) -> None:
    page = next(
        data.decode() for name, data in files.items() if name.startswith("incidents/") and MOSQUE.encode() in data
    )
    for wanted in ("state news agency, as told by Example Wire", "46–72", "at least 46", "2 reports, one origin: Example Wire",
                   "translation", "What is not known", 'dir="auto"', 'lang="prs"'):  # fmt: skip
        assert wanted in page, wanted


def test_every_quote_stands_word_for_word_in_its_text(files: dict[str, bytes]) -> None:
    texts = {f"e{text.entry}": text.text for text in a_record().texts}
    rows = list(csv.DictReader(io.StringIO(files["data/claims.csv"].decode("utf-8-sig"))))
    assert len(rows) > 15
    for row in rows:
        stretch = texts[row["report"]][int(row["start"]) : int(row["end"])]
        if row["cut"] == "no":
            assert row["quote"] == stretch
        else:
            assert "▮▮▮" in row["quote"]
            kept = [re.escape(part) for part in row["quote"].split("▮▮▮")]
            assert re.fullmatch(".+".join(kept), stretch), row["quote"]


def test_the_same_record_gives_the_same_bytes(files: dict[str, bytes], tables: Tables, settings: Settings) -> None:
    again = {path.as_posix(): data for path, data in release.publish(a_record(), tables, settings)}
    assert again == files


def test_the_datasets_say_what_the_pages_say(files: dict[str, bytes]) -> None:
    rows = list(csv.DictReader(io.StringIO(files["data/incidents.csv"].decode("utf-8-sig"))))
    mosque = next(row for row in rows if row["site"] == "mosque")
    assert (mosque["killed_low"], mosque["killed_high"], mosque["area_id"]) == ("46", "72", "AF-KDZ")
    package = json.loads(files["datapackage.json"])
    for resource in package["resources"]:
        header = files[resource["path"]].decode("utf-8-sig").splitlines()[0].split(",")
        assert header == [field["name"] for field in resource["schema"]["fields"]]


def test_the_map_has_areas_and_no_points(files: dict[str, bytes]) -> None:
    features = json.loads(files["data/incidents.geojson"])["features"]
    assert {feature["geometry"]["type"] for feature in features} <= {"Polygon", "MultiPolygon"}
    assert all(feature["properties"]["where_prec"] >= 3 for feature in features)
    assert b"<circle" not in files["index.html"].split(b'class="map"')[1].split(b"</svg>")[0]


def test_a_formula_in_a_report_does_not_run_in_a_spreadsheet(tables: Tables, settings: Settings) -> None:
    from gowah.testing.evidence import build, claim, report

    hostile = build(report("Example", "2022-01-01", claim("gap", '=HYPERLINK("http://x.example","see")', area="all")))
    files = dict(release.publish(hostile, tables, settings))
    rows = list(csv.DictReader(io.StringIO({p.name: d for p, d in files.items()}["claims.csv"].decode("utf-8-sig"))))
    assert rows[0]["quote"].startswith("'=HYPERLINK")


def test_signs_that_steer_a_terminal_are_pictures_of_themselves_in_a_table(tables: Tables, settings: Settings) -> None:
    from gowah.testing.evidence import build, claim, report

    hostile = build(report("Example", "2022-01-01", claim("gap", "nobody \x1b[31mmay\x07 go\x9b there", area="all")))
    files = {path.name: data for path, data in release.publish(hostile, tables, settings)}
    (row,) = csv.DictReader(io.StringIO(files["claims.csv"].decode("utf-8-sig")))
    assert "␛[31mmay␇ go" in row["quote"]
    assert not {"\x1b", "\x07", "\x9b"} & set(files["claims.csv"].decode("utf-8-sig"))


def test_html_in_a_report_stays_text(tables: Tables, settings: Settings) -> None:
    from gowah.testing.evidence import build, claim, report

    hostile = build(report("<b>Example</b>", "2022-01-01", claim("gap", "<script>alert(1)</script> & more", area="<i>all</i>"),
                           title='"><img src=x onerror=alert(1)>', url="javascript:alert(1)"))  # fmt: skip
    for path, data in release.publish(hostile, tables, settings):
        if path.suffix == ".html":
            Page(path.name, data)
            assert b"<script>alert" not in data
            assert b"javascript:" not in data


def test_recent_incidents_can_be_held_back(tables: Tables) -> None:
    settings = read_settings("[publish]\ndelay_days = 120\n")
    files = {path.as_posix(): data for path, data in release.publish(a_record(), tables, settings)}
    assert sum(1 for name in files if name.startswith("incidents/")) == 2
    assert b"held back" in files["index.html"]
    assert b"gunmen hurt dozens" not in b"".join(files.values())


def test_exactly_the_fields_that_are_printed_are_opened(tables: Tables, settings: Settings) -> None:
    evidence = a_record()
    opened = published_fields(evidence, tables, settings)
    printed = b"\n".join(data for _, data in release.publish(evidence, tables, settings)).decode()
    plain = printed.replace('""', '"')
    for mention in evidence.mentions:
        tree = dict(leaves(to_tree(mention.claimed)))
        for path in opened.get(mention.entry, set()):
            leaf = tree[path]
            assert isinstance(leaf, bool) or str(leaf) in plain, (path, leaf)
        if mention.claimed.kind in ("victim", "person"):
            assert mention.entry not in opened
    cut = next(m for m in evidence.mentions if m.claimed.values[0].of_whom == "women")
    assert "values.0.value.low" in opened[cut.entry]
    assert "values.0.quote" not in opened[cut.entry]
    private = next(m for m in evidence.mentions if any(s.private for v in m.claimed.values for s in v.speakers))
    assert "values.0.speakers.0.name" not in opened[private.entry]
    for text in evidence.texts:
        assert {"described.publisher", "described.title"} <= opened[text.entry]
        assert not any("author" in path for path in opened[text.entry])


def test_ids_do_not_change_what_is_said(tables: Tables, settings: Settings) -> None:
    def said(start: int) -> list[str]:
        files = {p.as_posix(): d for p, d in release.publish(a_record(start), tables, settings)}
        names = r"\be\d+\b|figure-[\w.-]+|the first \d+ entries|\"checkpoint_size\":\d+"
        return sorted(re.sub(names, "e", data.decode()) for data in files.values())

    assert said(0) == said(50)
