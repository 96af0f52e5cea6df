"""The reading room: nothing without the token, everything escaped, only loopback names."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from gowah.testing import record_of
from gowah.web import reading_room

REPORTS = """
--- hostile.txt
Publisher: The <script>alert(1)</script> Herald
Published: 2022-04-20
Title: Bomb <b>kills</b> six

A bomb killed at least six people and wounded 11 at a school in Kabul on Tuesday, police said.
"""


@pytest.fixture
def browser(tmp_path: Path) -> TestClient:
    return TestClient(reading_room(record_of(tmp_path, REPORTS), "let-me-in"), base_url="http://127.0.0.1")


def test_without_the_token_nothing_is_shown(browser: TestClient) -> None:
    for page in ("/", "/record.json", "/show/e3", "/ask?q=x"):
        answer = browser.get(page)
        assert answer.status_code == 403
        assert "Herald" not in answer.text


def test_another_host_name_is_refused(browser: TestClient) -> None:
    assert browser.get("/?token=let-me-in", headers={"host": "evil.example"}).status_code == 400


def test_pages_and_their_json(browser: TestClient) -> None:
    home = browser.get("/?token=let-me-in")
    assert home.status_code == 200
    assert "<script>alert" not in home.text
    assert "&lt;b&gt;kills" in home.text
    assert "default-src 'none'" in home.headers["content-security-policy"]
    dump = browser.get("/record.json").json()
    incident = dump["incidents"][0]["id"]
    assert browser.get(f"/show/{incident}").status_code == 200
    assert browser.get(f"/show/{incident}.json").json()["card"] == "incident"
    assert browser.get(f"/show/{dump['sources'][0]['id']}").status_code == 200
    assert browser.get("/show/e999").status_code == 404
    assert "Kabul" in browser.get("/ask", params={"q": "How many people were killed in Kabul?"}).text


def test_what_hides_in_a_report_is_marked(tmp_path: Path) -> None:
    report = "Publisher: Va\u202elley\nPublished: 2022-04-20\nTitle: Bomb in K\u0430bul\n\nA bomb killed \u202e31\u202c people in Kabul.\n"
    record = record_of(tmp_path, {"a.txt": report})
    browser = TestClient(reading_room(record, "let-me-in"), base_url="http://127.0.0.1")
    home = browser.get("/?token=let-me-in").text
    source = record.dump()["sources"][0]["id"]
    for text in (home, browser.get(f"/show/{source}").text):
        assert "\u202e" not in text
        assert 'class="hidden" title="this word mixes letters of Latin+Cyrillic' in text
    assert "\u202e" in browser.get(f"/show/{source}.json").json()["publisher"]
