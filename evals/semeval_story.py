"""What a report says of the one incident that it is about: Gowah's claims, with the text's own dates and places.

A registry has one row for an incident; a page of local news may tell of several. Its main story is the first attack
claimed, the people harmed in it are those told of together, its day and city those of the sentences that tell of harm.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from semeval_docs import Report, city_key, source_text, tables

from gowah.claim.english.casualties import NO_NAME
from gowah.claim.english.fates import NAMED
from gowah.model import Block, Claimed, Count, SourceText, Term, Text, When, Where
from gowah.words import NameSpan, find_dates, find_names

KILLED, INJURED = "killed", "injured"
_FEW = 8
_MOST = 60  # people harmed in an incident; a larger figure is something else
_WORD_OF = dict(enumerate(["seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen"], 7))
_NUMBER = re.compile(
    rf"\b(?:\d{{1,2}}|{'|'.join(_WORD_OF.values())})\b(?![-\s]years?\b|[-\s]month|[:,.\d]\d|\s?[ap]\.?m)", re.IGNORECASE
)
_LEAD = 500  # code points in which a report says what it is about

_DEED = re.compile(
    r"\b(?:shot|shoot\w*|shots|gun\w*|wound\w*|injur\w*|killed|kills|dead|died|dies|murder\w*|homicide|stabb\w*"
    r"|fatal\w*|robbery"
    r"|happened|occurred|reported|responded|called|arrived|found|discovered|took place|hit|struck)\b",
    re.IGNORECASE,
)
_HARM = re.compile(
    r"\b(?:shot|shoot\w*|gun\w*|bullet\w*|wound\w*|injur\w*|kill\w*|dead|death|deaths|deadly|die[sd]?|dying"
    r"|deceased|slain|slaying"
    r"|murder\w*|homicide|stab\w*|fatal\w*|hospital\w*|condition|critical\w*|struck|hit|hurt|graz\w*|surgery"
    r"|manslaughter|suicide|succumbed"
    r"|medical|coma|life|body)\b",
    re.IGNORECASE,
)
_DIED = re.compile(r"\b(?:fatal\w*|died?|dies|dead|deaths?|kill\w*|murder\w*|homicide|body)\b", re.IGNORECASE)
_SUM = re.compile(
    r"\bshootings\b|\bso far\b|\bthis (?:year|month)\b|\blast (?:year|month)\b|\bin (?:19|20)\d\d\b"
    r"|\bseparate\b|\bacross the city\b",
    re.IGNORECASE,
)
_BEFORE_NAME = re.compile(
    r"(?:year[- ]old\s+(?:\w+\s+){0,2}|\b(?:identified|named|charged|arrested|accused|suspect|suspects|victim"
    r"|victims|shot|killed|killing|"
    r"death of|shooting of|murder of|slaying of|wounded|injured)\b[^.]{0,30})$",
    re.IGNORECASE,
)
_AFTER_NAME = re.compile(
    r",?\s*(?:\(?\d{1,2}\b|(?:was|were|is|had been|has been)\s+(?:\w+ly\s+)?(?:shot|killed|found|pronounced"
    r"|arrested|charged|wounded|injured|taken"
    r"|hit|struck|identified|in custody)|died|and\s+[A-Z]\w+\s+[A-Z]\w+,\s*\d|['’]s\s+(?:death|body|killing"
    r"|murder)|faces|allegedly)",
    re.IGNORECASE,
)
_STRONG = re.compile(
    r"\b(?:shot|shooting|gunfire|wounded|injured|killed|happened|occurred|responded|called to|took place|found)\b",
    re.IGNORECASE,
)
_LAW = re.compile(
    r"\b(?:arrest\w*|charged|indict\w*|court|judge|sentenced|pleaded|plea|trial|hearing|bail|bond|jail\w*"
    r"|custody|arraign\w*|vigil"
    r"|funeral|memorial|said|told|announced|released|identified|published|posted|updated|copyright"
    r"|conference)\b[^.]{0,25}$",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"\b(?:published|posted|updated|copyright|by\s+[A-Z]\w+\s+[A-Z]\w+)\b[^.\n]{0,40}$", re.IGNORECASE
)
_HOME_OF = re.compile(
    r"\s+(?:man|woman|men|women|boy|girl|teen\w*|resident|native|couple|family|mother|father|student|mayor)\b"
)
_TREATED = re.compile(
    r"\b(?:hospital|medical center|taken to|flown to|airlifted|transported)\b[^.]{0,60}$", re.IGNORECASE
)
_COUNTY = re.compile(r"\b(?:County|Parish|Co)\b")
_QUARTER = re.compile(r"((?:[A-Z][\w'’.]+ ){1,3}?)(?=(?:neighbou?rhood|section)\b)")
_DATELINE = re.compile(r"(?:^|\n)\s*$")
_IN = re.compile(r"\b(?:in|near|outside|at|downtown|of)\s+(?:(?:north|south|east|west)\w*\s+)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody of the story; `fate` is killed, injured or None."""

    name: str
    age: int | None
    fate: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A report's incident. `day` is an ISO date, `city` a name as written in the tables, `state` a state's name.

    `days`, `towns` and `states` are all that come into question, each with its share of what speaks for any.
    """

    doc_id: str
    killed: int
    injured: int
    day: str | None
    city: str | None
    state: str | None
    people: tuple[Person, ...]
    places: frozenset[str]  # folded names of every town and quarter of the text
    names: frozenset[str]  # of everybody whom the text names
    involved: frozenset[str]  # of those with an age, a harm or an arrest
    days: tuple[tuple[str, float], ...] = ()
    towns: tuple[tuple[str, float], ...] = ()
    states: tuple[tuple[str, float], ...] = ()


def story_of(report: Report, claims: Sequence[Claimed]) -> Story:
    """The main story of a report."""
    text = source_text(report)
    attacks = [claim for claim in claims if claim.kind == "attack"]
    main = attacks[0] if attacks else None
    people = list(_together(text, claims))
    killed, injured = _tolls(text.text, main, people)
    names = find_names(text.text, tables())
    places = [name for name in names if name.table == "places"]
    days = _days(text, main, report.dct)
    towns, states = _towns(text, main, places)
    city, state = _city(towns, states)
    return Story(
        doc_id=report.doc_id, killed=killed, injured=injured, day=_first(days), city=city, state=state,
        days=_shares(days), towns=_shares(_by_name(towns)), states=_shares(_by_state(towns, states)),
        people=tuple(people), places=frozenset(_place_names(places)), names=frozenset(_people_named(text.text)),
        involved=frozenset(_people_named(text.text, involved=True)),
    )  # fmt: skip


# ---------------------------------------------------------------- tolls and people


def _tolls(words: str, main: Claimed | None, people: Sequence[Person]) -> tuple[int, int]:
    """(killed, injured): the numbers that the report gives, or else the people it tells of.

    Most attacks harm few: a larger number that the report gives only once is more likely an age or another attack's.
    """
    written = Counter(re.sub(r"\D*(\d+)\D*", r"\1", number[0].lower()) for number in _NUMBER.finditer(words))
    most = {"killed": 0, "injured": 0, "hurt": 0}
    hurt: list[str] = []  # quotes that tell of one person hurt
    for value in main.values if main else ():
        if (
            value.property in most
            and not value.of_whom
            and isinstance(value.value, Count)
            and not _SUM.search(value.quote)
        ):
            many = value.value.low or 0
            if value.property == INJURED and many == 1:
                hurt.append(value.quote)
            if many <= _FEW or (many <= _MOST and max(written[str(many)], written[_WORD_OF.get(many, "")]) > 1):
                most[value.property] = max(most[value.property], many)
    told = Counter(person.fate for person in people)
    killed = most["killed"] if most["killed"] > 1 else max(most["killed"], told[KILLED])
    died = most["injured"] == 1 and told[KILLED] and not told[INJURED] and all(map(_DIED.search, hurt))
    injured = most["injured"] if most["injured"] > 1 else 0 if died else max(most["injured"], told[INJURED])
    return killed, max(injured, most["hurt"] - killed)


def _together(text: SourceText, claims: Sequence[Claimed]) -> Iterator[Person]:
    """The first person told to have come to harm, and all who share a paragraph of harm with one of them."""
    rows: list[tuple[Person, frozenset[int]]] = []
    for claim in sorted((c for c in claims if c.kind == "victim"), key=lambda c: c.anchor.start):
        harms = [
            v for v in claim.values if v.property == "harm" and isinstance(v.value, Term) and _HARM.search(v.quote)
        ]
        fates = {value.value.code for value in harms if isinstance(value.value, Term)}
        fate = KILLED if KILLED in fates else INJURED if fates & {INJURED, "hurt"} else None
        name = next((v.value.text for v in claim.values if v.property == "name" and isinstance(v.value, Text)), "")
        age = next((v.value.low for v in claim.values if v.property == "age" and isinstance(v.value, Count)), None)
        if not fates:
            continue
        where = frozenset(_block(text.layout, value.start) for value in harms)
        rows.append((Person(name=name, age=age, fate=fate), where))
    rows = _once(rows)
    if not rows:
        return
    linked = {0}
    reached = set(rows[0][1])
    grown = True
    while grown:
        more = {n for n, (_, where) in enumerate(rows) if n not in linked and where & reached}
        linked |= more
        reached = reached.union(*(rows[n][1] for n in more))
        grown = bool(more)
    yield from (rows[n][0] for n in sorted(linked))


def _once(rows: Sequence[tuple[Person, frozenset[int]]]) -> list[tuple[Person, frozenset[int]]]:
    """Each name once: "Jane Doe" and "Doe" are one."""
    kept: list[tuple[Person, frozenset[int]]] = []
    for person, where in rows:
        family = person.name.split()[-1:] if person.name else []
        at = next(
            (
                n
                for n, (other, _) in enumerate(kept)
                if family
                and other.name.split()[-1:] == family
                and (" " not in person.name or " " not in other.name or other.name[0] == person.name[0])
            ),
            None,
        )
        if at is None:
            kept.append((person, where))
            continue
        other, before = kept[at]
        fate = KILLED if KILLED in (person.fate, other.fate) else other.fate or person.fate
        name = max(person.name, other.name, key=len)
        kept[at] = (Person(name=name, age=other.age if person.age is None else person.age, fate=fate), before | where)
    return kept


def _block(layout: Sequence[Block], offset: int) -> int:
    return bisect_right([block.start for block in layout], offset)


def _people_named(text: str, *, involved: bool = False) -> Iterator[str]:
    """All runs of two to five capitalised words: names of people are among them. `involved`: only those with an age or
    beside a word of harm or arrest."""
    for match in NAMED.finditer(text):
        if NO_NAME.search(match[0]):
            continue
        around = text[max(0, match.start() - 45) : match.start()], text[match.end() : match.end() + 45]
        if involved and not (_BEFORE_NAME.search(around[0]) or _AFTER_NAME.match(around[1])):
            continue
        parts = re.sub(r"[^\w\s'’-]", "", match[0]).lower().split()
        for n in range(len(parts) - 1):
            for end in range(n + 2, min(n + 5, len(parts)) + 1):
                yield " ".join(parts[n:end])


# ---------------------------------------------------------------- day


def _days(text: SourceText, main: Claimed | None, dct: str) -> dict[str, float]:
    """What speaks for each day: words of harm beside it, an early mention, that it is not the day of an arrest."""
    issued = date.fromisoformat(dct) if dct else None
    scores: defaultdict[str, float] = defaultdict(float)
    for found in find_dates(text.text, issued):
        when = found.when
        if when.earliest is None or when.earliest != when.latest or (dct and when.earliest > dct):
            continue
        start, end = _sentence(text.text, found.start)
        before = text.text[max(start, found.start - 60) : found.start]
        if _PUBLISHED.search(before):
            continue
        score = 1.0 + 2 * bool(_STRONG.search(text.text, start, end)) + bool(_DEED.search(text.text, start, end))
        score += max(0.0, 2 - found.start / _LEAD)
        scores[when.earliest] += score * (0.15 if _LAW.search(before) else 1)
    for value in main.values if main else ():
        if value.property == "when" and isinstance(value.value, When) and value.value.earliest == value.value.latest:
            scores[value.value.earliest or ""] += 2
    return dict(scores) if scores or not dct else {dct: 1.0}


def _first(scores: Mapping[str, float]) -> str | None:
    return max(scores, key=lambda key: (scores[key], key), default=None)


def _shares(scores: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
    """What each has of the whole, the largest first."""
    whole = sum(scores.values())
    return tuple(sorted(((key, score / whole) for key, score in scores.items()), key=lambda row: (-row[1], row[0])))


def _sentence(text: str, offset: int) -> tuple[int, int]:
    start = max(text.rfind(". ", 0, offset), text.rfind("\n", 0, offset)) + 1
    ends = [end for end in (text.find(". ", offset), text.find("\n", offset)) if end >= 0]
    return start, min(ends, default=len(text))


# ---------------------------------------------------------------- city


Towns = Mapping[tuple[str, str | None], float]


def _towns(text: SourceText, main: Claimed | None, places: Sequence[NameSpan]) -> tuple[Towns, Counter[str]]:
    """What speaks for each (city, state): dateline, title and the sentences of the deed most. And states named."""
    rows = tables()
    scores: defaultdict[tuple[str, str | None], float] = defaultdict(float)
    states: Counter[str] = Counter()
    quarters = {match[1].strip().lower() for match in _QUARTER.finditer(text.text)}
    for span in places:
        place = rows.places[span.code]
        state = rows.within(span.code, "province")
        if state is not None:
            states[state.name] += 1
        if place.kind in ("province", "district") or (place.kind == "country" and span.as_written in place.name):
            continue
        name = place.name if place.kind != "country" else span.as_written
        if place.kind == "country" and (_COUNTY.search(name) or any(alias == name for _, alias in place.aliases)):
            continue
        if name.lower() in quarters:
            continue
        scores[name, state.name if state else None] += _weight(text, span)
    for key in _of_address(text.described.url or ""):
        scores[key] += 1.5
    for value in main.values if main else ():
        if value.property == "where" and isinstance(value.value, Where) and value.value.place:
            town = rows.within(value.value.place, "city")
            if town is not None:
                state = rows.within(town.id, "province")
                scores[town.name, state.name if state else None] += 1.5
    return scores, states


def _city(towns: Towns, states: Counter[str]) -> tuple[str | None, str | None]:
    """(city, state) that the story is set in."""
    most = max(states, key=lambda s: states[s]) if states else None
    if not towns:
        return None, most
    city, home = max(towns, key=lambda key: (towns[key], key[0]))
    return city, home or most


def _by_name(towns: Towns) -> dict[str, float]:
    named: defaultdict[str, float] = defaultdict(float)
    for (city, _), score in towns.items():
        named[city_key(city)] += score
    return named


def _by_state(towns: Towns, states: Counter[str]) -> dict[str, float]:
    """What speaks for each state: its towns, and that it is named."""
    named: defaultdict[str, float] = defaultdict(float)
    for state, times in states.items():
        named[state] += 0.2 * times
    for (_, home), score in towns.items():
        if home:
            named[home] += score
    return named


def _weight(text: SourceText, span: NameSpan) -> float:
    """How much a mention of a town says that it happened there."""
    words = text.text
    start, end = _sentence(words, span.start)
    weight = 1.0 + max(0.0, 1 - span.start / 1500)
    if _DATELINE.search(words[max(0, span.start - 3) : span.start]) and span.as_written.isupper():
        weight += 5
    if span.start < len(text.described.title or ""):
        weight += 1.5
    if _DEED.search(words, start, end):
        weight += 1
    if _IN.search(words[max(start, span.start - 14) : span.start]):
        weight += 1
    if re.match(r"\s+(?:neighbou?rhood|section)\b", words[span.end : span.end + 15]):
        return 0.2
    if _HOME_OF.match(words, span.end):
        weight *= 0.6
    if _TREATED.search(words[max(start, span.start - 90) : span.start]):
        weight *= 0.2
    return weight


@cache
def _large() -> tuple[tuple[str, str, str], ...]:
    """(letters, city, state) of the cities that their bare name means."""
    found = []
    for place in tables().places.values():
        state = tables().within(place.id, "province")
        letters = re.sub(r"[^a-z]", "", place.name.lower())
        if place.kind == "city" and not place.needs_context and state is not None and len(letters) > 5:
            found.append((letters, place.name, state.name))
    return tuple(found)


def _of_address(url: str) -> Iterator[tuple[str, str]]:
    """Cities that a page's address names: `…/chicago.suntimes.com/…`."""
    address = re.sub(r"^https?://web\.archive\.org/web/[^/]*/", "", url.lower())
    letters = re.sub(r"[^a-z/]", "", "/".join(re.sub(r"^https?://", "", address).split("/")[:2]))
    yield from ((city, state) for name, city, state in _large() if name in letters)


def _place_names(places: Sequence[NameSpan]) -> Iterator[str]:
    for span in places:
        yield span.as_written.lower()
        yield tables().places[span.code].name.lower()
