"""How an answer reads: each attack with the range that its figures have, a sentence a line, nobody named, nobody cut."""

from __future__ import annotations

from gowah.ask import record
from gowah.cli.ask import say_answer
from gowah.model import Answer, Evidence, Speaker
from gowah.testing.evidence import build, claim, count, exactly, report
from gowah.words import Settings, Tables

HURT = "How many people were killed or injured in attacks on Hazaras since August 2021?"
RAID = {"incident": "raid", "when": "2022-06-25", "where": "AF-GHO", "community": "hazara"}
FIELD = {"incident": "field", "when": "2022-06-26", "where": "AF-SAR", "community": "hazara"}


def two_attacks() -> Evidence:
    """In one attack nobody or up to three died; in the other nine did, and some were hurt."""
    return build(
        report("Herald", "2022-06-27",
               claim("attack", "A resident said that nobody had died in the raid in Ghor.", killed=exactly(0, "nobody"), **RAID),
               claim("attack", "As many as three died in the raid, a driver told the Lamp List.", killed=count(0, 3, "as many as three"),
                     by=[Speaker(name="driver", private=True)], **RAID)),
        report("Lamp List", "2022-06-28",
               claim("attack", "Nine were killed in Balkhab and four injured.", killed=9, injured=4,
                     by=[Speaker(name="the Lamp List", private=True)], **FIELD),
               claim("need", "The family of the driver asked for a lawyer.", who="the family of the driver", need="a lawyer")),
    )  # fmt: skip


def asked(question: str, tables: Tables, settings: Settings) -> Answer:
    answer = record.ask(question, two_attacks(), tables, settings)
    assert answer is not None
    return answer


def test_nobody_or_three_is_a_range_and_no_silence(tables: Tables, settings: Settings) -> None:
    said = asked(HURT, tables, settings).answer
    assert "no toll said" not in said
    assert "Ghor): 0 to 3 people killed. [" in said
    assert "9 people killed, 4 people injured. [" in said


def test_each_sentence_stands_on_a_line_of_its_own(tables: Tables, settings: Settings) -> None:
    lines = asked(HURT, tables, settings).answer.splitlines()
    assert len(lines) >= 3
    assert all(line.endswith("]") for line in lines)


def test_no_outlet_and_no_everyday_word_is_cut(tables: Tables, settings: Settings) -> None:
    answer = asked("Who said that 9 people were killed in Balkhab?", tables, settings).answer
    assert "Lamp List" in answer
    assert "▮" not in asked("What do families need?", tables, settings).answer


def test_a_long_quote_is_shortened_in_the_terminal_only(capsys, tables: Tables, settings: Settings) -> None:
    row = f"9,2022-06-26,{'x' * 700},Balkhab"
    answer = record.ask("How many died in Sar-e Pol?", build(report(None, None, claim("attack", row, killed=9, **FIELD))),
                        tables, settings)  # fmt: skip
    assert answer is not None
    say_answer(answer)
    shown = capsys.readouterr().out
    assert answer.citations[0].quote == row
    assert "…" in shown
    assert max(map(len, shown.splitlines())) < 400


def test_an_abstention_is_said_once(capsys, tables: Tables, settings: Settings) -> None:
    say_answer(asked("Who claimed the attack on the moon?", tables, settings))
    assert capsys.readouterr().out.count("nothing about") == 1
