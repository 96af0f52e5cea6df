"""The table of weights: readable, checked, replaceable."""

from __future__ import annotations

import json

import pytest

from gowah.errors import BadFormat
from gowah.link import WeightsLinker, read_weights, shipped_weights
from gowah.testing.evidence import build, claim, report
from gowah.words import Settings, load_tables


def test_the_shipped_table_weighs_agreement_above_disagreement() -> None:
    table = shipped_weights().table
    assert table["when"]["same day"] > table["when"]["a day apart"] > table["when"]["both undated"]
    assert table["where"]["same named site"] > table["where"]["same province"] > table["where"]["same country"]
    assert table["prior"]["any pair"] < 0


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"name": "x", "version": 1, "weights": {"when": {"same day": 1.5}}}', '{"weights": 3}']
)
def test_what_is_no_model_is_refused(text: str) -> None:
    with pytest.raises(BadFormat):
        read_weights(text)


def test_what_a_model_lacks_is_said_in_plain_words() -> None:
    with pytest.raises(BadFormat, match="no 'weights'"):
        read_weights('{"name": "x", "version": 1}')
    with pytest.raises(BadFormat, match="line 1 column 1"):
        read_weights("weights")


def test_another_table_links_otherwise() -> None:
    evidence = build(*(
        report(name, "2021-10-08", claim("attack", f"A bomb ({name}).", when="2021-10-08", where="AF-KDZ", site="mosque"))
        for name in ("Wire", "Sun")
    ))  # fmt: skip
    tables = load_tables(("afghanistan",))
    never = read_weights(json.dumps({"name": "never", "version": 1, "weights": {"prior": {"any pair": -99_000}}}))
    linker = WeightsLinker(weights=never)
    assert len(list(linker.link(evidence.texts, evidence.mentions, (), tables, Settings()))) == 2
    assert len(list(WeightsLinker().link(evidence.texts, evidence.mentions, (), tables, Settings()))) == 1
