"""Who is said to have done it, graded apart from whether it happened."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from gowah.link.attributes import outlet
from gowah.model import Certainty, Mention, Responsibility, SourceText, Speaker, Term, Value
from gowah.words.tables import Tables

_RANK = {"claimed": 0, "attributed": 1, "suspected": 2, "denied": 3, "unknown": 4}
"""The perpetrator's own word beats what others say of it."""

_SPELLED = {"linked": "attributed", "implicated": "attributed", "disputed": "attributed", "none": "unknown"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """All that is said of one group's part."""

    terms: list[Term] = field(default_factory=list)
    outlets: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    speakers: dict[str, list[tuple[Speaker, ...]]] = field(default_factory=lambda: defaultdict(list))
    values: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


def responsibility(mentions: Sequence[Mention], texts: Mapping[int, SourceText], tables: Tables) -> Responsibility:
    """The best-founded case; `disputed` where the same group is also said, by anyone, not to have done it.

    A claim by the group itself that nobody else denies stays `claimed`; a denial by the group against
    the word of others makes it `disputed`; a denial alone is `denied`.
    """
    cases: dict[str, _Case] = defaultdict(_Case)
    for mention in mentions:
        _add(cases, mention, texts, tables)
    cases = _folded(cases, tables)
    ranked = sorted(cases, key=lambda code: (_best(cases[code]), -_support(cases[code]), code))
    if not ranked:
        return Responsibility(status="unknown")
    case = cases[ranked[0]]
    status = min(case.outlets, key=lambda status: _RANK[status])
    told = [status]
    if "denied" in case.outlets and status in ("claimed", "attributed", "suspected"):
        told, status = [status, "denied"], "disputed"
    by = min(case.terms, key=lambda term: (-_depth(term.code, tables), term.as_written), default=None)
    return Responsibility(
        status=status,
        by=by if status != "unknown" else None,
        speakers=_speakers([chain for one in told for chain in case.speakers[one]]),
        values=tuple(name for one in told for name in case.values[one]),
    )


def _add(cases: dict[str, _Case], mention: Mention, texts: Mapping[int, SourceText], tables: Tables) -> None:
    groups = [(name, v) for name, v in mention.values("perpetrator") if isinstance(v.value, Term) and _names_group(v)]
    graded = [(name, v) for name, v in mention.values("responsibility") if isinstance(v.value, Term)]
    publisher = outlet(mention, texts)
    for name, value in groups:
        own = [(n, v) for n, v in graded if _about(v, value, groups)]
        for grade_name, grade in own or [("", value)]:
            status = _status(grade, value, graded=bool(own))
            _enter(cases[value.value.code], status, value, grade, [n for n in (grade_name, name) if n], publisher)  # type: ignore[attr-defined]
    if not groups:
        for name, value in graded:
            status = _status(value, value, graded=True)
            _enter(cases[""], status, None, value, [name], publisher)


def _names_group(value: Value) -> bool:
    return getattr(value.value, "code", "") not in ("unknown", "none", "")


def _about(grade: Value, group: Value, groups: Sequence[tuple[str, Value]]) -> bool:
    """A grade speaks of the group whose words stand nearest to it."""
    nearest = min(groups, key=lambda item: (_distance(grade, item[1]), item[1].start))
    return nearest[1] is group or _distance(grade, group) == _distance(grade, nearest[1])


def _distance(a: Value, b: Value) -> int:
    return max(0, a.start - b.end, b.start - a.end)


def _status(grade: Value, group: Value, *, graded: bool) -> str:
    if Certainty.DENIED in (grade.certainty, group.certainty):
        return "denied"
    if not graded:
        return "suspected" if group.certainty in (Certainty.HEDGED, Certainty.HYPOTHETICAL) else "attributed"
    code = str(getattr(grade.value, "code", "unknown"))
    code = _SPELLED.get(code, code if code in _RANK else "unknown")
    if code == "attributed" and Certainty.HEDGED in (grade.certainty, group.certainty):
        return "suspected"
    return code


def _enter(case: _Case, status: str, group: Value | None, grade: Value, names: list[str], publisher: str) -> None:
    if group is not None and isinstance(group.value, Term):
        case.terms.append(group.value)
    case.outlets[status].add(publisher)
    case.speakers[status].append(grade.speakers or (group.speakers if group else ()))
    case.values[status] += [name for name in names if name not in case.values[status]]


def _folded(cases: dict[str, _Case], tables: Tables) -> dict[str, _Case]:
    """What is said of "Islamic State" counts for its branch that is named too."""
    codes = sorted((code for code in cases if code), key=lambda code: (_depth(code, tables), code))
    folded = dict(cases)
    for code in codes:
        finer = [other for other in codes if other != code and other in folded and tables.is_a("groups", other, code)]
        if finer:
            target = min(finer, key=lambda other: (_best(cases[other]), -_support(cases[other]), other))
            _pour(folded[target], folded.pop(code))
    return folded


def _pour(into: _Case, other: _Case) -> None:
    into.terms.extend(other.terms)
    for status, outlets in other.outlets.items():
        into.outlets[status] |= outlets
        into.speakers[status] += other.speakers[status]
        into.values[status] += other.values[status]


def _best(case: _Case) -> int:
    return min(_RANK[status] for status in case.outlets)


def _support(case: _Case) -> int:
    return len(set().union(*case.outlets.values()))


def _speakers(chains: Sequence[tuple[Speaker, ...]]) -> tuple[Speaker, ...]:
    """The innermost speaker of each statement, each once, by name."""
    last = {chain[-1] for chain in chains if chain}
    return tuple(sorted(last, key=lambda speaker: (speaker.name, speaker.private)))


def _depth(code: str, tables: Tables) -> int:
    return len(list(tables.broader("groups", code)))
