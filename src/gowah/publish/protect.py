"""Who must not be found: what is never written, and what is cut out of everything that is.

What stands above `open` in the table of properties is never written, nor are private speakers, file names
and paths. Their *values* are gathered here, and wherever one stands in something that is written (a quote,
title, URL, speaker, publisher) it is cut with a visible mark, in whatever dress (`disguise`). What was cut
is not opened in the proof.

Limits, said in docs/publish.md: a name that no claim, speaker, byline or hand table knows is found by its shape
only (`bystanders`).
In another script than the known one a name is found whole, by its consonants.
"""

from __future__ import annotations

import ipaddress
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from urllib.parse import urlsplit

from gowah.model import Count, Evidence, Level, Mention, Money, SourceText, Term, Text, Value, Where, wording
from gowah.publish.bystanders import Bystander, bystanders
from gowah.publish.disguise import Names, cut, names_of, pieces
from gowah.publish.placed import body_words, name_words, place_words, stands_as_place
from gowah.words import Tables
from gowah.words.contacts import find_contacts, reaches_somebody
from gowah.words.given_names import is_given
from gowah.words.kin import function_words
from gowah.words.naming import is_everyday
from gowah.words.persons import is_group, names_in
from gowah.words.script import words

SHORTEST = 4
"""Letters that one word of a name must have to be looked for alone."""

