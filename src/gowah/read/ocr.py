"""Pictures of text → text, by Tesseract where it is installed: a program of its own, bounded in time and size."""

from __future__ import annotations

import csv
import io
import os
import re
import resource
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from statistics import median
from typing import Any, TypeAlias

from gowah.hooks import tell_parts
from gowah.model import Problem, ReadText
from gowah.read.draft import Head, Piece, Source, clean
from gowah.read.heads import label_of
from gowah.read.language import language_of
from gowah.read.pieces import composed
from gowah.words import Settings

NOT_INSTALLED = Problem(
    where="", what="it is a picture of text, and no program to read such is installed",
    hint="Install Tesseract with its languages (Debian: tesseract-ocr, -fas, -pus), or type it.",
)  # fmt: skip

PICTURED = "its pages are pictures of text"
"""What is wrong with a source that may be read with `scans`."""

MOST_PIXELS = 40_000_000
_LEAST_PIXELS = 60_000  # 300 by 200: what is smaller adorns a mail
_FORMS = ("PNG", "JPEG", "TIFF", "GIF", "WEBP", "BMP")
PAGE_SECONDS = 20
"""For one page: one that takes longer is left unread, so that it costs the others no more."""

_SURE = 60  # percent: a paragraph recognised with less is marked
_SMALL_SIDE = 1_500  # pixels: below, letters are made larger, which Tesseract reads better
_LANGUAGES = ("eng", "fas", "pus", "ara")
_FROM_RIGHT = ("fas", "pus", "ara")
_INK = 110
_LEFT_OVER = 0.08  # of the rows with ink
_MANY_MORE = 1.15
_NEAR = 8  # pixels above and below a word that may be its marks
_MEMORY = 2 << 30
_BROKEN = re.compile(r"\w-$")
_END = re.compile(r"[.!?؟۔:][\"'”’»)\]]*$")
_LONGEST_HEADING = 80
_SCRIPT = re.compile(r"^Script:\s*(\w+)", re.M)


