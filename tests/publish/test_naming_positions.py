"""From the files to the release: who is named by kin, trade, title, descent or voice is in no byte of it, nor is the home."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from test_leaks import everything

from gowah.model import Speaker
from gowah.publish import published_fields
from gowah.publish.content import gather
from gowah.publish.disguise import MARK
from gowah.publish.protect import guard
from gowah.testing import private_keys
from gowah.testing.evidence import build, claim, exactly, report
from gowah.testing.records import record_of
from gowah.words import Settings, Tables, fold

REPORTS = """--- a.txt
حمله بر مسجد در کابل

در انفجار در مسجدی در کابل به روز ۱۹ حمل ۱۴۰۱ نُه تن کشته شدند. مادر گلچهره گفت که شش تن در مسجد کشته شدند.
خواهر شبانه به بی‌بی‌سی گفت که هفت تن کشته شدند. خانم دل‌آرا گفت: «هشت تن کشته شدند.»
مولوی نورمحمد، پدر یکی از قربانیان، گفت که ده تن کشته شدند. برات ولد چمن در انفجار کشته شد.
خانوادهٔ صفدر می‌گوید سه تن شان کشته شدند. عموی‌شان بوستان گفت که دو تن کشته شدند. غنچه خیاط گفت ۹ تن کشته شدند.
خانهٔ او در کوچهٔ هفتم، خانهٔ ۷۱۷۷۱ است و در آن سه تن کشته شدند.
شمارهٔ تماس او صفر هفت هشت هشت یک دو سه چهار پنج شش است و می‌گوید ۹ تن کشته شدند.
--- b.txt
په کابل کې پر جومات برید

په کابل کې د ۱۴۰۱ کال د وري په ۱۹مه په یوه جومات کې په چاودنه کې نهه تنه ووژل شول.
د ښاپېرۍ پلار حاجي بازمیر وویل چې شپږ تنه ووژل شول. میرمن سپرغۍ وویل چې اووه تنه ووژل شول.
خیاط شېرګل وویل چې نهه تنه ووژل شول. د زرک ګاونډي وویل چې لس تنه ووژل شول.
د کور شمېره یې ۷۱۷۷۱ ده، اوومه کوڅه، او هلته درې تنه ووژل شول.
--- c.txt
Bomb at mosque in Kabul

KABUL, 19 April 2022 - A bomb at a mosque in Kabul killed nine people and wounded 14, police said.
Shirdel s/o Qurban was killed in the blast. A fruit seller's neighbour, Torabaz, said six people were killed.
Nurse Gulchehra of the clinic said 10 people were killed. Gulmir said 11 people were killed.
Juma Khan Turkmen lost his son and three people were killed. Three people were killed near house 31877.
The Bostani family home, 9th Street of Taimani, was hit and four people were killed.
Kabul governor Namun Khayali said 12 people were killed.
Call zero seven eight eight one two three four five six if you know the nine people killed.
"""
SECRETS = [
    "گلچهره", "شبانه", "دل‌آرا", "نورمحمد", "برات", "چمن", "صفدر", "بوستان", "غنچه", "هفتم", "۷۱۷۷۱",
    "ښاپېرۍ", "بازمیر", "سپرغۍ", "شېرګل", "زرک", "اوومه",
    "Shirdel", "Qurban", "Torabaz", "Gulchehra", "Gulmir", "Juma", "Bostani", "31877", "9th",
]  # fmt: skip
SPOKEN = ("صفر هفت هشت", "zero seven eight")


def test_nobody_named_in_a_kept_report_is_in_any_byte_of_the_release(tmp_path: Path, settings: Settings) -> None:
    with private_keys(tmp_path / "keys"):
        record = record_of(tmp_path, REPORTS)
        shown = fold("\n".join(everything(record.evidence(), record.tables, settings)))
    for secret in (*SECRETS, *SPOKEN):
        assert not re.search(rf"(?<!\w){re.escape(fold(secret))}(?!\w)", shown), secret
    for kept in ("namun khayali", "taimani", fold("شش تن در مسجد کشته شدند"), fold("نهه تنه ووژل شول")):
        assert kept in shown


BOMB = {"incident": "a", "when": "2022-04-19", "where": "AF-KAB"}


@pytest.mark.parametrize("name", ["Sultan", "Kabir", "Torabaz"])
def test_what_is_cut_in_the_quote_is_cut_in_the_value_beside_it(name: str, tables: Tables, settings: Settings) -> None:
    told = claim("attack", f"His son {name} was killed.", killed=exactly(1, f"His son {name}"), **BOMB)
    evidence = build(report("Example Wire", "2022-04-20", told))
    for text in everything(evidence, tables, settings):
        assert name not in text
    opened = published_fields(evidence, tables, settings)[evidence.mentions[0].entry]
    assert not any(path.endswith(("quote", "killed.as_written")) for path in opened)


def test_a_word_that_is_everyday_speech_too_is_cut_only_where_it_names_somebody(tables: Tables) -> None:
    named = claim("attack", "یو اوسېدونکی، سنګین، وایي چې نهه تنه ووژل شول.", killed=9, **BOMB)
    plain = claim("attack", "سنګین برید نهه تنه ووژل.", killed=9, **BOMB)
    evidence = build(report("Example Wire", "2022-04-20", named, plain))
    shield = guard(evidence, tables)
    shown = {shield.cut_quote(mention, value) for mention in evidence.mentions for value in mention.claimed.values}
    assert shown == {f"یو اوسېدونکی، {MARK}، وایي چې نهه تنه ووژل شول.", "سنګین برید نهه تنه ووژل."}


@pytest.mark.parametrize(("quote", "speaker", "name"), [
    ("Six died, Gulmir said.", "Gulmir", "Gulmir"), ("Six died, Doctor Spogha of the clinic said.", "Doctor Spogha of the clinic", "Spogha"),
    ("مادر گلچهره گفت شش تن کشته شدند.", "مادر گلچهره", "گلچهره"), ("غنچه خیاط گفت شش تن کشته شدند.", "غنچه خیاط", "غنچه"),
])  # fmt: skip
def test_a_speaker_whom_a_claim_takes_for_public_is_none_without_an_office(
    quote: str, speaker: str, name: str, tables: Tables, settings: Settings
) -> None:
    told = claim("attack", quote, by=[Speaker(name=speaker)], killed=6, **BOMB)
    evidence = build(report("Example Wire", "2022-04-20", told))
    assert all(name not in text for text in everything(evidence, tables, settings))


@pytest.mark.parametrize(("quote", "speaker"), [
    ("Six died, police chief Namun Khayal said.", "police chief Namun Khayal"),
    ("Six died, said Namun Khayal, a spokesman for the ministry.", "Namun Khayal, a spokesman for the ministry"),
    ("مولوی نورالله، والی غور، گفت شش تن کشته شدند.", "مولوی نورالله"),
    ("سخنگوی پولیس کابل نامون خیال گفت شش تن کشته شدند.", "سخنگوی پولیس کابل نامون خیال"),
])  # fmt: skip
def test_who_speaks_for_an_office_stays_readable(quote: str, speaker: str, tables: Tables, settings: Settings) -> None:
    told = claim("attack", quote, by=[Speaker(name=speaker)], killed=6, **BOMB)
    shown = gather(build(report("Example Wire", "2022-04-20", told)), tables, settings).statements
    assert {statement.value.quote for statement in shown} == {quote}
    assert {who.name for statement in shown for who in statement.value.speakers} == {speaker}
