"""Whether a need was met: what the rest of its sentence, or the next one, says came of it."""

from __future__ import annotations

import re

from gowah.claim.english.context import cues, is_question
from gowah.claim.english.sentence import Sentence
from gowah.claim.english.wishes import Wish

_ANSWERS = re.compile(
    r"""["'“‘(]*\s*(?:none|no|not|neither|nothing|nobody|never|one|two|three|some|so far|they|it|he|she|we|the (?:answer|reply|request|food|money|police|ministry|governor|office)|by|but|only|both|on|until|there|all|for|that|this|many|most|in)\b""",
    re.IGNORECASE,
)
_NEGATION = re.compile(r"\b(?:no|not|never|none|neither|nobody|nothing|nor|without)\b|n['’]t\b", re.IGNORECASE)
_SHARE = re.compile(r"\b(?:\w+|\d+) (?:of|out of) (?:the )?(?:\w+|\d+)\b", re.IGNORECASE)
_CONTENT = re.compile(r"[a-z]{4,}")
_COMMON = frozenset(
    ["have", "been", "help", "that", "with", "from", "they", "their", "them", "this", "more", "asked", "families", "people", "victims", "which", "were", "will"]
)


def outcome_of(wish: Wish, after: Sentence | None) -> tuple[str, tuple[Sentence, int, int] | None]:
    """(yes | partly | no | unknown, the words that say so). A lack of which nothing more is told is unmet."""
    sentence = wish.sentence
    since = max(wish.need.end if wish.need else wish.at[1], wish.asked_of.end if wish.asked_of else 0, wish.at[1])
    if since < sentence.end and (found := _read(sentence, since, sentence.end, wish)):
        return found
    if after is not None and _tells(wish, after) and (found := _read(after, after.start, after.end, wish)):
        return found
    if not wish.asked:
        return "no", (sentence, wish.at[0], wish.at[1])
    return "unknown", None


def _tells(wish: Wish, after: Sentence) -> bool:
    """True when the next sentence goes on about the request."""
    if is_question(after):
        return False
    asks = cues(after, "wants", "ask")
    if asks and not cues(after, "wants", "unmet"):
        return False
    if _ANSWERS.match(after.words) or cues(after, "wants", "unmet"):
        return True
    if cues(after, "aid", "granted"):
        return True
    mine = set(_CONTENT.findall((wish.need.text if wish.need else "").lower())) - _COMMON
    return bool(
        {word.rstrip("s") for word in mine} & {word.rstrip("s") for word in _CONTENT.findall(after.words.lower())}
    )


def _read(sentence: Sentence, start: int, end: int, wish: Wish) -> tuple[str, tuple[Sentence, int, int]] | None:
    found = cues(sentence, "wants", "met", "unmet", "partly", within=(start, end))
    if not found:
        return None
    text = sentence.text.text
    codes = {cue.code for cue in found}
    at = (sentence, found[0].start, found[-1].end)
    gave = [cue for cue in found if cue.code == "met"]
    affirmed = [
        cue
        for cue in gave
        if not _NEGATION.search(text[max(start, text.rfind(";", start, cue.start) + 1) : cue.start][-60:])
    ]
    if "unmet" in codes:
        return ("partly" if affirmed and "partly" in codes else "no"), at
    if "partly" in codes and not affirmed:
        promised = any(cue.as_written.lower().startswith("promis") for cue in found)
        return ("unknown" if promised else "partly"), at
    if affirmed:
        some = _SHARE.search(text, start, end) or "partly" in codes or _fewer(sentence, start, end, wish)
        refused = len(affirmed) < len(gave)
        return ("partly" if some or refused else "yes"), at
    return ("no", at) if gave else None


def _fewer(sentence: Sentence, start: int, end: int, wish: Wish) -> bool:
    """True when fewer were helped than asked: "for 40 reporters; eight have been helped"."""
    asked = [n.value for n in wish.sentence.numbers if n.end <= start or wish.sentence is not sentence]
    helped = [n.value for n in sentence.numbers if start <= n.start < end]
    return bool(asked) and bool(helped) and max(helped) < max(asked)
