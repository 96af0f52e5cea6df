"""What of an attack mention is compared with others."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from gowah.link.cells import fields, has_rows, point, row_at
from gowah.link.levels import TOLLS
from gowah.model import Certainty, Count, Mention, SourceText, Term, Value, When, Where
from gowah.words.issued import Stretch, has_posts, issued, issued_at
from gowah.words.kin import function_words, skeleton
from gowah.words.names import find_names
from gowah.words.script import fold, is_persian_script, words
from gowah.words.sheets import sheet
from gowah.words.tables import Tables

Ends = tuple[int | None, int | None]
_EVENT = ("killed", "injured", "hurt", "abducted", "tactic", "perpetrator", "responsibility", "when")
_SENTENCE_END = re.compile(r"(?<=[.!?؟۔])\s+|\n\s*\n")
_LONGEST_SENTENCE = 600
_FINE = 4  # a place no broader than a province
_SHORTEST_NAME = 3
_SHORTEST_SOUND = 2
_FIGURES = tuple(f"{name}{end}" for name in TOLLS for end in ("", ".low", ".high"))
_LONGEST_SPAN = 366
_CONTEXT = 20_000  # code points of a report in which its province is looked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A mention as the linker sees it. `days` are spans of days; codes and ids are those of the tables.

    `spelled`: threes of letters of its places as they are written, for places that no table knows. `row`: it is a row
    of a table, all of whose words are its own and whose `point` is latitude and longitude, if it has them; `sides` are
    the words for attacker and target, `figures` its numbers by their column's sense. `sounds`: names of places as they
    sound.

    `capitals`: names are known by their capitals. `stance`: asserts, denies or supposes. `at` is where it stands in its
    text; `another` if its sentence says that it is another attack than one told before. `key` orders profiles by
    content, never by id.
    """

    mention: int
    text: int
    key: str
    published: date | None
    days: tuple[tuple[date, date], ...]
    places: tuple[str, ...]
    terms: Mapping[str, tuple[str, ...]]
    tolls: Mapping[str, tuple[Ends, ...]]
    names: frozenset[str]
    capitals: bool
    sentence: frozenset[str]
    spelled: frozenset[str]
    sounds: frozenset[str] = frozenset()
    point: tuple[float, float] | None
    row: bool
    sides: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())
    figures: frozenset[tuple[str, str]] = frozenset()
    stance: str
    at: int
    another: bool

    @property
    def signature(self) -> tuple[object, ...]:
        """All that is compared but its names: mentions that share it and their names cannot be told apart."""
        return (
            self.published, self.days, self.places, tuple(sorted(self.terms.items())),
            tuple(sorted(self.tolls.items())), tuple(sorted(self.sentence)), self.stance, self.another,
            tuple(sorted(self.spelled)), self.point, self.row, self.capitals,
            tuple(sorted(self.sounds)), tuple(map(sorted, self.sides)), tuple(sorted(self.figures)),
        )  # fmt: skip


def profiles(texts: Sequence[SourceText], mentions: Sequence[Mention], tables: Tables) -> list[Profile]:
    """A profile of each of these mentions, in their order; those of unknown texts are compared without one."""
    by_entry = {text.entry: text for text in texts}
    known = _table_words(tables)
    cut = {text.entry: issued(text) for text in texts if has_posts(text)}
    spoken = cache(lambda entry: _spoken_of(by_entry.get(entry), tables))
    return [_profile(mention, by_entry.get(mention.text), tables, known, cut, spoken) for mention in mentions]


