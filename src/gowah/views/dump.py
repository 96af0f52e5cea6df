"""`gowah dump --json`: the record as other programs read it. Unknown is null.

The shape is docs/formats.md, "Dump". It holds protected values: it is for the team, never for a release.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from gowah.model import (
    Count,
    Datum,
    Evidence,
    Family,
    Figure,
    Incident,
    Member,
    Mention,
    Money,
    Responsibility,
    SourceText,
    Speaker,
    Term,
    Text,
    When,
    Where,
    entry_id,
)  # fmt: skip
from gowah.words import Tables

Json = dict[str, Any]
TOLLS = ("killed", "injured", "hurt")


def dump(evidence: Evidence, tables: Tables) -> Json:
    """Sources, claims, families, incidents and problems of one state of the record."""
    texts = {text.entry: text for text in evidence.texts}
    belongs = _belongs(evidence.families)
    by_entry = {mention.entry: mention for mention in evidence.mentions}
    return {
        "sources": [source(text, belongs) for text in evidence.texts],
        "claims": [row for mention in evidence.mentions for row in claims(mention, texts, tables)],
        "families": [family(each, texts) for each in evidence.families],
        "incidents": [incident(each, by_entry, texts, evidence.figures, tables) for each in evidence.incidents],
        "problems": [{"where": p.where, "what": p.what, "hint": p.hint} for p in evidence.problems],
    }


def source(text: SourceText, belongs: dict[int, list[str]] | None = None) -> Json:
    """One source: its text's description and the families of its passages, largest part first."""
    about, families = text.described, (belongs or {}).get(text.entry, [])
    return {
        "id": entry_id(text.source), "file": text.file, "publisher": about.publisher, "published": about.published,
        "title": about.title, "language": about.language, "url": about.url, "author": about.author,
        "text": entry_id(text.entry), "families": families, "family": families[0] if families else None,
        "ocr_confidence": about.ocr_confidence, "unread_pages": about.unread_pages,
    }  # fmt: skip


def claims(mention: Mention, texts: dict[int, SourceText], tables: Tables) -> list[Json]:
    """One row a value."""
    found = texts[mention.text]
    return [
        {
            "id": id, "source": entry_id(found.source), "subject": entry_id(mention.entry),
            "kind": mention.claimed.kind, "property": value.property, "value": datum(value.value, tables),
            "quote": value.quote, "start": value.start, "end": value.end, "speakers": names(value.speakers),
            "of_whom": value.of_whom, "certainty": value.certainty.value,
        }
        for id, value in mention.values()
    ]  # fmt: skip


def datum(value: Datum | None, tables: Tables) -> Any:
    """A value in the dump's form."""
    match value:
        case Count():
            return {"low": value.low, "high": value.high, "about": value.about, "as_written": value.as_written}
        case When():
            return {
                "earliest": value.earliest, "latest": value.latest, "as_written": value.as_written,
                "precision": value.precision,
            }  # fmt: skip
        case Where():
            return where(value, tables)
        case Term():
            return {"code": value.code, "as_written": value.as_written}
        case Money():
            return {"amount": value.amount, "currency": value.currency, "as_written": value.as_written}
        case Text():
            return value.text
    return None


def where(value: Where, tables: Tables) -> Json:
    """A place with the names of what holds it, as far as its precision goes."""

    def name(*kinds: str) -> str | None:
        return next((row.name for row in tables.ancestors(value.place) if row.kind in kinds), None)

    known = tables.places.get(value.place or "")
    return {
        "name": value.as_written or (known.name if known else None), "district": name("district", "city"),
        "province": name("province"), "country": name("country"), "precision": value.precision, "place": value.place,
    }  # fmt: skip


def family(each: Family, texts: dict[int, SourceText]) -> Json:
    """One family with its members and what each changed."""
    return {
        "id": each.id, "origin": entry_id(texts[each.origin].source) if each.origin in texts else None,
        "origin_name": each.origin_name, "certain": each.certain,
        "members": [
            {
                "source": entry_id(member.source), "spans": [[span.start, span.end] for span in member.spans] or None,
                "relation": member.relation, "reason": member.reason,
                "changed": changes(member),
            }
            for member in each.members
        ],
    }  # fmt: skip


def changes(member: Member) -> list[Json]:
    """What a copy says otherwise than its origin."""
    return [{"property": c.property, "from": c.before, "to": c.after, "kind": c.kind} for c in member.changed]


def incident(
    each: Incident, mentions: dict[int, Mention], texts: dict[int, SourceText], figures: tuple[Figure, ...],
    tables: Tables,
) -> Json:  # fmt: skip
    """One incident with its attributes, tolls, origins and the claims that are in it."""
    own = {figure.measure: figure for figure in figures if figure.scope.incident == each.id}
    held = [mentions[entry] for entry in each.mentions if entry in mentions]
    row: Json = {
        "id": each.id, "when": datum(each.when, tables), "where": datum(each.where, tables),
        "site": datum(each.site, tables), "community": datum(each.community, tables),
        "perpetrator": datum(each.perpetrator, tables), "tactic": datum(each.tactic, tables),
        "responsibility": responsibility(each.responsibility, tables),
        "sources": sorted({entry_id(texts[m.text].source) for m in held}, key=lambda id: int(id[1:])),
        "claims": [id for mention in held for id, _ in mention.values()],
    }  # fmt: skip
    for measure in TOLLS:
        figure = own.get(measure)
        row[measure] = {"low": figure.low, "best": figure.best, "high": figure.high} if figure else None
    whole = own.get("incidents") or next((own[m] for m in TOLLS if m in own), None)
    row["origins"] = {"low": whole.origins_low, "high": whole.origins_high} if whole else None
    row["grades"] = {
        "happened": whole.grade if whole else None, "responsibility": each.responsibility.status,
    }  # fmt: skip
    return row


def responsibility(said: Responsibility, tables: Tables) -> Json:
    """Who is said to have done it, and by whom."""
    return {"status": said.status, "by": datum(said.by, tables), "speakers": names(said.speakers)}


def names(speakers: tuple[Speaker, ...]) -> list[str]:
    """The chain, outermost first."""
    return [speaker.name for speaker in speakers]


def _belongs(families: tuple[Family, ...]) -> dict[int, list[str]]:
    """Text -> its families: those it is the origin of first, then by how much of it they hold."""
    found: dict[int, list[tuple[bool, int, str]]] = defaultdict(list)
    for each in families:
        for member in each.members:
            size = sum(span.end - span.start for span in member.spans)
            found[member.text].append((member.relation != "original", -size, each.id))
    return {text: [id for _, _, id in sorted(rows)] for text, rows in found.items()}
