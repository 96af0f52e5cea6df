"""Attacks out of short reports: which there are, when, where, against whom, by whom."""

from __future__ import annotations

import pytest
from said import claims, plain, report, said


def _one(*paragraphs: str, published: str | None = "2022-10-03") -> dict[str, object]:
    rows = said(report(*paragraphs, published=published), "attack")
    assert len(rows) == 1, rows
    return rows[0]


def test_a_wire_report_is_one_attack_with_all_it_says() -> None:
    attack = _one(
        "KABUL, Oct 3 (Example) - A suicide bomber struck a Shia mosque in the northern city of Kunduz on Friday, killing at "
        "least 46 people and wounding 143, the state news agency said.",
        "Islamic State Khorasan Province said that it was behind the bombing.",
    )
    assert attack["when"] == "2022-09-30..2022-09-30"
    assert attack["where"] == "AF-KDZ.kunduz-city"
    assert (attack["site"], attack["community"], attack["tactic"]) == ("mosque", "shia", "suicide-bombing")
    assert (attack["killed"], attack["injured"]) == ("46..", "143")
    assert (attack["perpetrator"], attack["responsibility"]) == ("iskp", "claimed")


def test_the_day_somebody_spoke_is_not_the_day_of_the_attack() -> None:
    attack = _one("A bomb killed nine people in Herat on 2 May, a doctor said on Wednesday.", published="2022-05-04")
    assert attack["when"] == "2022-05-02..2022-05-02"


def test_two_attacks_in_one_report_are_two() -> None:
    rows = said(
        report(
            "In Mazar-e Sharif, bombs on three minibuses killed nine people on Wednesday, police said.",
            "In Kabul, an explosion killed two worshippers at the Hazrat Zakaria mosque on the same evening.",
            published="2022-05-25",
        ),
        "attack",
    )
    assert rows[0]["where"] == "AF-BAL.mazar-e-sharif"
    assert [row["killed"] for row in rows] == ["9", ["2", "2"]]


def test_named_sites_keep_attacks_of_one_day_apart() -> None:
    rows = said(
        report(
            "At least six people were killed at the Abdul Rahim Shahid High School in Kabul on Tuesday. At the Mumtaz "
            "Education Centre a hand grenade wounded four people. No group has said that it was behind either attack.",
            published="2022-04-19",
        ),
        "attack",
    )
    assert [row["site"] for row in rows] == ["school", "education-centre"]
    assert [row["responsibility"] for row in rows] == ["unknown", "unknown"]
    assert [row["when"] for row in rows] == ["2022-04-19..2022-04-19"] * 2


def test_an_attack_looked_back_at_has_its_own_day() -> None:
    rows = said(
        report(
            "An explosion killed 33 people at a mosque in Kandahar on 15 October 2021. The attack came a week after a bombing "
            "that killed 46 people in a Shia mosque in Kunduz, which Islamic State claimed.",
            published="2021-10-15",
        ),
        "attack",
    )
    assert [row["killed"] for row in rows] == ["33", "46"]
    assert rows[1]["when"] == "2021-10-07..2021-10-09"
    assert rows[1]["responsibility"] == "claimed"
    assert "responsibility" not in rows[0]


def test_a_list_has_an_attack_for_each_entry() -> None:
    rows = said(
        report(
            "19 April, Kabul. Abdul Rahim Shahid school. Killed: 6. Wounded: 11. No claim.",
            "21 April, Balkh. Seh Dokan mosque. Killed: 31. Wounded: 87. Claimed by IS-K.",
            "28 April, Balkh. Two minibuses. Killed: 9. Wounded: 13. Claimed by IS-K.",
            published="2022-05-03",
        ),
        "attack",
    )
    assert [(row["when"], row["killed"], row["responsibility"]) for row in rows] == [
        ("2022-04-19..2022-04-19", "6", "unknown"),
        ("2022-04-21..2022-04-21", "31", "claimed"),
        ("2022-04-28..2022-04-28", "9", "claimed"),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "If it were to strike a mosque in Kabul, many would die.",
        "Police foiled a plot to bomb a shrine in Herat.",
        "Officials said another attack on the airport remained likely.",
        "The decree is an attack on press freedom, editors in Kabul said.",
        "Every unsolved killing in Jalalabad is now put down to Daesh.",
        "ISKP claimed 13 attacks on Hazaras between August 2021 and July 2022.",
        "Attacks in Ghor, Ghazni and Maidan Wardak go unreported.",
        "The group has about 3,000 fighters in Nangarhar.",
    ],
)
def test_what_is_no_attack(sentence: str) -> None:
    assert said(report(sentence, published="2022-09-06"), "attack") == []


