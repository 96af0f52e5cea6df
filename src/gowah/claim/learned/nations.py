"""Whose national or whose property somebody or something attacked is, where that is not the country of the page."""

from __future__ import annotations

from collections.abc import Sequence

from gowah.claim.learned.page import Page
from gowah.claim.learned.reading import Player

_REACH = 3  # words before a mention in which its nation may stand
_STOPS = frozenset(
    [".", ",", ";", ":", "(", ")", "[", "]", "and", "or", "by", "of", "in", "at", "on", "to", "from", "with"]
)


def foreign(page: Page, players: Sequence[Player]) -> str | None:
    """The nation that stands in or right before the words for them; None for the page's own country."""
    for player in players:
        for mention in player.mentions:
            start = mention.start
            while start > max(0, mention.start - _REACH) and page.words[start - 1].lower not in _STOPS:
                start -= 1
            told = [spot.place for spot in page.peoples if start <= spot.start and spot.end <= mention.end]
            if told:
                return told[0] if told[0] != page.home else None
    return None
