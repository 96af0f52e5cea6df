"""Nobody is exposed: a planted name is searched for in every byte of the release, in every dress."""

from __future__ import annotations

import base64
import gzip
import html
import json
import unicodedata
import zlib
from dataclasses import replace
from urllib.parse import quote, quote_plus, unquote

import pytest
from a_release import VICTIM, WITNESS, a_record
from hypothesis import given
from hypothesis import strategies as st

from gowah.model import Evidence, Kept, Role, Speaker
from gowah.publish import published_fields, release
from gowah.publish.disguise import MARK, names_of
from gowah.publish.protect import guard, is_public, plain_words
from gowah.testing.evidence import build, claim, report
from gowah.words import Settings, Tables, fold

NAME = "Hussain Dadgarzai"
DRESSES = {
    "plain": NAME, "upper": NAME.upper(), "lower": NAME.lower(), "surname": "Dadgarzai", "turned": "Dadgarzai, Hussain",
    "hyphen": "hussain-dadgarzai", "dot": "hussain.dadgarzai", "underscore": "Hussain_Dadgarzai", "plus": "hussain+dadgarzai",
    "percent": "hussain%20dadgarzai", "escaped": quote(NAME), "accents": "Hussaïn Dādgarzai", "glued": "HussainDadgarzai",
    "entity": "Hussain&nbsp;Dadgarzai", "numeric": "".join(f"&#{ord(char)};" for char in NAME), "wide": "Ｈｕｓｓａｉｎ Ｄａｄｇａｒｚａｉ",
    "soft hyphen": "Hus\u00adsain Dad\u00adgarzai", "zero width": "Hussain\u200b Dadgar\u200bzai", "dari": "حسین دادگرزی",
    "arabic letters": "حسين دادگرزي", "file": "hussain_dadgarzai_2021.pdf", "handle": "@HussainDadgarzai99",
}  # fmt: skip


def hidden_in(name: str, dress: str) -> Evidence:
    """A record in which a text names a victim, and the name stands in every other place too."""
    first = report(
        "Example Wire", "2022-04-20",
        claim("victim", f"The dead include {name}, a teacher of 41.", name=name, age=41, occupation="teacher"),
        claim("attack", f"The dead include {name}, a teacher of 41.", incident="a", when="2022-04-19", where="AF-KAB", killed=6),
        title="A bomb in Kabul", author="By Lutfullah Behsudyar", file=f"{dress}.txt",
    )  # fmt: skip
    second = report(
        "The Example", "2022-04-21",
        claim("attack", f"Six died on 19 April, says the brother of {dress}.", incident="a", when="2022-04-19",
              where="AF-KAB", killed=6, by=[f"office of {dress}"]),
        claim("need", f"{dress}'s family needs care.", who=f"family of {dress}", need=f"care for {dress}"),
        claim("gap", f"As {dress} used to say, much goes unreported.", area=f"around {dress}"),
        title=f"In memory of {dress}", url=f"https://example.com/stories/{quote(dress)}?q={quote_plus(dress)}",
        author=dress, file=f"{dress}.pdf",
    )  # fmt: skip
    third = report(f"{dress}'s diary", "2022-04-22", claim("gap", "Nothing is known.", area="elsewhere"),
                   url=f"https://example.org/{base64.urlsafe_b64encode(dress.encode()).decode()}")  # fmt: skip
    evidence = build(first, second, third)
    kept = Kept(role=Role.ORIGINAL, digest="0" * 64, media_type="application/pdf", size=9, taken_at="2022-04-23T00:00:00Z",
                taken_from=f"/home/{dress}/{dress}.pdf", name=f"{dress}.pdf")  # fmt: skip
    return replace(evidence, sightings=((0, kept),))


def everything(evidence: Evidence, tables: Tables, settings: Settings) -> list[str]:
    """Each path and file of the release as text, also decompressed where it is compressed."""
    shown: list[str] = []
    for path, data in release.publish(evidence, tables, settings):
        shown.append(path.as_posix())
        shown.append(data.decode("utf-8", "replace"))
        for unpack in (gzip.decompress, zlib.decompress):
            try:
                shown.append(unpack(data).decode("utf-8", "replace"))
            except (OSError, zlib.error):
                continue
    return shown


def forms(name: str) -> set[str]:
    """What to search for: the name as bytes may hold it."""
    plain = {name, name.lower(), name.upper(), fold(name), unicodedata.normalize("NFKD", name), name.replace(" ", "")}
    plain |= {name.replace(" ", mark) for mark in "-_.+"} | set(name.split())
    wrapped = (
        {quote(one) for one in plain} | {html.escape(one) for one in plain} | {json.dumps(one)[1:-1] for one in plain}
    )
    packed = {base64.b64encode(one.encode()).decode().rstrip("=")[:-2] for one in plain if len(one) >= 6}
    wide = {one.encode("utf-16-le").decode("utf-8", "replace") for one in plain}
    return {one for one in plain | wrapped | packed | wide if len(one) >= 4}


@pytest.mark.parametrize("dress", DRESSES.values(), ids=DRESSES)
def test_a_planted_name_is_nowhere(dress: str, tables: Tables, settings: Settings) -> None:
    shown = everything(hidden_in(NAME, dress), tables, settings)
    searched = {fold(one).casefold() for one in forms(NAME) | forms(dress) if not one.isascii() or len(one) >= 5}
    searched -= {"soft", "hyphen"}
    for text in shown:
        seen = {text.casefold(), fold(text).casefold(), unquote(text).casefold(), html.unescape(text).casefold()}
        plain = "".join(
            char for char in unicodedata.normalize("NFKD", html.unescape(unquote(text))) if char.isalnum()
        ).casefold()
        seen |= {plain}
        for one in (*searched, "hussaindadgarzai", "dadgarzai", fold("دادگرزی")):
            assert not any(one in form for form in seen), (one, text[:80])
    assert any(MARK in text for text in shown)


