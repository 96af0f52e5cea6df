"""Persons of armed groups: the part they play in a group, and a reward that is out for them.

Nobody else is claimed: a role must name a group, or a reward must be offered for the person. What is found is guarded
or protected by the table of properties.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from gowah.claim.english.certainty import certainty_of
from gowah.claim.english.context import Referent, Scene, cues, is_heading, is_question, scenes
from gowah.claim.english.parse import Token
from gowah.claim.english.persons import Person, voices
from gowah.claim.english.sentence import Sentence
from gowah.claim.english.sought import Sum, sought
from gowah.model import Claimed, Span, Term, Text, Value
from gowah.words import Settings, Tables, find_money, fold

_PRONOUNS = frozenset({"he", "his", "him", "she", "her", "hers", "whose"})
_BETWEEN = re.compile(
    r"\s*(?:,|\(|–|—|-)?\s*(?:(?:who|he|she)\s+)?"
    r"(?:(?:is|was|has been|became|called|described as|known as)\s+)?(?:[\w’'-]+\s+){0,5}",
    re.IGNORECASE,
)
_OF_GROUP = re.compile(r"[\w-]+\s+(?:of|in|for)\s+[^,;.]{2,60},?\s+(?:known as\s+)?", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:(?:now|currently)\s+)?(?:the|a|an|its|their|his|her|that|now|currently)\s+", re.IGNORECASE)
_OF = re.compile(r"\s+(?:of|from|for)\s+(?:the\s+)?")  # "Commander X of the group"
_PAYS = re.compile(r"(?:will|would|is ready to|pays|promise|set on|has been set|offer)", re.IGNORECASE)
_FOR_HIM = re.compile(
    r"\bfor\s+(?:him|her|his|information|news|word|clues|details|the capture|the arrest|anyone|whoever|a tip|tips|help"
    r"|[A-Z])|\bto\s+(?:whoever|anyone|anybody)\b|\b(?:leading|leads)\s+to\b|\bon\s+(?:him|her|his|[A-Z])|\bhead\b|\breward|\bbount",
)
_OFFERS = frozenset({"offer", "promise", "pay", "put", "announce", "raise"})
_LEADS = re.compile(
    r"\s*who\s+(?:is\s+(?:the\s+)?|are\s+(?:the\s+)?)?(?P<role>leads|runs|heads|commands|leader|head|chief|in charge"
    r"|speaks for)\b",
    re.IGNORECASE,
)
_LEADING = {"lead": "leader", "head": "head", "run": "leader", "command": "commander"}
"""What somebody is who "leads it" or by whom it "has been led since 2020"."""
_EARLY = 8  # words before the name in the answer to "who leads?"
_MERGED = 2  # sentences apart at which a role and a reward of one person are one mention


@dataclass(frozen=True, slots=True, kw_only=True)
class _Post:
    """A role as written at code points [start, end), and the group it names."""

    start: int
    end: int
    text: str
    group: Referent | None


def find(sentences: Sequence[Sentence], tables: Tables, settings: Settings) -> Iterator[Claimed]:
    """One `Claimed` of kind `person` for each mention: name, role, group, reward (one value a currency)."""
    del settings
    found: list[tuple[int, str, Claimed]] = []
    last: Person | None = None
    asked: Scene | None = None
    offered: tuple[Sum, ...] = ()
    for scene in scenes(sentences, tables):
        if is_heading(scene.sentence):
            asked = scene if is_question(scene.sentence) and _LEADS.match(scene.sentence.words) else None
        if is_question(scene.sentence):
            continue
        if asked is not None and scene.people and (answer := _answered(asked, scene)):
            found.append((scene.sentence.index, fold(scene.people[0].name), answer))
            asked, last = None, scene.people[0]
        for person, claimed in _in_sentence(scene, last):
            name = fold(person.name)
            near = [
                n for n, (at, known, _) in enumerate(found) if known == name and scene.sentence.index - at <= _MERGED
            ]
            if near:
                found[near[-1]] = (scene.sentence.index, name, _joined(found[near[-1]][2], claimed))
            else:
                found.append((scene.sentence.index, name, claimed))
        sums = _sums(scene.sentence)
        if (unnamed := None if _rewarded(scene, last)[0] else sought(scene.sentence, sums, offered)) is not None:
            found.append((scene.sentence.index, "", unnamed))
        offered = sums or offered
        if scene.people:
            last = scene.people[-1]
    yield from (claimed for _, _, claimed in found)


def _answered(asked: Scene, scene: Scene) -> Claimed | None:
    """ "Who leads the group? X, a man from the south": the first person of the answer, by the question's word."""
    person, sentence = scene.people[0], scene.sentence
    group = next((g for g in (*asked.groups, scene.topic) if g is not None and len(g.codes) == 1), None)
    told = _LEADS.match(asked.sentence.words)
    early = len(sentence.text.text[sentence.start : person.start].split()) <= _EARLY
    if (
        group is None
        or told is None
        or not early
        or cues(sentence, "posts", "post", within=(sentence.start, person.start))
    ):
        return None
    voice = voices(sentence, person.start, person.end)
    role = Text(text="spokesman" if told["role"].startswith("speak") else "leader")  # as the question means it
    term = Term(code=group.codes[0], as_written=group.as_written)
    values = (
        sentence.value("name", Text(text=person.name), (person.start, person.end)),
        asked.sentence.value("role", role, speakers=voice),
        asked.sentence.value("group", term, speakers=voice),
    )
    return Claimed(kind="person", anchor=Span(start=person.start, end=person.end), values=values)


