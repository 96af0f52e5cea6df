"""Plain text in Markdown: marks are furniture, the first heading is the title, no letter is changed."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gowah.model import ReadText
from gowah.read.plain import laid_out
from gowah.read.written import is_markdown

Reader = Callable[..., ReadText]
Blocks = Callable[[ReadText], list[tuple[str, str]]]
LEAD = "A bomb went off beside a bus in the east of the town on Friday and killed four people, the governor said."


def test_a_report_in_markdown(read: Reader, blocks: Blocks) -> None:
    text = f"""# Bus bombed in the east

*By Ana Doe, 4 March 2022*

{LEAD}

- **Killed:** 4
- Wounded: 9,
  most of them children

## What is known

> {LEAD}

***

1. A road
2. A bridge

| Day | Killed |
|-----|-------:|
| Monday | 4 |
"""
    found = read(text)
    assert found.text == text
    assert (found.described.title, found.described.author) == ("Bus bombed in the east", "Ana Doe")
    assert found.described.published == "2022-03-04"
    assert blocks(found) == [
        ("title", "Bus bombed in the east"), ("byline", "By Ana Doe, 4 March 2022"), ("paragraph", LEAD),
        ("item", "**Killed:** 4"), ("item", "Wounded: 9, most of them children"), ("heading", "What is known"),
        ("paragraph", LEAD), ("header", "***"), ("item", "A road"), ("item", "A bridge"), ("row", "Day | Killed"),
        ("header", "|-----|-------:|"), ("row", "Monday | 4"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "head",
    [
        "# Bus bombed\n\nPublished: 2022-03-04\nBy: Ana Doe",
        "# Bus bombed #\n**Published:** 4 March 2022\n**By:** Ana Doe",
        "Bus bombed\n==========\n\nPublished: 2022-03-04\nBy: Ana Doe",
        '---\ntitle: "Bus bombed"\ndate: 2022-03-04T10:20:00Z\nauthor: Ana Doe\ntags: [bus]\n---\n\n# Bus bombed',
        "---\ntitle: Bus bombed\ndate: 2022-03-04\nauthor: Ana Doe\n---",
        "Published: 2022-03-04\nBy: Ana Doe\n\n# Bus bombed",
        "# Bus bombed\n_By Ana Doe, 4 March 2022_",
    ],
)
def test_heads(read: Reader, head: str) -> None:
    described = read(f"{head}\n\n{LEAD}\n\n## More\n\n{LEAD}\n\n## Still more\n\n{LEAD}").described
    assert (described.title, described.published, described.author) == ("Bus bombed", "2022-03-04", "Ana Doe")


def test_a_heading_below_the_first_paragraph_is_the_title_all_the_same(read: Reader, blocks: Blocks) -> None:
    found = read(f"{LEAD}\n\n# Bus bombed\n\n{LEAD}")
    assert found.described.title == "Bus bombed"
    assert [kind for kind, _ in blocks(found)] == ["paragraph", "title", "paragraph"]


def test_a_table_without_outer_bars(read: Reader, blocks: Blocks) -> None:
    found = read(f"{LEAD}\n\nDay | Killed\n--- | ---\nMonday | 4\nTuesday | 5\n\n{LEAD}")
    assert [kind for kind, _ in blocks(found)] == ["paragraph", "row", "header", "row", "row", "paragraph"]


def test_what_stands_between_fences_has_no_marks(read: Reader, blocks: Blocks) -> None:
    found = read(f"# Bus bombed\n\n{LEAD}\n\n```\n# no heading\n| no | row |\n```\n\n# A heading\n\n{LEAD}")
    assert [kind for kind, text in blocks(found) if "no " in text] == ["paragraph"]
    assert ("heading", "A heading") in blocks(found)


def test_related_stories_are_marked(read: Reader, blocks: Blocks) -> None:
    found = read(
        f"# Bus bombed\n\n{LEAD}\n\n## Related stories\n\n- [Gunmen kill nine](https://a.example)\n- Two die\n"
    )
    assert [kind for kind, _ in blocks(found)] == ["title", "paragraph", "related", "related"]


@pytest.mark.parametrize(
    "text",
    [
        LEAD, f"#Kabul #Bus\n\n{LEAD}", f"{LEAD}\n\n- one\n- two", f"{LEAD}\n\n-----\n\n{LEAD}", f"No. # 5\n\n{LEAD}",
        f"4 * 4 * 4\n\n{LEAD}", "a | b | c\n\nd | e | f", f"___\n\n{LEAD}", f"It is **so**.\n\n{LEAD}",
        "Sent from my phone\n---\nOn Friday he wrote:\n---\n", f"Note: x\n# 4 dead\n{LEAD}",
    ],
)  # fmt: skip
def test_other_texts_are_left_alone(text: str) -> None:
    assert not is_markdown(text)


LINES = st.sampled_from(
    ["# A", "## B c ##", "#", "- d", "* **e:** 5", "1. f", "| g | h |", "|---|---|", "i | j", "-|-", "--- | ---", "---",
     "===", "", "", "", "> k", ">", "```", "~~~", "title: l", "**m**", "*", "**", "|", "||", "| |", "\t- n", "o p.", "- ",
     "- [ ] q", "کشته ۷", "# کابل", "By Ana Doe, 4 March 2022", "***r***", "__s__"]
)  # fmt: skip


@given(st.lists(LINES, max_size=14))
def test_every_word_is_in_one_block_and_in_its_order(lines: list[str]) -> None:
    text = "\n".join(["# Title", "", *lines])
    found = laid_out(text)
    assert found.text == text
    spans = [(block.start, block.end) for block in found.layout]
    assert spans == sorted(spans)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))
    assert all(text[start:end].strip() == text[start:end] != "" for start, end in spans)
    inside = "".join(text[start:end] for start, end in spans)
    assert [c for c in inside if c.isalpha()] == [c for c in text if c.isalpha()]
