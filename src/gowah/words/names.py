"""Names of the tables in a text: one pass with an Aho-Corasick automaton, whatever the number of names.

Names are matched on folded letters with everything between words left out, so `Dasht-e Barchi`,
`Dasht e-Barchi` and `دشت‌برچی` with or without its ZWNJ are all found; a plain space counts only where
the name itself has a break (`I ran` is not Iran).
"""

from __future__ import annotations

import re
import weakref
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import ahocorasick

from gowah.model import Where
from gowah.words.script import FILLER, fold, is_persian_script
from gowah.words.tables import Tables
from gowah.words.whereabouts import CHOSEN, Meant, held, held_names, settle

_TOKEN = re.compile(r"[^\W_]+")
_GAP = re.compile(r"[^\S\n]{0,2}\n?[^\S\n]{0,8}|[^\w\s.,;:!?()\[\]{}|/\\،؛؟\"“”«»]{1,2}| [-–—] ")
_HIDES: dict[str, frozenset[str]] = {
    # a name of this table, inside a longer name of these tables, is part of that name and no more
    "places": frozenset({"groups", "organisations", "outlets", "communities"}),
    "groups": frozenset({"organisations", "outlets", "places"}),
    "organisations": frozenset({"groups", "outlets", "places"}),
    "communities": frozenset({"groups", "organisations", "outlets", "places", "of_whom"}),
    "of_whom": frozenset({"groups", "organisations", "outlets", "places", "communities"}),
    "sites": frozenset({"groups", "outlets"}),
}
_ACRONYM = 4  # letters: shorter names in capitals are found in capitals only
_SHORTENED = 3  # letters: a word of a name may be so short and end in a full stop
_COARSEST = 6  # UCDP's where_prec: the country
_BEHIND, _BY = "behind a place within", "by what holds it"
_GLUED = 6  # letters: Persian-script names so long may be broken by a space where the table has none


@dataclass(frozen=True, slots=True, kw_only=True)
class NameSpan:
    """A name at code points [start, end): the row (`table`, `code`) it belongs to.

    `doubt` says of a place's name that several bear it: `chosen` if the text's other names speak for this one, `open`
    if it stays unknown which is meant; `code` is then what holds them all.
    """

    start: int
    end: int
    table: str
    code: str
    as_written: str
    doubt: str = ""


_Row = tuple[int, int, str, str]  # start, end, table, code
_Doubts = dict[tuple[int, int, str], str]  # (start, end, code) of a place -> what is in doubt about it


@dataclass(frozen=True, slots=True)
class _Name:
    """What the automaton holds for one squeezed name: its rows, its breaks, how it must be written."""

    rows: tuple[tuple[str, str], ...]
    breaks: frozenset[int]  # offsets in the squeezed name at which a word of it begins
    length: int
    acronym: bool
    capital: bool
    persian: bool
    beside: str = ""  # a name that counts only right behind that of a place within, or beside that of what holds it
    doubtful: bool = False  # several places bear it, or it needs context


_automata: dict[int, tuple[weakref.ref[Tables], Any]] = {}


def find_names(text: str, tables: Tables) -> tuple[NameSpan, ...]:
    """Every name of the tables in the text; the longest where names of one table overlap.

    Sorted by start, then the longer, then table and code. A name that two tables hold is returned for
    both; a name inside a longer one of another table only where it says something of its own (`Sikh`
    in `Sikh temple`, but not `Iraq` in `Islamic State in Iraq`). Acronyms of up to four letters must
    stand in capitals, other Latin names with a capital in the table must begin with one unless the
    whole line has none.
    """
    folded = fold(text)
    forms = _TOKEN.findall(folded.replace(FILLER, "") if FILLER in folded else folded)
    offsets = [0, *accumulate(map(len, forms))]  # of each token in the squeezed text, and its end
    begins = {offset: n for n, offset in enumerate(offsets)}
    hits = [
        (last, kept)
        for last, names in _automaton(tables).iter("".join(forms))
        if last + 1 in begins and (kept := [name for name in names if last + 1 - name.length in begins])
    ]
    if not hits:
        return ()
    spans = [token.span() for token in _TOKEN.finditer(folded)]
    if FILLER in folded:
        spans = [(start, end) for start, end in spans if folded[start:end].strip(FILLER)]
    starts = [start for start, _ in spans]
    ends = [end for _, end in spans]
    found: list[tuple[int, int, _Name]] = []
    for last, names in hits:
        final = begins[last + 1] - 1
        for name in names:
            first = last + 1 - name.length
            token_at = begins[first]
            if _fits(text, name, first, range(token_at, final + 1), starts, ends, offsets):
                found.append((starts[token_at], ends[final], name))
    return _chosen(text, *_settled(text, tables, found))


def where_of(name: NameSpan, tables: Tables) -> Where:
    """The place of a name, no more exact than the text: one step less where it was chosen among several."""
    precision = tables.precision(name.code)
    coarser = min(precision + 1, _COARSEST) if name.doubt == CHOSEN else precision
    return Where(place=name.code, precision=coarser, as_written=name.as_written)


def _fits(
    text: str, name: _Name, first: int, tokens: range, starts: list[int], ends: list[int], offsets: list[int]
) -> bool:
    for n in tokens[1:]:
        gap = text[ends[n - 1] : starts[n]]
        short = gap == ". " and ends[n - 1] - starts[n - 1] <= _SHORTENED  # "St. Louis"
        if gap != "." and not short and not _GAP.fullmatch(gap):
            return False
        broken_here = offsets[n] - first in name.breaks
        if not broken_here and any(char.isspace() for char in gap) and not (name.persian and name.length >= _GLUED):
            return False
    start, end = starts[tokens[0]], ends[tokens[-1]]
    if name.acronym:
        return not any(char.islower() for char in text[start:end]) and not _shouted(text, start, end)
    if name.capital and not text[start].isupper():
        line = text[text.rfind("\n", max(0, start - 400), start) + 1 : start + 200].split("\n", 1)[0]
        return not any(char.isupper() for char in line)
    return True


