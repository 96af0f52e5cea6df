"""Nothing protected leaves: a victim's name is planted wherever a report can hold one, and every byte searched."""

from __future__ import annotations

import base64
import gzip
import io
import zipfile
import zlib
from pathlib import Path
from urllib.parse import quote

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from gowah import Record
from gowah.model import Published
from gowah.testing import record_of

GIVEN, FAMILY = "Zarmina", "Examplezai"
NAME = f"{GIVEN} {FAMILY}"
STORY = (
    f"A bomb killed six people at a school in Kabul on Tuesday, police said. One of the dead was {NAME}, 17, a pupil. "
    f"“{GIVEN} wanted to be a doctor,” her uncle said. Mourners carried {FAMILY}'s coffin."
)


def planted(folder: Path) -> dict[str, str | bytes]:
    pdf = io.BytesIO()
    page = Canvas(pdf, pagesize=A4, invariant=True)
    page.setTitle(f"In memory of {NAME}")
    page.setAuthor(NAME)
    page.setSubject(NAME)
    page.drawString(72, 700, f"Six people were killed at a school in Kabul on 19 April 2022, among them {NAME}, 17.")
    page.save()
    header = "Publisher: The Invented Herald\nPublished: 2022-04-20\n"
    return {
        f"{GIVEN.lower()}-{FAMILY.lower()}.txt": f"{header}Title: {NAME}, 17, killed in Kabul school bombing\n"
        f"By: {NAME}\nURL: https://herald.example/{GIVEN.lower()}-{FAMILY.lower()}?who={quote(NAME)}\n\n{STORY}\n",
        "page.html": f"<html><head><title>{NAME}</title><meta name='author' content='{NAME}'><meta property='og:site_name' "
        f"content='Friends of {NAME}'><meta property='article:published_time' content='2022-04-20'></head>"
        f"<body><article><h1>{NAME.upper()}</h1><p>{STORY}</p></article></body></html>",
        "report.pdf": pdf.getvalue(),
    }


def dresses(word: str) -> list[bytes]:
    """A name as it may hide in bytes."""
    forms = {
        word,
        word.lower(),
        word.upper(),
        quote(word),
        word.replace(" ", "-"),
        word.replace(" ", "_"),
        word.replace(" ", "+"),
    }
    found = [form.encode() for form in forms] + [form.encode("utf-16-le") for form in forms]
    return [*found, base64.b64encode(word.encode())[:-2], word.encode().hex().encode()]


def layers(data: bytes) -> list[bytes]:
    """The bytes, and what is packed in them."""
    found = [data]
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            found += [packed.read(name) for name in packed.namelist()]
    if data[:2] == b"\x1f\x8b":
        found.append(gzip.decompress(data))
    for start in range(len(data) if data[:4] == b"%PDF" else 0):
        if data[start : start + 2] == b"x\x9c":
            found.append(zlib.decompressobj().decompress(data[start:]))
    return found


@pytest.fixture
def record(tmp_path: Path) -> Record:
    return record_of(tmp_path, planted(tmp_path))


def test_the_name_was_found_as_a_victims(record: Record) -> None:
    names = {c["value"] for c in record.dump()["claims"] if (c["kind"], c["property"]) == ("victim", "name")}
    assert NAME in names


def test_no_byte_of_a_release_holds_a_victims_name(record: Record, tmp_path: Path) -> None:
    out = record.publish(tmp_path / "out")
    needles = [needle for word in (NAME, GIVEN, FAMILY) for needle in dresses(word)]
    files = [path for path in out.rglob("*") if path.is_file()]
    assert len(files) > 10
    for path in files:
        assert GIVEN.lower() not in str(path.relative_to(out)).lower()
        for layer in layers(path.read_bytes()):
            lowered = layer.lower()
            assert not [needle for needle in needles if needle in layer or needle.lower() in lowered], path
    assert any("▮".encode() in path.read_bytes() for path in files), "a cut must be visible"


def test_no_name_in_problems_or_errors(record: Record, capfd: pytest.CaptureFixture[str]) -> None:
    record.run()
    printed = capfd.readouterr()
    assert FAMILY not in printed.out + printed.err


def test_outlets_and_groups_stay_readable_and_a_relative_unnamed(tmp_path: Path) -> None:
    herald = (
        "Publisher: Kaftar Lantern\nPublished: 2022-04-21\nTitle: Six dead at a school in Kabul\nBy: Kaftar Desk\n\n"
        "A bomb killed six people at a school in Kabul on 19 April 2022, police told the Kaftar Lantern. "
        "Families of the dead asked the ministry for medical care; none has come. "
        f"A teacher, Lantern {FAMILY}, said that four people were injured.\n"
    )
    out = record_of(tmp_path, {"herald.txt": herald, **planted(tmp_path)}).publish(tmp_path / "out")
    pages = "".join(path.read_text(encoding="utf-8") for path in out.rglob("*.html"))
    assert "Kaftar Lantern" in pages
    assert "Families of the dead asked the ministry" in pages
    assert FAMILY not in pages


def test_a_release_enters_only_the_incidents_it_shows(tmp_path: Path) -> None:
    record = record_of(tmp_path, {"a.txt": "Publisher: Herald\nPublished: 2022-04-21\n\nA bomb killed six people at a "
                                           "school in Kabul on 19 April 2022, police said.\n"})  # fmt: skip
    settings = record.folder / "gowah.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + "delay_days = 36_500\n", encoding="utf-8")
    record = Record(record.folder)
    record.publish(tmp_path / "out")
    bodies = [record.ledger.entry(number).body for number in range(record.ledger.size)]
    entered = [body for body in bodies if isinstance(body, Published)]
    assert record.evidence().incidents
    assert [body.incidents for body in entered] == [()]


UNTOLD = """Publisher: The Invented Herald
Published: 2022-04-20
Title: Slain in Herat: Omidullah Namunazai, teacher

Gunmen killed Wahidullah Farzikhel, his wife Masumagul and their son Mahdiyar, 4, at their home in Herat on 19 April 2022.

Neighbour Taqijan Khayalpoor, who stood at his window, saw the attackers kill three people. Sabirjan's sister asked for
medical care for the family after the attack in Herat on 19 April 2022.

Zulmaygul Sakhtagi was in the next house when gunmen killed three people in Herat on 19 April 2022.
"""
UNTOLD_DARI = """Publisher: نشریه ساختگی
Published: 2022-04-20

احمدنمون فرضی، دانشجوی ۲۱ ساله، روز سه‌شنبه در حمله افراد مسلح در شهر هرات کشته شد.

نعمت‌الله نمونه‌ای و برادرش مهدی‌جان در همین حمله در هرات کشته شدند.
"""


def test_names_that_are_told_in_passing_stay_out_too(tmp_path: Path) -> None:
    out = record_of(tmp_path, {"en.txt": UNTOLD, "prs.txt": UNTOLD_DARI}).publish(tmp_path / "out")
    shown = "".join(path.read_text(encoding="utf-8", errors="replace") for path in out.rglob("*") if path.is_file())
    for name in (
        "Omidullah", "Namunazai", "Wahidullah", "Farzikhel", "Masumagul", "Mahdiyar", "Taqijan", "Khayalpoor", "Sabirjan",
        "Zulmaygul", "Sakhtagi", "احمدنمون", "فرضی", "نمونه‌ای", "مهدی‌جان",
    ):  # fmt: skip
        assert name not in shown, name
    for word in ("Herat", "The Invented Herald", "هرات", "نشریه ساختگی", "attackers"):
        assert word in shown, word
