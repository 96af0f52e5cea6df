"""A small record that most tests of `publish` use: three attacks, two languages, totals, a named victim."""

from __future__ import annotations

from dataclasses import replace

from gowah.model import Change, Evidence, Family, Member, Span, Speaker
from gowah.testing.evidence import build, claim, count, exactly, part, report

VICTIM = "Nasrin Qaderyar"
WITNESS = "Zmaray Stanekzoy"

MOSQUE = (
    "A suicide bomber struck a Shia mosque in Kunduz on Friday, killing at least 46 people and wounding 143, "
    "the state news agency said."
)
TOTAL = "ISKP has claimed 13 attacks on Hazaras since August 2021, the monitor said."


def a_record(start: int = 0) -> Evidence:
    """Reports, mentions, incidents, figures and one family of two."""
    wire = report(
        "Example Wire", "2021-10-08",
        claim("attack", MOSQUE, incident="mosque", by=["state news agency"], when="2021-10-08", where="AF-KDZ",
              site="mosque", community="shia", tactic="suicide-bombing", killed=count(46, None, "at least 46"),
              injured=exactly(143)),
        claim("attack", "The group said it was behind the bombing.", incident="mosque", by=["the group"],
              perpetrator="iskp", responsibility="claimed"),
        claim("victim", f"A tailor, {VICTIM}, 43, was among the dead.", name=VICTIM, age=43, occupation="tailor"),
        claim("attack", f"A tailor, {VICTIM}, 43, was among the dead.", incident="mosque",
              killed=part("women", exactly(1))),
        title="Bomb tears through mosque in Kunduz", url="https://wire.example.com/asia/kunduz-mosque", language="en",
    )  # fmt: skip
    dari = report(
        "روزنامه نمونه", "2021-10-09",
        claim("attack", "در حمله بر مسجدی در کندز دست‌کم ۷۲ تن کشته شدند.", incident="mosque", when="2021-10-08",
              where="AF-KDZ", community="shia", killed=exactly(72, "۷۲")),
        title="حمله در کندز", url="https://paper.example.org/1", language="prs",
    )  # fmt: skip
    desk = report(
        "World Desk", "2022-09-06",
        claim("total", TOTAL, by=["the monitor"], attacks=13, perpetrator="iskp", community="hazara",
              responsibility="claimed", period="2021-08-01/"),
        claim("attack", "Nine people died in a minibus in Mazar on 28 April 2022, a driver said.", incident="bus",
              by=[Speaker(name=WITNESS, private=True)], when="2022-04-28", where="AF-BAL", site="vehicle", killed=9),
        claim("attack", "In May 2022 gunmen hurt dozens in Ghor.", incident="ghor", when="2022-05-01/2022-05-31",
              where="AF-GHO", tactic="shooting", hurt=count(24, None, "dozens")),
        claim("gap", "Attacks in the provinces go unreported.", area="the provinces"),
        claim("person", "A reward of 5,000,000 is on the head of Jalal Wardwal.", name="Jalal Wardwal", reward=5_000_000),
        title="Questions and answers", url="https://desk.example.com/qa?id=7",
    )  # fmt: skip
    evidence = build(wire, dari, desk, start=start)
    family = Family(
        id=f"f-e{start + 1}-0", origin=start + 1, origin_name="Example Wire",
        members=(
            Member(text=start + 1, source=start, spans=(Span(start=0, end=900),), relation="original", reason="earliest"),
            Member(text=start + 3, source=start + 2, spans=(Span(start=0, end=900),), relation="translation",
                   reason="the same figures", changed=(
                       Change(property="killed", before="at least 46", after="72", kind="number"),)),
        ),
    )  # fmt: skip
    return replace(evidence, families=(family,))
