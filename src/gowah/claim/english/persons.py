"""Names of people in a sentence, and who speaks where only the look of the sentence tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gowah.claim.english.parse import Token
from gowah.claim.english.sentence import Sentence, once
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
_COMMA_AND_NAME = re.compile(r",\s+(?P<name>[^,;:.\"“”]{2,60}?)\s+(?:have\s+|has\s+)?$")
_NAME_AND_COMMA = re.compile(r"\s+(?P<name>[^,;:.\"“”]{2,60}?),\s")
_PRONOUN_SAYS = re.compile(r"(?:he|she)\s+(?:\w+\s+){0,2}(?:said|says|told|writes|wrote|adds|added)\b", re.IGNORECASE)
_FIRST = 12  # code points before the name that a sentence begins with: a title, an article
_ARTICLE = re.compile(r"^\s*(?:the|a|an|some)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person's name at code points [start, end)."""

    start: int
    end: int
    name: str


@once
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
    if any(date.start < end and date.end > start for date in sentence.dates):
        return None
    inner = [name for name in covered if name.start < end and name.end > start]
    if any(
        name.table != "groups" or name.start in (start, run[0].start) or name.start < run[-1].start for name in inner
    ):
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
        return (*found[:-1], _he_or_she(sentence) or found[-1])
    name = _opened_by(sentence, start) or _according(sentence, start) or _thrown_in(sentence)
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


def _thrown_in(sentence: Sentence) -> str | None:
    """ "…, researchers claim: …", "…, says UNAMA, …": a speaker between commas, its verb after or before it."""
    text = sentence.text.text
    for cue in sentence.cues("say"):
        behind = _NAME_AND_COMMA.match(text, cue.end, sentence.end)
        if behind and text[sentence.start : cue.start].rstrip().endswith(","):
            return _bare(sentence, *behind.span("name"))
        ahead = _COMMA_AND_NAME.search(text, sentence.start, cue.start)
        if ahead and _BREAK.match(text, cue.end, sentence.end) and (name := _bare(sentence, *ahead.span("name"))):
            return name
    return None


def _bare(sentence: Sentence, start: int, end: int) -> str | None:
    if any(t.pos in ("VERB", "AUX") for t in sentence.tokens_in(start, end)):
        return None
    return " ".join(_ARTICLE.sub("", sentence.text.text[start:end]).split())


def _he_or_she(sentence: Sentence) -> Speaker | None:
    """ "He says: …": the person that the sentence before begins with."""
    before = sentence.previous
    if before is None or not _PRONOUN_SAYS.match(sentence.words):
        return None
    named = people_in(before)
    return Speaker(name=named[0].name, private=True) if named and named[0].start - before.start < _FIRST else None
