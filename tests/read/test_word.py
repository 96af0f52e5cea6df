"""Word documents."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import datetime

from docx import Document

from gowah.model import Problem, ReadText

Reader = Callable[..., ReadText]
Blocks = Callable[[ReadText], list[tuple[str, str]]]
LEAD = "Four people were killed when a bomb went off beside a bus on Friday, the governor said."


def written() -> bytes:
    document = Document()
    document.core_properties.author = "Ana Doe"
    document.core_properties.modified = datetime(2022, 3, 4, 12)
    document.add_heading("Bus bombed", 0)
    document.add_paragraph("Publisher: Valley Post")
    document.add_paragraph(LEAD)
    document.add_heading("What was asked", 2)
    document.add_paragraph("Guards, who came.", style="List Bullet")
    table = document.add_table(rows=0, cols=3)
    for row in (("Day", "killed", "injured"), ("Monday", "4", "7")):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    document.add_paragraph("Line one\nline two of the end.")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_document_in_its_order(read: Reader, blocks: Blocks) -> None:
    found = read(written(), "report.docx")
    assert blocks(found) == [
        ("title", "Bus bombed"), ("header", "Publisher: Valley Post"), ("paragraph", LEAD), ("heading", "What was asked"),
        ("item", "Guards, who came."), ("row", "Day killed injured"), ("row", "Monday 4 7"),
        ("paragraph", "Line one line two of the end."),
    ]  # fmt: skip
    described = found.described
    assert (described.title, described.publisher, described.author) == ("Bus bombed", "Valley Post", "Ana Doe")
    assert described.published == "2022-03-04"


def test_the_properties_of_an_empty_template_say_nothing(read: Reader) -> None:
    document = Document()
    document.add_paragraph(LEAD)
    out = io.BytesIO()
    document.save(out)
    described = read(out.getvalue(), "report.docx").described
    assert (described.published, described.author, described.title) == (None, None, None)


def test_a_document_that_unpacks_to_too_much(fail: Callable[..., Problem]) -> None:
    out = io.BytesIO(written())
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/x.xml", bytes(200_000_000))
    assert "unpacks to more" in fail(out.getvalue(), "bomb.docx").what


def test_entities_are_not_expanded(read_any: Callable[..., object]) -> None:
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol" * 10}">' for n in range(10))
    source, out = zipfile.ZipFile(io.BytesIO(written())), io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                body = content.decode().replace("Line one", "&l9;").split("?>", 1)[1]
                content = f"<?xml version='1.0'?><!DOCTYPE d [{lol}]>{body}".encode()
            archive.writestr(name, content)
    found = read_any(out.getvalue(), "entities.docx")
    assert isinstance(found, Problem) or len(found.text) < 1_000  # type: ignore[union-attr]


def test_a_damaged_document(fail: Callable[..., Problem]) -> None:
    whole = written()
    assert fail(whole[: len(whole) // 2] + b"[Content_Types].xml word/", "cut.docx").hint
