"""A model's answer → claims: each quote found in the text, each value read from it; whatever is not so is refused."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from gowah.claim.endpoint.finding import occurrences, the_one
from gowah.claim.endpoint.question import CERTAINTIES, COUNTS, MOST_ATTACKS, MOST_SPEAKERS, MOST_VALUES, PROPERTIES
from gowah.claim.endpoint.values import Reading, Refused, datum, of_whom
from gowah.claim.naming import is_personal
from gowah.errors import NoAnswer
from gowah.model import Certainty, Claimed, Span, Speaker, Value

_SUBSTANCE = frozenset({"when", "where", "site", *COUNTS})
_LONGEST_NAME = 160
_UNREADABLE = "answers that are not in the form asked for"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many values of an answer were taken, and how many refused for which reason."""

    taken: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)


def content_of(body: bytes) -> str:
    """The model's own words in the server's answer. Raises `NoAnswer` where this is no answer of such a server."""
    try:
        content = json.loads(body)["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError):
        content = None
    if not isinstance(content, str):
        raise NoAnswer("what answers is no server of a language model", hint="Check [claim] endpoint in gowah.toml.")
    return content


def claims_of(content: str, piece: Span, reading: Reading, tally: Tally) -> Iterator[Claimed]:
    """The attacks of the answer that the piece of text bears out; the rest is counted in `tally`."""
    try:
        attacks = json.loads(content)["attacks"]
    except (ValueError, LookupError, TypeError, RecursionError):
        attacks = None
    if not isinstance(attacks, list):
        tally.refused[_UNREADABLE] += 1
        return
    if len(attacks) > MOST_ATTACKS:
        tally.refused["attacks beyond the most that are asked for"] += len(attacks) - MOST_ATTACKS
    for attack in attacks[:MOST_ATTACKS]:
        found = _attack(attack, piece, reading, tally)
        if found is not None:
            yield found


def _attack(attack: Any, piece: Span, reading: Reading, tally: Tally) -> Claimed | None:
    told = attack.get("values") if isinstance(attack, dict) else None
    if not isinstance(told, list) or not isinstance(attack.get("sentence"), str):
        tally.refused[_UNREADABLE] += 1
        return None
    home = the_one(reading.text.text, attack["sentence"], piece)
    if home is None:
        tally.refused["sentences that do not stand in the text, or more than once"] += 1
        return None
    values: list[Value] = []
    for one in told[:MOST_VALUES]:
        try:
            values.append(_value(one, home, piece, reading))
        except Refused as why:
            tally.refused[str(why)] += 1
    if len(told) > MOST_VALUES:
        tally.refused["values beyond the most that are asked for"] += len(told) - MOST_VALUES
    if not any(value.property in _SUBSTANCE for value in values):
        if values:
            tally.refused["attacks without day, place or number"] += len(values)
        return None
    tally.taken["values"] += len(values)
    ordered = sorted(dict.fromkeys(values), key=lambda v: (v.property, v.start, v.end, repr(v)))
    return Claimed(kind="attack", anchor=home, values=tuple(ordered))


def _value(one: Any, home: Span, piece: Span, reading: Reading) -> Value:
    if not isinstance(one, dict):
        raise Refused(_UNREADABLE)
    property, certainty = one.get("property"), one.get("certainty")
    quote, context, status = (_words(one, name) for name in ("quote", "context", "status"))
    if property not in PROPERTIES or certainty not in CERTAINTIES or not isinstance(one.get("part"), bool):
        raise Refused(_UNREADABLE)
    span = _found(quote, context, home, piece, reading.text.text)
    what, grown = datum(reading, property, status, span)
    part = of_whom(reading, span) if one["part"] and property in COUNTS else None
    return Value(
        property=property, value=what, quote=reading.words(grown), start=grown.start, end=grown.end,
        speakers=_speakers(one.get("speakers"), piece, reading), certainty=Certainty(certainty), of_whom=part,
    )  # fmt: skip


def _words(one: dict[Any, Any], name: str) -> str:
    words = one.get(name)
    if not isinstance(words, str):
        raise Refused(_UNREADABLE)
    return words


def _found(quote: str, context: str, home: Span, piece: Span, text: str) -> Span:
    inside = the_one(text, context, home, piece) if context.strip() else None
    if context.strip() and inside is None and not quote.strip():
        raise Refused("quotes that do not stand in the text")
    span = the_one(text, quote, *([inside] if inside else []), home, piece)
    if span is None:
        there = bool(occurrences(text, quote, piece, 1))
        raise Refused(
            "quotes that could be meant for several places" if there else "quotes that do not stand in the text"
        )
    return span


def _speakers(said: Any, piece: Span, reading: Reading) -> tuple[Speaker, ...]:
    if not isinstance(said, list) or len(said) > MOST_SPEAKERS or not all(isinstance(name, str) for name in said):
        raise Refused(_UNREADABLE)
    found = []
    for name in said:
        words = " ".join(name.split())
        if not words or words.lower() == (reading.text.described.publisher or "").lower():
            continue
        spans = occurrences(reading.text.text, name, piece, 1) if len(name) <= _LONGEST_NAME else []
        if not spans:
            raise Refused("speakers that do not stand in the text")
        found.append(Speaker(name=words, private=is_personal(words, reading.names(spans[0], *_OFFICES))))
    return tuple(found)


_OFFICES = ("groups", "organisations", "outlets", "roles", "places", "communities", "of_whom")
