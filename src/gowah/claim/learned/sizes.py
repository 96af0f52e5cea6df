"""How many a player stands for: the number written at its words, else one or several by the form of the noun."""

from __future__ import annotations

from gowah.claim.learned.page import Page
from gowah.claim.learned.reading import Mention, Player, Role
from gowah.model import Count
from gowah.words import find_numbers

_ENDS = frozenset(
    [
        "of",
        "in",
        "who",
        "whom",
        "which",
        "from",
        "that",
        "at",
        "on",
        "with",
        "by",
        "near",
        "and",
        "belonging",
        ",",
        "(",
        "[",
    ]
)
_SEVERAL = frozenset(
    [
        "several",
        "many",
        "some",
        "various",
        "dozens",
        "hundreds",
        "thousands",
        "numerous",
        "few",
        "scores",
        "tens",
        "both",
    ]
)
_STOPS = frozenset(
    [
        ".",
        ",",
        ";",
        ":",
        "(",
        ")",
        "[",
        "]",
        "and",
        "or",
        "the",
        "by",
        "of",
        "in",
        "at",
        "on",
        "to",
        "from",
        "with",
        "his",
        "her",
        "their",
        "an",
        "a",
    ]
)
_PLURALS = frozenset(
    ["men", "women", "people", "children", "police", "troops", "personnel", "clergymen", "policemen", "guardsmen"]
)
_BEFORE = 3  # words before a mention in which its number may stand


def size(page: Page, player: Player) -> Count:
    """How many the player is; a name is one, a plural without a number two or more."""
    if player.role is Role.NAME:
        return Count(low=1, high=1, as_written=page.quote(player.best.start, player.best.end))
    for mention in sorted(player.mentions, key=lambda mention: -mention.score):
        told = _told(page, mention)
        if told is not None:
            return told
    words = page.quote(player.best.start, player.best.end)
    several = any(plural(mention) for mention in player.mentions)
    return Count(low=2, as_written=words) if several else Count(low=1, high=1, as_written=words)


def plural(mention: Mention) -> bool:
    """Whether the noun that heads a mention is a plural by its form."""
    head = ""
    for word in mention.form.split():
        if head and word in _ENDS:
            break
        head = word
    return head in _PLURALS or head.endswith("men") or (head.endswith("s") and not head.endswith(("ss", "us", "is")))


def _told(page: Page, mention: Mention) -> Count | None:
    """The number in front of a mention's noun."""
    start = mention.start
    while start > max(0, mention.start - _BEFORE) and page.words[start - 1].lower not in _STOPS:
        start -= 1
    end = mention.start
    while end < mention.end and (end == mention.start or page.words[end].lower not in _ENDS):
        end += 1
    if set(page.forms(start, end)) & _SEVERAL:
        return Count(low=2, as_written=page.quote(start, end))
    first = page.words[start].start
    text = page.text[first : page.words[end - 1].end]
    numbers = [n for n in find_numbers(text.lower(), {}) if not n.age and not n.year_like]
    if not numbers or (numbers[0].count.low or 0) < 1:
        return None
    return numbers[0].count
