"""Doubts about a text that was read: it is used all the same, and the doubt is shown beside it."""

from __future__ import annotations

from collections.abc import Iterator

from gowah.model import Described, Kept, Problem


def doubts(described: Described, kept: Kept) -> Iterator[Problem]:
    """What is odd about what a text says of itself, given the day it was kept. Datasets bear no date as a whole."""
    name, today = kept.name, kept.taken_at[:10]
    if kept.media_type == "text/csv":
        return
    if described.published is None:
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
