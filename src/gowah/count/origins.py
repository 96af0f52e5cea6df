"""Who stands behind a number: values → origins, with a lower and an upper bound.

Values share one origin when their passages are one family, or when they repeat one statement: the same
speaker, the same number, the same attack. A report that is in no family is an origin of its own. The
lower bound also merges what is only suspected; the upper one splits whatever is not proven to be one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gowah.model import Count, Described, Family, Mention, SourceText, Value
from gowah.words.issued import Stretch, has_posts, issued, issued_at
from gowah.words.kin import function_words, skeleton
from gowah.words.names import find_names
from gowah.words.script import words
from gowah.words.tables import Tables

_NAMING = ("organisations", "groups", "outlets")
"""Tables a word of which makes a speaker a named one: two reports that quote it quote one statement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Who speaks: `key` is the same for one speaker in all spellings; `named` for an office, group or organisation."""

    key: tuple[str, ...]
    named: bool
    groups: tuple[str, ...] = ()


OWN = Voice(key=(), named=False)
"""The outlet itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One value with who said it, where, when, and the passages it stands in.

    `published` is the day of its own part of the text (a message of a chat), else that of the whole.
    `unit` names the certain family or the text; `loose` the same with suspected families merged.
    """

    id: str
    value: Value
    mention: int
    text: int
    outlet: str
    published: str
    voice: Voice
    unit: str
    loose: str
    copy: bool

    @property
    def count(self) -> Count:
        """The number, open at both ends where the value is none."""
        return self.value.value if isinstance(self.value.value, Count) else Count()

    @property
    def order(self) -> tuple[object, ...]:
        """By content: time, words, place in the text; never by id."""
        told = self.value
        return (self.published, told.start, told.end, told.property, repr(told.value), told.quote)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Passage:
    """A stretch of a text that belongs to a family."""

    family: str
    start: int
    end: int
    copy: bool
    sure: bool


class Units:
    """Which origin each passage belongs to; built once for all figures."""

    def __init__(self, texts: Sequence[SourceText], families: Sequence[Family], tables: Tables) -> None:
        self.texts = {text.entry: text for text in texts}
        self.tables = tables
        self._members: dict[int, list[_Passage]] = {}
        for family in families:
            for member in family.members:
                copied = member.text != family.origin
                sure = family.certain and member.certain
                text = self.texts.get(member.text)
                spans = [(s.start, s.end) for s in member.spans] or [(0, len(text.text) if text else 0)]
                passages = (_Passage(family=family.id, start=a, end=b, copy=copied, sure=sure) for a, b in spans)
                self._members.setdefault(member.text, []).extend(passages)
        self._voices: dict[str, Voice] = {}
        self._stretches: dict[int, tuple[Stretch, ...]] = {}

    def statements(self, mentions: Iterable[Mention], *properties: str) -> list[Statement]:
        """All values of these properties, parts of tolls too, in the order of content."""
        found = []
        for mention in mentions:
            text = self.texts.get(mention.text)
            for name, value in mention.values(*properties):
                unit, loose, copied = self._unit(mention, value)
                described = text.described if text else Described()
                found.append(
                    Statement(
                        id=name,
                        value=value,
                        mention=mention.entry,
                        text=mention.text,
                        outlet=described.publisher or own_name(mention.text),
                        published=self._issued(text, value.start),
                        voice=self.voice(value),
                        unit=unit,
                        loose=loose,
                        copy=copied,
                    )
                )
        return sorted(found, key=lambda one: one.order)

    def _issued(self, text: SourceText | None, at: int) -> str:
        """The day of what stands at a place of a text: of a chat that of the message, not of the whole."""
        if text is None or not has_posts(text):
            return (text and text.described.published) or ""
        if text.entry not in self._stretches:
            self._stretches[text.entry] = issued(text)
        day = issued_at(self._stretches[text.entry], at)
        return day.isoformat() if day else ""

    def of_texts(self, entries: Iterable[int]) -> tuple[int, int]:
        """How many origins these texts have, by families alone: (suspected merged, suspected split)."""
        loose, sure = set(), set()
        for entry in entries:
            passages = self._members.get(entry, [])
            certain = [passage for passage in passages if passage.sure]
            loose.add(max(passages, key=_weight).family if passages else entry)
            sure.add(max(certain, key=_weight).family if certain else entry)
        return min(len(loose), len(sure)), len(sure)

    def _unit(self, mention: Mention, value: Value) -> tuple[str, str, bool]:
        """(unit, loose unit, is a copy) of a value."""
        passages = self._members.get(mention.text, [])
        touching = [p for p in passages if p.start < value.end and value.start < p.end]
        if not touching:  # a headline belongs to the passages that the rest of its mention stands in
            own = [(v.start, v.end) for v in mention.claimed.values]
            touching = [p for p in passages if any(p.start < end and start < p.end for start, end in own)]
        alone = f"text {mention.text}"
        if not touching:
            return alone, alone, False
        certain = [passage for passage in touching if passage.sure]
        if not certain:
            return alone, f"family {max(touching, key=_weight).family}", False
        best = max(certain, key=_weight)
        return f"family {best.family}", f"family {best.family}", best.copy

    def voice(self, value: Value) -> Voice:
        """Who says a value: the innermost of its speakers."""
        if not value.speakers:
            return OWN
        speaker = value.speakers[-1]
        known = self._voices.get(speaker.name)
        if known is None:
            known = self._voices[speaker.name] = _voice(speaker.name, self.tables)
        return Voice(key=known.key, named=known.named and not speaker.private, groups=known.groups)


def own_name(text: int) -> str:
    """What stands for the outlet of a text that names none."""
    return f"text {text}"


def _weight(passage: _Passage) -> tuple[int, bool, int]:
    """The longer passage, the surer one, the earlier place."""
    return (passage.end - passage.start, passage.sure, -passage.start)


def _voice(name: str, tables: Tables) -> Voice:
    spans = [s for s in find_names(name, tables) if s.table in (*_NAMING, "roles", "places")]
    codes = tuple(sorted({f"{span.table} {span.code}" for span in spans}))
    rest = sorted({skeleton(word.form) or word.form for word in words(name) if word.form not in function_words()})
    tables_named = {span.table for span in spans}
    named = bool(tables_named & set(_NAMING)) or {"roles", "places"} <= tables_named
    groups = tuple(sorted({span.code for span in spans if span.table == "groups"}))
    return Voice(key=codes or tuple(rest), named=named, groups=groups)


def bounds(statements: Sequence[Statement]) -> tuple[int, int]:
    """(lower, upper) number of origins behind these values of one attack."""
    if not statements:
        return 0, 0
    high = _most(statements)
    return min(_fewest(statements), high), high


def same_statement(one: Statement) -> tuple[object, ...] | None:
    """The key that two reports of one statement share; None for the outlet's own voice."""
    if not one.voice.key:
        return None
    return (one.voice.key, one.value.property, one.count.low, one.count.high)


