"""Doubts about a text that was read: it is used all the same, and the doubt is shown beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain

from gowah.model import Described, Kept, Problem, ReadText
from gowah.read.decode import CONTROLS
from gowah.read.heads import label_of
from gowah.words.calendars import calendar_of, days
from gowah.words.datescan import scan
from gowah.words.media import TABLES, WHATSAPP
from gowah.words.script import fold

SURE = 75  # percent: the confidence below which a scan as a whole is doubted
_AHEAD = timedelta(days=1)  # somewhere on Earth it is tomorrow already
_IN_DIGITS = re.compile(r"(?<!\d)(?:(\d{4})([-/.])(\d\d?)\2(\d\d?)|(\d\d?)([-/.])(\d\d?)\6(\d{4}))(?!\d)")
_CHECK = "Check it, write the right day as `Published: 2022-04-19` in a copy, and keep that."


def judged(text: ReadText, kept: Kept) -> tuple[ReadText, tuple[Problem, ...]]:
    """The text, without a day of publication that cannot be, and what is odd about what it says of itself."""
    odd = tuple(_of_signs(text.text, kept.name))
    described, last = text.described, date.fromisoformat(kept.taken_at[:10]) + _AHEAD
    if described.published and described.published[:10] > last.isoformat() and kept.media_type not in TABLES:
        problem = Problem(
            where=kept.name,
            what=f"impossible date {described.published[:10]}: it is after the day the report was kept",
            hint=f"No day was taken from it; a wrong year is the usual cause. {_CHECK}",
        )
        described = replace(described, published=None)
        return replace(text, described=described), (problem, *odd, *_of_scans(described, kept.name))
    return text, (*odd, *doubts(described, kept, written=_dates_written(text)))


def doubts(described: Described, kept: Kept, *, written: tuple[str, ...] = ()) -> Iterator[Problem]:
    """What is odd about what a text says of itself; `written` are the dates of its labels, as they stand there.

    Datasets bear no date as a whole.
    """
    name = kept.name
    yield from _of_scans(described, name)
    if kept.media_type in TABLES or described.published is not None:
        return
    if kept.media_type == WHATSAPP:
        yield Problem(
            where=name,
            what="the day of its messages cannot be told: their dates could be day and month, or month and day",
            hint="It was read without days. Export a longer stretch of it, or from a phone that writes the year first.",
        )
    else:
        odd = next((problem for each in written if (problem := _of_date(each, name))), None)
        yield odd or Problem(
            where=name,
            what="the report bears no date of publication",
            hint="Days like “on Friday” hang in the air. Add a line `Published: 2022-04-19` to a copy and keep that.",
        )


def _dates_written(text: ReadText) -> tuple[str, ...]:
    """The values of the labels that give the day of publication."""
    heads = (text.text[block.start : block.end] for block in text.layout[:40] if block.kind in ("header", "byline"))
    pairs = map(label_of, chain.from_iterable(head[:2000].splitlines() for head in heads))
    return tuple(value[:200] for field, value in filter(None, pairs) if field in ("published", "updated"))


def _of_date(written: str, name: str) -> Problem | None:
    """What is wrong with a written date that no day was read from; None where it is no date in full."""
    plain = fold(written)
    if found := _IN_DIGITS.search(plain):
        year, *rest = (int(found[n]) for n in ((1, 3, 4) if found[1] else (8, 7, 5)))
        calendar = calendar_of(year)
        orders = (rest, rest[::-1]) if found[8] else (rest,)
        readings = {days(calendar, year, month, day) for month, day in orders} - {None} if calendar else set()
        if len(readings) > 1:
            what = f"its date {found[0]} could be day and month, or month and day"
            return Problem(where=name, what=what, hint=f"No day was taken from it. {_CHECK}")
        impossible, shown = not readings, f" {found[0]}"
    else:
        whole = [part for part in scan(written, plain) if part.kind == "date" and part.year and part.day]
        impossible, shown = any(days(p.calendar, p.year or 0, p.month, p.day) is None for p in whole), ""
    if not impossible:
        return None
    what = f"impossible date{shown}: there is no such day"
    return Problem(where=name, what=what, hint=f"No day was taken from it. {_CHECK}")


def _of_signs(text: str, name: str) -> Iterator[Problem]:
    """Control signs: a terminal's colours and bells, or what somebody hid."""
    found = CONTROLS.findall(text)
    if found:
        kinds = ", ".join(f"U+{ord(sign):04X}" for sign in sorted(set(found))[:5])
        many = "1 control sign that" if len(found) == 1 else f"{len(found):,} control signs that"
        yield Problem(
            where=name,
            what=f"its text holds {many} cannot be seen ({kinds})",
            hint="They stay where they stand and are shown as ␛ and the like. If it was copied from a terminal, "
            "save it again as plain text and keep that.",
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
            hint="Install Tesseract with its languages, raise ocr_pages and ocr_timeout under [read] in gowah.toml, "
            "or scan what takes long again at 300 dots an inch.",
        )
