"""Draws `reports/20-highlands-briefing.pdf`, the same bytes each time.

Run from anywhere: `python examples/afghanistan/make_pdf.py`. Needs reportlab (in the `dev` extra).
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

HERE = Path(__file__).parent
TARGET = HERE / "reports" / "20-highlands-briefing.pdf"
PUBLISHED = datetime(2021, 7, 20, tzinfo=UTC)
RUNNING_HEAD = "Highlands Reading Room - Briefing 7/2021"
PAGES = (
    (
        "Malistan: nine civilians killed in one village",
        "Published: 20 July 2021",
        "",
        "Taliban fighters killed nine civilians in Mundah Darakht village,",
        "Malistan district, Ghazni province, on 4 July 2021, four people who",
        "fled from the village told the Highlands Reading Room.",
        "",
        "They said that they had left on foot by night. The families asked",
        "the provincial council for shelter and for a doctor. They were given",
        "a schoolroom; no doctor has come.",
    ),
    (
        "Earlier in the highlands",
        "",
        "Taliban fighters killed three people in Salmanji village, Kajran",
        "district, Daykundi province, between 24 and 30 August 2020, a miller",
        "from Kajran told us. The news took five months to reach us, because",
        "nobody in the valley dared to use a telephone.",
        "",
        "The reading room and its witnesses are invented to illustrate a PDF;",
        "they are no source. What they tell is taken from events 412072 and",
        "353563 of UCDP GED 23.1.",
    ),
)


def draw(target: Path) -> None:
    """Write the briefing to `target`: two A4 pages with a running head and page numbers."""
    os.environ["SOURCE_DATE_EPOCH"] = str(int(PUBLISHED.timestamp()))  # reportlab stamps this date into the file
    canvas = Canvas(str(target), pagesize=A4, invariant=1, pageCompression=0)
    canvas.setTitle("Malistan: nine civilians killed in one village")
    canvas.setAuthor("Highlands Reading Room")
    canvas.setSubject("Illustration, no source")
    for number, lines in enumerate(PAGES, 1):
        canvas.setFont("Helvetica", 8)
        canvas.drawString(72, 800, RUNNING_HEAD)
        canvas.drawRightString(523, 800, f"Page {number} of {len(PAGES)}")
        height = 760
        for position, line in enumerate(lines):
            canvas.setFont("Helvetica-Bold" if position == 0 else "Helvetica", 15 if position == 0 else 11)
            canvas.drawString(72, height, line)
            height -= 26 if position == 0 else 16
        canvas.showPage()
    canvas.save()


if __name__ == "__main__":
    draw(TARGET)
