"""Which groups a sentence speaks of: by name, or as "it", "the group", "that network", "the two".

"It" is the group that the page is about at that point: the last one that was the subject of a sentence, or the first
named in a heading or question. "The two" are the last two that were named beside each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gowah.claim.english.parse import Token
from gowah.claim.english.persons import Person, people_in
from gowah.claim.english.sentence import Sentence
from gowah.model import Term
from gowah.words import NameSpan, Tables, fold

RECENT = 8
"""Groups named so many back may still be "that network"."""

_PRONOUNS = frozenset({"it", "its", "itself"})
_PLURALS = frozenset({"they", "them", "their"})
_DETERMINERS = frozenset({"the", "that", "this", "its", "same"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_PLURAL_VERBS = frozenset({"have", "are", "were", "do"})
_ACRONYM = 3  # letters: in a line of capitals, "IS" is a verb
_NEAR = 24  # code points between "through" and a group


@dataclass(frozen=True, slots=True, kw_only=True)
class Referent:
    """A group (two, for "the two groups") at code points [start, end). `codes` are of the table of groups."""

    start: int
    end: int
    codes: tuple[str, ...]
    as_written: str
    named: bool

    def term(self, position: int = 0) -> Term:
        """One of the groups as a value."""
        return Term(code=self.codes[position], as_written=self.as_written)


Pair = tuple[Referent, Referent]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A sentence with its groups in order and its people; `topic` and `pair` are what it inherits from those before."""

    sentence: Sentence
    groups: tuple[Referent, ...]
    people: tuple[Person, ...]
    topic: Referent | None
    pair: Pair | None

    def groups_in(self, start: int, end: int) -> tuple[Referent, ...]:
        """The groups within a span."""
        return tuple(group for group in self.groups if start <= group.start and group.end <= end)


def cues(sentence: Sentence, table: str, *codes: str, within: tuple[int, int] | None = None) -> tuple[NameSpan, ...]:
    """The words of a cue table (none of its codes given: all) in a sentence, in order."""
    return tuple(name for name in sentence.named(table, within=within) if not codes or name.code in codes)


def is_question(sentence: Sentence) -> bool:
    """True for what ends in a question mark: it states nothing."""
    return sentence.words.rstrip("\"'”’ ").endswith("?")


def is_heading(sentence: Sentence) -> bool:
    """True for titles, headings and questions: they set the topic."""
    return sentence.block.kind in ("title", "heading") or is_question(sentence)


