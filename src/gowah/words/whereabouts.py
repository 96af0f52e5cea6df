"""Which place of a name is meant, where several places bear it or where people and things bear it more often.

A town whose name is followed by that of what holds it (`Paris, Texas`) is that town, and so is every bare `Paris` of
the text. Else the province for which the text's other names speak decides. What stays undecided between several
places is what holds them all, or nothing: never a guess that is more precise than the text. A name that people and
things bear too is a place's only where the words around it say so (`in Heath`, `Heath police`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from gowah.words.script import fold
from gowah.words.sheets import language_forms, sheet
from gowah.words.tables import Tables

Span = tuple[int, int]


class Meant(NamedTuple):
    """A place, and what is in doubt about it: nothing (""), that it is `chosen` for the text's other names among
    several that bear the name, or all but that it lies within (`open`): then it is what holds them all."""

    code: str
    doubt: str = ""


CHOSEN, OPEN = "chosen", "open"

_JOINT = re.compile(r"\s{0,2},\s{0,2}|[^\S\n]\(?")  # between a town and what holds it
_PINNED, _PROVINCE, _OTHER, _SMALL = 3.0, 2.0, 1.0, 0.3  # what a name is worth as evidence for its province
_PRIOR = 2.0  # for the first place of a name that needs no context
_ENOUGH = 1.0  # evidence without which it stays open which of several places is meant
_LINE_HEAD = re.compile(r"(?:^|\n)[\s\"“(]*$")
_NAME_GOES_ON = re.compile(r"[^\S\n][A-Z]\w*[a-z]|[^\S\n](?:St|Ave|Rd|Dr|Blvd|Ln|neighbou?rhood|section)\b")
_BESIDE = 40  # code points from a name to that of what holds it, when only words of a joint stand between
_DATELINE = re.compile(r"[^\S\n]{0,2}(?:\(|[-–—:]|,[^\S\n]?[A-Z])")


def settle(
    text: str, tables: Tables, named: Mapping[Span, frozenset[str]], after: Mapping[Span, frozenset[str]]
) -> dict[Span, Meant]:
    """The place that each span means, those that mean none left out. `named`: span -> all places of that name;
    `after`: span -> places that are so called only right behind a place within them ("OH")."""
    towns, holders = _pinned(text, tables, named, after)
    beside = _beside(text, tables, named)
    towns = {**{span: code for span, code in beside.items() if span not in towns}, **towns}
    pinned = towns | holders
    placed = {span for span, codes in named.items() if span in pinned or _counts(text, tables, span, codes)}
    shares = _shares(tables, {span: named[span] for span in named if span in placed}, pinned)
    votes: dict[str, float] = defaultdict(float)
    for each in shares.values():
        for province, share in each.items():
            votes[province] += share
    fixed: dict[frozenset[str], set[str]] = defaultdict(set)
    for span, code in towns.items():
        fixed[named[span]].add(code)
    settled = {span: Meant(code) for span, code in pinned.items()}
    for span in placed - set(pinned):
        codes = named[span]
        if len(fixed[codes]) == 1:
            settled[span] = Meant(*fixed[codes])
        elif meant := _likeliest(tables, codes, votes, shares[codes]):
            settled[span] = meant
    return settled


def held_names(tables: Tables) -> Iterator[tuple[str, str]]:
    """(place, name) of districts whose names all say that they are districts: "Heath" of "Heath district"."""
    taken = {_letters(alias) for row in tables.places.values() for _, alias in row.aliases}
    for row in tables.places.values():
        if row.kind == "district":
            holders = {_letters(alias) for above in [*tables.ancestors(row.id)][1:] for _, alias in above.aliases}
            for name in sorted({_sort().sub("", alias) for _, alias in row.aliases}):
                letters = _letters(name)
                ends = (name.split()[0], name.split()[-1]) if letters else ()
                joined = any(_words_of_joint().fullmatch(end) for end in ends)  # "of Heath"
                if letters and letters not in taken and not joined and not any(h in letters for h in holders):
                    yield row.id, name


def _letters(name: str) -> str:
    return "".join(char for char in fold(name) if char.isalnum())


def held(
    text: str, tables: Tables, named: Mapping[Span, frozenset[str]], bare: Mapping[Span, frozenset[str]]
) -> dict[Span, str]:
    """Of `bare`, spans with the names of districts that leave out what they are, those that mean a place: "in Heath,
    Ohio". Such names are also those of people and things, so both a word like "in" and the province must stand by."""
    before, joint = _cues_of_place(), _words_of_joint()
    found: dict[Span, str] = {}
    order = sorted(named)
    for span, codes in bare.items():
        cue = before.search(text, max(0, span[0] - 24), span[0])
        if not cue or any(span[0] < other[1] and other[0] < span[1] for other in _within(order, span)):
            continue
        for holder in _within(order, span):
            first, last = sorted((span, holder))
            if joint.fullmatch(text, first[1], last[0]):
                above = {code for code in codes if named[holder] & _above(tables, code)}
                if len(above) == 1:
                    found[span] = above.pop()
    return found


