"""Cue words of Dari and Pashto: `data/common/persian_cues.csv`, with verbs written once (`persian_verbs.csv`).

A form such as `کشته {شدن}` stands for `کشته` before every form of the verb `شدن`; the verbs' forms are rows of

    verb,forms,source
"""

from __future__ import annotations

from functools import cache

from gowah.words.sheets import folded_words, language_forms, sheet


@cache
def verb_forms() -> dict[str, tuple[tuple[str, ...], ...]]:
    """`{verb}` -> its forms, a tuple of folded words each."""
    return {
        "{" + "".join(folded_words(row["verb"])) + "}": tuple(
            dict.fromkeys(folded_words(form) for form in language_forms(row, "forms"))
        )
        for row in sheet("persian_verbs")
    }


@cache
def persian_cues() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """(kind of cue, folded words) of every form."""
    found: dict[tuple[str, tuple[str, ...]], None] = {}
    for row in sheet("persian_cues"):
        for form in language_forms(row, "forms"):
            for words in _expanded(folded_words(form)):
                found[row["cue"], words] = None
    return tuple(found)


def _expanded(words: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """The words with a verb in braces (one at most) put in all its forms."""
    for n, word in enumerate(words):
        if word.startswith("{"):
            return tuple((*words[:n], *form, *words[n + 1 :]) for form in verb_forms()[word])
    return (words,)
