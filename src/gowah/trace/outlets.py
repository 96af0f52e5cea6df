"""The outlets of a record and all the ways to write them: whole, shortened, as a handle, in the other script."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from gowah.trace.cues import cue
from gowah.trace.forms import forms_in
from gowah.trace.sentences import Page
from gowah.words.kin import function_words, skeleton
from gowah.words.script import Word, fold, words
from gowah.words.tables import Tables

_LONG = 5  # letters a single word of a name needs to stand for the whole
_BARE = 3  # sounds a name needs to be known again in the other script
_CLEAR = 6  # letters of a word that is known by few sounds without standing just behind a mark
_AFTER = 5  # words after a mark ("source:", «, "agency") among which the name begins
_LONGEST = 3  # words of a name that are looked at across scripts
_SQUEEZED = re.compile(r"[\W_]+")
_QUOTED = re.compile(r'"([^"\n]{2,60})"')
_VOWELS = frozenset("aeiouywاآعیوه")

Named = tuple[str, int, int, bool]
"""(name, start, end, whether words around mark it as a name) in a piece of text."""


class Outlets:
    """The publishers of a record and the ways to write them; `codes` are those that the tables know."""

    def __init__(self, pages: Sequence[Page], tables: Tables, small: Set[str]) -> None:
        """`small`: the words that some text writes with a small letter; they are no names by themselves."""
        names = sorted({name for page in pages for name in page.head.names})
        taken = {part for _, _, _, alias in tables.names for part in fold(alias).replace("-", " ").split()}
        self._taken = taken | small
        self.codes = frozenset(code for page in pages for code in page.head.codes)
        others = {tuple(w.form for w in words(alias)) for _, _, _, alias in tables.names}
        self.forms: Mapping[str, frozenset[tuple[str, ...]]] = {
            name: frozenset(f for f in _forms(name, self._taken) if f not in others or len(f) == len(words(name)))
            for name in names
        }
        self._first: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        for name, forms in self.forms.items():
            for form in sorted(forms | _endings(name)):
                self._first.setdefault(form[0], []).append((name, form))
        cores = [(core, name) for name in names for core in _cores(name)]
        alike = {name: page.head.names[0] for page in pages for name in page.head.names}  # names of one head are one
        self._sounds = _unambiguous(((sounds(core), name) for core, name in cores), alike)
        self._spelled = _unambiguous(((" ".join(core), name) for core, name in cores if not name.isascii()), alike)
        self._foreign = not all(name.isascii() for name in self._sounds.values())
        self._squeezed = {_SQUEEZED.sub("", fold(name)): name for name in names}

    def may_be_named(self, text: str, folded: str) -> bool:
        """Whether a text may name an outlet at all: a quick look, before each sentence is read for names."""
        if "@" in text or not folded.isascii():  # a handle; or a name that may be written in the other script
            return True
        there = set(forms_in(folded))
        begun = (form for first in there & self._first.keys() for _, form in self._first[first])
        return any(map(there.issuperset, begun)) or (self._foreign and cue("credit").search(folded) is not None)

    def named(self, piece: str, folded: str) -> Iterable[Named]:
        """Every name of an outlet in a piece of text, as often as it is recognised."""
        if not self.may_be_named(piece, folded):
            return
        spelled = words(piece)
        for n, word in enumerate(spelled):
            for name, form in self._first.get(word.form, ()):
                same = tuple(w.form for w in spelled[n : n + len(form)]) == form
                if same and (len(form) > 1 or _stands_out(piece, word.start)):
                    yield name, word.start, spelled[n + len(form) - 1].end, False
            handle = piece[word.start - 1 : word.start] == "@"
            if handle and len(word.form) >= _LONG:
                yield from ((n_, word.start, word.end, True) for s, n_ in self._squeezed.items() if s == word.form)
                yield from (
                    (n_, word.start, word.end, True)
                    for s, n_ in self._squeezed.items()
                    if s != word.form and s.startswith(word.form)
                )
        if not folded.isascii():
            yield from self._heard(spelled, folded)
        elif self._foreign:
            yield from self._heard(spelled, folded, credited_only=True)

    def _heard(self, spelled: Sequence[Word], folded: str, *, credited_only: bool = False) -> Iterator[Named]:
        """Names known by their sounds, where a credit, a quotation mark or "agency" marks them as names."""
        for n, sure in sorted(_marked(spelled, folded, credited_only=credited_only).items()):
            for length in range(1, _LONGEST + 1):
                if n + length > len(spelled):
                    break
                group = spelled[n : n + length]
                forms = tuple(word.form for word in group)
                heard = sounds(forms)
                known = sure or len(heard) > _BARE or max(map(len, forms)) >= _CLEAR
                name = self._sounds.get(heard) if known else None
                if name is None or (name.isascii() and forms[0].isascii()):
                    name = self._spelled.get(" ".join(forms))
                if name is not None:
                    yield name, group[0].start, group[-1].end, True

    def cores(self, page: Page) -> frozenset[str]:
        """Single words that stand for a text's own outlet: the first and the last of its names."""
        found = set()
        for name in page.head.names:
            parts = [word.form for word in words(name)]
            found |= {part for part in (parts[:1] + parts[-1:]) if part not in function_words()}
        return frozenset(found)

    def tagged(self, agency: str) -> list[str]:
        """The outlets that the tag of a dateline names."""
        form = tuple(word.form for word in words(agency))
        return sorted(name for name, forms in self.forms.items() if form in forms)


