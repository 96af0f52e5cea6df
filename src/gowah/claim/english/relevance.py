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
from typing import Any

import ahocorasick

from gowah.claim.english.accidents import is_mishap
from gowah.claim.english.attacks import attacks
from gowah.claim.english.grids import in_grid
from gowah.claim.english.plurals import is_total
from gowah.claim.english.sentence import Sentence, rows_of, sentences
from gowah.claim.english.tolls import tolls
from gowah.model import SourceText
from gowah.words import Settings, Tables, fold
from gowah.words.script import FILLER

_DEEDS = frozenset({"attack", "strike", "kill", "abduct"})
_GROUND = ("places", "sites")  # with days what tells where and when: a deed without any is no attack
_SOME = 40  # sentences: where so many tell of an attack the others need not be tried
_SHORT = 120  # code points: a fragment beside a deed may hold its day and place ("21 April, Herat.")
_WORD = re.compile(r"[^\W_]+")
_JOINER = re.compile(r"[^\w\s.,;:!?()\[\]{}|/\\]{1,2}(?:\n\s*)?")  # what may break a name within a word
_ACRONYM = 4  # letters: as in `gowah.words.names`


def looked_into(text: SourceText, tables: Tables, settings: Settings) -> tuple[Sentence, ...]:
    """The sentences of a text; none where it can hold no claim."""
    cues = _cues_of(tables)
    if not cues.met_in(text.text):
        return ()
    rows = rows_of(text)
    cued = {(start, end): block for block, start, end in rows if cues.met_in(text.text[start:end])}
    beside = {(block.start, block.end) for block in cued.values()}
    only = frozenset(
        start
        for block, start, end in rows
        if (start, end) in cued or (end - start < _SHORT and (block.start, block.end) in beside)
    )
    first = tuple(sentences(text, tables, settings, rows=rows, only=only))
    if not _matters(first, tables):
        return ()
    if len(only) == len(rows):
        first[0].parses.together(sentence.start for sentence in first)
        return first
    return tuple(sentences(text, tables, settings, rows=rows, known=first[0].parses))


def _matters(found: Sequence[Sentence], tables: Tables) -> bool:
    """Whether these sentences name a group, may count attacks or their victims, or tell of an attack."""
    if any(sentence.named("groups") or _may_sum(sentence) for sentence in found):
        return True
    if any(_hurts(sentence) and in_grid(sentence) for sentence in found):
        return True
    grounded = {s.block.start for s in found if s.dates or s.named(*_GROUND)}
    begin = [s for s in found if (_hurts(s) or (_harms(s) and s.block.start in grounded)) and not is_mishap(s)]
    beside = {s.block.start for s in begin if not (s.dates or s.named(*_GROUND))}
    context = [s for s in found if s.block.start in beside and not _harms(s) and (s.dates or s.named(*_GROUND))]
    telling = sorted([*begin, *context], key=lambda s: s.index)
    if begin:
        found[0].parses.together(sentence.start for sentence in telling[:_SOME])
    return bool(begin) and (
        bool(attacks(telling[:_SOME], tables)) or bool(telling[_SOME:] and attacks(telling, tables))
    )


def _hurts(sentence: Sentence) -> bool:
    return bool(sentence.named("harm"))


def _harms(sentence: Sentence) -> bool:
    return any(name.table == "harm" or (name.table == "deeds" and name.code in _DEEDS) for name in sentence.names)


def _may_sum(sentence: Sentence) -> bool:
    """Whether the sentence may count attacks, or people over several."""
    if not sentence.numbers or is_mishap(sentence):
        return False
    if any(name.code == "deed" for name in sentence.named("sums")):
        return True
    return _hurts(sentence) and is_total(sentence, sentence.start, sentence.end) and bool(tolls(sentence))


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
        if not self._acronyms.isdisjoint(_WORD.findall(text)):
            return True
        folded = fold(text).replace(FILLER, "")
        if next(self._machine.iter(_spaced(folded)), None) is not None:
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
