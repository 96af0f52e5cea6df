"""The views are plain SQLite: they open in Datasette, and search finds words in all scripts."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image, ImageDraw, ImageFont
from starlette.testclient import TestClient

from gowah.cli import gowah
from gowah.read import ocr
from gowah.testing import record_of
from gowah.web import reading_room

FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")

REPORTS = """
--- a.txt
Publisher: The Invented Herald
Published: 2022-04-20
Title: Bomb at school in Kabul kills six

A bomb killed at least six people and wounded 11 at a boys' school in Kabul on Tuesday, police said.
--- b.txt
Publisher: روزنامهٔ ساختگی
Published: ۱۷ میزان ۱۴۰۰
Title: انفجار در مسجد

در انفجار در مسجدی در شهر کندز دست‌کم ۴۶ تن کشته شدند.
"""


def test_datasette_opens_the_views(tmp_path: Path) -> None:
    record = record_of(tmp_path, REPORTS)
    database = record.folder / "views" / "record.sqlite"
    command = [sys.executable, "-m", "datasette", str(database), "--get", "/record/texts.json?_shape=array"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert {row["title"] for row in json.loads(done.stdout)} == {"Bomb at school in Kabul kills six", "انفجار در مسجد"}


def scanned(text: str) -> bytes:
    """A picture of one line."""
    picture = Image.new("L", (1700, 160), 255)
    ImageDraw.Draw(picture).text((60, 50), text, font=ImageFont.truetype(str(FONT), 40), fill=0)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


@pytest.mark.skipif(not (ocr.is_installed() and FONT.exists()), reason="needs Tesseract and DejaVu Sans")
def test_who_looks_at_a_source_sees_that_it_was_a_scan_and_how_sure_its_words_are(tmp_path: Path) -> None:
    line = "A bomb killed six people at a school in Kabul on 19 April 2022, police said."
    record = record_of(tmp_path, {"a.png": scanned(line), "b.txt": line.encode()})
    dumped = {row["file"]: row for row in record.dump()["sources"]}
    sure = dumped["a.png"]["ocr_confidence"]
    assert 50 < sure <= 100
    assert (dumped["b.txt"]["ocr_confidence"], dumped["a.png"]["unread_pages"]) == (None, None)
    told = f"with a confidence of {sure} in 100"
    for file, times in (("a.png", 1), ("b.txt", 0)):
        id = dumped[file]["id"]
        shown = CliRunner().invoke(gowah, ["-r", str(record.folder), "show", id]).stdout
        as_json = CliRunner().invoke(gowah, ["-r", str(record.folder), "show", id, "--json"]).stdout
        browser = TestClient(reading_room(record, "let-me-in"), base_url="http://127.0.0.1")
        browser.get("/?token=let-me-in")
        page = browser.get(f"/show/{id}").text
        assert (shown.count(told), page.count(told)) == (times, times)
        assert json.loads(as_json)["ocr_confidence"] == (sure if times else None)
    record.publish(tmp_path / "release")
    assert (tmp_path / "release" / "reports.html").read_text(encoding="utf-8").count(told) == 1


def test_search_finds_words_in_every_script(tmp_path: Path) -> None:
    with record_of(tmp_path, REPORTS)._view() as view:
        assert len(view.search("school")) == 1
        assert len(view.search("مسجد")) == 1
        assert view.search('"; DROP TABLE texts') == ()
        assert view.search("") == ()
