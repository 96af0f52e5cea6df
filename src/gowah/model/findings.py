"""What the steps hand each other: texts, mentions, families, incidents, figures, answers.

None of this is stored as truth: each is a fold of the ledger and can be worked out again.
"""

from __future__ import annotations

from dataclasses import dataclass

from gowah.model.bodies import Claimed, Described, Kept, Span, Speaker, Value
from gowah.model.entries import value_id
from gowah.model.values import Term, When, Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Bad input, said plainly: where, what is wrong, what to do. Counted and shown, never lost."""

    where: str
    what: str
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Something `keep` took in: the bytes to store, their body, and the bytes' wrapper if any."""

    kept: Kept
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """A source's bytes as `read` gets them; `entry` is the first sighting."""

    entry: int
    kept: Kept
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A part of a text: title, header, byline, heading, paragraph, item, row, caption, related, entry, unsure."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadText:
    """What `read` made of an original: words, what they say of themselves, and their layout."""

    text: str
    described: Described
    layout: tuple[Block, ...] = ()
    media_type: str = "text/plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceText:
    """A kept text as the later steps see it.

    `entry` is the text's id, `source` that of the original's first sighting, `file` the name it was
    kept under, `media_type` the original's.
    """

    entry: int
    source: int
    file: str
    media_type: str
    described: Described
    layout: tuple[Block, ...] = ()
    text: str

    @property
    def outlet(self) -> str:
        """The publisher, or failing that the file's name."""
        return self.described.publisher or self.file


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A claim as entered: its id, the text it stands in, what it says.

    `struck` are the positions of values that a person ruled wrong: they keep their ids and are left out.
    `tool` names the claimer that made it, without its version; empty where nobody says.
    """

    entry: int
    text: int
    claimed: Claimed
    struck: tuple[int, ...] = ()
    tool: str = ""

    def values(self, *properties: str, whole: bool = False) -> tuple[tuple[str, Value], ...]:
        """(value id, value) of the named properties (none: all); `whole` leaves out parts of tolls."""
        return tuple(
            (value_id(self.entry, n), value)
            for n, value in enumerate(self.claimed.values)
            if (not properties or value.property in properties)
            and not (whole and value.of_whom)
            and n not in self.struck
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a copy says otherwise than its origin.

    `kind`: lost qualifier, scope, unit, number, tense, name, place or period.
    """

    property: str
    before: str
    after: str
    kind: str
    before_span: Span | None = None
    after_span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Evidence: a sentence of the origin (or of another member) beside the one that repeats it."""

    origin_text: int
    origin: Span
    member: Span
    score: int  # percent of the words shared in order


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A text's part in a family. `relation`: original, verbatim, partial, paraphrase, translation, cites.

    `certain` is False where this text's copying is suspected only, in a family whose others surely copied.
    """

    text: int
    source: int
    spans: tuple[Span, ...] = ()
    relation: str
    reason: str
    changed: tuple[Change, ...] = ()
    pairs: tuple[Pair, ...] = ()
    certain: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Passages of one origin. `origin` is a text's id, or None when it was not kept (`origin_name`).

    `certain` is False where copying is suspected only: merged in the lower bound, split in the upper.
    """

    id: str
    origin: int | None = None
    origin_name: str = ""
    members: tuple[Member, ...] = ()
    certain: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One summand of a link score: what was compared, what was found, its weight in millibits."""

    comparison: str
    found: str
    weight: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Why two mentions are one incident, or not: the parts sum to the score (millibits)."""

    a: int
    b: int
    parts: tuple[Part, ...] = ()
    joined: bool

    @property
    def score(self) -> int:
        """The sum of the parts."""
        return sum(part.weight for part in self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Responsibility:
    """Who is said to have done it. `status`: claimed, attributed, suspected, denied, disputed, unknown."""

    status: str
    by: Term | None = None
    speakers: tuple[Speaker, ...] = ()
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """Mentions of one event, with the attributes that best fit them.

    `chosen` pairs each attribute with the value id it was taken from.
    """

    id: str
    mentions: tuple[int, ...] = ()
    when: When | None = None
    where: Where | None = None
    site: Term | None = None
    community: Term | None = None
    perpetrator: Term | None = None
    tactic: Term | None = None
    responsibility: Responsibility = Responsibility(status="unknown")
    chosen: tuple[tuple[str, str], ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What a figure covers; an absent field means any. `place` is a gazetteer id."""

    incident: str | None = None
    perpetrator: str | None = None
    community: str | None = None
    place: str | None = None
    site: str | None = None
    tactic: str | None = None
    earliest: str | None = None
    latest: str | None = None
    responsibility: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decider:
    """Which value decides an end of a range (`low`, `best`, `high`), or why another does not."""

    end: str
    value: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number with its range and the way down to its sentences.

    `measure`: incidents, attacks, killed, injured or hurt (killed or injured together). An end that
    is None is open. `origins_low` merges suspected copies, `origins_high` splits unproven ones.
    """

    id: str
    measure: str
    scope: Scope
    rule: str
    low: int | None = None
    best: int | None = None
    high: int | None = None
    reports: int
    origins_low: int
    origins_high: int
    incidents: tuple[str, ...] = ()
    deciders: tuple[Decider, ...] = ()
    values: tuple[str, ...] = ()
    grade: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """The sentence an answer rests on; `n` is its mark [n]."""

    n: int
    text: int
    source: int
    file: str
    quote: str
    start: int
    end: int
    speakers: tuple[Speaker, ...] = ()
    value: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalSaid:
    """A total that a source itself gives."""

    low: int | None = None
    high: int | None = None
    source: int
    scope: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer every sentence of which cites, or an abstention with its reason.

    `value` is a number, ids, a truth value, a word or None; `by_incidents` is (low, high, ids).
    """

    question: str
    understood: str
    kind: str
    answer: str
    value: int | bool | str | tuple[str, ...] | None = None
    low: int | None = None
    high: int | None = None
    by_incidents: tuple[int | None, int | None, tuple[str, ...]] | None = None
    by_totals: tuple[TotalSaid, ...] = ()
    abstained: bool = False
    reason: str | None = None
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """All that `ask` and `publish` may know: one consistent state of the views."""

    size: int
    texts: tuple[SourceText, ...]
    mentions: tuple[Mention, ...]
    families: tuple[Family, ...]
    incidents: tuple[Incident, ...]
    figures: tuple[Figure, ...]
    problems: tuple[Problem, ...] = ()
    sightings: tuple[tuple[int, Kept], ...] = ()
