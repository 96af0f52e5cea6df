"""Pages of a PDF that are pictures: scans. Which are, and what they look like."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from typing import Any

from gowah.read.lines import Line
from gowah.read.ocr import MOST_PIXELS, Picture, Seen, recognised
from gowah.words import Settings

_FEW_SIGNS = 20  # a stamp or a page number: the page's text is in the picture
_COVERED = 0.3  # of the page
_SCALE = 300 / 72  # dots an inch over points an inch


def is_picture(document: Any, number: int, lines: Sequence[Line]) -> bool:
    """True for a page with hardly a sign of text and a picture over much of it."""
    import pypdfium2
    from pypdfium2 import raw

    if sum(len(line.text) for line in lines) > _FEW_SIGNS:
        return False
    try:
        page = document[number]
        width, height = page.get_size()
        area = 0.0
        for shown in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
            left, bottom, right, top = shown.get_bounds()
            area += (right - left) * (top - bottom)
        page.close()
    except pypdfium2.PdfiumError:
        return False
    return bool(area >= _COVERED * width * height)


def pages_seen(document: Any, numbers: Sequence[int], settings: Settings) -> Seen:
    """What is recognised on these pages."""
    deadline = time.monotonic() + settings.read.ocr_timeout
    pictures = (_drawn(document, number) for number in numbers[: settings.read.ocr_pages])
    return recognised(pictures, len(numbers), deadline)


def _drawn(document: Any, number: int) -> Picture:
    page = document[number]
    width, height = page.get_size()
    scale = min(_SCALE, math.sqrt(MOST_PIXELS / max(1.0, width * height)))
    bitmap = page.render(scale=scale, grayscale=True)
    rows, stride = bytes(bitmap.buffer), bitmap.stride
    if stride != bitmap.width:
        rows = b"".join(rows[at * stride : at * stride + bitmap.width] for at in range(bitmap.height))
    found = Picture(width=bitmap.width, pixels=rows[: bitmap.width * bitmap.height])
    bitmap.close()
    page.close()
    return found
