"""What the English claimer makes of a few sentences, in the form the tests compare."""

from __future__ import annotations

from functools import cache

from gowah.claim import english
from gowah.model import Block, Claimed, Count, Datum, Described, Money, SourceText, Term, Text, When, Where
from gowah.words import Settings, Tables, load_tables


@cache
def tables() -> Tables:
    return load_tables(("afghanistan",))


def report(*paragraphs: str, published: str | None = None, publisher: str | None = "Example News") -> SourceText:
    """A kept text; a paragraph that begins with `# ` is a heading, with the mark taken off."""
    text, layout = "", []
    for paragraph in paragraphs:
        words = paragraph.removeprefix("# ")
        kind = "paragraph" if words == paragraph else "heading"
        layout.append(Block(kind=kind, start=len(text), end=len(text) + len(words)))
        text += words + "\n\n"
    described = Described(publisher=publisher, published=published, language="en")
    return SourceText(
        entry=2,
        source=1,
        file="report.txt",
        media_type="text/plain",
        described=described,
        layout=tuple(layout),
        text=text,
    )


def story(*paragraphs: str, published: str | None = None, publisher: str | None = "Example News") -> SourceText:
    """A report of an attack that ends with these paragraphs: what people need is read in no other news."""
    return report("A bomb went off at the school gate.", *paragraphs, published=published, publisher=publisher)


def claims(text: SourceText, kind: str) -> list[Claimed]:
    """The mentions of a kind; every quote is checked against the text."""
    found = [c for c in english.claim(text, tables(), Settings()) if isinstance(c, Claimed) and c.kind == kind]
    for claimed in found:
        for value in claimed.values:
            assert text.text[value.start : value.end] == value.quote
    return found


def plain(datum: Datum) -> object:
    """A value as a test writes it: "13..", "~3000", a code, a place, (days), (amount, currency) or words."""
    match datum:
        case Count(low=low, high=high, about=about):
            span = f"{low}" if low == high else f"{'' if low is None else low}..{'' if high is None else high}"
            return f"~{span}" if about else span
        case Term(code=code):
            return code
        case Where(place=place):
            return place
        case When(earliest=None, latest=None, as_written=words):
            return words
        case When(earliest=earliest, latest=latest):
            return f"{earliest or ''}..{latest or ''}"
        case Money(amount=amount, currency=currency):
            return (amount, currency)
        case Text(text=words):
            return words
    raise AssertionError(datum)


def said(text: SourceText, kind: str) -> list[dict[str, object]]:
    """Each mention as {property: value}; several values of one property as a list."""
    rows = []
    for claimed in claims(text, kind):
        row: dict[str, object] = {}
        for value in claimed.values:
            if value.property in row:
                before = row[value.property]
                row[value.property] = [*(before if isinstance(before, list) else [before]), plain(value.value)]
            else:
                row[value.property] = plain(value.value)
        rows.append(row)
    return rows


def speakers(text: SourceText, kind: str) -> list[tuple[str, ...]]:
    """The speakers of the last value of each mention."""
    return [tuple(speaker.name for speaker in claimed.values[-1].speakers) for claimed in claims(text, kind)]
