"""Ties between groups: part of, linked (directly or through a third), rival, denied.

A tie is stated by a word for it with two groups beside it. A question states nothing; the short answer after it
(`بلی، از طریق شبکهٔ …`) does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gowah.claim.persian.clauses import Clause
from gowah.claim.persian.cues import Cue, forms
from gowah.claim.persian.scenes import Scene, hedged, scenes, valued
from gowah.model import Certainty, Claimed, Span, Speaker, Term
from gowah.words import NameSpan

_KINDS = {"tie part": "part of", "tie rival": "rival", "tie linked": "linked"}
_PATIENCE = 2  # sentences within which a question is answered
_NEAR = 4  # words between `از طریق` and a group

Pair = tuple[NameSpan, NameSpan]


def ties(told: Sequence[Sequence[Clause]]) -> Iterator[Claimed]:
    """One `Claimed` of kind `tie` for each tie stated: from, to, via, kind, as_of."""
    asked: tuple[int, Pair] | None = None
    for scene in scenes(told):
        found = _found(scene)
        if scene.clause.sentence.asks:
            asked = (scene.index, found[1]) if found is not None and found[0] == "linked" else asked
            continue
        if found is None and asked is not None and scene.index - asked[0] <= _PATIENCE and _answers(scene):
            found = ("linked", asked[1], scene.clause.of("via", "via after", "answer")[0])
            asked = None
        if found is not None:
            yield _claimed(scene, *found)


def _answers(scene: Scene) -> bool:
    first = scene.clause.sentence.word_at(scene.clause.start)
    opens = any(cue.first - first <= 2 for cue in scene.clause.of("answer"))
    return opens or _via(scene) is not None


def _found(scene: Scene) -> tuple[str, Pair, Cue] | None:
    """(kind, the two groups, the word that ties them) of a clause."""
    names = scene.clause.sentence.named("groups", "organisations")
    for kind, name in _KINDS.items():
        for cue in scene.clause.of(kind):
            if any(group.start <= cue.start and cue.end <= group.end for group in names):
                continue  # `شاخهٔ خراسان داعش` is a name
            pair = _pair(scene, cue, name)
            if pair is not None:
                return name, pair, cue
    return None


def _pair(scene: Scene, cue: Cue, kind: str) -> Pair | None:
    via = _via(scene)
    groups = [group for group in scene.groups if via is None or group.start != via.start]
    own = _speaking(scene.clause)
    different = [group for group in groups if group.code != groups[0].code]
    if different:
        return groups[0], different[0]
    denied = scene.clause.of("denies") and not scene.says_it
    if groups and denied and scene.pair and groups[0].code in {group.code for group in scene.pair}:
        return scene.pair  # "X denies these ties"
    if groups and own is not None and own.code != groups[0].code:
        return own, groups[0]  # "X said that it has no ties with Y"
    if groups and scene.topic is not None and scene.topic.code != groups[0].code and (scene.says_it or via):
        return scene.topic, groups[0]
    both = any(
        word.form in forms("both") for word in scene.clause.sentence.between(scene.clause.start, scene.clause.end)
    )
    if scene.pair is not None and not groups and (both or via is not None):
        return scene.pair
    return None


def _speaking(clause: Clause) -> NameSpan | None:
    if clause.named is None:
        return None
    groups = clause.sentence.named("groups")
    return next((group for group in groups if clause.names_speaker(group.start, group.end)), None)


def _via(scene: Scene) -> NameSpan | None:
    """The group after `از طریق`, or before `له لارې`."""
    sentence = scene.clause.sentence
    for cue in scene.clause.of("via"):
        for group in scene.groups:
            if 0 <= sentence.word_at(group.start) - cue.last - 1 <= _NEAR:
                return group
    for cue in scene.clause.of("via after"):
        for group in reversed(scene.groups):
            if 0 <= cue.first - sentence.word_at(group.end) <= 1:
                return group
    return None


def _claimed(scene: Scene, kind: str, pair: Pair, cue: Cue) -> Claimed:
    clause = scene.clause
    speakers: tuple[Speaker, ...] = clause.speakers
    certainty = hedged(clause)
    via = _via(scene)
    if kind == "linked" and (clause.of("denies", "no tie") or (clause.of("not") and not via)):
        kind, certainty = "denied", Certainty.DENIED
        if clause.of("denies") and not speakers and scene.groups:
            speakers = (Speaker(name=scene.groups[0].as_written),)
    terms = [("from", pair[0]), ("to", pair[1])] + ([("via", via)] if via is not None and kind == "linked" else [])
    values = [
        valued(clause, name, Term(code=group.code, as_written=group.as_written), speakers=speakers, certainty=certainty)
        for name, group in terms
    ]
    said = Term(code=kind, as_written=clause.quote(cue.start, cue.end))
    values.append(valued(clause, "kind", said, speakers=speakers, certainty=certainty))
    dates = [span for span in clause.sentence.dates if clause.start <= span.start and span.end <= clause.end]
    if dates and not clause.spoken_at(dates[0].start):
        values.append(valued(clause, "as_of", dates[0].when, speakers=speakers, certainty=certainty))
    return Claimed(kind="tie", anchor=Span(start=cue.start, end=cue.end), values=tuple(values))
