"""People named in a sentence as killed, hurt or abducted: by its grammar, by a cue, or in a list with one such."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from gowah.claim.english.naming import is_publisher
from gowah.claim.english.parse import Token
from gowah.claim.english.quantities import PROPERTY
from gowah.claim.english.rolls import rolls
from gowah.claim.english.sentence import Sentence, once
from gowah.words import NameSpan
from gowah.words.people import PersonSpan, cue_words, lower_words, people_of

_MOURNED = re.compile(
    r"\b(?:mourns?|mourned|mourning|in memory of|funeral of|death of|killing of|murder of|burial of"
    r"|among the (?:dead|killed|wounded|injured|victims)|of the (?:dead|wounded|injured))\b",
    re.IGNORECASE,
)
_AMONG = re.compile(
    r"[^.;]{0,70}?\b(?:was|were|is|are)\s+(?:also\s+|one\s+of\s+|among\s+)+(?:the"
    r"|those)\s+(?:\w+\s+)?(dead|killed|victims|wounded|injured|martyrs)\b",
    re.IGNORECASE,
)
_PARTICLES = frozenset({"al", "ul", "bin", "ibn", "de", "of"})


def _any(cue: str) -> str:
    return "|".join(re.escape(form) for form in cue_words(cue))


LISTED = re.compile(
    rf"(?:\s*,?\s*\(?(?:aged?\s+)?\d{{1,3}}\)?)?(?:,[^,.;:]{{2,30}}(?=,))?"
    r"\s*(?:,|;|\band\b|&|,\s*and\b|,?\s*along with\b|,?\s*with\b)\s*"
    rf"(?:(?:also\s+)?(?:his|her|their|the|a|an)\s+)?(?:[a-z’']+\s+|\d{{1,3}}-year-old\s+){{0,2}}"
    rf"(?:(?:{_any('kin')}|{_any('work')}|{_any('title')})\.?,?\s+)?",
    re.IGNORECASE,
)
"""What stands between two names of one list: a comma or "and", an age, a word of kinship."""
_FATES = frozenset(
    {
        "body",
        "bodies",
        "burial",
        "coffin",
        "corpse",
        "funeral",
        "grave",
        "injuries",
        "life",
        "memory",
        "remains",
        "wounds",
    }
)
"""What came to whom it belongs to."""
_CULPRIT = re.compile(
    r"\b(?:suspects?|attackers?|gunm[ae]n|bombers?|assailants?|perpetrators?|arrested|detained)\b", re.IGNORECASE
)
_CULPRIT_LAST = re.compile(r"\b(?:suspects?|arrested|detained|captured)\b", re.IGNORECASE)
_WITNESS = re.compile(rf"(?:,[^,.]{{2,80}},)?\s+(?:[a-z]+ly\s+)?(?:{_any('sees')})\b", re.IGNORECASE)


@once
def named_people(sentence: Sentence) -> tuple[PersonSpan, ...]:
    """The people whose names the sentence holds, offsets counted from its start."""
    return people_of(sentence.words, _names(sentence), _common(sentence.text.text))


@lru_cache(maxsize=4)
def _common(text: str) -> frozenset[str]:
    return lower_words({text})


def is_family_name(sentence: Sentence, name: NameSpan) -> bool:
    """True for a name of a table that ends somebody's own: the community of "Karim Ahmadi" is not told."""
    at = sentence.start
    own = [(at + person.start, at + person.end) for person in named_people(sentence)]
    own += [span for span, _ in rolls(sentence)]
    return any(start < name.start and name.end == end for start, end in own)


def _names(sentence: Sentence) -> tuple[NameSpan, ...]:
    """The sentence's names of the tables, counted from its start."""
    at = sentence.start
    return tuple(
        NameSpan(
            start=name.start - at, end=name.end - at, table=name.table, code=name.code, as_written=name.as_written,
            doubt=name.doubt,
        )
        for name in sentence.names
    )  # fmt: skip


