"""Clauses with the groups they speak of: by name, as "this group", or left unsaid and known from before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gowah.claim.persian.clauses import Clause
from gowah.claim.persian.cues import forms
from gowah.model import Datum, Speaker, Value
from gowah.model.bodies import Certainty
from gowah.words import NameSpan

_LASTS = 4  # sentences over which a group stays the topic


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A clause; `groups` named in it outside the speaker's name, `topic` the group last spoken of, `pair` the two
    last named together."""

    clause: Clause
    index: int  # of its sentence
    groups: tuple[NameSpan, ...]
    topic: NameSpan | None
    pair: tuple[NameSpan, NameSpan] | None
    says_it: bool  # "this group" or the like stands in it


def scenes(told: Sequence[Sequence[Clause]]) -> Iterator[Scene]:
    """Every clause in order, with what was spoken of before it."""
    topic: NameSpan | None = None
    pair: tuple[NameSpan, NameSpan] | None = None
    seen = 0
    for index, own in enumerate(told):
        if index - seen > _LASTS:
            topic, pair = None, None
        for clause in own:
            groups = tuple(
                name
                for name in clause.sentence.named("groups")
                if clause.start <= name.start and name.end <= clause.end and name.code != "unknown"
            )
            free = tuple(name for name in groups if not clause.names_speaker(name.start, name.end))
            yield Scene(clause=clause, index=index, groups=free, topic=topic, pair=pair, says_it=_says_it(clause))
            if groups:
                topic, seen = (free or groups)[0], index
            others = [name for name in free if name.code != free[0].code]
            if others:
                pair = (free[0], others[0])


def _says_it(clause: Clause) -> bool:
    """`این گروه`, `دا ډله`."""
    words = clause.sentence.between(clause.start, clause.end)
    return any(
        words[n].form in forms("this") and words[n + 1].form in forms("group word") for n in range(len(words) - 1)
    )


def valued(
    clause: Clause, property: str, datum: Datum, *, speakers: tuple[Speaker, ...] | None = None,
    certainty: Certainty = Certainty.STATED,
) -> Value:  # fmt: skip
    """A value whose quote is its clause, said by the clause's speakers or these."""
    return Value(
        property=property, value=datum, quote=clause.said, start=clause.start, end=clause.end,
        speakers=clause.speakers if speakers is None else speakers, certainty=certainty,
    )  # fmt: skip


def hedged(clause: Clause) -> Certainty:
    """How a clause commits itself."""
    return Certainty.HEDGED if clause.of("hedge") else Certainty.STATED
