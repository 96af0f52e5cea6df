"""What a total covers: who did it, against whom, where, when; each part with the words it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from gowah.claim.english.context import Referent, Scene, cues
from gowah.claim.english.sentence import Sentence
from gowah.claim.english.sums import Item, deeds
from gowah.claim.english.tolls import Toll
from gowah.model import Datum, Term, When, Where
from gowah.words import Tables

PRECISION = {"country": 6, "province": 4, "district": 3, "city": 1, "area": 1, "village": 1, "site": 1}
"""Kind of place -> UCDP's where_prec."""

_BACK = re.compile(
    r"\b(?:those|these|them|such|the (?:attacks|assaults|incidents|bombings)|the (?:two|three|four|five|six|seven|eight|nine|ten) together|in all|altogether|together|of which|in which|the same|of them)\b",
    re.IGNORECASE,
)
_OF_THEM = re.compile(r"\d\s+of (?:them|these|those)\b", re.IGNORECASE)
_BY = re.compile(r"\b(?:by|of)\s+(?:the\s+)?$", re.IGNORECASE)
_FAR = 90  # code points from a noun for attacks to what they hit
_SINCE = re.compile(r"\bsince\b[^,;.:]{0,60}$", re.IGNORECASE)
_THAT_PERIOD = re.compile(
    r"\b(?:those|these|that|the same|the) (?:\w+ )?(?:months|weeks|years|period|quarter)\b|\bin the (?:month|year|quarter)\b",
    re.IGNORECASE,
)
_PLACED = re.compile(
    r"\b(?:in|at|across|around|within|throughout|over|near|inside|of)\s+(?:the\s+|all\s+|west(?:ern)?\s+|east(?:ern)?\s+|north(?:ern)?\s+|south(?:ern)?\s+|central\s+|city\s+of\s+|province\s+of\s+|capital\s*,?\s*)*$",
    re.IGNORECASE,
)
_ENTERED = re.compile(
    r"\b(?:entered|took|seized|captured|fell|left|reached|takeover of|fall of|capture of|returned to)\s+(?:the\s+)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A value of the scope and the sentence [start, end) that says it, which may be an earlier one."""

    property: str
    datum: Datum
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The parts of a total's scope, by property, in the order perpetrator, community, place, period."""

    parts: tuple[Part, ...]

    @property
    def is_empty(self) -> bool:
        """True when nothing is known of what the total covers."""
        return not self.parts

    def completed(self, earlier: Scope) -> Scope:
        """With what is unsaid here taken from the total before."""
        mine = {part.property for part in self.parts}
        more = [part for part in earlier.parts if part.property not in mine]
        return Scope(parts=tuple(sorted([*self.parts, *more], key=lambda part: _ORDER.index(part.property))))


_ORDER = ("perpetrator", "community", "place", "period")


def harks_back(scene: Scene, item: Item | None, scope: Scope) -> bool:
    """True when the total speaks of attacks counted in an earlier sentence: "3 more", "120 of them", "those attacks"."""
    sentence = scene.sentence
    if item is not None and (item.elliptical or cues(sentence, "sums", "more", within=(item.start, item.end))):
        return True
    if _OF_THEM.search(sentence.words):
        return True
    own = {part.property for part in scope.parts}
    return not own & {"community", "place"} and bool(_BACK.search(sentence.words))


def scope_of(scene: Scene, item: Item | None, people: Sequence[Toll], tables: Tables) -> Scope:
    """What the sentence itself says that a total covers."""
    found: list[tuple[str, Datum]] = []
    if (group := _perpetrator(scene, item)) is not None:
        found.append(("perpetrator", group.term()))
    at = item.end if item else (people[0].end if people else scene.sentence.start)
    found += [("community", term) for term in _communities(scene.sentence, at)]
    found += [("place", where) for where in _places(scene.sentence, at, tables)]
    found += [("period", when) for when in _periods(scene.sentence, at)]
    sentence = scene.sentence
    return Scope(
        parts=tuple(Part(property=name, datum=datum, start=sentence.start, end=sentence.end) for name, datum in found)
    )


def _perpetrator(scene: Scene, item: Item | None) -> Referent | None:
    """The group that claims the attacks or is tied to them; for others, the one that did them ("by X", "X carried out")."""
    sentence = scene.sentence
    groups = [g for g in scene.groups if len(g.codes) == 1]
    if not groups:
        return scene.topic if item and item.status != "all" else None
    if item is not None and item.status != "all":
        near = [g for g in groups if g.end <= item.status_at]
        until = item.status_at + len(item.status_word)
        between = [g for g in groups if until <= g.start < item.start and g.start - until < 30]
        later = [g for g in groups if g.start >= until]
        subjects = [g for g in near if _is_subject(sentence, g)]
        if between or near:
            return (between or subjects or near)[-1]
        return (later or groups)[0]
    for deed in deeds(sentence):
        ahead = [g for g in groups if g.end <= deed.start and not sentence.text.text[g.end : deed.start].strip(" '’s")]
        behind = [
            g
            for g in groups
            if g.start >= deed.end and _BY.search(sentence.text.text[deed.end : g.start]) and g.start - deed.end < 30
        ]
        if behind and re.search(r"\bby\s+(?:the\s+)?$", sentence.text.text[deed.end : behind[0].start]):
            return behind[0]
        if ahead:
            return ahead[-1]
    done = [c for c in cues(sentence, "sums", "done") if item is None or c.end <= item.start]
    for cue in done:
        subject = [g for g in groups if g.end <= cue.start]
        if subject:
            return subject[-1]
    claimed = cues(sentence, "sums", "claimed", "linked")
    both = item is not None and len({c.code for c in claimed if c.start >= item.end}) == 2
    named = [g for g in groups if item is not None and g.start >= item.end]
    return named[0] if both and named else None


def _is_subject(sentence: Sentence, group: Referent) -> bool:
    head = sentence.head_of(group.start, group.end)
    return head is not None and head.dep in ("nsubj", "nsubjpass")


def _communities(sentence: Sentence, at: int) -> Iterator[Term]:
    """Those named after the attacks ("attacks on Hazaras", "on Shia and Sufi mosques"), else all of the sentence."""
    names = sentence.named("communities")
    anchors = [deed.end for deed in deeds(sentence)] or [at]
    near = [n for n in names if any(0 <= n.start - anchor <= _FAR for anchor in anchors)]
    seen: set[str] = set()
    for name in near or names:
        if name.code not in seen:
            seen.add(name.code)
            yield Term(code=name.code, as_written=name.as_written)


def _places(sentence: Sentence, at: int, tables: Tables) -> Iterator[Where]:
    """The first place after the count that attacks can be "in"; else one that opens the sentence."""
    text = sentence.text.text
    names = [
        n for n in sentence.named("places") if not _ENTERED.search(text[max(sentence.start, n.start - 30) : n.start])
    ]
    placed = [n for n in names if _PLACED.search(text[max(sentence.start, n.start - 40) : n.start])]
    after = [n for n in placed if n.start >= at]
    before = [n for n in placed if n.end <= at]
    for name in (after or before or [n for n in names if n.start >= at])[:1]:
        row = tables.places.get(name.code)
        yield Where(place=name.code, precision=PRECISION.get(row.kind if row else "", 5), as_written=name.as_written)


def _periods(sentence: Sentence, at: int) -> Iterator[When]:
    """The longest span of time in the sentence, an open one first: the period the sum is taken over."""

    def length(earliest: str | None, latest: str | None) -> int:
        return (
            10**6
            if earliest is None or latest is None
            else int(latest.replace("-", "")) - int(earliest.replace("-", ""))
        )

    dates = sorted(sentence.dates, key=lambda d: (-length(d.when.earliest, d.when.latest), abs(d.start - at)))
    if not dates and _THAT_PERIOD.search(sentence.words):
        before = sentence.previous
        while before is not None and not dates and sentence.index - before.index <= 3:
            dates = [d for d in before.dates if length(d.when.earliest, d.when.latest) > 1]
            before = before.previous
    for found in dates[:1]:
        opened = _SINCE.search(sentence.text.text, sentence.start, found.start)
        yield replace(found.when, latest=None) if opened and found.when.latest else found.when
