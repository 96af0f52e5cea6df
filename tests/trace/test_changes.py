"""What changed on the way: each kind of change in one sentence."""

from __future__ import annotations

import pytest

from gowah.model import Change
from gowah.testing.evidence import build, claim, count, exactly, report
from gowah.trace import passages
from gowah.words import Settings, load_tables

TABLES = load_tables(("afghanistan",))
REST = [
    "The doors had been locked from outside, and neighbours broke a window to reach the hall.",
    "A cook hid 17 children in the flour store until evening, when the firing stopped.",
    "The mayor promised wood for new benches and said that lessons would begin again after the feast.",
]


def changes(before: str, after: str, *, author: str | None = None) -> set[tuple[str, str, str]]:
    """(kind, before, after) of the changes when a copy says one sentence otherwise."""
    about = {"author": author} if author else {}
    evidence = build(
        report("Northern Wire", "2022-03-03", before, *REST, language="en"),
        report("Evening Sheet", "2022-03-04", after, *REST, language="en", **about),
    )
    return _of(evidence.texts, ())


def _of(texts: object, mentions: object) -> set[tuple[str, str, str]]:
    found: list[Change] = []
    for family in passages.trace(texts, mentions, (), TABLES, Settings()):  # type: ignore[arg-type]
        found += [change for member in family.members for change in member.changed]
    return {(change.kind, change.before, change.after) for change in found}


@pytest.mark.parametrize(
    ("before", "after", "kind", "was", "now"),
    [
        ("Gunmen killed at least 46 people in the hall.", "Gunmen killed 46 people in the hall.",
         "lost qualifier", "at least 46", "46"),
        ("Gunmen killed about 46 people in the hall.", "Gunmen killed 46 people in the hall.",
         "lost qualifier", "about 46", "46"),
        ("The gang is linked to the raid on the hall.", "The gang was implicated in the raid on the hall.",
         "lost qualifier", "linked to", "implicated in"),
        ("Police suspect the gang in the raid.", "The gang did it, police said of the raid.",
         "lost qualifier", "suspect", "did it"),
        ("Gunmen killed 46 people in the hall.", "Gunmen killed 64 people in the hall.", "number", "46", "64"),
        ("Gunmen stormed the hall in Kunduz at noon.", "Gunmen stormed the hall in Herat at noon.",
         "place", "Kunduz", "Herat"),
    ],
)  # fmt: skip
def test_a_changed_sentence(before: str, after: str, kind: str, was: str, now: str) -> None:
    assert (kind, was, now) in changes(before, after)


def test_a_number_of_the_past_becomes_one_of_today() -> None:
    found = changes("At its peak the gang had about 3,000 men.", "The gang has about 3,000 men.")
    assert ("tense", "at its peak", "The gang has about 3,000 men.") in found


def test_a_sum_of_two_numbers_counts_something_else() -> None:
    found = changes(
        "The raid killed 21 worshippers, and 3 attackers were shot.", "The raid on the worshippers killed 24."
    )
    assert ("scope", "21; 3", "24") in found


def test_a_denial_left_out() -> None:
    evidence = build(
        report("Northern Wire", "2022-03-03", REST[0], "The governor denied all of it.", *REST[1:], language="en"),
        report("Evening Sheet", "2022-03-04", *REST, language="en"),
    )
    assert ("scope", "The governor denied all of it.", "") in _of(evidence.texts, ())


def test_a_whole_text_under_another_byline() -> None:
    same = "Gunmen killed 46 people in the hall."
    assert ("name", "Northern Wire", "Sheet staff") in changes(same, same, author="Sheet staff")


def test_an_honest_copy_shows_no_change() -> None:
    same = "Gunmen killed at least 46 people in the hall in Kunduz."
    assert changes(same, same) == set()


def test_killed_or_injured_becomes_killed() -> None:
    before, after = "The raid left 120 people dead or wounded.", "The raid left 120 people dead."
    evidence = build(
        report("Northern Wire", "2022-03-03", claim("attack", before, hurt=exactly(120)), *REST, language="en"),
        report("Evening Sheet", "2022-03-04", claim("attack", after, killed=exactly(120)), *REST, language="en"),
    )
    assert ("unit", before, after) in _of(evidence.texts, evidence.mentions)


def test_a_speaker_dropped() -> None:
    before, after = "The raid killed 46 people, the coroner said.", "The raid killed 46 people."
    evidence = build(
        report("Northern Wire", "2022-03-03", claim("attack", before, killed=exactly(46), by=["coroner"]), *REST,
               language="en"),
        report("Evening Sheet", "2022-03-04", claim("attack", after, killed=exactly(46)), *REST, language="en"),
    )  # fmt: skip
    assert ("lost qualifier", before, after) in _of(evidence.texts, evidence.mentions)


def test_claimed_and_linked_attacks_added_up() -> None:
    claimed = "The gang claimed 11 raids on mills this year and evidence ties it to at least 4 more."
    linked = "Evidence ties it to at least 4 more, by the count of the league."
    summed = "The gang claimed 15 raids on mills this year."
    evidence = build(
        report("League", "2022-03-03",
               claim("total", claimed, attacks=exactly(11), responsibility="claimed", period="2021-08-01/2022-03-01"),
               claim("total", linked, attacks=count(4, None), responsibility="linked"), *REST, language="en"),
        report("Evening Sheet", "2022-03-04", claim("total", summed, attacks=exactly(15), responsibility="claimed"),
               *REST, language="en"),
    )  # fmt: skip
    assert ("lost qualifier", linked, summed) in _of(evidence.texts, evidence.mentions)


def test_the_period_of_a_total_left_out() -> None:
    before = "From January to April 2021 the mission recorded 77 raids."
    after = "The mission recorded 77 raids."
    evidence = build(
        report("Northern Wire", "2022-03-03",
               claim("total", before, attacks=exactly(77), period="2021-01-01/2021-04-30"), *REST, language="en"),
        report("Evening Sheet", "2022-03-04", claim("total", after, attacks=exactly(77)), *REST, language="en"),
    )  # fmt: skip
    assert ("period", before, "") in _of(evidence.texts, evidence.mentions)


def test_a_suspicion_told_as_a_fact() -> None:
    before, after = "The raid was the work of the Taliban, a monitor suspects.", "The Taliban raided the hall."
    named = {"perpetrator": "taliban", "when": "2022-03-02"}
    evidence = build(
        report("Northern Wire", "2022-03-03", claim("attack", before, responsibility="suspected", **named), *REST,
               language="en"),
        report("Evening Sheet", "2022-03-04", claim("attack", after, responsibility="attributed", **named), *REST,
               language="en"),
    )  # fmt: skip
    assert ("lost qualifier", before, after) in _of(evidence.texts, evidence.mentions)
