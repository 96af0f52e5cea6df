"""Given names that stand alone or in a list: "Among the dead were Ali, Hussain and Maryam", `علی، حسین و مریم`.

For cutting names out of what is published, not for claims. A table knows common given names (`data/common/
name_words.csv`); an unknown word is one beside a known one, in a list of people, or where it is said to be a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from gowah.words.names import NameSpan
from gowah.words.people import Capitals, PersonSpan, as_typed, capitals, cue_words, part_of_name
from gowah.words.persian_given import persian_given
from gowah.words.persian_people import name_forms
from gowah.words.script import fold
from gowah.words.sheets import language_forms, sheet

_OWNED = re.compile(r"['’]s?$")
_AGED = r"(?:\s*\(\s*\d{1,3}\s*\)|,\s*(?:aged\s+|age\s+)?\d{1,3}(?:\s+years\s+old)?(?![\w-]))"
_JOINT = re.compile(rf"{_AGED}?\s*(?:[,;،]\s*(?:(?:and|or)\s+)?|(?:and|&)\s+|/\s*)")
_AGE = re.compile(rf"{_AGED}")
_BACK = 60  # code points before a list in which its cue stands
_SHORTEST = 2
_LISTED = 2  # names, of which a list has so many


def find_given(text: str, names: Sequence[NameSpan], common: frozenset[str]) -> tuple[PersonSpan, ...]:
    """Given names in a text that `find_people` leaves, in order: `cues` are `given`, `listed`, `renamed` or `called`.

    `names` are those of the tables in the text, `common` folded words known to be no names.
    """
    found = [*as_typed(text, names, common, _latin)]
    found += [
        PersonSpan(start=start, end=end, name=" ".join(text[start:end].split()), cues=frozenset({cue}))
        for start, end, cue in persian_given(text, names)
    ]
    return tuple(sorted(found, key=lambda span: (span.start, span.end)))


def is_given(form: str) -> bool:
    """True for a folded word that is a common given name and seldom anything else."""
    return form in _given() or form in name_forms("given")


def _latin(text: str, names: Sequence[NameSpan], common: frozenset[str]) -> Iterator[PersonSpan]:
    read = capitals(text, names, common)
    for rows in _lists(text, read):
        single = [run for run in rows if _is_item(run)]
        if len(rows) >= _LISTED and _is_of_people(text, rows):
            yield from (_span(text, run, "listed") for run in single)
        else:
            yield from (_span(text, run, "given") for run in single if _alone(text, run, read))
    for run in read.runs:
        if _renamed().match(text, _end(run)):
            yield _span(text, run, "renamed")


def _lists(text: str, read: Capitals) -> Iterator[list[list[re.Match[str]]]]:
    """The runs that commas, ages and "and" join, in order; a run that nothing joins is a list of one."""
    rows: list[list[re.Match[str]]] = []
    for run in read.runs:
        if rows and not _JOINT.fullmatch(text, _end(rows[-1]), run[0].start()):
            yield rows
            rows = []
        rows.append(run)
    if rows:
        yield rows


def _is_item(run: list[re.Match[str]]) -> bool:
    """True for one word that may be a given name: no shout, no plural, no initial."""
    form = _form(run[0])
    if len(run) > 1 or len(form) < _SHORTEST:
        return False
    shouted = run[0][0].isupper() and len(form) > 3
    return form in _given() or not (shouted or form.endswith("s"))


def _is_of_people(text: str, rows: list[list[re.Match[str]]]) -> bool:
    """True for a list with a known given name, with ages, or where the words around it tell that it is of people."""
    if any(len(run) == 1 and _form(run[0]) in _given() for run in rows):
        return True
    start, end = rows[0][0].start(), _end(rows[-1])
    aged = sum(bool(_AGE.match(text, _end(run))) for run in rows)
    return aged >= _LISTED or bool(
        _people_before().search(text, max(0, start - _BACK), start) or _fell().match(text, end)
    )


def _alone(text: str, run: list[re.Match[str]], read: Capitals) -> bool:
    """True for a known given name that is no prophet's, saint's, official's, mosque's or street's."""
    if _form(run[0]) not in _given() or _revered().search(text, max(0, run[0].start() - _BACK), run[0].start()):
        return False
    at = read.order[run[0].start()]
    before = read.words[at - 1] if at else None
    if before is not None and fold(before[0]) in _offices() and _near(text, before, run[0]):
        return False  # "President Example"
    return not part_of_name(text, run, read)


def _near(text: str, first: re.Match[str], second: re.Match[str]) -> bool:
    return not text[first.end() : second.start()].strip()


def _form(word: re.Match[str]) -> str:
    return fold(_OWNED.sub("", word[0]))


def _end(run: list[re.Match[str]]) -> int:
    return run[-1].start() + len(_OWNED.sub("", run[-1][0]))


def _span(text: str, run: list[re.Match[str]], cue: str) -> PersonSpan:
    start, end = run[0].start(), _end(run)
    return PersonSpan(start=start, end=end, name=" ".join(text[start:end].split()), cues=frozenset({cue}))


@cache
def _given() -> frozenset[str]:
    return frozenset(name_forms("given latin"))


@cache
def _offices() -> frozenset[str]:
    """The titles of those who hold an office: `President`, not `Mrs`."""
    rows = (row for row in sheet("name_parts") if row["code"] == "title")
    titles = {fold(form) for row in rows for form in (row["name"], *language_forms(row, "aliases_en"))}
    return frozenset(titles - {fold(form) for form in cue_words("title")})


def _any(cue: str) -> str:
    return "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in cue_words(cue))


@cache
def _people_before() -> re.Pattern[str]:
    cues = "|".join(map(_any, ("listed", "named", "mourned", "kin")))
    links = r"(?:\s+(?:of|are|were|include|included|named|called|like|as))*"
    return re.compile(rf"\b(?:{cues}){links}\s*[:,–—-]?\s*\Z", re.IGNORECASE)


@cache
def _fell() -> re.Pattern[str]:
    return re.compile(rf"{_AGED}?,?\s+(?:all\s+|both\s+)?(?:{_any('fell')})\b", re.IGNORECASE)


@cache
def _revered() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any('revered')})\.?\s+(?:\w+\s+)?\Z", re.IGNORECASE)


@cache
def _renamed() -> re.Pattern[str]:
    """What says of the name before it that it was given for safety: "Maryam (not her real name)"."""
    return re.compile(rf"\s*(?:[(\[]|[,–—-]\s)\s*(?:\w+\s+){{0,3}}?(?:{_any('renamed')})\b", re.IGNORECASE)
