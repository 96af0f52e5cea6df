"""What is most probably true of an incident: for each attribute the value that fits the most reports."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from gowah.link.levels import TABLE_OF
from gowah.model import Certainty, Datum, Mention, SourceText, Term, Value, When, Where
from gowah.words.tables import Tables

Named = tuple[str, Value]
_SURE = {Certainty.STATED: 0, Certainty.HEDGED: 1, Certainty.HYPOTHETICAL: 2, Certainty.DENIED: 3}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A value with what is needed to weigh it: whose report, when, and its order by content."""

    id: str
    value: Value
    outlet: str
    published: str
    mention: Mention


def said(mentions: Sequence[Mention], texts: Mapping[int, SourceText], *properties: str) -> list[Said]:
    """All values of these properties; denied and supposed ones are left out."""
    found = []
    for mention in mentions:
        text = texts.get(mention.text)
        for name, value in mention.values(*properties, whole=True):
            if value.certainty in (Certainty.STATED, Certainty.HEDGED):
                found.append(
                    Said(
                        id=name, value=value, mention=mention,
                        outlet=outlet(mention, texts), published=(text and text.described.published) or "9999",
                    )
                )  # fmt: skip
    return found


def outlet(mention: Mention, texts: Mapping[int, SourceText]) -> str:
    """The publisher; a report without one stands for itself (a file's name says nothing)."""
    text = texts.get(mention.text)
    return (text and text.described.publisher) or f"text {mention.text}"


def fitting(
    values: Sequence[Said], bears: Callable[[Datum, Datum], bool], fineness: Callable[[Datum], int]
) -> Said | None:
    """The value that most outlets bear out, then the finest, the surest, the earliest.

    `bears(a, b)`: whoever says `a` bears out `b`, because it is the same or a vaguer way to say it.
    """
    if len(values) < 2:
        return values[0] if values else None
    outlets: dict[Datum, set[str]] = {}
    for one in values:
        outlets.setdefault(one.value.value, set()).add(one.outlet)
    # What is told alike is weighed once, however many tell it.
    support = {
        told: len(set().union(*(its for other, its in outlets.items() if bears(other, told)))) for told in outlets
    }
    order = {told: (-number, fineness(told)) for told, number in support.items()}

    def rank(one: Said) -> tuple[object, ...]:
        return (*order[one.value.value], _SURE[one.value.certainty], one.published)

    best = min(map(rank, values))
    return min((one for one in values if rank(one) == best), key=_content)


def _content(one: Said) -> tuple[object, ...]:
    return repr(one.value.value), one.value.start, one.value.end


def fitting_when(values: Sequence[Said]) -> Said | None:
    """The day, or failing that the shortest span, that most reports allow."""
    usable = [one for one in values if isinstance(one.value.value, When)]
    return fitting(usable, _holds, _length)


def _holds(a: Datum, b: Datum) -> bool:
    if not (isinstance(a, When) and isinstance(b, When)):
        return False
    early = a.earliest is None or (b.earliest is not None and a.earliest <= b.earliest)
    return early and (a.latest is None or (b.latest is not None and b.latest <= a.latest))


def _length(when: Datum) -> int:
    return {"day": 0, "week": 1, "month": 2, "year": 3}.get(getattr(when, "precision", None) or "", 4)


def fitting_where(values: Sequence[Said], tables: Tables) -> Said | None:
    """The smallest place that most reports allow."""

    def bears(a: Datum, b: Datum) -> bool:
        if not (isinstance(a, Where) and isinstance(b, Where)):
            return False
        return any(row.id == a.place for row in tables.ancestors(b.place))

    usable = [one for one in values if isinstance(one.value.value, Where) and one.value.value.place in tables.places]
    return fitting(usable, bears, lambda where: getattr(where, "precision", 9))


def fitting_term(values: Sequence[Said], name: str, tables: Tables) -> Said | None:
    """The narrowest code that most reports allow; `unknown` only if there is nothing else."""
    table = TABLE_OF[name]

    def bears(a: Datum, b: Datum) -> bool:
        return isinstance(a, Term) and isinstance(b, Term) and (a.code == b.code or tables.is_a(table, b.code, a.code))

    def broadness(term: Datum) -> int:
        return -len(list(tables.broader(table, getattr(term, "code", None))))

    usable = [one for one in values if isinstance(one.value.value, Term)]
    known = [one for one in usable if getattr(one.value.value, "code", "") not in ("unknown", "other")]
    return fitting(known or usable, bears, broadness)
