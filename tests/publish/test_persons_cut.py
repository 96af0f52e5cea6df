"""People whom no claim names: in lists, by first name, by number and address. Planted in quotes, searched in every byte."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from test_leaks import everything

from gowah.model import Evidence, Speaker
from gowah.publish import published_fields
from gowah.publish.content import gather
from gowah.publish.disguise import MARK
from gowah.publish.protect import guard
from gowah.testing import private_keys
from gowah.testing.evidence import build, claim, exactly, report
from gowah.testing.records import record_of
from gowah.words import Settings, Tables

BOMB = {"incident": "a", "when": "2022-04-19", "where": "AF-KAB", "killed": 6}


def told(quote: str, *more: object, **about: object) -> Evidence:
    """A report with one attack told in these words."""
    return build(report("Example Wire", "2022-04-20", claim("attack", quote, **BOMB), *more, **about))  # type: ignore[arg-type]


def quotes(evidence: Evidence, tables: Tables) -> set[str]:
    """The quotes of a record as they would be shown."""
    shield = guard(evidence, tables)
    return {shield.cut_quote(mention, value) for mention in evidence.mentions for value in mention.claimed.values}


@pytest.mark.parametrize(("quote", "shown"), [
    ("Six died. Among the dead were Ali, Husna and Maryam.", f"Six died. Among the dead were {MARK}, {MARK} and {MARK}."),
    ("Six died: Zahra, 14, Fatima, 12, and others.", f"Six died: {MARK}, 14, {MARK}, 12, and others."),
    ("Six died, Ahmad told the radio.", f"Six died, {MARK} told the radio."),
    ("Six died, as Maryam puts it, for nothing.", f"Six died, as {MARK} puts it, for nothing."),
    ("Six died, said Khayalo (not her real name).", f"Six died, said {MARK} (not her real name)."),
    ("Six died, Mrs Qaderi said.", f"Six died, Mrs {MARK} said."), ("Six died, said Haji Namunar.", f"Six died, said Haji {MARK}."),
    ("علی، حسین و مریم کشته شدند.", f"{MARK}، {MARK} و {MARK} کشته شدند."),
    ("علي، حسین او مریم ووژل شول.", f"{MARK}، {MARK} او {MARK} ووژل شول."),
    ("شش تن کشته شدند، احمد به ما گفت.", f"شش تن کشته شدند، {MARK} به ما گفت."),
    ("Six died. Call 0700 123 456 or namun@example.org.", f"Six died. Call {MARK} or {MARK}."),
    ("شش تن کشته شدند؛ تماس: ۰۷۰۰ ۱۲۳ ۴۵۶", f"شش تن کشته شدند؛ تماس: {MARK}"),
    ("Six died in House 12, Street 4, of Kabul.", f"Six died in {MARK}, of Kabul."),
    ("Six died at 34.51234, 69.12345.", f"Six died at {MARK}."),
])  # fmt: skip
def test_people_told_of_in_a_quote_are_cut(quote: str, shown: str, tables: Tables) -> None:
    assert quotes(told(quote), tables) == {shown}


@pytest.mark.parametrize(("quote", "names"), [
    ("Six died, said a man who asked to be called by the name his uncle gave him, Torjan.", "Torjan"),
    ("Six died, among them little Mosa, big Namunar and lame Dawari.", "Mosa Namunar Dawari"),
    ("Six died, a boy among them: little Khayalo.", "Khayalo"), ("Six died, said old Nik.", "Nik"),
    ("NAMUN S. AND HER NEPHEW KHAYAL were taken and six died.", "NAMUN KHAYAL"), ("Six died, one man, my only Namun, too.", "Namun"),
    ("Six died, and Namun-e-Ma, as the girl's channel was called, fell silent.", "Namun"),
    ("Six died, she said (Namuna's Pashto-speaking husband; he fled).", "Namuna"),
    ("Six died, Shir Ali 'Dholak' and Najiba “Namun” among them.", "Dholak Namun"),
    ("Six died, of house 44-B, Phase 2.", "44-B"), ("Six died in plot 7-a, Block 3 of Kabul.", "7-a"),
    ("شش تن را کشتند: مرادی با خانمش.", "مرادی"), ("شش تن کشته شدند: زرین و نازو پنج‌ساله.", "نازو"),
    ("شپږ تنه ووژل شول، یو یې نظرمحمد چې خلکو ورته لېونی وایه.", "نظرمحمد لېونی"),
])  # fmt: skip
def test_people_told_of_by_an_epithet_a_nickname_or_a_relative_are_cut(quote: str, names: str, tables: Tables) -> None:
    (shown,) = quotes(told(quote), tables)
    assert not set(names.split()).intersection(re.findall(r"[\w-]+", shown))


@pytest.mark.parametrize("quote", [
    "Six died in old Kabul, in an old Soviet truck and in poor Herat.", "Six died in Operation 'Thunder', officials said.",
    "Six died, the only Hazara doctors of Ghazni among them.", "Six died in the name of the group, which gave no reason.",
    "شپږ تنه ووژل شول، خلکو ورته وویل.", "شش تن کشته شدند و والی با خانواده‌اش زخمی شد.",
])  # fmt: skip
def test_what_only_looks_like_an_epithet_stays(quote: str, tables: Tables) -> None:
    assert quotes(told(quote), tables) == {quote}


@pytest.mark.parametrize("secret", [
    "0700 123 456", "۰۷۰۰ ۱۲۳ ۴۵۶", "namun@example.org", "@namun_1400", "1400-0301-12345", "KBL 4-12345", "34.51234, 69.12345",
    "0700\u200b123\u202c456",
])  # fmt: skip
def test_ways_to_reach_a_person_are_nowhere(secret: str, tables: Tables, settings: Settings) -> None:
    quote = f"Six people died, tell us on WhatsApp, phone or plate number {secret} what you saw."
    who = [Speaker(name=f"a radio of {secret}", private=False)]
    evidence = told(quote, claim("gap", quote, area=f"around {secret}", by=who), title=f"Six die, {secret}",
                    url="https://example.com/?to=namun@example.org")  # fmt: skip
    for text in everything(evidence, tables, settings):
        assert secret not in text
        assert "namun@" not in text
    for mention in evidence.mentions:
        assert not any(path.endswith(".quote") for path in published_fields(evidence, tables, settings)[mention.entry])


@pytest.mark.parametrize("dress", [
    "N\u0430srin Q\u0430deryar", "\u039dasrin Qad\u0435ryar", "Nas\u200brin Qader\u202eyar", "Ｎａｓｒｉｎ Ｑａｄｅｒｙａｒ",
])  # fmt: skip
def test_a_name_in_letters_drawn_alike_is_cut(dress: str, tables: Tables) -> None:
    """Known from a claim, and found by its shape alone."""
    known = told(f"Six died, {dress} among them.", claim("victim", "Nasrin Qaderyar died.", name="Nasrin Qaderyar"))
    assert f"Six died, {MARK} among them." in quotes(known, tables)
    assert quotes(told(f"Six died, {dress} among them."), tables) == {f"Six died, {MARK} among them."}


@pytest.mark.parametrize("quote", [
    "Six died in Kabul, Herat and Kunduz, Reuters, Tolo and UNAMA said.", "Six Shias, Sikhs and Hindus died in Paris, London and Rome.",
    "Six died, the police chief of Kabul said on 2022-04-20, up from 2,000,000 in 2019-2020.",
    "Six died on the day of Imam Hussain, in the Ali mosque.", "Six died, President Ali said.",
    "پیر، جوان و خردسال کشته شدند.", "در کابل، هرات و غزنی شش تن کشته شدند.", "در مسجد حاجی عباس شش تن کشته شدند.",
    "د بي‌بي فاطمې په جومات کې شپږ تنه ووژل شول.",
])  # fmt: skip
def test_what_names_nobody_stays(quote: str, tables: Tables) -> None:
    by = [Speaker(name="President Ali")]
    evidence = build(report("Example Wire", "2022-04-20", claim("attack", quote, by=by, **BOMB)))
    assert quotes(evidence, tables) == {quote}


def test_the_handle_of_a_body_is_public(tables: Tables) -> None:
    quote = "Six died, says @LanternRights, and @namun_1400 agrees."
    evidence = build(
        report("Example Wire", "2022-04-20", claim("attack", quote, by=["Lantern Rights Network"], **BOMB))
    )
    assert quotes(evidence, tables) == {f"Six died, says @LanternRights, and {MARK} agrees."}


def test_a_group_that_bears_a_given_name_is_named_beside_a_person_of_it(tables: Tables) -> None:
    group = next(alias for table, _, _, alias in tables.names if table == "groups" and "ohammad" in alias)
    evidence = told(f"Six died in an attack of {group}. Among the dead were Ali, Mohammad and Maryam.")
    assert quotes(evidence, tables) == {
        f"Six died in an attack of {group}. Among the dead were {MARK}, {MARK} and {MARK}."
    }


@pytest.mark.parametrize(("reach", "written", "number"), [
    ("صفر هفت صد و نود و نه، دوصد و یازده، چهل و پنج شصت", "هفت صد و نود و نه", 799), ("@namun_survivor_191", "191", 191),
    ("oh-seven-double-eight, 214, 390", "214", 214),
])  # fmt: skip
def test_a_number_that_was_read_out_of_what_reaches_a_person_is_nowhere(
    reach: str, written: str, number: int, tables: Tables, settings: Settings
) -> None:
    quote = f"Six died. Call {reach} for more."
    evidence = told(quote, claim("attack", quote, incident="b", injured=exactly(number, written), killed=6))
    mention = evidence.mentions[1]
    number_of = next(n for n, value in enumerate(mention.claimed.values) if value.property == "injured")
    opened = published_fields(evidence, tables, settings)[mention.entry]
    assert not any(path.startswith(f"values.{number_of}.") for path in opened)
    shown = gather(evidence, tables, settings).statements
    assert {one.value.property for one in shown if one.mention == mention.entry} == {"killed"}
    assert all(one.value.property != "injured" for one in shown)


def test_names_and_numbers_of_a_kept_report_reach_no_release(tmp_path: Path, settings: Settings) -> None:
    """From the files to the release, in three languages."""
    reports = """--- a.txt
A bomb killed nine people at a mosque in Kabul on 19 April 2022, police said.

Among the dead were Ali, Husna and Khayalo. "They shot my father," Ahmad told us on 0700 123 456.
--- b.txt
در انفجار در مسجدی در کابل ۹ تن کشته شدند. علی، حسنا و گلثوم کشته شدند.

احمد به ما گفت که نُه تن کشته شدند، تماس: ۰۷۰۰ ۱۲۳ ۴۵۶.
--- c.txt
په کابل کې په چاودنه کې نهه تنه ووژل شول. احمد، زرغونه او ګلالۍ ووژل شول.
"""
    with private_keys(tmp_path / "keys"):
        record = record_of(tmp_path, reports)
        shown = "\n".join(everything(record.evidence(), record.tables, settings))
    for secret in ("Husna", "Khayalo", "Ahmad", "0700", "گلثوم", "حسنا", "احمد", "۰۷۰۰", "زرغونه", "ګلالۍ"):
        assert secret not in shown, secret
    assert "Kabul" in shown
