"""Whom a sentence speaks of: groups by name or as "it", "the group", "the two"; people by name.

"It" is the group that the page is about at that point: the last one that was the subject of a sentence, or the first
named in a heading or question. "The two" are the last two that were named beside each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gowah.claim.english.parse import Token
from gowah.claim.english.sentence import Sentence
from gowah.claim.english.speakers import speakers_of
from gowah.model import Speaker, Term
from gowah.words import NameSpan, Tables, fold

_LEAD = re.compile(r"[-–—•*\s]*(?P<name>[^:\"“”]{2,160}?)\s*:\s*")
_QUOTES = ('"', "“", "'", "‘")
_ACCORDING = re.compile(r"\s+(?P<name>[^,;:.\"“”]{2,80}),\s")
_ARTICLE = re.compile(r"^\s*(?:the|a|an|some)\s+", re.IGNORECASE)
_PRONOUNS = frozenset({"it", "its", "itself"})
_PLURALS = frozenset({"they", "them", "their"})
_DETERMINERS = frozenset({"the", "that", "this", "its", "same"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_PLURAL_VERBS = frozenset({"have", "are", "were", "do", "say", "deny", "reject"})
_PARTICLES = frozenset({"al", "ul", "ur", "bin", "ibn", "e", "i", "de", "von", "van"})
_TITLES = frozenset(
    {"dr", "prof", "professor", "mr", "mrs", "ms", "sheikh", "mullah", "mawlawi", "haji", "maulvi", "the", "a", "an"}
)
_RECENT = 8
"""Groups named so many back may still be "that network"."""

_NO_SURNAME = frozenset(
    "institute university foundation ministry network group watch news mission hospital mosque school college office service"
    " council committee association agency society centre center party province district city airport court bank union desk".split()
)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person's name at code points [start, end)."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What a sentence is about: the groups it speaks of, in order; the `topic` and the `pair` before it; its people."""

    sentence: Sentence
    groups: tuple[Referent, ...]
    people: tuple[Person, ...]
    topic: Referent | None
    pair: tuple[Referent, Referent] | None

    def groups_in(self, start: int, end: int) -> tuple[Referent, ...]:
        """The groups within a span."""
        return tuple(group for group in self.groups if start <= group.start and group.end <= end)


def voices(sentence: Sentence, start: int, end: int) -> tuple[Speaker, ...]:
    """The chain of speakers of a passage: `speakers_of`, and where that knows none, whoever opens the passage.

    "X puts it so: “…”", "UNAMA: more than 120 …", "…: according to researchers, …".
    """
    found = speakers_of(sentence, start, end)
    if found:
        return found
    lead = _LEAD.match(sentence.words)
    if lead and sentence.start + lead.end() <= start:
        named = [(p.start, p.end, p.name) for p in people_in(sentence)]
        named += [(n.start, n.end, n.as_written) for n in sentence.named("organisations", "outlets")]
        inside = sorted(span for span in named if span[1] <= sentence.start + lead.end("name"))
        said = sentence.words[lead.end() :].startswith(_QUOTES) or sentence.words[: lead.end("name")].endswith(
            tuple(s[2] for s in inside)
        )
        if inside and said:
            return (Speaker(name=inside[0][2]),)
    for cue in sentence.cues("say-noun"):
        phrase = _ACCORDING.match(sentence.text.text, cue.end, start)
        if phrase and cue.end < start and not phrase["name"].strip().lower().startswith(("him", "her", "them", "it")):
            return (Speaker(name=" ".join(_ARTICLE.sub("", phrase["name"]).split())),)
    return found


def cues(sentence: Sentence, table: str, *codes: str, within: tuple[int, int] | None = None) -> tuple[NameSpan, ...]:
    """The words of a cue table (none of its codes given: all) in a sentence, in order."""
    return tuple(name for name in sentence.named(table, within=within) if not codes or name.code in codes)


def is_heading(sentence: Sentence) -> bool:
    """True for titles, headings and questions: they set the topic and state nothing."""
    return sentence.block.kind in ("title", "heading") or sentence.words.rstrip("\"'”’ ").endswith("?")


