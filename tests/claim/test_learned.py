"""The learned reader: wire copy all in capitals, as a user would keep it."""

from __future__ import annotations

import string
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gowah.claim.learned import learned
from gowah.claim.learned.claimer import caseless
from gowah.claim.learned.encoder import WINDOW, encoder
from gowah.claim.learned.grouping import join
from gowah.claim.learned.linear import Linear, binned
from gowah.claim.learned.page import dateline
from gowah.claim.learned.reader import reader
from gowah.claim.learned.reading import Mention, Player, Role, players
from gowah.claim.learned.sizes import plural
from gowah.claim.learned.words import sentences, words
from gowah.model import Block, Claimed, Described, SourceText, Term, When, Where
from gowah.words import Settings, load_tables

BOMB = (
    "   BOGOTA, 12 FEB 90 (EFE) -- [TEXT] A POWERFUL BOMB EXPLODED TODAY IN FRONT OF A BANK IN MEDELLIN, KILLING TWO\n"
    "POLICEMEN AND INJURING FIVE CIVILIANS, POLICE REPORTED.  THE BANK BUILDING WAS DESTROYED.\n\n"
    "   THE ARMY OF NATIONAL LIBERATION [ELN] CLAIMED RESPONSIBILITY FOR THE ATTACK.\n"
)
KIDNAPPING = (
    "   LIMA, 3 MAR 89 (AFP) -- [TEXT] UNIDENTIFIED INDIVIDUALS KIDNAPPED BUSINESSMAN JUAN PEREZ ROJAS YESTERDAY IN\n"
    "LIMA.  HIS DRIVER WAS KILLED BY THE KIDNAPPERS, POLICE SAID.\n"
)
TABLES = load_tables(("latin-america",))


def source(text: str) -> SourceText:
    return SourceText(
        entry=1, source=0, file="wire.txt", media_type="text/plain", described=Described(), layout=(), text=text
    )


def claimed(text: str) -> list[Claimed]:
    return [one for one in learned.claim(source(text), TABLES, Settings()) if isinstance(one, Claimed)]


def codes(found: list[Claimed], property: str) -> set[str]:
    return {v.value.code for one in found for v in one.values if v.property == property and isinstance(v.value, Term)}


def test_a_bombing_in_capitals_is_claimed_with_its_kind_day_and_weapon() -> None:
    attacks = [one for one in claimed(BOMB) if one.kind == "attack"]
    assert len(attacks) == 1
    assert codes(attacks, "tactic") == {"planted-bomb"}
    assert codes(attacks, "stage") == {"accomplished"}
    assert "bomb" in codes(attacks, "weapon")
    when = [v.value for v in attacks[0].values if isinstance(v.value, When)]
    assert [day.latest for day in when] == ["1990-02-12"]


def test_of_a_kidnapping_everything_about_those_struck_is_protected() -> None:
    found = claimed(KIDNAPPING)
    assert codes(found, "tactic") == {"abduction"}
    victims = [one for one in found if one.kind == "victim"]
    assert victims
    assert all(TABLES.level("victim", value.property) == "protected" for one in victims for value in one.values)
    assert {one.about for one in victims} <= {one.anchor for one in found if one.kind == "attack"}


def test_the_place_is_one_of_the_table_and_a_city() -> None:
    where = [v.value for one in claimed(KIDNAPPING) for v in one.values if isinstance(v.value, Where)]
    assert where
    assert all(place.place in TABLES.places for place in where)


@pytest.mark.parametrize("text", [BOMB, KIDNAPPING])
def test_every_value_rests_on_words_of_the_text_and_is_known_to_the_tables(text: str) -> None:
    for one in claimed(text):
        for value in one.values:
            assert text[value.start : value.end] == value.quote
            assert (one.kind, value.property) in TABLES.properties


def test_ordinary_text_is_left_to_the_other_claimers() -> None:
    assert claimed(BOMB.capitalize()) == []
    assert not caseless("A bomb exploded in front of a bank today, killing two policemen, police reported.")


def test_news_of_something_else_is_no_attack() -> None:
    text = "   SAN JOSE, 4 APR 90 -- [TEXT] THE MINISTER OF AGRICULTURE TODAY OPENED A FAIR FOR COFFEE GROWERS AND PRAISED THE HARVEST.\n"
    assert [one for one in claimed(text) if one.kind == "attack"] == []


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(alphabet=string.ascii_uppercase + " .,\n[]\"'-0123456789ÑÉ\u202e\0", max_size=400))
def test_any_text_in_capitals_is_read_without_a_crash(text: str) -> None:
    for one in claimed("KIDNAPPED BY TERRORISTS IN THE CAPITAL OF THE COUNTRY.  " + text):
        assert all(value.quote for value in one.values)


@given(st.text(max_size=200))
def test_words_stand_where_they_say_and_sentences_cover_them(text: str) -> None:
    found = words(text)
    assert all(text[word.start : word.end].lower() == word.lower for word in found)
    assert [i for first, last in sentences(found) for i in range(first, last)] == list(range(len(found)))


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(min_value=1, max_value=300), min_size=1, max_size=12))
def test_windows_cover_every_word_once_and_fit(lengths: list[int]) -> None:
    cut = words("  ".join(" ".join(["BOMB"] * length) + "." for length in lengths))
    windows = list(encoder().windows(cut))
    assert [i for start, end in windows for i in range(start, end)] == list(range(len(cut)))
    assert all(sum(len(encoder().pieces.of(word.lower)) for word in cut[a:b]) <= WINDOW for a, b in windows)


