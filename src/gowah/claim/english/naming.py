"""The words that name a speaker, and whether they name the outlet itself or a person at risk."""

from __future__ import annotations

import re

from gowah.claim.english.parse import Token
from gowah.claim.english.sentence import Sentence
from gowah.model import SourceText, Speaker
from gowah.words import fold

_OWNED = re.compile(
    r"['’]s?\s+(?:\w+\s+){0,3}(?:count|figures?|data|list|staff|records?|team|tally|website|report|researchers?|monitors?)$",
    re.IGNORECASE,
)
_LONGEST = 120
_BRACKET = re.compile(r"\s+[(\[].*$", re.DOTALL)
_POSSESSED = re.compile(r"['’]s?$")
_OURS = re.compile(r"^(?:our|my)\s+(?:own\s+)?(?=\w+(?:\s\w+)?$)", re.IGNORECASE)
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|_+")
_NO_NAME = re.compile(r"(?:not|never|that|this|earlier|when|if|as|which|whose)\b", re.IGNORECASE)
_BARE = frozenset(
    re.findall(
        r"\w+",
        """many some others several most few all both each he she they it who that those someone somebody everyone
        everybody another such him her them any anyone half""",
    )
)
"""Words that alone, or with "one" and "ones" behind them, name nobody."""
_DETERMINER = re.compile(r"(?:the|a|an|some|one|another)\s+", re.IGNORECASE)
OWN = frozenset(
    {
        "we",
        "us",
        "our",
        "i",
        "me",
        "my",
        "you",
        "your",
        "one",
        "nobody",
        "no",
        "none",
        "there",
        "this",
        "these",
        "what",
        "the",
        "a",
        "an",
    }
)


def name_span(sentence: Sentence, head: Token) -> tuple[int, int]:
    """The words that name a speaker: its noun phrase without relative clauses; an apposition stays."""
    cut = {t.i for t in sentence.children(head, "relcl", "acl", "advcl", "cc", "conj", "ccomp", "parataxis", "dep")}
    if any(t.dep == "conj" for t in sentence.children(head)) and not any(t.lower == ";" for t in sentence.tokens):
        cut = {i for i in cut if sentence.tokens[i].dep not in ("cc", "conj")}
    cut |= {t.i for t in sentence.subtree(head) if t.dep == "relcl" and t.i != head.i}
    dropped = {t.i for i in cut for t in sentence.subtree(sentence.tokens[i])}
    kept = [t for t in sentence.subtree(head) if t.i not in dropped]
    while len(kept) > 1 and kept[-1].pos in ("PUNCT", "SPACE", "CCONJ"):
        kept.pop()
    while len(kept) > 1 and (kept[0].pos in ("PUNCT", "CCONJ", "ADP", "SCONJ") or kept[0].tag == "WDT"):
        kept.pop(0)
    return kept[0].start, kept[-1].end


def speaker_at(sentence: Sentence, start: int, end: int) -> Speaker | None:
    """Somebody of this name; None where it is the publisher itself or too long to be a name."""
    name = " ".join(sentence.text.text[start:end].split()).strip(" ,.;:-–—\"“”'()")
    name = _DETERMINER.sub("", name, count=1) if _DETERMINER.match(name) else name
    name = _POSSESSED.sub("", _BRACKET.sub("", name))
    if sentence.cues("private", within=(start, end)):
        name = _OURS.sub("", name)  # "our callers", "my uncle": somebody else than the outlet
    if sentence.text.text[start - 1 : start] == "@":
        name = _HUMP.sub(" ", name)  # a handle: "LanternRights"
    if not name[:1].isalpha() or _NO_NAME.match(name):
        return None
    if re.sub(r"\s+ones?$", "", name).lower() in _BARE:
        return None
    if re.search(r"\b(?:our|my|we)\b", name):
        return None
    if not name or len(name) > _LONGEST or is_publisher(sentence.text, name) or name.split()[0].lower() in OWN - {"us"}:
        return None
    return Speaker(name=name, private=_is_private(sentence, start, end))


def is_publisher(text: SourceText, name: str) -> bool:
    """True when the name is that of the outlet, in full or in part."""
    name = _OWNED.sub("", name)
    words = [w for w in re.findall(r"\w+", fold(name)) if w not in ("the", "of", "s", "our", "group", "network")]
    publisher = re.findall(r"\w+", fold(text.described.publisher or ""))
    if re.fullmatch(r"[A-Z]{3,8}", name) and _initials(publisher) == fold(name):
        return True  # "FPN" is the Free Pens Network
    whole = set(publisher)
    generic = words == [] and bool(whole & set(re.findall(r"\w+", fold(name))))
    return bool(whole) and (generic or (bool(words) and set(words) <= whole))


def _initials(words: list[str]) -> str:
    return "".join(word[0] for word in words if word not in ("the", "of", "for", "and", "in", "on"))


def _is_private(sentence: Sentence, start: int, end: int) -> bool:
    """A person named, or known by their part in private life, who holds no office and speaks for nobody."""
    if sentence.cues("office", within=(start, end)) or sentence.named(
        "groups", "organisations", "roles", within=(start, end)
    ):
        return False
    if sentence.cues("private", within=(start, end)):
        return True
    tokens = sentence.tokens_in(start, end)
    named = [t for t in tokens if t.pos == "PROPN"]
    return len(named) >= 2 and not sentence.named("places", within=(start, end))