def harmed(sentence: Sentence, *, attacked: bool) -> Iterator[tuple[tuple[int, int], str]]:
    """(name, harm) of each victim named in a sentence: by its grammar, by a cue, or in a list with one such."""
    at = sentence.start
    people = {
        (at + person.start, at + person.end): person.cues
        for person in named_people(sentence)
        if not is_publisher(sentence.text, person.name) and "voice" not in person.cues
    }
    heading = sentence.block.kind in ("title", "heading")
    parsed = () if heading or not sentence.tokens else persons(sentence)
    known = [(at + person.start, at + person.end) for person in named_people(sentence)]  # who speaks is one of them
    for name in parsed:
        if not any(a < name[1] and name[0] < b for a, b in known):
            people[name] = frozenset()
    listed = {} if heading else dict(rolls(sentence))
    for name in listed:
        if not any(a < name[1] and name[0] < b for a, b in people):
            people[name] = frozenset()
    before: tuple[int, str] | None = None  # where the victim before ends, and the harm
    for name, cues in sorted(people.items()):
        owned = _owned(sentence, name)
        if owned and (_suffers(sentence, owned) or (owned.pos != "PROPN" and "owner" not in cues)):
            continue  # "Mrs X's son was killed": her son, not she
        harm = listed.get(name) or _told(sentence, name, cues)
        harm = harm or (_harm(sentence, name) if sentence.tokens else None)
        if harm is None and before is not None and LISTED.fullmatch(sentence.text.text, before[0], name[0]):
            harm = before[1]
        if harm is None and attacked and not heading:
            harm = _known_by(sentence, name, cues)
        if harm is not None:
            before = (name[1], harm)
            yield name, harm


def _of_another(sentence: Sentence, name: tuple[int, int], end: int) -> bool:
    """ "As X tells it, his uncle was among the dead": the verb has another subject."""
    verb = next((t for t in reversed(sentence.tokens_in(name[1], end)) if t.lemma == "be"), None)
    subjects = sentence.children(verb, "nsubj", "nsubjpass") if verb is not None else ()
    return bool(subjects) and all(not (a <= name[0] < b) for a, b in map(sentence.reach, subjects))


def _owned(sentence: Sentence, name: tuple[int, int]) -> Token | None:
    """What is said to be theirs, unless it is what came to them: the house of "X's house", but not "X's death"."""
    head = sentence.head_of(*name) if sentence.tokens else None
    if head is None or head.dep != "poss":
        return None
    noun = sentence.tokens[head.head]
    fate = noun.lower in _FATES or sentence.cues(*PROPERTY, within=(noun.start, noun.end))
    return None if fate else noun


def _suffers(sentence: Sentence, noun: Token) -> bool:
    """True where the sentence says that harm came to whom the noun stands for, or that they were mourned."""
    harms = {t.i for cue in sentence.cues(*PROPERTY) for t in sentence.tokens_in(cue.start, cue.end)}
    while noun.dep in ("conj", "appos", "compound") and noun.head != noun.i:
        noun = sentence.tokens[noun.head]
    below = sentence.children(noun, "acl", "relcl", "amod")
    if sentence.tokens[noun.head].lemma == "be":  # "X's brother was among the wounded"
        said = sentence.children(sentence.tokens[noun.head], "prep", "acomp", "attr")
        below = (*below, *(t for own in said for t in sentence.subtree(own)))
    above = sentence.tokens[noun.head]
    if noun.dep == "pobj":  # "the killing of her son"
        above = sentence.tokens[above.head]
    return above.i in harms or above.lower in _FATES or above.lower in _mourning() or any(t.i in harms for t in below)


@lru_cache(maxsize=1)
def _mourning() -> frozenset[str]:
    return frozenset(word for form in cue_words("mourned") for word in form.lower().split()) - {
        "of",
        "in",
        "for",
        "the",
    }


def _told(sentence: Sentence, name: tuple[int, int], cues: frozenset[str]) -> str | None:
    """ "In memory of X", "Slain: X", "They were named as X": the cue stands before the name."""
    if "mourned" in cues:
        return "killed"
    if "named" not in cues or _CULPRIT.search(sentence.text.text, sentence.start, name[0]):
        return None
    told = sentence if sentence.cues("kill", "die", "injure", "abduct", within=(sentence.start, name[0])) else None
    about = told or sentence.previous
    if about is None or (told is None and _CULPRIT_LAST.search(about.words)):
        return None
    harms = [PROPERTY[cue.code] for cue in about.cues(*PROPERTY)]
    return harms[0] if harms else None


