"""The evidence laid out for answering: what stands where, who said it, and sentences that cite it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from gowah.ask.query import Query
from gowah.model import (
    Certainty,
    Citation,
    Count,
    Evidence,
    Family,
    Figure,
    Incident,
    Level,
    Mention,
    SourceText,
    Span,
    Speaker,
    Value,
    value_id,
    wording,
)
from gowah.words import Settings, Tables, find_names, fold, words
from gowah.words.persons import names_in
from gowah.words.plain import SOMEBODY, say_number, say_speakers

CUT = "▮▮▮"
"""What stands for a protected name inside a sentence of ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A value with its id and the mention it belongs to."""

    id: str
    mention: Mention
    value: Value


@dataclass(frozen=True)
class Desk:
    """Look-ups over one state of the record."""

    evidence: Evidence
    tables: Tables
    settings: Settings

    @cached_property
    def texts(self) -> dict[int, SourceText]:
        """Text id -> text."""
        return {text.entry: text for text in self.evidence.texts}

    @cached_property
    def found(self) -> dict[str, Found]:
        """Value id -> value, of every kind of claim that is not protected, in the order of reports."""
        everything = [
            Found(id=value_id(mention.entry, n), mention=mention, value=value)
            for mention in self.evidence.mentions
            if mention.text in self.texts
            for n, value in enumerate(mention.claimed.values)
            if self.tables.level(mention.claimed.kind, value.property) is not Level.PROTECTED
        ]
        return {item.id: item for item in sorted(everything, key=self.order)}

    @cached_property
    def by_mention(self) -> dict[int, list[Found]]:
        """Mention id -> its values, in the order of the text."""
        grouped: dict[int, list[Found]] = {}
        for item in self.found.values():
            grouped.setdefault(item.mention.entry, []).append(item)
        return grouped

    @cached_property
    def incidents(self) -> tuple[Incident, ...]:
        """All incidents, oldest first, those without a date last."""
        return tuple(sorted(self.evidence.incidents, key=self._incident_order))

    @cached_property
    def figures(self) -> dict[tuple[str, str], Figure]:
        """(incident, measure) -> its figure under the rule that is shown first."""
        rule = self.settings.count.rule
        return {
            (figure.scope.incident, figure.measure): figure
            for figure in reversed(self.evidence.figures)
            if figure.scope.incident and figure.rule == rule
        }

    @cached_property
    def secrets(self) -> tuple[str, ...]:
        """Names of victims and of private speakers, longest first; an outlet's own name is nobody's."""
        names: set[str] = set()
        for mention in self.evidence.mentions:
            for value in mention.claimed.values:
                hidden = self.tables.level(mention.claimed.kind, value.property) is Level.PROTECTED
                if hidden and value.property == "name":
                    names.add(wording(value.value))
                names |= {name for who in value.speakers if who.private for name in names_in(who.name)}
        outlets = {fold(text.described.publisher or "") for text in self.texts.values()}
        kept = (name for name in names if len(name) > 2 and fold(name) not in outlets)
        return tuple(sorted(kept, key=lambda name: (-len(name), name)))

    def of(self, incident: Incident, *properties: str, whole: bool = True) -> list[Found]:
        """The values of an incident's mentions, in the order of reports; parts of tolls only if not `whole`."""
        items = [item for mention in incident.mentions for item in self.by_mention.get(mention, ())]
        kept = [
            i for i in items if (not properties or i.value.property in properties) and not (whole and i.value.of_whom)
        ]
        return sorted(kept, key=self.order)

    def of_kind(self, kind: str) -> list[list[Found]]:
        """The mentions of a kind, each as its values, in the order of reports."""
        groups = [items for items in self.by_mention.values() if items[0].mention.claimed.kind == kind]
        return sorted(groups, key=lambda items: self.order(items[0]))

    def order(self, item: Found) -> tuple[str | int, ...]:
        """By date of publication, outlet, place in the text: never by id."""
        text, value = self.texts[item.mention.text], item.value
        return (
            text.described.published or "9999", text.outlet, text.file, value.start, value.end, value.property,
            wording(value.value), value.of_whom or "",
        )  # fmt: skip

    def outlet(self, item: Found) -> str:
        """The outlet that printed it."""
        return self.texts[item.mention.text].outlet

    def told(self, item: Found) -> str:
        """`UNAMA, as told by HRW, as told by Example News`."""
        return self.discreet(say_speakers(self.outlet(item), item.value.speakers))

    def discreet(self, text: str) -> str:
        """The text without protected names."""
        for name in self.secrets:
            text = text.replace(name, CUT)
        return text

    def family(self, item: Found) -> Family | None:
        """The family that the value's passage belongs to."""
        for family, spans in self.passages.get(item.mention.text, ()):
            if not spans or any(span.start < item.value.end and item.value.start < span.end for span in spans):
                return family
        return None

    @cached_property
    def passages(self) -> dict[int, list[tuple[Family, tuple[Span, ...]]]]:
        """Text id -> its families with the passages of theirs; no passages mean the whole text."""
        found: dict[int, list[tuple[Family, tuple[Span, ...]]]] = {}
        for family in self.evidence.families:
            for member in family.members:
                found.setdefault(member.text, []).append((family, member.spans))
        return found

    def copy_of(self, item: Found) -> str | None:
        """The outlet that a value's passage was copied from; None for an original, or where that is not known."""
        family = self.family(item)
        if family is None or family.origin == item.mention.text:
            return None
        origin = self.texts.get(family.origin) if family.origin is not None else None
        return origin.outlet if origin else family.origin_name or None

    def independent(self, items: Iterable[Found]) -> tuple[list[Found], int]:
        """One value for each origin, the original where it is among them, and how many merely repeat."""
        first: dict[object, Found] = {}
        given = list(items)
        for item in sorted(given, key=self.order):
            family = self.family(item)
            key = family.id if family else item.mention.text
            held = first.get(key)
            is_origin = family is not None and family.origin == item.mention.text
            if held is None or (is_origin and family is not None and held.mention.text != family.origin):
                first[key] = item
        kept = sorted(first.values(), key=self.order)
        return kept, len({item.mention.text for item in given} - {item.mention.text for item in kept})

    def spoken_by(self, item: Found, names: Sequence[str]) -> bool:
        """True when one of the named speaks in the chain of this value, the outlet included."""
        chain = [self.outlet(item), *(speaker.name for speaker in item.value.speakers if not speaker.private)]
        return any(self.same_speaker(name, link) for name in names for link in chain)

    def same_speaker(self, asked: str, name: str) -> bool:
        """True when a speaker's name holds all words of the asked one, or both name one organisation or group."""
        if {word.form for word in words(asked)} <= {word.form for word in words(name)}:
            return True
        wanted = _codes(asked.upper(), self.tables) | _codes(asked.title(), self.tables)
        return any(
            table == other and self.tables.is_a(table, code, want)
            for table, code in _codes(name, self.tables)
            for other, want in wanted
        )

    def _incident_order(self, incident: Incident) -> tuple[str, ...]:
        when = incident.when
        first = self.of(incident)
        return (when and when.earliest) or "9999", *(str(part) for part in (self.order(first[0]) if first else ()))


