"""The same mentions linked on Spark and on DuckDB: the same incidents, the same links."""

from __future__ import annotations

import shutil
from dataclasses import replace
from importlib.util import find_spec

import pytest

from gowah.errors import UsageMistake
from gowah.link import weights
from gowah.testing.evidence import HandReport, build, claim, exactly, report
from gowah.words import Settings, load_tables

HAS_SPARK = find_spec("pyspark") is not None and shutil.which("java") is not None


def reports(number: int) -> list[HandReport]:
    """Reports on attacks in four provinces, alike in twos and threes, some without a day or a place."""
    provinces, sites = ("AF-KDZ", "AF-BAL", "AF-KAB", "AF-KAB.kabul"), ("mosque", "school", "market")
    found = []
    for n in range(number):
        event = n // 3
        values = {
            "when": f"2021-10-{event % 28 + 1:02}", "where": provinces[event % 4], "site": sites[event % 3],
            "killed": exactly(event % 17 + n % 2), "injured": exactly(event % 40),
        }  # fmt: skip
        if n % 7 == 0:
            values.pop("when")
        if n % 5 == 0:
            values.pop("where")
        sentence = f"A bomb went off near the Lantern {event} house, outlet {n} said."
        found.append(report(f"Outlet {n}", f"2021-10-{event % 28 + 2:02}", claim("attack", sentence, **values)))  # type: ignore[arg-type]
    return found


@pytest.mark.slow
@pytest.mark.skipif(
    not HAS_SPARK, reason='needs Spark and Java: pip install "gowah[spark]", apt install default-jre-headless'
)
@pytest.mark.parametrize("number", [60, 330])
def test_spark_gives_the_same_incidents_and_links(number: int) -> None:
    evidence, tables = build(*reports(number)), load_tables(("afghanistan",))
    here, there = (
        list(replace(weights, engine=engine).link(evidence.texts, evidence.mentions, (), tables, Settings()))
        for engine in ("duckdb", "spark")
    )
    assert len(here) > number // 6
    assert any(len(incident.mentions) > 1 for incident in here)
    assert there == here


@pytest.mark.skipif(find_spec("pyspark") is not None, reason="Spark is installed")
def test_without_spark_a_sentence_says_what_to_install() -> None:
    evidence = build(*reports(3))
    with pytest.raises(UsageMistake, match="Spark is not installed"):
        list(replace(weights, engine="spark").link(evidence.texts, evidence.mentions, (), load_tables(()), Settings()))
