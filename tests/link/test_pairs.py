"""Why two mentions are one incident, or two: the score of any pair is drawn as a sum of parts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from gowah import Record
from gowah.cli import gowah
from gowah.cli.waterfall import AGAINST, ALONE, FOR, WIDTH, waterfall
from gowah.errors import UsageMistake
from gowah.model import Part
from gowah.publish.waterfall import waterfall as drawn
from gowah.testing import record_of

THREE = """\
--- a.txt
Example News, 22 April 2022

A bomb killed at least 11 people in a mosque in Mazar-e-Sharif on 21 April 2022, the police said.
--- b.txt
Other News, 27 May 2022

Gunmen killed 9 people in a market in Herat on 25 May 2022, the police said.
--- c.txt
Third News, 28 May 2022

In Herat 9 people were shot dead at a market on 25 May 2022, according to a doctor.
"""


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    return record_of(tmp_path_factory.mktemp("pairs"), THREE)


def mentions(record: Record) -> list[str]:
    evidence = record.evidence()
    files = {text.entry: text.file for text in evidence.texts}
    return [f"e{m.entry}" for m in sorted(evidence.mentions, key=lambda m: files[m.text]) if m.claimed.kind == "attack"]


def show(record: Record, *words: str) -> Result:
    return CliRunner().invoke(gowah, ["-r", str(record.folder), "show", *words])


def test_a_pair_that_was_joined_is_drawn_as_the_sum_that_joined_it(record: Record) -> None:
    _, b, c = mentions(record)
    card = json.loads(show(record, b, c, "--json").output)
    (incident,) = (each for each in record.evidence().incidents if len(each.mentions) == 2)
    (link,) = (link for link in incident.links if link.joined)
    assert card["joined"]
    assert card["score"] == link.score == sum(part["weight"] for part in card["parts"])
    assert [part["found"] for part in card["parts"]] == [part.found for part in link.parts]
    lines = show(record, b, c).output
    assert "one incident" in lines
    assert "when: same day" in lines
    assert f"{link.score / 1000:+.1f}" in lines


def test_a_pair_that_was_never_compared_is_told_what_forbids_it(record: Record) -> None:
    a, b, _ = mentions(record)
    card = json.loads(show(record, a, b, "--json").output)
    assert not card["joined"]
    assert card["forbidden"]
    said = show(record, a, b).output
    assert "where: other provinces" in said
    assert "forbids" in said


def test_incidents_stand_for_their_first_mentions(record: Record) -> None:
    a, b, c = mentions(record)
    ids = [incident.id for incident in record.evidence().incidents]
    shown = json.loads(show(record, *ids, "--json").output)
    assert {mention["id"] for mention in shown["mentions"]} <= {a, b, c}


@pytest.mark.parametrize("other", ["e0", "nonsense", "SELF"])
def test_what_cannot_be_compared_is_refused_in_a_sentence(record: Record, other: str) -> None:
    a = mentions(record)[0]
    refused = show(record, a, a if other == "SELF" else other)
    assert refused.exit_code != 0
    assert str(refused.exception)


def test_the_record_of_another_time_is_not_compared(record: Record) -> None:
    a, b, _ = mentions(record)
    assert isinstance(show(record, a, b, "--as-of", "3").exception, UsageMistake)


def test_a_bar_begins_where_the_one_before_it_ended() -> None:
    lines = waterfall([("prior", -9000), ("when", 6000), ("where", 4000)], 0)
    bars = [line[len("together") + 2 :][:WIDTH] for line in lines]
    assert bars[0].index(AGAINST) == 0
    assert bars[1].index(FOR) == 0
    assert bars[2].index(FOR) == bars[1].rindex(FOR) + 1
    assert lines[-1].endswith("+1.0")


def test_what_forbids_leaves_room_for_the_rest() -> None:
    lines = waterfall([("prior", -9000), ("where", -99_000), ("when", 6000)], 0)
    assert ALONE in lines[1]
    assert lines[1].endswith("forbids")
    assert lines[2].count(FOR) > WIDTH // 2


WEIGHTS = st.lists(st.tuples(st.sampled_from(["when", "where: same"]), st.integers(-120_000, 120_000)), min_size=1)


@given(WEIGHTS, st.integers(-9000, 9000))
def test_every_score_is_drawn_in_columns_of_one_width(parts: list[tuple[str, int]], threshold: int) -> None:
    lines = waterfall(parts, threshold)
    assert len(lines) == len(parts) + 1
    assert len({len(line) for line in lines}) == 1


@given(WEIGHTS)
def test_every_score_is_a_picture_within_its_frame(parts: list[tuple[str, int]]) -> None:
    from xml.etree import ElementTree

    svg = drawn([Part(comparison=words, found="<&>", weight=weight) for words, weight in parts], "a & b")
    bars = [each for each in ElementTree.fromstring(svg).iter() if each.tag == "rect"]
    assert len(bars) == len(parts) + 1
    assert all(float(bar.attrib["x"]) >= 0 and float(bar.attrib["width"]) > 0 for bar in bars)
    assert all(float(bar.attrib["x"]) + float(bar.attrib["width"]) <= 571 for bar in bars)


def test_the_page_of_an_incident_draws_its_scores(record: Record, tmp_path: Path) -> None:
    out = record.publish(tmp_path / "out")
    pages = [page.read_text(encoding="utf-8") for page in (out / "incidents").glob("*.html")]
    assert sum('class="waterfall"' in page for page in pages) == 1
