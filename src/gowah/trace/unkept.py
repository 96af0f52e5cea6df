"""Origins that nobody kept: an agency's tag in the dateline, or one outlet that several texts credit."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from gowah.model import Family, Member, Span, family_id
from gowah.trace.cues import cue
from gowah.trace.outlets import one_outlet
from gowah.trace.sentences import Page, Sentence
from gowah.words.names import find_names
from gowah.words.script import fold
from gowah.words.tables import Tables

_CREDITED = frozenset({"organisations", "outlets"})
_NEAR = 30  # code points between a credit word and the name it credits
_NUMBERS = 2  # numbers that two texts crediting one outlet share, to rest on one text of it


def agencies(pages: Sequence[Page]) -> dict[int, str]:
    """Pages whose dateline carries the tag of an agency that is not their own outlet and not kept."""
    kept = {name for page in pages for name in page.head.names}
    named = {}
    for n, page in enumerate(pages):
        tag = page.agency
        if tag and page.publisher and not any(_same(tag, publisher) for publisher in kept):
            named[n] = tag
    return named


def _same(tag: str, publisher: str | None) -> bool:
    return one_outlet(tag, publisher) or (publisher is not None and fold(tag) in fold(publisher).split())


def unkept_families(pages: Sequence[Page], taken: set[int], tables: Tables) -> Iterator[Family]:
    """Texts that credit one outlet, of which no text is kept, for the same numbers. `taken` are texts in families."""
    kept = {name for page in pages for name in page.head.names}
    crediting: dict[str, list[tuple[Page, tuple[Sentence, ...]]]] = defaultdict(list)
    for page in pages:
        if not page.numbers or "credit" not in page.cues:
            continue
        for code, sentences in sorted(_credited(page, tables).items()):
            table, _, row = code.partition(" ")
            known = tables.terms[table][row]
            names = {known.name, *(alias for _, alias in known.aliases)}
            if not any(one_outlet(name, publisher) for name in names for publisher in kept):
                crediting[code].append((page, sentences))
    for code, found in sorted(crediting.items()):
        table, _, row = code.partition(" ")
        yield from _families(tables.terms[table][row].name, [one for one in found if one[0].source.entry not in taken])


def _credited(page: Page, tables: Tables) -> dict[str, tuple[Sentence, ...]]:
    """Code of a credited outlet -> the sentences that credit it, with the one before a bare credit line."""
    found: dict[str, list[Sentence]] = defaultdict(list)
    for n, sentence in enumerate(page.sentences):
        piece = page.source.text[sentence.start : sentence.end]
        credits = [mark.end() for mark in cue("credit").finditer(fold(piece))]
        for name in find_names(piece, tables) if credits else ():
            if name.table in _CREDITED and any(0 <= name.start - end <= _NEAR for end in credits):
                line = page.sentences[:n] if not sentence.numbers else ()
                found[f"{name.table} {name.code}"] += [*line, sentence]
    return {code: tuple(dict.fromkeys(sentences)) for code, sentences in found.items()}


def _families(name: str, found: Sequence[tuple[Page, tuple[Sentence, ...]]]) -> Iterator[Family]:
    """Those that share numbers in the crediting sentences, each in one family."""
    numbers = [_numbers(sentences) for _, sentences in found]
    giving: dict[int, list[int]] = defaultdict(list)  # number -> who gives it
    for n, given in enumerate(numbers):
        for number in given:
            giving[number].append(n)
    taken: set[int] = set()
    for n, given in enumerate(numbers):
        shared = Counter(other for number in given for other in giving[number] if other not in taken)
        group = sorted(other for other, count in shared.items() if other == n or count >= _NUMBERS)
        if n in taken or len(group) < 2:
            continue
        taken.update(group)
        members = tuple(_member(name, *found[other]) for other in group)
        first = min(members, key=lambda member: (member.text, member.spans[0].start))
        yield Family(id=family_id(first.text, first.spans[0].start), origin=None, origin_name=name, members=members)


def _numbers(sentences: Sequence[Sentence]) -> set[int]:
    return {number.value for sentence in sentences for number in sentence.numbers if number.value > 2}


def _member(name: str, page: Page, sentences: Sequence[Sentence]) -> Member:
    told = [sentence for sentence in sentences if sentence.kind != "title"] or list(sentences)
    return Member(
        text=page.source.entry, source=page.source.source, relation="cites",
        spans=tuple(Span(start=sentence.start, end=sentence.end) for sentence in told),
        reason=f"explicit attribution: it credits {name}, of whom no text is kept",
    )  # fmt: skip
