"""What went unreported, where and why."""

from __future__ import annotations

import pytest
from said import claims, said, story

from gowah.model import Certainty


def test_area_and_reason() -> None:
    text = story(
        "More attacks are likely to have gone unreported because of the crackdown on the media, above all in the provinces."
    )
    assert said(text, "gap") == [{"area": "the provinces", "reason": "the crackdown on the media"}]
    assert {value.certainty for claimed in claims(text, "gap") for value in claimed.values} == {Certainty.HEDGED}


@pytest.mark.parametrize(
    "sentence",
    [
        "With the press muzzled, many attacks in the provinces may never have become known.",
        "Since the media were gagged, attacks in the provinces often go unreported.",
        "Nobody in the provinces dares to talk to reporters.",
        "In the provinces newspapers have closed, so attacks there often never become known.",
    ],
)
def test_ways_to_say_it(sentence: str) -> None:
    [gap] = said(story(sentence), "gap")
    assert gap["area"] == "the provinces"
    assert gap["reason"]


def test_two_sentences_of_one_passage_are_one_gap() -> None:
    text = story("The true number is probably higher. In Ghor, attacks go unreported because reporters have fled.")
    assert said(text, "gap") == [{"area": "Ghor", "reason": "reporters have fled"}]


@pytest.mark.parametrize(
    "sentence",
    [
        "It is not known who did it.",
        "The number of dead is higher than first reported.",
        "Kotal Daily could not reach the district.",
        "Are all attacks reported?",
    ],
)
def test_what_is_no_gap(sentence: str) -> None:
    assert said(story(sentence), "gap") == []


@pytest.mark.parametrize(
    ("sentence", "area", "reason"),
    [
        ("Nobody counts the dead in Nuristan.", "Nuristan", ""),
        ("In Ghor the telephones work for an hour a day, so we hear of a killing weeks later, if at all.", "Ghor", "telephones"),
        ("Since the local radio was shut, no news has come out of Kunar.", "Kunar", "radio was shut"),
        ("The families in Jebrail have been told to bury quietly and to say nothing.", "Jebrail", "told to bury"),
        ("The hospital in Herat has been ordered not to give figures to the press.", "Herat", "ordered not to"),
        ("Doctors in Kunduz said they had been forbidden to speak to journalists.", "Kunduz", "forbidden"),
        ("Witnesses in Herat withdrew their statements after visits from the police.", "Herat", "withdrew"),
        ("Of eleven journalists in Farah, nine have fled; the other two write about football.", "Farah", "fled"),
        ("We have no correspondent in Zabul and rely on rumours.", "Zabul", "no correspondent"),
        ("There is hardly a journalist left in Sar-e Pol to write about it.", "Sar-e Pol", "hardly a journalist"),
        ("For every attack that we hear of in Takhar there are two that we do not.", "Takhar", ""),
        ("The Taliban have told imams in Logar not to speak of the dead.", "Logar", "told imams"),
        ("No independent observers are left in Khost to check what the Taliban say.", "Khost", "observers"),
        ("The mission has been denied entry to Andarab since May.", "Andarab", "denied entry"),
        ("With the masts switched off in Kapisa, killings come to be known weeks afterwards.", "Kapisa", "masts"),
        ("Radio stations in Khost that reported the killings were closed in July.", "Khost", "closed"),
        ("Local media in Kunduz have been barred from reporting attacks on mosques.", "Kunduz", "barred"),
    ],
)  # fmt: skip
def test_ways_to_keep_news_from_being_told(sentence: str, area: str, reason: str) -> None:
    [gap] = said(story(sentence), "gap")
    assert area in str(gap["area"])
    assert reason in str(gap.get("reason", ""))


@pytest.mark.parametrize(
    "sentence",
    [
        "Police said they had no information about the motive.",
        "Reporters in Kabul counted eleven bodies.",
        "The road to Ghazni was closed by snow.",
        "The police refused to say how many were held.",
        "The ministry said it had received no reports of casualties from Kunar.",
        "No staff were in the building in Herat when the bomb went off.",
        "The commander refused to talk to the negotiators.",
        "We do not know who did it, a resident of Kabul said.",
        "Families in Kabul were told to collect the bodies.",
        "A doctor who is not allowed to talk to the press gave seven dead in Herat.",
    ],
)
def test_closed_roads_and_tight_lips_of_officials_are_no_gap(sentence: str) -> None:
    assert said(story(sentence), "gap") == []


def test_two_areas_of_one_sentence_are_two_gaps() -> None:
    text = story("We have had no access to Panjshir since May, and families in Herat had been warned against speaking.")
    assert sorted(str(gap["area"]) for gap in said(text, "gap")) == ["Herat", "Panjshir"]


def test_a_village_that_no_table_knows_is_an_area_too() -> None:
    text = story("Nine of the dead came from Zardrud. Telephones there work two hours a day, so we hear late.")
    [gap] = said(text, "gap")
    assert gap["area"] == "Zardrud"
