"""Changes seen in the words themselves: numbers, places, tense, doubt, credit, a denial left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from gowah.model import Change, Span
from gowah.trace.cues import cue
from gowah.trace.derive import Derivation
from gowah.trace.sentences import Page, Sentence
from gowah.trace.wording import Number
from gowah.words.kin import function_words
from gowah.words.script import fold, words
from gowah.words.tables import Tables

_AROUND = 30  # code points after a number that tell what it counts
_PART = re.compile(r"\s*(?:people |persons )?(?:of|among) (?:the|them|these|those|whom)\b")
_CLOSE = 50  # percent of a sentence that stands in another, so that they say the same
_NEAR = 2  # sentences after a copied one in which a denial belongs to it

Beside = tuple[Sentence, Sentence]
"""A sentence of the earlier text and the one of the later that stands beside it."""


def word_changes(one: Derivation, tables: Tables) -> Iterator[Change]:
    """What the words show, sentence beside sentence."""
    beside = _beside(one)
    if one.relation == "cites":
        if one.comparison.same_language:
            yield from _tense(one)
            yield from _doubt(one, beside)
        return
    if one.relation == "verbatim":
        yield from _credit(one)
    yield from _numbers(one, beside)
    yield from _places(one, beside, tables)
    yield from _denials(one)
    yield from _caveats(one)
    if one.comparison.same_language:
        yield from _parts(one)
        yield from _tense(one)
        yield from _doubt(one, beside)


def _beside(one: Derivation) -> list[Beside]:
    its = one.comparison
    earlier = {s.n: s for s in its.earlier.sentences}
    aligned = {**its.nearest, **its.reused}
    chosen = set(one.sentences)
    body = [s for s in its.later.sentences if s.n in chosen and s.kind != "title"]
    return [(earlier[aligned[s.n].earlier], s) for s in body if s.n in aligned]


def _text(page: Page, sentence: Sentence) -> str:
    return page.source.text[sentence.start : sentence.end]


def _span(at: Sentence | Number) -> Span:
    return Span(start=at.start, end=at.end)


def _change(kind: str, name: str, before: tuple[str, Span], after: tuple[str, Span]) -> Change:
    return Change(
        property=name, before=before[0], after=after[0], kind=kind, before_span=before[1], after_span=after[1]
    )  # fmt: skip


def _credit(one: Derivation) -> Iterator[Change]:
    """A whole text under another byline."""
    before, after = one.comparison.earlier.source, one.comparison.later.source
    author = after.described.author
    credited = author and before.outlet and fold(before.outlet.split()[0]) in fold(author)
    if author and author != before.described.author and not credited:
        yield Change(property="credit", before=before.outlet, after=author, kind="name")


def _numbers(one: Derivation, beside: list[Beside]) -> Iterator[Change]:
    its = one.comparison
    told = [number for s in its.earlier.sentences for number in s.numbers if not number.age]
    ages = {number.value for s in its.earlier.sentences for number in s.numbers if number.age}
    kept = {value for s in its.later.sentences for number in s.numbers for value in number.worth}
    for before, after in beside:
        for number in after.numbers:
            if number.age:
                continue
            same = [n for n in told if n.value == number.value]
            if same:
                yield from _same_number(same, number)
            elif number.value > 2 and number.value not in ages:
                yield from _other_number(one, (before, after), number, told, kept)


def _same_number(told: list[Number], number: Number) -> Iterator[Change]:
    """The number is there; its "at least" or its other end may not be."""
    first = told[0]
    names = ("number", (first.as_written, _span(first)), (number.as_written, _span(number)))
    if all(n.qualified for n in told) and not number.qualified:
        yield _change("lost qualifier", *names)
    if first.high != number.high and None not in (first.high, number.high) and first.worth[1:] and number.worth[1:]:
        yield _change("number", *names)


def _other_number(
    one: Derivation, beside: Beside, number: Number, told: list[Number], kept: set[int]
) -> Iterator[Change]:
    """A number that the earlier text has not: the sum of two that it has, or another in the place of one."""
    before, after = beside
    its = one.comparison
    gone = [n for n in told if n.value not in kept]
    pairs = (pair for s in its.earlier.sentences for pair in _summands(its.earlier, s, told))
    sums = [(a, b) for a, b in pairs if a.value + b.value == number.value]
    if sums and not _PART.match(its.later.source.text, number.end):
        a, b = sums[0]
        text = f"{a.as_written}; {b.as_written}"
        yield _change("scope", "number", (text, Span(start=a.start, end=a.end)), (number.as_written, _span(number)))
        return
    here = [n for n in before.numbers if n in gone] or _replaced(one, before, after) or gone
    counted = _counted(its.later, number)
    best = max(here, key=lambda n: (len(counted & _counted(its.earlier, n)), -n.start), default=None)
    if best is not None and (its.same_language or len(here) == 1):
        yield _change("number", "number", (best.as_written, _span(best)), (number.as_written, _span(number)))


def _replaced(one: Derivation, before: Sentence, after: Sentence) -> list[Number]:
    """The numbers of a sentence that were left out where it was reused, though they may stand elsewhere still."""
    values = {number.value for number in after.numbers}
    return [n for n in before.numbers if n.value not in values] if after.n in one.comparison.reused else []


def _summands(page: Page, sentence: Sentence, told: list[Number]) -> Iterator[tuple[Number, Number]]:
    """Two numbers of one sentence, neither of which is a part of the other ("eight of them")."""
    here = [n for n in sentence.numbers if n in told and not _PART.match(page.source.text, n.end)]
    return combinations(here, 2)


def _counted(page: Page, number: Number) -> set[str]:
    """The contents right after a number: what it counts."""
    text, little = page.source.text, function_words()
    after = re.split(r"[.;:!?,]| and | و ", text[number.end : number.end + _AROUND])[0]
    return {word.form[:5] for word in words(after) if word.form not in little}


def _parts(one: Derivation) -> Iterator[Change]:
    """ "More than 120 of them": a figure of its own became a part of another."""
    its = one.comparison
    told = {n.value: n for s in its.earlier.sentences for n in s.numbers}
    for sentence in its.later.sentences:
        for number in sentence.numbers:
            before = told.get(number.value)
            if before is None or number.value <= 2:
                continue
            here, there = ((p.source.text, n.end) for p, n in ((its.later, number), (its.earlier, before)))
            if _PART.match(*here) and not _PART.match(*there):
                yield _change("scope", "part", (before.as_written, _span(before)), (number.as_written, _span(number)))


def _places(one: Derivation, beside: list[Beside], tables: Tables) -> Iterator[Change]:
    """A place that has nothing to do with any place of the earlier text stands where another stood."""
    its = one.comparison
    known = {name[1] for s in its.earlier.sentences for name in s.names if name[0] == "places"}
    above = {row.id for place in known for row in tables.ancestors(place)}
    kept = {name[1] for s in its.later.sentences for name in s.names if name[0] == "places"}
    for before, after in beside:
        gone = [n for n in before.names if n[0] == "places" and n[1] not in kept]
        gone = gone or [n for s in its.earlier.sentences for n in s.names if n[0] == "places" and n[1] not in kept]
        for _, place, start, end in (name for name in after.names if name[0] == "places"):
            strange = place not in above and not known & _below_country(place, tables)
            was = next((n for n in gone if not _finer(place, n[1], tables)), None)
            if strange and was is not None:
                old, new = its.earlier.source.text[was[2] : was[3]], its.later.source.text[start:end]
                yield _change(
                    "place", "where", (old, Span(start=was[2], end=was[3])), (new, Span(start=start, end=end))
                )  # fmt: skip


def _finer(new: str, old: str, tables: Tables) -> bool:
    """A village does not take the place of a country: it may lie in it, or be a word that looks like its name."""
    kinds = [tables.places[place].kind in ("country", "region") for place in (old, new) if place in tables.places]
    return kinds == [True, False]


def _below_country(place: str, tables: Tables) -> set[str]:
    """A place and what holds it, up to the province: sharing a country makes no two places kin."""
    return {row.id for row in tables.ancestors(place) if row.kind not in ("country", "region")}


def _tense(one: Derivation) -> Iterator[Change]:
    its = one.comparison
    if "past" not in its.earlier.cues:
        return
    for after in (s for s in its.later.sentences if s.n in one.sentences and s.kind != "title"):
        for number in after.numbers:
            told = [s for s in its.earlier.sentences if any(n.value == number.value for n in s.numbers)]
            if number.value <= 2 or not told:
                continue
            was = [cue("past").search(fold(_text(its.earlier, s))) for s in told]
            if all(was) and not cue("past").search(fold(_text(its.later, after))):
                first, mark = told[0], was[0]
                assert mark is not None
                yield _change(
                    "tense", "as_of", (mark[0], _span(first)), (_text(its.later, after), _span(after))
                )  # fmt: skip


def _doubt(one: Derivation, beside: list[Beside]) -> Iterator[Change]:
    """ "Linked to" became "implicated in", "suspected" became "did it"."""
    its = one.comparison
    if "linked" not in its.earlier.cues or "did" not in its.later.cues:
        return
    for before, after in beside:
        old, new = fold(_text(its.earlier, before)), fold(_text(its.later, after))
        weak, strong = cue("linked").search(old), cue("did").search(new)
        if not (weak and strong) or cue("linked").search(new):
            continue
        # Where the earlier one also says that somebody did something, the number tells that the weak act is meant.
        if not cue("did").search(old) or _act(before, weak) in (None, _act(after, strong)):
            yield _change("lost qualifier", "responsibility", (weak[0], _span(before)), (strong[0], _span(after)))


def _act(sentence: Sentence, mark: re.Match[str]) -> int | None:
    """The number right after a word for who did it: "linked to at least three"."""
    at = sentence.start + mark.end()
    return next((n.value for n in sentence.numbers if 0 <= n.start - at <= _AROUND), None)


def _denials(one: Derivation) -> Iterator[Change]:
    """A denial that stood right after a copied sentence was left out."""
    its = one.comparison
    if "reject" not in its.earlier.cues:
        return
    close = {aligned.earlier for aligned in its.nearest.values() if aligned.score >= _CLOSE}
    taken = {aligned.earlier for aligned in its.reused.values()}
    aligned_to = taken | close
    if one.relation in ("paraphrase", "translation"):
        told = (n for n in one.sentences if n in its.nearest and its.told(n) >= _CLOSE)
        taken = taken | {its.nearest[n].earlier for n in told}
    denied = any(cue("reject").search(fold(_text(its.later, s))) for s in its.later.sentences)
    for sentence in its.earlier.sentences:
        follows = any(sentence.n - step in taken for step in range(1, _NEAR + 1))
        if denied or not follows or sentence.n in aligned_to:
            continue
        mark = cue("reject").search(fold(_text(its.earlier, sentence)))
        if mark:
            text = _text(its.earlier, sentence)
            yield Change(property="denial", before=text, after="", kind="scope", before_span=_span(sentence))


def _caveats(one: Derivation) -> Iterator[Change]:
    """What a count does not cover was said, and is said no more."""
    its = one.comparison
    if not its.shared or "caveat" not in its.earlier.cues:
        return
    if any(cue("caveat").search(fold(_text(its.later, s))) for s in its.later.sentences):
        return
    for sentence in its.earlier.sentences:
        text = _text(its.earlier, sentence)
        if cue("caveat").search(fold(text)):
            yield Change(property="caveat", before=text, after="", kind="scope", before_span=_span(sentence))
