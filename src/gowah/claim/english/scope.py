"""What a total covers: who did it, against whom, where, when; each part with the sentence it rests on."""

from __future__ import annotations

import itertools
import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from gowah.claim.english.context import Referent, Scene, cues
from gowah.claim.english.sentence import Sentence
from gowah.claim.english.sums import Item, deeds
from gowah.claim.english.toll import Toll
from gowah.model import Datum, Term, When, Where
from gowah.words import NameSpan, Tables, where_of
from gowah.words.calendars import SOLAR, days, solar_year

_ORDER = ("perpetrator", "community", "place", "period")
_BACK = re.compile(
    r"\b(?:those|these|them|such|the (?:attacks|assaults|incidents|bombings)"
    r"|the (?:two|three|four|five|six|seven|eight|nine|ten) together"
    r"|the (?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+) (?:have|had|cost|left)|added up|all told"
    r"|of the (?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|nineteen|\d+)"
    r"|in all|altogether|together|of which|in which|the same|of them)\b",
    re.IGNORECASE,
)
_OF_THEM = re.compile(r"\d\s+of (?:them|these|those)\b", re.IGNORECASE)
_BY = re.compile(r"\bby\s+(?:the\s+)?$", re.IGNORECASE)
_POSSESSIVE = re.compile(r"\s*(?:['’]s?)?\s*")
_IN = re.compile(
    r"\b(?:in|at|across|around|within|throughout|over|near|inside|of)\s+"
    r"(?:(?:the\s+capital,?|the|all|west(?:ern)?|east(?:ern)?|north(?:ern)?|south(?:ern)?|central|city\s+of|province\s+of)\s+)*$",
    re.IGNORECASE,
)
_NOT_THERE = re.compile(
    r"\b(?:entered|took|seized|captured|fell|left|reached|takeover of|fall of|capture of|returned to)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_THEN = re.compile(r"\b(?:since|after|before|until|under|following|when|with)\s+(?:the\s+)?$", re.IGNORECASE)
_SINCE = re.compile(r"\bsince\b[^,;.:]{0,60}$", re.IGNORECASE)
_THAT_PERIOD = re.compile(
    r"\b(?:those|these|that|the same|the) (?:\w+ )?(?:months|weeks|years|period|quarter)\b"
    r"|\bin the (?:month|year|quarter)\b",
    re.IGNORECASE,
)
_THE_CITY = re.compile(
    r"\b(?:in|of|across|around)\s+(?:the|this|that)\s+(?:same\s+)?(?:city|town|capital)\b", re.IGNORECASE
)
_CITY_REACH = 8  # sentences
_LAST = re.compile(
    r"\b(?:in|over|during|within|for)\s+the\s+(?:last|past)\s+(?:(?P<many>two|three|four|five|six|seven|eight|nine|ten"
    r"|twelve|\d{1,2})\s+)?(?P<unit>days?|weeks?|fortnight|months?|years?)\b",
    re.IGNORECASE,
)
_MANY = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "twelve": 12,
}  # fmt: skip
_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_MONTHS = {"month": 1, "year": 12}
_SINCE_START = re.compile(
    r"\bsince\s+the\s+(?:start|beginning)\s+of\s+(?:the|this)\s+(?P<solar>solar\s+(?:hijri\s+)?)?(?:calendar\s+)?year\b",
    re.IGNORECASE,
)
_FAR = 90  # code points from a noun for attacks to what they hit
_GROUP_FAR = 30  # code points from a noun for attacks to "by X"
_REACH = 3  # sentences back to the dates of "those months"
_COMPARED = re.compile(r"\b(?:against|compared\s+(?:with|to)|up\s+from|down\s+from|than)\b[^,;.]{0,40}$", re.IGNORECASE)
_OPEN = 10**8


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A value of the scope and the sentence [start, end) that says it, which may be an earlier one.

    `open`: a period that lasts until the report.
    """

    property: str
    datum: Datum
    start: int
    end: int
    open: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The parts of a total's scope: perpetrator, community, place, period, in this order."""

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

    def without(self, property: str) -> Scope:
        """Without what it says of one property."""
        return Scope(parts=tuple(part for part in self.parts if part.property != property))

    def over_time(self) -> Scope:
        """Without a single day: that is the day of the last of several attacks, not the time of them all."""
        return Scope(
            parts=tuple(p for p in self.parts if not isinstance(p.datum, When) or p.datum.earliest != p.datum.latest)
        )

    def only(self, property: str) -> Scope:
        """What it says of one property."""
        return Scope(parts=tuple(part for part in self.parts if part.property == property))


