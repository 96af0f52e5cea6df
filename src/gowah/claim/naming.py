"""Whether the words for a speaker name a person who holds no office that the tables know."""

from __future__ import annotations

from collections.abc import Iterable

from gowah.words import NameSpan
from gowah.words.persons import names_in


def is_personal(words: str, names: Iterable[NameSpan]) -> bool:
    """True where the words may name a person: capitals that are part of no known name, and no acronym of an office.

    `names` are the names of offices, groups, outlets and places that stand in the words.
    """
    known = [name.as_written for name in names]
    for name in names_in(words):
        bare = [token for token in name.split() if not (token.isupper() and len(token) > 1)]
        if any(not any(token in each for each in known) for token in bare):
            return True
    return False
