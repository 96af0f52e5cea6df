"""The long run itself: it says how far it is, and where to go on."""

from __future__ import annotations

import campaign
import pytest


def test_a_run_tells_how_far_it_is_and_that_nothing_is_left(capsys: pytest.CaptureFixture[str]) -> None:
    total, following = campaign.run(first=3, inputs=6, hands=2, seconds=120)
    assert (total.done, sum(total.ends.values()), following) == (6, 6, 9)
    last = capsys.readouterr().err.splitlines()[-1]
    assert last.startswith("6 of 6 inputs, ")
    assert "slowest" in last
    assert "\r" not in last  # a log is no terminal


def test_a_run_that_was_stopped_tells_where_to_go_on() -> None:
    total, following = campaign.run(first=40, inputs=6, hands=2, seconds=0)
    assert (total.done, following) == (0, 40)