_COARSE = ("area", "city", "district", "province", "country")
_ADDRESS = re.compile(r"://|@|www\.|[a-z]\.[a-z]|[/%_#=]")  # somewhere in it
_HANDLE = 5  # letters of a handle by which a body is known
_URL = re.compile(r"\s*https?://\S+\s*")
_WORD = re.compile(r"[^\W\d_]+")
_PARTICLES = frozenset({"al", "ul", "ud", "e", "i", "bin", "bint", "ibn", "de", "van", "von", "der", "la", "and"})
_BYLINE = re.compile(r"^\s*by\b[:\s]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Nearby:
    """Words about a person that are cut only where the same passage [start, end) of a text is quoted."""

    text: int
    start: int
    end: int
    words: tuple[str, ...]
    name: bool = False  # a name, which may stand for a place or a body beside


@dataclass(frozen=True)
class Guard:
    """Decides what may be written. `homes` are the mentions of attacks on somebody's home.

    `victims` are cut wherever they stand, `others` (bylines, private speakers, accused persons) everywhere but in the
    name of one of the `outlets`: who publishes is no secret, and shares words with many.
    """

    tables: Tables
    victims: Names
    others: Names
    outlets: Names
    nearby: tuple[Nearby, ...]
    homes: frozenset[int]
    places: frozenset[str] = frozenset()  # words that are in the names of places and bodies too
    bodies: tuple[str, ...] = ()  # who speaks in public and who publishes: the words of each joined

    def may(self, kind: str, value: Value) -> bool:
        """True for a value that anyone may see: not for one read out of what reaches a person."""
        return is_open(kind, value, self.tables) and not self._reaches(value)

    def _reaches(self, value: Value) -> bool:
        """True for a count that stands in its quote only within a telephone number or a handle."""
        written = value.value.as_written if isinstance(value.value, Count | Money) else ""
        if value.quote not in self._reaching:
            self._reaching[value.quote] = tuple(self._contacts(value.quote))
        reaching = self._reaching[value.quote]
        if not (written and reaching):
            return False
        places = list(re.finditer(rf"(?<![^\W_]){re.escape(written)}(?![^\W_])", value.quote))
        return bool(places) and all(
            any(start <= place.start() and place.end() <= end for start, end in reaching) for place in places
        )

    @cached_property
    def _reaching(self) -> dict[str, tuple[tuple[int, int], ...]]:
        return {}

    def cut(self, text: str) -> str:
        """The text with every protected name cut."""
        if text not in self._texts:
            self._texts[text] = cut(text, self.spans(text))
        return self._texts[text]

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where a protected name stands in a text, or what reaches a person."""
        others = [*self.others.spans(text), *self._contacts(text)]
        public = list(self.outlets.spans(text)) if others else []
        kept = [(a, b) for a, b in others if not any(start <= a and b <= end for start, end in public)]
        return [span for span in (*self.victims.spans(text), *kept) if not self._is_place(text, *span)]

    def _contacts(self, text: str) -> Iterator[tuple[int, int]]:
        """What reaches a person; an address on the web is `url`'s matter, and a body's handle is public."""
        for start, end in () if _URL.fullmatch(text) else find_contacts(text):
            handle = "".join(plain_words(text[start:end])) if text[start] == "@" else ""
            if not (len(handle) >= _HANDLE and any(handle in (name, name[: len(handle)]) for name in self.bodies)):
                yield start, end

    def _is_place(self, text: str, start: int, end: int) -> bool:
        """True where a word of a name stands as a place's or a body's: "in Wayne", "Fort Wayne", "Army of Wayne"."""
        shared = self.places.intersection(plain_words(text[start:end]))
        return bool(shared) and stands_as_place(text, start, end, self.tables)

    @cached_property
    def _texts(self) -> dict[str, str]:
        return {}

    @cached_property
    def _hints(self) -> dict[int, tuple[list[Nearby], int]]:
        """Text id -> what is cut only near where it stands, in order, and the length of the longest stretch."""
        found: dict[int, list[Nearby]] = {}
        for hint in self.nearby:
            found.setdefault(hint.text, []).append(hint)
        return {
            text: (sorted(own, key=lambda one: (one.start, one.end)), max(one.end - one.start for one in own))
            for text, own in found.items()
        }

    @cached_property
    def _beside(self) -> dict[tuple[tuple[int, int, int], str], str]:
        return {}

    @cached_property
    def _near(self) -> dict[tuple[int, int, int], tuple[Names, Names]]:
        return {}

    def cut_quote(self, mention: Mention, value: Value) -> str:
        """A value's quote with protected names cut, and with what its passage says of a person or a home."""
        return self.cut_beside(mention, value, value.quote)

    def cut_beside(self, mention: Mention, value: Value, said: str) -> str:
        """Words shown beside a value's quote, with all cut that is cut in the quote: `as_written`, a speaker."""
        place = (mention.text, value.start, value.end)
        if (place, said) not in self._beside:
            self._beside[place, said] = cut(said, [*self.spans(said), *self._spans_near(place, said)])
        return self._beside[place, said]

    def _spans_near(self, place: tuple[int, int, int], said: str) -> Iterator[tuple[int, int]]:
        """Where in these words stands what is cut near a place [start, end) of a text."""
        text, start, end = place
        if place not in self._near:
            hints, longest = self._hints.get(text, ([], 0))
            first = bisect_left(hints, start - longest, key=lambda hint: hint.start)
            held = [
                hint for hint in hints[first : bisect_left(hints, end, key=lambda hint: hint.start)] if start < hint.end
            ]
            about = names_of(hint.words for hint in held if not hint.name)
            self._near[place] = about, names_of(hint.words for hint in held if hint.name)
        about, names = self._near[place]
        yield from about.spans(said)
        yield from (span for span in names.spans(said) if not self._is_place(said, *span))

    def where(self, mention: int, where: Where) -> Where:
        """The place as it may be shown: of a home only the area that holds it, without the words."""
        return _around(where, self.tables) if mention in self.homes else where

    def url(self, url: str | None) -> str | None:
        """The address where it is a public one that names nobody; else None."""
        named = url and (reaches_somebody(url) or self.victims.inside(url) or self.others.inside(url))
        return url if url and is_public(url) and not named else None


def guard(evidence: Evidence, tables: Tables) -> Guard:
    """All that this record must protect. Hand rows come as the table `protected` (hand/protected.csv)."""
    listed = _words_in_use(evidence.texts, tables)
    publishers = {plain_words(text.described.publisher or "") for text in evidence.texts} - {()}
    outlet_words = frozenset(word for words in publishers for word in words)
    victims = [plain_words(name) for name in _victims(evidence, tables)]
    seen = list(dict.fromkeys(bystanders(evidence, tables)))
    others = [plain_words(name) for name in (*_others(evidence, tables), *_looked_for(seen))]
    others = [words for words in others if _without_small_words(words) not in publishers]
    given = {word for words in (*victims, *others) if len(words) == 1 for word in words if is_given(word)}
    common = (listed | (place_words(tables, alone=True) - name_words((*victims, *others), listed))) - given
    bylines = [words for words in map(plain_words, _authors(evidence)) if not _holds_two_of(words, publishers)]
    forms = {form for words in others for form in _variants(words, common, whole=True)}
    forms |= {form for words in bylines for form in _variants(words, common | outlet_words, whole=False)}
    return Guard(
        tables=tables, others=names_of(sorted(forms), others), outlets=names_of(publishers),
        victims=names_of((form for words in victims for form in _variants(words, common, whole=True)), victims),
        nearby=(*_nearby(evidence, tables), *_where_seen(seen)),
        homes=frozenset(mention.entry for mention in evidence.mentions if _at_home(mention, tables)),
        places=place_words(tables, alone=False) | body_words(tables), bodies=tuple(_bodies(evidence, publishers)),
    )  # fmt: skip


def is_open(kind: str, value: Value, tables: Tables) -> bool:
    """True for what anyone may see: open properties, and who is in need where that is a group and no one person."""
    if tables.level(kind, value.property) is Level.OPEN:
        return True
    in_need = (kind, value.property) == ("need", "who") and isinstance(value.value, Text)
    return in_need and is_group(wording(value.value), tables)


def plain_words(text: str) -> tuple[str, ...]:
    """The words of a text in their plain form."""
    return tuple(piece.form for piece in pieces(text))


def is_public(url: str) -> bool:
    """True for an http(s) address of a named public host, without a user or password."""
    try:
        parts = urlsplit(url.strip())
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return False
    if parts.scheme not in ("http", "https") or "@" in parts.netloc or any(char.isspace() for char in url.strip()):
        return False
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return "." in host.strip(".") and not host.endswith((".local", ".internal", ".lan", ".localhost", ".home.arpa"))


def _victims(evidence: Evidence, tables: Tables) -> Iterator[str]:
    """Names of victims, and what people listed."""
    yield from _named(evidence, tables, Level.PROTECTED)
    for row in tables.terms.get("protected", {}).values():
        yield from (alias for _, alias in row.aliases)


def _others(evidence: Evidence, tables: Tables) -> Iterator[str]:
    """Names of accused and other named persons, and of private speakers."""
    yield from _named(evidence, tables, Level.GUARDED)
    for mention in evidence.mentions:
        for value in mention.claimed.values:
            for who in value.speakers:
                yield from names_in(who.name) if who.private else ()


def _named(evidence: Evidence, tables: Tables, level: Level) -> Iterator[str]:
    for mention in evidence.mentions:
        for value in mention.claimed.values:
            held = tables.level(mention.claimed.kind, value.property)
            if held is level and value.property == "name" and not isinstance(value.value, Term):
                yield wording(value.value)


def _bodies(evidence: Evidence, publishers: Iterable[tuple[str, ...]]) -> list[str]:
    """The words, joined, of those who publish and of those who speak in public."""
    values = (value for mention in evidence.mentions for value in mention.claimed.values)
    said = {plain_words(who.name) for value in values for who in value.speakers if not who.private}
    return sorted({"".join(_without_small_words(words)) for words in (*publishers, *said)})


def _without_small_words(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words without those at either end that carry no news: `the lamp list` is the Lamp List."""
    while words and words[0] in function_words():
        words = words[1:]
    while words and words[-1] in function_words():
        words = words[:-1]
    return words


def _holds_two_of(words: tuple[str, ...], publishers: Iterable[tuple[str, ...]]) -> bool:
    """True for a byline that is an outlet's name or holds two neighbouring words of one: "Oxus Monitor duty desk"."""
    pairs = set(pairwise(words))
    return any(words == name or pairs.intersection(pairwise(name)) for name in publishers)


def _authors(evidence: Evidence) -> Iterator[str]:
    """Bylines that name a person: not a desk ("Example Wire staff")."""
    for text in evidence.texts:
        for name in re.split(r"\s*(?:,|;|&|\band\b)\s*", _BYLINE.sub("", text.described.author or "")):
            words = plain_words(name)
            small = [word for word in _WORD.findall(name) if word.islower() and word not in _PARTICLES]
            if words and not small:
                yield name


def _variants(words: tuple[str, ...], common: frozenset[str], *, whole: bool) -> Iterator[tuple[str, ...]]:
    """The ways a name may stand in a text: whole, in part, turned round, or a telling word of it alone.

    Words in use are not telling. A name of such words only is looked for as a `whole`, or not at all
    ("Press office" on a byline).
    """
    words = tuple(word for word in words if not word.isdigit())
    telling = {word for word in words if word not in common}
    if len(words) > 1 and (whole or telling):
        yield words
        yield words[-1:] + words[:-1]
    for size in range(2, len(words)):
        for start in range(len(words) - size + 1):
            part = words[start : start + size]
            if telling.intersection(part):
                yield part
    yield from ((word,) for word in telling if len(word) >= SHORTEST or len(words) == 1)


def _words_in_use(texts: Sequence[SourceText], tables: Tables) -> frozenset[str]:
    """Words that are no names: words of the tables but of places, and those that two texts write in lower case.

    Addresses and handles are left out: they are lower case whatever they hold.
    """
    seen: Counter[str] = Counter()
    for text in texts:
        prose = " ".join(run for run in text.text.split() if not _ADDRESS.search(run))
        seen.update(
            {word for run in set(re.findall(r"[^\W\d_]+", prose)) if run.islower() for word in plain_words(run)}
        )
    aliases = (alias for table, _, _, alias in tables.names if table not in ("protected", "places"))
    listed = {word for alias in aliases for word in plain_words(alias)}
    return frozenset(listed | {word for word, count in seen.items() if count >= 2})


def _nearby(evidence: Evidence, tables: Tables) -> Iterator[Nearby]:
    """What a claim says of a person besides the name (words, ages and money above `open`), and where a home is."""
    for mention in evidence.mentions:
        at_home = _at_home(mention, tables)
        for value in mention.claimed.values:
            if at_home and isinstance(value.value, Where) and not _around(value.value, tables).as_written:
                yield Nearby(mention.text, value.start, value.end, plain_words(value.value.as_written))
            if is_open(mention.claimed.kind, value, tables):
                continue
            if isinstance(value.value, Text | Count | Money) and (words := plain_words(wording(value.value))):
                yield Nearby(mention.text, value.start, value.end, words)


def _looked_for(seen: Iterable[Bystander]) -> Iterator[str]:
    """The names that are looked for everywhere: not those that are everyday words too."""
    return (person.name for person in seen if not all(is_everyday(word.form) for word in words(person.name)))


def _where_seen(seen: Iterable[Bystander]) -> Iterator[Nearby]:
    """Where a name stands that may be a common word too: there it is cut, whatever it means elsewhere."""
    for person in seen:
        if person.text is not None and (own := plain_words(person.name)):
            yield Nearby(person.text, person.start, person.end, own, name=True)


def _around(where: Where, tables: Tables) -> Where:
    """The area that holds a home; its own words only where they name that area."""
    if where.precision > 2:
        return where
    wider = next((row for row in tables.ancestors(where.place) if row.kind in _COARSE), None)
    if wider is None:
        return Where(place=None, precision=6)
    named = plain_words(where.as_written) in {plain_words(alias) for _, alias in wider.aliases}
    return Where(place=wider.id, precision=max(where.precision, 3), as_written=where.as_written if named else "")


def _at_home(mention: Mention, tables: Tables) -> bool:
    sites: Iterable[Value] = (value for _, value in mention.values("site"))
    return any(isinstance(site.value, Term) and tables.is_a("sites", site.value.code, "home") for site in sites)