def test_a_text_of_two_windows_is_cut_in_the_middle_rather_than_leaving_a_rest() -> None:
    cut = words("A BOMB EXPLODED IN THE BANK TODAY.  " * 35)
    sizes = [end - start for start, end in encoder().windows(cut)]
    assert len(sizes) == 2
    assert abs(sizes[0] - sizes[1]) <= 8


def test_the_same_words_are_seen_as_struck_or_not_by_what_is_told_of_them() -> None:
    """The bank that was bombed is likelier a target than the bank that published a figure."""

    def bank(text: str) -> float:
        cut = words(text)
        at = next(n for n, word in enumerate(cut) if word.lower == "bank")
        return 1.0 - float(reader().read(cut, TABLES).roles[at, Role.TARGET, 0])

    told = "LIMA, 3 MAR 89 -- [TEXT] GUERRILLAS TODAY {} THE BANK IN LIMA, POLICE SAID."
    assert bank(told.format("DYNAMITED AND DESTROYED")) > 2 * bank(told.format("PRAISED THE FIGURES PUBLISHED BY"))


def test_a_full_stop_after_an_initial_or_a_title_ends_no_sentence() -> None:
    found = words("GEN. R. DIAZ OF THE U.S. ARMY SPOKE.  HE LEFT. NO. 4 STAYED.")
    assert [found[first].lower for first, _ in sentences(found)] == ["gen", "he", "no"]


@pytest.mark.parametrize(
    ("head", "day"),
    [("   LIMA, 3 MAR 89 (AFP) -- [TEXT]", "1989-03-03"), ("PERTH, JUNE 11 89 -- X", "1989-06-11"), ("LIMA, NO DATE -- X", "None")],
)  # fmt: skip
def test_a_dateline_tells_the_day(head: str, day: str) -> None:
    assert str(dateline(head + " SOMETHING HAPPENED.")[1]) == day


def mention(role: Role, start: int, form: str, score: float = 0.9) -> Mention:
    return Mention(role=role, start=start, end=start + len(form.split()), score=score, form=form)


def test_part_of_a_name_is_the_same_person() -> None:
    cut = words("IGNACIO RUIZ DIED . RUIZ WAS A JUDGE . MARIA SOL LIVED .")
    found = players(
        [mention(Role.NAME, 0, "ignacio ruiz"), mention(Role.NAME, 4, "ruiz"), mention(Role.NAME, 9, "maria sol")], cut
    )
    assert [len(player.mentions) for player in found] == [2, 1]
    assert found[0].best.form == "ignacio ruiz"


def test_groups_are_joined_while_their_mean_judgement_is_above_the_bar() -> None:
    a, b, c = (
        Player(role=Role.NAME, mentions=(mention(Role.NAME, i, name),)) for i, name in enumerate(("a", "b", "c"))
    )
    likely = {frozenset("ab"): 0.9, frozenset("bc"): 0.6, frozenset("ac"): 0.1}
    groups = join([a, b, c], lambda x, y: likely[frozenset((x.best.form, y.best.form))], 0.5)
    assert sorted(sorted(p.best.form for p in group) for group in groups) == [["a", "b"], ["c"]]


@pytest.mark.parametrize(
    ("form", "several"),
    [("jesuit priests", True), ("bus", False), ("two men", True), ("director of banks", False), ("members of the church", True)],
)  # fmt: skip
def test_a_plural_is_told_by_the_noun_at_the_head(form: str, several: bool) -> None:
    assert plural(mention(Role.PEOPLE, 0, form)) is several


def test_a_decision_adds_the_weights_of_what_it_knows() -> None:
    model = Linear(outcomes=("no", "yes"), biases=(0.0, -1.0), weights={"sure": (0.0, 3.0)})
    assert model.likely(["sure", "never seen"]) == pytest.approx(1 / (1 + 2.718281828**-2.0))
    assert model.choose([]) == ("no", pytest.approx(1 / (1 + 2.718281828**-1.0)))
    assert binned("x", 0.5, (0.2, 0.5, 0.9)) == "x<2"


def test_a_very_long_text_is_read_in_part_and_says_so() -> None:
    found = list(learned.claim(source(BOMB * 400), TABLES, Settings()))
    assert any(isinstance(one, Claimed) for one in found)
    assert [one.hint for one in found if not isinstance(one, Claimed)] == [
        "Cut the file into its reports and keep each by itself."
    ]
    text = BOMB * 400
    assert all(text[v.start : v.end] == v.quote for one in found if isinstance(one, Claimed) for v in one.values)


def test_each_message_of_a_chat_is_read_against_its_own_day() -> None:
    text = "1990-02-10 09:00 WIRE\nA BOMB EXPLODED TODAY IN A BANK IN LIMA AND DESTROYED THE BUILDING, POLICE SAID.\n"
    entry = Block(kind="entry", start=0, end=text.index("\n"))
    dated = replace(source(text), layout=(entry,))
    found = [one for one in learned.claim(dated, TABLES, Settings()) if isinstance(one, Claimed)]
    days = [v.value.latest for one in found for v in one.values if isinstance(v.value, When)]
    assert days == ["1990-02-10"]
    assert all(v.start >= entry.end for one in found for v in one.values)
