"""A channel is one source; its posts are statements of their own days."""

from __future__ import annotations

import json
from pathlib import Path

from gowah import Record
from gowah.count.origins import Statement, Units
from gowah.testing import record_of


def channel(*posts: tuple[str, str], kind: str = "public_channel") -> str:
    """The export of a channel: (day, words) of each post."""
    messages = [
        {
            "id": n,
            "type": "message",
            "date": f"{day}T10:00:00",
            "from": "Valley News",
            "from_id": "channel1",
            "text": words,
        }
        for n, (day, words) in enumerate(posts)
    ]
    if kind != "public_channel":
        messages = [{**row, "from": f"Person {n}", "from_id": f"user{n}"} for n, row in enumerate(messages)]
    return json.dumps({"name": "Valley News", "type": kind, "id": 1, "messages": messages})


CORRECTED = (
    ("2021-10-13", "A bomb killed three people at a mosque in Kunduz today."),
    ("2021-10-14", "The bomb at the mosque in Kunduz yesterday killed five people."),
    ("2022-02-01", "The library opens again in spring."),
)


def statements(record: Record) -> list[Statement]:
    evidence = record.evidence()
    units = Units(evidence.texts, evidence.families, record.tables)
    return units.statements((m for m in evidence.mentions if m.claimed.kind == "attack"), "killed")


def test_two_posts_of_a_channel_are_one_source_and_two_statements_in_time(tmp_path: Path) -> None:
    record = record_of(tmp_path, {"result.json": channel(*CORRECTED)})
    [source] = record.dump()["sources"]
    assert (source["publisher"], source["published"]) == ("Valley News", "2022-02-01")
    assert [(one.published, one.count.low) for one in statements(record)] == [("2021-10-13", 3), ("2021-10-14", 5)]
    assert len({one.outlet for one in statements(record)}) == len({one.unit for one in statements(record)}) == 1
    [incident] = record.dump()["incidents"]
    assert (incident["when"]["earliest"], incident["sources"], incident["origins"]) == (
        "2021-10-13", [source["id"]], {"low": 1, "high": 1},
    )  # fmt: skip


def test_what_a_channel_says_later_stands(tmp_path: Path) -> None:
    record = record_of(tmp_path, {"result.json": channel(*CORRECTED)})
    [incident] = record.dump()["incidents"]
    assert incident["killed"] == {"low": 5, "best": 5, "high": 5}


def test_two_people_of_a_group_do_not_correct_one_another(tmp_path: Path) -> None:
    record = record_of(tmp_path, {"result.json": channel(*CORRECTED, kind="private_group")})
    [incident] = record.dump()["incidents"]
    assert (incident["killed"]["low"], incident["killed"]["high"]) == (3, 5)
    assert incident["origins"] == {"low": 1, "high": 1}


def test_posts_of_other_years_are_other_attacks(tmp_path: Path) -> None:
    posts = [
        (day, f"A bomb killed {n} people at a mosque in Kunduz today.")
        for n, day in ((3, "2020-10-13"), (5, "2021-10-13"))
    ]
    record = record_of(tmp_path, {"result.json": channel(*posts)})
    assert [i["when"]["earliest"] for i in record.dump()["incidents"]] == ["2020-10-13", "2021-10-13"]


def test_a_claim_is_shown_with_the_day_of_its_own_message(tmp_path: Path) -> None:
    record = record_of(tmp_path, {"result.json": channel(*CORRECTED)})
    [source] = record.show()["sources"]
    assert source["days"] == ["2021-10-13", "2022-02-01"]
    killed = [row for row in record.show(source["id"])["claims"] if row["property"] == "killed"]
    assert [(row["said"], row["published"]) for row in killed] == [("3", "2021-10-13"), ("5", "2021-10-14")]