def _profile(
    mention: Mention, text: SourceText | None, tables: Tables, known: frozenset[str],
    cut: Mapping[int, tuple[Stretch, ...]], spoken: Callable[[int], tuple[str, ...]],
) -> Profile:  # fmt: skip
    values = [value for _, value in mention.values()]
    stated = [value for value in values if value.certainty in (Certainty.STATED, Certainty.HEDGED)]
    cells = row_at(text, mention.claimed.anchor.start) if text else None
    given = fields(text, cells) if text and cells else {}
    sentence = cells or (_sentence(text.text, mention.claimed.anchor.start) if text else "")
    return Profile(
        mention=mention.entry,
        text=mention.text,
        key=_key(mention, text),
        published=_issued(mention, text, cut),
        days=_days(stated),
        places=_places(stated, tables) or spoken(mention.text),
        terms={name: _codes(stated, name) for name in ("site", "community", "perpetrator", "tactic")},
        tolls={name: _tolls(stated, name) for name in TOLLS},
        names=_names(sentence, stated, known),
        capitals=not is_persian_script(sentence),
        sentence=frozenset(skeleton(word) for word in _content(sentence)),
        spelled=_spelled(stated),
        sounds=_sounds(stated),
        point=point(given),
        row=cells is not None,
        sides=(_side(given, "attacker"), _side(given, "target")),
        figures=frozenset((field, cell) for field, cell in given.items() if field in _FIGURES and cell.isdecimal()),
        stance=_stance(values),
        at=mention.claimed.anchor.start,
        another=bool(_another().search(fold(sentence))),
    )


@lru_cache(maxsize=1)
def _another() -> re.Pattern[str]:
    """Words that tell an attack from the one told before (`data/common/link_cues.csv`)."""
    forms = {fold(form) for row in sheet("link_cues") if row["cue"] == "another" for form in row["words"].split("|")}
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(form) for form in sorted(forms)) + r")(?!\w)")


def _key(mention: Mention, text: SourceText | None) -> str:
    said = [(v.property, repr(v.value), v.start, v.end, v.of_whom, v.certainty.value) for v in mention.claimed.values]
    anchor = mention.claimed.anchor
    source = (_digest(text.text), text.described.published) if text else ()
    return hashlib.sha256(repr((source, anchor.start, anchor.end, said)).encode()).hexdigest()


@lru_cache(maxsize=4096)
def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def _issued(mention: Mention, text: SourceText | None, cut: Mapping[int, tuple[Stretch, ...]]) -> date | None:
    """The day of the message or post that tells of it, else of the whole text."""
    if text is None or text.entry not in cut:
        return _day(text.described.published) if text else None
    return issued_at(cut[text.entry], mention.claimed.anchor.start)


def _days(values: Sequence[Value]) -> tuple[tuple[date, date], ...]:
    spans = set()
    for value in values:
        when = value.value
        if value.property == "when" and isinstance(when, When):
            start, end = _day(when.earliest), _day(when.latest)
            if start and end and start <= end and (end - start).days <= _LONGEST_SPAN:
                spans.add((start, end))
    shortest = min(((end - start).days for start, end in spans), default=0)
    # "in April, on the 19th": the finer date is the one to go by.
    return tuple(sorted(span for span in spans if (span[1] - span[0]).days <= max(shortest, 6)))


def _day(iso: str | None) -> date | None:
    try:
        return date.fromisoformat(iso) if iso else None
    except ValueError:
        return None


def _places(values: Sequence[Value], tables: Tables) -> tuple[str, ...]:
    """The finest places of the mention."""
    return _finest([v.value.place for v in values if isinstance(v.value, Where) and v.value.place], tables)


def _spoken_of(text: SourceText | None, tables: Tables) -> tuple[str, ...]:
    """The province that a report clearly speaks of; the rows of a table speak of one each."""
    if text is None or has_rows(text):
        return ()
    named = [span.code for span in find_names(text.text[:_CONTEXT], tables) if span.table == "places"]
    provinces = Counter(row.id for place in named if (row := tables.within(place, "province")))
    ranked = sorted(provinces.items(), key=lambda item: (-item[1], item[0]))
    clear = ranked and (len(ranked) == 1 or ranked[0][1] >= 2 * ranked[1][1])
    return (ranked[0][0],) if clear else ()


def _finest(places: Sequence[str], tables: Tables) -> tuple[str, ...]:
    broader = {row.id for place in places for row in list(tables.ancestors(place))[1:]}
    return tuple(sorted(set(places) - broader))


def _codes(values: Sequence[Value], name: str) -> tuple[str, ...]:
    codes = {v.value.code for v in values if v.property == name and isinstance(v.value, Term)}
    return tuple(sorted(codes - {"unknown", "none", "other"}))


