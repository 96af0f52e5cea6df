"""Who needs or asks for what, and of whom, in one sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gowah.claim.english.context import cues, is_question
from gowah.claim.english.parse import Token
from gowah.claim.english.sentence import Sentence

_ASK_OBJECT = frozenset({"ask", "urge", "beg", "implore", "petition", "approach", "request"})
_WANT_OBJECT = frozenset({"request", "demand", "seek", "want", "need", "require", "lack", "apply"})
_NO_WISH = re.compile(
    r"\s*(?:not to be|not to|whether|if|why|how|what|who|when|about|that|himself|to comment|for comment|to remain|to be named|anonymity|questions?|to take their news|to confirm)\b",
    re.IGNORECASE,
)
_WHO_CUES = ("private", "injure", "casualty", "dead", "kill")
_LONGEST = 160
_OPENERS = frozenset({"who", "which", "that", "it", "there"})
_EVENT = re.compile(r"\b(?:attack|number|figure|toll|story|report|group|bomb)s?\b", re.IGNORECASE)
_TALK = re.compile(r"\b(?:questions?|comment|attention|answers? (?:to|about)|readers?' letters)\b", re.IGNORECASE)
_AID = re.compile(
    r"\b(?:care|treatment|help|support|aid|food|water|shelter|tents?|blankets?|medicines?|medication|blood|surgery|surgeons?|operations?|doctors?"
    r"|nurses?|hospitals?|clinics?|ambulances?|visas?|asylum|refuge|resettle\w*|evacuat\w*|safety|protection|guards?|security|money|cash|rent|compensation"
    r"|funds?|fees|books|school\w*|counsell?\w*|therapy|lawyers?|justice|burial|shrouds?|graves?|tickets?|transport|heating|fuel|clothes|jobs?|work|homes?|housing"
    r"|relief|assistance|rehabilitation|prosthe\w*|limbs?|stretchers?|barriers?|move away|leave|way out|supplies|plates|equipment|beds?|treated|answers?|investigat\w*)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Words at code points [start, end) of a sentence, as one line."""

    sentence: Sentence
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A need or a request; `at` is the word that says so, `asked` tells which of the two."""

    sentence: Sentence
    at: tuple[int, int]
    asked: bool
    who: Phrase | None
    need: Phrase | None
    asked_of: Phrase | None


def wishes_of(sentence: Sentence) -> Iterator[Wish]:
    """The needs and requests of a sentence, in order; questions and headings have none."""
    if sentence.block.kind in ("title", "heading") or is_question(sentence):
        return
    until = sentence.start
    for cue in cues(sentence, "wants", "ask", "lack"):
        if cue.start < until or not sentence.tokens or _NO_WISH.match(sentence.text.text, cue.end, sentence.end):
            continue
        token = sentence.head_of(cue.start, cue.end)
        if token is None:
            continue
        wish = (
            _asked(sentence, token, (cue.start, cue.end))
            if cue.code == "ask"
            else _lacked(sentence, token, (cue.start, cue.end))
        )
        if wish is not None and _is_of_people(wish):
            until = max(cue.end, wish.need.end if wish.need else cue.end)
            yield wish


def _is_of_people(wish: Wish) -> bool:
    """A need of those who were hit, or of help: not every wish that a report tells of."""
    if wish.need is not None and _TALK.search(wish.need.text):
        return False
    if wish.need is not None and _EVENT.search(wish.need.text.split(" ")[-1]) and not _AID.search(wish.need.text):
        return False
    helped = wish.need is not None and bool(_AID.search(wish.need.text))
    who = wish.who
    hurt = wish.need is not None and bool(
        wish.need.sentence.named("communities", "of_whom", within=(wish.need.start, wish.need.end))
    )
    hit = (
        hurt
        or who is not None
        and bool(
            who.sentence.cues(*_WHO_CUES, within=(who.start, who.end))
            or who.sentence.named("communities", "of_whom", "sites", "needs", within=(who.start, who.end))
        )
    )
    referring = wish.need is None or len(wish.need.text.split()) <= 5
    return (
        helped or (hit and wish.asked) or (wish.asked and wish.asked_of is not None and referring and _is_pronoun(who))
    )


def _is_pronoun(who: Phrase | None) -> bool:
    return who is None or who.text.lower() in {"they", "we", "their", "she", "he", "them"}


def _asked(sentence: Sentence, token: Token, at: tuple[int, int]) -> Wish | None:
    bracket = sentence.text.text.rfind("(", sentence.start, at[0])
    if bracket >= 0 and not sentence.text.text[bracket + 1 : at[0]].strip():
        asked_of = _pobj_after(sentence, token, at[1], False)
        return Wish(
            sentence=sentence,
            at=at,
            asked=True,
            who=None,
            need=_made(sentence, sentence.start, bracket),
            asked_of=asked_of,
        )
    if token.pos == "NOUN" and token.lower not in ("call",):
        return _appeal(sentence, token, at)
    passive = bool(sentence.children(token, "nsubjpass", "auxpass"))
    subject = _subject(sentence, token)
    wanted, asked = _after_for(sentence, at[1]), None
    object_ = next(iter(sentence.children(token, "dobj", "obj")), None)
    if passive:
        asked, subject = (
            subject,
            next((t for t in sentence.children(token, "agent") for t in sentence.children(t, "pobj")), None),
        )
        need = wanted or _to_clause(sentence, token, at[1])
        return Wish(
            sentence=sentence,
            at=at,
            asked=True,
            who=_phrase(sentence, subject),
            need=need,
            asked_of=_phrase(sentence, asked, cut=True),
        )
    prep = re.search(r"\b(?:on|upon|to|with)$", sentence.text.text[at[0] : at[1]])
    follower = _pobj_after(sentence, token, at[1], bool(prep))
    asked_phrase = (
        _phrase(sentence, object_, cut=True) if object_ is not None and token.lemma in _ASK_OBJECT else follower
    )
    need = wanted or _to_clause(sentence, token, at[1])
    if need is None and object_ is not None and (token.lemma in _WANT_OBJECT or asked_phrase is None):
        need = _phrase(sentence, object_)
        asked_phrase = follower if asked_phrase is not None and asked_phrase.start == need.start else asked_phrase
    if need is not None and asked_phrase is not None and asked_phrase.start < need.start < asked_phrase.end:
        asked_phrase = _cut_at(asked_phrase, need.start)
    if need is None and asked_phrase is None:
        return None
    return Wish(sentence=sentence, at=at, asked=True, who=_phrase(sentence, subject), need=need, asked_of=asked_phrase)


def _appeal(sentence: Sentence, token: Token, at: tuple[int, int]) -> Wish | None:
    """ "Their appeals to the ministry for beds have gone unanswered"."""
    owner = next(iter(sentence.children(token, "poss")), None)
    of_whom = re.compile(r"\s+(?:to|of)\s+").match(sentence.text.text, at[1], sentence.end)
    if of_whom is None:
        return None
    head = next((t for t in sentence.tokens if t.start >= of_whom.end() and t.pos in ("NOUN", "PROPN")), None)
    asked = _phrase(sentence, _top(sentence, head), cut=True) if head else None
    return Wish(
        sentence=sentence,
        at=at,
        asked=True,
        who=_phrase(sentence, owner),
        need=_after_for(sentence, at[1]),
        asked_of=asked,
    )


def _lacked(sentence: Sentence, token: Token, at: tuple[int, int]) -> Wish | None:
    subject = _subject(sentence, token)
    need = _phrase_from(sentence, at[1]) or _label_before(sentence)
    if subject is None and token.pos == "NOUN":
        subject = _subject(sentence, sentence.tokens[token.head])
    if need is None and token.lemma in ("need", "want") and token.dep in ("relcl", "acl"):
        need = _phrase(sentence, sentence.tokens[token.head])
    return (
        Wish(sentence=sentence, at=at, asked=False, who=_phrase(sentence, subject), need=need, asked_of=None)
        if need
        else None
    )


def _label_before(sentence: Sentence) -> Phrase | None:
    """ "Air tickets. The families cannot pay.": a few words without a verb that name what the sentence is about."""
    before = sentence.previous
    if (
        before is None
        or before.block != sentence.block
        or len(before.words.split()) > 4
        or is_question(before)
    ):
        return None
    return _made(before, before.start, before.end) if not any(t.pos in ("VERB", "AUX") for t in before.tokens) else None


def _subject(sentence: Sentence, verb: Token) -> Token | None:
    for _ in range(4):
        own = sentence.children(verb, "nsubj", "nsubjpass")
        if own:
            if own[0].lower in _OPENERS and verb.dep == "relcl":
                return sentence.tokens[verb.head]
            return own[0]
        if (
            verb.dep in ("conj", "xcomp", "advcl", "prep", "pcomp", "acomp", "attr", "acl", "pobj", "ccomp", "dobj")
            and verb.head != verb.i
        ):
            verb = sentence.tokens[verb.head]
            continue
        return None
    return None


def _pobj_after(sentence: Sentence, verb: Token, at: int, takes: bool) -> Phrase | None:
    """ "Called on X", "appealed to X", "asked of X": the noun after the preposition."""
    pattern = r"\s+" if takes else r"\s+(?:to|on|upon|of|from|with)\s+"
    found = re.compile(pattern).match(sentence.text.text, at, sentence.end)
    if found is None:
        return None
    head = next((t for t in sentence.tokens if t.start >= found.end() and t.pos in ("NOUN", "PROPN", "PRON")), None)
    if head is None or any(t.pos in ("VERB", "AUX") for t in sentence.tokens_in(found.end(), head.start)):
        return None
    del verb
    return _phrase(sentence, _top(sentence, head), cut=True)


def _top(sentence: Sentence, token: Token | None) -> Token | None:
    while (
        token is not None
        and token.dep in ("compound", "amod", "poss", "nmod", "det")
        and sentence.tokens[token.head].start > token.start
    ):
        token = sentence.tokens[token.head]
    return token


def _after_for(sentence: Sentence, at: int) -> Phrase | None:
    """What stands after the first "for" of the request, up to the end of its clause."""
    text = sentence.text.text
    found = re.compile(r"[^.;:!?]{0,120}?\bfor\s+").match(text, at, sentence.end)
    if found is None or any(
        t.pos in ("VERB", "AUX") and t.tag in ("VBD", "VBZ", "VBP") for t in sentence.tokens_in(at, found.end())
    ):
        return None
    if re.search(r"\bto\s+\w+\s", text[at : found.end()]) and any(
        t.tag == "VB" for t in sentence.tokens_in(at, found.end())
    ):
        return None
    return _phrase_from(sentence, found.end())


def _to_clause(sentence: Sentence, verb: Token, at: int) -> Phrase | None:
    """ "… to have his daughter sent abroad": the infinitive that the request ends in."""
    for token in sentence.tokens:
        if token.start >= at and token.lower == "to" and sentence.tokens[token.i - 1].lower == "not":
            return None
        if (
            token.start >= at
            and token.lower == "to"
            and token.i + 1 < len(sentence.tokens)
            and sentence.tokens[token.i + 1].tag == "VB"
        ):
            return _phrase_from(sentence, token.end)
    del verb
    return None


def _phrase_from(sentence: Sentence, start: int) -> Phrase | None:
    """The words from here to the end of the clause."""
    text = sentence.text.text
    stop = re.compile(
        r"[;:.!?()“”\"](?:\s|$)|,\s+and\s+(?:[\w’'-]+\s+){1,4}(?:had|has|have|was|were|is|are)\b|,\s+(?:but|and (?:has|have|had|got|received|was|were|is|are|wait|received|in)|which|who|so|as|they|he|she|the|it|none|nobody|yet)\b|\s+(?:but|and have|and has|and had|and were|and was|because|since|when|while|although|though)\b"
    ).search(text, start, sentence.end)
    end = min(stop.start() if stop else sentence.end, start + _LONGEST)
    return _made(sentence, start, end)


def _made(sentence: Sentence, start: int, end: int) -> Phrase | None:
    text = sentence.text.text
    while start < end and (text[start].isspace() or text[start] in ",'’\"“"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",.;:'’\"”)"):
        end -= 1
    return (
        Phrase(sentence=sentence, start=start, end=end, text=" ".join(text[start:end].split())) if end > start else None
    )


def _phrase(sentence: Sentence, head: Token | None, *, cut: bool = False) -> Phrase | None:
    """The noun phrase of a head, without relative clauses; `cut`: without "for …" and "to …" behind it."""
    if head is None:
        return None
    drop = [t for t in sentence.children(head, "relcl", "acl", "advcl", "ccomp", "appos", "punct", "parataxis")]
    drop += [t for t in sentence.children(head, "prep") if cut and t.lower in ("for", "to", "with")]
    gone = {t.i for top in drop for t in sentence.subtree(top)}
    kept: Sequence[Token] = [t for t in sentence.subtree(head) if t.i not in gone]
    return _made(sentence, kept[0].start, kept[-1].end)


def _cut_at(phrase: Phrase, at: int) -> Phrase | None:
    text = re.sub(r"\s*\b(?:for|to|that)\s*$", "", phrase.sentence.text.text[phrase.start : at])
    return _made(phrase.sentence, phrase.start, phrase.start + len(text))