def test_authors_files_and_paths_are_never_written(tables: Tables, settings: Settings) -> None:
    shown = "\n".join(everything(hidden_in(NAME, "someone"), tables, settings))
    for secret in ("Lutfullah", "Behsudyar", "/home/", "someone.pdf", '.txt"', "tailor of"):
        assert secret not in shown


def test_ages_and_jobs_of_a_victim_are_cut_where_the_same_sentence_is_quoted(
    tables: Tables, settings: Settings
) -> None:
    shown = "\n".join(everything(hidden_in(NAME, "someone"), tables, settings))
    assert "a teacher of 41" not in shown
    assert f"The dead include {MARK}, a {MARK} of {MARK}." in shown


def test_private_speakers_and_persons_stay_unnamed(tables: Tables, settings: Settings) -> None:
    shown = "\n".join(everything(a_record(), tables, settings))
    for secret in (VICTIM, "Qaderyar", WITNESS, "Stanekzoy", "Jalal", "Wardwal", "5000000"):
        assert secret not in shown
    assert "a person who is not named here" in shown


def test_no_field_of_a_victim_or_of_a_cut_sentence_is_opened(tables: Tables, settings: Settings) -> None:
    evidence = hidden_in(NAME, "hussain-dadgarzai")
    opened = published_fields(evidence, tables, settings)
    for mention in evidence.mentions:
        if mention.claimed.kind == "victim":
            assert mention.entry not in opened
        assert (
            not any(path.endswith(".quote") for path in opened.get(mention.entry, ()))
            or "Nothing" in mention.claimed.values[0].quote
        )
    titled = evidence.texts[1]
    assert not {"described.title", "described.url", "described.author"} & opened[titled.entry]


def test_a_list_made_by_hand_protects_too(tables: Tables, settings: Settings) -> None:
    from gowah.words import TermRow

    row = TermRow(
        table="protected",
        code="p1",
        name="Farkhunda Amiryan",
        parent=None,
        aliases=(("en", "Farkhunda Amiryan"),),
        source="us",
    )
    closer = replace(tables, terms={**tables.terms, "protected": {"p1": row}})
    evidence = build(
        report("Example", "2022-01-01", claim("gap", "Much about Farkhunda Amiryan is unreported.", area="all"))
    )
    assert "Amiryan" in "".join(everything(evidence, tables, settings))
    assert "Amiryan" not in "".join(everything(evidence, closer, settings))


def test_a_home_is_shown_as_the_area_that_holds_it(tables: Tables, settings: Settings) -> None:
    place = next(row for row in tables.places.values() if row.kind == "site" and tables.within(row.id, "city"))
    from gowah.model import Where

    home = Where(place=place.id, precision=1, as_written=f"House 12, {place.name}")
    evidence = build(report("Example", "2022-01-01", claim(
        "attack", f"Gunmen came to House 12, {place.name}, and killed two.", incident="h", site="home", where=home, killed=2)))  # fmt: skip
    shown = "\n".join(everything(evidence, tables, settings))
    assert "House 12" not in shown
    assert place.id not in shown
    assert published_fields(evidence, tables, settings)[evidence.mentions[0].entry].isdisjoint(
        {"values.1.value.place", "values.1.quote"}
    )


def test_everyday_words_of_a_byline_are_not_cut(tables: Tables) -> None:
    texts = [report("A", "2022-01-01", "the press office of the agency said", author="Press Office"),
             report("B", "2022-01-02", "a press office and an agency", author="By Press Agency")]  # fmt: skip
    shield = guard(build(*texts), tables)
    assert shield.cut("The press office of the agency") == "The press office of the agency"


@pytest.mark.parametrize("url", [
    "file:///home/x", "http://localhost/a", "http://10.0.0.7/a", "http://192.168.1.1/", "https://user:word@example.com/",
    "ftp://example.com/", "http://intranet/", "https://nas.local/x", "http://[::1]/", "not a url", "https://exa mple.com/",
])  # fmt: skip
def test_addresses_that_are_not_public_are_dropped(url: str) -> None:
    assert not is_public(url)


def test_public_addresses_stay() -> None:
    assert is_public("https://example.com/a?id=3")
    assert is_public("http://8.8.8.8/x")


@given(st.text(max_size=60), st.lists(st.text(alphabet="abcdefghij", min_size=3, max_size=6), min_size=1, max_size=2))
def test_what_is_cut_holds_the_name_no_more_and_the_rest_is_kept(around: str, name: list[str]) -> None:
    finder = names_of([tuple(name)])
    text = f"{around} {' '.join(name)} {around}"
    from gowah.publish.disguise import cut

    done = cut(text, finder.spans(text))
    assert not list(finder.spans(done.replace(MARK, " 0 ")))  # a nought joins nothing across the cut
    assert MARK in done
    assert cut(around, []) == around


def test_the_finder_knows_where_it_looked() -> None:
    finder = names_of([plain_words(NAME)])
    text = "Both Hussain Dadgarzai and hussain-dadgarzai left."
    assert [text[a:b] for a, b in finder.spans(text)] == ["Hussain Dadgarzai", "hussain-dadgarzai"]


def test_private_speakers_are_named_by_no_text(tables: Tables, settings: Settings) -> None:
    evidence = build(report("Example", "2022-01-01", claim(
        "gap", "Much goes unreported, Torpekai Momandyar told us.", area="all",
        by=[Speaker(name="Torpekai Momandyar", private=True)])))  # fmt: skip
    assert "Torpekai" not in "".join(everything(evidence, tables, settings))