def _tolls(values: Sequence[Value], name: str) -> tuple[Ends, ...]:
    counts = {
        (v.value.low, v.value.high)
        for v in values
        if v.property == name and v.of_whom is None and isinstance(v.value, Count)
    }
    return tuple(sorted(counts, key=lambda ends: (ends[0] or 0, ends[1] or 0, ends[0] is None, ends[1] is None)))


def _stance(values: Sequence[Value]) -> str:
    event = [value for value in values if value.property in _EVENT]
    kinds = {value.certainty for value in event or values}
    if kinds and kinds <= {Certainty.HYPOTHETICAL, Certainty.DENIED}:
        return "supposes" if Certainty.HYPOTHETICAL in kinds else "denies"
    return "asserts"


def _spelled(values: Sequence[Value]) -> frozenset[str]:
    """Threes of letters of places as written; the sort of a place ("town", "village") is no name."""
    names = (" ".join(name) for name in _place_names(values))
    return frozenset(name[n : n + 3] for name in names for n in range(len(name) - 2))


def _sounds(values: Sequence[Value]) -> frozenset[str]:
    """The consonants of places' names, each name as a whole."""
    names = (" ".join(skeleton(word) for word in name) for name in _place_names(values))
    return frozenset(name for name in names if len(name) >= _SHORTEST_SOUND)


def _place_names(values: Sequence[Value]) -> Iterator[list[str]]:
    for value in values:
        if isinstance(value.value, Where) and value.value.precision <= _FINE:
            yield [word.form for word in words(value.value.as_written) if word.form not in _sorts()]


def _side(given: Mapping[str, str], field: str) -> frozenset[str]:
    return frozenset(skeleton(word) for word in _content(given.get(field, "")))


@lru_cache(maxsize=1)
def _sorts() -> frozenset[str]:
    """Words for a sort of place (`data/common/link_cues.csv`)."""
    forms = (form for row in sheet("link_cues") if row["cue"] == "sort of place" for form in row["words"].split("|"))
    return frozenset(fold(form) for form in forms)


def _sentence(text: str, at: int) -> str:
    start, end = 0, len(text)
    low = max(0, at - _LONGEST_SENTENCE)
    for mark in _SENTENCE_END.finditer(text, low, min(len(text), at + _LONGEST_SENTENCE)):
        if mark.end() <= at:
            start = mark.end()
        elif mark.start() > at:
            end = mark.start()
            break
    return text[max(start, low) : min(end, at + _LONGEST_SENTENCE)]


def _content(text: str) -> list[str]:
    little = function_words()
    return [w.form for w in words(text) if w.form not in little and len(skeleton(w.form)) >= 2]


def _names(sentence: str, values: Sequence[Value], known: frozenset[str]) -> frozenset[str]:
    """Skeletons of words that may be the proper name of the place struck.

    Capitals tell a name in Latin script; in Arabic script every word may be one. Words of the tables
    ("mosque", "Kabul", "Hazara") are compared as terms already and left out here.
    """
    found = set()
    for piece in [sentence, *(_written(v) for v in values if v.property in ("site", "where"))]:
        arabic = is_persian_script(piece)
        for n, word in enumerate(words(piece)):
            bare = skeleton(word.form)
            capital = piece[word.start : word.start + 1].isupper() and (n > 0 or piece is not sentence)
            if word.form in known or (arabic and bare in known) or not (arabic or capital):
                continue
            if len(bare) >= _SHORTEST_NAME:
                found.add(bare)
            elif len(word.form) > _SHORTEST_NAME:
                found.add(word.form)  # too few consonants to be known again in another script
    return frozenset(found)


def _written(value: Value) -> str:
    return str(getattr(value.value, "as_written", ""))


def _table_words(tables: Tables) -> frozenset[str]:
    return _skeletons(tuple(sorted({alias for table, _, _, alias in tables.names if table != "outlets"})))


@lru_cache(maxsize=8)
def _skeletons(aliases: tuple[str, ...]) -> frozenset[str]:
    forms = {word for alias in aliases for word in fold(alias).replace("-", " ").split()} | function_words()
    forms |= {word for row in sheet("months") for word in fold(row["forms"]).replace("|", " ").split()}
    return frozenset(forms | {skeleton(word) for word in forms})
