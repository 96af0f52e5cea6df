"""Whether a need was met: what the rest of its sentence, or the next one, says came of it."""

from __future__ import annotations

import re

from gowah.claim.english.context import cues, is_question
from gowah.claim.english.sentence import Sentence
from gowah.claim.english.wishes import Phrase, Wish, phrase_of

Told = tuple[Sentence, int, int]
"""Where an outcome is told: the sentence and the code points of the words in it."""

_ANSWERS = re.compile(
    r"""["'“‘(]*\s*(?:none|no|not|neither|nothing|nobody|never|one|two|three|some|so far|they|it|he|she|we"""
    r"""|the (?:answer|reply|request|food|money|police|ministry|governor|office)"""
    r"""|by|but|only|both|on|until|there|all|for|that|this|many|most|in)\b""",
    re.IGNORECASE,
)
_NEGATION = re.compile(r"\b(?:no|not|never|none|neither|nobody|nothing|nor|without)\b|n['’]t\b", re.IGNORECASE)
_BUT_NOT = re.compile(r"\b(?:the|a|an|its|their) \w+ (?:did|has|have|had) not\b|\bbut not\b", re.IGNORECASE)
_TOLD_INSTEAD = re.compile(
    r"""["'“‘(]*\s*(?:(?:they|he|she|we|the\s+(?:elders|family|families))\s+(?:was|were)\s+told\s+(?:that|to|there|by)"""
    r"""|(?:they|he|she|it)\s+(?:has\s+|have\s+)?told\s+(?:us|them|him|her|me)\s+(?:that|to|there))\b""",
    re.IGNORECASE,
)
"""What those who asked were told instead: "She was told that guards were for government"."""
_SHARE = re.compile(r"\b(?:\w+|\d+) (?:of|out of) (?:the )?(?:\w+|\d+)\b", re.IGNORECASE)
_CONTENT = re.compile(r"[a-z]{4,}")
_REFUSED = re.compile(r"\brefused$", re.IGNORECASE)
_ANSWER = frozenset(
    ["say", "refuse", "reject", "decline", "agree", "promise", "deny", "grant", "approve", "ignore", "reply", "turn"]
)
_NEGATED = 60  # code points before "came" in which a "not" turns it


def outcome_of(wish: Wish, after: Sentence | None, *, alone: bool = True) -> tuple[str, Told | None]:
    """(yes | partly | no | unknown, the words that say so). A lack of which nothing more is told is unmet.

    `alone`: no other request stands in the sentence; else what follows must name this one.
    """
    sentence, answer = wish.sentence, wish.answer
    if answer is not None:
        return _read(answer, answer.start, answer.end, wish) or ("unknown", None)
    if granted := _governed(wish):
        return granted
    since = max([wish.at[1], *(phrase.end for phrase in (wish.need, wish.asked_of) if phrase is not None)])
    if not alone:
        named = after is not None and _names(wish, after)
        told = _read(after, after.start, after.end, wish) if after is not None and named else None
        return told or (("unknown", None) if wish.asked else ("no", (sentence, wish.at[0], wish.at[1])))
    if since < sentence.end and (found := _read(sentence, since, sentence.end, wish)):
        return found
    if after is not None and _goes_on(wish, after) and (found := _read(after, after.start, after.end, wish)):
        return found
    return ("unknown", None) if wish.asked else ("no", (sentence, wish.at[0], wish.at[1]))


def answerer(told: Told | None) -> Phrase | None:
    """Who answered a request that names no one: "the district police have said no", "refused at the clinic"."""
    if told is None:
        return None
    sentence, start, end = told
    verb = next((t for t in sentence.tokens_in(start, end) if t.pos == "VERB"), None)
    while verb is not None and verb.dep == "xcomp" and verb.head != verb.i:
        verb = sentence.tokens[verb.head]
    if verb is None or verb.lemma in ("need", "require"):  # "blood is needed at the gate"
        return None
    if sentence.children(verb, "nsubjpass", "auxpass"):
        by = sentence.children(verb, "agent", "prep")
        nouns = [noun for word in by if word.lower in ("by", "at") for noun in sentence.children(word, "pobj")]
    else:
        nouns = [t for t in sentence.children(verb, "nsubj") if verb.lemma in _ANSWER]
    return phrase_of(sentence, nouns[0]) if nouns and nouns[0].pos in ("NOUN", "PROPN") else None


