"""What one stretch of a sentence tells of an attack: tolls, deeds, ground, and who is blamed.

A *segment* is a sentence, or the part of one that speaks of another event ("… a week after a bombing in Herat").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from gowah.claim.english.accidents import is_accident
from gowah.claim.english.anniversaries import looked_back
from gowah.claim.english.blame import Blame, blames
from gowah.claim.english.certainty import certainty_of
from gowah.claim.english.countback import Stretch, stretches
from gowah.claim.english.fiction import is_figure
from gowah.claim.english.grids import in_grid
from gowah.claim.english.ground import Site, days, places, sites_of, weekdays
from gowah.claim.english.logs import GROUND, in_record, is_silent
from gowah.claim.english.plurals import is_total
from gowah.claim.english.segments import segments
from gowah.claim.english.sentence import Sentence
from gowah.claim.english.speakers import statements
from gowah.claim.english.toll import Toll
from gowah.claim.english.tolls import tolls
from gowah.model import Certainty, When
from gowah.words import DateSpan, NameSpan, Tables

_LOOKS_BACK = re.compile(
    r"(?:It|This|That)\s+(?:is|was|came|comes|happened)\b[^.;]{0,40}\b(?:hours?|days?|weeks?|months?)\s+(?:after|since)\b",
    re.IGNORECASE,
)
_ANOTHER = re.compile(
    r"\b(?:another|a\s+(?:second|third|separate|similar|different|further)|(?:separate|other|second|third))\s+(?:\w+\s+){0,3}$",
    re.IGNORECASE,
)
_ALSO_A = re.compile(r"\b(?:too|also|as\s+well)\b[^.;]{0,40}?\b(?:an?|one)\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE)
_FEW = {"a": 1, "one": 1, "the": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_LESS_THAN = re.compile(r"\b(?:less\s+than|under|within|barely|not\s+quite)\s+$", re.IGNORECASE)
_OFF = re.compile(
    r"\b(?:(?P<many>a|one|the|two|three|four|five|six|seven)\s+(?P<unit>days?|weeks?)\s+(?P<way>after|since|later|earlier|before|ago)|(?P<next>the\s+(?:next|following)\s+day))\b",
    re.IGNORECASE,
)
_NEXT_TO = re.compile(
    r"\b(?:the|a)\s+(?:(?P<before>(?:day|night|evening|morning|afternoon)\s+(?:before|earlier)|previous\s+(?:day|night|evening))"
    r"|(?P<after>(?:day|morning|night|evening)\s+(?:after|later)|(?:next|following)\s+(?:day|morning|night|evening)))"
    r"(?=\s*(?:[,.;:!?)]|$)|\s+(?:at|in|on|near|when|and|outside|by)\b)",
    re.IGNORECASE,
)
_YEARS_AGO = re.compile(
    r"\b(?P<many>a|one|two|three|four|five|six|seven)\s+years?\s+ago\s+(?:today|to\s+the\s+day)\b", re.I
)
_FINE = ("day", "week", "month")
_LOOK_BACK = 3  # sentences back to the day that "the day before" comes before
_SOON_AFTER = re.compile(
    r"\b(?:(?:hours?|minutes?|moments|shortly)\s+(?:later|afterwards?)"
    r"|(?:on\s+)?(?:the|that)\s+(?:very\s+)?same\s+(?:day|morning|afternoon|evening|night)|later\s+(?:that|the\s+same)\s+(?:day|evening|night))\b",
    re.IGNORECASE,
)
_OPENS_ANEW = re.compile(
    r"(?:(?:a\s+few|some|two|three|an|only)\s+|also\s+)?" + _SOON_AFTER.pattern + r",?\s+", re.IGNORECASE
)
_THE_TOWN = re.compile(
    r"\b(?:in|of|outside|near)\s+(?:the|that)\s+(?:same\s+)?(?:city|town|district|province|village|area|capital)\b(?!\s+of\b)",
    re.IGNORECASE,
)
_LEFT_OUT = re.compile(
    r"(?:Not\s+(?:entered|included|counted|listed|in\s+the\s+count)|Excluded|Left\s+out)\b[^:.]{0,40}:", re.IGNORECASE
)
_AT_WORK = re.compile(r"(?:suicide )?(?:bombers?|gunm[ae]n|attackers?|assailants?|shooters?)", re.IGNORECASE)
_GENERAL = re.compile(r"\b(?:every|each|any|such|against|of all)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_DEFINITE = re.compile(
    r"\b(?:the|this|that|these|those|both|its|their|said|says|told|reported)\s+(?:[\w-]+\s+){0,3}$", re.IGNORECASE
)
_UPON = re.compile(r"\s+(?:(?:on|against|under|upon|to|by)|(?P<the>the|its|a|some|[\d,]+|\w+))\s+")
_SAME = re.compile(r"\b(?:the|that|this)\s+(?:very\s+)?same\s+(?:\w+\s+)?$", re.IGNORECASE)
_TOO = re.compile(r"\s+(?:too|as\s+well|likewise)\b", re.IGNORECASE)
_INDEFINITE = re.compile(r"\b(?:a|an|another)\s+(?:[\w-]+\s+){0,3}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """Days, from `low` to `high`, by which this lies off the attack in focus: "a week after a bombing" is -8 to -6."""

    start: int
    end: int
    low: int
    high: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What a segment [start, end) tells. `triggers` are words for deeds; `fresh` that it speaks of another
    attack than the one before; `aside` that it looks back from the story ("a week after …"); `void` that it tells of
    what was foiled, feared or an accident; `same_town` that it is set in "the city" of the attack before,
    `same_site` at "the same temple"; `weekdays` are days of the week in a report of no known day."""

    sentence: Sentence
    start: int
    end: int
    tolls: tuple[Toll, ...]
    triggers: tuple[NameSpan, ...]
    dates: tuple[DateSpan, ...]
    places: tuple[NameSpan, ...]
    sites: tuple[Site, ...]
    blames: tuple[Blame, ...]
    fresh: bool
    aside: bool
    certainty: Certainty
    shift: Shift | None = None
    void: bool = False
    same_town: bool = False
    same_site: bool = False
    weekdays: tuple[int, ...] = ()

    @property
    def tells(self) -> bool:
        """True when something is said to have happened here."""
        return bool(self.tolls or self.triggers)

    @property
    def titled(self) -> bool:
        """True in a title or heading."""
        return self.sentence.block.kind in ("title", "heading")

    @property
    def looks_back(self) -> bool:
        """True for "It is a day after the blast at …", which sets the ground for what follows."""
        return bool(_LOOKS_BACK.match(self.sentence.words)) and bool(self.places or self.sites)

    @property
    def label(self) -> bool:
        """True for a line such as `Place: Herat`."""
        return bool(GROUND.match(self.sentence.words)) and (
            self.sentence.words[:1].isupper() or in_record(self.sentence)
        )


