"""Names at the positions where people are named: beside kinship, titles, trades, descent, saying and suffering.

For cutting names out of what is published, not for claims. Here the burden of proof is turned round: a word at
such a position is a name unless a table knows it for something else (row `plain` of `data/common/naming_cues.csv`, and
the words of other shipped tables). To cut too much there costs little; to leave one name may cost a life.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from gowah.words.given_names import is_given
from gowah.words.kin import function_words
from gowah.words.names import NameSpan, find_names
from gowah.words.naming_cues import is_everyday as in_persian
from gowah.words.people import Capitals, PersonSpan, as_typed, capitals, cue_words, part_of_name
from gowah.words.persian_naming import persian_naming
from gowah.words.persian_people import name_forms
from gowah.words.persons import collectives
from gowah.words.script import fold, words
from gowah.words.sheets import language_forms, sheet
from gowah.words.tables import Tables

_NEAR = 60  # code points around a name in which what tells of it stands
_OWNED = re.compile(r"['’]s?$")
_AGED = r"(?:\s*\(\d{1,3}\)|,\s*(?:aged\s+)?\d{1,3},?)?"
_OWN = r"(?:an?|the|one|his|her|their|my|our|another|some)"
_CLOSED = re.compile(r"\s*(?:[,.;:)!?\"”’–—]|$)")
_JOINED = re.compile(r"\s+and\b")
_NICKNAME = re.compile(r"\s+['‘’\"“](?P<name>[^\W\d_][\w-]{1,20})['’\"”](?!\w)")
_STRONG = frozenset({"kin", "filiation", "household", "called", "owner", "belongings", "who"})
"""Cues beside which even a place's or an office's word is a person's name."""
_SURE_OF_SMALL = frozenset({"kin", "filiation", "household", "called", "owner", "voice", "work"})
_FAMILIES = frozenset({"communities", "places", "groups"})


def find_announced(text: str, names: Sequence[NameSpan], common: frozenset[str]) -> tuple[PersonSpan, ...]:
    """Names at naming positions, in order, in every script: `cues` hold the position, or `office` alone beside one.

    `names` are those of the tables in the text, `common` folded words known to be no names.
    """
    found = [*as_typed(text, names, common, _latin)]
    found += [
        PersonSpan(start=start, end=end, name=" ".join(text[start:end].split()), cues=frozenset({cue}))
        for start, end, cue in persian_naming(text, names)
    ]
    return tuple(sorted(found, key=lambda span: (span.start, span.end)))


def is_in_office(said: str, tables: Tables) -> bool:
    """True for the words for a speaker that speaks for an office or a body: "police chief Example Sample".

    Not: "the mother of …", "Doctor … of the clinic", nor a name alone.
    """
    forms = [word.form for word in words(said)]
    if _holds(forms, "office"):
        return True
    if _holds(forms, "kin") or _holds(forms, "trade") or _holds(forms, "household"):
        return False
    known = {name.table for name in find_names(said, tables)}
    return bool(known & {"organisations", "groups", "outlets"} or bodies().intersection(forms))


def _holds(forms: Sequence[str], cue: str) -> bool:
    singles, longer = _cue_forms(cue)
    return bool(singles.intersection(forms)) or any(
        forms[at : at + len(form)] == list(form) for form in longer for at in range(len(forms) - len(form) + 1)
    )


@cache
def _cue_forms(cue: str) -> tuple[frozenset[str], frozenset[tuple[str, ...]]]:
    """(forms of one word, longer forms) of a cue in all languages."""
    forms = {
        tuple(word.form for word in words(form))
        for row in sheet("naming_cues") if row["cue"] == cue
        for column in ("forms_en", "forms_prs", "forms_ps") for form in language_forms(row, column)
    }  # fmt: skip
    return frozenset(form[0] for form in forms if len(form) == 1), frozenset(form for form in forms if len(form) > 1)


@cache
def bodies() -> frozenset[str]:
    """Folded words for bodies that speak in public: `ministry`, `نهاد`; not the clinic where somebody works."""
    spoken = (row["aliases_en"].split("|") for row in sheet("speech") if row["code"] == "office")
    persian = (
        row["forms"].split("|") for row in sheet("persian_cues") if row["cue"] in ("organisation", "public role")
    )
    found = {word.form for forms in (*spoken, *persian) for form in forms for word in words(form)}
    return frozenset(found - _cue_forms("service")[0])


def is_everyday(form: str) -> bool:
    """True for a folded word that means something besides a name: to cut it everywhere would hide too much."""
    return not is_given(form) and (form in everyday_words() or in_persian(form))


@cache
def everyday_words() -> frozenset[str]:
    """Folded words that the shipped tables of the languages write in small letters: no names, but for given ones."""
    kept = {"name_words", "people_cues"}
    tables = (name for name in _SHEETS if name not in kept)
    cells = (cell for name in tables for row in sheet(name) for key, cell in row.items() if key != "source" and cell)
    return frozenset(
        fold(word)
        for cell in cells for word in re.findall(r"[^\W\d_]+", cell)
        if word.islower() and not is_given(fold(word))
    )  # fmt: skip


