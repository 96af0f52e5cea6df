"""Given names in Dari and Pashto that stand alone or in a list, and what stands where a name is announced."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from gowah.words.kin import function_words
from gowah.words.names import NameSpan
from gowah.words.persian_cues import persian_cues
from gowah.words.persian_people import cue_forms, ends_name, is_name_word, name_forms
from gowah.words.persons import collectives
from gowah.words.script import Word, fold, words

_PERSIAN = re.compile(r"[\u0600-\u06ff]")
_TOGETHER = re.compile(r"[\s\u200b-\u200f\u202a-\u202e\u2066-\u2069-]*")
_JOINT = re.compile(r"(?:ـ|\s)*(?:[،,](?:ـ|\s)*(?:(?:و|او)\s+)?|\s(?:و|او)\s)(?:ـ|\s)*")
_LONGEST = 3  # words of a name
_BACK = 4  # words before "called" among which the one stands who is
_HARM = frozenset({"killed", "injured", "abducted", "hurt", "says"})
_SAID = frozenset({"says"})

_Run = list[int]


def persian_given(text: str, names: Sequence[NameSpan]) -> Iterator[tuple[int, int, str]]:
    """(start, end, cue) of each name: `listed`, `given`, `title`, `called` or `renamed`."""
    if not _PERSIAN.search(text):
        return
    own = words(text)
    known = {at for name in names if name.table != "roles" for at in range(name.start, name.end)}
    runs = list(_runs(text, own, known))
    for rows in _lists(text, own, runs):
        for run in _named(own, rows):
            yield own[run[0]].start, own[run[-1]].end, "listed" if len(rows) > 1 else "given"
    for run in runs:
        cue = _announced(text, own, run)
        if cue is not None and len(run) <= _LONGEST and _is_free(own, run):
            yield own[run[0]].start, own[run[-1]].end, cue


def _runs(text: str, own: Sequence[Word], known: set[int]) -> Iterator[_Run]:
    """Words side by side that no table and no grammar knows, or that are names."""
    run: _Run = []
    for n, word in enumerate(own):
        if run and not _TOGETHER.fullmatch(text[own[n - 1].end : word.start]):
            yield run
            run = []
        if word.start in known or ends_name(own, n) or word.form in collectives():
            if run:
                yield run
            run = []
        else:
            run.append(n)
    if run:
        yield run


def _lists(text: str, own: Sequence[Word], runs: Sequence[_Run]) -> Iterator[list[_Run]]:
    """The runs that commas and "and" join; a run that nothing joins is a list of one."""
    rows: list[_Run] = []
    plain = fold(text)
    for before, run in pairwise([None, *runs]):
        if run is None:
            continue
        joined = before is not None and _JOINT.fullmatch(plain, own[before[-1]].end, own[run[0]].start)
        if rows and not joined:
            yield rows
            rows = []
        rows.append(run)
    if rows:
        yield rows


def _named(own: Sequence[Word], rows: list[_Run]) -> Iterator[_Run]:
    """Of a list the runs that are names: known ones, and single words between those."""
    given = [n for n, run in enumerate(rows) if _has_given(own, run)]
    harmed = own[rows[-1][-1] + 1].form in _first_words(_HARM) if rows[-1][-1] + 1 < len(own) else False
    alike = [n for n, run in enumerate(rows) if any(_is_name(own[at].form) for at in run)]
    if not given and not (harmed and len(alike) >= 2):
        return
    sure = {*given, *alike}
    first, last = min(sure), max(sure)
    for n, run in enumerate(rows):
        if len(run) > (2 if _joined(own, run) else 1) or not _is_free(own, run):
            continue  # longer names are found by `persian_people`
        if n in sure or (len(rows) > 2 and len(own[run[0]].form) > 2 and (harmed or first < n < last)):
            yield run


def _has_given(own: Sequence[Word], run: _Run) -> bool:
    """True where a word is a given name, or two that a joiner parts: `نعمت‌الله`."""
    forms = [own[at].form for at in run]
    both = {a + b for a, b in pairwise(forms)}
    return bool(name_forms("given") & {*forms, *both})


def _joined(own: Sequence[Word], run: _Run) -> bool:
    """True for two words with nothing but a joiner between: `نعمت‌الله`."""
    return len(run) == 2 and own[run[1]].start - own[run[0]].end == 1 and own[run[1]].form in name_forms("ending")


def _is_free(own: Sequence[Word], run: _Run) -> bool:
    """False for a mosque's or a street's name and for a saint's: `مسجد حاجی X`, `د X په جومات کې`, `حضرت X`."""
    before = [word.form for word in own[max(0, run[0] - 3) : run[0]]]
    while before and before[-1] in _last_words("title", "honorific"):
        before.pop()
    behind = [word.form for word in own[run[-1] + 1 : run[-1] + 3]]
    behind = behind[1:] if behind[:1] == ["په"] else behind[:1]
    return not (
        _last_words("holder", "revered").intersection(before[-1:]) or _last_words("holder").intersection(behind)
    )


@cache
def _last_words(*cues: str) -> frozenset[str]:
    return frozenset(form[-1] for cue in cues for form in cue_forms(cue))


def _announced(text: str, own: Sequence[Word], run: _Run) -> str | None:
    """What says of unknown words that they are a name: `حاجی X گفت`, `مردی به نام X`, `X (نام مستعار)`."""
    before = tuple(word.form for word in own[max(0, run[0] - 3) : run[0]])
    rest = text[own[run[-1]].end :][:40]
    if any(_ends(before, form) for form in cue_forms("honorific")) and _goes_on(own, run, rest):
        return "title"
    if any(_ends(before, form) for form in cue_forms("called")) and _is_somebody(own, run[0]):
        return "called"
    aside = re.match(r"\s*[(\[،–—]\s*", rest)
    if aside is not None:
        said = tuple(word.form for word in words(rest[aside.end() :]))
        if any(said[at : at + len(form)] == form for form in cue_forms("renamed") for at in range(3)):
            return "renamed"
    return None


def _goes_on(own: Sequence[Word], run: _Run, rest: str) -> bool:
    """True before a verb of saying, a harm, or a comma."""
    if rest.lstrip().startswith(("،", ",")):
        return True
    lady = own[run[0] - 1].form in _people()  # `خانم` is a woman too: "a pregnant lady was hurt" names nobody
    cues = _SAID if lady else _HARM
    return any(word.form in _first_words(cues) for word in own[run[-1] + 1 : run[-1] + 4])


def _is_somebody(own: Sequence[Word], first: int) -> bool:
    """True where one before "called" is a person: `مردی به نام X`, not `گروهی به نام X`."""
    before = (word.form for word in own[max(0, first - _BACK) : first])
    return any(form in _people() or form.removesuffix("ی") in _people() for form in before)


def _is_name(form: str) -> bool:
    return form in name_forms("given") or form in name_forms("beside") or is_name_word(form)


def _ends(said: tuple[str, ...], form: tuple[str, ...]) -> bool:
    return said[len(said) - len(form) :] == form


@cache
def _people() -> frozenset[str]:
    kin = {form[0] for cue in ("kin", "work") for form in cue_forms(cue)}
    return frozenset(kin | {form[0] for cue, form in persian_cues() if cue == "one person"}) - function_words()


@cache
def _first_words(cues: frozenset[str]) -> frozenset[str]:
    return frozenset(form[0] for cue, form in persian_cues() if cue in cues)
