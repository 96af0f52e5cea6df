"""Names of people in a sentence: runs of capitalised words that no table knows, and who speaks where only a name tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gowah.claim.english.parse import Token
from gowah.claim.english.sentence import Sentence
from gowah.claim.english.speakers import speakers_of
from gowah.model import Speaker
from gowah.words import NameSpan, fold

_KNOWN = frozenset({"places", "groups", "organisations", "communities", "outlets", "roles"})
_PARTICLES = frozenset({"al", "ul", "ur", "bin", "ibn", "e", "i", "de", "von", "van", "-"})
_CAPITALISED = frozenset({"PROPN", "NOUN", "ADJ", "X"})
_OPENERS = frozenset({"the", "a", "an"})
_LEAD = re.compile(r"[-–—•*\s]*(?P<name>[^:\"“”]{2,160}?)\s*:\s*")
_QUOTES = ('"', "“", "'", "‘")
_ACCORDING = re.compile(r"\s+(?P<name>[^,;:.\"“”]{2,80}),\s")
_BREAK = re.compile(r"\s*[:;,.]")
_BETWEEN_COMMA_AND_VERB = re.compile(r",\s+(?P<name>[^,;:.\"“”]{2,60}?)\s+(?:have\s+|has\s+)?$")
_ARTICLE = re.compile(r"^\s*(?:the|a|an|some)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person's name at code points [start, end)."""

    start: int
    end: int
    name: str


def people_in(sentence: Sentence) -> tuple[Person, ...]:
    """Runs of two to six capitalised words that are no name of the tables; a group's name may end one."""
    covered = [name for name in sentence.names if name.table in _KNOWN]
    found: list[Person] = []
    run: list[Token] = []
    for token in (*sentence.tokens, None):
        if token is not None and _goes_on(run, token):
            run.append(token)
            continue
        if person := _person(sentence, run, covered):
            found.append(person)
        run = []
    return tuple(found)


def _goes_on(run: Sequence[Token], token: Token) -> bool:
    if run and fold(token.text) in _PARTICLES:
        return token.text != "-" or token.start == run[-1].end
    return token.text[:1].isupper() and token.pos in _CAPITALISED and "\n\n" not in token.text


def _person(sentence: Sentence, run: list[Token], covered: Sequence[NameSpan]) -> Person | None:
    while run and (fold(run[0].text) in _OPENERS or (len(run) > 2 and _is(sentence, run[0], "title"))):
        run = run[1:]
    while run and fold(run[-1].text) in _PARTICLES:
        run = run[:-1]
    words = [word for token in run for word in re.split(r"[\s-]+", token.text) if word]
    if not 2 <= len(words) <= 6 or _is(sentence, run[-1], "body"):
        return None
    if any(token.text.isupper() for token in run if len(token.text) > 2):
        return None
    start, end = run[0].start, run[-1].end
    inner = [name for name in covered if name.start < end and name.end > start]
    if any(name.table != "groups" or name.start < run[-1].start or name.end > end for name in inner):
        return None  # only the last word may be known, as a group named after a family is
    return Person(start=start, end=end, name=" ".join(sentence.text.text[start:end].split()))


def _is(sentence: Sentence, token: Token, part: str) -> bool:
    """True for a title ("Dr") or for the noun that ends the name of a body ("Institute")."""
    if part == "title" and sentence.named("roles", within=(token.start, token.end)):
        return True
    return any(name.code == part for name in sentence.named("name_parts", within=(token.start, token.end)))


def voices(sentence: Sentence, start: int, end: int) -> tuple[Speaker, ...]:
    """The chain of speakers of a passage: `speakers_of`, and where that knows none, whoever opens the passage.

    "X puts it so: “…”", "UNAMA: more than 120 …", "…: according to researchers, …", "…, researchers claim: …".
    """
    found = speakers_of(sentence, start, end)
    if found:
        return found
    name = _opened_by(sentence, start) or _according(sentence, start) or _thrown_in(sentence, end)
    return (Speaker(name=name),) if name else ()


def _opened_by(sentence: Sentence, start: int) -> str | None:
    lead = _LEAD.match(sentence.words)
    if lead is None or sentence.start + lead.end() > start:
        return None
    until = sentence.start + lead.end("name")
    named = [(p.start, p.end, p.name) for p in people_in(sentence)]
    named += [(n.start, n.end, n.as_written) for n in sentence.named("organisations", "outlets")]
    inside = sorted(span for span in named if span[1] <= until)
    quotes = sentence.words[lead.end() :].startswith(_QUOTES)
    return inside[0][2] if inside and (quotes or inside[-1][1] == until) else None


def _according(sentence: Sentence, start: int) -> str | None:
    for cue in sentence.cues("say-noun"):
        phrase = _ACCORDING.match(sentence.text.text, cue.end, start) if cue.end < start else None
        if phrase:
            return " ".join(_ARTICLE.sub("", phrase["name"]).split())
    return None


def _thrown_in(sentence: Sentence, end: int) -> str | None:
    for cue in sentence.cues("say"):
        if cue.start < end or not _BREAK.match(sentence.text.text, cue.end, sentence.end):
            continue
        phrase = _BETWEEN_COMMA_AND_VERB.search(sentence.text.text, end, cue.start)
        if phrase and not any(t.pos in ("VERB", "AUX") for t in sentence.tokens_in(*phrase.span("name"))):
            return " ".join(_ARTICLE.sub("", phrase["name"]).split())
    return None
