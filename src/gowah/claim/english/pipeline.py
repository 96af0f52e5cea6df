"""The English claimer: sentences once, then every finder over them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from gowah.claim.english import attacks, gaps, groups, needs, people, ties, totals
from gowah.claim.english.casualties import victims_among
from gowah.claim.english.relevance import looked_into
from gowah.claim.english.sentence import MOST_CHARACTERS, MOST_PARSED, Sentence, rows_of
from gowah.model import Claimed, Problem, SourceText
from gowah.version import __version__
from gowah.words import Settings, Tables, is_persian_script
from gowah.words.media import is_table

Finder = Callable[[Sequence[Sentence], Tables, Settings], Iterator[Claimed]]

_FINDERS: tuple[Finder, ...] = (attacks.find, totals.find, groups.find, ties.find, people.find, needs.find, gaps.find)


@dataclass(frozen=True, slots=True)
class English:
    """Claims of English texts."""

    name: str = "gowah-claim-english"
    version: str = __version__

    def claim(self, text: SourceText, tables: Tables, settings: Settings) -> Iterator[Claimed | Problem]:
        """Every mention in the text, in the order of the text; nothing for other languages and for tables."""
        if not is_english(text):
            return
        found = looked_into(text, tables, settings)
        if (end := _read_to(text, found)) < len(text.text):
            yield Problem(
                where=text.file, what=f"only the first {end:,} characters were read for claims",
                hint="Split the report and keep its parts.",
            )  # fmt: skip
        told = {claimed: None for finder in _FINDERS for claimed in finder(found, tables, settings)}
        claims = victims_among(tuple(told), found)
        yield from sorted(claims, key=lambda c: (c.anchor.start, c.anchor.end, c.kind, repr(c.values)))


def is_english(text: SourceText) -> bool:
    """True for running text marked as English, or in Latin letters where nothing is marked."""
    if is_table(text):
        return False
    language = (text.described.language or "").lower()
    if language:
        return language.split("-")[0] == "en"
    return not is_persian_script(text.text[:20_000])


def _read_to(text: SourceText, found: Sequence[Sentence]) -> int:
    """Up to where the text was read: no further than `MOST_CHARACTERS`, and `MOST_PARSED` of them in sentences."""
    if len(text.text) > MOST_PARSED and found and found[-1].start < rows_of(text)[-1][1]:
        return found[-1].end
    return min(len(text.text), MOST_CHARACTERS)
