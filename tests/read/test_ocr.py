"""Scans: pictures and PDFs of pictures, by Tesseract where it is installed."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont, features
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from gowah.hooks import heard_by
from gowah.model import Described, Kept, Problem, ReadText, Role
from gowah.read import ocr
from gowah.read.doubts import doubts
from gowah.read.draft import Source
from gowah.read.forms import parsed
from gowah.words import Settings
from gowah.words.media import EMAIL, PDF
from gowah.words.settings import ReadSettings

Reader = Callable[..., ReadText]
Blocks = Callable[[ReadText], list[tuple[str, str]]]

FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
ENGLISH = (
    "Bus bombed in the east", "Four people were killed when a bomb went off beside a bus", "on Friday, the governor said.",
)  # fmt: skip
DARI = (
    "در انفجار روز جمعه در مسجد شهر ۱۳ تن کشته و ۲۵ تن زخمی شدند.", "سخنگوی پولیس گفت که هیچ گروهی مسئولیت این حمله را نپذیرفته است.",
    "شفاخانه از مردم خون خواست و داکتران از پایتخت به شهر آمدند.", "خانواده‌ها تمام شب از یک شفاخانه به شفاخانهٔ دیگر می‌رفتند.",
)  # fmt: skip
PASHTO = (
    "پرون ماښام په ښار کې چاودنه وشوه، درې تنه ووژل شول او پنځه ټپیان دي.", "د پولیسو ویاند وویل چې هېچا د برید پړه نه ده منلې.",
    "روغتون له خلکو وینه وغوښته او ډاکټران له پلازمېنې راغلل.", "کورنۍ ټوله شپه له یوه روغتون څخه بل ته تللې.",
)  # fmt: skip


@pytest.fixture
def tesseract() -> None:
    if not ocr.is_installed():
        pytest.skip("Tesseract is not installed here")


@pytest.fixture
def drawn() -> Callable[..., Image.Image]:
    """Lines of text as a picture."""
    if not FONT.exists() or not features.check("raqm"):
        pytest.skip("no DejaVu Sans, or no Raqm in Pillow, to draw text with")

    def drawing(lines: tuple[str, ...], *, size: int = 40, right: bool = False) -> Image.Image:
        picture = Image.new("L", (1700, 120 + 90 * len(lines)), 255)
        pen = ImageDraw.Draw(picture)
        font = ImageFont.truetype(str(FONT), size, layout_engine=ImageFont.Layout.RAQM)
        for number, line in enumerate(lines):
            place = (1640, 60 + 90 * number) if right else (60, 60 + 90 * number)
            pen.text(
                place, line, font=font, fill=0, anchor="ra" if right else "la", direction="rtl" if right else "ltr"
            )
        return picture

    return drawing


def saved(picture: Image.Image, form: str = "PNG", **more: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, form, **more)
    return out.getvalue()


@pytest.mark.usefixtures("tesseract")
@pytest.mark.parametrize(("form", "name"), [("PNG", "a.png"), ("JPEG", "a.jpg"), ("TIFF", "a.tif")])
def test_a_picture_of_english(read: Reader, drawn: Callable[..., Image.Image], form: str, name: str) -> None:
    found = read(saved(drawn(ENGLISH), form), name)
    assert " ".join(ENGLISH[1:]) in " ".join(found.text.split())
    assert found.described.language == "en"
    assert found.described.ocr_confidence is not None
    assert found.described.ocr_confidence > 80


@pytest.mark.usefixtures("tesseract")
def test_a_picture_of_dari(read: Reader, drawn: Callable[..., Image.Image]) -> None:
    if "fas" not in ocr._installed():
        pytest.skip("Tesseract has no Persian here")
    found = read(saved(drawn(DARI, right=True)), "a.png")
    assert found.described.language == "prs"
    assert "۱۳ تن کشته و ۲۵ تن زخمی شدند" in found.text


@pytest.mark.usefixtures("tesseract")
def test_pashto_is_told_from_dari(read: Reader, drawn: Callable[..., Image.Image]) -> None:
    if "pus" not in ocr._installed():
        pytest.skip("Tesseract has no Pashto here")
    found = read(saved(drawn(PASHTO, right=True)), "a.png")
    assert found.described.language == "ps"
    assert "ښار" in found.text


@pytest.mark.usefixtures("tesseract")
def test_several_pages_of_a_picture_and_their_bound(read: Reader, drawn: Callable[..., Image.Image]) -> None:
    pages = [drawn(ENGLISH), drawn(("The second page tells of the hospital, which asked for blood.",))]
    tiff = saved(pages[0], "TIFF", save_all=True, append_images=pages[1:])
    whole = read(tiff, "a.tif")
    assert "asked for blood" in whole.text
    assert whole.described.unread_pages is None
    cut = read(tiff, "a.tif", settings=Settings(read=ReadSettings(ocr_pages=1)))
    assert "asked for blood" not in cut.text
    assert cut.described.unread_pages == 1


def scan(*pages: Image.Image | str) -> bytes:
    """A PDF of pictures, or of printed lines."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    for page in pages:
        if isinstance(page, str):
            canvas.drawString(60, 700, page)
        else:
            sheet = Image.new("L", (page.width, page.width), 255)
            sheet.paste(page)
            canvas.drawImage(ImageReader(sheet), 20, 200, 555, 555)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.mark.usefixtures("tesseract")
