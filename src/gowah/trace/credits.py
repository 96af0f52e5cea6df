"""Who names whom: the outlets a text credits, and whether it reports of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from gowah.trace.cues import cue
from gowah.trace.sentences import Page
from gowah.words.kin import function_words, skeleton
from gowah.words.script import fold, words
from gowah.words.tables import Tables

_NEAR = 40  # code points between a credit word and the name it credits
_CLOSE = 16  # code points after a name in which a word of saying stands
_LONG = 5  # letters a single word of a name needs to stand for the whole
_BARE = 4  # consonants a name needs to be known again in the other script
_SQUEEZED = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """A text names an outlet in these sentences; `plain` if as its source ("Source: X", "according to X", "@X")."""

    outlet: str
    sentences: tuple[int, ...]
    plain: bool


class Outlets:
    """The publishers of a record and the ways to write them."""

    def __init__(self, pages: Sequence[Page], tables: Tables) -> None:
        names = sorted({p.source.described.publisher for p in pages if p.source.described.publisher})
        taken = {part for _, _, _, alias in tables.names for part in fold(alias).replace("-", " ").split()}
        taken |= _written_small(pages)
        self.forms: Mapping[str, frozenset[tuple[str, ...]]] = {name: _forms(name, taken) for name in names}
        self._first: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        for name, forms in self.forms.items():
            for form in sorted(forms | _endings(name)):
                self._first.setdefault(form[0], []).append((name, form))
        self._bare = _unambiguous((skeleton("".join(form)), name) for name in names for form in self.forms[name])
        self._squeezed = {_SQUEEZED.sub("", fold(name)): name for name in names}

    def credits(self, page: Page) -> tuple[Credit, ...]:
        """Every other outlet that a text names, by name."""
        own = page.source.described.publisher
        found: dict[str, list[tuple[int, bool]]] = {}
        for sentence in page.sentences:
            text = page.source.text[sentence.start : sentence.end]
            piece = fold(text)
            for name, start, end in self._named(text):
                plain = _plain(piece, start, end)
                single = len(words(text[start:end])) == 1
                if not one_outlet(name, own) and (plain or not single or _speaks(piece, start, end)):
                    found.setdefault(name, []).append((sentence.n, plain))
        if page.agency:
            for name in self._tagged(page.agency):
                if not one_outlet(name, own):
                    found.setdefault(name, []).append((page.sentences[0].n, True))
        return tuple(
            Credit(outlet=name, sentences=tuple(sorted({n for n, _ in hits})), plain=any(plain for _, plain in hits))
            for name, hits in sorted(found.items())
        )

    def own_work(self, page: Page) -> frozenset[int]:
        """The sentences in which a text says that it reported itself: "told us", or its own outlet as the one told."""
        own = page.source.described.publisher or ""
        last = tuple(word.form for word in words(own))[-1:]
        told = [(*before, *last) for before in (("told",), ("told", "the"))] if last else []
        found = set()
        for sentence in page.sentences:
            piece = page.source.text[sentence.start : sentence.end]
            itself = sentence.kind not in ("title", "heading") and any(name == own for name, _, _ in self._named(piece))
            if itself or cue("own").search(fold(piece)) or any(f in _windows(sentence.forms, len(f)) for f in told):
                found.add(sentence.n)
        return frozenset(found)

    def _named(self, piece: str) -> Iterable[tuple[str, int, int]]:
        spelled = words(piece)
        for n, word in enumerate(spelled):
            for name, form in self._first.get(word.form, ()):
                same = tuple(w.form for w in spelled[n : n + len(form)]) == form
                if same and (len(form) > 1 or _stands_out(piece, word.start)):
                    yield name, word.start, spelled[n + len(form) - 1].end
            handle = piece[word.start - 1 : word.start] == "@"
            if handle and len(word.form) >= _LONG:
                yield from ((n_, word.start, word.end) for s, n_ in self._squeezed.items() if s.startswith(word.form))
        yield from self._across(piece)

    def _across(self, piece: str) -> Iterable[tuple[str, int, int]]:
        """Names written in the other script, by their consonants, where a credit word stands before them."""
        folded = fold(piece)
        for found in cue("credit").finditer(folded):
            after = words(piece[found.end() : found.end() + _NEAR])
            for length in (1, 2, 3):
                bare = skeleton("".join(word.form for word in after[:length]))
                if len(after) >= length and bare in self._bare and self._bare[bare].isascii() != folded.isascii():
                    start = found.end() + after[0].start
                    yield self._bare[bare], start, found.end() + after[length - 1].end

    def _tagged(self, agency: str) -> Iterable[str]:
        form = tuple(word.form for word in words(agency))
        return sorted(name for name, forms in self.forms.items() if form in forms)


def _stands_out(piece: str, at: int) -> bool:
    """A capital that is not just the sentence's first, or a script without capitals."""
    return not piece[at].isascii() or (piece[at].isupper() and at > 0)


def one_outlet(a: str | None, b: str | None) -> bool:
    """The same publisher, or a department of it ("UN Mission, Human Rights Service")."""
    if not a or not b:
        return False
    first, second = fold(a), fold(b)
    return first.startswith(second) or second.startswith(first)


def _endings(name: str) -> frozenset[tuple[str, ...]]:
    """A name without its first words ("Daily …"), as long as two words are left."""
    parts = tuple(word.form for word in words(name.split(",", maxsplit=1)[0]))
    return frozenset(parts[n:] for n in range(1, len(parts) - 1) if parts[n] not in function_words())


def _speaks(piece: str, start: int, end: int) -> bool:
    """A word of saying right after the name."""
    after = piece[end : end + _CLOSE]
    return bool(cue("says").match(after.lstrip(" ,")))


def _forms(name: str, taken: set[str]) -> frozenset[tuple[str, ...]]:
    """The whole name, its beginnings of two words and more, and its first word if that is nobody else's."""
    parts = tuple(word.form for word in words(name.split(",", maxsplit=1)[0]))
    little = function_words()
    forms = {parts[:n] for n in range(2, len(parts) + 1) if parts[n - 1] not in little}
    if parts and len(parts[0]) >= _LONG and parts[0] not in taken and parts[0] not in little:
        forms.add(parts[:1])
    if len(parts) == 1 and parts[0] not in taken:
        forms.add(parts)
    return frozenset(forms)


def _written_small(pages: Sequence[Page]) -> set[str]:
    """Words that some text writes with a small letter: no names by themselves."""
    small = set()
    for page in pages:
        for sentence in page.sentences:
            piece = page.source.text[sentence.start : sentence.end]
            small |= {w.form for w in words(piece) if piece[w.start].islower() and piece[w.start].isascii()}
    return small


def _unambiguous(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, set[str]] = {}
    for bare, name in pairs:
        if len(bare) >= _BARE:
            found.setdefault(bare, set()).add(name)
    return {bare: names.copy().pop() for bare, names in found.items() if len(names) == 1}


def _plain(folded: str, start: int, end: int) -> bool:
    before = folded[max(0, start - _NEAR) : start]
    credited = any(not re.search(r"[.!?]", before[found.end() :]) for found in cue("credit").finditer(before))
    bracketed = before.rstrip().endswith(("(", "(@")) and folded[end : end + 1] == ")"
    return credited or bracketed or before.endswith("@")


def _windows(forms: Sequence[str], length: int) -> set[tuple[str, ...]]:
    return {tuple(forms[n : n + length]) for n in range(len(forms) - length + 1)}
