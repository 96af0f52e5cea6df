"""Names of people by their shape: no table lists them, so capitals, kinship, titles and ages tell.

For the scripts without capitals see `persian_people`. What is found is a guess on the side of protecting people: it is
used to cut names out of what is published, and by claimers that ask for more than the shape.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from gowah.words.kin import function_words
from gowah.words.lookalikes import as_read
from gowah.words.names import NameSpan, find_names
from gowah.words.persian_people import persian_people
from gowah.words.persons import collectives
from gowah.words.script import fold
from gowah.words.sheets import folded_words, language_forms, sheet
from gowah.words.tables import Tables

_WORD = re.compile(r"[A-Za-zÀ-ɏ]+(?:[’'-][A-Za-zÀ-ɏ]+)*")
_OWNED = re.compile(r"['’]s?$")
_GAP = re.compile(r"[ \t]*\n?[ \t]*|-|\.[ \t]+")
_PARTICLES = frozenset({"al", "ul", "ur", "ud", "uz", "us", "bin", "bint", "ibn", "e", "i"})
_LONGEST = 6  # words of a name
_BACK = 60  # code points before a name in which its cue stands
_IN = re.compile(r"\b(?:in|near|around|outside)\s+(?:[A-Z]\w+\s+)?\Z")
"""Where a place is named; "in Haji Example" is one too."""
_THE = re.compile(r"\b(?:the|this|our)\s+\Z", re.IGNORECASE)
_ADDRESS = re.compile(r"://|@|www\.|[a-z]\.[a-z]|[/%_#=]")  # somewhere in it
_FAMILIES = frozenset({"places", "groups", "communities"})
"""Tables whose names families bear too: such a word may end a name that a cue announces."""
_HOLDERS = frozenset({"sites", "places", "organisations", "outlets", "groups", "communities"})
_VOICE_ENDS = re.compile(r"\s*(?:[,.;!?]|$)")
_AGE_AFTER = re.compile(
    r"(?:,\s*|\s*\(\s*)(?:aged?\s+|about\s+)?(?P<age>\d{1,3})(?=\s*[,.;)]|\s+and\b|\s*$|[- ]year|\s+years|\s+of\b)"
    r"|\s+(?:was|is|were)\s+(?P<was>\d{1,3})(?=[,.;]|\s*$|\s+years|\s+and\b|\s+when\b)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonSpan:
    """A name at code points [start, end); `cues` say why it is one: `title`, `kin`, `work`, `age`, `mourned`,
    `named`, `owner` ("Sabir's sister"), `voice` ("said Sabir,"), or none where only its shape does."""

    start: int
    end: int
    name: str
    cues: frozenset[str]


Finder = Callable[[str, Sequence[NameSpan], frozenset[str]], Iterator[PersonSpan]]


def find_people(text: str, tables: Tables, common: frozenset[str] = frozenset()) -> tuple[PersonSpan, ...]:
    """Names of people in a text, in order, in every script; `common` are folded words known to be no names."""
    return people_of(text, find_names(text, tables), common | lower_words((text,)))


def people_of(text: str, names: Sequence[NameSpan], common: frozenset[str]) -> tuple[PersonSpan, ...]:
    """As `find_people`, where the names of the tables in the text are known already."""
    found = [*as_typed(text, names, common, _latin)]
    found += [
        PersonSpan(start=a, end=b, name=_said(text, a, b), cues=cues) for a, b, cues in persian_people(text, names)
    ]
    return tuple(sorted(found, key=lambda span: (span.start, span.end)))


def as_typed(text: str, names: Sequence[NameSpan], common: frozenset[str], find: Finder) -> Iterator[PersonSpan]:
    """Names in Latin letters, also where they are typed with letters drawn alike or with marks that nobody sees."""
    read, places = as_read(text)
    if read == text:
        yield from find(text, names, common)
        return
    there = [replace(name, start=bisect_left(places, name.start), end=bisect_left(places, name.end)) for name in names]
    for person in find(read, there, common):
        start, end = places[person.start], places[person.end - 1] + 1
        yield replace(person, start=start, end=end, name=_said(text, start, end))


def lower_words(texts: Iterable[str]) -> frozenset[str]:
    """The folded words that these texts write in small letters, addresses left out: no names, most likely."""
    runs = {run for text in texts for run in text.split()}
    return frozenset(
        fold(word[0]) for run in runs if not _ADDRESS.search(run) for word in _WORD.finditer(run) if word[0].islower()
    )


@cache
def cue_words(cue: str, language: str = "en") -> tuple[str, ...]:
    """The forms of a cue (`data/common/people_cues.csv`), the longest first."""
    forms = [
        form for row in sheet("people_cues") if row["cue"] == cue for form in language_forms(row, f"forms_{language}")
    ]
    return tuple(sorted(forms, key=lambda form: (-len(form), form)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Capitals:
    """The words of a text in Latin letters; the place of each in their order and the tables that know it, by where it
    starts; and the runs of words with capitals that may be names."""

    words: list[re.Match[str]]
    order: dict[int, int]
    known: dict[int, frozenset[str]]
    runs: tuple[list[re.Match[str]], ...]


def capitals(text: str, names: Sequence[NameSpan], common: frozenset[str]) -> Capitals:
    """The runs of words with capitals of a text: `common` words and those that the tables know begin none."""
    known: dict[int, frozenset[str]] = {}
    words = list(_WORD.finditer(text))
    order = {word.start(): n for n, word in enumerate(words)}
    for name in names:
        for at in range(name.start, name.end):
            if at in order:
                known[at] = known.get(at, frozenset()) | {"body" if name.code == "body" else name.table}
    runs: list[list[re.Match[str]]] = []
    run: list[re.Match[str]] = []
    for word, after in pairwise([*words, None]):
        if word is not None and _in_name(word, run, known, common):
            run.append(word)
            if after is not None and not _OWNED.search(word[0]) and _joined(text, word, after):
                continue
        if run:
            runs.append(run)
        run = []
    return Capitals(words=words, order=order, known=known, runs=tuple(runs))


def _latin(text: str, names: Sequence[NameSpan], common: frozenset[str]) -> Iterator[PersonSpan]:
    read = capitals(text, names, common)
    for run in read.runs:
        yield from _checked(text, run, read)


def _joined(text: str, first: re.Match[str], second: re.Match[str]) -> bool:
    gap = text[first.end() : second.start()]
    if gap.startswith("."):
        return len(first[0]) == 1 or fold(first[0]) in _titles()
    return bool(_GAP.fullmatch(gap))


def _in_name(
    word: re.Match[str], run: list[re.Match[str]], known: dict[int, frozenset[str]], common: frozenset[str]
) -> bool:
    if not (run or word[0][0].isupper()):
        return False
    form = fold(_OWNED.sub("", word[0]))
    if run and form in _PARTICLES:
        return True
    if not word[0][0].isupper() or len(run) >= _LONGEST:
        return False
    if form in _titles():
        return True
    tables = known.get(word.start(), frozenset())
    if tables - _FAMILIES or any(form in words for words in (common, function_words(), collectives(), _calendar())):
        return False
    return not tables or bool(run)


def _checked(text: str, run: list[re.Match[str]], read: Capitals) -> Iterator[PersonSpan]:
    """The run as a name, if its cues or its length make it one."""
    titled = False
    while run and fold(run[0][0]) in _titles() and (len(run) > 1 or not titled):
        titled, run = True, run[1:]
    while run and fold(run[-1][0]) in _PARTICLES:
        run = run[:-1]
    if not run:
        return
    start, end = run[0].start(), run[-1].start() + len(_OWNED.sub("", run[-1][0].removesuffix("'s").removesuffix("’s")))
    cues = set(_cues(text, start, end)) | ({"title"} if titled else set())
    if read.known.get(run[-1].start()) and (not cues or read.known.get(run[0].start())):
        yield from _checked(text, run[:-1], read)
        return
    size = len(run)
    shouted = any(word[0].isupper() and len(word[0]) > 3 for word in run)
    if cues == {"voice"} and size < 2 and (shouted or fold(run[0][0]).endswith("s")):
        return  # a body or people of some kind: "said UNAMA", "Residents said"
    alone = not cues & {"title", "kin", "owner", "work", "voice"}
    if (size < 2 and alone) or (not cues and (shouted or _THE.search(text, max(0, start - 6), start))):
        return
    if not cues & {"kin", "owner", "age"} and part_of_name(text, run, read):
        return
    yield PersonSpan(start=start, end=end, name=_said(text, start, end), cues=frozenset(cues))


def part_of_name(text: str, run: list[re.Match[str]], read: Capitals) -> bool:
    """True where the run is part of the name of a site, body or place: "Sayed Example mosque", "Camp Example"."""
    words, known = read.words, read.known
    first, last = read.order[run[0].start()], read.order[run[-1].start()]
    if _IN.search(text, max(0, run[0].start() - 30), run[0].start()):
        return True
    if _of_site(text, words, first, known):
        return True
    before = words[first - 1] if first and _near(text, words[first - 1], run[0]) else None
    if before is not None and before[0][0].isupper() and "body" in known.get(before.start(), ()):
        return True
    if last + 1 < len(words) and _near(text, run[-1], words[last + 1]):
        tables = known.get(words[last + 1].start(), frozenset())
        return bool(tables & (_HOLDERS | {"body"})) or fold(words[last + 1][0]) in cue_words("holder")
    return False


def _of_site(text: str, words: list[re.Match[str]], first: int, known: dict[int, frozenset[str]]) -> bool:
    """True after "mosque of", titles between left out."""
    at = first - 1
    while at >= 0 and fold(words[at][0]) in _titles():
        at -= 1
    of_it = at >= 1 and words[at][0] == "of" and _near(text, words[at - 1], words[at])
    return of_it and bool(known.get(words[at - 1].start(), frozenset()) & {"sites", "body"})


def _near(text: str, first: re.Match[str], second: re.Match[str]) -> bool:
    return not text[first.end() : second.start()].strip(" -\n\t")


def _cues(text: str, start: int, end: int) -> Iterator[str]:
    before, after = text[max(0, start - _BACK) : start], text[end : end + 40]
    if any(word in _cue_parts() for word in re.split(r"[^\w]+", before.lower())):
        yield from (cue for cue, pattern in _before().items() if pattern.search(before))
    if _AGE_AFTER.match(after):
        yield "age"
    if _owners().match(after):
        yield "owner"
    if _apposed().match(after):
        yield "work"
    if _tells().match(after) or (_VOICE_ENDS.match(after) and _told_by().search(before)):
        yield "voice"


@cache
def _before() -> dict[str, re.Pattern[str]]:
    """Cue -> what stands right before a name that has it."""
    kin, work, mourned, named, titles = map(_any, ("kin", "work", "mourned", "named", "title"))
    lead = rf"(?:the\s+|a\s+|an\s+)?(?:\d{{1,3}}-year-old\s+)?(?:(?:{work}|{kin}|{titles})\.?,?\s+)?"
    return {
        "kin": re.compile(rf"\b(?:{kin})(?:\s+of)?,?\s+(?:named\s+|called\s+)?$", re.IGNORECASE),
        "work": re.compile(rf"\b(?:{work})\s+(?:named\s+|called\s+)?$", re.IGNORECASE),
        "age": re.compile(r"\b\d{1,3}-year-old\s+(?:[a-z]+\s+){0,3}$"),
        "mourned": re.compile(rf"\b(?:{mourned})(?:\s*[:–—-])?\s+{lead}$", re.IGNORECASE),
        "named": re.compile(rf"\b(?:{named})\s*:?\s+{lead}$", re.IGNORECASE),
    }


@cache
def _cue_parts() -> frozenset[str]:
    """One word of each cue: without any of them nothing needs to be looked for."""
    cues = ("kin", "work", "mourned", "named")
    last = (re.split(r"[^\w]+", form.lower())[-1] for cue in cues for form in cue_words(cue))
    return frozenset(last) | {"old"}


@cache
def _owners() -> re.Pattern[str]:
    return re.compile(rf"['’]s?\s+(?:[a-z-]+\s+)?(?:{_any('kin')})\b")


@cache
def _apposed() -> re.Pattern[str]:
    """What says of the name before it that it is somebody's: "Zahra, a neighbour", "Zahra, whose son …"."""
    own = r"(?:an?|the|one|his|her|their|my|our)"
    return re.compile(rf",\s+(?:{own}\s+(?:[a-z-]+\s+){{0,3}}?(?:{_any('kin')}|{_any('work')})\b|whose\b)")


@cache
def _tells() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{_any('sees')})\b")


@cache
def _told_by() -> re.Pattern[str]:
    return re.compile(rf"""[,.!?"”’']\s*(?:{_any("sees")})\s+$""")


def _any(cue: str) -> str:
    return "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in cue_words(cue))


@cache
def _titles() -> frozenset[str]:
    return frozenset(fold(form) for form in cue_words("title"))


@cache
def _calendar() -> frozenset[str]:
    """The words of months and days, which have capitals in English."""
    return frozenset(
        word
        for table in ("months", "times")
        for row in sheet(table)
        for cell in row.values()
        for form in (cell or "").split("|")
        for word in folded_words(form)
    )


def _said(text: str, start: int, end: int) -> str:
    return " ".join(text[start:end].split())
