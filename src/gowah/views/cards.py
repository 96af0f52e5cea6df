"""Cards: all that the record knows of one thing, ready to be printed or drawn. Plain JSON, unknown is null."""

from __future__ import annotations

from collections import Counter
from typing import Any

from gowah.errors import UnknownName
from gowah.model import (
    Evidence,
    Family,
    Figure,
    Incident,
    Kept,
    Mention,
    SourceText,
    Value,
    entry_id,
    read_id,
    value_id,
    wording,
)  # fmt: skip
from gowah.model.codec import to_tree
from gowah.views.dump import Json, changes, datum, incident, names
from gowah.views.dump import source as dumped
from gowah.words import Tables
from gowah.words.issued import Stretch, has_posts, issued, issued_at
from gowah.words.plain import say_value


class Cards:
    """Looks things up in one state of the record."""

    def __init__(self, evidence: Evidence, tables: Tables) -> None:
        self.evidence, self.tables = evidence, tables
        self.texts = {text.entry: text for text in evidence.texts}
        self.mentions = {mention.entry: mention for mention in evidence.mentions}
        self.incident_of = {entry: each for each in evidence.incidents for entry in each.mentions}
        self._issued: dict[int, tuple[Stretch, ...]] = {}

    def overview(self) -> Json:
        """What the record holds: every source with the number of its claims, and what could not be read."""
        claims = Counter(mention.text for mention in self.evidence.mentions for _ in mention.values())
        return {
            "card": "record", "entries": self.evidence.size,
            "sources": [{**_source(text), "claims": claims[text.entry]} for text in self.evidence.texts],
            "unread": [
                {"id": entry_id(source), "file": kept.name, "media_type": kept.media_type, "why": self._why(kept)}
                for source, kept in sorted(self._unread().items())
            ],
            "incidents": len(self.evidence.incidents), "families": len(self.evidence.families),
            "figures": len(self.evidence.figures), "problems": len(self.evidence.problems),
        }  # fmt: skip

    def _unread(self) -> dict[int, Kept]:
        """The first sighting of each source that has no text."""
        read = {text.source for text in self.evidence.texts}
        return {source: kept for source, kept in reversed(self.evidence.sightings) if source not in read}

    def _why(self, kept: Kept) -> str:
        """What went wrong with a file; empty where it only waits to be read."""
        return next((problem.what for problem in self.evidence.problems if problem.where == kept.name), "")

    def card(self, id: str) -> Json:
        """The card of a source, text, mention, value, incident, family or figure. Raises `UnknownName`."""
        if id.startswith("n-"):
            return self.figure(self._figure(id))
        kind, entry, position = read_id(id)
        if kind == "f":
            return self.family(self._family(id))
        if kind == "i":
            return self.incident(self._incident(entry))
        if entry in self.mentions:
            return self.mention(self.mentions[entry], position)
        text = next((t for t in self.evidence.texts if entry in {t.entry, t.source}), None)
        if text is None and (kept := self._unread().get(entry)):
            why = self._why(kept)
            hint = "`gowah status` tells what to do." if why else "It waits to be read: gowah run."
            raise UnknownName(f"no text was read from {kept.name}{why and f': {why}'}", hint=hint)
        if text is None:
            raise UnknownName(f"{id} is nothing that is shown", hint="`gowah dump` lists all ids.")
        return self.source(text)

    def source(self, text: SourceText) -> Json:
        """A report's card: each claim, whose words it is, its family, what changed, what nothing supports."""
        held = [mention for mention in self.evidence.mentions if mention.text == text.entry]
        families = [family for family in self.evidence.families if any(m.text == text.entry for m in family.members)]
        return {
            "card": "source", **_source(text), "claims": [row for mention in held for row in self._claims(mention)],
            "families": [self.family(family, only=text.entry) for family in families],
        }  # fmt: skip

    def mention(self, mention: Mention, position: int | None = None) -> Json:
        """One mention, or one of its values, with the incident that holds it now."""
        rows = self._claims(mention)
        if position is not None:
            rows = [row for row in rows if row["id"] == value_id(mention.entry, position)]
        holds = self.incident_of.get(mention.entry)
        return {
            "card": "mention", "id": entry_id(mention.entry), "kind": mention.claimed.kind,
            "source": _source(self.texts[mention.text]), "incident": holds.id if holds else None, "claims": rows,
        }  # fmt: skip

    def incident(self, each: Incident) -> Json:
        """An incident: its ranges and what decides them, every value with its sentence, why it was joined."""
        row = incident(each, self.mentions, self.texts, self.evidence.figures, self.tables)
        held = [self.mentions[entry] for entry in each.mentions if entry in self.mentions]
        return {
            "card": "incident", **row, "claims": [row for mention in held for row in self._claims(mention)],
            "figures": [self.figure(f) for f in self.evidence.figures if f.scope.incident == each.id],
            "links": [
                {
                    "a": entry_id(link.a), "b": entry_id(link.b), "score": link.score, "joined": link.joined,
                    "parts": [to_tree(part) for part in link.parts],
                }
                for link in each.links
            ],
            "sources": [_source(self.texts[text]) for text in sorted({mention.text for mention in held})],
        }  # fmt: skip

    def family(self, each: Family, only: int | None = None) -> Json:
        """A family as a tree: the origin, then each member with what it changed; `only` one text's part."""
        return {
            "card": "family", "id": each.id, "certain": each.certain,
            "origin": _source(self.texts[each.origin]) if each.origin in self.texts else None,
            "origin_name": each.origin_name,
            "members": [
                {
                    "source": _source(self.texts[m.text]), "relation": m.relation, "reason": m.reason,
                    "spans": [[span.start, span.end] for span in m.spans],
                    "changed": changes(m),
                    "pairs": [
                        {
                            "origin": self._cut(p.origin_text, p.origin.start, p.origin.end),
                            "member": self._cut(m.text, p.member.start, p.member.end), "score": p.score,
                        }
                        for p in m.pairs
                    ],
                }
                for m in each.members
                if m.text in self.texts and only in {None, m.text}
            ],
        }  # fmt: skip

    def figure(self, each: Figure) -> Json:
        """A figure: its range, what decides each end, and the sentences below it."""
        return {
            "card": "figure", "id": each.id, "measure": each.measure, "scope": to_tree(each.scope), "rule": each.rule,
            "low": each.low, "best": each.best, "high": each.high, "reports": each.reports,
            "origins": {"low": each.origins_low, "high": each.origins_high}, "grade": each.grade,
            "incidents": list(each.incidents), "deciders": [to_tree(decider) for decider in each.deciders],
            "claims": [row for id in each.values if (row := self._value(id)) is not None],
        }  # fmt: skip

    def _claims(self, mention: Mention) -> list[Json]:
        return [self._row(mention, id, value) for id, value in mention.values()]

    def _value(self, id: str) -> Json | None:
        _, entry, position = read_id(id)
        mention = self.mentions.get(entry)
        found = dict(mention.values()) if mention else {}
        return self._row(mention, id, found[id]) if mention and id in found and position is not None else None

    def _row(self, mention: Mention, id: str, value: Value) -> Json:
        text = self.texts[mention.text]
        family = self._family_at(mention.text, value.start, value.end)
        return {
            "id": id, "kind": mention.claimed.kind, "property": value.property,
            "value": datum(value.value, self.tables), "as_written": wording(value.value),
            "said": say_value(value.property, value.value, self.tables), "of_whom": value.of_whom,
            "quote": value.quote, "start": value.start, "end": value.end, "speakers": names(value.speakers),
            "certainty": value.certainty.value, "outlet": text.outlet, "published": self._day(text, value.start),
            "source": entry_id(text.source), "family": family.id if family else None,
            "copied_from": self._origin_name(family, text.entry),
            "supported_by": self._support(mention, value),
        }  # fmt: skip

    def _day(self, text: SourceText, at: int) -> str | None:
        """The day on which what stands at `at` was issued: in a chat that of its own message."""
        if not has_posts(text):
            return text.described.published
        stretches = self._issued.get(text.entry) or self._issued.setdefault(text.entry, issued(text))
        day = issued_at(stretches, at)
        return day.isoformat() if day else None

    def _family_at(self, text: int, start: int, end: int) -> Family | None:
        for family in self.evidence.families:
            for member in family.members:
                if member.text == text and any(s.start < end and start < s.end for s in member.spans):
                    return family
        return None

    def _origin_name(self, family: Family | None, text: int) -> str | None:
        if family is None or family.origin == text:
            return None
        return self.texts[family.origin].outlet if family.origin in self.texts else family.origin_name

    def _support(self, mention: Mention, value: Value) -> list[str]:
        """Outlets outside this value's family whose mentions of the incident say the same value."""
        holds = self.incident_of.get(mention.entry)
        own = self._family_at(mention.text, value.start, value.end)
        found = set()
        for entry in holds.mentions if holds else ():
            other = self.mentions.get(entry)
            if other is None or other.text == mention.text:
                continue
            for _, each in other.values(value.property):
                same = each.of_whom == value.of_whom and _bare(each, self.tables) == _bare(value, self.tables)
                family = self._family_at(other.text, each.start, each.end)
                if same and (own is None or family is None or family.id != own.id):
                    found.add(self.texts[other.text].outlet)
        return sorted(found)

    def _cut(self, text: int, start: int, end: int) -> str:
        return self.texts[text].text[start:end] if text in self.texts else ""

    def _incident(self, entry: int) -> Incident:
        found = self.incident_of.get(entry)
        if found is None:
            raise UnknownName(f"no incident holds e{entry}")
        return found

    def _family(self, id: str) -> Family:
        found = next((family for family in self.evidence.families if family.id == id), None)
        if found is None:
            raise UnknownName(f"there is no family {id}", hint="`gowah trace` lists them.")
        return found

    def _figure(self, id: str) -> Figure:
        found = next((figure for figure in self.evidence.figures if figure.id == id), None)
        if found is None:
            raise UnknownName(f"there is no figure {id}", hint="`gowah count` lists them.")
        return found


def _source(text: SourceText) -> Json:
    """A source as the dump has it, and the first and last day of one that is made of posts."""
    days = sorted(stretch.day.isoformat() for stretch in issued(text) if stretch.day) if has_posts(text) else []
    return {**dumped(text), "days": [days[0], days[-1]] if days else None}


def _bare(value: Value, tables: Tables) -> Any:
    """What a value says, without its wording."""
    plain = datum(value.value, tables)
    return {k: v for k, v in plain.items() if k not in {"as_written", "name"}} if isinstance(plain, dict) else plain