def _codes(name: str, tables: Tables) -> set[tuple[str, str]]:
    return {(span.table, span.code) for span in find_names(name, tables) if span.table in ("organisations", "groups")}


class Writing:
    """An answer being written: sentences and the citations they carry. `say` refuses what cites nothing."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.sentences: list[str] = []
        self.citations: list[Citation] = []
        self._marks: dict[tuple[int, int, int], int] = {}

    def say(self, sentence: str, items: Iterable[Found], *, most: int = 8) -> None:
        """Adds a sentence with the marks of what it rests on; nothing is added where nothing supports it."""
        marks = sorted({self._mark(item) for item in list(items)[:most]})
        if marks:
            shown = self.desk.discreet(sentence.rstrip(". "))
            self.sentences.append(f"{shown[:1].upper()}{shown[1:]}. {''.join(f'[{n}]' for n in marks)}")

    def attributed(self, sentence: str, items: Sequence[Found], *, most: int = 3) -> None:
        """A sentence followed by who says so: each origin by name, copies as a number."""
        kept, repeats = self.desk.independent(items)
        who = list(dict.fromkeys(self._teller(item) for item in kept))
        shown = "; ".join(who[:most]) + (f"; and {len(who) - most} more" if len(who) > most else "")
        also = f", repeated by {say_number(repeats)} other report{'' if repeats == 1 else 's'}" if repeats else ""
        self.say(f"{sentence}, according to {shown}{also}", kept)

    def _teller(self, item: Found) -> str:
        origin = self.desk.copy_of(item)
        return f"{self.desk.told(item)} (a copy of {origin})" if origin else self.desk.told(item)

    @property
    def text(self) -> str:
        """The answer so far, a sentence a line."""
        return "\n".join(self.sentences)

    def _mark(self, item: Found) -> int:
        value, text = item.value, self.desk.texts[item.mention.text]
        key = (item.mention.text, value.start, value.end)
        if key not in self._marks:
            self._marks[key] = len(self._marks) + 1
            who = tuple(Speaker(name=SOMEBODY, private=True) if s.private else s for s in value.speakers)
            self.citations.append(Citation(
                n=self._marks[key], text=text.entry, source=text.source, file=text.file, quote=value.quote,
                start=value.start, end=value.end, speakers=who, value=item.id,
            ))  # fmt: skip
        return self._marks[key]


def number_of(item: Found) -> Count | None:
    """The count a value holds."""
    return item.value.value if isinstance(item.value.value, Count) else None


def certain(item: Found) -> bool:
    """True for what is said to be so: stated or hedged, neither denied nor supposed."""
    return item.value.certainty in (Certainty.STATED, Certainty.HEDGED)


def plain_words(text: str) -> set[str]:
    """The folded words of a text."""
    return {word.form for word in words(fold(text))}


__all__ = ["CUT", "Desk", "Found", "Query", "Writing", "certain", "number_of", "plain_words"]