def harks_back(scene: Scene, item: Item | None, scope: Scope) -> bool:
    """True when the total speaks of attacks counted before: "3 more", "120 of them", "those attacks"."""
    sentence = scene.sentence
    if item is not None and (item.elliptical or cues(sentence, "sums", "more", within=(item.start, item.end))):
        return True
    own = {part.property for part in scope.parts}
    apart = bool(own & {"community", "place"})
    return bool(_OF_THEM.search(sentence.words)) or (not apart and bool(_BACK.search(sentence.words)))


def scope_of(scene: Scene, item: Item | None, people: Sequence[Toll], tables: Tables) -> Scope:
    """What the sentence itself says that a total covers."""
    sentence = scene.sentence
    group = _claimant(scene, item) if item is not None and item.status != "all" else _perpetrator(scene, item)
    at = item.end if item else people[0].end if people else sentence.start
    found: list[tuple[str, Datum]] = [("perpetrator", group.term())] if group else []
    found += [("community", term) for term in _communities(sentence, at) or _goes_on(sentence, group)]
    found += [("place", where) for where in _places(sentence, at, tables)]
    found += [("period", when) for when in _periods(sentence, at)]
    return Scope(
        parts=tuple(
            Part(
                property=name,
                datum=datum,
                start=sentence.start,
                end=sentence.end,
                open=isinstance(datum, When) and _is_open(sentence, datum),
            )
            for name, datum in found
        )
    )


def _claimant(scene: Scene, item: Item) -> Referent | None:
    """The group that claims the attacks or is tied to them; the topic where the sentence names none."""
    until = item.status_at + len(item.status_word)
    groups = _doers(scene)
    between = [g for g in groups if until <= g.start < item.start and g.start - until < _GROUP_FAR]
    before = [g for g in groups if g.end <= item.status_at]
    subjects = [g for g in before if _is_subject(scene.sentence, g)]
    if between or before:
        return (between or subjects or before)[-1]
    after = [g for g in groups if g.start >= until] or groups
    return after[0] if after else scene.topic


def _doers(scene: Scene) -> list[Referent]:
    """The single groups of the sentence that can have done something: not those of "since X took power"."""
    text, start = scene.sentence.text.text, scene.sentence.start
    single = [group for group in scene.groups if len(group.codes) == 1]
    return [g for g in single if not _THEN.search(text, max(start, g.start - 20), g.start)]


def _is_subject(sentence: Sentence, group: Referent) -> bool:
    head = sentence.head_of(group.start, group.end)
    return head is not None and head.dep in ("nsubj", "nsubjpass")


def _perpetrator(scene: Scene, item: Item | None) -> Referent | None:
    """The group that did them: "attacks by X", "X attacks", "X carried out …", "claimed by X or attributed to it"."""
    sentence, text = scene.sentence, scene.sentence.text.text
    groups = _doers(scene)
    for deed in deeds(sentence):
        behind = [g for g in groups if 0 <= g.start - deed.end < _GROUP_FAR and _BY.search(text[deed.end : g.start])]
        ahead = [g for g in groups if g.end <= deed.start and _POSSESSIVE.fullmatch(text[g.end : deed.start])]
        if behind or ahead:
            return (behind or ahead)[0]
    for cue in cues(sentence, "sums", "done"):
        subject = [g for g in groups if g.end <= cue.start]
        if subject and (item is None or cue.end <= item.start):
            return subject[-1]
    if item is None:
        return None
    told = {cue.code for cue in cues(sentence, "sums", "claimed", "linked", within=(item.end, sentence.end))}
    named = [g for g in groups if g.start >= item.end]
    return named[0] if len(told) == 2 and named else None


def _goes_on(sentence: Sentence, group: Referent | None) -> tuple[Term, ...]:
    """The community of the sentence before, where "it" shows that the sentence goes on about the same."""
    before = sentence.previous
    if group is None or group.named or before is None or before.block != sentence.block:
        return ()
    return _communities(before, before.start)


def _communities(sentence: Sentence, at: int) -> tuple[Term, ...]:
    """Those named after the attacks ("attacks on Hazaras", "on Shia and Sufi mosques"), else all of the sentence."""
    names = sentence.named("communities")
    anchors = [deed.end for deed in deeds(sentence)] or [at]
    near = [name for name in names if any(0 <= name.start - anchor <= _FAR for anchor in anchors)]
    found: dict[str, Term] = {}
    for name in near or names:
        found.setdefault(name.code, Term(code=name.code, as_written=name.as_written))
    return tuple(found.values())


