"""The people of a story, each once: who was killed and who was hurt, where reports tell of them one by one.

"A 16-year-old boy was shot … The teen died at a hospital … He was identified as …" is one person. A name, an age and
a sex tell people apart; "the victim" is who was told of before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from gowah.claim.english.certainty import certainty_of
from gowah.claim.english.fates import INJURED, KILLED, NAMED, Individual, fated, individuals
from gowah.claim.english.sentence import Sentence
from gowah.claim.english.speakers import speakers_of
from gowah.model import Claimed, Count, Datum, Span, Term, Text, Value

_HE = re.compile(r"\b(he|she)\b(?!['’])", re.IGNORECASE)
_HIM = re.compile(
    r"\b(?:shot|shooting|struck|striking|hit|hitting|wounded|wounding|grazed|grazing)\s+(him|her)(?=\s+(?:\w+\s+)?in\s+the\b)",
    re.IGNORECASE,
)
_SEX_OF = {"he": "male", "she": "female", "him": "male", "her": "female"}
_AVOIDED = ("places", "groups", "organisations", "outlets", "sites")
_GENERIC = frozenset({"victim", "person", "individual", "patient", ""})
NO_NAME = re.compile(
    r"\b(?:Police|County|Street|Avenue|Road|Drive|Department|Hospital|Medical|Center|Sheriff|Office|School"
    r"|University|Court|Park|News|City|"
    r"State|District|Attorney|Lane|Boulevard|Sgt|Lt|Capt|Officer|Chief|Detective|Deputy|Captain|Sergeant"
    r"|Lieutenant|Spokes\w+|Mayor|Judge|"
    r"Sunday|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|January|February|March|April|May|June|July"
    r"|August|September|October|November|December|"
    r"The|A|An|Man|Woman|Boy|Girl|Teen|Shooting|Shot|Dead|Investigators|Authorities|Crime|Church|Apartments?"
    r"|Club|Team|Unit|Bureau|Highway|Emergency|Facebook|Photo|Image|Caption|Close|His|Her|Their|By|And|Or|Desk|Docket"
    r"|Network|Agency|Rights|Council|Committee|Service|Group|Person|People|Outside|Inside|In|Of|At|On|Near|After"
    r"|With|Ave|Blvd|Self|Gun|Shoots|Shooter|Killed|Injured|Wounded|Dies|Died|Hurt)\b"
)
_DEATH = re.compile(
    r"\b(?:(?:fatal|deadly)\s+(?:[\w-]+\s+){0,2}(?:shootings?|shoot-?out|gunshot|wounds?|stabbing|incident)"
    r"|fatally|(?<!attempted )(?<!attempted-)murder(?:ed|s|er)?"
    r"|homicides?(?!\s+(?:unit|detectives?|bureau|division|investigat\w+|section|squad))|manslaughter|slaying"
    r"|shooting\s+deaths?)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"(?:one\s+(?:person|man|woman|civilian)|another)\b", re.IGNORECASE)
_THE_OTHER = re.compile(r"the\s+(?:other|second)\b", re.IGNORECASE)
_A_SECOND = re.compile(r"a\s+second\b", re.IGNORECASE)
_MOST = 100  # people of one story; a list of more is no story
_LEAD = 8  # sentences in which a report says what it is about
_ELSEWHEN = re.compile(
    r"\b(?:last\s+(?:year|month)|(?:years|months|weeks)\s+(?:ago|earlier)|(?:also\s+)?in\s+(?:19|20)\d\d"
    r"|earlier\s+this\s+(?:year|month)|unrelated|separate\s+(?:shooting|incident)|another\s+shooting"
    r"|so\s+far\s+this\s+year|this\s+year['’]s)\b",
    re.IGNORECASE,
)
"""Sentences that look back or aside."""


class _Person:
    """Someone of the story, as the reading goes on."""

    __slots__ = ("age", "kinds", "names", "nouns", "second", "titled", "told")

    def __init__(self, *, titled: bool = False, second: bool = False) -> None:
        self.names: set[str] = set()
        self.kinds: set[str] = set()
        self.nouns: set[str] = set()
        self.age: int | None = None
        self.told: list[tuple[Sentence, Individual]] = []
        self.titled = titled  # known from a heading only
        self.second = second  # told of as another, after somebody who came to harm

    @property
    def fate(self) -> str | None:
        fates = {one.fate for _, one in self.told}
        return KILLED if KILLED in fates else INJURED if INJURED in fates else None


def victims_among(claims: Sequence[Claimed], sentences: Sequence[Sentence]) -> Iterator[Claimed]:
    """The claims of a text that tells of an attack, with its victims told of one by one.

    Only those of whom it says more than a toll does: a name, an age or a sex; never those who attacked.
    """
    if not any(claimed.kind == "attack" for claimed in claims):
        yield from claims
        return
    yield from _with(claims, [person for person in people_of_story(sentences) if _is_told_apart(person)])


def _is_told_apart(person: _Person) -> bool:
    described = bool(person.names) or person.age is not None or bool(person.kinds & {"male", "female"})
    sentence, first = person.told[0]
    counted = not person.names and person.age is None and bool(_COUNTED.match(sentence.words, first.start))
    return described and "culprit" not in person.kinds and not counted


def with_people(claims: Iterable[Claimed], sentences: Sequence[Sentence]) -> Iterator[Claimed]:
    """The claims, with a `victim` for everybody told of one by one whom no claim names yet, attackers included.

    A victim has a `harm` for each sentence that says what became of them: "was shot", then "died at a hospital".
    """
    yield from _with(claims, people_of_story(sentences))


def _with(claims: Iterable[Claimed], people: Sequence[_Person]) -> Iterator[Claimed]:
    known = list(claims)
    named = {
        _family(text(value)): n
        for n, c in enumerate(known)
        if c.kind == "victim"
        for value in c.values
        if value.property == "name"
    }
    attacks = [claimed for claimed in known if claimed.kind == "attack"]
    for person in people:
        at = next((named[_family(name)] for name in sorted(person.names) if _family(name) in named), None)
        at = _named_beside(person, known) if at is None else at
        values = tuple(_values(person))
        if at is None:
            first, one = person.told[0]
            anchor = Span(start=first.start + one.start, end=first.start + one.end)
            known.append(Claimed(kind="victim", anchor=anchor, values=values, about=_attack_of(person, attacks)))
        else:
            have = {(value.property, value.value) for value in known[at].values}
            said = {property for property, _ in have}
            more = tuple(
                v
                for v in values
                if (v.property == "harm" and (v.property, v.value) not in have)
                or (v.property in ("age", "sex") and v.property not in said)
            )
            known[at] = replace(known[at], values=known[at].values + more)
    yield from known


def _named_beside(person: _Person, known: Sequence[Claimed]) -> int | None:
    """The victim whose name stands right behind the words for this one: "his wife Masuma", "their son, Mahdi"."""
    victims = {claimed.anchor.start: n for n, claimed in enumerate(known) if claimed.kind == "victim"}
    for sentence, one in person.told:
        end = sentence.start + one.end
        for start, n in victims.items():
            if (
                sentence.start <= start < sentence.end
                and 0 <= start - end < 3
                and not sentence.quote(end, start).strip(" ,")
            ):
                return n
            if sentence.start + one.start <= start < end:
                return n
    return None


def text(value: Value) -> str:
    """The words of a text value."""
    return value.value.text if isinstance(value.value, Text) else ""


def _values(person: _Person) -> Iterator[Value]:
    seen: set[object] = set()
    for sentence, one in person.told:
        spans = sentence.start + one.start, sentence.start + one.end
        if one.name and " " in one.name and "name" not in seen:
            seen.add("name")
            yield _value(sentence, "name", Text(text=one.name), spans)
        if one.age is not None and "age" not in seen:
            seen.add("age")
            yield _value(sentence, "age", Count(low=one.age, high=one.age, as_written=str(one.age)), spans)
        if one.kind in ("male", "female") and "sex" not in seen:
            seen.add("sex")
            yield _value(sentence, "sex", Term(code=one.kind, as_written=one.noun), spans)
        if one.fate and (one.fate, sentence.start) not in seen:
            seen.add((one.fate, sentence.start))
            at = sentence.start + one.fate_at[0], sentence.start + one.fate_at[1]
            yield _value(sentence, "harm", Term(code=one.fate, as_written=" ".join(sentence.quote(*at).split())), at)


def _value(sentence: Sentence, property: str, datum: Datum, at: tuple[int, int]) -> Value:
    speakers, certainty = speakers_of(sentence, *at), certainty_of(sentence, *at)
    return sentence.value(property, datum, speakers=speakers, certainty=certainty)


def _attack_of(person: _Person, attacks: Sequence[Claimed]) -> Span | None:
    """The attack that quotes a sentence told of the person, or else the first of the text."""
    spans = [(sentence.start, sentence.end) for sentence, one in person.told if one.fate]
    for claimed in attacks:
        if any(a <= value.start and value.end <= b for value in claimed.values for a, b in spans):
            return claimed.anchor
    return attacks[0].anchor if attacks else None


def people_of_story(sentences: Sequence[Sentence]) -> list[_Person]:
    """Everybody told of one by one, in the order of the text, with all that is said of them."""
    people: list[_Person] = []
    known: list[str] = []
    last: _Person | None = None
    for sentence in sentences:
        if _ELSEWHEN.search(sentence.words):
            continue
        heading = sentence.block.kind in ("title", "heading")
        avoid = [(n.start - sentence.start, n.end - sentence.start) for n in sentence.named(*_AVOIDED)]
        avoid += [name.span() for name in NAMED.finditer(sentence.words) if NO_NAME.search(name[0])]
        here: list[_Person] = []
        for one in individuals(sentence.words, known, avoid):
            if one.name and NO_NAME.search(one.name):
                continue
            person = _same(people, here, one, last, heading)
            if person is None:
                if not _begins(one) or len(people) >= _MOST:
                    continue
                person = _Person(titled=heading, second=one.other and any(p.fate for p in people))
                people.append(person)
            _learn(person, sentence, one, heading)
            if one.name and " " in one.name and (one.age is not None or one.fate):
                known = [*{*known, _family(one.name)}][:_MOST]
            here.append(person)
            last = person
        last = _pronouns(sentence, here, last)
    return _with_death(_merged([person for person in people if person.fate]), sentences)


def _with_death(people: list[_Person], sentences: Sequence[Sentence]) -> list[_Person]:
    """A "fatal shooting" killed somebody: the one person who was shot, or somebody of whom no more is said."""
    if any(person.fate == KILLED for person in people):
        return people
    for sentence in sentences[:_LEAD]:
        death = None if _ELSEWHEN.search(sentence.words) else _DEATH.search(sentence.words)
        if death is None:
            continue
        one = Individual(start=death.start(), end=death.end(), fate=KILLED, fate_at=death.span())
        person = people[0] if len(people) == 1 else _Person()
        person.told.append((sentence, one))
        return people if people and person is people[0] else [*people, person]
    return people


def _merged(people: Sequence[_Person]) -> list[_Person]:
    """Nobody twice: two people whom nothing tells apart are one."""
    kept: list[_Person] = []
    for person in people:
        same = next((p for p in kept if not _apart(p, person)), None)
        if same is None:
            kept.append(person)
            continue
        same.told += person.told
        same.names |= person.names
        same.kinds |= person.kinds
        same.nouns |= person.nouns
        same.age = person.age if same.age is None else same.age
    return kept


def _apart(a: _Person, b: _Person) -> bool:
    """True where names, ages, sexes or one sentence that tells of both make two people of them."""
    if a.names and b.names and not any(_family(m) == _family(n) and _given_fit(m, n) for m in a.names for n in b.names):
        return True
    if a.age is not None and b.age is not None and a.age != b.age:
        return True
    sexes = [{k for k in p.kinds if k in ("male", "female")} for p in (a, b)]
    if sexes[0] and sexes[1] and not sexes[0] & sexes[1]:
        return True
    if a.second or b.second or _outlives(a, b) or _outlives(b, a):
        return True
    if ("culprit" in a.kinds and "victim" in b.nouns) or ("culprit" in b.kinds and "victim" in a.nouns):
        return True
    spoken = {id(sentence) for sentence, one in a.told if one.fate}
    return any(id(sentence) in spoken for sentence, one in b.told if one.fate)


def _outlives(dead: _Person, other: _Person) -> bool:
    """ "They killed Jane Doe. One man was hit and lives": somebody besides the one named before."""
    sentence, first = other.told[0]
    later = sentence.index > dead.told[0][0].index
    one = bool(_COUNTED.match(sentence.words, first.start))
    return later and one and not other.names and bool(dead.names) and dead.fate == KILLED and other.fate == INJURED


def _begins(one: Individual) -> bool:
    """Somebody new: a name with an age or a fate, "a man", or "the man" whom something befell."""
    if one.name:
        return one.fate is not None or one.age is not None
    return bool(one.fate) if not one.fresh else True


def _same(
    people: Sequence[_Person], here: Sequence[_Person], one: Individual, last: _Person | None, heading: bool
) -> _Person | None:
    others = [p for p in people if not any(p is q for q in here)]
    if one.name:
        family = _family(one.name)
        named = [p for p in people if any(_family(n) == family and _given_fit(n, one.name) for n in p.names)]
        if named:
            return named[0]
    if one.other and _A_SECOND.match(one.phrase):  # one of two who are known, where two are
        fated = [p for p in people if p.fate]
        again = [p for p in fated[1:] if any(p is q for q in others) and _fits(p, one) and one.fate in (None, p.fate)]
        return again[0] if again else None
    if one.other:
        known = bool(_THE_OTHER.match(one.phrase)) or not one.noun  # "another", told again after the heading
        again = [p for p in others if p.second and _fits(p, one) and (one.noun or p.titled)] if known else []
        return again[-1] if again else None
    if one.fresh is None and not one.name and one.fate is None and one.age is None:
        return None  # "his wife", of whom nothing is told
    fit = [p for p in others if _fits(p, one)]
    if one.age is not None:
        exact = [p for p in fit if p.age == one.age]
        if exact:
            return exact[-1]
    if one.name:  # "… The victim was identified as X, 23": whoever was told of without a name
        open_ones = [p for p in fit if not p.names and p.fate and (one.fate in (None, p.fate) or p.fate == INJURED)]
        return open_ones[0] if open_ones and (one.fate or one.age is not None) else None
    if one.fresh:
        again = [p for p in fit if p.titled or p.age is None or one.age is None or p.age == one.age]
        again = [p for p in again if not (p.names and p.fate == KILLED and one.fate == INJURED)]  # "One man lives"
        again = [
            p
            for p in again
            if _compatible_noun(p, one)
            and (p.fate is None or one.fate is None or p.fate == one.fate or KILLED in (p.fate, one.fate))
        ]
        return again[0] if again and (one.age is None or again[0].age in (None, one.age)) else None
    if one.noun == "victim":
        fit = [p for p in fit if p.fate]
    return max(fit, key=lambda p: _likeness(p, one, last), default=None)


def _likeness(person: _Person, one: Individual, last: _Person | None) -> tuple[int, int]:
    """How well "the man killed" fits somebody told of before: by word, by fate, by nearness."""
    same = 2 * (one.noun in person.nouns) + (one.fate is not None and one.fate == person.fate) + (person is last)
    return same, len(person.told)


def _fits(person: _Person, one: Individual) -> bool:
    if one.age is not None and person.age is not None and one.age != person.age:
        return False
    sexes = {k for k in person.kinds if k in ("male", "female")}
    if one.kind in ("male", "female") and sexes and one.kind not in sexes:
        return False
    if one.name and person.names:
        return False
    culprit = "culprit" in person.kinds
    return (
        not (one.kind == "culprit") ^ culprit
        if one.kind == "culprit" or (culprit and one.noun in ("victim",))
        else True
    )


def _compatible_noun(person: _Person, one: Individual) -> bool:
    nouns = person.nouns - _GENERIC
    young = {
        "boy",
        "girl",
        "teen",
        "teenager",
        "child",
        "kid",
        "baby",
        "infant",
        "toddler",
        "juvenile",
        "youth",
        "student",
        "minor",
    }
    grown = {
        "man",
        "woman",
        "officer",
        "deputy",
        "trooper",
        "police officer",
        "adult",
        "father",
        "mother",
        "husband",
        "wife",
    }
    if one.noun in young and nouns & grown:
        return False
    return not (one.noun in grown and nouns & young)


def _given_fit(a: str, b: str) -> bool:
    first, second = a.split(), b.split()
    return len(first) == 1 or len(second) == 1 or first[0][0] == second[0][0]


def _family(name: str) -> str:
    parts = [part for part in name.split() if part.strip(".,") not in ("Jr", "Sr", "II", "III", "IV")]
    return parts[-1].strip(".,")


def _learn(person: _Person, sentence: Sentence, one: Individual, heading: bool) -> None:
    person.told.append((sentence, one))
    person.titled = person.titled and heading
    if one.name:
        person.names.add(one.name)
    if one.kind:
        person.kinds.add(one.kind)
    person.nouns.add(one.noun)
    if person.age is None:
        person.age = one.age


def _pronouns(sentence: Sentence, here: Sequence[_Person], last: _Person | None) -> _Person | None:
    """ "He died at a hospital": of whom the sentence before told last."""
    words = sentence.words
    for match in _HE.finditer(words):
        whom = [p for p in here if p.told[-1][0] is sentence and p.told[-1][1].end <= match.start()]
        person = whom[-1] if whom else last
        sex = _SEX_OF[match[1].lower()]
        if person is None or any(k in ("male", "female") and k != sex for k in person.kinds):
            continue
        one = _he(words, match.start(), match.end())
        if one is not None:
            person.told.append((sentence, one))
    him = _HIM.search(words)
    if him and last is not None and not here and not last.kinds - {"", _SEX_OF[him[1].lower()]}:
        one = Individual(start=him.start(1), end=him.end(1), fate=INJURED, fate_at=him.span())
        last.told.append((sentence, one))  # "the gun went off and shot him in the leg"
    return last


def _he(words: str, start: int, end: int) -> Individual | None:
    stop = next((m.start() for m in _HE.finditer(words, end)), len(words))
    one = fated(words, Individual(start=start, end=end), stop)
    return one if one.fate else None
