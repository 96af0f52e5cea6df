"""Rulings on incidents and origins: what one would change, told before it is made, and what stands against it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gowah.errors import UsageMistake
from gowah.model import Decided, Family, Figure, Incident, Verdict, entry_id, read_id
from gowah.record.record import Record
from gowah.record.steps import worked_out
from gowah.views import View

_OF_INCIDENTS = (Verdict.SAME_INCIDENT, Verdict.DIFFERENT_INCIDENT)
_OF_ORIGINS = (Verdict.SAME_ORIGIN, Verdict.DIFFERENT_ORIGIN)
_ON_REPORTS = {Verdict.SAME_INCIDENT: Verdict.SAME_ORIGIN, Verdict.DIFFERENT_INCIDENT: Verdict.DIFFERENT_ORIGIN}


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequences:
    """What a ruling would change: the incidents that it touches, before and after, and figures of the whole record.

    A ruling on two reports changes families (`families_before`, `families_after`) instead of incidents.

    `against`: rulings in force that it would contradict; such a ruling is not to be made before they are undone.
    """

    before: tuple[Incident, ...]
    after: tuple[Incident, ...]
    figures: tuple[tuple[Figure | None, Figure | None], ...]
    against: tuple[int, ...] = ()
    families_before: tuple[Family, ...] = ()
    families_after: tuple[Family, ...] = ()


def mention_of(view: View, id: str) -> int:
    """The attack mention that an id names: of a mention, of a value in it, or of the incident called after it.

    Raises `UsageMistake` for anything else.
    """
    kind, entry, _ = read_id(id)
    if kind != "f" and any(mention.entry == entry and mention.claimed.kind == "attack" for mention in view.mentions()):
        return entry
    hint = "Give two mentions (e12) or incidents (i-e12): `gowah link` lists incidents, `gowah show` what they hold."
    raise UsageMistake(f"{id} is no attack that a report tells of", hint=hint)


def meant(record: Record, verdict: Verdict, one: str, other: str) -> Verdict:
    """The verdict on two ids: on one incident or two where they name mentions, on one origin or two for reports."""
    with record._view() as view:
        reports = [_report_of(view, id) is not None for id in (one, other)]
    if reports[0] != reports[1]:
        hint = "Give two reports (two incidents, two mentions); `gowah show` lists them."
        raise UsageMistake(f"{one if reports[0] else other} is a report and the other is none", hint=hint)
    return _ON_REPORTS[verdict] if reports[0] else verdict


def _report_of(view: View, id: str) -> int | None:
    """The text that the id of a source or of a text names; None for other ids."""
    kind, entry, value = read_id(id)
    if kind != "e" or value is not None:
        return None
    return next((text.entry for text in view.texts() if entry in (text.entry, text.source)), None)


def consequences(record: Record, verdict: Verdict, one: str, other: str) -> Consequences:
    """What ruling that two mentions are one incident, or are not, would change. Nothing is entered."""
    if verdict in _OF_ORIGINS:
        return _of_reports(record, verdict, one, other)
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


def _of_reports(record: Record, verdict: Verdict, one: str, other: str) -> Consequences:
    with record._view() as view:
        a, b = _report_of(view, one), _report_of(view, other)
        if a is None or b is None:
            raise UsageMistake(f"{one if a is None else other} is no report", hint="`gowah show` lists the reports.")
        if a == b:
            raise UsageMistake(f"{one} and {other} are one report")
        before, figures = view.families(), view.figures()
        later = worked_out(view, record.ledger, [(verdict.value, a, b)])
        pair = {a, b}
        against = tuple(
            entry
            for entry, ruling in _in_force(view, _OF_ORIGINS)
            if ruling.verdict is not verdict and {_report_of(view, name) for name in ruling.about} == pair
        )
    old, new = ({repr(family): family for family in families} for families in (before, later.families))
    return Consequences(
        before=(), after=(), figures=_changed(figures, later.figures), against=against,
        families_before=tuple(family for words, family in old.items() if words not in new),
        families_after=tuple(family for words, family in new.items() if words not in old),
    )  # fmt: skip


def undone(record: Record, id: str) -> int:
    """Withdraws a ruling on incidents; the id of the withdrawal. Raises `UsageMistake` if none such is in force."""
    _, entry, _ = read_id(id)
    with record._view() as view:
        known = {number for number, _ in _in_force(view, (*_OF_INCIDENTS, *_OF_ORIGINS))}
    if entry not in known:
        hint = "Rulings in force: " + (", ".join(map(entry_id, sorted(known))) or "none") + "."
        raise UsageMistake(f"{id} is no ruling on incidents or origins that holds", hint=hint)
    return record.undo(entry)


def _of_incidents(view: View) -> list[tuple[int, Decided]]:
    return _in_force(view, _OF_INCIDENTS)


def _in_force(view: View, verdicts: Sequence[Verdict]) -> list[tuple[int, Decided]]:
    return [(entry, ruling) for entry, ruling in view.rulings() if ruling.verdict in verdicts]


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
