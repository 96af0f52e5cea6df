"""What is made up, and what is only said so: films in which forty die, prices that explode, killed engines.

The words for both are rows of `data/common/fiction.csv`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from gowah.claim.english.inert import is_unliving, words_of
from gowah.claim.english.sentence import Sentence, once
from gowah.words import NameSpan

_DEEDS = ("kill", "injure", "die", "abduct", "attack", "strike", "casualty", "dead")
_DOES = ("kill", "strike", "attack", "injure")
_PRESENT = frozenset({"VBZ", "VBP", "VBG", "VB"})
_WITH = frozenset({"with", "in", "into"})
_PEOPLE = ("of_whom", "roles", "communities", "groups")


@cache
def _any(*kinds: str) -> str:
    return "|".join(re.escape(word) for word in sorted((w for k in kinds for w in words_of(k)), key=len, reverse=True))


@cache
def _told_in() -> re.Pattern[str]:
    """ "In the novel, …", "In a video game released on Friday, …", "Her thriller begins in …", "a film in which …"."""
    article = r"(?:(?:the|a|an|this|that|his|her|their|its|one|another|\w+['’]s)\s+)"
    own = rf"(?:{article}(?:[\w-]+\s+){{0,3}}?)"
    begins = (
        rf"^\W*(?:in|at\s+the\s+end\s+of|throughout|halfway\s+through|during)\s+{own}(?P<a>{_any('work', 'maybe')})"
    )
    ends = r"(?=\s*(?:,|released|by|on|from|staged|called|titled|[\"“‘(]|\bof\b))"
    tells = (
        rf"\b{own}(?P<b>{_any('work', 'maybe')})s?(?:\s+(?:by\s+)?[A-Z]\w+)*(?:,[^,]{{1,60}},)?\s+(?:{_any('tells')})\b"
    )
    return re.compile(rf"{begins}{ends}|{tells}", re.IGNORECASE)


@once
def is_fiction(sentence: Sentence) -> bool:
    """True where the sentence tells what happens in a made-up story; the deeds of most are told in the present."""
    found = _told_in().search(sentence.words)
    if found is None:
        return False
    work = (found["a"] or found["b"]).lower().removesuffix("s")
    if re.fullmatch(_any("work"), work):
        return not (found["b"] and _is_of_the_past(sentence, found.end()))
    harms = [t for cue in sentence.cues(*_DEEDS) for t in sentence.tokens_in(cue.start, cue.end) if t.pos == "VERB"]
    return bool(harms) and all(t.tag in _PRESENT and not _was(sentence, t.i) for t in harms)


@cache
def _acted() -> tuple[str, ...]:
    """ "A mock bombing"; "in an exercise … playing the wounded"; "the mock trial heard that the accused …"."""
    mock, drill, act, court = (_any(kind) for kind in ("mock", "drill", "acts", "court"))
    trial = rf"\b(?:{mock})\s+(?:\w+\s+)?(?:trial|court|tribunal|hearing)s?\b|\bmoot\s+courts?\b"
    return (
        rf"\b(?:{mock})\s+(?:[\w-]+\s+){{0,2}}?(?:{_any('deed')})\b",
        rf"\b(?:{drill})s?\b(?=.*?\b(?:{act})\b)|\b(?:{act})\b(?=.*?\b(?:{drill})s?\b)",
        rf"(?:{trial})(?=.*?\b(?:{court})\b)|\b(?:{court})\b(?=.*?(?:{trial}))",
    )


@cache
def _acts() -> re.Pattern[str]:
    return re.compile("|".join(_acted()), re.IGNORECASE | re.DOTALL)


@cache
def _plays() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any('sport')})\b", re.IGNORECASE)


_IN_THE_ATTACK = re.compile(
    r"\b(?:in|by|during|after|when|from)\s+(?:the|an?|that|this)\s+(?:\w+\s+)?(?:attack|strike|assault|raid)\b",
    re.IGNORECASE,
)


@once
def is_played(sentence: Sentence) -> bool:
    """True for deeds that are acted, in a drill or before a mock court, and for hurts of a game."""
    return bool(_acts().search(sentence.words)) or _is_game(sentence)


def _is_game(sentence: Sentence) -> bool:
    """ "Three batsmen were injured and 4 wickets fell to the attack": no arms, no doer, and nobody was killed."""
    if not _plays().search(sentence.words) or _IN_THE_ATTACK.search(sentence.words):
        return False
    return not (
        sentence.cues("kill", "die", "dead", "abduct", "attackers") or sentence.named("weapons", "tactics", "groups")
    )


def _is_of_the_past(sentence: Sentence, end: int) -> bool:
    """ "A film about the attack of 2021": that of which a work tells has a day of its own, or is known."""
    after = sentence.words[end:]
    return bool(re.match(r"\s+(?:the|this|that|an?\s+real)\b", after)) and bool(sentence.dates)


def _was(sentence: Sentence, at: int) -> bool:
    below = sentence.children(sentence.tokens[at], "aux", "auxpass")
    return any(t.tag == "VBD" or t.lower in ("have", "has") for t in below)


def without_fiction(sentences: Sequence[Sentence]) -> frozenset[int]:
    """The indexes of the sentences that tell a made-up story, and of those in the present that go on with it."""
    found: set[int] = set()
    story: Sentence | None = None
    for sentence in sentences:
        if story is not None and sentence.block is not story.block:
            story = None
        if not sentence.cues(*_DEEDS):
            story = sentence if _told_in().search(sentence.words) else story
            continue
        if is_fiction(sentence) or is_played(sentence) or (story is not None and _goes_on(sentence)):
            found.add(sentence.index)
            story = sentence
    return frozenset(found)


def _goes_on(sentence: Sentence) -> bool:
    root = next((t for t in sentence.tokens if t.head == t.i), None)
    return root is not None and root.tag in ("VBZ", "VBP") and not sentence.dates and not sentence.cues("say")


def is_figure(sentence: Sentence, cue: NameSpan) -> bool:
    """ "Prices exploded", "killed the flames": what is hit, or what hits, never lived and is no weapon."""
    token = sentence.token_at(cue.start)
    if cue.code not in _DOES or token is None:
        return False
    if token.pos == "NOUN":  # "an explosion of colour"
        of = [t for prep in sentence.children(token, "prep") if prep.lower == "of" for t in sentence.children(prep)]
        return any(is_unliving(t.text) for t in of)
    ways = (t for prep in sentence.children(token, "prep") if prep.lower in _WITH for t in sentence.children(prep))
    if cue.code == "strike" and any(is_unliving(t.text) for t in ways):  # "exploded with joy"
        return True
    if token.pos != "VERB" or sentence.cues("attackers"):
        return False
    passive = bool(sentence.children(token, "nsubjpass"))
    objects = sentence.children(token, "dobj", "nsubjpass")
    subjects = () if passive else sentence.children(token, "nsubj")
    hit = [t for t in objects if not sentence.named(*_PEOPLE, within=(t.start, t.end))]
    if any(is_unliving(t.text) for t in hit) and len(hit) == len(objects) and cue.code in ("kill", "attack"):
        return True
    return any(is_unliving(t.text) for t in subjects) and not sentence.named("weapons", "tactics")