def test_a_scanned_pdf_between_printed_pages(read: Reader, drawn: Callable[..., Image.Image]) -> None:
    printed = "This page was printed, and says that two of the dead were pupils."
    found = read(scan(printed, drawn(ENGLISH), "The last page was printed too, and says who asked for help."), "a.pdf")
    words = " ".join(found.text.split())
    assert found.described.published is None
    assert words.index("two of the dead") < words.index("Four people were killed") < words.index("who asked for help")
    assert found.described.ocr_confidence is not None


@pytest.fixture
def without_programs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """A machine on which Tesseract is not installed."""
    monkeypatch.setenv("PATH", str(tmp_path))
    ocr._installed.cache_clear()
    yield
    ocr._installed.cache_clear()


@pytest.mark.usefixtures("without_programs")
def test_without_tesseract_the_problem_says_what_to_install(drawn: Callable[..., Image.Image]) -> None:
    for content, form in ((saved(drawn(ENGLISH)), "image/png"), (scan(drawn(ENGLISH)), PDF)):
        problem = parsed(Source(content=content, media_type=form, name="a"), Settings())
        assert isinstance(problem, Problem)
        assert "picture" in problem.what
        assert "Install Tesseract" in problem.hint


@pytest.mark.usefixtures("without_programs")
def test_without_tesseract_printed_pages_are_read_and_the_others_counted(drawn: Callable[..., Image.Image]) -> None:
    content = scan("This page was printed, and says that two of the dead were pupils.", drawn(ENGLISH))
    found = parsed(Source(content=content, media_type=PDF, name="a"), Settings())
    assert isinstance(found, ReadText)
    assert found.described.unread_pages == 1


@pytest.mark.usefixtures("tesseract")
def test_time_that_runs_out_leaves_pages_unread(drawn: Callable[..., Image.Image]) -> None:
    content = scan("This page was printed, and says that two of the dead were pupils.", drawn(ENGLISH))
    settings = Settings(read=ReadSettings(ocr_timeout=0))
    found = parsed(Source(content=content, media_type=PDF, name="a", scans=True), settings)
    assert isinstance(found, ReadText)
    assert found.described.unread_pages == 1


SLOW_ON_WIDE_PAGES = """#!/bin/sh
case "$*" in
  *--list-langs*) echo eng; exit ;;
esac
case "$(head -c 7)" in
  "P5 1600") exec sleep 60 ;;
esac
cat > /dev/null
case "$*" in
  *"--psm 0"*) echo "Script: Latin"; exit ;;
esac
printf 'level\\tblock_num\\tpar_num\\tline_num\\ttop\\theight\\tconf\\ttext\\n5\\t1\\t1\\t1\\t0\\t40\\t96\\tread\\n'
"""