def _known_by(sentence: Sentence, name: tuple[int, int], cues: frozenset[str]) -> str | None:
    """A victim by the sentence before ("killed a doctor … Dr X had just left"), or by kin who speak of them."""
    if "owner" in cues and " " not in sentence.quote(*name):
        return "killed"
    before = sentence.previous
    if before is None or _WITNESS.match(sentence.text.text, name[1], sentence.end):
        return None
    opening = sentence.text.text[sentence.start : name[0]].strip(" .").lower()
    if opening and opening not in {title.lower() for title in cue_words("title")}:
        return None
    if before.block != sentence.block or _CULPRIT_LAST.search(before.words):
        return None
    return _harm_of_one(before)


def _harm_of_one(sentence: Sentence) -> str | None:
    """The harm that a sentence says came to one person who is not named: "killed a doctor"."""
    for cue in sentence.cues(*PROPERTY):
        for verb in sentence.tokens_in(cue.start, cue.end):
            deps = ("nsubj", "nsubjpass") if cue.code == "die" else ("dobj", "nsubjpass")
            for noun in sentence.children(verb, *deps):
                whom = {token.lower for token in sentence.children(noun, "det", "nummod")}
                if noun.tag == "NN" and whom & {"a", "an", "one"}:
                    return PROPERTY[cue.code]
    return None


def persons(sentence: Sentence) -> tuple[tuple[int, int], ...]:
    """Spans of two or more capitalised proper nouns that no table knows as a place, group or organisation."""
    found: list[tuple[int, int]] = []
    run: list[Token] = []
    for token in [*sentence.tokens, None]:
        if token is not None and _in_name(sentence, token, run):
            run.append(token)
            continue
        while run and not run[-1].text[:1].isupper():
            run.pop()
        if len([t for t in run if t.text[:1].isupper()]) >= 2 and run[0].text[:1].isupper():
            found.append((run[0].start, run[-1].end))
        run = []
    return tuple(found)


def _in_name(sentence: Sentence, token: Token, run: list[Token]) -> bool:
    if run and token.lower in _PARTICLES - {"of"}:
        return True
    if run and re.fullmatch(r"[A-Z]\.", token.text):
        return True
    if (
        token.pos != "PROPN"
        or token.tag == "POS"
        or not token.text[:1].isupper()
        or (token.text.isupper() and len(token.text) > 2)
    ):
        return False
    within = (token.start, token.end)
    if sentence.named(
        "places", "groups", "organisations", "outlets", "sites", "communities", within=within
    ) or sentence.cues("office", within=within):
        return False
    return not any(d.start <= token.start < d.end for d in sentence.dates) and not any(
        n.start <= token.start < n.end
        for n in sentence.names
        if n.table in ("groups", "places", "organisations", "outlets")
    )


def _harm(sentence: Sentence, name: tuple[int, int]) -> str | None:
    """The property that the person shares with a toll: killed, injured, hurt or abducted."""
    harms = {t.i: cue for cue in sentence.cues(*PROPERTY) for t in sentence.tokens_in(cue.start, cue.end)}
    head = sentence.head_of(*name)
    if head is None:
        return None
    for child in sentence.children(head, "acl", "relcl", "amod"):
        whose = child.dep == "relcl" and not any(
            t.lower in ("who", "that") for t in sentence.children(child, "nsubj", "nsubjpass")
        )
        if child.i in harms and not whose and not sentence.children(child, "dobj"):
            return PROPERTY[harms[child.i].code]
    governor = sentence.tokens[head.head]
    if governor.lemma == "be" and head.dep == "attr":  # "those killed were X and Y"
        below = [t for s in sentence.children(governor, "nsubj") for t in sentence.subtree(s) if t.i in harms]
        return PROPERTY[harms[below[0].i].code] if below else None
    if (governor.i in harms and head.dep in ("nsubjpass", "dobj", "obj", "pobj", "appos")) or (
        governor.i in harms and head.dep == "nsubj" and harms[governor.i].code == "die"
    ):
        return PROPERTY[harms[governor.i].code]
    among = _AMONG.match(sentence.text.text, name[1], sentence.end)
    if among and not _of_another(sentence, name, among.end()):
        return "injured" if among[1].lower() in ("wounded", "injured") else "killed"
    before = sentence.text.text[max(sentence.start, name[0] - 60) : name[0]]
    mourned = _MOURNED.search(before)
    if mourned and len(before) - mourned.end() < 25:
        wounded = re.search(r"wounded|injured", mourned[0], re.IGNORECASE)
        return "injured" if wounded else "killed"
    return None
