"""Names of people in Dari and Pashto, which have no capitals: common parts of names, kinship, titles and ages tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from gowah.words.kin import function_words
from gowah.words.names import NameSpan
from gowah.words.persian_cues import persian_cues
from gowah.words.script import Word, words
from gowah.words.sheets import folded_words, language_forms, sheet

_PERSIAN = re.compile(r"[\u0600-\u06ff]")
_TOGETHER = re.compile(r"[\s\u200c\u200d-]*")
_LONGEST = 5  # words of a name, its parts around a ZWNJ counted each
_AGE = 6  # words after a name within which its age is told
_LANGUAGES = ("prs", "ps")
_HARM = frozenset({"killed", "injured", "abducted", "hurt"})


def persian_people(text: str, names: Sequence[NameSpan]) -> Iterator[tuple[int, int, frozenset[str]]]:
    """(start, end, cues) of each name: cues as in `people.PersonSpan`; at least one common part of names, an age after
    a comma, or kinship before and harm after must stand with it."""
    if not _PERSIAN.search(text):
        return
    known = {at for name in names for at in range(name.start, name.end)}
    run: list[int] = []
    own = words(text)
    for n in range(len(own) + 1):
        glued = n < len(own) and bool(run) and not text[own[n - 1].end : own[n].start].strip("\u200c")
        goes_on = n < len(own) and (glued or (own[n].start not in known and not ends_name(own, n)))
        if run and (not goes_on or not _TOGETHER.fullmatch(text[own[run[-1]].end : own[n].start])):
            yield from _checked(text, own, run)
            run = []
        if goes_on:
            run.append(n)


def is_common(form: str) -> bool:
    """True for a folded word that is a function word or a cue of news: no part of a name."""
    return form in function_words() or form in _holders() or form in _cue_words() or form in _common_words()


@cache
def _common_words() -> frozenset[str]:
    return frozenset(word for cue in ("title", "kin", "work", "age") for form in cue_forms(cue) for word in form)


def ends_name(own: Sequence[Word], n: int) -> bool:
    """True for a word that is no part of a name: grammar, news, a number, a mosque, kinship, a title, work."""
    form = own[n].form
    return bool(
        form in function_words()
        or form in _holders()
        or form in _cue_words()
        or form.isdigit()
        or not _PERSIAN.match(form)
        or _marks(own, n)
    )


def _checked(text: str, own: Sequence[Word], run: list[int]) -> Iterator[tuple[int, int, frozenset[str]]]:
    telling = [n for n in run if is_name_word(own[n].form)]
    cues = set(_before(own, run[0]))
    aged = _aged(text, own, run[-1])
    if aged:
        cues.add("age")
    if any(own[n].form in _holders() for n in range(max(0, run[0] - (2 if "title" in cues else 1)), run[0])):
        return  # a mosque, a street or a quarter that bears a name
    harmed = run[-1] + 1 < len(own) and own[run[-1] + 1].form in _harm_words()
    if not telling and not (aged and len(run) <= _LONGEST) and not ("kin" in cues and harmed and len(run) <= 3):
        return
    if len(run) > _LONGEST and telling:
        run = [n for n in run if telling[0] - 1 <= n <= telling[-1] + 1][:_LONGEST]
    if len(run) < 2 and not cues:
        return
    yield own[run[0]].start, own[run[-1]].end, frozenset(cues)


def _before(own: Sequence[Word], first: int) -> Iterator[str]:
    for form, cue in _heralds().get(own[first - 1].form, ()) if first else ():
        if tuple(word.form for word in own[max(0, first - len(form)) : first]) == form:
            yield cue


@cache
def _heralds() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Last word of a form of kinship, title or work -> the forms that end in it, with their cues."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for cue in ("kin", "title", "work"):
        for form in cue_forms(cue):
            found.setdefault(form[-1], []).append((form, cue))
    return {last: tuple(rows) for last, rows in found.items()}


def _marks(own: Sequence[Word], n: int) -> bool:
    """True for a word of kinship, title, work or age."""
    return any(
        tuple(w.form for w in own[n - back : n - back + len(form)]) == form
        for form, back in _marking().get(own[n].form, ())
        if back <= n
    )


@cache
def _marking() -> dict[str, tuple[tuple[tuple[str, ...], int], ...]]:
    """Word -> (the form it is part of, how many words of the form stand before it)."""
    found: dict[str, set[tuple[tuple[str, ...], int]]] = {}
    for cue in ("kin", "title", "work", "age"):
        for form in cue_forms(cue):
            for back, word in enumerate(form):
                found.setdefault(word, set()).add((form, back))
    return {word: tuple(sorted(forms)) for word, forms in found.items()}


def _aged(text: str, own: Sequence[Word], last: int) -> bool:
    """`…، دانشجوی ۲۱ ساله،`: an age within a few words after a comma."""
    beyond = own[last + 1 : last + 1 + _AGE]
    if not beyond or "،" not in text[own[last].end : beyond[0].start]:
        return False
    for before, word in pairwise(beyond):
        if "،" in text[beyond[0].start : word.start]:
            return False
        if before.form.isdigit() and any(form[0] == word.form for form in cue_forms("age")):
            return True
    return False


@cache
def name_forms(part: str) -> frozenset[str]:
    """The folded words of a part of `data/common/name_words.csv`; of one of several words, all as one."""
    rows = (row["words"].split("|") for row in sheet("name_words") if row["part"] == part)
    return frozenset("".join(folded_words(form)) for forms in rows for form in forms)


@cache
def is_name_word(form: str) -> bool:
    """True for a folded word that is a common name, or begins or ends as names do (`data/common/name_words.csv`)."""
    if form in name_forms("whole"):
        return True
    return any(
        len(form) >= len(part) + 3 and form.startswith(part) for part in name_forms("beginning") if len(part) > 3
    ) or any(len(form) >= len(part) + 2 and form.endswith(part) for part in name_forms("ending") if len(part) > 2)


@cache
def cue_forms(cue: str) -> tuple[tuple[str, ...], ...]:
    """The forms of a cue (`data/common/people_cues.csv`) in Dari and Pashto, folded words each."""
    return tuple(
        folded_words(form.replace("\u200c", " "))
        for row in sheet("people_cues")
        if row["cue"] == cue
        for language in _LANGUAGES
        for form in language_forms(row, f"forms_{language}")
    )


@cache
def _holders() -> frozenset[str]:
    return frozenset(form[-1] for form in cue_forms("holder"))


@cache
def _cue_words() -> frozenset[str]:
    """Every word of the cues of news: no part of a name."""
    return frozenset(word for _, form in persian_cues() for word in form)


@cache
def _harm_words() -> frozenset[str]:
    return frozenset(form[0] for cue, form in persian_cues() if cue in _HARM)
