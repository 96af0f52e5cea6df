"""What a sentence says that is the same in every language: its numbers, its names, its days.

Numbers and names of the tables are known beforehand. Names that no table has meet by their sounds: every capitalised
word of a Latin text, every longer word of a Persian-script one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gowah.trace.sentences import Page, Sentence
from gowah.words.dates import find_dates
from gowah.words.issued import issued_at
from gowah.words.kin import function_words, skeleton
from gowah.words.script import is_persian_script, words

_SOUNDS = 3  # consonants of a name that may meet in another script
_SAME_SCRIPT = 4  # consonants of a word that may meet in another language of its own script
_WEIGHTS = {3: 900, 4: 1500}
_LONG_NAME = 2000  # weight of a name of five consonants and more
_DAY = 1500  # weight of a day


def universal(page: Page, *, one_script: bool = False) -> dict[int, frozenset[str]]:
    """Facts of each sentence by its number: `#12`, `@places AF-HER`, `^2022-03-03`, `~mrdn`."""
    least = _SAME_SCRIPT if one_script else _SOUNDS
    whole = _date(page.published)
    posts = page.posts  # "yesterday" is the day before each message's own
    days = {s.n: issued_at(posts, s.start) if posts else whole for s in page.sentences}
    return {s.n: frozenset(_facts(page, s, days[s.n], least)) for s in page.sentences}


def weight(fact: str) -> int:
    """Of a name by its sounds, or of a day; what the tables know is weighed by its rarity."""
    return _DAY if fact[0] == "^" else _WEIGHTS.get(len(fact) - 1, _LONG_NAME)


def persian(page: Page) -> bool:
    """Written in the Persian script."""
    return is_persian_script(page.source.text[:2000])


def _facts(page: Page, sentence: Sentence, published: date | None, least: int) -> Iterator[str]:
    yield from (token for token in sentence.tokens if token[0] in "#@")
    piece = page.source.text[sentence.start : sentence.end]
    times = find_dates(piece, published)
    yield from (f"^{t.when.earliest}" for t in times if t.when.precision == "day")
    taken = [(t.start, t.end) for t in times] + [
        (s - sentence.start, e - sentence.start) for *_, s, e in sentence.names
    ]
    little = function_words()
    for word in words(piece):
        letter = piece[word.start]
        named = letter.isupper() if letter.isascii() else True
        if not named or word.form in little or any(low <= word.start < high for low, high in taken):
            continue
        heard = skeleton(word.form)
        if len(heard) >= least:
            yield f"~{heard}"


def _date(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso[:10])
    except ValueError:
        return None