def _places(sentence: Sentence, at: int, tables: Tables) -> Iterator[Where]:
    """The first place after the count that attacks can be "in"; else one before it; else any after it."""
    text = sentence.text.text
    names = [
        n for n in sentence.named("places") if not _NOT_THERE.search(text, max(sentence.start, n.start - 30), n.start)
    ]
    placed = [n for n in names if _IN.search(text, max(sentence.start, n.start - 40), n.start)]
    after = [n for n in placed if n.start >= at]
    before = [n for n in placed if n.end <= at]
    named = (after or before or [n for n in names if n.start >= at])[:1]
    if not named and _THE_CITY.search(sentence.words):
        named = _city_before(sentence, tables)
    for name in named:
        yield where_of(name, tables)


def _city_before(sentence: Sentence, tables: Tables) -> list[NameSpan]:
    """The city that "the city" means: the last one named before."""
    before = sentence.previous
    while before is not None and sentence.index - before.index <= _CITY_REACH:
        for name in reversed(before.named("places")):
            if name.code in tables.places and tables.places[name.code].kind == "city":
                return [name]
        before = before.previous
    return []


def _periods(sentence: Sentence, at: int) -> Iterator[When]:
    """The longest span of time in the sentence, an open one first: the period the sum is taken over."""
    dates = [d for d in sentence.dates if not _COMPARED.search(_words_before(sentence, d.start))]
    dates = sorted(dates, key=lambda date: (-_length(date.when), abs(date.start - at)))
    before = sentence.previous if not dates and _THAT_PERIOD.search(sentence.words) else None
    while before is not None and not dates and sentence.index - before.index <= _REACH:
        dates = [date for date in before.dates if _length(date.when) > 1]
        before = before.previous
    if joined := _from_to(sentence) or _until_now(sentence):
        yield joined
        return
    for found in dates[:1]:
        since = _SINCE.search(_words_before(sentence, found.start))
        yield replace(found.when, latest=_till(sentence, found.when)) if since else found.when


def _till(sentence: Sentence, when: When) -> str | None:
    """What has been counted "since August" was counted until the report was issued."""
    issued = sentence.day.isoformat() if sentence.day else None
    return issued if issued is not None and (when.earliest or "") <= issued else None


def _is_open(sentence: Sentence, when: When) -> bool:
    """True for a period that lasts until the report was issued."""
    return when.latest is None or when.latest == _till(sentence, when)


def _until_now(sentence: Sentence) -> When | None:
    """ "In the last fortnight", "since the start of the year": counted back from the day of issue."""
    issued = sentence.day
    if issued is None:
        return None
    if start := _SINCE_START.search(sentence.words):
        first = _days_of(issued, solar=bool(start["solar"]))
        return When(earliest=first.isoformat(), latest=issued.isoformat(), as_written=start[0])
    if (found := _LAST.search(sentence.words)) is None:
        return None
    many = (found["many"] or "one").lower()
    count, unit = int(many) if many.isdigit() else _MANY[many], found["unit"].lower().removesuffix("s")
    since = (
        _months_before(issued, count * _MONTHS[unit])
        if unit in _MONTHS
        else issued - timedelta(days=count * _DAYS[unit])
    )
    return When(earliest=since.isoformat(), latest=issued.isoformat(), as_written=found[0])


def _months_before(day: date, months: int) -> date:
    """The same day of an earlier month, or its last one."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _days_of(day: date, *, solar: bool) -> date:
    """The first day of the year that a day lies in, of the Solar Hijri year if `solar`."""
    found = days(SOLAR, solar_year(day)) if solar else None
    return found[0] if found else date(day.year, 1, 1)


def _from_to(sentence: Sentence) -> When | None:
    """ "Between September 2021 and the end of November 2024": two dates that `find_dates` does not join."""
    text = sentence.text.text
    for a, b in itertools.pairwise(sentence.dates):
        lead = re.search(
            r"\b(?:between|from)\s+(?:the\s+\w+\s+of\s+)?$", _words_before(sentence, a.start), re.IGNORECASE
        )
        joint = re.fullmatch(r"\s+(?:and|to|until)\s+(?:the\s+\w+\s+of\s+)?", text[a.end : b.start])
        if lead and joint and a.when.earliest and b.when.latest and a.when.earliest < b.when.latest:
            words = " ".join(text[a.start : b.end].split())
            return When(earliest=a.when.earliest, latest=b.when.latest, as_written=words)
    return None


def _words_before(sentence: Sentence, offset: int) -> str:
    """The words of the sentence before an offset; none where the offset lies outside it."""
    return sentence.text.text[sentence.start : offset] if sentence.start <= offset < sentence.end else ""


def _length(when: When) -> int:
    """How long a span is, in an order that puts open ones first."""
    if when.earliest is None or when.latest is None:
        return _OPEN
    return int(when.latest.replace("-", "")) - int(when.earliest.replace("-", ""))
