"""Ties between groups: part of, linked (directly or through a third), rival, denied.

A tie is stated by a word of the table `bonds` with two groups beside it, by name or as "it", "the two". A question
("Is A linked to B?") states nothing; the elliptic sentence after it ("Indirectly, yes, through C") answers it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from gowah.claim.english.certainty import certainty_of
from gowah.claim.english.context import Referent, Scene, clauses, cues, is_heading, is_question, scenes
from gowah.claim.english.persons import voices
from gowah.claim.english.sentence import Sentence
from gowah.model import Certainty, Claimed, Span, Speaker, Term, Value, When
from gowah.words import NameSpan, Settings, Tables, fold

KINDS = {"bond": "linked", "branch": "part of", "rivalry": "rival"}
"""Code of the table `bonds` -> kind of tie."""

_ANSWER = re.compile(
    r"""["'“‘(]*\s*(?:yes|no|not|indirectly|directly|only|partly|in part|perhaps|possibly|to a degree|somewhat"""
    r"""|sort of|through|via|some|but|they are|it is|it does|they do)\b""",
    re.IGNORECASE,
)
_NEGATIVE = re.compile(r"\b(?:no|not|never|nor|neither|without|cannot|none|hardly)\b|n['’]t\b", re.IGNORECASE)
_DECIDES = re.compile(r"\b(?:yes|no|not|never|neither|nor|none|directly|indirectly)\b|n['’]t\b", re.IGNORECASE)
_YES = re.compile(r"\byes\b", re.IGNORECASE)
_EVASIVE = re.compile(
    r"(?:not|no)[,\s]+(?:\w+[,\s]+)?"
    r"(?:in the way|directly|direct\b|exactly|really|quite|as such|formally|officially|openly|in so many words|simple)",
    re.IGNORECASE,
)
_TO_OR_FROM = re.compile(r"\b(?:to|from|by|through|with)\s+(?:[\w’'-]+\s+){0,3}$", re.IGNORECASE)
_BESIDE_IT = re.compile(r"\s+(?:alongside|beside|side by side|shoulder to shoulder|together with)\b", re.IGNORECASE)
_DENIES_IT = re.compile(
    r"\b(?:den(?:y|ies|ied)|rejects?|rejected|dismiss(?:es|ed)?|disputes?|disputed)\s+"
    r"(?:it|this|that|any such \w+|the (?:claim|charge|allegation|story|report)s?)\b"
    r"(?!\s+(?:was|is|were|are|has|have|had)\b)",
    re.IGNORECASE,
)
_PATIENCE = 3  # sentences within which a question is answered
_TOWARDS = re.compile(r"\s+(?:it\s+|them\s+)?(?:to|with)\s+", re.IGNORECASE)
_OWNS = re.compile(r"['’]s(?:\s+[\w-]+){0,2}\s+|\s+", re.IGNORECASE)
_BESIDE = 4  # words between "branch of" and the whole
_CLOSE = 3  # words between a group and "stands between"
_NEAR = 6  # words between "through" or "linked to" and a group
_FAR = 12  # words between a group and the word that ties it


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tie:
    """A tie found in a sentence: who with whom, what says so."""

    scene: Scene
    start: int
    end: int
    kind: str
    ends: tuple[Term, Term]
    via: Referent | None
    at: tuple[int, int]  # the word that says so


def find(sentences: Sequence[Sentence], tables: Tables, settings: Settings) -> Iterator[Claimed]:
    """One `Claimed` of kind `tie` for each tie stated: from, to, via, kind, as_of."""
    del settings
    asked: _Tie | None = None
    last: _Tie | None = None
    for scene in scenes(sentences, tables):
        found = [tie for start, end in clauses(scene.sentence) for tie in _in_clause(scene, start, end)]
        if is_heading(scene.sentence):
            questions = [tie for tie in found if tie.kind == "linked"]
            asked = questions[0] if questions and is_question(scene.sentence) else None
            if is_question(scene.sentence):
                continue
        elif asked and scene.sentence.index - asked.scene.sentence.index > _PATIENCE:
            asked = None
        elif asked and (answer := _answer(scene, asked, found)):
            found, asked = answer, asked if _EVASIVE.match(scene.sentence.words) else None
        for tie in found:
            yield _claimed(tie)
        last = found[-1] if found else last
        if last is not None and (denial := _denial_of(scene, last)):
            yield _claimed(denial)
            last = None


