"""Sentences that repeat each other: a copy tells its origin's attack, and what it garbled keeps nobody apart."""

from __future__ import annotations

import pytest

from gowah.link import weights
from gowah.link.copies import copied
from gowah.model import Evidence, Family, Member, Pair, Span
from gowah.testing.evidence import HandReport, build, claim, exactly, report
from gowah.words import Settings, load_tables

TABLES = load_tables(("afghanistan",))
MEN = "Gunmen of the Taliban killed 13 men of the village of Kahor on 30 August."
SLAIN = "Taliban gunmen slew 30 in Bamyan at the end of August."
WIRE = {"when": "2021-08-30", "where": "AF-DAY", "community": "hazara", "perpetrator": "taliban"}
GARBLED = {**WIRE, "where": "AF-BAM"}


def wire() -> HandReport:
    return report("Wire", "2021-10-05", claim("attack", MEN, killed=exactly(13), **WIRE), language="en")


def sheet() -> HandReport:
    return report("Sheet", "2021-10-07", claim("attack", SLAIN, killed=exactly(30), **GARBLED), language="en")


def repeating(evidence: Evidence, origin: str, copy: str, relation: str = "paraphrase") -> Family:
    """The family of two reports, one of which has a sentence of the other's."""
    at = {q: (t, Span(start=t.text.index(q), end=t.text.index(q) + len(q)))
          for q in (origin, copy) for t in evidence.texts if q in t.text}  # fmt: skip
    (first, told), (second, again) = at[origin], at[copy]
    pair = Pair(origin_text=first.entry, origin=told, member=again, score=40)
    members = (
        Member(text=first.entry, source=first.source, spans=(told,), relation="original", reason="the origin"),
        Member(text=second.entry, source=second.source, spans=(again,), relation=relation, reason="", pairs=(pair,)),
    )
    return Family(id="f", origin=first.entry, members=members)


def grouped(evidence: Evidence, *families: Family) -> list[set[str | None]]:
    outlet = {text.entry: text.described.publisher for text in evidence.texts}
    of = {mention.entry: outlet[mention.text] for mention in evidence.mentions}
    found = weights.link(evidence.texts, evidence.mentions, (), TABLES, Settings(), families)
    return sorted(({of[n] for n in incident.mentions} for incident in found), key=str)


def test_a_copy_with_another_province_tells_the_attack_of_its_origin() -> None:
    evidence = build(wire(), sheet())
    assert len(grouped(evidence)) == 2
    assert grouped(evidence, repeating(evidence, MEN, SLAIN)) == [{"Wire", "Sheet"}]


def test_what_a_copy_garbled_keeps_no_other_report_away() -> None:
    other = report("Post", "2021-10-06", claim("attack", "Thirteen were killed in Khidir, Daykundi.",
                   killed=exactly(13), **{**WIRE, "where": "AF-DAY.khidir"}), language="en")  # fmt: skip
    evidence = build(wire(), sheet(), other)
    assert grouped(evidence, repeating(evidence, MEN, SLAIN)) == [{"Wire", "Sheet", "Post"}]


@pytest.mark.parametrize(("day", "one"), [
    ("2021-09-04", True), ("2021-09-06", False), ("2021-09-30", False), ("2022-08-30", False),
])  # fmt: skip
def test_a_copy_garbles_the_day_within_the_week_and_never_the_year(day: str, one: bool) -> None:
    place = {"where": "AF-DAY", "perpetrator": "taliban"}
    first = report("Wire", "2022-10-05", claim("attack", MEN, when="2021-08-30", killed=exactly(13), **place),
                   language="en")  # fmt: skip
    second = report("Sheet", "2022-10-07", claim("attack", SLAIN, when=day, killed=exactly(13), **place),
                    language="en")  # fmt: skip
    evidence = build(first, second)
    assert len(grouped(evidence, repeating(evidence, MEN, SLAIN))) == (1 if one else 2)


def test_two_attacks_of_one_report_stay_two_beside_a_copy_that_has_both_in_one_sentence() -> None:
    kabul = {"when": "2022-04-19", "where": "AF-KAB", "community": "hazara", "tactic": "planted-bomb"}
    school, course = "A bomb killed six in a school.", "Another bomb hurt four in a course."
    both = "Six died and four were hurt by bombs in Kabul."
    first = report("Wire", "2022-04-19", claim("attack", school, site="school", killed=exactly(6), **kabul),
                   claim("attack", course, site="education-centre", injured=exactly(4), **kabul), language="en")  # fmt: skip
    second = report("Sheet", "2022-04-20", claim("attack", both, killed=exactly(6), **kabul), language="en")
    evidence = build(first, second)
    families = [repeating(evidence, sentence, both) for sentence in (school, course)]
    assert len(grouped(evidence, *families)) == 2


def test_two_mentions_share_the_sentence_that_both_copied() -> None:
    evidence = build(wire(), sheet(), report("Star", "2021-10-08", claim("attack", "Thirty slain."), language="en"))
    families = [repeating(evidence, MEN, copy) for copy in (SLAIN, "Thirty slain.")]
    texts = {text.entry: text for text in evidence.texts}
    one, two, three = (mention.entry for mention in evidence.mentions)
    found = copied(families, evidence.mentions, texts)
    assert found[two] & found[three]
    assert found[one] > found[two] & found[three]
    assert copied((), evidence.mentions, texts) == {}
