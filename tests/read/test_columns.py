"""PDFs whose file order is not that of reading: columns, tables, footnotes, scripts from the right."""

from __future__ import annotations

import io
import shutil
import subprocess
import textwrap
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from gowah.model import ReadText
from gowah.read.bidi import written

Reader = Callable[..., ReadText]
Blocks = Callable[[ReadText], list[tuple[str, str]]]

FIRST = (
    "A bomb went off beside a bus in the east of the town on Friday and killed four people, the governor said in the "
    "evening. It was the third blast of the week, and the road stayed shut for many hours."
)
SECOND = (
    "Two of the dead were pupils on their way home from school, and nobody has said that it was behind the blast so "
    "far. The hospital asked for blood, and for doctors from the capital, who came by road."
)
THIRD = (
    "The families went from one hospital to the other all night long without an answer from anybody. The elders asked "
    "for guards at the gate and lights along the road, and nothing of it has come so far."
)


def columns(parts: list[str], *, title: str = "", shift: float = 0, width: int = 0) -> bytes:
    """A page on which line one of each column is printed first, then line two: not the order of reading."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(600, 800))
    if title:
        canvas.setFont("Helvetica-Bold", 18)
        canvas.drawString(40, 740, title)
    canvas.setFont("Helvetica", 9)
    room = 520 / len(parts)
    signs = width or int(room / 5.2)
    texts = [textwrap.wrap(part, signs) for part in parts]
    for number in range(max(map(len, texts))):
        for at, lines in enumerate(texts):
            if number < len(lines):
                canvas.drawString(40 + at * room, 700 - 11 * number - shift * at, lines[number])
    canvas.save()
    return out.getvalue()


@pytest.mark.parametrize("shift", [0, 3, 5.5])
@pytest.mark.parametrize("parts", [[FIRST, SECOND], [FIRST, SECOND, THIRD]])
def test_columns_are_read_one_after_another(read: Reader, blocks: Blocks, parts: list[str], shift: float) -> None:
    found = read(columns(parts, title="Bus bombed in the east", shift=shift), "a.pdf")
    assert blocks(found) == [("title", "Bus bombed in the east"), *(("paragraph", part) for part in parts)]


def test_a_table_is_read_by_row(read: Reader, blocks: Blocks) -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(600, 800))
    rows = [("Day", "Place", "Killed", "Hurt"), ("Monday", "Market", "4", "7"), ("Tuesday", "Bus stop", "12", "30"),
            ("Friday", "Mosque", "0", "1"), ("Sunday", "School", "3", "9"), ("Later", "Clinic", "1", "2")]  # fmt: skip
    for at in range(4):  # column by column in the file
        for number, row in enumerate(rows):
            canvas.drawString(60 + 110 * at, 700 - 16 * number, row[at])
    canvas.save()
    assert blocks(read(out.getvalue(), "a.pdf")) == [("row", " ".join(row)) for row in rows]


def test_cells_of_several_lines_are_one_row(read: Reader, blocks: Blocks) -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(600, 800))
    canvas.setFont("Helvetica", 9)
    rows = [("4 March 2022", FIRST), ("9 March 2022", SECOND), ("11 March 2022", THIRD)]
    y = 700
    for day, text in rows:
        canvas.drawString(60, y, day)
        for line in textwrap.wrap(text, 60):
            canvas.drawString(200, y, line)
            y -= 11
        y -= 8
    canvas.save()
    assert blocks(read(out.getvalue(), "a.pdf")) == [("row", f"{day} {text}") for day, text in rows]


def test_marks_of_notes_are_no_figures_and_notes_come_last(read: Reader, blocks: Blocks) -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(400, 500))
    body = [textwrap.wrap(part, 60) for part in (f"{FIRST} The blast killed 13", f"and hurt 40 at the gate. {THIRD}")]
    for page, lines in enumerate(body):
        canvas.setFont("Helvetica", 10)
        for number, line in enumerate(lines):
            canvas.drawString(40, 440 - 12 * number, line)
        if page == 0:
            canvas.setFont("Helvetica", 6)
            canvas.drawString(40 + canvas.stringWidth(lines[-1], "Helvetica", 10), 444 - 12 * (len(lines) - 1), "1")
        canvas.setFont("Helvetica", 7)
        canvas.drawString(40, 60, f"{page + 1} Interview with an elder, by tele-")
        canvas.drawString(40, 52, ("phone, in the spring.", "phone, in March.")[page])
        canvas.showPage()
    canvas.save()
    assert blocks(read(out.getvalue(), "a.pdf")) == [
        ("paragraph", f"{FIRST} The blast killed 13¹ and hurt 40 at the gate. {THIRD}"),
        ("item", "1 Interview with an elder, by telephone, in the spring."),
        ("item", "2 Interview with an elder, by telephone, in March."),
    ]


DARI = (
    "در انفجار روز جمعه، ۲۲ میزان ۱۴۰۱، در مسجد شهر (غرب بازار) دست‌کم ۱۳ تن کشته و بیش از 25 تن زخمی شدند.",
    "سخنگوی پولیس به خبرگزاری Valley Post گفت که این حمله «کار دشمنان» بوده است؛ هیچ گروهی مسئولیت آن را نپذیرفته است و حالا در بالای کوه‌ها چیزی نیست.",
)
PASHTO = "پرون ماښام په ښار کې چاودنه وشوه، درې تنه ووژل شول او پنځه نور ټپیان دي. هېچا د برید پړه نه ده منلې."


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], bytes]:
    """A page of HTML as a browser prints it."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None:
        pytest.skip("no Chromium here to print pages in Dari and Pashto")
    folder = tmp_path_factory.mktemp("printed")

    def printing(body: str) -> bytes:
        style = "body{font:13px 'DejaVu Sans';width:420px} .c{column-count:2;width:640px} td{padding:4px 18px}"
        (folder / "a.html").write_text(f"<!doctype html><meta charset=utf-8><style>{style}</style>{body}", "utf-8")
        subprocess.run(
            [str(browser), "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
             f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={folder / 'a.pdf'}", str(folder / "a.html")],
            check=True, capture_output=True, timeout=90,
        )  # fmt: skip
        return Path(folder / "a.pdf").read_bytes()

    return printing


def test_dari_and_pashto_as_they_were_written(read: Reader, blocks: Blocks, printed: Callable[[str], bytes]) -> None:
    body = "".join(f"<p>{text}</p>" for text in (*DARI, PASHTO))
    table = "<table><tr><td>روز</td><td>کشته</td><td>زخمی</td></tr><tr><td>جمعه</td><td>۱۳</td><td>۲۵</td></tr></table>"
    found = read(printed(f"<div dir=rtl><h1>انفجار در غرب شهر</h1>{body}{table}</div>"), "a.pdf")
    assert found.described.published is None  # the day of printing is not that of publication
    assert blocks(found) == [
        ("title", "انفجار در غرب شهر"), *(("paragraph", text) for text in (*DARI, PASHTO)),
        ("row", "روز کشته زخمی"), ("row", "جمعه ۱۳ ۲۵"),
    ]  # fmt: skip


def test_columns_from_the_right(read: Reader, blocks: Blocks, printed: Callable[[str], bytes]) -> None:
    first, second = f"{DARI[0]} {PASHTO}", f"{DARI[1]} {PASHTO}"
    found = read(printed(f"<div class=c dir=rtl><p>{first}</p><p>{second}</p></div>"), "a.pdf")
    assert [text for _, text in blocks(found)] == [first, second]


def test_what_a_browser_prints_around_a_page_is_left_out(read: Reader, blocks: Blocks) -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(600, 800))
    canvas.setFont("Helvetica", 8)
    canvas.drawString(25, 780, "10/13/23, 2:05 PM")
    canvas.drawString(250, 780, "Bus bombed | Valley Post")
    canvas.drawString(25, 15, "https://post.example/bus")
    canvas.drawRightString(575, 15, "1/1")
    canvas.setFont("Helvetica", 11)
    for number, line in enumerate(textwrap.wrap(FIRST, 80)):
        canvas.drawString(60, 700 - 14 * number, line)
    canvas.save()
    found = read(out.getvalue(), "a.pdf")
    assert blocks(found) == [("paragraph", FIRST)]
    assert found.described.url == "https://post.example/bus"


