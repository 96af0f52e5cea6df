"""Needs told in other ways than by asking: what somebody should do, what is required or was never received, forms.

"The ministry should compensate the families." "US$ 240,000 is requested from donors." "No survivor has received any
help." "Need: two tents. Requested from: the governor. Status: declined."
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gowah.claim.english.context import cues, is_heading, is_question
from gowah.claim.english.parse import Token
from gowah.claim.english.sentence import Sentence
from gowah.claim.english.wishes import Phrase, Wish, can_give, made, phrase_from, phrase_of

_DUTY = frozenset({"should", "must"})
_ADVISE = frozenset({"recommend", "propose", "urge", "advise", "insist"})
_REQUIRED = frozenset({"request", "require", "need", "want", "seek"})
_CONDITION = frozenset({"if", "unless", "whether"})
_NO_ONE = frozenset({"no", "none", "nobody", "neither"})
_FROM_WHOM = re.compile(r"[^.;:]{0,40}?\bfrom\s+(?P<hearer>[^,;.:]{2,60}?)(?=\s+(?:to|for|by|in)\b|[,;.:]|$)")
_FRONTED = re.compile(
    r"\s*from\s+(?P<hearer>[^,;.:]{2,60}?),?\s+(?P<who>we|they)\s+(?:ask|request|demand|seek)(?:ed)?\s+(?:for\s+)?",
    re.I,
)
_AGAIN = re.compile(
    r"\b(?:call|demand|request|appeal|plea),?\s+(?:addressed|directed|made|sent)\s+to\s+(?P<hearer>[^,;.]{2,60}?),?\s+for\s+",
    re.IGNORECASE,
)
_WENT_FOR = re.compile(
    r"\b(?:went|gone|turned|come|came|travelled|traveled)\s+(?:[\w’'-]+\s+){0,2}?to\s+(?P<hearer>(?:the|a|an|[A-Z][\w’'-]*)\s*[^,;.]{0,60}?)"
    r"\s+(?:for|to\s+ask\s+for|to\s+request|asking\s+for)\s+"
)
_LABEL = re.compile(r"\s*(?:needs?|needed|required|requests?)\s*:\s*(?P<need>[^.;|]{2,120})", re.IGNORECASE)
_ASKED = re.compile(
    r"\s*(?:requested\s+from|asked\s+of|requested\s+of|addressed\s+to)\s*:\s*(?P<hearer>[^.;|]{2,80})", re.IGNORECASE
)
_STATUS = re.compile(r"\s*(?:status|outcome|answer|response|met|result)\s*:", re.IGNORECASE)
_NOT_YET = re.compile(r"not\s+yet|nobody|none|-|n/a", re.IGNORECASE)
_NONE_RECEIVED = re.compile(
    r"\b(?:no|none\s+of\s+the|not\s+one\s+of\s+the)\s+(?P<who>[^,;:.]{3,40}?)(?:\s+(?:whom|who|that)\s[^,;:.]{2,40}?)?"
    r"\s+(?:has|have|had)\s+(?:so\s+far\s+|yet\s+|ever\s+)?(?:received|got|obtained|been\s+(?:given|paid|offered))\s+(?P<need>any\s)",
    re.IGNORECASE,
)
_LINES = 3  # further short lines that belong to a labelled need


def plain_appeals(sentence: Sentence, following: Iterator[Sentence]) -> Iterator[Wish]:
    """Needs whose whole form is known: they stand before what a word of asking in the same words would tell.

    `following`: the sentences after it in its block.
    """
    if labelled := _labelled(sentence, following):
        yield labelled
    elif not (is_heading(sentence) or is_question(sentence)):
        yield from filter(_of_help, (*_required(sentence), *_by_form(sentence)))


def other_appeals(sentence: Sentence) -> Iterator[Wish]:
    """What somebody should do, and what nobody received."""
    if not (is_heading(sentence) or is_question(sentence)):
        yield from filter(_of_help, (*_duties(sentence), *_none_received(sentence)))


def _of_help(wish: Wish) -> bool:
    """A need of help, or what is requested from those who can give."""
    need, sentence = wish.need, wish.sentence
    if need is None:
        return False
    asked = can_give(wish.asked_of) and need.start < wish.at[0]
    return asked or bool(cues(sentence, "aid", "good", within=(need.start, need.end)))


def _labelled(sentence: Sentence, following: Iterator[Sentence]) -> Wish | None:
    """ "Need: two tents. Requested from: the governor.": lines of a form, in a paragraph or one below the other."""
    text = sentence.text.text
    found = _LABEL.match(text, sentence.start, sentence.end)
    if found is None:
        return None
    asked_of, answer = None, None
    for _, line in zip(range(_LINES), following, strict=False):
        if _LABEL.match(text, line.start, line.end):
            break
        if _STATUS.match(text, line.start, line.end):
            answer = line
        if told := _ASKED.match(text, line.start, line.end):
            asked_of = None if _NOT_YET.fullmatch(told["hearer"].strip()) else made(line, *told.span("hearer"))
    at = (found.start(), found.start("need"))
    return Wish(
        sentence=sentence,
        at=at,
        asked=asked_of is not None,
        need=made(sentence, *found.span("need")),
        asked_of=asked_of,
        answer=answer,
    )


def _duties(sentence: Sentence) -> Iterator[Wish]:
    """ "The authorities should investigate"; "it recommends that the ministry set up a fund"."""
    for verb in sentence.tokens:
        if verb.tag not in ("VB", "VBP") or verb.pos not in ("VERB", "AUX"):
            continue
        modal = next((t for t in sentence.children(verb, "aux") if t.lower in _DUTY), None)
        above = sentence.tokens[verb.head]
        advised = verb.dep == "ccomp" and above.lemma in _ADVISE and not sentence.children(verb, "aux")
        if (modal is None and not advised) or sentence.children(verb, "neg", "nsubjpass", "auxpass"):
            continue
        if any(t.lower in _CONDITION for t in sentence.children(verb, "mark")):
            continue
        subject = next(iter(sentence.children(verb, "nsubj")), None)
        if subject is None or not _can_give(sentence, subject):
            continue
        at = (modal or verb).start, (modal or verb).end
        yield Wish(
            sentence=sentence,
            at=at,
            asked=True,
            need=phrase_from(sentence, verb.start),
            asked_of=phrase_of(sentence, subject, cut=True),
        )


def _can_give(sentence: Sentence, subject: Token) -> bool:
    """An authority, a body, or whoever is called by a proper name; never "you" or a person in the text."""
    span = (subject.start, subject.end)
    return subject.pos == "PROPN" or bool(
        cues(sentence, "aid", "giver", within=span) or sentence.named("groups", "perpetrators", within=span)
    )


def _required(sentence: Sentence) -> Iterator[Wish]:
    """ "Blood is needed", "US$ 240,000 is requested from donors": what is needed is the subject."""
    text = sentence.text.text
    for verb in sentence.tokens:
        if (
            verb.tag not in ("VBN", "VBD")
            or verb.lemma not in _REQUIRED
            or sentence.children(verb, "neg", "dobj", "xcomp")
        ):
            continue
        thing = next(iter(sentence.children(verb, "nsubjpass" if verb.tag == "VBN" else "nsubj")), None)
        if thing is None or thing.pos == "PRON" or thing.lemma in ("police", "man", "suspect"):
            continue
        hearer = _FROM_WHOM.match(text, verb.end, sentence.end)
        asked_of = made(sentence, *hearer.span("hearer")) if hearer else None
        whole = phrase_of(sentence, thing)
        yield Wish(
            sentence=sentence, at=(verb.start, verb.end), asked=asked_of is not None, need=whole, asked_of=asked_of
        )


def _none_received(sentence: Sentence) -> Iterator[Wish]:
    """ "No survivor whom we met has received any compensation"."""
    for found in _NONE_RECEIVED.finditer(sentence.text.text, sentence.start, sentence.end):
        who, thing = made(sentence, *found.span("who")), phrase_from(sentence, found.start("need"))
        yield Wish(sentence=sentence, at=(found.end("who"), found.start("need")), asked=False, who=who, need=thing)


def _asks_there(sentence: Sentence, place: Phrase) -> bool:
    """One goes to an office for help; to a house of prayer for a funeral."""
    span = (place.start, place.end)
    return can_give(place) or not sentence.named("sites", "places", within=span)


def _by_form(sentence: Sentence) -> Iterator[Wish]:
    """ "From donors we ask tents", "its demand, sent to the council, for an inquiry", "went to the mayor for tents"."""
    text = sentence.text.text
    for pattern in (_FRONTED, _AGAIN, _WENT_FOR):
        found = (
            pattern.match(text, sentence.start, sentence.end)
            if pattern is _FRONTED
            else pattern.search(text, sentence.start, sentence.end)
        )
        if found is None:
            continue
        who: Phrase | None = made(sentence, *found.span("who")) if pattern is _FRONTED else None
        if pattern is _WENT_FOR:
            verb = sentence.token_at(found.start())
            subject = next((t for t in sentence.children(verb, "nsubj")), None) if verb is not None else None
            who = phrase_of(sentence, subject)
        asked_of = made(sentence, *found.span("hearer"))
        if pattern is _WENT_FOR and not (asked_of and _asks_there(sentence, asked_of)):
            continue
        yield Wish(
            sentence=sentence,
            at=found.span(),
            asked=True,
            who=who,
            need=phrase_from(sentence, found.end()),
            asked_of=asked_of,
        )
