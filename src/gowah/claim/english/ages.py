"""Numbers that tell how old somebody is, and count nobody: "his wife, 58, …", "Gul A. (29)", "the youngest was 9"."""

from __future__ import annotations

import re
from functools import cache

from gowah.claim.english.parse import Token
from gowah.claim.english.sentence import Sentence
from gowah.words import NumberSpan, fold
from gowah.words.people import cue_words
from gowah.words.sheets import language_forms, sheet

_OLDEST = 120
_AFTER_COMMA = re.compile(r"\s*(?:[,.;)–—]|$|\n|and\b|was\b|is\b|who\b)")
_DIED_AT = re.compile(r"\b(?:died?|dies|dying|passed\s+away)\b(?:\s+\w+){0,3}\s+at\s+$", re.IGNORECASE)
_GREW = re.compile(
    r"\b(?:reach(?:ed|es)|turn(?:ed|s|ing)"
    r"|age[ds]?(?:\s+between)?(?:\s+\d{1,2},)*(?:\s+\w+\s+(?:and|to|or))?)\s+$",
    re.IGNORECASE,
)
_UNDER = re.compile(r"(?:under|below|over)\s", re.IGNORECASE)
_TOGETHER = frozenset({"also", "both", "all", "each"})
_AS_OLD = frozenset({"youngest", "oldest", "eldest"})
_SOMEBODY = frozenset({"he", "she", "i", "who", "himself", "herself"})


def is_age(sentence: Sentence, number: NumberSpan) -> bool:
    """True for a number behind somebody's name or noun that tells an age."""
    if number.value >= _OLDEST or _counts_a_noun(sentence, number):
        return False
    text, start = sentence.text.text, sentence.start
    near = text[max(start, number.start - 40) : number.start]
    if _DIED_AT.search(near) or _GREW.search(near):
        return True
    if _UNDER.match(text, number.start, number.number_start) and (number.count.low is None or number.start == start):
        return bool(
            re.search(r"\b(?:children|boys|girls|were|those|all|them|everyone|half|minors)\s+$", near, re.IGNORECASE)
        )
    left = (t for t in reversed(sentence.tokens) if t.end <= number.start and t.pos != "PUNCT")
    last = next(left, None)
    together = last is not None and last.lower in _TOGETHER  # "two brothers, both 21", "another teen, also 15"
    before = next(left, None) if together else last
    if last is None or before is None:
        return False
    between = text[before.end : last.start if together else number.start]
    if between.strip() in (",", "(") and _AFTER_COMMA.match(text, number.end):
        bracket = between.strip() == "("
        return (
            (_is_person(sentence, before) or (together and fold(before.text) in people_words()))
            and number.start == number.number_start
            and (not bracket or text[number.end : number.end + 1] == ")")
        )
    if before.lower == "of" and before.i and is_person_word(sentence.tokens[before.i - 1]):
        return True
    return before.lower in ("was", "is", "were", "are") and _is_of_somebody(sentence, before)


def _counts_a_noun(sentence: Sentence, number: NumberSpan) -> bool:
    after = next((t for t in sentence.tokens if t.start >= number.end), None)
    return after is not None and after.start - number.end < 2 and after.pos in ("NOUN", "PROPN", "ADJ")


def _is_person(sentence: Sentence, token: Token) -> bool:
    """A name of a person, or one person's noun: "Zahra", "his wife"."""
    if token.pos == "PROPN" or (len(token.text) == 2 and token.text.endswith(".")):
        return token.tag != "NNPS" and not sentence.named("places", "sites", "outlets", within=(token.start, token.end))
    return is_person_word(token)


def _is_of_somebody(sentence: Sentence, verb: Token) -> bool:
    subjects = sentence.children(verb, "nsubj")
    return any(
        t.lower in _SOMEBODY
        or t.lower in _AS_OLD
        or is_person_word(t)
        or (t.pos == "PROPN" and _is_person(sentence, t))
        for t in subjects
    )


def is_person_word(token: Token) -> bool:
    """True for a noun in the singular that means a person: "gardener", "wife"."""
    return token.tag == "NN" and fold(token.text) in people_words()


@cache
def people_words() -> frozenset[str]:
    """Nouns for people, singular and plural, folded."""
    single = {form for row in sheet("single_people") for form in language_forms(row, "forms_en")}
    single |= {form for cue in ("work", "kin") for form in cue_words(cue)} - {"family"}
    words = {fold(form) for form in single}
    return frozenset(words | {f"{word}s" for word in words} | {f"{w[:-1]}ies" for w in words if w.endswith("y")})