def _above(tables: Tables, code: str) -> set[str]:
    return {row.id for row in tables.ancestors(code)} - {code}


def _counts(text: str, tables: Tables, span: Span, codes: frozenset[str]) -> bool:
    """True where a name is that of a place: always for some, else where the words around it say so."""
    return any(not tables.places[code].needs_context for code in codes) or _placed(text, span)


def _pinned(
    text: str, tables: Tables, named: Mapping[Span, frozenset[str]], after: Mapping[Span, frozenset[str]]
) -> tuple[dict[Span, str], dict[Span, str]]:
    """Towns that stand right before the name of what holds them, and these holders."""
    ending: dict[int, list[Span]] = defaultdict(list)
    for span in named:
        ending[span[1]].append(span)
    towns: dict[Span, str] = {}
    holders: dict[Span, str] = {}
    for holder in {*named, *after}:
        joint = next((m for n in (5, 4, 3, 2, 1) if (m := _joint(text, holder[0] - n, holder[0]))), None)
        if joint is None:
            continue
        bare, short = named.get(holder, frozenset()), after.get(holder, frozenset())
        for town in ending.get(joint[0], ()):
            for code in sorted(named[town]):
                above = [row.id for row in tables.ancestors(code)][1:]
                held = next((a for a in above if a in short or (a in bare and joint[1])), None)
                if held is not None:
                    towns[town], holders[holder] = code, held
    return towns, holders


def _beside(text: str, tables: Tables, named: Mapping[Span, frozenset[str]]) -> dict[Span, str]:
    """Of names that need it, the place beside whose name stands that of what holds it and no other that bears it:
    "the Heath district in southern Ohio", "Ohio's Heath"."""
    doubtful = {span: codes for span, codes in named.items() if _is_shared(tables, codes)}
    if not doubtful:
        return {}
    found: dict[Span, str] = {}
    order = sorted(named)
    for span, codes in doubtful.items():
        above = {code: {row.id for row in tables.ancestors(code)} - {code} for code in codes}
        for holder in _within(order, span):
            first, last = sorted((span, holder))
            if last[0] < first[1] or not _words_of_joint().fullmatch(text, first[1], last[0]):
                continue
            held = [code for code in sorted(codes) if above[code] & named[holder]]
            if len(held) == 1:
                found[span] = held[0]
    return found


def _within(order: list[Span], span: Span) -> list[Span]:
    """The spans near this one, the nearest of them last."""
    start = bisect_left(order, (span[0] - 3 * _BESIDE, 0))
    near = order[start : bisect_left(order, (span[1] + _BESIDE + 1, 0))]
    gaps = {other: max(other[0] - span[1], span[0] - other[1]) for other in near}
    return sorted((other for other in near if 0 <= gaps[other] <= _BESIDE), key=lambda o: (-gaps[o], o))


def _is_shared(tables: Tables, codes: Iterable[str]) -> bool:
    return any(tables.places[code].shared for code in codes)


def _joint(text: str, start: int, end: int) -> tuple[int, bool] | None:
    """(where the town ends, whether by a comma) when [start, end) joins a town to what holds it."""
    if start < 1 or not _JOINT.fullmatch(text, start, end):
        return None
    return start, "," in text[start:end]


def _shares(
    tables: Tables, named: Mapping[Span, frozenset[str]], pinned: Mapping[Span, str]
) -> dict[frozenset[str], dict[str, float]]:
    """What each name of the text, however often it stands there, says for each province."""
    shares: dict[frozenset[str], dict[str, float]] = {}
    for span, codes in named.items():
        code = pinned.get(span)
        if code is not None:
            shares.setdefault(codes, {})[_province(tables, code)] = _PINNED
        if codes in shares:
            continue
        free = [code for code in codes if not tables.places[code].needs_context]
        provinces = {_province(tables, code) for code in free or codes}
        kind = tables.places[free[0]].kind if len(free) == 1 else ""
        weight = _PROVINCE if kind == "province" else _OTHER if free or len(codes) == 1 else _SMALL
        shares[codes] = {province: weight / len(provinces) for province in provinces}
    for span, code in pinned.items():
        if span not in named:
            shares.setdefault(frozenset({code}), {_province(tables, code): _PROVINCE})
    return shares


