"""Doubts about a text that was read: it is used all the same, and the doubt is shown beside it."""

from __future__ import annotations

from collections.abc import Iterator

from gowah.model import Described, Kept, Problem
from gowah.words.media import TABLES, WHATSAPP

SURE = 75  # percent: the confidence below which a scan as a whole is doubted


def doubts(described: Described, kept: Kept) -> Iterator[Problem]:
    """What is odd about what a text says of itself, given the day it was kept. Datasets bear no date as a whole."""
    name, today = kept.name, kept.taken_at[:10]
    yield from _of_scans(described, name)
    if kept.media_type in TABLES:
        return
    if described.published is None and kept.media_type == WHATSAPP:
        yield Problem(
            where=name,
            what="the day of its messages cannot be told: their dates could be day and month, or month and day",
            hint="It was read without days. Export a longer stretch of it, or from a phone that writes the year first.",
        )
    elif described.published is None:
        yield Problem(
            where=name,
            what="the report bears no date of publication",
            hint="Days like “on Friday” hang in the air. Add a line `Published: 2022-04-19` to a copy and keep that.",
        )
    elif described.published[:10] > today:
        yield Problem(
            where=name,
            what=f"the report is dated {described.published[:10]}, after the day it was kept",
            hint="Its date is taken as it stands. Check it; a wrong year or a Solar Hijri date is the usual cause.",
        )


def _of_scans(described: Described, name: str) -> Iterator[Problem]:
    if described.ocr_confidence is not None and described.ocr_confidence < SURE:
        yield Problem(
            where=name,
            what=f"its words were recognised in a picture with a confidence of {described.ocr_confidence} in 100",
            hint="Check its figures and names against the picture, or scan it again at 300 dots an inch.",
        )
    if described.unread_pages:
        yield Problem(
            where=name,
            what=f"{described.unread_pages} of its pages are pictures that were not read",
            hint="Install Tesseract with its languages, raise ocr_pages and ocr_timeout under [read], "
            "or scan what takes long again at 300 dots an inch.",
        )
