"""What a person asks a record, and what the record must say: with its sentences, or with the reason why not."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from a_record import DENIAL, GAP, NEED, NOBODY, PEAK, SHIA, TOGETHER, TOTALS, VIA, a_record
from hypothesis import given
from hypothesis import settings as settings_of_hypothesis
from hypothesis import strategies as st

from gowah.ask import record
from gowah.hooks import Answerer
from gowah.model import Answer, Evidence
from gowah.testing.evidence import build, claim, count, report
from gowah.words import Settings, Tables, load_tables

TABLES = load_tables(("afghanistan",))
Ask = Callable[..., Answer]


@pytest.fixture(scope="module")
def evidence() -> Evidence:
    return a_record()


@pytest.fixture
def ask(evidence: Evidence, tables: Tables, settings: Settings) -> Ask:
    def asked(question: str, other: Evidence | None = None) -> Answer:
        answer = record.ask(question, other or evidence, tables, settings)
        assert answer is not None, question
        well_formed(answer, other or evidence)
        return answer

    return asked


def well_formed(answer: Answer, evidence: Evidence) -> None:
    """Every sentence cites; every mark has its citation; every quote stands in its text; nobody is named."""
    texts = {text.entry: text for text in evidence.texts}
    said = answer.answer
    if answer.abstained:
        assert answer.reason
        assert answer.value is None
        said = said.removeprefix(f"The record cannot answer this: {answer.reason}.").strip()
    else:
        assert said
        assert answer.citations
    bare = re.sub(r"“[^”]*”", "", said)
    for sentence in [part for part in re.split(r"(?<=\])\s+(?=[A-Z0-9▮\"“])", bare) if part]:
        assert re.search(r"\.? ?(\[\d+\])+$", sentence.strip()), sentence
    marks = {int(mark) for mark in re.findall(r"\[(\d+)\]", said)}
    assert marks == {citation.n for citation in answer.citations} == set(range(1, len(marks) + 1))
    for citation in answer.citations:
        assert texts[citation.text].text[citation.start : citation.end] == citation.quote
        assert not any("Stanekzoy" in speaker.name for speaker in citation.speakers)
    assert "Qaderyar" not in answer.answer
    assert "Stanekzoy" not in answer.answer


def quotes(answer: Answer) -> list[str]:
    return [citation.quote for citation in answer.citations]


def test_it_is_an_answerer() -> None:
    plugin: Answerer = record
    assert plugin.name == "gowah-ask-record"


@pytest.mark.parametrize("question", [
    "How many members does IS-K have?", "how big is isis-k", "How many fighters has ISKP?", "What is the size of Daesh?",
])  # fmt: skip
def test_strength_with_its_time_and_speaker(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert (answer.kind, answer.value, answer.low, answer.high) == ("strength", 3000, 3000, 3000)
    assert quotes(answer) == [PEAK]
    assert "about 3,000" in answer.answer
    assert "at its peak" in answer.answer
    assert "commanders" in answer.answer


def test_strength_of_a_place_that_no_report_gives(ask: Ask) -> None:
    answer = ask("How many fighters does IS-K have inside Pakistan?")
    assert answer.abstained
    assert "Pakistan" in str(answer.reason)
    assert quotes(answer) == [PEAK]


@pytest.mark.parametrize(
    "question", ["Are IS-K linked to the Taliban?", "is the taliban tied to iskp?", "Is IS-K linked to the Taliban?"]
)
def test_ties_both_ways(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert answer.kind == "tie"
    assert str(answer.value).startswith("disputed")
    assert set(quotes(answer)) == {VIA, TOGETHER, DENIAL}
    assert "indirect" in answer.answer
    assert "Haqqani" in answer.answer
    assert "researchers" in answer.answer
    assert f"“{TOGETHER}”" in answer.answer
    assert "2019 to 2021" in answer.answer


def test_a_tie_nobody_speaks_of(ask: Ask) -> None:
    assert ask("Is IS-K linked to al-Qaida?").abstained


@pytest.mark.parametrize("question", ["What attacks have IS-K carried out?", "Which attacks has ISKP committed?"])
def test_attacks_of_a_group_by_how_sure_it_is(ask: Ask, evidence: Evidence, question: str) -> None:
    answer = ask(question)
    mosque = next(i for i in evidence.incidents if i.site and i.site.code == "mosque")
    assert answer.kind == "list"
    assert answer.value == (mosque.id,)
    assert "1 attack claimed by" in answer.answer
    assert "13 attacks" in answer.answer
    assert "at least 3 attacks" in answer.answer
    assert TOTALS in quotes(answer)


def test_a_range_from_the_incidents_beside_what_sources_total_never_added(ask: Ask) -> None:
    answer = ask("How many people were killed or injured in attacks on Hazaras since August 2021?")
    assert answer.kind == "toll"
    assert answer.by_incidents is not None
    low, high, ids = answer.by_incidents
    assert (low, len(ids)) == (46 + 143 + 0 + 8 + 6, 3)
    assert high is None
    assert [(total.low, total.high) for total in answer.by_totals] == [(700, None)]
    assert answer.value != low + 700
    assert (answer.low, answer.high) == (low, high)
    assert "at least 700" in answer.answer
    assert "not added to the incidents" in answer.answer
    assert SHIA not in quotes(answer)


def test_a_total_whose_own_words_name_the_site_asked_about(ask: Ask) -> None:
    said = "In 2023 UNAMA recorded nine attacks on Shia mosques in Example, in which 46 people were killed."
    total = claim("total", said, by=["UNAMA"], attacks=9, killed=46, community="shia", period="2023-01-01/2023-12-31")
    evidence = a_record(report("Example Mission", "2024-01-20", total))
    answer = ask("How many attacks on Shia mosques did UNAMA record in 2023?", evidence)
    assert said in quotes(answer)
    answer = ask("How many attacks on Shia schools did UNAMA record in 2023?", evidence)
    assert said not in quotes(answer)


def test_what_a_group_claims_is_answered_from_totals(ask: Ask) -> None:
    answer = ask("How many attacks on Hazaras has IS-K claimed since August 2021?")
    assert (answer.kind, answer.value) == ("count", 13)
    assert quotes(answer)[0] == TOTALS
    assert answer.by_incidents is not None
    assert answer.by_incidents[0] == 1


def test_a_total_that_covers_just_the_scope_decides(ask: Ask) -> None:
    answer = ask("How many people were killed or injured in attacks by IS-K on Hazaras since August 2021?")
    assert (answer.value, answer.low, answer.high) == (700, 700, None)
    assert answer.by_incidents is not None


@pytest.mark.parametrize(("question", "low", "high"), [
    ("How many people died in the mosque bombing in Kunduz in October 2021?", 46, 72),
    ("How many died in Kunduz in October 2021?", 46, 72),
    ("how many were injured in the Kunduz bombing?", 143, 143),
    ("What was the death toll of the attack on the Noor centre?", 0, 0),
])  # fmt: skip
def test_tolls_of_one_attack(ask: Ask, question: str, low: int, high: int) -> None:
    answer = ask(question)
    assert (answer.kind, answer.low, answer.high) == ("toll", low, high)


def test_contradictions_stand_side_by_side_and_copies_are_named_as_copies(ask: Ask) -> None:
    answer = ask("How many people were killed in the mosque in Kunduz?")
    assert "at least 46" in answer.answer.lower()
    assert "72 people killed" in answer.answer
    assert "a person who is not named here, as told by Valley Monitor" in answer.answer


def test_a_part_of_a_toll_and_a_part_nobody_gives(ask: Ask) -> None:
    assert ask("How many pupils were killed or injured at the Noor centre?").low == 6
    assert ask("How many pupils were killed at the Noor centre?").value == 0
    assert ask("How many women were killed in Kunduz?").abstained


def test_who_claimed(ask: Ask) -> None:
    claimed = ask("Who claimed the attack on the mosque in Kunduz?")
    assert "claimed the suicide bombing of 8 October 2021" in claimed.answer
    assert "Islamic State" in str(claimed.value)
    nobody = ask("Who claimed the attack on the Noor learning centre?")
    assert "no group has claimed" in nobody.answer.lower()
    assert NOBODY in quotes(nobody)
    both = ask("Who was behind the shooting in Ghor?")
    assert "attributed to Taliban" in both.answer
    assert "said not to have done" in both.answer


def test_who_said_a_number(ask: Ask) -> None:
    answer = ask("Who said that 72 people were killed in Kunduz?")
    assert answer.kind == "who said"
    assert isinstance(answer.value, tuple)
    assert len(answer.value) == 1
    assert ask("Who said that 500 people were killed in Kunduz?").abstained


def test_what_somebody_says(ask: Ask) -> None:
    answer = ask("What did the Taliban say about the killings in Ghor?")
    assert "nobody had been killed in Ghor" in answer.answer
    assert "(denied)" in answer.answer


@pytest.mark.parametrize(("question", "value"), [
    ("Is it true that IS-K killed 700 Hazaras?", False), ("Was anyone hurt in the blast at the Noor centre?", True),
    ("Was anyone killed at the Noor centre?", False), ("Did IS-K claim the mosque bombing in Kunduz?", True),
    ("Did ISKP claim the attack on the Noor centre?", False), ("Were 72 people killed in Kunduz?", True),
    ("Were 500 people killed in Kunduz?", False), ("There is nothing from Ghor. Does that mean nothing happened there?", False),
    ("Can I add the 13 attacks to the 3?", False),
])  # fmt: skip
def test_yes_and_no(ask: Ask, question: str, value: bool) -> None:
    answer = ask(question)
    assert (answer.kind, answer.value) == ("yesno", value), answer.answer
    assert answer.answer.startswith("Yes" if value else ("No", "Not claimed"))


def test_hurt_is_not_killed(ask: Ask) -> None:
    answer = ask("Is it true that IS-K killed 700 Hazaras?")
    assert "killed or injured" in answer.answer
    assert quotes(answer) == [TOTALS]


def test_a_copy_that_dropped_the_injured_is_no_second_witness(ask: Ask) -> None:
    origin = report(
        "Origin",
        "2022-01-01",
        claim("total", "640 people were killed or injured by ISKP.", hurt=640, perpetrator="iskp"),
    )
    wrong = report("Copy", "2022-01-02", claim("total", "ISKP killed 640 people.", killed=640, perpetrator="iskp"))
    from dataclasses import replace

    from gowah.model import Family, Member

    family = Family(id="f-e1-0", origin=1, origin_name="Origin", members=(
        Member(text=1, source=0, spans=(), relation="original", reason=""),
        Member(text=3, source=2, spans=(), relation="paraphrase", reason="")))  # fmt: skip
    answer = ask("Is it true that ISKP killed 640 people?", replace(build(origin, wrong), families=(family,)))
    assert answer.value is False
    assert "a copy that changed its origin" in answer.answer


def test_needs_and_gaps(ask: Ask) -> None:
    need = ask("What do victims and their families need?")
    assert need.kind == "need"
    assert quotes(need) == [NEED]
    assert "not met" in need.answer
    assert ask("Did the Taliban provide medical care for victims?").value is False
    gap = ask("Which attacks go unreported?")
    assert gap.kind == "gap"
    assert quotes(gap) == [GAP]
    assert "crackdown on media" in gap.answer


def test_a_reward(ask: Ask) -> None:
    answer = ask("What reward is offered for Jalal Haqqani?")
    assert answer.kind == "reward"
    assert "5,000,000 USD" in str(answer.value)


@pytest.mark.parametrize(("question", "why"), [
    ("How many attacks on Hazaras were there in 2019?", "period"),
    ("How many people were killed in Herat?", "Herat"),
    ("How many of the Kunduz wounded were flown abroad for treatment?", "flown"),
    ("What is the name of the man who bombed the Kunduz mosque?", "names"),
    ("How many people were killed at the Zarnegar hotel?", "name"),
    ("Which attacks hit Sikhs?", "Sikh"),
    ("What did the UN say about the killings in Ghor?", "words"),
])  # fmt: skip
def test_what_the_record_cannot_answer_it_says(ask: Ask, question: str, why: str) -> None:
    answer = ask(question)
    assert answer.abstained, answer.answer
    assert why in str(answer.reason)
    assert answer.value is None
    assert answer.low is None
    assert answer.high is None


def test_outside_the_period_it_says_what_it_does_know(ask: Ask) -> None:
    answer = ask("How many attacks on Hazaras were there in 2019?")
    assert "8 October 2021" in answer.answer
    assert "26 June 2022" in answer.answer


def test_what_is_no_question_for_a_record(evidence: Evidence, tables: Tables, settings: Settings) -> None:
    for text in ("Hello", "What is the weather like?", "", "?" * 5000):
        assert record.ask(text, evidence, tables, settings) is None


def test_an_empty_record_answers_nothing(ask: Ask) -> None:
    for question in ("How many members does IS-K have?", "What attacks have IS-K carried out?", "Are IS-K linked to the Taliban?",
                     "How many people were killed in Kabul?", "What do victims need?", "Which attacks go unreported?"):  # fmt: skip
        answer = ask(question, build())
        assert answer.abstained
        assert not answer.citations


def test_the_answer_does_not_depend_on_ids_or_order(tables: Tables, settings: Settings) -> None:
    first = report("A", "2022-01-01", claim("group", "ISKP has 100 men.", name="iskp", strength=100))
    second = report(
        "B", "2022-02-01", claim("group", "ISKP has at least 200 men.", name="iskp", strength=count(200, None))
    )
    question = "How many members does ISKP have?"
    one = record.ask(question, build(first, second), tables, settings)
    two = record.ask(question, build(second, first, start=40), tables, settings)
    assert one
    assert two
    assert one.answer == two.answer
    assert quotes(one) == quotes(two)
    assert (one.low, one.high) == (two.low, two.high) == (100, 200)


def test_the_understood_question_is_said_in_plain_words(ask: Ask) -> None:
    answer = ask("How many people died in the mosque bombing in Kunduz in October 2021?")
    assert (
        answer.understood
        == "how many people killed, site: mosque, tactic: bombing of any kind, place: Kunduz, time: October 2021"
    )


PLACES = ("", " in Kabul", " in Kunduz", " in Ghor", " in Nimroz", " in India")
TIMES = (
    "",
    " in October 2021",
    " in 2019",
    " since August 2021",
    " between 2019 and 2021",
    " on 19 April 2022",
    " in May",
)
WHOM = ("", " on Hazaras", " on Sikhs", " by IS-K", " by the Taliban", " on the mosque")
ASKED = (
    "How many attacks were there{whom}{place}{time}?", "How many people were killed in attacks{whom}{place}{time}?",
    "Which attacks were there{whom}{place}{time}?", "Who claimed the attack{whom}{place}{time}?",
    "Was anyone injured in the attack{whom}{place}{time}?", "Is it true that 46 people were killed in the attack{whom}{place}{time}?",
    "How many children were hurt in the bombing{whom}{place}{time}?", "What did the UN say about the attack{whom}{place}{time}?",
    "What do families need after the attack{whom}{place}{time}?", "How many members does IS-K have{place}{time}?",
)  # fmt: skip


@given(st.sampled_from(ASKED), st.sampled_from(WHOM), st.sampled_from(PLACES), st.sampled_from(TIMES))
@settings_of_hypothesis(max_examples=150, deadline=None)
def test_whatever_is_asked_every_sentence_cites(asked: str, whom: str, place: str, time: str) -> None:
    evidence = a_record()
    answer = record.ask(asked.format(whom=whom, place=place, time=time), evidence, TABLES, Settings())
    assert answer is not None
    well_formed(answer, evidence)


@given(st.text(max_size=200))
@settings_of_hypothesis(max_examples=100, deadline=None)
def test_no_text_breaks_the_reader(text: str) -> None:
    answer = record.ask(text, build(), TABLES, Settings())
    assert answer is None or answer.abstained
