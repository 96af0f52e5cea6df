"""Who names whom: the outlets a text credits, and whether it reports of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from gowah.trace.cues import cue
from gowah.trace.outlets import Named, Outlets, one_outlet
from gowah.trace.sentences import Page, Sentence
from gowah.words.script import fold, words

_NEAR = 40  # code points between a credit word and the name it credits
_CLOSE = 16  # code points after a name in which a word of saying stands
_TOLD = "told"
_REACH = 6  # sentences after a name within which "the agency" is that one


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """A text names an outlet in these sentences; `plain` if as its source ("Source: X", "according to X", "@X")."""

    outlet: str
    sentences: tuple[int, ...]
    plain: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A sentence with its words folded and the outlets that it names."""

    sentence: Sentence
    text: str
    piece: str
    named: tuple[Named, ...]


def read(page: Page, outlets: Outlets) -> tuple[Read, ...]:
    """The sentences of a text with the outlets that each names; none where the text names nobody, nor itself."""
    whole = fold(page.source.text)
    naming = outlets.may_be_named(page.source.text, whole)
    if not naming and "own" not in page.cues and _TOLD not in whole:
        return ()
    found = []
    for sentence in page.sentences:
        text, piece = page.source.text[sentence.start : sentence.end], whole[sentence.start : sentence.end]
        named = tuple(outlets.named(text, piece)) if naming else ()
        found.append(Read(sentence=sentence, text=text, piece=piece, named=named))
    return tuple(found)


def credits(page: Page, outlets: Outlets, lines: Sequence[Read]) -> tuple[Credit, ...]:
    """Every other outlet that a text names, by name or by its code in the tables."""
    own = page.known_as
    found: dict[str, list[tuple[int, bool]]] = {}
    for line in lines:
        sentence, text, piece = line.sentence, line.text, line.piece
        for name, start, end, marked in line.named:
            plain = _plain(piece, start, end)
            single = len(words(text[start:end])) == 1
            if plain or marked or not single or _speaks(piece, start, end):
                found.setdefault(name, []).append((sentence.n, plain))
    for sentence in page.sentences if outlets.codes else ():
        for table, code, start, end in sentence.names:
            key = f"@{table} {code}"
            if key in outlets.codes:
                low, high = start - sentence.start, end - sentence.start
                found.setdefault(key, []).append((sentence.n, _plain(_folded(page, sentence), low, high)))
    if page.agency and page.sentences:
        for name in outlets.tagged(page.agency):
            found.setdefault(name, []).append((page.sentences[0].n, True))
    others = {name: hits for name, hits in found.items() if not any(one_outlet(name, mine) for mine in own)}
    return tuple(
        Credit(
            outlet=name, sentences=tuple(sorted({n for n, _ in hits} | set(_again(page, [n for n, _ in hits])))),
            plain=any(plain for _, plain in hits),
        )
        for name, hits in sorted(others.items())
    )  # fmt: skip


def _again(page: Page, named: Sequence[int]) -> Iterator[int]:
    """Sentences soon after a name in which "the agency", "the mission", «این نهاد» stand for it."""
    for sentence in page.sentences if "again" in page.cues else ():
        if any(0 < sentence.n - n <= _REACH for n in named) and cue("again").search(_folded(page, sentence)):
            yield sentence.n


def _folded(page: Page, sentence: Sentence) -> str:
    return fold(page.source.text[sentence.start : sentence.end])


def own_work(page: Page, outlets: Outlets, lines: Sequence[Read]) -> frozenset[int]:
    """The sentences in which a text says that it reported itself: "told us", or its own outlet as the one told."""
    found = set()
    told = {(*before, word) for word in outlets.cores(page) for before in ((_TOLD,), (_TOLD, "the"))}
    for line in lines:
        sentence, piece = line.sentence, line.piece
        named = ((name, end) for name, _, end, _ in line.named if name in page.head.names)
        itself = sentence.kind not in ("title", "heading") and any(_reports(piece, end) for _, end in named)
        if (
            itself
            or cue("own").search(piece)
            or (_TOLD in piece and _told([word.form for word in words(line.text)], told))
        ):
            found.add(sentence.n)
    return frozenset(found)


def _reports(piece: str, end: int) -> bool:
    """Its own outlet is named in the body; bylines and tags of one's own stand at the edges of a line."""
    return bool(piece[end:].strip(" .)-,;:"))


def credit_to(credits_: Mapping[str, Credit], earlier: Page) -> Credit | None:
    """The credit that a text gives to another's outlet, under whatever name."""
    given = [credits_[name] for name in earlier.known_as if name in credits_] if credits_ else []
    if not given:
        return None
    outlet = next((c.outlet for c in given if not c.outlet.startswith("@")), _name(earlier))
    sentences = tuple(sorted({n for credit in given for n in credit.sentences}))
    return Credit(outlet=outlet, sentences=sentences, plain=any(credit.plain for credit in given))


def _name(page: Page) -> str:
    return page.head.names[0] if page.head.names else page.source.outlet


def _speaks(piece: str, start: int, end: int) -> bool:
    """A word of saying right after the name."""
    after = piece[end : end + _CLOSE]
    return bool(cue("says").match(after.lstrip(" ,")))


def _plain(folded: str, start: int, end: int) -> bool:
    before = folded[max(0, start - _NEAR) : start]
    credited = any(not re.search(r"[.!?]", before[found.end() :]) for found in cue("credit").finditer(before))
    bracketed = before.rstrip().endswith(("(", "(@")) and folded[end : end + 1] == ")"
    return credited or bracketed or before.endswith("@")


def _told(forms: Sequence[str], told: Iterable[tuple[str, ...]]) -> bool:
    return any(tuple(forms[n : n + len(form)]) == form for form in told for n in range(len(forms) - len(form) + 1))