_SHEETS = (
    "speech", "harm", "sites", "weapons", "tactics", "of_whom", "qualifiers", "silences", "wants", "needs", "aid",
    "times", "turns", "deeds", "blame", "bonds", "roles", "tallies", "sums", "targets", "naming_cues",
)  # fmt: skip


def _latin(text: str, names: Sequence[NameSpan], common: frozenset[str]) -> Iterator[PersonSpan]:
    read = capitals(text, names, common)
    for word in read.words:
        if word[0].islower() and is_given(_form(word)):  # typed in haste: "najiba said"
            start, end = word.start(), word.start() + len(_OWNED.sub("", word[0]))
            sure = _SURE_OF_SMALL.intersection(_cues(text, start, end))
            if sure:
                yield PersonSpan(start=start, end=end, name=text[start:end], cues=sure)
    for words_of_it in read.runs:
        run, titled = _without_leads(words_of_it)
        if run:
            start, end = run[0].start(), _end_of(text, run, read)
            cues = {*_cues(text, start, end), *(("title",) if titled else ())}
            cues -= _unsure(text, run, start, end, cues, read)
            if not cues & _STRONG and _in_office(text, start, end):
                cues = {"office"}
            if cues:
                yield PersonSpan(start=start, end=end, name=" ".join(text[start:end].split()), cues=frozenset(cues))
            by = _NICKNAME.match(text, end)
            if by and "office" not in cues and (cues or len(run) > 1 or is_given(_form(run[0]))):
                yield PersonSpan(
                    start=by.start("name"), end=by.end("name"), name=by["name"], cues=frozenset({"called"})
                )


def _without_leads(run: list[re.Match[str]]) -> tuple[list[re.Match[str]], bool]:
    """The run without everyday words ("Grieving", at the head of a sentence) and titles; whether one stood there."""
    while run and _is_plain(run[0]) and not _is_sure(run[0]):
        run = run[1:]
    titled = False
    while len(run) > 1 and _form(run[0]) in _leads():
        titled, run = True, run[1:]
    return ([] if run and _form(run[0]) in _leads() and not titled else run), titled


def _unsure(text: str, run: list[re.Match[str]], start: int, end: int, cues: set[str], read: Capitals) -> set[str]:
    """The cues that say nothing of this run: of a body, of many, of a saint."""
    weak = cues - _STRONG
    if not weak:
        return weak
    shouted = any(word[0].isupper() and len(word[0]) > 3 for word in run)
    many = len(run) == 1 and _form(run[0]).endswith("s") and not is_given(_form(run[0]))
    revered = is_given(_form(run[0])) and _revered().search(text, max(0, start - _NEAR), start)
    if shouted or revered or (many and not cues & {"title", "work"}) or part_of_name(text, run, read):
        return weak
    return set()


def _end_of(text: str, run: list[re.Match[str]], read: Capitals) -> int:
    """The end of a name, with the name of a people that families bear too."""
    last = run[-1]
    at = read.order[last.start()] + 1
    end = last.start() + len(_OWNED.sub("", last[0]))
    if at < len(read.words) and text[end : read.words[at].start()] == " ":
        following = read.words[at]
        known = read.known.get(following.start(), frozenset())
        if following[0][0].isupper() and "communities" in known and known <= _FAMILIES:
            return following.start() + len(_OWNED.sub("", following[0]))
    return end


def _form(word: re.Match[str]) -> str:
    return fold(_OWNED.sub("", word[0]))


def _is_plain(word: re.Match[str]) -> bool:
    form = _form(word)
    return form in everyday_words() or form in function_words() or form in collectives()


def _is_sure(word: re.Match[str]) -> bool:
    return _form(word) in _leads() or is_given(_form(word)) or _form(word) in name_forms("given latin")


@cache
def _leads() -> frozenset[str]:
    """Words that stand before a name as titles do: `Haji`, `Doctor`, `Shopkeeper`, `Uncle`."""
    return frozenset(form for cue in ("title", "trade", "kin") for form in _cue_forms(cue)[0])


def _cues(text: str, start: int, end: int) -> Iterator[str]:
    before, after = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    for cue, pattern in _before().items():
        found = pattern.search(before)
        if cue == "epithet" and not (_CLOSED.match(after) or _JOINED.match(after) or _speaks().match(after)):
            continue  # "an old Example mortar"
        if found and (not found[0].rstrip().endswith((",", "(")) or _CLOSED.match(after) or _speaks().match(after)):
            yield cue
    yield from (cue for cue, pattern in _after().items() if pattern.match(after))
    if _CLOSED.match(after) and _told_by().search(before):
        yield "voice"


def _in_office(text: str, start: int, end: int) -> bool:
    """True beside an office: "police chief Example Sample", "Example Sample, a spokesman for …"."""
    before, after = _beside_office()
    return bool(before.search(text[max(0, start - _NEAR) : start]) or after.match(text[end : end + _NEAR]))


