"""A page that joins passages of texts which share nothing: two families, whichever half comes first, dated or not."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from gowah.model import Described, Family, Member, SourceText
from gowah.trace import passages
from gowah.words import Settings, load_tables

TABLES = load_tables(("afghanistan",))

LEAGUE = """The League for Prisoners said on Tuesday that the Brotherhood has claimed responsibility for 14 raids on \
villages of the valley since the spring of 2021 and has been linked to at least 5 others. No fewer than 310 people \
were killed or injured in those raids.

In the latest attacks on wedding parties in the town of Sahil, 85 guests were killed or hurt, according to the river \
mission. Raids in the hills are seldom heard of, because the garrison has closed the radio stations, the League said.

Survivors have had little medical care. The League called on the garrison to give them treatment and money."""

EXPLAINER = """The Brotherhood is the eastern branch of a movement that began among the salt carriers.

How many are they? At its height the Brotherhood had some 2,600 men under arms in the gorges. It has since lost many \
of them in fights with the garrison.

Is it tied to the garrison? By a detour, yes: through a third party, the smugglers of the salt road, scholars say.

A bounty of 4 million dollars is on the head of Omid Saral, the man who now guards the bridges of Sahil. Professor Ada \
Linden of the River Institute, who has studied the smugglers for years, says: "Several of the great raids of 2019 \
and 2020 were planned together by the Brotherhood, the smugglers and others." """.strip()

CLOSE = """Since the spring of 2021 the Brotherhood has claimed 14 raids on villages of the valley and has been \
implicated in at least 5 others, in which no fewer than 310 people were killed or injured. In the latest attacks on \
wedding parties in Sahil 85 guests were killed or hurt, according to the river mission. Survivors have had little \
medical care."""

LOOSE = """The Brotherhood owned up to fourteen raids since the spring of 2021 and was implicated in no fewer than five \
more. All told they cost at least 310 villagers life or limb. When wedding guests in Sahil were struck of late, 85 of \
them died or went to hospital, by the count of the mission on the river. Much of what happens in the hills stays \
untold, since no station there may broadcast."""

ANSWERS = """How many are they? At its peak the Brotherhood numbered 2,600 men under arms, but it lost many of them in \
fights. Is it tied to the garrison? Yes, by a detour, through the smugglers of the salt road, scholars say. Omid Saral, \
who now guards the bridges of Sahil, has a bounty of 4 million dollars on his head. Professor Ada Linden of the River \
Institute says: "Several of the great raids of 2019 and 2020 were planned together by the Brotherhood, the smugglers \
and others." """.strip()


def text(publisher: str | None, published: str | None, body: str) -> SourceText:
    """A report as `read` would hand it over; its ids are given by `record`."""
    return SourceText(
        entry=0, source=0, file=f"{publisher}.txt", media_type="text/plain", layout=(), text=body,
        described=Described(publisher=publisher, published=published, language="en"),
    )  # fmt: skip


def record(*texts: SourceText) -> list[SourceText]:
    """The texts with ids, as they would be kept one after the other."""
    return [replace(one, entry=11 + 2 * n, source=10 + 2 * n) for n, one in enumerate(texts)]


def families(texts: list[SourceText]) -> list[Family]:
    return list(passages.trace(texts, (), (), TABLES, Settings()))


ORIGINALS = (text("World Explained", "2021-09-01", EXPLAINER), text("League for Prisoners", "2022-09-06", LEAGUE))


def joined(raids: str, *, swapped: bool) -> str:
    return "\n\n".join([ANSWERS, raids] if swapped else [raids, ANSWERS])


def of(family: Family, one: SourceText) -> Member:
    return next(member for member in family.members if member.text == one.entry)


@pytest.mark.parametrize(("raids", "swapped", "dated"), list(product([CLOSE, LOOSE], [False, True], [False, True])))
def test_each_half_belongs_to_the_text_that_it_repeats(raids: str, swapped: bool, dated: bool) -> None:
    body = joined(raids, swapped=swapped)
    page = text("Garble", "2022-09-20", body) if dated else text(None, None, body)
    texts = record(*ORIGINALS, page)
    explained, counted = families(texts)
    assert (explained.origin, counted.origin) == (texts[0].entry, texts[1].entry)
    assert {m.text for m in explained.members} == {texts[0].entry, texts[2].entry}
    assert {m.text for m in counted.members} == {texts[1].entry, texts[2].entry}
    halves = [(explained, ANSWERS), (counted, raids)]
    for family, half in halves:
        start, end = body.index(half), body.index(half) + len(half)
        spans = of(family, texts[2]).spans
        assert all(start <= span.start and span.end <= end for span in spans)
        assert 2 * sum(span.end - span.start for span in spans) > end - start
    changed = {(c.kind, c.before, c.after) for c in of(counted, texts[2]).changed}
    assert ("lost qualifier", "linked to", "implicated in") in changed


@pytest.mark.parametrize("dated", [False, True])
def test_a_passage_in_words_of_its_own_is_suspected_only(dated: bool) -> None:
    page = (
        text("Garble", "2022-09-20", LOOSE + "\n\n" + ANSWERS) if dated else text(None, None, LOOSE + "\n\n" + ANSWERS)
    )
    texts = record(*ORIGINALS, page)
    counted = next(family for family in families(texts) if family.origin == texts[1].entry)
    assert of(counted, texts[2]).relation == "paraphrase"
    assert not of(counted, texts[2]).certain
    assert not counted.certain


def test_nobody_dated_leaves_two_families_without_an_origin() -> None:
    texts = record(
        text("World Explained", None, EXPLAINER), text("League for Prisoners", None, LEAGUE),
        text(None, None, joined(CLOSE, swapped=False)),
    )  # fmt: skip
    found = families(texts)
    assert [family.origin for family in found] == [None, None]
    assert sorted(len(family.members) for family in found) == [2, 2]
    first, second = (frozenset(member.text for member in family.members) for family in found)
    assert first & second == {texts[2].entry}


@pytest.mark.parametrize("days", [("2022-09-20", "2022-09-25"), (None, None), ("2022-09-20", None)])
def test_a_copy_of_a_page_that_joins_two_is_in_both_families(days: tuple[str | None, str | None]) -> None:
    body = joined(CLOSE, swapped=False)
    texts = record(*ORIGINALS, text("Garble", days[0], body), text("Echo", days[1], body.replace("some ", "about ")))
    found = families(texts)
    border = body.index(ANSWERS)
    assert [family.origin for family in found] == [texts[0].entry, texts[1].entry]
    for family, after in zip(found, (True, False), strict=True):
        assert {m.text for m in family.members} >= {texts[2].entry, texts[3].entry}
        for copy in texts[2:]:
            assert all((span.start >= border) == after for span in of(family, copy).spans)


def test_two_excerpts_of_one_text_are_still_its_own() -> None:
    whole = EXPLAINER + "\n\n" + LEAGUE
    texts = record(text("Whole", "2022-09-01", whole), text("One", "2022-09-06", EXPLAINER), text("Two", None, LEAGUE))
    assert {family.origin for family in families(texts)} <= {texts[0].entry, None}
    (dated,) = [family for family in families(texts) if family.origin is not None]
    assert of(dated, texts[1]).relation == "partial"