def clauses(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """The stretches between semicolons and dashes: the widest that a statement is looked for in."""
    start = sentence.start
    for cut in re.finditer(r";\s|\s[–—]\s", sentence.words):
        yield start, sentence.start + cut.start()
        start = sentence.start + cut.end()
    yield start, sentence.end


def scenes(sentences: Sequence[Sentence], tables: Tables) -> tuple[Scene, ...]:
    """Each sentence with its groups and people, pronouns resolved from what came before."""
    found: list[Scene] = []
    recent: list[Referent] = []
    topic: Referent | None = None
    pair: Pair | None = None
    for sentence in sentences:
        people = people_in(sentence)
        named = _named(sentence, people)
        stand_ins = _stand_ins(sentence, (*recent, *named), topic, pair, tables)
        groups = tuple(sorted([*named, *stand_ins], key=lambda group: (group.start, -group.end)))
        scene = Scene(sentence=sentence, groups=groups, people=people, topic=topic, pair=pair)
        found.append(scene)
        recent = [*recent, *named][-RECENT:]
        topic, pair = _new_topic(scene), _new_pair(scene) or pair
    return tuple(found)


def _named(sentence: Sentence, people: Sequence[Person]) -> tuple[Referent, ...]:
    found: list[Referent] = []
    capitals = not any(char.islower() for char in sentence.words)
    for name in sentence.named("groups"):
        inside = any(person.start <= name.start and name.end <= person.end for person in people)
        if inside or (capitals and len(name.as_written) <= _ACRONYM) or (found and found[-1].start == name.start):
            continue
        found.append(
            Referent(start=name.start, end=name.end, codes=(name.code,), as_written=name.as_written, named=True)
        )
    return tuple(found)


def _stand_ins(
    sentence: Sentence, recent: Sequence[Referent], topic: Referent | None, pair: Pair | None, tables: Tables
) -> Iterator[Referent]:
    """Pronouns and nouns that stand for groups; `recent` are those named up to here, this sentence's last."""
    named = [group for group in recent if group.start >= sentence.start]
    pairs = cues(sentence, "stand_ins", "two")
    for cue in pairs:
        both = _two_before(named, cue.start) or pair
        if both:
            yield _standing(cue.start, cue.end, (*both[0].codes[:1], *both[1].codes[:1]), cue.as_written)
    for token in sentence.tokens:
        if token.lower in _PRONOUNS and (meant := _meant(sentence, token, named, topic)):
            yield _standing(token.start, token.end, meant.codes, token.text)
        elif token.lower in _PLURALS and (
            many := [g for g in named if g.end <= token.start and _is_plural(sentence, g)]
        ):
            yield _standing(token.start, token.end, many[-1].codes, token.text)
    taken = [(group.start, group.end) for group in named]
    taken += [(name.start, name.end) for name in (*pairs, *sentence.named("organisations", "outlets"))]
    for cue in cues(sentence, "stand_ins", "one"):
        noun = sentence.token_at(cue.start)
        if noun is None or noun.i == 0 or any(start <= cue.start < end for start, end in taken):
            continue
        before = sentence.tokens[noun.i - 1]
        if before.lower not in _DETERMINERS or any(t.lower == "of" for t in sentence.children(noun, "prep")):
            continue
        known = _by_noun(cue, recent, tables) or _meant(sentence, noun, named, topic)
        if known:
            yield _standing(before.start, cue.end, known.codes, sentence.text.text[before.start : cue.end])


def _standing(start: int, end: int, codes: tuple[str, ...], as_written: str) -> Referent:
    return Referent(start=start, end=end, codes=codes, as_written=as_written, named=False)


def _two_before(named: Sequence[Referent], offset: int) -> Pair | None:
    before = [group for group in named if group.end <= offset]
    different = [group for group in before if group.codes != before[0].codes]
    return (before[0], different[0]) if different else None


def _by_noun(cue: NameSpan, recent: Sequence[Referent], tables: Tables) -> Referent | None:
    """ "That network" after "the A network": the last group one of whose names ends in the noun."""
    rows, noun = tables.terms.get("groups", {}), fold(cue.as_written)
    for group in reversed([group for group in recent if group.end <= cue.start]):
        row = rows.get(group.codes[0])
        if row and noun != "group" and any(fold(alias).split()[-1] == noun for _, alias in row.aliases):
            return group
    return None


def _meant(sentence: Sentence, token: Token, named: Sequence[Referent], topic: Referent | None) -> Referent | None:
    """The group a singular stand-in means: the last singular subject before it in the sentence, else the topic."""
    for group in reversed(named):
        if group.end <= token.start and _is_subject(sentence, group) and not _is_plural(sentence, group):
            return group
    if topic is None and named and named[0].end <= token.start:
        return named[0]
    return topic


def _verb_of(sentence: Sentence, group: Referent) -> Token | None:
    """The verb whose subject the group is."""
    head = sentence.head_of(group.start, group.end)
    return sentence.tokens[head.head] if head is not None and head.dep in _SUBJECTS else None


def _is_subject(sentence: Sentence, group: Referent) -> bool:
    return _verb_of(sentence, group) is not None


def _is_plural(sentence: Sentence, group: Referent) -> bool:
    """ "The A have …": a group that takes a plural verb is "they", never "it"."""
    verb = _verb_of(sentence, group)
    near = (verb, *sentence.children(verb, "aux", "auxpass")) if verb is not None else ()
    return any(t is not None and (t.tag == "VBP" or t.lower in _PLURAL_VERBS) for t in near)


def _speaks(sentence: Sentence, group: Referent) -> bool:
    verb = _verb_of(sentence, group)
    return verb is not None and bool(sentence.cues("say", within=(verb.start, verb.end)))


def _new_topic(scene: Scene) -> Referent | None:
    """The group that "it" is from here on: a heading's first, or the singular subject of a main clause."""
    singles = [group for group in scene.groups if len(group.codes) == 1 and group.named]
    if not singles:
        return scene.topic
    goes_on = any(group.start < singles[0].start and not group.named for group in scene.groups)
    if is_heading(scene.sentence) and not (scene.topic is not None and goes_on):  # "Is it part of the X?" is about "it"
        return singles[0]
    silent = [group for group in singles if not _speaks(scene.sentence, group)]
    for group in silent:
        verb = _verb_of(scene.sentence, group)
        main = verb is not None and verb.dep in ("ROOT", "ccomp", "conj", "parataxis")
        if main and not _is_plural(scene.sentence, group):
            return group
    return scene.topic or (silent or singles)[0]


def _new_pair(scene: Scene) -> Pair | None:
    """The two groups that stand beside each other here; whoever is only a way between two is neither."""
    ways = [cue.end for cue in cues(scene.sentence, "bonds", "by-way")]
    near = [g for g in scene.groups if len(g.codes) == 1 and not any(0 <= g.start - way <= _NEAR for way in ways)]
    if not near:
        return None
    different = [group for group in near if group.codes != near[0].codes]
    if different:
        return near[0], different[0]
    return (scene.topic, near[0]) if ways and scene.topic and scene.topic.codes != near[0].codes else None
