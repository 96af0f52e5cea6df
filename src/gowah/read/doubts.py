"""Doubts about a text that was read: it is used all the same, and the doubt is shown beside it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gowah.model import Described, Problem


def doubts(described: Described, name: str, today: date) -> Iterator[Problem]:
    """What is odd about what a text says of itself; `today` is the day it was kept."""
    if described.published is None:
        yield Problem(
            where=name,
            what="the report bears no date of publication",
            hint="“On Friday” and the like cannot be read in it. Add a line `Published: 2022-04-19` to a copy and keep that.",
        )
    elif described.published[:10] > today.isoformat():
        yield Problem(
            where=name,
            what=f"the report is dated {described.published[:10]}, after the day it was kept",
            hint="Its date is taken as it stands. Check it; a wrong year or a Solar Hijri date is the usual cause.",
        )
