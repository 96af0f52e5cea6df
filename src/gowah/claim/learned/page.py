"""A text as the learned reader works on it: words, players, and the days and places it names."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from gowah.claim.learned.reading import Mention, Player, Reading, Role, mentions, players
from gowah.claim.learned.words import Word
from gowah.claim.learned.words import words as cut
from gowah.words import Tables, find_dates, read_date
from gowah.words.dates import DateSpan
from gowah.words.sheets import sheet

_DAY = re.compile(
    r"\b(\d{1,2})\s+([^\W\d_]{3,9})\.?,?\s+(?:19|20)?(\d\d)\b|\b([^\W\d_]{3,9})\.?\s+(\d{1,2}),?\s+(?:19|20)?(\d\d)\b"
)
_HEAD = 160  # code points in which a dateline ends
_LONGEST = 6  # words of a name of a place
_PROVINCES = frozenset({"department", "province", "region", "departments", "provinces"})


_WHICH = frozenset(
    {"unidentified", "unknown", "armed", "urban", "hooded", "masked", "alleged", "suspected", "leftist", "rightist"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Words [start, end) that name a place; `place` is an id of the table of places, or a code of a nation."""

    start: int
    end: int
    place: str | None
    name: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """Words [start, end) that tell a time."""

    start: int
    end: int
    span: DateSpan


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Page:
    """Everything found in one text, before it is sorted by attacks."""

    text: str
    reading: Reading
    published: date | None
    days: tuple[Day, ...]
    spots: tuple[Spot, ...]
    mentions: tuple[Mention, ...]
    players: tuple[Player, ...]
    tables: Tables
    head: int  # words of the dateline
    home: str | None  # the country that it speaks of most
    peoples: tuple[Spot, ...]  # words for a nation or its people
    groups: Mapping[str, str]  # words of a group's name -> its code

    @property
    def words(self) -> tuple[Word, ...]:
        """The words of the text."""
        return self.reading.words

    def sentence(self, word: int) -> int:
        """The number of the sentence that holds a word."""
        return self.words[word].sentence

    def forms(self, start: int, end: int) -> list[str]:
        """The words [start, end) in lower case, cut at the ends of the text."""
        return [word.lower for word in self.words[max(0, start) : max(0, end)]]

    def quote(self, start: int, end: int) -> str:
        """The text from the first to the last of the words [start, end)."""
        return self.text[self.words[start].start : self.words[end - 1].end]


def dateline(text: str) -> tuple[int, date | None]:
    """(where the dateline ends, its day): "CITY, 3 JAN 90 -- "; (0, None) for a text without one."""
    end = text.find("--", 0, _HEAD)
    found = _DAY.search(text, 0, end if end >= 0 else 0)
    if found is None:
        return max(end, 0), None
    day, month, year = (found[1], found[2], found[3]) if found[1] else (found[5], found[4], found[6])
    century = 19 if int(year) >= 50 else 20
    return end, read_date(f"{day} {month} {century}{year}")


def page(text: str, reading: Reading, tables: Tables, published: date | None = None) -> Page:
    """The text's players, days and places; `published` is the day of the dateline where nothing else says it."""
    head, told = dateline(text)
    published = published or told
    starts, ends = [word.start for word in reading.words], [word.end for word in reading.words]
    days = []
    for span in find_dates(text, published):
        first, last = bisect_right(ends, span.start), bisect_left(starts, span.end)
        if first < last and span.start >= head:
            days.append(Day(start=first, end=last, span=span))
    named = mentions(reading, known_players(reading.words, tables))
    top = bisect_left(starts, head)
    places = spots(reading.words, tables, top)
    peoples = nations(reading.words, tables)
    return Page(
        text=text, reading=reading, published=published, days=tuple(days), tables=tables,
        spots=places, mentions=named, peoples=peoples,
        home=_home(places, peoples, top, tables), groups=_groups(tables),
        players=players(named, reading.words), head=top,
    )  # fmt: skip


def spots(words: Sequence[Word], tables: Tables, head: int) -> tuple[Spot, ...]:
    """The places of the tables that the text names, longest names first; of two of one name the one that fits."""
    known = _gazetteer(tables)
    found: list[tuple[int, int, tuple[str, ...]]] = []
    index = 0
    while index < len(words):
        for size in range(min(_LONGEST, len(words) - index), 0, -1):
            ids = known.get(" ".join(word.lower for word in words[index : index + size]))
            if ids:
                found.append((index, index + size, ids))
                index += size
                break
        else:
            index += 1
    countries = [held.id for _, _, ids in found if len(ids) == 1 and (held := tables.within(ids[0], "country"))]
    first = next(
        (held.id for start, _, ids in found if start < head and (held := tables.within(ids[0], "country"))), None
    )
    counted = Counter([*countries, *([first] * 3 if first else [])])
    return tuple(_spot(words, start, end, ids, counted, tables) for start, end, ids in found)


def _spot(
    words: Sequence[Word], start: int, end: int, ids: tuple[str, ...], countries: Counter[str], tables: Tables
) -> Spot:
    """The place meant: of the country named most; a province where the text calls it one, else a city."""
    around = {word.lower for word in (*words[max(0, start - 2) : start], *words[end : end + 1])}
    wide = bool(around & _PROVINCES)

    def fits(place: str) -> tuple[int, bool]:
        held = tables.within(place, "country")
        return -countries[held.id if held else ""], (tables.places[place].kind == "province") != wide

    best = tables.places[min(ids, key=fits)]
    return Spot(start=start, end=end, place=best.id, name=best.name, kind=best.kind)