def _province(tables: Tables, code: str) -> str:
    held = tables.within(code, "province") or tables.within(code, "country")
    return held.id if held else code


def _likeliest(
    tables: Tables, codes: frozenset[str], votes: Mapping[str, float], own: Mapping[str, float]
) -> Meant | None:
    """The place that a name means for all the text's names; None where several are left that nothing holds."""
    order = sorted(codes, key=tables.rank)
    province = {code: _province(tables, code) for code in order}
    priors: dict[str, str] = {}  # country -> its first place of the name that its bare name may mean
    for code in order:
        if not (tables.places[code].needs_context or tables.places[code].shared):
            priors.setdefault(_country(tables, code), code)
    evidence = {code: votes.get(province[code], 0.0) - own.get(province[code], 0.0) for code in order}
    if _is_shared(tables, codes):
        first = [code for code in order if evidence[code] >= _ENOUGH - 1e-9]
        first = first or list(priors.values()) or order
    else:
        scores = {code: evidence[code] + _PRIOR * (code in priors.values()) for code in order}
        best = max(scores.values())
        first = [code for code in order if scores[code] > best - 1e-9] if best >= _ENOUGH - 1e-9 else order
    meant = _common(tables, first)
    if meant is None:
        return None
    if meant not in codes:
        return Meant(meant, OPEN)
    sure = meant in priors.values() or len(set(province.values())) == 1
    return Meant(meant, "" if sure else CHOSEN)


def _country(tables: Tables, code: str) -> str:
    held = tables.within(code, "country")
    return held.id if held else ""


def _common(tables: Tables, codes: Iterable[str]) -> str | None:
    """The one place, or the narrowest that holds them all; of one province's, the first."""
    lines = [[row.id for row in tables.ancestors(code)] for code in codes]
    if len({_province(tables, line[0]) for line in lines}) == 1:
        return lines[0][0]
    return next((code for code in lines[0] if all(code in line for line in lines[1:])), None)


def _placed(text: str, span: Span) -> bool:
    """True where words around a name say that it is a place's: "in Heath", "Heath police", "HEATH (AP)"."""
    before, after = _cues()
    if not text[span[0]].isupper():
        return False
    if after.match(text, span[1]):
        return True
    if _NAME_GOES_ON.match(text, span[1]):  # "in Heath Street", "the Heath neighborhood"
        return False
    return bool(
        before.search(text, max(0, span[0] - 24), span[0])
        or (_LINE_HEAD.search(text[max(0, span[0] - 4) : span[0]]) and _DATELINE.match(text, span[1]))
    )  # fmt: skip


@cache
def _sort() -> re.Pattern[str]:
    """The word for a district before or after its name."""
    words = _any_of("sort")
    return re.compile(rf"^(?:{words})\s+|\s+(?:{words})$", re.IGNORECASE)


@cache
def _cues_of_place() -> re.Pattern[str]:
    """Words right before a name that make it a place's, in any language: "in", "در", "په", "Ohio's"."""
    return re.compile(rf"(?:(?<!\w)(?:{_any_of('within')})|\w['’]s)\s+\Z", re.IGNORECASE)


def _any_of(cue: str) -> str:
    """The words of a cue in all languages."""
    rows = [row for row in sheet("place_cues") if row["cue"] == cue]
    columns = ("forms_en", "forms_prs", "forms_ps")
    return "|".join(re.escape(form) for row in rows for column in columns for form in language_forms(row, column))


@cache
def _words_of_joint() -> re.Pattern[str]:
    """What may stand between a place's name and that of what holds it: "district of southern", "ولایت", "'s"."""
    forms = [
        re.escape(form)
        for row in sheet("place_cues") if row["cue"] in ("joint", "side")
        for column in ("forms_en", "forms_prs", "forms_ps") for form in language_forms(row, column)
    ]  # fmt: skip
    return re.compile(rf"(?:[\s,،()]|['’]s?|\b(?:{'|'.join(sorted(forms, key=len, reverse=True))})\b)+", re.IGNORECASE)


@cache
def _cues() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before and after the name of a place; "south Heath" is one, "South Heath" may be a street."""
    forms = {row["cue"]: "|".join(map(re.escape, language_forms(row, "forms_en"))) for row in sheet("place_cues")}
    return (
        re.compile(rf"\b(?:(?i:{forms['before']})|{forms['side']})\s+\Z"),
        re.compile(rf"(?:['’]s)?\s+(?i:{forms['after']})\b"),
    )
