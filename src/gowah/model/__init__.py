"""The words: values, claims, bodies, entries, findings, and the bytes they are sealed as."""

from gowah.model.bodies import (
    Body,
    Certainty,
    Claimed,
    Decided,
    Described,
    Erased,
    Kept,
    Level,
    Output,
    Published,
    PublishedIncident,
    Reason,
    Role,
    Span,
    Speaker,
    Value,
    Verdict,
    Withdrawn,
    kind_of,
)  # fmt: skip
from gowah.model.entries import Entry, Line, entry_id, family_id, incident_id, line_bytes, line_from, read_id, value_id
from gowah.model.findings import (
    Answer,
    Block,
    Change,
    Citation,
    Decider,
    Evidence,
    Family,
    Figure,
    Found,
    Incident,
    Link,
    Member,
    Mention,
    Original,
    Pair,
    Part,
    Problem,
    ReadText,
    Responsibility,
    Scope,
    SourceText,
    TotalSaid,
)  # fmt: skip
from gowah.model.values import Count, Datum, Money, Term, Text, When, Where, wording

__all__ = [
    "Answer", "Block", "Body", "Certainty", "Change", "Citation", "Claimed", "Count", "Datum", "Decided", "Decider",
    "Described", "Entry", "Erased", "Evidence", "Family", "Figure", "Found", "Incident", "Kept", "Level", "Line",
    "Link", "Member", "Mention", "Money", "Original", "Output", "Pair", "Part", "Problem", "Published",
    "PublishedIncident", "ReadText", "Reason", "Responsibility", "Role", "Scope", "SourceText", "Span", "Speaker",
    "Term", "Text", "TotalSaid", "Value", "Verdict", "When", "Where", "Withdrawn", "entry_id", "family_id",
    "incident_id", "kind_of", "line_bytes", "line_from", "read_id", "value_id", "wording",
]  # fmt: skip