def _any(*cues: str) -> str:
    forms = {
        form for row in sheet("naming_cues") if row["cue"] in cues for form in language_forms(row, "forms_en")
    }  # fmt: skip
    ordered = sorted(forms, key=lambda form: (-len(form), form))
    return "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in ordered)


@cache
def _before() -> dict[str, re.Pattern[str]]:
    """Cue -> what stands right before a name that has it."""
    link = r"(?:\s+(?:of|are|were|is|was|and))?\s*(?:[,:–—-]?\s+|\s\()"
    described = rf"(?:(?:{_any('describing')})\s+)*"
    led = rf"(?:(?:{_any('title')}|{_any('trade')})\.?\s+)?"
    return {
        "kin": re.compile(rf"\b{described}(?:{_any('kin')})s?{link}{led}\Z", re.IGNORECASE),
        "household": re.compile(rf"\b(?:{_any('household')})\s+of\s+{described}{led}\Z", re.IGNORECASE),
        "work": re.compile(rf"\b(?:{_any('trade')})s?\s*[,:]?\s+{led}\Z", re.IGNORECASE),
        "filiation": re.compile(rf"(?<!\w)(?:{_any('filiation')})\s+{led}\Z", re.IGNORECASE),
        "suffers": re.compile(rf"\b(?:{_any('harms')})\s+{described}{led}\Z"),
        "called": re.compile(
            rf"\b(?:(?:{_any('called')})\s*:?|name\s[^.!?;:,\n]{{0,25}}?\b(?:{_any('bears')})(?:\s[^.!?;:,\n]{{0,25}})?[,:])"
            rf"\s+[\"“‘']?{led}\Z",
            re.IGNORECASE,
        ),
        "epithet": re.compile(rf"(?<![\w-])(?:{_any('epithet')})\s+\Z"),
    }


@cache
def _after() -> dict[str, re.Pattern[str]]:
    """Cue -> what stands right after a name that has it."""
    described = rf"(?:(?:{_any('describing')})\s+)*"
    person = rf"(?:{_any('kin')}|{_any('trade')})"
    return {
        "filiation": re.compile(rf"{_AGED},?\s+(?:(?:the|a)\s+)?(?:{_any('filiation')})(?!\w)"),
        "household": re.compile(rf"(?:['’]s?)?\s+{described}(?:{_any('household')})\b"),
        "owner": re.compile(
            rf"['’]s?\s+(?:{described}{person}s?|(?:[a-z]+\s+|[A-Za-z]+-[a-z]+\s+){{1,2}}?(?:{_any('kin')}))\b"
        ),
        "called": re.compile(rf",?\s+as\s[^.!?;:,\n]{{1,40}}\s(?:is|are|was|were)\s+(?:{_any('called')})\b"),
        "work": re.compile(
            rf"{_AGED},\s+(?:(?:{_OWN}\s+)(?:[a-z\d-]+\s+){{0,3}}?{person}\b|{described}{person}\b|whose\b)"
        ),
        "suffers": re.compile(rf"{_AGED},?\s+(?:(?:also|both|then|later|too)\s+)?(?:{_any('suffers')})\b"),
        "voice": _speaks(),
        "who": re.compile(rf"{_AGED},?\s+(?:who|whom|whose)\b|{_AGED}\.?\s+(?:and\s+(?:his|her)|AND\s+(?:HIS|HER))\b"),
        "belongings": re.compile(rf"['’]s?\s+(?:[a-z-]+\s+)?(?:{_any('belongings')})\b"),
    }


@cache
def _revered() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(cue_words('revered'))})\s+\Z", re.IGNORECASE)


@cache
def _speaks() -> re.Pattern[str]:
    sees = "|".join(re.escape(form) for form in cue_words("sees"))
    return re.compile(rf"{_AGED}\s+(?:(?:also|then|later|too|has|had)\s+)?(?:{sees})\b")


@cache
def _told_by() -> re.Pattern[str]:
    sees = "|".join(re.escape(form) for form in cue_words("sees"))
    return re.compile(rf"[,.!?\"”’']\s*(?:{sees})\s+\Z|\b(?:according\s+to|in\s+the\s+words\s+of)\s+\Z", re.IGNORECASE)


@cache
def _beside_office() -> tuple[re.Pattern[str], re.Pattern[str]]:
    spoke = "|".join(re.escape(form) for form in cue_words("sees"))
    office = rf"\b(?:{_any('office')})\b"
    between = r"(?:\s+(?:of|for|in|the|(?-i:[A-Z])[\w’'-]*))*(?:,|\s)\s*"
    return (
        re.compile(rf"{office}{between}\Z", re.IGNORECASE),
        re.compile(rf"{_AGED},\s+(?:(?!{spoke})[^.,;:!?\n]){{0,50}}?{office}", re.IGNORECASE),
    )
