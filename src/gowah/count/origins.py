"""Who stands behind a number: values → origins, with a lower and an upper bound.

Values share one origin when their passages are one family, or when they repeat one statement: the same
speaker, the same number, the same attack. A report that is in no family is an origin of its own. The
lower bound also merges what is only suspected; the upper one splits whatever is not proven to be one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gowah.model import Count, Family, Mention, SourceText, Value
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
        """By content: time, outlet, place in the text."""
        return (self.published, self.outlet, self.value.start, self.value.end, repr(self.value.value))


class Units:
    """Which origin each passage belongs to; built once for all figures."""

    def __init__(self, texts: Sequence[SourceText], families: Sequence[Family], tables: Tables) -> None:
        self.texts = {text.entry: text for text in texts}
        self.tables = tables
        self._members: dict[int, list[tuple[Family, int, int, bool]]] = {}
        for family in families:
            for member in family.members:
                copied = member.text != family.origin
                text = self.texts.get(member.text)
                spans = [(s.start, s.end) for s in member.spans] or [(0, len(text.text) if text else 0)]
                self._members.setdefault(member.text, []).extend((family, a, b, copied) for a, b in spans)
        self._voices: dict[str, Voice] = {}

    def statements(self, mentions: Iterable[Mention], *properties: str) -> list[Statement]:
        """All values of these properties, parts of tolls too, in the order of content."""
        found = []
        for mention in mentions:
            text = self.texts.get(mention.text)
            for name, value in mention.values(*properties):
                unit, loose, copied = self._unit(mention, value)
                found.append(
                    Statement(
                        id=name, value=value, mention=mention.entry, text=mention.text,
                        outlet=text.outlet if text else "", published=(text and text.described.published) or "",
                        voice=self.voice(value), unit=unit, loose=loose, copy=copied,
                    )
                )  # fmt: skip
        return sorted(found, key=lambda one: one.order)

    def of_texts(self, entries: Iterable[int]) -> tuple[int, int]:
        """How many origins these texts have, by families alone: (suspected merged, suspected split)."""
        loose, sure = set(), set()
        for entry in entries:
            spans = self._members.get(entry, [])
            loose.add(self._named(max(spans, key=_weight)[0]) if spans else f"text {entry}")
            certain = [span for span in spans if span[0].certain]
            sure.add(self._named(max(certain, key=_weight)[0]) if certain else f"text {entry}")
        return min(len(loose), len(sure)), len(sure)

    def _unit(self, mention: Mention, value: Value) -> tuple[str, str, bool]:
        spans = self._members.get(mention.text, [])
        touching = [span for span in spans if span[1] < value.end and value.start < span[2]]
        if not touching:  # a headline belongs to the passages that the rest of its mention stands in
            own = [(v.start, v.end) for v in mention.claimed.values]
            touching = [span for span in spans if any(span[1] < end and start < span[2] for start, end in own)]
        certain = [span for span in touching if span[0].certain]
        alone = f"text {mention.text}"
        if not touching:
            return alone, alone, False
        best = max(touching, key=_weight)
        if not certain:
            return alone, self._named(best[0]), False
        sure = max(certain, key=_weight)
        return self._named(sure[0]), self._named(sure[0]), sure[3]

    def _named(self, family: Family) -> str:
        return f"family {family.id}"

    def voice(self, value: Value) -> Voice:
        """Who says a value: the innermost of its speakers."""
        if not value.speakers:
            return OWN
        speaker = value.speakers[-1]
        known = self._voices.get(speaker.name)
        if known is None:
            known = self._voices[speaker.name] = _voice(speaker.name, self.tables)
        return Voice(key=known.key, named=known.named and not speaker.private, groups=known.groups)


def _weight(span: tuple[Family, int, int, bool]) -> tuple[int, bool, int]:
    """The longer passage, the surer family, the earlier place."""
    family, start, end, _ = span
    return (end - start, family.certain, -start)


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

    for one in statements:
        key = same_statement(one)
        home[top(one.loose)] = top(("said", key) if key and not _private(one) else one.loose)
    return len({top(one.loose) for one in statements})


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
