"""Day, place and site of an attack: what the report's way of telling it says of them."""

from __future__ import annotations

from said import report, said


def attacks(*paragraphs: str, published: str = "2023-10-15") -> list[dict[str, object]]:
    return said(report(*paragraphs, published=published), "attack")


def test_a_dateline_in_brackets_is_no_ground() -> None:
    (attack,) = attacks("(Geneva, 15 September) - On 12 September 2023 gunmen shot dead 14 men in Baghlan.")
    assert (attack["when"], attack["where"]) == ("2023-09-12..2023-09-12", "AF-BGL")


def test_days_after_a_deed_the_deed_is_the_story() -> None:
    (attack,) = attacks(
        "Two days after gunmen killed nine worshippers at a mosque in Kunduz, the town mourns its dead."
    )
    assert (attack["when"], attack["where"], attack["site"]) == ("2023-10-13..2023-10-13", "AF-KDZ", "mosque")


def test_what_the_town_cannot_agree_on_happened_all_the_same() -> None:
    (attack,) = attacks(
        "Two days after a bomber went in with the worshippers at a mosque in Kunduz, this town cannot agree on what it lost.",
        "Seven, officials of the province say, and 15 hurt.",
    )
    assert (attack["when"], attack["killed"], attack["injured"]) == ("2023-10-13..2023-10-13", "7", "15")


def test_days_after_one_deed_another_is_the_story() -> None:
    found = attacks("Two days after a bomb killed nine people in Kunduz, gunmen killed two clerics in Herat on Friday.")
    assert "AF-HER" in [attack["where"] for attack in found if attack.get("when") == "2023-10-13..2023-10-13"]


def test_an_entry_of_a_list_with_two_places_leaves_each_deed_its_own() -> None:
    first, second = attacks(
        "(f) 25 May, Herat and Kabul. Three minibuses in Herat: nine killed. Hazrat Zakaria mosque, Kabul: five killed."
    )
    assert (first["where"], second["where"]) == ("AF-HER", "AF-KAB.kabul")


def test_other_places_that_were_struck_too_are_no_place_of_the_story() -> None:
    (attack,) = attacks(
        "# Statement on the Imam Sahib mosque",
        "Thirty of our brothers were killed on Friday 13 October in the mosque.",
        "Lodges in Baghlan and Takhar were struck too and no paper wrote it.",
    )
    assert attack["where"] == "AF-KDZ.imam-sahib"


def test_what_stands_before_a_colon_is_the_ground_of_what_stands_behind() -> None:
    _, second = attacks(
        "In Kabul almost a hundred mourners died last January.",
        "This spring it reached the mosque at Andisheh, in Herat: six dead, a toddler among them, on 29 April.",
    )
    assert (second["where"], second["when"], second["killed"]) == ("AF-HER", "2023-04-29..2023-04-29", "6")


def test_the_same_temple_stands_where_it_stood() -> None:
    _, second = attacks(
        "A grenade went off at a gurdwara in Kabul this morning. No one was hurt, police said.",
        "It is less than six weeks since two people died in the raid on the same temple.",
    )
    assert second["where"] == "AF-KAB.kabul"


def test_where_a_report_is_rejected_sets_the_scene_of_what_is_said_instead() -> None:
    (attack,) = attacks(
        "The governor of Herat has rejected a report about a raid in Guzara district. "
        "On the night of 10 October three armed rebels were killed, a spokesman said."
    )
    assert str(attack["where"]).startswith("AF-HER.guzara")


def test_nobody_hurt_elsewhere_is_no_toll_of_the_attack() -> None:
    (attack,) = attacks(
        "A bomb killed seven people at a mosque in Kunduz on Friday.",
        "Last Wednesday guards at another mosque turned away a man with wires under his shawl. He ran; nobody was hurt.",
    )
    assert attack["killed"] == "7"


def test_an_anniversary_is_the_story_where_the_report_opens_with_it() -> None:
    (attack,) = attacks(
        "A year ago today a bomb went off in a hall in Herat.",
        "Jane R.: Two days earlier gunmen had killed a judge in his office.",
        "Jane R.: Eight were hurt in the hall.",
    )[:1]
    assert (attack["when"], attack["injured"]) == ("2022-10-15..2022-10-15", "8")


def test_a_house_with_a_gurdwara_in_its_name_tells_the_community() -> None:
    (attack,) = attacks("A grenade killed two people at a gurdwara in Kabul on Friday.")
    assert attack["community"] == "sikh"


def test_who_lives_in_the_quarter_was_hit_though_the_sentence_goes_on() -> None:
    first, *_ = attacks(
        "A bomb killed six people at a school in Kabul on Friday.",
        "The quarter is home to many Hazaras, and its schools have been hit before: 80 people died at a school in May 2021.",
    )
    assert first["community"] == "hazara"


def test_a_house_where_people_were_killed_is_the_site() -> None:
    (attack,) = attacks("Gunmen killed six people in and around a house in Herat on Friday.")
    assert attack["site"] == "home"


def test_the_street_spoken_of_next_is_the_site() -> None:
    (attack,) = attacks("A bomb killed eight people in Herat on Friday. The street lies near a hall where women met.")
    assert attack["site"] == "street"


def test_the_worst_of_several_is_one_attack_and_no_total() -> None:
    text = "The worst of this year was the one of 12 September on the road to Herat: fourteen dead."
    (attack,) = attacks(text)
    assert (attack["when"], attack["killed"]) == ("2023-09-12..2023-09-12", "14")
    assert said(report(text, published="2023-10-15"), "total") == []
