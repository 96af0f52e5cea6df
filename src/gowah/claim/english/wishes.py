"""Who needs or asks for what, and of whom, in one sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from gowah.claim.english.context import cues, is_heading, is_question
from gowah.claim.english.parse import Token
from gowah.claim.english.sentence import Sentence
from gowah.claim.english.speakers import before_speaker

_TAKES_PERSON = frozenset({"ask", "urge", "beg", "implore", "petition", "approach", "request"})
_TAKES_THING = frozenset({"request", "demand", "seek", "apply"})
_NO_WISH = re.compile(
    r"\s*(?:not to|whether|if|why|how|what|who|when|about|himself|herself|to comment|for comment|to remain"
    r"|to be named|anonymity|to take their news|to confirm)\b",
    re.IGNORECASE,
)
REFERS = re.compile(
    r"(?:(?:to\s+)?(?:provide|give|get|send|supply|do|grant|pay for|offer|help)\b\s*)?"
    r"(?:(?:it|them|both|these|those|this|that|either|neither|so|any|some|help(?! to\b)|such help"
    r"|such care)\b[\w ]{0,12})?",
    re.IGNORECASE,
)
"""What only refers to a need told before: "provide them", "for both"."""
_SHOULD = re.compile(
    r"[^.;:!?]{0,80}?\b(?:which|that)\s+(?P<who>(?:[\w’'-]+\s+){1,5}?)"
    r"(?:should|must|ought\s+to|(?:has|have|had)\s+to|(?:is|are|was|were)\s+(?:obliged|supposed|required|meant|bound)\s+to)"
    r"\s+(?:have\s+)?(?:provide|give|supply|offer|grant|pay|send|ensure|deliver|fund)\w*\b",
    re.IGNORECASE,
)
_WHO = ("private", "injure", "casualty", "dead", "kill")
_TOLD_OF = frozenset({"they", "we", "their", "she", "he", "them"})
_RELATIVE = frozenset({"who", "whom", "which", "that"})
_UP = frozenset(["conj", "xcomp", "advcl", "prep", "pcomp", "acomp", "attr", "acl", "pobj", "ccomp", "dobj", "relcl"])
_TO_DO = re.compile(r"\s+to\s+\w+", re.IGNORECASE)
_LONGEST = 160
_TAIL = re.compile(r"\s*\b(?:for|to|that)\s*$")
_FEW = 5  # words that "it", "both of them" or a short thing may have
_WRITES = re.compile(r"wr[io]t\w*\b", re.IGNORECASE)
_TENSED = frozenset({"will", "would", "can", "could", "may", "might", "shall", "must", "do", "did", "does", "to"})
_FROM = re.compile(r"\s+from\s+(?P<giver>[^,;.]{2,60})$", re.IGNORECASE)
_BEHALF = re.compile(
    r"\bon\s+behalf\s+of\s+(?P<who>(?:[\w’'-]+\s*){1,6}?)(?=\s+(?:for|to|that|and|has|have|had)\b|[,;.])",
    re.IGNORECASE,
)
_WENT = re.compile(
    r"\b(?:went|gone|go|goes|wrote|written|writes|turned)\s+to\s+(?P<hearer>[^,;.]{2,60}?),?\s+(?:and|to)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(r"\b(?:on|upon|to|with)$", re.IGNORECASE)
_TO_WHOM = re.compile(
    r"\s+(?:(?:in|on|last|this|since)\s+[\w-]+\s+|(?:twice|again|repeatedly|yesterday|formally|publicly)\s+)?"
    r"(?:to|on|upon|of|from|with)\s+",
    re.IGNORECASE,
)
_AND_ON = re.compile(r",\s+(?:and\s+)?(?:on|upon)\s+(?P<hearer>[^,;.]{2,60}?)\s+to\s+", re.IGNORECASE)
_FOR = re.compile(r"[^.;:!?]{0,120}?\bfor\s+", re.IGNORECASE)
_STOP = re.compile(
    r"[;:.!?()“”\"](?:\s|$)|,\s+(?:so\s+far\s+)?without\b"
    r"|,\s+and\s+(?:[\w’'-]+\s+){1,4}(?:had|has|have|was|were|is|are)\b"
    r"|,\s+(?:and\s+)?(?:have|has|had|were|was|are|is|got|received|in)\b"
    r"|,\s+(?:but|which|who|so|as|they|he|she|the|it|none|nobody|yet)\b"
    r"|\s+and\s+(?:said|says|told|added|warned)\b"
    r"|\s+(?:but|and have|and has|and had|and were|and was|because|since|when|while|although|though)\b",
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
    """A need, or a request if `asked`; `at` is the word that says so, `answer` where a form says what came of it."""

    sentence: Sentence
    at: tuple[int, int]
    asked: bool
    who: Phrase | None = None
    need: Phrase | None = None
    asked_of: Phrase | None = None
    answer: Sentence | None = None


def wishes_of(sentence: Sentence) -> Iterator[Wish]:
    """The needs and requests of a sentence, in order; questions and headings have none."""
    if is_heading(sentence):
        return
    until = sentence.start
    for cue in cues(sentence, "wants", "ask", "lack"):
        token = sentence.head_of(cue.start, cue.end)
        if cue.start < until or token is None or _NO_WISH.match(sentence.text.text, cue.end, sentence.end):
            continue
        at = (cue.start, cue.end)
        wish = _asked(sentence, token, at) if cue.code == "ask" else _lacked(sentence, token, at)
        if wish is not None and _is_of_people(wish):
            until = max(cue.end, wish.need.end if wish.need else cue.end)
            yield from _apart(wish)


def _apart(wish: Wish) -> Iterator[Wish]:
    """ "Called on A to guard the road, on B to open visas, and on C to …": as many requests as they were made of."""
    need, text = wish.need, wish.sentence.text.text
    cuts = list(_AND_ON.finditer(text, need.start, need.end)) if need and wish.asked_of else []
    if not cuts or need is None:
        yield wish
        return
    ends = [cut.start() for cut in cuts[1:]] + [need.end]
    yield replace(wish, need=made(wish.sentence, need.start, cuts[0].start()))
    for cut, end in zip(cuts, ends, strict=True):
        hearer, asked = made(wish.sentence, *cut.span("hearer")), made(wish.sentence, cut.end(), end)
        yield replace(wish, need=asked, asked_of=hearer)


def _is_of_people(wish: Wish) -> bool:
    """A need of those who were hit, or of help: not every wish that a report tells of."""
    need, who = wish.need, wish.who
    if _ends_in(who, "not-in-need", "anybody") or _ends_in(wish.asked_of, "anybody"):
        return False
    if need is not None and cues(need.sentence, "aid", "talk", within=(need.start, need.end)):
        return False
    helped = need is not None and bool(cues(need.sentence, "aid", "good", within=(need.start, need.end)))
    if not wish.asked:
        return helped and (who is None or _is_hit(who) or who.text.lower() in _TOLD_OF)
    if helped:
        return True
    if who is not None and _is_hit(who):
        return True
    if need is not None and wish.asked_of is not None and REFERS.fullmatch(need.text):
        return True
    if need is not None and need.sentence.named("communities", "of_whom", within=(need.start, need.end)):
        return True
    referring = need is None or len(need.text.split()) <= _FEW
    if (
        need is None
        and wish.asked_of is not None
        and cues(wish.sentence, "wants", "lack", within=(wish.sentence.start, wish.at[0]))
    ):
        return True  # "for the nine who need surgery they have written to twenty embassies"
    if _WRITES.match(wish.sentence.text.text, *wish.at):
        return False
    if who is not None and who.text.lower() == "we" and can_give(wish.asked_of):
        return True  # those who were hit speak themselves: "we ask the agency to restore the allowance"
    return wish.asked_of is not None and referring and (who is None or who.text.lower() in _TOLD_OF)


def can_give(hearer: Phrase | None) -> bool:
    """True for an office, a body or donors."""
    return hearer is not None and bool(cues(hearer.sentence, "aid", "giver", within=(hearer.start, hearer.end)))


def _ends_in(phrase: Phrase | None, *codes: str) -> bool:
    """Police ask for tips, suspects for cash, and injuries need nothing themselves; "anyone" is asked to call."""
    if phrase is None:
        return False
    last = max(phrase.start, phrase.end - len(phrase.text.split()[-1]))
    return bool(cues(phrase.sentence, "aid", *codes, within=(last, phrase.end)))


def _is_hit(who: Phrase) -> bool:
    sentence, span = who.sentence, (who.start, who.end)
    counted = any(who.start <= number.start < who.end for number in sentence.numbers)
    named = sentence.named("communities", "of_whom", "sites", within=span)
    return counted or bool(named or sentence.cues(*_WHO, within=span) or cues(sentence, "aid", "kin", within=span))


def _asked(sentence: Sentence, token: Token, at: tuple[int, int]) -> Wish | None:
    """ "School fees (asked of two funds; …)", "called on the mayor for tents", "begged for help"."""
    text = sentence.text.text
    if (bracket := text.rfind("(", sentence.start, at[0])) >= 0 and not text[bracket + 1 : at[0]].strip():
        asked_of = _noun_after(sentence, at[1], _TO_WHOM)
        return Wish(
            sentence=sentence, at=at, asked=True, need=made(sentence, sentence.start, bracket), asked_of=asked_of
        )
    if token.pos == "NOUN" and token.lower != "call":
        return _appeal(sentence, token, at)
    need = _after_for(sentence, at[1]) or _to_clause(sentence, at[1])
    if text[at[1] : at[1] + 6].lower().startswith(" that "):
        need = _that_clause(sentence, token, at[1] + 6)
        if need is None:
            return None
    if _WRITES.match(text, *at):
        need = _after_for(sentence, at[1])
    if text.endswith(" for", *at):
        need = phrase_from(sentence, at[1])
    subject = _subject(sentence, token)
    thing = next(iter(sentence.children(token, "dobj", "obj")), None)
    participle = token.tag == "VBN" or (token.tag == "VBD" and token.dep == "advcl")  # "though asked to"
    bare = participle and thing is None and not sentence.children(token, "nsubj", "aux")
    if bare or sentence.children(token, "nsubjpass", "auxpass"):
        agents = [t for by in sentence.children(token, "agent") for t in sentence.children(by, "pobj")]
        who = phrase_of(sentence, agents[0]) if agents else None
        return Wish(
            sentence=sentence, at=at, asked=True, who=who, need=need, asked_of=phrase_of(sentence, subject, cut=True)
        )
    asked_of = _noun_after(
        sentence, at[1], re.compile(r"\s+") if _PREPOSITION.search(text[at[0] : at[1]]) else _TO_WHOM
    )
    if thing is not None and token.lemma in _TAKES_PERSON:
        asked_of = phrase_of(sentence, thing, cut=True)
    if need is None and thing is not None and token.lemma in _TAKES_THING:
        need = phrase_of(sentence, thing)
        asked_of = None if asked_of is not None and need is not None and asked_of.start == need.start else asked_of
    if need is not None and thing is not None and (giver := _FROM.search(text, need.start, need.end)):
        asked_of = asked_of or made(sentence, giver.start("giver"), giver.end())
        need = made(sentence, need.start, giver.start())
    asked_of = asked_of or _gone_to(sentence, at[0])
    if need is not None and asked_of is not None and asked_of.start < need.start < asked_of.end:
        asked_of = made(
            sentence, asked_of.start, asked_of.start + len(_TAIL.sub("", text[asked_of.start : need.start]))
        )
    if need is None and asked_of is None:
        return None
    who = _behalf(sentence) or phrase_of(sentence, subject)
    return Wish(sentence=sentence, at=at, asked=True, who=who, need=need, asked_of=asked_of)


def _that_clause(sentence: Sentence, verb: Token, start: int) -> Phrase | None:
    """ "Asked that the road be patrolled": a wish, as the bare verb of the clause shows."""
    heads = sentence.children(verb, "ccomp")
    bare = any(
        t.tag == "VB" and not any(child.lower in _TENSED for child in sentence.children(t, "aux"))
        for head in heads
        for t in (head, *sentence.children(head, "auxpass", "conj"))
    )
    return phrase_from(sentence, start) if bare else None


def _behalf(sentence: Sentence) -> Phrase | None:
    """ "On behalf of six wounded girls": who needs it, where somebody else asks."""
    found = _BEHALF.search(sentence.text.text, sentence.start, sentence.end)
    return made(sentence, *found.span("who")) if found else None


def _gone_to(sentence: Sentence, before: int) -> Phrase | None:
    """ "They went to the governor and asked …": whom they went to."""
    found = _WENT.search(sentence.text.text, sentence.start, before)
    return made(sentence, *found.span("hearer")) if found else None


def _appeal(sentence: Sentence, token: Token, at: tuple[int, int]) -> Wish | None:
    """ "Their appeals to the ministry for beds have gone unanswered"."""
    asked_of = _noun_after(sentence, at[1], re.compile(r"\s+(?:to|of)\s+")) or phrase_of(
        sentence, _hearer(sentence, token)
    )
    owner = next(iter(sentence.children(token, "poss")), None)
    if asked_of is None:
        return None
    need = _after_for(sentence, at[1])
    verb = next(
        (t for t in sentence.tokens if need and t.start > need.start and t.tag in ("VBD", "VBZ", "VBP", "MD")), None
    )
    if need is not None and verb is not None and verb.start < need.end:
        need = made(sentence, need.start, verb.start)
    return Wish(sentence=sentence, at=at, asked=True, who=phrase_of(sentence, owner), need=need, asked_of=asked_of)


def _hearer(sentence: Sentence, request: Token) -> Token | None:
    """Who "ignored their requests", or by whom "their requests were ignored"."""
    verb = sentence.tokens[request.head]
    if request.dep == "dobj":
        return next(iter(sentence.children(verb, "nsubj")), None)
    agents = [noun for by in sentence.children(verb, "agent") for noun in sentence.children(by, "pobj")]
    return agents[0] if request.dep == "nsubjpass" and agents else None


def _lacked(sentence: Sentence, token: Token, at: tuple[int, int]) -> Wish | None:
    """ "X lack care", "there is a lack of care for X", "the care that X need"."""
    if token.dep == "amod" or (token.lemma == "need" and _TO_DO.match(sentence.text.text, at[1], sentence.end)):
        return None  # "a wanted man", "need to see"
    subject = _subject(sentence, token)
    if subject is not None and subject.lower in _TOLD_OF:  # "survivors say they need …"
        named = (t for t in sentence.tokens if t.dep in ("nsubj", "nsubjpass") and t.end <= subject.start)
        subject = next((t for t in named if t.pos in ("NOUN", "PROPN")), subject)
    relative = any(t.lower in _RELATIVE for t in sentence.children(token, "nsubj"))  # "those who need care"
    if token.dep in ("relcl", "acl") and token.lemma in ("need", "want", "lack") and not relative:
        need = phrase_of(sentence, sentence.tokens[token.head])
        return Wish(sentence=sentence, at=at, asked=False, who=phrase_of(sentence, subject), need=need)
    need, who = phrase_from(sentence, at[1]) or _label_before(sentence), phrase_of(sentence, subject)
    if relative and (thing := next(iter(sentence.children(token, "dobj")), None)) is not None:
        need = phrase_of(sentence, thing)
    if who is None and need is not None:
        who = _hit_before(sentence, at[0])
    if need is None:  # "care for the wounded is lacking"
        need, who = _split(who)
    elif token.pos == "NOUN":  # "a lack of care for the wounded"
        need, whose = _split(need)
        who = whose or who
    if need is None:
        return None
    return Wish(sentence=sentence, at=at, asked=False, who=who, need=need, asked_of=_who_should(sentence, need.end))


def _hit_before(sentence: Sentence, at: int) -> Phrase | None:
    """ "The wounded need blood", where the parser took the verb for a noun: those who were hit stand right before."""
    hit = [
        cue
        for cue in sentence.cues("injure", within=(sentence.start, at))
        if not sentence.text.text[cue.end : at].strip()
    ]
    return made(sentence, hit[-1].start, hit[-1].end) if hit else None


def _who_should(sentence: Sentence, at: int) -> Phrase | None:
    """ "…, which the ministry should provide": whose duty it is."""
    found = _SHOULD.match(sentence.text.text, at, sentence.end)
    return made(sentence, *found.span("who")) if found else None


def _split(phrase: Phrase | None) -> tuple[Phrase | None, Phrase | None]:
    """ "(Of) care for the wounded": what is needed, and who needs it where the phrase says so."""
    if phrase is None:
        return None, None
    text, start = phrase.sentence.text.text, phrase.start
    if of := re.compile(r"of\s+", re.IGNORECASE).match(text, start, phrase.end):
        start = of.end()
    parts = re.compile(r"\s(?:for|among)\s").search(text, start, phrase.end)
    if parts is None:
        return made(phrase.sentence, start, phrase.end), None
    return made(phrase.sentence, start, parts.start()), made(phrase.sentence, parts.end(), phrase.end)


def _label_before(sentence: Sentence) -> Phrase | None:
    """ "Air tickets. The families cannot pay.": a few words without a verb that name what the sentence is about."""
    before = sentence.previous
    if before is None or before.block != sentence.block or len(before.words.split()) > 4 or is_question(before):
        return None
    verbs = any(token.pos in ("VERB", "AUX") for token in before.tokens)
    return None if verbs else made(before, before.start, before.end)


def _subject(sentence: Sentence, verb: Token) -> Token | None:
    """Whose verb it is: its subject, that of the verb above it, or the noun that a "who" stands for."""
    for _ in range(4):
        own = sentence.children(verb, "nsubj", "nsubjpass")
        if own:
            return sentence.tokens[verb.head] if own[0].lower in _RELATIVE and verb.dep == "relcl" else own[0]
        if verb.dep not in _UP or verb.head == verb.i:
            return None
        verb = sentence.tokens[verb.head]
    return None


def _noun_after(sentence: Sentence, at: int, lead: re.Pattern[str]) -> Phrase | None:
    """ "Called on X", "appealed to X", "asked of X": the noun phrase behind the preposition."""
    found = lead.match(sentence.text.text, at, sentence.end)
    head = next(
        (t for t in sentence.tokens if found and t.start >= found.end() and t.pos in ("NOUN", "PROPN", "PRON")), None
    )
    if (
        found is None
        or head is None
        or any(t.pos in ("VERB", "AUX") for t in sentence.tokens_in(found.end(), head.start))
    ):
        return None
    while head.dep in ("compound", "amod", "poss", "nmod", "det") and sentence.tokens[head.head].start > head.start:
        head = sentence.tokens[head.head]
    return phrase_of(sentence, head, cut=True)


def _after_for(sentence: Sentence, at: int) -> Phrase | None:
    """What stands after the first "for" of the request, up to the end of its clause."""
    found = _FOR.match(sentence.text.text, at, sentence.end)
    between = sentence.tokens_in(at, found.end()) if found else ()
    if found is None or any(
        t.tag in ("VBD", "VBZ", "VBP", "VB") and t.pos in ("VERB", "AUX") and _governs(sentence, t) for t in between
    ):
        return None
    return phrase_from(sentence, found.end())


def _governs(sentence: Sentence, verb: Token) -> bool:
    """A verb with words of its own: not the "disabled" of "the directorate of martyrs and disabled"."""
    return bool(sentence.children(verb, "nsubj", "nsubjpass", "dobj", "aux", "auxpass", "xcomp", "ccomp"))


def _to_clause(sentence: Sentence, at: int) -> Phrase | None:
    """ "… to have his daughter sent abroad": the infinitive that the request ends in."""
    for token, following in zip(sentence.tokens, sentence.tokens[1:], strict=False):
        if token.start >= at and token.lower == "to" and following.tag == "VB":
            negated = token.i > 0 and sentence.tokens[token.i - 1].lower == "not"
            return None if negated else phrase_from(sentence, token.end)
    return None


def phrase_from(sentence: Sentence, start: int) -> Phrase | None:
    """The words from here to the end of the clause."""
    stop = _STOP.search(sentence.text.text, start, sentence.end)
    end = min(stop.start() if stop else sentence.end, start + _LONGEST)
    return made(sentence, start, before_speaker(sentence, start, end))


def phrase_of(sentence: Sentence, head: Token | None, *, cut: bool = False) -> Phrase | None:
    """The noun phrase of a head, without relative clauses; `cut`: without "for …" and "to …" behind it."""
    if head is not None and head.lower in _RELATIVE:
        clause = next((t for t in sentence.ancestors(head) if t.dep == "relcl"), None)
        head = sentence.tokens[clause.head] if clause is not None else None
    while head is not None and head.dep == "conj" and sentence.tokens[head.head].pos in ("NOUN", "PROPN"):
        head = sentence.tokens[head.head]
    if head is None:
        return None
    drop = list(sentence.children(head, "relcl", "acl", "advcl", "ccomp", "appos", "punct", "parataxis"))
    for joined in sentence.children(head, "conj"):
        drop += sentence.children(joined, "relcl", "acl", "punct")
    drop += [t for t in sentence.children(head, "prep") if cut and t.lower in ("for", "to", "with")]
    gone = {t.i for top in drop for t in sentence.subtree(top)}
    kept = [t for t in sentence.subtree(head) if t.i not in gone]
    return made(sentence, kept[0].start, kept[-1].end)


def made(sentence: Sentence, start: int, end: int) -> Phrase | None:
    """The words [start, end) without the blanks, commas and quotation marks around them; None where nothing is left."""
    text = sentence.text.text
    while start < end and (text[start].isspace() or text[start] in ",'’\"“"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",.;:'’\"”)"):
        end -= 1
    return (
        Phrase(sentence=sentence, start=start, end=end, text=" ".join(text[start:end].split())) if end > start else None
    )
