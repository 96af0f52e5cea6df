"""The toll of one attack: low, best, high, with the value that decides each end and why the others do not.

Rule `best` (docs/methodology.md): each origin counts once, with its latest word; the lowest and the highest
number that is left are the ends; `best` is the number most origins give.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from gowah.count.origins import Statement, same_statement
from gowah.count.revisions import by_text, ends, follows, superseded
from gowah.model import Certainty, Decider, Term
from gowah.words.tables import Tables

MEASURES = ("killed", "injured", "hurt")
NO_END = "none"
"""`Decider.end` of a value that decides nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """A range with its reasons; an end that is None is open. `used` are the statements left in the end."""

    low: int | None = None
    best: int | None = None
    high: int | None = None
    deciders: tuple[Decider, ...] = ()
    used: tuple[Statement, ...] = ()
    all: tuple[Statement, ...] = field(default=())


def toll(
    statements: Sequence[Statement], perpetrator: Term | None, attackers: Mapping[int, bool], tables: Tables
) -> Toll:
    """The toll that these values of one measure give.

    `attackers` says of a mention whether its numbers count the attackers in.
    """
    left, out = list(statements), []
    for step in (_whole, _asserted):
        left, gone = step(left)
        out += gone
    left, gone = _others_words(left, perpetrator, tables)
    out += gone
    left, gone = _without_attackers(left, attackers)
    out += gone
    for step in (_originals, _latest, _once):
        left, gone = step(left)
        out += gone
    left = [one for one in left if one.count.low is not None or one.count.high is not None]
    low, high = _low(left), _high(left)
    best, why = _best(left)
    deciders = [
        *(Decider(end="low", value=one.id, because="the lowest number an origin gives") for one in low[1]),
        *(Decider(end="best", value=one.id, because=why) for one in best[1]),
        *(Decider(end="high", value=one.id, because=high[2]) for one in high[1]),
    ]
    decided = {decider.value for decider in deciders}
    out += [(one, "lies between the ends") for one in left if one.id not in decided]
    deciders += [Decider(end=NO_END, value=one.id, because=because) for one, because in out]
    return Toll(
        low=low[0], best=best[0], high=high[0], deciders=tuple(deciders), used=tuple(left), all=tuple(statements)
    )  # fmt: skip


Sifted = tuple[list[Statement], list[tuple[Statement, str]]]


def _sift(found: Sequence[Statement], reasons: Mapping[str, str]) -> Sifted:
    return [one for one in found if one.id not in reasons], [(o, reasons[o.id]) for o in found if o.id in reasons]


def _whole(found: Sequence[Statement]) -> Sifted:
    return _sift(
        found, {o.id: f"a part of the toll ({o.value.of_whom}), never added" for o in found if o.value.of_whom}
    )


def _asserted(found: Sequence[Statement]) -> Sifted:
    words = {Certainty.DENIED: "denied: a denial stands beside the range", Certainty.HYPOTHETICAL: "only supposed"}
    return _sift(found, {o.id: words[o.value.certainty] for o in found if o.value.certainty in words})


def _others_words(found: Sequence[Statement], perpetrator: Term | None, tables: Tables) -> Sifted:
    """The perpetrator's own figure is set aside as soon as anyone else gives one."""
    code = perpetrator.code if perpetrator else None
    own = {
        o.id: "the perpetrator's own figure"
        for o in found
        if code and any(tables.is_a("groups", code, g) or tables.is_a("groups", g, code) for g in o.voice.groups)
    }
    return _sift(found, own if len(own) < len(found) else {})


def _without_attackers(found: Sequence[Statement], attackers: Mapping[int, bool]) -> Sifted:
    with_them = {o.id: "counts the attackers in" for o in found if attackers.get(o.mention)}
    return _sift(found, with_them if len(with_them) < len(found) else {})


