"""Whether words point at one person: names in the words for a speaker, and groups that are nobody in particular."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from gowah.words.kin import function_words
from gowah.words.names import find_names
from gowah.words.script import fold, is_persian_script, words
from gowah.words.sheets import folded_words, language_forms, sheet
from gowah.words.tables import Tables

_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff"
_CAPITALS = re.compile(rf"(?<!\w)[^\W\d_a-z{_RTL}][\w'’]*(?:[ -](?:[^\W\d_a-z{_RTL}][\w'’]*|al|ul|e|bin)(?!\w))*")
_TOKEN = re.compile(r"[^\W\d_][\w]*(?:['’]s?)?")
_BREAK = re.compile(r"[,;:()]|(?<!\w)(?:of|with|in|from|who|whose|which|that|at|near|for|on|by)(?!\w)", re.IGNORECASE)
_OWNED = re.compile(r"(?:'s|’s|s'|s’)$")


def names_in(speaker: str) -> Iterator[str]:
    """The names in the words for a speaker: "a shopkeeper, Gul Agha" names one, "Relatives of the dead" none.

    A name is a run of words with capitals (one such word alone at the start is a name only where nothing in small
    letters follows it), or the whole in a script that has no capitals.
    """
    if is_persian_script(speaker) and not function_words().intersection(word.form for word in words(speaker)[:1]):
        yield speaker  # but "a nurse" begins with a function word
    for run in _CAPITALS.finditer(speaker):
        opens = run.start() == 0 and " " not in run[0] and re.match(r"\s+[a-z]", speaker[run.end() :])
        if run[0][0].isupper() and not opens:
            yield run[0]


def is_group(said: str, tables: Tables) -> bool:
    """True where words surely mean several persons or a body, and name no person: "the families of the dead".

    Not a group: "a widow with four children", "the family of Gul Agha", whatever is not understood.
    """
    if is_persian_script(said):
        return _is_persian_group(said, tables)
    known = [(span.start, span.end) for span in find_names(said, tables)]
    for token in _TOKEN.finditer(said):
        listed = any(start < token.end() and token.start() < end for start, end in known)
        if not token[0][0].isupper() or listed:
            continue
        base = fold(_OWNED.sub("", token[0]))
        plain = base in function_words() or base in collectives() or _is_plural(base)
        if (token.start() > 0 and not plain) or (_OWNED.search(token[0]) and not plain):
            return False
    phrase = _BREAK.split(said, maxsplit=1)[0]
    own = [fold(token[0]) for token in _TOKEN.finditer(phrase)]
    return bool(own) and (own[-1] in collectives() or _is_plural(own[-1]))


def _is_plural(word: str) -> bool:
    """True for an English plural by its ending: `relatives`, but not `boss`, `chorus` or the possessive `driver's`."""
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "'s", "’s"))


def _is_persian_group(said: str, tables: Tables) -> bool:
    """In a script without capitals a name looks like any word: every word must be known, and one be a collective."""
    known = [(span.start, span.end) for span in find_names(said, tables)]
    own = words(said)
    allowed = function_words() | collectives()
    understood = all(w.form in allowed or any(a < w.end and w.start < b for a, b in known) for w in own)
    return bool(own) and understood and own[0].form in collectives()


@cache
def collectives() -> frozenset[str]:
    """Folded words for many persons, or for a body, in all languages (`data/common/collectives.csv`)."""
    forms = (form for row in sheet("collectives") for form in language_forms(row, "words"))
    return frozenset(word for form in forms for word in folded_words(form))
