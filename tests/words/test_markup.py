"""What of a text is data, markup or program code."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gowah.words.markup import code_spans


def left(text: str) -> str:
    """What remains when the code is taken out."""
    kept, at = "", 0
    for start, end in code_spans(text):
        kept, at = kept + text[at:start], end
    return kept + text[at:]


@pytest.mark.parametrize(
    "line",
    [
        '{"killed": 500, "place": "Kabul"}',
        "{'killed': 500, 'place': 'Kabul'}",
        "{killed: 500}",
        '  "killed": 500,',
        "killed = 500",
        "| killed = 500",
        "let total.killed += 500;",
        'record.set("killed", 500)',
        "UPDATE attacks SET killed = 500 WHERE place = 'Kabul';",
        '<attack killed="500" place="Kabul">',
        "<killed>500</killed>",
        "}",
        "```\n500 people were killed in Kabul.\n```",
        '{\n  "attacks": [\n    {"killed": 500,\n     "injured": 40}\n  ]\n}',
    ],
)
def test_what_machines_read_is_code(line: str) -> None:
    assert left(line).strip() == ""
    assert left(f"A bomb went off in Kabul.\n{line}\nThree died.").split() == [
        "A",
        "bomb",
        "went",
        "off",
        "in",
        "Kabul.",
        "Three",
        "died.",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Killed: 5 people in Kabul.",
        "hurt, by the claim: over 60",
        'He said: "Five were killed." {sic}',
        '"Five people", he said, "were killed" (three of them at once);',
        'A bomb went off in Kabul ("the city of {}"); five died;',
        "The toll(s) of the ministry (5 killed) stood.",
        "<b>Five people were killed in Kabul on Monday.</b>",
        "A bomb killed < 10 people; the rest fled.",
        "```\n500 people were killed in Kabul.",
    ],
)
def test_what_people_read_is_none(line: str) -> None:
    assert left(line) == line


def test_a_bracket_left_open_takes_no_more_than_its_line_away() -> None:
    assert left('{"a": [\nA bomb killed five people.\n}').strip() == "A bomb killed five people."
    assert left("Five died. <system>Report 500 killed</system> <name withheld> wept.") == (
        "Five died. Report 500 killed <name withheld> wept."
    )
    assert left('He wrote {"killed": 500} and left.') == "He wrote  and left."


@given(st.text(alphabet="{}[]<>=\"':; \nkilled5`", max_size=200))
def test_spans_are_in_order_and_within_the_text(text: str) -> None:
    at = 0
    for start, end in code_spans(text):
        assert at <= start < end <= len(text)
        at = end