@pytest.mark.parametrize(
    ("sentence", "status", "group"),
    [
        ("Islamic State claimed the bombing.", "claimed", "islamic-state"),
        ("ISKP said on its channel that it had sent the bomber.", "claimed", "iskp"),
        ("Police suspect Islamic State.", "suspected", "islamic-state"),
        ("Officials blamed ISKP for the blast.", "attributed", "iskp"),
        ("The Taliban denied that their men had carried out the killing.", "denied", "taliban"),
        ("No group has claimed the attack.", "unknown", None),
        ("No one has said who did it.", "unknown", None),
    ],
)
def test_who_is_said_to_have_done_it(sentence: str, status: str, group: str | None) -> None:
    attack = _one(f"A bomb killed nine people in Herat on 2 May 2022. {sentence}")
    assert attack["responsibility"] == status
    assert attack.get("perpetrator") == group


def test_a_title_over_two_attacks_is_the_toll_of_neither() -> None:
    text = report(
        "In Herat, a bomb killed nine people on Monday.",
        "In Kunduz, gunmen killed two men on Monday.",
        published="2022-05-04",
    )
    title = "Bombs and bullets kill 11 in Herat and Kunduz"
    titled = report(
        f"# {title}", "In Herat, a bomb killed nine people on Monday.", "In Kunduz, gunmen killed two men on Monday."
    )
    for row in [*said(text, "attack"), *said(titled, "attack")]:
        assert "11" not in str(row["killed"])


def test_page_furniture_is_never_claimed_from() -> None:
    from dataclasses import replace

    from gowah.model import Block

    text = report("A bomb killed nine people in Herat on 2 May 2022.", "Gunmen kill 20 in Nimroz")
    related = replace(text, layout=(text.layout[0], replace(text.layout[1], kind="related")))
    assert [c.anchor.start for c in claims(related, "attack")] == [c.anchor.start for c in claims(text, "attack")][:1]
    assert all(isinstance(block, Block) for block in related.layout)


def test_a_figure_taken_back_is_denied() -> None:
    text = report(
        "An earlier version said that four pupils were killed at the Mumtaz Education Centre in Kabul. This was wrong. Four were injured."
    )
    certainty = {
        plain(v.value): v.certainty
        for c in claims(text, "attack")
        for v in c.values
        if v.property in ("killed", "injured")
    }
    assert certainty == {"4": "stated"} or certainty["4"] in ("denied", "stated")
    killed = [v.certainty for c in claims(text, "attack") for v in c.values if v.property == "killed"]
    assert set(killed) == {"denied"}


def test_a_report_without_a_day_is_not_later_than_its_publication() -> None:
    from dataclasses import replace

    from gowah.model import Block

    text = report(
        "Published: 27 August 2022", "A bomb killed nine people in a minibus in Herat.", published="2022-08-27"
    )
    text = replace(text, layout=(replace(text.layout[0], kind="header"), text.layout[1]))
    assert isinstance(text.layout[0], Block)
    whens = [v for c in claims(text, "attack") for v in c.values if v.property == "when"]
    assert [(v.value.earliest, v.value.latest, v.quote) for v in whens] == [(None, "2022-08-27", "27 August 2022")]  # type: ignore[attr-defined]


def test_a_struck_bus_is_the_site_and_its_passengers_workplace_is_not() -> None:
    attack = _one("A roadside bomb struck a minibus carrying university lecturers in Bagram on Saturday, killing two.")
    assert attack["site"] == "minibus"


def test_a_look_back_that_opens_a_sentence_is_another_attack() -> None:
    rows = said(
        report(
            "The attack on a mosque in Herat on 22 October 2021 killed 31 people. Two weeks earlier, the group bombed a mosque in Kunduz "
            "and killed 46.",
            published="2021-10-23",
        ),
        "attack",
    )
    assert [(row["killed"], row["when"]) for row in rows] == [
        ("31", "2021-10-22..2021-10-22"),
        ("46", "2021-10-07..2021-10-09"),
    ]


def test_the_place_named_before_the_toll_is_its_place() -> None:
    attack = _one(
        "Lessons began again at the Abdul Rahim Shahid High School. The list that the school keeps has nine dead and 23 wounded."
    )
    assert attack["where"] == "AF-KAB.abdul-rahim-shahid-school"
    assert (attack["killed"], attack["injured"]) == ("9", "23")
