"""Stories to incidents, incidents to answers: what is weighed, and what a question asks."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "evals"))

from semeval_fitting import Condition, bears, chance, conditions  # noqa: E402
from semeval_groups import groups  # noqa: E402
from semeval_incidents import Incident, ordinal, parts_of, ways_to_ask  # noqa: E402
from semeval_outlets import at_home, outlet  # noqa: E402
from semeval_questions import half, half_of, in_form, meets  # noqa: E402

INCIDENT = Incident(
    docs=("d1", "d2"), issued=ordinal("2017-03-02"), days={ordinal("2017-03-01"): 0.9, ordinal("2017-02-01"): 0.1},
    towns={"heath": 0.8, "columbus": 0.2}, states={"Ohio": 1.0}, places={"heath": 1.0, "columbus": 0.5},
    harms={"killed": 1.0, "injured": 0.0}, killed=1, injured=0, people=(),
    named=ways_to_ask([["john", "example"]]), involved=ways_to_ask([["john", "example"]]),
)  # fmt: skip


def asked(**more: Any) -> list[Condition]:
    return conditions({"qid": "1", "subtask": 2, "event_type": "killing", **more})


def test_a_question_asks_for_a_harm_a_time_a_place_and_a_name() -> None:
    harm, time, place, name = asked(
        time={"month": "03/2017"},
        location={"city": "http://dbpedia.org/resource/Heath,_Ohio"},
        participant={"last": "Doe"},
    )
    assert harm.harm == "killed"
    assert (time.first, time.last) == (ordinal("2017-03-01"), ordinal("2017-03-31"))
    assert (place.towns, place.state) == (("heath",), "Ohio")
    assert name.name == ("doe",)


def test_a_town_is_asked_for_in_words_too() -> None:
    words = "How many ['killing'] events happened in 03/2017 (month) in ('Kentucky', 'Louisville (Penile)') (city) ?"
    (_, place) = asked(location={"city": "http://dbpedia.org/resource/Penile,_Louisville"}, verbose_question=words)
    assert place.towns == ("louisville", "penile")
    assert place.state == "Kentucky"


@pytest.mark.parametrize(("better", "worse"), [
    ({"time": {"day": "01/03/2017"}}, {"time": {"day": "04/03/2017"}}),
    ({"time": {"month": "03/2017"}}, {"time": {"month": "02/2017"}}),
    ({"location": {"city": "Heath,_Ohio"}}, {"location": {"city": "Columbus,_Ohio"}}),
    ({"location": {"city": "Columbus,_Ohio"}}, {"location": {"city": "Dallas"}}),
    ({"location": {"state": "Ohio"}}, {"location": {"state": "Texas"}}),
    ({"participant": {"full_name": "John Q. Example"}}, {"participant": {"full_name": "Jane Example"}}),
    ({"participant": {"last": "Example"}}, {"participant": {"last": "Doe"}}),
])  # fmt: skip
def test_what_the_stories_say_is_likelier_than_what_they_do_not(better: Any, worse: Any) -> None:
    assert chance(INCIDENT, asked(**better)[1]) > 2 * chance(INCIDENT, asked(**worse)[1])


def test_a_harm_that_is_told_is_likelier() -> None:
    assert chance(INCIDENT, Condition(kind="killed", harm="killed")) > 0.8
    assert chance(INCIDENT, Condition(kind="injured", harm="injured")) < 0.5


def test_names_are_compared_by_their_parts() -> None:
    doe = parts_of("Mary-Ann Doe Jr.")
    assert doe == ("mary-ann", "doe")
    assert bears(doe, Condition(kind="last", name=("doe",)))
    assert bears(doe, Condition(kind="first", name=("mary-ann",)))
    assert not bears(doe, Condition(kind="full_name", name=("john", "doe")))
    assert not bears((), Condition(kind="last", name=("doe",)))
    assert not bears(doe, Condition(kind="last", name=()))


def test_one_good_link_helps_and_a_chain_of_lukewarm_ones_does_not() -> None:
    assert groups(3, {(0, 1): 3.0, (1, 2): 3.0, (0, 2): 2.0}, stranger=-8) == [[0, 1, 2]]
    assert groups(4, {(0, 1): 3.0, (2, 3): 3.0, (1, 2): 0.5}, stranger=-8) == [[0, 1], [2, 3]]


@given(st.dictionaries(st.tuples(st.integers(0, 7), st.integers(0, 7)), st.integers(-50, 50), max_size=20))
def test_each_item_is_in_one_group(scores: dict[tuple[int, int], int]) -> None:
    pairs = {(a, b): float(score) for (a, b), score in scores.items() if a < b}
    found = groups(8, pairs, stranger=-8)
    assert sorted(n for group in found for n in group) == list(range(8))
    assert found == groups(8, dict(reversed(pairs.items())), stranger=-8)


def test_an_outlet_is_known_behind_an_archive() -> None:
    assert outlet("http://web.archive.org/web/20160713033953/http://www.paper.example:80/news/1") == "paper.example"
    assert outlet("https://local.paper.example/1") == "paper.example"
    assert outlet("") == ""


def test_a_report_without_a_state_is_set_where_its_outlet_is_at_home() -> None:
    from semeval_docs import Report
    from semeval_story import Story

    def story(doc: str, states: tuple[tuple[str, float], ...]) -> Story:
        return Story(
            doc_id=doc, killed=0, injured=1, day=None, city=None, state=None, people=(), places=frozenset(),
            names=frozenset(), involved=frozenset(), states=states,
        )  # fmt: skip

    stories = [story("a", (("Ohio", 1.0),)), story("b", (("Ohio", 0.8), ("Iowa", 0.2))), story("c", ())]
    reports = {
        s.doc_id: Report(doc_id=s.doc_id, dct="", url="http://paper.example/1", title="", body="") for s in stories
    }
    assert at_home(stories, reports)[2].states == (("Ohio", 1.0),)
    assert at_home(stories[1:], {s.doc_id: reports[s.doc_id] for s in stories})[1].states == ()


def test_halves_are_by_state() -> None:
    registry = {"1": {"state": "Ohio"}, "2": {"state": "Ohio"}}
    registry |= {"3": {"state": next(s for s in ("Iowa", "Utah", "Texas", "Maine") if half(s) != half("Ohio"))}}
    assert half_of({"answer_docs": {"1": [], "2": []}}, registry) == half("Ohio")
    assert half_of({"answer_docs": {"1": [], "3": []}}, registry) == "both"


def test_conditions_in_a_list_are_brought_into_form() -> None:
    row = {
        "qid": "x", "subtask": 3, "event_type": "injuring",
        "constraints": [
            {"property": "time", "granularity": "month", "value": "2016-08"},
            {"property": "participant", "granularity": "first_name", "value": "Jane"},
        ],
    }  # fmt: skip
    made = in_form(row)
    assert made["time"] == {"month": "08/2016"}
    assert made["involved"] == {"first": "Jane"}
    person = {"name": "Jane Doe", "status": "Injured"}
    injured, month, name = conditions(made)
    registered = {"date": "2016-08-31", "num_injured": 1, "participants": [person]}
    assert all(meets(registered, one) for one in (injured, month, name))


@pytest.mark.slow
@pytest.mark.shared
def test_questions_are_answered_as_well_as_before(shared: Path) -> None:
    command = [
        sys.executable,
        str(ROOT / "evals" / "semeval_questions.py"),
        str(shared / "semeval2018t5"),
        "--jobs",
        "2",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-2000:]
    assert "no floors are pinned" not in done.stdout
