"""Which language a report is in: its own words decide, not the labels at its head."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gowah.model import ReadText

HEAD = (
    "Title: Blast at a mosque in western Kabul kills worshippers on Friday\nPublisher: Example News Agency\n"
    "Author: Newsroom staff writer of the agency\nDate: 2022-05-12\nURL: https://example.org/news/2022/05/12/blast\n\n"
)


@pytest.mark.parametrize(
    ("body", "language"),
    [
        ("دیروز در مسجدی در غرب کابل انفجاری رخ داد. هشت تن کشته و ۲۰ تن زخمی شدند.", "prs"),
        ("پرون د کابل په لویدیځ کې چاودنه وشوه. اته تنه ووژل شول او شل تنه ټپیان شول.", "ps"),
        ("A bomb went off at a mosque in western Kabul on Thursday and killed eight people.", "en"),
    ],
)
def test_a_short_body_decides(read: Callable[..., ReadText], body: str, language: str) -> None:
    assert read(HEAD + body + "\n").described.language == language


def test_labels_alone_decide_where_nothing_else_is_said(read: Callable[..., ReadText]) -> None:
    assert read(HEAD + "-\n").described.language == "en"
