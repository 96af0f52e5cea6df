"""The verbs with which somebody says something, and the words that say who does."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gowah.claim.english.parse import Token
from gowah.claim.english.sentence import Sentence
from gowah.words import fold

SAW = frozenset(
    re.findall(
        r"\S+",
        """saw see sees seen found finds find receive received receives treat treated treats treating took taken
    bury buried buries admitted show shows showed hold holds held names named list lists listed raised
    lowered""",
    )
)
_DECRIES = ("condemn", "deplor", "denounc", "mourn", "regist", "log", "rul", "detail", "repeat")
PRONOUNS = frozenset({"he", "she", "they", "it", "who", "him", "her", "them", "which", "that", "both"})
DOCUMENTS = frozenset({"text", "message", "statement", "post", "communique", "communiqué", "account"})
_LISTS = frozenset({"list", "register", "roll", "tally", "count", "database"})
_EVIDENCE = frozenset(
    re.findall(
        r"\S+",
        """findings finding results evidence indications images image video videos footage photos photographs signs
    rumours rumors investigation investigations inquiry jury court search autopsy satellite drone drones
    bulletin caption headline""",
    )
)
_AMOUNTS = frozenset({"number", "numbers", "total", "sum", "rest", "remainder", "majority", "half"})
"""What "the number of patients received" is about: nobody who says so."""
NEW_CLAUSE = re.compile(r";|,?\s+(?:while|whereas|but|though|although)\s+|,\s+and\s+", re.IGNORECASE)
_CLAUSE_START = re.compile(
    r"[,;:(]\s+(?:and\s+|but\s+|while\s+)?|\s(?:while|whereas|but|that|where|and)\s+", re.IGNORECASE
)


def say_verbs(sentence: Sentence) -> Iterator[Token]:
    """The verbs of saying, and those of counting whose subject can speak, but not "claimed the attack"."""
    for cue in sentence.cues("say"):
        token = sentence.token_at(cue.start)
        if token is None or token.pos not in ("VERB", "AUX") or _is_passive(sentence, token):
            continue
        if fold(cue.as_written).startswith(_DECRIES) and not any(
            is_somebody(sentence, t) for t in sentence.children(token, "nsubj")
        ):
            continue  # "the town mourned nine men"
        if fold(cue.as_written).startswith("claim") and any(
            _is_deed(sentence, t) for t in sentence.children(token, "dobj")
        ):
            continue
        yield token
    for cue in sentence.cues("tally"):
        token = sentence.token_at(cue.start)
        if token is None or token.pos != "VERB" or _is_passive(sentence, token):
            continue
        subject = next(iter(sentence.children(token, "nsubj")), None)
        if subject is not None and (
            subject.lower in _LISTS or sentence.cues("office", "private", within=(subject.start, subject.end))
        ):
            yield token


def _is_deed(sentence: Sentence, token: Token) -> bool:
    return token.lower in ("it", "responsibility", "them", "credit") or bool(
        sentence.cues("attack", within=(token.start, token.end))
    )


def _is_passive(sentence: Sentence, verb: Token) -> bool:
    return any(t.dep in ("auxpass", "nsubjpass") for t in sentence.children(verb))


def subject_of(sentence: Sentence, verb: Token) -> Token | None:
    """The word that says: the verb's own subject, that of the verb it is joined to, or the noun phrase before it."""
    at = verb
    for _ in range(3):
        if own := _subjects(sentence, at):
            return next((t for t in (*own, *sentence.children(own[0], "conj")) if _can_speak(sentence, t)), None)
        if at.dep not in ("conj", "xcomp") and not (at.dep in ("relcl", "acl", "advcl") and at.tag == "VBG"):
            break
        before = at.start
        at = sentence.tokens[at.head]
        if at.pos in ("NOUN", "PROPN"):
            return at
        if _clause_mark(sentence, at.end, before):
            break
    return _noun_before(sentence, verb)


def _subjects(sentence: Sentence, verb: Token) -> tuple[Token, ...]:
    """Its subjects, the nearest first; or a name before it that the parser took for an adverbial."""
    own = tuple(reversed(sentence.children(verb, "nsubj")))
    names = own or tuple(t for t in sentence.children(verb, "npadvmod") if t.pos == "PROPN" and t.i < verb.i)
    return own or tuple(t for t in names if not any(d.start <= t.start < d.end for d in sentence.dates))


def _can_speak(sentence: Sentence, token: Token) -> bool:
    if token.lower in _EVIDENCE:
        return False
    return token.lower in _LISTS or not sentence.cues("toll", "attack", "strike", within=(token.start, token.end))


def _clause_mark(sentence: Sentence, start: int, end: int) -> bool:
    """True when a new clause begins in between, so that its verb has a subject of its own."""
    return bool(NEW_CLAUSE.search(sentence.text.text, start, end))


def _noun_before(sentence: Sentence, verb: Token) -> Token | None:
    """The noun phrase between the last clause mark and the verb, where the parser lost that it is the subject."""
    first = next(
        (m.end() for m in reversed(list(_CLAUSE_START.finditer(sentence.words[: verb.start - sentence.start])))), 0
    )
    between = [t for t in sentence.tokens_in(sentence.start + first, verb.start) if t.pos != "PUNCT"]
    if (
        not between
        or any(t.lower in _AMOUNTS for t in between)
        or any(t.pos in ("VERB", "AUX") and t.tag not in ("VBN", "VBG") for t in between)
    ):
        return None
    return (
        next((t for t in between if t.pos in ("NOUN", "PROPN")), None)
        if between[0].pos in ("DET", "NOUN", "PROPN", "ADJ", "NUM")
        else None
    )


def is_owned(sentence: Sentence, document: Token) -> bool:
    """ "A statement of the ministry", "a police statement": it says itself whose it is."""
    owners = [*sentence.children(document, "poss", "compound", "nmod")]
    owners += [t for by in sentence.children(document, "prep", "agent") for t in sentence.children(by, "pobj")]
    return any(is_somebody(sentence, owner) for owner in owners)


def is_somebody(sentence: Sentence, token: Token) -> bool:
    """True where the words that hang on it name an office, a body or a part in life."""
    start, end = sentence.reach(token)
    return bool(
        sentence.cues("office", "private", within=(start, end))
        or sentence.named("organisations", "groups", "outlets", within=(start, end))
    )