def _joined(first: Claimed, second: Claimed) -> Claimed:
    known = {(value.property, value.value) for value in first.values}
    more = tuple(v for v in second.values if v.property != "name" and (v.property, v.value) not in known)
    return replace(first, values=first.values + more)


def _in_sentence(scene: Scene, last: Person | None) -> Iterator[tuple[Person, Claimed]]:
    rewarded, sums = _rewarded(scene, last)
    for person in scene.people or ((rewarded,) if rewarded else ()):
        posts = [post for post in _posts(scene, person) if post.group is not None or (sums and person == rewarded)]
        mine = sums if person == rewarded else ()
        if not posts and not mine:
            continue
        yield person, _claimed(scene, person, posts[:1], mine)
    if rewarded and scene.people and rewarded not in scene.people:
        yield rewarded, _claimed(scene, rewarded, [], sums)


def _rewarded(scene: Scene, last: Person | None) -> tuple[Person | None, tuple[Sum, ...]]:
    """The person for whom a reward is out in this sentence, and its sums; (None, ()) where there is none."""
    sentence = scene.sentence
    rewards = cues(sentence, "posts", "reward")
    if rewards and all(_PAYS.match(cue.as_written) for cue in rewards) and not _FOR_HIM.search(sentence.words):
        return None, ()
    if not rewards or is_heading(sentence):
        return None, ()
    sums = _sums(sentence)
    if not sums:
        return None, ()
    pronouns = any(token.lower in _PRONOUNS for token in sentence.tokens)
    if not scene.people:
        return (last, sums) if last and pronouns else (None, ())
    sought = [person for person in scene.people if not _acts(sentence, person)]
    after = [person for person in sought if person.start >= sums[-1][1]]
    before = [person for person in sought if person.end <= sums[0][0]]
    chosen = after[0] if after else before[-1] if before else None
    return (chosen, sums) if chosen else (None, ())


def _sums(sentence: Sentence) -> tuple[Sum, ...]:
    """The sums of money of a sentence in which a reward is spoken of."""
    if not cues(sentence, "posts", "reward"):
        return ()
    return tuple((sentence.start + m.start, sentence.start + m.end, m.money) for m in find_money(sentence.words))


def _acts(sentence: Sentence, person: Person) -> bool:
    """True for who speaks or offers: nobody offers a reward for himself."""
    head = sentence.head_of(person.start, person.end)
    while head is not None and head.dep == "conj":
        head = sentence.tokens[head.head]
    if head is None or head.dep != "nsubj":
        return False
    verb = sentence.tokens[head.head]
    span = (verb.start, verb.end)
    return bool(sentence.cues("say", within=span)) or verb.lemma in _OFFERS


def _posts(scene: Scene, person: Person) -> Iterator[_Post]:
    """The roles that the sentence gives this person."""
    sentence = scene.sentence
    words = [*sentence.named("roles"), *cues(sentence, "posts", "post")]
    names = (*sentence.named("groups", "organisations", "outlets"), *cues(sentence, "posts", "reward"))
    taken = [(person.start, person.end), *((name.start, name.end) for name in names)]
    for word in sorted(words, key=lambda name: (name.start, -name.end)):
        if any(start <= word.start < end for start, end in taken):
            continue
        token = sentence.head_of(word.start, word.end)
        if token is None or not (_is_of(sentence, person, token) or _stands_by(sentence, person, word.start)):
            continue
        start, end = _reach(sentence, token, person, word.start, word.end)
        groups = [group for group in scene.groups_in(start, end) if len(group.codes) == 1]
        groups = [
            group for group in groups if sentence.text.text[group.end : group.end + 1] != "-"
        ]  # "Taliban-run police"
        if not groups and not sentence.text.text[word.end : person.start].strip() and word.end <= person.start:
            groups = [group for group in scene.groups if _OF.fullmatch(sentence.text.text, person.end, group.start)]
        text = _LEADING.get(token.lemma, "") if token.pos == "VERB" else ""
        text = text or _plain(sentence.text.text[start:end])
        yield _Post(start=start, end=end, text=text, group=groups[0] if groups else None)