def _denial_of(scene: Scene, told: _Tie) -> _Tie | None:
    """ "…; its office denies it": somebody denies the tie just told of."""
    sentence = scene.sentence
    apart = sentence.index - told.scene.sentence.index
    if told.kind != "linked" or apart > 1 or sentence.block != told.scene.sentence.block:
        return None
    found = _DENIES_IT.search(sentence.text.text, told.at[1] if apart == 0 else sentence.start, sentence.end)
    if found is None:
        return None
    start = max((s for s, _ in clauses(sentence) if s <= found.start()), default=sentence.start)
    return replace(told, scene=scene, start=start, end=sentence.end, at=found.span(), via=None, kind="denied")


def _in_clause(scene: Scene, start: int, end: int) -> Iterator[_Tie]:
    """At most one tie of each kind, in the order of the clause."""
    sentence, groups = scene.sentence, scene.groups_in(start, end)
    done: set[tuple[str, frozenset[str]]] = set()
    via = _via(scene, start, end)
    ties = [group for group in groups if via is None or group.start != via.start]
    told = [*cues(sentence, "bonds", "unbound", *KINDS, within=(start, end)), *_gifts(scene, start, end)]
    for cue in sorted(told, key=lambda cue: cue.start):
        kind = _kind(sentence, cue)
        if _in_a_name(sentence, cue) or (kind == "linked" and _to_no_group(scene, cue, end)):
            continue
        ends = _ends(scene, cue, kind, ties, via)
        key = (kind, frozenset(term.code for term in ends or ()))
        if ends is None or key in done:
            continue
        done.add(key)
        way, at = (via if kind == "linked" else None), (cue.start, cue.end)
        yield _Tie(scene=scene, start=start, end=end, kind=kind, ends=ends, via=way, at=at)


def _kind(sentence: Sentence, cue: NameSpan) -> str:
    """What a word says of two groups; who fought "alongside" the other is no enemy."""
    if cue.code == "rivalry" and _BESIDE_IT.match(sentence.text.text, cue.end, sentence.end):
        return "linked"
    return KINDS.get(cue.code, "linked")


def _gifts(scene: Scene, start: int, end: int) -> Iterator[NameSpan]:
    """ "Lent it men", "bought its explosives from X", "trains X": one group acts, the other is acted on."""
    sentence = scene.sentence
    means = cues(sentence, "bonds", "means", within=(start, end))
    for cue in cues(sentence, "bonds", "gives", "acts", within=(start, end)):
        token = sentence.token_at(cue.start)
        near = [m for m in means if m.start > cue.end and _words_between(sentence, cue.end, m.start) <= _NEAR]
        if token is None or token.pos != "VERB" or (cue.code == "gives" and not near):
            continue
        taking = [g for g in scene.groups_in(cue.end, end) if _takes(sentence, cue, g)]
        if taking and not sentence.children(token, "neg"):
            yield cue


def _takes(sentence: Sentence, verb: NameSpan, group: Referent) -> bool:
    """True for whom a verb acts on or whose gift it is: right behind it, or behind "to", "from", "by"."""
    between = sentence.text.text[verb.end : group.start]
    if any(token.pos == "VERB" for token in sentence.tokens_in(verb.end, group.start)):
        return False  # "gave money to those killed by X"
    return len(between.split()) <= _CLOSE or _TO_OR_FROM.search(between) is not None


def _in_a_name(sentence: Sentence, cue: NameSpan) -> bool:
    """The Harbour Institute harbours nobody, and the Haqqani network is no network of somebody's."""
    names = sentence.named("groups", "organisations", "outlets")
    token = sentence.token_at(cue.start)
    proper = token is not None and token.pos == "PROPN" and token.text[:1].isupper()
    return proper or any(name.start <= cue.start and cue.end <= name.end for name in names)