def evidence(sentence: Sentence, tables: Tables) -> Iterator[Evidence]:
    """What each segment of a sentence tells, in order; segments that sum up several attacks are left out."""
    if _LEFT_OUT.match(sentence.words) or in_grid(sentence) or is_silent(sentence):
        return
    found = tolls(sentence)
    named = [s.name for s in statements(sentence)]
    blamed = blames(sentence)
    for stretch in looked_back(sentence, stretches(sentence, segments(sentence, found), found), found):
        start, end = stretch.start, stretch.end
        if is_total(sentence, start, end) or _of_several(sentence, start, end, found):
            continue
        own = tuple(toll for toll in found if start <= toll.start < end)
        triggers = tuple(_triggers(sentence, start, end, named))
        sites = tuple(sites_of(sentence, start, end, named, triggers))
        accident = is_accident(sentence, start, end, triggers)
        certainty = Certainty.HYPOTHETICAL if accident else _certainty(sentence, own, triggers)
        yield Evidence(
            sentence=sentence,
            start=start,
            end=end,
            tolls=own,
            triggers=triggers,
            dates=_stretch_days(sentence, stretch, named),
            places=tuple(places(sentence, start, end, named, sites)),
            sites=sites,
            blames=tuple(b for b in blamed if start <= b.start < end),
            fresh=_fresh(sentence, start, triggers, sites) or _opens_anew(sentence, start, own, triggers),
            aside=stretch.aside,
            certainty=certainty,
            shift=None if stretch.day or stretch.undated else _shift(sentence, start, end),
            void=certainty is Certainty.HYPOTHETICAL or bool(not own and sentence.cues("foiled")),
            same_town=bool(_THE_TOWN.search(sentence.text.text, start, end)),
            weekdays=_weekdays(sentence, start, end, named) if (own or triggers) and not stretch.undated else (),
            same_site=any(_SAME.search(sentence.text.text, max(start, s.start - 40), s.start) for s in sites),
        )


