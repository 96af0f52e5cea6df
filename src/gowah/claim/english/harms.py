"""Which word of harm tells of a number of people: the one beside it, or the one that governs it in the parse."""

from __future__ import annotations

import re

from gowah.claim.english.parse import Token
from gowah.claim.english.quantities import ORDEALS, PROPERTY, Quantity, counts_people
from gowah.claim.english.sentence import Sentence
from gowah.words import NameSpan, fold

_FILL = (
    r"(?:were|was|are|is|have|has|had|been|being|be|to|also|all|later|then|now|so far|reported|reportedly"
    r"|confirmed|others?|more|people|persons|left|believed|feared|still|thought|known|said|and|both|each"
    r"|or|either|presumed|instantly|already|either|listed|as|found|declared|pronounced)"
)
_RIGHT = re.compile(rf"^(?:\s*[,(][^,()]{{1,90}}[,)])?(?:[\s,]+{_FILL})*[\s“\"']*$", re.IGNORECASE)
_INSERTION = re.compile(r"^\s*[,(–—]")
_LEFT = re.compile(
    r"^(?:\s*[:–=]\s*|[\s“\"']*(?:(?:some|another|a further|as many as|the lives of|of|up to|an estimated"
    r"|a total of|around|off|down|dead|to death|"
    r"or|with|is|are|was|were|numbered|number)[\s“\"']+)*)$",
    re.IGNORECASE,
)
_AT = re.compile(r"\s*(?:\s|at|to|is|was|were|:|=|–|numbered)\s*")
OPENING = 4  # code points before the number with which a sentence begins
_LABEL_END = re.compile(r"[^:;.\n]{0,30}:\s*")
_ACTS = {"take": ("dobj", "nsubjpass"), "fall": ("nsubj", "dobj", "nsubjpass"), "tend": ("dobj", "nsubjpass")}
_ELSEWHERE = re.compile(
    r"(?:taking|took|takes?)\s[^,;.]{0,60}\bto\b(?!\s+(?:the\s+)?(?:bush|mountains|forest|hills))"
    r"|held\b(?!\s+(?:captive|hostage|since|by|in\s+captivity|for\s+ransom))|holding\b(?!\s+(?:\w+\s+){1,4}(?:captive|hostage))",
    re.IGNORECASE,
)  # "took the pupils to school", "held over the shooting"
_AWAY = frozenset({"missing", "unaccounted for"})
_SUFFERS = frozenset({"suffer", "sustain", "receive"})


def plight_of(sentence: Sentence, quantity: Quantity) -> NameSpan | None:
    """The everyday word that tells what came to a number of people: "took four nurses", "six soldiers fell"."""
    cues = {
        t.i: cue
        for cue in sentence.named("ordeals")
        if cue.code in ORDEALS
        for t in sentence.tokens_in(cue.start, cue.end)
    }
    if not cues or quantity.head is None or quantity.single or not counts_people(sentence, quantity):
        return None
    noun = sentence.tokens[quantity.head]
    for child in sentence.children(noun, "acl", "relcl"):
        if child.i in cues and child.tag == "VBN" and cues[child.i].code != "fall":
            return cues[child.i]
    while noun.dep == "conj" and noun.head != noun.i:
        noun = sentence.tokens[noun.head]
    verb = sentence.tokens[noun.head]
    cue = cues.get(verb.i) or next(
        (cues[t.i] for t in sentence.children(verb, "acomp", "oprd", "conj") if t.i in cues), None
    )
    if cue is None:
        return None
    acts = _ACTS[cue.code]
    if _ELSEWHERE.match(sentence.text.text, cue.start, sentence.end):
        return None
    if verb.i not in cues:
        passive = noun.dep == "nsubjpass" or verb.lemma in ("be", "remain", "go")
        return cue if passive and noun.dep in ("nsubj", "nsubjpass") else None
    if noun.dep == "nsubj":
        return cue if verb.lemma == "fall" or fold(cue.as_written) in _AWAY else None
    return cue if noun.dep in acts else None


def is_let_go(sentence: Sentence, quantity: Quantity) -> bool:
    """ "Troops rescued 63 hostages", "nine captives freed": who came back."""
    cues = {
        t.i for cue in sentence.named("ordeals") if cue.code == "free" for t in sentence.tokens_in(cue.start, cue.end)
    }
    if not cues or quantity.head is None:
        return False
    noun = sentence.tokens[quantity.head]
    if any(child.i in cues for child in sentence.children(noun, "acl", "amod")):
        return True
    while noun.dep == "conj" and noun.head != noun.i:
        noun = sentence.tokens[noun.head]
    return noun.head in cues and noun.dep in ("dobj", "nsubjpass")


def harms_of(sentence: Sentence) -> tuple[NameSpan, ...]:
    """The words of harm, but not "a shot"."""
    return tuple(cue for cue in sentence.cues(*PROPERTY) if cue.code != "casualty" or not _is_thing(sentence, cue))


def _is_thing(sentence: Sentence, cue: NameSpan) -> bool:
    token = sentence.token_at(cue.start)
    return cue.as_written.lower() in ("shot", "shots") and token is not None and token.pos != "VERB"