def _via(scene: Scene, start: int, end: int) -> Referent | None:
    """The group after "through", "by way of", or before "stands between"."""
    for cue in cues(scene.sentence, "bonds", "by-way", within=(start, end)):
        after = [g for g in scene.groups_in(cue.end, end) if g.named and len(g.codes) == 1]
        if after and _words_between(scene.sentence, cue.end, after[0].start) <= _NEAR:
            return after[0]
        before = [g for g in scene.groups_in(start, cue.start) if g.named and len(g.codes) == 1]
        stands = "between" in cue.as_written.lower()
        if stands and before and _words_between(scene.sentence, before[-1].end, cue.start) <= _CLOSE:
            return before[-1]
    return None


def _words_between(sentence: Sentence, start: int, end: int) -> int:
    return len(sentence.text.text[start:end].split())


def _to_no_group(scene: Scene, cue: NameSpan, end: int) -> bool:
    """ "Ties it to at least 4 others": what somebody is tied to is no group."""
    towards = _TOWARDS.match(scene.sentence.text.text, cue.end, end)
    if towards is None and not cue.as_written.lower().endswith((" to", " with")):
        return False
    at = towards.end() if towards else cue.end
    return not any(_words_between(scene.sentence, at, g.start) <= _NEAR for g in scene.groups_in(at, end))


def _ends(
    scene: Scene, cue: NameSpan, kind: str, groups: Sequence[Referent], via: Referent | None
) -> tuple[Term, Term] | None:
    """The two groups that the word ties: a pair in one word, or one on each side, or both on one side."""
    near = [group for group in groups if _words_off(scene.sentence, cue, group) <= _FAR]
    if all(group.end <= cue.start for group in near):
        near = [group for group in near if not _tells(scene.sentence, cue, group)]
    pairs = [group for group in near if len(group.codes) == 2]
    if pairs:
        return pairs[0].term(0), pairs[0].term(1)
    before = [group for group in near if group.end <= cue.start]
    after = [group for group in near if group.start >= cue.end]
    if kind == "part of":
        return _part_and_whole(scene.sentence, cue, before, after)
    chosen = _nearest_two(_subject_last(scene.sentence, cue, before), after)
    if chosen is None and via is not None and near and scene.topic and scene.topic.codes != near[0].codes:
        chosen = (scene.topic, near[0])
    if chosen is None and scene.pair and (via is not None or (kind == "rival" and _reciprocal(scene.sentence, cue))):
        chosen = scene.pair
    return (chosen[0].term(), chosen[1].term()) if chosen else None


def _words_off(sentence: Sentence, cue: NameSpan, group: Referent) -> int:
    text = sentence.text.text
    return len((text[group.end : cue.start] if group.end <= cue.start else text[cue.end : group.start]).split())


def _tells(sentence: Sentence, cue: NameSpan, group: Referent) -> bool:
    """ "A said that B has fought on": A tells of it and is no part of it."""
    head = sentence.head_of(group.start, group.end)
    if head is None or head.dep != "nsubj":
        return False
    verb = sentence.tokens[head.head]
    told = {t.i for clause in sentence.children(verb, "ccomp") for t in sentence.subtree(clause)}
    word = sentence.token_at(cue.start)
    return word is not None and word.i in told and bool(sentence.cues("say", within=(verb.start, verb.end)))


def _subject_last(sentence: Sentence, cue: NameSpan, groups: list[Referent]) -> list[Referent]:
    """The groups before a verb, its subject nearest: "A, the arm of B, has fought C" is about A."""
    word = sentence.head_of(cue.start, cue.end)
    line = [word, *sentence.ancestors(word)] if word is not None else []
    subjects = next(
        (found for t in line if (found := {s.i for s in sentence.children(t, "nsubj", "nsubjpass")})), set()
    )
    heads = [(group, sentence.head_of(group.start, group.end)) for group in groups]
    own = [group for group, head in heads if head is not None and head.i in subjects]
    return [group for group in groups if group not in own] + own


def _part_and_whole(
    sentence: Sentence, cue: NameSpan, before: Sequence[Referent], after: Sequence[Referent]
) -> tuple[Term, Term] | None:
    """ "P, W's branch", "P is a branch of W", "the arm that W set up": the whole stands right beside the word."""
    owner = before[-1] if before and _OWNS.fullmatch(sentence.text.text[before[-1].end : cue.start]) else None
    whole = owner or next((group for group in after if _words_off(sentence, cue, group) <= _BESIDE), None)
    parts = [group for group in reversed(before) if whole and group.codes != whole.codes]
    parts += [group for group in after if whole and group.codes != whole.codes]
    return (parts[0].term(), whole.term()) if whole and parts else None