def _stretch_days(sentence: Sentence, stretch: Stretch, named: list[tuple[int, int]]) -> tuple[DateSpan, ...]:
    """The day that the stretch counts to ("two days after"), or off one named, or the days that it tells."""
    if stretch.day is not None or stretch.undated:
        own = own_days(sentence, stretch, named)
        return (stretch.day,) if stretch.day and not any(d.when.precision in _FINE for d in own) else own
    return _next_to(sentence, stretch.start, stretch.end) or days(sentence, stretch.start, stretch.end, named)


def own_days(sentence: Sentence, stretch: Stretch, named: list[tuple[int, int]]) -> tuple[DateSpan, ...]:
    """The days of long ago that a stretch names which looks back by years: "the anniversary of the attack of 2018"."""
    if not stretch.undated or sentence.day is None:
        return ()
    told = days(sentence, stretch.start, stretch.end, named)
    old = (sentence.day - timedelta(days=300)).isoformat()
    return tuple(day for day in told if day.when.latest and day.when.latest < old)


def _weekdays(sentence: Sentence, start: int, end: int, named: list[tuple[int, int]]) -> tuple[int, ...]:
    """The days of the week of a report of no known day; of "on Tuesday … a day earlier" the Monday."""
    beside = _NEXT_TO.search(sentence.text.text, start, end)
    off = 0 if beside is None else -1 if beside["before"] else 1
    return tuple((day + off) % 7 for day in weekdays(sentence, start, end, named))


def _of_several(sentence: Sentence, start: int, end: int, found: tuple[Toll, ...]) -> bool:
    """ "Lodges in Herat and Farah were struck too": other attacks, of which no day and no victim is told."""
    if any(start <= toll.start < end for toll in found) or any(start <= day.start < end for day in sentence.dates):
        return False
    deeds = sentence.cues("attack", "strike", within=(start, end))
    return any(_TOO.match(sentence.text.text, cue.end, end) for cue in deeds) and bool(
        sentence.named("places", within=(start, end))
    )


def _next_to(sentence: Sentence, start: int, end: int) -> tuple[DateSpan, ...]:
    """ "… cremated on Sunday a man killed when gunmen stormed the temple the day before": the day off one named."""
    ago = _YEARS_AGO.search(sentence.text.text, start, end)
    if ago and sentence.day is not None:
        years = _FEW.get(ago["many"].lower(), 1)
        day = _years_before(sentence.day, years).isoformat()
        when = When(earliest=day, latest=day, as_written=ago[0])
        return (DateSpan(start=ago.start(), end=ago.end(), when=when, relative=True),)
    found = _NEXT_TO.search(sentence.text.text, start, end)
    if found is None or (found["after"] and not in_record(sentence)):
        return ()
    known = [d for d in sentence.dates if d.end <= found.start() and d.when.precision == "day"]
    before = sentence.previous
    while not known and in_record(sentence) and before is not None and sentence.index - before.index <= _LOOK_BACK:
        known = [d for d in before.dates if d.when.precision == "day" and before.block == sentence.block]
        before = before.previous
    if not known or known[-1].when.earliest is None:
        return ()
    day = (date.fromisoformat(known[-1].when.earliest) + timedelta(days=-1 if found["before"] else 1)).isoformat()
    when = When(earliest=day, latest=day, as_written=found[0])
    return (DateSpan(start=found.start(), end=found.end(), when=when, relative=True),)


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return day.replace(year=day.year - years, day=28)


def _shift(sentence: Sentence, start: int, end: int) -> Shift | None:
    """How far off in days: "a day after", "a week after", "the next day", "two days later"; months are too vague."""
    found = _OFF.search(sentence.text.text, max(sentence.start, start - 30), end)
    if found is None:
        soon = _SOON_AFTER.search(sentence.text.text, max(sentence.start, start - 30), end)
        return Shift(start=soon.start(), end=soon.end(), low=0, high=0) if soon else None
    if found["next"]:
        return Shift(start=found.start(), end=found.end(), low=1, high=1)
    count = _FEW.get((found["many"] or "a").lower(), 0)
    week = found["unit"].lower().startswith("week")
    if _LESS_THAN.search(sentence.text.text, max(sentence.start, found.start() - 12), found.start()):
        return (
            Shift(start=found.start(), end=found.end(), low=1 - (7 if week else 1) * count, high=-1)
            if count > 1
            else None
        )
    back = found["way"].lower() != "later"
    middle = (7 if week else 1) * count * (-1 if back else 1)
    slack = 1 if week else 0
    return Shift(start=found.start(), end=found.end(), low=middle - slack, high=middle + slack) if count else None


