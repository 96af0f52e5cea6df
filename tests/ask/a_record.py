"""A small record that the tests of `ask` question: an explainer, three attacks told by five reports."""

from __future__ import annotations

from dataclasses import replace

from gowah.model import Certainty, Change, Evidence, Family, Member, Speaker
from gowah.testing.evidence import build, claim, count, exactly, part, report

PEAK = "ISKP had roughly 3,000 fighters at its peak, commanders estimated."
VIA = "Yes, but indirectly, through the Haqqani network, researchers claim."
TOGETHER = "The two worked together on attacks between 2019 and 2021, said analyst Example."
DENIAL = "The Taliban deny any tie to ISKP."
TOTALS = (
    "Since August 2021 ISKP has claimed 13 attacks on Hazaras and has been implicated in at least 3 more, "
    "killing and injuring at least 700 people."
)
SHIA = "According to UNAMA more than 120 people were killed and injured in recent attacks on Shia gatherings in Kabul."
NEED = "Victims and their families lack medical care and support, which they have asked of the Taliban in vain."
GAP = "More attacks are likely to have gone unreported because of the crackdown on media, above all in the provinces."
NOBODY = "No group has claimed the attack on the Noor learning centre in Kabul."
REWARD = "The United States offers 5,000,000 dollars for Jalal Haqqani."


def explainer():
    """The page that founded the project, in our words."""
    return report(
        "Example Broadcaster", "2022-09-06",
        claim("group", PEAK, by=["commanders"], name="iskp", strength=exactly(3000, "roughly 3,000", about=True), as_of="at its peak"),
        claim("tie", VIA, by=["researchers"], values={"from": "iskp", "to": "taliban", "via": "haqqani-network", "kind": "linked"}),
        claim("tie", TOGETHER, by=["analyst Example"], values={"from": "iskp", "to": "taliban", "kind": "linked",
              "as_of": "2019-01-01/2021-12-31"}),
        claim("tie", DENIAL, by=["Taliban"], values={"from": "taliban", "to": "iskp", "kind": "denied"}),
        claim("total", TOTALS, by=["HRW"], attacks=13, perpetrator="iskp", community="hazara", responsibility="claimed",
              period="2021-08-01/"),
        claim("total", TOTALS, by=["HRW"], attacks=count(3, None, "at least 3"), perpetrator="iskp", community="hazara",
              responsibility="linked", period="2021-08-01/"),
        claim("total", TOTALS, by=["HRW"], hurt=count(700, None, "at least 700"), perpetrator="iskp", community="hazara",
              responsibility="all", period="2021-08-01/"),
        claim("total", SHIA, by=["UNAMA"], hurt=count(121, None, "more than 120"), community="shia", place="AF-KAB"),
        claim("need", NEED, who="victims and their families", need="medical care and support", asked_of="the Taliban", met="no"),
        claim("gap", GAP, area="the provinces", reason="the crackdown on media"),
        claim("person", REWARD, by=["United States"], name="Jalal Haqqani", role="minister", group="haqqani-network", reward=5_000_000),
        title="Who are ISKP?", language="en",
    )  # fmt: skip


def a_record(*more, start: int = 0) -> Evidence:
    """The explainer, a bombing told by two origins and a copy, a bombing nobody claimed, a shooting that is denied."""
    mosque = {"incident": "mosque", "when": "2021-10-08", "where": "AF-KDZ", "site": "mosque", "community": "hazara",
              "tactic": "suicide-bombing"}  # fmt: skip
    wire = report(
        "Example Wire", "2021-10-08",
        claim("attack", "At least 46 people were killed and 143 injured in a mosque in Kunduz, the state news agency said.",
              by=["state news agency"], killed=count(46, None, "at least 46"), injured=143, **mosque),
        claim("attack", "ISKP said that it had bombed the Kunduz mosque.", by=["ISKP"], perpetrator="iskp",
              responsibility="claimed", **mosque),
        claim("victim", "Nasrin Qaderyar was among the dead.", name="Nasrin Qaderyar"),
    )  # fmt: skip
    copy = report("Example Copy", "2021-10-09", claim(
        "attack", "46 people were killed in a mosque in Kunduz.", killed=46, **mosque))  # fmt: skip
    list_of_graves = report("Valley Monitor", "2021-11-20", claim(
        "attack", "The burial committee counts 72 dead of the Kunduz mosque, a relative said.", killed=72,
        by=[Speaker(name="Zmaray Stanekzoy", private=True)], **mosque))  # fmt: skip
    centre = report(
        "Valley Monitor", "2022-04-20",
        claim("attack", "Six pupils and two guards were hurt in the Noor learning centre in Kabul on 19 April, police said.",
              incident="centre", by=["police"], when="2022-04-19", where="AF-KAB", site="education-centre", community="hazara",
              tactic="planted-bomb", killed=exactly(0, "nobody"), injured=8, hurt=part("pupils", exactly(6))),
        claim("attack", NOBODY, incident="centre", responsibility="unknown", when="2022-04-19", where="AF-KAB"),
    )  # fmt: skip
    village = report(
        "Example Wire", "2022-06-28",
        claim("attack", "Taliban fighters shot six Hazaras in Ghor on 26 June, Valley Monitor said.", incident="village",
              by=["Valley Monitor"], when="2022-06-26", where="AF-GHO", community="hazara", tactic="shooting", killed=6,
              perpetrator="taliban", responsibility="attributed"),
        claim("attack", "A spokesman of the Taliban said nobody had been killed in Ghor.", incident="village",
              by=["Taliban spokesman"], certainty=Certainty.DENIED, killed=exactly(0, "nobody"), perpetrator="taliban",
              responsibility="denied", when="2022-06-26", where="AF-GHO"),
    )  # fmt: skip
    evidence = build(explainer(), wire, copy, list_of_graves, centre, village, *more, start=start)
    origin, repeat = start + 3, start + 5
    family = Family(id=f"f-e{origin}-0", origin=origin, origin_name="Example Wire", members=(
        Member(text=origin, source=origin - 1, spans=(), relation="original", reason=""),
        Member(text=repeat, source=repeat - 1, spans=(), relation="paraphrase", reason="", changed=(
            Change(property="killed", before="at least 46", after="46", kind="lost qualifier"),)),
    ))  # fmt: skip
    return replace(evidence, families=(family,))