def _nearest_two(before: Sequence[Referent], after: Sequence[Referent]) -> tuple[Referent, Referent] | None:
    for first in reversed(before):
        for second in after:
            if first.codes != second.codes:
                return first, second
    for side in (list(reversed(before)), list(after)):
        different = [g for g in side if g.codes != side[0].codes]
        if different:
            first, second = sorted((side[0], different[0]), key=lambda g: g.start)
            return first, second
    return None


def _reciprocal(sentence: Sentence, cue: NameSpan) -> bool:
    """ "They are rivals": a plural pronoun stands right before the verb of the word."""
    before = [t.lower for t in sentence.tokens if t.end <= cue.start][-4:]
    return "they" in before or "both" in before


def _answer(scene: Scene, asked: _Tie, found: Sequence[_Tie]) -> list[_Tie] | None:
    """The question's tie as this sentence affirms or denies it; None if it is no answer."""
    sentence = scene.sentence
    opens = None if _EVASIVE.match(sentence.words) else _ANSWER.match(sentence.words)
    via = _via(scene, sentence.start, sentence.end)
    if found and not (opens and via):
        own = [tie for tie in found if {t.code for t in tie.ends} == {t.code for t in asked.ends}]
        return list(found) if own else None
    if via is None and not (opens and _DECIDES.search(sentence.words)):
        return None
    at = (via.start, via.end) if via else (sentence.end - 1, sentence.end)
    return [_Tie(scene=scene, start=sentence.start, end=sentence.end, kind="linked", ends=asked.ends, via=via, at=at)]


def _claimed(tie: _Tie) -> Claimed:
    sentence = tie.scene.sentence
    span = (tie.start, tie.end)
    speakers = _without_keeper(sentence, tie.at, voices(sentence, *tie.at))
    certainty = certainty_of(sentence, *tie.at)
    kind = tie.kind
    if kind == "denied" or (kind == "linked" and _denied(tie, certainty)):
        kind, certainty = "denied", Certainty.DENIED
    elif certainty is Certainty.DENIED:
        certainty = Certainty.STATED

    def value(property: str, datum: Term | When) -> Value:
        return sentence.value(property, datum, span, speakers=speakers, certainty=certainty)

    values = [value("from", tie.ends[0]), value("to", tie.ends[1])]
    if tie.via is not None:
        values.append(value("via", tie.via.term()))
    values.append(value("kind", Term(code=kind, as_written=sentence.text.text[tie.at[0] : tie.at[1]])))
    dates = [d for d in sentence.dates if tie.start <= d.start and d.end <= tie.end]
    if dates:
        values.append(value("as_of", dates[0].when))
    return Claimed(kind="tie", anchor=Span(start=tie.at[0], end=tie.at[1]), values=tuple(values))


def _without_keeper(sentence: Sentence, at: tuple[int, int], speakers: tuple[Speaker, ...]) -> tuple[Speaker, ...]:
    """Who "maintains ties" keeps them and says nothing; who "denies ties" does."""
    bond = sentence.head_of(*at)
    if bond is None or bond.dep != "dobj" or sentence.cues("deny"):
        return speakers
    keepers = [fold(keeper.text) for keeper in sentence.children(sentence.tokens[bond.head], "nsubj")]
    return tuple(s for s in speakers if not any(keeper in fold(s.name) for keeper in keepers))


def _denied(tie: _Tie, certainty: Certainty) -> bool:
    """Nobody is tied: a word before it says no, or it is denied, or a plain no answers the question."""
    sentence, start, at = tie.scene.sentence, tie.start, tie.at[0]
    unbound = cues(sentence, "bonds", "unbound", within=(start, tie.end))
    if certainty is Certainty.DENIED or any(cue.start <= at for cue in unbound):
        return True
    if sentence.cues("deny", within=(start, at)) or cues(sentence, "bonds", "denial", within=(start, at)):
        return True
    words = sentence.text.text[start:at]
    return bool(_NEGATIVE.search(words)) and not _YES.search(words) and "not only" not in words.lower()