Recognised: TypeAlias = tuple[Piece, list[int]]
"""A paragraph, and the confidence of each of its words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A page as a picture: grey, one byte a pixel, row by row."""

    width: int
    pixels: bytes

    @property
    def pgm(self) -> bytes:
        """As a file that Tesseract reads."""
        return f"P5 {self.width} {len(self.pixels) // self.width} 255\n".encode() + self.pixels

    def dark_rows(self) -> set[int]:
        """The rows of pixels with ink in them."""
        width = self.width
        return {at // width for at in range(0, len(self.pixels), width) if min(self.pixels[at : at + width]) < _INK}


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What was recognised: the pieces of each page, each word's confidence (percent), how many pages were not read."""

    pages: tuple[tuple[Piece, ...], ...]
    confidences: tuple[int, ...]
    unread: int = 0


def is_installed() -> bool:
    """True when Tesseract and one of the languages that are read here are there."""
    return bool(_installed())


def may_hold_text(content: bytes) -> bool:
    """False for a picture that is too small to be a page, such as the emblem under a mail."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(content), formats=_FORMS) as image:
            return bool(image.width * image.height >= _LEAST_PIXELS)
    except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError):
        return True  # its reader says what is wrong with it


def read_picture(source: Source, settings: Settings) -> ReadText | Problem:
    """The text in a picture (PNG, JPEG, TIFF of several pages); it says of itself no more than its words do."""
    if not is_installed():
        return Problem(where=source.name, what=NOT_INSTALLED.what, hint=NOT_INSTALLED.hint)
    from PIL import Image, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        with Image.open(io.BytesIO(source.content), formats=_FORMS) as image:
            frames = getattr(image, "n_frames", 1)
            deadline = time.monotonic() + settings.read.ocr_timeout
            pictures = (_frame(image, number) for number in range(min(frames, settings.read.ocr_pages)))
            seen = recognised(pictures, frames, deadline)
    except Image.DecompressionBombError:
        return Problem(
            where=source.name, what="the picture has more pixels than are read", hint="Save it at 300 dots an inch."
        )
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError):
        return Problem(where=source.name, what="the picture is damaged", hint="Scan or save it again.")
    return described_as_seen(composed([piece for page in seen.pages for piece in page], Head()), seen)


def described_as_seen(text: ReadText, seen: Seen) -> ReadText:
    """The text with the median confidence of its words, and the number of pages that were not read."""
    sure = round(median(seen.confidences)) if seen.confidences else None
    return replace(text, described=replace(text.described, ocr_confidence=sure, unread_pages=seen.unread or None))


def recognised(pictures: Iterator[Picture], count: int, deadline: float) -> Seen:
    """What stands in pictures of pages, as far as there is time: `deadline` is of `time.monotonic`.

    No page takes longer than `PAGE_SECONDS`; the next is tried when it has been left.
    """
    pages: list[tuple[Piece, ...]] = []
    confidences: list[int] = []
    unread = count
    language = ""
    for number, picture in enumerate(pictures):
        if count > 1:
            tell_parts("pages of a scan", number, count)
        if time.monotonic() >= deadline:
            break
        until = min(deadline, time.monotonic() + PAGE_SECONDS)
        tried = language or _language_of(picture, until)
        found = _words_of(picture, tried, until)
        language = language or (tried if found is not None else "")
        pages.append(tuple(piece for piece, _ in found or ()))
        confidences += [sure for _, words in found or () for sure in words]
        unread -= found is not None
    if count > 1:
        tell_parts("pages of a scan", count, count)
    return Seen(pages=tuple(pages), confidences=tuple(confidences), unread=unread)


def _frame(image: Any, number: int) -> Picture:
    from PIL import Image, ImageOps

    image.seek(number)
    if image.width * image.height > MOST_PIXELS:
        raise Image.DecompressionBombError
    grey = ImageOps.exif_transpose(image).convert("RGBA")
    paper = Image.new("RGBA", grey.size, "white")  # what is transparent is paper
    paper.alpha_composite(grey)
    flat = paper.convert("L")
    if max(flat.size) < _SMALL_SIDE:
        flat = flat.resize((flat.width * 2, flat.height * 2), Image.Resampling.LANCZOS)
    return Picture(width=flat.width, pixels=flat.tobytes())


@cache
def _installed() -> tuple[str, ...]:
    """Which of the languages are there."""
    program = shutil.which("tesseract")
    if program is None:
        return ()
    try:
        listed = subprocess.run([program, "--list-langs"], capture_output=True, timeout=20, check=False).stdout
    except (OSError, subprocess.TimeoutExpired):
        return ()
    there = set(listed.decode("utf-8", "replace").split())
    return tuple(language for language in _LANGUAGES if language in there)


def _language_of(picture: Picture, deadline: float) -> str:
    """The model for a page: one of the script that is seen on it; of Persian and Pashto the surer of its reading."""
    there = _installed()
    script = _SCRIPT.search(_tesseract(picture, ["--psm", "0"], deadline) or "")
    if script and script[1] != "Arabic" and "eng" in there:
        return "eng"
    among = [model for model in there if model != "ara" and (not script or model in _FROM_RIGHT)]
    readings = {model: _words_of(picture, model, deadline) or [] for model in among}
    best = max(among, key=lambda model: _sureness(readings[model]), default=there[0])
    text = "\n".join(piece.text for piece, _ in readings.get("fas", []))
    # Arabic letters are all in the Persian model, but not the other way round: it is asked which of the two it is.
    return "ara" if "ara" in there and best == "fas" and language_of(text) == "ar" else best


def _sureness(found: Sequence[Recognised]) -> float:
    sure = [confidence for _, confidences in found for confidence in confidences]
    return sum(sure) / max(1, len(sure))


def _words_of(picture: Picture, language: str, deadline: float) -> list[Recognised] | None:
    """The paragraphs of a page and the confidence of each word; None when there was no time.

    The program's own view of a page finds columns, but now and then passes lines over: where ink is left, the page
    is also read as one block, and what has more sure letters is taken.
    """
    told = _tesseract(picture, ["-l", language, "tsv"], deadline)
    if told is None:
        return None
    found, covered = _parsed(told)
    dark = picture.dark_rows()
    if len(dark - covered) > _LEFT_OVER * len(dark):
        other = _tesseract(picture, ["-l", language, "--psm", "6", "tsv"], deadline)
        second, _ = _parsed(other or "")
        found = second if _sure_letters(second) > _MANY_MORE * _sure_letters(found) else found
    return _joined_where_cut(found)


def _sure_letters(found: Sequence[Recognised]) -> int:
    return sum(len(piece.text) for piece, sure in found if median(sure) >= _SURE)


def _parsed(told: str) -> tuple[list[Recognised], set[int]]:
    """(paragraphs, the rows of pixels that their words cover) of a table of words."""
    paragraphs: dict[tuple[int, int], dict[int, list[tuple[str, int]]]] = {}
    covered: set[int] = set()
    for row in csv.DictReader(io.StringIO(told), delimiter="\t", quoting=csv.QUOTE_NONE):
        word, sure = _word(row)
        if word:
            place = (int(row["block_num"]), int(row["par_num"]))
            paragraphs.setdefault(place, {}).setdefault(int(row["line_num"]), []).append((word, sure))
            covered.update(range(int(row["top"]) - _NEAR, int(row["top"]) + int(row["height"]) + _NEAR))
    return [_paragraph(list(lines.values())) for lines in paragraphs.values()], covered


def _joined_where_cut(found: Sequence[Recognised]) -> list[Recognised]:
    """The program parts paragraphs in the middle of a sentence; what goes on in a small letter is put together."""
    done: list[Recognised] = []
    for piece, sure in found:
        if done and piece.text[:1].islower() and not _END.search(done[-1][0].text):
            before, sure_before = done[-1]
            kind = "unsure" if "unsure" in (before.kind, piece.kind) else "paragraph"
            done[-1] = (Piece(kind=kind, text=f"{before.text} {piece.text}"), sure_before + sure)
        else:
            done.append((piece, sure))
    return done


def _word(row: dict[str, str]) -> tuple[str, int]:
    try:
        sure = round(float(row["conf"]))
    except (KeyError, ValueError, TypeError):
        return "", 0
    word = "".join(char for char in clean(row.get("text") or "") if char not in "\u200e\u200f")
    return (word.strip(), sure) if sure >= 0 else ("", 0)


def _paragraph(lines: Sequence[Sequence[tuple[str, int]]]) -> Recognised:
    confidences = [sure for line in lines for _, sure in line]
    text = ""
    for line in lines:
        words = " ".join(word for word, _ in line)
        if _BROKEN.search(text[-2:]) and words[:1].islower():
            text = text[:-1] + words
        elif text:
            text += ("\n" if label_of(words) else " ") + words
        else:
            text = words
    is_heading = len(lines) == 1 and len(text) <= _LONGEST_HEADING and re.fullmatch(r"[^|.!?؟۔:;]+", text)
    kind = "heading" if is_heading and not label_of(text) else "paragraph"
    return Piece(kind=kind if median(confidences) >= _SURE else "unsure", text=text), confidences


def _tesseract(picture: Picture, wanted: Sequence[str], deadline: float) -> str | None:
    """What the program says; None when it fails or there is no time left."""
    left = deadline - time.monotonic()
    if left <= 0:
        return None
    try:
        done = subprocess.run(
            [shutil.which("tesseract") or "tesseract", "stdin", "stdout", *wanted], input=picture.pgm,
            capture_output=True, timeout=left, check=False, preexec_fn=_bounded(int(left) + 1),
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None


def _bounded(seconds: int) -> Callable[[], None]:
    """Should the process that asks be killed, the program does not live on for long."""

    def bind() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))

    return bind
