"""Rulings on incidents: what one would change, told before it is made, and what stands against it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gowah.errors import UsageMistake
from gowah.model import Decided, Figure, Incident, Verdict, entry_id, read_id
from gowah.record.record import Record
from gowah.record.steps import worked_out
from gowah.views import View

_OF_INCIDENTS = (Verdict.SAME_INCIDENT, Verdict.DIFFERENT_INCIDENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequences:
    """What a ruling would change: the incidents that it touches, before and after, and figures of the whole record.

    `against`: rulings in force that it would contradict; such a ruling is not to be made before they are undone.
    """

    before: tuple[Incident, ...]
    after: tuple[Incident, ...]
    figures: tuple[tuple[Figure | None, Figure | None], ...]
    against: tuple[int, ...] = ()


def mention_of(view: View, id: str) -> int:
    """The attack mention that an id names: of a mention, of a value in it, or of the incident called after it.

    Raises `UsageMistake` for anything else.
    """
    kind, entry, _ = read_id(id)
    if kind != "f" and any(mention.entry == entry and mention.claimed.kind == "attack" for mention in view.mentions()):
        return entry
    hint = "Give two mentions (e12) or incidents (i-e12): `gowah link` lists incidents, `gowah show` what they hold."
    raise UsageMistake(f"{id} is no attack that a report tells of", hint=hint)


def consequences(record: Record, verdict: Verdict, one: str, other: str) -> Consequences:
    """What ruling that two mentions are one incident, or are not, would change. Nothing is entered."""
    with record._view() as view:
        a, b = mention_of(view, one), mention_of(view, other)
        if a == b:
            raise UsageMistake(f"{one} and {other} are one mention")
        before = view.incidents(), view.figures()
        later = worked_out(view, record.ledger, [(verdict.value, a, b)])
        old, new = _homes(before[0]), _homes(later.incidents)
        together = new.get(a) is not None and new.get(a) == new.get(b)
        held = together == (verdict is Verdict.SAME_INCIDENT) or a not in new or b not in new
        opposed = _direct(view, verdict, a, b) or (() if held else _in_the_way(view, old, a, b))
    touched = {m for m in old.keys() | new.keys() if _members(old, m) != _members(new, m)}
    return Consequences(
        before=tuple(sorted({old[m] for m in touched if m in old}, key=_number)),
        after=tuple(sorted({new[m] for m in touched if m in new}, key=_number)),
        figures=_changed(before[1], later.figures), against=opposed,
    )  # fmt: skip


def undone(record: Record, id: str) -> int:
    """Withdraws a ruling on incidents; the id of the withdrawal. Raises `UsageMistake` if none such is in force."""
    _, entry, _ = read_id(id)
    with record._view() as view:
        known = {number for number, _ in _of_incidents(view)}
    if entry not in known:
        hint = "Rulings in force: " + (", ".join(map(entry_id, sorted(known))) or "none") + "."
        raise UsageMistake(f"{id} is no ruling on incidents that holds", hint=hint)
    return record.undo(entry)


def _of_incidents(view: View) -> list[tuple[int, Decided]]:
    return [(entry, ruling) for entry, ruling in view.rulings() if ruling.verdict in _OF_INCIDENTS]


def _direct(view: View, verdict: Verdict, a: int, b: int) -> tuple[int, ...]:
    """Rulings in force on this very pair that say the opposite."""
    return tuple(
        entry
        for entry, ruling in _of_incidents(view)
        if {read_id(name)[1] for name in ruling.about} == {a, b} and ruling.verdict is not verdict
    )


def _in_the_way(view: View, home: Mapping[int, Incident], a: int, b: int) -> tuple[int, ...]:
    """Rulings on what the two are held together with, or kept apart from."""
    near = {a, b, *_members(home, a), *_members(home, b)}
    return tuple(entry for entry, ruling in _of_incidents(view) if {read_id(name)[1] for name in ruling.about} & near)


def _homes(incidents: Sequence[Incident]) -> dict[int, Incident]:
    return {mention: incident for incident in incidents for mention in incident.mentions}


def _members(home: Mapping[int, Incident], mention: int) -> tuple[int, ...]:
    return home[mention].mentions if mention in home else ()


def _number(incident: Incident) -> int:
    return incident.mentions[0]


def _changed(before: Sequence[Figure], after: Sequence[Figure]) -> tuple[tuple[Figure | None, Figure | None], ...]:
    """Figures of the whole record (no single incident) of which a number changes."""
    old, new = ({f.id: f for f in figures if f.scope.incident is None} for figures in (before, after))
    pairs = [(old.get(id), new.get(id)) for id in sorted(old.keys() | new.keys())]
    return tuple((one, other) for one, other in pairs if _numbers(one) != _numbers(other))


def _numbers(figure: Figure | None) -> tuple[int | None, ...]:
    return () if figure is None else (figure.low, figure.best, figure.high)
