"""A question about something the record never heard of is declined; one that it knows in any form is not."""

from __future__ import annotations

import pytest
from a_record import a_record

from gowah.ask import record
from gowah.model import Answer
from gowah.testing.evidence import build, claim, report
from gowah.words import Settings, Tables


def asked(question: str, tables: Tables, settings: Settings) -> Answer:
    answer = record.ask(question, a_record(), tables, settings)
    assert answer is not None
    return answer


@pytest.mark.parametrize(("question", "thing"), [
    ("Who claimed the attack on the moon?", "moon"),
    ("who claimed the attack on the moon", "moon"),
    ("How many people were killed in the attack on the old opera?", "old opera"),
    ("Which attacks were carried out against penguins?", "penguins"),
    ("How many members does IS-K have on the moon?", "moon"),
    ("Did the attack on the opera injure anyone?", "opera"),
    ("Is IS-K linked to the Taliban by submarine?", "submarine"),
    ("How many attacks were there at sawmills since August 2021?", "sawmills"),
])  # fmt: skip
def test_what_no_report_speaks_of_is_declined(question: str, thing: str, tables: Tables, settings: Settings) -> None:
    answer = asked(question, tables, settings)
    assert answer.abstained
    assert answer.reason == f"the record has nothing about “{thing}”"
    assert answer.value is None
    assert not answer.citations


def test_with_a_capital_it_is_declined_as_well(tables: Tables, settings: Settings) -> None:
    assert asked("Who claimed the attack on the Moon?", tables, settings).abstained


@pytest.mark.parametrize("question", [
    "How many members does IS-K have at its peak?", "How many members does IS-K have, in total?",
    "What attacks have IS-K carried out?", "Are IS-K linked to the Taliban?", "How many attacks were there in the country?",
    "How many people were killed in the deadliest attack of the period?", "How many were killed, on average, in attacks?",
    "Who claimed the attack on the mosque?", "Which attacks hit mosques in the north of Afghanistan in October 2021?",
    "How many people were killed or injured in attacks on Hazaras since August 2021?",
    "What do families of the victims need?", "Who claimed the bombing at the Noor learning center?",
    "How many attacks on Hazaras were there by all accounts in 2021?",
])  # fmt: skip
def test_what_it_knows_in_any_form_is_not(question: str, tables: Tables, settings: Settings) -> None:
    assert "has nothing about" not in str(asked(question, tables, settings).reason)


def test_a_word_of_the_other_script_is_known(tables: Tables, settings: Settings) -> None:
    dari = report("روزنامه", "2022-05-02", claim(
        "attack", "در حمله بر تکیهٔ صدیقیه در کابل ده تن کشته شدند.", incident="s", when="2022-04-29", where="AF-KAB",
        killed=10))  # fmt: skip
    answer = record.ask("How many died in the attack at the siddiqiya in Kabul?", build(dari), tables, settings)
    assert answer is not None
    assert "has nothing about" not in str(answer.reason)
