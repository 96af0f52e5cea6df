"""Reports in two languages: the Dari part is read although the rest, or the head, is English."""

from __future__ import annotations

from datetime import date

import pytest
from said import plain, tables
from test_persian import TOLL, said

from gowah.claim import english, persian
from gowah.model import Block, Claimed, Described, SourceText
from gowah.words import Settings, find_dates

ENGLISH = (
    "A bomb went off at a mosque in western Kabul on Wednesday. Eight people were killed and 20 wounded, police said."
)
DARI = "دیروز در مسجدی در غرب کابل انفجاری رخ داد. در این انفجار هشت تن کشته و ۲۰ تن زخمی شدند."


def bilingual(*paragraphs: str, language: str) -> SourceText:
    text, layout = "", []
    for paragraph in paragraphs:
        layout.append(Block(kind="paragraph", start=len(text), end=len(text) + len(paragraph)))
        text += paragraph + "\n\n"
    described = Described(publisher="Example News", published="2022-05-12", language=language)
    return SourceText(
        entry=2, source=1, file="r.txt", media_type="text/plain", described=described, layout=tuple(layout), text=text
    )


@pytest.mark.parametrize("paragraphs", [(ENGLISH, DARI), (DARI, ENGLISH)])
def test_the_dari_part_of_an_english_report_is_read(paragraphs: tuple[str, ...]) -> None:
    text = bilingual(*paragraphs, language="en")
    [attack] = [c for c in persian.claim(text, tables(), Settings()) if isinstance(c, Claimed) and c.kind == "attack"]
    assert said(attack, *TOLL) == [("killed", "8"), ("injured", "20")]
    assert ("when", "2022-05-11..2022-05-11") in [(v.property, plain(v.value)) for v in attack.values]
    for value in attack.values:
        assert text.text[value.start : value.end] == value.quote
    assert any(isinstance(c, Claimed) and c.kind == "attack" for c in english.claim(text, tables(), Settings()))


def test_a_few_foreign_words_are_no_part() -> None:
    text = bilingual(ENGLISH, "دری | پښتو | انفجار", language="en")
    assert list(persian.claim(text, tables(), Settings())) == []


def test_yesterday_below_a_date_is_a_day_of_its_own() -> None:

    for first_word, day in (("دیروز", 11), ("پرون", 11), ("امروز", 12), ("نن", 12), ("دیشب", 11), ("بېګا", 11)):
        found = find_dates(f"Date: 12 May 2022\n\n{first_word} حمله", date(2022, 5, 12))
        assert [span.when.earliest for span in found] == ["2022-05-12", f"2022-05-{day}"]