def beside(sentence: Sentence, quantity: Quantity) -> NameSpan | None:
    """The word of harm that stands right beside the quantity: "nine dead", "were killed", "wounding 143"."""
    text = sentence.text.text
    harms = harms_of(sentence)
    for harm in harms:  # "nine dead", "nine people were killed", "50 wounded people"
        if harm.start >= quantity.number_end and (
            harm.end <= quantity.end or (harm.start >= quantity.end and _RIGHT.match(text[quantity.end : harm.start]))
        ):
            if _has_own(sentence, quantity, harm):
                continue
            if (_is_clipped(sentence, harm) or not _is_active(sentence, harm)) and not crossed(
                sentence, quantity.number_end, harm.start
            ):
                return harm
            break
    for harm in reversed(harms):  # "killing at least 46", "Killed: 31", "the killing of 24 people"
        labelled = harm.start - sentence.start < OPENING and _LABEL_END.fullmatch(text, harm.end, quantity.start)
        if harm.end <= quantity.start and (labelled or _LEFT.match(text[harm.end : quantity.start])):
            token = sentence.token_at(harm.start)
            passive = token is not None and any(t.dep == "auxpass" for t in sentence.children(token))
            return None if passive else harm
    return None


def _has_own(sentence: Sentence, quantity: Quantity, harm: NameSpan) -> bool:
    """ "The dead at 18 and the injured at 23": the second word has a number of its own."""
    text = sentence.text.text
    between = text[quantity.end : harm.start]
    led = any(
        cue.end <= quantity.start and not text[cue.end : quantity.start].strip(" :") for cue in harms_of(sentence)
    )
    if not re.search(r"\band\b", between) and not (led and not between.strip(" ,;/+&|-")):
        return False
    return any(_AT.fullmatch(text, harm.end, n.start) for n in sentence.numbers if n.start >= harm.end)


def _is_clipped(sentence: Sentence, harm: NameSpan) -> bool:
    """ "8 killed 20 wounded": what follows the first word is the number of the second."""
    text = sentence.text.text
    after = [n for n in sentence.numbers if n.start >= harm.end and not text[harm.end : n.start].strip(" ,;/+&|-*")]
    return any(
        n.end <= cue.start and not text[n.end : cue.start].strip() for n in after[:1] for cue in harms_of(sentence)
    )


def crossed(sentence: Sentence, start: int, end: int) -> bool:
    """True when another number stands between, outside of an insertion between commas or brackets."""
    between = [n for n in sentence.numbers if start <= n.start < end and not n.age]
    return bool(between) and not _INSERTION.match(
        sentence.text.text[start:end].lstrip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ -")
    )


def _is_active(sentence: Sentence, harm: NameSpan) -> bool:
    """True for "killed" with an object of its own, which a subject before it did not suffer."""
    if harm.code not in ("kill", "injure", "casualty", "abduct"):
        return False
    for token in sentence.tokens_in(harm.start, harm.end):
        objects = [
            t for t in sentence.children(token, "dobj", "obj") if "," not in sentence.text.text[token.end : t.start]
        ]
        if objects and not sentence.children(token, "auxpass"):
            return True
    return False


def by_tree(sentence: Sentence, quantity: Quantity) -> NameSpan | None:
    """The word of harm that governs the quantity, or hangs on it, in the parse."""
    if quantity.head is None:
        return None
    harms = {t.i: harm for harm in harms_of(sentence) for t in sentence.tokens_in(harm.start, harm.end)}
    word = sentence.tokens[quantity.head]
    for child in sentence.children(word, "amod", "acl", "relcl", "compound"):
        if child.i in harms and not (child.dep == "relcl" and _is_active(sentence, harms[child.i])):
            return harms[child.i]
    for _ in range(4):
        governor = sentence.tokens[word.head]
        if governor.i == word.i:
            return None
        harm = harms.get(governor.i) or _coordinate(sentence, word, governor, harms)
        if harm is not None:
            if word.dep in ("nsubjpass", "dobj", "obj", "attr", "oprd"):
                return harm
            if word.dep == "conj" and word.pos in ("NOUN", "PROPN") and sentence.children(governor, "dobj"):
                return harm  # "killed a couple and their four children", as some parses have it
            if word.dep == "nsubj":
                return (
                    harm if not _is_active(sentence, harm) and (harm.code != "kill" or governor.tag == "VBN") else None
                )
            if word.dep == "pobj":
                return harm
            return None
        if word.dep == "nsubj" and governor.lemma in _SUFFERS:
            return next((harms[t.i] for t in sentence.children(governor, "dobj") if t.i in harms), None)
        if word.dep == "nsubj" and governor.lemma == "be":
            attribute = next((t for t in sentence.children(governor, "acomp", "attr") if t.i in harms), None)
            return harms[attribute.i] if attribute else None
        if (word.dep == "pobj" and governor.lower in ("of",)) or (
            word.dep in ("prep", "quantmod", "nummod", "poss") and word.lower in ("of",)
        ):
            word = governor
        else:
            return None
    return None


def _coordinate(sentence: Sentence, noun: Token, verb: Token, harms: dict[int, NameSpan]) -> NameSpan | None:
    """The second verb that a subject shares: "were dragged off a bus and executed", "were caught and later died"."""
    if noun.dep not in ("nsubjpass", "nsubj"):
        return None
    for other in sentence.children(verb, "conj"):
        harm = harms.get(other.i)
        if harm is None or sentence.children(other, "nsubj", "nsubjpass", "dobj"):
            continue
        passive = bool(sentence.children(other, "auxpass"))
        if harm.code == "die" or passive or (noun.dep == "nsubjpass" and other.tag in ("VBN", "VBD")):
            return harm
    return None
