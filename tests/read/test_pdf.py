"""PDF: paragraphs out of printed lines, properties, and PDFs that are none."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Callable

import pytest
from reportlab.lib.pagesizes import A5
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from gowah.model import Problem, ReadText
from gowah.words import Settings
from gowah.words.settings import ReadSettings

Reader = Callable[..., ReadText]
Blocks = Callable[[ReadText], list[tuple[str, str]]]

STYLES = getSampleStyleSheet()
LONG = (
    "Four people were killed when a bomb went off beside a bus in the east of the town on Friday, the governor said. "
    * 3
)


def printed(parts: list[object], *, head: str = "", **properties: str) -> bytes:
    out = io.BytesIO()

    def margins(canvas: Canvas, document: SimpleDocTemplate) -> None:
        if head:
            canvas.drawString(72, 560, head)
            canvas.drawRightString(340, 25, f"Page {document.page}")

    SimpleDocTemplate(out, pagesize=A5, **properties).build(parts, onFirstPage=margins, onLaterPages=margins)
    return out.getvalue()


def p(text: str, style: str = "BodyText") -> Paragraph:
    return Paragraph(text, STYLES[style])


def test_paragraphs_are_joined_over_lines_and_pages(read: Reader, blocks: Blocks) -> None:
    chance = random.Random(7)
    words = [
        "four",
        "people",
        "were",
        "killed",
        "when",
        "a",
        "bomb",
        "went",
        "off",
        "beside",
        "the",
        "bus",
        "in",
        "this",
        "town",
        "and",
        "nobody",
        "has",
        "claimed",
        "it",
    ]
    bodies = [f"{' '.join(chance.choices(words, k=50)).capitalize()}." for _ in range(9)]
    parts = [p("Bus bombed in the east", "Title"), *map(p, bodies), p("What was asked", "Heading2"), p(LONG)]
    found = read(printed(parts, head="Valley Rights - Briefing 3/2022"), "briefing.pdf")
    assert blocks(found) == [
        ("title", "Bus bombed in the east"), *(("paragraph", body) for body in bodies), ("heading", "What was asked"),
        ("paragraph", LONG.strip()),
    ]  # fmt: skip
    assert "Page" not in found.text
    assert "Briefing" not in found.text
    assert found.described.publisher == "Valley Rights"


def test_properties_and_header_lines(read: Reader) -> None:
    pdf = printed([p("Bus bombed", "Title"), p("Published: 4 March 2022"), p(LONG)], title="Draft 2", author="Ana Doe")
    described = read(pdf, "a.pdf").described
    assert (described.title, described.author, described.published) == ("Bus bombed", "Ana Doe", "2022-03-04")


def test_dates_of_the_file_stand_in_where_the_text_gives_none(read: Reader) -> None:
    pdf = re.sub(rb"/CreationDate \(D:\d{8}", b"/CreationDate (D:20220304", printed([p(LONG)], title="untitled"))
    described = read(pdf, "a.pdf").described
    assert (described.published, described.title) == ("2022-03-04", None)


def test_what_xmp_says(read: Reader) -> None:
    packet = b"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">Bus &amp; bomb</rdf:li>
</rdf:Alt></dc:title><dc:publisher><rdf:Bag><rdf:li>Valley Post</rdf:li></rdf:Bag></dc:publisher><dc:date><rdf:Seq><rdf:li>
2022-03-04</rdf:li></rdf:Seq></dc:date></x:xmpmeta>"""
    described = read(printed([p(LONG)]) + packet, "a.pdf").described
    assert (described.title, described.publisher, described.published) == ("Bus & bomb", "Valley Post", "2022-03-04")


def test_words_broken_at_line_ends(read: Reader) -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A5)
    lines = ["The mission counted two thousand fight-", "ers near Mazar-e-", "Sharif and in one well-known place; this well-",
             "known place is in the north of the country."]  # fmt: skip
    for number, line in enumerate(lines):
        canvas.drawString(40, 500 - 14 * number, line)
    canvas.save()
    assert read(out.getvalue(), "a.pdf").text == (
        "The mission counted two thousand fighters near Mazar-e-Sharif and in one well-known place; this well-known place "
        "is in the north of the country."
    )


def test_tables_and_lists(read: Reader, blocks: Blocks) -> None:
    table = Table([["Community", "killed", "injured"], ["First", "58", "139"]], colWidths=[120, 80, 80])
    parts = [p(LONG), table, p("• Guards at the gate, which came.")]
    assert blocks(read(printed(parts), "a.pdf"))[1:] == [
        ("row", "Community killed injured"), ("row", "First 58 139"), ("item", "• Guards at the gate, which came."),
    ]  # fmt: skip


def test_a_scan_has_no_text(fail: Callable[..., Problem]) -> None:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.rect(10, 10, 100, 100)
    canvas.save()
    problem = fail(out.getvalue(), "scan.pdf")
    assert "no text" in problem.what
    assert "OCR" in problem.hint


def test_a_locked_pdf(fail: Callable[..., Problem]) -> None:
    locked = printed([p(LONG)], encrypt=StandardEncryption("secret", canPrint=0))  # type: ignore[arg-type]
    assert "password" in fail(locked, "a.pdf").what


def test_too_many_pages(fail: Callable[..., Problem]) -> None:
    pdf = printed([p(LONG) for _ in range(30)])
    assert "more than 1 pages" in fail(pdf, "a.pdf", settings=Settings(read=ReadSettings(max_pages=1))).what


@pytest.mark.parametrize("cut", [10, 200, 1000])
def test_a_broken_pdf(fail: Callable[..., Problem], cut: int) -> None:
    assert "broken" in fail(printed([p(LONG)])[:cut], "a.pdf").what


LOOP = b"""%PDF-1.4
1 0 obj <</Type/Catalog/Pages 2 0 R/Outlines 5 0 R>> endobj
2 0 obj <</Type/Pages/Kids[2 0 R 3 0 R]/Count 9/Parent 2 0 R>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</XObject<</A 6 0 R>>>>>> endobj
4 0 obj <</Length 6>> stream
/A Do
endstream endobj
5 0 obj <</First 5 0 R/Last 5 0 R/Next 5 0 R>> endobj
6 0 obj <</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 6/Resources<</XObject<</A 6 0 R>>>>>> stream
/A Do
endstream endobj
trailer <</Root 1 0 R/Prev 0>>
"""


def test_a_pdf_that_runs_in_circles(fail: Callable[..., Problem]) -> None:
    fail(LOOP, "loop.pdf")
