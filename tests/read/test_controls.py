"""Control signs in texts, and the encodings that browsers mean by a name: read as they stand, doubted, refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gowah.model import Problem, ReadText
from gowah.read.doubts import judged

from .conftest import original

Reader = Callable[..., ReadText]
LEAD = "A bomb went off beside a bus in the east of the town on Friday and killed four people, the governor said."
COLOURED = f"Published: 2022-03-04\n\n\x1b[1;31m{LEAD}\x1b[0m\x07\n\n\x1b[32mNobody claimed it.\x1b[0m\x07\x07\n"


def test_a_text_copied_from_a_terminal_is_read_as_it_stands(read: Reader) -> None:
    assert read(COLOURED).text == COLOURED


def test_signs_that_cannot_be_seen_are_doubted_and_counted(read: Reader) -> None:
    _, (problem,) = judged(read(COLOURED), original(COLOURED).kept)
    assert "7 control signs" in problem.what
    assert "U+001B" in problem.what
    assert problem.hint
    _, problems = judged(read(COLOURED.translate({7: None, 27: None})), original(COLOURED).kept)
    assert problems == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_is_mostly_control_signs_is_no_text(fail: Callable[..., Problem], encoding: str) -> None:
    fail(("killed\x01\x02\x03\x04" * 400).encode(encoding))


def test_few_control_signs_make_other_encodings_no_text(fail: Callable[..., Problem]) -> None:
    fail(("Überfall \x01\x02" * 400).encode("cp1252"))


@pytest.mark.parametrize("declared", ["iso-8859-1", "latin1", "us-ascii", "windows-1252"])
def test_the_quotation_marks_of_windows_are_read_under_the_names_it_goes_by(read: Reader, declared: str) -> None:
    page = f"<html><head><meta charset={declared}></head><body><article><h1>Bus bombed</h1><p>“{LEAD}”</p></article></body></html>"
    assert f"“{LEAD}”" in read(page.encode("cp1252"), "a.html").text


@pytest.mark.parametrize("nuls", [1, 7, 30, 4_096, 70_000])
def test_a_copy_that_was_filled_up_with_nuls_is_read(read: Reader, nuls: int) -> None:
    assert read(LEAD.encode() + bytes(nuls)).text == LEAD
    for encoding in ("utf-16-le", "utf-16-be"):
        assert read(LEAD.encode(encoding)).text == LEAD