def _triggers(sentence: Sentence, start: int, end: int, named: list[tuple[int, int]]) -> Iterator[NameSpan]:
    found = False
    for cue in sentence.cues("attack", "strike", "kill", "abduct", within=(start, end)):
        if any(a <= cue.start < b for a, b in named):
            continue
        token = sentence.token_at(cue.start)
        if figurative(sentence, cue) or is_figure(sentence, cue):
            continue
        if _GENERAL.search(sentence.text.text[max(start, cue.start - 40) : cue.start]):
            continue
        if token is not None and cue.code == "strike" and token.pos not in ("VERB", "NOUN", "PROPN", "ADJ"):
            continue
        yield cue
        found = True
    if found:
        return
    for cue in sentence.cues("attackers", within=(start, end)):  # "a bomber went in with the worshippers at the mosque"
        token = sentence.token_at(cue.start)
        does = token is not None and token.dep == "nsubj" and _AT_WORK.fullmatch(cue.as_written)
        if does and sentence.named("sites", within=(start, end)):
            yield cue


def figurative(sentence: Sentence, cue: NameSpan) -> bool:
    """ "An attack on press freedom", "a market hit by worries", "hit the post", "killed 12 sheep": nobody was hit."""
    on = _UPON.match(sentence.text.text, cue.end)
    if on is None:
        return False
    reach = cue.end + (20 if on["the"] else 40)
    return bool(sentence.cues("abstract", "animals", within=(cue.end, min(sentence.end, reach))))


def _fresh(sentence: Sentence, start: int, triggers: Sequence[NameSpan], sites: Sequence[Site]) -> bool:
    text = sentence.text.text
    starts = [cue.start for cue in triggers] + [site.start for site in sites]
    if any(_ANOTHER.search(text[max(start, at - 40) : at]) for at in starts):
        return True
    return any(_ALSO_A.search(text[max(start, cue.start - 80) : cue.start]) for cue in triggers)


def _opens_anew(sentence: Sentence, start: int, own: Sequence[Toll], triggers: Sequence[NameSpan]) -> bool:
    """ "On the same day gunmen killed two clerics": a deed of its own, by nobody spoken of before."""
    opened = _OPENS_ANEW.match(sentence.text.text, start, sentence.end)
    if opened is None or not any(toll.count.high != 0 and not toll.part for toll in own):
        return False
    actors = sentence.cues("attackers", within=(opened.end(), sentence.end)) or triggers
    return bool(actors) and not _DEFINITE.search(sentence.text.text[opened.end() : actors[0].start])


def indefinite(item: Evidence) -> bool:
    """True when its first deed is introduced as new: "a bombing"."""
    text = item.sentence.text.text
    return any(_INDEFINITE.search(text[max(item.start, cue.start - 40) : cue.start]) for cue in item.triggers[:1])


def _certainty(sentence: Sentence, own: tuple[Toll, ...], triggers: tuple[NameSpan, ...]) -> Certainty:
    """How far the segment asserts that something happened: by its tolls, or else by its deeds."""
    if own:
        said = [certainty_of(sentence, toll.start, toll.end) for toll in own]
        return Certainty.STATED if Certainty.STATED in said else said[0]
    if any(_no(sentence, cue) for cue in triggers[:1]):
        return Certainty.DENIED
    said = [certainty_of(sentence, cue.start, cue.end) for cue in triggers[:2]]
    return said[0] if said else Certainty.STATED


def _no(sentence: Sentence, cue: NameSpan) -> bool:
    """ "There was no attack on Saturday", "no mosque was struck"."""
    token = sentence.token_at(cue.start)
    if token is None:
        return False
    hit = sentence.children(token, "nsubjpass") if token.pos == "VERB" else ()
    return any(t.lower in ("no", "any", "without") for noun in (token, *hit) for t in sentence.children(noun, "det"))