def _originals(found: Sequence[Statement]) -> Sifted:
    """Of a family the origin speaks, or the earliest text of it that gives a number; its outlet may correct it."""
    reasons: dict[str, str] = {}
    units: dict[str, list[Statement]] = {}
    for one in found:
        units.setdefault(one.unit, []).append(one)
    for members in units.values():
        if len({one.text for one in members}) < 2:
            continue
        first = min(members, key=lambda one: (one.copy, one.published or "9999", one.order))
        origin = [one for one in members if one.text == first.text]
        own = [first.text, *(text for text, told in by_text(members).items() if follows(told, origin))]
        said = {ends(one) for one in members if one.text in own}
        for one in members:
            if one.text == first.text or (one.text in own and _revises(one, origin, members)):
                continue
            same = ends(one) in said
            reasons[one.id] = "copied from the same origin" if same else "changed in copying; the origin says otherwise"
    return _sift(found, reasons)


def _revises(one: Statement, origin: Sequence[Statement], members: Sequence[Statement]) -> bool:
    """Another number of the origin's outlet than the origin's, or one in a text that gives another."""
    known = {ends(other) for other in origin}
    return any(ends(other) not in known for other in members if other.text == one.text)


def _once(found: Sequence[Statement]) -> Sifted:
    """A headline that says less exactly what the same report says in full decides nothing."""
    reasons: dict[str, str] = {}
    for one in found:
        for other in found:
            if other is one or other.text != one.text or one.count == other.count or other.id in reasons:
                continue
            same_voice = one.voice.key == other.voice.key or not one.voice.key
            if same_voice and _vaguer(one, other):
                reasons[one.id] = "said more exactly in the same report"
    return _sift(found, reasons)


def _vaguer(one: Statement, other: Statement) -> bool:
    a, b = one.count, other.count
    if a.low is None or b.low is None or a.high is not None:
        return False
    return a.low <= b.low and (b.high is not None or a.low < b.low)


def _latest(found: Sequence[Statement]) -> Sifted:
    """A risen toll supersedes the earlier one of the same outlet or the same named speaker; others stand."""
    return _sift(found, superseded(found))


def _low(found: Sequence[Statement]) -> tuple[int | None, list[Statement]]:
    lows = [one.count.low for one in found if one.count.low is not None]
    if not lows:
        return None, []
    return min(lows), _first(one for one in found if one.count.low == min(lows))


def _high(found: Sequence[Statement]) -> tuple[int | None, list[Statement], str]:
    """Open where the greatest number is an "at least" that no other origin bounds."""
    closed = [one.count.high for one in found if one.count.high is not None]
    opened = [one.count.low for one in found if one.count.high is None and one.count.low is not None]
    if opened and (not closed or max(opened) > max(closed)):
        top = max(opened)
        deciding = _first(one for one in found if one.count.high is None and one.count.low == top)
        return None, deciding, f"at least {top}, and no origin says how many at most"
    if not closed:
        return None, [], ""
    top = max(closed)
    return top, _first(one for one in found if one.count.high == top), "the highest number an origin gives"


def _best(found: Sequence[Statement]) -> tuple[tuple[int | None, list[Statement]], str]:
    points: dict[int, list[Statement]] = {}
    single = [one for one in found if one.count.high in (None, one.count.low) or one.count.low is None]
    for one in single or found:  # "10 to 66" names no number of its own
        point = one.count.low if one.count.low is not None else one.count.high
        if point is not None:
            points.setdefault(point, []).append(one)
    if not points:
        return (None, []), ""

    def rank(point: int) -> tuple[object, ...]:
        newest = max(one.published for one in points[point])
        upper = all(one.count.low is None for one in points[point])
        return (-_origins(points[point]), upper, _suspect(points[point]), _descending(newest), point)

    best = min(points, key=rank)
    support = _origins(points[best])
    why = (
        f"given by {support} origins" if support > 1 else "the latest number" if len(points) > 1 else "the only number"
    )
    return (best, _first(points[best])), why


def _suspect(found: Sequence[Statement]) -> bool:
    """Told by suspected copies alone: where as many origins say something else, that is believed."""
    return all(one.unit != one.loose for one in found)


def _origins(found: Sequence[Statement]) -> int:
    keys = set()
    for one in found:
        keys.add(same_statement(one) if one.voice.named else one.loose)
    return min(len(keys), len({one.loose for one in found}))


def _descending(day: str) -> tuple[int, ...]:
    return tuple(-ord(sign) for sign in day) or (0,)


def _first(found: Iterable[Statement]) -> list[Statement]:
    """All statements of one number decide it together; the first by content is named first."""
    return sorted(found, key=lambda one: one.order)