def one_outlet(a: str | None, b: str | None) -> bool:
    """The same publisher, or a department of it ("UN Mission, Human Rights Service")."""
    if not a or not b:
        return False
    first, second = fold(a), fold(b)
    return first.startswith(second) or second.startswith(first)


def sounds(forms: Sequence[str]) -> str:
    """The consonants of a name in either script, doubles once, `'` before a word that begins with a vowel."""
    heard = "".join(("'" if form[:1] in _VOWELS else "") + skeleton(form) for form in forms)
    return re.sub(r"(.)\1+", r"\1", heard)


def _marked(spelled: Sequence[Word], folded: str, *, credited_only: bool) -> dict[int, bool]:
    """Positions of words at which a name may begin: after a credit word, in quotation marks, beside "agency".

    True where the mark says that a name stands just there, so that a short one may be known by its sounds.
    """
    places: dict[int, bool] = {}
    for found in cue("credit").finditer(folded):
        after = [n for n, word in enumerate(spelled) if word.start >= found.end()]
        places.update(dict.fromkeys(after[:_AFTER], False))
    if credited_only:
        return places
    for found in _QUOTED.finditer(folded):
        places.update({n: True for n, word in enumerate(spelled) if found.start() < word.start < found.end()})
    for found in cue("outlet").finditer(folded):
        after = [n for n, word in enumerate(spelled) if word.start >= found.end()]
        before = [n for n, word in enumerate(spelled) if word.end <= found.start()]
        places.update(dict.fromkeys(after[:1] + before[-1:], True))
    return places


def _stands_out(piece: str, at: int) -> bool:
    """A capital that is not just the sentence's first, or a script without capitals."""
    return not piece[at].isascii() or (piece[at].isupper() and at > 0)


def _endings(name: str) -> frozenset[tuple[str, ...]]:
    """A name without its first words ("Daily …"), as long as two words are left."""
    parts = tuple(word.form for word in words(name.split(",", maxsplit=1)[0]))
    return frozenset(parts[n:] for n in range(1, len(parts) - 1) if parts[n] not in function_words())


def _forms(name: str, taken: Set[str]) -> frozenset[tuple[str, ...]]:
    """The whole name, its beginnings of two words and more, and its first word if that is nobody else's."""
    parts = tuple(word.form for word in words(name.split(",", maxsplit=1)[0]))
    little = function_words()
    forms = {parts[:n] for n in range(2, len(parts) + 1) if parts[n - 1] not in little}
    forms = {form for form in forms if len(set(form) - little) > 1 or form == parts}
    first = parts[0] if parts and not cue("outlet").fullmatch(parts[0]) else ""
    if len(first) >= _LONG and first not in taken and first not in little:
        forms.add(parts[:1])
    if len(parts) == 1 and parts[0] not in taken:
        forms.add(parts)
    return frozenset(forms)


def _cores(name: str) -> Iterator[tuple[str, ...]]:
    """A name as its sounds are looked for: whole, its beginnings, and without the word that says what it is."""
    parts = tuple(word.form for word in words(name.split(",", maxsplit=1)[0]))
    kinds = cue("outlet")
    bare = tuple(part for part in parts if not kinds.fullmatch(part) and part not in function_words())
    yield from {
        form[:n] for form in (parts, bare) for n in range(1, len(form) + 1) if not kinds.fullmatch(form[:n][-1])
    }


def _unambiguous(pairs: Iterable[tuple[str, str]], alike: Mapping[str, str]) -> dict[str, str]:
    """Written or heard form -> the one outlet it can stand for."""
    found: dict[str, set[str]] = {}
    for heard, name in pairs:
        if len(heard) >= _BARE:
            found.setdefault(heard, set()).add(alike[name])
    return {heard: min(names) for heard, names in found.items() if len(names) == 1}
