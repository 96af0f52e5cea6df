"""What the encoder saw in a text, and the mentions and players that follow from it.

A mention is a run of words in one role; a player is every mention of one and the same in one role.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from gowah.claim.learned.words import Word

Array = Any  # numpy.ndarray; numpy itself stays out of this file


class Role(IntEnum):
    """What somebody or something is to an attack; the order of the encoder's outputs."""

    PERSON = 0  # who did it, as persons
    GROUP = 1  # who did it, as an organisation
    TARGET = 2  # a thing that was attacked
    NAME = 3  # a person attacked, by name
    PEOPLE = 4  # persons attacked, described
    WEAPON = 5


VICTIMS = frozenset({Role.TARGET, Role.NAME, Role.PEOPLE})
"""The roles by which one attack is told from another."""
SURE = 0.06
_SHARE = 0.4  # of the surest word's probability, from which a word at either end belongs to a mention
_SKIPPED = frozenset(["the", "a", "an", "this", "that", "these", "those", "his", "her", "their", "its", "our", "my"])


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Reading:
    """The encoder's probabilities for a text of n words and s sentences.

    `roles` is n x 6 x 3 (outside, first word, further word), `kinds` maps the name of an attribute to n x (its
    values), `sentences` is s x (kinds of attack + 1): does the sentence tell of one, and of any.
    """

    words: tuple[Word, ...]
    roles: Array
    kinds: dict[str, Array]
    sentences: Array


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words [start, end) in one role; `score` is the encoder's mean probability."""

    role: Role
    start: int
    end: int
    score: float
    form: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Player:
    """All mentions of one and the same in one role, in the order of the text."""

    role: Role
    mentions: tuple[Mention, ...]

    @property
    def best(self) -> Mention:
        """The surest mention; of names the longest of the sure."""
        if self.role in (Role.NAME, Role.GROUP):
            top = max(mention.score for mention in self.mentions)
            fair = [mention for mention in self.mentions if mention.score > top - 0.3]
            return max(fair, key=lambda mention: (mention.end - mention.start, mention.score))
        return max(self.mentions, key=lambda mention: mention.score)

    @property
    def score(self) -> float:
        """The surest mention's score."""
        return max(mention.score for mention in self.mentions)


def mentions(reading: Reading, known: Sequence[tuple[Role, int, int]] = ()) -> tuple[Mention, ...]:
    """Every run of words that plays a role; `known` words may play one however little is seen of it."""
    found: list[Mention] = []
    inside = 1.0 - reading.roles[:, :, 0]
    for role in Role:
        part = inside[:, role]
        start, last = None, -1
        for index in [*(part > SURE).nonzero()[0].tolist(), -1]:
            fresh = index < 0 or (start is not None and _apart(reading, role, last, index))
            if start is not None and fresh:
                found += _mention(reading, role, start, last + 1, part)
                start = None
            if start is None:
                start = index
            last = index
    taken = {(mention.role, index) for mention in found for index in range(mention.start, mention.end)}
    for role, start, end in known:
        if not any((role, index) in taken for index in range(start, end)):
            form = " ".join(word.lower for word in reading.words[start:end])
            score = float(inside[start:end, role].max())
            found.append(Mention(role=role, start=start, end=end, score=score, form=form))
    return tuple(sorted(found, key=lambda mention: (mention.start, mention.end, mention.role)))


def _apart(reading: Reading, role: Role, last: int, index: int) -> bool:
    """Whether word `index` begins another mention than the word `last` belongs to."""
    if index > last + 1 or reading.words[index].sentence != reading.words[last].sentence:
        return True
    return bool(reading.roles[index, role, 1] > reading.roles[index, role, 2])


def _mention(reading: Reading, role: Role, start: int, end: int, part: Array) -> list[Mention]:
    words = reading.words
    least = _SHARE * part[start:end].max()
    while part[start] < least:
        start += 1
    while part[end - 1] < least:
        end -= 1
    while start < end and (words[start].lower in _SKIPPED or not _opens(words[start].lower)):
        start += 1
    while end > start and not _closes(words[end - 1].lower):
        end -= 1
    if start >= end:
        return []
    form = " ".join(word.lower for word in words[start:end])
    return [Mention(role=role, start=start, end=end, score=float(part[start:end].mean()), form=form)]


def _opens(word: str) -> bool:
    return word[0].isalnum() or word == '"'


def _closes(word: str) -> bool:
    return word[0].isalnum() or word in '"]'


def players(found: Sequence[Mention], words: Sequence[Word]) -> tuple[Player, ...]:
    """The mentions joined into players: the same words, part of a name, or a name and its initials beside it."""
    groups: list[list[Mention]] = []
    for mention in found:
        home = next(
            (g for g in groups if g[0].role == mention.role and any(_same(one, mention, words) for one in g)), None
        )
        if home is None:
            groups.append([mention])
        else:
            home.append(mention)
    return tuple(Player(role=group[0].role, mentions=tuple(group)) for group in groups)


def _same(a: Mention, b: Mention, words: Sequence[Word]) -> bool:
    if a.form == b.form:
        return True
    first, second = set(a.form.split()), set(b.form.split())
    if a.role is Role.NAME:
        short = min((first, second), key=len)
        return short <= (first | second) and (first <= second or second <= first) and any(len(w) > 3 for w in short)
    if a.role is Role.GROUP:
        if b.start - a.end <= 2 and a.end <= b.start and words[a.end].lower in "([":
            return True
        return _initials(a.form) == b.form or _initials(b.form) == a.form
    return False


def _initials(form: str) -> str:
    return "".join(word[0] for word in form.split() if len(word) > 2) if " " in form else "-"
