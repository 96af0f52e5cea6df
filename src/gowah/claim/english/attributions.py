"""Where the look of a sentence names who speaks, whatever its parse: "…, X said", "… - police", "by X's count".

Each attribution is the stretch that is said and the words that name the speaker; who that is, `speakers` finds out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gowah.claim.english.naming import OWN, name_span
from gowah.claim.english.saying import is_somebody
from gowah.claim.english.sentence import Sentence, once

_MARK = re.compile(r"[,;:]\s+|[,.!?][\"'”’]\s+|[\"”]\s+|\s[–—]\s+")
_AUXILIARY = re.compile(
    r"\s+(?:also|both|later|has|have|had|all|then|since|further|himself|herself|themselves)(?=\s*$)"
)
_STOP = re.compile(r"[,;:.!?–—]|$")
_LONGEST = 90
_NO_NAME = OWN - {"us", "the", "a", "an"} | frozenset(
    {
        "and",
        "but",
        "which",
        "who",
        "as",
        "when",
        "while",
        "where",
        "with",
        "killing",
        "wounding",
        "including",
        "of",
        "in",
        "by",
        "from",
        "to",
        "at",
        "on",
        "for",
        "after",
        "before",
        "during",
        "nor",
        "or",
        "then",
        "so",
    }
)
_DASHED = re.compile(
    r"(?:\s[-–—]{1,2}\s|[\"”’']\s*[-–—]\s*|\()@?(?P<name>[^-–—:;!?()\d\"“”@]{2,80}?)(?P<close>\)?)(?=\s*[.;|]?\s*$|\s*[;|]\s|\)\.\s)"
)
_SOURCE = re.compile(
    r"\b(?:source|sources|information|reported\s+by|according\s+to|via)\s*[:=]\s*(?P<name>[^,;|.\n]{2,60})",
    re.IGNORECASE,
)
_COUNTS = (
    r"(?:count|account|reckoning|tally|tallies|estimates?|figures?|arithmetic|calculations?|version|records?|data"
    r"|numbers?|sums?)"
)
_BY_COUNT = re.compile(
    rf"\b(?:by|in|on|from|per|on\s+the\s+basis\s+of)\s+(?:the\s+)?(?P<name>[^,;.:\"“”]{{2,60}}?['’]s?)\s+(?:\w+\s+)?{_COUNTS}\b"
    rf"|\b(?:by|on)\s+the\s+(?:\w+\s+)?{_COUNTS}\s+of\s+(?P<of>(?:the\s+|an?\s+)?[^,;.:\"“”]{{2,60}}?)(?=[,;.:]|\s+(?:on|in|at|and)\b|$)"
    r"|\bin\s+(?P<in>[^,;.:\"“”]{2,60}?['’]s?)\s+(?:\w+\s+)?(?:statement|report|update|bulletin|communiqu[eé]|version|release|words|account|telling)\b",
    re.IGNORECASE,
)
_THEIR_COUNT = re.compile(
    r"(?:^|[;,:]\s+|\b(?:and|but|while|whereas)\s+)(?!(?:by|in|on|from|per|at|with|including|to|of|for|as)\s)(?P<name>[^,;:\"“”]{2,60}?(?:['’]s?|\s(?=figures|data|sources|records)))\s+(?:[\w-]+\s+){0,2}?"
    r"(?:figures?|toll|count|tally|list|register|records|data|estimate|number|balance|total)\b(?=\s+(?:is|was|are|were|stands?|stood|shows?|showed|remains?|remained"
    r"|puts?|gives?|gave|has|had|lists?|names?|rose|reached)\b|\s*[:,]\s)",
    re.IGNORECASE,
)
_ITS_COUNT = re.compile(
    rf"\b(?:its|their|his|her)\s+(?:own\s+)?(?:\w+\s+){{0,2}}?(?:{_COUNTS}|toll)\s+(?:of|at|to|from)\s+(?=\w)",
    re.IGNORECASE,
)
_COUNT_OF = re.compile(
    rf"\b(?:the|an?)\s+(?P<name>(?:[\w-]+\s+){{0,3}}?[\w-]+)(?P<count>\s+(?:{_COUNTS}|toll))\s+of\s+", re.IGNORECASE
)
_SPEAKER_AFTER = re.compile(r"\s+(?P<name>[^,;:.\"“”@]{2,80}?)(?=\s+to\s|[,.;]|$)")
_SPEAKS = ("office", "private")
_HARM = ("kill", "dead", "die", "injure", "casualty", "toll")
_BODIES = ("organisations", "groups", "outlets")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """The code points [start, end) are said by whom the words at `name` name."""

    start: int
    end: int
    name: tuple[int, int]


@once
def attributions(sentence: Sentence) -> tuple[Attribution, ...]:
    """What the look of the sentence attributes, in order."""
    found = [*_dashed(sentence), *_by_count(sentence), *_their_count(sentence), *_its_count(sentence)]
    found += [*_count_of(sentence), *_inverted(sentence)]
    return tuple(sorted(found, key=lambda a: (a.start, a.name)))


def tails(sentence: Sentence) -> Iterator[Attribution]:
    """ "…, X said", "…, X told a radio station, and …": an attribution behind what is said, by the look of it."""
    words, at = sentence.words, sentence.start
    for cue in sentence.cues("say"):
        token = sentence.token_at(cue.start)
        if token is None or token.pos not in ("VERB", "AUX") or token.tag in ("VB", "VBG"):
            continue
        stop = _STOP.search(words, cue.end - at)
        end = at + (stop.start() if stop else len(words))
        if _goes_on(sentence, cue.end, end):
            continue
        name = _name_before(words, cue.start - at)
        if name is None or not _may_name(sentence, at + name[0], at + name[1]):
            continue
        first, last = at + name[0], at + name[1]
        inside = words[end - at : end - at + 1] == "," and words[end - at + 1 :].strip(" .")
        start = clause_before(sentence, first)
        yield Attribution(
            start=start, end=_next_clause(sentence, end) if inside else first, name=(first, max(last, cue.end))
        )


def _goes_on(sentence: Sentence, start: int, end: int) -> bool:
    """True where the verb has something said behind it: a clause, or a number that is no day."""
    if any(n.start >= start and n.end <= end and not _in_date(sentence, n.start) for n in sentence.numbers):
        return True
    inner = sentence.tokens_in(start, end) if start < end else ()
    finite = any(t.pos in ("VERB", "AUX") and t.tag not in ("VBG", "VBN") for t in inner)
    return finite or any(t.lower in ("that", "how", "whether") for t in inner)


def _in_date(sentence: Sentence, offset: int) -> bool:
    return any(d.start <= offset < d.end for d in sentence.dates)


def _next_clause(sentence: Sentence, offset: int) -> int:
    mark = sentence.text.text.find(";", offset, sentence.end)
    return mark if mark >= 0 else sentence.end


def _name_before(words: str, verb: int) -> tuple[int, int] | None:
    """The words between the mark before the verb and the verb, with an apposition: "the mayor, Ali Reza, said"."""
    end = verb
    while (spare := _AUXILIARY.search(words, 0, end)) is not None and spare.end() >= len(words[:end].rstrip()):
        end = spare.start()
    end = len(words[:end].rstrip())
    marks = list(_MARK.finditer(words, max(0, end - 2 * _LONGEST), end))
    if words[end - 1 : end] == "," and len(marks) >= 1:  # an apposition ends right before the verb
        end -= 1
        marks = [m for m in marks if m.start() < end]
        if len(marks) < 2 or "," not in marks[-1][0]:
            return None
        marks = marks[:-1]
    if not marks or end - marks[-1].end() > _LONGEST or end - marks[-1].end() < 2:
        return None
    return marks[-1].end(), end


def _may_name(sentence: Sentence, start: int, end: int) -> bool:
    first = next(iter(sentence.text.text[start:end].lower().split()), "and")
    inner = sentence.tokens_in(start, end)
    if first in _NO_NAME or any(t.pos in ("VERB", "AUX") and t.tag not in ("VBN", "VBG") for t in inner):
        return False
    if any(t.lower in ("who", "which", "whose", "that") for t in inner[1:]):
        return False
    if any(d.start < end and start < d.end for d in sentence.dates):
        return False
    return any(t.pos in ("NOUN", "PROPN", "PRON") for t in inner)


def clause_before(sentence: Sentence, offset: int) -> int:
    """The start of the sentence, or the last semicolon before the offset behind which nobody else speaks."""
    cut = 0
    for mark in re.finditer(r";", sentence.words[: offset - sentence.start]):
        if any(c.start < sentence.start + mark.start() for c in sentence.cues("say", "say-noun")):
            cut = mark.end()
    return sentence.start + cut


def _dashed(sentence: Sentence) -> Iterator[Attribution]:
    """ "… - police", "… (interior ministry)", "Source: the garrison" at the end of a sentence or of its first part."""
    for found in (*_DASHED.finditer(sentence.words), *_SOURCE.finditer(sentence.words)):
        name = sentence.start + found.start("name"), sentence.start + found.end("name")
        bracket = found.re is _DASHED and sentence.words[found.start()] == "("
        if bracket and not found["close"]:
            continue
        handle = sentence.words[found.start("name") - 1] == "@"
        if not handle and not _names_a_speaker(sentence, *name, strict=bracket):
            continue
        counts = any(n.end <= sentence.start + found.start() for n in sentence.numbers) or found.re is _SOURCE
        if counts or (sentence.end >= sentence.block.end - 3 and not bracket):
            yield Attribution(start=sentence.start, end=name[0], name=name)


def _names_a_speaker(sentence: Sentence, start: int, end: int, *, strict: bool) -> bool:
    """True for words that can only be a name: somebody in office or of a part in life, a body, or nothing but names."""
    tokens = [t for t in sentence.tokens_in(start, end) if t.pos != "PUNCT"]
    if (
        not tokens
        or any(t.pos in ("VERB", "AUX", "PRON") and not t.text[0].isupper() for t in tokens)
        or len(tokens) > 9
    ):
        return False
    if sentence.cues("attack", "kill", "dead", "injure", "toll", within=(start, end)):
        return False
    known = bool(sentence.cues(*_SPEAKS, within=(start, end)) or sentence.named(*_BODIES, within=(start, end)))
    if known or strict:
        return known
    places = sentence.named("places", "sites", within=(start, end))
    dated = any(d.start < end and start < d.end for d in sentence.dates)
    return not places and not dated and all(t.pos == "PROPN" or not t.text[0].islower() for t in tokens)


def _by_count(sentence: Sentence) -> Iterator[Attribution]:
    """ "Ten died by the prefect's count", "in the army's statement, five died too"."""
    for found in _BY_COUNT.finditer(sentence.words):
        group = next(g for g in ("name", "of", "in") if found[g])
        a, b = sentence.start + found.start(group), sentence.start + found.end(group)
        if not _can_count(sentence, a, b, anyone=True):
            continue
        at = sentence.start + found.start()
        before, after = sentence.words[: found.start()].rstrip(), sentence.words[found.end() :]
        opens = found.start() < 3 or before.endswith((";", ":"))
        start = at if opens else clause_before(sentence, at)
        whole = opens or (before.endswith(",") and after.startswith(","))  # "the worst, by X's count, was …: ten dead"
        yield Attribution(
            start=start, end=sentence.end if whole else max(at, sentence.start + found.end()), name=(a, b)
        )


def _their_count(sentence: Sentence) -> Iterator[Attribution]:
    """ "The ministry's figure is 51", "hospital records show 14 dead"."""
    for found in _THEIR_COUNT.finditer(sentence.words):
        a, b = sentence.start + found.start("name"), sentence.start + found.end("name")
        if not _can_count(sentence, a, b):
            continue
        stop = re.compile(r";").search(sentence.words, found.end())
        end = sentence.start + stop.start() if stop else sentence.end
        yield Attribution(start=sentence.start + found.end(), end=end, name=(a, b))


def _its_count(sentence: Sentence) -> Iterator[Attribution]:
    """ "The ministry has not changed its count of two": whoever is the subject of the verb."""
    for found in _ITS_COUNT.finditer(sentence.words):
        at = sentence.token_at(sentence.start + found.start())
        for verb in sentence.ancestors(at) if at is not None else ():
            subject = next(
                (t for t in sentence.children(verb, "nsubj") if t.end <= sentence.start + found.start()), None
            )
            if subject is None:
                continue
            if not is_somebody(sentence, subject):
                break
            stop = _STOP.search(sentence.words, found.end())
            end = sentence.start + (stop.start() if stop else len(sentence.words))
            yield Attribution(start=sentence.start + found.end(), end=end, name=name_span(sentence, subject))
            break


def _count_of(sentence: Sentence) -> Iterator[Attribution]:
    """ "A police count of six", "the official figure of 46": over the number alone."""
    for found in _COUNT_OF.finditer(sentence.words):
        start, end = sentence.start + found.start("name"), sentence.start + found.end("name")
        number = next((n for n in sentence.numbers if n.start == sentence.start + found.end()), None)
        if number is None or not sentence.cues("office", within=(start, end)):
            continue
        if found["name"].lower() == "official":
            end = sentence.start + found.end("count")
        yield Attribution(start=number.start, end=number.end, name=(start, end))


def _inverted(sentence: Sentence) -> Iterator[Attribution]:
    """ "At least 26 killed says the police spokesman to a news agency": the verb before whoever holds an office."""
    for cue in sentence.cues("say"):
        after = _SPEAKER_AFTER.match(sentence.text.text, cue.end, sentence.end)
        if after is None or cue.as_written.lower() not in ("say", "says", "said", "reports", "reported", "report"):
            continue
        name = after.span("name")
        known = sentence.cues(*_SPEAKS, within=name) or sentence.named(*_BODIES, within=name)
        verbs = any(t.pos in ("VERB", "AUX") for t in sentence.tokens_in(*name))
        told = [n for n in sentence.numbers if n.end <= cue.start]
        if known and told and not verbs and sentence.cues(*_HARM, within=(sentence.start, cue.start)):
            yield Attribution(start=clause_before(sentence, cue.start), end=cue.start, name=name)


def _can_count(sentence: Sentence, start: int, end: int, *, anyone: bool = False) -> bool:
    words = sentence.text.text[start:end].strip()
    if (
        not words
        or words.split()[0].lower() in OWN - {"the", "a", "an"}
        or any(t.pos in ("VERB", "AUX") and t.tag != "VBN" for t in sentence.tokens_in(start, end))
    ):
        return False
    if any(d.start < end and start < d.end for d in sentence.dates):
        return False
    spoken = sentence.cues(*_SPEAKS, within=(start, end)) or sentence.named(*_BODIES, within=(start, end))
    return (
        bool(spoken)
        or anyone
        or (
            any(t.pos == "PROPN" for t in sentence.tokens_in(start, end))
            and not sentence.named("places", "sites", within=(start, end))
        )
    )