def test_a_dari_name_in_an_english_text(read: Reader, blocks: Blocks, printed: Callable[[str], bytes]) -> None:
    text = "The outlet صدای دره ۱۴۰۱ wrote on Friday that four people were killed beside the bus (کابل) at noon."
    assert blocks(read(printed(f"<p>{text}</p>"), "a.pdf")) == [("paragraph", text)]


def test_printed_forms_in_the_order_of_the_eye(read: Reader, blocks: Blocks) -> None:
    """As older programs print: each letter in the form it has in the word, from the left to the right."""
    font = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
    if not font.exists():
        pytest.skip("no DejaVu Sans here")
    pdfmetrics.registerFont(TTFont("forms", str(font)))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(400, 300))
    canvas.setFont("forms", 12)
    explosion, now = "\ufe8d\ufee7\ufed4\ufea0\ufe8e\ufead", "\ufea3\ufe8e\ufefb"  # with lam and alef as one sign
    canvas.drawRightString(360, 250, f"{now[::-1]} 25 {explosion[::-1]}")
    canvas.save()
    assert blocks(read(out.getvalue(), "a.pdf")) == [("paragraph", "انفجار 25 حالا")]


def test_a_page_that_is_shown_turned(read: Reader, blocks: Blocks) -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(800, 600))
    canvas.setPageRotation(90)
    canvas.translate(800, 0)
    canvas.rotate(90)
    for number, row in enumerate((("Day", "Killed"), ("Monday", "4"), ("Friday", "13"))):
        for at, cell in enumerate(row):
            canvas.drawString(60 + 200 * at, 500 - 20 * number, cell)
    canvas.save()
    assert blocks(read(out.getvalue(), "a.pdf")) == [("row", "Day Killed"), ("row", "Monday 4"), ("row", "Friday 13")]


RIGHT = st.sampled_from(["کابل", "انفجار", "دست‌کم", "،", "تن", "وشوه"])
NUMBER = st.sampled_from(["۱۳", "25", "۱۴۰۱/۷/۲۲", "3.5", "1,200", "٪"])


@given(st.lists(st.tuples(RIGHT, st.one_of(RIGHT, NUMBER, st.just("Valley Post"))), min_size=1, max_size=6))
def test_a_line_from_the_right_comes_back_as_it_was_written(pairs: list[tuple[str, str]]) -> None:
    words = [word for pair in pairs for word in pair]
    assume(not any(a.isascii() and b == "،" for a, b in pairwise(words)))  # a comma after a Latin name is either's
    # As printed: words from the right, each number and each Latin name from the left.
    seen = " ".join(word[::-1] if word[0].isascii() or word[0].isdigit() else word for word in words)
    assert written(list(seen), right=True) == " ".join(words)


@given(st.lists(st.text("ابپ12 ۳۴xyZ().,«»", min_size=1, max_size=2), max_size=30), st.booleans())
def test_no_sign_is_lost_or_made(signs: list[str], right: bool) -> None:
    alike = str.maketrans(")»", "(«")
    assert sorted(written(signs, right=right).translate(alike)) == sorted("".join(signs).translate(alike))