_made: list[tuple[Tables, dict[str, tuple[str, ...]], dict[str, str], dict[str, str]]] = []  # from the last tables used


def _groups(tables: Tables) -> dict[str, str]:
    """Words of the name of a group or organisation -> its code."""
    _gazetteer(tables)
    return _made[0][3]


def _group_names(tables: Tables) -> dict[str, str]:
    rows = [row for table in ("organisations", "groups") for row in tables.terms.get(table, {}).values()]
    return {" ".join(word.lower for word in cut(alias)): row.code for row in rows for _, alias in row.aliases}


def _names(tables: Tables) -> dict[str, str]:
    """Words for a nation or its people -> its code."""
    _gazetteer(tables)
    return _made[0][2]


def _gazetteer(tables: Tables) -> dict[str, tuple[str, ...]]:
    """Words of a name -> ids of the places that bear it, in the order of the table."""
    if _made and _made[0][0] is tables:
        return _made[0][1]
    found: dict[str, list[str]] = {}
    for row in tables.places.values():
        for language, alias in row.aliases:
            if language == "en":
                found.setdefault(" ".join(word.lower for word in cut(alias)), []).append(row.id)
    made = {name: tuple(dict.fromkeys(ids)) for name, ids in found.items()}
    peoples = {
        " ".join(word.lower for word in cut(name)): row["nation"]
        for row in sheet("nations") for name in (row["name"], *row["words"].split("|")) if name
    }  # fmt: skip
    _made[:] = [(tables, made, peoples, _group_names(tables))]
    return made


def flags(words: Sequence[Word], tables: Tables) -> list[frozenset[str]]:
    """What the tables and the letters say of each word, for the encoder's clues."""
    found: list[set[str]] = [set() for _ in words]
    spans = [(spot, "place") for spot in spots(words, tables, 0)] + [
        (spot, "nation") for spot in nations(words, tables)
    ]
    for spot, flag in spans:
        for index in range(spot.start, spot.end):
            found[index].add(flag)
    groups, quoted, sentence = _groups(tables), False, -1
    for index, word in enumerate(words):
        if word.sentence != sentence:
            found[index].add("first")
            sentence = word.sentence
        for length in range(1, 8):
            if " ".join(one.lower for one in words[index : index + length]) in groups:
                for inner in range(index, min(index + length, len(words))):
                    found[inner].add("group")
        quoted ^= word.lower == '"'
        traits = ("quoted", quoted), ("number", word.lower[0].isdigit()), ("mark", not word.lower[0].isalnum())
        found[index] |= {flag for flag, holds in traits if holds}
    return [frozenset(one) for one in found]


def known_players(words: Sequence[Word], tables: Tables) -> list[tuple[Role, int, int]]:
    """Words that mean attackers, organisations and weapons wherever they stand, by the tables; longest first."""
    known = {
        Role.PERSON: _table_words("attackers"),
        Role.WEAPON: _table_words("weapons"),
        Role.GROUP: set(_groups(tables)),
    }
    found = []
    for role, forms in known.items():
        index = 0
        while index < len(words):
            for size in range(min(7, len(words) - index), 0, -1):
                if " ".join(word.lower for word in words[index : index + size]) in forms:
                    start = index - _qualified(words, index) if role is Role.PERSON else index
                    found.append((role, start, index + size))
                    index += size
                    break
            else:
                index += 1
    return found


def _qualified(words: Sequence[Word], index: int) -> int:
    """How many words before a word for attackers say which: "unidentified", "urban"."""
    return int(index > 0 and words[index - 1].sentence == words[index].sentence and words[index - 1].lower in _WHICH)


@cache
def _table_words(name: str) -> set[str]:
    parts = (form for row in sheet(name) for form in row["words"].split("|") if form)
    return {" ".join(word.lower for word in cut(form)) for form in parts}


def nations(words: Sequence[Word], tables: Tables) -> tuple[Spot, ...]:
    """Where the text speaks of a nation, its people or what is theirs."""
    known = _names(tables)
    found = []
    for index in range(len(words)):
        for size in (4, 3, 2, 1):
            code = known.get(" ".join(word.lower for word in words[index : index + size]))
            if code and index + size <= len(words):
                found.append(Spot(start=index, end=index + size, place=code, name=code, kind="nation"))
                break
    return tuple(found)


def _home(places: Sequence[Spot], peoples: Sequence[Spot], head: int, tables: Tables) -> str | None:
    """The country spoken of most, the dateline's counting double."""
    votes = Counter(spot.place for spot in peoples if spot.place in tables.places)
    for spot in places:
        held = tables.within(spot.place, "country")
        if held is not None:
            votes[held.id] += 2 if spot.start < head else 1
    return max(votes, key=lambda place: (votes[place], str(place)), default=None)


def nearest_before(days: Sequence[Day], word: int) -> Day | None:
    """The last time told before a word."""
    at = bisect_right([day.start for day in days], word)
    return days[at - 1] if at else None


ROLE_LETTERS = {
    Role.PERSON: "person", Role.GROUP: "group", Role.TARGET: "target",
    Role.NAME: "name", Role.PEOPLE: "people", Role.WEAPON: "weapon",
}  # fmt: skip