def _is_of(sentence: Sentence, person: Person, role: Token) -> bool:
    """True when the parse ties the role to the person: apposition, "is", "leads", "A leader X", "whom it calls …"."""
    name = sentence.tokens_in(person.start, person.end)
    own = {token.i for token in name}
    up = [role, *sentence.ancestors(role)][:4]
    beside = any(t.dep == "appos" and t.head in own for t in up[:2])
    if beside or any(t.dep == "appos" and t.head == role.i for t in name):
        return True
    if role.dep in ("compound", "nmod") and role.head in own:
        return True
    agents = {t.i for by in sentence.children(role, "agent", "prep") for t in sentence.children(by, "pobj")}
    if role.pos == "VERB" and agents & own:
        return True  # "is led by X"
    if any(t.i in own for t in sentence.children(role, "nsubj")) and role.pos == "VERB":
        return True
    for verb in (t for t in up if t.pos in ("VERB", "AUX")):
        subjects = sentence.children(verb, "nsubj", "nsubjpass")
        if verb.dep in ("relcl", "acl") and verb.head in own and verb.i not in own:
            return True
        if any(s.i in own for s in subjects) and not sentence.cues("say", within=(verb.start, verb.end)):
            return role.i == verb.i or role.dep in ("attr", "oprd", "pobj", "dobj", "appos", "conj")
        if verb.lemma in ("be", "become") and any(t.i == role.i for s in subjects for t in sentence.subtree(s)):
            return any(t.i in own for t in sentence.subtree(verb))
    return False


def _stands_by(sentence: Sentence, person: Person, role_at: int) -> bool:
    """By the look of it, where the parser lost it: "X, a senior member of …", "the leader of A, X, …"."""
    if role_at < person.start:
        verbs = any(token.pos in ("VERB", "AUX") for token in sentence.tokens_in(role_at, person.start))
        return not verbs and _OF_GROUP.fullmatch(sentence.text.text, role_at, person.start) is not None
    between = sentence.text.text[person.end : role_at] if role_at >= person.end else "."
    return "," in between[:2] and len(between) < 60 and bool(_BETWEEN.fullmatch(between))


def _reach(sentence: Sentence, role: Token, person: Person, start: int, end: int) -> tuple[int, int]:
    """The words of the role: its own phrase, without the person, relative clauses and what comes after a comma."""
    cut = sentence.children(role, "relcl", "punct", "appos", "cc", "conj", "nsubj", "aux", "advcl", "ccomp", "mark")
    dropped = {token.i for top in cut for token in sentence.subtree(top)}
    kept = [t for t in sentence.subtree(role) if t.i not in dropped and not (person.start <= t.start < person.end)]
    low, high = min(start, kept[0].start), max(end, kept[-1].end)
    text = sentence.text.text
    if low < person.end <= start:
        low = start
    comma = re.search(r"[,;:()]", text[end:high])
    if comma:
        high = end + comma.start()
    if person.end < low and "one of" in text[person.end : low]:
        low = max(person.end, text.rfind("one of", person.end, low))
    return low, high


def _plain(words: str) -> str:
    plain = " ".join(words.split()).strip(' ,.;:-–—()"“”')
    return _ARTICLE.sub("", plain, count=1) if _ARTICLE.match(plain) else plain


def _claimed(scene: Scene, person: Person, posts: Sequence[_Post], sums: Sequence[Sum]) -> Claimed:
    sentence = scene.sentence
    inside = sentence.start <= person.start < sentence.end
    values: list[Value] = []
    for post in posts:
        speakers, certainty = voices(sentence, post.start, post.end), certainty_of(sentence, post.start, post.end)
        values.append(sentence.value("role", Text(text=post.text), speakers=speakers, certainty=certainty))
        if post.group is not None:
            term = Term(code=post.group.codes[0], as_written=post.group.as_written)
            values.append(sentence.value("group", term, speakers=speakers, certainty=certainty))
        if sentence.dates and not sums:
            values.append(sentence.value("as_of", sentence.dates[0].when, speakers=speakers, certainty=certainty))
    for start, end, money in sums:
        values.append(sentence.value("reward", money, speakers=voices(sentence, start, end)))
    name = Text(text=person.name)
    values.insert(0, sentence.value("name", name, (person.start, person.end)))
    anchor = Span(start=person.start, end=person.end) if inside else Span(start=sentence.start, end=sentence.end)
    return Claimed(kind="person", anchor=anchor, values=tuple(values))