def test_a_page_that_takes_too_long_is_left_and_the_next_is_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "tesseract"
    program.write_text(SLOW_ON_WIDE_PAGES, encoding="ascii")
    program.chmod(0o700)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr(ocr, "PAGE_SECONDS", 1)
    ocr._installed.cache_clear()
    try:
        pages = [ocr.Picture(width=width, pixels=bytes(width * 20)) for width in (1_600, 1_500, 1_600, 1_500)]
        begun = time.monotonic()
        seen = ocr.recognised(iter(pages), len(pages), begun + 120)
    finally:
        ocr._installed.cache_clear()
    assert [[piece.text for piece in page] for page in seen.pages] == [[], ["read"], [], ["read"]]
    assert seen.unread == 2
    assert time.monotonic() - begun < 30


@pytest.mark.usefixtures("tesseract")
@pytest.mark.parametrize(
    "content",
    [b"\x89PNG\r\n\x1a\n" + b"x" * 50, b"\xff\xd8\xff" + bytes(99), b"II*\x00\x08\x00\x00\x00\xff\xff" + b"\x01" * 99],
)
def test_damaged_pictures(fail: Callable[..., Problem], content: bytes) -> None:
    assert "damaged" in fail(content, "a.png").what


@pytest.mark.usefixtures("tesseract")
def test_a_picture_of_too_many_pixels(fail: Callable[..., Problem]) -> None:
    assert "pixels" in fail(saved(Image.new("1", (30_000, 30_000))), "a.png").what


def mailed(*attached: tuple[bytes, str]) -> bytes:
    """A mail with files."""
    message = EmailMessage()
    message["Message-ID"] = "<1@example.org>"
    message["From"] = "Valley Post desk <desk@example.org>"
    message["Date"] = "Fri, 04 Mar 2022 23:30:00 +0430"
    message["Subject"] = "Two pages from the hospital"
    message.set_content("The hospital sent us these lists. They say how many were brought in.")
    for content, name in attached:
        kind = "pdf" if name.endswith("pdf") else "octet-stream"
        message.add_attachment(content, maintype="application", subtype=kind, filename=name)
    return message.as_bytes()


@pytest.mark.usefixtures("tesseract")
def test_pictures_and_scans_attached_to_a_mail_are_read(
    read: Reader, blocks: Blocks, drawn: Callable[..., Image.Image]
) -> None:
    second = "The second page tells of the hospital, which asked for blood."
    found = read(mailed((saved(drawn(ENGLISH)), "one.png"), (scan(drawn((second,))), "two.pdf")), "a.eml")
    words = " ".join(found.text.split())
    assert words.index("They say how many") < words.index(" ".join(ENGLISH[1:])) < words.index("asked for blood")
    assert found.described.ocr_confidence is not None
    assert 80 < found.described.ocr_confidence <= 100
    assert found.described.unread_pages is None
    heads = [words for kind, words in blocks(found) if kind == "header" and words.startswith("Attachment")]
    assert [re.sub(r"\d+", "N", head) for head in heads] == [
        "Attachment: one.png (a picture, its words recognised with a confidence of N in N)",
        "Attachment: two.pdf (a picture, its words recognised with a confidence of N in N)",
    ]


@pytest.mark.usefixtures("tesseract")
def test_a_mail_is_as_sure_as_its_worst_scan(read: Reader, drawn: Callable[..., Image.Image]) -> None:
    blurred = drawn(ENGLISH).resize((340, 78)).resize((1700, 390))
    good, bad = saved(drawn(ENGLISH)), saved(blurred)
    alone = [read(mailed((content, "a.png")), "a.eml").described.ocr_confidence for content in (good, bad)]
    both = read(mailed((good, "a.png"), (bad, "b.png")), "a.eml").described.ocr_confidence
    assert None not in alone
    assert both == min(alone)  # type: ignore[type-var]


