"""Whose a paper is: "the list kept by the committee", "the ministry's figures", "a report by a broadcaster"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gowah.claim.english.naming import name_span
from gowah.claim.english.parse import Token
from gowah.claim.english.saying import is_somebody
from gowah.claim.english.sentence import Sentence

_LISTS = frozenset(
    re.findall(
        r"\S+",
        """list lists register registers roll record records report reports document documents statement statements
    communique communiqué message messages text post posts account accounts bulletin update updates letter article
    database documentation memo briefing""",
    )
)
_COUNTS = frozenset(
    re.findall(
        r"\S+",
        """count counts tally tallies figure figures toll tolls number numbers estimate estimates data statistics
    research findings investigation calculations reckoning""",
    )
)
_HARM = ("kill", "dead", "die", "injure", "casualty")


def is_paper(token: Token) -> bool:
    """True of something written or counted, which speaks for whoever made it."""
    return token.lower in _LISTS or token.lower in _COUNTS


def owner_of(sentence: Sentence, paper: Token) -> tuple[int, int] | None:
    """Code points that name whoever made the list, statement or count; None where the sentence does not say."""
    if not is_paper(paper):
        return None
    for owner in _owners(sentence, paper):
        start, end = name_span(sentence, owner)
        if not sentence.cues(*_HARM, within=(start, end)):
            return start, end
    return None


def _owners(sentence: Sentence, paper: Token) -> Iterator[Token]:
    """Those who have it, in the order in which they stand: "X's list", "a list of, by, from X", "a list kept by X"."""
    yield from (t for t in sentence.children(paper, "poss") if t.pos == "PROPN" or is_somebody(sentence, t))
    made = [paper, *(t for t in sentence.children(paper, "acl") if t.tag == "VBN")]
    made += [
        t
        for link in sentence.children(paper, "prep")
        if link.lower == "including"
        for t in sentence.children(link, "pobj")
        if t.lower == "one"
    ]  # "reports, including one by X"
    for at in made:
        for link in sentence.children(at, "prep", "agent"):
            if link.lower not in ("by", "from", "of") or (link.lower == "of" and paper.lower in _COUNTS):
                continue
            for whom in sentence.children(link, "pobj"):
                if is_somebody(sentence, whom) or (link.lower != "of" and whom.pos == "PROPN"):
                    yield whom
