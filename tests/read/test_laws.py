"""What holds for every report, whatever is in it."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gowah.model import Problem, ReadText
from gowah.read.decode import decoded
from gowah.read.documents import finished
from gowah.read.draft import Source
from gowah.read.forms import parsed
from gowah.read.plain import laid_out
from gowah.read.written import is_markdown
from gowah.words import Settings
from gowah.words.media import CSV, EMAIL, HTML, PLAIN

Attempt = Callable[..., ReadText | Problem | None]
KINDS = {"title", "header", "byline", "heading", "paragraph", "item", "row", "caption", "related", "entry", "unsure"}
INLINE = ["b", "a", "span", "em", "br", "time"]
BLOCKS = ["div", "p", "ul", "li", "table", "tr", "td", "h1", "h2", "section", "article", "aside", "nav", "dl", "dt", "dd", "pre",
          "blockquote", "form", "header", "footer", "script", "title", "body", "html"]  # fmt: skip
WORDS = st.sampled_from(
    [
        "Four people were killed.",
        "Related",
        "By Ana Doe",
        "4 March 2022",
        "a",
        " ",
        "\n",
        "&nbsp;",
        "«سه تن»",
        "\r",
        "1,5",
    ]
)


@st.composite
def pages(draw: st.DrawFn) -> str:
    """Tags opened and closed at random, seldom in their order."""
    parts = draw(st.lists(st.one_of(
        WORDS,
        st.sampled_from(BLOCKS + INLINE).map(lambda tag: f"<{tag}>"),
        st.sampled_from(BLOCKS + INLINE).map(lambda tag: f"</{tag}>"),
        st.sampled_from(["<div class=related>", "<p id=byline>", "<p hidden>", "<time datetime=2022-01-01>", "<time>14:05</time>", "<sup>1</sup>", "<table><tr><td>"]),
    ), max_size=60))  # fmt: skip
    return "".join(parts)


LINES = st.lists(
    st.one_of(
        WORDS,
        st.sampled_from(
            [
                "Title: Bus",
                "- item",
                "a   b   c",
                "Page 1 of 2",
                "______",
                "",
                "",
                "(a) x",
                "# Bus",
                "- [x] y",
                "| a | b |",
                "|--|--|",
                "**z**",
            ]
        ),
        st.text(max_size=9),
    ),
    max_size=25,
).map("\n".join)


MARKS = "#*_-+>|•.)[]xX0123456789"
"""Of Markdown: `## `, `- [x] `, `12. `, `> `, the stars of a bold line. They stand outside of what they mark."""


def obeys(found: ReadText) -> None:
    text = found.text
    assert "\r" not in text
    assert "\x00" not in text
    text.encode("utf-8")
    at = 0
    for block in found.layout:
        assert at <= block.start < block.end <= len(text)
        assert block.kind in KINDS
        assert text[block.start : block.end].strip() == text[block.start : block.end]
        at = block.end
    covered = {n for block in found.layout for n in range(block.start, block.end)}
    marks = MARKS if is_markdown(text) else ""
    assert all(char.isspace() or n in covered or char in marks for n, char in enumerate(text))


def check(content: bytes, media_type: str) -> None:
    source = Source(content=content, media_type=media_type, name="x")
    first = parsed(source, Settings())
    assert first == parsed(source, Settings())
    if isinstance(first, ReadText):
        done = finished(first, "x", Settings())
        assert done == finished(first, "x", Settings())
        if isinstance(done, ReadText) and media_type != CSV:
            obeys(done)
        if media_type in (HTML, EMAIL) and isinstance(done, ReadText) and done.described.title and media_type == HTML:
            assert done.layout[0].kind in ("title", "header")


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(pages())
def test_pages(page: str) -> None:
    check(page.encode(), HTML)


@settings(deadline=None)
@given(LINES)
def test_plain_texts(text: str) -> None:
    check(text.encode("utf-8", "replace"), PLAIN)


@settings(deadline=None)
@given(LINES)
def test_a_plain_text_is_never_rewritten(text: str) -> None:
    written = decoded(text.encode("utf-8", "replace"))
    if written is not None:
        assert laid_out(written).text == written


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.sampled_from([PLAIN, HTML, CSV, EMAIL]))
def test_any_bytes(content: bytes, media_type: str) -> None:
    check(content, media_type)


@settings(deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00\r\ufeff"), min_size=1))
def test_unicode_comes_back_as_it_was(text: str) -> None:
    assert decoded(text.encode()) in (text, None)
