"""What a text holds that was not read for claims although it speaks of harm: said as Problems, never passed over."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from gowah.claim.english.sentence import MOST_CHARACTERS, MOST_PARSED, Sentence, is_dense, rows_of
from gowah.model import Problem, SourceText
from gowah.words.markup import code_spans

_LARGE = 400  # code points: shorter stretches without words are rules, lines of a table, addresses
_ENDS = re.compile(r"[.!?…]")
_ENDLESS = re.compile(r"\d{16,}|\d{1,3}(?:,\d{3}){5,}")
_BESIDE = 60  # code points between an endless number and the word that says what it counts
_DIGIT = re.compile(r"\d")

Speaks = Callable[[str], bool]
"""Whether words can tell of harm at all."""


def unread(text: SourceText, found: Sequence[Sentence], speaks: Speaks) -> Iterator[Problem]:
    """One Problem for each kind of stretch that was left out; `found` are the sentences that were read."""
    body = text.text[:MOST_CHARACTERS]
    if (end := _read_to(text, found)) < len(text.text):
        yield Problem(
            where=text.file, what=f"only the first {end:,} characters were read for claims",
            hint="Split the report and keep its parts.",
        )  # fmt: skip
    if stretches := _no_sentences(text, body, found, speaks):
        first, many = stretches[0][0], sum(b - a for a, b in stretches)
        yield Problem(
            where=text.file,
            what=f"{many:,} characters, the first at {first + 1:,}, were not read for claims: too long, too many "
            "numbers or the same few words over and over for sentences",
            hint="Keep tables as CSV; part what is a sentence into shorter ones, or enter what it says by hand.",
        )
    if any(_DIGIT.search(body, a, b) and speaks(body[a:b]) for a, b in code_spans(body)):
        yield Problem(
            where=text.file, what="lines of data, markup or program code were not read for claims",
            hint="Keep data as a table (docs/datasets.md), or enter what they say by hand.",
        )  # fmt: skip
    endless = (m.span() for m in _ENDLESS.finditer(body))
    if any(speaks(_beside(body, a, b)) for a, b in endless):
        yield Problem(
            where=text.file, what="a number of more than 15 digits was not read",
            hint="Nobody can have counted so many: compare the report with its original.",
        )  # fmt: skip


def unheeded(text: SourceText, found: Sequence[Sentence], told: Sequence[Sentence]) -> Iterator[Problem]:
    """One Problem for the sentences with numbers that were taken as orders to the reader; `told` are without these."""
    many = sum(bool(a.numbers) and not b.numbers for a, b in zip(found, told, strict=True))
    if many:
        yield Problem(
            where=text.file,
            what=f"{many} sentence{'s' if many > 1 else ''} with numbers not read for claims: they tell a reader or a "
            "program what to do, or a made-up story, a drill or a game",
            hint="If something is stated there, enter it by hand.",
        )


def _beside(body: str, start: int, end: int) -> str:
    """The words around a stretch, on its own line."""
    before, after = body[max(0, start - _BESIDE) : start], body[end : end + _BESIDE]
    return f"{before.rpartition(chr(10))[2]} {after.partition(chr(10))[0]}"


def _read_to(text: SourceText, found: Sequence[Sentence]) -> int:
    """Up to where the text was read: no further than `MOST_CHARACTERS`, and `MOST_PARSED` of them in sentences."""
    if len(text.text) > MOST_PARSED and found and found[-1].start < rows_of(text)[-1][1]:
        return found[-1].end
    return min(len(text.text), MOST_CHARACTERS)


def _no_sentences(text: SourceText, body: str, found: Sequence[Sentence], speaks: Speaks) -> list[tuple[int, int]]:
    """The large stretches that are no sentences, and the sentences that had too many words for the parser."""
    stretches = [(s.start, s.end) for s in found if s.parses.refused(s.start)]
    if max(map(len, _ENDS.split(body))) > _LARGE:
        rows = [(start, end) for _, start, end in rows_of(text) if end - start > _LARGE]
        stretches += [(a, b) for a, b in rows if is_dense(body[a:b]) and speaks(body[a:b])]
    return sorted(set(stretches))
