"""Persons of armed groups: the part they play in a group, and a reward that is out for them.

Nobody else is claimed: a role must name a group, or a reward must be offered for the person.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gowah.claim.persian.clauses import Clause
from gowah.claim.persian.cues import forms
from gowah.claim.persian.scenes import Scene, hedged, scenes, valued
from gowah.model import Claimed, Money, Span, Term, Text, Value
from gowah.words import NameSpan, Word, find_money
from gowah.words.people import PersonSpan
from gowah.words.persian_people import is_common

_NEAR = 6  # words between a person, the role and the group
_FAR = 12  # where the clause names nobody else
_LONGEST = 5  # words of a name
_LINKS = frozenset({"د", "به", "نام"})
"""Words that may stand between a role and a name: `رهبر داعش به نام …`."""


def persons(told: Sequence[Sequence[Clause]]) -> Iterator[Claimed]:
    """One `Claimed` of kind `person` for each mention: name, role, group, reward."""
    last: tuple[int, PersonSpan] | None = None
    for scene in scenes(told):
        if scene.clause.sentence.asks:
            continue
        found = list(_in_clause(scene, last[1] if last and scene.index - last[0] <= 1 else None))
        yield from found
        people = scene.clause.sentence.people
        if people and not found:
            last = scene.index, people[-1]
        for claimed in found:
            name = next(value.value for value in claimed.values if isinstance(value.value, Text))
            last = (
                scene.index,
                PersonSpan(start=claimed.anchor.start, end=claimed.anchor.end, name=name.text, cues=frozenset()),
            )


def _in_clause(scene: Scene, before: PersonSpan | None) -> Iterator[Claimed]:
    clause = scene.clause
    sums = _rewards(clause)
    people = _people(scene)
    if (sums or clause.sentence.named("roles")) and not people:
        people = _beside_role(scene)
    if sums and not people and before is not None and clause.of("he"):
        people = [before]  # "a reward for information on him"
    for person in people:
        role = _role(clause, person, _FAR if len(people) == 1 else _NEAR)
        group = _group(scene, role) if role is not None else None
        if group is None and not sums:
            continue
        certainty = hedged(clause)
        values: list[Value] = [valued(clause, "name", Text(text=person.name), certainty=certainty)]
        if role is not None and (group is not None or sums):
            values.append(valued(clause, "role", Text(text=role.as_written), certainty=certainty))
        if group is not None:
            term = Term(code=group.code, as_written=group.as_written)
            values.append(valued(clause, "group", term, certainty=certainty))
        values += [valued(clause, "reward", money, certainty=certainty) for money in sums]
        inside = clause.start <= person.start and person.end <= clause.end
        anchor = Span(start=person.start, end=person.end) if inside else Span(start=clause.start, end=clause.end)
        yield Claimed(kind="person", anchor=anchor, values=tuple(values))


def _people(scene: Scene) -> list[PersonSpan]:
    """People named in a clause other than those who only speak in it or come to harm."""
    clause = scene.clause
    spoken = clause.named if clause.speakers else None
    return [
        person
        for person in clause.sentence.people
        if clause.start <= person.start
        and person.end <= clause.end
        and not (spoken is not None and spoken[0] <= person.start < spoken[1])
        and not any(person.start < name.end and name.start < person.end for name in scene.groups)
    ]


def _beside_role(scene: Scene) -> list[PersonSpan]:
    """The unknown words right before or behind `رهبر داعش`: a name that no list of names knows."""
    clause = scene.clause
    words = clause.sentence.words
    about = [_run(clause, words[cue.last + 1 :]) for cue in clause.of("about")]
    about += [_run(clause, words[: cue.first][::-1])[::-1] for cue in clause.of("about after")]
    for run in about if clause.of("reward") else ():
        if 2 <= len(run) <= _LONGEST:
            return [_person(clause, run)]
    for role in clause.sentence.named("roles"):
        if not (clause.start <= role.start and role.end <= clause.end) or role.code in forms("public role"):
            continue
        group = _group(scene, role)
        start, end = (min(role.start, group.start), max(role.end, group.end)) if group else (role.start, role.end)
        first, last = clause.sentence.word_at(start), clause.sentence.word_at(end)
        for run in (_run(clause, words[:first][::-1])[::-1], _run(clause, words[last:])):
            if 2 <= len(run) <= _LONGEST:
                return [_person(clause, run)]
    return []


def _person(clause: Clause, run: Sequence[Word]) -> PersonSpan:
    name = " ".join(clause.quote(run[0].start, run[-1].end).split())
    return PersonSpan(start=run[0].start, end=run[-1].end, name=name, cues=frozenset({"work"}))


def _run(clause: Clause, words: Sequence[Word]) -> list[Word]:
    """The words from the first on that may be a name: no function words, cues, numbers or names of tables."""
    known = [name for name in clause.sentence.names if name.table != "roles"]
    run: list[Word] = []
    for word in words:
        if not (clause.start <= word.start and word.end <= clause.end) or is_common(word.form):
            if run or word.form not in _LINKS:
                break
            continue
        taken = any(name.start <= word.start < name.end for name in known)
        if (taken and not run) or word.form.isdigit() or (run and _parted(clause, run[-1], word)):
            break
        run.append(word)
    return run


def _parted(clause: Clause, a: Word, b: Word) -> bool:
    """True where a mark stands between two words."""
    start, end = min(a.end, b.end), max(a.start, b.start)
    return bool(clause.quote(start, end).strip(" \u200c"))


def _role(clause: Clause, person: PersonSpan, most: int) -> NameSpan | None:
    """The role nearest to a name: `X، رهبر Y`, `رهبر Y، X`, `د Y مشر X`."""
    words = clause.sentence.word_at
    first, last = words(person.start), words(person.end)
    near = [
        (min(abs(words(name.start) - last), abs(first - words(name.end))), name)
        for name in clause.sentence.named("roles")
        if clause.start <= name.start and name.end <= clause.end and name.code not in forms("public role")
        and not (person.start <= name.start < person.end)
    ]  # fmt: skip
    close = [row for row in near if row[0] <= most]
    return min(close, key=lambda row: row[0])[1] if close else None


def _group(scene: Scene, role: NameSpan) -> NameSpan | None:
    """The group of a role: right beside it (`رهبر داعش`, `د داعش مشر`), or the one spoken of (`رهبر این گروه`)."""
    words = scene.clause.sentence.word_at
    for group in scene.groups:
        after, before = words(group.start) - words(role.end), words(role.start) - words(group.end)
        if 0 <= after <= 2 or 0 <= before <= 1:
            return group
    return scene.topic if scene.says_it else None


def _rewards(clause: Clause) -> list[Money]:
    if not clause.of("reward"):
        return []
    return [span.money for span in find_money(clause.said)]