def _fewest(statements: Sequence[Statement]) -> int:
    """Connected origins: passages of one family, and statements of one speaker, named or not, pull together."""
    home: dict[object, object] = {}

    def top(node: object) -> object:
        while home.setdefault(node, node) != node:
            node = home[node]
        return node

    packed = _packed(statements)
    for one in statements:
        key = same_statement(one)
        joins = key and not _private(one) and (one.mention not in packed or key in packed[one.mention])
        home[top(one.loose)] = top(("said", key) if joins else one.loose)
    return len({top(one.loose) for one in statements})


def _packed(statements: Sequence[Statement]) -> dict[int, set[tuple[object, ...]]]:
    """Mentions that give one number under several speakers, as a dataset's row names its sources: with which it goes.

    Such a row is no further origin, but it does not make one origin of the reports that it was made from: of its
    statements that others repeat, it goes with one.
    """
    keys: dict[int, dict[tuple[object, ...], set[tuple[object, ...]]]] = {}
    told: dict[tuple[object, ...], set[int]] = {}
    for one in statements:
        if (key := same_statement(one)) is not None:
            keys.setdefault(one.mention, {}).setdefault(key[1:], set()).add(key)
            told.setdefault(key, set()).add(one.mention)
    found: dict[int, set[tuple[object, ...]]] = {}
    for mention, numbers in keys.items():
        if any(len(said) > 1 for said in numbers.values()):
            shared = sorted((key for said in numbers.values() for key in said if len(told[key]) > 1), key=repr)
            found[mention] = set(shared[:1])
    return found


def _private(one: Statement) -> bool:
    """A resident in one report and a resident in another are two people until shown to be one."""
    return any(speaker.private for speaker in one.value.speakers[-1:])


def _most(statements: Sequence[Statement]) -> int:
    """Proven families merged, statements of named speakers merged; never more origins than passages."""
    units: dict[tuple[object, ...], set[str]] = {}
    for one in statements:
        key = same_statement(one)
        if key and one.voice.named:
            units.setdefault(key, set()).add(one.unit)
    groups = set()
    for one in statements:
        key = same_statement(one)
        shared = key is not None and len(units.get(key, ())) > 1
        groups.add(("said", key) if shared else ("unit", one.unit))
    return min(len(groups), len({one.unit for one in statements}))