def clauses(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """The stretches between semicolons, full stops inside brackets and dashes: the widest a statement is looked for in."""
    start = sentence.start
    for cut in re.finditer(r";\s|\s[–—]\s", sentence.words):
        yield start, sentence.start + cut.start()
        start = sentence.start + cut.end()
    yield start, sentence.end


def scenes(sentences: Sequence[Sentence], tables: Tables) -> tuple[Scene, ...]:
    """Each sentence with its groups and people, pronouns resolved from what came before."""
    found: list[Scene] = []
    topic: Referent | None = None
    pair: tuple[Referent, Referent] | None = None
    recent: list[Referent] = []
    for sentence in sentences:
        people = people_in(sentence)
        named = _named(sentence, people)
        everyone = tuple(
            sorted(
                [*named, *_stand_ins(sentence, (*recent, *named), topic, pair, tables)], key=lambda g: (g.start, -g.end)
            )
        )
        found.append(Scene(sentence=sentence, groups=everyone, people=people, topic=topic, pair=pair))
        topic = _new_topic(found[-1])
        recent = [*recent, *named][-_RECENT:]
        pair = _new_pair(found[-1]) or pair
    return tuple(found)


def people_in(sentence: Sentence) -> tuple[Person, ...]:
    """Runs of two to five capitalised words that are no name of the tables (a group's name may end one)."""
    covered = [
        name
        for name in sentence.names
        if name.table in ("places", "groups", "organisations", "communities", "outlets", "roles")
    ]
    found: list[Person] = []
    run: list[Token] = []
    for token in (*sentence.tokens, None):
        if (
            token is not None
            and run
            and (fold(token.text).strip("-") in _PARTICLES or (token.text == "-" and token.start == run[-1].end))
        ):
            run.append(token)
            continue
        if (
            token is not None
            and token.text[:1].isupper()
            and token.pos in ("PROPN", "NOUN", "ADJ", "X")
            and "\n\n" not in token.text
        ):
            run.append(token)
            continue
        if person := _person(sentence, run, covered):
            found.append(person)
        run = []
    return tuple(found)


def _person(sentence: Sentence, run: list[Token], covered: Sequence[NameSpan]) -> Person | None:
    while run and (
        fold(run[0].text).strip(".") in _TITLES or sentence.named("roles", within=(run[0].start, run[0].end))
    ):
        run = run[1:]
    while run and (fold(run[-1].text) in _PARTICLES or run[-1].text == "-"):
        run = run[:-1]
    words = [word for token in run for word in re.split(r"[\s-]+", token.text) if word]
    if (
        not 2 <= len(words) <= 6
        or fold(words[-1]) in _NO_SURNAME
        or any(token.text.isupper() for token in run if len(token.text) > 2)
    ):
        return None
    start, end = run[0].start, run[-1].end
    if any(
        name.start <= start and (name.end > run[0].start) for name in covered if name.start < end and name.end > start
    ):
        return None  # it begins with a name of the tables
    inner = [name for name in covered if name.start < end and name.end > start]
    if any(
        name.end - name.start > len(run[-1].text) or name.start < run[-1].start
        for name in inner
        if name.table != "places"
    ):
        return None
    if inner and not all(name.table == "groups" for name in inner):
        return None
    return Person(start=start, end=end, name=" ".join(sentence.text.text[start:end].split()))


def _named(sentence: Sentence, people: Sequence[Person]) -> tuple[Referent, ...]:
    found: list[Referent] = []
    for name in sentence.named("groups"):
        inside = any(person.start <= name.start and name.end <= person.end for person in people)
        shouted = len(name.as_written) <= 3 and not any(char.islower() for char in sentence.words)
        if inside or shouted or (found and found[-1].start == name.start):
            continue
        found.append(
            Referent(start=name.start, end=name.end, codes=(name.code,), as_written=name.as_written, named=True)
        )
    return tuple(found)


def _stand_ins(
    sentence: Sentence,
    recent: Sequence[Referent],
    topic: Referent | None,
    pair: tuple[Referent, Referent] | None,
    tables: Tables,
) -> Iterator[Referent]:
    """Pronouns and "the group", "the two": who they stand for; `recent` are the groups named up to here, this sentence's last."""
    named = [group for group in recent if group.start >= sentence.start]
    pairs = [n for n in cues(sentence, "stand_ins", "two")]
    for cue in pairs:
        both = _two_before(named, cue.start) or pair
        if both:
            yield _same(cue.start, cue.end, (*both[0].codes[:1], *both[1].codes[:1]), cue.as_written)
    for token in sentence.tokens:
        if token.lower in _PRONOUNS and (meant := _meant(sentence, token, named, topic)):
            yield _same(token.start, token.end, meant.codes, token.text)
    for cue in cues(sentence, "stand_ins", "one"):
        token = sentence.token_at(cue.start)
        before = sentence.tokens[token.i - 1] if token and token.i else None
        inside = any(group.start <= cue.start < group.end for group in (*named, *pairs))
        if before is None or before.lower not in _DETERMINERS or inside or _is_name_part(sentence, cue):
            continue
        meant = _by_noun(cue, recent, tables) or (_meant(sentence, token, named, topic) if token else None)
        if meant:
            yield _same(before.start, cue.end, meant.codes, sentence.text.text[before.start : cue.end])


def _same(start: int, end: int, codes: tuple[str, ...], as_written: str) -> Referent:
    return Referent(start=start, end=end, codes=codes, as_written=as_written, named=False)


def _two_before(named: Sequence[Referent], offset: int) -> tuple[Referent, Referent] | None:
    before = [group for group in named if group.end <= offset]
    different = [group for group in before if group.codes != before[0].codes]
    return (before[0], different[0]) if different else None


def _is_name_part(sentence: Sentence, cue: NameSpan) -> bool:
    """True for "the Haqqani network" and for "the aid group": another noun says which group is meant."""
    token = sentence.token_at(cue.start)
    after = [
        t
        for t in sentence.tokens
        if token is not None and t.head == token.i and t.dep in ("prep", "relcl", "acl") and t.lower == "of"
    ]
    return bool(after) or any(name.start <= cue.start < name.end for name in sentence.named("organisations", "outlets"))


def _by_noun(cue: NameSpan, recent: Sequence[Referent], tables: Tables) -> Referent | None:
    """ "That network" after "the Haqqani network": the last group one of whose names ends in the noun."""
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


def _is_subject(sentence: Sentence, group: Referent, *, main: bool = False) -> bool:
    """True for the subject of a clause; `main`: of the main clause, or of what somebody says there."""
    head = sentence.head_of(group.start, group.end)
    if head is None or head.dep not in _SUBJECTS:
        return False
    return not main or sentence.tokens[head.head].dep in ("ROOT", "ccomp", "conj", "parataxis")


def _speaks(sentence: Sentence, group: Referent) -> bool:
    head = sentence.head_of(group.start, group.end)
    if head is None or head.dep != "nsubj":
        return False
    verb = sentence.tokens[head.head]
    return bool(sentence.cues("say", within=(verb.start, verb.end)))


def _is_plural(sentence: Sentence, group: Referent) -> bool:
    """ "The Taliban have …": a group that takes a plural verb is "they", never "it"."""
    head = sentence.head_of(group.start, group.end)
    if head is None or head.head == head.i:
        return False
    verb = sentence.tokens[head.head]
    near = (verb, *sentence.children(verb, "aux", "auxpass"))
    return any(t.tag == "VBP" or t.lower in _PLURAL_VERBS for t in near)


def _new_pair(scene: Scene) -> tuple[Referent, Referent] | None:
    """The two groups that stand beside each other here; whoever is only a way between two is neither."""
    sentence = scene.sentence
    ways = [cue.end for cue in cues(sentence, "bonds", "by-way")]
    singles = [g for g in scene.groups if len(g.codes) == 1 and not any(0 <= g.start - way <= 24 for way in ways)]
    if (
        singles
        and scene.topic
        and all(g.codes == singles[0].codes for g in singles)
        and singles[0].codes != scene.topic.codes
        and ways
    ):
        return scene.topic, singles[0]
    different = [group for group in singles if group.codes != singles[0].codes]
    return (singles[0], different[0]) if different else None


def _new_topic(scene: Scene) -> Referent | None:
    singles = [group for group in scene.groups if len(group.codes) == 1 and group.named]
    if not singles:
        return scene.topic
    if is_heading(scene.sentence):
        return singles[0]
    silent = [group for group in singles if not _speaks(scene.sentence, group)]
    for group in silent:
        if _is_subject(scene.sentence, group, main=True) and not _is_plural(scene.sentence, group):
            return group
    return scene.topic or (silent or singles)[0]
