"""The English claimer: sentences once, then every finder over them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from gowah.claim.bounds import as_stored, within_bounds
from gowah.claim.english import attacks, gaps, groups, needs, people, ties, totals
from gowah.claim.english.casualties import victims_among
from gowah.claim.english.orders import without_orders
from gowah.claim.english.relevance import looked_into, may_matter
from gowah.claim.english.sentence import Sentence
from gowah.claim.english.unread import unheeded, unread
from gowah.claim.scripts import is_persian, part_in_script
from gowah.model import Claimed, Problem, SourceText
from gowah.version import __version__
from gowah.words import Settings, Tables, is_persian_script
from gowah.words.markup import unmarked
from gowah.words.media import is_table

Finder = Callable[[Sequence[Sentence], Tables, Settings], Iterator[Claimed]]

_FINDERS: tuple[Finder, ...] = (attacks.find, totals.find, groups.find, ties.find, people.find)
_OF_APPEALS: tuple[Finder, ...] = (needs.find, gaps.find)
"""What orders tell of too: "Give them shelter", "Count the dead of the provinces"."""


@dataclass(frozen=True, slots=True)
class English:
    """Claims of English texts."""

    name: str = "gowah-claim-english"
    version: str = __version__

    def claim(self, text: SourceText, tables: Tables, settings: Settings) -> Iterator[Claimed | Problem]:
        """Every mention in the text, in the order of the text; of a Dari or Pashto text those of its English lines,
        nothing for other languages and for tables."""
        part = text if is_english(text) else _english_lines(text)
        if part is None:
            return
        plain = unmarked(part.text)
        found = looked_into(part if plain == part.text else replace(part, text=plain), tables, settings)
        told = without_orders(found)
        claims = {claimed: None for finder in _FINDERS for claimed in finder(told, tables, settings)}
        claims |= {claimed: None for finder in _OF_APPEALS for claimed in finder(found, tables, settings)}
        mentions = sorted(
            victims_among(tuple(claims), told), key=lambda c: (c.anchor.start, c.anchor.end, c.kind, repr(c.values))
        )
        yield from unheeded(part, found, told)
        if part is text:
            yield from unread(text, found, partial(may_matter, tables=tables))
        yield from within_bounds((as_stored(claimed, text) for claimed in mentions), text.file, tables)


def _english_lines(text: SourceText) -> SourceText | None:
    return part_in_script(text, persian=False) if is_persian(text) and not is_table(text) else None


def is_english(text: SourceText) -> bool:
    """True for running text marked as English, or in Latin letters where nothing is marked."""
    if is_table(text):
        return False
    language = (text.described.language or "").lower()
    if language:
        return language.split("-")[0] == "en"
    return not is_persian_script(text.text[:20_000])
