"""Where a report is set as a whole: the place of an attack that has none of its own."""

from __future__ import annotations

from collections.abc import Sequence

from gowah.claim.english.sentence import Sentence
from gowah.claim.english.speakers import speakers_of
from gowah.model import Claimed, Value
from gowah.words import NameSpan, Tables, where_of


def only_place(sentences: Sequence[Sentence], tables: Tables) -> tuple[Sentence, NameSpan] | None:
    """The finest place named in a text all of whose places lie in one another, countries left out; else None.

    "The police command of Daykundi rejects it": a text that names no other place speaks of what happened there.
    """
    named = [
        (sentence, name)
        for sentence in sentences
        for name in sentence.named("places")
        if name.code in tables.places and tables.places[name.code].kind != "country"
    ]
    if not named:
        return None
    lines = {name.code: [row.id for row in tables.ancestors(name.code)] for _, name in named}
    finest = max(named, key=lambda pair: (len(lines[pair[1].code]), -pair[1].start))
    return finest if all(code in lines[finest[1].code] for code in lines) else None


def where_at_all(claimed: Claimed, sentences: Sequence[Sentence], tables: Tables) -> Value | None:
    """Where the only attack of a text has no place of its own: the only place that the text names."""
    if any(value.property == "where" for value in claimed.values):
        return None
    if (only := only_place(sentences, tables)) is None:
        return None
    sentence, place = only
    return sentence.value("where", where_of(place, tables), speakers=speakers_of(sentence, place.start, place.end))
