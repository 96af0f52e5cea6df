"""The views are plain SQLite: they open in Datasette, and search finds words in all scripts."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from gowah.testing import record_of

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


def test_search_finds_words_in_every_script(tmp_path: Path) -> None:
    with record_of(tmp_path, REPORTS)._view() as view:
        assert len(view.search("school")) == 1
        assert len(view.search("مسجد")) == 1
        assert view.search('"; DROP TABLE texts') == ()
        assert view.search("") == ()
