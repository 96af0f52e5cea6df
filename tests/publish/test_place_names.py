"""Names that people and towns share: a person's is cut, a town's stays, and in doubt it is a person's."""

from __future__ import annotations

from functools import cache

import pytest

from gowah.publish.disguise import MARK
from gowah.publish.protect import Guard, guard
from gowah.testing.evidence import build, claim, report
from gowah.words import Tables, load_tables


@cache
def tables() -> Tables:
    return load_tables(("afghanistan", "united-states"))


@cache
def shield(*names: str) -> Guard:
    """What a record whose victims have these names protects."""
    claims = [claim("victim", f"Police named {name}, 34, among the dead.", name=name, age=34) for name in names]
    return guard(build(report("Example Wire", "2022-04-20", *claims, title="Two killed")), tables())


@pytest.mark.parametrize(("text", "name"), [
    ("Jackson, 34, was a teacher.", "Jackson"), ("the funeral of Jackson was held on Friday", "Jackson"),
    ("Wayne was shot twice.", "Wayne"), ("Her friend Madison said that she ran.", "Madison"),
    ("Wayne Jackson was shot in Columbus.", "Wayne"), ("in Jackson's car", "Jackson"), ("JACKSON SHOT", "JACKSON"),
    ("Police of Columbus named Madison Wayne.", "Madison"), ("They remember Jackson", "Jackson"),
])  # fmt: skip
def test_a_persons_name_is_cut_though_it_is_a_towns_too(text: str, name: str) -> None:
    cut = shield("Wayne Jackson", "Madison Wayne").cut(text)
    assert name not in cut
    assert MARK in cut


@pytest.mark.parametrize("text", [
    "A man was shot in Jackson on Friday.", "A man was shot in Jackson, Mississippi.", "Jackson, Mississippi: two killed",
    "Two died in Fort Wayne, Indiana.", "Wayne County police came.", "Madison police came.", "the city of Madison",
    "Madison Heights, Michigan",
])  # fmt: skip
def test_a_towns_name_stays_though_it_is_a_persons_too(text: str) -> None:
    assert shield("Wayne Jackson", "Madison Wayne").cut(text) == text


def test_towns_that_nobody_is_named_by_stay_wherever_they_stand() -> None:
    text = "Kabul mourns. Herat and Columbus send help."
    assert shield("Wayne Jackson").cut(text) == text


@pytest.mark.parametrize(("text", "cut"), [
    ("شریف معلم بود.", True), ("دو تن در مزار شریف کشته شدند.", False), ("خانوادهٔ شریف گریختند.", True),
])  # fmt: skip
def test_in_dari(text: str, cut: bool) -> None:
    assert (MARK in shield("احمد شریف").cut(text)) == cut


def test_who_is_a_source_of_one_word_shields_no_one_and_harms_no_town() -> None:
    """ "A resident of Kabul" names a town, not a person."""
    from gowah.model import Speaker

    told = claim(
        "attack", "Six died, said a resident of Kabul.", by=[Speaker(name="resident of Kabul", private=True)], killed=6
    )
    protected = guard(build(report("Example Wire", "2022-04-20", told)), tables())
    assert protected.cut("Kabul: six killed") == "Kabul: six killed"