def _shouted(text: str, start: int, end: int) -> bool:
    """True when an acronym stands among plain words in capitals, where `IS` may be a verb."""
    around = text[max(0, start - 40) : start].split()[-2:] + text[end : end + 40].split()[:2]
    words = [word for word in around if word.isalpha()]
    return len(words) > 1 and all(word.isupper() for word in words)


def _settled(text: str, tables: Tables, found: list[tuple[int, int, _Name]]) -> tuple[set[_Row], _Doubts]:
    """Every name with its row; of a name that several places bear, the one that is meant here."""
    rows = {(start, end, table, code) for start, end, name in found for table, code in name.rows}
    if not any(name.doubtful for _, _, name in found):
        return rows, {}
    spans: dict[str, dict[tuple[int, int], set[str]]] = {"": {}, _BEHIND: {}, _BY: {}}
    for start, end, name in found:
        codes = {code for table, code in name.rows if table == "places"}
        if codes:
            spans[name.beside].setdefault((start, end), set()).update(codes)
    named, after, bare = ({span: frozenset(c) for span, c in some.items()} for some in spans.values())
    settled = settle(text, tables, named, after) if named or after else {}
    settled |= {span: Meant(code) for span, code in held(text, tables, named, bare).items()}
    doubts = {(*span, meant.code): meant.doubt for span, meant in settled.items() if meant.doubt}
    places = {(*span, "places", meant.code) for span, meant in settled.items()}
    return {row for row in rows if row[2] != "places"} | places, doubts


def _chosen(text: str, rows: set[_Row], doubts: _Doubts) -> tuple[NameSpan, ...]:
    """The longest within each table, then without names that only serve a longer name."""
    spans = sorted(rows, key=lambda span: (span[0] - span[1], span))
    kept: list[tuple[int, int, str, str]] = []
    taken: dict[str, list[tuple[int, int]]] = {}  # table -> spans kept, sorted; none overlap
    for start, end, table, code in spans:
        mine = taken.setdefault(table, [])
        at = bisect_right(mine, (start, end))
        if (at and mine[at - 1][1] > start and mine[at - 1] != (start, end)) or (at < len(mine) and mine[at][0] < end):
            continue
        if not at or mine[at - 1] != (start, end):
            mine.insert(at, (start, end))
        kept.append((start, end, table, code))
    kept.sort(key=lambda span: (span[0], -span[1], span[2:]))
    clear: list[NameSpan] = []
    open_ones: list[tuple[int, int, str, str]] = []
    for span in kept:
        start, end, table, code = span
        if open_ones:
            open_ones = [other for other in open_ones if other[1] > start]
        longer = _HIDES.get(table) if open_ones else None
        if longer is None or not any(
            other[1] >= end and other[1] - other[0] > end - start and other[2] in longer for other in open_ones
        ):
            doubt = doubts.get((start, end, code), "") if table == "places" else ""
            clear.append(
                NameSpan(start=start, end=end, table=table, code=code, as_written=text[start:end], doubt=doubt)
            )
        open_ones.append(span)
    return tuple(clear)


_How = tuple[frozenset[int], bool, bool, bool, str]


def _how(alias: str, tokens: list[str], beside: str) -> _How:
    """How a name must be written: its breaks, in capitals, with a capital, in Persian script, beside what."""
    breaks, at = [], 0
    for token in tokens:
        breaks.append(at)
        at += len(token)
    letters = [char for char in alias if char.isalpha()]
    upper = bool(letters) and all(char.isupper() for char in letters)
    return (
        frozenset(breaks),
        upper and len(letters) <= _ACRONYM,
        alias[:1].isupper(),
        is_persian_script(alias),
        beside,
    )


def _automaton(tables: Tables) -> Any:
    """The automaton of these very tables, built once for each."""
    known = _automata.get(id(tables))
    if known is not None and known[0]() is tables:
        return known[1]
    machine = ahocorasick.Automaton()
    entries: dict[str, dict[_How, dict[tuple[str, str], None]]] = {}
    taken: dict[tuple[str, str], str] = {}
    names = [(table, code, alias, "") for table, code, _language, alias in tables.names]
    names += [("places", row.id, alias, _BEHIND) for row in tables.places.values() for alias in row.after_town]
    names += [("places", code, alias, _BY) for code, alias in held_names(tables)]
    for table, code, alias, beside in names:
        tokens = [part.replace(FILLER, "") for part in _TOKEN.findall(fold(alias))]
        squeezed = "".join(tokens)
        if not squeezed or (table != "places" and taken.setdefault((table, squeezed), code) != code):
            continue  # the first row of a table of terms that bears a name has it
        entries.setdefault(squeezed, {}).setdefault(_how(alias, tokens, beside), {})[table, code] = None
    for squeezed, ways in entries.items():
        bearers = {code for rows in ways.values() for table, code in rows if table == "places"}
        doubtful = len(bearers) > 1 or any(tables.places[code].needs_context for code in bearers)
        machine.add_word(squeezed, tuple(
            _Name(tuple(rows), how[0], len(squeezed), *how[1:], doubtful=doubtful or bool(how[-1]))
            for how, rows in ways.items()
        ))  # fmt: skip
    if not entries:
        machine.add_word("\0", ())
    machine.make_automaton()
    for key in [key for key, (ref, _) in _automata.items() if ref() is None]:
        del _automata[key]
    _automata[id(tables)] = (weakref.ref(tables), machine)
    return machine
