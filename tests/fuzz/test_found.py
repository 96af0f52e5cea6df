"""One test for each kind of defect that the campaign found."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from fuzz_laws import SETTINGS, claim_all, kept_from, read_here, tables
from wild_files import RELS, TYPES, W

from gowah.claim import datasets, english, persian
from gowah.model import Block, Described, ReadText, SourceText
from gowah.words import find_dates, issued
from gowah.words.media import DOCX, PDF, WARC, ZIP, sniff

LEAD = "Four people were killed when a bomb went off beside a bus on Friday, the governor said."


def text_of(words: str, *blocks: Block, **more: str) -> SourceText:
    media_type = more.pop("media_type", "text/plain")
    return SourceText(
        entry=2, source=1, file="x", media_type=media_type, described=Described(**more), layout=blocks, text=words
    )


@pytest.mark.parametrize("day", ["0001-01-01", "0999-12-31", "9378-01-01", "9999-12-31"])
def test_a_day_of_publication_at_the_end_of_all_calendars_is_not_believed(day: str) -> None:
    words = "Four people were killed in a bombing on Friday, two weeks after a blast in early January, police said."
    assert issued(text_of(words, published=day))[0].day is None
    assert claim_all(text_of(words, published=day, language="en")) > 0
    assert (
        claim_all(text_of("روز جمعه ماه گذشته در حمله بر مسجدی در کابل ۴ تن کشته شدند.", published=day, language="prs"))
        > 0
    )
    assert find_dates("on Friday, last month, 99999999 days ago", date.fromisoformat(day)) == ()


@pytest.mark.parametrize(
    "words",
    ["31 December 9999", "1 January 0001", "in the last 999999999 days", "999999 weeks ago", "past 9999999999 years"],
)
def test_days_that_no_report_is_of_are_no_dates(words: str) -> None:
    found = find_dates(words, date(2022, 5, 3))
    assert all(span.when.earliest is None or "1000" <= span.when.earliest < "3000" for span in found)


def test_blocks_that_lie_outside_the_text_are_passed_over() -> None:
    wild = [Block(kind=kind, start=a, end=b) for kind in ("paragraph", "header", "row", "entry") for a, b in ((-5, 3), (90, 99), (5, 4))]  # fmt: skip
    for media_type in ("text/plain", "text/csv"):
        text = text_of("date,killed\n2022-05-03,4\n", *wild, media_type=media_type)
        for claimer in (english, persian, datasets):
            list(claimer.claim(text, tables(), SETTINGS))
    assert claim_all(text_of("در حمله بر مسجدی در کابل ۴ تن کشته شدند.", *wild, language="prs")) == 0


def pdf(title: str) -> bytes:
    stream = f"BT /F1 12 Tf 72 700 Td ({LEAD}) Tj ET"
    bodies = [
        "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(stream)}>>stream\n{stream}\nendstream", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>", f"<</Title {title}>>",
    ]  # fmt: skip
    objects = "".join(f"{n} 0 obj{body}endobj\n" for n, body in enumerate(bodies, 1))
    return f"%PDF-1.7\n{objects}trailer<</Size 7/Root 1 0 R/Info 6 0 R>>".encode()


@pytest.mark.parametrize("title", ["<FEFFD800>", "<FEFF00>", "5 0 R"])
def test_a_pdf_with_a_broken_title_keeps_its_pages(title: str) -> None:
    found = read_here(pdf(title), "a.pdf", PDF)
    assert isinstance(found, ReadText)
    assert "Four people were killed" in found.text


def word(rows: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", TYPES.format("word/document.xml", "wordprocessingml.document"))
        archive.writestr("_rels/.rels", RELS.format("officeDocument", "word/document.xml"))
        archive.writestr("word/document.xml", f"<w:document {W}><w:body><w:tbl>{rows}</w:tbl></w:body></w:document>")
    return out.getvalue()


def cell(words: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc>"


def test_a_word_table_that_claims_a_billion_columns_is_read_as_what_it_holds() -> None:
    wide = cell("killed", "<w:gridSpan w:val='999999999'/>")
    found = read_here(word(f"<w:tr>{wide}{cell('4')}</w:tr>"), "a.docx", DOCX)
    assert isinstance(found, ReadText)
    assert found.text == "killed\t4"


def test_a_word_table_merged_downwards_repeats_the_cell_however_long_it_is() -> None:
    begun = cell("Herat", "<w:vMerge w:val='restart'/>")
    top = f"<w:tr>{begun}{cell('1')}</w:tr>"
    below = f"<w:tr>{cell('', '<w:vMerge/>')}{cell('2')}</w:tr>"
    found = read_here(word(top + below * 2_000), "a.docx", DOCX)
    assert isinstance(found, ReadText)
    assert found.text.split("\n") == ["Herat\t1", *["Herat\t2"] * 2_000]
    alone = read_here(word(below), "a.docx", DOCX)
    assert isinstance(alone, ReadText)
    assert alone.text == "2"


@pytest.mark.parametrize(("url", "status"), [("http://[", "200"), ("http://a.example/", "²00")])
def test_a_page_in_a_web_archive_is_read_whatever_its_address_and_status(url: str, status: str) -> None:
    block = f"HTTP/1.1 {status} OK\r\nContent-Type: text/html\r\n\r\n<p>{LEAD}</p>".encode("latin-1")
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    found = read_here(head.encode() + block + b"\r\n\r\n", "a.warc", WARC)
    assert isinstance(found, ReadText)
    assert found.text == LEAD


@pytest.mark.parametrize("words", ["in the past ① days", "② days ago", "three weeks ago", "³ weeks ago"])
def test_circled_and_raised_figures_are_no_numbers_of_days(words: str) -> None:
    assert bool(find_dates(words, date(2022, 5, 3))) is ("three" in words)
    assert find_dates(f"① {words}", date(2022, 5, 3)) is not None
    assert find_dates("① ماه گذشته", date(2022, 5, 3)) is not None


def test_a_zip_cannot_name_itself_what_it_likes() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "applica\u00c6tion/\u202ex")
    assert sniff(out.getvalue(), "a.odt") == ZIP


@pytest.mark.parametrize("age", ["①", "³", "9" * 5_000, "٣" * 5_000])
def test_what_looks_like_a_figure_and_is_none_breaks_nothing(age: str) -> None:
    for words in (
        f"در حمله بر مسجدی در کابل احمد {age} ساله کشته شد.",
        f"{age} ماه گذشته در کابل {age} تن کشته شدند.",
        f"{age} می ۲۰۲۲",
    ):
        claim_all(text_of(words, language="prs", published="2022-05-03"))
    for words in (
        f"A boy of {age} was killed in Kabul, {age} days ago.",
        f"Ahmad, {age}, was killed on {age} May 2022 with {age} others.",
    ):
        claim_all(text_of(words, language="en", published="2022-05-03"))


def test_a_status_of_raised_figures_costs_no_other_page(tmp_path: Path) -> None:
    def record(url: str, status: str) -> bytes:
        block = f"HTTP/1.1 {status} OK\r\nContent-Type: text/html\r\n\r\n<p>{LEAD}</p>".encode("latin-1")
        head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
        return head.encode() + block + b"\r\n\r\n"

    content = (
        record("http://a.example/1", "²00") + record("http://a.example/2", "200") + record("http://a.example/3", "200 ")
    )
    assert {"2", "3"} <= {found.kept.name for found in kept_from(tmp_path, "a.warc", content)}
