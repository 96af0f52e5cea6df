"""The six kinds of body: what an entry says. Private, erasable, sealed leaf by leaf (`seals`)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gowah.model.values import Datum


class Role(StrEnum):
    """What kept bytes are."""

    ORIGINAL = "original"  # a report as found
    TEXT = "text"  # the words read out of an original; `because` the original
    SETTINGS = "settings"  # the recipe, gowah.toml
    TABLE = "table"  # a hand-made table
    MODEL = "model"  # a learned link model
    NOTE = "note"  # what a staff member knows at first hand
    PROBLEM = "problem"  # canonical JSON of a Problem; `because` what it befell
    ANSWER = "answer"  # that a model was asked about a text, and how many claims came of it; `because` the text


class Certainty(StrEnum):
    """How the sentence commits itself."""

    STATED = "stated"
    HEDGED = "hedged"
    DENIED = "denied"
    HYPOTHETICAL = "hypothetical"


class Level(StrEnum):
    """Who may see a field: anyone; the team; those who must."""

    OPEN = "open"
    GUARDED = "guarded"
    PROTECTED = "protected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What a text says of itself. `published` is an ISO date; `language` BCP 47 (en, prs, ps).

    Of a chat, `published` is the day of its last message: each has its own (`words.issued`). Of scans:
    `ocr_confidence`, the median of its words in percent; `unread_pages`, how many could not be read.
    """

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    agency: str | None = None
    dateline: str | None = None
    ocr_confidence: int | None = None
    unread_pages: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """These bytes were taken from there at that time.

    `digest` is the SHA-256 (hex) of the bytes as stored under `bodies/originals/`; `content_digest`
    that of what they wrap, where they are a wrapper (a WARC response), and it then is the source's
    identity. `layout` (texts only) has one block a line, `kind start end`, in code points.
    """

    role: Role
    digest: str
    media_type: str
    size: int
    taken_from: str
    taken_at: str
    name: str
    content_digest: str | None = None
    described: Described | None = None
    layout: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Somebody in the chain of a statement. `private`: a person at risk, not an office or a group."""

    name: str
    private: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One value of a claim, with the very words it stands in.

    `text[start:end] == quote`, in code points of the kept text. `speakers` is outermost first and
    empty when the outlet itself speaks. `of_whom` marks a part of a toll (women, children, …).
    """

    property: str
    value: Datum
    quote: str
    start: int
    end: int
    speakers: tuple[Speaker, ...] = ()
    certainty: Certainty = Certainty.STATED
    of_whom: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Code points [start, end) of a text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """One mention in a kept text (the first entry of `because`).

    `kind` and each property are rows of `data/properties.csv`. `anchor` is where the text speaks of
    it; `about` is the anchor of the attack that a victim belongs to, in the same text.
    """

    kind: str
    anchor: Span
    values: tuple[Value, ...]
    about: Span | None = None


class Verdict(StrEnum):
    """What a person can rule."""

    RIGHT = "right"
    WRONG = "wrong"
    CORRECTED = "corrected"
    SAME_INCIDENT = "same_incident"
    DIFFERENT_INCIDENT = "different_incident"
    SAME_ORIGIN = "same_origin"
    DIFFERENT_ORIGIN = "different_origin"
    GRADED = "graded"
    PROTECTED = "protected"
    CONSENTED = "consented"
    KEY_ADDED = "key_added"
    KEY_RETIRED = "key_retired"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A person's ruling on entries (`e12`) or values (`e12.3`), signed by the key in `by`.

    `value` is the correction (`corrected`); `term` a grade, level or key (`graded`, `protected`,
    `key_added`). `signature` is base64 Ed25519 over `ledger.keys.ruling_bytes`.
    """

    verdict: Verdict
    about: tuple[str, ...] = ()
    value: Value | None = None
    term: str | None = None
    reason: str | None = None
    signature: str | None = None


class Reason(StrEnum):
    """Coded, because a free text could name the person who asked."""

    WRONG = "wrong"
    SUPERSEDED = "superseded"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    AT_RISK = "at_risk"
    LEGAL_ORDER = "legal_order"
    KEPT_BY_MISTAKE = "kept_by_mistake"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """The entries in `because` no longer hold."""

    reason: Reason
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """The bodies of the entries in `because` were destroyed. `authority` is a code, never a name."""

    reason: Reason
    authority: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """A published file: its path in the release and the SHA-256 (hex) of its bytes."""

    path: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedIncident:
    """An incident as published: its id then, and the mentions it held."""

    id: str
    mentions: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """Release `number` was made from checkpoint (`size`, `root`) under the settings in `because`."""

    number: int
    size: int
    root: str
    program: str
    outputs: tuple[Output, ...] = ()
    incidents: tuple[PublishedIncident, ...] = ()


Body = Kept | Claimed | Decided | Withdrawn | Erased | Published

BODY_TYPES: dict[str, type[Body]] = {
    "kept": Kept, "claimed": Claimed, "decided": Decided,
    "withdrawn": Withdrawn, "erased": Erased, "published": Published,
}  # fmt: skip
"""The `kind` of a line -> the class of its body."""


def kind_of(body: Body) -> str:
    """The line's word for this kind of body."""
    return type(body).__name__.lower()
