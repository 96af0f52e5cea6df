"""The short run: a few hundred inputs of the campaign, hypothesis over the same generators, and time by length."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import campaign
import pytest
from fuzz_laws import CLAIMERS, SETTINGS, claim_all, obeys_problem, read_apart, tables
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wild_files import FORMS, damaged
from wild_texts import source_text

from gowah.claim import english, persian
from gowah.claim.english import sentence, unread
from gowah.model import Described, Problem, SourceText

FEW = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("first", range(0, 320, 40))
def test_inputs_of_the_campaign_obey_every_law(first: int, tmp_path: Path) -> None:
    tally = campaign.Tally()
    for number in range(first, first + 40):
        campaign.one(number, tmp_path, tally)
    assert sum(tally.ends.values()) == 40


@FEW
@given(st.randoms(use_true_random=False))
def test_texts_obey_every_law(chance: Random) -> None:
    claim_all(source_text(chance))


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form[1] or "bytes")
def test_every_form_is_read_or_refused_with_a_hint(form: tuple[str, str, Callable[[Random], bytes], int]) -> None:
    name, media_type, make, _ = form
    for number in range(4):
        chance = Random(f"{media_type} {number}")
        content = make(chance) if number % 2 else damaged(chance, make(chance))
        read_apart(content, name, media_type or "text/plain")


# ---------------------------------------------------------------- time by length

NEWS = "At least {n} people were killed when a bomb exploded in a mosque in Kabul on {d} May 2022, police said. "
NAMED = "{a} {b} was killed in Kabul. "
DARI = "در حمله بر مسجدی در کابل دست‌کم {n} تن کشته و ۶۰ تن زخمی شدند، پولیس گفت. "
FAMILIES = {
    "attacks": ("en", NEWS), "attacks in one sentence": ("en", NEWS.replace(". ", " and ")), "attacks in capitals": ("en", NEWS.upper().replace("{N}", "{n}").replace("{D}", "{d}")),
    "victims": ("en", NAMED), "names": ("en", "{a} {b}, "), "one word": ("en", "killed "), "numbers": ("en", "{n} "), "digits": ("en", "7"), "numbers and deaths": ("en", "killed {n} "),
    "quotes": ("en", '"He said killed {n} '), "quotes in quotes": ("en", "“‘killed five in Kabul "), "brackets": ("en", "(killed "), "pronouns": ("en", "It killed him. He said it did. "),
    "dashes": ("en", "killed-"), "dots": ("en", "killed."), "joiners": ("en", "ki\u200clled "), "marks of direction": ("en", "\u202ekilled "), "lines": ("en", "killed {n}\n"), "days": ("en", "{d} May 2022, "),
    "parts": ("en", "killing {n} people, including 3 women, among them "), "needs": ("en", "Families need food and shelter. A bomb killed {n}. "),
    "Dari": ("prs", DARI), "Dari in one sentence": ("prs", DARI.replace(".", "،")), "Dari lines": ("prs", "کشته {n} تن\n"), "Dari numbers": ("prs", "صد و بیست و پنج "), "Dari quotes": ("prs", "«گفت "),
    "Dari words": ("prs", "و "), "Dari digits": ("prs", "۷"), "joiners in Dari": ("prs", "کش\u200cته "), "long letters": ("prs", "کـشـتـه "), "Pashto": ("ps", "په کابل کې برید کې {n} کسان ووژل شول، پولیسو وویل. "),
}  # fmt: skip


def grown(language: str, pattern: str, size: int) -> SourceText:
    """The pattern again and again, with other numbers, days and names, up to a length."""
    chance, parts, length = Random(1), [], 0
    letters = "abcdefghiklmnoprstuvyz"
    while length < size:
        a, b = ("".join(chance.choices(letters, k=6)).capitalize() for _ in range(2))
        parts.append(pattern.format(n=chance.randint(2, 99), d=chance.randint(1, 28), a=a, b=b))
        length += len(parts[-1])
    text = "".join(parts)[:size]
    return SourceText(
        entry=2,
        source=1,
        file="x",
        media_type="text/plain",
        described=Described(published="2022-06-01", language=language),
        text=text,
    )


def seconds(language: str, pattern: str, size: int) -> float:
    text = grown(language, pattern, size)
    begun = time.process_time()
    for _ in (english if language == "en" else persian).claim(text, tables(), SETTINGS):
        pass
    return time.process_time() - begun


@pytest.mark.parametrize("family", FAMILIES)
def test_time_grows_with_the_length_and_not_with_its_square(family: str) -> None:
    seconds(*FAMILIES[family], 300)
    small, large = seconds(*FAMILIES[family], 2_500), seconds(*FAMILIES[family], 10_000)
    assert large < 10 * small + 0.5  # four times the text; a square law gives 16


@pytest.mark.slow
@pytest.mark.parametrize("family", FAMILIES)
def test_the_longest_text_is_read_for_claims_in_time(family: str) -> None:
    assert seconds(*FAMILIES[family], 600_000) < 20


def test_what_is_beyond_the_longest_text_is_told() -> None:
    for claimer, language, word, most in ((english, "en", "seven ", "600,000"), (persian, "prs", "۷", "250,000")):
        found = list(claimer.claim(grown(language, word, 600_100), tables(), SETTINGS))
        assert [one.what for one in found if isinstance(one, Problem)] == [
            f"only the first {most} characters were read for claims"
        ]
        for one in found:
            if isinstance(one, Problem):
                obeys_problem(one)


def test_what_a_text_too_dense_with_attacks_leaves_unread_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (sentence, unread):
        monkeypatch.setattr(module, "MOST_PARSED", 1_000)
    problem, *claims = english.claim(grown("en", NEWS, 3_000), tables(), SETTINGS)
    assert isinstance(problem, Problem)
    end = int(problem.what.removeprefix("only the first ").split()[0].replace(",", ""))
    assert 800 < end <= 1_000
    assert claims
    assert all(value.end <= end for claim in claims if not isinstance(claim, Problem) for value in claim.values)


def test_there_is_no_claimer_that_is_left_out() -> None:
    assert {claimer.name for claimer in CLAIMERS} == {
        "gowah-claim-english",
        "gowah-claim-persian",
        "gowah-claim-datasets",
    }
