"""What a text can be about, found before it is parsed: most of a stream of news is about something else.

A text that names no armed group and has no word for harm or a deed is none of ours: it is passed over whole, its needs
and gaps too. Where there are such words, the sentences that have them are looked into first; the rest of the text only
if one of them tells of something. What opens these gates follows from the tables of names and cues: whatever is added
there opens them too.
"""

from __future__ import annotations

import re
import weakref
from collections.abc import Sequence
from functools import partial
from typing import Any

import ahocorasick

from gowah.claim.english.accidents import is_mishap
from gowah.claim.english.attacks import attacks
from gowah.claim.english.grids import in_grid
from gowah.claim.english.openings import is_fragment, is_open, may_begin, may_sum
from gowah.claim.english.plurals import is_total
from gowah.claim.english.sentence import Sentence, names_in, rows_of, sentences
from gowah.claim.english.tolls import tolls
from gowah.model import SourceText
from gowah.words import Settings, Tables, fold
from gowah.words.script import FILLER

_DEEDS = frozenset({"attack", "strike", "kill", "abduct"})
_GROUND = ("places", "sites")  # with days what tells where and when: a deed without any is no attack
_SOME = 40  # sentences: where so many tell of an attack the others need not be tried
_NONE: frozenset[int] = frozenset()
_MANY = 2  # where one sentence in so many is open the text is looked into whole, not twice
_NEAREST = 20  # fragments of a block that may hold for a deed after them
_SHORT = 120  # code points: a fragment beside a deed may hold its day and place ("21 April, Herat.")
_WORD = re.compile(r"[^\W_]+")
_JOINER = re.compile(r"[^\w\s.,;:!?()\[\]{}|/\\]{1,2}(?:\n\s*)?")  # what may break a name within a word
_ACRONYM = 4  # letters: as in `gowah.words.names`


def looked_into(text: SourceText, tables: Tables, settings: Settings) -> tuple[Sentence, ...]:
    """The sentences of a text; none where it can hold no claim.

    First its names alone, then numbers and dates of the sentences that these leave open, then their parses.
    """
    if not _cues_of(tables).met_in(text.text):
        return ()
    rows = rows_of(text)
    names = names_in(text, rows, tables)
    look = partial(sentences, text, tables, settings, rows=rows, names=names)
    by_name = tuple(look(counted=_NONE, dated=_NONE))
    if not any(sentence.named("groups") for sentence in by_name):
        left_open = [s for s in by_name if _is_cued(s) and is_open(s)]
        if not left_open:
            return ()
        if len(left_open) * _MANY < len(rows):
            blocks = {sentence.block.start for sentence in left_open}
            counted = frozenset(sentence.start for sentence in left_open)
            beside = {s.start for s in by_name if s.end - s.start < _SHORT and s.block.start in blocks}
            first = tuple(look(counted=counted, dated=counted | beside))
            return tuple(look(known=first[0].parses)) if _matters(first, tables) else ()
    found = tuple(look())
    return found if _matters(found, tables) else ()


def may_matter(words: str, tables: Tables) -> bool:
    """Whether words hold a word for harm or a deed, or name a group."""
    return _cues_of(tables).met_in(words)


def _is_cued(sentence: Sentence) -> bool:
    return _harms(sentence) or any(name.code == "deed" for name in sentence.named("sums"))


def _matters(found: Sequence[Sentence], tables: Tables) -> bool:
    """Whether these sentences name a group, may count attacks or their victims, or tell of an attack."""
    if any(sentence.named("groups") or (_hurts(sentence) and in_grid(sentence)) for sentence in found):
        return True
    open_ones = [sentence for sentence in found if not is_mishap(sentence)]
    if any(may_sum(sentence) for sentence in open_ones):
        return True
    summed = [s for s in open_ones if _hurts(s) and s.numbers and is_total(s, s.start, s.end)]
    begin = _beginnings(found, open_ones)
    beside = {s.block.start for s in begin if not _has_ground(s)}
    context = [s for s in found if s.block.start in beside and not _harms(s) and _has_ground(s)]
    telling = sorted([*begin, *context], key=lambda s: s.index)
    asked = sorted({s.start for s in (*summed, *telling[:_SOME])} if begin else {s.start for s in summed})
    if asked:
        found[0].parses.together(asked)
    if any(tolls(sentence) for sentence in summed):
        return True
    return bool(begin) and (
        bool(attacks(telling[:_SOME], tables)) or bool(telling[_SOME:] and attacks(telling, tables))
    )


def _beginnings(found: Sequence[Sentence], open_ones: Sequence[Sentence]) -> list[Sentence]:
    """The sentences that may be the first to tell of an attack."""
    ground: dict[int, list[Sentence]] = {}  # what may give day or place, by block
    for sentence in found:
        if is_fragment(sentence):
            ground.setdefault(sentence.block.start, []).append(sentence)
    begin = []
    for sentence in open_ones:
        before = [s for s in ground.get(sentence.block.start, ()) if s.index < sentence.index]
        if _harms(sentence) and may_begin(sentence, before[-_NEAREST:]):
            begin.append(sentence)
    return begin


def _has_ground(sentence: Sentence) -> bool:
    return bool(sentence.dates or sentence.named(*_GROUND))


def _hurts(sentence: Sentence) -> bool:
    return bool(sentence.named("harm"))


def _harms(sentence: Sentence) -> bool:
    return any(name.table == "harm" or (name.table == "deeds" and name.code in _DEEDS) for name in sentence.names)


# ---------------------------------------------------------------- before anything is looked up


class _Cues:
    """An automaton of the words that make a text relevant, each between spaces; names in capitals apart."""

    def __init__(self, tables: Tables) -> None:
        self._machine: Any = ahocorasick.Automaton()
        self._acronyms: set[str] = set()
        for table, code, _, alias in tables.names:
            if not (
                table in ("harm", "groups")
                or (table == "deeds" and code in _DEEDS)
                or (table == "sums" and code == "deed")
            ):
                continue
            letters = [char for char in alias if char.isalpha()]
            if letters and len(letters) <= _ACRONYM and all(char.isupper() for char in letters):
                self._acronyms.add("".join(letters))
                continue
            folded = fold(alias).replace(FILLER, "")
            for form in (folded, _JOINER.sub("", folded)):
                self._machine.add_word(_spaced(form), True)
        self._machine.make_automaton()

    def met_in(self, text: str) -> bool:
        """Whether the text has one of them, however it is hyphenated."""
        written = _WORD.findall(text)
        if not self._acronyms.isdisjoint(written):
            return True
        folded = fold(text).replace(FILLER, "")
        spaced = f" {' '.join(written).lower()} " if text.isascii() else _spaced(folded)
        if next(self._machine.iter(spaced), None) is not None:
            return True
        closed = _JOINER.sub("", folded)
        return closed != folded and next(self._machine.iter(_spaced(closed)), None) is not None


def _spaced(folded: str) -> str:
    return f" {' '.join(_WORD.findall(folded))} "


_known: dict[int, tuple[weakref.ref[Tables], _Cues]] = {}


def _cues_of(tables: Tables) -> _Cues:
    """The cues of these very tables, put together once."""
    known = _known.get(id(tables))
    if known is not None and known[0]() is tables:
        return known[1]
    for key in [key for key, (ref, _) in _known.items() if ref() is None]:
        del _known[key]
    _known[id(tables)] = (weakref.ref(tables), _Cues(tables))
    return _known[id(tables)][1]