def _governed(wish: Wish) -> tuple[str, Told] | None:
    """ "The governor granted the elders' request": the verb whose object the request is."""
    sentence = wish.sentence
    request = sentence.head_of(*wish.at)
    if request is None or request.pos != "NOUN" or request.dep != "dobj":
        return None
    verb = sentence.tokens[request.head]
    denied = bool(sentence.children(verb, "neg"))
    for cue in cues(sentence, "wants", "met", "unmet", within=(verb.start, verb.end)):
        return ("no" if denied or cue.code == "unmet" else "yes"), (sentence, cue.start, cue.end)
    return None


def _goes_on(wish: Wish, after: Sentence) -> bool:
    """True when the next sentence is about what came of the request: by how it opens, or by what it names."""
    refused = [
        *cues(after, "wants", "unmet"),
        *(cue for cue in cues(after, "wants", "lack") if _REFUSED.search(cue.as_written)),
    ]
    if is_question(after) or (cues(after, "wants", "ask") and not refused):
        return False
    if refused or cues(after, "aid", "granted") or _TOLD_INSTEAD.match(after.words) or _ANSWERS.match(after.words):
        return True
    if wish.asked_of is not None and after.words.startswith(wish.asked_of.text):
        return True
    return _names(wish, after)


def _names(wish: Wish, after: Sentence) -> bool:
    """True when the sentence names what was wanted."""
    wanted = _CONTENT.findall(wish.need.text.lower()) if wish.need else []
    named = {word.rstrip("s") for word in _CONTENT.findall(after.words.lower())}
    return any(word.rstrip("s") in named for word in wanted)


def _read(sentence: Sentence, start: int, end: int, wish: Wish) -> tuple[str, Told] | None:
    found = cues(sentence, "wants", "met", "unmet", "partly", within=(start, end))
    refused = [cue for cue in cues(sentence, "wants", "lack", within=(start, end)) if _REFUSED.search(cue.as_written)]
    found = tuple(sorted([*found, *refused], key=lambda cue: cue.start))
    if not found:
        instead = (
            _TOLD_INSTEAD.match(sentence.text.text, start, end)
            if wish.asked and sentence is not wish.sentence
            else None
        )
        return ("no", (sentence, *instead.span())) if instead else None
    text = sentence.text.text
    codes = {"unmet" if cue in refused else cue.code for cue in found}
    told = (sentence, found[0].start, found[-1].end)
    gave = [cue for cue in found if cue.code == "met"]
    affirmed = []
    for cue in gave:
        clause = text[max(start, text.rfind(";", start, cue.start) + 1, cue.start - _NEGATED) : cue.start]
        if not _NEGATION.search(clause):
            affirmed.append(cue)
    if "unmet" in codes:
        return ("partly" if affirmed and "partly" in codes else "no"), told
    if affirmed:
        some = _SHARE.search(text, start, end) or "partly" in codes or _fewer(sentence, start, end, wish)
        held_back = len(affirmed) < len(gave) or _BUT_NOT.search(text, start, end)
        return ("partly" if some or held_back else "yes"), told
    if "partly" in codes:
        promised = any(cue.as_written.lower().startswith("promis") for cue in found)
        return ("unknown" if promised else "partly"), told
    return "no", told


def _fewer(sentence: Sentence, start: int, end: int, wish: Wish) -> bool:
    """True when fewer were helped than asked: "for 40 reporters; eight have been helped"."""
    asked = [n.value for n in wish.sentence.numbers if n.end <= start or wish.sentence is not sentence]
    helped = [n.value for n in sentence.numbers if start <= n.start < end]
    return bool(asked) and bool(helped) and max(helped) < max(asked)