@pytest.mark.usefixtures("tesseract")
def test_what_adorns_a_mail_is_not_read(read: Reader, drawn: Callable[..., Image.Image]) -> None:
    found = read(mailed((saved(drawn(ENGLISH).resize((120, 40))), "logo.png")), "a.eml")
    assert "Attachment: logo.png (not read: the picture is too small to hold a text)" in found.text
    assert found.described.ocr_confidence is None


@pytest.mark.usefixtures("tesseract")
def test_one_bound_of_time_for_all_that_is_attached(read: Reader, drawn: Callable[..., Image.Image]) -> None:
    files = [(saved(drawn(ENGLISH)), "one.png"), (scan(drawn(ENGLISH), drawn(ENGLISH)), "two.pdf")]
    found = read(mailed(*files), "a.eml", settings=Settings(read=ReadSettings(ocr_timeout=0)))
    assert "They say how many" in found.text
    assert found.described.unread_pages == 3
    assert found.described.ocr_confidence is None


@pytest.mark.usefixtures("tesseract")
def test_a_mail_inside_a_mail_and_nothing_but_a_scan(read: Reader, drawn: Callable[..., Image.Image]) -> None:
    inner = mailed((saved(drawn(ENGLISH)), "one.png"))
    assert "Four people were killed" in " ".join(read(mailed((inner, "inner.eml")), "a.eml").text.split())
    bare = EmailMessage()
    bare["Message-ID"], bare["Subject"] = "<2@example.org>", "Bus bombed"
    bare.add_attachment(saved(drawn(ENGLISH)), maintype="image", subtype="png", filename="one.png")
    assert "Four people were killed" in " ".join(read(bare.as_bytes(), "a.eml").text.split())


@pytest.mark.usefixtures("without_programs")
def test_without_tesseract_the_pictures_of_a_mail_are_named(drawn: Callable[..., Image.Image]) -> None:
    content = mailed((saved(drawn(ENGLISH)), "one.png"), (scan(drawn(ENGLISH)), "two.pdf"))
    found = parsed(Source(content=content, media_type=EMAIL, name="a"), Settings())
    assert isinstance(found, ReadText)
    assert found.text.count("no program to read such is installed") == 1
    assert "two.pdf (not read: its pages are pictures of text)" in found.text


@pytest.mark.usefixtures("tesseract")
def test_a_scan_in_a_web_archive_is_read(read: Reader, drawn: Callable[..., Image.Image]) -> None:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=False)
    http = StatusAndHeaders("200 OK", [("Content-Type", "application/pdf")], protocol="HTTP/1.1")
    writer.write_record(
        writer.create_warc_record(
            "https://river.example/scan.pdf", "response", payload=io.BytesIO(scan(drawn(ENGLISH))), http_headers=http
        )
    )
    found = read(out.getvalue(), "a.warc")
    assert "Four people were killed" in " ".join(found.text.split())
    assert found.described.url == "https://river.example/scan.pdf"


def test_doubts_about_a_scan() -> None:
    kept = Kept(
        role=Role.ORIGINAL, digest="", media_type=PDF, size=1, taken_from="a", taken_at="2022-10-01", name="a.pdf"
    )
    described = Described(published="2022-09-01", ocr_confidence=51, unread_pages=2)
    assert ["51 in 100" in problem.what or "2 of its pages" in problem.what for problem in doubts(described, kept)] == [
        True
    ] * 2
    assert not list(doubts(Described(published="2022-09-01", ocr_confidence=93), kept))


@pytest.mark.usefixtures("tesseract")
def test_each_page_of_a_scan_is_told_as_it_is_read(read: Reader, drawn: Callable[..., Image.Image]) -> None:
    told: list[tuple[str, int, int]] = []
    pages = [drawn(ENGLISH) for _ in range(3)]
    with heard_by(lambda *parts: told.append(parts)):
        read(saved(pages[0], "TIFF", save_all=True, append_images=pages[1:]), "a.tif")
        read(saved(pages[0]), "one.png")
    assert told == [("pages of a scan", n, 3) for n in range(4)]
