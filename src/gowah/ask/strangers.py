"""What a question names and the record knows nothing of: better said than answered past.

"The attack on the moon" narrows nothing that a table knows, so that without this look every attack would
answer it. Looked at are the noun phrases after a preposition, in any case of letters, and of each its head,
the last noun: modifiers ("the main hospital") are too often plain adjectives that no report happens to use.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from gowah.ask import cues
from gowah.ask.desk import Desk, plain_words
from gowah.ask.query import Query
from gowah.ask.understand import LONGEST
from gowah.words import Tables, find_names, fold, is_persian_script
from gowah.words.dates import find_dates
from gowah.words.kin import function_words, skeleton

FEWEST = 4
"""Consonants by which a word is recognised in the other script: three are shared by too many."""

NOUNS = ("groups", "communities", "sites", "tactics", "places", "of_whom", "organisations", "outlets")
"""Tables whose names end a noun phrase; those of verbs and adverbs do not."""

_TOKEN = re.compile(r"[^\W\d_][\w'’]*(?:-[\w'’]+)*")
_SPELLINGS = (("our", "or"), ("or", "our"), ("ise", "ize"), ("ize", "ise"), ("isa", "iza"), ("iza", "isa"))


def stranger(query: Query, desk: Desk) -> str | None:
    """The first noun of the question that is neither in the tables nor in any kept text; None where all is known."""
    text = " ".join(query.text[:LONGEST].split())
    for phrase in _phrases(text, desk.tables):
        head = phrase.split()[-1]
        if not _is_known(fold(head).removesuffix("'s").removesuffix("’s"), desk):
            return phrase
    return None


def _phrases(text: str, tables: Tables) -> Iterator[str]:
    """The runs of words after a preposition and its determiners whose last word no table knows.

    A run ends at a mark, a function word, a date, a name of the tables or a word of the grammar of questions.
    """
    folded = fold(text)
    spans = [*find_names(text, tables), *find_names(text.lower(), tables)]
    known = [(span.start, span.end) for span in spans if span.table in NOUNS]
    aside = [(span.start, span.end) for span in find_dates(text, None)]
    if len(folded) == len(text):
        aside += [match.span() for pattern in (cues.ASIDE, cues.IDIOM) for match in pattern.finditer(folded)]
    tokens = list(_TOKEN.finditer(text))
    for n, token in enumerate(tokens):
        if fold(token[0]) in cues.PREPOSITIONS and not _inside(token, aside):
            run = _run(text, tokens[n:], known, aside)
            if run:
                yield text[run[0].start() : run[-1].end()]


def _run(
    text: str, tokens: Sequence[re.Match[str]], known: Sequence[tuple[int, int]], aside: Sequence[tuple[int, int]]
) -> list[re.Match[str]]:
    """The words of one phrase; none where it is known by its last word. `aside` are dates and set phrases."""
    run: list[re.Match[str]] = []
    end = tokens[0].end()
    for token in tokens[1:]:
        word = fold(token[0])
        if text[end : token.start()].strip():
            break
        end = token.end()
        if not run and word in cues.DETERMINERS:
            continue
        if _inside(token, known) or cues.EVENT.fullmatch(word):
            return []
        if word in function_words() or _is_grammar(word) or _inside(token, aside):
            break
        run.append(token)
    return run


def _inside(token: re.Match[str], spans: Iterable[tuple[int, int]]) -> bool:
    return any(start < token.end() and token.start() < end for start, end in spans)


@cache
def _is_grammar(word: str) -> bool:
    """True for a word that the grammar of questions itself speaks of, or one so general that it names nothing."""
    spoken = {part for pattern in cues.GRAMMAR for part in re.findall(r"[a-z]{3,}", pattern.pattern)}
    forms = {word, word.removesuffix("s")}
    if forms & (spoken | cues.ORDINARY | cues.GENERAL | set(cues.MONTHS)):
        return True
    return any(pattern.search(word) for pattern in cues.GRAMMAR)


def _is_known(word: str, desk: Desk) -> bool:
    """True when a text or its heading holds the word in any form, also in the other script, or a table does."""
    forms = _forms(word)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(forms)))})(?:e?s|e?d|ing|r)?(?!\w)")
    heads = [" ".join(filter(None, (t.outlet, t.described.title))) for t in desk.texts.values()]
    if any(pattern.search(fold(said)) for said in (*heads, *(text.text for text in desk.texts.values()))):
        return True
    if any(pattern.search(fold(alias)) for _, _, _, alias in desk.tables.names):
        return True
    sound = skeleton(word)
    return len(sound) >= FEWEST and any(
        is_persian_script(other) and skeleton(other) == sound
        for text in desk.texts.values()
        for other in plain_words(text.text)
    )


def _forms(word: str) -> set[str]:
    """The word without its endings, and as the other shore of the Atlantic spells it."""
    forms = {word}
    for ending, instead in (("ies", "y"), ("es", ""), ("s", ""), ("ed", ""), ("ing", "")):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            forms.add(word[: -len(ending)] + instead)
    for form in tuple(forms):
        forms |= {form.replace(here, there) for here, there in _SPELLINGS}
        forms |= {f"{form[:-2]}{there}" for here, there in (("re", "er"), ("er", "re")) if form.endswith(here)}
    return forms
